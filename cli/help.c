/*
 * help.c - help, made from the tables that parsing reads.
 */
#include "commands.h"
#include "output.h"
#include "sink.h"

#include <stdio.h>
#include <string.h>

enum {
    HELP_COLUMN = 27
};

static int print(void (*put)(struct sink *sink, int which), int which)
{
    struct output output;
    if (!output_open(&output, NULL))
        return EXIT_TROUBLE;
    put(&output.sink, which);
    return output_close(&output, true) ? EXIT_CLEAN : EXIT_TROUBLE;
}

/* 'left', then 'right' from a fixed column on. */
static void put_row(struct sink *sink, const char *left, const char *right)
{
    const size_t size = strlen(left);
    sink_spaces(sink, 2);
    sink_string(sink, left);
    sink_spaces(sink, size < HELP_COLUMN - 2 ? HELP_COLUMN - size : 2);
    sink_string(sink, right);
    sink_byte(sink, '\n');
}

static void put_option(struct sink *sink, const struct option *option)
{
    char left[64], letter[] = "    ";
    if (option->letter) {
        letter[0] = '-';
        letter[1] = option->letter;
        letter[2] = ',';
    }
    snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name,
             option->argument ? " " : "",
             option->argument ? option->argument : "");
    put_row(sink, left, option->help);
}

static void put_formats(struct sink *sink, enum command command)
{
    if (command == COMMAND_RENDER)
        return;
    sink_string(sink, "\nFormats (the first where none is named):\n");
    const struct talk_format *row =
        command == COMMAND_TEXT ? text_formats : outline_formats;
    if (command == COMMAND_TASKS)
        for (const struct task_format *task = task_formats; task->name; task++)
            put_row(sink, task->name, task->help);
    else if (command == COMMAND_CHECK)
        for (const struct findings_format *of = findings_formats; of->name;
             of++)
            put_row(sink, of->name, of->help);
    else
        for (; row->name; row++)
            put_row(sink, row->name, row->help);
}

struct example {
    int which; /* command or service */
    const char *line;
};

static const struct example examples[] = {
#define EXAMPLE(NAME, line) { COMMAND_##NAME, line },
#include "commands.def"
#undef EXAMPLE
    { -1, NULL },
};

static const struct example service_examples[] = {
#define SERVICE_EXAMPLE(NAME, line) { SERVICE_##NAME, line },
#include "commands.def"
#undef SERVICE_EXAMPLE
    { -1, NULL },
};

static void put_examples(struct sink *sink, const struct example *row,
                         int which)
{
    sink_string(sink, "\nExamples:\n");
    for (; row->line; row++)
        if (row->which == which) {
            sink_spaces(sink, 2);
            sink_string(sink, row->line);
            sink_byte(sink, '\n');
        }
}

static void put_head(struct sink *sink, const char *name, const char *words,
                     const char *summary)
{
    sink_string(sink, "usage: talkmark ");
    sink_string(sink, name);
    sink_byte(sink, ' ');
    sink_string(sink, words);
    sink_string(sink, "\n\n");
    sink_string(sink, name);
    sink_string(sink, ": ");
    sink_string(sink, summary);
    sink_string(sink, "\n\n");
}

static void put_command(struct sink *sink, int which)
{
    const enum command command = (enum command)which;
    put_head(sink, command_name(command), "[OPTION...] FILE|FOLDER|-...",
             command_summary(command));
    sink_string(sink, "Options:\n");
    for (const struct option *row = option_table; row->name; row++)
        if (row->commands & 1u << command)
            put_option(sink, row);
    put_formats(sink, command);
    put_examples(sink, examples, which);
}

static void put_service(struct sink *sink, int which)
{
    const enum service service = (enum service)which;
    put_head(sink, service_name(service), service_argument(service),
             service_summary(service));
    sink_string(sink, "Options:\n");
    put_row(sink, "-h, --help", "show this");
    put_examples(sink, service_examples, which);
}

static void put_program(struct sink *sink, int unused)
{
    (void)unused;
    sink_string(sink, "usage: talkmark COMMAND [OPTION...] FILE|FOLDER|-...\n\n"
                      "Talks that ask something of others, as plain text.\n\n"
                      "Commands:\n");
    for (int i = 0; i < COMMAND__COUNT; i++)
        put_row(sink, command_name((enum command)i),
                command_summary((enum command)i));
    for (int i = 0; i < SERVICE__COUNT; i++)
        put_row(sink, service_name((enum service)i),
                service_summary((enum service)i));
    sink_string(sink,
                "\nA FOLDER stands for the talks in it: files that end in .md "
                "or .markdown.\n"
                "talkmark COMMAND --help tells more; talkmark --version the "
                "version.\n"
                "Exit code: 0 clean, 1 errors in a talk, 2 what could not be "
                "read or written.\n");
}

static void put_version(struct sink *sink, int unused)
{
    (void)unused;
    sink_string(sink, "talkmark " TM_VERSION "\n");
}

int help_of_program(void)
{
    return print(put_program, 0);
}

int help_of_command(enum command command)
{
    return print(put_command, (int)command);
}

int help_of_service(enum service service)
{
    return print(put_service, (int)service);
}

int service_help(char *const *words, size_t count)
{
    enum command command;
    enum service service;
    if (!count)
        return help_of_program();
    if (command_find(words[0], &command))
        return help_of_command(command);
    if (service_find(words[0], &service))
        return help_of_service(service);
    command_report_unknown(words[0]);
    return EXIT_TROUBLE;
}

int help_version(void)
{
    return print(put_version, 0);
}

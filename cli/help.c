/*
 * help.c - help, made from the tables that parsing reads.
 */
#include "options.h"
#include "output.h"
#include "sink.h"

#include <stdio.h>
#include <string.h>

enum { HELP_COLUMN = 27 };

static int print(void (*put)(struct sink *sink, enum command command),
                 enum command command)
{
    struct output output;
    if (!output_open(&output, NULL))
        return EXIT_TROUBLE;
    put(&output.sink, command);
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
    else
        for (; row->name; row++)
            put_row(sink, row->name, row->help);
}

static void put_examples(struct sink *sink, enum command command)
{
    static const struct {
        enum command command;
        const char *line;
    } examples[] = {
#define EXAMPLE(NAME, line) { COMMAND_##NAME, line },
#include "commands.def"
#undef EXAMPLE
    };
    sink_string(sink, "\nExamples:\n");
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (examples[i].command == command) {
            sink_spaces(sink, 2);
            sink_string(sink, examples[i].line);
            sink_byte(sink, '\n');
        }
}

static void put_command(struct sink *sink, enum command command)
{
    sink_string(sink, "usage: talkmark ");
    sink_string(sink, command_name(command));
    sink_string(sink, " [OPTION...] FILE|FOLDER|-...\n\n");
    sink_string(sink, command_name(command));
    sink_string(sink, ": ");
    sink_string(sink, command_summary(command));
    sink_string(sink, "\n\nOptions:\n");
    for (const struct option *row = option_table; row->name; row++)
        if (row->commands & 1u << command)
            put_option(sink, row);
    put_formats(sink, command);
    put_examples(sink, command);
}

static void put_program(struct sink *sink, enum command unused)
{
    (void)unused;
    sink_string(sink,
                "usage: talkmark COMMAND [OPTION...] FILE|FOLDER|-...\n\n"
                "Talks that ask something of others, as plain text.\n\n"
                "Commands:\n");
    for (int i = 0; i < COMMAND__COUNT; i++)
        put_row(sink, command_name((enum command)i),
                command_summary((enum command)i));
    sink_string(sink,
                "\nA FOLDER stands for the talks in it: files that end in .md "
                "or .markdown.\n"
                "talkmark COMMAND --help tells more; talkmark --version the "
                "version.\n"
                "Exit code: 0 clean, 1 errors in a talk, 2 what could not be "
                "read or written.\n");
}

static void put_version(struct sink *sink, enum command unused)
{
    (void)unused;
    sink_string(sink, "talkmark " TM_VERSION "\n");
}

int help_of_program(void)
{
    return print(put_program, COMMAND__COUNT);
}

int help_of_command(enum command command)
{
    return print(put_command, command);
}

int help_version(void)
{
    return print(put_version, COMMAND__COUNT);
}

/*
 * completion.c - talkmark completion: what a shell may offer after talkmark,
 * written from the tables that parsing reads.
 */
#include "commands.h"
#include "output.h"
#include "report.h"

#include <string.h>

/* What an option's argument is. */
enum argument {
    ARGUMENT_NONE,
    ARGUMENT_FREE, /* a name, a number, a day: nothing to offer */
    ARGUMENT_FILE,
    ARGUMENT_CHOICE, /* one of option_choices() */
    ARGUMENT_LIST,   /* several of them, commas between */
};

static enum argument argument_of(const struct option *option)
{
    if (!option->argument)
        return ARGUMENT_NONE;
    if (option_choices(option))
        return strstr(option->argument, ",...") ? ARGUMENT_LIST
                                                : ARGUMENT_CHOICE;
    return strstr(option->argument, "FILE") ? ARGUMENT_FILE : ARGUMENT_FREE;
}

/* Whether files may follow a service, and no words. */
static bool takes_files(int service)
{
    return service == SERVICE_CONFIG;
}

/* The words that may follow a service, spaces between. */
static void put_service_words(struct sink *sink, enum service service)
{
    if (takes_files((int)service))
        return;
    if (service == SERVICE_COMPLETION) {
        sink_string(sink, "bash zsh fish");
        return;
    }
    for (int i = 0; i < COMMAND__COUNT; i++) {
        sink_string(sink, i ? " " : "");
        sink_string(sink, command_name((enum command)i));
    }
    for (int i = 0; i < SERVICE__COUNT; i++) {
        sink_byte(sink, ' ');
        sink_string(sink, service_name((enum service)i));
    }
}

/* 'parts' one after another, the last of them NULL. */
static void put_all(struct sink *sink, const char *const *parts)
{
    while (*parts)
        sink_string(sink, *parts++);
}
#define PUT(sink, ...) put_all(sink, (const char *const[]){ __VA_ARGS__, NULL })

/* Inside of '…' in any of the shells; "\" goes before what is in 'special'. */
static void put_quoted(struct sink *sink, const char *string,
                       const char *special)
{
    for (; *string; string++)
        if (*string == '\'') {
            sink_string(sink, "'\\''");
        } else {
            if (strchr(special, *string))
                sink_byte(sink, '\\');
            sink_byte(sink, *string);
        }
}

/* ---- bash ---- */

static void bash_values(struct sink *sink, const char *command,
                        const struct option *option)
{
    static const char *const actions[] = {
        [ARGUMENT_FREE] = "none",
        [ARGUMENT_FILE] = "file",
        [ARGUMENT_CHOICE] = "words",
        [ARGUMENT_LIST] = "list",
    };
    const char letter[] = { option->letter, '\0' };
    const enum argument argument = argument_of(option);
    const char *choices = option_choices(option);
    if (argument == ARGUMENT_NONE)
        return;
    PUT(sink, "    ", command, ":--", option->name);
    if (option->letter)
        PUT(sink, "|", command, ":-", letter);
    PUT(sink, ") _talkmark_", actions[argument]);
    if (choices)
        PUT(sink, " '", choices + 1, "'");
    PUT(sink, "; return ;;\n");
}

static void bash_options(struct sink *sink, enum command command)
{
    PUT(sink, "    ", command_name(command), ":-*) _talkmark_words '");
    for (const struct option *row = option_table; row->name; row++) {
        const char letter[] = { row->letter, '\0' };
        if (!(row->commands & 1u << command))
            continue;
        PUT(sink, "--", row->name);
        if (row->letter)
            PUT(sink, " -", letter);
        sink_byte(sink, ' ');
    }
    PUT(sink, "' ;;\n");
}

static void put_bash(struct sink *sink)
{
    PUT(sink,
        "# Completion of talkmark for bash: \"talkmark completion bash\".\n"
        "_talkmark_words()\n"
        "{\n"
        "    COMPREPLY=($(compgen -W \"$1\" -- \"$word\"))\n"
        "}\n"
        "_talkmark_list()\n"
        "{\n"
        "    local last=${word##*,}\n"
        "    COMPREPLY=($(compgen -P \"${word%\"$last\"}\" -W \"$1\" -- "
        "\"$last\"))\n"
        "}\n"
        "_talkmark_none()\n"
        "{\n"
        "    compopt +o default +o bashdefault 2>/dev/null\n"
        "}\n"
        "_talkmark_file()\n"
        "{\n"
        "    return # an empty list: bash offers files\n"
        "}\n"
        "_talkmark()\n"
        "{\n"
        "    local word=${COMP_WORDS[COMP_CWORD]}\n"
        "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    COMPREPLY=()\n"
        "    # bash takes \"--name=value\" for three words.\n"
        "    if [[ $word == = ]]; then\n"
        "        word=\n"
        "    elif [[ $before == = ]]; then\n"
        "        before=${COMP_WORDS[COMP_CWORD-2]}\n"
        "    fi\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        _talkmark_words '");
    put_service_words(sink, SERVICE_HELP);
    PUT(sink, " --help --version'\n"
              "        return\n"
              "    fi\n"
              "    case ${COMP_WORDS[1]}:$before in\n");
    for (int i = 0; i < COMMAND__COUNT; i++)
        for (const struct option *row = option_table; row->name; row++)
            if (row->commands & 1u << i)
                bash_values(sink, command_name((enum command)i), row);
    PUT(sink, "    esac\n"
              "    case ${COMP_WORDS[1]}:$word in\n");
    for (int i = 0; i < COMMAND__COUNT; i++)
        bash_options(sink, (enum command)i);
    for (int i = 0; i < SERVICE__COUNT; i++) {
        PUT(sink, "    ", service_name((enum service)i),
            takes_files(i) ? ":-" : ":", "*) _talkmark_words '--help ");
        put_service_words(sink, (enum service)i);
        PUT(sink, "' ;;\n");
    }
    PUT(sink, "    esac\n"
              "}\n"
              "complete -o bashdefault -o default -F _talkmark talkmark\n");
}

/* ---- zsh ---- */

/* A line of _arguments. */
static void zsh_option(struct sink *sink, const struct option *option)
{
    const char letter[] = { option->letter, '\0' };
    const enum argument argument = argument_of(option);
    const char *equals = argument == ARGUMENT_NONE ? "" : "=";
    const char *choices = option_choices(option);
    PUT(sink, " \\\n            ");
    if (option->letter)
        PUT(sink, "'(-", letter, " --", option->name, ")'{-", letter,
            argument == ARGUMENT_NONE ? "" : "+", ",--", option->name, equals,
            "}'[");
    else
        PUT(sink, "'--", option->name, equals, "[");
    put_quoted(sink, option->help, "[]:");
    PUT(sink, "]");
    if (option->argument)
        PUT(sink, ":", option->argument, ":");
    if (argument == ARGUMENT_FILE)
        PUT(sink, "_files");
    else if (argument == ARGUMENT_FREE)
        PUT(sink, " ");
    else if (argument == ARGUMENT_CHOICE)
        PUT(sink, "(", choices + 1, ")");
    else if (argument == ARGUMENT_LIST)
        PUT(sink, "_sequence -s , compadd - ", choices + 1);
    PUT(sink, "'");
}

static void zsh_line(struct sink *sink, const char *name, const char *summary)
{
    PUT(sink, "            '", name, ":");
    put_quoted(sink, summary, "");
    PUT(sink, "'\n");
}

static void put_zsh(struct sink *sink)
{
    PUT(sink, "#compdef talkmark\n"
              "# Completion of talkmark for zsh: \"talkmark completion zsh\".\n"
              "_talkmark() {\n"
              "    if (( CURRENT == 2 )); then\n"
              "        local -a names=(\n");
    for (int i = 0; i < COMMAND__COUNT; i++)
        zsh_line(sink, command_name((enum command)i),
                 command_summary((enum command)i));
    for (int i = 0; i < SERVICE__COUNT; i++)
        zsh_line(sink, service_name((enum service)i),
                 service_summary((enum service)i));
    PUT(sink, "        )\n"
              "        _describe -t commands command names\n"
              "        compadd -- --help --version\n"
              "        return\n"
              "    fi\n"
              "    local command=$words[2]\n"
              "    shift words\n"
              "    (( CURRENT-- ))\n"
              "    case $command in\n");
    for (int i = 0; i < COMMAND__COUNT; i++) {
        PUT(sink, "        ", command_name((enum command)i),
            ")\n            _arguments -s");
        for (const struct option *row = option_table; row->name; row++)
            if (row->commands & 1u << i)
                zsh_option(sink, row);
        PUT(sink, " \\\n            '*:talk:_files'\n            ;;\n");
    }
    for (int i = 0; i < SERVICE__COUNT; i++) {
        PUT(sink, "        ", service_name((enum service)i),
            takes_files(i) ? ") _arguments '--help[show help]' '*:talk:_files'"
                           : ") compadd -- --help ");
        put_service_words(sink, (enum service)i);
        PUT(sink, " ;;\n");
    }
    PUT(sink, "    esac\n"
              "}\n"
              "# From a folder of $fpath it is called; else it is read.\n"
              "if [[ $funcstack[1] == _talkmark ]]; then\n"
              "    _talkmark \"$@\"\n"
              "else\n"
              "    compdef _talkmark talkmark\n"
              "fi\n");
}

/* ---- fish ---- */

static void fish_option(struct sink *sink, const char *command,
                        const struct option *option)
{
    static const char *const flags[] = {
        [ARGUMENT_NONE] = "",
        [ARGUMENT_FREE] = " -x",
        [ARGUMENT_FILE] = " -r -F",
        [ARGUMENT_CHOICE] = " -x -a '",
        [ARGUMENT_LIST] = " -x -a '(__talkmark_list ",
    };
    const char letter[] = { option->letter, '\0' };
    const enum argument argument = argument_of(option);
    const char *choices = option_choices(option);
    PUT(sink, "complete -c talkmark -n '__talkmark_is ", command, "'");
    if (option->letter)
        PUT(sink, " -s ", letter);
    PUT(sink, " -l ", option->name, flags[argument]);
    if (choices)
        PUT(sink, choices + 1, argument == ARGUMENT_LIST ? ")'" : "'");
    PUT(sink, " -d '");
    /* In fish a backslash goes before a quote within quotes. */
    for (const char *at = option->help; *at; at++) {
        if (*at == '\'' || *at == '\\')
            sink_byte(sink, '\\');
        sink_byte(sink, *at);
    }
    PUT(sink, "'\n");
}

static void fish_name(struct sink *sink, const char *name, const char *summary)
{
    PUT(sink, "complete -c talkmark -n __talkmark_is_first -f -a ", name,
        " -d \"", summary, "\"\n");
}

static void put_fish(struct sink *sink)
{
    PUT(sink,
        "# Completion of talkmark for fish: \"talkmark completion fish\".\n"
        "function __talkmark_is_first\n"
        "    test (count (commandline -opc)) -eq 1\n"
        "end\n"
        "function __talkmark_is\n"
        "    set -l words (commandline -opc)\n"
        "    test (count $words) -gt 1; and test $words[2] = $argv[1]\n"
        "end\n"
        "function __talkmark_list\n"
        "    set -l typed (commandline -ct | "
        "string replace -r '^--[^=]*=' '')\n"
        "    set -l before (string replace -r '[^,]*$' '' -- $typed)\n"
        "    printf '%s\\n' \"$before\"$argv\n"
        "end\n");
    for (int i = 0; i < COMMAND__COUNT; i++)
        fish_name(sink, command_name((enum command)i),
                  command_summary((enum command)i));
    for (int i = 0; i < SERVICE__COUNT; i++)
        fish_name(sink, service_name((enum service)i),
                  service_summary((enum service)i));
    PUT(sink, "complete -c talkmark -n __talkmark_is_first -f -s h -l help "
              "-d 'show help'\n"
              "complete -c talkmark -n __talkmark_is_first -f -l version "
              "-d 'show the version'\n");
    for (int i = 0; i < COMMAND__COUNT; i++)
        for (const struct option *row = option_table; row->name; row++)
            if (row->commands & 1u << i)
                fish_option(sink, command_name((enum command)i), row);
    for (int i = 0; i < SERVICE__COUNT; i++) {
        PUT(sink, "complete -c talkmark -n '__talkmark_is ",
            service_name((enum service)i), "' -l help -s h -d 'show help'\n");
        if (takes_files(i))
            continue;
        PUT(sink, "complete -c talkmark -n '__talkmark_is ",
            service_name((enum service)i), "' -f -a '");
        put_service_words(sink, (enum service)i);
        PUT(sink, "'\n");
    }
}

/* ---- The command ---- */

static const struct {
    const char *name;
    void (*put)(struct sink *sink);
} shells[] = {
    { "bash", put_bash },
    { "zsh", put_zsh },
    { "fish", put_fish },
};

static int print(void (*put)(struct sink *sink))
{
    struct output output;
    if (!output_open(&output, NULL))
        return EXIT_TROUBLE;
    put(&output.sink);
    return output_close(&output, true) ? EXIT_CLEAN : EXIT_TROUBLE;
}

int service_completion(char *const *words, size_t count)
{
    tm_suggestion near = { .word = { 0 } };
    if (!count) {
        report_usage("completion takes bash, zsh or fish, which is missing",
                     NULL);
        return EXIT_TROUBLE;
    }
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (!strcmp(words[0], shells[i].name))
            return print(shells[i].put);
    near.typed = render_text(words[0]);
    tm_suggest_words(&near, "bash zsh fish");
    report_unknown("completion takes bash, zsh or fish, not", words[0], "",
                   near.word);
    return EXIT_TROUBLE;
}

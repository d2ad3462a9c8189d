/*
 * main.c - which command is it?
 */
#include "commands.h"
#include "report.h"

#include <signal.h>
#include <string.h>

static command_run *const runs[COMMAND__COUNT] = {
#define COMMAND(NAME, name, summary) [COMMAND_##NAME] = command_##name,
#include "commands.def"
#undef COMMAND
};

int main(int argc, char **argv)
{
    enum command command;
    struct settings settings;
    /* A reader that went away is an error of writing, not the end. */
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        report_usage("a command is missing, see talkmark --help", NULL);
        return EXIT_TROUBLE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return help_of_program();
    if (!strcmp(argv[1], "--version"))
        return help_version();
    if (!command_find(argv[1], &command)) {
        report_usage("no such command", argv[1]);
        return EXIT_TROUBLE;
    }
    if (!options_read(command, argv + 2, (size_t)argc - 2, &settings))
        return EXIT_TROUBLE;
    return settings.help ? help_of_command(command) : runs[command](&settings);
}

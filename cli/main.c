/*
 * main.c - which command is it?
 */
#include "commands.h"
#include "report.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static command_run *const runs[COMMAND__COUNT] = {
#define COMMAND(NAME, name, summary) [COMMAND_##NAME] = command_##name,
#include "commands.def"
#undef COMMAND
};

/* A standard stream that came closed stays one that cannot be used: the next
 * file opened must not become it, or messages would go into that file. */
static void hold_standard_streams(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) < 0)
            (void)open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    enum command command;
    struct settings settings;
    /* A reader that went away is an error of writing, not the end. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* nor is a limit on the size of files */
    hold_standard_streams();
    if (argc < 2) {
        report_usage("a command is missing, see talkmark --help", NULL);
        return EXIT_TROUBLE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return help_of_program();
    if (!strcmp(argv[1], "--version"))
        return help_version();
    if (!command_find(argv[1], &command)) {
        report_usage("no such command, see talkmark --help", argv[1]);
        return EXIT_TROUBLE;
    }
    if (!options_read(command, argv + 2, (size_t)argc - 2, &settings))
        return EXIT_TROUBLE;
    return settings.help ? help_of_command(command) : runs[command](&settings);
}

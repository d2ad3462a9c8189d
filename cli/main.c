/*
 * main.c - which command is it?
 */
#include "commands.h"
#include "freed_memory.h"
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

static service_run *const service_runs[SERVICE__COUNT] = {
#define SERVICE(NAME, name, argument, summary) \
 [SERVICE_##NAME] = service_##name,
#include "commands.def"
#undef SERVICE
};

/* A standard stream that came closed stays one that cannot be used: the next
 * file opened must not become it, or messages would go into that file. */
static void hold_standard_streams(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) < 0)
            (void)open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static bool is_help(const char *word)
{
    return !strcmp(word, "--help") || !strcmp(word, "-h");
}

static int run_service(enum service service, char **words, size_t count)
{
    if (count && is_help(words[0]))
        return help_of_service(service);
    if (count <= 1)
        return service_runs[service](words, count);
    report_usage("a word too many", words[1]);
    return EXIT_TROUBLE;
}

static int run_command(enum command command, char **words, size_t count)
{
    struct settings settings;
    if (!options_read(command, words, count, &settings))
        return EXIT_TROUBLE;
    report_colour(terminal_has_colour(STDERR_FILENO, settings.colour));
    return settings.help ? help_of_command(command) : runs[command](&settings);
}

int main(int argc, char **argv)
{
    enum command command;
    enum service service;
    /* A reader that went away is an error of writing, not the end. */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN); /* nor is a limit on the size of files */
    hold_standard_streams();
    keep_freed_memory();
    if (argc < 2) {
        report_usage("a command is missing, see talkmark --help", NULL);
        return EXIT_TROUBLE;
    }
    if (is_help(argv[1]))
        return help_of_program();
    if (!strcmp(argv[1], "--version"))
        return help_version();
    if (service_find(argv[1], &service))
        return run_service(service, argv + 2, (size_t)argc - 2);
    if (command_find(argv[1], &command))
        return run_command(command, argv + 2, (size_t)argc - 2);
    command_report_unknown(argv[1]);
    return EXIT_TROUBLE;
}

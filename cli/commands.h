/*
 * commands.h - what runs each command: one file a command.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "options.h"

/** Run with 'settings'; the exit code. */
typedef int command_run(const struct settings *settings);
/** Run with the words after the name; the exit code. */
typedef int service_run(char *const *words, size_t count);

#define COMMAND(NAME, name, summary) command_run command_##name;
#include "commands.def"
#undef COMMAND

#define SERVICE(NAME, name, argument, summary) service_run service_##name;
#include "commands.def"
#undef SERVICE

#endif

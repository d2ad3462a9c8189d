/*
 * commands.h - what runs each command: one file a command.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "options.h"

/** Run with 'settings'; the exit code. */
typedef int command_run(const struct settings *settings);

#define COMMAND(NAME, name, summary) command_run command_##name;
#include "commands.def"
#undef COMMAND

#endif

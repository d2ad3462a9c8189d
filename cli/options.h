/*
 * options.h - the command line as data: what was typed becomes settings, and
 * the same tables become help.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "formats.h"
#include "talkmark.h"

enum command {
#define COMMAND(NAME, name, summary) COMMAND_##NAME,
#include "commands.def"
#undef COMMAND
    COMMAND__COUNT
};

/** Exit codes (spec, "Exit codes"). */
enum {
    EXIT_CLEAN = 0,
    EXIT_FAULTS = 1,   /* an error in a talk was printed */
    EXIT_TROUBLE = 2,  /* something could not be read, written or understood */
};

/** What was asked for. Strings are borrowed from argv. */
struct settings {
    char **inputs; /* files, folders and "-" in the order given */
    size_t input_count;
    const char *output; /* NULL, "-": standard output */
    const char *tasks;  /* render: a task list too */
    const char *stdin_filename;
    const struct task_format *task_format;       /* NULL: none named */
    const struct talk_format *talk_format;       /* likewise */
    unsigned words_per_minute, characters_per_minute; /* 0: not said */
    tm_filter filter;
    tm_date today; /* always set */
    const char *css; /* render: a file of styles to add */
    enum render_only only;
    bool fragment;
    bool help;
};

/** One option: a row of options.def. */
struct option {
    unsigned commands; /* bits 1 << COMMAND_... */
    char letter;
    const char *name, *argument;
    /* Sets it; false where 'value' is none that it takes, and '*expected' says
       what it takes. */
    bool (*take)(struct settings *settings, const char *value,
                 const char **expected);
    const char *help;
};

/** The table; it ends with a row whose name is NULL. */
extern const struct option option_table[];

const char *command_name(enum command command);
const char *command_summary(enum command command);
/** Set '*command' to the command of that name; false where there is none. */
bool command_find(const char *name, enum command *command);

/**
 * Read 'count' words at 'words', what follows the command's name. False after
 * a message on standard error. 'inputs' of the settings are the words
 * themselves, moved to the front.
 */
bool options_read(enum command command, char **words, size_t count,
                  struct settings *settings);

/** Print help for the program, or for a command, on standard output; the exit
    code. */
int help_of_program(void);
int help_of_command(enum command command);
/** Print name and version; the exit code. */
int help_version(void);

#endif

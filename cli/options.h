/*
 * options.h - the command line as data: what was typed becomes settings, and
 * the same tables become help.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "formats.h"
#include "talkmark.h"
#include "terminal.h"

enum command {
#define COMMAND(NAME, name, summary) COMMAND_##NAME,
#include "commands.def"
#undef COMMAND
    COMMAND__COUNT
};

/** Commands that read no talk. */
enum service {
#define SERVICE(NAME, name, argument, summary) SERVICE_##NAME,
#include "commands.def"
#undef SERVICE
    SERVICE__COUNT
};

/** Exit codes (spec, "Exit codes"). */
enum {
    EXIT_CLEAN = 0,
    EXIT_FAULTS = 1,  /* an error in a talk was printed */
    EXIT_TROUBLE = 2, /* something could not be read, written or understood */
};

/** Names of owners, units, sources, topics, points and records together. */
enum {
    MOST_CONDITIONS = 64
};

/** From which severity on check fails. */
enum fail_on {
    FAIL_ON_ERROR,
    FAIL_ON_WARNING,
    FAIL_ON_HINT,
    FAIL_ON_NOTHING,
};

/** What was asked for. Strings are borrowed from argv. Not to be copied: the
    filter points at 'conditions'. */
struct settings {
    char **inputs; /* files, folders and "-" in the order given */
    size_t input_count;
    const char *output; /* NULL, "-": standard output */
    const char *tasks;  /* render: a task list too */
    const char *stdin_filename;
    const char *config; /* NULL: the talkmark.yaml that is found */
    bool no_config;     /* none at all */
    const struct task_format *task_format;            /* NULL: none named */
    const struct talk_format *talk_format;            /* likewise */
    unsigned words_per_minute, characters_per_minute; /* 0: not said */
    tm_filter filter;
    tm_condition conditions[MOST_CONDITIONS];
    bool sorted; /* tasks: by 'order' */
    enum tm_order order;
    enum group_by by;
    bool each_owner; /* tasks: a row a person */
    bool exit_code;  /* tasks: EXIT_FAULTS where something is overdue */
    tm_date today;   /* always set */
    const char *css; /* render: a file of styles to add */
    enum render_only only;
    unsigned jobs; /* 0: not said */
    enum colour_when colour;
    tm_text columns; /* tasks: of CSV; absent: the usual ones */
    enum render_ics ics;
    bool bom;
    bool fragment;
    const struct findings_format *findings_format; /* NULL: none named */
    enum fail_on fail_on;                          /* check */
    bool fix, unsafe, diff; /* check: mend in place; all; show it instead */
    bool checks;            /* the command is check */
    const char *explain;    /* check: explain this rule, read nothing */
    bool rules;             /* check: list the rules, read nothing */
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
/** The words that 'option' takes, a space before each; NULL where there is no
    list of them. */
const char *option_choices(const struct option *option);

const char *command_name(enum command command);
const char *command_summary(enum command command);
/** Set '*command' to the command of that name; false where there is none. */
bool command_find(const char *name, enum command *command);

const char *service_name(enum service service);
const char *service_argument(enum service service);
const char *service_summary(enum service service);
bool service_find(const char *name, enum service *service);
/** Say that no command has this name, and which is near. */
void command_report_unknown(const char *name);

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
int help_of_service(enum service service);
/** Print name and version; the exit code. */
int help_version(void);

#endif

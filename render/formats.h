/*
 * formats.h - the formats that can be asked for by name: formats.def.
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "findings.h"
#include "talk_format.h"
#include "task_format.h"

enum task_trait {
    /* Lists written one after another are the whole list: the talk of each may
       be let go of before the next is read. */
    TASKS_STREAM = 1 << 0,
    /* It puts a list in groups, those that the options name or its own. */
    TASKS_GROUP = 1 << 1,
    /* It tells what the talks say of one another's items: it wants all that
       were read, also such as no item of the list is of. */
    TASKS_TALKS = 1 << 2,
    /* It loads a library, which may not be there. */
    TASKS_LIBRARY = 1 << 3,
    /* It is for the terminal: it writes nothing that the terminal would obey
       but colours of its own. */
    TASKS_TERMINAL = 1 << 4,
};

struct task_format {
    const char *name, *ending, *help;
    task_write *write;
    unsigned traits;
};

struct talk_format {
    const char *name, *help;
    talk_write *write;
};

/** The tables; each ends with a row whose name is NULL, and the first row is
    what is written where none is asked for. */
extern const struct task_format task_formats[];
extern const struct talk_format outline_formats[];
extern const struct talk_format text_formats[];
extern const struct findings_format findings_formats[];

/** The row of that name; NULL where there is none. */
const struct task_format *task_format_named(const char *name);
const struct talk_format *talk_format_named(const struct talk_format *formats,
                                            const char *name);
const struct findings_format *findings_format_named(const char *name);
/** The row that the ending of 'file' asks for; NULL where none does. */
const struct task_format *task_format_of_file(const char *file);
/** The library that 'format' needs and that is not there; else NULL. */
const char *task_format_missing(const struct task_format *format);

#endif

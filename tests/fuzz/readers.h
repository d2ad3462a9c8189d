/*
 * readers.h - each output read back by a reader that shares nothing with its
 * writer.
 *
 * A format more is one row in readers.def: where none is, or where the output
 * is not what its standard says, the process aborts (fuzz.h).
 */
#ifndef READERS_H
#define READERS_H

#include "fuzz.h"
#include "render.h"
#include "task_format.h"

/** An output, and what it was made of. */
struct output {
    const char *command, *format; /* "" and a name: not asked for by --format */
    tm_text text;
    const tm_talk *talk;
    struct task_list tasks;
    const struct tm_render_options *options;
};

/** Read 'output->text', or abort. */
typedef void reader(const struct output *output);

/** Read 'output' with the reader of its command and format. */
void read_output(const struct output *output);

/** The end of the JSON value that begins at byte 'at', or abort. */
size_t read_json_value(tm_text text, size_t at);

/** How many rows a list has that puts tasks in groups: by owner, one whose
    owners have a share each stands with each of them. 'usual' is what the
    format groups by where the options do not say. */
size_t grouped_count(const struct output *output, enum group_by usual);

#endif

/*
 * reading.h - one run over many talks: each is read, judged and handed out,
 * and the exit code is kept.
 */
#ifndef READING_H
#define READING_H

#include "configs.h"
#include "input.h"
#include "options.h"

/** Put what is to be written of 'talk'. Called on any thread; false where it
    failed. */
typedef bool reading_make(const void *context, const tm_talk *talk,
                          struct sink *sink);

struct outcome;
struct workers;

struct reading {
    const struct settings *settings;
    struct inputs inputs;
    struct configs configs; /* that hold for them */
    char **records; /* names of the talks read so far, and their files */
    size_t record_count, record_capacity;
    size_t talk_count; /* talks read so far */
    int status;        /* the exit code so far */
    /* Reading ahead: */
    struct workers *workers;  /* NULL: each talk is read when it is asked for */
    struct outcome *outcomes; /* of input i, at i % window */
    size_t window;
    reading_make *make;
    const void *context;
    struct memory made; /* of the talk that was handed out last */
    bool is_made;
};

/** Find the inputs that 'settings' name. False after a message: the exit code
    is EXIT_TROUBLE then. */
bool reading_begin(struct reading *reading, const struct settings *settings);
/** Let go of everything; returns the exit code. */
int reading_end(struct reading *reading);

/** On how many threads the inputs may be read at once. */
size_t reading_threads(const struct reading *reading);
/**
 * Read ahead of reading_talk(), on as many threads as the settings or the
 * machine have, and have 'make' (may be NULL) make of each talk what
 * reading_made() gives. Nothing else changes: talks and messages come in the
 * order of the inputs.
 */
void reading_ahead(struct reading *reading, reading_make *make,
                   const void *context);
/** What was made of the talk handed out last, until the next one is; NULL:
    nothing, it is to be made now. */
const struct memory *reading_made(const struct reading *reading);

/**
 * Read and parse the i-th input and print what is wrong with it. NULL where it
 * cannot be read: the exit code says so, and the others may go on. Free with
 * tm_talk_free().
 */
tm_talk *reading_talk(struct reading *reading, size_t i);
/** What to call the i-th input. */
const char *reading_name(const struct reading *reading, size_t i);
/** Whether there is something to write: a talk was read, or there was none to
    read. Else a file that was there is better than an empty one. */
bool reading_has_result(const struct reading *reading);
/** Note that something went wrong: the exit code is EXIT_TROUBLE. */
void reading_fail(struct reading *reading);
/** Whether writing to 'path' would overwrite one of the inputs; then false
    after a message. NULL and "-" never do. */
bool reading_spares_inputs(struct reading *reading, const char *path);

/** What renderers are told. */
struct tm_render_options reading_options(const struct reading *reading);

#endif

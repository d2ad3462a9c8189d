/*
 * output.h - where output goes: standard output, or a file that appears whole
 * or not at all.
 *
 * A file is written beside its place under another name, .talkmark-XXXXXX, and
 * renamed when it is complete; the one that was there stays until then. A
 * signal that ends the program removes what is not complete (temporary.h).
 * What is not a regular file (/dev/null, a FIFO) is written straight.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "descriptor.h"
#include "screen.h"
#include "sink.h"

struct output {
    struct sink sink;
    const char *name; /* in messages */
    char *target;     /* the real file; NULL: written straight */
    char *temporary;  /* what is written until it is whole; NULL likewise */
    struct descriptor to;
    struct screen *screen; /* between sink and terminal; NULL: it is none */
};

/** Open 'path' (NULL or "-": standard output), which is borrowed. False after
    a message. */
bool output_open(struct output *output, const char *path);
/** Where 'output', fresh from output_open(), is a terminal, show it what it
    would obey: screen.h. */
void output_show(struct output *output);
/**
 * Finish: with 'keep' the file takes its place, without it nothing is left and
 * nothing said. False after a message where something could not be written;
 * nothing is left then either.
 */
bool output_close(struct output *output, bool keep);
/** Make the folders that 'path', a file's name, stands in. False after a
    message. */
bool output_make_folders(const char *path);

#endif

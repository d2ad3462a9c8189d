/*
 * sink.h - buffered output that remembers its first error.
 *
 * Invariants
 *   - After a failure nothing more is written; every later put is ignored and
 *     sink_finish() says so. Callers need not look at each put.
 *   - What was put is passed on in order, in pieces of any size.
 */
#ifndef SINK_H
#define SINK_H

#include "talkmark.h"

enum { SINK_BUFFER = 16 * 1024 };

struct sink {
    tm_write *write; /* where full buffers go */
    void *to;
    size_t used;
    char last; /* the last byte put; NUL before the first */
    bool failed;
    char buffer[SINK_BUFFER];
};

/** A sink that hands its bytes to 'write' with 'to'; both are borrowed. */
void sink_init(struct sink *sink, tm_write *write, void *to);
/** Pass on what is buffered; false where anything failed. */
bool sink_finish(struct sink *sink);

void sink_put(struct sink *sink, const char *data, size_t size);
void sink_byte(struct sink *sink, char byte);
void sink_text(struct sink *sink, tm_text text);
/** A NUL-terminated string. */
void sink_string(struct sink *sink, const char *string);
void sink_number(struct sink *sink, size_t number);
/** 'count' spaces. */
void sink_spaces(struct sink *sink, size_t count);
/** As a tm_write, so that the library can write to a sink. */
bool sink_write(void *sink, const char *data, size_t size);

/**
 * Memory that grows, as a destination for a sink: zero is an empty one, free
 * with memory_free(). A failed allocation is a failed write.
 */
struct memory {
    char *data;
    size_t size, capacity;
};
bool memory_write(void *memory, const char *data, size_t size);
void memory_free(struct memory *memory);

#endif

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

#include <string.h>

enum {
    SINK_BUFFER = 16 * 1024
};

struct sink {
    tm_write *write; /* where full buffers go */
    void *to;
    size_t used;
    char last_passed; /* the last byte passed on; NUL before the first */
    bool failed;
    char buffer[SINK_BUFFER];
};

/** A sink that hands its bytes to 'write' with 'to'; both are borrowed. */
void sink_init(struct sink *sink, tm_write *write, void *to);
/** Pass on what is buffered; false where anything failed. */
bool sink_finish(struct sink *sink);

/** The last byte put; NUL before the first. */
static inline char sink_last(const struct sink *sink)
{
    return sink->used ? sink->buffer[sink->used - 1] : sink->last_passed;
}

/** As sink_put(), for what the buffer has no room for. */
void sink_put_over(struct sink *sink, const char *data, size_t size);

/* Inline: pages are made of millions of puts of a few bytes, most of them
 * constant. */

static inline void sink_put(struct sink *sink, const char *data, size_t size)
{
    if (size > SINK_BUFFER || size > SINK_BUFFER - sink->used) {
        sink_put_over(sink, data, size);
        return;
    }
    if (size)
        memcpy(sink->buffer + sink->used, data, size);
    sink->used += size;
}

static inline void sink_byte(struct sink *sink, char byte)
{
    sink_put(sink, &byte, 1);
}

static inline void sink_text(struct sink *sink, tm_text text)
{
    sink_put(sink, text.data, text.size);
}

/** A NUL-terminated string. */
static inline void sink_string(struct sink *sink, const char *string)
{
    sink_put(sink, string, strlen(string));
}

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

/*
 * check_ahead.h - the inputs of 'check', each read and judged, on other threads
 * ahead of what is written.
 */
#ifndef CHECK_AHEAD_H
#define CHECK_AHEAD_H

#include "checked.h"
#include "reading.h"

struct check_ahead {
    const struct reading *reading;
    enum tm_mend most;       /* up to what each is mended */
    struct workers *workers; /* NULL: each is read when it is asked for */
    struct judged *judged;   /* of input i, at i % window */
    size_t window;
};

/** Begin, on as many threads as the settings or the machine have. 'reading' is
    borrowed. */
void check_ahead_begin(struct check_ahead *ahead, const struct reading *reading,
                       enum tm_mend most);
/** The i-th input, after the messages that it gave; for 0, 1, 2 … in turn.
    Free with check_ahead_free(). */
struct checked check_ahead_take(struct check_ahead *ahead, size_t i);
void check_ahead_free(struct checked *file);
/** Let go of all that was not taken. */
void check_ahead_end(struct check_ahead *ahead);

#endif

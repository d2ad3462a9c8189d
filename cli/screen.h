/*
 * screen.h - bytes onto a terminal: what it would obey is shown instead.
 *
 * A format that escapes for the terminal itself, and colours, needs none of
 * it; of all others a talk's control characters and bidirectional controls
 * are written as \u{1B} (escape_terminal()). Line ends and tabs stay.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "sink.h"

struct screen {
    struct sink sink;
    char held[4]; /* a character of which more is to come */
    size_t held_size;
};

/** What is written to the screen goes to 'write' with 'to'; both borrowed. */
void screen_init(struct screen *screen, tm_write *write, void *to);
/** A tm_write onto a struct screen. */
bool screen_write(void *screen, const char *data, size_t size);
/** Pass on what is held; false where anything failed. */
bool screen_finish(struct screen *screen);

#endif

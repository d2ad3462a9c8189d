/*
 * colour.h - colour on a terminal: the one place that writes escape sequences.
 *
 * Colour repeats what a word says and never says it alone. Who writes decides
 * whether there is any; with 'on' false nothing is put.
 */
#ifndef COLOUR_H
#define COLOUR_H

#include "sink.h"

enum colour {
    COLOUR_ERROR,
    COLOUR_WARNING,
    COLOUR_HINT,
    COLOUR_CARET,
    COLOUR_LATE,
    COLOUR_CLOSED, /* done, accepted or dropped */
    COLOUR__COUNT
};

/** What is put from here to colour_end() is in that colour; they do not
    nest. */
void colour_begin(struct sink *sink, enum colour colour, bool on);
void colour_end(struct sink *sink, bool on);
/** Empty the line that the cursor is on, and go to its beginning. */
void colour_clear_line(struct sink *sink);

#endif

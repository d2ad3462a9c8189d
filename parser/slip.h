/*
 * slip.h - what a line of a paragraph begins with that looks like the
 * mark of a heading, list item or checkbox and is none.
 */
#ifndef SLIP_H
#define SLIP_H

#include "talkmark.h"

enum slip_type {
    SLIP_NONE,
    SLIP_HEADING, /* "##Title" */
    SLIP_DASH,    /* "-item" */
    SLIP_NUMBER,  /* "1.item" */
    SLIP_BULLET,  /* "• item" */
    SLIP_BOX,     /* "□ item", "[ ] item" */
};

/** A slip, in bytes of the line. */
struct slip {
    enum slip_type type;
    size_t indent;     /* of full-width spaces; the mark begins behind it */
    size_t mark;       /* where the mark ends */
    size_t start, end; /* what a mend replaces */
    const char *text;  /* with this */
    enum tm_mend mend;
    bool sure;       /* without a neighbour that is one, too */
    unsigned number; /* SLIP_NUMBER */
};

/** What 'line' begins with. */
struct slip slip_of(tm_text line);
/** What a list item's text begins with that is no checkbox: SLIP_BOX or
    SLIP_NONE. */
struct slip slip_of_item(tm_text line);
/** The bytes of white space that 'line' begins with, where full-width or
    no-break spaces are among it; else 0. */
size_t slip_indent(tm_text line);

#endif

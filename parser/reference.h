/*
 * reference.h - the parts of links that libcmark leaves no trace of: link
 * reference definitions, and where the title of a link stands (CommonMark
 * 0.30, "Link reference definitions", "Links").
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "talkmark.h"

/** Byte ranges in the text that was scanned; title_start == title_end where
    there is none. The title's range leaves out its delimiters, the
    destination's its angle brackets. */
struct reference {
    size_t label_start, label_end;
    size_t url_start, url_end;
    size_t title_start, title_end;
    size_t end; /* after the definition's line end, or after ")" */
};

/** Scan a link reference definition that begins at 'at' with "[". */
bool reference_definition(tm_text text, size_t at, struct reference *found);
/** Scan the "(destination "title")" that begins at 'at' with "(", in the content
    of a paragraph. */
bool reference_tail(tm_text text, size_t at, struct reference *found);
/** All definitions at the beginning of 'text', a paragraph's content: returns
    the byte at which the rest begins. */
size_t reference_skip(tm_text text);

/**
 * The byte of 'raw' that gave byte 'offset' of 'plain', where 'plain' is 'raw'
 * with its backslash escapes and entities resolved and its lines without their
 * prefixes. 'at' is where to begin in 'raw'. SIZE_MAX where the two do not
 * agree.
 */
size_t reference_raw_offset(tm_text raw, size_t at, tm_text plain,
                            size_t offset);

/** Two texts walked side by side, so that offsets asked for in ascending order
    take one walk. Begin with { at, 0 }. */
struct reference_walk {
    size_t raw, plain;
};
/** As reference_raw_offset(); goes on from where 'walk' stands. */
size_t reference_walk_to(struct reference_walk *walk, tm_text raw,
                         tm_text plain, size_t offset);

#endif

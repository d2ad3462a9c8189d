/*
 * html_body.h - the talk itself as HTML: a document fragment.
 *
 * For a document without tags it equals what libcmark prints in safe mode, but
 * for ids on headings, soft breaks between Chinese or Japanese characters, raw
 * HTML (left out without a word) and links and images outside of the listed
 * URL schemes (their text stays).
 */
#ifndef HTML_BODY_H
#define HTML_BODY_H

#include "render.h"

/** Where the fragment is to stand. */
enum html_place {
    HTML_ALONE,   /* by itself: tags are marked, and no more */
    HTML_IN_PAGE, /* in a page: they lead to their rows, and the title is left
                     to the page's head */
};

/** Write the talk's document; false where memory ran out or 'sink' failed. */
bool html_body(const tm_talk *talk, enum html_place place,
               const struct tm_render_options *options, struct sink *sink);

/** 'talk' as a fragment; the same as html_body() with HTML_ALONE. */
bool render_html_fragment(const tm_talk *talk,
                          const struct tm_render_options *options,
                          struct sink *sink);

#endif

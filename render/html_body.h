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

#include "page_index.h"
#include "render.h"

/**
 * Write the talk's document as a part of a page: tags lead to their rows by
 * 'index', the title is left to the page's head, and headings go down a level
 * at a time from 2. False where 'sink' failed.
 */
bool html_body(const tm_talk *talk, const struct page_index *index,
               const struct tm_render_options *options, struct sink *sink);

/** 'talk' as a fragment by itself: tags are marked, and no more. False where
    memory ran out or 'sink' failed. */
bool render_html_fragment(const tm_talk *talk,
                          const struct tm_render_options *options,
                          struct sink *sink);

#endif

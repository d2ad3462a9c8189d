/*
 * markdown.h - CommonMark by libcmark: the only file that feeds it.
 *
 * libcmark's memory functions take no context, so the arena in force is one
 * thread-local pointer, set while cmark runs and cleared after it. Everything
 * that asks cmark for memory happens in here; the tree that comes out is only
 * read, which asks for none.
 */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "arena.h"

#include <cmark.h>

/** Limits, so that no input takes libcmark 0.30 more than linear time. */
enum {
    MARKDOWN_MAX_NESTING = 100, /* quotes and list items begun on one line */
    /* Images begun times links ended in one run of lines without a blank one:
       each link looks at every image still open (O(n*m), CVE-2023-22486). */
    MARKDOWN_MAX_BRACKETS = 25 * 1000 * 1000,
};

/**
 * Parse 'text' as CommonMark, with source positions. The tree lives in
 * 'arena' and is not to be freed. NULL where a limit is passed: 'error' says
 * which and on which line of 'text'.
 */
cmark_node *markdown_parse(struct arena *arena, tm_text text, tm_error *error);

/** The node after 'node' in the order of the text, in 'top', which is 'node' or
    stands around it; NULL where that was the last. */
cmark_node *markdown_next(cmark_node *node, const cmark_node *top);

#endif

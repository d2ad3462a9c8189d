/*
 * position.h - where the inlines of a block stand in the source.
 *
 * libcmark gives exact places for blocks only. For inlines it counts columns in
 * the block's content (its lines without the prefixes of quotes and items),
 * from the last line end that it counted; it counts soft breaks, hard breaks by
 * spaces and line ends in code and raw HTML, and no others. So the content is
 * rebuilt line by line here, the counting replayed, and the offset into the
 * content mapped back to the source.
 */
#ifndef POSITION_H
#define POSITION_H

#include "arena.h"
#include "source.h"

#include <cmark.h>

/** A piece of the content that stands in one piece in the source. */
struct content_line {
    size_t content; /* offset of its first byte in the content */
    size_t source;  /* and in the source */
};

/** A leaf block's content, as libcmark's inline parser saw it. */
struct content {
    tm_text text;               /* lines joined by "\n" */
    struct content_line *lines; /* ascending; at least one */
    size_t line_count;
    int last_line; /* the block's last line of text, as libcmark counts */
    size_t marker; /* bytes of "## " before it; 0 but for an ATX heading */
};

/** What places are worked out from: the source, and where in it the text that
    libcmark was fed begins. */
struct positions {
    struct arena *scratch;
    const struct source *source;
    size_t first_line; /* line (from 1) of the source that cmark calls 1 */
    size_t first_byte; /* and the byte at which it begins */
};

/** The byte in the source of line and byte column (both from 1) of cmark. */
size_t position_byte(const struct positions *positions, int line, int column);

/** Rebuild the content of 'block', a paragraph or heading. */
void position_content(const struct positions *positions, cmark_node *block,
                      struct content *content);

/**
 * Replay the inlines of 'block' over 'content': afterwards position_span() of
 * each text, code, raw HTML, link and image in it is known.
 */
void position_replay(const struct positions *positions, cmark_node *block,
                     const struct content *content);
/** The span of an inline that was replayed; end 0 where it has none. Of a
    text or code node only the start is meant. */
struct span position_span(cmark_node *inline_node);
/** Whether a replayed link is an autolink, "<scheme:…>". */
bool position_is_autolink(cmark_node *link, const struct content *content);

/** The byte in the source of byte 'at' of the content. */
size_t position_source(const struct content *content, size_t at);

#endif

/*
 * source.h - the file as it came: is it text at all, where do its lines begin,
 * which line and column is a byte.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "arena.h"

/** Where something begins and ends, in bytes of the text that is meant. */
struct span {
    size_t start, end;
};

/** A file's bytes and its lines. Line ends are LF, CRLF and CR; after a final
    one comes a last, empty line. */
struct source {
    tm_text text;        /* all bytes, a byte order mark included */
    const size_t *lines; /* byte at which each line begins; line i+1 at [i] */
    size_t line_count;   /* at least 1 */
    /* The last place asked for: columns along one long line stay linear, as
       long as each place is near the one before it. */
    size_t last_line, last_byte, last_column;
};

/** A walk over lines. The next LF and CR are kept, so that each byte is looked
    at twice however many of the other there are. */
struct line_walk {
    tm_text text;
    size_t lf, cr; /* at or after the place; the size where there is none */
};
struct line_walk line_walk_begin(tm_text text);
/** The beginning of the line after the one that begins at 'at'; SIZE_MAX where
    that is the last. */
size_t line_walk_next(struct line_walk *walk, size_t at);
/** The line that begins at 'start' without its end; 'next' begins the one
    after it. */
tm_text line_between(tm_text text, size_t start, size_t next);

/**
 * Whether 'text' can be read: valid UTF-8 (RFC 3629) without NUL. Otherwise
 * false, and 'error' says which encoding it looks like (UTF-16, UTF-32 by
 * their marks or zero bytes; GBK or GB18030 by byte pairs), where the first
 * wrong byte stands, and the iconv command that helps ("iconv -f GBK -t UTF-8
 * FILE > NEW.md"). 'error' is left alone where the text can be read.
 */
bool source_check(tm_text text, tm_error *error);
/** Index the lines of 'text', which source_check() let pass. */
void source_init(struct source *source, struct arena *arena, tm_text text);
/** Line from 1 and column in code points from 1 of 'byte' (at most the size).
    A byte order mark has no column. */
void source_position(struct source *source, size_t byte, size_t *line,
                     size_t *column);
/** The place of the bytes from 'start' to 'end'. */
tm_place source_place(struct source *source, size_t start, size_t end);
/** The line (from 1) without its end. */
tm_text source_line(const struct source *source, size_t line);
/** The line (from 1) that 'byte' stands on. */
size_t source_line_of(const struct source *source, size_t byte);

#endif

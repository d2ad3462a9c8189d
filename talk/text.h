/*
 * text.h - views of UTF-8 text (tm_text) and what is asked of them.
 *
 * A view may be absent (data NULL, size 0); every function here takes that as
 * empty. Nothing here allocates. Text is valid UTF-8 once parser/source.c has
 * let it in, so decoding does not fail; on other bytes it yields U+FFFD and
 * goes on by one byte.
 */
#ifndef TEXT_H
#define TEXT_H

#include "talkmark.h"

#include <string.h>

/** A view of a string literal. */
#define TEXT(literal) ((tm_text){ "" literal, sizeof(literal) - 1 })

/** A view of a C string; NULL is the absent text. */
static inline tm_text text_of(const char *string)
{
    return (tm_text){ string, string ? strlen(string) : 0 };
}

/** The 'size' bytes from 'start', both cut to what there is. */
static inline tm_text text_slice(tm_text text, size_t start, size_t size)
{
    if (!text.data)
        return (tm_text){ NULL, 0 };
    if (start > text.size)
        start = text.size;
    if (size > text.size - start)
        size = text.size - start;
    return (tm_text){ text.data + start, size };
}

/** All from byte 'start' on. */
static inline tm_text text_from(tm_text text, size_t start)
{
    return text_slice(text, start, text.size);
}

static inline bool text_equal(tm_text a, tm_text b)
{
    return a.size == b.size && (!a.size || !memcmp(a.data, b.data, a.size));
}

static inline bool text_is(tm_text a, const char *b)
{
    return text_equal(a, text_of(b));
}

static inline bool text_starts(tm_text text, tm_text prefix)
{
    return text.size >= prefix.size &&
           (!prefix.size || !memcmp(text.data, prefix.data, prefix.size));
}

static inline bool text_ends(tm_text text, tm_text suffix)
{
    return text.size >= suffix.size &&
           text_equal(text_from(text, text.size - suffix.size), suffix);
}

/** The byte at 'at'; NUL past the end. */
static inline char text_byte(tm_text text, size_t at)
{
    return at < text.size ? text.data[at] : '\0';
}

/** Where 'needle' begins in 'text' at or after byte 'from'; SIZE_MAX where it
    does not occur. */
size_t text_find(tm_text text, tm_text needle, size_t from);
/** Equal but for the case of ASCII letters. */
bool text_equal_case(tm_text a, tm_text b);
/** By bytes: negative, 0 or positive. */
int text_compare(tm_text a, tm_text b);

/** As text_decode(), for what is not ASCII. */
uint32_t text_decode_wide(tm_text text, size_t at, size_t *next);

/** The code point that begins at byte 'at'; sets '*next' to the byte after it.
    At the end: 0, and '*next' is text.size. */
static inline uint32_t text_decode(tm_text text, size_t at, size_t *next)
{
    if (at >= text.size || (unsigned char)text.data[at] >= 0x80)
        return text_decode_wide(text, at, next);
    *next = at + 1;
    return (unsigned char)text.data[at];
}

/** The code point that ends before byte 'at'; sets '*start' to its first byte.
    At the beginning: 0. */
uint32_t text_decode_before(tm_text text, size_t at, size_t *start);
/** Code points in 'text'. */
size_t text_count(tm_text text);
/** The first 'count' code points. */
tm_text text_first(tm_text text, size_t count);

/** Space, tab, line end, U+00A0 or U+3000: white space of the attributes. */
bool text_is_space(uint32_t code);
/** Without white space (text_is_space) at both ends. */
tm_text text_trim(tm_text text);
/** A letter, mark or digit (L, M, N), "-", "_" or ".": a character of an ID. */
bool text_is_id(uint32_t code);
/** A Chinese, Japanese or other wide character that joins lines without a
    space: East Asian wide or full-width, neither Hangul nor an emoji. */
bool text_is_wide(uint32_t code);
/** A Han character. */
bool text_is_han(uint32_t code);
bool text_is_letter(uint32_t code);
bool text_holds_letter(tm_text text);
bool text_is_lower(uint32_t code);

#endif

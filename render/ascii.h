/*
 * ascii.h - what is asked of single bytes. Those of a character outside of
 * ASCII are none of it.
 */
#ifndef ASCII_H
#define ASCII_H

#include "talkmark.h"

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline bool is_alphanumeric(char byte)
{
    return is_letter(byte) || is_digit(byte);
}

/** The byte at 'at'; NUL past the end. */
static inline char byte_at(tm_text text, size_t at)
{
    return at < text.size ? text.data[at] : '\0';
}

#endif

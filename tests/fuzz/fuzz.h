/*
 * fuzz.h - what all fuzz targets and their readers share.
 *
 * A target is a file fuzz_NAME.c with one LLVMFuzzerTestOneInput(). It holds
 * what it is given against rules that must hold for any bytes; where one does
 * not, the process aborts with a line that says which.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "talkmark.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Abort, unless 'holds', with a line that says what does not. */
static inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz: does not hold: %s\n", what);
    abort();
}

/** A view of a C string. */
static inline tm_text view(const char *string)
{
    return (tm_text){ string, strlen(string) };
}

static inline bool same(tm_text a, tm_text b)
{
    return a.size == b.size && (!a.size || !memcmp(a.data, b.data, a.size));
}

static inline bool is_word(tm_text text, const char *word)
{
    return same(text, view(word));
}

/** Where 'what' stands in 'text' at or after 'from'; the size where nowhere. */
static inline size_t find(tm_text text, size_t from, const char *what)
{
    const size_t size = strlen(what);
    while (from < text.size) {
        const char *at = memchr(text.data + from, *what, text.size - from);
        if (!at || size > (size_t)(text.data + text.size - at))
            break;
        if (!memcmp(at, what, size))
            return (size_t)(at - text.data);
        from = (size_t)(at - text.data) + 1;
    }
    return text.size;
}

/** Take the text up to the next 'end' off '*rest', and 'end' with it; all of
    it where none comes. False where nothing is left. */
static inline bool take(tm_text *rest, const char *end, tm_text *part)
{
    if (!rest->size)
        return false;
    const size_t at = find(*rest, 0, end);
    const size_t after = at < rest->size ? at + strlen(end) : at;
    *part = (tm_text){ rest->data, at };
    *rest = (tm_text){ rest->data + after, rest->size - after };
    return true;
}

enum {
    NO_CODE = 0x110000, /* what is no UTF-8 */
};

/** The code point at '*at', which is moved past it; NO_CODE where the bytes are
    no UTF-8 (RFC 3629). Written apart from the project's own decoders. */
static inline uint32_t take_code(tm_text text, size_t *at)
{
    static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
    const unsigned char *byte = (const unsigned char *)text.data + *at;
    const unsigned first = *byte;
    const size_t more = first < 0x80             ? 0
                        : (first & 0xE0) == 0xC0 ? 1
                        : (first & 0xF0) == 0xE0 ? 2
                        : (first & 0xF8) == 0xF0 ? 3
                                                 : 9;
    uint32_t code = more && more < 4 ? first & (0x3Fu >> more) : first;
    const size_t left = text.size - (*at)++;
    if (more > 3 || more >= left)
        return NO_CODE;
    for (size_t i = 1; i <= more; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return NO_CODE;
        code = code << 6 | (byte[i] & 0x3Fu);
    }
    *at += more;
    return code < least[more] || (code >= 0xD800 && code < 0xE000) ||
                   code > 0x10FFFF
               ? NO_CODE
               : code;
}

static inline bool is_utf8(tm_text text)
{
    for (size_t at = 0; at < text.size;) {
        /* Most of it is ASCII. */
        uint64_t eight;
        if (text.size - at >= sizeof eight) {
            memcpy(&eight, text.data + at, sizeof eight);
            if (!(eight & UINT64_C(0x8080808080808080))) {
                at += sizeof eight;
                continue;
            }
        }
        if (take_code(text, &at) == NO_CODE)
            return false;
    }
    return true;
}

/** C0 and C1 controls and DEL: they steer a terminal. */
static inline bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/** Besides, what turns the direction of writing, ends lines or is not seen. */
static inline bool is_hidden(uint32_t code)
{
    return is_control(code) || code == 0x61C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

/** The bytes of an input that steer a target come before it; reading past the
    end of the rest is seen, as it is copied into a block of its own size.
    Free 'block'. */
struct input {
    char *block;
    tm_text text;
};

static inline struct input input_copy(const uint8_t *data, size_t size)
{
    struct input input = { malloc(size + 1), { NULL, size } };
    require(input.block != NULL, "there is memory");
    memcpy(input.block + 1, data, size);
    input.text.data = input.block + 1;
    return input;
}

#endif

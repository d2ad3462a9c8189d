#include "width.h"

#include <utf8proc.h>

/** Decode the character at byte 'at' of 'text'; returns its bytes, at least 1.
    Bytes that are no UTF-8 count as U+FFFD, one by one. */
static size_t decode(tm_text text, size_t at, utf8proc_int32_t *code)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.data;
    size_t left = text.size - at;
    utf8proc_ssize_t size = utf8proc_iterate(
        bytes + at, (utf8proc_ssize_t)(left < 4 ? left : 4), code);
    if (size > 0)
        return (size_t)size;
    *code = 0xFFFD;
    return 1;
}

static size_t cells_of(utf8proc_int32_t code)
{
    int cells = utf8proc_charwidth(code);
    return cells > 0 ? (size_t)cells : 0;
}

tm_text width_first(tm_text text, size_t cells, size_t *used)
{
    size_t at = 0;
    *used = 0;
    while (at < text.size) {
        utf8proc_int32_t code;
        size_t size = decode(text, at, &code);
        size_t wide = cells_of(code);
        if (wide > cells - *used)
            break;
        *used += wide;
        at += size;
    }
    return (tm_text){ text.data, at };
}

size_t width_of(tm_text text)
{
    size_t used;
    (void)width_first(text, SIZE_MAX, &used);
    return used;
}

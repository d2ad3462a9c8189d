#include "destination.h"

#include "text.h"

#include <utf8proc.h>

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that "%XX" at 'at' stands for; -1 where no escape stands there. */
static int escape_at(tm_text text, size_t at)
{
    if (at + 2 >= text.size || text.data[at] != '%')
        return -1;
    const int high = hex(text.data[at + 1]), low = hex(text.data[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool is_utf8(tm_text text)
{
    for (size_t at = 0; at < text.size;) {
        utf8proc_int32_t code;
        const utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)text.data + at,
                             (utf8proc_ssize_t)(text.size - at), &code);
        if (size <= 0 || code == 0)
            return false;
        at += (size_t)size;
    }
    return true;
}

/* Decode the run of escapes at 'at' to 'out'; as it stands where it gives no
 * UTF-8. Returns the bytes written, and moves '*at' past the run. */
static size_t decode_run(tm_text text, size_t *at, char *out)
{
    size_t size = 0, end = *at;
    for (int byte; (byte = escape_at(text, end)) >= 0; end += 3)
        out[size++] = (char)byte;
    if (!is_utf8((tm_text){ out, size })) {
        size = end - *at;
        memcpy(out, text.data + *at, size);
    }
    *at = end;
    return size;
}

static tm_text percent_decoded(struct arena *arena, tm_text url)
{
    if (!url.size || !memchr(url.data, '%', url.size))
        return url;
    char *out = arena_alloc(arena, url.size);
    size_t size = 0;
    for (size_t at = 0; at < url.size;)
        if (escape_at(url, at) >= 0)
            size += decode_run(url, &at, out + size);
        else
            out[size++] = url.data[at++];
    return (tm_text){ out, size };
}

tm_text destination_compose(struct arena *arena, tm_text text)
{
    size_t ascii = 0;
    while (ascii < text.size && (unsigned char)text.data[ascii] < 0x80)
        ascii++;
    if (ascii == text.size)
        return text;
    /* No code point decomposes into more than 4 (UAX #15, expansion factors
     * of NFD in UTF-32); reencoding needs 4 bytes each and a NUL. */
    const size_t room = text.size * 4 + 1;
    utf8proc_int32_t *codes = arena_alloc(arena, room * sizeof *codes);
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    const utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.size, codes,
        (utf8proc_ssize_t)room, options);
    if (count < 0 || (size_t)count >= room)
        return text;
    const utf8proc_ssize_t size = utf8proc_reencode(codes, count, options);
    return size < 0 ? text : (tm_text){ (const char *)codes, (size_t)size };
}

bool destination_read(struct arena *arena, tm_text url,
                      struct destination *destination)
{
    const tm_text decoded = percent_decoded(arena, url);
    const size_t colon = text_find(decoded, TEXT(":"), 0);
    if (colon == SIZE_MAX ||
        !tm_kind_find(destination_compose(arena, text_slice(decoded, 0, colon)),
                      &destination->kind))
        return false;
    destination->id = destination_compose(arena, text_from(decoded, colon + 1));
    return true;
}

bool destination_is_id(tm_text id)
{
    if (!id.size || id.data[0] == '.')
        return false;
    for (size_t at = 0; at < id.size;)
        if (!text_is_id(text_decode(id, at, &at)))
            return false;
    return true;
}

tm_reference destination_part(tm_text text)
{
    for (size_t at = text.size; at--;)
        if (text.data[at] == '#')
            return (tm_reference){ text_slice(text, 0, at),
                                   text_from(text, at + 1) };
    return (tm_reference){ { NULL, 0 }, text };
}

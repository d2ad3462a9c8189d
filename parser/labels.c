#include "labels.h"

#include "text.h"

#include <utf8proc.h>

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Without white space at the ends, and one space for each run of it. */
static tm_text collapse(struct arena *arena, tm_text label)
{
    char *data = arena_alloc(arena, label.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < label.size; i++) {
        const char c = label.data[i];
        if (!is_white(c))
            data[size++] = c;
        else if (size && data[size - 1] != ' ')
            data[size++] = ' ';
    }
    size -= size && data[size - 1] == ' ';
    return (tm_text){ data, size };
}

static bool is_ascii(tm_text text)
{
    size_t i = 0;
    while (i < text.size && (unsigned char)text.data[i] < 0x80)
        i++;
    return i == text.size;
}

tm_text label_key(struct arena *arena, tm_text label)
{
    const tm_text text = collapse(arena, label);
    if (is_ascii(text)) {
        char *data = (char *)(uintptr_t)text.data;
        for (size_t i = 0; i < text.size; i++)
            if (data[i] >= 'A' && data[i] <= 'Z')
                data[i] = (char)(data[i] + 'a' - 'A');
        return text;
    }
    /* A code point folds into 3 at most, of 4 bytes each; and a NUL. */
    const size_t room = text.size * 3 + 1;
    utf8proc_int32_t *codes = arena_alloc(arena, room * sizeof *codes);
    const utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.size, codes,
        (utf8proc_ssize_t)room, UTF8PROC_CASEFOLD);
    if (count < 0 || (size_t)count >= room)
        return text;
    const utf8proc_ssize_t size = utf8proc_reencode(codes, count, 0);
    return size < 0 ? text : (tm_text){ (const char *)codes, (size_t)size };
}

struct definition *labels_find(const struct labels *labels, tm_text label)
{
    return lookup_find(&labels->table,
                       label_key(labels->check->scratch, label));
}

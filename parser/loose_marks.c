#include "loose_marks.h"

#include "text.h"

/* ---- Marks ---- */

static bool is_one_of(uint32_t code, const uint32_t *list)
{
    while (*list && *list != code)
        list++;
    return code && *list == code;
}

bool loose_is_opening(uint32_t code)
{
    static const uint32_t list[] = { '[', 0x3010, 0xFF3B, 0x3014, 0x300C, 0 };
    return is_one_of(code, list);
}

bool loose_is_closing(uint32_t code)
{
    static const uint32_t list[] = { ']', 0x3011, 0xFF3D, 0x3015, 0x300D, 0 };
    return is_one_of(code, list);
}

bool loose_is_other_paren(uint32_t code)
{
    static const uint32_t list[] = {
        '[', '{', 0x3010, 0xFF3B, 0x3014, 0xFF5B, 0
    };
    return is_one_of(code, list);
}

bool loose_is_other_end(uint32_t code)
{
    static const uint32_t list[] = {
        ']', '}', 0x3011, 0xFF3D, 0x3015, 0xFF5D, 0
    };
    return is_one_of(code, list);
}

bool loose_is_other_colon(uint32_t code)
{
    static const uint32_t list[] = { ';',    0xFF1B, '=',    0xFF1D,
                                     '.',    0xFF0E, 0x3002, ',',
                                     0xFF0C, 0x3001, 0 };
    return is_one_of(code, list);
}

bool loose_is_colon(uint32_t code)
{
    return code == ':' || code == 0xFF1A;
}

bool loose_is_paren(uint32_t code)
{
    return code == '(' || code == 0xFF08;
}

bool loose_is_end(uint32_t code)
{
    return code == ')' || code == 0xFF09;
}

static bool is_opening_quote(uint32_t code)
{
    static const uint32_t list[] = { 0x201C, 0x2018, 0x201E, 0x201A,
                                     0x300C, 0x300E, 0xAB,   0 };
    return is_one_of(code, list);
}

bool loose_is_quote(uint32_t code)
{
    static const uint32_t list[] = { '"',    '\'',   0x201D, 0x2019,
                                     0x201F, 0x201B, 0x300D, 0x300F,
                                     0xFF02, 0xFF07, 0xBB,   0 };
    return is_opening_quote(code) || is_one_of(code, list);
}

bool loose_tag_opens(tm_text text, size_t at)
{
    size_t next;
    return loose_is_opening(text_decode(text, at, &next)) &&
           text_decode(text, at, &next) != 0x300C;
}

/* ---- Steps ---- */

static bool is_blank(uint32_t code)
{
    return text_is_space(code) && code != '\n';
}

size_t loose_skip_blanks(tm_text text, size_t at, size_t limit)
{
    size_t next;
    while (at < limit && is_blank(text_decode(text, at, &next)))
        at = next;
    return at;
}

size_t loose_skip_space(tm_text text, size_t at, size_t limit)
{
    size_t next;
    while (at < limit && text_is_space(text_decode(text, at, &next)))
        at = next;
    return at;
}

struct span loose_after(tm_text text, size_t at, size_t limit, uint32_t *code)
{
    size_t next = at;
    *code = at < limit ? text_decode(text, at, &next) : 0;
    return (struct span){ at, next };
}

size_t loose_skip_commas(tm_text text, size_t at, size_t limit)
{
    uint32_t code;
    for (;;) {
        const size_t end = loose_skip_space(text, at, limit);
        const struct span comma = loose_after(text, end, limit, &code);
        if (code != ',' && code != 0xFF0C && code != 0x3001)
            return end;
        at = comma.end;
    }
}

size_t loose_skip_blanks_back(tm_text text, size_t at)
{
    size_t start;
    while (at && is_blank(text_decode_before(text, at, &start)))
        at = start;
    return at;
}

struct span loose_before(tm_text text, size_t at, uint32_t *code)
{
    size_t start = at;
    *code = at ? text_decode_before(text, at, &start) : 0;
    return (struct span){ start, at };
}

struct span loose_nothing(size_t at)
{
    return (struct span){ at, at };
}

tm_text loose_part(tm_text text, struct span span)
{
    return text_slice(text, span.start, span.end - span.start);
}

#include "text.h"

#include <utf8proc.h>

size_t text_find(tm_text text, tm_text needle, size_t from)
{
    if (from > text.size || needle.size > text.size - from)
        return SIZE_MAX;
    if (!needle.size)
        return from;
    const char *at = text.data + from;
    size_t left = text.size - from;
    while (left >= needle.size) {
        const char *hit = memchr(at, needle.data[0], left - needle.size + 1);
        if (!hit)
            break;
        if (!memcmp(hit, needle.data, needle.size))
            return (size_t)(hit - text.data);
        left -= (size_t)(hit - at) + 1;
        at = hit + 1;
    }
    return SIZE_MAX;
}

static unsigned char ascii_lower(char byte)
{
    const unsigned char c = (unsigned char)byte;
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 'a' - 'A') : c;
}

bool text_equal_case(tm_text a, tm_text b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    return true;
}

int text_compare(tm_text a, tm_text b)
{
    const size_t common = a.size < b.size ? a.size : b.size;
    const int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

uint32_t text_decode_wide(tm_text text, size_t at, size_t *next)
{
    if (at >= text.size) {
        *next = text.size;
        return 0;
    }
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    const unsigned char lead = bytes[0];
    /* Chinese and its punctuation: with these leads, neither overlong nor a
     * surrogate whatever follows. */
    if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && text.size - at > 2 &&
        (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80) {
        *next = at + 3;
        return (lead & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 |
               (bytes[2] & 0x3Fu);
    }
    utf8proc_int32_t code;
    const utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)text.data + at,
                         (utf8proc_ssize_t)(text.size - at), &code);
    *next = at + (size > 0 ? (size_t)size : 1);
    return size > 0 ? (uint32_t)code : 0xFFFD;
}

uint32_t text_decode_before(tm_text text, size_t at, size_t *start)
{
    if (at > text.size)
        at = text.size;
    if (!at) {
        *start = 0;
        return 0;
    }
    size_t first = at - 1;
    while (first && at - first < 4 &&
           ((unsigned char)text.data[first] & 0xC0) == 0x80)
        first--;
    size_t next;
    const uint32_t code = text_decode(text, first, &next);
    *start = next == at ? first : at - 1;
    return next == at ? code : 0xFFFD;
}

/* How many of the 'words' times 8 bytes at 'bytes' continue a character
 * ("10xxxxxx"). A byte holds their sum: it has room for 31 words. */
static size_t continuations(const char *bytes, size_t words)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word, sum = 0;
    for (size_t i = 0; i < words; i++) {
        memcpy(&word, bytes + 8 * i, sizeof word);
        sum += (word >> 7) & ~(word >> 6) & ones;
    }
    return (size_t)((sum * ones) >> 56);
}

size_t text_count(tm_text text)
{
    enum {
        MOST = 31
    };
    size_t count = text.size, i = 0;
    for (size_t words; (words = (text.size - i) / 8); i += 8 * words) {
        if (words > MOST)
            words = MOST;
        count -= continuations(text.data + i, words);
    }
    for (; i < text.size; i++)
        count -= ((unsigned char)text.data[i] & 0xC0) == 0x80;
    return count;
}

tm_text text_first(tm_text text, size_t count)
{
    if (text.size <= count)
        return text;
    size_t i = 0;
    for (; i < text.size; i++)
        if (((unsigned char)text.data[i] & 0xC0) != 0x80 && count-- == 0)
            break;
    return (tm_text){ text.data, i };
}

bool text_is_space(uint32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' ||
           code == 0xA0 || code == 0x3000;
}

tm_text text_trim(tm_text text)
{
    size_t start = 0, end = text.size, other;
    while (start < end && text_is_space(text_decode(text, start, &other)))
        start = other;
    while (end > start && text_is_space(text_decode_before(text, end, &other)))
        end = other;
    return (tm_text){ text.data ? text.data + start : NULL, end - start };
}

static bool category_between(uint32_t code, utf8proc_category_t first,
                             utf8proc_category_t last)
{
    const utf8proc_category_t category =
        utf8proc_category((utf8proc_int32_t)code);
    return category >= first && category <= last;
}

bool text_is_letter(uint32_t code)
{
    return category_between(code, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

bool text_holds_letter(tm_text text)
{
    for (size_t at = 0; at < text.size;)
        if (text_is_letter(text_decode(text, at, &at)))
            return true;
    return false;
}

bool text_is_lower(uint32_t code)
{
    return category_between(code, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LL);
}

bool text_is_id(uint32_t code)
{
    /* utf8proc numbers the categories Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No. */
    return code == '-' || code == '_' || code == '.' ||
           category_between(code, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_NO);
}

static bool is_hangul(uint32_t code)
{
    return (code >= 0x1100 && code <= 0x11FF) ||
           (code >= 0x3130 && code <= 0x318F) ||
           (code >= 0xA960 && code <= 0xA97F) ||
           (code >= 0xAC00 && code <= 0xD7FF) ||
           (code >= 0xFFA0 && code <= 0xFFDC);
}

bool text_is_wide(uint32_t code)
{
    if (code < 0x1100 || is_hangul(code))
        return false;
    if (code >= 0xFF61 && code <= 0xFF9F) /* half-width katakana */
        return true;
    const utf8proc_property_t *property =
        utf8proc_get_property((utf8proc_int32_t)code);
    return property->charwidth == 2 &&
           property->boundclass != UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

bool text_is_han(uint32_t code)
{
    return (code >= 0x4E00 && code <= 0x9FFF) ||
           (code >= 0x3400 && code <= 0x4DBF) || code == 0x3007 ||
           (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}

#include "escape.h"

#include "render.h"

#include <stdio.h>
#include <string.h>

/* Put 'text' with each byte for which 'replace' gives a string replaced. */
static void put_replaced(struct sink *sink, tm_text text,
                         const char *(*replace)(unsigned char))
{
    size_t start = 0;
    for (size_t at = 0; at < text.size; at++) {
        const char *other = replace((unsigned char)text.data[at]);
        if (!other)
            continue;
        sink_put(sink, text.data + start, at - start);
        sink_string(sink, other);
        start = at + 1;
    }
    if (text.size > start)
        sink_put(sink, text.data + start, text.size - start);
}

static const char *html(unsigned char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

void escape_html(struct sink *sink, tm_text text)
{
    put_replaced(sink, text, html);
}

static bool is_alphanumeric(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

/* The bytes that libcmark leaves as they are in a destination. */
static bool is_plain_in_url(unsigned char byte)
{
    return is_alphanumeric(byte) ||
           (byte && strchr("-_.+!*(),%#@?=;:/$~", byte));
}

void escape_href(struct sink *sink, tm_text url)
{
    for (size_t at = 0; at < url.size; at++) {
        const unsigned char byte = (unsigned char)url.data[at];
        char escape[4];
        if (byte == '&')
            sink_string(sink, "&amp;");
        else if (byte == '\'')
            sink_string(sink, "&#x27;");
        else if (is_plain_in_url(byte))
            sink_byte(sink, (char)byte);
        else if (snprintf(escape, sizeof escape, "%%%02X", (unsigned)byte) > 0)
            sink_put(sink, escape, 3);
    }
}

static bool same_letters(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((a[i] | 0x20) != b[i])
            return false;
    return true;
}

/* Browsers drop C0 controls and spaces in front, and tabs and line ends
 * anywhere (WHATWG URL); a scheme longer than this is none that we list. */
bool escape_is_safe_url(tm_text url)
{
    static const char *const schemes[] = { "http", "https", "mailto", "tel" };
    char scheme[8];
    size_t size = 0;
    for (size_t at = 0; at < url.size; at++) {
        const unsigned char byte = (unsigned char)url.data[at];
        if (byte <= ' ' || byte == 0x7F)
            continue;
        if (strchr("/?#", byte))
            return true;
        if (byte == ':') {
            for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
                if (strlen(schemes[i]) == size &&
                    same_letters(scheme, schemes[i], size))
                    return true;
            return false;
        }
        if (size < sizeof scheme)
            scheme[size++] = (char)byte;
    }
    return true;
}

/* The size of what a sequence begins with 'first', and the least code point
 * that takes so many bytes; 0 where none begins so. */
static size_t sequence_size(unsigned char first, uint32_t *least)
{
    static const uint32_t leasts[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const size_t size = first < 0x80   ? 1
                        : first < 0xC2 ? 0
                        : first < 0xE0 ? 2
                        : first < 0xF0 ? 3
                        : first < 0xF5 ? 4
                                       : 0;
    *least = leasts[size];
    return size;
}

uint32_t escape_decode(tm_text text, size_t *at)
{
    const unsigned char *data = (const unsigned char *)text.data + *at;
    uint32_t least;
    const size_t size = sequence_size(data[0], &least);
    if (size == 1) {
        ++*at;
        return data[0];
    }
    uint32_t code = data[0] & (0xFFu >> (size + 1));
    bool good = size && size <= text.size - *at;
    for (size_t i = 1; i < size && good; i++) {
        good = (data[i] & 0xC0) == 0x80;
        code = code << 6 | (data[i] & 0x3Fu);
    }
    if (!good || code < least || code > 0x10FFFF ||
        (code >= 0xD800 && code <= 0xDFFF)) {
        ++*at; /* a file name may hold any byte */
        return 0x80;
    }
    *at += size;
    return code;
}

bool escape_is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x61C ||
           code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

void escape_terminal(struct sink *sink, tm_text text)
{
    size_t start = 0;
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const uint32_t code = escape_decode(text, &next);
        if (!escape_is_unsafe(code))
            continue;
        char escape[16];
        snprintf(escape, sizeof escape, "\\u{%X}", (unsigned)code);
        sink_put(sink, text.data + start, at - start);
        sink_string(sink, escape);
        start = next;
    }
    if (text.size > start)
        sink_put(sink, text.data + start, text.size - start);
}

static const char *short_json(uint32_t code)
{
    switch (code) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return NULL;
    }
}

void escape_json(struct sink *sink, tm_text text)
{
    size_t start = 0;
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const unsigned char byte = (unsigned char)text.data[at];
        if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') {
            next = at + 1;
            continue;
        }
        const uint32_t code = escape_decode(text, &next);
        char escape[16];
        const char *other = short_json(code);
        if (!other && !escape_is_unsafe(code))
            continue;
        if (!other)
            snprintf(escape, sizeof escape, "\\u%04X", (unsigned)code);
        sink_put(sink, text.data + start, at - start);
        sink_string(sink, other ? other : escape);
        start = next;
    }
    if (text.size > start)
        sink_put(sink, text.data + start, text.size - start);
}

static bool begins(tm_text text, size_t at, const char *with)
{
    const size_t size = strlen(with);
    return at < text.size && size <= text.size - at &&
           !memcmp(text.data + at, with, size);
}

/* A number of a list has at most nine digits. */
static bool is_number(tm_text text, size_t size)
{
    for (size_t i = 0; i < size && i < 10; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return size && size < 10;
}

/* What may begin markup: in the line, or at its beginning (a number and its
 * mark, "+", "-", "="), or on a forge, which makes links of bare addresses. */
static bool is_markup(tm_text text, size_t at)
{
    const char c = text.data[at];
    if (strchr("\\`*_[]<>&#|~!@", c) && c)
        return true;
    if (at == 0 && (c == '+' || c == '-' || c == '='))
        return true;
    if (c == ':')
        return begins(text, at, "://");
    if (c == '.' && at >= 3 && begins(text, at - 3, "www."))
        return true;
    return (c == '.' || c == ')') && is_number(text, at);
}

void escape_markdown(struct sink *sink, tm_text text)
{
    for (size_t at = 0; at < text.size; at++) {
        const char c = text.data[at];
        if (c == '\n' || c == '\r')
            sink_byte(sink, ' ');
        else if (is_markup(text, at)) {
            sink_byte(sink, '\\');
            sink_byte(sink, c);
        } else {
            sink_byte(sink, c);
        }
    }
}

/* In CSS a backslash before "/" changes nothing, where "</" may stand at all:
 * in strings, comments and URLs. */
void escape_css(struct sink *sink, tm_text css)
{
    for (size_t at = 0; at < css.size; at++) {
        sink_byte(sink, css.data[at]);
        if (css.data[at] == '<' && at + 1 < css.size &&
            css.data[at + 1] == '/')
            sink_byte(sink, '\\');
    }
}

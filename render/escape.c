#include "escape.h"

#include "ascii.h"
#include "render.h"

#include <stdio.h>
#include <string.h>

void escape_reference(struct sink *sink, uint32_t code)
{
    sink_string(sink, "&#");
    sink_number(sink, code);
    sink_byte(sink, ';');
}

static bool is_markup_in_html(char byte)
{
    return byte == '<' || byte == '>' || byte == '&' || byte == '"';
}

static void put_name(struct sink *sink, char byte)
{
    switch (byte) {
    case '<': sink_string(sink, "&lt;"); break;
    case '>': sink_string(sink, "&gt;"); break;
    case '&': sink_string(sink, "&amp;"); break;
    default: sink_string(sink, "&quot;"); break;
    }
}

/* Bytes that are looked at at once. */
typedef unsigned char block __attribute__((vector_size(16)));

static inline block block_at(const char *bytes)
{
    block b;
    memcpy(&b, bytes, sizeof b);
    return b;
}

/* Whether a comparison holds for no byte. */
static inline bool is_none(block found)
{
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    return !(halves[0] | halves[1]);
}

static inline bool is_plain_html(const char *bytes)
{
    const block b = block_at(bytes);
    return is_none((block)((b == '<') | (b == '>') | (b == '&') | (b == '"')));
}

/* How many bytes from 'at' on 'is_plain' shows to need no escape, block by
 * block. The last one may overlap the one before it. */
static inline size_t plain_bytes(tm_text text, size_t at,
                                 bool (*is_plain)(const char *bytes))
{
    const size_t start = at;
    while (text.size - at >= sizeof(block) && is_plain(text.data + at))
        at += sizeof(block);
    if (text.size - at < sizeof(block) && at > start &&
        is_plain(text.data + text.size - sizeof(block)))
        at = text.size;
    return at - start;
}

void escape_html(struct sink *sink, tm_text text)
{
    size_t start = 0;
    for (size_t at = 0;; start = ++at) {
        at += plain_bytes(text, at, is_plain_html);
        while (at < text.size && !is_markup_in_html(text.data[at]))
            at++;
        if (at > start)
            sink_put(sink, text.data + start, at - start);
        if (at == text.size)
            break;
        put_name(sink, text.data[at]);
    }
}

/* The bytes that libcmark leaves as they are in a destination. */
static bool is_plain_in_url(unsigned char byte)
{
    return is_alphanumeric((char)byte) ||
           (byte && strchr("-_.+!*(),%#@?=;:/$~", byte));
}

static void put_percent(struct sink *sink, unsigned char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    const char escape[] = { '%', digits[byte >> 4], digits[byte & 0xF] };
    sink_put(sink, escape, sizeof escape);
}

void escape_href(struct sink *sink, tm_text url)
{
    size_t start = 0;
    for (size_t at = 0; at < url.size; at++) {
        const unsigned char byte = (unsigned char)url.data[at];
        if (is_plain_in_url(byte))
            continue;
        sink_put(sink, url.data + start, at - start);
        start = at + 1;
        if (byte == '&')
            sink_string(sink, "&amp;");
        else if (byte == '\'')
            sink_string(sink, "&#x27;");
        else
            put_percent(sink, byte);
    }
    if (url.size > start)
        sink_put(sink, url.data + start, url.size - start);
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

/* Whether a character that begins with 'byte' may need an escape: the unsafe
 * ones beyond ASCII begin with C2, D8, E2 or EF. A bit for each. */
static bool may_need_escape(unsigned char byte)
{
    static const uint64_t set[] = {
        UINT64_C(0x00000004FFFFFFFF),    /* controls, quotation mark */
        UINT64_C(0x8000000010000000),    /* backslash, delete */
        0, UINT64_C(0x0000800401000004), /* C2, D8, E2, EF */
    };
    return set[byte >> 6] >> (byte & 63) & 1;
}

static inline bool is_plain_json(const char *bytes)
{
    const block b = block_at(bytes);
    return is_none((block)((b < 0x20) | (b == '"') | (b == '\\') | (b == 0x7F) |
                           (b == 0xC2) | (b == 0xD8) | (b == 0xE2) |
                           (b == 0xEF)));
}

static void put_json(struct sink *sink, uint32_t code)
{
    char escape[16];
    const char *other = short_json(code);
    if (!other)
        snprintf(escape, sizeof escape, "\\u%04X", (unsigned)code);
    sink_string(sink, other ? other : escape);
}

void escape_json(struct sink *sink, tm_text text)
{
    size_t start = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        at += plain_bytes(text, at, is_plain_json);
        while (at < text.size && !may_need_escape((unsigned char)text.data[at]))
            at++;
        if (at == text.size)
            break;
        next = at;
        const uint32_t code = escape_decode(text, &next);
        if (!short_json(code) && !escape_is_unsafe(code))
            continue;
        sink_put(sink, text.data + start, at - start);
        put_json(sink, code);
        start = next;
    }
    if (text.size > start)
        sink_put(sink, text.data + start, text.size - start);
}

void escape_json_string(struct sink *sink, tm_text text)
{
    sink_byte(sink, '"');
    escape_json(sink, text);
    sink_byte(sink, '"');
}

void escape_json_bytes(struct sink *sink, tm_text text)
{
    size_t start = 0;
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        if (escape_decode(text, &next) < 0x80 || next - at > 1)
            continue;
        escape_json(sink, (tm_text){ text.data + start, at - start });
        sink_string(sink, "\xEF\xBF\xBD");
        start = next;
    }
    if (text.size > start)
        escape_json(sink, (tm_text){ text.data + start, text.size - start });
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
        if (css.data[at] == '<' && at + 1 < css.size && css.data[at + 1] == '/')
            sink_byte(sink, '\\');
    }
}

/* ---- CSV ---- */

static bool begins_formula(uint32_t code)
{
    switch (code) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20: return true;
    default: return false;
    }
}

static bool may_end_cell(uint32_t code)
{
    return code == ';' || code == '\t' || code == '\r' || code == '\n';
}

/* White space, and what cannot be seen: no reason to let a formula pass. */
static bool is_blank(uint32_t code)
{
    return code == ' ' || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200D) || code == 0x202F ||
           code == 0x205F || code == 0x2060 || code == 0x3000 ||
           escape_is_unsafe(code);
}

static bool needs_quotes(tm_text cell)
{
    for (size_t i = 0; i < cell.size; i++)
        if (cell.data[i] && strchr(",\";\t\r\n", cell.data[i]))
            return true;
    return cell.size &&
           (cell.data[0] == ' ' || cell.data[cell.size - 1] == ' ');
}

void escape_csv(struct sink *sink, tm_text cell)
{
    const char *quote = needs_quotes(cell) ? "\"" : "";
    bool begins = true;
    sink_string(sink, quote);
    for (size_t at = 0, next = 0; at < cell.size; at = next) {
        const uint32_t code = escape_decode(cell, &next);
        if (begins && begins_formula(code))
            sink_byte(sink, '\'');
        begins = may_end_cell(code) || (begins && is_blank(code));
        if (code == '"')
            sink_byte(sink, '"');
        if (code >= 0x80 && next - at == 1)
            sink_string(sink, "\xEF\xBF\xBD"); /* no UTF-8 */
        else
            sink_put(sink, cell.data + at, next - at);
    }
    sink_string(sink, quote);
}

/* ---- todo.txt ---- */

static bool is_key_letter(uint32_t code)
{
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}

static bool is_in_key(uint32_t code)
{
    return is_key_letter(code) || (code >= '0' && code <= '9') || code == '-' ||
           code == '_';
}

/* "due:2026-04-01" and not "https://…". */
static bool gets_value(tm_text text, size_t colon)
{
    size_t next = colon + 1;
    return next < text.size && !begins(text, next, "//") &&
           !is_blank(escape_decode(text, &next));
}

void escape_todotxt(struct sink *sink, tm_text text)
{
    bool begun = false, word = false; /* something stands before; a word does */
    bool run = false, key = false;    /* of what keys hold; from a letter on */
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const uint32_t code = escape_decode(text, &next);
        if (is_blank(code)) {
            word = run = false;
            continue;
        }
        if (begun && !word)
            sink_byte(sink, ' ');
        sink_put(sink, text.data + at, next - at);
        const bool tag = !word && (code == '+' || code == '@');
        const bool pair = run && key && code == ':' && gets_value(text, at);
        begun = true;
        word = !tag && !pair;
        key = run ? key : is_key_letter(code);
        run = is_in_key(code);
    }
}

void escape_todotxt_word(struct sink *sink, tm_text text)
{
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const uint32_t code = escape_decode(text, &next);
        if (is_blank(code) || code == ':')
            sink_byte(sink, '_');
        else
            sink_put(sink, text.data + at, next - at);
    }
}

/* ---- iCalendar ---- */

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

/* All that any reader takes for the end of a line; of CR LF the LF counts. */
static bool ends_line(tm_text text, size_t at, uint32_t code)
{
    if (code == '\r')
        return at + 1 >= text.size || text.data[at + 1] != '\n';
    return code == '\n' || code == '\v' || code == '\f' || code == 0x85 ||
           code == 0x2028 || code == 0x2029;
}

void escape_ics(struct sink *sink, tm_text text)
{
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const uint32_t code = escape_decode(text, &next);
        if (ends_line(text, at, code)) {
            sink_string(sink, "\\n");
        } else if (code == '\t' || !is_control(code)) {
            if (code == '\\' || code == ';' || code == ',')
                sink_byte(sink, '\\');
            sink_put(sink, text.data + at, next - at);
        }
    }
}

void escape_ics_parameter(struct sink *sink, tm_text text)
{
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const uint32_t code = escape_decode(text, &next);
        if (is_control(code) || code == 0x2028 || code == 0x2029)
            sink_byte(sink, ' ');
        else if (code == '"')
            sink_byte(sink, '\'');
        else
            sink_put(sink, text.data + at, next - at);
    }
}

void escape_ics_uri(struct sink *sink, tm_text text)
{
    for (size_t at = 0; at < text.size; at++) {
        const unsigned char byte = (unsigned char)text.data[at];
        if (is_alphanumeric((char)byte) ||
            (byte && strchr("-._~!$'*+=@", byte)))
            sink_byte(sink, (char)byte);
        else
            put_percent(sink, byte);
    }
}

/* ---- Reports of findings ---- */

void escape_uri_path(struct sink *sink, tm_text path)
{
    if (path.size && path.data[0] == '/')
        sink_string(sink, "file://");
    for (size_t at = 0; at < path.size; at++) {
        const unsigned char byte = (unsigned char)path.data[at];
        if (is_alphanumeric((char)byte) || (byte && strchr("-._~/", byte)))
            sink_byte(sink, (char)byte);
        else
            put_percent(sink, byte);
    }
}

static void put_command(struct sink *sink, tm_text text, const char *escaped)
{
    size_t start = 0;
    for (size_t at = 0; at < text.size; at++) {
        if (!text.data[at] || !strchr(escaped, text.data[at]))
            continue;
        escape_terminal(sink, (tm_text){ text.data + start, at - start });
        put_percent(sink, (unsigned char)text.data[at]);
        start = at + 1;
    }
    if (text.size > start)
        escape_terminal(sink,
                        (tm_text){ text.data + start, text.size - start });
}

void escape_github(struct sink *sink, tm_text message)
{
    put_command(sink, message, "%\r\n");
}

void escape_github_property(struct sink *sink, tm_text value)
{
    put_command(sink, value, "%\r\n:,");
}

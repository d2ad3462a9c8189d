#include "autolink.h"

#include "ascii.h"
#include "escape.h"
#include "render.h"

#include <string.h>

/* Whether 'byte' may stand before the "@" of an address. */
static bool is_mailbox(char byte)
{
    return is_alphanumeric(byte) ||
           (byte && strchr(".!#$%&'*+/=?^_`{|}~-", byte));
}

/* The end of what may be one from 'at' on. */
static size_t mailbox_end(tm_text text, size_t at)
{
    while (is_mailbox(byte_at(text, at)))
        at++;
    return at;
}

bool autolink_may_begin(tm_text text, size_t at)
{
    const size_t end = mailbox_end(text, at);
    return end > at && (end == text.size || text.data[end] == '@');
}

/* The bytes of a scheme and its colon; 0 where 'url' has none that CommonMark
 * takes for one. */
static size_t scheme_size(tm_text url)
{
    size_t at = 0;
    while (is_alphanumeric(byte_at(url, at)) ||
           (at && byte_at(url, at) && strchr("+.-", url.data[at])))
        at++;
    return at > 1 && at <= 32 && is_letter(url.data[0]) &&
                   byte_at(url, at) == ':'
               ? at + 1
               : 0;
}

/* An address of electronic mail, as CommonMark takes it for one. */
static bool is_address(tm_text text)
{
    size_t at = mailbox_end(text, 0), label = 0; /* bytes of a name */
    if (!at || byte_at(text, at) != '@')
        return false;
    for (at++; at < text.size; at++) {
        const char c = text.data[at];
        if (c == '.'
                ? !label || text.data[at - 1] == '-'
                : label == 63 || !(is_alphanumeric(c) || (c == '-' && label)))
            return false;
        label = c == '.' ? 0 : label + 1;
    }
    return label && text.data[text.size - 1] != '-';
}

/* Whether 'byte' can stand in one only as a reference to a character. */
static bool is_barred(char byte)
{
    return (unsigned char)byte <= ' ' || byte == '<' || byte == '>';
}

/* Whether 'url', in "[...](<...>)", would make a tag. */
static bool reads_as_tag(tm_text url)
{
    enum tm_kind kind;
    return tm_kind_find((tm_text){ url.data, scheme_size(url) - 1 }, &kind);
}

bool autolink_is(const tm_node *link)
{
    const tm_node *child = tm_node_first_child(link);
    const tm_text url = tm_node_url(link);
    if (tm_node_type_of(link) != TM_NODE_LINK || !child ||
        tm_node_next(child) || tm_node_title(link).data)
        return false;
    const tm_text text = tm_node_text(child);
    const size_t scheme = scheme_size(url);
    if (scheme == 7 && text.size == url.size - scheme && is_address(text))
        return !memcmp(url.data, "mailto:", scheme) &&
               !memcmp(text.data, url.data + scheme, text.size);
    if (!scheme || !render_text_equal(text, url))
        return false;
    /* Not every program knows a reference there. */
    for (size_t i = 0; i < url.size; i++)
        if (is_barred(url.data[i]))
            return reads_as_tag(url);
    return true;
}

/* Whether "&" at the beginning of 'text' begins one to a character. */
static bool is_reference(tm_text text)
{
    size_t end = 1;
    while (is_alphanumeric(byte_at(text, end)) || byte_at(text, end) == '#')
        end++;
    return byte_at(text, end) == ';';
}

void autolink_put_text(struct sink *sink, tm_text text)
{
    for (size_t at = 0; at < text.size; at++) {
        const char byte = text.data[at];
        const tm_text rest = { text.data + at, text.size - at };
        if (is_barred(byte) || (byte == '&' && is_reference(rest)))
            escape_reference(sink, (unsigned char)byte);
        else
            sink_byte(sink, byte);
    }
}

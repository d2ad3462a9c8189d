#include "markdown_inline.h"

#include "ascii.h"
#include "autolink.h"
#include "escape.h"
#include "render.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

/* ---- Characters ---- */

/* White space in a line. libcmark takes any of C for it, where it cuts lines and
 * after the mark of a list. */
static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f';
}

/* As CommonMark has it: ASCII punctuation and the categories P. */
static bool is_punctuation(uint32_t code)
{
    if (code < 0x80)
        return code > ' ' && code != 0x7F && !is_digit((char)code) &&
               !is_letter((char)code);
    const utf8proc_category_t category =
        utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

static bool is_white(uint32_t code)
{
    return code == 0 || code == ' ' || (code >= '\t' && code <= '\r') ||
           (code >= 0x80 &&
            utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ZS);
}

static uint32_t first_code(tm_text text)
{
    size_t at = 0;
    return text.size ? escape_decode(text, &at) : 0;
}

static size_t last_start(tm_text text)
{
    size_t at = text.size;
    do
        at -= at != 0;
    while (at && ((unsigned char)text.data[at] & 0xC0) == 0x80);
    return at;
}

static uint32_t last_code(tm_text text)
{
    size_t at = last_start(text);
    return text.size ? escape_decode(text, &at) : 0;
}

/* ---- What stands beside ---- */

static bool is_block(const tm_node *node)
{
    return tm_node_type_of(node) <= TM_NODE_THEMATIC_BREAK;
}

static bool is_emphasis(const tm_node *node)
{
    return tm_node_type_of(node) == TM_NODE_EMPHASIS ||
           tm_node_type_of(node) == TM_NODE_STRONG;
}

/* What leaves no mark of its own: tags, raw HTML, joined lines. */
static bool is_transparent(const tm_node *node)
{
    switch (tm_node_type_of(node)) {
    case TM_NODE_TAG:
    case TM_NODE_HTML_INLINE: return true;
    case TM_NODE_TEXT: return !tm_node_text(node).size;
    case TM_NODE_SOFT_BREAK: return tm_node_joins(node);
    default: return false;
    }
}

/* The next node in the order of the text that leaves a mark. '*closes': an
 * inline's mark at its end comes first. NULL at the end of the block. */
static const tm_node *follower(const tm_node *node, bool *closes)
{
    *closes = false;
    for (bool down = false; !*closes; down = true) {
        const tm_node *next = down ? tm_node_first_child(node) : NULL;
        while (!next && !*closes) {
            next = tm_node_next(node);
            if (next)
                break;
            node = tm_node_parent(node);
            if (is_block(node))
                return NULL;
            *closes = !is_transparent(node);
        }
        if (*closes || !is_transparent(next))
            return next;
        node = next;
    }
    return NULL;
}

/* The character that is read after 'node': 0 at the end of the block. Marks
 * are punctuation. */
static uint32_t code_after(const tm_node *node)
{
    bool closes;
    const tm_node *next = follower(node, &closes);
    if (!next)
        return closes ? '*' : 0;
    if (tm_node_type_of(next) == TM_NODE_TEXT)
        return first_code(tm_node_text(next));
    return tm_node_type_of(next) == TM_NODE_SOFT_BREAK ? '\n' : '*';
}

static const tm_node *last_child(const tm_node *node)
{
    const tm_node *child = tm_node_first_child(node);
    for (const tm_node *next = child; next; next = tm_node_next(next))
        child = next;
    return child;
}

/* The first or the last character inside of 'node'; '*' for a mark. */
static uint32_t edge_code(const tm_node *node, bool first)
{
    while (node) {
        node = first ? tm_node_first_child(node) : last_child(node);
        if (!node || !is_transparent(node) || !tm_node_first_child(node))
            break;
    }
    if (!node || tm_node_type_of(node) != TM_NODE_TEXT)
        return '*';
    return first ? first_code(tm_node_text(node))
                 : last_code(tm_node_text(node));
}

/* Whether a mark between the two would not be one: see CommonMark, "left-" and
 * "right-flanking delimiter run". */
static bool is_awkward(uint32_t outside, uint32_t inside)
{
    return !is_white(outside) && !is_punctuation(outside) &&
           (is_punctuation(inside) || is_white(inside));
}

/* ---- Text ---- */

static bool is_in_word(tm_text text, size_t at)
{
    const char before = at ? text.data[at - 1] : '\0';
    const char after = byte_at(text, at + 1);
    return is_alphanumeric(before) && is_alphanumeric(after);
}

static bool is_special(tm_text text, size_t at)
{
    const char c = text.data[at], next = byte_at(text, at + 1);
    switch (c) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']': return true;
    case '_': return !is_in_word(text, at);
    case '<':
        return !next || is_letter(next) || strchr("/!?", next) ||
               autolink_may_begin(text, at + 1);
    case '&': return !next || is_letter(next) || next == '#';
    case '!': return !next; /* a link may follow */
    default: return false;
    }
}

static bool ends_marker(char byte)
{
    return byte == '\0' || is_blank(byte);
}

static size_t run_of(tm_text text, char byte)
{
    size_t size = 0;
    while (byte_at(text, size) == byte)
        size++;
    return size;
}

/* The bytes at the beginning of a line of which the last needs a backslash:
 * "1." "-" "#" and the like would begin a block; 0 where they do not. */
static size_t line_marker(tm_text text)
{
    size_t digits = 0;
    while (is_digit(byte_at(text, digits)))
        digits++;
    const char c = byte_at(text, digits);
    if (digits)
        return (c == '.' || c == ')') && ends_marker(byte_at(text, digits + 1))
                   ? digits + 1
                   : 0;
    switch (c) {
    case '>':
    case '=': return 1;
    case '#': return ends_marker(byte_at(text, run_of(text, '#')));
    case '+': return ends_marker(byte_at(text, 1));
    case '-':
    case '~': return byte_at(text, 1) == c || ends_marker(byte_at(text, 1));
    default: return 0;
    }
}

/* White space at the edge of a line would be lost. */
static bool is_line_edge(const struct markdown_inline *m, const tm_node *node,
                         tm_text text, size_t at)
{
    if (m->at_line_start)
        return true;
    while (is_blank(byte_at(text, at)))
        at++;
    return at == text.size ? is_white(code_after(node))
                           : strchr("\r\n", text.data[at]) != NULL;
}

/* A closing run of "#" belongs to the heading's words. White space after it may
 * be the last that is written. */
static bool is_closing_hash(const struct markdown_inline *m,
                            const tm_node *node, tm_text text, size_t at)
{
    return m->in_heading && text.data[at] == '#' && at + 1 == text.size &&
           is_white(code_after(node));
}

static void put_byte(struct markdown_inline *m, const tm_node *node,
                     tm_text text, size_t at)
{
    const char c = text.data[at];
    if (c == '\n' || c == '\r' ||
        (is_blank(c) && is_line_edge(m, node, text, at))) {
        escape_reference(m->sink, (unsigned char)c);
    } else {
        if (is_special(text, at) || is_closing_hash(m, node, text, at))
            sink_byte(m->sink, '\\');
        sink_byte(m->sink, c);
    }
    m->at_line_start = false;
}

/* The emphasis inside of which 'node' comes first or last, or NULL. */
static const tm_node *emphasis_around(const tm_node *node, bool first)
{
    const tm_node *parent = tm_node_parent(node);
    for (;; node = parent, parent = tm_node_parent(parent)) {
        if (first ? tm_node_first_child(parent) != node
                  : tm_node_next(node) != NULL)
            return NULL;
        if (is_block(parent) || !is_transparent(parent))
            break;
    }
    return is_emphasis(parent) ? parent : NULL;
}

/* "1" before "." or "0." of another node, a tag's: together they would begin a
 * list. */
static bool is_split_number(const struct markdown_inline *m,
                            const tm_node *node)
{
    const tm_text text = tm_node_text(node);
    const uint32_t next = code_after(node);
    size_t digits = 0;
    while (is_digit(byte_at(text, digits)))
        digits++;
    return m->at_line_start && digits == text.size &&
           (next == '.' || next == ')' || (next >= '0' && next <= '9'));
}

static bool is_first_awkward(const struct markdown_inline *m,
                             const tm_node *node)
{
    const uint32_t code = first_code(tm_node_text(node));
    if (code == 0xFEFF) /* no words, at the beginning of a file */
        return true;
    if (is_split_number(m, node))
        return true;
    if (m->delimited && !m->opened &&
        is_awkward(code, edge_code(m->delimited, false)))
        return true;
    return is_white(code) && emphasis_around(node, true);
}

static bool is_last_awkward(const tm_node *node)
{
    bool closes;
    const uint32_t code = last_code(tm_node_text(node));
    const tm_node *next = follower(node, &closes);
    if (next && is_emphasis(next) && is_awkward(code, edge_code(next, true)))
        return true;
    return is_white(code) && emphasis_around(node, false);
}

static void put_text(struct markdown_inline *m, const tm_node *node)
{
    const tm_text text = tm_node_text(node);
    if (!text.size)
        return;
    const size_t last = last_start(text);
    const bool last_awkward = is_last_awkward(node);
    const bool first_awkward =
        is_first_awkward(m, node) && (last || !last_awkward);
    size_t at = 0;
    m->delimited = NULL;
    if (first_awkward) {
        escape_reference(m->sink, escape_decode(text, &at));
        m->at_line_start = false;
    }
    const size_t marker = m->at_line_start ? line_marker(text) : 0;
    for (; at < (last_awkward ? last : text.size); at++)
        if (at + 1 == marker) {
            sink_byte(m->sink, '\\');
            sink_byte(m->sink, text.data[at]);
            m->at_line_start = false;
        } else {
            put_byte(m, node, text, at);
        }
    if (last_awkward)
        escape_reference(m->sink, last_code(text));
    m->at_line_start = false;
}

/* ---- Other inlines ---- */

/* Marks that touch are read as one run; where that could be read otherwise, an
 * empty comment keeps them apart. */
static void put_mark(struct markdown_inline *m, const tm_node *node, bool opens)
{
    const bool nests = m->delimited && m->opened == opens &&
                       tm_node_type_of(m->delimited) != tm_node_type_of(node);
    if (m->delimited && !nests)
        sink_string(m->sink, "<!-- -->");
    sink_string(m->sink, tm_node_type_of(node) == TM_NODE_STRONG ? "**" : "*");
    m->delimited = node;
    m->opened = opens;
}

size_t markdown_longest_run(tm_text text, char byte)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = text.data[i] == byte ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    return longest;
}

static bool needs_padding(tm_text text)
{
    const char first = byte_at(text, 0), last = byte_at(text, text.size - 1);
    if (first == '`' || last == '`')
        return true;
    size_t spaces = 0;
    while (byte_at(text, spaces) == ' ')
        spaces++;
    return first == ' ' && last == ' ' && spaces < text.size;
}

/* Two that touch (a tag without words stood between) are kept apart as marks
 * are. */
static void put_code(struct markdown_inline *m, tm_text text)
{
    const size_t ticks = markdown_longest_run(text, '`') + 1;
    const size_t padding = needs_padding(text);
    if (sink_last(m->sink) == '`')
        sink_string(m->sink, "<!-- -->");
    for (size_t i = 0; i < ticks; i++)
        sink_byte(m->sink, '`');
    sink_spaces(m->sink, padding);
    sink_text(m->sink, text);
    sink_spaces(m->sink, padding);
    for (size_t i = 0; i < ticks; i++)
        sink_byte(m->sink, '`');
}

/* 'text' with each byte of 'special' behind a backslash, and line ends and
 * backslashes as entities: the quote after "\\\\" is an escaped one to libcmark,
 * where another one follows. */
static void put_escaped(struct sink *sink, tm_text text, const char *special)
{
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (c == '\n' || c == '\r' || c == '\\') {
            escape_reference(sink, (unsigned char)c);
            continue;
        }
        if (strchr(special, c))
            sink_byte(sink, '\\');
        sink_byte(sink, c);
    }
}

static void leave_link(struct markdown_inline *m, const tm_node *node)
{
    if (autolink_is(node)) {
        sink_byte(m->sink, '>');
        return;
    }
    sink_string(m->sink, "](<");
    put_escaped(m->sink, tm_node_url(node), "<>&");
    sink_byte(m->sink, '>');
    if (tm_node_title(node).data) {
        sink_string(m->sink, " \"");
        put_escaped(m->sink, tm_node_title(node), "\"&");
        sink_byte(m->sink, '"');
    }
    sink_byte(m->sink, ')');
}

static void put_line_end(struct markdown_inline *m, const char *end)
{
    if (m->in_heading) {
        sink_byte(m->sink, ' ');
        return;
    }
    sink_string(m->sink, end);
    sink_put(m->sink, m->prefix->data, m->prefix->size);
    m->at_line_start = true;
}

void markdown_inline_begin(struct markdown_inline *m, struct sink *sink,
                           const struct memory *prefix, bool in_heading)
{
    *m = (struct markdown_inline){ .sink = sink,
                                   .prefix = prefix,
                                   .in_heading = in_heading,
                                   .at_line_start = true };
}

/* A break with nothing before it or after it, where raw HTML stood, would make
 * an empty line. */
static void put_break(struct markdown_inline *m, const tm_node *node)
{
    bool closes;
    const bool soft = tm_node_type_of(node) == TM_NODE_SOFT_BREAK;
    if ((soft && m->at_line_start) || (!follower(node, &closes) && !closes))
        return;
    put_line_end(m, soft ? "\n" : "\\\n");
}

static void put_other(struct markdown_inline *m, const tm_node *node)
{
    const enum tm_node_type type = tm_node_type_of(node);
    m->delimited = NULL;
    if (type == TM_NODE_SOFT_BREAK || type == TM_NODE_HARD_BREAK) {
        put_break(m, node);
        return;
    }
    m->at_line_start = false;
    switch (type) {
    case TM_NODE_CODE: put_code(m, tm_node_text(node)); break;
    case TM_NODE_LINK: sink_byte(m->sink, autolink_is(node) ? '<' : '['); break;
    case TM_NODE_IMAGE: sink_string(m->sink, "!["); break;
    default: assert(!"a node that is no inline"); break;
    }
}

void markdown_inline_enter(struct markdown_inline *m, const tm_node *node)
{
    if (tm_node_type_of(node) == TM_NODE_TEXT) {
        if (autolink_is(tm_node_parent(node)))
            autolink_put_text(m->sink, tm_node_text(node));
        else
            put_text(m, node);
    } else if (is_emphasis(node)) {
        put_mark(m, node, true);
        m->at_line_start = false;
    } else if (!is_transparent(node)) {
        put_other(m, node);
    }
}

void markdown_inline_leave(struct markdown_inline *m, const tm_node *node)
{
    if (is_emphasis(node)) {
        put_mark(m, node, false);
    } else if (tm_node_type_of(node) == TM_NODE_LINK ||
               tm_node_type_of(node) == TM_NODE_IMAGE) {
        m->delimited = NULL;
        leave_link(m, node);
    }
}

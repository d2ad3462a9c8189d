#include "talk_markdown.h"

#include "escape.h"
#include "markdown_inline.h"
#include "talk_text.h"

#include <assert.h>
#include <string.h>

/*
 * The document is walked without recursion. What stands before each line (the
 * marks of quotes, the indent of items) is a growing text: a container adds
 * its part when it begins and takes it off when it ends.
 */
struct writer {
    struct sink *sink;
    struct memory prefix;
    struct memory marks; /* of the open lists: '-', '*' or '+', '.' or ')' */
    struct markdown_inline inlines;
    const tm_node *last_list; /* the list that ended last */
    char last_mark;           /* and its mark */
    bool failed;              /* memory ran out */
    bool on_marker_line;      /* nothing was written after a container's mark */
    bool blank_line;          /* one is due before the next block */
};

static void push(struct writer *w, struct memory *stack, const char *part,
                 size_t size)
{
    if (!memory_write(stack, part, size))
        w->failed = true;
}

/* What was pushed may not be there, where memory ran out. */
static void pop(struct memory *stack, size_t size)
{
    stack->size -= size < stack->size ? size : stack->size;
}

/* ---- Lines ---- */

/* The prefix of an empty line has no white space at its end. */
static void put_empty_line(struct writer *w)
{
    size_t size = w->prefix.size;
    while (size && w->prefix.data[size - 1] == ' ')
        size--;
    sink_put(w->sink, w->prefix.data, size);
    sink_byte(w->sink, '\n');
}

static void put_prefix(struct writer *w)
{
    sink_put(w->sink, w->prefix.data, w->prefix.size);
}

/* A block begins: on the line of its container's mark, where it is the first
 * in there, else on a line of its own. */
static void begin_block(struct writer *w)
{
    if (!w->on_marker_line) {
        if (w->blank_line)
            put_empty_line(w);
        put_prefix(w);
    }
    w->on_marker_line = false;
    w->blank_line = false;
}

static bool is_hidden(const tm_node *node)
{
    return tm_node_type_of(node) == TM_NODE_HTML_BLOCK;
}

static const tm_node *next_shown(const tm_node *node)
{
    do
        node = tm_node_next(node);
    while (node && is_hidden(node));
    return node;
}

/* Whether 'block', an item or what stands in one, is followed without an empty
 * line. Raw HTML that parted two paragraphs there is gone: they need one. */
static bool is_tight(const tm_node *block)
{
    const tm_node *item =
        tm_node_type_of(block) == TM_NODE_ITEM ? block : tm_node_parent(block);
    if (!item || tm_node_type_of(item) != TM_NODE_ITEM ||
        !tm_node_is_tight(tm_node_parent(item)))
        return false;
    const tm_node *next = block == item ? NULL : next_shown(block);
    return !next || tm_node_type_of(block) != TM_NODE_PARAGRAPH ||
           tm_node_type_of(next) != TM_NODE_PARAGRAPH;
}

static void end_block(struct writer *w, const tm_node *block)
{
    w->blank_line = !is_tight(block);
}

/* ---- Containers ---- */

static void enter_quote(struct writer *w)
{
    begin_block(w);
    sink_string(w->sink, "> ");
    push(w, &w->prefix, "> ", 2);
    w->on_marker_line = true;
}

static void leave_container(struct writer *w, const tm_node *node, size_t size)
{
    if (w->on_marker_line) /* nothing stood in it */
        sink_byte(w->sink, '\n');
    w->on_marker_line = false;
    pop(&w->prefix, size);
    end_block(w, node);
}

static char top_mark(const struct writer *w)
{
    return w->marks.size ? w->marks.data[w->marks.size - 1] : '\0';
}

/* Lists that follow one on another need different marks to be two; and bullets
 * in bullets, lest "- - -" be a rule. */
static void enter_list(struct writer *w, const tm_node *list)
{
    const char *marks = tm_node_is_ordered(list) ? ".)" : "-*+";
    const bool follows = w->last_list && next_shown(w->last_list) == list;
    while (marks[1] &&
           (*marks == top_mark(w) || (follows && *marks == w->last_mark)))
        marks++;
    push(w, &w->marks, marks, 1);
}

static void leave_list(struct writer *w, const tm_node *list)
{
    w->last_list = list;
    w->last_mark = top_mark(w);
    pop(&w->marks, 1);
    end_block(w, list);
}

/* Bytes of the item's marker and the space after it. */
static size_t marker_size(const tm_node *item)
{
    size_t digits = 0;
    if (tm_node_is_ordered(tm_node_parent(item)))
        for (size_t rest = (size_t)tm_node_list_start(item); rest || !digits;
             rest /= 10)
            digits++;
    return digits + 2;
}

static const tm_node *first_shown(const tm_node *node)
{
    const tm_node *child = tm_node_first_child(node);
    return child && is_hidden(child) ? next_shown(child) : child;
}

static void enter_item(struct writer *w, const tm_node *item)
{
    begin_block(w);
    if (tm_node_is_ordered(tm_node_parent(item)))
        sink_number(w->sink, (size_t)tm_node_list_start(item));
    sink_byte(w->sink, top_mark(w));
    for (size_t i = marker_size(item); i; i--)
        push(w, &w->prefix, " ", 1);
    if (first_shown(item))
        sink_byte(w->sink, ' ');
    w->on_marker_line = true;
}

/* ---- Leaf blocks ---- */

static void put_box(struct writer *w, const tm_node *paragraph)
{
    bool ticked;
    const tm_node *item = tm_node_parent(paragraph);
    if (tm_node_type_of(item) == TM_NODE_ITEM &&
        tm_node_first_child(item) == paragraph &&
        tm_node_has_checkbox(item, &ticked)) {
        sink_string(w->sink, ticked ? "[x] " : "[ ] ");
        w->inlines.at_line_start = false;
    }
}

static void enter_paragraph(struct writer *w, const tm_node *node)
{
    begin_block(w);
    markdown_inline_begin(&w->inlines, w->sink, &w->prefix, false);
    put_box(w, node);
}

static void enter_heading(struct writer *w, const tm_node *node)
{
    begin_block(w);
    for (int i = 0; i < tm_node_level(node); i++)
        sink_byte(w->sink, '#');
    if (tm_node_first_child(node))
        sink_byte(w->sink, ' ');
    markdown_inline_begin(&w->inlines, w->sink, &w->prefix, true);
    w->inlines.at_line_start = true;
}

static void leave_leaf(struct writer *w, const tm_node *node)
{
    sink_byte(w->sink, '\n');
    end_block(w, node);
}

static void put_fence(struct writer *w, char mark, size_t count)
{
    while (count--)
        sink_byte(w->sink, mark);
}

static void put_info(struct writer *w, tm_text info)
{
    for (size_t i = 0; i < info.size; i++) {
        const char c = info.data[i];
        if (c == '\\' || c == '&')
            sink_byte(w->sink, '\\');
        sink_byte(w->sink, (char)(c == '\n' || c == '\r' ? ' ' : c));
    }
    sink_byte(w->sink, '\n');
}

static void put_code_block(struct writer *w, const tm_node *node)
{
    tm_text text = tm_node_text(node);
    const tm_text info = tm_node_info(node);
    const bool tilde = info.size && memchr(info.data, '`', info.size);
    const char mark = tilde ? '~' : '`';
    const size_t longest = markdown_longest_run(text, mark);
    const size_t count = longest < 3 ? 3 : longest + 1;
    begin_block(w);
    put_fence(w, mark, count);
    if (info.size && info.data[0] == mark) /* it would be of the fence */
        sink_byte(w->sink, ' ');
    put_info(w, info);
    while (text.size) {
        const char *stop = memchr(text.data, '\n', text.size);
        const size_t size = stop ? (size_t)(stop - text.data) : text.size;
        const size_t whole = size + (stop != NULL);
        if (size) {
            put_prefix(w);
            sink_put(w->sink, text.data, size);
            sink_byte(w->sink, '\n');
        } else {
            put_empty_line(w);
        }
        text = (tm_text){ text.data + whole, text.size - whole };
    }
    put_prefix(w);
    put_fence(w, mark, count);
    leave_leaf(w, node);
}

/* "___", since "---" would make a heading of a paragraph before it, and "* ***"
 * is a rule without a list. */
static void put_rule(struct writer *w, const tm_node *node)
{
    begin_block(w);
    sink_string(w->sink, "___");
    leave_leaf(w, node);
}

/* ---- The walk ---- */

static void enter(struct writer *w, const tm_node *node)
{
    switch (tm_node_type_of(node)) {
    case TM_NODE_DOCUMENT:
    case TM_NODE_HTML_BLOCK: break;
    case TM_NODE_BLOCK_QUOTE: enter_quote(w); break;
    case TM_NODE_LIST: enter_list(w, node); break;
    case TM_NODE_ITEM: enter_item(w, node); break;
    case TM_NODE_CODE_BLOCK: put_code_block(w, node); break;
    case TM_NODE_PARAGRAPH: enter_paragraph(w, node); break;
    case TM_NODE_HEADING: enter_heading(w, node); break;
    case TM_NODE_THEMATIC_BREAK: put_rule(w, node); break;
    case TM_NODE_TEXT:
    case TM_NODE_SOFT_BREAK:
    case TM_NODE_HARD_BREAK:
    case TM_NODE_CODE:
    case TM_NODE_HTML_INLINE:
    case TM_NODE_EMPHASIS:
    case TM_NODE_STRONG:
    case TM_NODE_LINK:
    case TM_NODE_IMAGE:
    case TM_NODE_TAG: markdown_inline_enter(&w->inlines, node); break;
    case TM_NODE__COUNT: assert(!"a node of no type");
    }
}

static void leave(struct writer *w, const tm_node *node)
{
    switch (tm_node_type_of(node)) {
    case TM_NODE_BLOCK_QUOTE: leave_container(w, node, 2); break;
    case TM_NODE_LIST: leave_list(w, node); break;
    case TM_NODE_ITEM: leave_container(w, node, marker_size(node)); break;
    case TM_NODE_PARAGRAPH:
    case TM_NODE_HEADING: leave_leaf(w, node); break;
    case TM_NODE_EMPHASIS:
    case TM_NODE_STRONG:
    case TM_NODE_LINK:
    case TM_NODE_IMAGE: markdown_inline_leave(&w->inlines, node); break;
    case TM_NODE_DOCUMENT:
    case TM_NODE_CODE_BLOCK:
    case TM_NODE_HTML_BLOCK:
    case TM_NODE_THEMATIC_BREAK:
    case TM_NODE_TEXT:
    case TM_NODE_SOFT_BREAK:
    case TM_NODE_HARD_BREAK:
    case TM_NODE_CODE:
    case TM_NODE_HTML_INLINE:
    case TM_NODE_TAG: break; /* nothing to close */
    case TM_NODE__COUNT: assert(!"a node of no type");
    }
}

static void walk(struct writer *w, const tm_node *root)
{
    for (const tm_node *node = root, *next; node; node = next) {
        enter(w, node);
        next = tm_node_first_child(node);
        if (!next)
            leave(w, node);
        while (!next && node != root) {
            next = tm_node_next(node);
            if (next)
                break;
            node = tm_node_parent(node);
            leave(w, node);
        }
    }
}

static void put_title(struct writer *w, const tm_talk *talk)
{
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    if (!title.size || talk_text_has_title(talk))
        return;
    sink_string(w->sink, "# ");
    escape_markdown(w->sink, title);
    sink_byte(w->sink, '\n');
    w->blank_line = true;
}

bool talk_markdown(const tm_talk *talk, const struct tm_render_options *options,
                   struct sink *sink)
{
    struct writer w = { .sink = sink };
    (void)options;
    put_title(&w, talk);
    walk(&w, tm_talk_root(talk));
    memory_free(&w.prefix);
    memory_free(&w.marks);
    return !w.failed && !sink->failed;
}

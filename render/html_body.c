#include "html_body.h"

#include "cites.h"
#include "escape.h"
#include "html_item.h"
#include "words.h"

#include <assert.h>
#include <string.h>

/* A document is walked without recursion: it may nest as deep as it likes. */
struct body {
    struct html html;
    struct sink *sink;
    const struct tm_render_options *options;
    const struct page_index *index; /* NULL: a fragment by itself */
    const struct cites *cites;
    int levels[6]; /* in a page: of the headings that are open */
    size_t level_count;
    int level;            /* of the heading that is open, as written */
    const tm_node *image; /* the outermost image around: its alt is written */
    bool image_shown;     /* and whether it may be shown at all */
    bool chinese;
};

/* A line end, unless one was just written: libcmark's "cr". */
static void fresh_line(struct sink *sink)
{
    if (sink_last(sink) && sink_last(sink) != '\n')
        sink_byte(sink, '\n');
}

/* ---- Tags ---- */

static void put_id(struct body *b, const tm_item *item)
{
    const bool repeated =
        tm_item_kind(item) == TM_KIND_CITE && !cites_is_first(b->cites, item);
    sink_string(b->sink, " id=\"");
    if (repeated) {
        sink_string(b->sink, "tm-at-");
        sink_number(b->sink, tm_item_index(item));
    } else {
        escape_html(b->sink, tm_item_id(item));
    }
    sink_byte(b->sink, '"');
}

static void put_class(struct body *b, const char *first, const tm_item *item)
{
    sink_string(b->sink, " class=\"");
    sink_string(b->sink, first);
    sink_string(b->sink, " tm-");
    sink_string(b->sink, tm_kind_name(tm_item_kind(item)));
    sink_byte(b->sink, '"');
}

static void enter_tag(struct body *b, const tm_node *node)
{
    const tm_item *item = tm_node_item(node);
    sink_string(b->sink, "<span");
    put_class(b, "tm-tag", item);
    if (tm_item_node(item) == node)
        put_id(b, item);
    sink_byte(b->sink, '>');
}

/* Without tables there is no row to lead to. */
static void note(struct body *b, const tm_item *item)
{
    if (!b->index)
        return;
    const bool rows = b->options->only != RENDER_ONLY_TALK;
    html_item_note(&b->html, item, rows ? page_index_number(b->index, item) : 0,
                   b->options->today);
}

/* A point that is a heading says so by being one. */
static bool is_point_heading(const tm_item *item)
{
    return tm_item_kind(item) == TM_KIND_POINT &&
           tm_node_type_of(tm_item_node(item)) == TM_NODE_HEADING;
}

static void leave_tag(struct body *b, const tm_node *node)
{
    const tm_item *item = tm_node_item(node);
    sink_string(b->sink, "</span>");
    if (!is_point_heading(item))
        note(b, item);
}

/* ---- Blocks ---- */

static bool is_hidden_title(const struct body *b, const tm_node *node)
{
    return b->index && tm_node_is_title(node);
}

/* In a page the talk's headings stand below its title, and none skips a level
 * (WCAG 2.2, 1.3.1). */
static int page_level(struct body *b, int level)
{
    while (b->level_count && b->levels[b->level_count - 1] >= level)
        b->level_count--;
    b->levels[b->level_count++] = level;
    return b->level_count < 6 ? (int)b->level_count + 1 : 6;
}

static void enter_heading(struct body *b, const tm_node *node)
{
    const tm_item *item = tm_node_item(node);
    fresh_line(b->sink);
    b->level = tm_node_level(node);
    if (b->index)
        b->level = page_level(b, b->level);
    sink_string(b->sink, "<h");
    sink_number(b->sink, (size_t)b->level);
    if (item && tm_item_kind(item) != TM_KIND_POINT)
        put_class(b, "tm-item", item);
    if (item)
        put_id(b, item);
    sink_byte(b->sink, '>');
}

static void leave_heading(struct body *b)
{
    sink_string(b->sink, "</h");
    sink_number(b->sink, (size_t)b->level);
    sink_string(b->sink, ">\n");
}

static void enter_list(struct body *b, const tm_node *node)
{
    fresh_line(b->sink);
    if (!tm_node_is_ordered(node)) {
        sink_string(b->sink, "<ul>\n");
    } else if (tm_node_list_start(node) == 1) {
        sink_string(b->sink, "<ol>\n");
    } else {
        sink_string(b->sink, "<ol start=\"");
        sink_number(b->sink, (size_t)tm_node_list_start(node));
        sink_string(b->sink, "\">\n");
    }
}

static void leave_list(struct body *b, const tm_node *node)
{
    sink_string(b->sink, tm_node_is_ordered(node) ? "</ol>\n" : "</ul>\n");
}

/* The item of an untagged checkbox stands on the list item itself. */
static const tm_item *own_item(const tm_node *list_item)
{
    const tm_item *item = tm_node_item(list_item);
    return item && tm_item_node(item) == list_item ? item : NULL;
}

static void enter_item(struct body *b, const tm_node *node)
{
    const tm_item *item = own_item(node);
    fresh_line(b->sink);
    sink_string(b->sink, "<li");
    if (item) {
        put_class(b, "tm-item", item);
        put_id(b, item);
    }
    sink_byte(b->sink, '>');
}

static void put_checkbox(struct body *b, bool ticked)
{
    html_open(&b->html, "span",
              HTML_ATTRIBUTES(
                  { "class", render_text("tm-box") },
                  { "role", render_text("img") },
                  { "aria-label",
                    render_text(word(ticked ? WORD_TICKED : WORD_EMPTY_BOX,
                                     b->chinese)) }));
    html_string(&b->html, ticked ? "☑" : "☐");
    html_close(&b->html, "span");
    sink_byte(b->sink, ' ');
}

static const tm_node *list_item_of(const tm_node *paragraph)
{
    const tm_node *parent = tm_node_parent(paragraph);
    return parent && tm_node_type_of(parent) == TM_NODE_ITEM ? parent : NULL;
}

static bool is_first_in_item(const tm_node *paragraph)
{
    const tm_node *item = list_item_of(paragraph);
    return item && tm_node_first_child(item) == paragraph;
}

static bool is_bare(const tm_node *paragraph)
{
    const tm_node *item = list_item_of(paragraph);
    return item && tm_node_is_tight(tm_node_parent(item));
}

static void enter_paragraph(struct body *b, const tm_node *node)
{
    bool ticked;
    if (!is_bare(node)) {
        fresh_line(b->sink);
        sink_string(b->sink, "<p>");
    }
    if (is_first_in_item(node) &&
        tm_node_has_checkbox(tm_node_parent(node), &ticked))
        put_checkbox(b, ticked);
}

static void leave_paragraph(struct body *b, const tm_node *node)
{
    const tm_item *item =
        is_first_in_item(node) ? own_item(tm_node_parent(node)) : NULL;
    if (item)
        note(b, item);
    if (!is_bare(node))
        sink_string(b->sink, "</p>\n");
}

static size_t first_word(tm_text text)
{
    size_t size = 0;
    while (size < text.size && !strchr(" \t\n\v\f\r", text.data[size]))
        size++;
    return size;
}

static void enter_code_block(struct body *b, const tm_node *node)
{
    const tm_text info = tm_node_info(node);
    fresh_line(b->sink);
    sink_string(b->sink, "<pre><code");
    if (info.size) {
        sink_string(b->sink, " class=\"language-");
        escape_html(b->sink, (tm_text){ info.data, first_word(info) });
        sink_byte(b->sink, '"');
    }
    sink_byte(b->sink, '>');
    escape_html(b->sink, tm_node_text(node));
    sink_string(b->sink, "</code></pre>\n");
}

/* ---- Inlines ---- */

static void enter_link(struct body *b, const tm_node *node)
{
    if (!escape_is_safe_url(tm_node_url(node)))
        return;
    sink_string(b->sink, "<a href=\"");
    escape_href(b->sink, tm_node_url(node));
    if (tm_node_title(node).data) {
        sink_string(b->sink, "\" title=\"");
        escape_html(b->sink, tm_node_title(node));
    }
    sink_string(b->sink, "\">");
}

static void leave_link(struct body *b, const tm_node *node)
{
    if (escape_is_safe_url(tm_node_url(node)))
        sink_string(b->sink, "</a>");
}

static void enter_image(struct body *b, const tm_node *node)
{
    b->image = node;
    b->image_shown = escape_is_safe_url(tm_node_url(node));
    if (!b->image_shown)
        return;
    sink_string(b->sink, "<img src=\"");
    escape_href(b->sink, tm_node_url(node));
    sink_string(b->sink, "\" alt=\"");
}

static void leave_image(struct body *b, const tm_node *node)
{
    b->image = NULL;
    if (!b->image_shown)
        return;
    if (tm_node_title(node).data) {
        sink_string(b->sink, "\" title=\"");
        escape_html(b->sink, tm_node_title(node));
    }
    sink_string(b->sink, "\" />");
}

static void enter_code(struct body *b, const tm_node *node)
{
    sink_string(b->sink, "<code>");
    escape_html(b->sink, tm_node_text(node));
    sink_string(b->sink, "</code>");
}

/* What stands in an image is its alternative text. */
static void enter_in_image(struct body *b, const tm_node *node)
{
    const enum tm_node_type type = tm_node_type_of(node);
    if (type == TM_NODE_HARD_BREAK ||
        (type == TM_NODE_SOFT_BREAK && !tm_node_joins(node)))
        sink_byte(b->sink, ' ');
    else
        escape_html(b->sink, tm_node_text(node));
}

/* ---- The walk ---- */

static void enter(struct body *b, const tm_node *node)
{
    switch (tm_node_type_of(node)) {
    case TM_NODE_DOCUMENT: break;
    case TM_NODE_BLOCK_QUOTE:
        fresh_line(b->sink);
        sink_string(b->sink, "<blockquote>\n");
        break;
    case TM_NODE_LIST: enter_list(b, node); break;
    case TM_NODE_ITEM: enter_item(b, node); break;
    case TM_NODE_CODE_BLOCK: enter_code_block(b, node); break;
    case TM_NODE_HTML_BLOCK: fresh_line(b->sink); break;
    case TM_NODE_PARAGRAPH: enter_paragraph(b, node); break;
    case TM_NODE_HEADING: enter_heading(b, node); break;
    case TM_NODE_THEMATIC_BREAK:
        fresh_line(b->sink);
        sink_string(b->sink, "<hr />\n");
        break;
    case TM_NODE_TEXT: escape_html(b->sink, tm_node_text(node)); break;
    case TM_NODE_SOFT_BREAK:
        if (!tm_node_joins(node))
            sink_byte(b->sink, '\n');
        break;
    case TM_NODE_HARD_BREAK: sink_string(b->sink, "<br />\n"); break;
    case TM_NODE_CODE: enter_code(b, node); break;
    case TM_NODE_HTML_INLINE: break;
    case TM_NODE_EMPHASIS: sink_string(b->sink, "<em>"); break;
    case TM_NODE_STRONG: sink_string(b->sink, "<strong>"); break;
    case TM_NODE_LINK: enter_link(b, node); break;
    case TM_NODE_IMAGE: enter_image(b, node); break;
    case TM_NODE_TAG: enter_tag(b, node); break;
    case TM_NODE__COUNT: assert(!"a node of no type");
    }
}

static void leave(struct body *b, const tm_node *node)
{
    switch (tm_node_type_of(node)) {
    case TM_NODE_BLOCK_QUOTE:
        fresh_line(b->sink);
        sink_string(b->sink, "</blockquote>\n");
        break;
    case TM_NODE_LIST: leave_list(b, node); break;
    case TM_NODE_ITEM: sink_string(b->sink, "</li>\n"); break;
    case TM_NODE_PARAGRAPH: leave_paragraph(b, node); break;
    case TM_NODE_HEADING: leave_heading(b); break;
    case TM_NODE_EMPHASIS: sink_string(b->sink, "</em>"); break;
    case TM_NODE_STRONG: sink_string(b->sink, "</strong>"); break;
    case TM_NODE_LINK: leave_link(b, node); break;
    case TM_NODE_IMAGE: leave_image(b, node); break;
    case TM_NODE_TAG: leave_tag(b, node); break;
    case TM_NODE_DOCUMENT:
    case TM_NODE_CODE_BLOCK:
    case TM_NODE_HTML_BLOCK:
    case TM_NODE_THEMATIC_BREAK:
    case TM_NODE_TEXT:
    case TM_NODE_SOFT_BREAK:
    case TM_NODE_HARD_BREAK:
    case TM_NODE_CODE:
    case TM_NODE_HTML_INLINE: break; /* nothing to close */
    case TM_NODE__COUNT: assert(!"a node of no type");
    }
}

static void enter_node(struct body *b, const tm_node *node)
{
    if (b->image)
        enter_in_image(b, node);
    else
        enter(b, node);
}

static void leave_node(struct body *b, const tm_node *node)
{
    if (!b->image || b->image == node)
        leave(b, node);
}

static void walk(struct body *b, const tm_node *root)
{
    const tm_node *node = root;
    while (node) {
        const tm_node *next = NULL;
        if (!is_hidden_title(b, node)) {
            enter_node(b, node);
            next = tm_node_first_child(node);
            if (!next)
                leave_node(b, node);
        }
        while (!next && node != root) {
            next = tm_node_next(node);
            if (next)
                break;
            node = tm_node_parent(node);
            leave_node(b, node);
        }
        node = next;
    }
}

static bool write_body(const tm_talk *talk, const struct page_index *index,
                       const struct cites *cites,
                       const struct tm_render_options *options,
                       struct sink *sink)
{
    struct body b = {
        .html = { .sink = sink },
        .sink = sink,
        .options = options,
        .index = index,
        .cites = cites,
        .chinese = tm_talk_is_chinese(talk),
    };
    walk(&b, tm_talk_root(talk));
    return !sink->failed;
}

bool html_body(const tm_talk *talk, const struct page_index *index,
               const struct tm_render_options *options, struct sink *sink)
{
    return write_body(talk, index, &index->cites, options, sink);
}

bool render_html_fragment(const tm_talk *talk,
                          const struct tm_render_options *options,
                          struct sink *sink)
{
    struct cites cites;
    if (!cites_gather(&cites, talk))
        return false;
    const bool good = write_body(talk, NULL, &cites, options, sink);
    cites_free(&cites);
    return good;
}

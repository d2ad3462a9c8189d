/*
 * detail.c - ranges of the document as plain text.
 *
 * Blocks are parted by an empty line, the items of a tight list by a line end;
 * an item begins with "- " or its number, two spaces further in a level; a
 * soft break is a space or nothing, as on the page; a hard break is a line end.
 */
#include "model.h"

#include "text.h"

#include <assert.h>
#include <stdio.h>

struct writer {
    tm_write *write;
    void *to;
    size_t left;   /* code points that may still be written; SIZE_MAX: all */
    bool cut;      /* more was there than that */
    bool failed;   /* 'write' said stop */
    bool started;  /* something was written */
    unsigned need; /* line ends that part what was written from what comes */
};

static void put(struct writer *w, tm_text text)
{
    if (!text.size || w->failed || w->cut)
        return;
    const tm_text most = text_first(text, w->left);
    w->cut = most.size < text.size;
    if (w->left != SIZE_MAX)
        w->left -= text_count(most);
    w->failed = most.size && !w->write(w->to, most.data, most.size);
    w->started = true;
}

static bool is_block(const tm_node *node)
{
    return node->type <= TM_NODE_THEMATIC_BREAK;
}

static const tm_node *parent(const tm_node *node)
{
    return node->up ? node - node->up : NULL;
}

/* List items around 'node' in the range that begins with 'first': what stands
 * before that is around all of it, and not looked at, however deep it is. */
static unsigned items_around(const tm_node *node, const tm_node *first)
{
    unsigned count = 0;
    for (const tm_node *up = parent(node); up && up >= first; up = parent(up))
        count += up->type == TM_NODE_ITEM;
    return count;
}

static void indent(struct writer *w, unsigned levels)
{
    while (levels--)
        put(w, TEXT("  "));
}

static void marker(struct writer *w, const tm_node *item)
{
    const tm_node *list = item - item->up;
    if (!(list->flags & NODE_ORDERED)) {
        put(w, TEXT("- "));
        return;
    }
    char number[16];
    const int size = snprintf(number, sizeof number, "%d. ", item->start);
    put(w, (tm_text){ number, (size_t)size });
}

/* The line begins: line ends that are due, then the indent and the markers of
 * the items whose first words these are. Such items and the block follow one
 * on another in the array, each the first child of the one before. */
static void begin_line(struct writer *w, const tm_node *block,
                       const tm_node *first)
{
    if (w->started)
        for (; w->need; w->need--)
            put(w, TEXT("\n"));
    w->need = 0;
    const tm_node *outer = block;
    while (outer > first && outer->up == 1)
        outer--;
    indent(w, items_around(outer, first));
    for (; outer < block; outer++)
        if (outer->type == TM_NODE_ITEM)
            marker(w, outer);
}

static bool is_tight(const tm_node *node)
{
    const tm_node *list = node->type == TM_NODE_ITEM ? node - node->up : node;
    return list->flags & NODE_TIGHT;
}

static void enter_block(struct writer *w, const tm_node *node)
{
    const tm_node *up = parent(node);
    if (!up || node->up == 1)
        return;
    const unsigned need = is_tight(up) ? 1 : 2;
    if (need > w->need)
        w->need = need;
}

static tm_text without_last_line_end(tm_text text)
{
    return text.size && text.data[text.size - 1] == '\n'
               ? text_slice(text, 0, text.size - 1)
               : text;
}

/* Text of one or more lines, each but the first after the block's indent. */
static void put_lines(struct writer *w, tm_text text, unsigned level)
{
    for (size_t end; (end = text_find(text, TEXT("\n"), 0)) != SIZE_MAX;
         text = text_from(text, end + 1)) {
        put(w, text_slice(text, 0, end + 1));
        indent(w, level);
    }
    put(w, text);
}

struct position {
    const tm_node *block; /* the leaf block that the last text stood in */
    unsigned level;       /* list items around it, in the range */
};

static void put_leaf(struct writer *w, const struct range *range,
                     struct position *at, const tm_node *node, tm_text text)
{
    if (!at->block || node >= at->block + at->block->size) {
        const tm_node *block = node;
        while (!is_block(block))
            block -= block->up;
        begin_line(w, block, range->first);
        at->block = block;
        at->level = items_around(block, range->first);
    }
    if (node->type == TM_NODE_TEXT || node->type == TM_NODE_CODE)
        put(w, text);
    else
        put_lines(w, text, at->level);
}

static tm_text leaf_text(const struct range *range, const tm_node *node)
{
    switch ((enum tm_node_type)node->type) {
    case TM_NODE_TEXT:
    case TM_NODE_CODE: {
        const size_t from = node == range->first ? range->from : 0;
        const size_t to = node == range->last ? range->to : node->text.size;
        return text_slice(node->text, from, to > from ? to - from : 0);
    }
    case TM_NODE_CODE_BLOCK: return without_last_line_end(node->text);
    case TM_NODE_SOFT_BREAK:
        return node->flags & NODE_JOINS ? ((tm_text){ 0 }) : TEXT(" ");
    case TM_NODE_HARD_BREAK: return TEXT("\n");
    case TM_NODE_DOCUMENT:
    case TM_NODE_BLOCK_QUOTE:
    case TM_NODE_LIST:
    case TM_NODE_ITEM:
    case TM_NODE_HTML_BLOCK:
    case TM_NODE_PARAGRAPH:
    case TM_NODE_HEADING:
    case TM_NODE_THEMATIC_BREAK:
    case TM_NODE_HTML_INLINE:
    case TM_NODE_EMPHASIS:
    case TM_NODE_STRONG:
    case TM_NODE_LINK:
    case TM_NODE_IMAGE:
    case TM_NODE_TAG: return (tm_text){ 0 };
    case TM_NODE__COUNT: break;
    }
    assert(!"a node of no type");
    return (tm_text){ 0 };
}

bool range_write(struct range range, size_t limit, bool *cut, tm_write *write,
                 void *to)
{
    struct writer w = { .write = write, .to = to, .left = limit };
    struct position at = { 0 };
    for (const tm_node *node = range.first;
         node && node <= range.last && !w.failed && !w.cut; node++) {
        if (is_block(node))
            enter_block(&w, node);
        const tm_text text = leaf_text(&range, node);
        if (text.size)
            put_leaf(&w, &range, &at, node, text);
    }
    if (cut)
        *cut = w.cut;
    return !w.failed;
}

struct range range_of(const tm_node *node)
{
    return (struct range){ node, node + node->size - 1, 0, SIZE_MAX };
}

struct range range_inside(const tm_node *node)
{
    return node->size > 1
               ? (struct range){ node + 1, node + node->size - 1, 0, SIZE_MAX }
               : (struct range){ 0 };
}

bool tm_item_detail(const tm_item *item, tm_write *write, void *to)
{
    const size_t most = item->detail_is_short ? SIZE_MAX : TM_MAX_DETAIL;
    return item->detail_withheld ||
           range_write(item->detail, most, NULL, write, to);
}

bool tm_node_plain_text(const tm_node *node, tm_write *write, void *to)
{
    return range_write(range_of(node), SIZE_MAX, NULL, write, to);
}

static bool discard(void *to, const char *data, size_t size)
{
    (void)to, (void)data, (void)size;
    return true;
}

bool tm_item_is_cut(const tm_item *item)
{
    bool cut = item->words_cut || item->detail_withheld || item->path_withheld;
    if (!cut && !item->detail_is_short)
        range_write(item->detail, TM_MAX_DETAIL, &cut, discard, NULL);
    return cut;
}

#include "position.h"

#include "reference.h"
#include "text.h"

#include <assert.h>

enum {
    TAB_STOP = 4
};

/* ---- Lines without their prefixes ---- */

/* How far into a line the containers have eaten; libcmark's own arithmetic of
 * tabs (blocks.c, S_advance_offset). */
struct cursor {
    tm_text line;
    size_t offset, column;
    bool in_tab; /* part of the tab at 'offset' is eaten */
};

static char cursor_peek(const struct cursor *c)
{
    return c->offset < c->line.size ? c->line.data[c->offset] : '\n';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void advance_columns(struct cursor *c, size_t count)
{
    while (count && c->offset < c->line.size) {
        const size_t to_stop = TAB_STOP - c->column % TAB_STOP;
        if (c->line.data[c->offset] != '\t') {
            c->in_tab = false;
            c->offset++;
            c->column++;
            count--;
        } else {
            const size_t step = count < to_stop ? count : to_stop;
            c->in_tab = to_stop > count;
            c->column += step;
            c->offset += !c->in_tab;
            count -= step;
        }
    }
}

/* Columns of white space from here on, counted up to 'most': each of the
 * containers of a deep line looks no further than it needs. */
static size_t indent_up_to(struct cursor c, size_t most)
{
    const size_t column = c.column;
    while (c.column - column < most && is_blank(cursor_peek(&c)))
        advance_columns(&c, 1);
    return c.column - column;
}

static size_t indent_of(struct cursor c)
{
    return indent_up_to(c, SIZE_MAX);
}

static void skip_indent(struct cursor *c)
{
    advance_columns(c, indent_of(*c));
}

static bool enter_quote(struct cursor *c)
{
    struct cursor after = *c;
    if (indent_up_to(after, 4) > 3)
        return false;
    skip_indent(&after);
    if (cursor_peek(&after) != '>')
        return false;
    advance_columns(&after, 1);
    if (is_blank(cursor_peek(&after)))
        advance_columns(&after, 1);
    *c = after;
    return true;
}

/* Eat the marker of an item that begins here: the columns that its further
 * lines must be indented by. */
static size_t begin_item(struct cursor *c)
{
    const size_t indent = indent_of(*c);
    skip_indent(c);
    size_t marker = 1;
    while (cursor_peek(c) >= '0' && cursor_peek(c) <= '9') {
        advance_columns(c, 1);
        marker++;
    }
    advance_columns(c, 1);
    struct cursor after = *c;
    const size_t blanks = indent_of(after);
    skip_indent(&after);
    const bool empty = after.offset >= after.line.size;
    const size_t padding = blanks >= 5 || blanks < 1 || empty ? 1 : blanks;
    advance_columns(c, blanks ? padding : 0);
    return indent + marker + padding;
}

/* What an item's lines must be indented by, plus one, is kept in its user
 * data once known; 0 is not known. */
static size_t item_width(cmark_node *item)
{
    return (size_t)(uintptr_t)cmark_node_get_user_data(item);
}

static bool enter_item(struct cursor *c, cmark_node *item, int line)
{
    if (cmark_node_get_start_line(item) == line) {
        const size_t width = begin_item(c);
        cmark_node_set_user_data(item, (void *)(uintptr_t)(width + 1));
        return true;
    }
    const size_t width = item_width(item) - 1;
    if (indent_up_to(*c, width) < width)
        return false;
    advance_columns(c, width);
    return true;
}

static tm_text line_text(const struct positions *positions, int line)
{
    return source_line(positions->source,
                       positions->first_line + (size_t)line - 1);
}

static struct cursor line_begin(const struct positions *positions, int line)
{
    struct cursor c = { .line = line_text(positions, line) };
    if (line == 1) { /* a byte order mark was not fed */
        const size_t whole =
            source_line(positions->source, positions->first_line).size;
        const char *first =
            positions->source->text.data + positions->first_byte;
        const size_t skipped = (size_t)(first - c.line.data);
        c.line = text_slice(c.line, skipped, whole - skipped);
    }
    return c;
}

/* The containers around 'node', outermost first, in 'chain'. */
static size_t containers(cmark_node *node, cmark_node ***chain,
                         struct arena *scratch)
{
    size_t count = 0;
    for (cmark_node *up = cmark_node_parent(node); up;
         up = cmark_node_parent(up))
        count++;
    *chain = arena_alloc(scratch, (count + 1) * sizeof **chain);
    size_t i = count;
    for (cmark_node *up = cmark_node_parent(node); up;
         up = cmark_node_parent(up))
        (*chain)[--i] = up;
    return count;
}

static bool enter_container(struct cursor *c, cmark_node *node, int line)
{
    if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
        return enter_quote(c);
    if (cmark_node_get_type(node) == CMARK_NODE_ITEM)
        return enter_item(c, node, line);
    return true;
}

/* Go past the prefixes of the first 'count' containers on 'line'; false where
 * one does not match (then the line is a lazy one). */
static bool enter_line(struct cursor *c, cmark_node **chain, size_t count,
                       int line)
{
    for (size_t i = 0; i < count; i++)
        if (!enter_container(c, chain[i], line))
            return false;
    return true;
}

/* Make the widths of the items in 'chain' known. */
static void learn_widths(const struct positions *positions, cmark_node **chain,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (cmark_node_get_type(chain[i]) != CMARK_NODE_ITEM ||
            item_width(chain[i]))
            continue;
        const int line = cmark_node_get_start_line(chain[i]);
        struct cursor c = line_begin(positions, line);
        enter_line(&c, chain, i + 1, line);
    }
}

/* ---- The content of a block ---- */

struct builder {
    struct arena *scratch;
    struct content *content;
    const char *view; /* where the text stands in the source in one piece */
    char *copy;       /* the text, once it does not */
    size_t size, capacity, line_capacity;
};

static void append(struct builder *b, const char *data, size_t size)
{
    if (b->size + size > b->capacity) {
        const size_t most = (b->size + size) * 2;
        b->copy = arena_grow(b->scratch, b->copy, b->capacity, most);
        b->capacity = most;
    }
    if (size)
        memcpy(b->copy + b->size, data, size);
    b->size += size;
}

/* Lines without prefixes stand in the source as libcmark saw them, line feeds
 * and all: most blocks need no copy. */
static bool extend_view(struct builder *b, tm_text all, tm_text line)
{
    const char *end = line.data + line.size;
    if (b->copy || end == all.data + all.size || *end != '\n' ||
        (b->size && line.data != b->view + b->size))
        return false;
    b->view = end - line.size - b->size;
    b->size += line.size + 1;
    return true;
}

static void copy_view(struct builder *b)
{
    const size_t size = b->size;
    if (b->copy || !size)
        return;
    b->size = 0;
    append(b, b->view, size);
}

static void append_line(struct builder *b, const struct positions *positions,
                        const struct cursor *c)
{
    static const char spaces[] = "    ";
    struct content *content = b->content;
    assert(c->line.data); /* where there is a block, there is a text */
    const tm_text all = positions->source->text;
    const tm_text line = text_from(c->line, c->offset + c->in_tab);
    const size_t eaten = c->in_tab ? TAB_STOP - c->column % TAB_STOP : 0;
    *ARENA_PUSH(b->scratch, content->lines, content->line_count,
                b->line_capacity) = (struct content_line){
        .content = b->size + eaten,
        .source = (size_t)(line.data - all.data),
    };
    if (!eaten && extend_view(b, all, line))
        return;
    copy_view(b);
    append(b, spaces, eaten);
    append(b, line.data, line.size);
    append(b, "\n", 1);
}

static bool is_underline(tm_text line)
{
    const tm_text rest = text_trim(line);
    for (size_t i = 0; i < rest.size; i++)
        if (rest.data[i] != rest.data[0])
            return false;
    return rest.size && (rest.data[0] == '=' || rest.data[0] == '-');
}

/* The line on which the first block after 'block' begins; 0 where there is
 * none. */
static int next_start_line(cmark_node *block)
{
    while (block && !cmark_node_next(block))
        block = cmark_node_parent(block);
    return block ? cmark_node_get_start_line(cmark_node_next(block)) : 0;
}

/* The last line of the block's text. libcmark ends a setext heading with the
 * line after the one under it, but at the end of the document; a line of the
 * text may look like the one under it, where it is a lazy one. */
static int last_text_line(const struct positions *positions, cmark_node *block,
                          cmark_node **chain, size_t count)
{
    const int last = cmark_node_get_end_line(block);
    if (cmark_node_get_type(block) != CMARK_NODE_HEADING)
        return last;
    struct cursor c = line_begin(positions, last);
    const bool inside = enter_line(&c, chain, count, last);
    if (inside && is_underline(text_from(c.line, c.offset)) &&
        next_start_line(block) != last)
        return last - 1;
    return last - 2;
}

/* "## " of an ATX heading: its bytes; 0 for other blocks. */
static size_t atx_marker(cmark_node *block, tm_text line, size_t at)
{
    size_t end = at;
    if (cmark_node_get_type(block) != CMARK_NODE_HEADING)
        return 0;
    while (end < line.size && line.data[end] == '#')
        end++;
    const int level = cmark_node_get_heading_level(block);
    if (end - at != (size_t)level ||
        (end < line.size && !is_blank(line.data[end])))
        return 0;
    while (end < line.size && is_blank(line.data[end]))
        end++;
    return end - at;
}

static void first_line(struct builder *b, const struct positions *positions,
                       cmark_node *block)
{
    const int line = cmark_node_get_start_line(block);
    struct cursor c = line_begin(positions, line);
    c.offset = (size_t)cmark_node_get_start_column(block) - 1;
    const size_t marker = atx_marker(block, c.line, c.offset);
    c.offset += marker;
    b->content->marker = marker;
    append_line(b, positions, &c);
}

/* The byte of the content up to which definitions may go: where a line could
 * underline a heading, libcmark reads those before it, and goes on with it as
 * text where nothing but definitions is there. */
static size_t definitions_limit(const struct positions *positions,
                                cmark_node *block, cmark_node **chain,
                                size_t count, const struct content *content)
{
    const int first = cmark_node_get_start_line(block);
    for (size_t i = 1; i < content->line_count; i++) {
        const int line = first + (int)i;
        struct cursor c = line_begin(positions, line);
        if (enter_line(&c, chain, count, line) && indent_up_to(c, 4) < 4 &&
            is_underline(text_from(c.line, c.offset)))
            return content->lines[i].content;
    }
    return content->text.size;
}

/* Definitions at the beginning of a paragraph, up to 'limit', are no
 * content. */
static void drop_definitions(struct content *content, size_t limit)
{
    const size_t skipped = reference_skip(text_slice(content->text, 0, limit));
    if (!skipped || skipped >= content->text.size)
        return;
    content->text = text_from(content->text, skipped);
    while (content->line_count > 1 && content->lines[1].content <= skipped) {
        content->lines++;
        content->line_count--;
    }
    for (size_t i = 0; i < content->line_count; i++)
        content->lines[i].content -= skipped;
}

void position_content(const struct positions *positions, cmark_node *block,
                      struct content *content)
{
    struct builder b = { .scratch = positions->scratch, .content = content };
    *content = (struct content){ 0 };
    cmark_node **chain;
    const size_t count = containers(block, &chain, b.scratch);
    learn_widths(positions, chain, count);
    first_line(&b, positions, block);
    content->last_line = cmark_node_get_start_line(block);
    const int last =
        content->marker ? 0 : last_text_line(positions, block, chain, count);
    for (int line = cmark_node_get_start_line(block) + 1; line <= last;
         line++) {
        struct cursor c = line_begin(positions, line);
        if (enter_line(&c, chain, count, line))
            skip_indent(&c);
        append_line(&b, positions, &c);
        content->last_line = line;
    }
    content->text = (tm_text){ b.copy ? b.copy : b.view, b.size };
    /* Its lines are walked again only where a definition may be. */
    if (!content->marker && text_starts(content->text, TEXT("[")) &&
        text_find(content->text, TEXT("]:"), 0) != SIZE_MAX)
        drop_definitions(content, definitions_limit(positions, block, chain,
                                                    count, content));
}

size_t position_source(const struct content *content, size_t at)
{
    size_t low = 0, high = content->line_count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (content->lines[middle].content <= at)
            low = middle;
        else
            high = middle;
    }
    const struct content_line *line = &content->lines[low];
    return at < line->content ? line->source
                              : line->source + (at - line->content);
}

size_t position_byte(const struct positions *positions, int line, int column)
{
    const struct cursor c = line_begin(positions, line < 1 ? 1 : line);
    const size_t within = column < 1 ? 0 : (size_t)column - 1;
    return (size_t)(c.line.data - positions->source->text.data) +
           (within < c.line.size ? within : c.line.size);
}

/* ---- The replay ---- */

struct replay {
    tm_text text;
    struct arena *scratch;
    size_t block_offset; /* columns before the content on its first line */
    size_t origin;       /* after the last line end that was counted */
    size_t low;          /* nothing further on begins before this */
};

static size_t offset_of(const struct replay *r, int column)
{
    const size_t at = (size_t)column - 1 + r->origin - r->block_offset;
    return column > 0 && at <= r->text.size ? at : r->low;
}

static void keep(struct replay *r, cmark_node *node, size_t start, size_t end)
{
    struct span *span = cmark_node_get_user_data(node);
    if (!span) {
        span = arena_alloc(r->scratch, sizeof *span);
        cmark_node_set_user_data(node, span);
    }
    *span = (struct span){ start, end };
    if (end > r->low)
        r->low = end;
}

static void count_line_ends(struct replay *r, size_t start, size_t end)
{
    const tm_text text = text_slice(r->text, 0, end);
    for (size_t at = start; (at = text_find(text, TEXT("\n"), at)) < end; at++)
        r->origin = at + 1;
}

static void replay_break(struct replay *r, cmark_node *node)
{
    const size_t at = text_find(r->text, TEXT("\n"), r->low);
    if (at == SIZE_MAX)
        return;
    const bool soft = cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK;
    if (soft || (at && r->text.data[at - 1] == ' '))
        r->origin = at + 1;
    r->low = at + 1;
}

static size_t run_of_backticks(tm_text text, size_t at)
{
    size_t end = at;
    while (end < text.size && text.data[end] == '`')
        end++;
    return end - at;
}

static size_t run_before(tm_text text, size_t at, char mark)
{
    size_t start = at;
    while (start && text.data[start - 1] == mark)
        start--;
    return at - start;
}

/* The backticks that open a code span: one behind a backslash is text. */
static size_t ticks_before(tm_text text, size_t at)
{
    const size_t ticks = run_before(text, at, '`');
    return ticks - run_before(text, at - ticks, '\\') % 2;
}

static void replay_code(struct replay *r, cmark_node *node)
{
    const size_t start = offset_of(r, cmark_node_get_start_column(node));
    const size_t ticks = ticks_before(r->text, start);
    size_t end = start;
    while (end < r->text.size) {
        const size_t run = run_of_backticks(r->text, end);
        end += run ? run : 1;
        if (run == ticks)
            break;
    }
    count_line_ends(r, start, end);
    keep(r, node, start, end);
}

static void replay_html(struct replay *r, cmark_node *node)
{
    const size_t start = offset_of(r, cmark_node_get_start_column(node));
    const size_t end = start + strlen(cmark_node_get_literal(node));
    count_line_ends(r, start, end);
    keep(r, node, start, end);
}

static bool begins_as_autolink(const struct replay *r, cmark_node *link)
{
    cmark_node *child = cmark_node_first_child(link);
    if (cmark_node_get_type(link) != CMARK_NODE_LINK || !child ||
        cmark_node_next(child) || cmark_node_get_type(child) != CMARK_NODE_TEXT)
        return false;
    const size_t at = offset_of(r, cmark_node_get_start_column(child));
    return at && at <= r->text.size && r->text.data[at - 1] == '<';
}

static void enter_link(struct replay *r, cmark_node *link)
{
    size_t start;
    if (begins_as_autolink(r, link)) {
        cmark_node *child = cmark_node_first_child(link);
        start = offset_of(r, cmark_node_get_start_column(child)) - 1;
    } else {
        start = offset_of(r, cmark_node_get_start_column(link));
    }
    keep(r, link, start, 0);
}

static void leave_link(struct replay *r, cmark_node *link)
{
    const size_t start = position_span(link).start;
    size_t end;
    if (start < r->text.size && r->text.data[start] == '<') {
        end = text_find(r->text, TEXT(">"), start);
        end = end == SIZE_MAX ? r->low : end + 1;
    } else {
        end = offset_of(r, cmark_node_get_end_column(link) + 1);
    }
    keep(r, link, start, end);
}

static void replay_enter(struct replay *r, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT: {
        const size_t at = offset_of(r, cmark_node_get_start_column(node));
        keep(r, node, at, at);
        break;
    }
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: replay_break(r, node); break;
    case CMARK_NODE_CODE: replay_code(r, node); break;
    case CMARK_NODE_HTML_INLINE: replay_html(r, node); break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE: enter_link(r, node); break;
    default: break;
    }
}

static void replay_leave(struct replay *r, cmark_node *node)
{
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
        leave_link(r, node);
}

void position_replay(const struct positions *positions, cmark_node *block,
                     const struct content *content)
{
    struct replay r = {
        .text = content->text,
        .scratch = positions->scratch,
        .block_offset =
            (size_t)cmark_node_get_start_column(block) - 1 + content->marker,
    };
    for (cmark_node *node = cmark_node_first_child(block); node;) {
        replay_enter(&r, node);
        cmark_node *next = cmark_node_first_child(node);
        while (!next && node != block) {
            replay_leave(&r, node);
            next = cmark_node_next(node);
            node = next ? next : cmark_node_parent(node);
        }
        node = node == block ? NULL : next;
    }
}

bool position_is_autolink(cmark_node *link, const struct content *content)
{
    const size_t start = position_span(link).start;
    return start < content->text.size && content->text.data[start] == '<';
}

struct span position_span(cmark_node *inline_node)
{
    const struct span *span = cmark_node_get_user_data(inline_node);
    return span ? *span : (struct span){ 0, 0 };
}

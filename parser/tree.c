/*
 * tree.c - libcmark's tree becomes the talk's nodes.
 */
#include "parse.h"

#include "destination.h"
#include "markdown.h"
#include "reference.h"
#include "text.h"

#include <assert.h>

static enum tm_node_type type_of(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT: return TM_NODE_DOCUMENT;
    case CMARK_NODE_BLOCK_QUOTE: return TM_NODE_BLOCK_QUOTE;
    case CMARK_NODE_LIST: return TM_NODE_LIST;
    case CMARK_NODE_ITEM: return TM_NODE_ITEM;
    case CMARK_NODE_CODE_BLOCK: return TM_NODE_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK: return TM_NODE_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH: return TM_NODE_PARAGRAPH;
    case CMARK_NODE_HEADING: return TM_NODE_HEADING;
    case CMARK_NODE_THEMATIC_BREAK: return TM_NODE_THEMATIC_BREAK;
    case CMARK_NODE_TEXT: return TM_NODE_TEXT;
    case CMARK_NODE_SOFTBREAK: return TM_NODE_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK: return TM_NODE_HARD_BREAK;
    case CMARK_NODE_CODE: return TM_NODE_CODE;
    case CMARK_NODE_HTML_INLINE: return TM_NODE_HTML_INLINE;
    case CMARK_NODE_EMPH: return TM_NODE_EMPHASIS;
    case CMARK_NODE_STRONG: return TM_NODE_STRONG;
    case CMARK_NODE_LINK: return TM_NODE_LINK;
    case CMARK_NODE_IMAGE: return TM_NODE_IMAGE;
    default: break; /* custom nodes: only extensions make them */
    }
    assert(!"a node of no CommonMark type");
    return TM_NODE_TEXT;
}

struct walk {
    struct parse *parse;
    size_t count, tag_capacity;
    size_t block;     /* index of the leaf block that inlines belong to */
    bool held;        /* the rest of that block is held back */
    size_t next_held; /* of parse->held, in step with the texts */
    bool may_be_bad;  /* a text may hold what is no UTF-8: see kept() */
};

static size_t count_byte(tm_text text, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] == byte;
    return count;
}

/* libcmark writes "&#xFFFE;" and "&#xFFFF;" as the bytes 0xFE and 0xFF, which
 * are no UTF-8: U+FFFD stands for them, three bytes for one. */
static size_t size_without_bad_bytes(tm_text text)
{
    return text.size +
           2 * (count_byte(text, '\xFE') + count_byte(text, '\xFF'));
}

static tm_text without_bad_bytes(struct arena *arena, tm_text text)
{
    char *out = arena_alloc(arena, size_without_bad_bytes(text) + 1);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] < 0xFE) {
            out[size++] = text.data[i];
        } else {
            memcpy(out + size, "\xEF\xBF\xBD", 3);
            size += 3;
        }
    out[size] = '\0';
    return (tm_text){ out, size };
}

/* Only a reference to a character can make bad bytes. */
static tm_text kept(struct walk *walk, const char *text)
{
    struct arena *arena = walk->parse->arena;
    if (!text)
        return (tm_text){ 0 };
    return walk->may_be_bad && strpbrk(text, "\xFE\xFF")
               ? without_bad_bytes(arena, text_of(text))
               : arena_copy(arena, text_of(text));
}

/* libcmark gives "" both for no title and for an empty one; only the latter
 * lives in the arena. */
static tm_text title_of(struct walk *walk, cmark_node *link)
{
    const char *title = cmark_node_get_title(link);
    const bool written =
        title && (*title || arena_owns(walk->parse->markdown, title));
    return written ? kept(walk, title) : (tm_text){ 0 };
}

/* ---- Raw HTML ---- */

/* "<!--", or the mask of a note too short for that: "<?" and masking bytes. */
static bool is_note(const struct parse *parse, cmark_node *node)
{
    const tm_text text = text_trim(text_of(cmark_node_get_literal(node)));
    return text_starts(text, TEXT("<!--")) ||
           (parse->mask && text_starts(text, TEXT("<?")) && text.size > 2 &&
            text.data[2] == parse->mask);
}

/* A block that begins as a note ends with the line of its "-->", and with the
 * words that stand there; one that never closes takes all that follows. */
static void judge_note_block(struct parse *parse, cmark_node *block)
{
    const tm_text all = parse->source.text;
    const size_t start =
        position_byte(&parse->positions, cmark_node_get_start_line(block),
                      cmark_node_get_start_column(block));
    /* libcmark's end of such a block is a line short; its text is whole. */
    const tm_text note = text_trim(text_of(cmark_node_get_literal(block)));
    const size_t close = text_find(all, TEXT("-->"), start + 2);
    if (text_find(note, TEXT("-->"), 2) == SIZE_MAX) {
        diagnostics_add(&parse->diagnostics, RULE_NOTE_UNCLOSED,
                        source_place(&parse->source, start, start + 4),
                        (tm_text){ 0 });
        return;
    }
    const size_t line = source_line_of(&parse->source, close);
    const tm_text text = source_line(&parse->source, line);
    const size_t line_end = (size_t)(text.data - all.data) + text.size;
    const tm_text rest =
        text_trim(text_slice(all, close + 3, line_end - (close + 3)));
    if (!rest.size)
        return;
    const size_t at = (size_t)(rest.data - all.data);
    diagnostics_add(&parse->diagnostics, RULE_NOTE_LOST,
                    source_place(&parse->source, at, at + rest.size), rest);
}

static bool is_inline(cmark_node *node)
{
    return cmark_node_get_type(node) > CMARK_NODE_LAST_BLOCK;
}

static bool holds(const char *text, char byte)
{
    return text && strchr(text, byte);
}

static bool is_in_image(cmark_node *node)
{
    while (is_inline(node) && cmark_node_get_type(node) != CMARK_NODE_IMAGE)
        node = cmark_node_parent(node);
    return is_inline(node);
}

/* Whether a masked note stands in what is shown, where a later one's masking
 * has made a link or code of what is around it. */
static bool shows_mask(const struct parse *parse, cmark_node *node)
{
    if (!parse->mask || !is_inline(node))
        return false;
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
        !is_in_image(node))
        return false;
    return holds(cmark_node_get_literal(node), parse->mask) ||
           holds(cmark_node_get_url(node), parse->mask) ||
           holds(cmark_node_get_title(node), parse->mask);
}

static bool is_dropped(struct walk *walk, cmark_node *node)
{
    struct parse *parse = walk->parse;
    if (is_inline(node) && walk->held)
        return true;
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE &&
        is_note(parse, node))
        return true;
    if (!shows_mask(parse, node))
        return false;
    walk->held = true;
    diagnostics_add(&parse->diagnostics, RULE_NOTE_TANGLED,
                    tm_node_place(&parse->talk->nodes[walk->block]),
                    (tm_text){ 0 });
    return true;
}

/* ---- Places of blocks ---- */

static size_t byte_of(struct parse *parse, int line, int column)
{
    return position_byte(&parse->positions, line, column);
}

/* A setext heading: libcmark may end it a line late, and begins it with the
 * definitions that stood before it. */
static tm_place heading_place(struct parse *parse, cmark_node *heading)
{
    struct content content;
    position_content(&parse->positions, heading, &content);
    const int first = cmark_node_get_start_line(heading);
    if (content.marker)
        return source_place(
            &parse->source,
            byte_of(parse, first, cmark_node_get_start_column(heading)),
            byte_of(parse, first, INT32_MAX));
    return source_place(&parse->source, content.lines[0].source,
                        byte_of(parse, content.last_line + 1, INT32_MAX));
}

/* A paragraph's start, too, is that of the definitions before it. */
static size_t block_start(struct parse *parse, cmark_node *block)
{
    const size_t start = byte_of(parse, cmark_node_get_start_line(block),
                                 cmark_node_get_start_column(block));
    const tm_text all = parse->source.text;
    if (cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH ||
        start >= all.size || all.data[start] != '[')
        return start;
    struct content content;
    position_content(&parse->positions, block, &content);
    return content.lines[0].source;
}

static tm_place block_place(struct parse *parse, cmark_node *block)
{
    if (cmark_node_get_type(block) == CMARK_NODE_HEADING)
        return heading_place(parse, block);
    const size_t start = block_start(parse, block);
    const size_t end = byte_of(parse, cmark_node_get_end_line(block),
                               cmark_node_get_end_column(block) + 1);
    return source_place(&parse->source, start, end > start ? end : start);
}

static void set_place(tm_node *node, tm_place place)
{
    node->place = (struct node_place){
        .line = (uint32_t)place.line,
        .column = (uint32_t)place.column,
        .end_line = (uint32_t)place.end_line,
        .end_column = (uint32_t)place.end_column,
        .start = (uint32_t)place.start,
        .end = (uint32_t)place.end,
    };
}

/* ---- Nodes ---- */

static void fill_list(tm_node *node, cmark_node *from)
{
    const bool ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
    node->flags = (uint8_t)((ordered ? NODE_ORDERED : 0) |
                            (cmark_node_get_list_tight(from) ? NODE_TIGHT : 0));
    node->start = ordered ? cmark_node_get_list_start(from) : 0;
}

/* Until its subtree is complete, a list's size counts its items. */
static void fill_item(tm_node *node)
{
    tm_node *list = node - node->up;
    node->start = list->start + (int32_t)list->size++;
}

/* Texts are held back in the order in which they come. */
static void fill_text(struct walk *walk, tm_node *node, cmark_node *from)
{
    struct parse *parse = walk->parse;
    const char *literal = cmark_node_get_literal(from);
    node->text = kept(walk, literal);
    if (walk->next_held == parse->held_count ||
        parse->held[walk->next_held].text != from)
        return;
    const struct held_back *held = &parse->held[walk->next_held++];
    const tm_text shown = text_slice(text_of(literal), 0, held->offset);
    node->text = text_slice(node->text, 0, size_without_bad_bytes(shown));
    walk->held = true;
    diagnostics_add(
        &parse->diagnostics, RULE_NOTE_UNCLOSED,
        source_place(&parse->source, held->source, held->source + 4),
        (tm_text){ 0 });
}

static void fill_link(struct walk *walk, tm_node *node, cmark_node *from)
{
    node->text = kept(walk, cmark_node_get_url(from));
    node->extra = title_of(walk, from);
}

static void fill(struct walk *walk, tm_node *node, cmark_node *from)
{
    switch ((enum tm_node_type)node->type) {
    case TM_NODE_LIST: fill_list(node, from); break;
    case TM_NODE_HEADING:
        node->level = (uint8_t)cmark_node_get_heading_level(from);
        break;
    case TM_NODE_TEXT: fill_text(walk, node, from); break;
    case TM_NODE_CODE:
        node->text = kept(walk, cmark_node_get_literal(from));
        break;
    case TM_NODE_CODE_BLOCK:
        node->text = kept(walk, cmark_node_get_literal(from));
        node->extra = kept(walk, cmark_node_get_fence_info(from));
        break;
    case TM_NODE_LINK:
    case TM_NODE_IMAGE: fill_link(walk, node, from); break;
    case TM_NODE_ITEM: fill_item(node); break;
    case TM_NODE_HTML_BLOCK:
        if (is_note(walk->parse, from))
            judge_note_block(walk->parse, from);
        break;
    case TM_NODE_DOCUMENT:
    case TM_NODE_BLOCK_QUOTE:
    case TM_NODE_PARAGRAPH:
    case TM_NODE_THEMATIC_BREAK:
    case TM_NODE_SOFT_BREAK:
    case TM_NODE_HARD_BREAK:
    case TM_NODE_HTML_INLINE:
    case TM_NODE_EMPHASIS:
    case TM_NODE_STRONG:
    case TM_NODE_TAG:
    case TM_NODE__COUNT: break;
    }
}

static size_t add_node(struct walk *walk, cmark_node *from, size_t parent)
{
    struct parse *parse = walk->parse;
    const size_t index = walk->count++;
    tm_node *node = &parse->talk->nodes[index];
    *node = (tm_node){ .type = (uint8_t)type_of(from),
                       .up = (uint32_t)(index - parent) };
    parse->origin[index] = from;
    if (index && (parse->talk->nodes[parent].type == TM_NODE_IMAGE ||
                  parse->talk->nodes[parent].flags & NODE_IN_IMAGE))
        node->flags |= NODE_IN_IMAGE;
    /* What stands in an image is its alternative text, raw HTML and all. */
    if (node->type == TM_NODE_HTML_INLINE && (node->flags & NODE_IN_IMAGE))
        node->type = TM_NODE_TEXT;
    if (!is_inline(from)) {
        set_place(node, block_place(parse, from));
        walk->block = index;
        walk->held = false;
    }
    fill(walk, node, from);
    return index;
}

static size_t count_nodes(cmark_node *document)
{
    size_t count = 0;
    for (cmark_node *node = document; node;
         node = markdown_next(node, document))
        count++;
    return count;
}

/* ---- Soft breaks ---- */

static bool is_chinese_mark(uint32_t code)
{
    return code == 0xFF0C || code == 0x3002 || code == 0xFF1B ||
           code == 0xFF1A || code == 0x3001 || code == 0xFF01 ||
           code == 0xFF1F || code == 0xFF09 || code == 0x300B || code == 0x300D;
}

/* Quotes, dashes and dots that Chinese and other text share. */
static bool is_shared_mark(uint32_t code)
{
    return (code >= 0x2018 && code <= 0x201D) || code == 0x2014 ||
           code == 0x2026;
}

/* Whether two lines that end and begin so join without a space: spec, "Soft
 * breaks". 0 stands for something that is not text. */
static bool joins(uint32_t before, uint32_t after)
{
    const uint32_t zero_width_space = 0x200B;
    if (before == zero_width_space || after == zero_width_space ||
        is_chinese_mark(before) || is_chinese_mark(after))
        return true;
    const bool wide_before = text_is_wide(before);
    const bool wide_after = text_is_wide(after);
    return (wide_before && (wide_after || is_shared_mark(after))) ||
           (wide_after && is_shared_mark(before));
}

static bool has_text(const tm_node *node)
{
    return node->type == TM_NODE_TEXT && node->text.size;
}

static bool is_wrapper(const tm_node *node)
{
    return node->type == TM_NODE_EMPHASIS || node->type == TM_NODE_STRONG ||
           node->type == TM_NODE_LINK || node->type == TM_NODE_TAG ||
           (node->type == TM_NODE_TEXT && !node->text.size);
}

/* The text of an image is no text beside what stands around it. */
static uint32_t code_before(const tm_node *at)
{
    const tm_node *node = at;
    size_t start;
    do
        node--;
    while (is_wrapper(node));
    const bool apart = (node->flags ^ at->flags) & NODE_IN_IMAGE;
    return has_text(node) && !apart
               ? text_decode_before(node->text, node->text.size, &start)
               : 0;
}

static uint32_t code_after(const tm_node *at, const tm_node *end)
{
    const tm_node *node = at;
    size_t next;
    do
        node++;
    while (node < end && is_wrapper(node));
    if (node == end || !has_text(node))
        return 0;
    const bool apart = (node->flags ^ at->flags) & NODE_IN_IMAGE;
    return apart ? 0 : text_decode(node->text, 0, &next);
}

static void join_lines(tm_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (nodes[i].type == TM_NODE_SOFT_BREAK &&
            joins(code_before(&nodes[i]), code_after(&nodes[i], nodes + count)))
            nodes[i].flags |= NODE_JOINS;
}

/* ---- Tags ---- */

/* The title as it stands in 'source', prefixes of its lines included. */
static void find_title(const struct content *content, tm_text source,
                       struct tag_source *tag, struct span span)
{
    struct reference found;
    const tm_text link = text_slice(content->text, 0, span.end);
    for (size_t at = span.start;
         (at = text_find(link, TEXT("]("), at)) != SIZE_MAX; at++)
        if (reference_tail(content->text, at + 1, &found) &&
            found.end == span.end) {
            const size_t from = position_source(content, found.title_start);
            const size_t to = position_source(content, found.title_end);
            tag->title_byte = from;
            tag->title_raw = text_slice(source, from, to - from);
            return;
        }
}

static void make_tag(struct walk *walk, const struct content *content,
                     tm_node *node)
{
    struct parse *parse = walk->parse;
    cmark_node *link = parse->origin[node - parse->talk->nodes];
    node->type = TM_NODE_TAG;
    struct tag_source *tag = ARENA_PUSH(parse->scratch, parse->tags,
                                        parse->tag_count, walk->tag_capacity);
    *tag = (struct tag_source){
        .node = node,
        .title = node->extra,
        .block = walk->block,
    };
    find_title(content, parse->source.text, tag, position_span(link));
}

static void place_link(struct parse *parse, const struct content *content,
                       tm_node *node)
{
    const struct span span =
        position_span(parse->origin[node - parse->talk->nodes]);
    const size_t start = position_source(content, span.start);
    const size_t end = position_source(content, span.end - 1) + 1;
    set_place(node, source_place(&parse->source, start, end));
}

static bool is_tag(struct parse *parse, const struct content *content,
                   const tm_node *node)
{
    struct destination ignored;
    return node->type == TM_NODE_LINK && !(node->flags & NODE_IN_IMAGE) &&
           destination_read(parse->scratch, node->text, &ignored) &&
           !position_is_autolink(parse->origin[node - parse->talk->nodes],
                                 content);
}

static bool has_destination(const tm_node *node)
{
    return node->type == TM_NODE_LINK || node->type == TM_NODE_IMAGE;
}

static bool is_leaf_block(const tm_node *node)
{
    return node->type == TM_NODE_PARAGRAPH || node->type == TM_NODE_HEADING;
}

/* Links and images get their places, and those links that are tags become
 * tags; a block is replayed only where it holds one of them. */
static void make_tags(struct walk *walk)
{
    struct parse *parse = walk->parse;
    const tm_node *replayed = NULL, *block = NULL;
    struct content content = { 0 };
    for (size_t i = 0; i < parse->talk->node_count; i++) {
        tm_node *node = &parse->talk->nodes[i];
        if (is_leaf_block(node)) {
            block = node;
            walk->block = i;
        }
        if (!has_destination(node))
            continue;
        if (replayed != block) {
            position_content(&parse->positions, parse->origin[walk->block],
                             &content);
            position_replay(&parse->positions, parse->origin[walk->block],
                            &content);
            replayed = block;
        }
        place_link(parse, &content, node);
        if (is_tag(parse, &content, node))
            make_tag(walk, &content, node);
    }
}

void tree_build(struct parse *parse)
{
    struct walk walk = {
        .parse = parse,
        .may_be_bad = text_find(parse->source.text, TEXT("&#"), 0) != SIZE_MAX,
    };
    tm_talk *talk = parse->talk;
    const size_t most = count_nodes(parse->document);
    talk->nodes = arena_alloc(parse->arena, most * sizeof *talk->nodes);
    parse->origin = arena_alloc(parse->markdown, most * sizeof *parse->origin);
    size_t parent = 0;
    for (cmark_node *node = parse->document; node;) {
        cmark_node *next = NULL;
        if (!is_dropped(&walk, node)) {
            const size_t index = add_node(&walk, node, parent);
            next = cmark_node_first_child(node);
            if (next)
                parent = index;
            else
                talk->nodes[index].size = 1;
        }
        while (!next && node != parse->document) {
            next = cmark_node_next(node);
            node = cmark_node_parent(node);
            if (!next) { /* the last child: its parent is complete */
                tm_node *whole = &talk->nodes[parent];
                whole->size = (uint32_t)(walk.count - parent);
                parent -= whole->up;
            }
        }
        node = next;
    }
    talk->nodes[0].size = (uint32_t)walk.count;
    talk->node_count = walk.count;
    join_lines(talk->nodes, talk->node_count);
    make_tags(&walk);
}

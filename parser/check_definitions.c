/*
 * check_definitions.c - link reference definitions: libcmark leaves no trace
 * of them, so their lines are walked here.
 */
#include "definition.h"
#include "destination.h"
#include "labels.h"
#include "loose_definition.h"
#include "loose_tag.h"
#include "text.h"

enum {
    MOST_COMPARISONS = 20000
};

/* The blocks that hold lines of text or code. */
struct blocks {
    struct check *check;
    const tm_node **leaves;
    size_t count, capacity;
};

static bool is_leaf(const tm_node *node)
{
    switch (node->type) {
    case TM_NODE_PARAGRAPH:
    case TM_NODE_HEADING:
    case TM_NODE_CODE_BLOCK:
    case TM_NODE_HTML_BLOCK: return true;
    default: return false;
    }
}

static void find_leaves(struct blocks *blocks)
{
    struct check *check = blocks->check;
    const tm_talk *talk = check->parse->talk;
    for (size_t i = 0; i < talk->node_count; i++)
        if (is_leaf(&talk->nodes[i]))
            *ARENA_PUSH(check->scratch, blocks->leaves, blocks->count,
                        blocks->capacity) = &talk->nodes[i];
}

/* The leaf that byte 'at' of the file stands in; NULL: none. */
static const tm_node *leaf_at(const struct blocks *blocks, size_t at)
{
    size_t low = 0, high = blocks->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (blocks->leaves[middle]->place.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low && at < blocks->leaves[low - 1]->place.end
               ? blocks->leaves[low - 1]
               : NULL;
}

/* ---- Definitions ---- */

/* "[//]: # (words)" is a way to write what nobody is to see; "[^1]:" is what
 * others take for a footnote. */
static bool is_idiom(tm_text label, tm_text url)
{
    return text_starts(label, TEXT("^")) || text_is(url, "#") || !url.size;
}

static size_t end_of(tm_text all, const struct reference *found)
{
    size_t end = found->end;
    while (end && strchr(" \t\r\n", all.data[end - 1]))
        end--;
    return end;
}

static tm_text part(tm_text all, size_t start, size_t end)
{
    return text_slice(all, start, end - start);
}

/* The second definition of a label; it does no harm where it says the same. */
static void take_second(struct labels *labels, const struct definition *first,
                        const struct definition *second)
{
    if (text_equal(first->url, second->url) &&
        text_equal(first->title, second->title))
        return;
    check_find(labels->check, RULE_DEFINITION_TWICE, second->start, second->end,
               second->label);
}

/* "issue：near" is the destination of an ordinary link. */
static void judge_colon(struct labels *labels, const struct definition *one,
                        size_t url)
{
    enum tm_kind ignored;
    const tm_text wide = TEXT("：");
    const size_t colon = text_find(one->url, wide, 0);
    if (colon == SIZE_MAX ||
        !tm_kind_find(text_slice(one->url, 0, colon), &ignored))
        return;
    struct check *check = labels->check;
    struct finding *finding =
        check_find(check, RULE_NEAR_MISS_FULLWIDTH, one->start, one->end,
                   part(check->parse->source.text, one->start, one->end));
    check_edit(check, finding, url + colon, url + colon + wide.size, TEXT(":"));
    check_mend(check, finding, TM_MEND_SAFE, NULL);
}

/* A definition, which 'found' describes, at 'start' of the file. */
static void take(struct labels *labels, size_t start,
                 const struct reference *found)
{
    struct arena *scratch = labels->check->scratch;
    struct destination ignored;
    const tm_text all = labels->check->parse->source.text;
    struct definition *one = arena_alloc(scratch, sizeof *one);
    *one = (struct definition){
        .label = part(all, found->label_start, found->label_end),
        .url = part(all, found->url_start, found->url_end),
        .title = part(all, found->title_start, found->title_end),
        .start = start,
        .end = end_of(all, found),
    };
    if (is_idiom(one->label, one->url))
        return;
    judge_colon(labels, one, found->url_start);
    one->is_tag = destination_read(scratch, one->url, &ignored);
    const struct definition *first =
        lookup_add(&labels->table, label_key(scratch, one->label), one);
    if (first != one)
        take_second(labels, first, one);
    else
        *ARENA_PUSH(scratch, labels->list, labels->count, labels->capacity) =
            one;
}

/* Look at what begins at 'at', the first byte of a line after its prefix.
 * Returns the byte at which to go on. */
static size_t look(struct blocks *blocks, struct labels *labels,
                   struct loose_lines *loose, size_t at)
{
    struct reference found;
    const tm_text all = blocks->check->parse->source.text;
    const tm_node *leaf = leaf_at(blocks, at);
    if (leaf && leaf->type != TM_NODE_PARAGRAPH)
        return at;
    if (leaf) {
        loose_lines_add(loose, labels, leaf, at);
        return at;
    }
    if (all.data[at] != '[' || !reference_definition(all, at, &found))
        return at;
    take(labels, at, &found);
    return found.end > at + 1 ? found.end - 1 : at;
}

static void walk_lines(struct blocks *blocks, struct labels *labels,
                       struct loose_lines *loose)
{
    struct parse *parse = blocks->check->parse;
    const struct source *source = &parse->source;
    size_t past = parse->positions.first_byte;
    for (size_t line = parse->positions.first_line; line <= source->line_count;
         line++) {
        const tm_text text = source_line(source, line);
        const size_t start = (size_t)(text.data - source->text.data);
        const size_t mark = start < past ? past - start : 0; /* a BOM's */
        const size_t at = definition_start(text, mark);
        if (at < text.size && start + at >= past && loose_tag_opens(text, at))
            past = look(blocks, labels, loose, start + at);
    }
}

static void report_unused(struct labels *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        const struct definition *one = labels->list[i];
        if (!one->used && !one->wanted)
            check_find(labels->check, RULE_DEFINITION_UNUSED, one->start,
                       one->end, one->label);
    }
}

void check_definitions(struct check *check)
{
    struct blocks blocks = { .check = check };
    struct labels labels = { .check = check, .comparisons = MOST_COMPARISONS };
    struct loose_lines loose = { 0 };
    labels.table.arena = labels.loose.arena = check->scratch;
    find_leaves(&blocks);
    walk_lines(&blocks, &labels, &loose);
    references_judge(&labels);
    loose_lines_judge(&loose, &labels);
    report_unused(&labels);
}

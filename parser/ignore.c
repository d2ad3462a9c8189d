#include "ignore.h"

#include "markdown.h"
#include "text.h"

#include <stdlib.h>

struct search {
    struct check *check;
    struct ignore *list;
    size_t count, capacity;
    bool begun; /* a block that is no note was seen: the file's time is over */
};

/* The byte at which the first block after 'node' and all in it begins. */
static size_t end_of(const struct parse *parse, cmark_node *node)
{
    while (node && !cmark_node_next(node))
        node = cmark_node_parent(node);
    if (!node)
        return parse->source.text.size + 1;
    return position_byte(&parse->positions,
                         cmark_node_get_start_line(cmark_node_next(node)), 1);
}

/* ---- Names ---- */

static void add_name(struct search *search, tm_text name, struct ignore range)
{
    struct check *check = search->check;
    const size_t start = (size_t)(name.data - check->parse->source.text.data);
    range.rule = tm_rule_find(name);
    range.name_start = start;
    range.name_end = start + name.size;
    if (!range.rule)
        check_find(check, RULE_IGNORE_UNKNOWN, start, start + name.size, name);
    else
        *ARENA_PUSH(check->parse->arena, search->list, search->count,
                    search->capacity) = range;
}

static bool parts_names(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

/* The names in the note that begins at byte 'at'; whether it is one that
 * ignores. */
static bool read_note(struct search *search, size_t at, struct ignore range)
{
    const tm_text word = TEXT("talkmark-ignore");
    const tm_text all = search->check->parse->source.text;
    const size_t end = text_find(all, TEXT("-->"), at + 4);
    tm_text note = text_trim(text_slice(all, at + 4, end - (at + 4)));
    if (end == SIZE_MAX || !text_starts(note, word) ||
        (note.size > word.size && !parts_names(note.data[word.size])))
        return false;
    for (size_t from = word.size, to; from < note.size; from = to + 1) {
        to = from;
        while (to < note.size && !parts_names(note.data[to]))
            to++;
        if (to > from)
            add_name(search, text_slice(note, from, to - from), range);
    }
    return true;
}

/* ---- Where a note stands ---- */

static bool is_note(cmark_node *node)
{
    return text_starts(text_trim(text_of(cmark_node_get_literal(node))),
                       TEXT("<!--"));
}

static bool is_html_block(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
}

/* What a note on lines of its own is about. */
static struct ignore range_after(const struct search *search, cmark_node *block)
{
    const struct parse *parse = search->check->parse;
    if (!search->begun)
        return (struct ignore){ .end = parse->source.text.size + 1 };
    cmark_node *next = cmark_node_next(block);
    while (next && is_html_block(next) && is_note(next))
        next = cmark_node_next(next);
    if (!next)
        return (struct ignore){ 0 };
    return (struct ignore){
        .start = position_byte(&parse->positions,
                               cmark_node_get_start_line(next), 1),
        .end = end_of(parse, next),
    };
}

static void search_html_block(struct search *search, cmark_node *block)
{
    const struct parse *parse = search->check->parse;
    const struct ignore range = range_after(search, block);
    const size_t start =
        position_byte(&parse->positions, cmark_node_get_start_line(block),
                      cmark_node_get_start_column(block));
    read_note(search, text_find(parse->source.text, TEXT("<!--"), start),
              range);
}

/* The notes in the running text of 'block'. */
static void search_leaf(struct search *search, cmark_node *block)
{
    struct parse *parse = search->check->parse;
    struct content content = { .line_count = 0 };
    for (cmark_node *node = cmark_node_first_child(block); node;
         node = markdown_next(node, block)) {
        if (cmark_node_get_type(node) != CMARK_NODE_HTML_INLINE ||
            !is_note(node))
            continue;
        if (!content.line_count) {
            position_content(&parse->positions, block, &content);
            position_replay(&parse->positions, block, &content);
        }
        const struct ignore range = {
            .start = position_byte(&parse->positions,
                                   cmark_node_get_start_line(block), 1),
            .end = end_of(parse, block),
        };
        read_note(search, position_source(&content, position_span(node).start),
                  range);
    }
}

static void search_block(struct search *search, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
        if (is_note(node)) {
            search_html_block(search, node);
            return;
        }
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING: search_leaf(search, node); break;
    default: break;
    }
    search->begun |= cmark_node_get_type(node) != CMARK_NODE_DOCUMENT;
}

static void search_document(struct search *search)
{
    cmark_node *document = search->check->parse->document;
    for (cmark_node *node = document; node;
         node = markdown_next(node, document))
        if (cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK)
            search_block(search, node);
}

/* ---- What is left out ---- */

static int by_rule(const void *a, const void *b)
{
    const struct ignore *x = a, *y = b;
    if (x->rule != y->rule)
        return (x->rule > y->rule) - (x->rule < y->rule);
    if (x->start != y->start)
        return (x->start > y->start) - (x->start < y->start);
    return (x->name_start > y->name_start) - (x->name_start < y->name_start);
}

/* Sorted by rule and beginning; of each the one of its rule, up to it, that
 * reaches furthest. */
static void sort(struct ignore *list, size_t count)
{
    if (count)
        qsort(list, count, sizeof *list, by_rule);
    for (size_t i = 0; i < count; i++) {
        list[i].furthest = i;
        if (i && list[i - 1].rule == list[i].rule &&
            list[list[i - 1].furthest].end >= list[i].end)
            list[i].furthest = list[i - 1].furthest;
    }
}

/* What leaves out what the rule of that name finds at 'byte'; else NULL. */
static struct ignore *ignore_find(const tm_talk *talk, const char *rule,
                                  size_t byte)
{
    size_t low = 0, high = talk->ignore_count;
    if (!high) /* as in most talks, which ask this of each of their items */
        return NULL;
    const tm_rule *wanted = tm_rule_find(text_of(rule));
    while (low < high) { /* the first after the last that may hold the byte */
        const size_t middle = low + (high - low) / 2;
        const struct ignore *ignore = &talk->ignores[middle];
        if (ignore->rule < wanted ||
            (ignore->rule == wanted && ignore->start <= byte))
            low = middle + 1;
        else
            high = middle;
    }
    if (!low || talk->ignores[low - 1].rule != wanted)
        return NULL;
    struct ignore *found = &talk->ignores[talk->ignores[low - 1].furthest];
    return found->end > byte ? found : NULL;
}

bool tm_talk_ignores(const tm_talk *talk, const char *rule, size_t byte)
{
    return ignore_find(talk, rule, byte);
}

static void leave_out(struct check *check)
{
    tm_talk *talk = check->parse->talk;
    struct diagnostics *list = &check->parse->diagnostics;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const tm_diagnostic *d = &list->list[i];
        struct ignore *ignore = ignore_find(talk, d->rule, d->place.start);
        if (ignore)
            ignore->used = true;
        else
            list->list[kept++] = *d;
    }
    list->count = kept;
}

/* What is found across records is not known yet. */
static bool is_of_records(const tm_rule *rule)
{
    return rule - tm_rule_at(0) >= RULE_RECORD_TWICE;
}

static void tell_unused(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    for (size_t i = 0; i < talk->ignore_count; i++) {
        const struct ignore *ignore = &talk->ignores[i];
        if (!ignore->used && !is_of_records(ignore->rule))
            check_find(check, RULE_IGNORE_UNUSED, ignore->name_start,
                       ignore->name_end, text_of(ignore->rule->name));
    }
}

void ignores_apply(struct check *check)
{
    struct search search = { .check = check };
    tm_talk *talk = check->parse->talk;
    const tm_text all = check->parse->source.text;
    if (text_find(all, TEXT("talkmark-ignore"), 0) == SIZE_MAX)
        return;
    search_document(&search);
    sort(search.list, search.count);
    talk->ignores = search.list;
    talk->ignore_count = search.count;
    leave_out(check);
    tell_unused(check);
}

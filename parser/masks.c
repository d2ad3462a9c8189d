/*
 * masks.c - asterisks that stand for a hidden name or number ("*月**日",
 * "**同志") and that CommonMark took for emphasis.
 *
 * Emphasis is suspected where its opening run stands before a unit of a date
 * and no more of a word, or where its closing run stands before a title: one
 * of another length than the opening run, or one behind a lone character, where
 * the opening run stands before a title, too. Each run is told once.
 */
#include "masks.h"

#include "parse.h"
#include "reference.h"
#include "text.h"

static const tm_text units[] = { { "年", 3 }, { "月", 3 }, { "日", 3 },
                                 { "号", 3 }, { "时", 3 }, { "分", 3 } };
static const tm_text titles[] = {
    { "同志", 6 }, { "书记", 6 }, { "主任", 6 }, { "局长", 6 }, { "处长", 6 },
    { "科长", 6 }, { "部长", 6 }, { "校长", 6 }, { "先生", 6 }, { "女士", 6 },
};

/* A run of asterisks in a block's content. */
struct run {
    size_t start, end;
};

struct judging {
    struct parse *parse;
    struct content content;
    size_t told; /* runs before this byte of the content are told */
};

/* The bytes of the first of 'words' that 'text' begins with; 0: of none. */
static size_t begins_with(tm_text text, const tm_text *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(text, words[i]))
            return words[i].size;
    return 0;
}

static bool stands_before_unit(tm_text text)
{
    size_t next;
    const size_t unit = begins_with(text, units, sizeof units / sizeof *units);
    return unit && !text_is_letter(text_decode(text, unit, &next));
}

static bool stands_before_title(tm_text text)
{
    const size_t title =
        begins_with(text, titles, sizeof titles / sizeof *titles);
    return title && !text_starts(text_from(text, title), TEXT("们"));
}

bool masks_stand_before(tm_text text)
{
    return stands_before_unit(text) || stands_before_title(text);
}

/* Whether a character of its own ends before byte 'at' of 'text': what is left
 * of a name ("、李", "和李"). */
static bool is_behind_name(tm_text text, size_t at)
{
    static const tm_text links[] = {
        { "和", 3 }, { "与", 3 }, { "及", 3 }, { "跟", 3 }
    };
    size_t start, before;
    if (!text_is_letter(text_decode_before(text, at, &start)))
        return false;
    const bool apart =
        !text_is_letter(text_decode_before(text, start, &before));
    return apart || begins_with(text_from(text, before), links,
                                sizeof links / sizeof *links);
}

static struct run run_around(tm_text text, size_t before, size_t after)
{
    struct run run = { before, after };
    while (run.start && text.data[run.start - 1] == '*')
        run.start--;
    while (run.end < text.size && text.data[run.end] == '*')
        run.end++;
    return run;
}

static cmark_node *first_leaf(cmark_node *node)
{
    for (cmark_node *child; (child = cmark_node_first_child(node));)
        node = child;
    return node;
}

static cmark_node *last_leaf(cmark_node *node)
{
    for (cmark_node *child; (child = cmark_node_last_child(node));)
        node = child;
    return node;
}

static bool is_text(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_TEXT;
}

/* The runs that open and close 'emphasis', where it begins and ends with
 * text. */
static bool find_runs(const struct judging *j, cmark_node *emphasis,
                      struct run *open, struct run *close)
{
    cmark_node *first = first_leaf(emphasis), *last = last_leaf(emphasis);
    if (!is_text(first) || !is_text(last))
        return false;
    const tm_text literal = text_of(cmark_node_get_literal(last));
    const size_t low = position_span(first).start;
    const size_t high = reference_raw_offset(
        j->content.text, position_span(last).start, literal, literal.size);
    if (high == SIZE_MAX)
        return false;
    *open = run_around(j->content.text, low, low);
    *close = run_around(j->content.text, high, high);
    return open->end > open->start && close->end > close->start;
}

static void tell(struct judging *j, struct run run)
{
    struct parse *parse = j->parse;
    if (run.start < j->told)
        return;
    j->told = run.end;
    const size_t from = position_source(&j->content, run.start);
    diagnostics_add(
        &parse->diagnostics, RULE_MASK_EMPHASIS,
        source_place(&parse->source, from, from + (run.end - run.start)),
        text_slice(j->content.text, run.start, run.end - run.start));
}

static bool is_suspect(const struct judging *j, struct run open,
                       struct run close)
{
    const tm_text text = j->content.text;
    if (stands_before_unit(text_from(text, open.end)))
        return true;
    const bool alike = open.end - open.start == close.end - close.start;
    return stands_before_title(text_from(text, close.end)) &&
           (!alike || (stands_before_title(text_from(text, open.end)) &&
                       is_behind_name(text, close.start)));
}

static bool is_emphasis(const tm_node *node)
{
    return node->type == TM_NODE_EMPHASIS || node->type == TM_NODE_STRONG;
}

/* Opening runs in their order, then closing ones: nested emphasis closes
 * later than it opens, so each pass goes forward. */
static void judge_block(struct judging *j, const tm_node *block, bool closing)
{
    struct parse *parse = j->parse;
    struct run open, close;
    for (const tm_node *node = block + 1; node < block + block->size; node++) {
        cmark_node *from = parse->origin[node - parse->talk->nodes];
        if (is_emphasis(node) && find_runs(j, from, &open, &close) &&
            is_suspect(j, open, close))
            tell(j, closing ? close : open);
    }
}

/* Whether the first text from 'node' on begins as one does behind a run that
 * is suspected. */
static bool goes_on_as_mask(const tm_node *node, const tm_node *end)
{
    while (node < end && node->type != TM_NODE_TEXT)
        node++;
    if (node == end)
        return false;
    tm_text text = node->text;
    while (text_starts(text, TEXT("*")))
        text = text_from(text, 1);
    return masks_stand_before(text);
}

/* Whether it is worth while to find where the runs of 'block' stand. */
static bool may_be_suspect(const tm_node *block)
{
    const tm_node *end = block + block->size;
    for (const tm_node *node = block + 1; node < end; node++)
        if (is_emphasis(node) && (goes_on_as_mask(node + 1, end) ||
                                  goes_on_as_mask(node + node->size, end)))
            return true;
    return false;
}

void masks_judge(struct parse *parse)
{
    const tm_talk *talk = parse->talk;
    for (size_t i = 0; i < talk->node_count; i++) {
        const tm_node *block = &talk->nodes[i];
        if ((block->type != TM_NODE_PARAGRAPH &&
             block->type != TM_NODE_HEADING) ||
            !may_be_suspect(block))
            continue;
        struct judging j = { .parse = parse };
        position_content(&parse->positions, parse->origin[i], &j.content);
        position_replay(&parse->positions, parse->origin[i], &j.content);
        judge_block(&j, block, false);
        j.told = 0;
        judge_block(&j, block, true);
    }
}

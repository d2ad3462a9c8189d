/*
 * check_passage.c - passages that go on and on without a point.
 *
 * A Chinese talk is spoken at 200 to 300 characters a minute, so that over 600
 * without a point or heading are two minutes or more in which a listener is
 * told no new thing to hold on to. What is counted is what is spoken: the words
 * of paragraphs, wherever they stand, with their tags, links and code spans. A
 * wide character, punctuation too, counts 1; of other scripts a word counts 2,
 * as it takes about as long to say. Code blocks, rows of tables and images are
 * not spoken and count nothing, but end no passage either.
 *
 * A passage begins anew at each heading, at each point and reply in running
 * text, and at a thematic break.
 */
#include "check.h"

#include "text.h"

enum {
    LONG_PASSAGE = 600,
    WORD_WEIGHT = 2
};

struct passage {
    struct check *check;
    size_t from;       /* where it began anew */
    size_t start, end; /* where its words stand in the file */
    size_t weight;
    const tm_node *block; /* the paragraph that is being read; NULL: none */
    bool in_word, in_row, line_begins;
};

static void end_passage(struct passage *p)
{
    if (p->weight > LONG_PASSAGE)
        check_find(p->check, RULE_PASSAGE_LONG, p->start, p->end,
                   (tm_text){ 0 });
    p->weight = 0;
    p->in_word = false;
}

static void count_text(struct passage *p, tm_text text)
{
    size_t next;
    for (size_t at = 0; at < text.size; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        if (code >= 0x1100 && text_is_wide(code)) {
            p->weight++;
            p->in_word = false;
        } else if (text_is_space(code)) {
            p->in_word = false;
        } else if (!p->in_word) {
            p->weight += WORD_WEIGHT;
            p->in_word = true;
        }
    }
}

static void begin_line(struct passage *p)
{
    p->in_word = p->in_row = false;
    p->line_begins = true;
}

/* A line that begins with "|" is a row of a table, also while CommonMark knows
 * none. */
static void read_words(struct passage *p, const tm_node *node)
{
    if (p->line_begins)
        p->in_row = text_starts(text_trim(node->text), TEXT("|"));
    p->line_begins = false;
    if (p->in_row || node->flags & NODE_IN_IMAGE)
        return;
    const tm_place block = tm_node_place(p->block);
    if (!p->weight)
        p->start = p->from > block.start ? p->from : block.start;
    count_text(p, node->text);
    p->end = block.end;
}

/* A point or reply that begins within a paragraph. */
static void begin_at_tag(struct passage *p, const tm_node *tag)
{
    const enum tm_kind kind = tag->item->kind;
    if (kind != TM_KIND_POINT && kind != TM_KIND_REPLY)
        return;
    if (p->end > tag->place.start)
        p->end = tag->place.start;
    end_passage(p);
    p->from = tag->place.start;
}

static void read_node(struct passage *p, const tm_node *node)
{
    switch (node->type) {
    case TM_NODE_HEADING:
    case TM_NODE_THEMATIC_BREAK:
        end_passage(p);
        p->block = NULL;
        p->from = node->place.end;
        break;
    case TM_NODE_PARAGRAPH:
        p->block = node;
        begin_line(p);
        break;
    case TM_NODE_SOFT_BREAK:
    case TM_NODE_HARD_BREAK: begin_line(p); break;
    case TM_NODE_TAG:
        if (p->block)
            begin_at_tag(p, node);
        break;
    case TM_NODE_TEXT:
    case TM_NODE_CODE:
        if (p->block)
            read_words(p, node);
        break;
    default: break;
    }
}

void check_passages(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    struct passage passage = { .check = check };
    for (size_t i = 0; i < talk->node_count; i++)
        read_node(&passage, &talk->nodes[i]);
    end_passage(&passage);
}

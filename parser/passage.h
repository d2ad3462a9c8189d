/*
 * passage.h - the passages of the tags in one block (dialect, "Scope"): from
 * the sentence in which a tag begins to the next one in which another does.
 */
#ifndef PASSAGE_H
#define PASSAGE_H

#include "model.h"

struct passage_tag;
struct passage_piece;

/** The passages of one block; worked out when the first is asked for. */
struct passages {
    struct arena *scratch;
    const tm_node *block;
    bool ready;
    tm_text text;                 /* the block's plain text */
    struct passage_piece *pieces; /* the texts that it is made of */
    size_t piece_count;
    struct passage_tag *tags;
    size_t tag_count, next;
};

/** Begin with 'block', a paragraph or heading. Does no work yet. */
void passages_begin(struct passages *passages, struct arena *scratch,
                    const tm_node *block);

/**
 * The passage of 'tag', a TAG of the block, and its bytes. Tags are asked for
 * in the order in which they stand. '*within' is false past the limit of tags
 * in a block (TM_MAX_TAGS): the range is empty then.
 */
struct range passages_of(struct passages *passages, const tm_node *tag,
                         size_t *bytes, bool *within);

#endif

/*
 * page_index.h - what a page must know of all items before it writes the
 * first: the number of each row, which cites are one reference, and who
 * answers whom.
 *
 * Numbers run through a talk in the order of its items, so that the number
 * beside the words, in the margin and in a table is one and the same.
 */
#ifndef PAGE_INDEX_H
#define PAGE_INDEX_H

#include "cites.h"

/** 'item' names 'id' of the same talk with for:. */
struct answer {
    tm_text id;
    const tm_item *item;
};

struct page_index {
    struct cites cites;
    size_t *numbers;        /* by tm_item_index(); 0: no row */
    struct answer *answers; /* sorted by id, then by place */
    size_t answer_count;
};

/** Gather; false where memory runs out. Free with page_index_free(), also
    then. */
bool page_index_gather(struct page_index *index, const tm_talk *talk);
void page_index_free(struct page_index *index);

/** The number of the item's row; 0 where it has none. A further place of a
    reference has the reference's. */
size_t page_index_number(const struct page_index *index, const tm_item *item);
/** The first of the answers to 'item'; '*count' of them follow one another. */
const struct answer *page_index_answers(const struct page_index *index,
                                        const tm_item *item, size_t *count);

/** Whether the page has a row for items of this kind. */
bool page_index_has_row(enum tm_kind kind);

#endif

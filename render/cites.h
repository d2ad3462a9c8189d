/*
 * cites.h - the cites of a talk by their ids: many tags may carry one id and
 * are one reference with several places.
 */
#ifndef CITES_H
#define CITES_H

#include "talkmark.h"

/** The cites of a talk, sorted by id, then by place. */
struct cites {
    const tm_item **items;
    size_t count;
};

/** Gather; false where memory runs out. Free with cites_free(). */
bool cites_gather(struct cites *cites, const tm_talk *talk);
void cites_free(struct cites *cites);
/** Whether 'item' is the first of its id. */
bool cites_is_first(const struct cites *cites, const tm_item *item);
/** The index of the first cite with the id of 'item'. */
size_t cites_find(const struct cites *cites, const tm_item *item);

#endif

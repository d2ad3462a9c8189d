/*
 * edits.h - the mends that a talk's diagnostics know, as edits of its text.
 */
#ifndef EDITS_H
#define EDITS_H

#include "sink.h"
#include "talkmark.h"

/** Edits of one text; ascending, apart from one another. */
struct edits {
    tm_edit *list; /* the texts are borrowed from the talk */
    size_t count;
    size_t mends; /* how many mends they are of */
};

/**
 * Take the edits of the mends of 'talk' up to 'most' (TM_MEND_SAFE, or
 * TM_MEND_UNSAFE for both), in the order of their places. Those of two mends may
 * stand between one another's; a mend that changes what one before it does is
 * left out: it may be found again once the others are done. False where memory
 * runs out. Free with edits_free().
 */
bool edits_collect(struct edits *edits, const tm_talk *talk, enum tm_mend most);
void edits_free(struct edits *edits);

/** Add to 'out' what 'edits' make of 'source'; every byte that none of them
    names stays. False where memory runs out. */
bool edits_apply(const struct edits *edits, tm_text source, struct memory *out);

/**
 * Make of 'first', edits of a text of 'size' bytes, and 'second', edits of what
 * they make of it, edits of that text that do both. Their texts are borrowed as
 * before. False where memory runs out: 'first' is as it was.
 */
bool edits_join(struct edits *first, const struct edits *second, size_t size);

#endif

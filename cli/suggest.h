/*
 * suggest.h - the nearest right word for a mistyped one.
 */
#ifndef SUGGEST_H
#define SUGGEST_H

#include "talkmark.h"

/** The best of the words looked at so far: zero but for 'typed' at first. */
struct suggestion {
    tm_text typed;
    tm_text word; /* the nearest so far; size 0: none is near */
    size_t distance;
};

/** Look at 'word' too; it is borrowed. Of two that are as near the first
    stays. */
void suggest_look(struct suggestion *suggestion, tm_text word);
/** Look at each of the words of 'list', which white space parts. */
void suggest_look_all(struct suggestion *suggestion, const char *list);

#endif

/*
 * check_keys.h - which known key may have been meant by one that is unknown.
 */
#ifndef CHECK_KEYS_H
#define CHECK_KEYS_H

#include "talkmark.h"

/** Another word for a key, too far from it to be a slip of the hand. */
struct other_word {
    const char *word, *key;
};

/** 'word' where 'typed' is a slip for it, else empty. */
tm_text near_word(tm_text typed, tm_text word);
/** Let 'near' keep 'word' where it is nearer than what was looked at. */
void near_keep(tm_suggestion *near, tm_text word);
/** The key that one of 'words' says 'typed' is another word for, or with
    'slips' a slip for one; empty where none does. */
tm_text near_other(const struct other_word *words, size_t count, tm_text typed,
                   bool slips);
/** The known key that 'typed' is another word for; empty where it is none. */
tm_text key_synonym(tm_text typed);

#endif

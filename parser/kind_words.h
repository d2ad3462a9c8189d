/*
 * kind_words.h - words that are written for a kind and are none: misspelt,
 * in the plural, or another word for the same thing.
 */
#ifndef KIND_WORDS_H
#define KIND_WORDS_H

#include "talkmark.h"

/** The kind's word that was meant by 'word', which is none; absent where there
    is no such. */
tm_text kind_word_meant(tm_text word);
/** Likewise for another word that means it, and none that is spelt like it.
    Spaces and hyphens in 'word' do not count. */
tm_text kind_word_synonym(tm_text word);

#endif

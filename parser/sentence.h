/*
 * sentence.h - where sentences begin in a block's plain text (dialect,
 * "Scope"): Chinese and English in one text.
 */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "arena.h"

/**
 * The bytes of 'text' at which a sentence begins, ascending; the first is 0.
 * Sets '*count', at least 1. Code must have been made something else than
 * letters and marks by the caller (digits, say); "\n" is a hard break. Time
 * is linear in the text.
 */
size_t *sentence_starts(struct arena *arena, tm_text text, size_t *count);

#endif

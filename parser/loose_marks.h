/*
 * loose_marks.h - the marks of a tag as they may have been typed, and steps
 * over a text, for the files loose_*.c.
 */
#ifndef LOOSE_MARKS_H
#define LOOSE_MARKS_H

#include "loose_tag.h"

enum {
    LOOSE_LETTERS = 16 /* of a kind at most, or of a slip in one */
};

/** Whether 'code' opens the words of a tag, or closes them. */
bool loose_is_opening(uint32_t code);
bool loose_is_closing(uint32_t code);
/** Whether 'code' is the parenthesis before the kind, or that which ends the
    tag. */
bool loose_is_paren(uint32_t code);
bool loose_is_end(uint32_t code);
/** Whether it is a bracket that may be typed for them. */
bool loose_is_other_paren(uint32_t code);
bool loose_is_other_end(uint32_t code);
/** Whether it is the kind's colon, or what may be typed for that. */
bool loose_is_colon(uint32_t code);
bool loose_is_other_colon(uint32_t code);

/** Past white space on one line, or on any. */
size_t loose_skip_blanks(tm_text text, size_t at, size_t limit);
size_t loose_skip_space(tm_text text, size_t at, size_t limit);
/** Past commas, and the white space around them. */
size_t loose_skip_commas(tm_text text, size_t at, size_t limit);
/** Before white space on one line. */
size_t loose_skip_blanks_back(tm_text text, size_t at);

/** The character before 'at', as a span; '*code' is 0 where there is none. */
struct span loose_before(tm_text text, size_t at, uint32_t *code);
/** Likewise the one at 'at', before 'limit'. */
struct span loose_after(tm_text text, size_t at, size_t limit, uint32_t *code);
/** The empty span at 'at'. */
struct span loose_nothing(size_t at);
/** What stands in 'span'. */
tm_text loose_part(tm_text text, struct span span);

/** Whether 'word' is a kind, or like one: fills kind and meant. */
bool loose_find_kind(tm_text word, struct loose_tag *tag);

#endif

/*
 * loose_tag.h - reads what was meant as a tag and is none: typed with
 * full-width marks, with spaces where none may stand, with other quotes or
 * without any, with other brackets, without the kind's colon, or never closed.
 *
 * This says what stands where, and judges nothing: check_near_miss.c does.
 */
#ifndef LOOSE_TAG_H
#define LOOSE_TAG_H

#include "position.h"

/** The parts in the order in which they stand; white space is between them. A
    span is empty where its part is missing, and stands where it belongs. */
struct loose_tag {
    struct span open;    /* [ 【 ［ 〔 「 (; never empty */
    struct span close;   /* ] 】 ］ 〕 」 ) */
    struct span paren;   /* ( （, or one of another form */
    struct span word;    /* of the kind */
    struct span colon;   /* : ：, or another mark, or empty */
    struct span id;      /* may hold spaces, and full-width marks */
    struct span quote;   /* what the title begins with */
    struct span title;   /* what stands between its quotes */
    struct span early;   /* a quote in the title that ends it early, and the
                            commas and spaces behind it */
    struct span unquote; /* what it ends with */
    struct span end;     /* ) ）, or one of another form */
    enum tm_kind kind;
    tm_text meant; /* the nearest kind's word, where 'word' is none; else
                      absent */
};

/** A walk over what may be a tag in a text. Begin with zero but for 'text'. */
struct loose_walk {
    tm_text text;
    size_t at;      /* behind what was found last */
    size_t next[4]; /* the next of each mark, at or after it; SIZE_MAX: none */
    bool began;
};

/**
 * Find the next thing that may be a tag: a kind, or a word like one, between
 * "(" and ":"; or a kind without its colon, or without its parenthesis, behind
 * what closes the words. Fills paren, word, colon, kind and meant. False where
 * there is none.
 */
bool loose_tag_next(struct loose_walk *walk, struct loose_tag *tag);

/**
 * Read the words before what loose_tag_next() found, no further back than
 * 'floor': fills open and close. Without a closing bracket close is empty.
 * False where no bracket opens there.
 */
bool loose_tag_words(tm_text text, size_t floor, struct loose_tag *tag);

/** Read what follows the colon, up to 'limit' at most. Fills the rest. */
void loose_tag_tail(tm_text text, size_t limit, struct loose_tag *tag);

/**
 * Read the definition of a tag from the bracket at 'start' to 'limit', the end
 * of its line. 'paren' is the label's colon then, and end is empty. False
 * where none was meant.
 */
bool loose_tag_definition(tm_text text, size_t start, size_t limit,
                          struct loose_tag *tag);

/** Whether an opening bracket of a tag stands at 'at'. */
bool loose_tag_opens(tm_text text, size_t at);

/** Whether 'code' is a quote, of whatever form. */
bool loose_is_quote(uint32_t code);

#endif

/*
 * near_miss.h - what may be a near miss of a tag, or of the definition of one:
 * what is off with it, and which edits make it what was meant.
 */
#ifndef NEAR_MISS_H
#define NEAR_MISS_H

#include "check.h"
#include "loose_tag.h"

/** What is off with it. */
enum near_miss_fault {
    FAULT_NESTED = 1 << 0,    /* a link in its words */
    FAULT_UNCLOSED = 1 << 1,  /* a bracket, quote or parenthesis is missing */
    FAULT_KIND = 1 << 2,      /* the kind is misspelt */
    FAULT_FULLWIDTH = 1 << 3, /* marks of full width */
    FAULT_QUOTES = 1 << 4,    /* other quotes than CommonMark's */
    FAULT_TITLE = 1 << 5,     /* the title holds its own quotes */
    FAULT_NOQUOTES = 1 << 6,  /* attributes without any */
    FAULT_GAP = 1 << 7,       /* a space before "(" */
    FAULT_SPACE = 1 << 8,     /* white space where none may be, or none where
                                 some must be */
    FAULT_BRACKETS = 1 << 9,  /* other brackets, or no parenthesis */
    FAULT_COLON = 1 << 10,    /* no colon behind the kind */
};

/** A piece of the content, and what is to stand in its place. */
struct replacement {
    struct span span;
    tm_text text;
};

/** What may be a near miss: of tags, in one block; of a definition, in the
    file. */
struct near_miss {
    struct check *check;
    struct written *written; /* the block; NULL: a definition */
    tm_text text;            /* of the block; else of the file up to where the
                                line ends */
    struct loose_tag tag;    /* of a definition, 'paren' is the label's colon */
    size_t line_start;       /* of a definition */
    unsigned faults;         /* enum near_miss_fault, or-ed together */
    tm_text id;              /* what was meant */
    bool id_has_space;
    tm_text title;                /* the attributes as they are to be written */
    struct replacement *narrowed; /* what that takes, within the title */
    size_t narrowed_count, narrowed_capacity;
    struct replacement *unlinked; /* what makes words of the links inside */
    size_t unlinked_count, unlinked_capacity;
    bool keeps_links;    /* they cannot be made words */
    cmark_node *inline_; /* of the block: those before it are passed */
    bool began;
    struct finding *finding;
    struct replacement pending; /* an edit that may grow */
    bool has_pending;
};

/** What stands in 'span'. */
tm_text near_miss_part(const struct near_miss *near, struct span span);
/** Whether 'title' holds the quote (of "(", either parenthesis) 'mark', without
    a backslash before it. */
bool near_miss_holds(tm_text title, char mark);

/** The byte in the file of byte 'at' of the text. */
size_t near_miss_source(const struct near_miss *near, size_t at);

/** Work out the id and the title that were meant, from the tag's spans. */
void near_miss_read(struct near_miss *near);
/** What is off with its marks, quotes and white space. */
unsigned near_miss_faults(const struct near_miss *near);
/** Whether the title, mended, holds an attribute and not only words. */
bool near_miss_has_attribute(const struct near_miss *near);
/** Whether it begins with one, and names an owner; '*words' tells whether words
    are among them that are none. */
bool near_miss_has_owner(const struct near_miss *near, bool *words);
/** Whether 'span' is the one character 'mark'. */
bool near_miss_is_mark(const struct near_miss *near, struct span span,
                       char mark);
/** Whether the title is enclosed in quotes, of whatever form. */
bool near_miss_is_quoted(const struct near_miss *near);
/** Whether the text is a talk for sure: it has tags, or says who speaks. */
bool near_miss_in_talk(const struct check *check);
/** FAULT_NESTED where a link stands in the words, else 0; works out how to do
    without it. Near misses of one block are asked for in their order. */
unsigned near_miss_nested(struct near_miss *near);
/** Let the finding of 'near' propose what was meant, with 'before' before it
    (of a definition: what ends the paragraph there). */
void near_miss_mend(struct near_miss *near, enum tm_mend level, tm_text before);

#endif

/*
 * attributes.h - the grammar of a tag's attributes, which stand in the link's
 * title, and of front matter's defaults: (dialect, "Attributes").
 *
 * This knows tokens, keys and quotes. What a date or an owner means is
 * decided by date.c and build_*.c.
 */
#ifndef ATTRIBUTES_H
#define ATTRIBUTES_H

#include "arena.h"

enum attribute_type {
    ATTRIBUTE_WORD,     /* a word of the note: value */
    ATTRIBUTE_OWNER,    /* @name, owner:NAME: value is the name without "@" */
    ATTRIBUTE_TOPIC,    /* +word: value is the word */
    ATTRIBUTE_FLAG,     /* !word: value is the word without "!" or "！" */
    ATTRIBUTE_DUE,      /* due: */
    ATTRIBUTE_START,    /* start: */
    ATTRIBUTE_DONE,     /* done: */
    ATTRIBUTE_STATUS,   /* status: */
    ATTRIBUTE_BY,       /* by: */
    ATTRIBUTE_EVIDENCE, /* evidence: */
    ATTRIBUTE_SOURCE,   /* source: */
    ATTRIBUTE_FOR,      /* for: */
    ATTRIBUTE_TO,       /* to: */
    ATTRIBUTE_OTHER,    /* a key that is none of these: key, value */
};

enum attribute_fault {
    ATTRIBUTE_SOUND,
    ATTRIBUTE_UNCLOSED, /* a quote that never closes: value is the rest */
    ATTRIBUTE_EMPTY,    /* "@", "+" or "KEY:" with nothing after it */
};

/** One token. */
struct attribute {
    enum attribute_type type;
    enum attribute_fault fault;
    bool quoted;       /* the value was quoted: it is never taken for a date */
    tm_text key;       /* as written, without the colon; of OTHER and of keyed
                          forms; absent for bare ones */
    tm_text value;     /* without quotes */
    size_t start, end; /* the token's bytes in the title */
};

/**
 * Take 'title' apart. Returns the tokens in order in an array of 'arena' and
 * sets '*count'. Values are views into 'title', or copies in 'arena' where a
 * doubled quote stands for one.
 */
struct attribute *attributes_read(struct arena *arena, tm_text title,
                                  size_t *count);

/** A name of a known key. */
struct attribute_key {
    const char *name;
    enum attribute_type type;
    bool names_person; /* the value may carry an "@" */
};

/** The i-th; NULL past the last. */
const struct attribute_key *attribute_key_at(size_t i);
/** The one of that name, ASCII case aside; NULL where there is none. */
const struct attribute_key *attribute_key_find(tm_text name);
/** The quote that closes what 'code' opens; 0 where it opens nothing. */
uint32_t attribute_closing_quote(uint32_t code);

#endif

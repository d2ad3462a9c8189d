/*
 * check_tokens.h - the attributes of a tag, token by token, for the rules that
 * look at them: check_attributes.c walks, the other check_*.c that include this
 * judge.
 */
#ifndef CHECK_TOKENS_H
#define CHECK_TOKENS_H

#include "attributes.h"
#include "check.h"
#include "date.h"

/** What reading told, by where it begins. */
struct told {
    const char *rule;
    size_t start, diagnostic;
    bool done; /* what begins here was looked at, for an earlier tag: both have
                  their attributes from one definition */
};

/** The tokens of one tag. */
struct tokens {
    struct check *check;
    struct tag_source *tag;
    const struct attribute *list;
    size_t count;
    unsigned types;  /* bits 1 << enum attribute_type of those there are */
    unsigned before; /* of those looked at already, a bare date as a due one */
    struct told *told; /* by their beginnings */
    size_t told_count;
    size_t date_end; /* byte of the title up to which check_date_words() has
                        told of a date */
    struct near_keys *near; /* check_keys.c */
};

/** Where a token stands in the file. */
struct token_place {
    tm_place place;
    bool exact; /* it stands there byte by byte, so that it can be edited */
};

struct token_place token_place(struct tokens *tokens, size_t i);
/** Where bytes 'start' to 'end' of the title stand. */
struct token_place title_place(struct tokens *tokens, size_t start, size_t end);
/** The token as it is written. */
tm_text token_text(const struct tokens *tokens, size_t i);
/** The byte in the file of byte 'at' of the title, in a token that stands at
    'place', exactly. */
size_t token_byte(const struct tokens *tokens, size_t i,
                  const struct token_place *place, size_t at);
/** Whether the token that stands at 'place' begins with 'text' there: where its
    value holds escapes, its key may still be edited. */
bool token_begins(const struct tokens *tokens, const struct token_place *place,
                  tm_text text);
/** Find 'rule' at 'key', with which the token that stands at 'place' begins. */
struct finding *token_find_key(struct tokens *tokens,
                               const struct token_place *place, enum rule rule,
                               tm_text key);
/** What stands between the token and the next is white space on one line. */
bool token_is_near_next(const struct tokens *tokens, size_t i);
/** A word without a fault that says no date: it is part of a note. */
bool token_is_word(const struct tokens *tokens, size_t i);
/** Whether 'type' may be given more than once. */
bool attribute_repeats(enum attribute_type type);
/** Whether 'type' may be given once and is given already. */
bool token_is_taken(const struct tokens *tokens, enum attribute_type type);
/** What the token says of a date: a bare one, or that of due:, start:, done:.
    DATE_NONE for all others. */
enum date_result token_date(const struct tokens *tokens, size_t i,
                            tm_date *date);

/** The first of 'text's tokens; false where 'text' holds none. */
bool token_read(struct check *check, tm_text text, struct attribute *token);
/** Whether 'value', which 'type' takes, says something that talkmark reads:
    'level' tells then how sure a mend is that makes it that. */
bool value_fits(struct check *check, enum attribute_type type, tm_text value,
                enum tm_mend *level);

/** A token as it should be written. */
struct meant {
    enum rule rule;
    tm_text text; /* absent: it is sound */
    enum attribute_type type;
    enum tm_mend level;
};

/** Whether 'token', written as 'text', is one that full-width marks make
    another than was meant. */
bool token_meant(struct check *check, const struct attribute *token,
                 tm_text text, struct meant *meant);

/** The attributes that one token holds, parted by commas that end none. */
struct parted {
    tm_text text;   /* with a space for each comma */
    unsigned types; /* bits 1 << enum attribute_type of those after the first,
                       a bare date as a due one */
    enum tm_mend level;
    bool vague; /* they are dates, which may be part of a source or a note */
};

/** Whether the token that is written as 'text' holds several. */
bool token_parted(struct check *check, tm_text text, struct parted *parted);

/** How sure a mend is that makes the i-th token the value of 'type': false
    where that is none. */
bool next_fits(const struct tokens *tokens, size_t i, enum attribute_type type,
               enum tm_mend *level);

/* ---- The rules; each looks at one token ---- */

/** attribute-comma. True where it found something. */
bool check_comma(struct tokens *tokens, size_t i);
/** key-colon, attribute-fullwidth. True where it found something. */
bool check_fullwidth(struct tokens *tokens, size_t i);
/** key-misspelt; notes what key-unknown reports once. */
void check_key(struct tokens *tokens, size_t i);
/** date-year, due-before-talk, talk-undated. */
void check_date(struct tokens *tokens, size_t i);
/** Whether words follow that are likely part of the i-th token's value. */
bool value_goes_on(const struct tokens *tokens, size_t i);
/** flag-unknown, owner-all. */
void check_synonyms(struct tokens *tokens, size_t i);
/** value-words. */
void check_value_words(struct tokens *tokens, size_t i);
/** date-unread. */
void check_date_words(struct tokens *tokens, size_t i);
/** start-after-due, of all tokens. */
void check_start(struct tokens *tokens);
/** Mends for what reading told of the token. */
void check_told(struct tokens *tokens, size_t i);

/** For keys that were seen in this talk. */
struct near_keys *near_keys_new(struct check *check);
/** Whether 'count' names may be looked at once more, in this talk. */
bool near_names(struct near_keys *near, size_t count);
/** Report those that talkmark does not know, each once. */
void near_keys_report(struct check *check, struct near_keys *near);

#endif

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
};

/** The tokens of one tag. */
struct tokens {
    struct check *check;
    struct tag_source *tag;
    const struct attribute *list;
    size_t count;
    unsigned types;  /* bits 1 << enum attribute_type of those there are */
    unsigned before; /* of those looked at already, a bare date as a due one */
    const struct told *told; /* by their beginnings */
    size_t told_count;
    struct near_keys *near; /* check_keys.c */
};

/** Where a token stands in the file. */
struct token_place {
    tm_place place;
    bool exact; /* it stands there byte by byte, so that it can be edited */
};

struct token_place token_place(struct tokens *tokens, size_t i);
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

/* ---- The rules; each looks at one token ---- */

/** key-colon, attribute-fullwidth. True where it found something. */
bool check_fullwidth(struct tokens *tokens, size_t i);
/** key-misspelt; notes what key-unknown reports once. */
void check_key(struct tokens *tokens, size_t i);
/** date-year, due-before-talk. */
void check_date(struct tokens *tokens, size_t i);
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

/*
 * checked.h - one file that is judged, and mended where that is asked for: all
 * that needs nothing of other files.
 */
#ifndef CHECKED_H
#define CHECKED_H

#include "edits.h"
#include "sink.h"
#include "talkmark.h"

/* One mend may uncover another: of what is wrong in a front matter the first is
 * seen alone. Each round reads the text again, a long one not so often. */
enum {
    CHECKED_MOST_ROUNDS = 64,
};

struct checked {
    bool is_read;   /* false: messages say why, and there is nothing below */
    bool failed;    /* it could not be mended: a message says why */
    tm_text text;   /* as it was read; whose it is says what made this */
    tm_talk *talk;  /* of the text as it is now, or NULL: */
    tm_error error; /* why that cannot be read */
    size_t mends;   /* that were made */
    struct edits edits; /* all of them, of 'text' */
    struct memory mended;
    tm_talk *earlier[CHECKED_MOST_ROUNDS]; /* edits borrow of them */
    size_t rounds;
};

/**
 * Judge 'text' and mend it up to 'most' (TM_MEND_NONE: not at all). 'text',
 * 'name' and what 'config' points to are borrowed. On any thread. Free with
 * checked_free().
 */
struct checked checked_make(tm_text text, const char *name,
                            const tm_config *config, enum tm_mend most);
/** The talk as it was read; NULL where it could not be. */
const tm_talk *checked_first(const struct checked *file);
/** Its text as it is now, mended where something was. */
tm_text checked_text(const struct checked *file);
void checked_free(struct checked *file);

#endif

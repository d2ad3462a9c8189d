/*
 * date_words.h - dates in forms that a talk may not use, as people write them
 * all the same: "24 March", "3/27", "明天", "3月20日下班前".
 *
 * date.h reads what counts; this tells only what may have been meant.
 */
#ifndef DATE_WORDS_H
#define DATE_WORDS_H

#include "arena.h"

/** How sure it is that a date was meant, and which. */
enum date_sense {
    DATE_MEANT,   /* this day, and only it */
    DATE_LIKELY,  /* this day, most likely */
    DATE_PERHAPS, /* it may be no date: numbers, a word of prose */
};

/** A date as it was written. */
struct date_words {
    size_t size;      /* bytes of the text that say it */
    tm_text written;  /* as a talk reads it; absent: nothing can be said, or
                         there are two days */
    tm_date dates[2]; /* two days that it may be; year 0: there are none */
    enum date_sense sense;
    bool goes_on; /* 'written' has words after the date */
    bool past;    /* it lies before the talk, by less than half a year */
};

/** From when and how dates are counted. */
struct date_custom {
    tm_date talk; /* year 0: none is given */
    bool chinese; /* "3/4" is 4 March there, "3.20" a date */
};

/** Read the date that 'text' begins with; the words are written to 'arena'.
    False where no such form stands there, or talkmark reads it. */
bool date_words_read(struct arena *arena, tm_text text,
                     const struct date_custom *custom,
                     struct date_words *found);

#endif

/*
 * ledger.h - the rows of a ledger: one an issue, with the measures that answer
 * it and the news of it, as an office hands it in.
 *
 * What the talks of the list say with update: is folded in, in the order of
 * their dates: a row shows how things stand after the last of them.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include "task_format.h"

/** How an item stands after its news. */
struct ledger_state {
    enum tm_status status;
    tm_date due, first_due, done; /* first_due: only where it was another */
    tm_text accepted_by;
    const tm_owner *handed_to; /* NULL where nobody took it over */
};

/** An item of the list. */
struct ledger_item {
    const tm_item *item;
    struct ledger_state state;
    size_t answers, answer_count; /* of struct ledger: what answers it */
    size_t news, news_count;      /* likewise: updates, the oldest first */
    bool answers_one;             /* something else of the list */
    bool listed, expanded;        /* stands in a row; what answers it does */
    size_t row;                   /* the last that it stands in, from 1 */
};

/** 'item' answers, or tells news of, the item 'target' of the list. */
struct ledger_link {
    size_t target; /* an index of ledger.items */
    size_t order;
    const tm_item *item;
    size_t index; /* of an answer: its own index */
};

struct ledger_row {
    size_t item;                    /* an index of ledger.items */
    size_t measures, measure_count; /* indexes in ledger.measures */
};

/** Invariant: what has a count of 0 may be NULL. */
struct ledger {
    const struct tm_render_options *options;
    const tm_talk *talk; /* where all is of one talk; else NULL */
    bool chinese;
    struct ledger_item *items; /* as in the list */
    size_t count;
    struct ledger_row *rows; /* issues, then what answers none */
    size_t row_count;
    size_t *measures; /* indexes of items */
    size_t measure_count;
    struct ledger_link *answers, *news; /* sorted by target */
    size_t answer_count, news_count;
};

/** Gather what is said of 'list', which is borrowed. False where memory runs
    out. Free with ledger_free(), also then. */
bool ledger_gather(struct ledger *ledger, const struct task_list *list,
                   const struct tm_render_options *options);
void ledger_free(struct ledger *ledger);

/** Open, with a due date in force that has gone by. */
bool ledger_is_late(const struct ledger *ledger,
                    const struct ledger_item *item);
/** Days from the due date in force to the day it was done, or to today while
    it is open; 0 where it is in time, or a date is not known. */
size_t ledger_days_over(const struct ledger *ledger,
                        const struct ledger_item *item);
/** Days since 1970-01-01. */
long ledger_day_number(tm_date date);

/** "Ledger: TITLE", or "Ledger" alone where it is of several talks. */
void ledger_put_title(const struct ledger *ledger, struct sink *sink);
/** "as of DATE · in all N · closed N · late N". */
void ledger_put_summary(const struct ledger *ledger, struct sink *sink);
/** Text of a talk on one line: a line end is a space, and what could hide or
    forge is made visible (escape_terminal). */
void ledger_put_text(struct sink *sink, tm_text text);

#endif

/*
 * ledger_names.h - the items of a list found by their names (RECORD#ID).
 *
 * The shares of an item have one name: they are a run, told apart by whose
 * they are. Any other item is a run of its own; of several talks of one name
 * the first in the list counts.
 */
#ifndef LEDGER_NAMES_H
#define LEDGER_NAMES_H

#include "ledger.h"

struct ledger_name {
    tm_reference name;
    bool is_share;
    tm_text sharer;  /* what the one whose share it is is called; else absent */
    size_t index;    /* of ledger.items */
    size_t earliest; /* the place of the first in the list of its run */
};

/** Invariant: sorted by name, then sharer, then index. */
struct ledger_names {
    struct ledger_name *list;
    size_t count;
};

/** Those of a name: the places 'first' up to, not with, 'end'; 'earliest' is
    the place of the one that comes first in the list. */
struct ledger_run {
    size_t first, end, earliest;
};

/** Sort the names of 'count' items. False where memory runs out. Free with
    ledger_names_free(), also then. */
bool ledger_names_sort(struct ledger_names *names,
                       const struct ledger_item *items, size_t count);
void ledger_names_free(struct ledger_names *names);
/** Find what has that name; false where nothing has. */
bool ledger_names_find(const struct ledger_names *names, tm_reference name,
                       struct ledger_run *run);
/** Find the share of a run that is of the one who is called 'sharer'. */
bool ledger_names_share(const struct ledger_names *names,
                        const struct ledger_run *run, tm_text sharer,
                        size_t *place);

#endif

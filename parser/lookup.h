/*
 * lookup.h - values by name.
 *
 * Invariants
 *   - Open addressing: 'slots' is a power of two, at most half of it full;
 *     NULL while nothing was added.
 *   - Keys are views, borrowed; a key stands in it once.
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "arena.h"

struct lookup_entry {
    tm_text key;
    void *value; /* NULL: the slot is free */
};

/** Zero but for 'arena' is an empty one. */
struct lookup {
    struct arena *arena;
    struct lookup_entry *slots;
    size_t count, size; /* entries, slots */
};

/** What stands under 'key'; NULL where nothing does. */
void *lookup_find(const struct lookup *lookup, tm_text key);
/** Put 'value', which is not NULL, under 'key', unless something stands there.
    Returns what stands there now: the first that was added counts. */
void *lookup_add(struct lookup *lookup, tm_text key, void *value);

#endif

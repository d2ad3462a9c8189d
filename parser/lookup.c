#include "lookup.h"

#include "text.h"

static uint64_t hash_of(tm_text key)
{
    uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a, 64 bits */
    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 0x100000001B3u;
    return hash ^ (hash >> 32);
}

/* The slot that 'key' stands in, or the free one that it would. */
static struct lookup_entry *slot_of(const struct lookup *lookup, tm_text key)
{
    const size_t mask = lookup->size - 1;
    size_t at = (size_t)hash_of(key) & mask;
    while (lookup->slots[at].value && !text_equal(lookup->slots[at].key, key))
        at = (at + 1) & mask;
    return &lookup->slots[at];
}

static void grow(struct lookup *lookup)
{
    const struct lookup old = *lookup;
    lookup->size = old.size ? old.size * 2 : 16;
    lookup->slots =
        arena_zalloc(lookup->arena, lookup->size, sizeof *lookup->slots);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].value)
            *slot_of(lookup, old.slots[i].key) = old.slots[i];
}

void *lookup_find(const struct lookup *lookup, tm_text key)
{
    return lookup->count ? slot_of(lookup, key)->value : NULL;
}

void *lookup_add(struct lookup *lookup, tm_text key, void *value)
{
    if (lookup->count * 2 >= lookup->size)
        grow(lookup);
    struct lookup_entry *slot = slot_of(lookup, key);
    if (!slot->value) {
        *slot = (struct lookup_entry){ key, value };
        lookup->count++;
    }
    return slot->value;
}

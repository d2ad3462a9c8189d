#include "fingerprint.h"

#include "lines.h"
#include "render.h"

#include <stdio.h>
#include <stdlib.h>

/* How often each fingerprint's first part was seen in the file: a hash table
 * with open addressing. Who writes a talk could make keys that meet in one
 * place; so the place depends on an odd factor that nobody knows beforehand,
 * the table's address. It changes nothing of what is written. */
struct fingerprints {
    size_t used;
    unsigned bits; /* 1 << bits slots */
    uint64_t factor;
    struct slot {
        uint64_t key;
        size_t times; /* 0: the slot is free */
    } slots[];
};

enum {
    FIRST_BITS = 6,
    MOST_BITS = 40,
};

/* FNV-1a. */
uint64_t fingerprint_hash(uint64_t hash, tm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * UINT64_C(0x100000001B3);
    return hash;
}

static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(number >> (8 * i) & 0xFF);
    return fingerprint_hash(hash, (tm_text){ bytes, sizeof bytes });
}

/* ---- How often ---- */

static struct fingerprints *new_table(unsigned bits)
{
    struct fingerprints *table =
        bits > MOST_BITS
            ? NULL
            : calloc(1, sizeof *table + (sizeof(struct slot) << bits));
    if (!table)
        return NULL;
    table->bits = bits;
    table->factor =
        ((uint64_t)(uintptr_t)table * UINT64_C(0x9E3779B97F4A7C15)) | 1;
    return table;
}

static struct slot *slot_of(struct fingerprints *table, uint64_t key)
{
    const size_t last = ((size_t)1 << table->bits) - 1;
    size_t at = (size_t)((key * table->factor) >> (64 - table->bits));
    while (table->slots[at].times && table->slots[at].key != key)
        at = (at + 1) & last;
    return &table->slots[at];
}

static bool grow(struct findings_state *state)
{
    struct fingerprints *old = state->fingerprints;
    struct fingerprints *table = new_table(old ? old->bits + 1 : FIRST_BITS);
    if (!table)
        return false;
    for (size_t i = 0; old && i < (size_t)1 << old->bits; i++)
        if (old->slots[i].times)
            *slot_of(table, old->slots[i].key) = old->slots[i];
    table->used = old ? old->used : 0;
    free(old);
    state->fingerprints = table;
    return true;
}

/* How often 'key' came before. */
static bool count(struct findings_state *state, uint64_t key, size_t *before)
{
    const struct fingerprints *table = state->fingerprints;
    if ((!table || table->used >= (size_t)1 << (table->bits - 1)) &&
        !grow(state))
        return false;
    struct slot *slot = slot_of(state->fingerprints, key);
    state->fingerprints->used += !slot->times;
    slot->key = key;
    *before = slot->times++;
    return true;
}

void fingerprint_release(struct findings *findings)
{
    free(findings->state.fingerprints);
    findings->state.fingerprints = NULL;
}

/* ---- The words of the line ---- */

static uint64_t hash_line(tm_text source, size_t at)
{
    uint64_t hash = FINGERPRINT_BEGIN;
    while (at && !is_line_end(source.data[at - 1]))
        at--;
    for (; at < source.size && !is_line_end(source.data[at]); at++)
        if (source.data[at] != ' ' && source.data[at] != '\t')
            hash = fingerprint_hash(hash, (tm_text){ source.data + at, 1 });
    return hash;
}

/* Of a finding without a place, what it says. */
static uint64_t hash_words(struct findings_state *state,
                           const tm_diagnostic *finding)
{
    const tm_place *place = &finding->place;
    if (!place->line || place->start > state->source.size)
        return fingerprint_hash(FINGERPRINT_BEGIN, finding->message);
    if (state->words_line != place->line) {
        state->words = hash_line(state->source, place->start);
        state->words_line = place->line;
    }
    return state->words;
}

bool fingerprint_of(struct findings *findings, const tm_diagnostic *finding,
                    char fingerprint[FINGERPRINT_SIZE])
{
    struct findings_state *state = &findings->state;
    size_t before;
    uint64_t hash = fingerprint_hash(state->file, (tm_text){ "", 1 });
    hash = fingerprint_hash(hash, render_text(finding->rule));
    hash = hash_number(hash, hash_words(state, finding));
    if (!count(state, hash, &before))
        return false;
    snprintf(fingerprint, FINGERPRINT_SIZE, "%016llx",
             (unsigned long long)hash_number(hash, before));
    return true;
}

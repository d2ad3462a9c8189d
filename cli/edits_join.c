/*
 * edits_join.c - edits of a text that edits made, as edits of the text that was
 * there at first: a list of pieces, of which each is of that text or new.
 */
#include "edits.h"

#include <stdlib.h>

struct piece {
    size_t start, end; /* of the first text, where 'text' is absent */
    tm_text text;
};

struct pieces {
    struct piece *list;
    size_t count, capacity;
};

static bool add(struct pieces *pieces, struct piece piece)
{
    if (piece.text.data ? !piece.text.size : piece.start == piece.end)
        return true;
    if (pieces->count == pieces->capacity) {
        const size_t capacity = pieces->capacity ? pieces->capacity * 2 : 64;
        struct piece *list =
            realloc(pieces->list, capacity * sizeof *pieces->list);
        if (!list)
            return false;
        pieces->list = list;
        pieces->capacity = capacity;
    }
    pieces->list[pieces->count++] = piece;
    return true;
}

static size_t size_of(const struct piece *piece)
{
    return piece->text.data ? piece->text.size : piece->end - piece->start;
}

/* The bytes from 'from' to 'to' of 'piece'. */
static struct piece part_of(const struct piece *piece, size_t from, size_t to)
{
    return piece->text.data ? (struct piece){ .text = { piece->text.data + from,
                                                        to - from } }
                            : (struct piece){ .start = piece->start + from,
                                              .end = piece->start + to };
}

/* The text that 'edits' make of one of 'size' bytes. */
static bool split(struct pieces *pieces, const struct edits *edits, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const tm_edit *edit = &edits->list[i];
        if (!add(pieces, (struct piece){ .start = at, .end = edit->start }) ||
            !add(pieces, (struct piece){ .text = edit->text }))
            return false;
        at = edit->end;
    }
    return add(pieces, (struct piece){ .start = at, .end = size });
}

/* A walk over pieces: what of them is taken. */
struct walk {
    const struct pieces *from;
    size_t piece, within; /* how far it has come */
    size_t at;            /* and that in the text that they are */
};

/* Go on to byte 'to' of the text; what is passed goes into 'pieces', which may
 * be NULL. */
static bool walk_to(struct walk *walk, size_t to, struct pieces *pieces)
{
    while (walk->at < to && walk->piece < walk->from->count) {
        const struct piece *piece = &walk->from->list[walk->piece];
        const size_t left = size_of(piece) - walk->within;
        const size_t step = left < to - walk->at ? left : to - walk->at;
        if (pieces &&
            !add(pieces, part_of(piece, walk->within, walk->within + step)))
            return false;
        walk->at += step;
        walk->within += step;
        if (step == left) {
            walk->piece++;
            walk->within = 0;
        }
    }
    return true;
}

static bool replace(const struct pieces *from, const struct edits *edits,
                    struct pieces *to)
{
    struct walk walk = { .from = from };
    for (size_t i = 0; i < edits->count; i++) {
        const tm_edit *edit = &edits->list[i];
        if (!walk_to(&walk, edit->start, to) ||
            !add(to, (struct piece){ .text = edit->text }) ||
            !walk_to(&walk, edit->end, NULL))
            return false;
    }
    return walk_to(&walk, SIZE_MAX, to);
}

/* The edits that make the text of 'pieces' of one of 'size' bytes. */
static bool collect(struct edits *edits, const struct pieces *pieces,
                    size_t size)
{
    size_t at = 0;
    edits->list = malloc((2 * pieces->count + 1) * sizeof *edits->list);
    edits->count = 0;
    for (size_t i = 0; edits->list && i < pieces->count; i++) {
        const struct piece *piece = &pieces->list[i];
        if (piece->text.data) {
            edits->list[edits->count++] = (tm_edit){ at, at, piece->text };
            continue;
        }
        if (piece->start > at)
            edits->list[edits->count++] =
                (tm_edit){ at, piece->start, { "", 0 } };
        at = piece->end;
    }
    if (edits->list && at < size)
        edits->list[edits->count++] = (tm_edit){ at, size, { "", 0 } };
    return edits->list;
}

bool edits_join(struct edits *first, const struct edits *second, size_t size)
{
    struct pieces before = { 0 }, after = { 0 };
    struct edits joined = { .mends = first->mends + second->mends };
    const bool good = split(&before, first, size) &&
                      replace(&before, second, &after) &&
                      collect(&joined, &after, size);
    free(before.list);
    free(after.list);
    if (good) {
        edits_free(first);
        *first = joined;
    }
    return good;
}

#include "edits.h"

#include <stdlib.h>

/* ---- Collecting ---- */

/* An edit of the mend 'of', counted in the order in which they are told. */
struct piece {
    const tm_edit *edit;
    size_t of;
};

/* The edits of all mends that are wanted. */
struct collecting {
    struct piece *pieces;
    size_t count;
    bool *left_out; /* of each diagnostic */
};

static bool is_wanted(const tm_diagnostic *diagnostic, enum tm_mend most)
{
    return diagnostic->mend != TM_MEND_NONE && diagnostic->mend <= most;
}

/* By what they change; of two that begin at one byte, the one that replaces
 * nothing, then the one told first. */
static int by_edit(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;
    const bool empty = x->edit->start == x->edit->end;
    if (x->edit->start != y->edit->start)
        return x->edit->start < y->edit->start ? -1 : 1;
    if (empty != (y->edit->start == y->edit->end))
        return empty ? -1 : 1;
    return (x->of > y->of) - (x->of < y->of);
}

static size_t count_edits(const tm_talk *talk, enum tm_mend most)
{
    size_t count = 0;
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *one = tm_talk_diagnostic(talk, i);
        if (is_wanted(one, most))
            count += one->edit_count;
    }
    return count;
}

static void add_pieces(struct collecting *all, const tm_talk *talk,
                       enum tm_mend most)
{
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *one = tm_talk_diagnostic(talk, i);
        for (size_t k = 0; is_wanted(one, most) && k < one->edit_count; k++)
            all->pieces[all->count++] = (struct piece){ &one->edits[k], i };
    }
    qsort(all->pieces, all->count, sizeof *all->pieces, by_edit);
}

static void leave_out_overlaps(struct collecting *all)
{
    size_t free_from = 0; /* the edits so far end here */
    for (size_t i = 0; i < all->count; i++) {
        const struct piece *piece = &all->pieces[i];
        if (!all->left_out[piece->of] && piece->edit->start >= free_from)
            free_from = piece->edit->end;
        else
            all->left_out[piece->of] = true;
    }
}

static void take(struct edits *edits, const struct collecting *all,
                 const tm_talk *talk)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct piece *piece = &all->pieces[i];
        if (all->left_out[piece->of])
            continue;
        edits->list[edits->count++] = *piece->edit;
        edits->mends +=
            piece->edit == tm_talk_diagnostic(talk, piece->of)->edits;
    }
}

bool edits_collect(struct edits *edits, const tm_talk *talk, enum tm_mend most)
{
    const size_t count = count_edits(talk, most);
    struct collecting all = {
        .pieces = malloc((count + 1) * sizeof *all.pieces),
        .left_out = calloc(tm_talk_diagnostic_count(talk) + 1, 1),
    };
    *edits = (struct edits){
        .list = malloc((count + 1) * sizeof *edits->list),
    };
    const bool good = edits->list && all.pieces && all.left_out;
    if (good) {
        add_pieces(&all, talk, most);
        leave_out_overlaps(&all);
        take(edits, &all, talk);
    } else {
        edits_free(edits);
    }
    free(all.pieces);
    free(all.left_out);
    return good;
}

void edits_free(struct edits *edits)
{
    free(edits->list);
    *edits = (struct edits){ 0 };
}

/* ---- Applying ---- */

bool edits_apply(const struct edits *edits, tm_text source, struct memory *out)
{
    size_t at = 0;
    bool good = true;
    for (size_t i = 0; good && i < edits->count; i++) {
        const tm_edit *edit = &edits->list[i];
        good = memory_write(out, source.data + at, edit->start - at) &&
               memory_write(out, edit->text.data, edit->text.size);
        at = edit->end;
    }
    return good && memory_write(out, source.data + at, source.size - at);
}

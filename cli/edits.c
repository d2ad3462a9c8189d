#include "edits.h"

#include <stdlib.h>

/* ---- Collecting ---- */

static size_t start_of(const tm_diagnostic *mended)
{
    return mended->edits[0].start;
}

static size_t end_of(const tm_diagnostic *mended)
{
    return mended->edits[mended->edit_count - 1].end;
}

static bool is_wanted(const tm_diagnostic *diagnostic, enum tm_mend most)
{
    return diagnostic->mend != TM_MEND_NONE && diagnostic->mend <= most &&
           diagnostic->edit_count;
}

/* By what they change; of two that begin at one byte, the one told first. */
static int by_edits(const void *a, const void *b)
{
    const tm_diagnostic *x = *(const tm_diagnostic *const *)a;
    const tm_diagnostic *y = *(const tm_diagnostic *const *)b;
    const size_t first = start_of(x), other = start_of(y);
    return first != other ? (first > other) - (first < other)
                          : (x > y) - (x < y);
}

/* The diagnostics whose mends are wanted, sorted; '*edits' is how many edits
 * they have. Free with free(). */
static const tm_diagnostic **wanted(const tm_talk *talk, enum tm_mend most,
                                    size_t *count, size_t *edits)
{
    const size_t all = tm_talk_diagnostic_count(talk);
    const tm_diagnostic **list = malloc((all + 1) * sizeof *list);
    *count = *edits = 0;
    for (size_t i = 0; list && i < all; i++) {
        const tm_diagnostic *one = tm_talk_diagnostic(talk, i);
        if (!is_wanted(one, most))
            continue;
        list[(*count)++] = one;
        *edits += one->edit_count;
    }
    if (list)
        qsort(list, *count, sizeof *list, by_edits);
    return list;
}

static void take(struct edits *edits, const tm_diagnostic *mended)
{
    memcpy(edits->list + edits->count, mended->edits,
           mended->edit_count * sizeof *mended->edits);
    edits->count += mended->edit_count;
    edits->mends++;
}

bool edits_collect(struct edits *edits, const tm_talk *talk, enum tm_mend most)
{
    size_t count, all, free_from = 0;
    *edits = (struct edits){ 0 };
    const tm_diagnostic **list = wanted(talk, most, &count, &all);
    if (list)
        edits->list = malloc((all + 1) * sizeof *edits->list);
    for (size_t i = 0; edits->list && i < count; i++) {
        if (start_of(list[i]) < free_from)
            continue;
        take(edits, list[i]);
        free_from = end_of(list[i]);
    }
    free(list);
    return edits->list;
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

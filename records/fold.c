/*
 * fold.c - what became of the items: later talks' updates, in the order of
 * their dates (dialect, "Records over time").
 */
#include "records_model.h"

#include <stdlib.h>

/* By date; of one day as they were added. A talk without a date comes last:
 * what it says is the newest that is known. */
static int by_date(const void *a, const void *b)
{
    const struct record *const x = *(struct record *const *)a;
    const struct record *const y = *(struct record *const *)b;
    const bool dated = x->date.year, other = y->date.year;
    if (dated != other)
        return dated ? -1 : 1;
    const int order = tm_date_compare(x->date, y->date);
    return order ? order : (x > y) - (x < y);
}

/* News of some owners says nothing of an item that others have a share of. */
static void apply(const struct records *records,
                  const struct record_item *update)
{
    size_t matches;
    struct record_item *item = records_target(records, update, &matches);
    if (item && update->has_status && !(item->is_shared && update->is_partial))
        item->status = update->status;
}

static void apply_all(const struct records *records, const struct record *talk)
{
    for (size_t i = 0; i < talk->item_count; i++) {
        const struct record_item *item = &records->items[talk->first_item + i];
        if (item->kind == TM_KIND_UPDATE)
            apply(records, item);
    }
}

static void count_answers(struct records *records)
{
    for (size_t i = 0; i < records->item_count; i++) {
        const struct record_item *item = &records->items[i];
        for (size_t k = 0; k < item->answer_count; k++) {
            struct record_item *target =
                records_find(records, item, item->answers[k]);
            if (!target || target->counted == item)
                continue; /* one that names it twice answers it once */
            target->counted = item;
            target->answered_by++;
            target->done_by += tm_status_is_closed(item->status);
        }
    }
}

bool records_fold(struct records *records)
{
    const size_t count = records->talk_count;
    struct record **talks = malloc((count + 1) * sizeof(struct record *));
    if (!talks)
        return false;
    for (size_t i = 0; i < count; i++)
        talks[i] = &records->talks[i];
    qsort(talks, count, sizeof *talks, by_date);
    for (size_t i = 0; i < count; i++)
        apply_all(records, talks[i]);
    free(talks);
    count_answers(records);
    return true;
}

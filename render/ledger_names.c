#include "ledger_names.h"

#include "value.h"

#include <stdlib.h>

static int compare_names(tm_reference a, tm_reference b)
{
    const int records = render_text_compare(a.record, b.record);
    return records ? records : render_text_compare(a.id, b.id);
}

static int by_name(const void *left, const void *right)
{
    const struct ledger_name *a = left, *b = right;
    const int names = compare_names(a->name, b->name);
    const int sharers =
        names ? names : render_text_compare(a->sharer, b->sharer);
    return sharers ? sharers : (a->index > b->index) - (a->index < b->index);
}

static struct ledger_name name_of(const tm_item *item, size_t index)
{
    struct ledger_name name = { .name = value_self(item), .index = index };
    name.is_share = tm_item_is_share(item);
    if (name.is_share)
        name.sharer = tm_owner_label(tm_item_owner(item, 0));
    return name;
}

/* The first of a run keeps which of them is the earliest. */
static void set_earliest(struct ledger_names *names)
{
    struct ledger_name *list = names->list;
    for (size_t i = 0, first = 0; i < names->count; i++) {
        if (compare_names(list[first].name, list[i].name))
            first = i;
        if (i == first || list[i].index < list[list[first].earliest].index)
            list[first].earliest = i;
    }
}

bool ledger_names_sort(struct ledger_names *names,
                       const struct ledger_item *items, size_t count)
{
    names->count = count;
    names->list = calloc(count + 1, sizeof *names->list);
    if (!names->list)
        return false;
    for (size_t i = 0; i < count; i++)
        names->list[i] = name_of(items[i].item, i);
    qsort(names->list, count, sizeof *names->list, by_name);
    set_earliest(names);
    return true;
}

void ledger_names_free(struct ledger_names *names)
{
    free(names->list);
    *names = (struct ledger_names){ 0 };
}

/* The first place from 'low' up to 'high' whose name is not before 'name', or,
 * where 'over', is behind it. */
static size_t bound(const struct ledger_names *names, size_t low, size_t high,
                    tm_reference name, bool over)
{
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_names(names->list[middle].name, name);
        if (order < 0 || (over && !order))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ledger_names_find(const struct ledger_names *names, tm_reference name,
                       struct ledger_run *run)
{
    run->first = bound(names, 0, names->count, name, false);
    run->end = run->earliest = run->first;
    if (run->first == names->count ||
        compare_names(names->list[run->first].name, name))
        return false;
    run->earliest = names->list[run->first].earliest;
    run->end = names->list[run->first].is_share
                   ? bound(names, run->first, names->count, name, true)
                   : run->first + 1;
    return true;
}

bool ledger_names_share(const struct ledger_names *names,
                        const struct ledger_run *run, tm_text sharer,
                        size_t *place)
{
    size_t low = run->first, high = run->end;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (render_text_compare(names->list[middle].sharer, sharer) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *place = low;
    return low < run->end && render_text_equal(names->list[low].sharer, sharer);
}

#include "by_owner.h"

#include <stdlib.h>

/* How many groups 'item' stands in. */
static size_t shares(const tm_item *item)
{
    const size_t owners = tm_item_owner_count(item);
    return tm_item_is_each(item) && owners ? owners : 1;
}

static void add(struct by_owner *by_owner, const tm_item *item, size_t share)
{
    const tm_owner *owner =
        tm_item_owner_count(item) ? tm_item_owner(item, share) : NULL;
    by_owner->items[by_owner->count] = (struct owned){
        .item = item,
        .owner = owner,
        .label = owner ? tm_owner_label(owner) : (tm_text){ 0 },
        .order = by_owner->count,
    };
    by_owner->count++;
}

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int by_label(const void *left, const void *right)
{
    const struct owned *a = left, *b = right;
    const int labels = render_text_compare(a->label, b->label);
    return labels ? labels : compare_sizes(a->order, b->order);
}

static int by_group(const void *left, const void *right)
{
    const struct owned *a = left, *b = right;
    if (!a->owner != !b->owner)
        return a->owner ? -1 : 1;
    const int groups = compare_sizes(a->group, b->group);
    return groups ? groups : compare_sizes(a->order, b->order);
}

/* Sorted by label, then order: the first of a label names its group. */
static void set_groups(struct by_owner *by_owner)
{
    struct owned *items = by_owner->items;
    for (size_t i = 0; i < by_owner->count; i++) {
        const bool same =
            i && !render_text_compare(items[i - 1].label, items[i].label);
        items[i].group = same ? items[i - 1].group : items[i].order;
    }
}

/* Sorted by group. An owner with an empty label is still no "nobody". */
static void set_beginnings(struct by_owner *by_owner)
{
    struct owned *items = by_owner->items;
    for (size_t i = 0; i < by_owner->count; i++)
        items[i].begins = !i || items[i].group != items[i - 1].group ||
                          !items[i].owner != !items[i - 1].owner;
}

bool by_owner_sort(struct by_owner *by_owner, const struct task_list *list)
{
    *by_owner = (struct by_owner){ 0 };
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += shares(list->items[i]);
    if (!count)
        return true;
    by_owner->items = calloc(count, sizeof *by_owner->items);
    if (!by_owner->items)
        return false;
    for (size_t i = 0; i < list->count; i++)
        for (size_t share = 0; share < shares(list->items[i]); share++)
            add(by_owner, list->items[i], share);
    qsort(by_owner->items, count, sizeof *by_owner->items, by_label);
    set_groups(by_owner);
    qsort(by_owner->items, count, sizeof *by_owner->items, by_group);
    set_beginnings(by_owner);
    return true;
}

void by_owner_free(struct by_owner *by_owner)
{
    free(by_owner->items);
    *by_owner = (struct by_owner){ 0 };
}

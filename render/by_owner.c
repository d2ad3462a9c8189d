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

static tm_text id_of(const struct owned *owned)
{
    return owned->owner ? owned->owner->id : (tm_text){ 0 };
}

static int by_id(const void *left, const void *right)
{
    const struct owned *a = left, *b = right;
    const int ids = render_text_compare(id_of(a), id_of(b));
    return ids ? ids : compare_sizes(a->order, b->order);
}

/* Whether two owners of one talk are in 'run', which is of one label and in
 * the order of the talks. */
static bool has_namesakes(const struct owned *run, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (tm_item_talk(run[i].item) == tm_item_talk(run[i - 1].item) &&
            !render_text_equal(id_of(&run[i]), id_of(&run[i - 1])))
            return true;
    return false;
}

static void set_group(struct owned *run, size_t count)
{
    for (size_t i = 0; i < count; i++)
        run[i].group = run[0].order;
}

static size_t same_ids(const struct owned *run, size_t count)
{
    size_t same = 1;
    while (same < count && render_text_equal(id_of(&run[same]), id_of(run)))
        same++;
    return same;
}

static void part_namesakes(struct owned *run, size_t count)
{
    qsort(run, count, sizeof *run, by_id);
    for (size_t i = 0; i < count; i++)
        run[i].id = id_of(&run[i]);
    for (size_t at = 0, same; at < count; at += same) {
        same = same_ids(run + at, count - at);
        set_group(run + at, same);
    }
}

/* Sorted by label, then order: the first of a label, or of an id among
 * namesakes, names its group. */
static void set_groups(struct by_owner *by_owner)
{
    struct owned *items = by_owner->items;
    for (size_t at = 0, end; at < by_owner->count; at = end) {
        end = at + 1;
        while (end < by_owner->count &&
               render_text_equal(items[end].label, items[at].label))
            end++;
        if (has_namesakes(items + at, end - at))
            part_namesakes(items + at, end - at);
        else
            set_group(items + at, end - at);
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

/*
 * order.c - items in an order that is asked for.
 */
#include "model.h"

#include "text.h"

#include <stdlib.h>

static int compare_numbers(int a, int b)
{
    return (a > b) - (a < b);
}

/* What has no date has its place after those that have one. */
static int rank_of_due(const tm_item *item)
{
    if (item->dates[TM_ITEM_DUE].year)
        return 0;
    if (item->ongoing)
        return 3;
    return item->fields[TM_ITEM_DUE_TEXT].size ? 1 : 2;
}

static int by_due(const tm_item *a, const tm_item *b)
{
    const int ranks = compare_numbers(rank_of_due(a), rank_of_due(b));
    return ranks
               ? ranks
               : tm_date_compare(a->dates[TM_ITEM_DUE], b->dates[TM_ITEM_DUE]);
}

static int by_owner(const tm_item *a, const tm_item *b)
{
    if (!a->owner_count || !b->owner_count)
        return compare_numbers(!a->owner_count, !b->owner_count);
    return text_compare(tm_owner_label(a->owners), tm_owner_label(b->owners));
}

static int by_record(const tm_item *a, const tm_item *b)
{
    return text_compare(a->talk->fields[TM_FIELD_RECORD],
                        b->talk->fields[TM_FIELD_RECORD]);
}

static int by_kind(const tm_item *a, const tm_item *b)
{
    return compare_numbers((int)a->kind, (int)b->kind);
}

static int by_text(const tm_item *a, const tm_item *b)
{
    return text_compare(a->words, b->words);
}

bool tm_order_find(tm_text word, enum tm_order *order)
{
    static const char *const names[TM_ORDER__COUNT] = {
#define ORDER(NAME, name) [TM_ORDER_##NAME] = (name),
#include "orders.def"
#undef ORDER
    };
    for (int i = 0; i < TM_ORDER__COUNT; i++)
        if (text_is(word, names[i])) {
            *order = (enum tm_order)i;
            return true;
        }
    return false;
}

int tm_item_compare(const tm_item *a, const tm_item *b, enum tm_order order)
{
    static int (*const compare[TM_ORDER__COUNT])(const tm_item *,
                                                 const tm_item *) = {
        [TM_ORDER_DUE] = by_due,       [TM_ORDER_OWNER] = by_owner,
        [TM_ORDER_RECORD] = by_record, [TM_ORDER_KIND] = by_kind,
        [TM_ORDER_TEXT] = by_text,
    };
    return compare[order](a, b);
}

/* Merge the sorted runs from 'low' to 'middle' and from there to 'high'. */
static void merge(const tm_item **to, const tm_item *const *from, size_t low,
                  size_t middle, size_t high, enum tm_order order)
{
    size_t left = low, right = middle;
    for (size_t at = low; at < high; at++) {
        const bool takes_left =
            left < middle &&
            (right >= high ||
             tm_item_compare(from[left], from[right], order) <= 0);
        to[at] = from[takes_left ? left++ : right++];
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Bottom up, and not by qsort(), which keeps no order of its own and may take
 * the square of the items. */
bool tm_items_sort(const tm_item **items, size_t count, enum tm_order order)
{
    const tm_item **spare = malloc((count + 1) * sizeof *spare);
    const tm_item **from = items, **to = spare;
    if (!spare)
        return false;
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t low = 0; low < count; low += 2 * run)
            merge(to, from, low, least(low + run, count),
                  least(low + 2 * run, count), order);
        const tm_item **swapped = from;
        from = to;
        to = swapped;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
    free(spare);
    return true;
}

#include "cites.h"

#include "render.h"

#include <stdlib.h>

static int by_id_and_place(const void *a, const void *b)
{
    const tm_item *const *x = a, *const *y = b;
    const int order = render_text_compare(tm_item_id(*x), tm_item_id(*y));
    const size_t i = tm_item_index(*x), j = tm_item_index(*y);
    return order ? order : (i > j) - (i < j);
}

bool cites_gather(struct cites *cites, const tm_talk *talk)
{
    const size_t count = tm_talk_item_count(talk);
    *cites = (struct cites){ .items = malloc((count + 1) * sizeof(void *)) };
    if (!cites->items)
        return false;
    for (size_t i = 0; i < count; i++)
        if (tm_item_kind(tm_talk_item(talk, i)) == TM_KIND_CITE)
            cites->items[cites->count++] = tm_talk_item(talk, i);
    if (cites->count)
        qsort(cites->items, cites->count, sizeof(void *), by_id_and_place);
    return true;
}

void cites_free(struct cites *cites)
{
    free(cites->items);
    *cites = (struct cites){ 0 };
}

size_t cites_find(const struct cites *cites, const tm_item *item)
{
    const tm_text id = tm_item_id(item);
    size_t low = 0, high = cites->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (render_text_compare(tm_item_id(cites->items[middle]), id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool cites_is_first(const struct cites *cites, const tm_item *item)
{
    return cites->items[cites_find(cites, item)] == item;
}

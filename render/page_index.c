#include "page_index.h"

#include "render.h"

#include <stdlib.h>
#include <string.h>

bool page_index_has_row(enum tm_kind kind)
{
    return (tm_kind_traits(kind) & TM_TRAIT_TASK) || kind == TM_KIND_DECISION ||
           kind == TM_KIND_CITE || kind == TM_KIND_UPDATE;
}

/* ---- Numbers ---- */

static bool gather_numbers(struct page_index *index, const tm_talk *talk)
{
    const size_t count = tm_talk_item_count(talk);
    size_t number = 0;
    index->numbers = calloc(count + 1, sizeof *index->numbers);
    for (size_t i = 0; index->numbers && i < count; i++) {
        const tm_item *item = tm_talk_item(talk, i);
        const bool repeated = tm_item_kind(item) == TM_KIND_CITE &&
                              !cites_is_first(&index->cites, item);
        if (page_index_has_row(tm_item_kind(item)) && !repeated)
            index->numbers[i] = ++number;
    }
    return index->numbers;
}

size_t page_index_number(const struct page_index *index, const tm_item *item)
{
    if (tm_item_kind(item) == TM_KIND_CITE)
        item = index->cites.items[cites_find(&index->cites, item)];
    return index->numbers[tm_item_index(item)];
}

/* ---- Answers ---- */

static bool is_own(const tm_item *item, tm_text record)
{
    const tm_talk *talk = tm_item_talk(item);
    return !record.data ||
           render_text_equal(record, tm_talk_field(talk, TM_FIELD_RECORD));
}

static size_t count_answers(const tm_talk *talk)
{
    size_t count = 0;
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        count += tm_item_for_count(tm_talk_item(talk, i));
    return count;
}

static void add_answers(struct page_index *index, const tm_item *item)
{
    for (size_t i = 0; i < tm_item_for_count(item); i++) {
        const tm_reference to = tm_item_for(item, i);
        if (is_own(item, to.record))
            index->answers[index->answer_count++] =
                (struct answer){ to.id, item };
    }
}

static int by_id(const void *a, const void *b)
{
    const struct answer *x = a, *y = b;
    const int order = render_text_compare(x->id, y->id);
    const size_t i = tm_item_index(x->item), j = tm_item_index(y->item);
    return order ? order : (i > j) - (i < j);
}

static bool gather_answers(struct page_index *index, const tm_talk *talk)
{
    index->answers = malloc((count_answers(talk) + 1) * sizeof *index->answers);
    if (!index->answers)
        return false;
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        add_answers(index, tm_talk_item(talk, i));
    if (index->answer_count)
        qsort(index->answers, index->answer_count, sizeof *index->answers,
              by_id);
    return true;
}

const struct answer *page_index_answers(const struct page_index *index,
                                        const tm_item *item, size_t *count)
{
    const tm_text id = tm_item_id(item);
    size_t low = 0, high = index->answer_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (render_text_compare(index->answers[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < index->answer_count &&
           render_text_equal(index->answers[low + *count].id, id))
        ++*count;
    return &index->answers[low];
}

/* ---- All of it ---- */

bool page_index_gather(struct page_index *index, const tm_talk *talk)
{
    *index = (struct page_index){ 0 };
    return cites_gather(&index->cites, talk) && gather_numbers(index, talk) &&
           gather_answers(index, talk);
}

void page_index_free(struct page_index *index)
{
    cites_free(&index->cites);
    free(index->numbers);
    free(index->answers);
    *index = (struct page_index){ 0 };
}

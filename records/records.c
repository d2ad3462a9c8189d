#include "records.h"

#include "records_model.h"

#include <stdlib.h>
#include <string.h>

/* ---- Memory ---- */

struct records_kept {
    struct records_kept *next;
    max_align_t data[];
};

void *records_keep(struct records *records, size_t size)
{
    struct records_kept *kept = malloc(sizeof *kept + size + 1);
    if (!kept) {
        records->failed = true;
        return NULL;
    }
    kept->next = records->kept;
    records->kept = kept;
    return kept->data;
}

void *records_grow(struct records *records, void *list, size_t count,
                   size_t *capacity, size_t size)
{
    if (count < *capacity)
        return list;
    const size_t most = *capacity ? *capacity * 2 : 16;
    void *grown = realloc(list, most * size);
    if (grown)
        *capacity = most;
    else
        records->failed = true;
    return grown;
}

static tm_text keep_text(struct records *records, tm_text text)
{
    if (!text.data)
        return text;
    char *copy = records_keep(records, text.size);
    if (!copy)
        return (tm_text){ 0 };
    if (text.size)
        memcpy(copy, text.data, text.size);
    return (tm_text){ copy, text.size };
}

static tm_reference keep_reference(struct records *records,
                                   tm_reference reference)
{
    return (tm_reference){ keep_text(records, reference.record),
                           keep_text(records, reference.id) };
}

struct records *records_begin(void)
{
    return calloc(1, sizeof(struct records));
}

void records_free(struct records *records)
{
    if (!records)
        return;
    while (records->kept) {
        struct records_kept *next = records->kept->next;
        free(records->kept);
        records->kept = next;
    }
    free(records->talks);
    free(records->items);
    free(records->by_name);
    free(records->by_id);
    free(records->findings);
    free(records);
}

/* ---- A talk ---- */

static unsigned ignored_at(const tm_talk *talk, size_t byte)
{
    static const char *const names[RECORD_RULE__COUNT] = {
        [RECORD_TWICE] = "record-twice",
        [RECORD_UNKNOWN] = "record-unknown",
        [TARGET_NOWHERE] = "target-nowhere",
        [TARGET_AMBIGUOUS] = "target-ambiguous",
        [FOLLOWS_CIRCLE] = "follows-circle",
        [ITEM_MOOT] = "item-moot",
        [ISSUE_ANSWERED] = "issue-answered",
    };
    unsigned ignored = 0;
    for (unsigned i = 0; i < RECORD_RULE__COUNT; i++)
        if (tm_talk_ignores(talk, names[i], byte))
            ignored |= 1u << i;
    return ignored;
}

/* Whether every owner has something of their own to say of it. */
static bool is_shared(const tm_item *item)
{
    const size_t count = tm_item_owner_count(item);
    return tm_item_is_each(item) || count > 1 ||
           (count == 1 && tm_item_owner(item, 0)->type != TM_OWNER_PERSON &&
            tm_item_owner(item, 0)->type != TM_OWNER_UNKNOWN);
}

static void keep_answers(struct records *records, struct record_item *to,
                         const tm_item *item)
{
    const size_t count = tm_item_for_count(item);
    if (count)
        to->answers = records_keep(records, count * sizeof *to->answers);
    for (size_t i = 0; to->answers && i < count; i++)
        to->answers[to->answer_count++] =
            keep_reference(records, tm_item_for(item, i));
}

/* Whether others may name it or it names others. */
static bool matters(const tm_item *item)
{
    return !tm_item_is_auto_id(item) || tm_item_for_count(item) ||
           tm_item_kind(item) == TM_KIND_UPDATE;
}

static void add_item(struct records *records, size_t record,
                     const tm_item *item)
{
    const enum tm_kind kind = tm_item_kind(item);
    if (kind == TM_KIND_CITE || !matters(item))
        return;
    struct record_item *items =
        records_grow(records, records->items, records->item_count,
                     &records->item_capacity, sizeof *items);
    if (!items)
        return;
    records->items = items;
    struct record_item *to = &items[records->item_count++];
    *to = (struct record_item){
        .record = record,
        .kind = kind,
        .words = keep_text(records, tm_item_words(item)),
        .place = tm_item_place(item),
        .target = keep_reference(records, tm_item_target(item)),
        .status = tm_item_status(item),
        .has_status = tm_item_has_status(item),
        .is_shared = is_shared(item),
        .is_partial = tm_item_owner_count(item) > 0,
        .ignored = ignored_at(tm_item_talk(item), tm_item_place(item).start),
    };
    if (!tm_item_is_auto_id(item))
        to->id = keep_text(records, tm_item_id(item));
    keep_answers(records, to, item);
}

void records_add(struct records *records, size_t file, const tm_talk *talk)
{
    struct record *talks =
        records_grow(records, records->talks, records->talk_count,
                     &records->talk_capacity, sizeof *talks);
    if (!talks)
        return;
    records->talks = talks;
    const size_t count = tm_talk_list_count(talk, TM_LIST_FOLLOWS);
    const size_t index = records->talk_count++;
    struct record *to = &talks[index];
    *to = (struct record){
        .file = file,
        .name = keep_text(records, tm_talk_field(talk, TM_FIELD_RECORD)),
        .date = tm_talk_date(talk),
        .place = tm_talk_record_place(talk),
        .follows = records_keep(records, count * sizeof *to->follows),
        .follows_places =
            records_keep(records, count * sizeof *to->follows_places),
        .first_item = records->item_count,
        .ignored = ignored_at(talk, 0),
    };
    if (!to->place.line)
        to->place = (tm_place){ 1, 1, 1, 1, 0, 0 };
    for (size_t i = 0; !records->failed && i < count; i++) {
        to->follows_places[i] = tm_talk_follows_place(talk, i);
        to->follows[to->follow_count++] =
            keep_text(records, tm_talk_list(talk, TM_LIST_FOLLOWS, i));
    }
    for (size_t i = 0; !records->failed && i < tm_talk_item_count(talk); i++)
        add_item(records, index, tm_talk_item(talk, i));
    to->item_count = records->item_count - to->first_item;
}

/* ---- Looking things up ---- */

static int compare(tm_text a, tm_text b)
{
    const size_t size = a.size < b.size ? a.size : b.size;
    const int order = size ? memcmp(a.data, b.data, size) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int by_name(const void *a, const void *b)
{
    const struct record *const x = *(struct record *const *)a;
    const struct record *const y = *(struct record *const *)b;
    const int order = compare(x->name, y->name);
    return order ? order : (x > y) - (x < y);
}

static int by_id(const void *a, const void *b)
{
    const struct record_item *const x = *(struct record_item *const *)a;
    const struct record_item *const y = *(struct record_item *const *)b;
    if (x->record != y->record)
        return (x->record > y->record) - (x->record < y->record);
    const int order = compare(x->id, y->id);
    return order ? order : (x > y) - (x < y);
}

bool records_index(struct records *records)
{
    records->by_name =
        malloc((records->talk_count + 1) * sizeof *records->by_name);
    records->by_id = malloc((records->item_count + 1) * sizeof *records->by_id);
    if (!records->by_name || !records->by_id)
        return false;
    for (size_t i = 0; i < records->talk_count; i++)
        records->by_name[i] = &records->talks[i];
    for (size_t i = 0; i < records->item_count; i++)
        if (records->items[i].id.size)
            records->by_id[records->id_count++] = &records->items[i];
    qsort(records->by_name, records->talk_count, sizeof *records->by_name,
          by_name);
    qsort(records->by_id, records->id_count, sizeof *records->by_id, by_id);
    return true;
}

struct record *records_find_talk(const struct records *records, tm_text name)
{
    size_t low = 0, high = records->talk_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare(records->by_name[middle]->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < records->talk_count &&
                   !compare(records->by_name[low]->name, name)
               ? records->by_name[low]
               : NULL;
}

struct record_item *records_find_item(const struct records *records,
                                      const struct record *talk, tm_text id)
{
    const size_t record = (size_t)(talk - records->talks);
    size_t low = 0, high = records->id_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct record_item *item = records->by_id[middle];
        if (item->record < record ||
            (item->record == record && compare(item->id, id) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == records->id_count || records->by_id[low]->record != record ||
        compare(records->by_id[low]->id, id) != 0)
        return NULL;
    return records->by_id[low];
}

struct record_item *records_find(const struct records *records,
                                 const struct record_item *item,
                                 tm_reference reference)
{
    const struct record *talk =
        reference.record.size ? records_find_talk(records, reference.record)
                              : &records->talks[item->record];
    return talk ? records_find_item(records, talk, reference.id) : NULL;
}

struct record_item *records_target(const struct records *records,
                                   const struct record_item *update,
                                   size_t *matches)
{
    const struct record *own = &records->talks[update->record];
    struct record_item *found = NULL;
    *matches = 0;
    if (update->target.record.size) {
        found = records_find(records, update, update->target);
        *matches = found != NULL;
        return found;
    }
    for (size_t i = 0; i < own->follow_count; i++) {
        const struct record *talk = records_find_talk(records, own->follows[i]);
        struct record_item *item =
            talk ? records_find_item(records, talk, update->target.id) : NULL;
        if (!item || item == found)
            continue;
        found = item;
        ++*matches;
    }
    return *matches == 1 ? found : NULL;
}

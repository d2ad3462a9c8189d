#include "groups.h"

#include "list_language.h"
#include "words.h"

#include <limits.h>
#include <stdlib.h>

/* The rank of what has none of what the list is grouped by. */
enum {
    LAST = INT_MAX
};

static const char *const names[GROUP_BY__COUNT] = {
#define GROUP_BY(NAME, word) [GROUP_BY_##NAME] = (word),
#include "groups.def"
#undef GROUP_BY
};

bool groups_find(tm_text word, enum group_by *by)
{
    for (int i = GROUP_BY_DEFAULT + 1; i < GROUP_BY__COUNT; i++)
        if (render_text_equal(word, render_text(names[i]))) {
            *by = (enum group_by)i;
            return true;
        }
    return false;
}

/* ---- Days ---- */

struct days {
    tm_date today, week_end, month_end;
};

static int month_length(tm_date date)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31 };
    const bool leap =
        date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    return lengths[date.month - 1] + (date.month == 2 && leap);
}

/* 0 Monday to 6 Sunday (Sakamoto's table). */
static int weekday(tm_date date)
{
    static const int months[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
    const int year = date.year - (date.month < 3);
    const int from_sunday = (year + year / 4 - year / 100 + year / 400 +
                             months[date.month - 1] + date.day) %
                            7;
    return (from_sunday + 6) % 7;
}

/* Weeks end on Sunday (ISO 8601). */
static struct days days_of(tm_date today)
{
    struct days days = { today, today, today };
    if (!today.year)
        return days;
    const int length = month_length(today);
    const int sunday = today.day + 6 - weekday(today);
    days.month_end.day = (uint8_t)length;
    days.week_end.day = (uint8_t)(sunday > length ? sunday - length : sunday);
    if (sunday > length) {
        days.week_end.month = (uint8_t)(today.month % 12 + 1);
        days.week_end.year = (int16_t)(today.year + (today.month == 12));
    }
    return days;
}

/* The groups by due date in their order. What was due before today and is not
 * late, as it is closed, is behind us. */
enum due_rank {
    DUE_LATE,
    DUE_WEEK,
    DUE_MONTH,
    DUE_LATER,
    DUE_NEVER,
    DUE_PAST,
    DUE__COUNT
};

static const enum word due_words[DUE__COUNT] = {
    [DUE_LATE] = WORD_GROUP_LATE,   [DUE_WEEK] = WORD_GROUP_WEEK,
    [DUE_MONTH] = WORD_GROUP_MONTH, [DUE_LATER] = WORD_GROUP_LATER,
    [DUE_NEVER] = WORD_GROUP_NEVER, [DUE_PAST] = WORD_GROUP_PAST,
};

static enum due_rank due_rank(const tm_item *item, const struct days *days)
{
    const tm_date due = tm_item_date(item, TM_ITEM_DUE);
    if (!due.year)
        return DUE_NEVER;
    if (tm_item_is_late(item, days->today))
        return DUE_LATE;
    if (tm_date_compare(due, days->today) < 0)
        return DUE_PAST;
    if (tm_date_compare(due, days->week_end) <= 0)
        return DUE_WEEK;
    return tm_date_compare(due, days->month_end) <= 0 ? DUE_MONTH : DUE_LATER;
}

/* ---- What makes a group ---- */

static int rank_of_text(tm_text text)
{
    return text.size ? 0 : LAST;
}

/* An owner with an empty label is still no "nobody". */
static void set_owner(struct grouped *grouped, const struct days *days)
{
    (void)days;
    grouped->label =
        grouped->owner ? tm_owner_label(grouped->owner) : (tm_text){ 0 };
    grouped->rank = grouped->owner ? 0 : LAST;
}

static void set_due(struct grouped *grouped, const struct days *days)
{
    grouped->rank = (int)due_rank(grouped->item, days);
}

static void set_kind(struct grouped *grouped, const struct days *days)
{
    (void)days;
    grouped->rank = (int)tm_item_kind(grouped->item);
}

static void set_point(struct grouped *grouped, const struct days *days)
{
    (void)days;
    grouped->rank = tm_item_parent(grouped->item) ? 0 : LAST;
}

static void set_source(struct grouped *grouped, const struct days *days)
{
    (void)days;
    grouped->label = tm_item_field(grouped->item, TM_ITEM_SOURCE);
    grouped->rank = rank_of_text(grouped->label);
}

static void set_record(struct grouped *grouped, const struct days *days)
{
    (void)days;
    grouped->label =
        tm_talk_field(tm_item_talk(grouped->item), TM_FIELD_RECORD);
}

static void set(struct grouped *grouped, enum group_by by,
                const struct days *days)
{
    static void (*const setters[GROUP_BY__COUNT])(struct grouped *,
                                                  const struct days *) = {
        [GROUP_BY_OWNER] = set_owner,   [GROUP_BY_DUE] = set_due,
        [GROUP_BY_KIND] = set_kind,     [GROUP_BY_POINT] = set_point,
        [GROUP_BY_SOURCE] = set_source, [GROUP_BY_RECORD] = set_record,
    };
    setters[by](grouped, days);
}

/* ---- Sorting ---- */

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_ranks(const struct grouped *a, const struct grouped *b)
{
    return (a->rank > b->rank) - (a->rank < b->rank);
}

static int by_label(const void *left, const void *right)
{
    const struct grouped *a = left, *b = right;
    const int ranks = compare_ranks(a, b);
    const int labels = ranks ? ranks : render_text_compare(a->label, b->label);
    return labels ? labels : compare_sizes(a->order, b->order);
}

/* Any order will do that brings those under one point together. */
static int by_point(const void *left, const void *right)
{
    const struct grouped *a = left, *b = right;
    const int ranks = compare_ranks(a, b);
    const uintptr_t above = (uintptr_t)tm_item_parent(a->item);
    const uintptr_t other = (uintptr_t)tm_item_parent(b->item);
    if (ranks || above != other)
        return ranks ? ranks : (above > other) - (above < other);
    return compare_sizes(a->order, b->order);
}

static int by_group(const void *left, const void *right)
{
    const struct grouped *a = left, *b = right;
    const int ranks = compare_ranks(a, b);
    const int groups = ranks ? ranks : compare_sizes(a->group, b->group);
    return groups ? groups : compare_sizes(a->order, b->order);
}

static tm_text id_of(const struct grouped *grouped)
{
    return grouped->owner ? grouped->owner->id : (tm_text){ 0 };
}

static int by_id(const void *left, const void *right)
{
    const struct grouped *a = left, *b = right;
    const int ids = render_text_compare(id_of(a), id_of(b));
    return ids ? ids : compare_sizes(a->order, b->order);
}

/* ---- Groups ---- */

/* Whether two owners of one talk are in 'run', which is of one label and in
 * the order of the talks. */
static bool has_namesakes(const struct grouped *run, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (tm_item_talk(run[i].item) == tm_item_talk(run[i - 1].item) &&
            !render_text_equal(id_of(&run[i]), id_of(&run[i - 1])))
            return true;
    return false;
}

static void set_group(struct grouped *run, size_t count)
{
    for (size_t i = 0; i < count; i++)
        run[i].group = run[0].order;
}

static size_t same_ids(const struct grouped *run, size_t count)
{
    size_t same = 1;
    while (same < count && render_text_equal(id_of(&run[same]), id_of(run)))
        same++;
    return same;
}

static void part_namesakes(struct grouped *run, size_t count)
{
    qsort(run, count, sizeof *run, by_id);
    for (size_t i = 0; i < count; i++)
        run[i].id = id_of(&run[i]);
    for (size_t at = 0, same; at < count; at += same) {
        same = same_ids(run + at, count - at);
        set_group(run + at, same);
    }
}

/* Whether the two, next to one another in the first sorting, are of a group,
 * namesakes aside. */
static bool is_one_group(const struct groups *groups, const struct grouped *a,
                         const struct grouped *b)
{
    if (groups->by == GROUP_BY_POINT)
        return tm_item_parent(a->item) == tm_item_parent(b->item);
    return a->rank == b->rank && render_text_equal(a->label, b->label);
}

/* The first of a group, or of an id among namesakes, names it. */
static void set_groups(struct groups *groups)
{
    struct grouped *items = groups->items;
    for (size_t at = 0, end; at < groups->count; at = end) {
        end = at + 1;
        while (end < groups->count &&
               is_one_group(groups, &items[at], &items[end]))
            end++;
        if (groups->by == GROUP_BY_OWNER && has_namesakes(items + at, end - at))
            part_namesakes(items + at, end - at);
        else
            set_group(items + at, end - at);
    }
}

/* Sorted by group. */
static void set_beginnings(struct groups *groups)
{
    struct grouped *items = groups->items;
    for (size_t i = 0; i < groups->count; i++)
        items[i].begins = !i || items[i].group != items[i - 1].group ||
                          items[i].rank != items[i - 1].rank;
}

/* How many groups 'item' stands in. */
static size_t shares(const tm_item *item, enum group_by by)
{
    const size_t owners = tm_item_owner_count(item);
    return by == GROUP_BY_OWNER && tm_item_is_each(item) && owners ? owners : 1;
}

static void add(struct groups *groups, const tm_item *item, size_t share,
                const struct days *days)
{
    struct grouped *grouped = &groups->items[groups->count];
    *grouped = (struct grouped){ .item = item, .order = groups->count };
    if (groups->by == GROUP_BY_OWNER && tm_item_owner_count(item))
        grouped->owner = tm_item_owner(item, share);
    set(grouped, groups->by, days);
    groups->count++;
}

static void add_all(struct groups *groups, const struct task_list *list,
                    tm_date today)
{
    const struct days days = days_of(today);
    const tm_talk *first = tm_item_talk(list->items[0]);
    groups->chinese = list_is_chinese(list);
    for (size_t i = 0; i < list->count; i++) {
        groups->several_talks |= tm_item_talk(list->items[i]) != first;
        for (size_t j = 0; j < shares(list->items[i], groups->by); j++)
            add(groups, list->items[i], j, &days);
    }
}

bool groups_sort(struct groups *groups, const struct task_list *list,
                 enum group_by by, tm_date today)
{
    *groups = (struct groups){ .by = by };
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += shares(list->items[i], by);
    if (!count)
        return true;
    groups->items = calloc(count, sizeof *groups->items);
    if (!groups->items)
        return false;
    add_all(groups, list, today);
    qsort(groups->items, count, sizeof *groups->items,
          by == GROUP_BY_POINT ? by_point : by_label);
    set_groups(groups);
    qsort(groups->items, count, sizeof *groups->items, by_group);
    set_beginnings(groups);
    return true;
}

void groups_free(struct groups *groups)
{
    free(groups->items);
    *groups = (struct groups){ 0 };
}

/* ---- Titles ---- */

struct title {
    const struct groups *groups;
    const struct grouped *grouped;
    struct sink *sink;
    value_put *put;
};

static void put_word(const struct title *t, enum word which)
{
    t->put(t->sink, render_text(word(which, t->groups->chinese)));
}

/* The label, or the word for what has none. */
static void put_label(const struct title *t, enum word without)
{
    if (t->grouped->rank == LAST)
        put_word(t, without);
    else
        t->put(t->sink, t->grouped->label);
}

static void put_in_brackets(const struct title *t, tm_text text)
{
    if (!text.size)
        return;
    sink_string(t->sink, t->groups->chinese ? "（" : " (");
    t->put(t->sink, text);
    sink_string(t->sink, t->groups->chinese ? "）" : ")");
}

static void put_kind(const struct title *t)
{
    const enum tm_kind kind = tm_item_kind(t->grouped->item);
    const char *plural = tm_kind_plural(kind);
    if (t->groups->chinese) {
        sink_string(t->sink, tm_kind_chinese(kind));
        return;
    }
    sink_byte(t->sink, (char)(plural[0] - 'a' + 'A'));
    sink_string(t->sink, plural + 1);
}

static tm_text record_of(const struct title *t)
{
    return tm_talk_field(tm_item_talk(t->grouped->item), TM_FIELD_RECORD);
}

/* Where a limit withholds the path, its last point stands for it. */
static void put_point(const struct title *t)
{
    const tm_item *item = t->grouped->item;
    const tm_item *point = tm_item_parent(item);
    if (!point) {
        put_word(t, WORD_NO_POINT);
        return;
    }
    if (tm_item_path_withheld(item))
        t->put(t->sink, tm_item_words(point));
    else
        value_path(t->sink, item, " › ", t->put);
    if (t->groups->several_talks)
        put_in_brackets(t, record_of(t));
}

static void put_record(const struct title *t)
{
    const tm_talk *talk = tm_item_talk(t->grouped->item);
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    if (title.size) {
        t->put(t->sink, title);
        put_in_brackets(t, record_of(t));
    } else {
        t->put(t->sink, record_of(t));
    }
}

void groups_put_title(const struct groups *groups,
                      const struct grouped *grouped, struct sink *sink,
                      value_put *put)
{
    const struct title title = { groups, grouped, sink, put };
    switch (groups->by) {
    case GROUP_BY_OWNER:
        put_label(&title, WORD_UNASSIGNED);
        put_in_brackets(&title, grouped->id);
        break;
    case GROUP_BY_DUE: put_word(&title, due_words[grouped->rank]); break;
    case GROUP_BY_KIND: put_kind(&title); break;
    case GROUP_BY_POINT: put_point(&title); break;
    case GROUP_BY_SOURCE: put_label(&title, WORD_NO_SOURCE); break;
    case GROUP_BY_RECORD: put_record(&title); break;
    case GROUP_BY_DEFAULT:
    case GROUP_BY__COUNT: break;
    }
}

#include "ledger.h"

#include "escape.h"
#include "list_language.h"
#include "value.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* An item with more owners than this is one of shares: whether news is of
       all of them is not looked at, which would take their square. */
    MOST_OWNERS = 64,
};

/* ---- Finding an item by its name ---- */

struct key {
    tm_reference name;
    size_t index;
};

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_names(tm_reference a, tm_reference b)
{
    const int records = render_text_compare(a.record, b.record);
    return records ? records : render_text_compare(a.id, b.id);
}

static int by_name(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    const int names = compare_names(a->name, b->name);
    return names ? names : compare_sizes(a->index, b->index);
}

/* The names of all items, sorted; NULL where memory runs out. */
static struct key *sorted_keys(const struct ledger *ledger)
{
    struct key *keys = calloc(ledger->count + 1, sizeof *keys);
    for (size_t i = 0; keys && i < ledger->count; i++)
        keys[i] = (struct key){ value_self(ledger->items[i].item), i };
    if (keys)
        qsort(keys, ledger->count, sizeof *keys, by_name);
    return keys;
}

static bool find(const struct key *keys, size_t count, tm_reference name,
                 size_t *index)
{
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_names(keys[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || compare_names(keys[low].name, name))
        return false;
    *index = keys[low].index;
    return true;
}

/* ---- Who answers whom ---- */

static int by_target(const void *left, const void *right)
{
    const struct ledger_link *a = left, *b = right;
    const int targets = compare_sizes(a->target, b->target);
    return targets ? targets : compare_sizes(a->order, b->order);
}

static void add_answers(struct ledger *ledger, const struct key *keys,
                        size_t index)
{
    struct ledger_item *from = &ledger->items[index];
    for (size_t i = 0; i < tm_item_for_count(from->item); i++) {
        tm_reference to = tm_item_for(from->item, i);
        size_t target;
        if (!to.record.data)
            to.record = value_self(from->item).record;
        if (!find(keys, ledger->count, to, &target))
            continue;
        from->answers_one = true;
        ledger->answers[ledger->answer_count] =
            (struct ledger_link){ target, ledger->answer_count, from->item,
                                  index };
        ledger->answer_count++;
    }
}

static bool gather_answers(struct ledger *ledger, const struct key *keys)
{
    size_t most = 1;
    for (size_t i = 0; i < ledger->count; i++)
        most += tm_item_for_count(ledger->items[i].item);
    ledger->answers = calloc(most, sizeof *ledger->answers);
    if (!ledger->answers)
        return false;
    for (size_t i = 0; i < ledger->count; i++)
        add_answers(ledger, keys, i);
    qsort(ledger->answers, ledger->answer_count, sizeof *ledger->answers,
          by_target);
    for (size_t i = ledger->answer_count; i-- > 0;) {
        struct ledger_item *item = &ledger->items[ledger->answers[i].target];
        item->answers = i;
        item->answer_count++;
    }
    return true;
}

/* ---- News ---- */

static int by_day(const void *left, const void *right)
{
    const tm_talk *a = *(const tm_talk *const *)left;
    const tm_talk *b = *(const tm_talk *const *)right;
    const int days = tm_date_compare(tm_talk_date(a), tm_talk_date(b));
    const int records = render_text_compare(tm_talk_field(a, TM_FIELD_RECORD),
                                            tm_talk_field(b, TM_FIELD_RECORD));
    return days ? days : records ? records : (a > b) - (a < b);
}

/* The talks of the list, each once, the oldest first; NULL where memory runs
 * out. */
static const tm_talk **sorted_talks(const struct task_list *list, size_t *count)
{
    const size_t most = list->count + list->talk_count;
    const tm_talk **talks = calloc(most + 1, sizeof *talks);
    *count = 0;
    if (!talks)
        return NULL;
    for (size_t i = 0; i < list->count; i++)
        talks[i] = tm_item_talk(list->items[i]);
    for (size_t i = 0; i < list->talk_count; i++)
        talks[list->count + i] = list->talks[i];
    qsort(talks, most, sizeof *talks, by_day);
    for (size_t i = 0; i < most; i++)
        if (!*count || talks[*count - 1] != talks[i])
            talks[(*count)++] = talks[i];
    return talks;
}

static size_t count_updates(const tm_talk *const *talks, size_t count)
{
    size_t updates = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < tm_talk_item_count(talks[i]); j++)
            updates +=
                tm_item_kind(tm_talk_item(talks[i], j)) == TM_KIND_UPDATE;
    return updates;
}

static void add_news(struct ledger *ledger, const struct key *keys,
                     const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        size_t target;
        if (tm_item_kind(item) == TM_KIND_UPDATE &&
            find(keys, ledger->count, tm_item_target(item), &target)) {
            ledger->news[ledger->news_count] =
                (struct ledger_link){ target, ledger->news_count, item, 0 };
            ledger->news_count++;
        }
    }
}

static bool gather_news(struct ledger *ledger, const struct key *keys,
                        const struct task_list *list)
{
    size_t count;
    const tm_talk **talks = sorted_talks(list, &count);
    if (!talks)
        return false;
    ledger->talk = count == 1 ? talks[0] : NULL;
    ledger->chinese = list_is_chinese(list);
    ledger->news =
        calloc(count_updates(talks, count) + 1, sizeof *ledger->news);
    for (size_t i = 0; ledger->news && i < count; i++)
        add_news(ledger, keys, talks[i]);
    free(talks);
    if (!ledger->news)
        return false;
    qsort(ledger->news, ledger->news_count, sizeof *ledger->news, by_target);
    for (size_t i = ledger->news_count; i-- > 0;) {
        struct ledger_item *item = &ledger->items[ledger->news[i].target];
        item->news = i;
        item->news_count++;
    }
    return true;
}

/* ---- How things stand ---- */

static bool is_same_owner(const tm_owner *a, const tm_owner *b)
{
    return (a->id.size && render_text_equal(a->id, b->id)) ||
           render_text_equal(tm_owner_label(a), tm_owner_label(b));
}

static bool has_owner(const tm_item *item, const tm_owner *owner)
{
    for (size_t i = 0; i < tm_item_owner_count(item); i++)
        if (is_same_owner(tm_item_owner(item, i), owner))
            return true;
    return false;
}

static bool has_shares(const tm_item *item)
{
    if (tm_item_owner_count(item) != 1)
        return tm_item_owner_count(item) > 1 || tm_item_is_each(item);
    const enum tm_owner_type type = tm_item_owner(item, 0)->type;
    return tm_item_is_each(item) || type == TM_OWNER_ALL ||
           type == TM_OWNER_UNIT;
}

/* News of some of the owners is no news of the whole (spec, "Updates"). */
static bool is_of_whole(const tm_item *update, const tm_item *item)
{
    if (!tm_item_owner_count(update) || !has_shares(item))
        return true;
    const size_t owners = tm_item_owner_count(item);
    if (!owners || owners > MOST_OWNERS)
        return false;
    for (size_t i = 0; i < owners; i++)
        if (!has_owner(update, tm_item_owner(item, i)))
            return false;
    return true;
}

static struct ledger_state first_state(const tm_item *item)
{
    struct ledger_state state = {
        .status = tm_item_status(item),
        .due = tm_item_date(item, TM_ITEM_DUE),
        .done = tm_item_date(item, TM_ITEM_DONE),
        .accepted_by = tm_item_field(item, TM_ITEM_BY),
    };
    if (value_is_moved(item))
        state.first_due = tm_item_date(item, TM_ITEM_DUE_FIRST);
    return state;
}

static void close_state(struct ledger_state *state, const tm_item *update)
{
    const tm_date done = tm_item_date(update, TM_ITEM_DONE);
    const tm_text by = tm_item_field(update, TM_ITEM_BY);
    if (done.year)
        state->done = done;
    else if (!state->done.year)
        state->done = tm_talk_date(tm_item_talk(update));
    if (by.size)
        state->accepted_by = by;
}

static void set_status(struct ledger_state *state, const tm_item *update)
{
    state->status = tm_item_status(update);
    if (tm_status_is_closed(state->status)) {
        close_state(state, update);
        return;
    }
    state->done = (tm_date){ 0 };
    state->accepted_by = (tm_text){ 0 };
}

static void move_due(struct ledger_state *state, tm_date due)
{
    if (!due.year || !tm_date_compare(due, state->due))
        return;
    if (!state->first_due.year)
        state->first_due = state->due;
    state->due = due;
}

static void fold(const struct ledger *ledger, struct ledger_item *item)
{
    item->state = first_state(item->item);
    for (size_t i = 0; i < item->news_count; i++) {
        const tm_item *update = ledger->news[item->news + i].item;
        if (tm_item_handed_to(update))
            item->state.handed_to = tm_item_handed_to(update);
        if (!is_of_whole(update, item->item))
            continue;
        if (tm_item_has_status(update))
            set_status(&item->state, update);
        move_due(&item->state, tm_item_date(update, TM_ITEM_DUE));
    }
}

/* ---- Rows ---- */

/* An issue has a row of its own, whatever it answers. */
static void list_answers(struct ledger *ledger, size_t index)
{
    struct ledger_item *to = &ledger->items[index];
    to->expanded = true;
    for (size_t i = 0; i < to->answer_count; i++) {
        const size_t from = ledger->answers[to->answers + i].index;
        struct ledger_item *item = &ledger->items[from];
        if (tm_item_kind(item->item) == TM_KIND_ISSUE ||
            item->row == ledger->row_count)
            continue;
        item->listed = true;
        item->row = ledger->row_count;
        ledger->measures[ledger->measure_count++] = from;
    }
}

/* What answers a measure stands in the first row of the measure and in no
 * other, so that the ledger grows with what is written and not faster. */
static void add_row(struct ledger *ledger, size_t index)
{
    struct ledger_row *row = &ledger->rows[ledger->row_count++];
    row->item = index;
    row->measures = ledger->measure_count;
    ledger->items[index].listed = true;
    ledger->items[index].row = ledger->row_count;
    list_answers(ledger, index);
    for (size_t i = row->measures; i < ledger->measure_count; i++)
        if (!ledger->items[ledger->measures[i]].expanded)
            list_answers(ledger, ledger->measures[i]);
    row->measure_count = ledger->measure_count - row->measures;
}

static bool is_issue(const struct ledger_item *item)
{
    return tm_item_kind(item->item) == TM_KIND_ISSUE;
}

static bool is_alone(const struct ledger_item *item)
{
    return !item->listed && !item->answers_one;
}

/* Such as answer one another and nothing else. */
static bool is_left(const struct ledger_item *item)
{
    return !item->listed;
}

static bool gather_rows(struct ledger *ledger)
{
    static bool (*const passes[])(const struct ledger_item *item) = {
        is_issue,
        is_alone,
        is_left,
    };
    ledger->rows = calloc(ledger->count + 1, sizeof *ledger->rows);
    ledger->measures =
        calloc(2 * ledger->answer_count + 1, sizeof *ledger->measures);
    if (!ledger->rows || !ledger->measures)
        return false;
    for (size_t pass = 0; pass < sizeof passes / sizeof *passes; pass++)
        for (size_t i = 0; i < ledger->count; i++)
            if (passes[pass](&ledger->items[i]))
                add_row(ledger, i);
    return true;
}

/* ---- All of it ---- */

bool ledger_gather(struct ledger *ledger, const struct task_list *list,
                   const struct tm_render_options *options)
{
    *ledger = (struct ledger){ .options = options };
    ledger->items = calloc(list->count + 1, sizeof *ledger->items);
    if (!ledger->items)
        return false;
    for (size_t i = 0; i < list->count; i++)
        ledger->items[i].item = list->items[i];
    ledger->count = list->count;
    struct key *keys = sorted_keys(ledger);
    const bool good = keys && gather_answers(ledger, keys) &&
                      gather_news(ledger, keys, list) && gather_rows(ledger);
    for (size_t i = 0; good && i < ledger->count; i++)
        fold(ledger, &ledger->items[i]);
    free(keys);
    return good;
}

void ledger_free(struct ledger *ledger)
{
    free(ledger->items);
    free(ledger->rows);
    free(ledger->measures);
    free(ledger->answers);
    free(ledger->news);
    *ledger = (struct ledger){ 0 };
}

/* ---- Days ---- */

/* Months count from March, so that the day that comes and goes is the last of
 * its year. */
long ledger_day_number(tm_date date)
{
    const long year = date.year - (date.month <= 2);
    const long month = (date.month + 9) % 12;
    const long century = year / 100;
    return year * 365 + year / 4 - century + century / 4 +
           (month * 153 + 2) / 5 + date.day - 1 - 719468;
}

bool ledger_is_late(const struct ledger *ledger, const struct ledger_item *item)
{
    return !tm_status_is_closed(item->state.status) &&
           ledger_days_over(ledger, item);
}

size_t ledger_days_over(const struct ledger *ledger,
                        const struct ledger_item *item)
{
    const tm_date end = tm_status_is_closed(item->state.status)
                            ? item->state.done
                            : ledger->options->today;
    if (!end.year || !item->state.due.year)
        return 0;
    const long days =
        ledger_day_number(end) - ledger_day_number(item->state.due);
    return days > 0 ? (size_t)days : 0;
}

/* ---- Titles ---- */

void ledger_put_text(struct sink *sink, tm_text text)
{
    for (size_t at = 0; at < text.size;) {
        const char *start = text.data + at;
        const char *end = memchr(start, '\n', text.size - at);
        const size_t size = end ? (size_t)(end - start) : text.size - at;
        escape_terminal(sink, (tm_text){ start, size });
        if (end)
            sink_byte(sink, ' ');
        at += size + 1;
    }
}

void ledger_put_title(const struct ledger *ledger, struct sink *sink)
{
    sink_string(sink, word(WORD_LEDGER, ledger->chinese));
    if (!ledger->talk)
        return;
    const tm_text title = tm_talk_field(ledger->talk, TM_FIELD_TITLE);
    sink_string(sink, word(WORD_COLON, ledger->chinese));
    ledger_put_text(sink, title.size
                              ? title
                              : tm_talk_field(ledger->talk, TM_FIELD_RECORD));
}

static void put_count(const struct ledger *ledger, struct sink *sink,
                      enum word name, size_t count)
{
    sink_string(sink, word(name, ledger->chinese));
    sink_byte(sink, ' ');
    sink_number(sink, count);
}

void ledger_put_summary(const struct ledger *ledger, struct sink *sink)
{
    char date[RENDER_DATE_SIZE];
    size_t closed = 0, late = 0;
    for (size_t i = 0; i < ledger->row_count; i++) {
        const struct ledger_item *item = &ledger->items[ledger->rows[i].item];
        closed += tm_status_is_closed(item->state.status);
        late += ledger_is_late(ledger, item);
    }
    if (ledger->options->today.year) {
        sink_string(sink, word(WORD_LEDGER_AS_OF, ledger->chinese));
        sink_byte(sink, ' ');
        sink_string(sink, render_date_words(ledger->options->today,
                                            ledger->chinese, date));
        sink_string(sink, " · ");
    }
    put_count(ledger, sink, WORD_IN_ALL, ledger->row_count);
    sink_string(sink, " · ");
    put_count(ledger, sink, WORD_LEDGER_CLOSED, closed);
    sink_string(sink, " · ");
    put_count(ledger, sink, WORD_LATE, late);
}

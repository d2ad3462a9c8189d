#include "ledger.h"

#include "escape.h"
#include "ledger_names.h"
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

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* ---- Links ---- */

/* Links being gathered. */
struct links {
    struct ledger_link *list;
    size_t count, capacity;
};

/* Link 'item', whose own index is 'index', to the item at 'place' of the
 * names. False where memory runs out. */
static bool add_link(struct links *links, const struct ledger_names *names,
                     size_t place, const tm_item *item, size_t index)
{
    if (links->count == links->capacity) {
        const size_t capacity = links->capacity ? links->capacity * 2 : 64;
        struct ledger_link *list =
            realloc(links->list, capacity * sizeof *links->list);
        if (!list)
            return false;
        links->list = list;
        links->capacity = capacity;
    }
    links->list[links->count] =
        (struct ledger_link){ names->list[place].index, links->count, item,
                              index };
    links->count++;
    return true;
}

static int by_target(const void *left, const void *right)
{
    const struct ledger_link *a = left, *b = right;
    const int targets = compare_sizes(a->target, b->target);
    return targets ? targets : compare_sizes(a->order, b->order);
}

static void sort_links(struct links *links)
{
    if (links->count)
        qsort(links->list, links->count, sizeof *links->list, by_target);
}

/* ---- Who answers whom ---- */

/* Of an item that is shared out, what someone does who has a share belongs to
 * that share, and what others do to all of them. But of an answer that is
 * shared out too, the shares of others stand with the first: a list may grow
 * with the people, not with their square. */
static bool link_answer(struct links *links, const struct ledger_names *names,
                        const struct ledger_run *run,
                        const struct ledger_item *from, size_t index)
{
    const tm_item *item = from->item;
    bool good = true, found = false;
    size_t place;
    for (size_t i = 0; i < tm_item_owner_count(item) && good; i++) {
        const tm_text label = tm_owner_label(tm_item_owner(item, i));
        if (!ledger_names_share(names, run, label, &place))
            continue;
        good = add_link(links, names, place, item, index);
        found = true;
    }
    if (found)
        return good;
    if (tm_item_is_share(item))
        return add_link(links, names, run->earliest, item, index);
    for (place = run->first; place < run->end && good; place++)
        good = add_link(links, names, place, item, index);
    return good;
}

static bool add_answers(struct links *links, const struct ledger_names *names,
                        struct ledger_item *from, size_t index)
{
    bool good = true;
    for (size_t i = 0; i < tm_item_for_count(from->item) && good; i++) {
        tm_reference to = tm_item_for(from->item, i);
        struct ledger_run run;
        if (!to.record.data)
            to.record = value_self(from->item).record;
        if (!ledger_names_find(names, to, &run))
            continue;
        from->answers_one = true;
        good = link_answer(links, names, &run, from, index);
    }
    return good;
}

static bool gather_answers(struct ledger *ledger,
                           const struct ledger_names *names)
{
    struct links links = { 0 };
    bool good = true;
    for (size_t i = 0; i < ledger->count && good; i++)
        good = add_answers(&links, names, &ledger->items[i], i);
    sort_links(&links);
    ledger->answers = links.list;
    ledger->answer_count = links.count;
    for (size_t i = ledger->answer_count; i-- > 0;) {
        struct ledger_item *item = &ledger->items[ledger->answers[i].target];
        item->answers = i;
        item->answer_count++;
    }
    return good;
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

static bool is_same_owner(const tm_owner *a, const tm_owner *b)
{
    return (a->id.size && render_text_equal(a->id, b->id)) ||
           render_text_equal(tm_owner_label(a), tm_owner_label(b));
}

/* Whether news of 'owner' is news of the one who has a share. */
static bool includes(const tm_owner *owner, const tm_owner *sharer)
{
    return owner->type == TM_OWNER_ALL || is_same_owner(owner, sharer) ||
           (owner->type == TM_OWNER_UNIT &&
            render_text_equal(owner->unit, sharer->unit));
}

/* News that names owners is of their shares alone. */
static bool is_news_of(const tm_item *update, const tm_item *item)
{
    const size_t owners = tm_item_owner_count(update);
    if (!owners || !tm_item_is_share(item))
        return true;
    for (size_t i = 0; i < owners; i++)
        if (includes(tm_item_owner(update, i), tm_item_owner(item, 0)))
            return true;
    return false;
}

static bool add_update(struct links *links, const struct ledger_names *names,
                       const struct ledger *ledger, const tm_item *update)
{
    struct ledger_run run;
    bool good = true;
    if (!ledger_names_find(names, tm_item_target(update), &run))
        return true;
    for (size_t at = run.first; at < run.end && good; at++)
        if (is_news_of(update, ledger->items[names->list[at].index].item))
            good = add_link(links, names, at, update, 0);
    return good;
}

static bool add_news(struct links *links, const struct ledger_names *names,
                     const struct ledger *ledger, const tm_talk *talk)
{
    bool good = true;
    for (size_t i = 0; i < tm_talk_item_count(talk) && good; i++) {
        const tm_item *item = tm_talk_item(talk, i);
        if (tm_item_kind(item) == TM_KIND_UPDATE)
            good = add_update(links, names, ledger, item);
    }
    return good;
}

static bool gather_news(struct ledger *ledger, const struct ledger_names *names,
                        const struct task_list *list)
{
    struct links links = { 0 };
    size_t count;
    const tm_talk **talks = sorted_talks(list, &count);
    bool good = talks;
    ledger->talk = count == 1 ? talks[0] : NULL;
    ledger->chinese = list_is_chinese(list);
    for (size_t i = 0; i < count && good; i++)
        good = add_news(&links, names, ledger, talks[i]);
    free(talks);
    sort_links(&links);
    ledger->news = links.list;
    ledger->news_count = links.count;
    for (size_t i = ledger->news_count; i-- > 0;) {
        struct ledger_item *item = &ledger->items[ledger->news[i].target];
        item->news = i;
        item->news_count++;
    }
    return good;
}

/* ---- How things stand ---- */

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

/* News of some of the owners is no news of the whole (spec, "What an update
 * says"); that of a share is, as no other is gathered. */
static bool is_of_whole(const tm_item *update, const tm_item *item)
{
    if (!tm_item_owner_count(update) || !has_shares(item) ||
        tm_item_is_share(item))
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
    struct ledger_names names;
    const bool good = ledger_names_sort(&names, ledger->items, ledger->count) &&
                      gather_answers(ledger, &names) &&
                      gather_news(ledger, &names, list) && gather_rows(ledger);
    for (size_t i = 0; good && i < ledger->count; i++)
        fold(ledger, &ledger->items[i]);
    ledger_names_free(&names);
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

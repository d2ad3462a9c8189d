#include "tasks_todotxt.h"

#include "escape.h"
#include "value.h"

/* ---- Words ---- */

/* " +word"; nothing where there is no word. */
static void put_tag(struct sink *sink, char mark, tm_text text)
{
    if (!text.size)
        return;
    sink_byte(sink, ' ');
    sink_byte(sink, mark);
    escape_todotxt_word(sink, text);
}

/* " key:" */
static void put_key(struct sink *sink, const char *key)
{
    sink_byte(sink, ' ');
    sink_string(sink, key);
    sink_byte(sink, ':');
}

static void put_date(struct sink *sink, const char *key, tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    if (!date.year)
        return;
    put_key(sink, key);
    sink_string(sink, render_date(date, buffer));
}

static void put_kind(struct sink *sink, const tm_item *item)
{
    sink_string(sink, "kind:");
    sink_string(sink, tm_kind_name(tm_item_kind(item)));
}

/* ---- A line ---- */

static bool is_closed(const tm_item *item)
{
    return tm_status_is_closed(tm_item_status(item));
}

/* "A" or "C"; NULL where none was given. */
static const char *priority_of(const tm_item *item)
{
    static const char *const letters[] = { "C", NULL, "A" };
    return letters[tm_item_priority(item) + 1];
}

/* A day and a space; false where there is none. */
static bool put_day(struct sink *sink, tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    if (!date.year)
        return false;
    sink_string(sink, render_date(date, buffer));
    sink_byte(sink, ' ');
    return true;
}

/* The day of its making may follow that of its closing, and not stand alone:
 * it would be taken for the other. Returns whether a day stands last. */
static bool put_beginning(struct sink *sink, const tm_item *item)
{
    const char *priority = priority_of(item);
    const tm_date made = tm_talk_date(tm_item_talk(item));
    if (is_closed(item)) {
        sink_string(sink, "x ");
        return put_day(sink, tm_item_date(item, TM_ITEM_DONE)) &&
               put_day(sink, made);
    }
    if (priority) {
        sink_byte(sink, '(');
        sink_string(sink, priority);
        sink_string(sink, ") ");
    }
    return put_day(sink, made);
}

static void put_words(struct sink *sink, const tm_item *item)
{
    const tm_text words = tm_item_words(item);
    escape_todotxt(sink, words.size ? words : tm_item_id(item));
}

static void put_tags(struct sink *sink, const tm_item *item)
{
    for (size_t i = 0; i < tm_item_topic_count(item); i++)
        put_tag(sink, '+', tm_item_topic(item, i));
    for (size_t i = 0; i < tm_item_owner_count(item); i++)
        put_tag(sink, '@', tm_owner_label(tm_item_owner(item, i)));
}

static void put_keys(struct sink *sink, const tm_item *item)
{
    const enum tm_status status = tm_item_status(item);
    const char *priority = priority_of(item);
    put_date(sink, "due", tm_item_date(item, TM_ITEM_DUE));
    put_date(sink, "t", tm_item_date(item, TM_ITEM_START));
    if (is_closed(item) && priority) {
        put_key(sink, "pri");
        sink_string(sink, priority);
    }
    if (status != TM_STATUS_OPEN && status != TM_STATUS_DONE) {
        put_key(sink, "status");
        sink_string(sink, tm_status_name(status));
    }
}

static void put_line(struct sink *sink, const tm_item *item)
{
    const bool dated = put_beginning(sink, item);
    if (!dated) {
        put_kind(sink, item);
        sink_byte(sink, ' ');
    }
    put_words(sink, item);
    put_tags(sink, item);
    put_keys(sink, item);
    if (dated) {
        sink_byte(sink, ' ');
        put_kind(sink, item);
    }
    put_key(sink, "id");
    value_reference(sink, value_self(item), escape_todotxt_word);
    sink_byte(sink, '\n');
}

bool tasks_todotxt(const struct task_list *list,
                   const struct tm_render_options *options, struct sink *sink)
{
    (void)options;
    for (size_t i = 0; i < list->count; i++)
        put_line(sink, list->items[i]);
    return !sink->failed;
}

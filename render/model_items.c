#include "model_items.h"

#include "escape.h"
#include "value.h"

#include <string.h>

/* ---- Values ---- */

static void put_label(struct sink *sink, const char *label)
{
    sink_spaces(sink, 2);
    sink_string(sink, label);
    sink_string(sink, ": ");
}

static void put_line(struct sink *sink, const char *label, tm_text value)
{
    put_label(sink, label);
    escape_terminal(sink, value);
    sink_byte(sink, '\n');
}

static void put_word(struct sink *sink, const char *label, const char *word)
{
    if (word)
        put_line(sink, label, render_text(word));
}

/* ---- Owners ---- */

static void put_person(struct sink *sink, const tm_owner *owner)
{
    const bool named = !render_text_equal(owner->name, owner->id);
    escape_terminal(sink, owner->id);
    if (!named && !owner->unit.size)
        return;
    sink_string(sink, " (");
    if (named)
        escape_terminal(sink, owner->name);
    if (named && owner->unit.size)
        sink_string(sink, ", ");
    escape_terminal(sink, owner->unit);
    sink_byte(sink, ')');
}

static void put_unit(struct sink *sink, const tm_owner *owner)
{
    sink_byte(sink, '[');
    escape_terminal(sink, owner->unit);
    sink_byte(sink, ']');
}

static void put_all(struct sink *sink, const tm_owner *owner)
{
    (void)owner;
    sink_string(sink, "@all");
}

static void put_unknown(struct sink *sink, const tm_owner *owner)
{
    escape_json_string(sink, owner->name);
}

static void put_owner(struct sink *sink, const tm_owner *owner)
{
    static void (*const puts[])(struct sink *, const tm_owner *) = {
        [TM_OWNER_PERSON] = put_person,
        [TM_OWNER_UNIT] = put_unit,
        [TM_OWNER_ALL] = put_all,
        [TM_OWNER_UNKNOWN] = put_unknown,
    };
    puts[owner->type](sink, owner);
}

/* ---- Lines, each with what 'which' means for it ---- */

static void owners(struct sink *sink, const char *label, const tm_item *item,
                   int which)
{
    (void)which;
    const size_t count = tm_item_owner_count(item);
    for (size_t i = 0; i < count; i++) {
        if (i)
            sink_string(sink, ", ");
        else
            put_label(sink, label);
        put_owner(sink, tm_item_owner(item, i));
    }
    if (count)
        sink_byte(sink, '\n');
}

static void put_flag(struct sink *sink, const char *label, bool flag)
{
    if (!flag)
        return;
    sink_spaces(sink, 2);
    sink_string(sink, label);
    sink_byte(sink, '\n');
}

static void each(struct sink *sink, const char *label, const tm_item *item,
                 int which)
{
    (void)which;
    put_flag(sink, label, tm_item_is_each(item));
}

static void ongoing(struct sink *sink, const char *label, const tm_item *item,
                    int which)
{
    (void)which;
    put_flag(sink, label, tm_item_is_ongoing(item));
}

/* An enum tm_item_date. */
static void date(struct sink *sink, const char *label, const tm_item *item,
                 int which)
{
    char buffer[RENDER_DATE_SIZE];
    const tm_date day = tm_item_date(item, (enum tm_item_date)which);
    put_word(sink, label, day.year ? render_date(day, buffer) : NULL);
}

/* An enum tm_item_field. */
static void text(struct sink *sink, const char *label, const tm_item *item,
                 int which)
{
    const tm_text value = tm_item_field(item, (enum tm_item_field)which);
    if (value.size)
        put_line(sink, label, value);
}

static void status(struct sink *sink, const char *label, const tm_item *item,
                   int which)
{
    (void)which;
    const enum tm_status state = tm_item_status(item);
    if (tm_item_has_status(item) &&
        (state != TM_STATUS_OPEN || tm_item_kind(item) == TM_KIND_UPDATE))
        put_word(sink, label, tm_status_name(state));
}

static void checkbox(struct sink *sink, const char *label, const tm_item *item,
                     int which)
{
    static const char *const states[] = { NULL, "empty", "ticked" };
    (void)which;
    put_word(sink, label, states[tm_item_checkbox(item) + 1]);
}

static void priority(struct sink *sink, const char *label, const tm_item *item,
                     int which)
{
    (void)which;
    put_word(sink, label, value_priority(item));
}

static void answers(struct sink *sink, const char *label, const tm_item *item,
                    int which)
{
    (void)which;
    const size_t count = tm_item_for_count(item);
    for (size_t i = 0; i < count; i++) {
        if (i)
            sink_string(sink, ", ");
        else
            put_label(sink, label);
        value_reference(sink, tm_item_for(item, i), escape_terminal);
    }
    if (count)
        sink_byte(sink, '\n');
}

static void topics(struct sink *sink, const char *label, const tm_item *item,
                   int which)
{
    (void)which;
    const size_t count = tm_item_topic_count(item);
    for (size_t i = 0; i < count; i++) {
        if (i)
            sink_string(sink, ", ");
        else
            put_label(sink, label);
        escape_terminal(sink, tm_item_topic(item, i));
    }
    if (count)
        sink_byte(sink, '\n');
}

static void handed_to(struct sink *sink, const char *label, const tm_item *item,
                      int which)
{
    (void)which;
    const tm_owner *to = tm_item_handed_to(item);
    if (!to)
        return;
    put_label(sink, label);
    put_owner(sink, to);
    sink_byte(sink, '\n');
}

static void attributes(struct sink *sink, const char *label,
                       const tm_item *item, int which)
{
    (void)which;
    for (size_t i = 0; i < tm_item_attribute_count(item); i++) {
        const tm_pair pair = tm_item_attribute(item, i);
        sink_spaces(sink, 2);
        sink_string(sink, label);
        sink_byte(sink, ' ');
        escape_terminal(sink, pair.key);
        sink_string(sink, ": ");
        escape_terminal(sink, pair.value);
        sink_byte(sink, '\n');
    }
}

static void target(struct sink *sink, const char *label, const tm_item *item,
                   int which)
{
    (void)which;
    const tm_reference reference = tm_item_target(item);
    if (!reference.id.size)
        return;
    put_label(sink, label);
    escape_terminal(sink, reference.record);
    sink_byte(sink, '#');
    escape_terminal(sink, reference.id);
    sink_byte(sink, '\n');
}

static void reply(struct sink *sink, const char *label, const tm_item *item,
                  int which)
{
    (void)which;
    const tm_item *around = tm_item_reply(item);
    if (around)
        put_line(sink, label, tm_item_speaker(around));
}

static void under(struct sink *sink, const char *label, const tm_item *item,
                  int which)
{
    (void)which;
    if (!tm_item_parent(item) || tm_item_path_withheld(item))
        return;
    put_label(sink, label);
    value_path(sink, item, " > ", escape_terminal);
    sink_byte(sink, '\n');
}

static const struct {
    const char *label;
    void (*put)(struct sink *sink, const char *label, const tm_item *item,
                int which);
    int which;
} lines[] = {
    { "owners", owners, 0 },
    { "each", each, 0 },
    { "due", date, TM_ITEM_DUE },
    { "due-words", text, TM_ITEM_DUE_TEXT },
    { "start", date, TM_ITEM_START },
    { "done", date, TM_ITEM_DONE },
    { "ongoing", ongoing, 0 },
    { "status", status, 0 },
    { "checkbox", checkbox, 0 },
    { "priority", priority, 0 },
    { "source", text, TM_ITEM_SOURCE },
    { "by", text, TM_ITEM_BY },
    { "evidence", text, TM_ITEM_EVIDENCE },
    { "note", text, TM_ITEM_NOTE },
    { "for", answers, 0 },
    { "topics", topics, 0 },
    { "to", handed_to, 0 },
    { "attribute", attributes, 0 },
    { "target", target, 0 },
    { "reply", reply, 0 },
    { "under", under, 0 },
};

/* ---- Items ---- */

static void put_name(struct sink *sink, const tm_item *item)
{
    sink_string(sink, tm_kind_name(tm_item_kind(item)));
    sink_byte(sink, ' ');
    escape_terminal(sink, tm_item_id(item));
}

static void put_item(struct sink *sink, const tm_item *item)
{
    put_name(sink, item);
    sink_byte(sink, ' ');
    escape_json_string(sink, tm_item_words(item));
    sink_byte(sink, '\n');
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        lines[i].put(sink, lines[i].label, item, lines[i].which);
}

bool model_items(const tm_talk *talk, const struct tm_render_options *options,
                 struct sink *sink)
{
    (void)options;
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        put_item(sink, tm_talk_item(talk, i));
    return !sink->failed;
}

/* ---- Details ---- */

/* A tm_write: lines of a detail, which arrive in pieces of any size. */
static bool write_lines(void *to, const char *data, size_t size)
{
    struct sink *sink = to;
    const char *end = data + size;
    while (data < end) {
        const char *stop = memchr(data, '\n', (size_t)(end - data));
        const tm_text line = { data, (size_t)((stop ? stop : end) - data) };
        if (line.size && sink_last(sink) == '\n')
            sink_spaces(sink, 2);
        escape_terminal(sink, line);
        if (stop)
            sink_byte(sink, '\n');
        data = stop ? stop + 1 : end;
    }
    return !sink->failed;
}

bool model_details(const tm_talk *talk, const struct tm_render_options *options,
                   struct sink *sink)
{
    (void)options;
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        put_name(sink, item);
        sink_byte(sink, '\n');
        (void)tm_item_detail(item, write_lines, sink);
        if (sink_last(sink) != '\n')
            sink_byte(sink, '\n');
    }
    return !sink->failed;
}

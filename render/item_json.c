#include "item_json.h"

#include "escape.h"
#include "render.h"
#include "value.h"

/* ---- Values ---- */

static void put_text(struct sink *sink, tm_text text)
{
    if (text.data)
        escape_json_string(sink, text);
    else
        sink_string(sink, "null");
}

static void put_word(struct sink *sink, const char *word)
{
    put_text(sink, word ? render_text(word) : (tm_text){ 0 });
}

static void put_date(struct sink *sink, tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    put_word(sink, date.year ? render_date(date, buffer) : NULL);
}

static void put_bool(struct sink *sink, bool value)
{
    sink_string(sink, value ? "true" : "false");
}

static void put_comma(struct sink *sink, size_t i)
{
    if (i)
        sink_byte(sink, ',');
}

/* ---- Keys, each with what 'which' means for it ---- */

static void schema(struct sink *sink, const tm_item *item, int which)
{
    (void)item, (void)which;
    put_word(sink, "talkmark.item/1");
}

/* An enum tm_field. */
static void talk_text(struct sink *sink, const tm_item *item, int which)
{
    put_text(sink, tm_talk_field(tm_item_talk(item), (enum tm_field)which));
}

static void talk_date(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    put_date(sink, tm_talk_date(tm_item_talk(item)));
}

/* An enum tm_list. */
static void talk_list(struct sink *sink, const tm_item *item, int which)
{
    const enum tm_list list = (enum tm_list)which;
    const tm_talk *talk = tm_item_talk(item);
    sink_byte(sink, '[');
    for (size_t i = 0; i < tm_talk_list_count(talk, list); i++) {
        put_comma(sink, i);
        escape_json_string(sink, tm_talk_list(talk, list, i));
    }
    sink_byte(sink, ']');
}

static void id(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    escape_json_string(sink, tm_item_id(item));
}

static void kind(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    put_word(sink, tm_kind_name(tm_item_kind(item)));
}

static void words(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    escape_json_string(sink, tm_item_words(item));
}

/* A tm_write: the library hands over whole characters only. */
static bool write_escaped(void *to, const char *data, size_t size)
{
    struct sink *sink = to;
    escape_json(sink, (tm_text){ data, size });
    return !sink->failed;
}

static void detail(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    sink_byte(sink, '"');
    (void)tm_item_detail(item, write_escaped, sink);
    sink_byte(sink, '"');
}

static void put_owner(struct sink *sink, const tm_owner *owner)
{
    sink_string(sink, "{\"id\":");
    put_text(sink, owner->id);
    sink_string(sink, ",\"name\":");
    put_text(sink, owner->name);
    sink_string(sink, ",\"unit\":");
    put_text(sink, owner->unit);
    sink_byte(sink, '}');
}

static void owners(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    sink_byte(sink, '[');
    for (size_t i = 0; i < tm_item_owner_count(item); i++) {
        put_comma(sink, i);
        put_owner(sink, tm_item_owner(item, i));
    }
    sink_byte(sink, ']');
}

enum flag {
    FLAG_AUTO_ID,
    FLAG_EACH,
    FLAG_ONGOING,
    FLAG_CUT,
};

static void flag(struct sink *sink, const tm_item *item, int which)
{
    static bool (*const flags[])(const tm_item *) = {
        [FLAG_AUTO_ID] = tm_item_is_auto_id,
        [FLAG_EACH] = tm_item_is_each,
        [FLAG_ONGOING] = tm_item_is_ongoing,
        [FLAG_CUT] = tm_item_is_cut,
    };
    put_bool(sink, flags[which](item));
}

/* An enum tm_item_date. */
static void date(struct sink *sink, const tm_item *item, int which)
{
    put_date(sink, tm_item_date(item, (enum tm_item_date)which));
}

/* An enum tm_item_field. */
static void text(struct sink *sink, const tm_item *item, int which)
{
    put_text(sink, tm_item_field(item, (enum tm_item_field)which));
}

static void status(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    put_word(sink, tm_item_has_status(item)
                       ? tm_status_name(tm_item_status(item))
                       : NULL);
}

static void checkbox(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    const int ticked = tm_item_checkbox(item);
    if (ticked < 0)
        put_word(sink, NULL);
    else
        put_bool(sink, ticked);
}

static void priority(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    put_word(sink, value_priority(item));
}

static void answers(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    sink_byte(sink, '[');
    for (size_t i = 0; i < tm_item_for_count(item); i++) {
        put_comma(sink, i);
        sink_byte(sink, '"');
        value_reference(sink, tm_item_for(item, i), escape_json);
        sink_byte(sink, '"');
    }
    sink_byte(sink, ']');
}

static void topics(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    sink_byte(sink, '[');
    for (size_t i = 0; i < tm_item_topic_count(item); i++) {
        put_comma(sink, i);
        escape_json_string(sink, tm_item_topic(item, i));
    }
    sink_byte(sink, ']');
}

static void target(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    const tm_reference reference = tm_item_target(item);
    if (!reference.id.size) {
        put_word(sink, NULL);
        return;
    }
    sink_string(sink, "{\"record\":");
    put_text(sink, reference.record);
    sink_string(sink, ",\"id\":");
    escape_json_string(sink, reference.id);
    sink_byte(sink, '}');
}

static void reply(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    const tm_item *around = tm_item_reply(item);
    put_text(sink, around ? tm_item_speaker(around) : (tm_text){ 0 });
}

static void put_pair(struct sink *sink, tm_text key, tm_text value)
{
    escape_json_string(sink, key);
    sink_byte(sink, ':');
    escape_json_string(sink, value);
}

/* An update's to: is among them, as on every other kind: the keys of a line
 * have no other place for it, and a register needs it. */
static void attributes(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    const size_t count = tm_item_attribute_count(item);
    const tm_owner *to = tm_item_handed_to(item);
    sink_byte(sink, '{');
    for (size_t i = 0; i < count; i++) {
        const tm_pair pair = tm_item_attribute(item, i);
        put_comma(sink, i);
        put_pair(sink, pair.key, pair.value);
    }
    if (to) {
        put_comma(sink, count);
        put_pair(sink, render_text("to"),
                 to->id.size ? to->id : tm_owner_label(to));
    }
    sink_byte(sink, '}');
}

static void path(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    sink_byte(sink, '[');
    value_path(sink, item, ",", escape_json_string);
    sink_byte(sink, ']');
}

enum place {
    PLACE_LINE,
    PLACE_COLUMN,
    PLACE_END_LINE,
    PLACE_END_COLUMN,
};

static void place(struct sink *sink, const tm_item *item, int which)
{
    const tm_place at = tm_item_place(item);
    const size_t numbers[] = {
        [PLACE_LINE] = at.line,
        [PLACE_COLUMN] = at.column,
        [PLACE_END_LINE] = at.end_line,
        [PLACE_END_COLUMN] = at.end_column,
    };
    sink_number(sink, numbers[which]);
}

static void bytes(struct sink *sink, const tm_item *item, int which)
{
    (void)which;
    const tm_place at = tm_item_place(item);
    sink_byte(sink, '[');
    sink_number(sink, at.start);
    sink_byte(sink, ',');
    sink_number(sink, at.end);
    sink_byte(sink, ']');
}

/* ---- The keys in their order ---- */

/* The key, and what stands before its value. */
#define KEY(name)                    \
 name,                               \
 {                                   \
  ",\"" name "\":", sizeof(name) + 3 \
 }

static const struct {
    const char *key;
    tm_text lead;
    void (*put)(struct sink *sink, const tm_item *item, int which);
    int which;
    bool of_talk;
} keys[] = {
    { KEY("schema"), schema, 0, true },
    { KEY("record"), talk_text, TM_FIELD_RECORD, true },
    { KEY("record_title"), talk_text, TM_FIELD_TITLE, true },
    { KEY("record_date"), talk_date, 0, true },
    { KEY("speaker"), talk_text, TM_FIELD_SPEAKER, true },
    { KEY("follows"), talk_list, TM_LIST_FOLLOWS, true },
    { KEY("id"), id, 0, false },
    { KEY("auto_id"), flag, FLAG_AUTO_ID, false },
    { KEY("kind"), kind, 0, false },
    { KEY("text"), words, 0, false },
    { KEY("detail"), detail, 0, false },
    { KEY("owners"), owners, 0, false },
    { KEY("each"), flag, FLAG_EACH, false },
    { KEY("due"), date, TM_ITEM_DUE, false },
    { KEY("due_text"), text, TM_ITEM_DUE_TEXT, false },
    { KEY("due_first"), date, TM_ITEM_DUE_FIRST, false },
    { KEY("start"), date, TM_ITEM_START, false },
    { KEY("done"), date, TM_ITEM_DONE, false },
    { KEY("ongoing"), flag, FLAG_ONGOING, false },
    { KEY("status"), status, 0, false },
    { KEY("checkbox"), checkbox, 0, false },
    { KEY("priority"), priority, 0, false },
    { KEY("source"), text, TM_ITEM_SOURCE, false },
    { KEY("by"), text, TM_ITEM_BY, false },
    { KEY("evidence"), text, TM_ITEM_EVIDENCE, false },
    { KEY("note"), text, TM_ITEM_NOTE, false },
    { KEY("for"), answers, 0, false },
    { KEY("topics"), topics, 0, false },
    { KEY("target"), target, 0, false },
    { KEY("reply"), reply, 0, false },
    { KEY("attributes"), attributes, 0, false },
    { KEY("path"), path, 0, false },
    { KEY("file"), talk_text, TM_FIELD_FILE, true },
    { KEY("line"), place, PLACE_LINE, false },
    { KEY("column"), place, PLACE_COLUMN, false },
    { KEY("end_line"), place, PLACE_END_LINE, false },
    { KEY("end_column"), place, PLACE_END_COLUMN, false },
    { KEY("bytes"), bytes, 0, false },
    { KEY("cut"), flag, FLAG_CUT, false },
};

size_t item_json_count(void)
{
    return sizeof keys / sizeof *keys;
}

const char *item_json_key(size_t i)
{
    return keys[i].key;
}

bool item_json_is_of_talk(size_t i)
{
    return keys[i].of_talk;
}

void item_json_value(struct sink *sink, size_t i, const tm_item *item)
{
    keys[i].put(sink, item, keys[i].which);
}

void item_json_object(struct sink *sink, const tm_item *item)
{
    sink_byte(sink, '{');
    for (size_t i = 0; i < item_json_count(); i++) {
        const tm_text lead = keys[i].lead;
        sink_put(sink, lead.data + !i, lead.size - !i); /* no comma at first */
        item_json_value(sink, i, item);
    }
    sink_byte(sink, '}');
}

#include "outline_text.h"

#include "escape.h"
#include "value.h"
#include "words.h"

/* Deeper lines stand as deep as this: lines that grow with their depth would
 * make much of a little nesting. */
enum {
    DEEPEST = 32
};

struct outline {
    struct sink *sink;
    tm_date today;
    bool chinese;
    bool remarked; /* in the line's brackets */
};

static size_t depth_of(const tm_item *item)
{
    size_t depth = tm_item_reply(item) ? 1 : 0;
    for (const tm_item *up = tm_item_parent(item); up && depth < DEEPEST;
         up = tm_item_parent(up))
        depth++;
    return depth;
}

static void put_word(struct outline *outline, enum word which)
{
    sink_string(outline->sink, word(which, outline->chinese));
}

/* ---- Remarks ---- */

static void begin_remark(struct outline *outline)
{
    sink_string(outline->sink, outline->remarked ? "; " : " (");
    outline->remarked = true;
}

static void owners(struct outline *outline, const tm_item *item)
{
    const size_t count = value_says_owner(item) ? 0 : tm_item_owner_count(item);
    for (size_t i = 0; i < count; i++) {
        if (i)
            put_word(outline, WORD_COMMA);
        else
            begin_remark(outline);
        escape_terminal(outline->sink, tm_owner_label(tm_item_owner(item, i)));
    }
    if (tm_item_is_each(item)) {
        begin_remark(outline);
        put_word(outline, WORD_EACH);
    }
}

static void due(struct outline *outline, const tm_item *item)
{
    char buffer[RENDER_DATE_SIZE];
    const tm_date day = tm_item_date(item, TM_ITEM_DUE);
    const tm_text in_words = tm_item_field(item, TM_ITEM_DUE_TEXT);
    if (tm_item_is_ongoing(item)) {
        begin_remark(outline);
        put_word(outline, WORD_ONGOING);
    }
    if (!day.year && !in_words.size)
        return;
    begin_remark(outline);
    put_word(outline, WORD_DUE_BY);
    sink_byte(outline->sink, ' ');
    sink_string(outline->sink, render_date(day, buffer));
    if (!day.year)
        escape_terminal(outline->sink, in_words);
}

static void state(struct outline *outline, const tm_item *item)
{
    const enum tm_status status = tm_item_status(item);
    if (tm_item_has_status(item) &&
        (status != TM_STATUS_OPEN || tm_item_kind(item) == TM_KIND_UPDATE)) {
        begin_remark(outline);
        sink_string(outline->sink, word_of_status(status, outline->chinese));
    }
    if (tm_item_is_late(item, outline->today)) {
        begin_remark(outline);
        put_word(outline, WORD_LATE);
    }
}

static void put_remarks(struct outline *outline, const tm_item *item)
{
    outline->remarked = false;
    owners(outline, item);
    due(outline, item);
    state(outline, item);
    if (outline->remarked)
        sink_byte(outline->sink, ')');
}

/* ---- Lines ---- */

static void put_kind(struct outline *outline, enum tm_kind kind)
{
    if (kind == TM_KIND_POINT)
        return;
    sink_string(outline->sink,
                outline->chinese ? tm_kind_chinese(kind) : tm_kind_name(kind));
    put_word(outline, WORD_COLON);
}

static void put_reference(struct sink *sink, tm_reference reference)
{
    escape_terminal(sink, reference.record);
    sink_byte(sink, '#');
    escape_terminal(sink, reference.id);
}

/* Of an update what it is about; else the id where the author wrote one. */
static void put_id(struct outline *outline, const tm_item *item)
{
    const tm_reference target = tm_item_target(item);
    const tm_reference own = { .id = tm_item_id(item) };
    if (!target.id.size && tm_item_is_auto_id(item))
        return;
    sink_byte(outline->sink, ' ');
    put_reference(outline->sink, target.id.size ? target : own);
}

static void put_item(struct outline *outline, const tm_item *item)
{
    sink_spaces(outline->sink, 2 * depth_of(item));
    put_kind(outline, tm_item_kind(item));
    escape_terminal(outline->sink, tm_item_words(item));
    put_remarks(outline, item);
    put_id(outline, item);
    sink_byte(outline->sink, '\n');
}

static void put_title(struct sink *sink, const tm_talk *talk)
{
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    if (!title.size)
        return;
    escape_terminal(sink, title);
    sink_string(sink, "\n\n");
}

bool outline_text(const tm_talk *talk, const struct tm_render_options *options,
                  struct sink *sink)
{
    struct outline outline = {
        .sink = sink,
        .today = options->today,
        .chinese = tm_talk_is_chinese(talk),
    };
    put_title(sink, talk);
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        put_item(&outline, tm_talk_item(talk, i));
    return !sink->failed;
}

#include "html_item.h"

#include "escape.h"
#include "value.h"
#include "words.h"

bool html_item_has_row(const tm_item *item)
{
    const enum tm_kind kind = tm_item_kind(item);
    return (tm_kind_traits(kind) & TM_TRAIT_TASK) || kind == TM_KIND_DECISION ||
           kind == TM_KIND_CITE || kind == TM_KIND_UPDATE;
}

void html_item_href(struct sink *sink, const tm_item *item, bool row)
{
    sink_string(sink, row ? " href=\"#tm-row-" : " href=\"#");
    escape_href(sink, tm_item_id(item));
    sink_byte(sink, '"');
}

void html_item_row_id(struct sink *sink, const tm_item *item)
{
    sink_string(sink, " id=\"tm-row-");
    escape_html(sink, tm_item_id(item));
    sink_byte(sink, '"');
}

void html_item_owners(struct html *html, const tm_item *item, size_t i,
                      bool chinese)
{
    for (const size_t first = i; i < tm_item_owner_count(item); i++) {
        if (i > first)
            html_string(html, word(WORD_COMMA, chinese));
        html_text(html, tm_owner_label(tm_item_owner(item, i)));
    }
    if (tm_item_is_each(item)) {
        html_string(html, chinese ? "（" : " (");
        html_string(html, word(WORD_EACH, chinese));
        html_string(html, chinese ? "）" : ")");
    }
}

/* ---- Dates and states ---- */

static void put_time(struct html *html, tm_date date, bool chinese)
{
    char iso[RENDER_DATE_SIZE], words[RENDER_DATE_SIZE];
    render_date(date, iso);
    html_open(html, "time", HTML_ATTRIBUTES({ "datetime", render_text(iso) }));
    html_string(html, render_date_words(date, chinese, words));
    html_close(html, "time");
}

static void put_due(struct html *html, const tm_item *item, bool chinese)
{
    put_time(html, tm_item_date(item, TM_ITEM_DUE), chinese);
    if (!value_is_moved(item))
        return;
    html_string(html, chinese ? "（" : " (");
    html_string(html, word(WORD_FIRST_DUE, chinese));
    html_string(html, " ");
    put_time(html, tm_item_date(item, TM_ITEM_DUE_FIRST), chinese);
    html_string(html, chinese ? "）" : ")");
}

bool html_item_due(struct html *html, const tm_item *item, bool chinese)
{
    const tm_text words = tm_item_field(item, TM_ITEM_DUE_TEXT);
    if (tm_item_date(item, TM_ITEM_DUE).year)
        put_due(html, item, chinese);
    else if (words.size)
        html_text(html, words);
    else if (tm_item_is_ongoing(item))
        html_string(html, word(WORD_ONGOING, chinese));
    else
        return false;
    return true;
}

static void put_late(struct html *html, bool chinese)
{
    html_open(html, "strong", HTML_CLASS("tm-late"));
    html_string(html, word(WORD_LATE, chinese));
    html_close(html, "strong");
}

void html_item_state(struct html *html, const tm_item *item, tm_date today,
                     bool chinese)
{
    const enum tm_status status = tm_item_status(item);
    html_string(html, tm_status_is_closed(status) ? "☑\u00a0" : "☐\u00a0");
    html_string(html, word_of_status(status, chinese));
    if (tm_item_date(item, TM_ITEM_DONE).year) {
        html_string(html, " ");
        put_time(html, tm_item_date(item, TM_ITEM_DONE), chinese);
    }
    if (today.year && tm_item_is_late(item, today)) {
        html_string(html, " ");
        put_late(html, chinese);
    }
}

/* ---- Parts of a line ---- */

struct parts {
    struct html *html;
    const tm_item *item;
    bool chinese;
    bool begun; /* something stands before the next part */
};

/* The dot stays on the line of what stands before it. */
static void part(struct parts *parts)
{
    if (parts->begun)
        html_string(parts->html, "\u00a0· ");
    parts->begun = true;
}

static void say(struct parts *parts, enum word which)
{
    html_string(parts->html, word(which, parts->chinese));
}

/* "label: text". */
static void labelled(struct parts *parts, enum word label, tm_text text)
{
    if (!text.size)
        return;
    part(parts);
    say(parts, label);
    say(parts, WORD_COLON);
    html_text(parts->html, text);
}

void html_item_target(struct html *html, const tm_item *item)
{
    const tm_reference target = tm_item_target(item);
    html_text(html, target.record);
    if (target.id.size) {
        html_string(html, "#");
        sink_string(html->sink, "<wbr>"); /* a long name breaks here first */
        html_text(html, target.id);
    }
}

/* ---- The note beside the words ---- */

static bool has_due(const tm_item *item)
{
    return tm_item_date(item, TM_ITEM_DUE).year || tm_item_is_ongoing(item) ||
           tm_item_field(item, TM_ITEM_DUE_TEXT).size;
}

static void handed_to(struct parts *parts)
{
    const tm_owner *to = tm_item_handed_to(parts->item);
    if (to)
        labelled(parts, WORD_HANDED_TO, tm_owner_label(to));
}

static void note_state(struct parts *parts, tm_date today)
{
    const tm_item *item = parts->item;
    const enum tm_status status = tm_item_status(item);
    const bool late = today.year && tm_item_is_late(item, today);
    if (tm_item_has_status(item) &&
        (status != TM_STATUS_OPEN || tm_item_kind(item) == TM_KIND_UPDATE)) {
        part(parts);
        html_item_state(parts->html, item, today, parts->chinese);
    } else if (late) {
        part(parts);
        put_late(parts->html, parts->chinese);
    }
}

static void note_parts(struct parts *parts, tm_date today)
{
    const tm_item *item = parts->item;
    if (tm_item_target(item).id.size) {
        part(parts);
        html_item_target(parts->html, item);
    }
    if (tm_item_owner_count(item) && !value_says_owner(item)) {
        part(parts);
        html_item_owners(parts->html, item, 0, parts->chinese);
    }
    handed_to(parts);
    if (has_due(item)) {
        part(parts);
        html_item_due(parts->html, item, parts->chinese);
    }
    note_state(parts, today);
}

static void put_number(struct sink *sink, const char *before, size_t number,
                       const char *after)
{
    sink_string(sink, before);
    sink_number(sink, number);
    sink_string(sink, after);
}

/* The number as a link, named by kind and number for who cannot see it. */
static void put_reference(struct html *html, const tm_item *item, size_t number,
                          bool chinese)
{
    sink_string(html->sink, "<a class=\"tm-ref\"");
    html_item_href(html->sink, item, true);
    sink_string(html->sink, " aria-label=\"");
    sink_string(html->sink, word_of_kind(tm_item_kind(item), chinese));
    put_number(html->sink, " ", number, "\">");
    sink_number(html->sink, number);
    sink_string(html->sink, "</a>");
}

void html_item_note(struct html *html, const tm_item *item, size_t number,
                    tm_date today)
{
    const bool chinese = tm_talk_is_chinese(tm_item_talk(item));
    const enum tm_kind kind = tm_item_kind(item);
    struct parts parts = { html, item, chinese, true };
    if (number)
        put_reference(html, item, number, chinese);
    sink_string(html->sink, "<span class=\"tm-side tm-");
    sink_string(html->sink, tm_kind_name(kind));
    sink_string(html->sink, "\"><span class=\"tm-kind\">");
    if (number)
        put_number(html->sink, "<span class=\"tm-number\">", number,
                   "</span> ");
    html_string(html, word_of_kind(kind, chinese));
    sink_string(html->sink, "</span>");
    note_parts(&parts, today);
    sink_string(html->sink, "</span>");
}

/* ---- What else is said ---- */

static void fact_priority(struct parts *parts)
{
    const int priority = tm_item_priority(parts->item);
    if (!priority)
        return;
    part(parts);
    html_open(parts->html, "strong", NULL);
    say(parts, priority > 0 ? WORD_HIGH : WORD_LOW);
    html_close(parts->html, "strong");
}

static void fact_answers(struct parts *parts)
{
    struct html *html = parts->html;
    const size_t count = tm_item_for_count(parts->item);
    for (size_t i = 0; i < count; i++) {
        const tm_reference to = tm_item_for(parts->item, i);
        if (!i) {
            part(parts);
            say(parts, WORD_ANSWERS);
            html_string(html, " ");
        } else {
            say(parts, WORD_COMMA);
        }
        if (to.record.size) {
            html_text(html, to.record);
            html_string(html, "#");
        }
        html_text(html, to.id);
    }
}

static void fact_topics(struct parts *parts)
{
    for (size_t i = 0; i < tm_item_topic_count(parts->item); i++) {
        if (i)
            html_string(parts->html, " ");
        else
            part(parts);
        html_string(parts->html, "+");
        html_text(parts->html, tm_item_topic(parts->item, i));
    }
}

static void fact_attributes(struct parts *parts)
{
    for (size_t i = 0; i < tm_item_attribute_count(parts->item); i++) {
        const tm_pair pair = tm_item_attribute(parts->item, i);
        part(parts);
        html_text(parts->html, pair.key);
        say(parts, WORD_COLON);
        html_text(parts->html, pair.value);
    }
}

static void fact_start(struct parts *parts)
{
    const tm_date start = tm_item_date(parts->item, TM_ITEM_START);
    if (!start.year)
        return;
    part(parts);
    say(parts, WORD_START);
    html_string(parts->html, " ");
    put_time(parts->html, start, parts->chinese);
}

void html_item_facts(struct html *html, const tm_item *item, bool kind)
{
    const bool chinese = tm_talk_is_chinese(tm_item_talk(item));
    struct parts parts = { html, item, chinese, false };
    const bool cites = tm_item_kind(item) == TM_KIND_CITE;
    if (kind) {
        part(&parts);
        html_string(html, word_of_kind(tm_item_kind(item), chinese));
    }
    if (kind && !tm_item_is_each(item) && tm_item_owner_count(item) > 1) {
        part(&parts);
        say(&parts, WORD_WITH);
        html_item_owners(html, item, 1, chinese);
    }
    fact_priority(&parts);
    fact_start(&parts);
    handed_to(&parts);
    fact_answers(&parts);
    labelled(&parts, WORD_SOURCE, tm_item_field(item, TM_ITEM_SOURCE));
    labelled(&parts, WORD_EVIDENCE, tm_item_field(item, TM_ITEM_EVIDENCE));
    labelled(&parts, cites ? WORD_BY : WORD_ACCEPTED_BY,
             tm_item_field(item, TM_ITEM_BY));
    fact_topics(&parts);
    fact_attributes(&parts);
    if (tm_item_field(item, TM_ITEM_NOTE).size) {
        part(&parts);
        html_text(html, tm_item_field(item, TM_ITEM_NOTE));
    }
}

bool html_item_has_facts(const tm_item *item)
{
    return tm_item_priority(item) || tm_item_date(item, TM_ITEM_START).year ||
           tm_item_handed_to(item) || tm_item_for_count(item) ||
           tm_item_topic_count(item) || tm_item_attribute_count(item) ||
           tm_item_field(item, TM_ITEM_SOURCE).size ||
           tm_item_field(item, TM_ITEM_EVIDENCE).size ||
           tm_item_field(item, TM_ITEM_BY).size ||
           tm_item_field(item, TM_ITEM_NOTE).size;
}

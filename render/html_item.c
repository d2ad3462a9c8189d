#include "html_item.h"

#include "escape.h"
#include "value.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

bool html_item_has_row(const tm_item *item)
{
    const enum tm_kind kind = tm_item_kind(item);
    return (tm_kind_traits(kind) & TM_TRAIT_TASK) ||
           kind == TM_KIND_DECISION || kind == TM_KIND_CITE ||
           kind == TM_KIND_UPDATE;
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

void html_item_owners(struct html *html, const tm_item *item, bool chinese)
{
    for (size_t i = 0; i < tm_item_owner_count(item); i++) {
        if (i)
            html_string(html, word(WORD_COMMA, chinese));
        html_text(html, tm_owner_label(tm_item_owner(item, i)));
    }
    if (tm_item_is_each(item)) {
        html_string(html, chinese ? "（" : " (");
        html_string(html, word(WORD_EACH, chinese));
        html_string(html, chinese ? "）" : ")");
    }
}

static void put_time(struct html *html, tm_date date, bool chinese)
{
    char iso[RENDER_DATE_SIZE], words[RENDER_DATE_SIZE];
    render_date(date, iso);
    html_open(html, "time", HTML_ATTRIBUTES({ "datetime", render_text(iso) }));
    html_string(html, render_date_words(date, chinese, words));
    html_close(html, "time");
}

bool html_item_due(struct html *html, const tm_item *item, bool chinese)
{
    const tm_date due = tm_item_date(item, TM_ITEM_DUE);
    const tm_text words = tm_item_field(item, TM_ITEM_DUE_TEXT);
    if (due.year)
        put_time(html, due, chinese);
    else if (words.size)
        html_text(html, words);
    else if (tm_item_is_ongoing(item))
        html_string(html, word(WORD_ONGOING, chinese));
    else
        return false;
    return true;
}

void html_item_state(struct html *html, const tm_item *item, tm_date today,
                     bool chinese)
{
    const enum tm_status status = tm_item_status(item);
    html_string(html, tm_status_is_closed(status) ? "☑ " : "☐ ");
    html_string(html, word_of_status(status, chinese));
    if (tm_item_date(item, TM_ITEM_DONE).year) {
        html_string(html, " ");
        put_time(html, tm_item_date(item, TM_ITEM_DONE), chinese);
    }
    if (today.year && tm_item_is_late(item, today)) {
        html_string(html, " ");
        html_open(html, "strong", HTML_CLASS("tm-late"));
        html_string(html, word(WORD_LATE, chinese));
        html_close(html, "strong");
    }
}

/* One part of a chip, parted from the one before. */
static void part(struct html *html, bool *first)
{
    if (!*first)
        html_string(html, " · ");
    *first = false;
}

static void target_part(struct html *html, const tm_item *item, bool *first)
{
    const tm_reference target = tm_item_target(item);
    if (!target.id.size)
        return;
    part(html, first);
    html_text(html, target.record);
    html_string(html, "#");
    html_text(html, target.id);
}

static void chip_parts(struct html *html, const tm_item *item, tm_date today)
{
    const bool chinese = tm_talk_is_chinese(tm_item_talk(item));
    bool first = false;
    html_string(html, word_of_kind(tm_item_kind(item), chinese));
    target_part(html, item, &first);
    if (tm_item_owner_count(item) && !value_says_owner(item)) {
        part(html, &first);
        html_item_owners(html, item, chinese);
    }
    if (tm_item_date(item, TM_ITEM_DUE).year ||
        tm_item_field(item, TM_ITEM_DUE_TEXT).size ||
        tm_item_is_ongoing(item)) {
        part(html, &first);
        html_item_due(html, item, chinese);
    }
    const bool late = today.year && tm_item_is_late(item, today);
    if (late || (tm_item_has_status(item) &&
                 tm_item_status(item) != TM_STATUS_OPEN)) {
        part(html, &first);
        html_item_state(html, item, today, chinese);
    }
}

void html_item_chip(struct html *html, const tm_item *item, tm_date today)
{
    const bool row = html_item_has_row(item);
    sink_string(html->sink, row ? "<a class=\"tm-chip\""
                                : "<span class=\"tm-chip\"");
    if (row)
        html_item_href(html->sink, item, true);
    sink_byte(html->sink, '>');
    chip_parts(html, item, today);
    sink_string(html->sink, row ? "</a>" : "</span>");
}

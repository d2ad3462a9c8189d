#include "html_head.h"

#include "escape.h"
#include "page.css.h"
#include "words.h"

static void put_head(struct html *html, tm_text title, tm_text css)
{
    sink_string(html->sink,
                "<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'; "
                "img-src 'self' http: https:; base-uri 'none'; "
                "form-action 'none'\">\n"
                "<meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"generator\" content=\"talkmark " TM_VERSION
                "\">\n");
    html_element(html, "title", title);
    sink_string(html->sink, "\n<style>\n");
    sink_put(html->sink, page_css, sizeof page_css - 1);
    escape_css(html->sink, css);
    sink_string(html->sink, "</style>\n</head>\n");
}

void html_begin_page(struct html *html, tm_text lang, tm_text title,
                     tm_text css)
{
    sink_string(html->sink, "<!DOCTYPE html>\n");
    html_open(html, "html", HTML_ATTRIBUTES({ "lang", lang }));
    html_line(html);
    put_head(html, title, css);
}

void html_end_page(struct html *html)
{
    html_close(html, "html");
    html_line(html);
}

/* ---- How much there is to do ---- */

void html_summary_add(struct html_summary *summary, const tm_item *item,
                      tm_date today)
{
    summary->kinds[tm_item_kind(item)]++;
    summary->late += today.year && tm_item_is_late(item, today);
}

static void put_count(struct html *html, enum tm_kind kind, size_t count,
                      bool chinese)
{
    if (chinese) {
        html_string(html, tm_kind_chinese(kind));
        sink_byte(html->sink, ' ');
        sink_number(html->sink, count);
    } else {
        sink_number(html->sink, count);
        sink_byte(html->sink, ' ');
        html_string(html,
                    count == 1 ? tm_kind_name(kind) : tm_kind_plural(kind));
    }
}

static void put_late(struct html *html, size_t late, bool chinese)
{
    sink_string(html->sink, " · <strong class=\"tm-late\">");
    sink_number(html->sink, late);
    sink_byte(html->sink, ' ');
    html_string(html, word(WORD_LATE, chinese));
    sink_string(html->sink, "</strong>");
}

void html_summary_put(struct html *html, const struct html_summary *summary,
                      bool chinese)
{
    bool begun = false;
    for (int i = 0; i < TM_KIND__COUNT; i++) {
        const enum tm_kind kind = (enum tm_kind)i;
        const size_t count = summary->kinds[kind];
        if (!(tm_kind_traits(kind) & TM_TRAIT_TASK) || !count)
            continue;
        sink_string(html->sink, begun ? " · " : "<p class=\"tm-summary\">");
        begun = true;
        put_count(html, kind, count, chinese);
    }
    if (!begun)
        return;
    if (summary->late)
        put_late(html, summary->late, chinese);
    sink_string(html->sink, "</p>\n");
}

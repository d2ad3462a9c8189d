#include "html_page.h"

#include "html_body.h"
#include "html_head.h"
#include "html_item.h"
#include "html_tables.h"
#include "page_index.h"
#include "words.h"

struct page {
    struct html html;
    struct sink *sink;
    const tm_talk *talk;
    const struct tm_render_options *options;
    struct page_index index;
    bool chinese;
};

static const char *say(const struct page *p, enum word which)
{
    return word(which, p->chinese);
}

static tm_text title_of(const tm_talk *talk)
{
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    return title.size ? title : tm_talk_field(talk, TM_FIELD_RECORD);
}

/* ---- The title block ---- */

static void begin_fact(struct page *p, enum word name)
{
    html_open(&p->html, "div", NULL);
    html_open(&p->html, "dt", NULL);
    html_string(&p->html, say(p, name));
    html_close(&p->html, "dt");
    html_open(&p->html, "dd", NULL);
}

static void end_fact(struct page *p)
{
    html_close(&p->html, "dd");
    html_close(&p->html, "div");
    html_line(&p->html);
}

static void put_date(struct page *p)
{
    const tm_date date = tm_talk_date(p->talk);
    const tm_text written = tm_talk_field(p->talk, TM_FIELD_DATE_TEXT);
    char iso[RENDER_DATE_SIZE], words[RENDER_DATE_SIZE];
    if (!written.size)
        return;
    begin_fact(p, WORD_DATE);
    if (date.year) {
        render_date(date, iso);
        html_open(&p->html, "time",
                  HTML_ATTRIBUTES({ "datetime", render_text(iso) }));
        html_string(&p->html, render_date_words(date, p->chinese, words));
        html_close(&p->html, "time");
    } else {
        html_text(&p->html, written);
    }
    end_fact(p);
}

static void put_list(struct page *p, enum word name, enum tm_list list)
{
    const size_t count = tm_talk_list_count(p->talk, list);
    if (!count)
        return;
    begin_fact(p, name);
    for (size_t i = 0; i < count; i++) {
        if (i)
            html_string(&p->html, say(p, WORD_COMMA));
        html_text(&p->html, tm_talk_list(p->talk, list, i));
    }
    end_fact(p);
}

static bool has_facts(const tm_talk *talk)
{
    for (int list = TM_LIST_AUDIENCE; list <= TM_LIST_FOLLOWS; list++)
        if (tm_talk_list_count(talk, (enum tm_list)list))
            return true;
    return tm_talk_field(talk, TM_FIELD_DATE_TEXT).size ||
           tm_talk_field(talk, TM_FIELD_SPEAKER).size;
}

static void put_facts(struct page *p)
{
    const tm_text speaker = tm_talk_field(p->talk, TM_FIELD_SPEAKER);
    html_open(&p->html, "dl", HTML_CLASS("tm-facts"));
    html_line(&p->html);
    put_date(p);
    if (speaker.size) {
        begin_fact(p, WORD_SPEAKER);
        html_text(&p->html, speaker);
        end_fact(p);
    }
    put_list(p, WORD_AUDIENCE, TM_LIST_AUDIENCE);
    put_list(p, WORD_PRESENT, TM_LIST_PRESENT);
    put_list(p, WORD_ABSENT, TM_LIST_ABSENT);
    put_list(p, WORD_FOLLOWS, TM_LIST_FOLLOWS);
    html_close(&p->html, "dl");
    html_line(&p->html);
}

static void put_summary(struct page *p)
{
    struct html_summary summary = { 0 };
    for (size_t i = 0; i < tm_talk_item_count(p->talk); i++)
        html_summary_add(&summary, tm_talk_item(p->talk, i), p->options->today);
    html_summary_put(&p->html, &summary, p->chinese);
}

static void put_title_block(struct page *p)
{
    html_open(&p->html, "header", HTML_CLASS("tm-head"));
    html_line(&p->html);
    html_element(&p->html, "h1", title_of(p->talk));
    html_line(&p->html);
    if (has_facts(p->talk))
        put_facts(p);
    put_summary(p);
    html_close(&p->html, "header");
    html_line(&p->html);
}

/* ---- The outline ---- */

static size_t depth_of(const tm_item *point)
{
    size_t depth = 0;
    while ((point = tm_item_parent(point)))
        depth++;
    return depth;
}

/* Lists nest as deep as points do, which is no fixed depth: so they are
 * written as they are, without the element stack. */
static void put_points(struct page *p)
{
    size_t depth = 0; /* open lists */
    for (size_t i = 0; i < tm_talk_item_count(p->talk); i++) {
        const tm_item *item = tm_talk_item(p->talk, i);
        if (tm_item_kind(item) != TM_KIND_POINT)
            continue;
        const size_t want = depth_of(item) + 1;
        if (want > depth) {
            sink_string(p->sink, "\n<ol>\n");
            depth++;
        } else {
            sink_string(p->sink, "</li>\n");
        }
        for (; depth > want; depth--)
            sink_string(p->sink, "</ol>\n</li>\n");
        sink_string(p->sink, "<li><a");
        html_item_href(p->sink, item, false);
        sink_byte(p->sink, '>');
        html_text(&p->html, tm_item_words(item).size ? tm_item_words(item)
                                                     : tm_item_id(item));
        sink_string(p->sink, "</a>");
    }
    for (; depth; depth--)
        sink_string(p->sink, "</li>\n</ol>\n");
}

static bool has_points(const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        if (tm_item_kind(tm_talk_item(talk, i)) == TM_KIND_POINT)
            return true;
    return false;
}

static bool shows_talk(const struct page *p)
{
    return p->options->only != RENDER_ONLY_TASKS;
}

static bool shows_table(const struct page *p, enum table table)
{
    return p->options->only != RENDER_ONLY_TALK &&
           html_table_is_needed(table, p->talk);
}

static bool shows_tables(const struct page *p)
{
    for (int i = 0; i < TABLE__COUNT; i++)
        if (shows_table(p, (enum table)i))
            return true;
    return false;
}

/* The tables below the talk. */
static void put_sections(struct page *p)
{
    sink_string(p->sink, "<ul class=\"tm-tables\">\n");
    for (int i = 0; i < TABLE__COUNT; i++) {
        if (!shows_table(p, (enum table)i))
            continue;
        sink_string(p->sink, "<li><a href=\"#");
        sink_string(p->sink, html_table_id((enum table)i));
        sink_string(p->sink, "\">");
        html_string(&p->html, html_table_title((enum table)i, p->chinese));
        sink_string(p->sink, "</a></li>\n");
    }
    sink_string(p->sink, "</ul>\n");
}

static void put_outline(struct page *p)
{
    const bool points = shows_talk(p) && has_points(p->talk);
    if (!points && !shows_tables(p))
        return;
    html_open(
        &p->html, "nav",
        HTML_ATTRIBUTES({ "class", render_text("tm-outline") },
                        { "aria-labelledby", render_text("tm-outline") }));
    html_open(&p->html, "h2",
              HTML_ATTRIBUTES({ "id", render_text("tm-outline") }));
    html_string(&p->html, say(p, WORD_OUTLINE));
    html_close(&p->html, "h2");
    if (points)
        put_points(p);
    if (shows_tables(p))
        put_sections(p);
    html_close(&p->html, "nav");
    html_line(&p->html);
}

/* ---- The page ---- */

static bool put_article(struct page *p)
{
    html_open(&p->html, "article", HTML_CLASS("tm-text"));
    html_line(&p->html);
    const bool good = html_body(p->talk, &p->index, p->options, p->sink);
    html_close(&p->html, "article");
    html_line(&p->html);
    return good;
}

static bool put_main(struct page *p)
{
    const struct tables tables = { &p->html, p->talk, p->options, &p->index,
                                   shows_talk(p) };
    html_open(&p->html, "main",
              HTML_ATTRIBUTES({ "id", render_text("tm-talk") }));
    html_line(&p->html);
    bool good = !shows_talk(p) || put_article(p);
    if (good && p->options->only != RENDER_ONLY_TALK)
        good = html_tables(&tables);
    html_close(&p->html, "main");
    html_line(&p->html);
    return good;
}

static bool put_body(struct page *p)
{
    html_open(&p->html, "body", NULL);
    html_line(&p->html);
    html_open(&p->html, "a",
              HTML_ATTRIBUTES({ "class", render_text("tm-skip") },
                              { "href", render_text("#tm-talk") }));
    html_string(&p->html, say(p, WORD_SKIP));
    html_close(&p->html, "a");
    html_line(&p->html);
    put_title_block(p);
    html_open(&p->html, "div", HTML_CLASS("tm-columns"));
    html_line(&p->html);
    put_outline(p);
    const bool good = put_main(p);
    html_close(&p->html, "div");
    html_line(&p->html);
    html_close(&p->html, "body");
    html_line(&p->html);
    return good;
}

bool render_html_page(const tm_talk *talk,
                      const struct tm_render_options *options,
                      struct sink *sink)
{
    struct page p = {
        .html = { .sink = sink },
        .sink = sink,
        .talk = talk,
        .options = options,
        .chinese = tm_talk_is_chinese(talk),
    };
    const bool gathered = page_index_gather(&p.index, talk);
    html_begin_page(&p.html, tm_talk_field(talk, TM_FIELD_LANG), title_of(talk),
                    options->css);
    const bool good = gathered && put_body(&p);
    html_end_page(&p.html);
    page_index_free(&p.index);
    return good && !sink->failed;
}

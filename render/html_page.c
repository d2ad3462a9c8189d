#include "html_page.h"

#include "cites.h"
#include "escape.h"
#include "html_body.h"
#include "html_item.h"
#include "page.css.h"
#include "words.h"

struct page {
    struct html html;
    struct sink *sink;
    const tm_talk *talk;
    const struct tm_render_options *options;
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

/* ---- The document's head ---- */

static void put_head(struct page *p)
{
    sink_string(p->sink,
                "<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'; "
                "img-src 'self' http: https:\">\n"
                "<meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"generator\" content=\"talkmark " TM_VERSION
                "\">\n");
    html_element(&p->html, "title", title_of(p->talk));
    sink_string(p->sink, "\n<style>\n");
    sink_put(p->sink, page_css, sizeof page_css - 1);
    sink_string(p->sink, "</style>\n</head>\n");
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

static void put_title_block(struct page *p)
{
    html_open(&p->html, "header", HTML_CLASS("tm-head"));
    html_line(&p->html);
    html_element(&p->html, "h1", title_of(p->talk));
    html_line(&p->html);
    if (has_facts(p->talk))
        put_facts(p);
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
        html_text(&p->html, tm_item_words(item));
        sink_string(p->sink, "</a>");
    }
    for (; depth; depth--)
        sink_string(p->sink, "</li>\n</ol>\n");
}

static bool has_kind(const tm_talk *talk, enum tm_kind kind)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        if (tm_item_kind(tm_talk_item(talk, i)) == kind)
            return true;
    return false;
}

static bool has_tasks(const tm_talk *talk)
{
    for (int kind = 0; kind < TM_KIND__COUNT; kind++)
        if ((tm_kind_traits((enum tm_kind)kind) & TM_TRAIT_TASK) &&
            has_kind(talk, (enum tm_kind)kind))
            return true;
    return false;
}

static void put_outline(struct page *p)
{
    if (!has_kind(p->talk, TM_KIND_POINT))
        return;
    html_open(&p->html, "nav",
              HTML_ATTRIBUTES({ "class", render_text("tm-outline") },
                              { "aria-labelledby",
                                render_text("tm-outline") }));
    html_open(&p->html, "h2",
              HTML_ATTRIBUTES({ "id", render_text("tm-outline") }));
    html_string(&p->html, say(p, WORD_OUTLINE));
    html_close(&p->html, "h2");
    put_points(p);
    html_close(&p->html, "nav");
    html_line(&p->html);
}

/* ---- Tables ---- */

static void begin_section(struct page *p, const char *id, enum word name)
{
    html_open(&p->html, "section",
              HTML_ATTRIBUTES({ "class", render_text("tm-section") },
                              { "aria-labelledby", render_text(id) }));
    html_line(&p->html);
    html_open(&p->html, "h2", HTML_ATTRIBUTES({ "id", render_text(id) }));
    html_string(&p->html, say(p, name));
    html_close(&p->html, "h2");
    html_line(&p->html);
}

static void end_section(struct page *p)
{
    html_close(&p->html, "section");
    html_line(&p->html);
}

/* The head of a table; 'columns' ends with WORD__COUNT. */
static void begin_table(struct page *p, const enum word *columns)
{
    html_open(&p->html, "div", HTML_CLASS("tm-scroll"));
    html_open(&p->html, "table", NULL);
    html_line(&p->html);
    html_open(&p->html, "thead", NULL);
    html_open(&p->html, "tr", NULL);
    for (; *columns != WORD__COUNT; columns++) {
        html_open(&p->html, "th",
                  HTML_ATTRIBUTES({ "scope", render_text("col") }));
        html_string(&p->html, say(p, *columns));
        html_close(&p->html, "th");
    }
    html_close(&p->html, "tr");
    html_close(&p->html, "thead");
    html_line(&p->html);
    html_open(&p->html, "tbody", NULL);
    html_line(&p->html);
}

static void end_table(struct page *p)
{
    html_close(&p->html, "tbody");
    html_close(&p->html, "table");
    html_close(&p->html, "div");
    html_line(&p->html);
}

static void begin_row(struct page *p, const tm_item *item, bool late)
{
    sink_string(p->sink, "<tr");
    html_item_row_id(p->sink, item);
    if (late)
        sink_string(p->sink, " class=\"tm-is-late\"");
    sink_byte(p->sink, '>');
}

static void end_row(struct page *p)
{
    sink_string(p->sink, "</tr>\n");
}

/* The item's words, as a link back to where they stand. */
static void put_words_cell(struct page *p, const tm_item *item)
{
    const tm_text words = tm_item_words(item);
    html_open(&p->html, "td", NULL);
    sink_string(p->sink, "<a");
    html_item_href(p->sink, item, false);
    sink_byte(p->sink, '>');
    html_text(&p->html, words.size ? words : tm_item_id(item));
    sink_string(p->sink, "</a>");
    if (tm_item_field(item, TM_ITEM_NOTE).size) {
        html_open(&p->html, "div", HTML_CLASS("tm-note"));
        html_text(&p->html, tm_item_field(item, TM_ITEM_NOTE));
        html_close(&p->html, "div");
    }
    html_close(&p->html, "td");
}

static void put_text_cell(struct page *p, tm_text text)
{
    html_element(&p->html, "td", text);
}

static void put_number_cell(struct page *p, size_t number)
{
    html_open(&p->html, "td", HTML_CLASS("tm-number"));
    sink_number(p->sink, number);
    html_close(&p->html, "td");
}

static void put_kind_cell(struct page *p, const tm_item *item)
{
    put_text_cell(p, render_text(word_of_kind(tm_item_kind(item), p->chinese)));
}

static void put_owners_cell(struct page *p, const tm_item *item)
{
    html_open(&p->html, "td", NULL);
    if (tm_item_owner_count(item))
        html_item_owners(&p->html, item, p->chinese);
    else
        html_string(&p->html, say(p, WORD_UNASSIGNED));
    html_close(&p->html, "td");
}

static void put_due_cell(struct page *p, const tm_item *item)
{
    html_open(&p->html, "td", NULL);
    if (!html_item_due(&p->html, item, p->chinese))
        html_string(&p->html, "—");
    html_close(&p->html, "td");
}

static void put_state_cell(struct page *p, const tm_item *item)
{
    html_open(&p->html, "td", NULL);
    html_item_state(&p->html, item, p->options->today, p->chinese);
    html_close(&p->html, "td");
}

static bool is_late(const struct page *p, const tm_item *item)
{
    return p->options->today.year && tm_item_is_late(item, p->options->today);
}

static void put_task_row(struct page *p, const tm_item *item, size_t number)
{
    begin_row(p, item, is_late(p, item));
    put_number_cell(p, number);
    put_kind_cell(p, item);
    put_words_cell(p, item);
    put_owners_cell(p, item);
    put_due_cell(p, item);
    put_state_cell(p, item);
    put_text_cell(p, tm_item_field(item, TM_ITEM_SOURCE));
    end_row(p);
}

static void put_tasks(struct page *p)
{
    static const enum word columns[] = { WORD_NUMBER, WORD_KIND, WORD_WHAT,
                                         WORD_OWNER,  WORD_DUE,  WORD_STATE,
                                         WORD_SOURCE, WORD__COUNT };
    size_t number = 0;
    if (!has_tasks(p->talk))
        return;
    begin_section(p, "tm-tasks", WORD_TASKS);
    begin_table(p, columns);
    for (size_t i = 0; i < tm_talk_item_count(p->talk); i++) {
        const tm_item *item = tm_talk_item(p->talk, i);
        if (tm_kind_traits(tm_item_kind(item)) & TM_TRAIT_TASK)
            put_task_row(p, item, ++number);
    }
    end_table(p);
    end_section(p);
}

static void put_decisions(struct page *p)
{
    static const enum word columns[] = { WORD_NUMBER, WORD_WHAT, WORD_OWNER,
                                         WORD_DUE, WORD__COUNT };
    size_t number = 0;
    if (!has_kind(p->talk, TM_KIND_DECISION))
        return;
    begin_section(p, "tm-decisions", WORD_DECISIONS);
    begin_table(p, columns);
    for (size_t i = 0; i < tm_talk_item_count(p->talk); i++) {
        const tm_item *item = tm_talk_item(p->talk, i);
        if (tm_item_kind(item) != TM_KIND_DECISION)
            continue;
        begin_row(p, item, false);
        put_number_cell(p, ++number);
        put_words_cell(p, item);
        put_owners_cell(p, item);
        put_due_cell(p, item);
        end_row(p);
    }
    end_table(p);
    end_section(p);
}

static void put_target_cell(struct page *p, const tm_item *item)
{
    const tm_reference target = tm_item_target(item);
    html_open(&p->html, "td", NULL);
    html_text(&p->html, target.record);
    if (target.id.size) {
        html_string(&p->html, "#");
        html_text(&p->html, target.id);
    }
    html_close(&p->html, "td");
}

static void put_updates(struct page *p)
{
    static const enum word columns[] = { WORD_WHERE, WORD_WHAT, WORD_STATE,
                                         WORD_EVIDENCE, WORD__COUNT };
    if (!has_kind(p->talk, TM_KIND_UPDATE))
        return;
    begin_section(p, "tm-updates", WORD_UPDATES);
    begin_table(p, columns);
    for (size_t i = 0; i < tm_talk_item_count(p->talk); i++) {
        const tm_item *item = tm_talk_item(p->talk, i);
        if (tm_item_kind(item) != TM_KIND_UPDATE)
            continue;
        begin_row(p, item, false);
        put_target_cell(p, item);
        put_words_cell(p, item);
        html_open(&p->html, "td", NULL);
        if (tm_item_has_status(item))
            html_item_state(&p->html, item, p->options->today, p->chinese);
        html_close(&p->html, "td");
        put_text_cell(p, tm_item_field(item, TM_ITEM_EVIDENCE));
        end_row(p);
    }
    end_table(p);
    end_section(p);
}

/* ---- References ---- */

/* One further place of a reference: "↩ 2". */
static void put_place(struct page *p, const tm_item *cite, size_t number)
{
    sink_string(p->sink, " <a href=\"#tm-at-");
    sink_number(p->sink, tm_item_index(cite));
    sink_string(p->sink, "\">");
    html_string(&p->html, say(p, WORD_TO_TEXT));
    sink_byte(p->sink, ' ');
    sink_number(p->sink, number);
    sink_string(p->sink, "</a>");
}

static void put_reference(struct page *p, const struct cites *cites,
                          const tm_item *first)
{
    sink_string(p->sink, "<li");
    html_item_row_id(p->sink, first);
    sink_string(p->sink, "><a");
    html_item_href(p->sink, first, false);
    sink_byte(p->sink, '>');
    html_text(&p->html, tm_item_words(first).size ? tm_item_words(first)
                                                  : tm_item_id(first));
    sink_string(p->sink, "</a>");
    if (tm_item_field(first, TM_ITEM_BY).size) {
        html_string(&p->html, p->chinese ? "，" : ", ");
        html_text(&p->html, tm_item_field(first, TM_ITEM_BY));
    }
    size_t number = 1;
    for (size_t i = cites_find(cites, first) + 1;
         i < cites->count && render_text_equal(tm_item_id(cites->items[i]),
                                               tm_item_id(first));
         i++)
        put_place(p, cites->items[i], ++number);
    sink_string(p->sink, "</li>\n");
}

static bool put_references(struct page *p)
{
    struct cites cites;
    if (!has_kind(p->talk, TM_KIND_CITE))
        return true;
    if (!cites_gather(&cites, p->talk))
        return false;
    begin_section(p, "tm-references", WORD_REFERENCES);
    sink_string(p->sink, "<ol>\n");
    for (size_t i = 0; i < tm_talk_item_count(p->talk); i++) {
        const tm_item *item = tm_talk_item(p->talk, i);
        if (tm_item_kind(item) == TM_KIND_CITE && cites_is_first(&cites, item))
            put_reference(p, &cites, item);
    }
    sink_string(p->sink, "</ol>\n");
    end_section(p);
    cites_free(&cites);
    return true;
}

/* ---- The page ---- */

static bool put_main(struct page *p)
{
    html_open(&p->html, "main",
              HTML_ATTRIBUTES({ "id", render_text("tm-talk") }));
    html_line(&p->html);
    html_open(&p->html, "article", HTML_CLASS("tm-text"));
    html_line(&p->html);
    const bool good =
        html_body(p->talk, HTML_IN_PAGE, p->options, p->sink);
    html_close(&p->html, "article");
    html_line(&p->html);
    put_tasks(p);
    put_decisions(p);
    put_updates(p);
    const bool referred = put_references(p);
    html_close(&p->html, "main");
    html_line(&p->html);
    return good && referred;
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
    sink_string(sink, "<!DOCTYPE html>\n");
    html_open(&p.html, "html",
              HTML_ATTRIBUTES(
                  { "lang", tm_talk_field(talk, TM_FIELD_LANG) }));
    html_line(&p.html);
    put_head(&p);
    html_open(&p.html, "body", NULL);
    html_line(&p.html);
    html_open(&p.html, "a",
              HTML_ATTRIBUTES({ "class", render_text("tm-skip") },
                              { "href", render_text("#tm-talk") }));
    html_string(&p.html, say(&p, WORD_SKIP));
    html_close(&p.html, "a");
    html_line(&p.html);
    put_title_block(&p);
    html_open(&p.html, "div", HTML_CLASS("tm-columns"));
    html_line(&p.html);
    put_outline(&p);
    const bool good = put_main(&p);
    html_close(&p.html, "div");
    html_line(&p.html);
    html_close(&p.html, "body");
    html_line(&p.html);
    html_close(&p.html, "html");
    html_line(&p.html);
    return good && !sink->failed;
}

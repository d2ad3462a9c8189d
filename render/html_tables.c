#include "html_tables.h"

#include "escape.h"
#include "groups.h"
#include "html_item.h"
#include "words.h"

#include <assert.h>
#include <stdlib.h>

static const struct {
    const char *id;
    enum word title;
} sections[TABLE__COUNT] = {
    [TABLE_TASKS] = { "tm-tasks", WORD_TASKS },
    [TABLE_ISSUES] = { "tm-issues", WORD_ISSUES },
    [TABLE_DECISIONS] = { "tm-decisions", WORD_DECISIONS },
    [TABLE_UPDATES] = { "tm-updates", WORD_UPDATES },
    [TABLE_REFERENCES] = { "tm-references", WORD_REFERENCES },
};

const char *html_table_id(enum table table)
{
    return sections[table].id;
}

const char *html_table_title(enum table table, bool chinese)
{
    return word(sections[table].title, chinese);
}

static bool belongs(enum table table, const tm_item *item)
{
    const enum tm_kind kind = tm_item_kind(item);
    switch (table) {
    case TABLE_TASKS: return tm_kind_traits(kind) & TM_TRAIT_TASK;
    case TABLE_ISSUES: return kind == TM_KIND_ISSUE;
    case TABLE_DECISIONS: return kind == TM_KIND_DECISION;
    case TABLE_UPDATES: return kind == TM_KIND_UPDATE;
    case TABLE_REFERENCES: return kind == TM_KIND_CITE;
    case TABLE__COUNT: break;
    }
    assert(!"no such table");
    return false;
}

bool html_table_is_needed(enum table table, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        if (belongs(table, tm_talk_item(talk, i)))
            return true;
    return false;
}

static bool is_chinese(const struct tables *t)
{
    return tm_talk_is_chinese(t->talk);
}

static const char *say(const struct tables *t, enum word which)
{
    return word(which, is_chinese(t));
}

/* ---- Sections and tables ---- */

static void begin_section(const struct tables *t, enum table table)
{
    const tm_text id = render_text(html_table_id(table));
    html_open(t->html, "section",
              HTML_ATTRIBUTES({ "class", render_text("tm-section") },
                              { "aria-labelledby", id }));
    html_line(t->html);
    html_open(t->html, "h2", HTML_ATTRIBUTES({ "id", id }));
    html_string(t->html, html_table_title(table, is_chinese(t)));
    html_close(t->html, "h2");
    html_line(t->html);
}

static void end_section(const struct tables *t)
{
    html_close(t->html, "section");
    html_line(t->html);
}

/* A wide table scrolls in itself, by keyboard too. 'columns' ends with
 * WORD__COUNT. */
static void begin_table(const struct tables *t, enum table table,
                        const enum word *columns)
{
    html_open(t->html, "div",
              HTML_ATTRIBUTES(
                  { "class", render_text("tm-scroll") },
                  { "role", render_text("group") },
                  { "tabindex", render_text("0") },
                  { "aria-labelledby", render_text(html_table_id(table)) }));
    html_open(t->html, "table", NULL);
    html_line(t->html);
    html_open(t->html, "thead", NULL);
    html_open(t->html, "tr", NULL);
    for (; *columns != WORD__COUNT; columns++) {
        html_open(t->html, "th",
                  HTML_ATTRIBUTES({ "scope", render_text("col") }));
        html_string(t->html, say(t, *columns));
        html_close(t->html, "th");
    }
    html_close(t->html, "tr");
    html_close(t->html, "thead");
    html_line(t->html);
}

static void end_table(const struct tables *t)
{
    html_close(t->html, "table");
    html_close(t->html, "div");
    html_line(t->html);
}

static void begin_body(const struct tables *t)
{
    html_open(t->html, "tbody", NULL);
    html_line(t->html);
}

static void end_body(const struct tables *t)
{
    html_close(t->html, "tbody");
    html_line(t->html);
}

/* ---- Rows ---- */

/* With 'anchor' the row is where the number beside the words leads. */
static void begin_row(const struct tables *t, const tm_item *item, bool anchor)
{
    sink_string(t->html->sink, "<tr");
    if (anchor)
        html_item_row_id(t->html->sink, item);
    sink_string(t->html->sink, "><td class=\"tm-number\">");
    sink_number(t->html->sink, page_index_number(t->index, item));
    sink_string(t->html->sink, "</td>");
}

static void end_row(const struct tables *t)
{
    sink_string(t->html->sink, "</tr>\n");
}

/* The item's words, as a link back to where they stand. */
static void put_words(const struct tables *t, const tm_item *item)
{
    const tm_text words = tm_item_words(item);
    if (t->linked) {
        sink_string(t->html->sink, "<a");
        html_item_href(t->html->sink, item, false);
        sink_byte(t->html->sink, '>');
    }
    html_text(t->html, words.size ? words : tm_item_id(item));
    if (t->linked)
        sink_string(t->html->sink, "</a>");
}

static void put_what(const struct tables *t, const tm_item *item, bool kind)
{
    html_open(t->html, "td", HTML_CLASS("tm-what"));
    put_words(t, item);
    if (kind || html_item_has_facts(item)) {
        html_open(t->html, "div", HTML_CLASS("tm-facts"));
        html_item_facts(t->html, item, kind);
        html_close(t->html, "div");
    }
    html_close(t->html, "td");
}

static void put_owners(const struct tables *t, const tm_item *item)
{
    html_open(t->html, "td", NULL);
    if (tm_item_owner_count(item))
        html_item_owners(t->html, item, 0, is_chinese(t));
    else
        html_string(t->html, "—");
    html_close(t->html, "td");
}

static void put_due(const struct tables *t, const tm_item *item)
{
    html_open(t->html, "td", NULL);
    if (!html_item_due(t->html, item, is_chinese(t)))
        html_string(t->html, "—");
    html_close(t->html, "td");
}

static void put_state(const struct tables *t, const tm_item *item)
{
    html_open(t->html, "td", HTML_CLASS("tm-state"));
    if (tm_item_has_status(item))
        html_item_state(t->html, item, t->options->today, is_chinese(t));
    else
        html_string(t->html, "—");
    html_close(t->html, "td");
}

/* ---- Tasks by owner ---- */

static void put_owner_head(const struct tables *t, const struct groups *groups,
                           const struct grouped *grouped)
{
    html_open(t->html, "tr", NULL);
    html_open(t->html, "th",
              HTML_ATTRIBUTES({ "scope", render_text("rowgroup") },
                              { "colspan", render_text("4") },
                              { "class", render_text("tm-owner") }));
    groups_put_title(groups, grouped, t->html->sink, escape_html);
    html_close(t->html, "th");
    html_close(t->html, "tr");
    html_line(t->html);
}

static void put_task(const struct tables *t, const tm_item *item,
                     bool *anchored)
{
    bool *has_anchor = &anchored[tm_item_index(item)];
    begin_row(t, item, !*has_anchor);
    *has_anchor = true;
    put_what(t, item, true);
    put_due(t, item);
    put_state(t, item);
    end_row(t);
}

static void put_groups(const struct tables *t, const struct groups *groups,
                       bool *anchored)
{
    for (size_t i = 0; i < groups->count; i++) {
        if (groups->items[i].begins) {
            if (i)
                end_body(t);
            begin_body(t);
            put_owner_head(t, groups, &groups->items[i]);
        }
        put_task(t, groups->items[i].item, anchored);
    }
    end_body(t);
}

static bool put_tasks(const struct tables *t)
{
    static const enum word columns[] = { WORD_NUMBER, WORD_WHAT, WORD_DUE,
                                         WORD_STATE, WORD__COUNT };
    const size_t count = tm_talk_item_count(t->talk);
    const tm_item **items = malloc((count + 1) * sizeof *items);
    bool *anchored = calloc(count + 1, sizeof *anchored);
    struct task_list list = { .items = items };
    struct groups groups = { 0 };
    for (size_t i = 0; items && i < count; i++)
        if (belongs(TABLE_TASKS, tm_talk_item(t->talk, i)))
            items[list.count++] = tm_talk_item(t->talk, i);
    const bool good =
        items && anchored &&
        groups_sort(&groups, &list, GROUP_BY_OWNER, t->options->today);
    if (good) {
        begin_table(t, TABLE_TASKS, columns);
        put_groups(t, &groups, anchored);
        end_table(t);
    }
    groups_free(&groups);
    free(anchored);
    free(items);
    return good;
}

/* ---- Issues ---- */

/* What answers the issue, each with its number. */
static void put_measures(const struct tables *t, const tm_item *item)
{
    size_t count;
    const struct answer *answers = page_index_answers(t->index, item, &count);
    html_open(t->html, "td", NULL);
    if (!count)
        html_string(t->html, say(t, WORD_NONE_YET));
    for (size_t i = 0; i < count; i++) {
        const tm_item *answer = answers[i].item;
        html_open(t->html, "div", HTML_CLASS("tm-answer"));
        if (html_item_has_row(answer)) {
            sink_number(t->html->sink, page_index_number(t->index, answer));
            sink_byte(t->html->sink, ' ');
        }
        put_words(t, answer);
        html_close(t->html, "div");
    }
    html_close(t->html, "td");
}

static void put_issue(const struct tables *t, const tm_item *item)
{
    begin_row(t, item, false);
    put_what(t, item, false);
    put_owners(t, item);
    put_due(t, item);
    put_state(t, item);
    put_measures(t, item);
    end_row(t);
}

static void put_decision(const struct tables *t, const tm_item *item)
{
    begin_row(t, item, true);
    put_what(t, item, false);
    put_owners(t, item);
    put_due(t, item);
    end_row(t);
}

static void put_update(const struct tables *t, const tm_item *item)
{
    begin_row(t, item, true);
    html_open(t->html, "td", NULL);
    html_item_target(t->html, item);
    html_close(t->html, "td");
    put_what(t, item, false);
    put_owners(t, item);
    put_due(t, item);
    put_state(t, item);
    end_row(t);
}

static void put_rows(const struct tables *t, enum table table,
                     const enum word *columns,
                     void (*put)(const struct tables *t, const tm_item *item))
{
    begin_table(t, table, columns);
    begin_body(t);
    for (size_t i = 0; i < tm_talk_item_count(t->talk); i++)
        if (belongs(table, tm_talk_item(t->talk, i)))
            put(t, tm_talk_item(t->talk, i));
    end_body(t);
    end_table(t);
}

/* ---- References ---- */

/* One further place of a reference: "to the text 2". */
static void put_place(const struct tables *t, const tm_item *cite,
                      size_t number)
{
    sink_string(t->html->sink, " <a href=\"#tm-at-");
    sink_number(t->html->sink, tm_item_index(cite));
    sink_string(t->html->sink, "\">");
    html_string(t->html, say(t, WORD_TO_TEXT));
    sink_byte(t->html->sink, ' ');
    sink_number(t->html->sink, number);
    sink_string(t->html->sink, "</a>");
}

static void put_further_places(const struct tables *t, const tm_item *first)
{
    const struct cites *cites = &t->index->cites;
    size_t number = 1;
    for (size_t i = cites_find(cites, first) + 1;
         i < cites->count &&
         render_text_equal(tm_item_id(cites->items[i]), tm_item_id(first));
         i++)
        put_place(t, cites->items[i], ++number);
}

static void put_reference(const struct tables *t, const tm_item *cite)
{
    if (!cites_is_first(&t->index->cites, cite))
        return;
    begin_row(t, cite, true);
    html_open(t->html, "td", HTML_CLASS("tm-what"));
    put_words(t, cite);
    if (t->linked)
        put_further_places(t, cite);
    if (html_item_has_facts(cite)) {
        html_open(t->html, "div", HTML_CLASS("tm-facts"));
        html_item_facts(t->html, cite, false);
        html_close(t->html, "div");
    }
    html_close(t->html, "td");
    end_row(t);
}

/* ---- All of them ---- */

static bool put_table(const struct tables *t, enum table table)
{
    static const enum word issues[] = { WORD_NUMBER, WORD_ISSUE, WORD_OWNER,
                                        WORD_DUE,    WORD_STATE, WORD_MEASURES,
                                        WORD__COUNT };
    static const enum word decisions[] = { WORD_NUMBER, WORD_DECISION,
                                           WORD_OWNER, WORD_DUE, WORD__COUNT };
    static const enum word updates[] = { WORD_NUMBER, WORD_ABOUT, WORD_UPDATE,
                                         WORD_OWNER,  WORD_DUE,   WORD_STATE,
                                         WORD__COUNT };
    static const enum word references[] = { WORD_NUMBER, WORD_CITE,
                                            WORD__COUNT };
    switch (table) {
    case TABLE_TASKS: return put_tasks(t);
    case TABLE_ISSUES: put_rows(t, table, issues, put_issue); break;
    case TABLE_DECISIONS: put_rows(t, table, decisions, put_decision); break;
    case TABLE_UPDATES: put_rows(t, table, updates, put_update); break;
    case TABLE_REFERENCES: put_rows(t, table, references, put_reference); break;
    case TABLE__COUNT: break;
    }
    return true;
}

bool html_tables(const struct tables *tables)
{
    bool good = true;
    for (int i = 0; i < TABLE__COUNT && good; i++) {
        const enum table table = (enum table)i;
        if (!html_table_is_needed(table, tables->talk))
            continue;
        begin_section(tables, table);
        good = put_table(tables, table);
        end_section(tables);
    }
    return good;
}

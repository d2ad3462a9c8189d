#include "tasks_html.h"

#include "escape.h"
#include "groups.h"
#include "html_head.h"
#include "html_item.h"
#include "list_language.h"
#include "words.h"

#include <stdio.h>

struct page {
    struct html html;
    const struct task_list *list;
    const struct tm_render_options *options;
    struct groups groups;
    bool chinese;
};

/* The items of one group: groups.items[first] up to before [end]. */
struct sheet {
    size_t number, first, end;
};

static const char *say(const struct page *p, enum word which)
{
    return word(which, p->chinese);
}

static tm_text lang_of(const struct page *p)
{
    return render_text(p->chinese ? "zh" : "en");
}

/* Then the heading of a sheet says who answers for what is on it. */
static bool is_by_owner(const struct page *p)
{
    return p->groups.by == GROUP_BY_OWNER;
}

static const char *title(const struct page *p)
{
    return say(p, is_by_owner(p) ? WORD_TASKS : WORD_LIST_OF_TASKS);
}

static void open_line(struct page *p, const char *name,
                      const struct html_attribute *attributes)
{
    html_open(&p->html, name, attributes);
    html_line(&p->html);
}

static void close_line(struct page *p, const char *name)
{
    html_close(&p->html, name);
    html_line(&p->html);
}

/* Find the sheet after '*sheet'; a first one has to be zero. */
static bool next_sheet(const struct page *p, struct sheet *sheet)
{
    const struct groups *all = &p->groups;
    sheet->first = sheet->end;
    sheet->number++;
    if (sheet->first == all->count)
        return false;
    do
        sheet->end++;
    while (sheet->end < all->count && !all->items[sheet->end].begins);
    return true;
}

/* ---- Values ---- */

static const struct grouped *first_of(const struct page *p,
                                      const struct sheet *sheet)
{
    return &p->groups.items[sheet->first];
}

static void put_title(struct page *p, const struct sheet *sheet)
{
    groups_put_title(&p->groups, first_of(p, sheet), p->html.sink, escape_html);
}

static void put_date(struct page *p, tm_date date)
{
    char iso[RENDER_DATE_SIZE], words[RENDER_DATE_SIZE];
    render_date(date, iso);
    html_open(&p->html, "time",
              HTML_ATTRIBUTES({ "datetime", render_text(iso) }));
    html_string(&p->html, render_date_words(date, p->chinese, words));
    html_close(&p->html, "time");
}

/* ---- The table of a sheet ---- */

static void put_heading(struct page *p, enum word which)
{
    html_open(&p->html, "th", HTML_ATTRIBUTES({ "scope", render_text("col") }));
    html_string(&p->html, say(p, which));
    html_close(&p->html, "th");
}

static void put_headings(struct page *p)
{
    static const enum word columns[] = { WORD_DUE, WORD_STATE, WORD_TALK };
    html_open(&p->html, "thead", NULL);
    html_open(&p->html, "tr", NULL);
    put_heading(p, WORD_NUMBER);
    put_heading(p, WORD_WHAT);
    if (!is_by_owner(p))
        put_heading(p, WORD_OWNERS);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        put_heading(p, columns[i]);
    html_close(&p->html, "tr");
    close_line(p, "thead");
}

/* A cell in the language of the item's talk. */
static void open_cell(struct page *p, const char *class, const tm_item *item)
{
    tm_text lang = tm_talk_field(tm_item_talk(item), TM_FIELD_LANG);
    if (render_text_equal(lang, lang_of(p)))
        lang = (tm_text){ 0 };
    html_open(
        &p->html, "td",
        HTML_ATTRIBUTES({ "class", render_text(class) }, { "lang", lang }));
}

/* Helpers are told where the sheet is its owner's; elsewhere the row has all
 * owners. */
static void put_facts(struct page *p, const tm_item *item)
{
    const bool chinese = tm_talk_is_chinese(tm_item_talk(item));
    if (!is_by_owner(p)) {
        html_string(&p->html, word_of_kind(tm_item_kind(item), chinese));
        if (html_item_has_facts(item))
            html_string(&p->html, " · ");
    }
    html_item_facts(&p->html, item, is_by_owner(p));
}

static void put_what(struct page *p, const tm_item *item)
{
    const tm_text words = tm_item_words(item);
    open_cell(p, "tm-what", item);
    html_text(&p->html, words.size ? words : tm_item_id(item));
    html_open(&p->html, "div", HTML_CLASS("tm-facts"));
    put_facts(p, item);
    html_close(&p->html, "div");
    html_close(&p->html, "td");
}

static void put_owners(struct page *p, const tm_item *item)
{
    html_open(&p->html, "td", NULL);
    if (tm_item_owner_count(item))
        html_item_owners(&p->html, item, 0, p->chinese);
    else
        html_string(&p->html, "—");
    html_close(&p->html, "td");
}

static void put_due(struct page *p, const tm_item *item)
{
    html_open(&p->html, "td", NULL);
    if (!html_item_due(&p->html, item, p->chinese))
        html_string(&p->html, "—");
    html_close(&p->html, "td");
}

static void put_state(struct page *p, const tm_item *item)
{
    html_open(&p->html, "td", HTML_CLASS("tm-state"));
    if (tm_item_has_status(item))
        html_item_state(&p->html, item, p->options->today, p->chinese);
    else
        html_string(&p->html, "—");
    html_close(&p->html, "td");
}

/* The talk's title and date, and how other records name the item. */
static void put_talk(struct page *p, const tm_item *item)
{
    const tm_talk *talk = tm_item_talk(item);
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    open_cell(p, "tm-from", item);
    html_text(&p->html, title);
    if (title.size && tm_talk_date(talk).year)
        html_string(&p->html, " ");
    if (tm_talk_date(talk).year)
        put_date(p, tm_talk_date(talk));
    html_open(&p->html, "div", HTML_CLASS("tm-facts"));
    value_reference(p->html.sink, value_self(item), escape_html);
    html_close(&p->html, "div");
    html_close(&p->html, "td");
}

static void put_row(struct page *p, const tm_item *item, size_t number)
{
    html_open(&p->html, "tr", NULL);
    html_open(&p->html, "td", HTML_CLASS("tm-number"));
    sink_number(p->html.sink, number);
    html_close(&p->html, "td");
    put_what(p, item);
    if (!is_by_owner(p))
        put_owners(p, item);
    put_due(p, item);
    put_state(p, item);
    put_talk(p, item);
    close_line(p, "tr");
}

/* A wide table scrolls in itself, by keyboard too. */
static void put_table(struct page *p, const struct sheet *sheet, tm_text id)
{
    html_open(&p->html, "div",
              HTML_ATTRIBUTES({ "class", render_text("tm-scroll") },
                              { "role", render_text("group") },
                              { "tabindex", render_text("0") },
                              { "aria-labelledby", id }));
    open_line(p, "table", NULL);
    put_headings(p);
    open_line(p, "tbody", NULL);
    for (size_t i = sheet->first; i < sheet->end; i++)
        put_row(p, p->groups.items[i].item, i - sheet->first + 1);
    close_line(p, "tbody");
    html_close(&p->html, "table");
    close_line(p, "div");
}

/* ---- A sheet ---- */

/* What a sheet is that has been parted from the page: seen in print only. */
static void put_caption(struct page *p)
{
    html_open(&p->html, "p", HTML_CLASS("tm-caption"));
    html_string(&p->html, title(p));
    if (p->options->today.year) {
        html_string(&p->html, " · ");
        html_string(&p->html, say(p, WORD_AS_OF));
        put_date(p, p->options->today);
    }
    close_line(p, "p");
}

static void put_unit(struct page *p, const struct sheet *sheet)
{
    const tm_owner *owner = first_of(p, sheet)->owner;
    if (!owner || owner->type != TM_OWNER_PERSON || !owner->unit.size)
        return;
    html_open(&p->html, "p", HTML_CLASS("tm-facts"));
    html_text(&p->html, owner->unit);
    close_line(p, "p");
}

static void put_summary(struct page *p, const struct sheet *sheet)
{
    struct html_summary summary = { 0 };
    for (size_t i = sheet->first; i < sheet->end; i++)
        html_summary_add(&summary, p->groups.items[i].item, p->options->today);
    html_summary_put(&p->html, &summary, p->chinese);
}

/* Nobody signs for what is nobody's. */
static void put_signature(struct page *p, const struct sheet *sheet)
{
    static const enum word lines[] = { WORD_SIGNED, WORD_DATE };
    if (!first_of(p, sheet)->owner)
        return;
    html_open(&p->html, "p", HTML_CLASS("tm-sign"));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        html_open(&p->html, "span", NULL);
        html_string(&p->html, say(p, lines[i]));
        html_close(&p->html, "span");
    }
    close_line(p, "p");
}

/* "#tm-sheet-1", where a sheet's heading is; the id begins behind the "#". */
static tm_text sheet_anchor(const struct sheet *sheet, char buffer[32])
{
    snprintf(buffer, 32, "#tm-sheet-%zu", sheet->number);
    return render_text(buffer);
}

static void put_sheet(struct page *p, const struct sheet *sheet)
{
    char buffer[32];
    const tm_text anchor = sheet_anchor(sheet, buffer);
    const tm_text id = { anchor.data + 1, anchor.size - 1 };
    open_line(p, "section",
              HTML_ATTRIBUTES({ "class", render_text("tm-section tm-sheet") },
                              { "aria-labelledby", id }));
    put_caption(p);
    html_open(&p->html, "h2", HTML_ATTRIBUTES({ "id", id }));
    put_title(p, sheet);
    close_line(p, "h2");
    put_unit(p, sheet);
    put_summary(p, sheet);
    put_table(p, sheet, id);
    put_signature(p, sheet);
    close_line(p, "section");
}

/* ---- The page ---- */

static void put_title_block(struct page *p)
{
    struct html_summary summary = { 0 };
    for (size_t i = 0; i < p->list->count; i++)
        html_summary_add(&summary, p->list->items[i], p->options->today);
    open_line(p, "header", HTML_CLASS("tm-head"));
    html_element(&p->html, "h1", render_text(title(p)));
    html_line(&p->html);
    html_summary_put(&p->html, &summary, p->chinese);
    if (!p->list->count) {
        html_element(&p->html, "p", render_text(say(p, WORD_NO_TASKS)));
        html_line(&p->html);
    }
    close_line(p, "header");
}

static void put_sheet_link(struct page *p, const struct sheet *sheet)
{
    char buffer[32];
    html_open(&p->html, "li", NULL);
    html_open(&p->html, "a",
              HTML_ATTRIBUTES({ "href", sheet_anchor(sheet, buffer) }));
    put_title(p, sheet);
    html_close(&p->html, "a");
    close_line(p, "li");
}

static void put_links(struct page *p)
{
    const tm_text id = render_text("tm-sheets");
    struct sheet sheet = { 0 };
    open_line(p, "nav",
              HTML_ATTRIBUTES({ "class", render_text("tm-outline") },
                              { "aria-labelledby", id }));
    html_open(&p->html, "h2", HTML_ATTRIBUTES({ "id", id }));
    html_string(&p->html, say(p, is_by_owner(p) ? WORD_OWNERS : WORD_OUTLINE));
    close_line(p, "h2");
    open_line(p, "ul", NULL);
    while (next_sheet(p, &sheet))
        put_sheet_link(p, &sheet);
    close_line(p, "ul");
    close_line(p, "nav");
}

static void put_skip_link(struct page *p)
{
    html_open(&p->html, "a",
              HTML_ATTRIBUTES({ "class", render_text("tm-skip") },
                              { "href", render_text("#tm-tasks") }));
    html_string(&p->html, say(p, WORD_SKIP_TO_TASKS));
    close_line(p, "a");
}

static void put_body(struct page *p)
{
    struct sheet sheet = { 0 };
    open_line(p, "body", HTML_CLASS("tm-list"));
    put_skip_link(p);
    put_title_block(p);
    open_line(p, "div", HTML_CLASS("tm-columns"));
    if (p->groups.count)
        put_links(p);
    open_line(p, "main", HTML_ATTRIBUTES({ "id", render_text("tm-tasks") }));
    while (next_sheet(p, &sheet))
        put_sheet(p, &sheet);
    close_line(p, "main");
    close_line(p, "div");
    close_line(p, "body");
}

bool tasks_html(const struct task_list *list,
                const struct tm_render_options *options, struct sink *sink)
{
    struct page p = {
        .html = { .sink = sink },
        .list = list,
        .options = options,
        .chinese = list_is_chinese(list),
    };
    const enum group_by by = options->by ? options->by : GROUP_BY_OWNER;
    const bool sorted = groups_sort(&p.groups, list, by, options->today);
    p.groups.chinese = p.chinese;
    if (sorted) {
        html_begin_page(&p.html, lang_of(&p), render_text(title(&p)),
                        options->css);
        put_body(&p);
        html_end_page(&p.html);
    }
    groups_free(&p.groups);
    return sorted && !sink->failed;
}

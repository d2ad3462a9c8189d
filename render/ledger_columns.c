#include "ledger_columns.h"

#include "escape.h"
#include "value.h"
#include "words.h"

#include <stdlib.h>

/* A cell being written. */
struct writer {
    const struct ledger *ledger;
    const struct ledger_row *row;
    const struct ledger_item *item; /* the row's */
    size_t number;                  /* of the row, from 1 */
    struct sink *sink;
    struct ledger_cell *cell;
};

/* ---- Pieces ---- */

static void say(struct writer *w, enum word which)
{
    sink_string(w->sink, word(which, w->ledger->chinese));
}

static void put_words(struct writer *w, const tm_item *item)
{
    const tm_text words = tm_item_words(item);
    ledger_put_text(w->sink, words.size ? words : tm_item_id(item));
}

static void put_date(struct writer *w, tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    sink_string(w->sink, render_date_words(date, w->ledger->chinese, buffer));
}

/* Between two things of a cell: 'what' before all but the first. */
static void part(struct writer *w, bool *begun, const char *what)
{
    if (*begun)
        sink_string(w->sink, what);
    *begun = true;
}

static void next_line(struct writer *w, bool *begun)
{
    part(w, begun, "\n");
}

static void next_thing(struct writer *w, bool *begun)
{
    part(w, begun, word(WORD_COMMA, w->ledger->chinese));
}

/* "(a; b)" behind what it is about: begin_remark() before each, then
 * end_remarks(). */
static void begin_remark(struct writer *w, bool *begun)
{
    const char *open = w->ledger->chinese ? "（" : " (";
    const char *between = w->ledger->chinese ? "；" : "; ";
    sink_string(w->sink, *begun ? between : open);
    *begun = true;
}

static void end_remarks(struct writer *w, bool begun)
{
    if (begun)
        sink_string(w->sink, w->ledger->chinese ? "）" : ")");
}

/* The owners' names from the i-th up to, not with, the one at 'end'. */
static void put_owners(struct writer *w, const tm_item *item, size_t i,
                       size_t end)
{
    bool begun = false;
    for (; i < end; i++) {
        next_thing(w, &begun);
        ledger_put_text(w->sink, tm_owner_label(tm_item_owner(item, i)));
    }
}

static void give_date(struct writer *w, tm_date date)
{
    if (!date.year)
        return;
    w->cell->type = LEDGER_DATE;
    w->cell->date = date;
}

static void give_number(struct writer *w, size_t number)
{
    w->cell->type = LEDGER_NUMBER;
    w->cell->number = number;
}

/* ---- What it is ---- */

static void number(struct writer *w)
{
    give_number(w, w->number);
}

/* An id that no author wrote is good for one rendering: no name to go by. */
static void id(struct writer *w)
{
    if (!tm_item_is_auto_id(w->item->item))
        ledger_put_text(w->sink, tm_item_id(w->item->item));
}

static void kind(struct writer *w)
{
    sink_string(w->sink,
                word_of_kind(tm_item_kind(w->item->item), w->ledger->chinese));
}

static void source(struct writer *w)
{
    const tm_talk *talk = tm_item_talk(w->item->item);
    const tm_text from = tm_item_field(w->item->item, TM_ITEM_SOURCE);
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    ledger_put_text(w->sink,
                    title.size ? title : tm_talk_field(talk, TM_FIELD_RECORD));
    if (tm_talk_date(talk).year) {
        sink_byte(w->sink, '\n');
        put_date(w, tm_talk_date(talk));
    }
    if (from.size) {
        sink_byte(w->sink, '\n');
        ledger_put_text(w->sink, from);
    }
}

static bool is_issue(const struct writer *w)
{
    return tm_item_kind(w->item->item) == TM_KIND_ISSUE;
}

static void problem(struct writer *w)
{
    if (is_issue(w))
        put_words(w, w->item->item);
}

/* ---- What is done about it ---- */

static void put_due(struct writer *w, const struct ledger_item *item,
                    bool *remarked)
{
    const tm_text words = tm_item_field(item->item, TM_ITEM_DUE_TEXT);
    if (!item->state.due.year && !words.size)
        return;
    begin_remark(w, remarked);
    if (item->state.due.year)
        put_date(w, item->state.due);
    else
        ledger_put_text(w->sink, words);
}

static void put_measure(struct writer *w, const struct ledger_item *item)
{
    const size_t owners = tm_item_owner_count(item->item);
    bool remarked = false;
    put_words(w, item->item);
    if (owners) {
        begin_remark(w, &remarked);
        put_owners(w, item->item, 0, owners);
    }
    put_due(w, item, &remarked);
    if (item->state.status != TM_STATUS_OPEN) {
        begin_remark(w, &remarked);
        sink_string(w->sink,
                    word_of_status(item->state.status, w->ledger->chinese));
    }
    end_remarks(w, remarked);
}

/* What is no issue is a measure itself. */
static void measures(struct writer *w)
{
    bool begun = false;
    if (!is_issue(w)) {
        next_line(w, &begun);
        put_words(w, w->item->item);
    }
    for (size_t i = 0; i < w->row->measure_count; i++) {
        const size_t at = w->ledger->measures[w->row->measures + i];
        next_line(w, &begun);
        if (w->row->measure_count > 1) {
            sink_number(w->sink, i + 1);
            sink_string(w->sink, ". ");
        }
        put_measure(w, &w->ledger->items[at]);
    }
}

/* ---- Who ---- */

/* Where every owner has a share, all of them answer for it. */
static size_t lead_count(const tm_item *item)
{
    const size_t owners = tm_item_owner_count(item);
    return tm_item_is_each(item) || !owners ? owners : 1;
}

static void unit(struct writer *w)
{
    const tm_item *item = w->item->item;
    bool begun = false;
    if (w->item->state.handed_to) {
        ledger_put_text(w->sink, w->item->state.handed_to->unit);
        return;
    }
    for (size_t i = 0; i < lead_count(item); i++) {
        const tm_text of = tm_item_owner(item, i)->unit;
        if (!of.size ||
            (i && render_text_equal(of, tm_item_owner(item, i - 1)->unit)))
            continue;
        next_thing(w, &begun);
        ledger_put_text(w->sink, of);
    }
}

static void lead(struct writer *w)
{
    const tm_item *item = w->item->item;
    if (w->item->state.handed_to) {
        ledger_put_text(w->sink, tm_owner_label(w->item->state.handed_to));
        return;
    }
    put_owners(w, item, 0, lead_count(item));
    if (tm_item_is_each(item)) {
        sink_byte(w->sink, '\n');
        say(w, WORD_EACH);
    }
}

static void helpers(struct writer *w)
{
    const tm_item *item = w->item->item;
    put_owners(w, item, lead_count(item), tm_item_owner_count(item));
}

/* ---- When ---- */

static void raised(struct writer *w)
{
    give_date(w, tm_talk_date(tm_item_talk(w->item->item)));
}

static void first_due(struct writer *w)
{
    give_date(w, w->item->state.first_due);
}

static void due(struct writer *w)
{
    const tm_item *item = w->item->item;
    if (w->item->state.due.year)
        give_date(w, w->item->state.due);
    else if (tm_item_is_ongoing(item))
        say(w, WORD_ONGOING);
    else
        ledger_put_text(w->sink, tm_item_field(item, TM_ITEM_DUE_TEXT));
}

static void done(struct writer *w)
{
    give_date(w, w->item->state.done);
}

static void days_over(struct writer *w)
{
    const size_t days = ledger_days_over(w->ledger, w->item);
    if (days)
        give_number(w, days);
}

/* ---- How it stands ---- */

static const tm_item *news_of(const struct writer *w, size_t i)
{
    return w->ledger->news[w->item->news + i].item;
}

static void put_news(struct writer *w, const tm_item *update)
{
    const tm_date day = tm_talk_date(tm_item_talk(update));
    const size_t owners = tm_item_owner_count(update);
    bool remarked = false;
    if (day.year) {
        put_date(w, day);
        say(w, WORD_COLON);
    }
    put_words(w, update);
    if (owners) {
        begin_remark(w, &remarked);
        put_owners(w, update, 0, owners);
    }
    if (tm_item_has_status(update)) {
        begin_remark(w, &remarked);
        sink_string(w->sink,
                    word_of_status(tm_item_status(update), w->ledger->chinese));
    }
    end_remarks(w, remarked);
}

static void progress(struct writer *w)
{
    bool begun = false;
    for (size_t i = 0; i < w->item->news_count; i++) {
        next_line(w, &begun);
        put_news(w, news_of(w, i));
    }
}

static void status(struct writer *w)
{
    sink_string(w->sink,
                word_of_status(w->item->state.status, w->ledger->chinese));
}

static void accepted_by(struct writer *w)
{
    ledger_put_text(w->sink, w->item->state.accepted_by);
}

static void evidence(struct writer *w)
{
    const tm_text own = tm_item_field(w->item->item, TM_ITEM_EVIDENCE);
    bool begun = own.size;
    ledger_put_text(w->sink, own);
    for (size_t i = 0; i < w->item->news_count; i++) {
        const tm_text more = tm_item_field(news_of(w, i), TM_ITEM_EVIDENCE);
        if (!more.size)
            continue;
        next_thing(w, &begun);
        ledger_put_text(w->sink, more);
    }
}

static void topics(struct writer *w)
{
    bool begun = false;
    for (size_t i = 0; i < tm_item_topic_count(w->item->item); i++) {
        next_thing(w, &begun);
        ledger_put_text(w->sink, tm_item_topic(w->item->item, i));
    }
}

/* What it answers is said where that has no row, as it stands by itself. */
static void put_answers(struct writer *w, bool *begun)
{
    const tm_item *item = w->item->item;
    if (w->item->answers_one || !tm_item_for_count(item))
        return;
    next_line(w, begun);
    say(w, WORD_ANSWERS);
    sink_byte(w->sink, ' ');
    for (size_t i = 0; i < tm_item_for_count(item); i++) {
        if (i)
            say(w, WORD_COMMA);
        value_reference(w->sink, tm_item_for(item, i), ledger_put_text);
    }
}

static void remarks(struct writer *w)
{
    const tm_item *item = w->item->item;
    const int priority = tm_item_priority(item);
    const tm_text note = tm_item_field(item, TM_ITEM_NOTE);
    bool begun = false;
    if (priority) {
        next_line(w, &begun);
        say(w, priority > 0 ? WORD_HIGH : WORD_LOW);
    }
    put_answers(w, &begun);
    if (note.size) {
        next_line(w, &begun);
        ledger_put_text(w->sink, note);
    }
}

/* ---- The table ---- */

static const struct column {
    const char *name;
    enum word title;
    size_t width;
    bool usual;
    void (*put)(struct writer *w);
} columns[] = {
#define COLUMN(name, title, width, usual, put) \
 { name, WORD_##title, width, usual, put },
#include "ledger_columns.def"
#undef COLUMN
};

enum {
    COLUMNS = sizeof columns / sizeof *columns
};

size_t ledger_column_count(void)
{
    return COLUMNS;
}

const char *ledger_column_name(size_t i)
{
    return columns[i].name;
}

/* ---- The columns in force ---- */

static bool find_column(tm_text name, size_t *column)
{
    for (*column = 0; *column < COLUMNS; ++*column)
        if (render_text_equal(render_text(columns[*column].name), name))
            return true;
    return false;
}

static bool choose_columns(struct ledger_sheet *sheet,
                           const struct tm_render_options *options)
{
    const size_t asked =
        options->ledger_columns ? options->ledger_column_count : 0;
    sheet->columns = calloc(asked + COLUMNS, sizeof *sheet->columns);
    if (!sheet->columns)
        return false;
    for (size_t i = 0; i < asked; i++) {
        struct ledger_shown *shown = &sheet->columns[sheet->column_count];
        shown->title = options->ledger_columns[i].title;
        if (find_column(options->ledger_columns[i].name, &shown->column))
            sheet->column_count++;
    }
    if (sheet->column_count)
        return true;
    for (size_t i = 0; i < COLUMNS; i++)
        if (columns[i].usual)
            sheet->columns[sheet->column_count++] =
                (struct ledger_shown){ .column = i };
    return true;
}

bool ledger_sheet_begin(struct ledger_sheet *sheet,
                        const struct task_list *list,
                        const struct tm_render_options *options)
{
    sheet->columns = NULL;
    sheet->column_count = 0;
    sheet->text = (struct memory){ 0 };
    sheet->failed = false;
    return ledger_gather(&sheet->ledger, list, options) &&
           choose_columns(sheet, options);
}

void ledger_sheet_free(struct ledger_sheet *sheet)
{
    ledger_free(&sheet->ledger);
    free(sheet->columns);
    memory_free(&sheet->text);
}

static const struct column *column_of(const struct ledger_sheet *sheet,
                                      size_t i)
{
    return &columns[sheet->columns[i].column];
}

tm_text ledger_sheet_title(const struct ledger_sheet *sheet, size_t i)
{
    const tm_text title = sheet->columns[i].title;
    if (title.size)
        return title;
    return render_text(word(column_of(sheet, i)->title, sheet->ledger.chinese));
}

size_t ledger_sheet_width(const struct ledger_sheet *sheet, size_t i)
{
    return column_of(sheet, i)->width;
}

bool ledger_sheet_is(const struct ledger_sheet *sheet, size_t i,
                     const char *name)
{
    return render_text_equal(render_text(column_of(sheet, i)->name),
                             render_text(name));
}

bool ledger_sheet_is_late(const struct ledger_sheet *sheet, size_t row)
{
    const size_t item = sheet->ledger.rows[row].item;
    return ledger_is_late(&sheet->ledger, &sheet->ledger.items[item]);
}

/* ---- Cells ---- */

static void begin_text(struct ledger_sheet *sheet)
{
    sheet->text.size = 0;
    sink_init(&sheet->sink, memory_write, &sheet->text);
}

/* What was written, or as much of it as a cell takes. */
static tm_text end_text(struct ledger_sheet *sheet)
{
    size_t at = 0, cut = 0;
    if (!sink_finish(&sheet->sink)) {
        sheet->failed = true;
        return (tm_text){ 0 };
    }
    const tm_text all = { sheet->text.data, sheet->text.size };
    for (size_t codes = 0; at < all.size; codes++) {
        if (codes == LEDGER_MOST_CELL - 1)
            cut = at;
        if (codes == LEDGER_MOST_CELL)
            break;
        escape_decode(all, &at);
    }
    if (at == all.size)
        return all;
    sheet->text.size = cut;
    sheet->failed |= !memory_write(&sheet->text, "…", sizeof "…" - 1);
    return (tm_text){ sheet->text.data, sheet->text.size };
}

struct ledger_cell ledger_sheet_cell(struct ledger_sheet *sheet, size_t row,
                                     size_t i)
{
    struct ledger_cell cell = { .type = LEDGER_EMPTY };
    struct writer w = {
        .ledger = &sheet->ledger,
        .row = &sheet->ledger.rows[row],
        .item = &sheet->ledger.items[sheet->ledger.rows[row].item],
        .number = row + 1,
        .sink = &sheet->sink,
        .cell = &cell,
    };
    begin_text(sheet);
    column_of(sheet, i)->put(&w);
    cell.text = end_text(sheet);
    if (cell.type == LEDGER_EMPTY && cell.text.size)
        cell.type = LEDGER_TEXT;
    return cell;
}

tm_text ledger_sheet_line(struct ledger_sheet *sheet,
                          void (*put)(const struct ledger *ledger,
                                      struct sink *sink))
{
    begin_text(sheet);
    put(&sheet->ledger, &sheet->sink);
    return end_text(sheet);
}

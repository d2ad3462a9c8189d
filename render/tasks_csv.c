#include "tasks_csv.h"

#include "escape.h"
#include "list_language.h"
#include "value.h"
#include "words.h"

#include <string.h>

/* A cell being filled: what 'put' of a column gets. */
struct cell {
    struct sink *sink; /* takes the plain text */
    const tm_item *item;
    size_t number; /* of the row, from 1 */
    tm_date today;
    bool chinese;
};

static void put_word(const struct cell *cell, enum word which)
{
    sink_string(cell->sink, word(which, cell->chinese));
}

static void put_comma(const struct cell *cell, size_t i)
{
    if (i)
        put_word(cell, WORD_COMMA);
}

static void put_date(const struct cell *cell, tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    sink_string(cell->sink, render_date(date, buffer));
}

/* ---- Columns, each with what 'which' means for it ---- */

static void number(const struct cell *cell, int which)
{
    (void)which;
    sink_number(cell->sink, cell->number);
}

static void kind(const struct cell *cell, int which)
{
    (void)which;
    const enum tm_kind of = tm_item_kind(cell->item);
    sink_string(cell->sink,
                cell->chinese ? tm_kind_chinese(of) : tm_kind_name(of));
}

static void id(const struct cell *cell, int which)
{
    (void)which;
    value_reference(cell->sink, value_self(cell->item), sink_text);
}

static void text(const struct cell *cell, int which)
{
    (void)which;
    sink_text(cell->sink, tm_item_words(cell->item));
}

static void detail(const struct cell *cell, int which)
{
    (void)which;
    (void)tm_item_detail(cell->item, sink_write, cell->sink);
}

static void owners(const struct cell *cell, int which)
{
    (void)which;
    for (size_t i = 0; i < tm_item_owner_count(cell->item); i++) {
        put_comma(cell, i);
        sink_text(cell->sink, tm_owner_label(tm_item_owner(cell->item, i)));
    }
}

/* Whether an owner before the i-th has the same unit. */
static bool is_told(const tm_item *item, size_t i)
{
    const tm_text unit = tm_item_owner(item, i)->unit;
    for (size_t j = 0; j < i; j++)
        if (render_text_equal(tm_item_owner(item, j)->unit, unit))
            return true;
    return false;
}

static void units(const struct cell *cell, int which)
{
    (void)which;
    size_t count = 0;
    for (size_t i = 0; i < tm_item_owner_count(cell->item); i++) {
        const tm_text unit = tm_item_owner(cell->item, i)->unit;
        if (!unit.size || is_told(cell->item, i))
            continue;
        put_comma(cell, count++);
        sink_text(cell->sink, unit);
    }
}

static void shares(const struct cell *cell, int which)
{
    (void)which;
    if (tm_item_is_each(cell->item))
        put_word(cell, WORD_EACH);
}

/* An enum tm_item_date. */
static void date(const struct cell *cell, int which)
{
    put_date(cell, tm_item_date(cell->item, (enum tm_item_date)which));
}

static void due(const struct cell *cell, int which)
{
    if (tm_item_date(cell->item, TM_ITEM_DUE).year)
        date(cell, which);
    else if (tm_item_is_ongoing(cell->item))
        put_word(cell, WORD_ONGOING);
    else
        sink_text(cell->sink, tm_item_field(cell->item, TM_ITEM_DUE_TEXT));
}

static void late(const struct cell *cell, int which)
{
    (void)which;
    if (cell->today.year && tm_item_is_late(cell->item, cell->today))
        put_word(cell, WORD_LATE);
}

static void status(const struct cell *cell, int which)
{
    (void)which;
    if (tm_item_has_status(cell->item))
        sink_string(cell->sink,
                    word_of_status(tm_item_status(cell->item), cell->chinese));
}

static void priority(const struct cell *cell, int which)
{
    (void)which;
    const int level = tm_item_priority(cell->item);
    if (level)
        put_word(cell, level > 0 ? WORD_IS_HIGH : WORD_IS_LOW);
}

/* An enum tm_item_field. */
static void field(const struct cell *cell, int which)
{
    sink_text(cell->sink, tm_item_field(cell->item, (enum tm_item_field)which));
}

static void answers(const struct cell *cell, int which)
{
    (void)which;
    for (size_t i = 0; i < tm_item_for_count(cell->item); i++) {
        put_comma(cell, i);
        value_reference(cell->sink, tm_item_for(cell->item, i), sink_text);
    }
}

static void topics(const struct cell *cell, int which)
{
    (void)which;
    for (size_t i = 0; i < tm_item_topic_count(cell->item); i++) {
        put_comma(cell, i);
        sink_text(cell->sink, tm_item_topic(cell->item, i));
    }
}

static void target(const struct cell *cell, int which)
{
    (void)which;
    value_reference(cell->sink, tm_item_target(cell->item), sink_text);
}

static void path(const struct cell *cell, int which)
{
    (void)which;
    value_path(cell->sink, cell->item, " / ", sink_text);
}

/* An enum tm_field. */
static void of_talk(const struct cell *cell, int which)
{
    sink_text(cell->sink,
              tm_talk_field(tm_item_talk(cell->item), (enum tm_field)which));
}

static void talk_date(const struct cell *cell, int which)
{
    (void)which;
    put_date(cell, tm_talk_date(tm_item_talk(cell->item)));
}

static void line(const struct cell *cell, int which)
{
    (void)which;
    sink_number(cell->sink, tm_item_place(cell->item).line);
}

/* ---- The table of columns, in their order ---- */

struct column {
    const char *name;
    void (*put)(const struct cell *cell, int which);
    int which;
    enum word heading;
    bool usual;
};

static const struct column columns[] = {
    { "number", number, 0, WORD_NUMBER, true },
    { "kind", kind, 0, WORD_KIND, true },
    { "id", id, 0, WORD_ID, true },
    { "text", text, 0, WORD_WHAT, true },
    { "detail", detail, 0, WORD_DETAIL, false },
    { "owners", owners, 0, WORD_OWNERS, true },
    { "unit", units, 0, WORD_UNIT, true },
    { "each", shares, 0, WORD_SHARES, false },
    { "due", due, TM_ITEM_DUE, WORD_DUE, true },
    { "due_first", date, TM_ITEM_DUE_FIRST, WORD_DUE_AT_FIRST, true },
    { "start", date, TM_ITEM_START, WORD_START_ON, true },
    { "done", date, TM_ITEM_DONE, WORD_DONE_ON, true },
    { "status", status, 0, WORD_STATE, true },
    { "late", late, 0, WORD_OVERDUE, false },
    { "priority", priority, 0, WORD_PRIORITY, true },
    { "source", field, TM_ITEM_SOURCE, WORD_SOURCE, true },
    { "for", answers, 0, WORD_FOR, true },
    { "about", target, 0, WORD_ABOUT, false },
    { "topics", topics, 0, WORD_TOPICS, true },
    { "evidence", field, TM_ITEM_EVIDENCE, WORD_EVIDENCE, true },
    { "by", field, TM_ITEM_BY, WORD_BY_WHOM, true },
    { "note", field, TM_ITEM_NOTE, WORD_NOTE, true },
    { "path", path, 0, WORD_UNDER, true },
    { "talk", of_talk, TM_FIELD_TITLE, WORD_TALK, false },
    { "date", talk_date, 0, WORD_TALK_DATE, false },
    { "speaker", of_talk, TM_FIELD_SPEAKER, WORD_SPEAKER, false },
    { "file", of_talk, TM_FIELD_FILE, WORD_FILE, true },
    { "line", line, 0, WORD_LINE, true },
};

enum {
    COLUMN_COUNT = sizeof columns / sizeof *columns
};

const char *tasks_csv_column(size_t i)
{
    return i < COLUMN_COUNT ? columns[i].name : NULL;
}

bool tasks_csv_is_usual(size_t i)
{
    return columns[i].usual;
}

static const struct column *column_named(tm_text name)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (render_text_equal(render_text(columns[i].name), name))
            return &columns[i];
    return NULL;
}

/* Take the next name from 'names', without the spaces around it. */
static tm_text next_name(tm_text *names)
{
    const char *comma = memchr(names->data, ',', names->size);
    tm_text name = *names;
    if (comma)
        name.size = (size_t)(comma - names->data);
    const size_t taken = name.size + (comma != NULL);
    *names = comma ? (tm_text){ names->data + taken, names->size - taken }
                   : (tm_text){ 0 };
    for (; name.size && *name.data == ' '; name.size--)
        name.data++;
    while (name.size && name.data[name.size - 1] == ' ')
        name.size--;
    return name;
}

tm_text tasks_csv_unknown(tm_text names)
{
    if (!names.size)
        return (tm_text){ 0 };
    while (names.data) {
        const tm_text name = next_name(&names);
        if (!column_named(name))
            return name;
    }
    return (tm_text){ 0 };
}

/* ---- Rows ---- */

/* What is the same for all cells: where they go, and the memory that each is
 * put together in. */
struct table {
    struct sink *sink;
    const struct tm_render_options *options;
    bool chinese;
    struct memory memory;
    bool good; /* memory has not run out */
};

/* A row being written; 'item' is NULL for the headings. */
struct row {
    struct table *table;
    const tm_item *item;
    size_t number, cells;
};

static void put_cell(struct row *row, const struct column *column)
{
    struct table *table = row->table;
    struct sink plain;
    const struct cell cell = { &plain, row->item, row->number,
                               table->options->today, table->chinese };
    table->memory.size = 0;
    sink_init(&plain, memory_write, &table->memory);
    if (row->item)
        column->put(&cell, column->which);
    else
        put_word(&cell, column->heading);
    table->good = sink_finish(&plain) && table->good;
    if (row->cells++)
        sink_byte(table->sink, ',');
    escape_csv(table->sink,
               (tm_text){ table->memory.data, table->memory.size });
}

static void put_named_cells(struct row *row)
{
    for (tm_text names = row->table->options->columns; names.data;) {
        const struct column *column = column_named(next_name(&names));
        if (column)
            put_cell(row, column);
    }
}

static void put_usual_cells(struct row *row)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (columns[i].usual)
            put_cell(row, &columns[i]);
}

/* Where there is but one column an empty cell would leave an empty line, which
 * is no row to readers. */
static void put_row(struct table *table, const tm_item *item, size_t number)
{
    struct row row = { table, item, number, 0 };
    if (table->options->columns.size)
        put_named_cells(&row);
    else
        put_usual_cells(&row);
    if (row.cells == 1 && !table->memory.size)
        sink_string(table->sink, "\"\"");
    sink_string(table->sink, "\r\n");
}

bool tasks_csv(const struct task_list *list,
               const struct tm_render_options *options, struct sink *sink)
{
    struct table table = {
        .sink = sink,
        .options = options,
        .chinese = list_is_chinese(list),
        .good = true,
    };
    if (options->bom)
        sink_string(sink, "\xEF\xBB\xBF");
    put_row(&table, NULL, 0);
    for (size_t i = 0; i < list->count && table.good; i++)
        put_row(&table, list->items[i], i + 1);
    memory_free(&table.memory);
    return table.good && !sink->failed;
}

#include "tasks_table.h"

#include "colour.h"
#include "escape.h"
#include "groups.h"
#include "list_language.h"
#include "value.h"
#include "width.h"
#include "words.h"

enum column {
    COLUMN_DUE,
    COLUMN_STATE,
    COLUMN_OWNER,
    COLUMN_WHAT,
    COLUMN_WHERE,
    COLUMN__COUNT
};

enum {
    GAP = 2, /* cells between columns */
    /* Without a width, cells wider than this push the rest of their line on:
       else one long cell would pad each line of a long list. */
    WIDEST = 100,
};

struct row {
    const tm_item *item;
    tm_date today;
    bool chinese;
};

struct table {
    struct sink *sink;
    struct sink cell_sink; /* one cell at a time: */
    struct memory cell;
    size_t widths[COLUMN__COUNT];
    bool cuts; /* whether a cell may be no wider than its column */
    bool colour;
};

/* ---- Cells ---- */

static void due(struct sink *sink, const struct row *row)
{
    char buffer[RENDER_DATE_SIZE];
    const tm_date day = tm_item_date(row->item, TM_ITEM_DUE);
    if (day.year)
        sink_string(sink, render_date(day, buffer));
    else if (tm_item_is_ongoing(row->item))
        sink_string(sink, word(WORD_ONGOING, row->chinese));
    else
        escape_terminal(sink, tm_item_field(row->item, TM_ITEM_DUE_TEXT));
}

static void state(struct sink *sink, const struct row *row)
{
    if (tm_item_has_status(row->item))
        sink_string(sink,
                    word_of_status(tm_item_status(row->item), row->chinese));
    if (tm_item_is_late(row->item, row->today)) {
        sink_string(sink, word(WORD_COMMA, row->chinese));
        sink_string(sink, word(WORD_LATE, row->chinese));
    }
}

static void owner(struct sink *sink, const struct row *row)
{
    for (size_t i = 0; i < tm_item_owner_count(row->item); i++) {
        if (i)
            sink_string(sink, word(WORD_COMMA, row->chinese));
        escape_terminal(sink, tm_owner_label(tm_item_owner(row->item, i)));
    }
}

static void what(struct sink *sink, const struct row *row)
{
    escape_terminal(sink, tm_item_words(row->item));
}

static void where(struct sink *sink, const struct row *row)
{
    value_reference(sink, value_self(row->item), escape_terminal);
}

static const struct {
    enum word title;
    void (*put)(struct sink *sink, const struct row *row);
} columns[COLUMN__COUNT] = {
    [COLUMN_DUE] = { WORD_DUE, due },
    [COLUMN_STATE] = { WORD_STATE, state },
    [COLUMN_OWNER] = { WORD_OWNER, owner },
    [COLUMN_WHAT] = { WORD_WHAT, what },
    [COLUMN_WHERE] = { WORD_WHERE, where },
};

/* The text of a cell of 'row', good until the next; the column's title where
 * row->item is NULL. Running out of memory fails the table's sink. */
static tm_text cell_text(struct table *table, size_t column,
                         const struct row *row)
{
    table->cell.size = 0;
    sink_init(&table->cell_sink, memory_write, &table->cell);
    if (row->item)
        columns[column].put(&table->cell_sink, row);
    else
        sink_string(&table->cell_sink,
                    word(columns[column].title, row->chinese));
    if (!sink_finish(&table->cell_sink))
        table->sink->failed = true;
    return (tm_text){ table->cell.data, table->cell.size };
}

/* ---- Widths ---- */

static void measure(struct table *table, const struct row *row)
{
    for (size_t i = 0; i < COLUMN__COUNT; i++) {
        const size_t width = width_of(cell_text(table, i, row));
        if (width > table->widths[i])
            table->widths[i] = width;
    }
}

static size_t total_width(const struct table *table)
{
    size_t total = (size_t)GAP * (COLUMN__COUNT - 1);
    for (size_t i = 0; i < COLUMN__COUNT; i++)
        total += table->widths[i];
    return total;
}

/* Columns give way in this order, each down to so many cells. */
static const struct {
    enum column column;
    size_t least;
} yielding[] = {
    { COLUMN_WHAT, 24 },  { COLUMN_OWNER, 12 }, { COLUMN_DUE, 10 },
    { COLUMN_WHERE, 20 }, { COLUMN_WHAT, 12 },  { COLUMN_STATE, 6 },
    { COLUMN_OWNER, 6 },  { COLUMN_WHERE, 1 },  { COLUMN_WHAT, 1 },
    { COLUMN_OWNER, 1 },  { COLUMN_STATE, 1 },  { COLUMN_DUE, 1 },
};

static void fit(struct table *table, size_t width)
{
    for (size_t i = 0; i < sizeof yielding / sizeof *yielding; i++) {
        size_t *cells = &table->widths[yielding[i].column];
        const size_t total = total_width(table);
        if (total <= width)
            return;
        if (*cells <= yielding[i].least)
            continue;
        const size_t most = *cells - yielding[i].least;
        const size_t over = total - width;
        *cells -= most < over ? most : over;
    }
}

static void limit(struct table *table)
{
    for (size_t i = 0; i < COLUMN__COUNT; i++)
        if (table->widths[i] > WIDEST)
            table->widths[i] = WIDEST;
}

/* ---- Lines ---- */

/* Put 'text' in at most 'width' cells, at least 1; returns those it took. */
static size_t put_cut(struct sink *sink, tm_text text, size_t width)
{
    size_t used;
    const tm_text all = width_first(text, width, &used);
    if (all.size == text.size) {
        sink_text(sink, all);
        return used;
    }
    sink_text(sink, width_first(text, width - 1, &used));
    sink_string(sink, "…");
    return used + 1;
}

/* What is over is dim, and what is late is red; the state says so too. */
static enum colour colour_of(const struct row *row, size_t column)
{
    const tm_item *item = row->item;
    if (item && tm_item_has_status(item) &&
        tm_status_is_closed(tm_item_status(item)))
        return COLOUR_CLOSED;
    if (item && (column == COLUMN_DUE || column == COLUMN_STATE) &&
        tm_item_is_late(item, row->today))
        return COLOUR_LATE;
    return COLOUR__COUNT;
}

/* Put 'text' as the cell of a column; returns the cells that it took. */
static size_t put_cell(struct table *table, const struct row *row,
                       size_t column, tm_text text)
{
    const size_t width = table->cuts ? table->widths[column] : SIZE_MAX;
    const enum colour colour = colour_of(row, column);
    const bool on = table->colour && colour != COLOUR__COUNT && text.size;
    colour_begin(table->sink, colour, on);
    const size_t used = put_cut(table->sink, text, width);
    colour_end(table->sink, on);
    return used;
}

/* Padding is put before the next cell that has something, so that no line ends
 * in white space. */
static void put_row(struct table *table, const struct row *row)
{
    size_t padding = 0;
    for (size_t i = 0; i < COLUMN__COUNT; i++) {
        const tm_text text = cell_text(table, i, row);
        const size_t width = table->widths[i];
        if (text.size)
            sink_spaces(table->sink, padding);
        const size_t used = put_cell(table, row, i, text);
        padding = (text.size ? 0 : padding) + GAP;
        padding += used < width ? width - used : 0;
    }
    sink_byte(table->sink, '\n');
}

static struct row row_of(const tm_item *item,
                         const struct tm_render_options *options)
{
    return (struct row){ item, options->today,
                         tm_talk_is_chinese(tm_item_talk(item)) };
}

/* A group's title stands on a line of its own. */
static void put_title(struct table *table, const struct groups *groups,
                      const struct grouped *grouped)
{
    table->cell.size = 0;
    sink_init(&table->cell_sink, memory_write, &table->cell);
    groups_put_title(groups, grouped, &table->cell_sink, escape_terminal);
    if (!sink_finish(&table->cell_sink))
        table->sink->failed = true;
    sink_byte(table->sink, '\n');
    put_cut(table->sink, (tm_text){ table->cell.data, table->cell.size },
            table->cuts ? total_width(table) : SIZE_MAX);
    sink_byte(table->sink, '\n');
}

static bool put_groups(struct table *table, const struct task_list *list,
                       const struct tm_render_options *options)
{
    struct groups groups;
    const bool sorted = groups_sort(&groups, list, options->by, options->today);
    for (size_t i = 0; sorted && i < groups.count; i++) {
        const struct row row = row_of(groups.items[i].item, options);
        if (groups.items[i].begins)
            put_title(table, &groups, &groups.items[i]);
        put_row(table, &row);
    }
    groups_free(&groups);
    return sorted;
}

static bool put_list(struct table *table, const struct task_list *list,
                     const struct tm_render_options *options)
{
    if (options->by)
        return put_groups(table, list, options);
    for (size_t i = 0; i < list->count; i++) {
        const struct row row = row_of(list->items[i], options);
        put_row(table, &row);
    }
    return true;
}

static bool put_rows(struct table *table, const struct task_list *list,
                     const struct tm_render_options *options)
{
    struct row head = row_of(list->items[0], options);
    head.item = NULL;
    head.chinese = list_is_chinese(list);
    measure(table, &head);
    for (size_t i = 0; i < list->count; i++) {
        const struct row row = row_of(list->items[i], options);
        measure(table, &row);
    }
    if (table->cuts)
        fit(table, options->width);
    else
        limit(table);
    put_row(table, &head);
    return put_list(table, list, options);
}

bool tasks_table(const struct task_list *list,
                 const struct tm_render_options *options, struct sink *sink)
{
    struct table table = { .sink = sink,
                           .cuts = options->width != 0,
                           .colour = options->colour };
    const bool good = !list->count || put_rows(&table, list, options);
    memory_free(&table.cell);
    return good && !sink->failed;
}

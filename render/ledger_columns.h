/*
 * ledger_columns.h - the columns of a ledger (ledger_columns.def) and what
 * stands in them. Its formats differ only in how they write a cell.
 */
#ifndef LEDGER_COLUMNS_H
#define LEDGER_COLUMNS_H

#include "ledger.h"

enum {
    /* Code points of a cell: what a spreadsheet takes, in UTF-16, and half. */
    LEDGER_MOST_CELL = 16000,
};

enum ledger_type {
    LEDGER_EMPTY,
    LEDGER_TEXT,
    LEDGER_NUMBER,
    LEDGER_DATE,
};

struct ledger_cell {
    enum ledger_type type;
    tm_text text; /* lines are parted by a line end */
    size_t number;
    tm_date date;
};

/** How many columns there are to choose from, and the name of the i-th. */
size_t ledger_column_count(void);
const char *ledger_column_name(size_t i);

/** The columns in force: the i-th of a sheet. */
struct ledger_shown {
    size_t column; /* which of all */
    tm_text title; /* borrowed from the options; absent: the usual one */
};

/** A ledger being written, cell by cell. */
struct ledger_sheet {
    struct ledger ledger;
    struct ledger_shown *columns; /* none that is not known */
    size_t column_count;
    struct sink sink; /* of the cell in hand: */
    struct memory text;
    bool failed; /* out of memory for a cell */
};

/** Gather 'list' and choose the columns. False where memory runs out. Free with
    ledger_sheet_free(), also then. */
bool ledger_sheet_begin(struct ledger_sheet *sheet,
                        const struct task_list *list,
                        const struct tm_render_options *options);
void ledger_sheet_free(struct ledger_sheet *sheet);

/** The title of the i-th column that is shown. */
tm_text ledger_sheet_title(const struct ledger_sheet *sheet, size_t i);
/** How wide it is, in digits. */
size_t ledger_sheet_width(const struct ledger_sheet *sheet, size_t i);
/** Whether the i-th column shown is the one of that name. */
bool ledger_sheet_is(const struct ledger_sheet *sheet, size_t i,
                     const char *name);
/** The cell of the i-th column shown in 'row'; its text is good until the next.
    Running out of memory gives an empty one and sets 'failed'. */
struct ledger_cell ledger_sheet_cell(struct ledger_sheet *sheet, size_t row,
                                     size_t i);
/** Whether the item of 'row' is late. */
bool ledger_sheet_is_late(const struct ledger_sheet *sheet, size_t row);
/** What 'put' writes of the ledger, as text that is good until the next. */
tm_text ledger_sheet_line(struct ledger_sheet *sheet,
                          void (*put)(const struct ledger *ledger,
                                      struct sink *sink));

#endif

#include "ledger_csv.h"

#include "escape.h"
#include "ledger_columns.h"

/* Digits and dates need no quotes and are no formula. */
static void put_cell(struct sink *sink, const struct ledger_cell *cell)
{
    char buffer[RENDER_DATE_SIZE];
    switch (cell->type) {
    case LEDGER_EMPTY: break;
    case LEDGER_TEXT: escape_csv(sink, cell->text); break;
    case LEDGER_NUMBER: sink_number(sink, cell->number); break;
    case LEDGER_DATE: sink_string(sink, render_date(cell->date, buffer)); break;
    }
}

static void put_row(struct sink *sink, struct ledger_sheet *sheet, size_t row)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        const struct ledger_cell cell = ledger_sheet_cell(sheet, row, i);
        if (i)
            sink_byte(sink, ',');
        /* An empty line would be no row to readers. */
        if (cell.type == LEDGER_EMPTY && sheet->column_count == 1)
            sink_string(sink, "\"\"");
        put_cell(sink, &cell);
    }
    sink_string(sink, "\r\n");
}

static void put_titles(struct sink *sink, const struct ledger_sheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (i)
            sink_byte(sink, ',');
        escape_csv(sink, ledger_sheet_title(sheet, i));
    }
    sink_string(sink, "\r\n");
}

bool ledger_csv(const struct task_list *list,
                const struct tm_render_options *options, struct sink *sink)
{
    struct ledger_sheet sheet;
    const bool begun = ledger_sheet_begin(&sheet, list, options);
    if (begun && options->bom)
        sink_string(sink, "\xEF\xBB\xBF");
    if (begun)
        put_titles(sink, &sheet);
    for (size_t row = 0; begun && row < sheet.ledger.row_count; row++)
        put_row(sink, &sheet, row);
    const bool good = begun && !sheet.failed && !sink->failed;
    ledger_sheet_free(&sheet);
    return good;
}

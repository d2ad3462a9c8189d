/*
 * read_csv.c - a strict reader of CSV (RFC 4180) that looks for formulas.
 */
#include "readers.h"
#include "tasks_csv.h"

reader read_csv, read_ledger_csv;

struct csv {
    tm_text rest;
    char *cell; /* the cell in hand, without its quotes; room for all */
    size_t size;
    bool ends_row;
};

static bool accept(struct csv *csv, const char *word)
{
    const size_t size = strlen(word);
    if (size > csv->rest.size || memcmp(csv->rest.data, word, size) != 0)
        return false;
    csv->rest.data += size;
    csv->rest.size -= size;
    return true;
}

static void keep(struct csv *csv)
{
    csv->cell[csv->size++] = *csv->rest.data++;
    csv->rest.size--;
}

static void read_quoted(struct csv *csv)
{
    for (;;) {
        require(csv->rest.size > 0, "a quoted cell ends");
        if (accept(csv, "\"\""))
            csv->cell[csv->size++] = '"';
        else if (accept(csv, "\""))
            return;
        else
            keep(csv);
    }
}

static void read_cell(struct csv *csv)
{
    csv->size = 0;
    if (accept(csv, "\""))
        read_quoted(csv);
    else
        while (csv->rest.size && !strchr(",\r\n\"", *csv->rest.data))
            keep(csv);
    csv->ends_row = accept(csv, "\r\n");
    require(csv->ends_row || accept(csv, ","),
            "after a cell comes a comma or CR LF");
}

/* ---- Formulas ---- */

static bool begins_formula(uint32_t code)
{
    return code == '=' || code == '+' || code == '-' || code == '@' ||
           code == '\t' || code == '\r' || code == 0xFF1D || code == 0xFF0B ||
           code == 0xFF0D || code == 0xFF20;
}

static bool is_blank(uint32_t code)
{
    return is_hidden(code) || code == ' ' || code == 0xA0 || code == 0x3000 ||
           (code >= 0x2000 && code <= 0x200D) || code == 0x202F ||
           code == 0x205F;
}

/* No program may see a formula: not at a cell's beginning, and not where one
 * that takes another separator would see a cell begin. */
static void check_formula(tm_text cell)
{
    bool begins = true;
    for (size_t at = 0; at < cell.size;) {
        const uint32_t code = take_code(cell, &at);
        require(!begins || !begins_formula(code), "no cell is a formula");
        begins = (code < 0x80 && code && strchr(";\t\r\n", (char)code)) ||
                 (begins && is_blank(code));
    }
}

/* The same text but for apostrophes, which keep a cell from being a formula. */
static bool says(tm_text cell, tm_text words)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < cell.size && cell.data[i] == '\'')
            i++;
        while (j < words.size && words.data[j] == '\'')
            j++;
        if (i == cell.size || j == words.size)
            return i == cell.size && j == words.size;
        if (cell.data[i++] != words.data[j++])
            return false;
    }
}

/* ---- Tables ---- */

/* The number of the column that holds the words among the usual ones. */
static size_t column_of_words(void)
{
    size_t column = 0;
    for (size_t i = 0; strcmp(tasks_csv_column(i), "text") != 0; i++)
        column += tasks_csv_is_usual(i);
    return column;
}

/* Reads a row and returns how many cells it has; the 'column'th says 'words',
 * where these are not NULL. */
static size_t read_row(struct csv *csv, size_t column, const tm_text *words)
{
    size_t count = 0;
    do {
        read_cell(csv);
        const tm_text cell = { csv->cell, csv->size };
        check_formula(cell);
        if (words && count == column)
            require(says(cell, *words), "a cell says what the model does");
        count++;
    } while (!csv->ends_row);
    return count;
}

static size_t read_table(const struct output *output, bool of_items)
{
    struct csv csv = { output->text, malloc(output->text.size + 1), 0, false };
    const bool usual = of_items && !output->options->columns.size;
    const size_t column = column_of_words();
    size_t rows = 0;
    require(csv.cell != NULL, "there is memory");
    require(accept(&csv, "\xEF\xBB\xBF") == output->options->bom,
            "a byte order mark stands where it was asked for");
    const size_t columns = read_row(&csv, 0, NULL);
    for (; csv.rest.size; rows++) {
        require(rows < output->tasks.count, "no task is told twice");
        const tm_text words = tm_item_words(output->tasks.items[rows]);
        require(read_row(&csv, column, usual ? &words : NULL) == columns,
                "every row has as many cells as the first");
    }
    free(csv.cell);
    return rows;
}

void read_csv(const struct output *output)
{
    require(read_table(output, true) == output->tasks.count,
            "every task is told");
}

/* A row an issue, or a task that answers none: never more than there are. */
void read_ledger_csv(const struct output *output)
{
    const size_t rows = read_table(output, false);
    require(!rows == !output->tasks.count, "a ledger tells of the tasks");
}

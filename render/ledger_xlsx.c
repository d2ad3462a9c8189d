/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*): POSIX's own name */
#define _POSIX_C_SOURCE 200809L /* fileno */

#include "ledger_xlsx.h"

#ifdef HAVE_XLSXWRITER

# include "escape.h"
# include "ledger_columns.h"
# include "width.h"
# include "words.h"
# include "xlsx_library.h"

# include <stdio.h>
# include <string.h>

enum {
    /* Rows of the sheet. */
    ROW_TITLE,
    ROW_SUMMARY,
    ROW_HEAD,
    ROW_FIRST,

    PAPER_A4 = 9,
    NARROW = 11, /* digits */
    DAY_SECONDS = 24 * 60 * 60,
    /* Serial numbers of days: this is that of 1970-01-01. Before the first of
       March 1900 Excel's count is off, for a day that never was. */
    SERIAL_1970 = 25569,
    SERIAL_LEAST = 61,
    MOST_HEIGHT = 409, /* points: no row can be higher */
    MOST_WORD = 24,    /* bytes of a state's word and a NUL */
    LATE_INK = 0xA3131F,
    LATE_PAPER = 0xFDEAEA,
    HEAD_PAPER = 0xE4E9EE,
    RULE = 0x9AA3AB,
};

static const double LINE_HEIGHT = 14.5; /* points, of the usual font */

struct book {
    struct ledger_sheet sheet;
    struct xlsx_library xlsx;
    lxw_workbook *workbook;
    lxw_worksheet *page;
    lxw_format *title, *summary, *head, *text, *middle, *number, *date, *days;
    lxw_format *late, *late_days;
    struct memory string; /* the text in hand */
    bool good;
};

static const char *say(const struct book *book, enum word which)
{
    return word(which, book->sheet.ledger.chinese);
}

static void check(struct book *book, lxw_error error)
{
    book->good = book->good && error == LXW_NO_ERROR;
}

/* ---- Text ---- */

static bool is_hex(char byte)
{
    return byte && strchr("0123456789abcdefABCDEF", byte);
}

/* "_x0041_" stands for a character in a sheet. */
static bool is_reference(tm_text text, size_t at)
{
    if (text.size - at < sizeof "_x0041_" - 1 || text.data[at] != '_' ||
        text.data[at + 1] != 'x' || text.data[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++)
        if (!is_hex(text.data[i]))
            return false;
    return true;
}

/* The text as a string: what XML cannot hold is replaced, and what a sheet
 * would read as a reference to a character is kept. Control characters, line
 * ends aside, were made visible before. "" where memory runs out. */
static const char *string_of(struct book *book, tm_text text)
{
    struct sink sink;
    book->string.size = 0;
    sink_init(&sink, memory_write, &book->string);
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const uint32_t code = escape_decode(text, &next);
        if (is_reference(text, at))
            sink_string(&sink, "_x005F_");
        else if ((code & 0xFFFE) == 0xFFFE || (code == 0x80 && next - at == 1))
            sink_string(&sink, "\xEF\xBF\xBD");
        else
            sink_put(&sink, text.data + at, next - at);
    }
    sink_byte(&sink, '\0');
    if (sink_finish(&sink))
        return book->string.data;
    book->good = false;
    return "";
}

/* ---- Formats ---- */

static lxw_format *add_format(struct book *book)
{
    lxw_format *format = book->xlsx.workbook_add_format(book->workbook);
    if (!format) {
        book->good = false;
        return NULL;
    }
    /* The faces that offices have; others take their own for them. */
    book->xlsx.format_set_font_name(
        format, book->sheet.ledger.chinese ? "宋体" : "Arial");
    book->xlsx.format_set_font_size(format, 10);
    return format;
}

/* A format of cells with a rule around them. */
static lxw_format *add_cell_format(struct book *book, uint8_t across)
{
    lxw_format *format = add_format(book);
    if (!format)
        return NULL;
    book->xlsx.format_set_align(format, across);
    book->xlsx.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    book->xlsx.format_set_text_wrap(format);
    book->xlsx.format_set_border(format, LXW_BORDER_THIN);
    book->xlsx.format_set_border_color(format, RULE);
    return format;
}

static void shape_titles(struct book *book)
{
    book->xlsx.format_set_bold(book->title);
    book->xlsx.format_set_font_size(book->title, 18);
    book->xlsx.format_set_align(book->title, LXW_ALIGN_CENTER);
    book->xlsx.format_set_align(book->title, LXW_ALIGN_VERTICAL_CENTER);
    book->xlsx.format_set_align(book->summary, LXW_ALIGN_CENTER);
    book->xlsx.format_set_bold(book->head);
    book->xlsx.format_set_align(book->head, LXW_ALIGN_VERTICAL_CENTER);
    book->xlsx.format_set_bg_color(book->head, HEAD_PAPER);
}

/* The days over are a number that is shown with the word for it. */
static void shape_cells(struct book *book)
{
    char days[MOST_WORD];
    snprintf(days, sizeof days, "\"%s \"0", say(book, WORD_LATE));
    book->xlsx.format_set_num_format(book->number, "0");
    book->xlsx.format_set_num_format(book->date, "yyyy-mm-dd");
    book->xlsx.format_set_num_format(book->days, days);
    book->xlsx.format_set_bg_color(book->late, LATE_PAPER);
    book->xlsx.format_set_bg_color(book->late_days, LATE_PAPER);
    book->xlsx.format_set_font_color(book->late_days, LATE_INK);
    book->xlsx.format_set_bold(book->late_days);
}

static void add_formats(struct book *book)
{
    book->title = add_format(book);
    book->summary = add_format(book);
    book->head = add_cell_format(book, LXW_ALIGN_CENTER);
    book->text = add_cell_format(book, LXW_ALIGN_LEFT);
    book->middle = add_cell_format(book, LXW_ALIGN_CENTER);
    book->number = add_cell_format(book, LXW_ALIGN_CENTER);
    book->date = add_cell_format(book, LXW_ALIGN_CENTER);
    book->days = add_cell_format(book, LXW_ALIGN_CENTER);
    book->late = book->xlsx.workbook_add_format(book->workbook);
    book->late_days = book->xlsx.workbook_add_format(book->workbook);
    book->good = book->good && book->late && book->late_days;
    if (!book->good)
        return;
    shape_titles(book);
    shape_cells(book);
}

/* ---- Cells ---- */

static lxw_col_t column_count(const struct book *book)
{
    return (lxw_col_t)book->sheet.column_count;
}

static lxw_row_t last_row(const struct book *book)
{
    const size_t rows = book->sheet.ledger.row_count;
    return ROW_FIRST + (lxw_row_t)(rows ? rows - 1 : 0);
}

static void put_text(struct book *book, lxw_row_t row, lxw_col_t column,
                     tm_text text, lxw_format *format)
{
    const char *string = string_of(book, text);
    check(book, book->xlsx.worksheet_write_string(book->page, row, column,
                                                  string, format));
}

/* A day that a sheet cannot count to stands as text. */
static void put_date(struct book *book, lxw_row_t row, lxw_col_t column,
                     tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    const long serial = ledger_day_number(date) + SERIAL_1970;
    if (serial < SERIAL_LEAST)
        put_text(book, row, column, render_text(render_date(date, buffer)),
                 book->middle);
    else
        check(book, book->xlsx.worksheet_write_number(
                        book->page, row, column, (double)serial, book->date));
}

static lxw_format *number_format(const struct book *book, lxw_col_t column)
{
    return ledger_sheet_is(&book->sheet, column, "days_over") ? book->days
                                                              : book->number;
}

/* Words that are no longer than a date stand as dates do. */
static lxw_format *text_format(const struct book *book, lxw_col_t column)
{
    return ledger_sheet_width(&book->sheet, column) < NARROW ? book->middle
                                                             : book->text;
}

static void put_cell(struct book *book, lxw_row_t row, lxw_col_t column)
{
    const struct ledger_cell cell =
        ledger_sheet_cell(&book->sheet, row - ROW_FIRST, column);
    lxw_format *text = text_format(book, column);
    switch (cell.type) {
    case LEDGER_EMPTY:
        check(book,
              book->xlsx.worksheet_write_blank(book->page, row, column, text));
        break;
    case LEDGER_TEXT: put_text(book, row, column, cell.text, text); break;
    case LEDGER_NUMBER:
        check(book, book->xlsx.worksheet_write_number(
                        book->page, row, column, (double)cell.number,
                        number_format(book, column)));
        break;
    case LEDGER_DATE: put_date(book, row, column, cell.date); break;
    }
}

/* Lines of 'text' in a column: about, as faces differ. */
static size_t lines_of(tm_text text, size_t width)
{
    size_t lines = 0;
    for (size_t at = 0; at < text.size; lines++) {
        const char *start = text.data + at;
        const char *end = memchr(start, '\n', text.size - at);
        const size_t size = end ? (size_t)(end - start) : text.size - at;
        lines += width_of((tm_text){ start, size }) / (width + 1);
        at += size + 1;
    }
    return lines;
}

/* Programs that do not fit rows to wrapped text as they open a file show one
 * line of it: so the height is given. */
static void set_height(struct book *book, size_t row)
{
    size_t lines = 1;
    for (lxw_col_t i = 0; i < column_count(book); i++) {
        const struct ledger_cell cell = ledger_sheet_cell(&book->sheet, row, i);
        const size_t here =
            lines_of(cell.text, ledger_sheet_width(&book->sheet, i));
        lines = here > lines ? here : lines;
    }
    const double height = LINE_HEIGHT * (double)lines + LINE_HEIGHT / 3;
    check(book, book->xlsx.worksheet_set_row(
                    book->page, ROW_FIRST + (lxw_row_t)row,
                    height < MOST_HEIGHT ? height : MOST_HEIGHT, NULL));
}

static void put_rows(struct book *book)
{
    for (size_t row = 0; row < book->sheet.ledger.row_count; row++) {
        for (lxw_col_t i = 0; i < column_count(book) && book->good; i++)
            put_cell(book, ROW_FIRST + (lxw_row_t)row, i);
        set_height(book, row);
    }
}

/* A line over all columns. */
static void put_line(struct book *book, lxw_row_t row, tm_text text,
                     lxw_format *format)
{
    const lxw_col_t last = (lxw_col_t)(column_count(book) - 1);
    const char *string = string_of(book, text);
    check(book, last ? book->xlsx.worksheet_merge_range(book->page, row, 0, row,
                                                        last, string, format)
                     : book->xlsx.worksheet_write_string(book->page, row, 0,
                                                         string, format));
}

static void put_head(struct book *book)
{
    struct ledger_sheet *sheet = &book->sheet;
    put_line(book, ROW_TITLE, ledger_sheet_line(sheet, ledger_put_title),
             book->title);
    put_line(book, ROW_SUMMARY, ledger_sheet_line(sheet, ledger_put_summary),
             book->summary);
    for (lxw_col_t i = 0; i < column_count(book); i++) {
        const double width = (double)ledger_sheet_width(sheet, i);
        put_text(book, ROW_HEAD, i, ledger_sheet_title(sheet, i), book->head);
        check(book,
              book->xlsx.worksheet_set_column(book->page, i, i, width, NULL));
    }
    check(book, book->xlsx.worksheet_set_row(book->page, ROW_TITLE, 30, NULL));
    check(book,
          book->xlsx.worksheet_set_row(book->page, ROW_SUMMARY, 18, NULL));
    check(book, book->xlsx.worksheet_set_row(book->page, ROW_HEAD, 30, NULL));
}

/* ---- What the sheet does ---- */

/* The column of that name; false where it is not shown. */
static bool find_column(const struct book *book, const char *name,
                        lxw_col_t *column)
{
    for (*column = 0; *column < column_count(book); ++*column)
        if (ledger_sheet_is(&book->sheet, *column, name))
            return true;
    return false;
}

/* States are chosen from the list of them. */
static void add_states(struct book *book)
{
    char words[TM_STATUS__COUNT][MOST_WORD];
    char *list[TM_STATUS__COUNT + 1] = { NULL };
    lxw_data_validation validation = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .value_list = list,
    };
    lxw_col_t column;
    if (!find_column(book, "status", &column))
        return;
    for (int i = 0; i < TM_STATUS__COUNT; i++) {
        snprintf(words[i], sizeof words[i], "%s",
                 word_of_status((enum tm_status)i, book->sheet.ledger.chinese));
        list[i] = words[i];
    }
    check(book, book->xlsx.worksheet_data_validation_range(
                    book->page, ROW_FIRST, column, last_row(book), column,
                    &validation));
}

/* Colour the columns from 'first' up to, not with, 'end'. */
static void add_colour(struct book *book, char *formula, lxw_format *format,
                       lxw_col_t first, lxw_col_t end)
{
    lxw_conditional_format late = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = formula,
        .format = format,
    };
    if (first == end)
        return;
    check(book, book->xlsx.worksheet_conditional_format_range(
                    book->page, ROW_FIRST, first, last_row(book),
                    (lxw_col_t)(end - 1), &late));
}

/* A row is coloured while it is late and open: closing it in the sheet takes
 * the colour away. Only with the column whose word says the same. */
static void add_colours(struct book *book)
{
    char formula[160], days[LXW_MAX_COL_NAME_LENGTH],
        status[LXW_MAX_COL_NAME_LENGTH];
    lxw_col_t days_column, status_column;
    if (!find_column(book, "days_over", &days_column) ||
        !find_column(book, "status", &status_column))
        return;
    book->xlsx.lxw_col_to_name(days, days_column, 1);
    book->xlsx.lxw_col_to_name(status, status_column, 1);
    snprintf(formula, sizeof formula,
             "=AND(%s%d>0,OR(%s%d=\"%s\",%s%d=\"%s\"))", days, ROW_FIRST + 1,
             status, ROW_FIRST + 1, say(book, WORD_OPEN), status, ROW_FIRST + 1,
             say(book, WORD_DOING));
    const lxw_col_t behind = (lxw_col_t)(days_column + 1);
    add_colour(book, formula, book->late, 0, days_column);
    add_colour(book, formula, book->late_days, days_column, behind);
    add_colour(book, formula, book->late, behind, column_count(book));
}

static void set_paper(struct book *book)
{
    lxw_worksheet *page = book->page;
    book->xlsx.worksheet_set_landscape(page);
    book->xlsx.worksheet_set_paper(page, PAPER_A4);
    book->xlsx.worksheet_fit_to_pages(page, 1, 0);
    book->xlsx.worksheet_set_margins(page, 0.4, 0.4, 0.5, 0.6);
    book->xlsx.worksheet_center_horizontally(page);
    check(book, book->xlsx.worksheet_repeat_rows(page, ROW_HEAD, ROW_HEAD));
    check(book, book->xlsx.worksheet_set_footer(
                    page, book->sheet.ledger.chinese ? "&C第 &P 页，共 &N 页"
                                                     : "&CPage &P of &N"));
}

static void set_behaviour(struct book *book)
{
    const lxw_col_t last = (lxw_col_t)(column_count(book) - 1);
    book->xlsx.worksheet_freeze_panes(book->page, ROW_FIRST, 0);
    check(book, book->xlsx.worksheet_autofilter(book->page, ROW_HEAD, 0,
                                                last_row(book), last));
    add_states(book);
    add_colours(book);
}

/* ---- The file ---- */

/* The day of the list, as the library else takes the time. */
static void set_properties(struct book *book)
{
    const tm_date today = book->sheet.ledger.options->today;
    const tm_date day = today.year ? today : (tm_date){ 1980, 1, 1 };
    lxw_doc_properties properties = {
        .created = (time_t)ledger_day_number(day) * DAY_SECONDS,
    };
    if (!properties.created)
        properties.created = 1;
    check(book,
          book->xlsx.workbook_set_properties(book->workbook, &properties));
}

static void fill(struct book *book)
{
    book->page = book->xlsx.workbook_add_worksheet(book->workbook,
                                                   say(book, WORD_LEDGER));
    book->good = book->page;
    if (book->good)
        add_formats(book);
    if (!book->good)
        return;
    set_properties(book);
    set_paper(book);
    put_head(book);
    put_rows(book);
    set_behaviour(book);
}

/* Write the book to the file of that name. */
static bool write_book(struct book *book, const char *name)
{
    book->workbook = book->xlsx.workbook_new(name);
    if (!book->workbook)
        return false;
    fill(book);
    const bool closed =
        book->xlsx.workbook_close(book->workbook) == LXW_NO_ERROR;
    return closed && book->good && !book->sheet.failed;
}

static bool copy(FILE *file, struct sink *sink)
{
    char block[4096];
    rewind(file);
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        sink_put(sink, block, got);
    return !ferror(file) && !sink->failed;
}

/* The library writes to a name alone. A temporary file that has none is named
 * by its number: so nothing is left behind, however the program ends. */
static bool write_file(struct book *book, struct sink *sink)
{
    char name[32];
    FILE *file = tmpfile();
    if (!file)
        return false;
    snprintf(name, sizeof name, "/dev/fd/%d", fileno(file));
    const bool good = write_book(book, name) && copy(file, sink);
    (void)fclose(file); /* it was read to its end */
    return good;
}

const char *ledger_xlsx_missing(void)
{
    struct xlsx_library xlsx;
    const bool there = xlsx_load(&xlsx);
    xlsx_unload(&xlsx);
    return there ? NULL : XLSXWRITER_SONAME;
}

bool ledger_xlsx(const struct task_list *list,
                 const struct tm_render_options *options, struct sink *sink)
{
    struct book book = { .good = true };
    const bool good = ledger_sheet_begin(&book.sheet, list, options) &&
                      !sink->failed && xlsx_load(&book.xlsx) &&
                      write_file(&book, sink);
    xlsx_unload(&book.xlsx);
    ledger_sheet_free(&book.sheet);
    memory_free(&book.string);
    return good;
}

#endif

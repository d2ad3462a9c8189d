#include "ledger_html.h"

#include "escape.h"
#include "html.h"
#include "ledger_columns.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static const char style[] =
    "<style>\n"
    "@page { size: A4 landscape; margin: 12mm }\n"
    "body { margin: 1rem; color: #1d2329; background: #fff;\n"
    "  font: .8125rem/1.5 \"Noto Sans\", Arial, sans-serif }\n"
    "body:lang(zh) { font-family: \"Noto Sans CJK SC\", \"PingFang SC\",\n"
    "  \"Microsoft YaHei\", sans-serif }\n"
    "table { border-collapse: collapse; table-layout: fixed; width: 100% }\n"
    "caption { padding-bottom: .5rem; text-align: center }\n"
    "h1 { margin: 0; font-size: 1.375rem }\n"
    "p { margin: .25rem 0 0 }\n"
    "thead { display: table-header-group }\n"
    "tr { break-inside: avoid }\n"
    "th, td { border: 1px solid #9aa3ab; padding: .25em .375em;\n"
    "  text-align: left; vertical-align: top; overflow-wrap: anywhere }\n"
    "thead th { position: sticky; top: 0; background: #e4e9ee;\n"
    "  text-align: center; vertical-align: middle }\n"
    ".tm-short { white-space: nowrap }\n"
    ".tm-late td { background: #fdeaea }\n"
    ".tm-late strong { color: #a3131f }\n"
    "@media print {\n"
    "  body { margin: 0; font-size: 6.5pt; print-color-adjust: exact }\n"
    "  table { min-width: 0 !important }\n"
    "  th, td { padding: .2em .25em }\n"
    "  thead th { position: static }\n"
    "}\n"
    "</style>\n";

/* Hundredths of an em. */
enum {
    DIGIT = 62,
    AROUND = 95, /* left and right of what is in a cell, with its rule */
};

/* "7.15em" */
static void put_em(struct sink *sink, size_t hundredths)
{
    char buffer[32];
    snprintf(buffer, sizeof buffer, "%zu.%02zuem", hundredths / 100,
             hundredths % 100);
    sink_string(sink, buffer);
}

/* Columns have their widths and no word makes one wider. A window that is
 * narrower than all of them scrolls; paper has them in proportion. */
static void put_widths(struct html *html, const struct ledger_sheet *sheet)
{
    size_t all = 0;
    sink_string(html->sink, "<style>\n");
    for (size_t i = 0; i < sheet->column_count; i++) {
        const size_t width = AROUND + DIGIT * ledger_sheet_width(sheet, i);
        all += width;
        sink_string(html->sink, "col:nth-child(");
        sink_number(html->sink, i + 1);
        sink_string(html->sink, ") { width: ");
        put_em(html->sink, width);
        sink_string(html->sink, " }\n");
    }
    sink_string(html->sink, "table { min-width: ");
    put_em(html->sink, all);
    sink_string(html->sink, " }\n</style>\n");
}

static void put_columns(struct html *html, const struct ledger_sheet *sheet)
{
    html_open(html, "colgroup", NULL);
    for (size_t i = 0; i < sheet->column_count; i++)
        sink_string(html->sink, "<col>");
    html_close(html, "colgroup");
    html_line(html);
}

static void put_head(struct html *html, struct ledger_sheet *sheet)
{
    sink_string(html->sink,
                "<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; "
                "style-src 'unsafe-inline'; base-uri 'none'; "
                "form-action 'none'\">\n"
                "<meta name=\"viewport\" "
                "content=\"width=device-width, "
                "initial-scale=1\">\n"
                "<meta name=\"generator\" content=\"talkmark " TM_VERSION
                "\">\n");
    html_element(html, "title", ledger_sheet_line(sheet, ledger_put_title));
    html_line(html);
    sink_string(html->sink, style);
    put_widths(html, sheet);
    if (sheet->ledger.options->css.size) {
        sink_string(html->sink, "<style>\n");
        escape_css(html->sink, sheet->ledger.options->css);
        sink_string(html->sink, "</style>\n");
    }
    sink_string(html->sink, "</head>\n");
}

/* The title and the counts, read out with the table. */
static void put_caption(struct html *html, struct ledger_sheet *sheet)
{
    html_open(html, "caption", NULL);
    html_element(html, "h1", ledger_sheet_line(sheet, ledger_put_title));
    html_element(html, "p", ledger_sheet_line(sheet, ledger_put_summary));
    html_close(html, "caption");
    html_line(html);
}

static void put_titles(struct html *html, const struct ledger_sheet *sheet)
{
    html_open(html, "thead", NULL);
    html_open(html, "tr", NULL);
    for (size_t i = 0; i < sheet->column_count; i++) {
        html_open(html, "th", HTML_ATTRIBUTES({ "scope", render_text("col") }));
        html_text(html, ledger_sheet_title(sheet, i));
        html_close(html, "th");
    }
    html_close(html, "tr");
    html_close(html, "thead");
    html_line(html);
}

static void put_lines(struct html *html, tm_text text)
{
    for (size_t at = 0; at < text.size;) {
        const char *start = text.data + at;
        const char *end = memchr(start, '\n', text.size - at);
        const size_t size = end ? (size_t)(end - start) : text.size - at;
        html_text(html, (tm_text){ start, size });
        if (end)
            sink_string(html->sink, "<br>");
        at += size + 1;
    }
}

static void put_date(struct html *html, tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    const tm_text iso = render_text(render_date(date, buffer));
    html_open(html, "time", HTML_ATTRIBUTES({ "datetime", iso }));
    html_text(html, iso);
    html_close(html, "time");
}

/* "late: 12": with the word, that a colour is not all that tells it. */
static void put_days(struct html *html, const struct ledger_sheet *sheet,
                     size_t days, bool late)
{
    if (late) {
        html_open(html, "strong", NULL);
        html_string(html, word(WORD_LATE, sheet->ledger.chinese));
        sink_byte(html->sink, ' ');
    }
    sink_number(html->sink, days);
    if (late)
        html_close(html, "strong");
}

static void put_number(struct html *html, const struct ledger_sheet *sheet,
                       size_t row, size_t column, size_t number)
{
    if (ledger_sheet_is(sheet, column, "days_over"))
        put_days(html, sheet, number, ledger_sheet_is_late(sheet, row));
    else
        sink_number(html->sink, number);
}

static void put_cell(struct html *html, struct ledger_sheet *sheet, size_t row,
                     size_t column)
{
    const struct ledger_cell cell = ledger_sheet_cell(sheet, row, column);
    const bool is_short =
        cell.type == LEDGER_DATE || cell.type == LEDGER_NUMBER;
    html_open(html, "td", is_short ? HTML_CLASS("tm-short") : NULL);
    switch (cell.type) {
    case LEDGER_EMPTY: break;
    case LEDGER_TEXT: put_lines(html, cell.text); break;
    case LEDGER_NUMBER:
        put_number(html, sheet, row, column, cell.number);
        break;
    case LEDGER_DATE: put_date(html, cell.date); break;
    }
    html_close(html, "td");
}

static bool shows_days(const struct ledger_sheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (ledger_sheet_is(sheet, i, "days_over"))
            return true;
    return false;
}

/* A row is coloured only where a word says the same. */
static void put_rows(struct html *html, struct ledger_sheet *sheet)
{
    const bool colours = shows_days(sheet);
    html_open(html, "tbody", NULL);
    html_line(html);
    for (size_t row = 0; row < sheet->ledger.row_count; row++) {
        const bool late = colours && ledger_sheet_is_late(sheet, row);
        html_open(html, "tr", late ? HTML_CLASS("tm-late") : NULL);
        for (size_t i = 0; i < sheet->column_count; i++)
            put_cell(html, sheet, row, i);
        html_close(html, "tr");
        html_line(html);
    }
    html_close(html, "tbody");
    html_line(html);
}

static void put_page(struct html *html, struct ledger_sheet *sheet)
{
    const char *lang = sheet->ledger.chinese ? "zh" : "en";
    sink_string(html->sink, "<!DOCTYPE html>\n");
    html_open(html, "html", HTML_ATTRIBUTES({ "lang", render_text(lang) }));
    html_line(html);
    put_head(html, sheet);
    html_open(html, "body", NULL);
    html_line(html);
    html_open(html, "main", NULL);
    html_line(html);
    html_open(html, "table", NULL);
    html_line(html);
    put_caption(html, sheet);
    put_columns(html, sheet);
    put_titles(html, sheet);
    put_rows(html, sheet);
    html_close(html, "table");
    html_line(html);
    html_close(html, "main");
    html_line(html);
    html_close(html, "body");
    html_line(html);
    html_close(html, "html");
    html_line(html);
}

bool ledger_html(const struct task_list *list,
                 const struct tm_render_options *options, struct sink *sink)
{
    struct html html = { .sink = sink };
    struct ledger_sheet sheet;
    const bool begun = ledger_sheet_begin(&sheet, list, options);
    if (begun)
        put_page(&html, &sheet);
    const bool good = begun && !sheet.failed && !sink->failed;
    ledger_sheet_free(&sheet);
    return good;
}

#include "test.h"

#include "escape.h"
#include "hostile.h"
#include "tasks_csv.h"

/* The tasks of 'source' in these columns, without the headings. */
static char *cells_of(const char *source, const char *columns)
{
    struct tm_render_options options = rendered_options();
    options.columns = render_text(columns);
    char *text = tasks_with(tasks_csv, source, &options);
    const char *rows = strstr(text, "\r\n") + 2;
    memmove(text, rows, strlen(rows) + 1);
    return text;
}

static void check_cells(const char *source, const char *columns,
                        const char *want)
{
    char wanted[1024];
    snprintf(wanted, sizeof wanted, "%s\r\n", want);
    check_written(source, cells_of(source, columns), wanted);
}

static void a_row_holds_the_usual_columns(void **state)
{
    (void)state;
    check_written(
        "one",
        tasks_from(tasks_csv,
                   "---\npeople: {w: {name: Wang, unit: Line A}}\n"
                   "date: 2026-03-02\n---\n"
                   "# One\n\n[log, all](do:log '@w @\"Line B\" 2026-04-01 "
                   "start:2026-03-20 !high for:a,b#c +x +y source:s "
                   "evidence:e by:b note')\n",
                   0),
        "No.,Kind,Id,What,Owners,Unit,Due,Due at first,Start,Done on,State,"
        "Priority,Source,Answers,Topics,Evidence,Accepted by,Note,Under,File,"
        "Line\r\n"
        "1,directive,talk#log,\"log, all\",\"Wang, Line B\",Line A,2026-04-01,"
        "2026-04-01,2026-03-20,,open,high,s,\"a, b#c\",\"x, y\",e,b,note,,"
        "talk.md,7\r\n");
}

static void headings_and_words_are_in_the_lists_language(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    struct tm_render_options options = rendered_options();
    tm_talk *a = talk_from("[a](do:a)"),
            *b = talk_from("[记录](要求:b '完成')");
    options.columns = render_text("kind,text,status");
    add_items(&some, a, tm_kinds_of_tasks());
    add_items(&some, b, tm_kinds_of_tasks());
    check_written("as many", list_written_with(tasks_csv, &some.list, &options),
                  "Kind,What,State\r\ndirective,a,open\r\n"
                  "directive,记录,open\r\n");
    add_items(&some, b, tm_kinds_of_tasks());
    check_written("more", list_written_with(tasks_csv, &some.list, &options),
                  "类别,内容,状态\r\n要求,a,未整改\r\n要求,记录,未整改\r\n"
                  "要求,记录,未整改\r\n");
    tm_talk_free(a);
    tm_talk_free(b);
}

static void columns_say_what_the_talk_says(void **state)
{
    (void)state;
    check_cells("[a](do: 'due:\"next week\"')", "due,late", "next week,");
    check_cells("[a](do: 'due:ongoing')", "due", "ongoing");
    check_cells("[a](do: '2026-03-19')", "late,due", "late,2026-03-19");
    check_cells("[a](do: '@a @b !each')", "owners,each", "\"a, b\",each");
    check_cells("[a](do: 'done:2026-03-01 !low')", "status,done,priority",
                "done,2026-03-01,low");
    check_cells("---\ntitle: T\n---\n# A\n\n## B\n\n[a](do:)", "path", "A / B");
    check_cells("---\ntitle: T\ndate: 2026-03-02\nspeaker: S\n---\n"
                "[a](do:). Then.",
                "talk,date,speaker,detail", "T,2026-03-02,S,a. Then.");
    check_cells("---\npeople: {a: {name: A, unit: U}, b: {name: B, unit: U}}"
                "\n---\n[a](do: '@a @b')",
                "unit", "U");
}

static void columns_come_as_they_are_asked_for(void **state)
{
    (void)state;
    check_cells("[a](do:x)", "text, id ,text", "a,talk#x,a");
    check_cells("[a](do:x)", "text,nothing,id", "a,talk#x");
    check_cells("[a](do:x)", "note", "\"\""); /* no empty line */
}

static void a_column_that_is_none_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *columns, *unknown; /* NULL: all are known */
    } cases[] = {
        { "", NULL },          { "text", NULL }, { "text, due", NULL },
        { "text,Due", "Due" }, { "tex", "tex" }, { "a,b", "a" },
        { "text,", "" },       { ",text", "" },  { " ", "" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const tm_text got = tasks_csv_unknown(render_text(cases[i].columns));
        assert_true(!got.data == !cases[i].unknown);
        if (got.data)
            assert_true(render_text_equal(got, render_text(cases[i].unknown)));
    }
    for (size_t i = 0; tasks_csv_column(i); i++)
        assert_null(tasks_csv_unknown(render_text(tasks_csv_column(i))).data);
}

static void a_byte_order_mark_comes_where_it_is_asked_for(void **state)
{
    (void)state;
    struct tm_render_options options = rendered_options();
    options.columns = render_text("text");
    check_written("no mark", tasks_with(tasks_csv, "[a](do:)", &options),
                  "What\r\na\r\n");
    options.bom = true;
    check_written("a mark", tasks_with(tasks_csv, "[a](do:)", &options),
                  "\xEF\xBB\xBFWhat\r\na\r\n");
}

static void a_cell_is_quoted_where_it_must_and_is_no_formula(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "a b", "a b" },
        { "a,b", "\"a,b\"" },
        { "a \"b\"", "\"a \"\"b\"\"\"" },
        { "a\nb", "\"a\nb\"" },
        { " a", "\" a\"" },
        { "=1", "'=1" },
        { "+1", "'+1" },
        { "-1", "'-1" },
        { "@a", "'@a" },
        { "\ta", "\"'\ta\"" },
        { "\ra", "\"'\ra\"" },
        { "\"=1", "\"\"\"=1\"" },
        { "＝1", "'＝1" },
        { "－1", "'－1" },
        { "＋1", "'＋1" },
        { "＠1", "'＠1" },
        { "  =1", "\"  '=1\"" },
        { "\xE3\x80\x80=1", "\xE3\x80\x80'=1" },
        { "\xE2\x80\x8B=1", "\xE2\x80\x8B'=1" },
        { "a=1", "a=1" },
        { "a - b", "a - b" },
        { "a;=1", "\"a;'=1\"" },
        { "a\n- b", "\"a\n'- b\"" },
        { "a\tb", "\"a\tb\"" },
        { "\xFF", "\xEF\xBF\xBD" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source,
                      escaped(escape_csv, render_text(cases[i].source)),
                      cases[i].want);
}

/* ---- Any text, read back by RFC 4180 ---- */

/* Read the cell at 'at' into 'cell'; returns where its separator is. */
static const char *read_cell(const char *at, char *cell)
{
    if (*at != '"') {
        const size_t size = strcspn(at, ",\r\n\"");
        memcpy(cell, at, size);
        cell[size] = '\0';
        return at + size;
    }
    for (at++; *at != '"' || at[1] == '"'; at++) {
        assert_true(*at);
        *cell++ = *at;
        at += *at == '"';
    }
    *cell = '\0';
    return at + 1;
}

/* What programs take for a formula, wherever they see a cell begin. */
static void check_no_formula(const char *cell)
{
    static const char *const marks[] = { "=",  "+",  "-",  "@",
                                         "＝", "＋", "－", "＠" };
    bool begins = true;
    for (const char *at = cell; *at; at++) {
        for (size_t i = 0; i < COUNT(marks) && begins; i++)
            assert_true(strncmp(at, marks[i], strlen(marks[i])));
        begins = strchr(";\t\r\n", *at) || (begins && *at == ' ');
    }
}

static void check_rows(const char *text, size_t items)
{
    static char cell[HOSTILE_ITEMS * 4096];
    size_t rows = 0;
    for (const char *at = text; *at; rows++) {
        size_t cells = 1;
        for (;; cells++) {
            at = read_cell(at, cell);
            check_no_formula(cell);
            if (*at != ',')
                break;
            at++;
        }
        assert_true(cells == 21);
        assert_true(!strncmp(at, "\r\n", 2));
        at += 2;
    }
    assert_true(rows == items + 1);
}

static void any_text_is_one_cell_and_no_formula(void **state)
{
    (void)state;
    const struct tm_render_options options = rendered_options();
    check_hostile(tasks_csv, &options, check_rows);
}

static void an_empty_list_has_its_headings(void **state)
{
    (void)state;
    struct tm_render_options options = rendered_options();
    const struct task_list list = { 0 };
    options.columns = render_text("id,due");
    check_written("nothing", list_written_with(tasks_csv, &list, &options),
                  "Id,Due\r\n");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_row_holds_the_usual_columns),
    cmocka_unit_test(headings_and_words_are_in_the_lists_language),
    cmocka_unit_test(columns_say_what_the_talk_says),
    cmocka_unit_test(columns_come_as_they_are_asked_for),
    cmocka_unit_test(a_column_that_is_none_is_told),
    cmocka_unit_test(a_byte_order_mark_comes_where_it_is_asked_for),
    cmocka_unit_test(a_cell_is_quoted_where_it_must_and_is_no_formula),
    cmocka_unit_test(any_text_is_one_cell_and_no_formula),
    cmocka_unit_test(an_empty_list_has_its_headings),
};

RUN_TESTS("tasks_csv", tests)

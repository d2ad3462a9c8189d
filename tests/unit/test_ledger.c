#include "test.h"

#include "ledger_columns.h"
#include "ledger_csv.h"
#include "ledger_html.h"
#include "ledger_xlsx.h"
#include "rendered.h"

enum {
    MOST_TALKS = 4,
    MOST_COLUMNS = 8,
};

/* Talks that are read for a ledger, the oldest first, and the columns that it
 * is to have, with spaces between. */
struct office {
    const char *talks[MOST_TALKS];
    const char *columns;
};

static size_t split(const char *names,
                    struct tm_render_column columns[MOST_COLUMNS])
{
    size_t count = 0;
    while (*names) {
        const size_t size = strcspn(names, " ");
        assert_true(count < MOST_COLUMNS);
        columns[count++].name = (tm_text){ names, size };
        names += size + strspn(names + size, " ");
    }
    return count;
}

/* What 'write' makes of the tasks of all talks; '*size' may be NULL. */
static char *ledger_of(task_write *write, const struct office *office,
                       size_t *size)
{
    struct tm_render_options options = rendered_options();
    struct tm_render_column columns[MOST_COLUMNS] = { 0 };
    struct some_items some = { 0 };
    tm_talk *talks[MOST_TALKS];
    struct memory memory = { 0 };
    struct sink sink;
    for (; office->talks[some.list.talk_count]; some.list.talk_count++) {
        tm_talk *talk = talk_from(office->talks[some.list.talk_count]);
        talks[some.list.talk_count] = talk;
        add_items(&some, talk, tm_kinds_of_tasks());
    }
    some.list.talks = (const tm_talk *const *)talks;
    if (office->columns) {
        options.ledger_columns = columns;
        options.ledger_column_count = split(office->columns, columns);
    }
    sink_init(&sink, memory_write, &memory);
    assert_true(write(&some.list, &options, &sink));
    char *text = finished(&sink);
    if (size)
        *size = memory.size - 1;
    for (size_t i = 0; i < some.list.talk_count; i++)
        tm_talk_free(talks[i]);
    return text;
}

struct office_case {
    struct office office;
    const char *want; /* CSV, without the titles */
};

static void check_offices(const struct office_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *got = ledger_of(ledger_csv, &cases[i].office, NULL);
        const char *rows = strchr(got, '\n') + 1;
        if (strcmp(rows, cases[i].want))
            print_message("of: %s\ngot: %s\nwant: %s\n",
                          cases[i].office.talks[0], rows, cases[i].want);
        assert_string_equal(rows, cases[i].want);
        free(got);
    }
}

/* ---- Rows ---- */

static void an_issue_has_a_row_with_what_answers_it(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "[p](issue:p)" }, "number problem measures" }, "1,p,\r\n" },
        { { { "[p](issue:p) [m](do:m 'for:p')" }, "number problem measures" },
          "1,p,m\r\n" },
        { { { "[m](do:m 'for:p @wang 2026-04-01 status:doing') "
              "[n](pledge:n 'for:p due:\"next week\"') [p](issue:p)" },
            "number problem measures" },
          "1,p,\"1. m (wang; 2026-04-01; doing)\n2. n (next week)\"\r\n" },
        { { { "---\nid: a\n---\n[p](issue:p)",
              "---\nid: b\n---\n[m](do:m 'for:a#p') [n](do:n 'for:c#p')" },
            "problem measures remarks" },
          "p,m,\r\n,n,answers c#p\r\n" },
        { { { "[问](问题:p) [改](要求:m '@王 4月1日 针对:p')" },
            "problem measures" },
          "问,改（王；4月1日）\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

static void what_answers_no_issue_follows_the_issues(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "" }, "number" }, "" },
        { { { "[d](do:d) [g](pledge:g) [p](issue:p)" },
            "number kind problem measures" },
          "1,Issue,p,\r\n2,Directive,,d\r\n3,Pledge,,g\r\n" },
        { { { "[d](do:d) [g](pledge:g 'for:d @liu')" }, "problem measures" },
          ",\"d\ng (liu)\"\r\n" },
        { { { "[g](pledge:g 'for:d') [d](do:d)" }, "measures" },
          "\"d\ng\"\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

static void an_answer_to_a_measure_stands_below_it_once(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "[p](issue:p) [m](do:m 'for:p') [g](pledge:g 'for:m')" },
            "problem measures" },
          "p,\"1. m\n2. g\"\r\n" },
        { { { "[p](issue:p) [q](issue:q) [m](do:m 'for:p,q') "
              "[g](pledge:g 'for:m')" },
            "problem measures" },
          "p,\"1. m\n2. g\"\r\nq,m\r\n" },
        { { { "[p](issue:p) [m](do:m 'for:p') [g](pledge:g 'for:m,p')" },
            "problem measures" },
          "p,\"1. m\n2. g\"\r\n" },
        { { { "[p](issue:p) [q](issue:q 'for:p')" }, "problem measures" },
          "p,\r\nq,\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

/* Nothing that was listed is lost. */
static void what_answers_itself_in_a_circle_has_a_row(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "[a](do:a 'for:b') [b](do:b 'for:a')" }, "measures" },
          "\"a\nb\"\r\n" },
        { { { "[a](do:a 'for:a')" }, "measures" }, "a\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

/* ---- News ---- */

#define FIRST  "---\nid: a\ndate: 2026-03-01\n---\n"
#define SECOND "---\nid: b\ndate: 2026-03-10\nfollows: a\n---\n"
#define THIRD  "---\nid: c\ndate: 2026-03-18\nfollows: a\n---\n"

static void later_talks_say_how_things_stand(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { FIRST "[p](issue:p '2026-03-12')",
              SECOND "[it is done](update:p 'done evidence:photo')" },
            "progress status done evidence" },
          "2026-03-10: it is done (done),done,2026-03-10,photo\r\n" },
        { { { FIRST "[p](issue:p '2026-03-12')",
              SECOND "[x](update:p 'done done:2026-03-09')",
              THIRD "[y](update:p 'accepted by:\"Ruth\"')" },
            "status done accepted_by" },
          "accepted,2026-03-09,Ruth\r\n" },
        { { { FIRST "[p](issue:p 'done')",
              SECOND "[again](update:p 'status:open')" },
            "status done accepted_by" },
          "open,,\r\n" },
        { { { FIRST "[p](issue:p '2026-03-12')",
              SECOND "[later](update:p '2026-03-30')" },
            "due_first due days_over" },
          "2026-03-12,2026-03-30,\r\n" },
        { { { FIRST "[p](issue:p '2026-03-12')",
              SECOND "[x](update:p '2026-03-14')",
              THIRD "[y](update:p '2026-03-16')" },
            "due_first due days_over" },
          "2026-03-12,2026-03-16,4\r\n" },
        { { { FIRST "[p](issue:p '@wang')", SECOND "[x](update:p 'to:@liu')" },
            "lead status" },
          "liu,open\r\n" },
        { { { FIRST "[p](issue:p)", SECOND "[x](update:q 'done')" },
            "progress status" },
          ",open\r\n" },
        { { { FIRST "[p](issue:p 'done:2026-03-02 by:Ruth')",
              SECOND "[again](update:p 'status:open')" },
            "status done accepted_by" },
          "open,,\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

static void news_is_taken_in_the_order_of_the_talks_dates(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { THIRD "[y](update:p 'status:open')",
              SECOND "[x](update:p 'done')", FIRST "[p](issue:p)" },
            "progress status" },
          "\"2026-03-10: x (done)\n2026-03-18: y (open)\",open\r\n" },
        { { { "---\nid: z\ndate: 2026-02-02\n---\n[p](issue:p)",
              "---\nid: y\ndate: 2026-02-03\nfollows: z\n---\n"
              "[x](update:p 'done')",
              "---\nid: x\ndate: 2026-02-04\nfollows: z\n---\n"
              "[y](update:p 'status:doing')" },
            "status" },
          "doing\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

static void news_of_some_owners_is_not_of_the_whole(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { FIRST "[p](issue:p '@wang @liu')",
              SECOND "[x](update:p '@liu done')" },
            "progress status" },
          "\"2026-03-10: x (liu; done)\",open\r\n" },
        { { { FIRST "[p](issue:p '@wang @liu')",
              SECOND "[x](update:p '@liu @wang done')" },
            "status" },
          "done\r\n" },
        { { { FIRST "[p](issue:p '@wang @liu')",
              SECOND "[x](update:p 'done')" },
            "status" },
          "done\r\n" },
        { { { FIRST "[p](issue:p '@wang')",
              SECOND "[x](update:p '@wang done')" },
            "status" },
          "done\r\n" },
        { { { FIRST "[p](issue:p '@all !each')",
              SECOND "[x](update:p '@wang done')" },
            "status" },
          "open\r\n" },
        { { { FIRST "[p](issue:p '!each')",
              SECOND "[x](update:p '@wang done')" },
            "status" },
          "open\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

/* ---- Cells ---- */

static void days_are_counted_to_the_end_or_to_today(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "[p](issue:p '2026-03-19')" }, "days_over" }, "1\r\n" },
        { { { "[p](issue:p '2026-03-20')" }, "days_over" }, "\"\"\r\n" },
        { { { "[p](issue:p '2026-02-28 done:2026-03-01')" }, "days_over" },
          "1\r\n" },
        { { { "[p](issue:p '2024-02-28 done:2024-03-01')" }, "days_over" },
          "2\r\n" },
        { { { "[p](issue:p '2026-03-01 status:done')" }, "days_over" },
          "\"\"\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

static void a_row_says_who_and_when_and_where_from(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "---\ntitle: Safety\ndate: 2026-03-01\n"
              "people:\n  w: {name: Wang, unit: Line B}\n---\n"
              "[p](issue:p '@w @x @y !high source:review +guards odd')" },
            "id unit lead helpers raised source topics remarks" },
          "p,Line B,Wang,\"x, y\",2026-03-01,\"Safety\n2026-03-01\nreview\","
          "guards,\"high priority\nodd\"\r\n" },
        { { { "[p](issue: '@x @y !each due:ongoing')" },
            "id lead helpers due" },
          ",\"x, y\neach\",,ongoing\r\n" },
        { { { "[p](issue:p 'due:\"next week\"')" }, "due" }, "next week\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

static void columns_are_chosen_and_renamed(void **state)
{
    (void)state;
    const struct tm_render_column columns[] = {
        { render_text("problem"), render_text("What, and \"why\"") },
        { render_text("nonsense"), { 0 } },
        { render_text("number"), { 0 } },
    };
    struct tm_render_options options = rendered_options();
    struct some_items some = { 0 };
    struct memory memory = { 0 };
    struct sink sink;
    tm_talk *talk = talk_from("[p](issue:p)");
    add_items(&some, talk, tm_kinds_of_tasks());
    options.ledger_columns = columns;
    options.ledger_column_count = COUNT(columns);
    sink_init(&sink, memory_write, &memory);
    assert_true(ledger_csv(&some.list, &options, &sink));
    check_written("chosen", finished(&sink),
                  "\"What, and \"\"why\"\"\",No.\r\np,1\r\n");
    tm_talk_free(talk);
}

static void the_usual_columns_have_titles_in_the_lists_language(void **state)
{
    (void)state;
    const struct office english = { { "" }, NULL };
    const struct office chinese = { { "[问题](问题:p)" }, NULL };
    check_written("en", ledger_of(ledger_csv, &english, NULL),
                  "No.,ID,Source,Problem,Measures,Lead,Helpers,Raised,First "
                  "due,Due,Progress,State,Done,Accepted by,Evidence,Days "
                  "over,Remarks\r\n");
    char *got = ledger_of(ledger_csv, &chinese, NULL);
    assert_non_null(strstr(got, "序号,编号,来源,存在问题,整改措施,责任人,配合,"
                                "提出日期,原定时限,整改时限,进展情况,状态,"
                                "完成日期,验收人,佐证材料,逾期天数,备注\r\n"));
    free(got);
}

static void no_cell_of_csv_is_a_formula(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "[=1+1](issue:p 'evidence:@a')" }, "problem evidence" },
          "'=1+1,'@a\r\n" },
        { { { "[p](issue:p '!high -1')" }, "remarks" },
          "\"high priority\n'-1\"\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

/* A line end of a talk must not begin a line of a cell: it could forge one. */
static void the_words_of_a_talk_stay_on_their_line(void **state)
{
    (void)state;
    static const struct office_case cases[] = {
        { { { "[a\\\nb](issue:p)" }, "problem" }, "a b\r\n" },
        { { { "[a&#x202E;b&#9;c](issue:p)" }, "problem" },
          "a\\u{202E}b\\u{9}c\r\n" },
        { { { "[a](issue:p 'evidence:\"b\nc\"')" }, "evidence" }, "b c\r\n" },
    };
    check_offices(cases, COUNT(cases));
}

static char *source_of_long_cell(size_t measures)
{
    char *source = malloc(measures * 1100 + 64);
    assert_non_null(source);
    size_t size = (size_t)sprintf(source, "[p](issue:p)\n\n");
    for (size_t i = 0; i < measures; i++) {
        source[size++] = '[';
        memset(source + size, 'x', 1000);
        size += 1000;
        size += (size_t)sprintf(source + size, "](do:m%zu 'for:p')\n\n", i);
    }
    return source;
}

static void a_cell_holds_no_more_than_a_spreadsheet_takes(void **state)
{
    (void)state;
    static const struct {
        size_t measures;
        bool cut;
    } cases[] = { { 15, false }, { 16, true }, { 40, true } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *source = source_of_long_cell(cases[i].measures);
        const struct office office = { { source }, "measures" };
        char *got = ledger_of(ledger_csv, &office, NULL);
        assert_true(!strstr(got, "x…\"\r\n") == !cases[i].cut);
        assert_true(strlen(got) < LEDGER_MOST_CELL + 64);
        free(got);
        free(source);
    }
}

static void days_have_the_numbers_of_the_calendar(void **state)
{
    (void)state;
    static const struct {
        tm_date date;
        long want;
    } cases[] = {
        { { 1970, 1, 1 }, 0 },      { { 1969, 12, 31 }, -1 },
        { { 2000, 2, 29 }, 11016 }, { { 2000, 3, 1 }, 11017 },
        { { 1900, 3, 1 }, -25508 }, { { 2026, 11, 24 }, 20781 },
        { { 1, 1, 1 }, -719162 },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(ledger_day_number(cases[i].date) == cases[i].want);
}

/* ---- The page ---- */

static void the_page_tells_late_rows_by_a_word(void **state)
{
    (void)state;
    const struct office office = {
        { "[&lt;p>](issue:p '2026-03-01') [a](do:a 'for:p') [b](do:b 'for:p')" },
        "problem measures due days_over",
    };
    char *got = ledger_of(ledger_html, &office, NULL);
    assert_non_null(strstr(
        got, "<tr class=\"tm-late\"><td>&lt;p&gt;</td>"
             "<td>1. a<br>2. b</td>"
             "<td class=\"tm-short\"><time datetime=\"2026-03-01\">2026-03-01"
             "</time></td><td class=\"tm-short\"><strong>late 19</strong>"
             "</td></tr>\n"));
    assert_non_null(strstr(got, "col:nth-child(2) { width: 20.79em }\n"));
    assert_non_null(strstr(got, "<colgroup><col><col><col><col></colgroup>"));
    assert_non_null(
        strstr(got, "<p>as of 2026-03-20 · in all 1 · closed 0 · late 1</p>"));
    free(got);
}

static void without_the_word_no_row_has_a_colour(void **state)
{
    (void)state;
    const struct office office = { { "[p](issue:p '2026-03-01')" }, "due" };
    char *got = ledger_of(ledger_html, &office, NULL);
    assert_null(strstr(got, "<tr class"));
    free(got);
}

static void the_title_is_the_talks_where_there_is_one(void **state)
{
    (void)state;
    const struct office one = { { "# Tea & co\n\n[p](issue:p)" }, NULL };
    const struct office two = { { FIRST "[p](issue:p)", SECOND "[q](issue:q)" },
                                NULL };
    char *got = ledger_of(ledger_html, &one, NULL);
    assert_non_null(strstr(got, "<h1>Ledger: Tea &amp; co</h1>"));
    free(got);
    got = ledger_of(ledger_html, &two, NULL);
    assert_non_null(strstr(got, "<h1>Ledger</h1>"));
    free(got);
}

#ifdef HAVE_XLSXWRITER
static void the_same_sheet_has_the_same_bytes(void **state)
{
    (void)state;
    const struct office office = { { "[p](issue:p '2026-03-01 @wang')" },
                                   NULL };
    size_t size, again;
    char *one = ledger_of(ledger_xlsx, &office, &size);
    char *two = ledger_of(ledger_xlsx, &office, &again);
    assert_true(size > 1000 && size == again);
    assert_memory_equal(one, "PK\3\4", 4);
    assert_memory_equal(one, two, size);
    free(one);
    free(two);
}
#endif

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_issue_has_a_row_with_what_answers_it),
    cmocka_unit_test(what_answers_no_issue_follows_the_issues),
    cmocka_unit_test(an_answer_to_a_measure_stands_below_it_once),
    cmocka_unit_test(what_answers_itself_in_a_circle_has_a_row),
    cmocka_unit_test(later_talks_say_how_things_stand),
    cmocka_unit_test(news_is_taken_in_the_order_of_the_talks_dates),
    cmocka_unit_test(news_of_some_owners_is_not_of_the_whole),
    cmocka_unit_test(days_are_counted_to_the_end_or_to_today),
    cmocka_unit_test(a_row_says_who_and_when_and_where_from),
    cmocka_unit_test(columns_are_chosen_and_renamed),
    cmocka_unit_test(the_usual_columns_have_titles_in_the_lists_language),
    cmocka_unit_test(no_cell_of_csv_is_a_formula),
    cmocka_unit_test(the_words_of_a_talk_stay_on_their_line),
    cmocka_unit_test(a_cell_holds_no_more_than_a_spreadsheet_takes),
    cmocka_unit_test(days_have_the_numbers_of_the_calendar),
    cmocka_unit_test(the_page_tells_late_rows_by_a_word),
    cmocka_unit_test(without_the_word_no_row_has_a_colour),
    cmocka_unit_test(the_title_is_the_talks_where_there_is_one),
#ifdef HAVE_XLSXWRITER
    cmocka_unit_test(the_same_sheet_has_the_same_bytes),
#endif
};

RUN_TESTS("ledger", tests)

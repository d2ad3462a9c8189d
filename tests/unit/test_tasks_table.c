#include "test.h"

#include "rendered.h"
#include "tasks_table.h"
#include "width.h"

static void check_tables(const struct written_case *cases, size_t count,
                         size_t width)
{
    for (size_t i = 0; i < count; i++)
        check_written(cases[i].source,
                      tasks_from(tasks_table, cases[i].source, width),
                      cases[i].want);
}

static void columns_line_up(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "[log every stop](do:log '@wang 2026-04-01') [b](issue:b)",
          "Due         State  Owner  What            Where\n"
          "2026-04-01  open   wang   log every stop  talk#log\n"
          "            open          b               talk#b\n" },
        { "[a](do:a '2026-03-01 @x @y') [b](do:b 'due:ongoing status:done')",
          "Due         State       Owner  What  Where\n"
          "2026-03-01  open, late  x, y   a     talk#a\n"
          "ongoing     done               b     talk#b\n" },
        { "[记录每次停机](要求:log '@王芳 2026-04-01') [b](问题:b)",
          "期限        状态    责任人  内容          出处\n"
          "2026-04-01  未整改  王芳    记录每次停机  talk#log\n"
          "            未整改          b             talk#b\n" },
    };
    check_tables(cases, COUNT(cases), 0);
}

static void words_give_way_first(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[log every single stop of the line](do:log '@wang 2026-04-01')",
          "Due         State  Owner  What                      Where\n"
          "2026-04-01  open   wang   log every single stop o…  talk#log\n" },
    };
    check_tables(cases, COUNT(cases), 60);
}

/* Every cell of every line begins where its column does, in cells. */
static void no_line_is_wider_than_the_terminal(void **state)
{
    (void)state;
    static const char source[] =
        "[记录每次停机并在班前会上宣读，不得遗漏](要求:记录 '@王芳 @李伟 "
        "2026-04-01') [e\xCC\x81le\xCC\x81ment 😀😀 with a long tail of "
        "words](do:long-id-of-a-task '@\"Wang Fang\" due:\"some time\"')"
        " [x](do:x 'status:done')\n";
    for (size_t width = 13; width < 140; width++) {
        char *got = tasks_from(tasks_table, source, width);
        size_t lines = 0;
        for (char *at = got, *end; (end = strchr(at, '\n')); at = end + 1) {
            const tm_text line = { at, (size_t)(end - at) };
            if (width_of(line) > width)
                print_message("%zu: %.*s\n", width, (int)line.size, at);
            assert_true(width_of(line) <= width);
            assert_true(!line.size || end[-1] != ' ');
            lines++;
        }
        assert_true(lines == 4);
        free(got);
    }
}

static void what_is_cut_ends_in_an_ellipsis(void **state)
{
    (void)state;
    char *got = tasks_from(tasks_table,
                           "[记录每次停机](要求:log '@王芳 2026-04-01')", 40);
    assert_non_null(strstr(got, "…"));
    free(got);
}

/* One long cell does not pad each line of a long list. */
static void without_a_width_padding_is_bounded(void **state)
{
    (void)state;
    char source[4096];
    char words[901];
    memset(words, 'w', 900);
    words[900] = '\0';
    snprintf(source, sizeof source, "[%s](do:a) [b](do:b) [c](do:c)", words);
    char *got = tasks_from(tasks_table, source, 0);
    assert_non_null(strstr(got, words));
    assert_true(strlen(got) < 1500);
    free(got);
}

static void no_word_moves_the_cursor(void **state)
{
    (void)state;
    char *got = tasks_from(
        tasks_table,
        "[a\x1B\\[2J\xE2\x80\xAE](do:a '@\"x\x07y\" due:\"\x1B]0;t\"')", 0);
    for (const char *at = got; *at; at++)
        assert_true(*at == '\n' || (unsigned char)*at >= ' ');
    assert_non_null(strstr(got, "a\\u{1B}[2J\\u{202E}"));
    assert_non_null(strstr(got, "x\\u{7}y"));
    free(got);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(columns_line_up),
    cmocka_unit_test(words_give_way_first),
    cmocka_unit_test(no_line_is_wider_than_the_terminal),
    cmocka_unit_test(what_is_cut_ends_in_an_ellipsis),
    cmocka_unit_test(without_a_width_padding_is_bounded),
    cmocka_unit_test(no_word_moves_the_cursor),
};

RUN_TESTS("tasks_table", tests)

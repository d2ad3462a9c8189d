#include "test.h"

#include "escape.h"
#include "hostile.h"
#include "tasks_todotxt.h"

#define DATED "---\ndate: 2026-03-02\n---\n"

static void a_task_is_a_line(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { DATED "[log every stop](do:log '@\"Wang Fang\" @Liu 2026-04-01 "
                "start:2026-03-20 +safety +\"line a\" !high')",
          "(A) 2026-03-02 log every stop +safety +line_a @Wang_Fang @Liu "
          "due:2026-04-01 t:2026-03-20 kind:directive id:talk#log\n" },
        { DATED "[a](issue:a 'done:2026-03-09 !low')",
          "x 2026-03-09 2026-03-02 a pri:C kind:issue id:talk#a\n" },
        { DATED "[a](issue:a 'status:accepted done:2026-03-09')",
          "x 2026-03-09 2026-03-02 a status:accepted kind:issue "
          "id:talk#a\n" },
        { DATED "[a](do:a 'status:doing due:soon')",
          "2026-03-02 a status:doing kind:directive id:talk#a\n" },
        /* A day that stands alone would be the day of its closing. */
        { DATED "[a](do:a 'status:done')", "x kind:directive a id:talk#a\n" },
        { "[a](do:a 'done:2026-03-09')",
          "x 2026-03-09 kind:directive a id:talk#a\n" },
        { "[a](do:a '!low')", "(C) kind:directive a id:talk#a\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source,
                      tasks_from(tasks_todotxt, cases[i].source, 0),
                      cases[i].want);
}

static void no_words_are_taken_for_a_beginning(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[x marks the spot](do:a)",
          "kind:directive x marks the spot id:talk#a\n" },
        { "[(A) b](do:a)", "kind:directive (A) b id:talk#a\n" },
        { "[2026-01-01 b](do:a 'status:done')",
          "x kind:directive 2026-01-01 b id:talk#a\n" },
        { "[2026-01-01 b](do:a 'done:2026-03-09')",
          "x 2026-03-09 kind:directive 2026-01-01 b id:talk#a\n" },
        { DATED "[x b](do:a)", "2026-03-02 x b kind:directive id:talk#a\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source,
                      tasks_from(tasks_todotxt, cases[i].source, 0),
                      cases[i].want);
}

static void words_stay_words(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "a b", "a b" },
        { "  a \n\t b ", "a b" },
        { "a\xE2\x80\xA8"
          "b\xC2\x85"
          "c\x1B[1m",
          "a b c [1m" },
        { "+a @b", "+ a @ b" },
        { "++a", "+ + a" },
        { "c++ a@b", "c++ a@b" },
        { "due:2026-01-01", "due: 2026-01-01" },
        { "(due:2026-01-01)", "(due: 2026-01-01)" },
        { "due:due:a", "due: due: a" },
        { "at 9:30", "at 9:30" },
        { "https://a.b", "https://a.b" },
        { "note: b", "note: b" },
        { "due:", "due:" },
        { "期限：三月", "期限：三月" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source,
                      escaped(escape_todotxt, render_text(cases[i].source)),
                      cases[i].want);
    check_written("a word",
                  escaped(escape_todotxt_word, render_text("a b\nc:d+e")),
                  "a_b_c_d+e");
}

/* ---- Any text ---- */

static size_t count_words(const char *line, size_t size, const char *begin)
{
    size_t count = 0;
    for (size_t at = 0; at < size; at++)
        if ((!at || line[at - 1] == ' ') &&
            !strncmp(line + at, begin, strlen(begin)) &&
            line[at + strlen(begin)] != ' ' && line[at + strlen(begin)] != '\n')
            count++;
    return count;
}

static void check_line(const char *line, size_t size)
{
    assert_true(count_words(line, size, "id:") == 1);
    assert_true(count_words(line, size, "kind:") == 1);
    assert_true(count_words(line, size, "due:") <= 1);
    assert_true(count_words(line, size, "pri:") <= 1);
    assert_true(count_words(line, size, "+") <= 1);
    assert_true(count_words(line, size, "@") <= 1);
    assert_true(!strncmp(line, "x ", 2) || !strncmp(line, "2026-03-16 ", 11) ||
                !strncmp(line, "(A) 2026-03-16 ", 15) ||
                !strncmp(line, "kind:", 5) || !strncmp(line, "(A) kind:", 9));
    for (size_t at = 0; at < size;)
        assert_false(
            escape_is_unsafe(escape_decode((tm_text){ line, size }, &at)));
}

static void check_text(const char *text, size_t items)
{
    size_t lines = 0;
    for (const char *at = text; *at; lines++) {
        const size_t size = strcspn(at, "\n");
        check_line(at, size);
        at += size + 1;
    }
    assert_true(lines == items);
}

static void any_text_is_one_line_that_forges_nothing(void **state)
{
    (void)state;
    const struct tm_render_options options = rendered_options();
    check_hostile(tasks_todotxt, &options, check_text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_task_is_a_line),
    cmocka_unit_test(no_words_are_taken_for_a_beginning),
    cmocka_unit_test(words_stay_words),
    cmocka_unit_test(any_text_is_one_line_that_forges_nothing),
};

RUN_TESTS("tasks_todotxt", tests)

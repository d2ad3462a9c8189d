#include "test.h"

#include "outline_text.h"
#include "rendered.h"

static void check_outlines(const struct written_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_written(cases[i].source,
                      rendered_from(outline_text, cases[i].source),
                      cases[i].want);
}

static void items_stand_under_their_points(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "no tag", "" },
        { "# Talk\n\n## One\n\n[log](do:log '@wang @liu 2026-04-01')\n\n"
          "### Two\n\n[a](issue:)\n\n## Three\n",
          "Talk\n\nOne\n  directive: log (wang, liu; due 2026-04-01) #log\n"
          "  Two\n    issue: a\nThree\n" },
        { "[a](do: 'due:ongoing !each @x')",
          "directive: a (x; each; ongoing)\n" },
        { "[a](do: 'due:\"next week\"')", "directive: a (due next week)\n" },
        { "[a](do: 'due:2026-03-01')",
          "directive: a (due 2026-03-01; late)\n" },
        { "[a](do: 'status:dropped')", "directive: a (dropped)\n" },
        { "[a](update:t#b 'done')", "update: a (done) t#b\n" },
        { "[a](update:t#b 'status:open')", "update: a (open) t#b\n" },
        { "---\npeople: {w: Wang}\n---\n"
          "# [Wang](reply:r)\n\n[a](pledge:a)\n",
          "reply: Wang #r\n  pledge: a (Wang) #a\n" },
        { "[记录](要求:log '@王')", "要求：记录 (王) #log\n" },
    };
    check_outlines(cases, COUNT(cases));
}

/* Points in lists, one in another: a tab a level. */
static char *deep_source(size_t depth)
{
    const size_t room = depth * (depth + 32) + 1;
    char *source = malloc(room);
    size_t size = 0;
    assert_non_null(source);
    for (size_t i = 0; i < depth; i++) {
        memset(source + size, '\t', i);
        size += i;
        size += (size_t)snprintf(source + size, room - size,
                                 "-\t[p](point:p%zu)\n", i);
    }
    return source;
}

static void a_deep_outline_grows_no_wider(void **state)
{
    (void)state;
    enum {
        DEPTH = 300,
        WIDEST = 2 * 40
    };
    char *source = deep_source(DEPTH);
    char *got = rendered_from(outline_text, source);
    size_t lines = 0;
    for (char *at = got, *end; (end = strchr(at, '\n')); at = end + 1) {
        assert_true(end - at < WIDEST);
        lines++;
    }
    assert_true(lines == DEPTH);
    free(got);
    free(source);
}

static void no_word_moves_the_cursor(void **state)
{
    (void)state;
    char *got = rendered_from(outline_text,
                              "---\ntitle: \"T\\e[2J\"\n---\n"
                              "# a\x1B\xE2\x80\xAE\n\n"
                              "[b\x07](do: '@\"x\x08y\" due:\"\x0Ct\"')\n");
    for (const char *at = got; *at; at++)
        assert_true(*at == '\n' || (unsigned char)*at >= ' ');
    assert_non_null(strstr(got, "a\\u{1B}\\u{202E}"));
    assert_non_null(strstr(got, "b\\u{7}"));
    assert_non_null(strstr(got, "x\\u{8}y"));
    free(got);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(items_stand_under_their_points),
    cmocka_unit_test(a_deep_outline_grows_no_wider),
    cmocka_unit_test(no_word_moves_the_cursor),
};

RUN_TESTS("outline_text", tests)

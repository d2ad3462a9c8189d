#include "test.h"

#include "rendered.h"
#include "tasks_markdown.h"

#include <cmark.h>

static void check_lists(const struct written_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_written(cases[i].source,
                      tasks_from(tasks_markdown, cases[i].source, 0),
                      cases[i].want);
}

static void a_task_is_a_box_under_its_owner(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "[a](decision:a) [b](cite:b)", "" },
        { "[log every stop](do:log '@wang 2026-04-01')",
          "## wang\n\n- [ ] log every stop — due 2026-04-01 (directive) "
          "`talk#log`\n" },
        { "[a](issue:a)", "## No owner\n\n- [ ] a (issue) `talk#a`\n" },
        { "[a](do:a '@wang') [b](do:b)",
          "## wang\n\n- [ ] a (directive) `talk#a`\n\n"
          "## No owner\n\n- [ ] b (directive) `talk#b`\n" },
        { "[a](do:a '@x @y @z')",
          "## x\n\n- [ ] a (directive; with y, z) `talk#a`\n" },
        { "[a](do:a '@x done:2026-03-01')",
          "## x\n\n- [x] a (directive; done 2026-03-01) `talk#a`\n" },
        { "[a](do:a '@x status:doing !high 2026-03-01')",
          "## x\n\n- [ ] a — due 2026-03-01, late (directive; doing; high "
          "priority) `talk#a`\n" },
        { "[a](do:a '@x due:ongoing for:b,t#c source:\"the *review*\" or so')",
          "## x\n\n- [ ] a — ongoing (directive; answers b, t#c; source: the "
          "\\*review\\*; or so) `talk#a`\n" },
        { "[a](do:a '@x due:\"next [week]\"')",
          "## x\n\n- [ ] a — due: next \\[week\\] (directive) `talk#a`\n" },
        { "[记录每次停机](要求:log '@王 4月1日')",
          "## 王\n\n- [ ] 记录每次停机——期限：4月1日（要求） `talk#log`\n" },
    };
    check_lists(cases, COUNT(cases));
}

static void a_shared_task_stands_under_each_owner(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[a](do:a '@x @y !each')",
          "## x\n\n- [ ] a (directive; each) `talk#a`\n\n"
          "## y\n\n- [ ] a (directive; each) `talk#a`\n" },
        { "[a](do:a '!each')",
          "## No owner\n\n- [ ] a (directive; each) `talk#a`\n" },
        { "[b](do:b '@y') [a](do:a '@x @y !each')",
          "## y\n\n- [ ] b (directive) `talk#b`\n"
          "- [ ] a (directive; each) `talk#a`\n\n"
          "## x\n\n- [ ] a (directive; each) `talk#a`\n" },
    };
    check_lists(cases, COUNT(cases));
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (; (text = strstr(text, what)); text += strlen(what))
        count++;
    return count;
}

/* What CommonMark makes of the list: as many headings, lists and boxes as
 * there should be, and nothing that the talk's words smuggled in. */
static void no_word_of_a_talk_becomes_markup(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "*a*",         "_a_",        "`a`",      "\\[a\\](b)",
        "!\\[a\\](b)", "\\<b>x",     "&amp;lt;", "# a",
        "1. a",        "- a",        "a  ",      "a\\\\",
        "\\<!-- a",    "|a|",        "~~a~~",    "\\[ \\] a",
        "+ a",         "\\[x\\]: y", "==",       "https://a.example",
        "www.a.b",     "@x",         "#12",      "a\\*b",
        "\\<script>",
    };
    for (size_t i = 0; i < COUNT(hostile); i++) {
        char source[256];
        snprintf(source, sizeof source,
                 "[w %s](do:a '@\"%s\" note %s source:\"%s\"')\n", hostile[i],
                 hostile[i], hostile[i], hostile[i]);
        char *list = tasks_from(tasks_markdown, source, 0);
        char *html =
            cmark_markdown_to_html(list, strlen(list), CMARK_OPT_UNSAFE);
        if (count_of(html, "<") != 8)
            print_message("of: %s\nas: %s\n%s", source, list, html);
        assert_true(count_of(html, "<h2>") == 1);
        assert_true(count_of(html, "<li>[ ] w ") == 1);
        assert_true(count_of(html, "<code>talk#a</code></li>") == 1);
        assert_true(count_of(html, "<") == 8); /* h2, ul, li, code */
        free(html);
        free(list);
    }
}

static void each_talk_speaks_its_own_language(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    tm_talk *a = talk_from("[a](do:a)"), *b = talk_from("[记录](要求:b)");
    add_items(&some, a, tm_kinds_of_tasks());
    add_items(&some, b, tm_kinds_of_tasks());
    check_written("two", list_written(tasks_markdown, &some.list, 0),
                  "## No owner\n\n- [ ] a (directive) `talk#a`\n"
                  "- [ ] 记录（要求） `talk#b`\n");
    tm_talk_free(a);
    tm_talk_free(b);
}

static void what_a_heading_says_is_not_said_again(void **state)
{
    (void)state;
    struct tm_render_options options = rendered_options();
    options.by = GROUP_BY_SOURCE;
    check_written("by source",
                  tasks_with(tasks_markdown,
                             "[a](do:a '@x source:audit') [b](do:b '@y')",
                             &options),
                  "## audit\n\n- [ ] a (directive; owner: x) `talk#a`\n\n"
                  "## No source\n\n- [ ] b (directive; owner: y) `talk#b`\n");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_task_is_a_box_under_its_owner),
    cmocka_unit_test(a_shared_task_stands_under_each_owner),
    cmocka_unit_test(no_word_of_a_talk_becomes_markup),
    cmocka_unit_test(each_talk_speaks_its_own_language),
    cmocka_unit_test(what_a_heading_says_is_not_said_again),
};

RUN_TESTS("tasks_markdown", tests)

#include "test.h"

#include "model_items.h"
#include "rendered.h"

static void each_value_is_a_line(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "[a](do:x)", "directive x \"a\"\n" },
        { "[a](do:)", "directive ~directive-1 \"a\"\n" },
        { "---\npeople: {w: {name: Wang, unit: A}, l: {unit: B}, s: Sun}\n"
          "audience: [C]\n---\n"
          "[a](do:x '@w @l @s @A @C @all @\"who else\"')",
          "directive x \"a\"\n"
          "  owners: w (Wang, A), l (B), s (Sun), [A], [C], @all, "
          "\"who else\"\n" },
        { "[a](do:x '!each 2026-04-01 start:2026-03-01 done:2026-03-02 !low "
          "source:s evidence:e for:b,c#d +t +u k:v note here')",
          "directive x \"a\"\n  each\n  due: 2026-04-01\n"
          "  start: 2026-03-01\n  done: 2026-03-02\n  status: done\n"
          "  priority: low\n  source: s\n  evidence: e\n  note: note here\n"
          "  for: b, c#d\n  topics: t, u\n  attribute k: v\n" },
        { "[a](do:x 'due:ongoing')", "directive x \"a\"\n  ongoing\n" },
        { "[a](do:x 'due:\"next week\"')",
          "directive x \"a\"\n  due-words: next week\n" },
        { "- [ ] [a](do:x)", "directive x \"a\"\n  checkbox: empty\n" },
        { "- [x] [a](do:x)",
          "directive x \"a\"\n  status: done\n  checkbox: ticked\n" },
        { "[a](update:t#b 'open to:@w by:Liu')",
          "update ~update-1 \"a\"\n  status: open\n  by: Liu\n  to: \"w\"\n"
          "  target: t#b\n" },
        { "---\ntitle: T\npeople: {w: W}\n---\n"
          "# A\n\n## [W](reply:r)\n\n[a](issue:x)\n",
          "point ~point-1 \"A\"\nreply r \"W\"\n  owners: w (W)\n"
          "  under: A\nissue x \"a\"\n  owners: w (W)\n  reply: W\n"
          "  under: A\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source,
                      rendered_from(model_items, cases[i].source),
                      cases[i].want);
}

static void a_detail_stands_below_its_item(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "First. [All](do:x) and *b*. Last.",
          "directive x\n  All and b. Last.\n" },
        { "- [a](do:x)\n\n  b\n", "directive x\n  a\n\n  b\n" },
        { "# [a](do:x)\n", "directive x\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source,
                      rendered_from(model_details, cases[i].source),
                      cases[i].want);
}

/* A value never takes more than its line, nor does it forge another. */
static void no_value_takes_more_than_its_line(void **state)
{
    (void)state;
    check_written("hostile",
                  rendered_from(model_items,
                                "[a\\\nb](do:x 'k:\"v\n  owners: w\" "
                                "by:\"\x1B\"')"),
                  "directive x \"a b\"\n  by: \\u{1B}\n"
                  "  attribute k: v\\u{A}owners: w\n");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_value_is_a_line),
    cmocka_unit_test(a_detail_stands_below_its_item),
    cmocka_unit_test(no_value_takes_more_than_its_line),
};

RUN_TESTS("model_items", tests)

#include "test.h"

#include "checked.h"

#define RULES "near-miss-fullwidth", "near-miss-gap", "definition-unused"

static void full_width_brackets_of_a_reference_are_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "【钥匙入柜】【柜】。\n\n[柜]: 任务:柜 \"@王强\"\n",
          "near-miss-fullwidth 0-27 (safe)\n",
          "[钥匙入柜][柜]。\n\n[柜]: 任务:柜 \"@王强\"\n" },
        { "> 请【钥匙入柜】[柜]。\n\n[柜]: 任务:柜\n",
          "near-miss-fullwidth 5-28 (safe)\n",
          "> 请[钥匙入柜][柜]。\n\n[柜]: 任务:柜\n" },
        { "[钥匙入柜]【柜】\n\n[柜]: 任务:柜\n",
          "near-miss-fullwidth 0-23 (safe)\n",
          "[钥匙入柜][柜]\n\n[柜]: 任务:柜\n" },
        { "【钥匙入柜】 【柜】\n\n[柜]: 任务:柜\n",
          "near-miss-fullwidth 0-28 (unsafe)\n",
          "[钥匙入柜][柜]\n\n[柜]: 任务:柜\n" },
        /* Another label, no tag, more brackets, code. */
        { "【钥匙】【注】 [a][柜]\n\n[柜]: 任务:柜\n", "", NULL },
        { "【钥匙】【柜】 [a][柜]\n\n[柜]: https://example.org\n", "", NULL },
        { "【钥匙】【柜】【三】 [a][柜]\n\n[柜]: 任务:柜\n", "", NULL },
        { "`【钥匙】【柜】` [a][柜]\n\n[柜]: 任务:柜\n", "", NULL },
    };
    CHECK_CASES(cases, RULES);
}

static void brackets_that_stand_apart_are_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "We [count keys] [count].\n\n[count]: do:count \"@ana\"\n",
          "near-miss-gap 3-23 (unsafe)\n",
          "We [count keys][count].\n\n[count]: do:count \"@ana\"\n" },
        { "[数钥匙]　[数]\n\n[数]: 任务:数\n", "near-miss-gap 0-19 (unsafe)\n",
          "[数钥匙][数]\n\n[数]: 任务:数\n" },
        /* A box, a number, an index, a row; a line's end; a link. */
        { "- [x] [count]\n\n[count]: do:count\n", "", NULL },
        { "- [ ] [count]\n\n[count]: do:count\n", "", NULL },
        { "[1] [count]\n\n[count]: do:count\n", "", NULL },
        { "a[i] [count]\n\n[count]: do:count\n", "", NULL },
        { "[a] [b] [count] [c]\n\n[count]: do:count\n",
          "near-miss-gap 4-15 (unsafe)\n",
          "[a] [b][count] [c]\n\n[count]: do:count\n" },
        { "[keys]\n[count]\n\n[count]: do:count\n", "", NULL },
        { "[keys](a.md) [count]\n\n[count]: do:count\n", "", NULL },
        { "[keys] [count](b.md) [count]\n\n[count]: do:count\n", "", NULL },
        { "\\[keys\\] [count]\n\n[count]: do:count\n", "", NULL },
        { "[keys] [site]\n\n[site]: https://example.org\n", "", NULL },
    };
    CHECK_CASES(cases, RULES);
}

static void a_full_width_colon_may_be_percent_encoded(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[核对](任务%EF%BC%9A核对 \"@王强\")",
          "near-miss-fullwidth 0-41 (safe)\n", "[核对](任务:核对 \"@王强\")" },
        { "[核对][k]\n\n[k]: do%ef%bc%9ax\n",
          "near-miss-fullwidth 0-11 (safe)\n", "[核对][k]\n\n[k]: do:x\n" },
        { "[核对](files%EF%BC%9Ax.md)", "", NULL },
    };
    CHECK_CASES(cases, RULES);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(full_width_brackets_of_a_reference_are_told),
    cmocka_unit_test(brackets_that_stand_apart_are_told),
    cmocka_unit_test(a_full_width_colon_may_be_percent_encoded),
};

RUN_TESTS("reference_slips", tests)

#include "test.h"

#include "checked.h"

#define ROSTER "---\npeople: {ben: Ben Ito, 王强: 王强, 李敏: 李敏}\n---\n"

static void a_name_that_stands_first_is_made_the_known_one(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { ROSTER "- [ ] @Ben a", "box-owner 69-73 (safe)\n",
          ROSTER "- [ ] @ben a" },
        { ROSTER "- [ ] @ben ito a", "", NULL },
        { ROSTER "- [ ] ＠王强 a", "box-owner 69-78 (safe)\n",
          ROSTER "- [ ] @王强 a" },
        { ROSTER "- [ ] @王强付款", "box-owner 69-82 (unsafe)\n",
          ROSTER "- [ ] @王强 付款" },
        /* perhaps another one's name */
        { ROSTER "- [ ] @王强国 a", "box-owner 69-79 (unsafe)\n",
          ROSTER "- [ ] @王强 国 a" },
        { ROSTER "- [ ] @bem a", "box-owner 69-73 (unsafe)\n",
          ROSTER "- [ ] @ben a" },
        { ROSTER "- [ ] ＠王强、＠李敏 a",
          "box-owner 69-78 (safe)\nbox-owner 81-90 (safe)\n",
          ROSTER "- [ ] @王强、@李敏 a" },
        { ROSTER "> - [ ] @王强 ＠李敏 a", "box-owner 79-88 (safe)\n",
          ROSTER "> - [ ] @王强 @李敏 a" },
        { ROSTER "- [ ] @zoe @王强 a", "box-owner 69-73\n", NULL },
        { "- [ ] @Ben a", "box-owner 6-10\n", NULL },
        { "- [x] @王强、@李敏 a", "box-owner 6-13\nbox-owner 16-23\n", NULL },
        { "---\naudience: [Line A]\n---\n- [ ] @line a",
          "box-owner 33-38 (unsafe)\n",
          "---\naudience: [Line A]\n---\n- [ ] @Line A a" },
    };
    CHECK_CASES(cases, "box-owner");
}

static void a_name_that_stands_last_is_put_first(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { ROSTER "- [ ] 付款 @王强", "box-owner 76-83 (unsafe)\n",
          ROSTER "- [ ] @王强 付款" },
        { ROSTER "- [ ] 付款，@王强。\r\n", "box-owner 78-85 (unsafe)\n",
          ROSTER "- [ ] @王强 付款。\r\n" },
        { ROSTER "- [ ] pay @Ben, @王强", "box-owner 73-86 (unsafe)\n",
          ROSTER "- [ ] @ben @王强 pay" },
        { ROSTER "- [ ] pay @ben @zoe", "box-owner 73-82\n", NULL },
        { "- [ ] 付款 @王强", "box-owner 13-20\n", NULL },
    };
    CHECK_CASES(cases, "box-owner");
}

static void owners_and_other_signs_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        ROSTER "- [ ] @ben @王强、@李敏 a",
        ROSTER "- [ ] @all a",
        ROSTER "- [ ] @ben ask @zoe",
        ROSTER "- [ ] ask @ben about it",
        ROSTER "- [ ] ask @ben\n  about it",
        ROSTER "- @Ben a",
        ROSTER "@Ben a",
        ROSTER "- [ ] [a](do:a) @Ben",
        "- [ ] mail ana@example.org",
        "- [ ] ana@example",
        "- [ ] @3pm a",
        "- [ ] @types/node a",
        "- [ ] @ a",
        "- [ ] a @",
        "- [ ] \\@Ben a",
        "- [ ] `@Ben` a",
        "- [ ] a ＠ b",
        "- [ ] 单价@三元",
        "---\ncheckboxes: ignore\n---\n- [ ] @Ben a",
    };
    CHECK_CLEAN(sources, "box-owner");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_name_that_stands_first_is_made_the_known_one),
    cmocka_unit_test(a_name_that_stands_last_is_put_first),
    cmocka_unit_test(owners_and_other_signs_are_left),
};

RUN_TESTS("check_boxes", tests)

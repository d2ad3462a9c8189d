/*
 * Emphasis in asterisks of full width: the rule emphasis-fullwidth.
 */
#include "test.h"

#include "checked.h"

static void full_width_asterisks_become_emphasis(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "＊＊不能出事＊＊", "emphasis-fullwidth 0-24 (unsafe)\n",
          "**不能出事**" },
        { "> - 记住：＊＊a 1＊＊。\r\n", "emphasis-fullwidth 13-28 (unsafe)\n",
          "> - 记住：**a 1**。\r\n" },
        { "＊＊甲＊＊，＊＊乙＊＊",
          "emphasis-fullwidth 0-15 (unsafe)\n"
          "emphasis-fullwidth 18-33 (unsafe)\n",
          "**甲**，**乙**" },
    };
    CHECK_CASES(cases, "emphasis-fullwidth");
}

static void masks_and_other_asterisks_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "王＊＊、李＊＊到会。",
        "王＊＊和李＊＊到会。",
        "＊＊路，＊＊街",
        "＊＊＊不能出事＊＊＊",
        "＊＊ 不能出事 ＊＊",
        "＊＊不能出事",
        "＊＊＊＊",
        "＊＊甲\n乙＊＊",
        "`＊＊甲＊＊`",
        "[甲](b \"＊＊甲＊＊\")",
        "**甲** ＊注",
    };
    CHECK_CLEAN(sources, "emphasis-fullwidth");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(full_width_asterisks_become_emphasis),
    cmocka_unit_test(masks_and_other_asterisks_are_left),
};

RUN_TESTS("check_stars", tests)

#include "test.h"

#include "checked.h"

/* Titles are tried in a talk of Thursday, 5 March 2026, in English and in
 * Chinese: T(title) and Z(title) put one into a tag. */
#define HEAD     "---\ndate: 2026-03-05\n---\n"
#define T(title) HEAD "[a](do:a \"" title "\")\n"
#define ZHEAD    "---\ndate: 2026-03-05\nlang: zh\n---\n"
#define Z(title) ZHEAD "[a](do:a \"" title "\")\n"

static void a_day_with_its_month_is_written_as_one_that_is_read(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("24 Mar 2026"), "date-unread 35-46 (safe)\n", T("2026-03-24") },
        { T("@ben 20 March"), "date-unread 40-48 (safe)\n",
          T("@ben 2026-03-20") },
        { T("March 24"), "date-unread 35-43 (safe)\n", T("2026-03-24") },
        { T("24th of Sept"), "date-unread 35-47 (safe)\n", T("2026-09-24") },
        { T("Mar. 24, 2027"), "date-unread 35-48 (safe)\n", T("2027-03-24") },
        { T("24-Mar-2026"), "date-unread 35-46 (safe)\n", T("2026-03-24") },
        { T("25/03/2026"), "date-unread 35-45 (safe)\n", T("2026-03-25") },
        { T("03/25/2026"), "date-unread 35-45 (safe)\n", T("2026-03-25") },
        { T("24.3.2026"), "date-unread 35-44 (safe)\n", T("2026-03-24") },
        { T("due:24 Mar 2026"), "date-unread 39-50 (safe)\n",
          T("due:2026-03-24") },
        { T("due:20 March, high"), "date-unread 39-47 (safe)\n",
          T("due:2026-03-20, high") },
        { T("due:'20 March'"), "date-unread 40-48 (safe)\n",
          T("due:'2026-03-20'") },
        { T("start:2 April done:3 April"),
          "date-unread 41-48 (safe)\ndate-unread 54-61 (safe)\n",
          T("start:2026-04-02 done:2026-04-03") },
        /* The next January. */
        { "---\ndate: 2026-12-01\n---\n[a](do: \"20 January\")\n",
          "date-unread 34-44 (safe)\n",
          "---\ndate: 2026-12-01\n---\n[a](do: \"2027-01-20\")\n" },
        { "[a](do: \"24 Mar 2026\") [b](do: \"24 Mar\")\n",
          "date-unread 9-20 (safe)\ndate-unread 32-38\n",
          "[a](do: \"2026-03-24\") [b](do: \"24 Mar\")\n" },
        { Z("3月 20日"), "date-unread 44-54 (safe)\n", Z("2026-03-20") },
        { Z("3月20"), "date-unread 44-50 (safe)\n", Z("2026-03-20") },
        { Z("本月底"), "date-unread 44-53 (safe)\n", Z("2026-03-31") },
        { Z("本周天"), "date-unread 44-53 (safe)\n", Z("2026-03-08") },
        { Z("期限:本周五前"), "date-unread 51-63 (safe)\n",
          Z("期限:2026-03-06") },
    };
    CHECK_CASES(cases, "date-unread");
    assert_message(T("24 Mar 2026"), "date-unread",
                   "not read as a date: \"24 Mar 2026\", did you mean "
                   "2026-03-24?");
}

static void what_may_be_another_day_is_left_to_the_author(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("3/27"), "date-unread 35-39 (unsafe)\n", T("2026-03-27") },
        { T("by 24 March"), "date-unread 35-46 (unsafe)\n", T("2026-03-24") },
        { T("24 March at noon"), "date-unread 35-43 (unsafe)\n",
          T("2026-03-24 at noon") },
        { T("tomorrow"), "date-unread 35-43 (unsafe)\n", T("2026-03-06") },
        { T("end of month"), "date-unread 35-47 (unsafe)\n", T("2026-03-31") },
        { T("within two weeks"), "date-unread 35-51 (unsafe)\n", T("+2w") },
        { Z("3.20"), "date-unread 44-48 (unsafe)\n", Z("2026-03-20") },
        { Z("4/3"), "date-unread 44-47 (unsafe)\n", Z("2026-04-03") },
        { Z("3-20"), "date-unread 44-48 (unsafe)\n", Z("2026-03-20") },
        { Z("20日前"), "date-unread 44-52 (unsafe)\n", Z("2026-03-20") },
        { Z("4日前"), "date-unread 44-51 (unsafe)\n", Z("2026-04-04") },
        { Z("5日前"), "date-unread 44-51 (unsafe)\n", Z("2026-03-05") },
        { Z("本周四"), "date-unread 44-53 (unsafe)\n", Z("2026-03-05") },
        { Z("下周三"), "date-unread 44-53 (unsafe)\n", Z("2026-03-11") },
        { Z("年底"), "date-unread 44-50 (unsafe)\n", Z("2026-12-31") },
        { Z("一周内"), "date-unread 44-53 (unsafe)\n", Z("+1w") },
        { Z("明天"), "date-unread 44-50 (unsafe)\n", Z("2026-03-06") },
        /* There are two days, or none. */
        { T("4/5"), "date-unread 35-38\n", NULL },
        { T("03/04/2026"), "date-unread 35-45\n", NULL },
        { T("due:next Friday"), "date-unread 39-50\nattribute-twice 44-50\n",
          NULL },
        { T("due: next Friday"), "date-unread 40-51\n", NULL },
        { T("31 June"), "date-unread 35-42\n", NULL },
        { T("next week"), "date-unread 35-44\n", NULL },
        { Z("5个工作日内"), "date-unread 44-60\n", NULL },
    };
    CHECK_CASES(cases, "date-unread", "attribute-twice");
    assert_message(T("03/04/2026"), "date-unread",
                   "not read as a date: \"03/04/2026\", did you mean "
                   "2026-03-04 or 2026-04-03?");
    assert_message(T("next Friday"), "date-unread",
                   "not read as a date: \"next Friday\", did you mean "
                   "2026-03-06 or 2026-03-13?");
    assert_message(T("next Thursday"), "date-unread",
                   "not read as a date: \"next Thursday\", did you mean "
                   "2026-03-12 or 2026-03-19?");
}

static void words_that_touch_a_date_are_parted_from_it(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { Z("3月20日前完成"), "date-unread 44-62 (safe)\n",
          Z("3月20日前 完成") },
        { Z("3月20日（周五）"), "date-unread 44-65 (safe)\n",
          Z("3月20日 （周五）") },
        { Z("3月20日上午"), "date-unread 44-59 (safe)\n", Z("3月20日 上午") },
        { Z("期限:3月20日下班前"), "date-unread 51-69 (safe)\n",
          Z("期限:3月20日 下班前") },
        { Z("长期坚持"), "date-unread 44-56 (safe)\n", Z("长期 坚持") },
        { Z("3月20日前后"), "", NULL },
        { Z("本周五前往"), "", NULL },
        { Z("10月20,21"), "date-unread 44-51 (unsafe)\n", Z("2026-10-20,21") },
        { Z("年底前完成"), "date-unread 44-59 (unsafe)\n",
          Z("2026-12-31 完成") },
        { Z("3月20日完成"), "date-unread 44-59 (unsafe)\n", Z("3月20日 完成") },
        /* In quotes they would stay words. */
        { Z("期限:'3月20日前完成'"), "date-unread 52-70\n", NULL },
        { Z("3月20日检查 3月1日前发现 20日前发现 长期未整改"), "", NULL },
    };
    CHECK_CASES(cases, "date-unread");
}

static void what_is_about_another_day_or_none_is_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        T("raised 24 March"),
        T("room 3.20"),
        T("3.20"),
        T("3/4 full"),
        T("1/13/2 24/7 2026-03-20"),
        T("24 February"),
        T("may 5 of us go, march on, today's list"),
        T("in 5 rooms, second floor"),
        T("24 March due:2026-03-20"),
        T("'24 March'"),
        T("24 March status:done"),
        T("source:24 March"),
        Z("二楼 3.20"),
        Z("3-20号楼"),
        Z("第20日"),
        Z("3/4"),
        HEAD "[a](cite:a \"24 March 2026\") [b](update:x#y \"24 March\")\n",
        HEAD "[a](point: \"3/27\") [b](decision: \"24 March\")\n",
        HEAD "The yard on 24 March, [next Friday](https://example.org).\n",
    };
    CHECK_CLEAN(sources, "date-unread");
}

static void a_value_of_several_words_wants_quotes(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("source:walk round"), "value-words 35-52 (unsafe)\n",
          T("source:'walk round'") },
        { HEAD "[a](do:a 'evidence:sign-in sheet 3月9日')\n",
          "value-words 35-57 (unsafe)\n",
          HEAD "[a](do:a 'evidence:\"sign-in sheet\" 3月9日')\n" },
        { T("@Ana Smith"), "value-words 35-45 (unsafe)\n", T("@'Ana Smith'") },
        { T("by:Ana M Smith"), "value-words 35-49 (unsafe)\n",
          T("by:'Ana M Smith'") },
        { T("source:O'Hara files"), "value-words 35-54\n", NULL },
        { T("@ana Smith @Ana, Smith @Ana Check the doors"), "", NULL },
        { T("source:walk 3 rooms"), "", NULL },
        { T("source:walk, round source:'a' b evidence:fri fri"), "", NULL },
        { Z("来源:巡查 walk 佐证:x 会后"), "", NULL },
        { HEAD "[a](update:x#y \"evidence:photo done\")\n", "", NULL },
    };
    CHECK_CASES(cases, "value-words");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_day_with_its_month_is_written_as_one_that_is_read),
    cmocka_unit_test(what_may_be_another_day_is_left_to_the_author),
    cmocka_unit_test(words_that_touch_a_date_are_parted_from_it),
    cmocka_unit_test(what_is_about_another_day_or_none_is_left),
    cmocka_unit_test(a_value_of_several_words_wants_quotes),
};

RUN_TESTS("check_date_words", tests)

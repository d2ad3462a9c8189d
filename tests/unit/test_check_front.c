#include "test.h"

#include "checked.h"

static void fences_typed_wrong_become_right(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "———\ntitle: a\n日期：2026-03-16\n———\n\n# b",
          "front-fence 0-9 (safe)\n",
          "---\ntitle: a\n日期: 2026-03-16\n---\n\n# b" },
        { "－－－\n标题：a\n－－－\nb", "front-fence 0-9 (safe)\n",
          "---\n标题: a\n---\nb" },
        { "\xEF\xBB\xBF–––\r\ntitle: a\r\n–––\r\nb\r\n",
          "front-fence 3-12 (safe)\n",
          "\xEF\xBB\xBF---\r\ntitle: a\r\n---\r\nb\r\n" },
        { "\n\n---\nTitle: a\nDate: 2026-03-16\n---\nb",
          "front-fence 2-5 (safe)\n",
          "---\nTitle: a\nDate: 2026-03-16\n---\nb" },
        { "---\ntitle: a\npeople:\n  ben: Ben\n———\nb",
          "front-fence 0-3 (safe)\n",
          "---\ntitle: a\npeople:\n  ben: Ben\n---\nb" },
        /* words of the talk may stand among them */
        { "———\ntitle: a\n\n# B\n———\n", "front-fence 0-9 (unsafe)\n",
          "---\ntitle: a\n\n# B\n---\n" },
        { "—\ntitle: a\n\ndate: 2026-03-16\n...\nb", "front-fence 0-3 (safe)\n",
          "---\ntitle: a\n\ndate: 2026-03-16\n---\nb" },
    };
    CHECK_CASES(cases, "front-fence");
}

static void fences_that_are_not_there_are_put_in(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "title: a\ndate: 2026-03-16\n\nb", "front-fence 0-8 (unsafe)\n",
          "---\ntitle: a\ndate: 2026-03-16\n---\n\nb" },
        { "日期：3月16日\r\n讲话人：a:\r\n\r\nb", "front-fence 0-18 (unsafe)\n",
          "---\r\n日期: 3月16日\r\n讲话人: 'a:'\r\n---\r\n\r\nb" },
        { "标题：a\n主持：b\n\nc", "front-fence 0-10 (unsafe)\n",
          "---\n标题: a\n主持：b\n---\n\nc" },
        { "title: a", "front-fence 0-8 (unsafe)\n", "---\ntitle: a\n---" },
        { "---\ntitle: a\ndate: 2026-03-16\n\n# b",
          "front-fence 0-3 (unsafe)\n",
          "---\ntitle: a\ndate: 2026-03-16\n---\n\n# b" },
        /* the tag would be lost */
        { "title: a [b](do:b)\n\nc", "front-fence 0-18\n", NULL },
    };
    CHECK_CASES(cases, "front-fence");
}

static void words_and_right_front_matter_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "---\ntitle: a\n---\nb",
        "---\n标题：a\n---\nb",
        "Date: 16 March\n\nb",
        "Date: 16 March\nPresent: Ann\nWe met at noon.\n",
        "Date: 16 March\nWeather: fine\n\nb",
        "title: a\nand more words",
        "———\na: b\n———",
        "---\n\na\n\n---",
        "---\na: b\n———\n",
        "-\ntitle: a\n-",
        "# a\n\ntitle: b\ndate: c\n",
        "  title: a",
        "",
        "\n\n",
        "---",
    };
    CHECK_CLEAN(sources, "front-fence");
}

static void full_width_braces_become_right(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "---\n人员:\n  李敏: ｛单位：财务科｝\n---\n",
          "front-fullwidth 22-46 (safe)\n",
          "---\n人员:\n  李敏: {单位: 财务科}\n---\n" },
        { "---\n人员:\n  李敏: ｛单位: 财务科}\n---\n",
          "front-fullwidth 22-43 (safe)\n",
          "---\n人员:\n  李敏: {单位: 财务科}\n---\n" },
        { "---\n人员:\n  李敏: {单位: 财务科，姓名：李敏}\n---\n",
          "front-fullwidth 22-59 (safe)\n",
          "---\n人员:\n  李敏: {单位: 财务科, 姓名: 李敏}\n---\n" },
        { "---\n人员: ｛甲：甲，乙：乙｝\n---\n",
          "front-fullwidth 12-39 (safe)\n",
          "---\n人员: {甲: 甲, 乙: 乙}\n---\n" },
        /* reading tells of a colon; a comma may be part of a value */
        { "---\n人员:\n  李敏: {单位：财务科}\n---\n", "", NULL },
        { "---\n人员:\n  李敏: {单位: 财务科，后勤}\n---\n", "", NULL },
        { "---\n标题: 甲，乙：丙\n---\n", "", NULL },
        /* quotes are left to a person */
        { "---\n人员:\n  李敏: ｛单位：'财务科'｝\n---\n", "", NULL },
        { "---\n人员:\n  李敏: ｛单位：\"财务科\"｝\n---\n", "", NULL },
        { "---\n标题: ｛内部｝甲，乙：丙｛草案｝\n---\n", "", NULL },
        { "---\n标题: a\n---\n人员: ｛甲：甲｝\n", "", NULL },
    };
    CHECK_CASES(cases, "front-fullwidth");
}

static void a_date_and_people_in_another_form_are_mended(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "---\ndate: 16 March 2026\n---\n", "date-expected 10-23 (safe)\n",
          "---\ndate: 2026-03-16\n---\n" },
        { "---\n日期: 3月16日\n---\n", "date-expected 12-21\n", NULL },
        { "---\n人员: 王强、李敏\n---\n", "key-type 4-10 (unsafe)\n",
          "---\n人员: {王强: 王强, 李敏: 李敏}\n---\n" },
        { "---\npeople: [Ben, Ana Reyes]\n---\n", "key-type 4-10 (unsafe)\n",
          "---\npeople: {Ben: Ben, Ana Reyes: Ana Reyes}\n---\n" },
        { "---\npeople: Ben; Ana\n---\n", "key-type 4-10 (unsafe)\n",
          "---\npeople: {Ben: Ben, Ana: Ana}\n---\n" },
        { "---\n人员:\n  王强：办公室\n---\n", "yaml-colon 20-23 (unsafe)\n",
          "---\n人员:\n  王强: 办公室\n---\n" },
    };
    CHECK_CASES(cases, "date-expected", "key-type", "yaml-colon");
    assert_message("---\n日期: 3月16日\n---\n", "date-expected",
                   "a date is expected here: \"3月16日\", did you mean "
                   "YYYY-03-16?");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(fences_typed_wrong_become_right),
    cmocka_unit_test(fences_that_are_not_there_are_put_in),
    cmocka_unit_test(words_and_right_front_matter_are_left),
    cmocka_unit_test(full_width_braces_become_right),
    cmocka_unit_test(a_date_and_people_in_another_form_are_mended),
};

RUN_TESTS("check_front", tests)

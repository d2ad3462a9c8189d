#include "test.h"

#include "checked.h"

static void a_second_title_and_a_skipped_level_are_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "# A\n\n# B\n\n# C\n", "heading-twice 5-8\n", NULL },
        { "# A\n\n### B\n", "heading-skipped 5-10\n", NULL },
        { "# A\n\n## B\n\n#### C\n\n### D\n", "heading-skipped 11-17\n", NULL },
        { "### A\n\n# B\n\n## C\n", "", NULL },
        /* The title is in front matter: the first level parts the talk. */
        { "---\ntitle: T\n---\n# A\n\n# B\n", "", NULL },
        { "# [A](point:a)\n\n# [B](point:b)\n", "", NULL },
        /* Those in a quote are not of this talk's outline. */
        { "# A\n\n> # B\n> ### C\n\n- # D\n", "", NULL },
        { "A\n=\n\nB\n---\n\nC\n=\n", "heading-twice 12-15\n", NULL },
    };
    CHECK_CASES(cases, "heading-twice", "heading-skipped");
    assert_message("# A\n\n# B\n\n# C\n", "heading-twice",
                   "a second heading of the first level (2 times)");
}

/* ---- Passages ---- */

#define TEN       "一二三四五六七八九十"
#define HUNDRED   TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define FIFTY     TEN TEN TEN TEN TEN
#define WORDS     "a bc def, g. " /* 4 of them */
#define WORDS_8   WORDS WORDS     /* weigh 16 */
#define WORDS_40  WORDS_8 WORDS_8 WORDS_8 WORDS_8 WORDS_8
#define WORDS_200 WORDS_40 WORDS_40 WORDS_40 WORDS_40 WORDS_40

static void a_passage_is_long_past_600_characters(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "\n", "", NULL },
        { HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "。\n",
          "passage-long 0-1803\n", NULL },
        { "# A\n\n" HUNDRED HUNDRED HUNDRED "\n\n- " HUNDRED HUNDRED
          "\n\n> " HUNDRED "。\n",
          "passage-long 5-1816\n", NULL },
        { WORDS_200 WORDS_40 WORDS_40 WORDS_8 WORDS_8 "a b c d\n", "", NULL },
        { WORDS_200 WORDS_40 WORDS_40 WORDS_8 WORDS_8 "a b c d\ne\n",
          "passage-long 0-971\n", NULL },
    };
    CHECK_CASES(cases, "passage-long");
}

static void points_headings_and_breaks_begin_it_anew(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { HUNDRED HUNDRED HUNDRED "\n\n# A\n\n" HUNDRED HUNDRED HUNDRED "。\n",
          "", NULL },
        { HUNDRED HUNDRED HUNDRED "\n\n***\n\n" HUNDRED HUNDRED HUNDRED "。\n",
          "", NULL },
        { HUNDRED HUNDRED HUNDRED "[a](point:)" HUNDRED HUNDRED HUNDRED "。\n",
          "", NULL },
        { HUNDRED HUNDRED HUNDRED "[a](表态:)" HUNDRED HUNDRED HUNDRED "。\n",
          "", NULL },
        { HUNDRED HUNDRED HUNDRED "[a](do:)" HUNDRED HUNDRED HUNDRED "。\n",
          "passage-long 0-1811\n", NULL },
        { "x [a](point:)" HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED
          "。\n\n# B\n",
          "passage-long 2-1816\n", NULL },
        { HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "。[a](point:)x\n",
          "passage-long 0-1803\n", NULL },
    };
    CHECK_CASES(cases, "passage-long");
}

static void what_is_not_spoken_does_not_count(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "```\n" HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED
          "\n```\n",
          "", NULL },
        { "| " HUNDRED HUNDRED HUNDRED " |\n| " HUNDRED HUNDRED HUNDRED FIFTY
          " |\n",
          "", NULL },
        { "<!-- " HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED FIFTY
          " -->\n",
          "", NULL },
        { "![" HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED FIFTY "](x)\n",
          "", NULL },
        { "`" HUNDRED HUNDRED HUNDRED "` **" HUNDRED HUNDRED HUNDRED "**。\n",
          "passage-long 0-1810\n", NULL },
    };
    CHECK_CASES(cases, "passage-long");
}

/* ---- Bytes ---- */

static void controls_that_turn_text_around_are_removed(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "a \xE2\x80\xAE"
          "b\xE2\x80\xAC `\xE2\x81\xA6`\n",
          "bidi-control 2-5 (unsafe)\nbidi-control 6-9 (unsafe)\n"
          "bidi-control 11-14 (unsafe)\n",
          "a b ``\n" },
        { "[a](do:\xE2\x80\xAA)\n", "bidi-control 7-10 (unsafe)\n",
          "[a](do:)\n" },
        /* Marks, quotes, dashes and what stands beside them. */
        { "\xE2\x80\x8E\xE2\x80\x8F“a” – … \xE2\x80\xA9 \xE2\x80\xAF "
          "\xE2\x81\xA5 \xE2\x81\xAA\n",
          "", NULL },
        { "a\xEF\xBB\xBF b\n", "mark-inside 1-4 (safe)\n", "a b\n" },
        { "\xEF\xBB\xBF# A\n\n\xEF\xBB\xBF# B\n", "mark-inside 8-11 (safe)\n",
          "\xEF\xBB\xBF# A\n\n# B\n" },
        { "\xEF\xBB\xBF\xEF\xBB\xBF---\ntitle: T\n---\n",
          "mark-inside 3-6 (safe)\n", "\xEF\xBB\xBF---\ntitle: T\n---\n" },
        { "\xEF\xBB\xBF# 甲，乙\n", "", NULL },
    };
    CHECK_CASES(cases, "bidi-control", "mark-inside");
    assert_message("\xE2\x80\xAE\n", "bidi-control",
                   "a control character that turns the direction of text "
                   "around: \"U+202E\"");
}

static void lines_end_as_most_of_them_do(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "a\nb\r\nc\nd\r\n\n", "line-ends 3-5 (safe)\n", "a\nb\nc\nd\n\n" },
        { "a\r\nb\nc\r\n", "line-ends 4-5 (safe)\n", "a\r\nb\r\nc\r\n" },
        { "a\rb\rc\n", "line-ends 5-6 (safe)\n", "a\rb\rc\r" },
        { "a\r\nb\n", "line-ends 1-3 (safe)\n", "a\nb\n" },
        { "a\r\r\nb\r\n", "line-ends 1-2 (safe)\n", "a\r\n\r\nb\r\n" },
        { "a\nb\n", "", NULL },
        { "a\r\nb", "", NULL },
        { "a\rb\r", "", NULL },
        { "a", "", NULL },
    };
    CHECK_CASES(cases, "line-ends");
    assert_message("a\r\nb\nc\r\n", "line-ends",
                   "line ends of more than one kind: \"LF 1, CRLF 2, CR 0\"");
}

static void very_many_wrong_line_ends_have_no_mend(void **state)
{
    (void)state;
    static char source[8000];
    for (size_t ends = 1000; ends <= 1001; ends++) {
        size_t size = 0;
        for (size_t i = 0; i <= ends; i++)
            size += (size_t)sprintf(source + size, "\n");
        for (size_t i = 0; i < ends; i++)
            size += (size_t)sprintf(source + size, "\r\n");
        tm_talk *talk = judge(source);
        assert_int_equal(tm_talk_diagnostic_count(talk), 1);
        assert_int_equal(tm_talk_diagnostic(talk, 0)->edit_count,
                         ends == 1000 ? 1000 : 0);
        tm_talk_free(talk);
    }
}

static void of_very_many_findings_the_first_are_told_one_by_one(void **state)
{
    (void)state;
    static char source[5000];
    size_t size = 0;
    for (size_t i = 0; i < 1002; i++)
        size += (size_t)sprintf(source + size, "\xE2\x80\xAA");
    tm_talk *talk = judge(source);
    assert_int_equal(tm_talk_diagnostic_count(talk), 1000);
    static struct shown shown;
    show_text(&shown, "", tm_talk_diagnostic(talk, 999)->message);
    assert_string_equal(shown.text,
                        "a control character that turns the direction of text "
                        "around: \"U+202A\" (and 2 more)");
    tm_talk_free(talk);
}

/* What a mend spans may be mended, too. */
static void lines_and_what_stands_between_them_are_mended_together(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "a\r\n[a](do:a \"due：2026-01-01\")\n\n\n\nb\r\n",
          "line-ends 1-3 (safe)\nkey-colon 13-19 (safe)\n",
          "a\n[a](do:a \"due:2026-01-01\")\n\n\n\nb\n" },
    };
    CHECK_CASES(cases, "line-ends", "key-colon");
}

/* ---- Front matter ---- */

#define FRONT(lines) "---\n" lines "---\n"

static void a_front_matter_key_that_is_nearly_known_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { FRONT("tilte: A\n"), "front-key-misspelt 4-9 (unsafe)\n",
          FRONT("title: A\n") },
        { FRONT("lang: en\n\"Speeker\": A\n"),
          "front-key-misspelt 14-21 (unsafe)\n",
          FRONT("lang: en\n\"speaker\": A\n") },
        { FRONT("讲话者: A\n"), "front-key-misspelt 4-13 (unsafe)\n",
          FRONT("讲话人: A\n") },
        { FRONT("主讲人: A\n"), "front-key-misspelt 4-13 (unsafe)\n",
          FRONT("讲话人: A\n") },
        { FRONT("题标: A\n"), "front-key-misspelt 4-10 (unsafe)\n",
          FRONT("标题: A\n") },
        { FRONT("presenter: A\n"), "front-key-misspelt 4-13 (unsafe)\n",
          FRONT("speaker: A\n") },
        { FRONT("presenter: A\nspeaker: B\n"), "", NULL },
        { FRONT("presenter: A\n讲话人: B\n"), "", NULL },
        { FRONT("Title: A\nDATE: 2026-01-01\n"), "", NULL },
        { FRONT("主题: A\n人数: 3\n副标题: B\n标签: C\n"), "", NULL },
        { FRONT("layout: A\ntags: B\nauthor: C\nsubtitle: D\nplace: E\n"), "",
          NULL },
        { FRONT("x: {tilte: A}\n"), "", NULL },
        { "tilte: A\n", "", NULL },
    };
    CHECK_CASES(cases, "front-key-misspelt");
    assert_message(FRONT("tilte: A\n"), "front-key-misspelt",
                   "no such key in front matter: \"tilte\", did you mean "
                   "title?");
}

static void what_yaml_does_not_take_is_written_as_it_does(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { FRONT("标题：A\n"), "yaml-colon 10-13 (safe)\n", FRONT("标题: A\n") },
        { FRONT("标题： A: B\n"), "yaml-colon 10-13 (safe)\n",
          FRONT("标题: 'A: B'\n") },
        { "\xEF\xBB\xBF---\r\n标题：A\r\n---\r\n", "yaml-colon 14-17 (safe)\n",
          "\xEF\xBB\xBF---\r\n标题: A\r\n---\r\n" },
        { FRONT("title:A\nlang: en\n"), "yaml-space 9-10 (safe)\n",
          FRONT("title: A\nlang: en\n") },
        { FRONT("title: Retro: Q3\n"), "yaml-quote 11-20 (safe)\n",
          FRONT("title: 'Retro: Q3'\n") },
        { FRONT("speaker: @ada\n"), "yaml-quote 13-17 (safe)\n",
          FRONT("speaker: '@ada'\n") },
        { FRONT("title: \"A\" and B\n"), "yaml-quote 11-20 (safe)\n",
          FRONT("title: '\"A\" and B'\n") },
        { FRONT("title: \"C:\\docs\"\n"), "yaml-escape 11-20 (safe)\n",
          FRONT("title: 'C:\\docs'\n") },
        { FRONT("people:\n  ada: {姓名：A}\n"), "yaml-colon 26-29 (safe)\n",
          FRONT("people:\n  ada: {姓名: A}\n") },
        { FRONT("标题: A：B\n"), "", NULL },
        { "标题：A\n", "", NULL },
    };
    CHECK_CASES(cases, "yaml-colon", "yaml-space", "yaml-quote", "yaml-escape");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_second_title_and_a_skipped_level_are_told),
    cmocka_unit_test(a_passage_is_long_past_600_characters),
    cmocka_unit_test(points_headings_and_breaks_begin_it_anew),
    cmocka_unit_test(what_is_not_spoken_does_not_count),
    cmocka_unit_test(controls_that_turn_text_around_are_removed),
    cmocka_unit_test(lines_end_as_most_of_them_do),
    cmocka_unit_test(very_many_wrong_line_ends_have_no_mend),
    cmocka_unit_test(of_very_many_findings_the_first_are_told_one_by_one),
    cmocka_unit_test(lines_and_what_stands_between_them_are_mended_together),
    cmocka_unit_test(a_front_matter_key_that_is_nearly_known_is_told),
    cmocka_unit_test(what_yaml_does_not_take_is_written_as_it_does),
};

RUN_TESTS("check_document", tests)

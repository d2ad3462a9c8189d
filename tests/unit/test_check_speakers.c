/*
 * Headings that name who speaks and are no tag: the rule near-miss-speaker.
 */
#include "test.h"

#include "checked.h"

static void
a_heading_with_the_colon_of_a_reply_is_told_in_any_text(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "### 【王强】（表态：）", "near-miss-speaker 4-31 (safe)\n",
          "### [王强](表态:)" },
        { "### [Ana] (reply:)", "near-miss-speaker 4-18 (safe)\n",
          "### [Ana](reply:)" },
        { "### Ana Reyes (reply:)", "near-miss-speaker 4-22 (unsafe)\n",
          "### [Ana Reyes](reply:)" },
        { "> ## 王强（局长）（ 表态 ： ） ##\r\n",
          "near-miss-speaker 5-41 (unsafe)\n",
          "> ## [王强（局长）](表态:) ##\r\n" },
    };
    CHECK_CASES(cases, "near-miss-speaker");
}

static void one_without_it_is_told_in_a_talk(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[x](do:a)\n\n### 王强（表态）", "near-miss-speaker 15-33 (unsafe)\n",
          "[x](do:a)\n\n### [王强](表态:)" },
        { "[x](do:a)\n\n### [李敏]（表态）",
          "near-miss-speaker 15-35 (unsafe)\n",
          "[x](do:a)\n\n### [李敏](表态:)" },
        { "[x](do:a)\n\n### [Ana] (reply)",
          "near-miss-speaker 15-28 (unsafe)\n",
          "[x](do:a)\n\n### [Ana](reply:)" },
        { "[x](do:a)\n\n### [Ana](reply)", "near-miss-speaker 15-27 (unsafe)\n",
          "[x](do:a)\n\n### [Ana](reply:)" },
        { "[x](do:a)\n\n**Ben** (Reply)\n---",
          "near-miss-speaker 11-26 (unsafe)\n",
          "[x](do:a)\n\n[**Ben**](Reply:)\n---" },
    };
    CHECK_CASES(cases, "near-miss-speaker");
}

static void other_headings_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "### 王强（表态）",
        "### [Ana] (reply)",
        "### [Ana](reply:)",
        "### [Ana](reply: \"@ana\")",
        "### (reply:)",
        "### [](reply:)",
        "### [a] [b] (reply:)",
        "### 王强（记者：）",
        "### Ana (issue:)",
        "Ana Reyes (reply:)",
        "[x](do:a)\n\n### 王强（局长）",
        "[x](do:a)\n\n### Ana (no reply)",
        "[x](do:a)\n\n### Reply",
        "[x](do:a)\n\n王强（表态）",
        "### (",
        "### )",
        "#",
    };
    CHECK_CLEAN(sources, "near-miss-speaker");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_heading_with_the_colon_of_a_reply_is_told_in_any_text),
    cmocka_unit_test(one_without_it_is_told_in_a_talk),
    cmocka_unit_test(other_headings_are_left),
};

RUN_TESTS("check_speakers", tests)

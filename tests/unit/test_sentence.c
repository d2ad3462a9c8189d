#include "test.h"

#include "sentence.h"
#include "show.h"
#include "text.h"

/* 'text' with a "/" where a sentence begins. */
static void show_sentences(struct shown *shown, tm_text text)
{
    struct arena_budget budget = { .left = SIZE_MAX };
    struct arena arena;
    jmp_buf escape;
    arena_init(&arena, &budget, &escape);
    assert_int_equal(setjmp(escape), 0);
    size_t count;
    const size_t *starts = sentence_starts(&arena, text, &count);
    assert_true(count >= 1 && starts[0] == 0);
    for (size_t i = 0; i < count; i++) {
        const size_t end = i + 1 < count ? starts[i + 1] : text.size;
        assert_true(starts[i] < end || !text.size);
        show_text(shown, i ? "/" : "",
                  text_slice(text, starts[i], end - starts[i]));
    }
    arena_release(&arena);
}

/* Each case as it is to be shown: its source is that without the "/". */
static void check(const char *const *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char source[300];
        size_t size = 0;
        for (const char *at = cases[i]; *at; at++)
            if (*at != '/')
                source[size++] = *at;
        struct shown shown = { .size = 0 };
        show_sentences(&shown, (tm_text){ source, size });
        assert_string_equal(shown.text, cases[i]);
    }
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void a_mark_and_white_space_end_a_sentence(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "One",
        "One.",
        "One. /Two.",
        "One! /Two? /Three",
        "One.  /Two",
        "One.\xC2\xA0/Two",
        "One.\xE3\x80\x80/Two",
        "One.Two",
        "One!Two",
        "At 9:30. /Then 3.5 tons, v1.2.3 and a.b",
        "What?! /Two",
        "One . /Two",
        ". /One", /* a mark alone is a sentence too */
        " One. /Two ",
        "One. ",
        "One. /2 presses are off.",
        "One. /@wang does it.",
    };
    CHECK(cases);
}

static void chinese_marks_need_no_white_space(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "一。/二。/三", "一！/二？/三……/四",
        "一？！/二",    "一。。。/二",
        "一。 /二",     "一，二；三：四、五",
        "一……，二",     "一……、二",
        "一……；二",     "One。/two",
        "一…/二",       "一. /二", /* a Han character alone is no initial */
        "一.二",
    };
    CHECK(cases);
}

static void closing_quotes_and_brackets_belong_to_what_ends(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "He said \"no.\" /Then he left.",
        "(He left.) /Two",
        "He left.) /Two",
        "[One.] /Two",
        "{One.} /Two",
        "‘One.’ /Two",
        "“One.” /Two",
        "«One.» /Two",
        "\"(One!)\" /Two",
        "One.)Two",
        "他说：“一。”/二",
        "「一。」/二",
        "『一！』/二",
        "（一。）/二",
        "【一。】/二",
        "《一。》/二",
        "〉一。〉/二",
        "一。〕/二",
        "一。］/二",
        "一。｝/二",
        "“一？”/他问。/二", /* whatever comes next */
    };
    CHECK(cases);
}

static void dots_before_what_goes_on_end_nothing(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "One... two",   "One... /Two", "One..., two",
        "One... , two", "One… two",    "One… /Two",
        "一... /二",    "一...，二",   "One.. two",
        "One.. /Two",   "One…. /Two",  "One?.. /two", /* not dots alone */
    };
    CHECK(cases);
}

static void a_full_stop_before_a_lower_case_letter_ends_nothing(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "approx. two tons",
        "One. /Two",
        "One.) two",
        "\"One.\" two",
        "One! /two", /* only the full stop may be an abbreviation's */
        "One? /two",
        "One. \xC3\xA9t\xC3\xA9",
        "One. /\xC3\x89t\xC3\xA9",
        "One. /“two”, he said. /Three", /* a quote is no letter */
    };
    CHECK(cases);
}

static void an_abbreviation_or_a_single_letter_ends_nothing(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "Mr. Wang",
        "Mrs. Wang",
        "Ms. Wang",
        "Dr. Wang",
        "Prof. Wang",
        "St. Wang",
        "No. 7",
        "Fig. 7",
        "Art. 7",
        "vs. Wang",
        "cf. Wang",
        "e.g. Wang",
        "i.e. Wang",
        "A. Wang",
        "J. R. Wang",
        "U.S. Wang",
        "(Mr. Wang)",
        "\"Dr. Wang\"",
        "Guards. /Wang",
        "Sr. /Wang",
        "mr. /Wang",
        "XMr. /Wang",
        "He said no. /Wang", /* "no" is not "No" */
        "Line 7. /Wang",
        "Line A1. /Wang",
        "a-b. /Wang", /* "b" is part of a word with a hyphen */
        "会. /Wang",
        "Mr! /Wang",
    };
    CHECK(cases);
}

static void a_hard_break_ends_a_sentence(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "one\n/two", "one.\n/two", "Mr.\n/Wang",   "one\n\n/two",
        "\n/one",    "one\n",      "一\n/二。/三",
    };
    CHECK(cases);
}

static void a_very_long_text_takes_linear_time(void **state)
{
    (void)state;
    enum {
        SIZE = 4 * 1000 * 1000
    };
    static const char *const units[] = { "a",  ".",  "a.", "…",  "\n",
                                         "\"", "。", ". ", " .", "\")" };
    char *text = malloc(SIZE + 8);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct arena_budget budget = { .left = SIZE_MAX };
        struct arena arena;
        jmp_buf escape;
        const size_t unit = strlen(units[i]);
        size_t size = 0, count;
        for (; size < SIZE; size += unit)
            memcpy(text + size, units[i], unit);
        arena_init(&arena, &budget, &escape);
        assert_non_null(
            sentence_starts(&arena, (tm_text){ text, size }, &count));
        assert_in_range(count, 1, SIZE);
        arena_release(&arena);
    }
    free(text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_mark_and_white_space_end_a_sentence),
    cmocka_unit_test(chinese_marks_need_no_white_space),
    cmocka_unit_test(closing_quotes_and_brackets_belong_to_what_ends),
    cmocka_unit_test(dots_before_what_goes_on_end_nothing),
    cmocka_unit_test(a_full_stop_before_a_lower_case_letter_ends_nothing),
    cmocka_unit_test(an_abbreviation_or_a_single_letter_ends_nothing),
    cmocka_unit_test(a_hard_break_ends_a_sentence),
    cmocka_unit_test(a_very_long_text_takes_linear_time),
};

RUN_TESTS("sentence", tests)

#include "test.h"

#include "render.h"
#include "talkmark.h"

static bool is_near(const char *typed, const char *list, const char *word)
{
    tm_suggestion near = { .typed = render_text(typed) };
    tm_suggest_words(&near, list);
    return render_text_equal(near.word, render_text(word));
}

static void the_four_slips_count_one_each(void **state)
{
    (void)state;
    static const char *const slips[] = { "rener", "rennder", "rebder", "redner",
                                         "RENDER" };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        tm_suggestion near = { .typed = render_text(slips[i]) };
        tm_suggest(&near, render_text("render"));
        assert_true(near.word.size == 6);
        assert_true(near.distance == (i < 4));
    }
}

static void the_nearest_is_chosen_and_of_two_the_first(void **state)
{
    (void)state;
    assert_true(is_near("outlne", " output outline", "outline"));
    assert_true(is_near("taxks", " tacks tanks", "tacks"));
    assert_true(is_near("taxks", " tanks tacks", "tanks"));
}

static void past_a_third_of_the_word_nothing_is_near(void **state)
{
    (void)state;
    assert_true(is_near("abcdef", " abcdxy", "abcdxy"));
    assert_true(is_near("abcdef", " abcxyz", ""));
    assert_true(is_near("abc", " abd", "abd"));
    assert_true(is_near("ab", " ac", ""));
    assert_true(is_near("", " a", ""));
    assert_true(is_near("a", "", ""));
}

static void a_chinese_word_may_have_half_of_its_letters_wrong(void **state)
{
    (void)state;
    assert_true(is_near("人缘", " people 对象 人员", "人员"));
    assert_true(is_near("默忍", " 默认", "默认"));
    assert_true(is_near("列表", " id 列", "列"));
    assert_true(is_near("认默", " 默认", "默认"));
    /* Two letters that begin with one byte are as far apart as any. */
    assert_true(is_near("栏", " 列", ""));
    assert_true(is_near("入贝", " 人员", ""));
    assert_true(is_near("ab", " 列 人员", ""));
}

static void words_of_any_length_are_taken(void **state)
{
    (void)state;
    char word[200];
    memset(word, 'a', sizeof word);
    for (size_t size = 28; size < sizeof word; size++) {
        tm_suggestion near = { .typed = { word, size } };
        tm_suggest(&near, (tm_text){ word, 32 });
        tm_suggest(&near, (tm_text){ word, 33 });
        assert_true(near.word.size == (size <= 32 ? 32 : 0));
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_four_slips_count_one_each),
    cmocka_unit_test(the_nearest_is_chosen_and_of_two_the_first),
    cmocka_unit_test(past_a_third_of_the_word_nothing_is_near),
    cmocka_unit_test(a_chinese_word_may_have_half_of_its_letters_wrong),
    cmocka_unit_test(words_of_any_length_are_taken),
};

RUN_TESTS("suggest", tests)

#include "test.h"

#include "rendered.h"
#include "words.h"

static void every_word_is_said_in_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < WORD__COUNT; i++) {
        assert_true(*word((enum word)i, false));
        assert_true(*word((enum word)i, true));
    }
}

static void states_are_called_as_the_model_calls_them(void **state)
{
    (void)state;
    for (int i = 0; i < TM_STATUS__COUNT; i++) {
        const enum tm_status status = (enum tm_status)i;
        assert_string_equal(word_of_status(status, false),
                            tm_status_name(status));
        assert_string_equal(word_of_status(status, true),
                            tm_status_chinese(status));
    }
}

static void kinds_are_called_as_the_model_calls_them_in_chinese(void **state)
{
    (void)state;
    for (int i = 0; i < TM_KIND__COUNT; i++) {
        const enum tm_kind kind = (enum tm_kind)i;
        assert_string_equal(word_of_kind(kind, true), tm_kind_chinese(kind));
        assert_true(word_of_kind(kind, false)[0] >= 'A' &&
                    word_of_kind(kind, false)[0] <= 'Z');
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_word_is_said_in_both_languages),
    cmocka_unit_test(states_are_called_as_the_model_calls_them),
    cmocka_unit_test(kinds_are_called_as_the_model_calls_them_in_chinese),
};

RUN_TESTS("words", tests)

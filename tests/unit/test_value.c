#include "test.h"

#include "escape.h"
#include "rendered.h"
#include "value.h"

static void put_path(struct sink *sink, const tm_item *item)
{
    value_path(sink, item, " > ", escape_terminal);
}

static char *path_of(const tm_item *item)
{
    struct sink sink;
    struct memory memory = { 0 };
    sink_init(&sink, memory_write, &memory);
    put_path(&sink, item);
    return finished(&sink);
}

static void a_path_goes_from_the_outermost_point_in(void **state)
{
    (void)state;
    static const char source[] =
        "---\ntitle: T\n---\n"
        "[a](issue:a) at the top.\n\n"
        "# One\n\n## Two\n\n[Three](point:t). [b](issue:b).\n\n"
        "# Four\n\n[c](issue:c)\n";
    static const struct written_case cases[] = {
        { "a", "" },
        { "b", "One > Two > Three" },
        { "c", "Four" },
    };
    tm_talk *talk = talk_from(source);
    size_t seen = 0;
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        if (tm_item_kind(item) != TM_KIND_ISSUE)
            continue;
        check_written(cases[seen].source, path_of(item), cases[seen].want);
        seen++;
    }
    assert_true(seen == COUNT(cases));
    tm_talk_free(talk);
}

static void put_reference(struct sink *sink, tm_text text)
{
    value_reference(sink, (tm_reference){ { NULL, 0 }, text }, escape_terminal);
}

static void a_reference_names_its_record_where_it_has_one(void **state)
{
    (void)state;
    struct sink sink;
    struct memory memory = { 0 };
    tm_talk *talk = talk_from("[a](issue:walk)");
    sink_init(&sink, memory_write, &memory);
    value_reference(&sink, value_self(tm_talk_item(talk, 0)), escape_json);
    check_written("self", finished(&sink), "talk#walk");
    check_written("id", escaped(put_reference, render_text("walk")), "walk");
    tm_talk_free(talk);
}

static void a_priority_is_high_low_or_none(void **state)
{
    (void)state;
    tm_talk *talk = talk_from("[a](issue: '!high') [b](issue:) "
                              "[c](issue: '!低')");
    assert_string_equal(value_priority(tm_talk_item(talk, 0)), "high");
    assert_null(value_priority(tm_talk_item(talk, 1)));
    assert_string_equal(value_priority(tm_talk_item(talk, 2)), "low");
    tm_talk_free(talk);
}

static void a_reply_whose_words_are_its_speaker_says_so(void **state)
{
    (void)state;
    tm_talk *talk = talk_from("---\npeople: {wang: Wang Fang}\n---\n"
                              "[Wang Fang](reply:) speaks.\n\n"
                              "[She](reply: '@wang') goes on.\n\n"
                              "[Wang Fang](issue: '@wang @liu')\n");
    assert_true(value_says_owner(tm_talk_item(talk, 0)));
    assert_false(value_says_owner(tm_talk_item(talk, 1)));
    assert_false(value_says_owner(tm_talk_item(talk, 2))); /* two owners */
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_path_goes_from_the_outermost_point_in),
    cmocka_unit_test(a_reference_names_its_record_where_it_has_one),
    cmocka_unit_test(a_priority_is_high_low_or_none),
    cmocka_unit_test(a_reply_whose_words_are_its_speaker_says_so),
};

RUN_TESTS("value", tests)

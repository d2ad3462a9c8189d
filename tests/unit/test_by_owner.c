#include "test.h"

#include "by_owner.h"
#include "rendered.h"

static void put_owned(struct sink *sink, const struct owned *owned)
{
    if (owned->begins) {
        sink_byte(sink, '[');
        sink_text(sink, owned->owner ? owned->label : render_text("-"));
        sink_byte(sink, ']');
    }
    sink_text(sink, tm_item_id(owned->item));
    sink_byte(sink, ' ');
}

static char *groups_of(const struct task_list *list)
{
    struct by_owner by_owner;
    struct sink sink;
    struct memory memory = { 0 };
    assert_true(by_owner_sort(&by_owner, list));
    sink_init(&sink, memory_write, &memory);
    for (size_t i = 0; i < by_owner.count; i++)
        put_owned(&sink, &by_owner.items[i]);
    by_owner_free(&by_owner);
    assert_null(by_owner.items);
    return finished(&sink);
}

static void check_groups(const char *source, const char *want)
{
    struct some_items some = { 0 };
    tm_talk *talk = talk_from(source);
    add_items(&some, talk, tm_kinds_of_tasks());
    check_written(source, groups_of(&some.list), want);
    tm_talk_free(talk);
}

static void an_item_stands_with_its_first_owner(void **state)
{
    (void)state;
    check_groups("[a](do:a '@liu @wang') [b](do:b '@wang') [c](do:c '@liu')",
                 "[liu]a c [wang]b ");
}

static void a_shared_item_stands_with_each_of_its_owners(void **state)
{
    (void)state;
    check_groups("[a](do:a '@wang') [b](do:b '@liu @wang @sun !each')",
                 "[wang]a b [liu]b [sun]b ");
}

static void what_nobody_owns_comes_last(void **state)
{
    (void)state;
    check_groups("[a](do:a) [b](do:b '@wang') [c](do:c '!each')",
                 "[wang]b [-]a c ");
    check_groups("[a](do:a)", "[-]a ");
}

static void an_empty_list_has_no_groups(void **state)
{
    (void)state;
    const struct task_list list = { 0 };
    check_written("nothing", groups_of(&list), "");
}

/* By what they are called: the roster's name in one talk, the same words in
 * another, make one group. */
static void one_person_is_one_group_over_several_talks(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    tm_talk *first = talk_from("---\npeople: {w: Wang Fang}\n---\n"
                               "[a](do:a '@w') [b](do:b '@liu')\n");
    tm_talk *second = talk_from("[c](do:c '@\"Wang Fang\"') [d](do:d '@Liu')");
    add_items(&some, first, tm_kinds_of_tasks());
    add_items(&some, second, tm_kinds_of_tasks());
    check_written("two", groups_of(&some.list),
                  "[Wang Fang]a c [liu]b [Liu]d ");
    tm_talk_free(first);
    tm_talk_free(second);
}

static void namesakes_of_one_talk_are_two_groups(void **state)
{
    (void)state;
    check_groups("---\npeople: {a: \"**\", b: \"**\"}\n---\n"
                 "[c](do:c @a) [d](do:d '@a') [e](do:e '@b') [f](do:f '@a')",
                 "[**]d f [**]e ");
    struct some_items some = { 0 };
    struct by_owner by_owner;
    tm_talk *talk = talk_from("---\npeople: {a: \"**\", b: \"**\", c: C}\n---\n"
                              "[d](do:d '@a') [e](do:e '@b') [f](do:f '@c')");
    add_items(&some, talk, tm_kinds_of_tasks());
    assert_true(by_owner_sort(&by_owner, &some.list));
    assert_true(render_text_equal(by_owner.items[0].id, render_text("a")));
    assert_true(render_text_equal(by_owner.items[1].id, render_text("b")));
    assert_null(by_owner.items[2].id.data);
    by_owner_free(&by_owner);
    tm_talk_free(talk);
}

/* Sorting is by qsort(), which keeps no order of its own. */
static void groups_and_items_keep_the_order_of_the_list(void **state)
{
    (void)state;
    char source[8192] = "", want[4096] = "";
    for (int owner = 0; owner < 9; owner++) {
        snprintf(want + strlen(want), sizeof want - strlen(want), "[p%d]",
                 8 - owner);
        for (int i = owner; i < 90; i += 9)
            snprintf(want + strlen(want), sizeof want - strlen(want), "i%d ",
                     i);
    }
    for (int i = 0; i < 90; i++)
        snprintf(source + strlen(source), sizeof source - strlen(source),
                 "[t](do:i%d '@p%d') ", i, 8 - i % 9);
    check_groups(source, want);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(namesakes_of_one_talk_are_two_groups),
    cmocka_unit_test(an_item_stands_with_its_first_owner),
    cmocka_unit_test(a_shared_item_stands_with_each_of_its_owners),
    cmocka_unit_test(what_nobody_owns_comes_last),
    cmocka_unit_test(an_empty_list_has_no_groups),
    cmocka_unit_test(one_person_is_one_group_over_several_talks),
    cmocka_unit_test(groups_and_items_keep_the_order_of_the_list),
};

RUN_TESTS("by_owner", tests)

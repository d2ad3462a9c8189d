#include "test.h"

#include "rendered.h"

#define ROSTER                                                           \
 "---\npeople:\n  w: {name: Wang, unit: A}\n  l: {name: Liu, unit: B}\n" \
 "  z: {name: Zhao, unit: B}\n  k: {unit: C}\naudience: [A, D]\n---\n"

/* The owners of each share of the first task, a share in brackets. */
static char *shares_of(const char *source)
{
    struct some_items some = { 0 };
    struct sink sink;
    struct memory memory = { 0 };
    tm_talk *talk = talk_from(source);
    add_items(&some, talk, tm_kinds_of_tasks());
    tm_shares *shares = tm_item_shares(some.items[0]);
    assert_non_null(shares);
    sink_init(&sink, memory_write, &memory);
    for (size_t i = 0; i < tm_shares_count(shares); i++) {
        const tm_item *share = tm_shares_item(shares, i);
        sink_byte(&sink, '[');
        for (size_t j = 0; j < tm_item_owner_count(share); j++) {
            sink_string(&sink, j ? " " : "");
            sink_text(&sink, tm_owner_label(tm_item_owner(share, j)));
        }
        sink_byte(&sink, ']');
    }
    tm_shares_free(shares);
    tm_talk_free(talk);
    return finished(&sink);
}

static void check_shares(const struct written_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_written(cases[i].source, shares_of(cases[i].source),
                      cases[i].want);
}

static void everyone_is_each_of_the_roster(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { ROSTER "[a](do:a '@all')", "[Wang][Liu][Zhao][k]" },
        { ROSTER "[a](do:a '@全体 !each')", "[Wang][Liu][Zhao][k]" },
        { "---\n人员: {w: 王芳, l: 刘伟}\n---\n[甲](要求:甲 '@全体')",
          "[王芳][刘伟]" },
    };
    check_shares(cases, COUNT(cases));
}

static void a_unit_is_each_of_its_people(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { ROSTER "[a](do:a '@B')", "[Liu][Zhao]" },
        { ROSTER "[a](do:a '@A')", "[Wang]" },
        { ROSTER "[a](do:a '@C')", "[k]" },
        { "---\n人员: {w: {姓名: 王芳, 单位: 二组}, l: 刘伟}\n---\n"
          "[甲](要求:甲 '@二组 !各自')",
          "[王芳]" },
    };
    check_shares(cases, COUNT(cases));
}

static void each_owner_has_a_share(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { ROSTER "[a](do:a '@w @l !each')", "[Wang][Liu]" },
        { "[a](do:a '@p @q !each')", "[p][q]" },
        { ROSTER "[a](do:a '@D @w @nobody !each')", "[D][Wang][nobody]" },
    };
    check_shares(cases, COUNT(cases));
}

static void nobody_has_two_shares(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { ROSTER "[a](do:a '@z @B @all')", "[Zhao][Liu][Wang][k]" },
        { ROSTER "[a](do:a '@l @B')", "[Liu][Zhao]" },
    };
    check_shares(cases, COUNT(cases));
}

/* Helpers help where nobody is everyone, a unit with people, or !each. */
static void what_cannot_be_shared_out_stays_as_it_is(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { ROSTER "[a](do:a '@w @l')", "[Wang Liu]" },
        { ROSTER "[a](do:a '@D @w')", "[D Wang]" },
        { ROSTER "[a](do:a)", "[]" },
        { ROSTER "[a](do:a '!each')", "[]" },
        { "[a](do:a '@all')", "[everyone]" },
        { "[a](do:a '@all @p')", "[everyone p]" },
    };
    check_shares(cases, COUNT(cases));
}

static void a_share_is_the_item_but_for_its_owners(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    tm_talk *talk = talk_from(ROSTER "## P\n\n[a](do:a '@w')\n\n"
                                     "[b](do: '@B 2026-03-14 +t !high')\n");
    add_items(&some, talk, tm_kinds_of_tasks());
    const tm_item *item = some.items[1];
    tm_shares *shares = tm_item_shares(item);
    assert_non_null(shares);
    const tm_item *share = tm_shares_item(shares, 1);
    assert_true(tm_item_index(share) == tm_item_index(item));
    assert_true(tm_item_talk(share) == talk);
    assert_true(render_text_equal(tm_item_id(share), tm_item_id(item)));
    assert_true(tm_item_is_auto_id(share));
    assert_true(tm_item_is_share(share) && !tm_item_is_share(item));
    assert_true(tm_item_node(share) == tm_item_node(item));
    assert_true(tm_item_place(share).line == 13);
    assert_true(tm_item_parent(share) == tm_item_parent(item));
    assert_true(tm_item_date(share, TM_ITEM_DUE).day == 14);
    assert_true(tm_item_topic_count(share) == 1);
    const tm_owner *owner = tm_item_owner(share, 0);
    assert_true(owner->type == TM_OWNER_PERSON);
    assert_true(render_text_equal(owner->id, render_text("z")));
    assert_true(render_text_equal(owner->unit, render_text("B")));
    assert_true(tm_item_owner_count(item) == 1);
    assert_true(tm_item_owner(item, 0)->type == TM_OWNER_UNIT);
    tm_shares_free(shares);
    shares = tm_item_shares(some.items[0]);
    assert_true(tm_shares_item(shares, 0) == some.items[0]);
    tm_shares_free(shares);
    tm_shares_free(NULL);
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(everyone_is_each_of_the_roster),
    cmocka_unit_test(a_unit_is_each_of_its_people),
    cmocka_unit_test(each_owner_has_a_share),
    cmocka_unit_test(nobody_has_two_shares),
    cmocka_unit_test(what_cannot_be_shared_out_stays_as_it_is),
    cmocka_unit_test(a_share_is_the_item_but_for_its_owners),
};

RUN_TESTS("share", tests)

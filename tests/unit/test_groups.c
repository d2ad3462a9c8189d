#include "test.h"

#include "groups.h"
#include "rendered.h"

/* The day of the groups by due date: a Friday. */
static const tm_date today = { 2026, 3, 20 };

/* Each group's title in brackets, then the ids of its items. */
static char *groups_of(const struct task_list *list, enum group_by by,
                       tm_date day)
{
    struct groups groups;
    struct sink sink;
    struct memory memory = { 0 };
    assert_true(groups_sort(&groups, list, by, day));
    sink_init(&sink, memory_write, &memory);
    for (size_t i = 0; i < groups.count; i++) {
        if (groups.items[i].begins) {
            sink_byte(&sink, '[');
            groups_put_title(&groups, &groups.items[i], &sink, sink_text);
            sink_byte(&sink, ']');
        }
        sink_text(&sink, tm_item_id(groups.items[i].item));
        sink_byte(&sink, ' ');
    }
    groups_free(&groups);
    assert_null(groups.items);
    return finished(&sink);
}

static void check(const char *source, enum group_by by, tm_date day,
                  const char *want)
{
    struct some_items some = { 0 };
    tm_talk *talk = talk_from(source);
    add_items(&some, talk, ~(1u << TM_KIND_POINT));
    check_written(source, groups_of(&some.list, by, day), want);
    tm_talk_free(talk);
}

static void check_groups(const char *source, const char *want)
{
    check(source, GROUP_BY_OWNER, today, want);
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
                 "[wang]b [No owner]a c ");
    check_groups("[a](do:a)", "[No owner]a ");
}

static void an_empty_list_has_no_groups(void **state)
{
    (void)state;
    const struct task_list list = { 0 };
    check_written("nothing", groups_of(&list, GROUP_BY_OWNER, today), "");
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
    check_written("two", groups_of(&some.list, GROUP_BY_OWNER, today),
                  "[Wang Fang]a c [liu]b [Liu]d ");
    tm_talk_free(first);
    tm_talk_free(second);
}

static void namesakes_of_one_talk_are_two_groups(void **state)
{
    (void)state;
    check_groups("---\npeople: {a: \"**\", b: \"**\"}\n---\n"
                 "[c](do:c @a) [d](do:d '@a') [e](do:e '@b') [f](do:f '@a')",
                 "[** (a)]d f [** (b)]e ");
    struct some_items some = { 0 };
    struct groups groups;
    tm_talk *talk = talk_from("---\npeople: {a: \"**\", b: \"**\", c: C}\n---\n"
                              "[d](do:d '@a') [e](do:e '@b') [f](do:f '@c')");
    add_items(&some, talk, tm_kinds_of_tasks());
    assert_true(groups_sort(&groups, &some.list, GROUP_BY_OWNER, today));
    assert_true(render_text_equal(groups.items[0].id, render_text("a")));
    assert_true(render_text_equal(groups.items[1].id, render_text("b")));
    assert_null(groups.items[2].id.data);
    groups_free(&groups);
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

static void groups_by_due_date_come_by_urgency(void **state)
{
    (void)state;
    check("[e](do:e) [d](do:d '2026-04-01') [c](do:c '2026-03-31') "
          "[b](do:b '2026-03-22') [a](do:a '2026-03-19') "
          "[f](do:f '2026-03-19 status:done') [g](do:g 'due:ongoing') "
          "[h](do:h '2026-03-23') [i](do:i '2026-03-20') [j](do:j 'soon')",
          GROUP_BY_DUE, today,
          "[Overdue]a [This week]b i [This month]c h [Later]d "
          "[No date]e g j [Earlier]f ");
}

/* A week ends on Sunday, in the next month or year too. */
static void a_week_ends_on_sunday(void **state)
{
    (void)state;
    static const struct {
        tm_date day;
        const char *source, *want;
    } cases[] = {
        { { 2026, 3, 16 },
          "[a](do:a '2026-03-22') [b](do:b '2026-03-23')",
          "[This week]a [This month]b " },
        { { 2026, 3, 22 },
          "[a](do:a '2026-03-22') [b](do:b '2026-03-23')",
          "[This week]a [This month]b " },
        { { 2026, 3, 31 },
          "[a](do:a '2026-04-05') [b](do:b '2026-04-06')",
          "[This week]a [Later]b " },
        { { 2026, 12, 31 },
          "[a](do:a '2027-01-03') [b](do:b '2027-01-04')",
          "[This week]a [Later]b " },
        { { 2024, 2, 26 },
          "[a](do:a '2024-03-03') [b](do:b '2024-03-04')",
          "[This week]a [Later]b " },
        { { 2024, 2, 12 },
          "[a](do:a '2024-02-29') [b](do:b '2024-03-01')",
          "[This month]a [Later]b " },
        { { 2100, 2, 1 },
          "[a](do:a '2100-02-28') [b](do:b '2100-03-01')",
          "[This month]a [Later]b " },
        { { 2400, 2, 29 },
          "[a](do:a '2400-03-05') [b](do:b '2400-03-06')",
          "[This week]a [Later]b " },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check(cases[i].source, GROUP_BY_DUE, cases[i].day, cases[i].want);
}

static void without_a_day_nothing_is_overdue(void **state)
{
    (void)state;
    check("[a](do:a '2026-03-19') [b](do:b)", GROUP_BY_DUE, (tm_date){ 0 },
          "[Later]a [No date]b ");
}

static void groups_by_kind_come_as_the_table_has_them(void **state)
{
    (void)state;
    check("[a](decision:a) [b](issue:b) [c](do:c) [d](issue:d)", GROUP_BY_KIND,
          today, "[Directives]c [Issues]b d [Decisions]a ");
}

static void groups_by_point_are_called_by_its_path(void **state)
{
    (void)state;
    check("[a](do:a)\n\n# T\n\n## B\n\n[b](do:b)\n\n### C\n\n[c](do:c)\n\n"
          "## B\n\n[d](do:d)\n",
          GROUP_BY_POINT, today, "[B]b [B › C]c [B]d [Under no point]a ");
}

static void points_of_several_talks_are_told_apart_by_record(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    tm_talk *first = talk_from("---\nid: one\n---\n## P\n\n[a](do:a)\n");
    tm_talk *second = talk_from("---\nid: two\n---\n[c](do:c)\n\n## P\n\n"
                                "[b](do:b)\n");
    add_items(&some, first, tm_kinds_of_tasks());
    add_items(&some, second, tm_kinds_of_tasks());
    check_written("two", groups_of(&some.list, GROUP_BY_POINT, today),
                  "[P (one)]a [P (two)]b [Under no point]c ");
    check_written("two", groups_of(&some.list, GROUP_BY_RECORD, today),
                  "[one]a [two]c b ");
    tm_talk_free(first);
    tm_talk_free(second);
}

static void what_names_no_source_comes_last(void **state)
{
    (void)state;
    check("[a](issue:a) [b](issue:b 'source:audit') [c](issue:c 'source:\"\"') "
          "[d](issue:d 'source:round') [e](issue:e 'source:audit')",
          GROUP_BY_SOURCE, today, "[audit]b e [round]d [No source]a c ");
}

static void a_record_is_called_by_its_title(void **state)
{
    (void)state;
    check("---\nid: r\ntitle: Round\n---\n[a](do:a)", GROUP_BY_RECORD, today,
          "[Round (r)]a ");
}

static void groups_are_called_in_the_language_of_the_list(void **state)
{
    (void)state;
    static const struct {
        enum group_by by;
        const char *want;
    } cases[] = {
        { GROUP_BY_OWNER, "[王芳]甲 [未明确责任人]乙 丙 丁 戊 " },
        { GROUP_BY_DUE, "[已逾期]甲 [本周]乙 [本月]丙 [以后]丁 [无期限]戊 " },
        { GROUP_BY_KIND, "[要求]甲 乙 丁 戊 [问题]丙 " },
        { GROUP_BY_POINT, "[安全]甲 乙 丙 丁 戊 " },
        { GROUP_BY_SOURCE, "[年审]丙 [未注明来源]甲 乙 丁 戊 " },
        { GROUP_BY_RECORD, "[讲话（三月）]甲 乙 丙 丁 戊 " },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check(
            "---\n编号: 三月\n标题: 讲话\n---\n## 安全\n\n"
            "[一](要求:甲 '@王芳 2026-03-19')、[二](要求:乙 '2026-03-20')、"
            "[三](问题:丙 '2026-03-30 来源:年审')、[四](要求:丁 '2026-05-01')、"
            "[五](要求:戊)。\n",
            cases[i].by, today, cases[i].want);
}

static void a_shared_item_is_once_in_other_groups(void **state)
{
    (void)state;
    check("[a](do:a '@wang @liu !each')", GROUP_BY_KIND, today,
          "[Directives]a ");
}

static void groupings_are_found_by_their_names(void **state)
{
    (void)state;
    enum group_by by = GROUP_BY_DEFAULT;
    assert_true(groups_find(render_text("point"), &by));
    assert_true(by == GROUP_BY_POINT);
    assert_false(groups_find(render_text("points"), &by));
    assert_false(groups_find(render_text(""), &by));
    assert_true(by == GROUP_BY_POINT);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(groups_by_due_date_come_by_urgency),
    cmocka_unit_test(a_week_ends_on_sunday),
    cmocka_unit_test(without_a_day_nothing_is_overdue),
    cmocka_unit_test(groups_by_kind_come_as_the_table_has_them),
    cmocka_unit_test(groups_by_point_are_called_by_its_path),
    cmocka_unit_test(points_of_several_talks_are_told_apart_by_record),
    cmocka_unit_test(what_names_no_source_comes_last),
    cmocka_unit_test(a_record_is_called_by_its_title),
    cmocka_unit_test(groups_are_called_in_the_language_of_the_list),
    cmocka_unit_test(a_shared_item_is_once_in_other_groups),
    cmocka_unit_test(groupings_are_found_by_their_names),
    cmocka_unit_test(namesakes_of_one_talk_are_two_groups),
    cmocka_unit_test(an_item_stands_with_its_first_owner),
    cmocka_unit_test(a_shared_item_stands_with_each_of_its_owners),
    cmocka_unit_test(what_nobody_owns_comes_last),
    cmocka_unit_test(an_empty_list_has_no_groups),
    cmocka_unit_test(one_person_is_one_group_over_several_talks),
    cmocka_unit_test(groups_and_items_keep_the_order_of_the_list),
};

RUN_TESTS("groups", tests)

#include "test.h"

#include "rendered.h"

// clang-format off
#define VALUE(literal) ((tm_text){ "" literal, sizeof(literal) - 1 })
/** The conditions of a filter. */
#define CONDITIONS(...)                                                       \
    .conditions = (const tm_condition[]){ __VA_ARGS__ },                      \
    .condition_count = COUNT(((const tm_condition[]){ __VA_ARGS__ }))
#define IS(criterion, literal)                                                \
    { TM_CRITERION_##criterion, { "" literal, sizeof(literal) - 1 } }
// clang-format on

static const char english[] =
    "---\nid: round\ndate: 2026-03-12\n"
    "people: {w: {name: Wang, unit: B}, x: {name: Wang}}\n---\n"
    "[o](decision:o '@w status:done') [c](cite:x) [u](update:r#x '@w')\n\n"
    "## [Guards](point:guards)\n\n"
    "[d](do:d '@w 2026-03-14 +fire source:audit')\n"
    "[i](issue:i '@B status:done 2026-03-14 +water source:\"the round\"')\n\n"
    "### Doors\n\n"
    "[p](pledge:p '@Zhao @x status:doing 2026-03-20')\n\n"
    "## Roof\n\n"
    "[e](decision:e '@w 2026-03-01 +fire') [l](do:l 'due:ongoing')\n";

static const char chinese[] = "---\n编号: 巡查\n日期: 2026-03-12\n"
                              "人员: {wang: {姓名: 王芳, 单位: 二组}}\n---\n"
                              "## 消防 \n\n"
                              "[甲](要求:甲 '@王芳 3月14日 +用电 来源:年审')、"
                              "[乙](问题:乙 '@二组 状态:已销号')。\n\n"
                              "## [堆场](要点:yard)\n\n"
                              "[丙](承诺:丙 '@赵六 状态:整改中 3月20日')\n";

/* The words of the items of 'source' that 'filter' takes. */
static char *taken(const char *source, const tm_filter *filter)
{
    struct sink sink;
    struct memory memory = { 0 };
    tm_talk *talk = talk_from(source);
    sink_init(&sink, memory_write, &memory);
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        if (tm_filter_takes(filter, tm_talk_item(talk, i)))
            sink_text(&sink, tm_item_words(tm_talk_item(talk, i)));
    tm_talk_free(talk);
    return finished(&sink);
}

struct filter_case {
    tm_filter filter;
    const char *english, *chinese;
};

static void check_cases(const struct filter_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_written(english, taken(english, &cases[i].filter),
                      cases[i].english);
        check_written(chinese, taken(chinese, &cases[i].filter),
                      cases[i].chinese);
    }
}

#define STATE(status) (1u << TM_STATUS_##status)
#define KIND(kind)    (1u << TM_KIND_##kind)

static void nothing_asked_for_is_every_task(void **state)
{
    (void)state;
    const struct filter_case cases[] = {
        { { .kinds = 0 }, "dipl", "甲乙丙" },
        { { .kinds = ~0u }, "ocuGuardsdiDoorspRoofel", "消防甲乙堆场丙" },
        { { .kinds = KIND(ISSUE) | KIND(CITE) }, "ci", "乙" },
    };
    check_cases(cases, COUNT(cases));
}

/* A state is asked of what has one; being open of anything. */
static void states_and_kinds_are_asked_for(void **state)
{
    (void)state;
    const struct filter_case cases[] = {
        { { .open = true }, "dpl", "甲丙" },
        { { .statuses = STATE(OPEN) }, "dl", "甲" },
        { { .statuses = STATE(DOING) | STATE(ACCEPTED) }, "p", "乙丙" },
        { { .statuses = STATE(DONE) }, "i", "" },
        { { .statuses = STATE(DONE), .open = true }, "", "" },
        { { .statuses = STATE(DONE), .kinds = KIND(DECISION) }, "o", "" },
        { { .statuses = STATE(OPEN), .kinds = KIND(DECISION) }, "", "" },
        { { .open = true, .kinds = KIND(DECISION) }, "e", "" },
    };
    check_cases(cases, COUNT(cases));
}

static void dates_are_asked_for(void **state)
{
    (void)state;
    const struct filter_case cases[] = {
        { { .overdue = true, .today = { 2026, 3, 20 } }, "d", "甲" },
        { { .overdue = true, .today = { 2026, 3, 21 } }, "dp", "甲丙" },
        { { .overdue = true }, "", "" },
        { { .due_before = { 2026, 3, 20 } }, "di", "甲" },
        { { .due_before = { 2026, 3, 21 } }, "dip", "甲丙" },
        { { .due_before = { 2026, 3, 14 } }, "", "" },
        { { .due_before = { 2026, 3, 14 }, .kinds = ~0u }, "e", "" },
    };
    check_cases(cases, COUNT(cases));
}

static void owners_and_units_are_asked_for(void **state)
{
    (void)state;
    const struct filter_case cases[] = {
        { { CONDITIONS(IS(OWNER, "w")) }, "d", "" },
        { { CONDITIONS(IS(OWNER, "Wang")) }, "dp", "" },
        { { CONDITIONS(IS(OWNER, "B")) }, "di", "" },
        { { CONDITIONS(IS(OWNER, "Zhao")) }, "p", "" },
        { { CONDITIONS(IS(OWNER, "W")) }, "", "" },
        { { CONDITIONS(IS(OWNER, "王芳")) }, "", "甲" },
        { { CONDITIONS(IS(OWNER, "二组")) }, "", "甲乙" },
        { { CONDITIONS(IS(OWNER, "赵六")) }, "", "丙" },
        { { CONDITIONS(IS(UNIT, "B")) }, "di", "" },
        { { CONDITIONS(IS(UNIT, "二组")) }, "", "甲乙" },
        { { CONDITIONS(IS(UNIT, "w")) }, "", "" },
        { { CONDITIONS(IS(UNIT, "赵六")) }, "", "" },
    };
    check_cases(cases, COUNT(cases));
}

static void sources_topics_and_records_are_asked_for(void **state)
{
    (void)state;
    const struct filter_case cases[] = {
        { { CONDITIONS(IS(SOURCE, "audit")) }, "d", "" },
        { { CONDITIONS(IS(SOURCE, "the round")) }, "i", "" },
        { { CONDITIONS(IS(SOURCE, "round")) }, "", "" },
        { { CONDITIONS(IS(SOURCE, "年审")) }, "", "甲" },
        { { CONDITIONS(IS(TOPIC, "fire")) }, "d", "" },
        { { CONDITIONS(IS(TOPIC, "fire")), .kinds = ~0u }, "de", "" },
        { { CONDITIONS(IS(TOPIC, "用电")) }, "", "甲" },
        { { CONDITIONS(IS(RECORD, "round")) }, "dipl", "" },
        { { CONDITIONS(IS(RECORD, "巡查")) }, "", "甲乙丙" },
    };
    check_cases(cases, COUNT(cases));
}

/* At any depth; the point itself is not under it. */
static void points_are_asked_for_by_id_or_words(void **state)
{
    (void)state;
    const struct filter_case cases[] = {
        { { CONDITIONS(IS(POINT, "guards")) }, "dip", "" },
        { { CONDITIONS(IS(POINT, "Guards")) }, "dip", "" },
        { { CONDITIONS(IS(POINT, "Doors")) }, "p", "" },
        { { CONDITIONS(IS(POINT, "Guards")), .kinds = ~0u }, "diDoorsp", "" },
        { { CONDITIONS(IS(POINT, "消防")) }, "", "甲乙" },
        { { CONDITIONS(IS(POINT, "堆场")) }, "", "丙" },
        { { CONDITIONS(IS(POINT, "yard")) }, "", "丙" },
    };
    check_cases(cases, COUNT(cases));
}

static void of_one_criterion_any_value_does_and_criteria_add_up(void **state)
{
    (void)state;
    const struct filter_case cases[] = {
        { { CONDITIONS(IS(OWNER, "Zhao"), IS(OWNER, "w"), IS(OWNER, "王芳")) },
          "dp",
          "甲" },
        { { CONDITIONS(IS(OWNER, "B"), IS(TOPIC, "water")) }, "i", "" },
        { { CONDITIONS(IS(TOPIC, "water"), IS(OWNER, "Zhao")) }, "", "" },
        { { CONDITIONS(IS(POINT, "Guards"), IS(TOPIC, "water"),
                       IS(TOPIC, "fire")) },
          "di",
          "" },
        { { CONDITIONS(IS(UNIT, "二组")), .open = true }, "", "甲" },
        { { CONDITIONS(IS(UNIT, "B")), .kinds = KIND(DIRECTIVE),
            .due_before = { 2026, 3, 15 }, .overdue = true,
            .today = { 2026, 3, 20 } },
          "d",
          "" },
    };
    check_cases(cases, COUNT(cases));
}

static void states_are_found_by_their_words(void **state)
{
    (void)state;
    enum tm_status status = TM_STATUS_DOING;
    assert_true(tm_status_find(VALUE("Accepted"), &status));
    assert_true(status == TM_STATUS_ACCEPTED);
    assert_true(tm_status_find(VALUE("已撤销"), &status));
    assert_true(status == TM_STATUS_DROPPED);
    assert_false(tm_status_find(VALUE("closed"), &status));
    assert_false(tm_status_find(VALUE(""), &status));
    assert_true(status == TM_STATUS_DROPPED);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_asked_for_is_every_task),
    cmocka_unit_test(states_and_kinds_are_asked_for),
    cmocka_unit_test(dates_are_asked_for),
    cmocka_unit_test(owners_and_units_are_asked_for),
    cmocka_unit_test(sources_topics_and_records_are_asked_for),
    cmocka_unit_test(points_are_asked_for_by_id_or_words),
    cmocka_unit_test(of_one_criterion_any_value_does_and_criteria_add_up),
    cmocka_unit_test(states_are_found_by_their_words),
};

RUN_TESTS("select", tests)

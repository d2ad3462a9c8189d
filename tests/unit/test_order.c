#include "test.h"

#include "rendered.h"

/* The ids of the tasks of 'sources', sorted. */
static char *sorted(const char *const *sources, size_t count,
                    enum tm_order order)
{
    struct some_items some = { 0 };
    struct sink sink;
    struct memory memory = { 0 };
    tm_talk *talks[4];
    assert_true(count <= COUNT(talks));
    for (size_t i = 0; i < count; i++) {
        talks[i] = talk_from(sources[i]);
        add_items(&some, talks[i], tm_kinds_of_tasks());
    }
    assert_true(tm_items_sort(some.items, some.list.count, order));
    sink_init(&sink, memory_write, &memory);
    for (size_t i = 0; i < some.list.count; i++)
        sink_text(&sink, tm_item_id(some.items[i]));
    for (size_t i = 0; i < count; i++)
        tm_talk_free(talks[i]);
    return finished(&sink);
}

static void check_order(const char *source, enum tm_order order,
                        const char *want)
{
    check_written(source, sorted(&source, 1, order), want);
}

static void what_has_no_date_is_after_what_has_one(void **state)
{
    (void)state;
    check_order("[a](do:a 'due:ongoing') [b](do:b) [c](do:c 'due:soon') "
                "[d](do:d '2026-03-02') [e](do:e '2025-12-31') "
                "[f](do:f '2026-02-28')",
                TM_ORDER_DUE, "efdcba");
    check_order("[一](要求:甲 '期限:长期')[二](要求:乙 '期限:会后')"
                "[三](要求:丙 '2026年3月底')[四](要求:丁)",
                TM_ORDER_DUE, "丙乙丁甲");
}

static void owners_are_sorted_by_what_they_are_called(void **state)
{
    (void)state;
    check_order("---\npeople: {a: Wang, z: Chen, l: {unit: B}}\n---\n"
                "[a](do:a) [b](do:b '@a') [c](do:c '@z @a') [d](do:d '@B')",
                TM_ORDER_OWNER, "dcba");
    check_order("[一](要求:甲)[二](要求:乙 '@王')[三](要求:丙 '@刘')",
                TM_ORDER_OWNER, "丙乙甲");
}

static void kinds_are_sorted_as_their_table_has_them(void **state)
{
    (void)state;
    check_order("[a](pledge:a) [b](issue:b) [c](do:c) [d](issue:d)",
                TM_ORDER_KIND, "cbda");
}

static void words_are_sorted_by_their_bytes(void **state)
{
    (void)state;
    check_order("[乙](do:a) [b](do:b) [B](do:c) [ab](do:d) [a](do:e)",
                TM_ORDER_TEXT, "cedba");
}

static void records_are_sorted_by_name(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "---\nid: r2\n---\n[a](do:a) [b](do:b)",
        "---\nid: r10\n---\n[c](do:c)",
        "---\n编号: 三月\n---\n[d](do:d)",
        "---\nid: r1\n---\n[e](do:e)",
    };
    check_written("four", sorted(sources, COUNT(sources), TM_ORDER_RECORD),
                  "ecabd");
}

/* Of lists of every size up to 70. */
static void what_is_alike_keeps_its_order(void **state)
{
    (void)state;
    uint32_t random = 7;
    for (size_t size = 0; size < 70; size++) {
        char source[8192] = "";
        struct some_items some = { 0 };
        for (size_t i = 0; i < size; i++)
            snprintf(source + strlen(source), sizeof source - strlen(source),
                     "[t](do:i%zu '@p%u') ", i, next_random(&random) % 5);
        tm_talk *talk = talk_from(source);
        add_items(&some, talk, tm_kinds_of_tasks());
        assert_true(some.list.count == size);
        assert_true(tm_items_sort(some.items, size, TM_ORDER_OWNER));
        for (size_t i = 1; i < size; i++) {
            const int order = tm_item_compare(some.items[i - 1], some.items[i],
                                              TM_ORDER_OWNER);
            assert_true(order < 0 ||
                        (!order && tm_item_index(some.items[i - 1]) <
                                       tm_item_index(some.items[i])));
        }
        tm_talk_free(talk);
    }
}

static void orders_are_found_by_their_names(void **state)
{
    (void)state;
    enum tm_order order = TM_ORDER_TEXT;
    assert_true(tm_order_find(render_text("due"), &order));
    assert_true(order == TM_ORDER_DUE);
    assert_false(tm_order_find(render_text("date"), &order));
    assert_false(tm_order_find(render_text(""), &order));
    assert_true(order == TM_ORDER_DUE);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_has_no_date_is_after_what_has_one),
    cmocka_unit_test(owners_are_sorted_by_what_they_are_called),
    cmocka_unit_test(kinds_are_sorted_as_their_table_has_them),
    cmocka_unit_test(words_are_sorted_by_their_bytes),
    cmocka_unit_test(records_are_sorted_by_name),
    cmocka_unit_test(what_is_alike_keeps_its_order),
    cmocka_unit_test(orders_are_found_by_their_names),
};

RUN_TESTS("order", tests)

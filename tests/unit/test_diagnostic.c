#include "test.h"

#include "diagnostic.h"
#include "show.h"
#include "text.h"

struct fixture {
    struct arena_budget budget;
    struct arena arena;
    jmp_buf escape;
    struct diagnostics list;
};

static void begin(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    f->budget.left = SIZE_MAX;
    arena_init(&f->arena, &f->budget, &f->escape);
    f->list.arena = &f->arena;
}

static tm_place bytes(size_t start, size_t end)
{
    return (tm_place){ .line = 1,
                       .column = start + 1,
                       .end_line = 1,
                       .end_column = end + 1,
                       .start = start,
                       .end = end };
}

struct message_case {
    enum rule rule;
    const char *detail, *want;
};

static void check_message(const struct message_case *one)
{
    struct fixture f;
    begin(&f);
    assert_int_equal(setjmp(f.escape), 0);
    diagnostics_add(&f.list, one->rule, bytes(1, 2), text_of(one->detail));
    struct shown shown = { .size = 0 };
    show_text(&shown, "", f.list.list[0].message);
    assert_string_equal(shown.text, one->want);
    arena_release(&f.arena);
}

#define TEN      "abcdefghij"
#define SIXTY    TEN TEN TEN TEN TEN TEN
#define TEN_WIDE "一二三四五六七八九十"

static void a_message_quotes_its_detail_on_one_line(void **state)
{
    (void)state;
    static const struct message_case cases[] = {
        { RULE_ID_TWICE, NULL,
          "this id is taken, the item is kept without one" },
        { RULE_DATE_IMPOSSIBLE, "", "no such day: \"\"" },
        { RULE_DATE_IMPOSSIBLE, "2026-02-30", "no such day: \"2026-02-30\"" },
        { RULE_DATE_IMPOSSIBLE, "a\nb\r\nc\rd", "no such day: \"a b  c d\"" },
        { RULE_DATE_IMPOSSIBLE, "\n", "no such day: \" \"" },
        { RULE_DATE_IMPOSSIBLE, "a%s%n", "no such day: \"a%s%n\"" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_message(&cases[i]);
}

static void a_long_detail_is_shortened_to_60_code_points(void **state)
{
    (void)state;
    static const struct message_case cases[] = {
        { RULE_FOR_MALFORMED, SIXTY, "not an id: \"" SIXTY "\"" },
        { RULE_FOR_MALFORMED, SIXTY "k", "not an id: \"" SIXTY "…\"" },
        { RULE_FOR_MALFORMED,
          TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE,
          "not an id: \"" TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE
          "\"" },
        { RULE_FOR_MALFORMED,
          TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE,
          "not an id: \"" TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE TEN_WIDE
          "…\"" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_message(&cases[i]);
}

static void a_diagnostic_has_its_rows_name_and_severity(void **state)
{
    (void)state;
    static const struct {
        enum rule rule;
        const char *name;
        enum tm_severity severity;
    } cases[] = {
        { RULE_YAML_SYNTAX, "yaml-syntax", TM_SEVERITY_ERROR },
        { RULE_OWNER_UNKNOWN, "owner-unknown", TM_SEVERITY_WARNING },
        { RULE_DATE_WORDS, "date-words", TM_SEVERITY_HINT },
        { RULE_LIMIT_DETAIL, "limit-detail", TM_SEVERITY_ERROR },
    };
    struct fixture f;
    begin(&f);
    assert_int_equal(setjmp(f.escape), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        diagnostics_add(&f.list, cases[i].rule, bytes(3, 9), (tm_text){ 0 });
        const tm_diagnostic *d = &f.list.list[i];
        assert_string_equal(d->rule, cases[i].name);
        assert_int_equal(d->severity, cases[i].severity);
        assert_true(d->place.start == 3 && d->place.end == 9);
    }
    assert_true(f.list.count == 4);
    arena_release(&f.arena);
}

static void every_rule_has_a_name_of_its_own_and_a_message(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    assert_int_equal(setjmp(f.escape), 0);
    for (int rule = 0; rule < RULE__COUNT; rule++)
        diagnostics_add(&f.list, (enum rule)rule, bytes(0, 0), (tm_text){ 0 });
    for (size_t i = 0; i < f.list.count; i++) {
        const tm_text message = f.list.list[i].message;
        assert_true(message.size > 0);
        assert_false(text_ends(message, TEXT(".")));
        assert_int_equal(
            strspn(f.list.list[i].rule, "abcdefghijklmnopqrstuvwxyz-"),
            strlen(f.list.list[i].rule));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(f.list.list[i].rule, f.list.list[j].rule);
    }
    arena_release(&f.arena);
}

/* Sort diagnostics of the given places, each with its number as detail. */
static void sort_places(struct fixture *f, const tm_place *places, size_t count)
{
    begin(f);
    assert_int_equal(setjmp(f->escape), 0);
    for (size_t i = 0; i < count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%04zu", i);
        diagnostics_add(&f->list, RULE_DATE_IMPOSSIBLE, places[i],
                        text_of(number));
    }
    diagnostics_sort(&f->list);
    assert_true(f->list.count == count);
}

static void diagnostics_are_sorted_by_start_and_then_end(void **state)
{
    (void)state;
    const tm_place places[] = { bytes(9, 12), bytes(3, 8),  bytes(3, 4),
                                bytes(0, 20), bytes(9, 12), bytes(3, 8),
                                bytes(10, 10) };
    static const char want[] = "0-20 3\n3-4 2\n3-8 1\n3-8 5\n9-12 0\n9-12 4\n"
                               "10-10 6\n";
    struct fixture f;
    sort_places(&f, places, sizeof places / sizeof *places);
    struct shown shown = { .size = 0 };
    for (size_t i = 0; i < f.list.count; i++) {
        const tm_diagnostic *d = &f.list.list[i];
        show(&shown, "%zu-%zu %c\n", d->place.start, d->place.end,
             d->message.data[d->message.size - 2]);
    }
    assert_string_equal(shown.text, want);
    arena_release(&f.arena);
}

static void equal_places_keep_the_order_in_which_they_were_added(void **state)
{
    (void)state;
    static tm_place places[1000];
    for (size_t count = 0; count < 1000; count += count < 20 ? 1 : 97) {
        for (size_t i = 0; i < count; i++)
            places[i] = bytes(i * 7 % 5, 9);
        struct fixture f;
        sort_places(&f, places, count);
        for (size_t i = 1; i < count; i++) {
            const tm_diagnostic *a = &f.list.list[i - 1];
            const tm_diagnostic *b = &f.list.list[i];
            assert_true(a->place.start <= b->place.start);
            assert_true(a->place.start < b->place.start ||
                        text_compare(a->message, b->message) < 0);
        }
        arena_release(&f.arena);
    }
}

static void a_sorted_list_may_be_added_to(void **state)
{
    (void)state;
    tm_place places[5];
    for (size_t i = 0; i < 5; i++)
        places[i] = bytes(5 - i, 9);
    struct fixture f;
    sort_places(&f, places, 5);
    for (size_t i = 0; i < 100; i++)
        diagnostics_add(&f.list, RULE_FOR_MALFORMED, bytes(100 - i, 200),
                        TEXT("abc"));
    for (size_t i = 5; i < 105; i++)
        assert_true(text_is(f.list.list[i].message, "not an id: \"abc\""));
    diagnostics_sort(&f.list);
    assert_true(f.list.count == 105);
    for (size_t i = 1; i < f.list.count; i++)
        assert_true(f.list.list[i - 1].place.start <=
                    f.list.list[i].place.start);
    arena_release(&f.arena);
}

static void lines_are_told_beside_the_number_of_times(void **state)
{
    (void)state;
    static const struct {
        size_t lines[9];
        const char *want;
    } cases[] = {
        { { 1 }, "no such day (9 times)" },
        { { 1, 9 }, "no such day (9 times, also on line 9)" },
        { { 9, 1, 3, 9, 9 }, "no such day (9 times, also on lines 3, 9)" },
        { { 1, 2, 3, 4, 5, 6 },
          "no such day (9 times, also on lines 2, 3, 4, 5, 6)" },
        { { 1, 2, 3, 4, 5, 6, 7, 8 }, "no such day (9 times)" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        struct same_lines lines = { .count = 0 };
        begin(&f);
        assert_int_equal(setjmp(f.escape), 0);
        diagnostics_add_times(&f.list, RULE_DATE_IMPOSSIBLE,
                              (tm_place){ .line = 1 }, (tm_text){ 0 }, 9);
        for (size_t k = 0; cases[i].lines[k]; k++)
            same_lines_add(&lines, cases[i].lines[k]);
        diagnostics_lines(&f.list, 0, &lines);
        struct shown shown = { .size = 0 };
        show_text(&shown, "", f.list.list[0].message);
        assert_string_equal(shown.text, cases[i].want);
        arena_release(&f.arena);
    }
}

static void a_message_says_how_often_where_that_is_more_than_once(void **state)
{
    (void)state;
    static const char *const wants[] = { "no such day: \"a\"",
                                         "no such day: \"a\" (2 times)",
                                         "no such day: \"a\" (12 times)" };
    static const size_t times[] = { 1, 2, 12 };
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct fixture f;
        begin(&f);
        assert_int_equal(setjmp(f.escape), 0);
        diagnostics_add_times(&f.list, RULE_DATE_IMPOSSIBLE, bytes(1, 2),
                              TEXT("a"), times[i]);
        struct shown shown = { .size = 0 };
        show_text(&shown, "", f.list.list[0].message);
        assert_string_equal(shown.text, wants[i]);
        arena_release(&f.arena);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_message_quotes_its_detail_on_one_line),
    cmocka_unit_test(a_long_detail_is_shortened_to_60_code_points),
    cmocka_unit_test(a_diagnostic_has_its_rows_name_and_severity),
    cmocka_unit_test(every_rule_has_a_name_of_its_own_and_a_message),
    cmocka_unit_test(diagnostics_are_sorted_by_start_and_then_end),
    cmocka_unit_test(equal_places_keep_the_order_in_which_they_were_added),
    cmocka_unit_test(a_sorted_list_may_be_added_to),
    cmocka_unit_test(lines_are_told_beside_the_number_of_times),
    cmocka_unit_test(a_message_says_how_often_where_that_is_more_than_once),
};

RUN_TESTS("diagnostic", tests)

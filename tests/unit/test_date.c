#include "test.h"

#include "date.h"
#include "text.h"

/* The talk of all tests that have one: a Thursday. */
static const tm_date talk = { 2026, 3, 12 };
static const tm_date none = { 0, 0, 0 };

static bool same(tm_date a, tm_date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void show(char *to, size_t size, tm_date date)
{
    snprintf(to, size, "%d-%d-%d", date.year, date.month, date.day);
}

/* What 'text' is as a date: "2026-3-16", or the result's name. */
static const char *read_text(tm_text text, tm_date from, char *to, size_t size)
{
    static const char *const names[] = {
        [DATE_NONE] = "none",
        [DATE_FOUND] = "found",
        [DATE_ONGOING] = "ongoing",
        [DATE_IMPOSSIBLE] = "impossible",
        [DATE_UNANCHORED] = "unanchored",
    };
    const tm_date before = { 1, 2, 3 };
    tm_date date = before;
    const enum date_result result = date_read(text, from, &date);
    if (result != DATE_FOUND) {
        assert_true(same(date, before));
        return names[result];
    }
    assert_in_range(date.month, 1, 12);
    assert_in_range(date.day, 1, date_month_length(date.year, date.month));
    show(to, size, date);
    return to;
}

struct row {
    const char *text, *want;
};

static void check_rows(const struct row *rows, size_t count, tm_date from)
{
    for (size_t i = 0; i < count; i++) {
        char shown[32];
        const char *got =
            read_text(text_of(rows[i].text), from, shown, sizeof shown);
        if (strcmp(got, rows[i].want))
            print_message("\"%s\"\n", rows[i].text);
        assert_string_equal(got, rows[i].want);
    }
}

#define CHECK(rows, from) \
 check_rows((rows), sizeof(rows) / sizeof *(rows), from)

static void whole_dates_need_no_talk(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "2026-03-16", "2026-3-16" },      { "2026-3-16", "2026-3-16" },
        { "2026-3-6", "2026-3-6" },         { "2026/3/16", "2026-3-16" },
        { "2026/03/16", "2026-3-16" },      { "2026.3.16", "2026-3-16" },
        { "2026.03.06", "2026-3-6" },       { "2026年3月16日", "2026-3-16" },
        { "2026年03月06日", "2026-3-6" },   { "2026年3月16号", "2026-3-16" },
        { "2026年3月16日前", "2026-3-16" }, { "2026-03-16之前", "2026-3-16" },
        { "2026/3/16以前", "2026-3-16" },   { "0001-01-01", "1-1-1" },
        { "9999-12-31", "9999-12-31" },
    };
    CHECK(rows, talk);
    CHECK(rows, none);
}

static void a_day_without_a_year_is_of_the_talks_year(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "3月16日", "2026-3-16" },     { "3月16号", "2026-3-16" },
        { "03月06日", "2026-3-6" },     { "1月2日", "2026-1-2" },
        { "3月16日前", "2026-3-16" },   { "3月16日之前", "2026-3-16" },
        { "3月16号以前", "2026-3-16" }, { "12月31日", "2026-12-31" },
    };
    CHECK(rows, talk);
}

static void a_month_means_its_last_day(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "2026-03", "2026-3-31" },       { "2026-02", "2026-2-28" },
        { "2024-02", "2024-2-29" },       { "2026年3月", "2026-3-31" },
        { "2026年04月", "2026-4-30" },    { "2028年2月底", "2028-2-29" },
        { "2026年3月底前", "2026-3-31" }, { "3月底", "2026-3-31" },
        { "2月底", "2026-2-28" },         { "11月底前", "2026-11-30" },
        { "月底", "2026-3-31" },          { "月底前", "2026-3-31" },
        { "月底之前", "2026-3-31" },
    };
    CHECK(rows, talk);
}

static void before_a_bare_month_is_not_guessed_at(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "2026年3月前", "none" },
        { "2026-03之前", "none" },
    };
    CHECK(rows, talk);
}

static void a_weekday_is_the_next_after_the_talk(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "fri", "2026-3-13" },       { "Friday", "2026-3-13" },
        { "FRI", "2026-3-13" },       { "sat", "2026-3-14" },
        { "saturday", "2026-3-14" },  { "sun", "2026-3-15" },
        { "sunday", "2026-3-15" },    { "mon", "2026-3-16" },
        { "monday", "2026-3-16" },    { "tue", "2026-3-17" },
        { "Tuesday", "2026-3-17" },   { "wed", "2026-3-18" },
        { "wednesday", "2026-3-18" }, { "thu", "2026-3-19" },
        { "thursday", "2026-3-19" },  { "周一", "2026-3-16" },
        { "周二", "2026-3-17" },      { "周三", "2026-3-18" },
        { "周四", "2026-3-19" },      { "周五", "2026-3-13" },
        { "周六", "2026-3-14" },      { "周日", "2026-3-15" },
        { "周天", "2026-3-15" },      { "星期五", "2026-3-13" },
        { "星期日", "2026-3-15" },    { "星期天", "2026-3-15" },
        { "礼拜五", "2026-3-13" },    { "礼拜天", "2026-3-15" },
        { "周五前", "2026-3-13" },    { "星期五之前", "2026-3-13" },
    };
    CHECK(rows, talk);
}

static void a_weekday_follows_a_talk_of_any_day(void **state)
{
    (void)state;
    static const char *const names[] = { "mon", "tue", "wed", "thu",
                                         "fri", "sat", "sun" };
    for (int from = 0; from < 7; from++) {
        const tm_date day = date_from_days(date_to_days(talk) + from);
        for (int weekday = 1; weekday <= 7; weekday++) {
            tm_date got;
            assert_int_equal(date_read(text_of(names[weekday - 1]), day, &got),
                             DATE_FOUND);
            const long ahead = date_to_days(got) - date_to_days(day);
            assert_int_equal(date_weekday(got), weekday);
            assert_true(ahead >= 1 && ahead <= 7);
        }
    }
}

static void counted_dates_run_from_the_talk(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "+10d", "2026-3-22" },  { "+10D", "2026-3-22" },
        { "+0d", "2026-3-12" },   { "+20d", "2026-4-1" },
        { "+365d", "2027-3-12" }, { "+007d", "2026-3-19" },
        { "+2w", "2026-3-26" },   { "+1m", "2026-4-12" },
        { "+10m", "2027-1-12" },  { "+9m", "2026-12-12" },
        { "+12m", "2027-3-12" },  { "+24M", "2028-3-12" },
    };
    CHECK(rows, talk);
}

static void months_are_clamped_to_their_end(void **state)
{
    (void)state;
    static const struct {
        tm_date from;
        const char *text, *want;
    } rows[] = {
        { { 2026, 1, 31 }, "+1m", "2026-2-28" },
        { { 2024, 1, 31 }, "+1m", "2024-2-29" },
        { { 1900, 1, 30 }, "+1m", "1900-2-28" },
        { { 2000, 1, 30 }, "+1m", "2000-2-29" },
        { { 2026, 3, 31 }, "+1m", "2026-4-30" },
        { { 2026, 1, 31 }, "+2m", "2026-3-31" },
        { { 2026, 12, 31 }, "+2m", "2027-2-28" },
        { { 2024, 2, 29 }, "+12m", "2025-2-28" },
        { { 2026, 1, 28 }, "+1m", "2026-2-28" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char shown[32];
        assert_string_equal(
            read_text(text_of(rows[i].text), rows[i].from, shown, sizeof shown),
            rows[i].want);
    }
}

static void ongoing_is_no_date_on_purpose(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "ongoing", "ongoing" }, { "Ongoing", "ongoing" },
        { "长期", "ongoing" },    { "长期前", "none" },
        { "ongoing.", "none" },   { "长", "none" },
    };
    CHECK(rows, talk);
    CHECK(rows, none);
}

static void days_that_do_not_exist_are_impossible(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "2026-02-30", "impossible" },
        { "2026-02-29", "impossible" },
        { "1900-02-29", "impossible" },
        { "2000-02-29", "2000-2-29" },
        { "2024.2.29", "2024-2-29" },
        { "2026-13-01", "impossible" },
        { "2026-00-01", "impossible" },
        { "2026-01-00", "impossible" },
        { "2026-04-31", "impossible" },
        { "2026/99/99", "impossible" },
        { "0000-01-01", "impossible" },
        { "0000-01", "impossible" },
        { "2026-13", "impossible" },
        { "2026-00", "impossible" },
        { "2026年13月", "impossible" },
        { "2026年2月30日", "impossible" },
        { "2月30日", "impossible" },
        { "2月30日前", "impossible" },
        { "13月1日", "impossible" },
        { "0月1号", "impossible" },
        { "13月底", "impossible" },
        { "2026年0月底", "impossible" },
        { "+4294967297d", "impossible" },
        { "+9999999999999w", "impossible" },
        { "+18446744073709551617m", "impossible" },
    };
    CHECK(rows, talk);
    CHECK(rows, none);
}

static void the_calendar_ends_with_9999(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "+1d", "impossible" },  { "+1w", "impossible" },
        { "+1m", "impossible" },  { "fri", "impossible" },
        { "+0d", "9999-12-31" },  { "+0m", "9999-12-31" },
        { "月底", "9999-12-31" },
    };
    CHECK(rows, ((tm_date){ 9999, 12, 31 }));
}

static void the_leap_day_without_a_year_depends_on_the_talk(void **state)
{
    (void)state;
    static const struct row plain[] = { { "2月29日", "impossible" } };
    static const struct row leap[] = { { "2月29日", "2024-2-29" } };
    static const struct row unknown[] = { { "2月29日", "unanchored" } };
    CHECK(plain, talk);
    CHECK(leap, ((tm_date){ 2024, 6, 1 }));
    CHECK(unknown, none);
}

static void without_a_talk_relative_dates_hang_in_the_air(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "3月16日", "unanchored" }, { "3月16日前", "unanchored" },
        { "3月底", "unanchored" },   { "月底", "unanchored" },
        { "fri", "unanchored" },     { "周五", "unanchored" },
        { "+10d", "unanchored" },    { "+2w", "unanchored" },
        { "+1m", "unanchored" },
    };
    CHECK(rows, none);
}

static void other_words_are_no_dates(void **state)
{
    (void)state;
    static const char *const words[] = {
        "",
        "next week",
        "会后",
        "9:30",
        "3.14",
        "v2.0",
        "2026",
        "26-03-16",
        "02026-03-16",
        "2026-3",
        "2026.3",
        "2026/3",
        "2026-03/16",
        "2026.03-16",
        "2026-03-161",
        "2026-103-16",
        "2026-3-",
        "2026--16",
        "-2026-03-16",
        "2026-03-16x",
        "x2026-03-16",
        " 2026-03-16",
        "2026-03-16 ",
        "2026 - 03 - 16",
        "2026-03-16T10:00",
        "2026年3月16",
        "2026年",
        "2026年底",
        "年底",
        "3月",
        "3月16",
        "16日",
        "3月16日日",
        "3月16天",
        "123月1日",
        "2026年3月16日前前",
        "前",
        "之前",
        "以前",
        "２０２６-03-16",
        "３月16日",
        "+",
        "+d",
        "+10",
        "10d",
        "-10d",
        "+1y",
        "+ 1d",
        "+1.5d",
        "+1dd",
        "fr",
        "frid",
        "fridays",
        "tues",
        "下周五",
        "周",
        "周七",
        "周五五",
        "星期",
        "今天",
        "tomorrow",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct row row = { words[i], "none" };
        check_rows(&row, 1, talk);
        check_rows(&row, 1, none);
    }
    char shown[32];
    assert_string_equal(read_text((tm_text){ 0 }, talk, shown, 32), "none");
}

static void only_the_view_is_read(void **state)
{
    (void)state;
    char shown[32];
    const tm_text text = text_slice(TEXT("2026-03-169"), 0, 10);
    assert_string_equal(read_text(text, none, shown, sizeof shown),
                        "2026-3-16");
}

static void a_yearless_date_names_month_but_no_year(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool want;
    } rows[] = {
        { "3月16日", true },        { "3月16号之前", true },
        { "3月底", true },          { "2月30日", true },
        { "2026年3月16日", false }, { "2026-03-16", false },
        { "2026年3月底", false },   { "月底", false },
        { "fri", false },           { "+10d", false },
        { "会后", false },          { "", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (date_is_yearless(text_of(rows[i].text)) != rows[i].want)
            fail_msg("\"%s\"", rows[i].text);
    }
}

static void leap_years_follow_the_gregorian_rule(void **state)
{
    (void)state;
    static const struct {
        int year, month, want;
    } rows[] = {
        { 1900, 2, 28 }, { 2000, 2, 29 }, { 2024, 2, 29 },  { 2026, 2, 28 },
        { 2100, 2, 28 }, { 2400, 2, 29 }, { 4, 2, 29 },     { 100, 2, 28 },
        { 2024, 1, 31 }, { 2024, 4, 30 }, { 2024, 12, 31 }, { 2024, 6, 30 },
        { 2024, 0, 0 },  { 2024, 13, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(date_month_length(rows[i].year, rows[i].month),
                         rows[i].want);
}

static void known_days_have_their_number_and_weekday(void **state)
{
    (void)state;
    static const struct {
        tm_date date;
        long days;
        int weekday;
    } rows[] = {
        { { 1970, 1, 1 }, 0, 4 },         { { 1969, 12, 31 }, -1, 3 },
        { { 1969, 7, 20 }, -165, 7 },     { { 2000, 1, 1 }, 10957, 6 },
        { { 2000, 2, 29 }, 11016, 2 },    { { 1900, 1, 1 }, -25567, 1 },
        { { 1582, 10, 15 }, -141427, 5 }, { { 2038, 1, 19 }, 24855, 2 },
        { { 2026, 3, 12 }, 20524, 4 },    { { 1, 1, 1 }, -719162, 1 },
        { { 9999, 12, 31 }, 2932896, 5 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(date_to_days(rows[i].date), rows[i].days);
        assert_int_equal(date_weekday(rows[i].date), rows[i].weekday);
        assert_true(same(date_from_days(rows[i].days), rows[i].date));
    }
}

/* The day after, by the rule that everybody knows. */
static tm_date following(tm_date date)
{
    const bool leap =
        (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
    const bool thirty = date.month == 4 || date.month == 6 || date.month == 9 ||
                        date.month == 11;
    const int last = date.month == 2 ? 28 + leap : 31 - thirty;
    if (date.day < last)
        return (tm_date){ date.year, date.month, (uint8_t)(date.day + 1) };
    if (date.month < 12)
        return (tm_date){ date.year, (uint8_t)(date.month + 1), 1 };
    return (tm_date){ (int16_t)(date.year + 1), 1, 1 };
}

static void check_days(tm_date date, int last_year)
{
    long days = date_to_days(date);
    int weekday = date_weekday(date);
    for (; date.year <= last_year; date = following(date), days++) {
        const tm_date back = date_from_days(days);
        if (date_to_days(date) != days || !same(back, date) ||
            date_weekday(date) != weekday)
            fail_msg("%d-%d-%d", date.year, date.month, date.day);
        weekday = weekday % 7 + 1;
    }
}

static void days_and_numbers_go_round_for_centuries(void **state)
{
    (void)state;
    check_days((tm_date){ 1, 1, 1 }, 10);
    check_days((tm_date){ 1580, 1, 1 }, 2420);
    check_days((tm_date){ 9990, 1, 1 }, 9999);
}

static void every_year_begins_and_ends_where_it_should(void **state)
{
    (void)state;
    for (int year = 1; year < 9999; year++) {
        const tm_date last = { (int16_t)year, 12, 31 };
        const long days = date_to_days(last);
        assert_true(same(date_from_days(days), last));
        assert_true(same(date_from_days(days + 1), following(last)));
    }
}

static void numbers_outside_the_calendar_are_no_date(void **state)
{
    (void)state;
    const long first = date_to_days((tm_date){ 1, 1, 1 });
    const long last = date_to_days((tm_date){ 9999, 12, 31 });
    assert_int_equal(date_from_days(first).year, 1);
    assert_int_equal(date_from_days(first - 1).year, 0);
    assert_int_equal(date_from_days(last).year, 9999);
    assert_int_equal(date_from_days(last + 1).year, 0);
    assert_int_equal(date_from_days(-2147483647L).year, 0);
    assert_int_equal(date_from_days(2147483647L).year, 0);
}

static void days_compare_by_time(void **state)
{
    (void)state;
    static const tm_date order[] = {
        { 0, 0, 0 },    { 1, 1, 1 },    { 1999, 12, 31 },
        { 2000, 1, 1 }, { 2000, 1, 2 }, { 2000, 2, 1 },
    };
    const size_t count = sizeof order / sizeof *order;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            const int got = tm_date_compare(order[i], order[j]);
            assert_int_equal((got > 0) - (got < 0), (i > j) - (i < j));
        }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(whole_dates_need_no_talk),
    cmocka_unit_test(a_day_without_a_year_is_of_the_talks_year),
    cmocka_unit_test(a_month_means_its_last_day),
    cmocka_unit_test(before_a_bare_month_is_not_guessed_at),
    cmocka_unit_test(a_weekday_is_the_next_after_the_talk),
    cmocka_unit_test(a_weekday_follows_a_talk_of_any_day),
    cmocka_unit_test(counted_dates_run_from_the_talk),
    cmocka_unit_test(months_are_clamped_to_their_end),
    cmocka_unit_test(ongoing_is_no_date_on_purpose),
    cmocka_unit_test(days_that_do_not_exist_are_impossible),
    cmocka_unit_test(the_calendar_ends_with_9999),
    cmocka_unit_test(the_leap_day_without_a_year_depends_on_the_talk),
    cmocka_unit_test(without_a_talk_relative_dates_hang_in_the_air),
    cmocka_unit_test(other_words_are_no_dates),
    cmocka_unit_test(only_the_view_is_read),
    cmocka_unit_test(a_yearless_date_names_month_but_no_year),
    cmocka_unit_test(leap_years_follow_the_gregorian_rule),
    cmocka_unit_test(known_days_have_their_number_and_weekday),
    cmocka_unit_test(days_and_numbers_go_round_for_centuries),
    cmocka_unit_test(every_year_begins_and_ends_where_it_should),
    cmocka_unit_test(numbers_outside_the_calendar_are_no_date),
    cmocka_unit_test(days_compare_by_time),
};

RUN_TESTS("date", tests)

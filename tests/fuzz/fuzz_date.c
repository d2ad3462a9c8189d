/*
 * fuzz_date.c - any bytes as a date, seen from any day.
 *
 * The first two bytes say from which day the text is read; none, where both
 * are 0. These must hold:
 *
 *   - what is found is a day of the calendar, and '*date' is set only then;
 *   - the day in its ISO form is read as itself, with and without a talk;
 *   - days and numbers of days are each other's inverse, weekdays go round;
 *   - with a talk's day nothing is unanchored, without one nothing relative is
 *     found; a text that is possible for one day is a date for all of them.
 */
#include "date.h"
#include "fuzz.h"

enum {
    SETTINGS = 2,       /* bytes */
    LAST_DAY = 2932896, /* 9999-12-31 */
    FIRST_DAY = -719162,
};

/* Worked out apart from the project's own calendar. */
static int month_length(int year, int month)
{
    const int leap = (year % 4 == 0) - (year % 100 == 0) + (year % 400 == 0);
    return month == 2 ? 28 + leap : 30 + (month + month / 8) % 2;
}

static bool is_day(tm_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 &&
           date.day <= month_length(date.year, date.month);
}

static bool is_same_day(tm_date a, tm_date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static tm_date day_of(const uint8_t *bytes)
{
    const long number = bytes[0] * 256L + bytes[1];
    return number ? date_from_days(FIRST_DAY + number * 55) : (tm_date){ 0 };
}

static void check_calendar(tm_date date)
{
    const long days = date_to_days(date);
    require(is_day(date), "a date is a day of the calendar");
    require(date_month_length(date.year, date.month) ==
                month_length(date.year, date.month),
            "a month has its days");
    require(days >= FIRST_DAY && days <= LAST_DAY, "days lie in the calendar");
    require(is_same_day(date_from_days(days), date),
            "a day's number gives the day");
    const int weekday = date_weekday(date);
    require(weekday >= 1 && weekday <= 7, "a week has seven days");
    const tm_date next = date_from_days(days + 1);
    require(!next.year || date_weekday(next) == weekday % 7 + 1,
            "weekdays go round");
    require(!next.year || tm_date_compare(date, next) < 0,
            "the next day comes later");
}

/* Written out in every form that has a year, it is that day. */
static void check_round_trip(tm_date date)
{
    static const char *const forms[] = {
        "%04d-%02d-%02d", "%04d/%d/%d",   "%04d.%d.%d",
        "%04d年%d月%d日", "%04d-%d-%d前",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char text[64];
        tm_date found;
        /* Not one literal but those of the list above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(text, sizeof text, forms[i], date.year, date.month, date.day);
#pragma GCC diagnostic pop
        require(tm_date_read(view(text), &found) && is_same_day(found, date),
                "a day that is written is read");
        require(!date_is_yearless(view(text)), "it has its year");
    }
}

static enum date_result read_from(tm_text text, tm_date talk, tm_date *date)
{
    static const tm_date none = { 11, 11, 11 };
    *date = none;
    const enum date_result result = date_read(text, talk, date);
    require(result == DATE_FOUND || is_same_day(*date, none),
            "what is no date is not set");
    return result;
}

static void check_read(tm_text text, tm_date talk)
{
    tm_date found, alone;
    const enum date_result with = read_from(text, talk, &found);
    const enum date_result without = read_from(text, (tm_date){ 0 }, &alone);
    require(without != DATE_UNANCHORED || !talk.year || with == DATE_FOUND ||
                with == DATE_IMPOSSIBLE,
            "what wants a talk's day is a date with one");
    require(with != DATE_UNANCHORED || !talk.year,
            "nothing is unanchored where the talk has a day");
    require((with == DATE_NONE) == (without == DATE_NONE) &&
                (with == DATE_ONGOING) == (without == DATE_ONGOING),
            "the form does not depend on the talk");
    require(without != DATE_FOUND || !talk.year ||
                (with == DATE_FOUND && is_same_day(found, alone)),
            "a whole date is the same from any day");
    if (with == DATE_FOUND) {
        check_calendar(found);
        check_round_trip(found);
    }
    require(!date_is_yearless(text) || without == DATE_UNANCHORED ||
                without == DATE_IMPOSSIBLE || without == DATE_NONE,
            "a date without its year is not read alone");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < SETTINGS)
        return 0;
    struct input input = input_copy(data + SETTINGS, size - SETTINGS);
    const tm_date talk = day_of(data);
    if (talk.year)
        check_calendar(talk);
    check_read(input.text, talk);
    free(input.block);
    return 0;
}

#include "date.h"

#include "text.h"

/*
 * The calendar. Days are counted by adding up: the years before a year hold
 * 365 days each and one for every leap year among them, the months before a
 * month what date_month_length() says. The way back guesses the year from the
 * mean length of one (400 years have 146,097 days): no year begins a whole day
 * later than so many mean years, so that the guess is never late, and at most
 * a year early. It is worked out from these facts alone; no published routine
 * is followed. Nothing here overflows a long of 32 bits.
 */
enum {
    FIRST_YEAR = 1,
    LAST_YEAR = 9999,
    MONTHS = 12,
    WEEK = 7,
    DAYS_IN_400_YEARS = 146097,
    DAYS_BEFORE_1970 = 719162, /* since 0001-01-01 */
    DAYS_IN_ALL = 3652059,     /* of the years 1 to 9999 */
    THURSDAY = 4,              /* 1970-01-01 was one */
    MOST_COUNTED = 9999999,    /* in "+Nd": beyond the calendar in any unit */
};

static bool is_leap(long year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_month_length(int year, int month)
{
    static const int lengths[MONTHS] = { 31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31 };
    if (month < 1 || month > MONTHS)
        return 0;
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

static tm_date date_of(int year, int month, int day)
{
    return (tm_date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
}

/* Days from 0001-01-01 to the first day of 'year'. */
static long days_before_year(long year)
{
    const long past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

long date_to_days(tm_date date)
{
    long days = days_before_year(date.year) + date.day - 1;
    for (int month = 1; month < date.month; month++)
        days += date_month_length(date.year, month);
    return days - DAYS_BEFORE_1970;
}

tm_date date_from_days(long days)
{
    if (days < -DAYS_BEFORE_1970 || days >= DAYS_IN_ALL - DAYS_BEFORE_1970)
        return (tm_date){ 0 };
    long left = days + DAYS_BEFORE_1970;
    int year = (int)(left * 400 / DAYS_IN_400_YEARS) + 1;
    while (days_before_year(year + 1) <= left)
        year++;
    left -= days_before_year(year);
    int month = 1;
    while (left >= date_month_length(year, month))
        left -= date_month_length(year, month++);
    return date_of(year, month, (int)left + 1);
}

int date_weekday(tm_date date)
{
    const long past = date_to_days(date) % WEEK + WEEK; /* 0 to 13 */
    return (int)((past + THURSDAY - 1) % WEEK) + 1;
}

/* ---- The forms ----------------------------------------------------------- */

/* What the digits of a form say; ABSENT where it has none of that sort. */
struct parts {
    int year, month, day, counted;
};

enum {
    ABSENT = -1
};

/* How a form becomes a day, seen from the talk's. False: no such day. */
typedef bool resolve(const struct parts *parts, tm_date talk, tm_date *date);

static bool fits(long days, tm_date *date)
{
    *date = date_from_days(days);
    return date->year != 0;
}

static bool resolve_day(const struct parts *parts, tm_date talk, tm_date *date)
{
    const int year = parts->year == ABSENT ? talk.year : parts->year;
    *date = date_of(year, parts->month, parts->day);
    return year >= FIRST_YEAR && parts->day >= 1 &&
           parts->day <= date_month_length(year, parts->month);
}

static bool resolve_month_end(const struct parts *parts, tm_date talk,
                              tm_date *date)
{
    const int year = parts->year == ABSENT ? talk.year : parts->year;
    const int month = parts->month == ABSENT ? talk.month : parts->month;
    const int length = date_month_length(year, month);
    *date = date_of(year, month, length);
    return year >= FIRST_YEAR && length > 0;
}

static bool resolve_days(const struct parts *parts, tm_date talk, tm_date *date)
{
    return fits(date_to_days(talk) + parts->counted, date);
}

static bool resolve_weeks(const struct parts *parts, tm_date talk,
                          tm_date *date)
{
    return fits(date_to_days(talk) + (long)WEEK * parts->counted, date);
}

static bool resolve_months(const struct parts *parts, tm_date talk,
                           tm_date *date)
{
    const int months = talk.month - 1 + parts->counted;
    const int year = talk.year + months / MONTHS;
    const int month = months % MONTHS + 1;
    if (year > LAST_YEAR)
        return false;
    const int length = date_month_length(year, month);
    *date = date_of(year, month, talk.day < length ? talk.day : length);
    return true;
}

/* In a pattern a capital stands for digits, all else for itself. */
static const struct slot {
    char letter;
    size_t least, most; /* digits */
    size_t part;        /* offset in struct parts */
} slots[] = {
    { 'Y', 4, 4, offsetof(struct parts, year) },
    { 'M', 1, 2, offsetof(struct parts, month) },
    { 'N', 2, 2, offsetof(struct parts, month) },
    { 'D', 1, 2, offsetof(struct parts, day) },
    { 'C', 1, SIZE_MAX, offsetof(struct parts, counted) },
};

static const struct form {
    const char *pattern;
    resolve *resolve;
    bool relative; /* counts from the talk's date, or has no year */
    /* "2026年3月前" may mean before March or before its end: with a closing
       前 a bare month stays words, rather than being a month off. */
    bool is_month;
} forms[] = {
    { "Y-M-D", resolve_day, false, false },
    { "Y/M/D", resolve_day, false, false },
    { "Y.M.D", resolve_day, false, false },
    { "Y年M月D日", resolve_day, false, false },
    { "Y年M月D号", resolve_day, false, false },
    { "M月D日", resolve_day, true, false },
    { "M月D号", resolve_day, true, false },
    { "Y-N", resolve_month_end, false, true },
    { "Y年M月", resolve_month_end, false, true },
    { "Y年M月底", resolve_month_end, false, false },
    { "M月底", resolve_month_end, true, false },
    { "月底", resolve_month_end, true, false },
    { "+Cd", resolve_days, true, false },
    { "+Cw", resolve_weeks, true, false },
    { "+Cm", resolve_months, true, false },
};

static const struct slot *find_slot(char letter)
{
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (slots[i].letter == letter)
            return &slots[i];
    return NULL;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* As many digits at '*at' as the slot takes, and no fewer than it needs. */
static bool read_slot(const struct slot *slot, tm_text text, size_t *at,
                      struct parts *parts)
{
    int value = 0;
    size_t count = 0;
    for (; count < slot->most && *at < text.size; count++, ++*at) {
        const char byte = text.data[*at];
        if (byte < '0' || byte > '9')
            break;
        value = value * 10 + (byte - '0');
        if (value > MOST_COUNTED)
            value = MOST_COUNTED;
    }
    memcpy((char *)parts + slot->part, &value, sizeof value);
    return count >= slot->least;
}

static bool matches(const char *pattern, tm_text text, struct parts *parts)
{
    size_t at = 0;
    *parts = (struct parts){ ABSENT, ABSENT, ABSENT, ABSENT };
    for (; *pattern; pattern++) {
        const struct slot *slot = find_slot(*pattern);
        if (slot) {
            if (!read_slot(slot, text, &at, parts))
                return false;
        } else if (at == text.size || lower(text.data[at++]) != *pattern) {
            return false;
        }
    }
    return at == text.size;
}

static const struct form *find_form(tm_text text, struct parts *parts)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (matches(forms[i].pattern, text, parts))
            return &forms[i];
    return NULL;
}

/* Drop a closing "before", which a due date means anyway. */
static tm_text without_before(tm_text text)
{
    static const char *const endings[] = { "之前", "以前", "前" };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const tm_text ending = text_of(endings[i]);
        if (text_ends(text, ending))
            return text_slice(text, 0, text.size - ending.size);
    }
    return text;
}

/* ---- Words --------------------------------------------------------------- */

static bool is_ongoing(tm_text text)
{
    return text_equal_case(text, TEXT("ongoing")) || text_is(text, "长期");
}

/* The day of the week that an English name means; 0: none. */
static int english_weekday(tm_text text)
{
    static const char *const names[WEEK] = {
        "monday", "tuesday",  "wednesday", "thursday",
        "friday", "saturday", "sunday",
    };
    for (int i = 0; i < WEEK; i++) {
        const tm_text name = text_of(names[i]);
        if (text_equal_case(text, name) ||
            text_equal_case(text, text_slice(name, 0, 3)))
            return i + 1;
    }
    return 0;
}

/* The day that follows 周, 星期 or 礼拜; 0: none. */
static int chinese_weekday(tm_text text)
{
    static const char *const weeks[] = { "周", "星期", "礼拜" };
    static const struct {
        const char *name;
        int day;
    } days[] = { { "一", 1 }, { "二", 2 }, { "三", 3 }, { "四", 4 },
                 { "五", 5 }, { "六", 6 }, { "日", 7 }, { "天", 7 } };
    for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
        if (!text_starts(text, text_of(weeks[i])))
            continue;
        const tm_text rest = text_from(text, strlen(weeks[i]));
        for (size_t j = 0; j < sizeof days / sizeof *days; j++)
            if (text_is(rest, days[j].name))
                return days[j].day;
    }
    return 0;
}

static int find_weekday(tm_text text)
{
    const int day = english_weekday(text);
    return day ? day : chinese_weekday(text);
}

/* The next 'weekday' after 'talk', never the same day. */
static bool next_weekday(int weekday, tm_date talk, tm_date *date)
{
    const int ahead = (weekday - date_weekday(talk) + WEEK - 1) % WEEK + 1;
    return fits(date_to_days(talk) + ahead, date);
}

/* ---- Reading ------------------------------------------------------------- */

/* A day on which a form is tried where the talk has none: in the first leap
   year every form without a year that can exist in some year exists. */
static const tm_date any_talk = { 4, 1, 1 };

enum date_result date_read(tm_text text, tm_date talk, tm_date *date)
{
    if (is_ongoing(text))
        return DATE_ONGOING;
    const tm_text day = without_before(text);
    const bool closed = day.size < text.size;
    const tm_date from = talk.year ? talk : any_talk;
    const int weekday = find_weekday(day);
    struct parts parts;
    const struct form *form = weekday ? NULL : find_form(day, &parts);
    if (!weekday && (!form || (form->is_month && closed)))
        return DATE_NONE;
    tm_date found;
    if (weekday ? !next_weekday(weekday, from, &found)
                : !form->resolve(&parts, from, &found))
        return DATE_IMPOSSIBLE;
    if (!talk.year && (weekday || form->relative))
        return DATE_UNANCHORED;
    *date = found;
    return DATE_FOUND;
}

bool tm_date_read(tm_text text, tm_date *date)
{
    return date_read(text, (tm_date){ 0 }, date) == DATE_FOUND;
}

bool date_is_yearless(tm_text text)
{
    struct parts parts;
    return find_form(without_before(text), &parts) && parts.year == ABSENT &&
           parts.month != ABSENT;
}

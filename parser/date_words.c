#include "date_words.h"

#include "date.h"
#include "date_pattern.h"
#include "text.h"

enum {
    ABSENT = DATE_ABSENT,
    WEEK = 7,
    MONTHS = 12,
    HALF_A_YEAR = 183, /* days */
};

/* ---- What it means ---- */

/* A form that was found. */
struct reading {
    struct arena *arena;
    const struct date_custom *custom;
    const struct date_said *said;
    struct date_words *found;
};

/* Say in 'found' what was meant. False: that is no date. */
typedef bool mean(struct reading *r);

static tm_date date_of(int year, int month, int day)
{
    return day >= 1 && day <= date_month_length(year, month)
               ? (tm_date){ (int16_t)year, (uint8_t)month, (uint8_t)day }
               : (tm_date){ 0 };
}

static tm_text format(struct arena *arena, tm_date date)
{
    return arena_format(arena, "%04d-%02d-%02d", date.year, date.month,
                        date.day);
}

static bool mean_date(struct reading *r, tm_date date)
{
    if (!date.year)
        return false;
    r->found->written = format(r->arena, date);
    return true;
}

/* The day of that month on or after the talk's. What lies behind it by less
 * than half a year may be either; no day is said then. */
static tm_date coming(struct reading *r, int month, int day)
{
    const tm_date talk = r->custom->talk;
    if (!talk.year)
        return (tm_date){ 0 };
    const tm_date date = date_of(talk.year, month, day);
    if (!date.year || tm_date_compare(date, talk) >= 0)
        return date;
    if (date_to_days(talk) - date_to_days(date) > HALF_A_YEAR)
        return date_of(talk.year + 1, month, day);
    r->found->past = true;
    return (tm_date){ 0 };
}

static bool is_day_of_some_year(int month, int day)
{
    return date_of(4, month, day).year; /* a leap year */
}

static bool mean_day(struct reading *r)
{
    const struct date_said *said = r->said;
    if (said->year != ABSENT)
        mean_date(r, date_of(said->year, said->month, said->day));
    else if (is_day_of_some_year(said->month, said->day))
        mean_date(r, coming(r, said->month, said->day));
    return said->month <= MONTHS && said->day <= 31;
}

/* The day that 'month' and 'day' are; year 0: none, or it cannot be said. */
static tm_date numbered(struct reading *r, int month, int day)
{
    const int year = r->said->year;
    return year == ABSENT ? coming(r, month, day) : date_of(year, month, day);
}

/* "3/4": the month and the day, or the day and the month. */
static bool mean_numbers(struct reading *r)
{
    const struct date_said *said = r->said;
    const int first = said->first, second = said->second;
    const int year = said->year == ABSENT ? 4 : said->year; /* a leap year */
    const bool month_first = date_of(year, first, second).year;
    const bool day_first = date_of(year, second, first).year &&
                           !(r->custom->chinese && said->year == ABSENT);
    if (month_first && day_first && first != second) {
        r->found->dates[0] = numbered(r, first, second);
        r->found->dates[1] = numbered(r, second, first);
    } else if (month_first) {
        mean_date(r, numbered(r, first, second));
    } else if (day_first) {
        mean_date(r, numbered(r, second, first));
    }
    return month_first || day_first;
}

/* "24.3.2026": with points the day is first, where it can be. */
static bool mean_points(struct reading *r)
{
    const struct date_said *said = r->said;
    const tm_date date = date_of(said->year, said->second, said->first);
    return mean_date(
        r, date.year ? date : date_of(said->year, said->first, said->second));
}

/* "3.20": a date in Chinese alone. */
static bool mean_chinese_numbers(struct reading *r)
{
    return r->custom->chinese && mean_numbers(r);
}

static void mean_ahead(struct reading *r, long days)
{
    const tm_date talk = r->custom->talk;
    if (talk.year)
        mean_date(r, date_from_days(date_to_days(talk) + days));
}

static bool mean_today(struct reading *r)
{
    mean_ahead(r, 0);
    return true;
}

static bool mean_tomorrow(struct reading *r)
{
    mean_ahead(r, 1);
    return true;
}

static bool mean_day_after(struct reading *r)
{
    mean_ahead(r, 2);
    return true;
}

/* The last day of the month that is 'ahead' of the talk's. */
static bool mean_month_end(struct reading *r, int ahead)
{
    const tm_date talk = r->custom->talk;
    const int months = talk.month - 1 + ahead;
    const int year = talk.year + months / MONTHS;
    const int month = months % MONTHS + 1;
    if (talk.year)
        mean_date(r, date_of(year, month, date_month_length(year, month)));
    return true;
}

static bool mean_this_month(struct reading *r)
{
    return mean_month_end(r, 0);
}

static bool mean_next_month(struct reading *r)
{
    return mean_month_end(r, 1);
}

static bool mean_end_of(struct reading *r)
{
    const tm_date talk = r->custom->talk;
    if (!talk.year)
        return true;
    const int month = r->said->month;
    const tm_date date = coming(r, month, date_month_length(talk.year, month));
    /* February's last day is that of the year that it falls in. */
    mean_date(r, date.year ? date_of(date.year, month,
                                     date_month_length(date.year, month))
                           : date);
    return true;
}

static bool mean_year_end(struct reading *r)
{
    const int year = r->custom->talk.year;
    if (year)
        mean_date(r, date_of(year, MONTHS, 31));
    return true;
}

/* "20日前": of the talk's month where that day is still to come, else of the
 * next one. */
static bool mean_day_of_month(struct reading *r)
{
    const tm_date talk = r->custom->talk;
    const int day = r->said->day;
    if (day > 31)
        return false;
    if (!talk.year)
        return true;
    const int months = talk.month - 1 + (day < talk.day);
    mean_date(r,
              date_of(talk.year + months / MONTHS, months % MONTHS + 1, day));
    return true;
}

/* The weekday of the talk's week, which begins on Monday, or 'weeks' later. */
static bool mean_weekday(struct reading *r, int weeks)
{
    const tm_date talk = r->custom->talk;
    if (!talk.year)
        return true;
    const int ahead = weeks * WEEK + r->said->weekday - date_weekday(talk);
    if (ahead >= 0)
        mean_ahead(r, ahead);
    if (ahead <= 0)
        r->found->sense = DATE_LIKELY;
    return true;
}

static bool mean_this_week(struct reading *r)
{
    return mean_weekday(r, 0);
}

static bool mean_next_week(struct reading *r)
{
    return mean_weekday(r, 1);
}

/* "next Friday": the next one, or the one of next week. */
static bool mean_next_weekday(struct reading *r)
{
    const tm_date talk = r->custom->talk;
    if (!talk.year)
        return true;
    const long days = date_to_days(talk);
    const int ahead =
        (r->said->weekday - date_weekday(talk) + WEEK - 1) % WEEK + 1;
    r->found->dates[0] = date_from_days(days + ahead);
    r->found->dates[1] = date_from_days(days + ahead + WEEK);
    return true;
}

static bool mean_counted(struct reading *r, char unit)
{
    r->found->written = arena_format(r->arena, "+%d%c", r->said->count, unit);
    return true;
}

static bool mean_days(struct reading *r)
{
    return mean_counted(r, 'd');
}

static bool mean_weeks(struct reading *r)
{
    return mean_counted(r, 'w');
}

static bool mean_months(struct reading *r)
{
    return mean_counted(r, 'm');
}

/* It says when, and no day. */
static bool mean_something(struct reading *r)
{
    (void)r;
    return true;
}

/* ---- The forms ---- */

/* Of two that begin alike the longer one is first. */
static const struct form {
    const char *pattern;
    mean *mean;
    enum date_sense sense;
} forms[] = {
    { "DT A Y", mean_day, DATE_MEANT },
    { "DT of A Y", mean_day, DATE_MEANT },
    { "A DT Y", mean_day, DATE_MEANT },
    { "D-A-Y", mean_day, DATE_MEANT },
    { "DT A", mean_day, DATE_MEANT },
    { "DT of A", mean_day, DATE_MEANT },
    { "A DT", mean_day, DATE_MEANT },
    { "D-A", mean_day, DATE_MEANT },
    { "DA", mean_day, DATE_LIKELY },
    { "P/Q/Y", mean_numbers, DATE_MEANT },
    { "P-Q-Y", mean_numbers, DATE_MEANT },
    { "P.Q.Y", mean_points, DATE_MEANT },
    { "P/Q", mean_numbers, DATE_PERHAPS },
    { "P.Q", mean_chinese_numbers, DATE_PERHAPS },
    { "P-Q", mean_chinese_numbers, DATE_PERHAPS },
    { "day after tomorrow", mean_day_after, DATE_LIKELY },
    { "tomorrow", mean_tomorrow, DATE_LIKELY },
    { "today", mean_today, DATE_LIKELY },
    { "next E", mean_next_weekday, DATE_LIKELY },
    { "next week", mean_something, DATE_PERHAPS },
    { "next month", mean_something, DATE_PERHAPS },
    { "end of next week", mean_something, DATE_LIKELY },
    { "end of this week", mean_something, DATE_LIKELY },
    { "end of the week", mean_something, DATE_LIKELY },
    { "end of week", mean_something, DATE_LIKELY },
    { "end of the month", mean_this_month, DATE_LIKELY },
    { "end of this month", mean_this_month, DATE_LIKELY },
    { "end of next month", mean_next_month, DATE_LIKELY },
    { "end of month", mean_this_month, DATE_LIKELY },
    { "end of the year", mean_year_end, DATE_LIKELY },
    { "end of year", mean_year_end, DATE_LIKELY },
    { "end of A", mean_end_of, DATE_LIKELY },
    { "month end", mean_this_month, DATE_LIKELY },
    { "year end", mean_year_end, DATE_LIKELY },
    { "in N days", mean_days, DATE_LIKELY },
    { "in N weeks", mean_weeks, DATE_LIKELY },
    { "in N months", mean_months, DATE_LIKELY },
    { "within N days", mean_days, DATE_LIKELY },
    { "within N weeks", mean_weeks, DATE_LIKELY },
    { "within N months", mean_months, DATE_LIKELY },
    { "Y_年_M_月_D_日", mean_day, DATE_MEANT },
    { "Y_年_M_月_D_号", mean_day, DATE_MEANT },
    { "M_月_D_日", mean_day, DATE_MEANT },
    { "M_月_D_号", mean_day, DATE_MEANT },
    { "M月D", mean_day, DATE_MEANT },
    { "本月D日", mean_day_of_month, DATE_LIKELY },
    { "D日", mean_day_of_month, DATE_PERHAPS },
    { "D号", mean_day_of_month, DATE_PERHAPS },
    { "本月底", mean_this_month, DATE_MEANT },
    { "本月末", mean_this_month, DATE_MEANT },
    { "这个月底", mean_this_month, DATE_MEANT },
    { "月末", mean_this_month, DATE_MEANT },
    { "下月底", mean_next_month, DATE_LIKELY },
    { "下个月底", mean_next_month, DATE_LIKELY },
    { "下月末", mean_next_month, DATE_LIKELY },
    { "M月末", mean_end_of, DATE_MEANT },
    { "今年底", mean_year_end, DATE_LIKELY },
    { "本年底", mean_year_end, DATE_LIKELY },
    { "年底", mean_year_end, DATE_LIKELY },
    { "年末", mean_year_end, DATE_LIKELY },
    { "本W", mean_this_week, DATE_MEANT },
    { "这W", mean_this_week, DATE_MEANT },
    { "这个W", mean_this_week, DATE_MEANT },
    { "下W", mean_next_week, DATE_LIKELY },
    { "下个W", mean_next_week, DATE_LIKELY },
    { "N天内", mean_days, DATE_LIKELY },
    { "N天之内", mean_days, DATE_LIKELY },
    { "N日内", mean_days, DATE_LIKELY },
    { "N周内", mean_weeks, DATE_LIKELY },
    { "N周之内", mean_weeks, DATE_LIKELY },
    { "N个星期内", mean_weeks, DATE_LIKELY },
    { "N个月内", mean_months, DATE_LIKELY },
    { "N个月之内", mean_months, DATE_LIKELY },
    { "N个工作日内", mean_something, DATE_LIKELY },
    { "明天", mean_tomorrow, DATE_LIKELY },
    { "明日", mean_tomorrow, DATE_LIKELY },
    { "后天", mean_day_after, DATE_LIKELY },
    { "今天", mean_today, DATE_LIKELY },
    { "今日", mean_today, DATE_LIKELY },
    { "本周内", mean_something, DATE_LIKELY },
    { "下周内", mean_something, DATE_LIKELY },
    { "本月内", mean_this_month, DATE_LIKELY },
    { "年内", mean_year_end, DATE_LIKELY },
};

/* The bytes at 'at' that say "before", which a due date means anyway. */
static size_t before_size(tm_text text, size_t at)
{
    static const char *const words[] = { "之前", "以前", "前" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_starts(text_from(text, at), text_of(words[i])))
            return strlen(words[i]);
    return 0;
}

/* ---- A date that is read, and words that follow without a space ---- */

/* Whether a word ends at 'at', so that the form was not the beginning of
 * another one. */
static bool is_end(tm_text text, size_t at)
{
    size_t next;
    const uint32_t code = text_decode(text, at, &next);
    return at >= text.size || text_is_space(code) || code == ',' ||
           code == ';' || code == 0xFF0C || code == 0x3001 || code == 0xFF1B;
}

/* Let 'found' take the rest of its word, behind a space. */
static void add_rest(struct arena *arena, tm_text text,
                     struct date_words *found)
{
    const size_t start = found->size;
    while (!is_end(text, found->size))
        text_decode(text, found->size, &found->size);
    const tm_text date = found->written;
    found->written =
        arena_format(arena, "%.*s %.*s", (int)date.size, date.data,
                     (int)(found->size - start), text.data + start);
    found->goes_on = true;
}

/* "前后" is no "前", nor is "前往". */
static bool is_other_word(tm_text rest)
{
    static const char *const words[] = { "后", "往", "台", "期", "夕",
                                         "任", "来", "去", "线", "端" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_starts(rest, text_of(words[i])))
            return true;
    return false;
}

/* Words that go on from a day, so that it is when something is due. */
static bool goes_on_from_day(tm_text rest, bool closed, enum date_sense *sense)
{
    static const char *const times[] = { "上午", "下午", "中午", "早上",
                                         "晚上", "下班", "上班", "（",
                                         "(",    "底前", "24时" };
    static const char *const ends[] = { "完成", "办结", "到位", "上报",
                                        "报送", "提交", "整改" };
    size_t next;
    *sense = DATE_MEANT;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (text_starts(rest, text_of(times[i])))
            return true;
    *sense = closed ? DATE_MEANT : DATE_LIKELY;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_starts(rest, text_of(ends[i])))
            return true;
    *sense = DATE_LIKELY;
    return closed && !is_other_word(rest) &&
           text_is_han(text_decode(rest, 0, &next));
}

static bool goes_on_from_ongoing(tm_text rest)
{
    static const char *const words[] = { "坚持", "执行", "落实", "推进",
                                         "保持", "抓",   "有效", "开展" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_starts(rest, text_of(words[i])))
            return true;
    return false;
}

/* "3月20日前完成" is "3月20日前 完成". */
static bool read_glued(struct arena *arena, tm_text text,
                       const struct date_custom *custom,
                       struct date_words *found)
{
    enum {
        LONGEST = 20 /* letters of a date */
    };
    tm_date date;
    size_t end = 0;
    for (int i = 0; i < LONGEST && end < text.size; i++) {
        text_decode(text, end, &end);
        end += end < text.size ? before_size(text, end) : 0;
        const tm_text day = text_slice(text, 0, end);
        const tm_text rest = text_from(text, end);
        const enum date_result result = date_read(day, custom->talk, &date);
        const bool goes_on =
            result == DATE_ONGOING
                ? goes_on_from_ongoing(rest)
                : result != DATE_NONE &&
                      goes_on_from_day(rest, text_ends(day, TEXT("前")),
                                       &found->sense);
        if (!goes_on)
            continue;
        found->size = end;
        found->written = day;
        add_rest(arena, text, found);
        found->past = result == DATE_FOUND && custom->talk.year &&
                      tm_date_compare(date, custom->talk) < 0;
        return true;
    }
    return false;
}

/* ---- Reading ---- */

/* Whether a comma at 'at' goes on without a space: "10月20,21" names two days. */
static bool is_listed(tm_text text, size_t at)
{
    size_t behind, next;
    if (at >= text.size || text_is_space(text_decode(text, at, &behind)))
        return false;
    return behind < text.size &&
           !text_is_space(text_decode(text, behind, &next));
}

static bool read_form(const struct form *form, struct arena *arena,
                      tm_text text, const struct date_custom *custom,
                      struct date_words *found)
{
    struct date_said said;
    size_t size;
    tm_date date;
    if (!date_pattern_matches(form->pattern, text, &said, &size) ||
        date_read(text_slice(text, 0, size), custom->talk, &date) != DATE_NONE)
        return false;
    *found = (struct date_words){ .sense = form->sense };
    struct reading r = { arena, custom, &said, found };
    const size_t before = before_size(text, size);
    enum date_sense sense;
    const bool glued =
        before && goes_on_from_day(text_from(text, size + before),
                                   form->sense != DATE_PERHAPS, &sense);
    found->size = size + before;
    if (!is_end(text, found->size) && !glued)
        return false;
    if (before && found->sense == DATE_PERHAPS)
        found->sense = DATE_LIKELY;
    if (!form->mean(&r))
        return false;
    if (found->sense == DATE_MEANT &&
        (glued ? sense != DATE_MEANT : is_listed(text, found->size)))
        found->sense = DATE_LIKELY;
    if (glued && found->written.size)
        add_rest(arena, text, found);
    return true;
}

bool date_words_read(struct arena *arena, tm_text text,
                     const struct date_custom *custom, struct date_words *found)
{
    *found = (struct date_words){ 0 };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (read_form(&forms[i], arena, text, custom, found))
            return true;
    *found = (struct date_words){ 0 };
    return read_glued(arena, text, custom, found);
}

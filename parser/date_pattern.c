#include "date_pattern.h"

#include "text.h"

enum {
    ABSENT = DATE_ABSENT,
    WEEK = 7,
    MONTHS = 12,
};

/* A place in a text that a form is compared with. */
struct cursor {
    tm_text text;
    size_t at;
};

typedef bool read_part(struct cursor *cursor, int *value);

static bool read_digits(struct cursor *cursor, size_t least, size_t most,
                        int *value)
{
    size_t count = 0;
    *value = 0;
    for (; count < most; count++, cursor->at++) {
        const char byte = text_byte(cursor->text, cursor->at);
        if (byte < '0' || byte > '9')
            break;
        *value = *value * 10 + (byte - '0');
    }
    return count >= least;
}

static bool read_year(struct cursor *cursor, int *value)
{
    return read_digits(cursor, 4, 4, value) && *value > 0;
}

static bool read_number(struct cursor *cursor, int *value)
{
    return read_digits(cursor, 1, 2, value) && *value > 0;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool read_literal(struct cursor *cursor, const char *word)
{
    const size_t size = strlen(word);
    if (size > cursor->text.size - cursor->at)
        return false;
    for (size_t i = 0; i < size; i++)
        if (lower(cursor->text.data[cursor->at + i]) != word[i])
            return false;
    cursor->at += size;
    return true;
}

/* One of 'count' names, or its first 'least' letters or more: "Mar", "Sept". */
static bool read_name(struct cursor *cursor, const char *const *names,
                      int count, int *value)
{
    enum {
        LEAST = 3
    };
    const tm_text text = cursor->text;
    size_t end = cursor->at;
    while (end < text.size && lower(text.data[end]) >= 'a' &&
           lower(text.data[end]) <= 'z')
        end++;
    const tm_text word = text_slice(text, cursor->at, end - cursor->at);
    for (*value = 1; *value <= count && word.size >= LEAST; ++*value) {
        const tm_text name = text_of(names[*value - 1]);
        if (!text_equal_case(text_slice(name, 0, word.size), word))
            continue;
        cursor->at = end + (text_byte(text, end) == '.' && word.size == LEAST);
        return true;
    }
    return false;
}

/* A word "may" is no month. */
static bool read_month(struct cursor *cursor, int *value)
{
    static const char *const names[MONTHS] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december",
    };
    return !text_starts(text_from(cursor->text, cursor->at), TEXT("may")) &&
           read_name(cursor, names, MONTHS, value);
}

static bool read_weekday(struct cursor *cursor, int *value)
{
    static const char *const names[WEEK] = {
        "monday", "tuesday",  "wednesday", "thursday",
        "friday", "saturday", "sunday",
    };
    return read_name(cursor, names, WEEK, value);
}

static bool read_one_of(struct cursor *cursor, const char *const *words,
                        int count, int *value)
{
    for (*value = 1; *value <= count; ++*value)
        if (read_literal(cursor, words[*value - 1]))
            return true;
    return false;
}

static bool read_chinese_weekday(struct cursor *cursor, int *value)
{
    static const char *const days[] = { "一", "二", "三", "四",
                                        "五", "六", "日", "天" };
    static const char *const weeks[] = { "周", "星期", "礼拜" };
    int week;
    if (!read_one_of(cursor, weeks, 3, &week) ||
        !read_one_of(cursor, days, 8, value))
        return false;
    if (*value > WEEK)
        *value = WEEK;
    return true;
}

static bool read_count(struct cursor *cursor, int *value)
{
    static const char *const numerals[] = { "一", "二", "三", "四", "五",
                                            "六", "七", "八", "九", "十" };
    static const char *const words[] = { "one",  "two",  "three",
                                         "four", "five", "six" };
    if (read_literal(cursor, "两")) {
        *value = 2;
        return true;
    }
    return read_one_of(cursor, numerals, 10, value) ||
           read_one_of(cursor, words, 6, value) || read_number(cursor, value);
}

/* White space on one line, with a comma before it or none. */
static bool read_space(struct cursor *cursor, int *value)
{
    size_t at = cursor->at, next;
    (void)value;
    if (text_byte(cursor->text, at) == ',')
        at++;
    uint32_t code = text_decode(cursor->text, at, &next);
    const size_t start = at;
    while (text_is_space(code) && code != '\n' && code != '\r') {
        at = next;
        code = text_decode(cursor->text, at, &next);
    }
    if (at == start)
        return false;
    cursor->at = at;
    return true;
}

static bool read_gap(struct cursor *cursor, int *value)
{
    const struct cursor before = *cursor;
    if (!read_space(cursor, value))
        *cursor = before;
    return true;
}

/* "24th". */
static bool read_ordinal(struct cursor *cursor, int *value)
{
    static const char *const endings[] = { "st", "nd", "rd", "th" };
    read_one_of(cursor, endings, 4, value);
    return true;
}

/* In a pattern a capital stands for a part, all else for itself. */
static const struct {
    char letter;
    read_part *read;
    size_t part; /* offset in struct date_said; SIZE_MAX: it says nothing */
} parts[] = {
    { 'Y', read_year, offsetof(struct date_said, year) },
    { 'M', read_number, offsetof(struct date_said, month) },
    { 'A', read_month, offsetof(struct date_said, month) },
    { 'D', read_number, offsetof(struct date_said, day) },
    { 'P', read_number, offsetof(struct date_said, first) },
    { 'Q', read_number, offsetof(struct date_said, second) },
    { 'E', read_weekday, offsetof(struct date_said, weekday) },
    { 'W', read_chinese_weekday, offsetof(struct date_said, weekday) },
    { 'N', read_count, offsetof(struct date_said, count) },
    { 'T', read_ordinal, SIZE_MAX },
    { ' ', read_space, SIZE_MAX },
    { '_', read_gap, SIZE_MAX },
};

static bool read_letter(struct cursor *cursor, const char *letter,
                        struct date_said *said)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int value = 0;
        if (parts[i].letter != *letter)
            continue;
        if (!parts[i].read(cursor, &value))
            return false;
        if (parts[i].part != SIZE_MAX)
            memcpy((char *)said + parts[i].part, &value, sizeof value);
        return true;
    }
    return text_byte(cursor->text, cursor->at) &&
           lower(cursor->text.data[cursor->at++]) == *letter;
}

bool date_pattern_matches(const char *pattern, tm_text text,
                          struct date_said *said, size_t *size)
{
    struct cursor cursor = { text, 0 };
    *said = (struct date_said){ ABSENT, ABSENT, ABSENT, ABSENT,
                                ABSENT, ABSENT, ABSENT };
    for (; *pattern; pattern++)
        if (!read_letter(&cursor, pattern, said))
            return false;
    *size = cursor.at;
    return true;
}

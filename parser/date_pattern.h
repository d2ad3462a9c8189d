/*
 * date_pattern.h - the forms of dates that talkmark does not read, as patterns:
 * "DT A" is "24th March".
 *
 * In a pattern a capital stands for a part, a space for white space, "_" for
 * some or none, and all else for itself, ASCII case aside:
 *
 *   Y year, of four digits      M month, D day, of up to two
 *   A month by its English name P and Q numbers that are a month and a day
 *   E weekday in English        W in Chinese, 周五 or 星期五
 *   N a number, or a word for it
 *   T "st", "nd", "rd", "th" or nothing
 */
#ifndef DATE_PATTERN_H
#define DATE_PATTERN_H

#include "talkmark.h"

enum {
    DATE_ABSENT = -1
};

/** What the parts of a pattern say; DATE_ABSENT where it has none of that
    sort. */
struct date_said {
    int year, month, day;
    int first, second; /* P, Q */
    int weekday, count;
};

/** Whether 'text' begins as 'pattern' says; sets '*size' to the bytes that it
    takes. */
bool date_pattern_matches(const char *pattern, tm_text text,
                          struct date_said *said, size_t *size);

#endif

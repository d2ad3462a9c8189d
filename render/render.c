#include "render.h"

#include <string.h>

tm_text render_text(const char *string)
{
    return (tm_text){ string, strlen(string) };
}

bool render_text_equal(tm_text a, tm_text b)
{
    return a.size == b.size && (!a.size || !memcmp(a.data, b.data, a.size));
}

int render_text_compare(tm_text a, tm_text b)
{
    const size_t common = a.size < b.size ? a.size : b.size;
    const int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static char *put_digits(char *at, unsigned number, size_t count)
{
    for (size_t i = count; i--; number /= 10)
        at[i] = (char)('0' + number % 10);
    return at + count;
}

/* A number without leading zeros, and a character of three bytes behind it. */
static char *put_part(char *at, unsigned number, const char *character)
{
    size_t digits = 1;
    for (unsigned rest = number; rest >= 10; rest /= 10)
        digits++;
    at = put_digits(at, number, digits);
    memcpy(at, character, 3);
    return at + 3;
}

/* By hand: a page has thousands, and printf would take a third of its time. */
const char *render_date(tm_date date, char buffer[RENDER_DATE_SIZE])
{
    char *at = buffer;
    if (date.year) {
        at = put_digits(at, (unsigned)date.year, 4);
        *at++ = '-';
        at = put_digits(at, (unsigned)date.month, 2);
        *at++ = '-';
        at = put_digits(at, (unsigned)date.day, 2);
    }
    *at = '\0';
    return buffer;
}

const char *render_date_words(tm_date date, bool chinese,
                              char buffer[RENDER_DATE_SIZE])
{
    if (!chinese || !date.year)
        return render_date(date, buffer);
    char *at = put_part(buffer, (unsigned)date.year, "年");
    at = put_part(at, (unsigned)date.month, "月");
    at = put_part(at, (unsigned)date.day, "日");
    *at = '\0';
    return buffer;
}

#include "render.h"

#include <stdio.h>
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
    snprintf(buffer, RENDER_DATE_SIZE, "%d年%u月%u日", (int)date.year,
             (unsigned)date.month, (unsigned)date.day);
    return buffer;
}

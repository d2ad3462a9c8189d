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

const char *render_date(tm_date date, char buffer[RENDER_DATE_SIZE])
{
    buffer[0] = '\0';
    if (date.year)
        snprintf(buffer, RENDER_DATE_SIZE, "%04d-%02u-%02u", (int)date.year,
                 (unsigned)date.month, (unsigned)date.day);
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

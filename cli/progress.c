#include "progress.h"

#include "colour.h"
#include "descriptor.h"
#include "terminal.h"

#include <stdbool.h>
#include <time.h>
#include <unistd.h>

enum {
    FIRST_SHOWN = 500, /* milliseconds after the start */
    BETWEEN = 100,     /* milliseconds between two drawings */
    CELLS = 24,
};

static struct {
    size_t count, done; /* count 0: there is no bar */
    long long next;     /* when it is to be drawn, in milliseconds */
    bool shown;
} bar;

static long long now(void)
{
    struct timespec time = { 0, 0 };
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_begin(size_t count)
{
    bar.count = count > 1 && terminal_is(STDERR_FILENO) ? count : 0;
    bar.done = 0;
    bar.next = bar.count ? now() + FIRST_SHOWN : 0;
}

static void put_bar(struct sink *sink)
{
    const size_t full = bar.done * CELLS / bar.count;
    sink_byte(sink, '[');
    for (size_t i = 0; i < CELLS; i++)
        sink_byte(sink, i < full ? '=' : ' ');
    sink_string(sink, "] ");
    sink_number(sink, bar.done);
    sink_string(sink, " of ");
    sink_number(sink, bar.count);
}

/* Empty the line, and draw the bar on it where 'shown'. Drawing is all in one
 * write; that it fails changes nothing. */
static void draw(bool shown)
{
    struct descriptor standard_error = { STDERR_FILENO, 0 };
    struct sink sink;
    sink_init(&sink, descriptor_write, &standard_error);
    colour_clear_line(&sink);
    if (shown)
        put_bar(&sink);
    sink_finish(&sink);
    bar.shown = shown;
}

void progress_step(void)
{
    if (!bar.count)
        return;
    bar.done++;
    const long long time = now();
    if (time < bar.next)
        return;
    bar.next = time + BETWEEN;
    draw(true);
}

void progress_hide(void)
{
    if (bar.shown)
        draw(false);
}

void progress_end(void)
{
    progress_hide();
    bar.count = 0;
}

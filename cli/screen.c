#include "screen.h"

#include "escape.h"

void screen_init(struct screen *screen, tm_write *write, void *to)
{
    sink_init(&screen->sink, write, to);
    screen->held_size = 0;
}

static void show(struct screen *screen, const char *data, size_t size)
{
    size_t start = 0;
    for (size_t at = 0; at < size; at++)
        if (data[at] == '\n' || data[at] == '\t') {
            escape_terminal(&screen->sink,
                            (tm_text){ data + start, at - start });
            sink_byte(&screen->sink, data[at]);
            start = at + 1;
        }
    if (size > start)
        escape_terminal(&screen->sink, (tm_text){ data + start, size - start });
}

static size_t character_size(unsigned char first)
{
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The bytes before a character that is cut off at the end. */
static size_t whole_size(const char *data, size_t size)
{
    size_t first = size;
    while (first && size - first < 3 && (data[first - 1] & 0xC0) == 0x80)
        first--;
    if (!first)
        return size;
    first--;
    return size - first < character_size((unsigned char)data[first]) ? first
                                                                     : size;
}

/* Bytes of 'data' that complete what is held. */
static size_t complete(struct screen *screen, const char *data, size_t size)
{
    size_t taken = 0;
    while (screen->held_size && taken < size) {
        screen->held[screen->held_size++] = data[taken++];
        if (whole_size(screen->held, screen->held_size) == 0)
            continue;
        show(screen, screen->held, screen->held_size);
        screen->held_size = 0;
    }
    return taken;
}

bool screen_write(void *to, const char *data, size_t size)
{
    struct screen *screen = to;
    const size_t taken = complete(screen, data, size);
    data += taken;
    size -= taken;
    const size_t whole = whole_size(data, size);
    show(screen, data, whole);
    for (size_t at = whole; at < size; at++)
        screen->held[screen->held_size++] = data[at];
    return !screen->sink.failed;
}

bool screen_finish(struct screen *screen)
{
    show(screen, screen->held, screen->held_size);
    screen->held_size = 0;
    return sink_finish(&screen->sink);
}

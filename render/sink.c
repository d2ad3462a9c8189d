#include "sink.h"

#include <stdlib.h>
#include <string.h>

void sink_init(struct sink *sink, tm_write *write, void *to)
{
    sink->write = write;
    sink->to = to;
    sink->used = 0;
    sink->last_passed = '\0';
    sink->failed = false;
}

static void pass_on(struct sink *sink, const char *data, size_t size)
{
    if (!size)
        return;
    sink->last_passed = data[size - 1];
    if (!sink->failed)
        sink->failed = !sink->write(sink->to, data, size);
}

static void flush(struct sink *sink)
{
    pass_on(sink, sink->buffer, sink->used);
    sink->used = 0;
}

bool sink_finish(struct sink *sink)
{
    flush(sink);
    return !sink->failed;
}

void sink_put_over(struct sink *sink, const char *data, size_t size)
{
    flush(sink);
    if (size > SINK_BUFFER) {
        pass_on(sink, data, size);
    } else {
        memcpy(sink->buffer, data, size);
        sink->used = size;
    }
}

void sink_number(struct sink *sink, size_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    sink_put(sink, digits + at, sizeof digits - at);
}

void sink_spaces(struct sink *sink, size_t count)
{
    while (count--)
        sink_byte(sink, ' ');
}

bool sink_write(void *sink, const char *data, size_t size)
{
    sink_put(sink, data, size);
    return !((struct sink *)sink)->failed;
}

bool memory_write(void *memory, const char *data, size_t size)
{
    struct memory *m = memory;
    if (size > m->capacity - m->size) {
        if (size > SIZE_MAX / 4 - m->size)
            return false;
        const size_t capacity = (m->size + size) * 2;
        char *grown = realloc(m->data, capacity);
        if (!grown)
            return false;
        m->data = grown;
        m->capacity = capacity;
    }
    if (size)
        memcpy(m->data + m->size, data, size);
    m->size += size;
    return true;
}

void memory_free(struct memory *memory)
{
    free(memory->data);
    *memory = (struct memory){ 0 };
}

/*
 * md4c_html.c - HTML by md4c, gathered in a buffer as its program does.
 */
#include "html_files.h"

#include <limits.h>
#include <md4c-html.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct buffer {
    char *data;
    size_t size, room;
    bool failed;
};

static bool make_room(struct buffer *buffer, size_t size)
{
    if (size <= buffer->room - buffer->size)
        return true;
    const size_t room = (buffer->size + size) / 2 * 3;
    char *data = realloc(buffer->data, room);
    if (!data)
        return false;
    buffer->data = data;
    buffer->room = room;
    return true;
}

static void append(const MD_CHAR *text, MD_SIZE size, void *data)
{
    struct buffer *buffer = data;
    if (buffer->failed || !make_room(buffer, size)) {
        buffer->failed = true;
        return;
    }
    memcpy(buffer->data + buffer->size, text, size);
    buffer->size += size;
}

char *to_html(const char *markdown, size_t size, size_t *html_size)
{
    struct buffer buffer = { .room = size / 8 * 9 + 64 };
    buffer.data = malloc(buffer.room);
    buffer.failed =
        !buffer.data || size > UINT_MAX ||
        md_html(markdown, (MD_SIZE)size, append, &buffer, 0, 0) != 0 ||
        buffer.failed;
    if (buffer.failed) {
        free(buffer.data);
        return NULL;
    }
    *html_size = buffer.size;
    return buffer.data;
}

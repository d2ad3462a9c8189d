#include "task_list.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The cells of a line where 'file' is a terminal; else 0. */
static size_t width_of_terminal(int file)
{
    struct winsize size;
    if (!isatty(file) || ioctl(file, TIOCGWINSZ, &size))
        return 0;
    return size.ws_col;
}

bool task_list_begin(struct task_list_writer *writer, struct reading *reading,
                     const char *path, const struct task_format *format)
{
    *writer = (struct task_list_writer){ .format = format,
                                         .reading = reading,
                                         .good = true };
    if (!output_open(&writer->output, path)) {
        reading_fail(reading);
        return false;
    }
    writer->options = reading_options(reading);
    writer->options.width = width_of_terminal(writer->output.to.file);
    return true;
}

/* Make room for one more of 'size' bytes each; NULL where there is none. */
static void *grown(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    const size_t more = *capacity ? *capacity * 2 : 64;
    void *larger = realloc(items, more * size);
    if (larger)
        *capacity = more;
    return larger;
}

static bool add_item(struct task_list_writer *writer, const tm_item *item)
{
    const tm_item **items = grown(writer->items, writer->count,
                                  &writer->capacity, sizeof *items);
    if (!items)
        return false;
    writer->items = items;
    writer->items[writer->count++] = item;
    return true;
}

static bool keep(struct task_list_writer *writer, tm_talk *talk)
{
    tm_talk **talks = grown(writer->talks, writer->talk_count,
                            &writer->talk_capacity, sizeof *talks);
    if (!talks)
        return false;
    writer->talks = talks;
    writer->talks[writer->talk_count++] = talk;
    return true;
}

static bool write_list(struct task_list_writer *writer)
{
    const struct task_list list = { writer->items, writer->count };
    return writer->format->write(&list, &writer->options,
                                 &writer->output.sink);
}

void task_list_add(struct task_list_writer *writer, tm_talk *talk)
{
    const tm_filter *filter = &writer->reading->settings->filter;
    const size_t before = writer->count;
    for (size_t i = 0; i < tm_talk_item_count(talk) && writer->good; i++)
        if (tm_filter_takes(filter, tm_talk_item(talk, i)))
            writer->good = add_item(writer, tm_talk_item(talk, i));
    if (writer->format->streams) {
        writer->good = writer->good && write_list(writer);
        writer->count = 0;
    } else if (writer->count > before && keep(writer, talk)) {
        return;
    } else if (writer->count > before) {
        writer->count = before;
        writer->good = false;
    }
    tm_talk_free(talk);
}

bool task_list_end(struct task_list_writer *writer, bool keep)
{
    if (keep && !writer->format->streams)
        writer->good = writer->good && write_list(writer);
    if (!writer->good)
        writer->output.sink.failed = true;
    const bool closed = output_close(&writer->output, keep);
    for (size_t i = 0; i < writer->talk_count; i++)
        tm_talk_free(writer->talks[i]);
    free(writer->talks);
    free(writer->items);
    if (!closed)
        reading_fail(writer->reading);
    return closed;
}

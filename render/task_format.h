/*
 * task_format.h - what a task list is, and what writes one.
 *
 * Adding a format is one file with one function of type task_write and one row
 * in formats.def.
 */
#ifndef TASK_FORMAT_H
#define TASK_FORMAT_H

#include "render.h"
#include "sink.h"
#include "talkmark.h"

/**
 * Items of any number of talks, selected and sorted by the caller; borrowed.
 * tm_item_talk() tells the talk of each.
 */
struct task_list {
    const tm_item *const *items; /* NULL only where count is 0 */
    size_t count;
    /* For a format with TASKS_TALKS: the talks that were read, also such as no
       item is of. NULL: those of the items. */
    const tm_talk *const *talks;
    size_t talk_count;
};

/**
 * Write the whole of 'list' to 'sink'. Returns false where memory ran out or
 * the sink had failed by the end; what is written then is good for nothing.
 * The caller finishes the sink.
 */
typedef bool task_write(const struct task_list *list,
                        const struct tm_render_options *options,
                        struct sink *sink);

#endif

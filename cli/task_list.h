/*
 * task_list.h - the items of many talks on their way to one list.
 *
 * A format that streams is written as the talks come, unless the list is to be
 * sorted or grouped; for any other the talks are kept until it is complete.
 */
#ifndef TASK_LIST_H
#define TASK_LIST_H

#include "output.h"
#include "reading.h"

struct task_list_writer {
    struct output output;
    const struct task_format *format;
    struct reading *reading;
    struct tm_render_options options;
    const tm_item **items;
    size_t count, capacity;
    tm_shares **shares; /* those that some of the items are in */
    size_t share_count, share_capacity;
    tm_talk **talks; /* kept for a list that is not streamed */
    size_t talk_count, talk_capacity;
    bool overdue; /* something in the list is */
    bool good;
};

/** Open 'path' (NULL or "-": standard output). False after a message. */
bool task_list_begin(struct task_list_writer *writer, struct reading *reading,
                     const char *path, const struct task_format *format);
/** Add the items of 'talk' that the settings ask for. Takes the talk: it is
    the writer's to free. */
void task_list_add(struct task_list_writer *writer, tm_talk *talk);
/** Write what is left and close; false after a message. Without 'keep' the
    list is dropped, and a file that was there stays. */
bool task_list_end(struct task_list_writer *writer, bool keep);

#endif

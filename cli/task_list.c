#include "task_list.h"

#include "groups.h"
#include "progress.h"
#include "report.h"

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

static bool streams(const struct task_list_writer *writer)
{
    const struct settings *settings = writer->reading->settings;
    return writer->format->traits & TASKS_STREAM && !settings->sorted &&
           !settings->by;
}

bool task_list_begin(struct task_list_writer *writer, struct reading *reading,
                     const char *path, const struct task_format *format)
{
    *writer = (struct task_list_writer){ .format = format,
                                         .reading = reading,
                                         .good = true };
    const char *missing = task_format_missing(format);
    if (missing)
        report_file(missing, "is not installed: this format needs it", NULL);
    if (missing || !output_open(&writer->output, path)) {
        reading_fail(reading);
        return false;
    }
    const bool to_file = writer->output.to.file != STDOUT_FILENO;
    if (streams(writer) && !to_file)
        progress_end(); /* it may be the same terminal */
    if (!(format->traits & TASKS_TERMINAL))
        output_show(&writer->output);
    writer->options = reading_options(reading);
    writer->options.by = reading->settings->by;
    writer->options.width = width_of_terminal(writer->output.to.file);
    writer->options.colour =
        !to_file &&
        terminal_has_colour(STDOUT_FILENO, reading->settings->colour);
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

/* ---- Gathering ---- */

static bool add_item(struct task_list_writer *writer, const tm_item *item)
{
    const tm_item **items =
        grown(writer->items, writer->count, &writer->capacity, sizeof *items);
    if (!items)
        return false;
    writer->items = items;
    writer->items[writer->count++] = item;
    writer->overdue |= tm_item_is_late(item, writer->reading->settings->today);
    return true;
}

static bool keep_shares(struct task_list_writer *writer, tm_shares *shares)
{
    tm_shares **kept = grown(writer->shares, writer->share_count,
                             &writer->share_capacity, sizeof *kept);
    if (!kept)
        return false;
    writer->shares = kept;
    writer->shares[writer->share_count++] = shares;
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

/* Forget the items; what was on its way is written or given up. */
static void forget(struct task_list_writer *writer)
{
    for (size_t i = 0; i < writer->share_count; i++)
        tm_shares_free(writer->shares[i]);
    writer->share_count = writer->count = 0;
}

/* Whose a share is decides whether it is asked for, not whose the item is. */
static bool add_shares(struct task_list_writer *writer, const tm_item *item)
{
    const tm_filter *filter = &writer->reading->settings->filter;
    tm_filter anyones = *filter;
    anyones.condition_count = 0;
    if (!tm_filter_takes(&anyones, item))
        return true;
    tm_shares *shares = tm_item_shares(item);
    if (!shares || !keep_shares(writer, shares)) {
        tm_shares_free(shares);
        return false;
    }
    const size_t before = writer->count;
    for (size_t i = 0; i < tm_shares_count(shares); i++)
        if (tm_filter_takes(filter, tm_shares_item(shares, i)) &&
            !add_item(writer, tm_shares_item(shares, i)))
            return false;
    if (writer->count == before)
        tm_shares_free(writer->shares[--writer->share_count]);
    return true;
}

static bool add(struct task_list_writer *writer, const tm_item *item)
{
    const struct settings *settings = writer->reading->settings;
    if (settings->each_owner)
        return add_shares(writer, item);
    return !tm_filter_takes(&settings->filter, item) || add_item(writer, item);
}

/* ---- Writing ---- */

static bool write_list(struct task_list_writer *writer)
{
    const struct task_list list = {
        .items = writer->items,
        .count = writer->count,
        .talks = (const tm_talk *const *)writer->talks,
        .talk_count = writer->talk_count,
    };
    return writer->format->write(&list, &writer->options, &writer->output.sink);
}

/* Shares may be many: they are not all kept before some are written. */
static void write_some(struct task_list_writer *writer, size_t most)
{
    if (writer->count <= most)
        return;
    writer->good = writer->good && write_list(writer);
    forget(writer);
}

/* A format without groups has the items of each group together, once. */
static bool arrange(struct task_list_writer *writer)
{
    struct groups groups;
    const struct task_list list = { .items = writer->items,
                                    .count = writer->count };
    const bool sorted =
        groups_sort(&groups, &list, writer->options.by, writer->options.today);
    size_t count = 0;
    for (size_t i = 0; sorted && i < groups.count; i++) {
        const struct grouped *grouped = &groups.items[i];
        if (!grouped->owner ||
            grouped->owner == tm_item_owner(grouped->item, 0))
            writer->items[count++] = grouped->item;
    }
    groups_free(&groups);
    return sorted;
}

static bool order(struct task_list_writer *writer)
{
    const struct settings *settings = writer->reading->settings;
    if (settings->sorted &&
        !tm_items_sort(writer->items, writer->count, settings->order))
        return false;
    return !settings->by || writer->format->traits & TASKS_GROUP ||
           arrange(writer);
}

/* ---- The list ---- */

enum {
    SOME = 1024
};

/* Whether a talk is to be kept, before whose items there were so many. */
static bool wants(const struct task_list_writer *writer, size_t before)
{
    return writer->count > before || writer->format->traits & TASKS_TALKS;
}

void task_list_add(struct task_list_writer *writer, tm_talk *talk)
{
    const size_t before = writer->count;
    for (size_t i = 0; i < tm_talk_item_count(talk) && writer->good; i++) {
        writer->good = add(writer, tm_talk_item(talk, i));
        if (streams(writer))
            write_some(writer, SOME);
    }
    if (streams(writer))
        write_some(writer, 0);
    else if (wants(writer, before) && keep(writer, talk))
        return;
    else if (wants(writer, before))
        writer->good = false;
    if (!writer->good)
        forget(writer);
    tm_talk_free(talk);
}

bool task_list_end(struct task_list_writer *writer, bool keep)
{
    progress_end();
    if (keep && !streams(writer))
        writer->good = writer->good && order(writer) && write_list(writer);
    if (!writer->good)
        writer->output.sink.failed = true;
    const bool closed = output_close(&writer->output, keep);
    forget(writer);
    for (size_t i = 0; i < writer->talk_count; i++)
        tm_talk_free(writer->talks[i]);
    free(writer->talks);
    free(writer->shares);
    free(writer->items);
    if (!closed)
        reading_fail(writer->reading);
    return closed;
}

/*
 * outputs.h - every output of one talk, for tests that walk over all of them:
 * the rows of formats.def, the page, the fragment, what was found wrong, and
 * what the talkmark.yaml behind it says.
 */
#ifndef OUTPUTS_H
#define OUTPUTS_H

#include "formats.h"
#include "html_body.h"
#include "html_page.h"

#include <stdlib.h>

/** A talk, its tasks and how it is to be written. */
struct outputs {
    const tm_talk *talk;
    const tm_config *config; /* what the talk was read with; NULL: nothing */
    struct task_list tasks;
    struct tm_render_options options;
};

enum {
    OTHER_OUTPUTS = 5, /* in no table: see output_name() */
    MOST_OUTPUTS = 64,
};

/* The tables of what writes one talk. */
static const struct talk_format *const talk_tables[] = { outline_formats,
                                                         text_formats };

static size_t task_format_count(void)
{
    size_t count = 0;
    while (task_formats[count].name)
        count++;
    return count;
}

/* The i-th row of all the tables of what writes one talk; NULL at the end. */
static const struct talk_format *talk_format_at(size_t i)
{
    for (size_t t = 0; t < sizeof talk_tables / sizeof *talk_tables; t++)
        for (const struct talk_format *row = talk_tables[t]; row->name; row++)
            if (!i--)
                return row;
    return NULL;
}

/** How many outputs there are. */
static size_t output_count(void)
{
    size_t count = 0;
    while (talk_format_at(count))
        count++;
    return OTHER_OUTPUTS + task_format_count() + count;
}

/** The i-th output's name, i < output_count(). */
static const char *output_name(size_t i)
{
    static const char *const names[] = { "fragment", "page", "diagnostics",
                                         "shares", "configuration" };
    const size_t tasks = task_format_count();
    if (i < OTHER_OUTPUTS)
        return names[i];
    if (i - OTHER_OUTPUTS < tasks)
        return task_formats[i - OTHER_OUTPUTS].name;
    const struct talk_format *row = talk_format_at(i - OTHER_OUTPUTS - tasks);
    return row ? row->name : "";
}

static void put_diagnostic(const tm_diagnostic *diagnostic, struct sink *sink)
{
    sink_number(sink, diagnostic->place.start);
    sink_string(sink, " ");
    sink_string(sink, diagnostic->rule);
    sink_string(sink, " ");
    sink_text(sink, diagnostic->message);
    sink_string(sink, "\n");
}

/** The command that writes it, as --format names it; "" where none does. */
static inline const char *output_command(size_t i)
{
    static const char *const commands[] = { "outline", "text" };
    size_t first = OTHER_OUTPUTS;
    if (i < first)
        return "";
    if (i < (first += task_format_count()))
        return "tasks";
    for (size_t t = 0; t < sizeof talk_tables / sizeof *talk_tables; t++)
        for (const struct talk_format *row = talk_tables[t]; row->name; row++)
            if (i == first++)
                return commands[t];
    return "";
}

static void put_diagnostics(const tm_talk *talk, struct sink *sink)
{
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++)
        put_diagnostic(tm_talk_diagnostic(talk, i), sink);
}

static void put_configuration(const tm_config *config, struct sink *sink)
{
    tm_place place;
    for (size_t i = 0; config && tm_config_key(i); i++) {
        sink_string(sink, tm_config_key(i));
        sink_text(sink, tm_config_value(config, i, &place));
        sink_number(sink, place.start);
        sink_string(sink, "\n");
    }
    for (size_t i = 0; config && i < tm_config_column_count(config); i++)
        sink_text(sink, tm_config_column(config, i));
    for (size_t i = 0; config && i < tm_config_diagnostic_count(config); i++)
        put_diagnostic(tm_config_diagnostic(config, i), sink);
}

/* The shares of 'item', sorted and in groups. */
static bool put_shares(const struct outputs *outputs, const tm_item *item,
                       struct sink *sink)
{
    struct tm_render_options options = outputs->options;
    tm_shares *shares = tm_item_shares(item);
    const size_t count = shares ? tm_shares_count(shares) : 0;
    const tm_item **items = malloc((count + 1) * sizeof *items);
    bool good = shares && items;
    for (size_t i = 0; good && i < count; i++)
        items[i] = tm_shares_item(shares, i);
    const struct task_list list = { .items = items, .count = count };
    options.by =
        (enum group_by)(1 + tm_item_index(item) % (GROUP_BY__COUNT - 1));
    good = good && tm_items_sort(items, count, TM_ORDER_TEXT) &&
           task_formats->write(&list, &options, sink);
    tm_shares_free(shares);
    free(items);
    return good;
}

static bool put_all_shares(const struct outputs *outputs, struct sink *sink)
{
    for (size_t i = 0; i < outputs->tasks.count; i++)
        if (!put_shares(outputs, outputs->tasks.items[i], sink))
            return false;
    return !sink->failed;
}

static bool put_output(const struct outputs *outputs, size_t i,
                       struct sink *sink)
{
    const size_t tasks = task_format_count();
    switch (i) {
    case 0: return render_html_fragment(outputs->talk, &outputs->options, sink);
    case 1: return render_html_page(outputs->talk, &outputs->options, sink);
    case 2: put_diagnostics(outputs->talk, sink); return true;
    case 3: return put_all_shares(outputs, sink);
    case 4: put_configuration(outputs->config, sink); return true;
    }
    i -= OTHER_OUTPUTS;
    if (i < tasks)
        return task_formats[i].write(&outputs->tasks, &outputs->options, sink);
    const struct talk_format *row = talk_format_at(i - tasks);
    return row && row->write(outputs->talk, &outputs->options, sink);
}

/** Write the i-th output; false where the renderer or 'write' failed. */
static bool output_write(const struct outputs *outputs, size_t i,
                         tm_write *write, void *to)
{
    struct sink sink;
    sink_init(&sink, write, to);
    const bool done = put_output(outputs, i, &sink);
    return sink_finish(&sink) && done;
}

#endif

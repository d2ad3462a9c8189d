#include "check_ahead.h"

#include "report.h"
#include "workers.h"

#include <stdlib.h>

/* Talks that each thread may be ahead of what is written. */
enum {
    AHEAD = 4
};

/* What one input gave on another thread. */
struct judged {
    struct checked file;
    struct memory messages; /* in place of standard error */
    bool is_done;           /* false: not to be had on another thread */
};

static struct checked judge(const struct check_ahead *ahead, size_t i)
{
    const struct reading *reading = ahead->reading;
    const char *name = reading_name(reading, i);
    tm_text text;
    if (!input_read(&reading->inputs.list[i], name, &text))
        return (struct checked){ .is_read = false };
    return checked_make(text, name, configs_of(&reading->configs, i),
                        ahead->most);
}

void check_ahead_free(struct checked *file)
{
    free((char *)(uintptr_t)file->text.data);
    checked_free(file);
}

static void judged_free(struct judged *judged)
{
    check_ahead_free(&judged->file);
    memory_free(&judged->messages);
    *judged = (struct judged){ .is_done = false };
}

/* A worker_job. Standard input is read in its turn, and so is a talk whose
 * messages memory did not suffice for. */
static void judge_ahead(void *context, size_t i)
{
    const struct check_ahead *ahead = context;
    struct judged *judged = &ahead->judged[i % ahead->window];
    if (input_is_standard(&ahead->reading->inputs.list[i]))
        return;
    report_collect(&judged->messages);
    judged->file = judge(ahead, i);
    judged->is_done = report_collected();
    if (!judged->is_done)
        judged_free(judged);
}

void check_ahead_begin(struct check_ahead *ahead, const struct reading *reading,
                       enum tm_mend most)
{
    const size_t threads = reading_threads(reading);
    *ahead = (struct check_ahead){ .reading = reading, .most = most };
    if (threads < 2)
        return;
    ahead->window = threads * AHEAD;
    ahead->judged = calloc(ahead->window, sizeof *ahead->judged);
    if (ahead->judged)
        ahead->workers = workers_start(threads, reading->inputs.count,
                                       ahead->window, judge_ahead, ahead);
}

struct checked check_ahead_take(struct check_ahead *ahead, size_t i)
{
    struct judged judged = { .is_done = false };
    if (ahead->workers) {
        struct judged *slot = &ahead->judged[i % ahead->window];
        workers_take(ahead->workers, i);
        judged = *slot;
        *slot = (struct judged){ .is_done = false };
        workers_release(ahead->workers, i);
    }
    if (!judged.is_done)
        return judge(ahead, i);
    report_write(&judged.messages);
    memory_free(&judged.messages);
    return judged.file;
}

void check_ahead_end(struct check_ahead *ahead)
{
    workers_stop(ahead->workers);
    for (size_t i = 0; ahead->judged && i < ahead->window; i++)
        judged_free(&ahead->judged[i]);
    free(ahead->judged);
}

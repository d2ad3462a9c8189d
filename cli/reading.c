#include "reading.h"

#include "output.h"
#include "progress.h"
#include "report.h"
#include "workers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Talks that each thread may be ahead of what is written: enough that one long
 * talk does not keep the others waiting. */
enum {
    AHEAD = 4
};

/* What reading one input gave. */
struct outcome {
    tm_talk *talk; /* NULL: it could not be read */
    bool has_fault;
    struct memory messages; /* in place of standard error */
    struct memory made;
    bool is_made;
    bool is_read; /* false: not to be had on another thread */
};

bool reading_begin(struct reading *reading, const struct settings *settings)
{
    *reading = (struct reading){ .settings = settings };
    const bool found =
        inputs_find(&reading->inputs, settings->inputs, settings->input_count);
    if (!found || reading->inputs.failed)
        reading_fail(reading);
    const bool configured =
        found && configs_find(&reading->configs, &reading->inputs, settings);
    if (found && !configured)
        reading_fail(reading);
    if (reading->status < reading->configs.status)
        reading->status = reading->configs.status;
    progress_begin(reading->inputs.count);
    return configured;
}

static void outcome_free(struct outcome *outcome)
{
    tm_talk_free(outcome->talk);
    memory_free(&outcome->messages);
    memory_free(&outcome->made);
    *outcome = (struct outcome){ 0 };
}

static void end_ahead(struct reading *reading)
{
    workers_stop(reading->workers);
    for (size_t i = 0; i < reading->window; i++)
        outcome_free(&reading->outcomes[i]);
    free(reading->outcomes);
    memory_free(&reading->made);
}

int reading_end(struct reading *reading)
{
    progress_end();
    end_ahead(reading);
    for (size_t i = 0; i < 2 * reading->record_count; i++)
        free(reading->records[i]);
    free(reading->records);
    configs_free(&reading->configs);
    inputs_free(&reading->inputs);
    return reading->status;
}

void reading_fail(struct reading *reading)
{
    reading->status = EXIT_TROUBLE;
}

bool reading_has_result(const struct reading *reading)
{
    return reading->talk_count || reading->status != EXIT_TROUBLE;
}

const char *reading_name(const struct reading *reading, size_t i)
{
    const struct input *input = &reading->inputs.list[i];
    const char *name = reading->settings->stdin_filename;
    if (!input_is_standard(input))
        return input->path;
    return name ? name : "stdin";
}

/* ---- Two files with one name ---- */

static char *copy(tm_text text)
{
    char *string = malloc(text.size + 1);
    if (string) {
        memcpy(string, text.data, text.size);
        string[text.size] = '\0';
    }
    return string;
}

/* Where in the sorted list 'record' is, or would be. */
static size_t record_index(const struct reading *reading, const char *record,
                           bool *found)
{
    size_t low = 0, high = reading->record_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(reading->records[2 * middle], record);
        if (!order) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *found = false;
    return low;
}

static bool make_room(struct reading *reading)
{
    if (reading->record_count < reading->record_capacity)
        return true;
    const size_t capacity =
        reading->record_capacity ? reading->record_capacity * 2 : 16;
    char **records = realloc(reading->records, capacity * 2 * sizeof *records);
    if (!records)
        return false;
    reading->records = records;
    reading->record_capacity = capacity;
    return true;
}

static bool add_record(struct reading *reading, size_t at, char *record,
                       char *file)
{
    if (!file || !make_room(reading))
        return false;
    char **slot = reading->records + 2 * at;
    memmove(slot + 2, slot, 2 * (reading->record_count - at) * sizeof *slot);
    slot[0] = record;
    slot[1] = file;
    reading->record_count++;
    return true;
}

static void tell_same_record(const char *file, const char *record,
                             const char *other)
{
    if (input_is_same_file(file, other))
        report_file(file, "this file was named before, as", other);
    else
        report_same_record(file, record, other);
}

/* Two files that are one record would make two items of one name. */
static void judge_record(struct reading *reading, const tm_talk *talk,
                         const char *file)
{
    bool found;
    char *record = copy(tm_talk_field(talk, TM_FIELD_RECORD));
    if (!record) {
        report_file(file, "cannot be read", strerror(ENOMEM));
        reading_fail(reading);
        return;
    }
    const size_t at = record_index(reading, record, &found);
    if (found) {
        tell_same_record(file, record, reading->records[2 * at + 1]);
        if (reading->status < EXIT_FAULTS)
            reading->status = EXIT_FAULTS;
        free(record);
        return;
    }
    char *name = strdup(file);
    if (add_record(reading, at, record, name))
        return;
    free(record);
    free(name);
    report_file(file, "cannot be read", strerror(ENOMEM));
    reading_fail(reading);
}

/* ---- A talk ---- */

/* Read and parse the i-th input and tell what is wrong with it. 'made', empty,
 * is for what will be made of it. */
static struct outcome read_input(const struct reading *reading, size_t i,
                                 struct memory made)
{
    tm_text text;
    tm_error error;
    struct outcome outcome = { .is_read = true, .made = made };
    const char *name = reading_name(reading, i);
    if (!input_read(&reading->inputs.list[i], name, &text))
        return outcome;
    const tm_options options = { .file = render_text(name),
                                 .config = configs_of(&reading->configs, i) };
    outcome.talk = tm_parse(text.data, text.size, &options, &error);
    if (!outcome.talk)
        report_failure(name, text, &error);
    else
        outcome.has_fault = report_talk(outcome.talk, name, text);
    free((char *)(uintptr_t)text.data);
    return outcome;
}

/* ---- Reading ahead ---- */

static void make_ahead(const struct reading *reading, struct outcome *outcome)
{
    struct sink sink;
    sink_init(&sink, memory_write, &outcome->made);
    outcome->is_made = reading->make(reading->context, outcome->talk, &sink) &&
                       sink_finish(&sink);
}

/* A worker_job. Standard input is read in its turn, and so is a talk whose
 * messages memory did not suffice for. */
static void read_ahead(void *context, size_t i)
{
    const struct reading *reading = context;
    struct outcome *outcome = &reading->outcomes[i % reading->window];
    struct memory messages = { 0 };
    if (input_is_standard(&reading->inputs.list[i]))
        return;
    report_collect(&messages);
    *outcome = read_input(reading, i, outcome->made);
    outcome->messages = messages;
    if (!report_collected())
        outcome_free(outcome);
    else if (outcome->talk && reading->make)
        make_ahead(reading, outcome);
}

size_t reading_threads(const struct reading *reading)
{
    const size_t count = reading->inputs.count;
    size_t threads = reading->settings->jobs;
    if (count < 2)
        return count;
    const long cores = threads ? 0 : sysconf(_SC_NPROCESSORS_ONLN);
    if (!threads)
        threads = cores > 0 ? (size_t)cores : 1;
    return threads < count ? threads : count;
}

void reading_ahead(struct reading *reading, reading_make *make,
                   const void *context)
{
    const size_t threads = reading_threads(reading);
    if (threads < 2)
        return;
    const size_t window = threads * AHEAD;
    reading->outcomes = calloc(window, sizeof *reading->outcomes);
    if (!reading->outcomes)
        return;
    reading->window = window;
    reading->make = make;
    reading->context = context;
    reading->workers =
        workers_start(threads, reading->inputs.count, window, read_ahead,
                      reading);
}

/* The i-th input's outcome; it is the caller's to free. */
static struct outcome take_outcome(struct reading *reading, size_t i)
{
    struct outcome outcome = { .is_read = false };
    if (reading->workers) {
        struct outcome *slot = &reading->outcomes[i % reading->window];
        workers_take(reading->workers, i);
        outcome = *slot;
        /* The memory of the page before is used again: new pages of it would
         * cost a second thread half of what it gains. */
        *slot = (struct outcome){ .made = reading->made };
        slot->made.size = 0;
        reading->made = (struct memory){ 0 };
        workers_release(reading->workers, i);
    }
    return outcome.is_read ? outcome : read_input(reading, i, outcome.made);
}

const struct memory *reading_made(const struct reading *reading)
{
    return reading->is_made ? &reading->made : NULL;
}

tm_talk *reading_talk(struct reading *reading, size_t i)
{
    struct outcome outcome = take_outcome(reading, i);
    report_write(&outcome.messages);
    memory_free(&outcome.messages);
    reading->made = outcome.made;
    reading->is_made = outcome.is_made;
    if (!outcome.talk) {
        reading_fail(reading);
    } else {
        if (outcome.has_fault && reading->status < EXIT_FAULTS)
            reading->status = EXIT_FAULTS;
        judge_record(reading, outcome.talk, reading_name(reading, i));
        reading->talk_count++;
    }
    progress_step();
    return outcome.talk;
}

bool reading_spares_inputs(struct reading *reading, const char *path)
{
    if (!path || !strcmp(path, "-") || !inputs_have(&reading->inputs, path))
        return true;
    report_file(path, "is an input: it would be overwritten", NULL);
    reading_fail(reading);
    return false;
}

struct tm_render_options reading_options(const struct reading *reading)
{
    const struct settings *settings = reading->settings;
    const struct configs *configs = &reading->configs;
    return (struct tm_render_options){
        .today = settings->today,
        .columns = settings->columns.size || !configs->csv_columns
                       ? settings->columns
                       : render_text(configs->csv_columns),
        .ledger_columns = configs->ledger_columns,
        .ledger_column_count = configs->ledger_column_count,
        .ics = settings->ics,
        .bom = settings->bom,
        .words_per_minute = settings->words_per_minute,
        .characters_per_minute = settings->characters_per_minute,
    };
}

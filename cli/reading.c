#include "reading.h"

#include "output.h"
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool reading_begin(struct reading *reading, const struct settings *settings)
{
    *reading = (struct reading){ .settings = settings };
    const bool found = inputs_find(&reading->inputs, settings->inputs,
                                   settings->input_count);
    if (!found || reading->inputs.failed)
        reading_fail(reading);
    return found;
}

int reading_end(struct reading *reading)
{
    for (size_t i = 0; i < 2 * reading->record_count; i++)
        free(reading->records[i]);
    free(reading->records);
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
    char **records =
        realloc(reading->records, capacity * 2 * sizeof *records);
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
    memmove(slot + 2, slot,
            2 * (reading->record_count - at) * sizeof *slot);
    slot[0] = record;
    slot[1] = file;
    reading->record_count++;
    return true;
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
        report_same_record(file, record, reading->records[2 * at + 1]);
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
    reading_fail(reading);
}

/* ---- A talk ---- */

tm_talk *reading_talk(struct reading *reading, size_t i)
{
    tm_text text;
    tm_error error;
    const char *name = reading_name(reading, i);
    if (!input_read(&reading->inputs.list[i], name, &text)) {
        reading_fail(reading);
        return NULL;
    }
    const tm_options options = { .file = render_text(name) };
    tm_talk *talk = tm_parse(text.data, text.size, &options, &error);
    if (!talk) {
        report_failure(name, text, &error);
        reading_fail(reading);
    } else {
        if (report_talk(talk, name, text) && reading->status < EXIT_FAULTS)
            reading->status = EXIT_FAULTS;
        judge_record(reading, talk, name);
        reading->talk_count++;
    }
    free((char *)(uintptr_t)text.data);
    return talk;
}

bool reading_spares_inputs(struct reading *reading, const char *path)
{
    struct stat there;
    if (!path || !strcmp(path, "-") || stat(path, &there) ||
        !S_ISREG(there.st_mode))
        return true;
    for (size_t i = 0; i < reading->inputs.count; i++)
        if (!input_is_standard(&reading->inputs.list[i]) &&
            output_is_file(reading->inputs.list[i].path, there.st_dev,
                           there.st_ino)) {
            report_file(path, "is an input: it would be overwritten", NULL);
            reading_fail(reading);
            return false;
        }
    return true;
}

struct tm_render_options reading_options(const struct reading *reading)
{
    const struct settings *settings = reading->settings;
    return (struct tm_render_options){
        .today = settings->today,
        .words_per_minute = settings->words_per_minute,
        .characters_per_minute = settings->characters_per_minute,
    };
}

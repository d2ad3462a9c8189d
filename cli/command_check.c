/*
 * command_check.c - talkmark check: what is likely a slip, and its mend.
 *
 * Findings go to standard output, as they are what was asked for; what could
 * not be read or written, and the summary, to standard error.
 */
#include "check_ahead.h"
#include "commands.h"
#include "diff.h"
#include "explain.h"
#include "formats.h"
#include "in_place.h"
#include "output.h"
#include "progress.h"
#include "reading.h"
#include "records.h"
#include "report.h"
#include "tally.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct checking {
    const struct settings *settings;
    const struct findings_format *format;
    struct reading reading;
    struct check_ahead ahead;
    struct output output;
    struct findings findings;
    struct records *records; /* NULL: no folder was named */
    struct tally tally;
};

static enum tm_mend most_of(const struct checking *c)
{
    return c->settings->unsafe ? TM_MEND_UNSAFE : TM_MEND_SAFE;
}

/* ---- Findings ---- */

static bool out_of_memory(struct checking *c, const char *name,
                          const char *what)
{
    report_file(name, what, strerror(ENOMEM));
    reading_fail(&c->reading);
    return false;
}

static void put(struct checking *c, const char *name, tm_text source,
                const tm_diagnostic *d)
{
    const struct finding_file file = { .name = name, .source = source };
    tally_add(&c->tally, d);
    if (!c->settings->diff && !c->format->put(&c->findings, &file, d))
        c->output.sink.failed = true;
}

/* What cannot be read at all is a finding too: check never fails to read. */
static void put_failure(struct checking *c, const char *name,
                        const tm_error *error)
{
    static const char *const rules[] = {
        [TM_ERROR_ENCODING] = "not-text", [TM_ERROR_LIMIT] = "too-large"
    };
    if (error->code == TM_ERROR_MEMORY) {
        report_failure(name, (tm_text){ 0 }, error);
        reading_fail(&c->reading);
        return;
    }
    put(c, name, (tm_text){ 0 },
        &(tm_diagnostic){
            .severity = TM_SEVERITY_ERROR,
            .rule = rules[error->code],
            .message = render_text(error->message),
            .place = { .line = error->line,
                       .column = error->column,
                       .end_line = error->line,
                       .end_column = error->column },
        });
}

static void put_talk(struct checking *c, size_t i, const tm_talk *talk,
                     tm_text source)
{
    const char *name = reading_name(&c->reading, i);
    if (c->records)
        records_add(c->records, i, talk); /* check_records() tells of failure */
    for (size_t d = 0; d < tm_talk_diagnostic_count(talk); d++)
        put(c, name, source, tm_talk_diagnostic(talk, d));
}

/* ---- One file ---- */

static void show_difference(struct checking *c, const char *name,
                            const struct checked *file)
{
    if (!file->talk)
        put_failure(c, name, &file->error);
    else if (!file->failed &&
             !diff_put(&c->output.sink, name, file->text, &file->edits))
        out_of_memory(c, name, "cannot be mended");
}

/* What was read, and what --diff makes of it. */
static void put_checked(struct checking *c, size_t i,
                        const struct checked *file)
{
    const char *name = reading_name(&c->reading, i);
    const tm_talk *talk = checked_first(file);
    if (!file->is_read || file->failed)
        reading_fail(&c->reading);
    if (talk)
        put_talk(c, i, talk, file->text);
    if (file->is_read && c->settings->diff)
        show_difference(c, name, file);
    else if (file->is_read && !talk)
        put_failure(c, name, &file->error);
}

static void check_input(struct checking *c, size_t i)
{
    struct checked file = check_ahead_take(&c->ahead, i);
    put_checked(c, i, &file);
    check_ahead_free(&file);
}

/* What is left once the file is mended, or else why it is not. */
static bool put_mended(struct checking *c, size_t i,
                       const struct in_place *place, const struct checked *file)
{
    if (file->failed)
        return false;
    if (!file->talk) {
        put_failure(c, place->path, &file->error);
        return true;
    }
    if (!in_place_write(place, checked_text(file)))
        return false;
    c->tally.mended += file->mends;
    c->tally.files += file->mends > 0;
    put_talk(c, i, file->talk, checked_text(file));
    return true;
}

/* Each is read when the one before it is written: it may be the same. */
static void check_in_place(struct checking *c, size_t i)
{
    const char *name = reading_name(&c->reading, i);
    struct in_place place;
    if (in_place_read(&place, c->reading.inputs.list[i].path)) {
        struct checked file = checked_make(
            place.text, name, configs_of(&c->reading.configs, i), most_of(c));
        if (!put_mended(c, i, &place, &file))
            reading_fail(&c->reading);
        checked_free(&file);
    } else {
        reading_fail(&c->reading);
    }
    in_place_free(&place);
}

static void check_inputs(struct checking *c)
{
    const struct settings *settings = c->settings;
    const bool in_place = settings->fix && !settings->diff;
    if (!in_place)
        check_ahead_begin(&c->ahead, &c->reading,
                          settings->diff ? most_of(c) : TM_MEND_NONE);
    for (size_t i = 0; i < c->reading.inputs.count; i++)
        if (in_place)
            check_in_place(c, i);
        else
            check_input(c, i);
    check_ahead_end(&c->ahead);
}

/* ---- All of them ---- */

/* The file is read once more: its lines are shown. */
static void check_config(struct checking *c, const struct config *config)
{
    tm_text source = { 0 };
    const struct input input = { .path = config->path };
    if (!tm_config_diagnostic_count(config->config))
        return;
    if (!input_read(&input, config->shown, &source))
        reading_fail(&c->reading);
    for (size_t i = 0; i < tm_config_diagnostic_count(config->config); i++) {
        tm_diagnostic d = *tm_config_diagnostic(config->config, i);
        if (tm_config_severity(config->config, d.rule, &d.severity))
            put(c, config->shown, source, &d);
    }
    free((char *)(uintptr_t)source.data);
}

static void check_configs(struct checking *c)
{
    for (size_t i = 0; i < c->reading.configs.count; i++)
        if (c->reading.configs.list[i].config)
            check_config(c, &c->reading.configs.list[i]);
}

/* Likewise, once for all findings of it: those from the i-th on. Returns the
 * number of the first of another file. */
static size_t put_record_findings(struct checking *c, size_t i)
{
    tm_text source = { 0 };
    const size_t file = records_finding(c->records, i)->file;
    const struct input *input = &c->reading.inputs.list[file];
    const char *name = reading_name(&c->reading, file);
    const tm_config *config = configs_of(&c->reading.configs, file);
    if (!input_is_standard(input) && !input_read(input, name, &source))
        reading_fail(&c->reading);
    for (; i < records_finding_count(c->records) &&
           records_finding(c->records, i)->file == file;
         i++) {
        tm_diagnostic d = records_finding(c->records, i)->diagnostic;
        if (!config || tm_config_severity(config, d.rule, &d.severity))
            put(c, name, source, &d);
    }
    free((char *)(uintptr_t)source.data);
    return i;
}

static void check_records(struct checking *c)
{
    if (!c->records)
        return;
    if (records_judge(c->records))
        for (size_t i = 0; i < records_finding_count(c->records);)
            i = put_record_findings(c, i);
    else
        out_of_memory(c, "the talks", "cannot be compared");
    records_free(c->records);
}

static bool has_use_of_unsafe(struct checking *c)
{
    if (!c->settings->unsafe || c->settings->fix || c->settings->diff)
        return true;
    report_usage("--unsafe goes with --fix or --diff", NULL);
    reading_fail(&c->reading);
    return false;
}

static bool standard_input_stays(struct checking *c)
{
    for (size_t i = 0; c->settings->fix && i < c->reading.inputs.count; i++)
        if (input_is_standard(&c->reading.inputs.list[i]) &&
            !c->settings->diff) {
            report_usage("standard input cannot be mended in place, see --diff",
                         NULL);
            reading_fail(&c->reading);
            return false;
        }
    return true;
}

static bool begin(struct checking *c)
{
    if (!output_open(&c->output, NULL))
        return false;
    progress_end(); /* it may be the same terminal */
    c->findings.sink = &c->output.sink;
    c->findings.options.coloured =
        terminal_has_colour(STDOUT_FILENO, c->settings->colour);
    if (c->settings->diff || !(c->format->traits & FINDINGS_TERMINAL))
        output_show(&c->output);
    if (c->reading.inputs.has_folder && !(c->records = records_begin()))
        return out_of_memory(c, "the talks", "cannot be compared");
    if (!c->settings->diff && !c->format->begin(&c->findings))
        c->output.sink.failed = true; /* end() says why */
    return true;
}

static void end(struct checking *c)
{
    if (!c->settings->diff && !c->format->end(&c->findings))
        c->output.sink.failed = true;
    if (!output_close(&c->output, true))
        reading_fail(&c->reading);
    if (c->format == findings_formats)
        tally_report(&c->tally, c->settings);
}

/* Whether something is as bad as what was asked to fail on. */
static bool fails(const struct checking *c)
{
    for (int i = 0; i <= (int)c->settings->fail_on; i++)
        if (c->settings->fail_on != FAIL_ON_NOTHING &&
            c->tally.found[TM_SEVERITY_ERROR - i])
            return true;
    return false;
}

int command_check(const struct settings *settings)
{
    struct checking c = {
        .settings = settings,
        .format = settings->findings_format ? settings->findings_format
                                            : findings_formats,
    };
    if (settings->rules)
        return list_rules();
    if (settings->explain)
        return explain_rule(settings->explain);
    if (reading_begin(&c.reading, settings) && has_use_of_unsafe(&c) &&
        standard_input_stays(&c) && begin(&c)) {
        check_configs(&c);
        check_inputs(&c);
        check_records(&c);
        end(&c);
    }
    const int status = reading_end(&c.reading);
    return status == EXIT_CLEAN && fails(&c) ? EXIT_FAULTS : status;
}

#include "report.h"

#include "descriptor.h"
#include "escape.h"
#include "excerpt.h"
#include "lines.h"
#include "progress.h"
#include "render.h"

#include <unistd.h>

static bool coloured;

/* Where this thread's messages go instead, and whether all of them did. */
static _Thread_local struct memory *collected;
static _Thread_local bool lost;

void report_colour(bool on)
{
    coloured = on;
}

void report_collect(struct memory *messages)
{
    collected = messages;
    lost = false;
}

bool report_collected(void)
{
    collected = NULL;
    return !lost;
}

static bool collect(void *unused, const char *data, size_t size)
{
    (void)unused;
    const bool kept = memory_write(collected, data, size);
    lost |= !kept;
    return kept;
}

static void begin(struct sink *sink)
{
    /* What cannot be said here cannot be said at all: nobody asks for the
     * error, and a message has one writer at a time. */
    static _Thread_local struct descriptor standard_error = { STDERR_FILENO,
                                                              0 };
    if (!collected)
        progress_hide();
    sink_init(sink, collected ? collect : descriptor_write, &standard_error);
}

void report_write(const struct memory *messages)
{
    struct sink sink;
    if (!messages->size)
        return;
    begin(&sink);
    sink_put(&sink, messages->data, messages->size);
    sink_finish(&sink);
}

static void put_quoted(struct sink *sink, const char *before,
                       const char *quoted)
{
    sink_string(sink, before);
    if (quoted) {
        sink_string(sink, ": \"");
        escape_terminal(sink, render_text(quoted));
        sink_byte(sink, '"');
    }
}

static void put_message(struct sink *sink, const char *before,
                        const char *quoted)
{
    put_quoted(sink, before, quoted);
    sink_byte(sink, '\n');
    sink_finish(sink);
}

static void put_suggestion(struct sink *sink, const char *before, tm_text near)
{
    if (!near.size)
        return;
    sink_string(sink, ", did you mean ");
    sink_string(sink, before);
    sink_text(sink, near);
    sink_byte(sink, '?');
}

/* The end of a message: ", did you mean BEFORE+NEAR?". */
static void put_near(struct sink *sink, const char *before, tm_text near)
{
    put_suggestion(sink, before, near);
    put_message(sink, "", NULL);
}

void report_usage(const char *message, const char *word)
{
    struct sink sink;
    begin(&sink);
    sink_string(&sink, "talkmark: ");
    put_message(&sink, message, word);
}

void report_unknown(const char *message, const char *word, const char *before,
                    tm_text near)
{
    struct sink sink;
    begin(&sink);
    sink_string(&sink, "talkmark: ");
    put_quoted(&sink, message, word);
    put_near(&sink, before, near);
}

void report_option(const char *name, const char *expected, const char *value,
                   tm_text near)
{
    struct sink sink;
    begin(&sink);
    sink_string(&sink, "talkmark: --");
    sink_string(&sink, name);
    sink_string(&sink, " takes ");
    sink_string(&sink, expected);
    put_quoted(&sink, value ? ", not" : ", which is missing", value);
    put_near(&sink, "", near);
}

static void put_file(struct sink *sink, const char *file,
                     enum tm_severity severity, const char *message)
{
    excerpt_head(sink, file, 0, 0, severity, coloured);
    sink_string(sink, message);
}

void report_file(const char *file, const char *message, const char *reason)
{
    struct sink sink;
    begin(&sink);
    put_file(&sink, file, TM_SEVERITY_ERROR, message);
    if (reason) {
        sink_string(&sink, ": ");
        escape_terminal(&sink, render_text(reason));
    }
    put_message(&sink, "", NULL);
}

void report_file_warning(const char *file, const char *message)
{
    struct sink sink;
    begin(&sink);
    put_file(&sink, file, TM_SEVERITY_WARNING, message);
    put_message(&sink, "", NULL);
}

void report_same_record(const char *file, const char *record, const char *other)
{
    struct sink sink;
    begin(&sink);
    put_file(&sink, file, TM_SEVERITY_ERROR,
             "another file is this record, give one an id: of its own: \"");
    escape_terminal(&sink, render_text(record));
    sink_string(&sink, "\" is ");
    escape_terminal(&sink, render_text(other));
    put_message(&sink, "", NULL);
}

/* ---- Places ---- */

/* The byte at which line and column (from 1) stand, as an error tells them. */
static size_t byte_of(tm_text source, const tm_error *error)
{
    size_t at = 0;
    for (size_t line = 1; at < source.size && line < error->line; at++)
        line += ends_line(source, at);
    for (size_t column = 1; at < source.size && column < error->column; at++)
        column += at + 1 == source.size || !is_inside(source.data[at + 1]);
    return at;
}

void report_failure(const char *file, tm_text source, const tm_error *error)
{
    struct sink sink;
    begin(&sink);
    excerpt_head(&sink, file, error->line, error->column, TM_SEVERITY_ERROR,
                 coloured);
    put_message(&sink, error->message, NULL);
    if (error->line && error->code == TM_ERROR_LIMIT) {
        const size_t at = byte_of(source, error);
        begin(&sink);
        excerpt_put(&sink, source, at, at, coloured);
        sink_finish(&sink);
    }
}

static void put_diagnostic(struct sink *sink, const tm_diagnostic *d,
                           const char *file, tm_text source, tm_text near)
{
    excerpt_head(sink, file, d->place.line, d->place.column, d->severity,
                 coloured);
    escape_terminal(sink, d->message);
    put_suggestion(sink, "", near);
    sink_byte(sink, '\n');
    if (d->place.line)
        excerpt_put(sink, source, d->place.start, d->place.end, coloured);
}

bool report_diagnostic(const tm_diagnostic *d, const char *file, tm_text source,
                       tm_text near)
{
    struct sink sink;
    if (d->severity == TM_SEVERITY_HINT)
        return false;
    begin(&sink);
    put_diagnostic(&sink, d, file, source, near);
    sink_finish(&sink);
    return d->severity == TM_SEVERITY_ERROR;
}

bool report_talk(const tm_talk *talk, const char *file, tm_text source)
{
    bool found = false;
    struct sink sink;
    begin(&sink);
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *d = tm_talk_diagnostic(talk, i);
        if (d->severity == TM_SEVERITY_HINT)
            continue;
        found |= d->severity == TM_SEVERITY_ERROR;
        put_diagnostic(&sink, d, file, source, (tm_text){ 0 });
    }
    sink_finish(&sink);
    return found;
}

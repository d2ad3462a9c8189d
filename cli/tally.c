#include "tally.h"

#include "descriptor.h"
#include "escape.h"
#include "render.h"
#include "sink.h"

#include <string.h>
#include <unistd.h>

void tally_add(struct tally *tally, const tm_diagnostic *d)
{
    if (!tally->found[d->severity]++)
        tally->rules[d->severity] = d->rule;
    tally->safe += d->mend == TM_MEND_SAFE;
    tally->unsafe += d->mend == TM_MEND_UNSAFE;
}

/* ---- How much there is ---- */

/* "; 2 errors": what parts it from what stands before only where there is
 * something. */
static void put_count(struct sink *sink, const char *before, size_t count,
                      const char *name)
{
    if (sink->used)
        sink_string(sink, before);
    sink_number(sink, count);
    sink_byte(sink, ' ');
    sink_string(sink, name);
    if (count > 1)
        sink_byte(sink, 's');
}

static void put_mended(struct sink *sink, const struct tally *tally)
{
    if (!tally->mended)
        return;
    put_count(sink, "", tally->mended, "mend");
    put_count(sink, " made in ", tally->files, "file");
}

/* Returns how much was found in all. */
static size_t put_found(struct sink *sink, const struct tally *tally)
{
    const char *before = "; ";
    size_t found = 0;
    for (int i = TM_SEVERITY_ERROR; i >= 0; i--) {
        if (!tally->found[i])
            continue;
        put_count(sink, before, tally->found[i],
                  tm_severity_name((enum tm_severity)i));
        before = ", ";
        found += tally->found[i];
    }
    return found;
}

/* ---- What to do next ---- */

/* Whether every shell takes the name as it is. */
static bool is_plain(const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789._/-";
    for (const char *at = name; *at; at++)
        if (!strchr(plain, *at) && (unsigned char)*at < 0x80)
            return false;
    return *name != '-' || !name[1];
}

static bool has_standard_input(const struct settings *settings)
{
    for (size_t i = 0; i < settings->input_count; i++)
        if (!strcmp(settings->inputs[i], "-"))
            return true;
    return false;
}

/* ; "talkmark check OPTIONS FILE" */
static void put_command(struct sink *sink, const char *options,
                        const char *value, const char *file)
{
    sink_string(sink, "; \"talkmark check ");
    sink_string(sink, options);
    sink_string(sink, value);
    if (file && is_plain(file)) {
        sink_byte(sink, ' ');
        escape_terminal(sink, render_text(file));
    }
    sink_byte(sink, '"');
}

/* Standard input cannot be mended in place. */
static void put_mends(struct sink *sink, const struct tally *tally,
                      size_t found, const struct settings *settings)
{
    const bool shows = has_standard_input(settings);
    const size_t count = tally->safe ? tally->safe : tally->unsafe;
    put_command(sink, shows ? "--diff" : "--fix",
                tally->safe ? "" : " --unsafe",
                settings->input_count == 1 ? settings->inputs[0] : NULL);
    sink_string(sink, shows ? " shows how to mend " : " mends ");
    if (found > 1)
        sink_number(sink, count);
    sink_string(sink, found > 1 ? " of them" : "it");
    if (tally->safe && tally->unsafe) {
        sink_string(sink, ", with --unsafe ");
        sink_number(sink, tally->unsafe);
        sink_string(sink, " more");
    }
}

static void put_next(struct sink *sink, const struct tally *tally, size_t found,
                     const struct settings *settings)
{
    int worst = TM_SEVERITY_ERROR;
    while (worst && !tally->found[worst])
        worst--;
    if (tally->safe || tally->unsafe) {
        put_mends(sink, tally, found, settings);
    } else if (found) {
        put_command(sink, "--explain ", tally->rules[worst], NULL);
        sink_string(sink, " tells more");
    }
}

void tally_report(const struct tally *tally, const struct settings *settings)
{
    struct descriptor standard_error = { STDERR_FILENO, 0 };
    struct sink sink;
    sink_init(&sink, descriptor_write, &standard_error);
    put_mended(&sink, tally);
    put_next(&sink, tally, put_found(&sink, tally), settings);
    if (sink.used)
        sink_byte(&sink, '\n');
    sink_finish(&sink);
}

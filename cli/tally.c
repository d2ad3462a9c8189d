#include "tally.h"

#include "descriptor.h"
#include "sink.h"

#include <stdio.h>
#include <unistd.h>

void tally_add(struct tally *tally, const tm_diagnostic *d)
{
    tally->found[d->severity]++;
    tally->safe += d->mend == TM_MEND_SAFE;
    tally->unsafe += d->mend == TM_MEND_UNSAFE;
}

static void put_number(struct sink *sink, size_t number)
{
    char digits[24];
    const int size = snprintf(digits, sizeof digits, "%zu", number);
    sink_put(sink, digits, (size_t)size);
}

/* ", 2 errors": what parts it from what stands before only where there is
 * something. */
static void put_count(struct sink *sink, size_t count, const char *before,
                      const char *name, const char *after)
{
    if (!count)
        return;
    if (sink->used)
        sink_string(sink, before);
    put_number(sink, count);
    sink_string(sink, name);
    if (count > 1 && name[1])
        sink_byte(sink, 's');
    sink_string(sink, after);
}

void tally_report(const struct tally *tally)
{
    struct descriptor standard_error = { STDERR_FILENO, 0 };
    struct sink sink;
    sink_init(&sink, descriptor_write, &standard_error);
    put_count(&sink, tally->mended, "", " mend", " made in ");
    put_count(&sink, tally->files, "", " file", "");
    put_count(&sink, tally->found[TM_SEVERITY_ERROR], tally->mended ? "; " : "",
              " error", "");
    put_count(&sink, tally->found[TM_SEVERITY_WARNING], ", ", " warning", "");
    put_count(&sink, tally->found[TM_SEVERITY_HINT], ", ", " hint", "");
    put_count(&sink, tally->safe, "; ", " ", "can be mended with --fix");
    put_count(&sink, tally->unsafe, tally->safe ? ", " : "; ", " ",
              tally->safe ? "more with --fix --unsafe"
                          : "can be mended with --fix --unsafe");
    if (sink.used)
        sink_byte(&sink, '\n');
    sink_finish(&sink);
}

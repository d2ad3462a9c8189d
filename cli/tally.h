/*
 * tally.h - the summary of a check, a line on standard error.
 */
#ifndef TALLY_H
#define TALLY_H

#include "options.h"
#include "talkmark.h"

struct tally {
    size_t found[TM_SEVERITY_ERROR + 1];      /* how much of each severity */
    const char *rules[TM_SEVERITY_ERROR + 1]; /* of the first of each */
    size_t safe, unsafe;                      /* of that, what can be mended */
    size_t mended, files; /* mends made, and files written */
};

/** Count 'd'. */
void tally_add(struct tally *tally, const tm_diagnostic *d);
/** Print it, and what to do next: '2 errors, 1 hint; "talkmark check --fix
    talk.md" mends 2 of them'. Nothing where there is nothing to tell. */
void tally_report(const struct tally *tally, const struct settings *settings);

#endif

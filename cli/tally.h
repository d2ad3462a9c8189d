/*
 * tally.h - the summary of a check, a line on standard error.
 */
#ifndef TALLY_H
#define TALLY_H

#include "talkmark.h"

struct tally {
    size_t found[TM_SEVERITY_ERROR + 1]; /* how much of each severity */
    size_t safe, unsafe;                 /* of that, what can be mended */
    size_t mended, files;                /* mends made, and files written */
};

/** Count 'd'. */
void tally_add(struct tally *tally, const tm_diagnostic *d);
/** Print it: "2 errors, 1 hint; 2 can be mended with --fix". Nothing where
    there is nothing to tell. */
void tally_report(const struct tally *tally);

#endif

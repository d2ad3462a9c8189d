/*
 * mend.h - proposed mends are tried on a copy of the file, which is read
 * again: what does not give what was meant is dropped.
 */
#ifndef MEND_H
#define MEND_H

#include "check.h"

/**
 * Try the mends of all findings of 'check', and give those that hold to the
 * diagnostics. First the safe ones together, then with the others; where one
 * of several spoils the text, halves of them are tried, within a fixed number
 * of readings: what is left then is dropped, too.
 */
void mends_try(struct check *check);

#endif

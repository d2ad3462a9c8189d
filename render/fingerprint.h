/*
 * fingerprint.h - what a finding is known by from one run to the next.
 *
 * It comes from the rule, the file's name, the words of the line without its
 * white space, and how many findings of that rule on such lines of the file
 * came before; not from the number of the line. So it stays when lines come or
 * go above, and a forge can tell a new finding from an old one.
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include "findings.h"

enum {
    FINGERPRINT_SIZE = 17 /* hexadecimal digits and NUL */
};

/** What a hash begins with; of several texts one goes on from the other. */
#define FINGERPRINT_BEGIN UINT64_C(0xCBF29CE484222325)
uint64_t fingerprint_hash(uint64_t hash, tm_text text);

/** The fingerprint of the finding, which finding_look() was called for. False
    where memory runs out. */
bool fingerprint_of(struct findings *findings, const tm_diagnostic *finding,
                    char fingerprint[FINGERPRINT_SIZE]);
/** Forget the findings so far: before another file, and at the end. */
void fingerprint_release(struct findings *findings);

#endif

/*
 * ignore.h - "<!-- talkmark-ignore RULE -->": a note that leaves out what a
 * rule finds in the block that follows, in the block that it stands in, or,
 * before the first block, in the file.
 */
#ifndef IGNORE_H
#define IGNORE_H

#include "check.h"

/** Take what is ignored from the diagnostics, and tell of notes that ignore
    nothing or name no rule. */
void ignores_apply(struct check *check);

#endif

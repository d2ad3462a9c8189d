/*
 * diff.h - what edits change, as a unified diff that "patch -p1" and "git
 * apply" take, run in the folder from which the file's name counts.
 */
#ifndef DIFF_H
#define DIFF_H

#include "edits.h"
#include "sink.h"

/**
 * Put the difference between 'source' and what 'edits' make of it, with three
 * lines of context, as that of the file 'name': "--- a/NAME", "+++ b/NAME",
 * without times, so that it is the same whenever it is made. The name is
 * quoted where git would (but not for letters beyond ASCII). Nothing is put
 * where there is no difference. False where memory runs out.
 */
bool diff_put(struct sink *sink, const char *name, tm_text source,
              const struct edits *edits);

#endif

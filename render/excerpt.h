/*
 * excerpt.h - a place of a file shown to people: what is wrong there, its line
 * with a mark under the place, and how the line would be right.
 *
 * All is escaped for the terminal; a tab is shown as a space. A line may be as
 * long as a file and have as many places as it has tags: so what is shown of
 * it is bounded, and so is the time that it takes.
 */
#ifndef EXCERPT_H
#define EXCERPT_H

#include "sink.h"
#include "talkmark.h"

/** "FILE:LINE:COLUMN: severity: "; where 'line' is 0, "FILE: severity: ". */
void excerpt_head(struct sink *sink, const char *file, size_t line,
                  size_t column, enum tm_severity severity, bool coloured);

/** The line of 'source' on which byte 'start' stands, and under it a caret
    and the range to 'end', as far as it is on that line. */
void excerpt_put(struct sink *sink, tm_text source, size_t start, size_t end,
                 bool coloured);

/** : "WORDS", the first of those between the bytes 'start' and 'end'; nothing
    where there are none. */
void excerpt_words(struct sink *sink, tm_text source, size_t start, size_t end);

/**
 * The lines of 'source' that 'edits' change, as they would be: "+" under what
 * is new, "-" under what follows on what was taken away. 'label' stands before
 * the first, spaces before the others; the first begins at the byte 'place' or
 * before it, where that is near. The edits are as in a tm_diagnostic and
 * within 'source'.
 */
void excerpt_mend(struct sink *sink, tm_text source, size_t place,
                  const char *label, const tm_edit *edits, size_t count,
                  bool coloured);

#endif

/*
 * finding.h - what the formats ask of one finding, beside what it says.
 *
 * Lines may be as long as a file and hold as many findings as it has tags. So
 * each answer starts from the nearest place whose answer is known.
 */
#ifndef FINDING_H
#define FINDING_H

#include "findings.h"

/** A file's name as the path that reports from many machines agree on:
    without "./" before it. */
tm_text finding_path(const struct finding_file *file);
/** Whether a mend is known and the file's bytes are there to place it in. */
bool finding_has_mend(const struct finding_file *file,
                      const tm_diagnostic *finding);

/** Whether the bytes of its place are known. Where a file cannot be read as
    text its line and column are, alone. */
bool finding_has_bytes(const struct finding_file *file,
                       const tm_diagnostic *finding);

/** The file of the finding in hand; before the functions below. */
void finding_look(struct findings *findings, const struct finding_file *file);
/** The cell in which the finding begins, from 1: a wide character takes two, a
    tab one, a mark or a control character none. Where the bytes are not there,
    the column. */
size_t finding_cell(struct findings *findings, const tm_diagnostic *finding);
/** Where 'edit' of the finding stands; finding_has_mend(). */
tm_place finding_edit_place(struct findings *findings,
                            const tm_diagnostic *finding, const tm_edit *edit);

/** 'before' and a number. */
void finding_number(struct sink *sink, const char *before, size_t number);
/** 'before' and a string of JSON, of any bytes. */
void finding_string(struct sink *sink, const char *before, tm_text text);

/** A begin() or end() with nothing to do: whether all is well. */
bool finding_nothing(struct findings *findings);

#endif

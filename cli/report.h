/*
 * report.h - messages on standard error.
 *
 * Whatever comes from a file, a name or the command line is escaped for the
 * terminal (render/escape.h). A process has one standard error, so what is
 * known of it - colour, the progress bar on it - is state of this module.
 */
#ifndef REPORT_H
#define REPORT_H

#include "sink.h"
#include "talkmark.h"

/** Whether to write in colour. Before other threads start. */
void report_colour(bool on);
/** From here on the messages of this thread go to 'messages', which is
    borrowed, and not to standard error. */
void report_collect(struct memory *messages);
/** No longer; false where memory ran out and some are lost. */
bool report_collected(void);
/** Print what was collected. */
void report_write(const struct memory *messages);

/** "talkmark: MESSAGE: "WORD""; WORD may be NULL. */
void report_usage(const char *message, const char *word);
/** The same, and ", did you mean BEFORE+NEAR?" where NEAR is not empty. */
void report_unknown(const char *message, const char *word, const char *before,
                    tm_text near);
/** "talkmark: --NAME takes EXPECTED, not: "VALUE""; where VALUE is NULL, none
    was given. NEAR as above. */
void report_option(const char *name, const char *expected, const char *value,
                   tm_text near);
/** "FILE: error: MESSAGE: REASON"; REASON may be NULL. */
void report_file(const char *file, const char *message, const char *reason);
/** The same as a warning. */
void report_file_warning(const char *file, const char *message);
/** 'file' is the record 'record', which 'other' is already. */
void report_same_record(const char *file, const char *record,
                        const char *other);
/**
 * Print 'd', which 'source' of 'file' has, but for a hint, with ", did you mean
 * NEAR?" where NEAR is not empty. Returns whether it is an error.
 */
bool report_diagnostic(const tm_diagnostic *d, const char *file, tm_text source,
                       tm_text near);
/** Why 'source' (may be empty) gave no talk: "FILE:LINE:COLUMN: error: …". */
void report_failure(const char *file, tm_text source, const tm_error *error);
/**
 * The diagnostics of 'talk' but for hints, each with its line of 'source' and
 * a caret under the place. Returns whether there was an error among them.
 */
bool report_talk(const tm_talk *talk, const char *file, tm_text source);

#endif

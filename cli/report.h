/*
 * report.h - messages on standard error.
 *
 * Whatever comes from a file, a name or the command line is escaped for the
 * terminal (render/escape.h).
 */
#ifndef REPORT_H
#define REPORT_H

#include "talkmark.h"

/** "talkmark: MESSAGE: "WORD""; WORD may be NULL. */
void report_usage(const char *message, const char *word);
/** COMMAND has no option WORD. */
void report_unknown_option(const char *command, const char *word);
/** "talkmark: --NAME takes EXPECTED, not: "VALUE""; where VALUE is NULL, none
    was given. */
void report_option(const char *name, const char *expected, const char *value);
/** "FILE: error: MESSAGE: REASON"; REASON may be NULL. */
void report_file(const char *file, const char *message, const char *reason);
/** The same as a warning. */
void report_file_warning(const char *file, const char *message);
/** 'file' is the record 'record', which 'other' is already. */
void report_same_record(const char *file, const char *record,
                        const char *other);
/** Why 'source' (may be empty) gave no talk: "FILE:LINE:COLUMN: error: …". */
void report_failure(const char *file, tm_text source, const tm_error *error);
/**
 * The diagnostics of 'talk' but for hints, each with its line of 'source' and
 * a caret under the place. Returns whether there was an error among them.
 */
bool report_talk(const tm_talk *talk, const char *file, tm_text source);

#endif

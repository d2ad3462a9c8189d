/*
 * tasks_csv.h - a task list as CSV (RFC 4180), for spreadsheets: headings and
 * words in the list's language, dates as ISO 8601, owners by name.
 *
 * No cell is a formula (escape_csv() says how, and why). A due date that is no
 * date stands in its column in words. With options->bom the file begins with a
 * byte order mark, without which Excel takes Chinese for another encoding;
 * other programs take the mark for a part of the first heading.
 */
#ifndef TASKS_CSV_H
#define TASKS_CSV_H

#include "task_format.h"

task_write tasks_csv;

/** The name of the i-th column that options->columns may ask for; NULL at the
    end. */
const char *tasks_csv_column(size_t i);
/** Whether the i-th is written where options->columns is absent. */
bool tasks_csv_is_usual(size_t i);
/** The first name in 'names' that no column has; absent where all are known.
    A name that is missing (",,") is unknown and empty. tasks_csv() passes over
    what is unknown: ask before. */
tm_text tasks_csv_unknown(tm_text names);

#endif

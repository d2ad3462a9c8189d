/*
 * ledger_csv.h - the ledger as CSV (RFC 4180): titles and words in the list's
 * language, dates as ISO 8601, no cell a formula (escape_csv()).
 */
#ifndef LEDGER_CSV_H
#define LEDGER_CSV_H

#include "task_format.h"

task_write ledger_csv;

#endif

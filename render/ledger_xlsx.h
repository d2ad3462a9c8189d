/*
 * ledger_xlsx.h - the ledger as a spreadsheet (Office Open XML), ready to be
 * printed and handed in: by libxlsxwriter, where the build has it.
 *
 * Dates are dates, states are chosen from a list, and no cell is a formula.
 * The same list on the same day gives the same bytes.
 *
 * What fails of ours, or in writing, is told. libxlsxwriter 1.1.4 does not
 * survive its own allocations' failing (it dereferences NULL, or leaves a part
 * out), nor look whether its temporary files, the parts of the book, could be
 * written: nothing here can tell.
 */
#ifndef LEDGER_XLSX_H
#define LEDGER_XLSX_H

#include "task_format.h"

task_write ledger_xlsx;
/** The name of libxlsxwriter's file where it cannot be loaded; else NULL. */
const char *ledger_xlsx_missing(void);

#endif

/*
 * ledger_html.h - the ledger as a page of its own, for A4 landscape.
 */
#ifndef LEDGER_HTML_H
#define LEDGER_HTML_H

#include "task_format.h"

task_write ledger_html;

#endif

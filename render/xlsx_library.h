/*
 * xlsx_library.h - libxlsxwriter, loaded when a spreadsheet is asked for.
 *
 * Linked, it would bring libminizip and libcrypto into every run: twelve times
 * the instructions of starting, and half of the memory (docs/performance.md).
 */
#ifndef XLSX_LIBRARY_H
#define XLSX_LIBRARY_H

#include <stdbool.h>
#include <xlsxwriter.h>

/** Its functions, under their names. */
struct xlsx_library {
    void *handle;
#define FUNCTION(name) __typeof__(name) *name;
#include "xlsx_library.def"
#undef FUNCTION
};

/** Load it; false where it is not there, or lacks a function. Unload with
    xlsx_unload(), also then. */
bool xlsx_load(struct xlsx_library *xlsx);
void xlsx_unload(struct xlsx_library *xlsx);

#endif

/*
 * findings_sarif.h - SARIF 2.1.0 (OASIS), which many programs show and keep.
 *
 * Columns are code points, and the rules are those of the whole program, so
 * that a viewer can tell what was looked for. No name of a machine or a folder
 * of it is in it, but where a file was given by its absolute path.
 */
#ifndef FINDINGS_SARIF_H
#define FINDINGS_SARIF_H

#include "findings.h"

bool findings_sarif_begin(struct findings *findings);
bool findings_sarif(struct findings *findings, const struct finding_file *file,
                    const tm_diagnostic *finding);
bool findings_sarif_end(struct findings *findings);

#endif

/*
 * findings_line.h - a line a finding, "FILE:LINE:COLUMN:RULE:MESSAGE": for
 * grep, and for editors that go from error to error. What has no place is told
 * at 1:1.
 */
#ifndef FINDINGS_LINE_H
#define FINDINGS_LINE_H

#include "findings.h"

bool findings_line(struct findings *findings, const struct finding_file *file,
                   const tm_diagnostic *finding);

#endif

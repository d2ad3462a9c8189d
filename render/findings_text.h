/*
 * findings_text.h - findings for people: each with its line, a caret under the
 * place and, where a mend is known, the line as it would be.
 */
#ifndef FINDINGS_TEXT_H
#define FINDINGS_TEXT_H

#include "findings.h"

bool findings_text(struct findings *findings, const struct finding_file *file,
                   const tm_diagnostic *finding);

#endif

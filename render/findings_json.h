/*
 * findings_json.h - JSON Lines, a finding a line: spec/finding.schema.json
 * says what each key means.
 */
#ifndef FINDINGS_JSON_H
#define FINDINGS_JSON_H

#include "findings.h"

bool findings_json(struct findings *findings, const struct finding_file *file,
                   const tm_diagnostic *finding);

#endif

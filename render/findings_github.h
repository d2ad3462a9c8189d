/*
 * findings_github.h - workflow commands of GitHub Actions: printed in a job,
 * each becomes a note at its lines of the change under review. A hint is a
 * "notice".
 */
#ifndef FINDINGS_GITHUB_H
#define FINDINGS_GITHUB_H

#include "findings.h"

bool findings_github(struct findings *findings, const struct finding_file *file,
                     const tm_diagnostic *finding);

#endif

/*
 * findings_gitlab.h - a Code Quality report of GitLab: one JSON array. What
 * has no place is told at 1:1.
 */
#ifndef FINDINGS_GITLAB_H
#define FINDINGS_GITLAB_H

#include "findings.h"

bool findings_gitlab_begin(struct findings *findings);
bool findings_gitlab(struct findings *findings, const struct finding_file *file,
                     const tm_diagnostic *finding);
bool findings_gitlab_end(struct findings *findings);

#endif

#!/bin/sh
# Check the talks of a folder. What is likely a slip is told, with its place
# and, where one is known, its mend; on GitHub it is shown in the file as well.
#
# usage: check.sh TALKS [REPORT]
#        REPORT is written for a service that shows findings: as SARIF where
#        its name ends in .sarif, else as a Code Quality report of GitLab
# exit: as talkmark: 0 no errors, 1 errors, 2 anything else
set -eu

talks=$1
report=${2:-}
PATH=$PATH:$PWD/.talkmark/build

# What cannot be read is told below.
case $report in
'') ;;
*.sarif) talkmark check -f sarif "$talks" >"$report" 2>/dev/null || : ;;
*) talkmark check -f gitlab "$talks" >"$report" 2>/dev/null || : ;;
esac

if [ "${GITHUB_ACTIONS:-}" = true ]; then
    talkmark check -f github "$talks"
else
    talkmark check "$talks"
fi

/*
 * options_check.h - the options of 'talkmark check': options.c has them in its
 * table.
 *
 * Each sets its value; false where 'value' is none that it takes, and
 * '*expected' says what it takes.
 */
#ifndef OPTIONS_CHECK_H
#define OPTIONS_CHECK_H

#include "options_tasks.h"

take_option take_findings_format, take_fail_on, take_fix, take_unsafe,
    take_diff, take_explain, take_rules;

#endif

/*
 * options_tasks.h - the options that choose, sort and group the items of a
 * list: options.c has them in its table.
 *
 * Each sets its value; false where 'value' is none that it takes, and
 * '*expected' says what it takes.
 */
#ifndef OPTIONS_TASKS_H
#define OPTIONS_TASKS_H

#include "options.h"

typedef bool take_option(struct settings *settings, const char *value,
                         const char **expected);

take_option take_kinds, take_statuses, take_open, take_overdue, take_due_before,
    take_owner, take_unit, take_source, take_topic, take_point, take_record,
    take_sort, take_by, take_each_owner, take_columns, take_bom, take_ics,
    take_exit_code;

#endif

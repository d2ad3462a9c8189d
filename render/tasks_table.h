/*
 * tasks_table.h - a task list as a table for the terminal: when it is due, its
 * state, who owns it, what it is and where it stands (RECORD#ID).
 *
 * Columns are aligned by cells, so Chinese lines up. Whatever in a text could
 * move the cursor or turn the line around is shown as an escape. With a width
 * in the options no line is wider, where that leaves a cell a column; the
 * words give way first, the place last, and what is cut ends in "…".
 */
#ifndef TASKS_TABLE_H
#define TASKS_TABLE_H

#include "task_format.h"

task_write tasks_table;

#endif

/*
 * tasks_todotxt.h - a task list as todo.txt: a line for each item, whatever
 * its words hold.
 *
 *   (A) 2026-03-12 log every stop +safety @Wang_Fang due:2026-04-01
 *   kind:directive id:plant-talk#log
 *
 * (on one line). (A) is high priority, (C) low; a closed item begins with "x"
 * and the day on which it was closed. The day of its making is the talk's.
 *
 * Topics are +projects and owners @contexts: who is to do it is what such a
 * list is asked for most ("ls @Wang_Fang"), and todo.txt has no other place
 * for a person. What has a space in it has "_" there.
 *
 * Keys are due:, t: (not before), pri: (of a closed item, whose priority has no
 * other place), status: where "open" or "done" says too little, kind: and id:,
 * which is RECORD#ID. (rec: would be taken for a recurrence.) The words can
 * make none of these: escape_todotxt(). Nor can they be taken for a priority, a
 * day or a mark at the beginning of the line: where no day stands before them,
 * kind: does.
 */
#ifndef TASKS_TODOTXT_H
#define TASKS_TODOTXT_H

#include "task_format.h"

task_write tasks_todotxt;

#endif

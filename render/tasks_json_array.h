/*
 * tasks_json_array.h - items as one JSON array: the objects of JSON Lines, for
 * programs that read a file as a whole. An item still has a line of its own.
 */
#ifndef TASKS_JSON_ARRAY_H
#define TASKS_JSON_ARRAY_H

#include "task_format.h"

task_write tasks_json_array;

#endif

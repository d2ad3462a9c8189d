/*
 * tasks_json.h - items as JSON Lines: one item a line, the interface that
 * other programs build on. spec/item.schema.json says what each key means.
 */
#ifndef TASKS_JSON_H
#define TASKS_JSON_H

#include "task_format.h"

task_write tasks_json;

#endif

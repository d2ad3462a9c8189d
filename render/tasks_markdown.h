/*
 * tasks_markdown.h - a task list as GitHub checklists: a heading for each
 * owner, a box for each item.
 *
 *   ## Wang Fang
 *
 *   - [ ] log every stop — due 2026-04-01 (directive; with Liu Wei) `talk#log`
 *
 * The words are in the language of the item's talk. Text stays text: nothing
 * of it becomes markup or HTML. (A forge looks for @names once more after
 * Markdown is done; only other words could keep it from finding one.)
 */
#ifndef TASKS_MARKDOWN_H
#define TASKS_MARKDOWN_H

#include "task_format.h"

task_write tasks_markdown;

#endif

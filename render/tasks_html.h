/*
 * tasks_html.h - a task list as a page that stands by itself: a sheet for each
 * owner, over any number of talks. Printed, each sheet begins a page, says
 * what it is and ends with a line to sign.
 *
 * The words around the items are in the list's language; what is said of an
 * item is in that of its talk, and marked with it.
 */
#ifndef TASKS_HTML_H
#define TASKS_HTML_H

#include "task_format.h"

task_write tasks_html;

#endif

/*
 * list_language.h - the language of what stands around the items of a list.
 */
#ifndef LIST_LANGUAGE_H
#define LIST_LANGUAGE_H

#include "task_format.h"

/** Chinese where more than half of the items are of talks in Chinese. Items
    are counted and not talks: the headings are to fit the rows. */
bool list_is_chinese(const struct task_list *list);

#endif

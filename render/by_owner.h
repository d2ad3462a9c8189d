/*
 * by_owner.h - a task list put in groups, one for each owner.
 *
 * An item stands with its first owner, who answers for it; where every owner
 * has a share (!each), with each of them. Owners are told apart by what they
 * are called, so that one person is one group over several talks; where two in
 * one talk are called the same (masked, say), by their ids too. Groups come in
 * the order in which their owners first occur, items without an owner last.
 */
#ifndef BY_OWNER_H
#define BY_OWNER_H

#include "task_format.h"

/** An item in the group of 'owner'; NULL: nobody's. */
struct owned {
    const tm_item *item;
    const tm_owner *owner;
    tm_text label; /* of the owner; absent where there is none */
    tm_text id;    /* to tell namesakes apart; absent where there are none */
    size_t order;  /* in the list, helping owners after one another */
    size_t group;  /* the order of the first of the group */
    bool begins;   /* whether it is the first of its group */
};

/** The items of a list, sorted into groups. */
struct by_owner {
    struct owned *items;
    size_t count;
};

/** Sort 'list', which is borrowed; false where memory runs out. Free with
    by_owner_free(), also then. */
bool by_owner_sort(struct by_owner *by_owner, const struct task_list *list);
void by_owner_free(struct by_owner *by_owner);

#endif

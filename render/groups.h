/*
 * groups.h - a task list put in groups: by owner, due date, kind, point,
 * source or record.
 *
 * Invariants
 *   - The items of a group follow one another, in the order of the list.
 *   - Every item is in one group; by owner, one whose owners have a share each
 *     (!each) is in the group of each.
 *   - Groups by due date come by urgency, groups by kind as in kinds.def,
 *     others as their first items come in the list; what has no owner, no date,
 *     no point, no source comes after them.
 *
 * By owner, an item stands with its first owner, who answers for it. Owners are
 * told apart by what they are called, so that one person is one group over
 * several talks; where two in one talk are called the same (masked, say), by
 * their ids too. By point, each talk's points are its own.
 */
#ifndef GROUPS_H
#define GROUPS_H

#include "task_format.h"
#include "value.h"

/** An item in its group. */
struct grouped {
    const tm_item *item;
    const tm_owner *owner; /* by owner: whose group it is; NULL: nobody's */
    tm_text label; /* what its group is called, where that is in the talk */
    tm_text id;    /* to tell namesakes apart; absent where there are none */
    int rank;      /* of its group; groups of one rank come by first item */
    size_t order;  /* in the list, shares of one item after one another */
    size_t group;  /* the order of the first of the group */
    bool begins;   /* whether it is the first of its group */
};

/** The items of a list, sorted into groups. */
struct groups {
    struct grouped *items;
    size_t count;
    enum group_by by;
    bool chinese; /* the language of the list (list_language.h) */
    bool several_talks;
};

/** Sort 'list', which is borrowed, by 'by', which is not GROUP_BY_DEFAULT;
    'today' tells what is overdue, due this week, this month. False where memory
    runs out. Free with groups_free(), also then. */
bool groups_sort(struct groups *groups, const struct task_list *list,
                 enum group_by by, tm_date today);
void groups_free(struct groups *groups);

/** Write what the group of 'grouped' is called, in the list's language. */
void groups_put_title(const struct groups *groups,
                      const struct grouped *grouped, struct sink *sink,
                      value_put *put);

/** Set '*by' to the grouping of that name ("due"); false where there is none. */
bool groups_find(tm_text word, enum group_by *by);

#endif

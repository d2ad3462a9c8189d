/*
 * diagnostic.h - what is found wrong with a talk, kept until it is read.
 *
 * Each thing that can go wrong is one row of diagnostics.def: a constant, its
 * rule's name, its severity and its message. Diagnostics are sorted by place
 * when the talk is done.
 */
#ifndef DIAGNOSTIC_H
#define DIAGNOSTIC_H

#include "arena.h"

enum rule {
#define RULE(NAME, rule, severity, message) RULE_##NAME,
#include "diagnostics.def"
#undef RULE
    RULE__COUNT
};

enum {
    LINES_TOLD = 6 /* of what stands on several, at most */
};

/** A growing list; owned by 'arena'. Zero but for 'arena' is an empty one. */
struct diagnostics {
    struct arena *arena;
    const char *subject; /* what messages name instead of "front matter"; NULL:
                            that */
    tm_diagnostic *list;
    size_t count, capacity;
};

/** Add 'rule' at 'place'. 'detail' (may be absent) follows the row's message
    in quotes; at most 60 code points of it are shown, on one line. */
void diagnostics_add(struct diagnostics *list, enum rule rule, tm_place place,
                     tm_text detail);
/** The same for what stands there and elsewhere, 'times' in all: the message
    ends with that number where it is over 1. */
void diagnostics_add_times(struct diagnostics *list, enum rule rule,
                           tm_place place, tm_text detail, size_t times);
/** Let the message of the i-th end with how many more of its rule there are. */
void diagnostics_more(struct diagnostics *list, size_t i, size_t more);
/** The lines on which the same thing stands; zero is none. */
struct same_lines {
    size_t list[LINES_TOLD + 1]; /* ascending, each once */
    size_t count;                /* over LINES_TOLD: too many to tell */
};

void same_lines_add(struct same_lines *lines, size_t line);
/** Let the number of times in the message of the i-th be followed by those of
    'lines' on which it does not stand itself; nothing where there are none, or
    too many. */
void diagnostics_lines(struct diagnostics *list, size_t i,
                       const struct same_lines *lines);
/** Let 'now' stand for 'was' in the message of the last one. */
void diagnostics_reword(struct diagnostics *list, tm_text was, tm_text now);
/** Let the message of the i-th end with ", did you mean NEAR?"; nothing where
    'near' is empty. */
void diagnostics_suggest(struct diagnostics *list, size_t i, tm_text near);
/** Set '*severity' to the one of that name; one more than the last for "off",
    as talkmark.yaml may say. False where there is none. */
bool severity_find(tm_text name, enum tm_severity *severity);
/** The name of the rule that 'typed' may be a slip for; empty where none is
    near. */
tm_text rule_nearest(tm_text typed);
/** Sort by place; of equal places the first added comes first. */
void diagnostics_sort(struct diagnostics *list);

#endif

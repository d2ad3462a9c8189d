/*
 * labels.h - the labels of a talk's link reference definitions, and the
 * references that use them: check_definitions.c finds the ones,
 * check_references.c the others.
 */
#ifndef LABELS_H
#define LABELS_H

#include "check.h"
#include "lookup.h"

/** A link reference definition. */
struct definition {
    tm_text label, url, title; /* as written */
    size_t start, end;
    bool is_tag;       /* its destination is that of a tag */
    bool used, wanted; /* by a reference; by one that nearly has its label */
};

/** All definitions of a talk that count: of each label the first. */
struct labels {
    struct check *check;
    struct definition **list; /* in the order of their places */
    size_t count, capacity;
    struct lookup table; /* by label_key() */
    struct lookup loose; /* what loose_definition.c may find, likewise */
    size_t comparisons;  /* of labels, that may still be made */
};

/** 'label' as CommonMark compares it: case folded, white space as one space. */
tm_text label_key(struct arena *arena, tm_text label);
/** The definition of 'label'; NULL where there is none. */
struct definition *labels_find(const struct labels *labels, tm_text label);

/** Find the references of the talk: marks the definitions that they use, and
    reports those that have none. */
void references_judge(struct labels *labels);
/** Find those in a block whose brackets are of full width, or stand apart. */
void reference_slips(struct labels *labels, struct written *written);

#endif

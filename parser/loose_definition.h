/*
 * loose_definition.h - lines of text that begin as the definition of a tag and
 * are none.
 */
#ifndef LOOSE_DEFINITION_H
#define LOOSE_DEFINITION_H

#include "labels.h"

/** A line of a paragraph that may be one. */
struct loose_line {
    const tm_node *paragraph;
    size_t start;             /* of the bracket, in the file */
    struct definition *meant; /* what it would define */
};

/** Those of a talk. */
struct loose_lines {
    struct loose_line *list;
    size_t count, capacity;
};

/** Note the line of 'paragraph' whose text begins at 'start', where it may
    have been meant so. */
void loose_lines_add(struct loose_lines *lines, struct labels *labels,
                     const tm_node *paragraph, size_t start);
/** Report those that were, once it is known which labels are used. */
void loose_lines_judge(struct loose_lines *lines, struct labels *labels);

#endif

/*
 * markdown_inline.h - the inlines of a block as CommonMark (0.30, "Inlines"),
 * without tags.
 *
 * Text is escaped by what CommonMark could make of it: at the beginning of a
 * line or within one. Where emphasis would not open or close for want of white
 * space or punctuation beside it ("**“a”**b", once the tag around it is gone),
 * the character beside it is written as an entity: "&" and ";" are
 * punctuation.
 */
#ifndef MARKDOWN_INLINE_H
#define MARKDOWN_INLINE_H

#include "sink.h"

/** The state within one block. */
struct markdown_inline {
    struct sink *sink;
    const struct memory *prefix; /* what each further line begins with */
    bool in_heading;             /* on one line: breaks are spaces */
    bool at_line_start;
    const tm_node *delimited; /* the emphasis whose mark was written last,
                                 nothing after it; or NULL */
    bool opened;              /* and whether that mark opened it */
};

/** Begin with a block; 'prefix' is borrowed. */
void markdown_inline_begin(struct markdown_inline *m, struct sink *sink,
                           const struct memory *prefix, bool in_heading);
/** Write what comes before and after the children of an inline 'node'. */
void markdown_inline_enter(struct markdown_inline *m, const tm_node *node);
void markdown_inline_leave(struct markdown_inline *m, const tm_node *node);

/** The longest run of 'byte' in 'text'. */
size_t markdown_longest_run(tm_text text, char byte);

#endif

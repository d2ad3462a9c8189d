/*
 * yaml_events.h - front matter as a list of nodes, made of libyaml's events;
 * and what the rooms of front matter share: yaml_events (the only one to see
 * libyaml), front_matter_mend, yaml_flow and front_matter.
 */
#ifndef YAML_EVENTS_H
#define YAML_EVENTS_H

#include "diagnostic.h"
#include "source.h"
#include "text.h"

enum {
    YAML_MAX_DEPTH = 32
};

enum node_type {
    NODE_SCALAR,
    NODE_SEQUENCE,
    NODE_MAPPING
};

/** Nodes stand in the order of their beginnings; a mapping's children are its
    keys and values by turns. */
struct yaml_node {
    enum node_type type;
    bool plain;        /* SCALAR: without quotes, no block */
    bool block;        /* SCALAR: after "|" or ">" */
    tm_text text;      /* SCALAR */
    size_t start, end; /* bytes in the file; of a SCALAR its content, of the
                          others where they begin */
    size_t next;       /* index of the first node after this subtree */
    bool twice;        /* a key that its mapping had before */
};

/** Why front matter cannot be read. */
struct yaml_fault {
    enum rule rule;
    tm_text where; /* a view of the file */
    tm_text detail;
};

/** One reading of front matter. */
struct yaml_reader {
    struct arena *arena;
    struct source *source;
    struct diagnostics *diagnostics;
    struct front_matter *result;
    tm_text yaml; /* what lies between the fences; a view of the file */
    bool config;  /* it is a talkmark.yaml: all of the file */

    struct yaml_node *nodes;
    size_t count, capacity;
    size_t open[YAML_MAX_DEPTH]; /* the containers that have not ended */
    size_t depth;

    bool failed;
    bool mendable; /* it failed as YAML, the mend may still be found */
    bool scanning; /* it failed within a token: the context tells more */
    struct yaml_fault fault;
    size_t problem, context; /* bytes in 'yaml' */
};

/** Read 'yaml' into nodes, or fail. libyaml's memory is gone when this
    returns, and also when the arena leaves by its escape. */
void yaml_read(struct yaml_reader *reader);
/** Say that 'rule' is why it cannot be read. */
void yaml_fail(struct yaml_reader *reader, enum rule rule, tm_text where,
               tm_text detail);
/** Add a diagnostic about the bytes from 'start' to 'end' of the file. */
void yaml_report(struct yaml_reader *reader, enum rule rule, size_t start,
                 size_t end, tm_text detail);
/** Likewise about 'where', a text of the file. */
void yaml_report_text(struct yaml_reader *reader, enum rule rule, tm_text where,
                      tm_text detail);

/** The byte in the file of 'at', which points into it. */
size_t yaml_offset(const struct yaml_reader *reader, const char *at);
/** The line (without its end) of 'yaml' on which byte 'at' of it stands. */
tm_text yaml_line(const struct yaml_reader *reader, size_t at);
/** Whether 'node' is null in one of YAML's ways of writing it. */
bool yaml_is_null(const struct yaml_node *node);

/** Without the spaces and tabs at its beginning. */
static inline tm_text yaml_skip_blanks(tm_text text)
{
    while (text.size && (text.data[0] == ' ' || text.data[0] == '\t'))
        text = text_from(text, 1);
    return text;
}

/** Whether 'byte' is in 'set'; NUL never is. */
static inline bool yaml_is_one_of(char byte, const char *set)
{
    return byte && strchr(set, byte);
}

#endif

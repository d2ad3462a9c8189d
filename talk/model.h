/*
 * model.h - what a talk is made of, shared by the parser, which fills it in,
 * and talk/, which answers for it. Nobody else sees it.
 *
 * Invariants, once tm_parse() has returned
 *   - Everything lives in the talk's arena and changes no more.
 *   - Nodes stand in one array in the order in which they begin: a node's
 *     subtree is the 'size' nodes from it on, its parent stands 'up' before it.
 *   - Items stand in one array, in the order in which they begin.
 *   - A range is a piece of that order; it may begin and end inside a text.
 */
#ifndef MODEL_H
#define MODEL_H

#include "arena.h"

enum node_flag {
    NODE_ORDERED = 1 << 0,  /* LIST */
    NODE_TIGHT = 1 << 1,    /* LIST */
    NODE_JOINS = 1 << 2,    /* SOFT_BREAK */
    NODE_TITLE = 1 << 3,    /* HEADING */
    NODE_BOX = 1 << 4,      /* ITEM: has a checkbox */
    NODE_TICKED = 1 << 5,   /* ITEM: and it is ticked */
    NODE_IN_IMAGE = 1 << 6, /* inlines: part of an alternative text */
};

/* A tm_place in half the room: a talk has fewer than 2^31 bytes. */
struct node_place {
    uint32_t line, column, end_line, end_column, start, end;
};

struct tm_node {
    uint8_t type;            /* enum tm_node_type */
    uint8_t level;           /* HEADING */
    uint8_t flags;           /* enum node_flag */
    int32_t start;           /* LIST: its first number */
    uint32_t up;             /* nodes back to the parent; 0 for the root */
    uint32_t size;           /* nodes of the subtree, this one included */
    tm_text text;            /* TEXT, CODE, CODE_BLOCK, HTML: literal;
                           LINK, IMAGE: destination */
    tm_text extra;           /* LINK, IMAGE: title; CODE_BLOCK: info */
    tm_item *item;           /* TAG, HEADING, ITEM */
    struct node_place place; /* blocks, TAG, LINK, IMAGE; line 0 for others */
};

/**
 * A range of the document: from byte 'from' of the text of node 'first' to
 * byte 'to' of the text of node 'last', both included; 'from' and 'to' count
 * in TEXT and CODE nodes only. Empty where first is NULL.
 */
struct range {
    const tm_node *first, *last;
    size_t from, to;
};

struct tm_item {
    const tm_talk *talk;
    const tm_item *share_of; /* share.c; NULL: it is one of the talk's own */
    enum tm_kind kind;
    tm_text id;
    tm_text words;
    const tm_node *node;
    tm_place place;
    tm_text fields[TM_ITEM_NOTE + 1];
    tm_date dates[TM_ITEM_DONE + 1];
    tm_owner *owners;
    size_t owner_count;
    tm_owner *handed_to;
    tm_reference *answers; /* for: */
    size_t answer_count;
    tm_text *topics;
    size_t topic_count;
    tm_pair *attributes;
    size_t attribute_count;
    tm_reference target;
    const tm_item *reply;
    const tm_item *parent;
    struct range detail;
    enum tm_status status;
    signed char checkbox; /* -1 none, 0, 1 */
    signed char priority; /* -1 low, 0, 1 high */
    bool auto_id, untagged, each, ongoing;
    bool has_status, status_written; /* it has one; the author wrote it */
    bool words_cut, detail_withheld, path_withheld;
    bool detail_is_short; /* surely below TM_MAX_DETAIL */
};

/** What a note leaves out: what 'rule' finds from byte 'start' to 'end'. */
struct ignore {
    const tm_rule *rule;
    size_t start, end;
    size_t name_start, name_end; /* of the rule's name in the note */
    size_t furthest; /* of its rule's, up to it, the one with the last end */
    bool used;
};

struct tm_talk {
    struct arena arena;
    struct arena_budget budget;
    tm_text fields[TM_FIELD_LANG + 1];
    tm_date date;
    struct {
        tm_text *texts;
        size_t count;
    } lists[TM_LIST_FOLLOWS + 1];
    tm_place record_place;    /* of TM_FIELD_RECORD; nowhere: not in the talk */
    tm_place *follows_places; /* of the texts of TM_LIST_FOLLOWS */
    tm_person *people;
    size_t person_count;
    tm_pair *metadata;
    size_t metadata_count;
    tm_node *nodes;
    size_t node_count;
    tm_item *items;
    size_t item_count;
    tm_diagnostic *diagnostics;
    size_t diagnostic_count;
    struct ignore *ignores; /* sorted by rule and start */
    size_t ignore_count;
    tm_talk *again; /* while it is judged: itself, mended */
};

/** Write at most 'limit' code points of 'range' as plain text; '*cut' says
    whether more was there. Block separators as in a detail. */
bool range_write(struct range range, size_t limit, bool *cut, tm_write *write,
                 void *to);

/** The range of all of 'node', or of what is inside of it. */
struct range range_of(const tm_node *node);
struct range range_inside(const tm_node *node);

#endif

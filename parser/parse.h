/*
 * parse.h - one call of tm_parse(): what its steps hand on to each other.
 *
 *   source ▶ front_matter ▶ markdown ▶ notes ▶ tree ▶ masks ▶ tags ▶
 *   scope (▶ check) ▶ talk
 *
 * Each step is one function below, in a file of its name, and fills in what
 * the next one reads.
 */
#ifndef PARSE_H
#define PARSE_H

#include "diagnostic.h"
#include "front_matter.h"
#include "lookup.h"
#include "model.h"
#include "position.h"
#include "reference.h"
#include "source.h"

/** A text node from which on its block is held back: a note that never
    closes begins in it at byte 'offset' of its literal, byte 'source' of the
    file. */
struct held_back {
    cmark_node *text;
    size_t offset, source;
};

/** What a tag's source looks like, kept until its item is made. */
struct tag_source {
    tm_node *node; /* the TAG */
    tm_text title; /* decoded: the attributes */
    size_t block;  /* index of the leaf block that it stands in */
    tm_item *item; /* once made */
    const struct attribute *tokens; /* and 'title' taken apart */
    size_t token_count;             /* at most those that are read */
    size_t title_byte; /* of the title's content in the source; 0 not known */
    tm_text title_raw; /* the title as it stands there */
    struct reference_walk walk;       /* over both, as far as it has come */
    struct reference_walk walk_start; /* and where the last place began */
    size_t status_start, status_end;  /* in 'title', what said the status */
    size_t *answers; /* of each of the item's for:, where its token begins in
                        'title', and after it where it ends */
};

struct parse {
    tm_talk *talk;
    const tm_options *options;
    bool trial;             /* a mended copy, read to judge the mends: mend.c */
    struct arena *arena;    /* the talk's: what outlives the call */
    struct arena *markdown; /* what leads from libcmark's tree to the nodes:
                               nothing of it is left after masks_judge(), or
                               after check_run() where the talk is judged */
    struct arena *judging;  /* what one check of a talk or block needs */
    struct arena *scratch;  /* all else */
    struct source source;
    struct diagnostics diagnostics;
    struct front_matter front;
    struct positions positions;

    cmark_node *document; /* of the file with its notes masked */
    char mask;            /* what notes are masked with; not in the file */
    struct held_back *held;
    size_t held_count, held_capacity;

    cmark_node **origin;     /* of each of the talk's nodes */
    struct tag_source *tags; /* in document order */
    size_t tag_count;

    unsigned lookups_left; /* definitions that may still be looked for */
    size_t held_memory;    /* of the talk's, what it may hold for check_run() */

    struct lookup people_by_id, people_by_name; /* of tm_person */
    struct lookup units;                /* what people: and audience: call so */
    struct lookup unknown_owners;       /* names found nowhere */
    struct unknown_owner *last_unknown; /* of them, the last one found */
    tm_item *defaults;                  /* what defaults: says; never NULL */
    tm_item *config_defaults;           /* the configuration's; never NULL */
};

/** Whether 'text', one 'what' ("talk"), is within max_input and can be read
    (source_check()); says why not in 'error'. */
bool parse_accepts(tm_text text, const tm_options *options, const char *what,
                   tm_error *error);

/** Read 'text', a mended copy of what 'parse' reads, as it does. NULL where a
    limit is passed; where memory runs out, it leaves by the arena's escape.
    What is returned is the talk's, until the next call. */
const tm_talk *parse_again(struct parse *parse, tm_text text);
/** Let go of it. */
void parse_again_end(struct parse *parse);

/** Mask private notes that CommonMark would print, parsing again as often as
    that takes, and find those that never close. Fills document, mask, held. */
bool notes_read(struct parse *parse, tm_error *error);
/** Turn libcmark's tree into the talk's nodes. Fills nodes, origin, tags. */
void tree_build(struct parse *parse);
/** Warn of masks that became emphasis. */
void masks_judge(struct parse *parse);
/** Make the items: of tags, headings and checkboxes. Fills items. */
void tags_build(struct parse *parse);
/** Outline, passages, what is inherited, limits. Completes the items. */
void scope_build(struct parse *parse);

#endif

/*
 * records_model.h - what is kept of many talks. records.c fills it in, fold.c and
 * judge.c read it; nobody else sees it.
 *
 * Invariants, once everything was added
 *   - Talks stand in the order in which they were added; their items stand one
 *     after another in one array, in the order of their talks.
 *   - 'by_name' and 'by_id' are the talks and the items with an id, sorted by
 *     name, and by talk and id: records_find_talk(), records_find_item().
 */
#ifndef RECORDS_MODEL_H
#define RECORDS_MODEL_H

#include "records.h"

/** The rules of records, in the order of diagnostics.def. */
enum record_rule {
    RECORD_TWICE,
    RECORD_UNKNOWN,
    TARGET_NOWHERE,
    TARGET_AMBIGUOUS,
    FOLLOWS_CIRCLE,
    ITEM_MOOT,
    ISSUE_ANSWERED,
    RECORD_RULE__COUNT
};

/** A talk. */
struct record {
    size_t file;
    tm_text name;
    tm_date date;
    tm_place place; /* where it says its name, else its beginning */
    tm_text *follows;
    tm_place *follows_places;
    size_t follow_count;
    size_t first_item, item_count; /* of the array of all items */
    unsigned ignored;              /* bits 1 << enum record_rule */
};

/** An item, as far as others may have to do with it. */
struct record_item {
    size_t record; /* index of its talk */
    enum tm_kind kind;
    tm_text id; /* absent where the author wrote none */
    tm_text words;
    tm_place place;
    tm_reference *answers; /* for: */
    size_t answer_count;
    tm_reference target;   /* of an update */
    enum tm_status status; /* in force: in its own talk, then, once folded, by
                                later ones */
    bool has_status;       /* an update: it says one */
    bool is_shared;        /* several have a share of it */
    bool is_partial;       /* an update: of some owners alone */
    size_t answered_by, done_by; /* items that answer it, and those closed */
    const struct record_item *counted; /* the last of them */
    unsigned ignored;                  /* bits 1 << enum record_rule */
};

struct records_kept;

struct records {
    struct record *talks;
    size_t talk_count, talk_capacity;
    struct record_item *items;
    size_t item_count, item_capacity;
    struct record **by_name;
    struct record_item **by_id;
    size_t id_count;
    struct record_finding *findings;
    size_t finding_count, finding_capacity;
    struct records_kept *kept; /* texts and lists, to be freed */
    bool failed;               /* memory ran out */
};

/** 'size' bytes that live as long as 'records'; NULL where memory runs out. */
void *records_keep(struct records *records, size_t size);
/** 'list', an array of 'count' that realloc() grows, with room for one more;
    it may have moved. NULL where memory runs out: 'list' is as it was. */
void *records_grow(struct records *records, void *list, size_t count,
                   size_t *capacity, size_t size);

/** Sort, so that the two below work. */
bool records_index(struct records *records);
/** The talk of that name, the first of several; NULL where there is none. */
struct record *records_find_talk(const struct records *records, tm_text name);
/** The item of that id in 'talk'; NULL where there is none. */
struct record_item *records_find_item(const struct records *records,
                                      const struct record *talk, tm_text id);
/** What a reference of 'item' names: 'absent' of record is its own talk. */
struct record_item *records_find(const struct records *records,
                                 const struct record_item *item,
                                 tm_reference reference);
/** What an update is about; NULL where it cannot be told. '*matches' is in how
    many of the talks that may be meant the id is found. */
struct record_item *records_target(const struct records *records,
                                   const struct record_item *update,
                                   size_t *matches);

/** Let the updates of all talks, in the order of their dates, say the status
    of the items that they are about, and count what answers what. */
bool records_fold(struct records *records);

#endif

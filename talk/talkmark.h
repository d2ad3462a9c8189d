/*
 * talkmark.h - the talk model: the one public header of libtalkmark.
 *
 * A talk is CommonMark text with tags in it. tm_parse() turns its bytes into
 * an immutable model; everything here reads that model. Renderers and the
 * command line are written against this header alone.
 *
 * Conventions
 *   - Text is UTF-8 and a view: a pointer and a length in bytes, no final NUL.
 *     A view that comes out of a talk is borrowed from it: valid until
 *     tm_talk_free(). An absent text has size 0 and data NULL; an empty one
 *     that was written has size 0 and data not NULL.
 *   - Pointers to nodes, items, owners and so on are borrowed the same way.
 *   - No function here but tm_parse(), tm_config_read(), tm_item_shares() and
 *     tm_items_sort() allocates, and none but these and those that take a
 *     'write' callback can fail. An argument that is a pointer must not be NULL
 *     unless its comment says so.
 *   - A talk may be read by several threads at once; different talks may be
 *     parsed at once.
 */
#ifndef TALKMARK_H
#define TALKMARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TM_VERSION "0.1.0"

#if defined(__GNUC__)
# define TM_API __attribute__((visibility("default")))
#else
# define TM_API
#endif

/* ---- Text, dates, places ------------------------------------------------ */

/** A view of UTF-8 text: 'size' bytes at 'data'. */
typedef struct tm_text {
    const char *data;
    size_t size;
} tm_text;

/** A day of the proleptic Gregorian calendar; year 0 means no date. */
typedef struct tm_date {
    int16_t year;
    uint8_t month; /* 1 to 12 */
    uint8_t day;   /* 1 to 31 */
} tm_date;

/**
 * Read all of 'text' as a date that needs no talk to count from ("2026-03-16",
 * "2026年3月底"; spec, "Dates"). False, and '*date' is left alone, where it is
 * none or there is no such day.
 */
TM_API bool tm_date_read(tm_text text, tm_date *date);
/** Negative, 0 or positive as 'a' is before, on or after 'b'. */
TM_API int tm_date_compare(tm_date a, tm_date b);

/**
 * Where something stands in the file. Lines and columns count from 1, columns
 * in code points; the end is half-open. 'start' and 'end' are byte offsets in
 * the file, a byte order mark included. line is 0 where there is no place.
 */
typedef struct tm_place {
    size_t line, column;
    size_t end_line, end_column;
    size_t start, end;
} tm_place;

/**
 * Take 'size' bytes at 'data'. Returns false to stop (a full disk, say).
 */
typedef bool tm_write(void *to, const char *data, size_t size);

/* ---- Kinds and states --------------------------------------------------- */

enum tm_trait {
    TM_TRAIT_HEADING = 1 << 0,  /* may take a heading over */
    TM_TRAIT_TASK = 1 << 1,     /* belongs in a task list */
    TM_TRAIT_BOX = 1 << 2,      /* may own a checkbox */
    TM_TRAIT_INHERITS = 1 << 3, /* owners and dates come down to it */
    TM_TRAIT_ASIDE = 1 << 4,    /* ends no other tag's passage */
};

enum tm_kind {
#define KIND(NAME, scheme, chinese, plural, traits) TM_KIND_##NAME,
#include "kinds.def"
#undef KIND
    TM_KIND__COUNT
};

enum tm_status {
#define STATUS(NAME, word, chinese, closed) TM_STATUS_##NAME,
#include "statuses.def"
#undef STATUS
    TM_STATUS__COUNT
};

/** The scheme of 'kind' ("directive"): its name in machine output. */
TM_API const char *tm_kind_name(enum tm_kind kind);
/** The Chinese word for 'kind' ("要求"). */
TM_API const char *tm_kind_chinese(enum tm_kind kind);
/** The plural of 'kind' ("directives"), lower case. */
TM_API const char *tm_kind_plural(enum tm_kind kind);
/** The traits of 'kind', TM_TRAIT_... or-ed together. */
TM_API unsigned tm_kind_traits(enum tm_kind kind);
/** Set '*kind' to the kind that 'word' names (scheme, Chinese word or alias;
    ASCII case is ignored); false where none does. */
TM_API bool tm_kind_find(tm_text word, enum tm_kind *kind);

/** "open", "doing", "done", "accepted" or "dropped". */
TM_API const char *tm_status_name(enum tm_status status);
/** The Chinese word for 'status' ("已完成"). */
TM_API const char *tm_status_chinese(enum tm_status status);
/** Whether nothing more is to be done: done, accepted or dropped. */
TM_API bool tm_status_is_closed(enum tm_status status);
/** Set '*status' to the status that 'word' names (its name, ASCII case ignored,
    or its Chinese word); false where none does. */
TM_API bool tm_status_find(tm_text word, enum tm_status *status);

/* ---- Parsing ------------------------------------------------------------ */

typedef struct tm_talk tm_talk;
/** What a talkmark.yaml says; see tm_config_read(). */
typedef struct tm_config tm_config;

/** What tm_parse() may be told. Zero is the default everywhere. */
typedef struct tm_options {
    tm_text file;            /* the name to show in messages and outputs */
    tm_text record;          /* the talk's name where front matter has no id:;
                            default: from 'file' (dialect, "RECORD") */
    const tm_config *config; /* stands behind front matter; default: none.
                                Borrowed for the call */
    size_t max_input;        /* bytes; default 64 MiB */
    size_t max_memory;       /* bytes allocated for this call, the talk and all
                            scratch together; default: for a talk 56 MiB
                            and 36 for each of its bytes, for a talkmark.yaml
                            no limit */
    bool check;              /* judge the talk, too: its diagnostics tell what
                                is likely a slip as well, with mends */
} tm_options;

enum tm_error_code {
    TM_ERROR_NONE,
    TM_ERROR_MEMORY,   /* out of memory, or over max_memory */
    TM_ERROR_ENCODING, /* not UTF-8, or holds NUL */
    TM_ERROR_LIMIT,    /* over a limit that the message names */
};

/** Why a call gave nothing. */
typedef struct tm_error {
    enum tm_error_code code;
    size_t line, column; /* from 1; 0 where there is no place */
    char message[256];   /* one line, no full stop, NUL-terminated */
} tm_error;

/**
 * Parse 'size' bytes at 'data' as one talk.
 *
 * The bytes are copied where needed; they may go away after the call. They
 * need not end in NUL or a newline. Returns NULL when the bytes are not a text
 * (encoding), or memory or a limit runs out, and fills 'error' (may be NULL)
 * with what and where. A talk with faults in it is still a talk: they are in
 * tm_talk_diagnostic(). 'options' may be NULL. Free with tm_talk_free().
 *
 * Safe on several threads at once.
 */
TM_API tm_talk *tm_parse(const char *data, size_t size,
                         const tm_options *options, tm_error *error);

/** Free 'talk' and all that was borrowed from it. NULL is ignored. */
TM_API void tm_talk_free(tm_talk *talk);

/* ---- Diagnostics -------------------------------------------------------- */

enum tm_severity {
    TM_SEVERITY_HINT,
    TM_SEVERITY_WARNING,
    TM_SEVERITY_ERROR,
};

/** What is known of how to mend something. */
enum tm_mend {
    TM_MEND_NONE,
    TM_MEND_SAFE,   /* the words that a reader sees stay the same, and only one
                       thing can have been meant */
    TM_MEND_UNSAFE, /* likely what was meant: somebody should look */
};

/** Put 'text' in the place of the bytes from 'start' to 'end' of the file. */
typedef struct tm_edit {
    size_t start, end;
    tm_text text;
} tm_edit;

/** One thing that is wrong with a talk. */
typedef struct tm_diagnostic {
    enum tm_severity severity;
    const char *rule; /* its name, "date-impossible"; static */
    tm_text message;  /* one line, no full stop */
    tm_place place;
    enum tm_mend mend;
    const tm_edit *edits; /* of the mend: all of them or none; ascending, apart
                             from one another */
    size_t edit_count;
} tm_diagnostic;

/** One rule that diagnostics are told by. */
typedef struct tm_rule {
    const char *name; /* "date-impossible" */
    enum tm_severity severity;
    const char *message; /* of its diagnostics, without what they quote */
} tm_rule;

/** The i-th rule, in the order of diagnostics.def; NULL past the last. */
TM_API const tm_rule *tm_rule_at(size_t i);
/** The rule of that name; NULL where there is none. */
TM_API const tm_rule *tm_rule_find(tm_text name);

/** Whether a note of the talk, which was judged (options), leaves out what the
    rule of that name finds at 'byte' of the file. */
TM_API bool tm_talk_ignores(const tm_talk *talk, const char *rule, size_t byte);

/** How many there are; in the order of their places. */
TM_API size_t tm_talk_diagnostic_count(const tm_talk *talk);
/** The i-th, i < count. */
TM_API const tm_diagnostic *tm_talk_diagnostic(const tm_talk *talk, size_t i);
/** "hint", "warning" or "error". */
TM_API const char *tm_severity_name(enum tm_severity severity);

/* ---- Suggestions -------------------------------------------------------- */

/** The nearest right word for a mistyped one, among those looked at so far:
    zero but for 'typed' at first. */
typedef struct tm_suggestion {
    tm_text typed;
    tm_text word; /* the nearest so far; size 0: none is near */
    size_t distance;
} tm_suggestion;

/** Look at 'word' too; it is borrowed. Of two that are as near the first
    stays. */
TM_API void tm_suggest(tm_suggestion *suggestion, tm_text word);
/** Look at each of the words of 'list', which single spaces part. */
TM_API void tm_suggest_words(tm_suggestion *suggestion, const char *list);

/* ---- Configuration ------------------------------------------------------ */

/**
 * Read 'size' bytes at 'data' as a talkmark.yaml: what many talks have in
 * common (spec, 3.7). Of 'options' (may be NULL) the limits count. Returns NULL
 * and fills 'error' (may be NULL) as tm_parse() does. What is wrong with one
 * that can be read is in tm_config_diagnostic(); one that is not YAML says
 * nothing. Free with tm_config_free().
 *
 * A talk that is parsed with it copies what it takes. It may be used on several
 * threads at once.
 */
TM_API tm_config *tm_config_read(const char *data, size_t size,
                                 const tm_options *options, tm_error *error);
/** NULL is ignored. */
TM_API void tm_config_free(tm_config *config);

/** As those of a talk, but with places in the talkmark.yaml. */
TM_API size_t tm_config_diagnostic_count(const tm_config *config);
TM_API const tm_diagnostic *tm_config_diagnostic(const tm_config *config,
                                                 size_t i);

/** The i-th key that a talkmark.yaml takes; NULL past the last. */
TM_API const char *tm_config_key(size_t i);
/** The Chinese name of the i-th key ("人员"); NULL where it has none, and past
    the last. */
TM_API const char *tm_config_key_chinese(size_t i);
/** What 'config' gives the i-th key, as YAML on one line, and the key's place;
    absent and line 0 where it gives none. */
TM_API tm_text tm_config_value(const tm_config *config, size_t i,
                               tm_place *place);
/**
 * check: what 'config' says of how much the rule of that name matters. False
 * where it is off. '*severity' is left alone where nothing is said.
 */
TM_API bool tm_config_severity(const tm_config *config, const char *rule,
                               enum tm_severity *severity);
/** columns: names of the columns that lists are to have. */
TM_API size_t tm_config_column_count(const tm_config *config);
TM_API tm_text tm_config_column(const tm_config *config, size_t i);

/* ---- The talk as a whole ------------------------------------------------ */

/** Single values of a talk. */
enum tm_field {
    TM_FIELD_FILE,      /* as given in the options */
    TM_FIELD_RECORD,    /* the talk's name; never empty */
    TM_FIELD_TITLE,     /* front matter's, else the first heading's */
    TM_FIELD_DATE_TEXT, /* the date as written */
    TM_FIELD_SPEAKER,
    TM_FIELD_LANG, /* a BCP 47 tag; "zh" or "en" where none is given */
};

/** Lists of a talk, in their order. */
enum tm_list {
    TM_LIST_AUDIENCE,
    TM_LIST_PRESENT,
    TM_LIST_ABSENT,
    TM_LIST_FOLLOWS, /* RECORDs */
};

TM_API tm_text tm_talk_field(const tm_talk *talk, enum tm_field field);
/** The talk's date; year 0 where none is given or it cannot be read. */
TM_API tm_date tm_talk_date(const tm_talk *talk);
/** Whether 'lang' is Chinese: "zh" or begins with "zh-", any case. */
TM_API bool tm_talk_is_chinese(const tm_talk *talk);
TM_API size_t tm_talk_list_count(const tm_talk *talk, enum tm_list list);
TM_API tm_text tm_talk_list(const tm_talk *talk, enum tm_list list, size_t i);
/** Where front matter gives TM_FIELD_RECORD; nowhere, where it does not. */
TM_API tm_place tm_talk_record_place(const tm_talk *talk);
/** Where front matter names text 'i' of TM_LIST_FOLLOWS. */
TM_API tm_place tm_talk_follows_place(const tm_talk *talk, size_t i);

/** Someone named under people:. Absent values are absent texts. */
typedef struct tm_person {
    tm_text id, name, unit, email, mask;
} tm_person;

TM_API size_t tm_talk_person_count(const tm_talk *talk);
TM_API const tm_person *tm_talk_person(const tm_talk *talk, size_t i);

/** A key and its value, as written. */
typedef struct tm_pair {
    tm_text key, value;
} tm_pair;

/** Front matter keys that talkmark does not know, in their order. A list or
    mapping under one is flattened to its YAML flow form. */
TM_API size_t tm_talk_metadata_count(const tm_talk *talk);
TM_API tm_pair tm_talk_metadata(const tm_talk *talk, size_t i);

/* ---- The document ------------------------------------------------------- */

/** A node of the document's tree. */
typedef struct tm_node tm_node;
/** Something tagged (or an untagged heading that is a point). */
typedef struct tm_item tm_item;

/** Node types: CommonMark's, without its link reference definitions. The words
    of raw HTML, and so of private notes (HTML comments), are not in the tree. */
enum tm_node_type {
    TM_NODE_DOCUMENT,
    TM_NODE_BLOCK_QUOTE,
    TM_NODE_LIST,
    TM_NODE_ITEM,
    TM_NODE_CODE_BLOCK,
    TM_NODE_HTML_BLOCK, /* raw; no output shows it */
    TM_NODE_PARAGRAPH,
    TM_NODE_HEADING,
    TM_NODE_THEMATIC_BREAK,
    TM_NODE_TEXT,
    TM_NODE_SOFT_BREAK,
    TM_NODE_HARD_BREAK,
    TM_NODE_CODE,
    TM_NODE_HTML_INLINE, /* raw; no output shows it */
    TM_NODE_EMPHASIS,
    TM_NODE_STRONG,
    TM_NODE_LINK,
    TM_NODE_IMAGE,
    TM_NODE_TAG, /* a link that is a tag; tm_node_item() is what it tags */
    TM_NODE__COUNT
};

/** The root, of type TM_NODE_DOCUMENT. */
TM_API const tm_node *tm_talk_root(const tm_talk *talk);
TM_API enum tm_node_type tm_node_type_of(const tm_node *node);
/** The type's name in lower case with underscores: "block_quote". */
TM_API const char *tm_node_type_name(enum tm_node_type type);
/** NULL for the root. */
TM_API const tm_node *tm_node_parent(const tm_node *node);
/** NULL where there is none. */
TM_API const tm_node *tm_node_first_child(const tm_node *node);
/** The next sibling; NULL where there is none. */
TM_API const tm_node *tm_node_next(const tm_node *node);
/** TEXT, CODE, CODE_BLOCK: the literal text. Others: absent. */
TM_API tm_text tm_node_text(const tm_node *node);
/** CODE_BLOCK: the info string. Others: absent. */
TM_API tm_text tm_node_info(const tm_node *node);
/** LINK, IMAGE: the destination, unescaped, not percent-encoded. */
TM_API tm_text tm_node_url(const tm_node *node);
/** LINK, IMAGE: the title; absent where none was written. */
TM_API tm_text tm_node_title(const tm_node *node);
/** HEADING: 1 to 6. Others: 0. */
TM_API int tm_node_level(const tm_node *node);
/** LIST: whether it is numbered; then tm_node_list_start() is its first
    number, and of an ITEM in it the item's own. */
TM_API bool tm_node_is_ordered(const tm_node *node);
TM_API int tm_node_list_start(const tm_node *node);
/** LIST: whether its items' paragraphs stand without <p>. */
TM_API bool tm_node_is_tight(const tm_node *node);
/** SOFT_BREAK: whether the lines join without a space (between two Chinese or
    Japanese characters). */
TM_API bool tm_node_joins(const tm_node *node);
/**
 * The item that this node stands for: of a TAG what it tags; of a HEADING the
 * item whose heading it is (a point, or the tag that takes it over); of an
 * ITEM (list item) the item that owns its checkbox. NULL where none does, and
 * for an untagged heading that is no point.
 */
TM_API const tm_item *tm_node_item(const tm_node *node);
/** ITEM: whether it is a checkbox item and, then, whether it is ticked. The
    marker itself is not in the text. */
TM_API bool tm_node_has_checkbox(const tm_node *node, bool *ticked);
/** HEADING: whether it is the talk's title and so no point. */
TM_API bool tm_node_is_title(const tm_node *node);
/** Where a block, a tag, a link or an image stands; line 0 for others. */
TM_API tm_place tm_node_place(const tm_node *node);

/* ---- Items -------------------------------------------------------------- */

/** Items in the order in which they begin in the document. That of a heading
    begins with the heading, also where a point: further on in it gives the id:
    it comes before the tags that stand ahead of that one. */
TM_API size_t tm_talk_item_count(const tm_talk *talk);
TM_API const tm_item *tm_talk_item(const tm_talk *talk, size_t i);
/** The item's index: tm_talk_item(talk, tm_item_index(item)) is 'item', or what
    it is a share of (tm_item_shares()). */
TM_API size_t tm_item_index(const tm_item *item);
TM_API const tm_talk *tm_item_talk(const tm_item *item);

TM_API enum tm_kind tm_item_kind(const tm_item *item);
/** The id; "~issue-2" where the author wrote none, and then tm_item_is_auto_id
    is true. Several cites may share an id: they are one reference. */
TM_API tm_text tm_item_id(const tm_item *item);
TM_API bool tm_item_is_auto_id(const tm_item *item);
/** The tag's words as plain text, at most 1,000 code points. */
TM_API tm_text tm_item_words(const tm_item *item);
/** The node that carries it: a TAG, a HEADING, or the ITEM of a checkbox. */
TM_API const tm_node *tm_item_node(const tm_item *item);
/** The tag in the file; of an untagged heading its block; of an untagged
    checkbox item from "[" to the end of its first paragraph. */
TM_API tm_place tm_item_place(const tm_item *item);
/** Whether an untagged heading or checkbox made it. */
TM_API bool tm_item_is_untagged(const tm_item *item);

/** Single texts of an item; absent where the talk says nothing. */
enum tm_item_field {
    TM_ITEM_DUE_TEXT, /* a due date in words that are no date */
    TM_ITEM_SOURCE,
    TM_ITEM_BY,
    TM_ITEM_EVIDENCE,
    TM_ITEM_NOTE, /* the words that are no attribute, a space between them */
};
TM_API tm_text tm_item_field(const tm_item *item, enum tm_item_field field);

/** Dates of an item; year 0 where there is none. */
enum tm_item_date {
    TM_ITEM_DUE,
    TM_ITEM_DUE_FIRST, /* the first due date, before later records moved it */
    TM_ITEM_START,
    TM_ITEM_DONE,
};
TM_API tm_date tm_item_date(const tm_item *item, enum tm_item_date date);
/** Whether it is to go on without a date, on purpose (due:ongoing). */
TM_API bool tm_item_is_ongoing(const tm_item *item);
/** Whether every owner has a share of their own (!each). */
TM_API bool tm_item_is_each(const tm_item *item);
/** The state in force: the attribute's, else the checkbox's, else open.
    tm_item_has_status() says whether the kind has one: tasks always; others
    where one was written. */
TM_API enum tm_status tm_item_status(const tm_item *item);
TM_API bool tm_item_has_status(const tm_item *item);
/** -1 no checkbox, 0 not ticked, 1 ticked. */
TM_API int tm_item_checkbox(const tm_item *item);
/** -1 low, 0 none said, 1 high. */
TM_API int tm_item_priority(const tm_item *item);
/** A task that is open and whose due date lies before 'today'. */
TM_API bool tm_item_is_late(const tm_item *item, tm_date today);

enum tm_owner_type {
    TM_OWNER_PERSON,  /* someone of people: */
    TM_OWNER_UNIT,    /* a unit of people: or of the audience */
    TM_OWNER_ALL,     /* @all: the audience */
    TM_OWNER_UNKNOWN, /* found nowhere: 'name' keeps the words */
};

/** Who owns an item. PERSON: id, name and unit (may be absent). UNIT: unit.
    ALL: id "all", and name in the talk's language. UNKNOWN: name. */
typedef struct tm_owner {
    enum tm_owner_type type;
    tm_text id, name, unit;
} tm_owner;

/** Owners; the first answers for the item. Inherited ones are included. */
TM_API size_t tm_item_owner_count(const tm_item *item);
TM_API const tm_owner *tm_item_owner(const tm_item *item, size_t i);
/** What to call an owner on a page: the name, else the unit, else the id. */
TM_API tm_text tm_owner_label(const tm_owner *owner);

/** Who the item is handed to (to:@name); NULL where nobody is. Only updates
    hand over; on other kinds to: is an unknown key. */
TM_API const tm_owner *tm_item_handed_to(const tm_item *item);

/** What the item names of another: 'record' is absent for this talk's own. */
typedef struct tm_reference {
    tm_text record, id;
} tm_reference;

/** for: what it answers. */
TM_API size_t tm_item_for_count(const tm_item *item);
TM_API tm_reference tm_item_for(const tm_item *item, size_t i);
/** +word, in the order written, inherited ones last, none twice. */
TM_API size_t tm_item_topic_count(const tm_item *item);
TM_API tm_text tm_item_topic(const tm_item *item, size_t i);
/** KEY:VALUE that talkmark does not know, in their order. */
TM_API size_t tm_item_attribute_count(const tm_item *item);
TM_API tm_pair tm_item_attribute(const tm_item *item, size_t i);

/** UPDATE: the item that it is about; id absent where it names none, record
    absent where it is not known which of several followed talks is meant. */
TM_API tm_reference tm_item_target(const tm_item *item);

/** The reply in which the item stands; NULL outside of one. */
TM_API const tm_item *tm_item_reply(const tm_item *item);
/** REPLY: who speaks: its first owner's label, else its words. */
TM_API tm_text tm_item_speaker(const tm_item *item);
/** The innermost point that the item stands under; NULL at the top. Follow it
    outwards for the whole path. Never the item itself. */
TM_API const tm_item *tm_item_parent(const tm_item *item);

/* ---- Selecting, sorting, sharing out ------------------------------------- */

/** What a condition looks at. Values are compared exactly. */
enum tm_criterion {
    TM_CRITERION_OWNER,  /* the id, name or unit of one of the owners */
    TM_CRITERION_UNIT,   /* a unit that owns it, or one of whose people does */
    TM_CRITERION_SOURCE, /* where it was found (source:) */
    TM_CRITERION_TOPIC,  /* one of its topics (+word) */
    TM_CRITERION_POINT,  /* the id or words of a point that it stands under */
    TM_CRITERION_RECORD, /* the talk's name */
    TM_CRITERION__COUNT
};

/** One condition: 'criterion' must have 'value', which is borrowed. */
typedef struct tm_condition {
    enum tm_criterion criterion;
    tm_text value;
} tm_condition;

/**
 * Which items are asked for; zero is every task. All that is set must hold. Of
 * several conditions on one criterion one must; on each criterion that has
 * any, then.
 */
typedef struct tm_filter {
    unsigned kinds;    /* bits 1 << TM_KIND_...; 0: the kinds that are tasks */
    unsigned statuses; /* bits 1 << TM_STATUS_...; 0: any, and none */
    bool open;         /* only what is not closed */
    bool overdue;      /* only what is late on 'today' */
    tm_date today;
    tm_date due_before; /* only what is due before this day; year 0: whenever */
    const tm_condition *conditions; /* borrowed; NULL only where there are 0 */
    size_t condition_count;
} tm_filter;

/** Whether 'filter' asks for 'item'. */
TM_API bool tm_filter_takes(const tm_filter *filter, const tm_item *item);
/** The bits of the kinds that are tasks. */
TM_API unsigned tm_kinds_of_tasks(void);

/** What a list is sorted by: orders.def says how. */
enum tm_order {
#define ORDER(NAME, word) TM_ORDER_##NAME,
#include "orders.def"
#undef ORDER
    TM_ORDER__COUNT
};

/** Set '*order' to the order of that name ("due"); false where there is none. */
TM_API bool tm_order_find(tm_text word, enum tm_order *order);
/** Negative, 0 or positive: 'a' before 'b', alike, after. */
TM_API int tm_item_compare(const tm_item *a, const tm_item *b,
                           enum tm_order order);
/** Sort 'count' items, of any number of talks. What is alike keeps its order.
    False where memory runs out: 'items' is as it was. */
TM_API bool tm_items_sort(const tm_item **items, size_t count,
                          enum tm_order order);

/** The shares of an item: one for each person who has to do with it. */
typedef struct tm_shares tm_shares;

/**
 * Share 'item' out, to print a list for each person. Each share is the item,
 * but for its owners: they are one person. Of an item with !each every owner
 * has a share; so has every owner, helping ones too, where one of them is
 * "everyone" or a unit: each person of people: has one in the place of
 * "everyone", each of its people in that of a unit. Nobody has two. A unit that
 * none of people: is of has its share as a unit. Where there is nobody to share
 * between, the one share is the item itself.
 *
 * NULL where memory runs out. Free with tm_shares_free(), before the talk.
 */
TM_API tm_shares *tm_item_shares(const tm_item *item);
/** NULL is ignored. */
TM_API void tm_shares_free(tm_shares *shares);
/** How many there are: at least 1; in the order of the owners, then of people:.
    tm_shares_item() is the i-th, borrowed from 'shares'. */
TM_API size_t tm_shares_count(const tm_shares *shares);
TM_API const tm_item *tm_shares_item(const tm_shares *shares, size_t i);
/** Whether 'item' is a share: others may have its record and id. */
TM_API bool tm_item_is_share(const tm_item *item);

/** Limits on what the outputs of a talk and its items may hold (spec,
    "Limits"). */
enum {
    TM_MAX_NAME = 250,     /* code points of the title, the speaker, the
                               talk's id, a record that it follows, and what
                               people: says of someone */
    TM_MAX_FOLLOWS = 2500, /* code points of all the records it follows */
    TM_MAX_WORDS = 1000,   /* code points of an item's words */
    TM_MAX_DETAIL = 10000, /* code points of a detail */
    TM_MAX_TAGS = 10000,   /* tags in one block */
};

/**
 * Write the item's detail as plain text: the passage, list item or section
 * that it owns (spec, "Scope"). At most TM_MAX_DETAIL code points are written;
 * nothing at all where the talk's allowance is used up. Returns what 'write'
 * last returned; true where nothing was written.
 */
TM_API bool tm_item_detail(const tm_item *item, tm_write *write, void *to);
/** The path is withheld (limits): tm_item_parent() still tells it. */
TM_API bool tm_item_path_withheld(const tm_item *item);
/** Whether a limit shortened the words, the detail or the path. */
TM_API bool tm_item_is_cut(const tm_item *item);

/**
 * Write the plain text of 'node' and all below it: the words of text and code,
 * images by their alt text, breaks as in a detail.
 */
TM_API bool tm_node_plain_text(const tm_node *node, tm_write *write, void *to);

#ifdef __cplusplus
}
#endif

#endif

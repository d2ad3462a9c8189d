/*
 * check.h - the rules of 'talkmark check': what is sound to read and still
 * likely a slip (dialect, "What looks like a tag and is not").
 *
 * A rule is a row of diagnostics.def and a function in one of the files
 * check_*.c; the functions are the rows of checks.def. Each adds findings:
 * diagnostics that may say how they can be mended. What is proposed is then
 * tried: the mended text is read again, and a mend that does not give exactly
 * what was meant is dropped (mend.c).
 *
 * Checks run while libcmark's tree is still there, after the items are made.
 */
#ifndef CHECK_H
#define CHECK_H

#include "parse.h"

/** What a mend is to make: it is dropped where it does not. */
struct expected {
    tm_text kind_and_id; /* of the tag: "directive:walk"; absent: no tag is
                            expected, the finding must be gone */
    tm_text title;       /* the tag's attributes, decoded */
    size_t edit;         /* the edit at whose beginning the tag begins;
                            SIZE_MAX: no edit does */
    size_t start;        /* then: the byte at which it begins */
};

/** A diagnostic of a check, and how it can be mended. */
struct finding {
    size_t diagnostic; /* its index in the talk's */
    tm_edit *edits;
    size_t edit_count, edit_capacity;
    enum tm_mend mend;
    struct expected expected;
};

enum {
    MOST_FOUND = 1000,  /* findings of a rule that are told one by one */
    MOST_MENDED = 10000 /* of what reading told */
};

/** One run of the rules over one talk. */
struct check {
    struct parse *parse;
    struct arena *scratch; /* of the check that runs: gone when it ends */
    struct arena *kept;    /* gone when the talk is parsed */
    struct finding *findings;
    size_t finding_count, finding_capacity;
    struct {
        size_t count, last; /* last: the diagnostic of the last one told */
    } found[RULE__COUNT];
    struct {
        const tm_node *block; /* NULL: there is none yet */
        cmark_node *origin;
        size_t colon;  /* in its content */
        bool told;     /* there were two */
    } weak;            /* the first near miss that a second one makes likely */
    size_t mended;     /* how often check_find_told() gave a finding */
    struct lookup ids; /* what check_take_id() knows: where they stand */
    struct finding spare; /* stands for those that are not told */
};

/** Judge the talk that 'parse' has made: runs every check of checks.def, does
    as its talkmark-ignore notes say, and tries the mends. */
void check_run(struct parse *parse);

/* ---- Findings and their mends ---- */

/**
 * Add 'rule' at the bytes 'start' to 'end' of the file, with 'detail' as
 * diagnostics_add() has it. Valid until the next finding is added. Of very many
 * of one rule the first MOST_FOUND are told, the last of them with how many more
 * there are: what is returned for the others is not told.
 */
struct finding *check_find(struct check *check, enum rule rule, size_t start,
                           size_t end, tm_text detail);
/** As check_find(), at a place that is known. */
struct finding *check_find_at(struct check *check, enum rule rule,
                              tm_place place, tm_text detail);
/** A finding for the i-th diagnostic, which reading found, to say its mend. */
struct finding *check_find_told(struct check *check, size_t diagnostic);
/** As check_find() for what stands there and elsewhere, 'times' in all. */
struct finding *check_find_times(struct check *check, enum rule rule,
                                 size_t start, size_t end, tm_text detail,
                                 size_t times);
/** Let the message of 'finding' end with ", did you mean NEAR?"; nothing where
    'near' is empty. */
void check_suggest(struct check *check, const struct finding *finding,
                   tm_text near);
/**
 * Let the mend of 'finding' put 'text', which is copied, in the place of the
 * bytes 'start' to 'end' of the file. Edits of one finding are added in the
 * order in which they stand and do not overlap.
 */
void check_edit(struct check *check, struct finding *finding, size_t start,
                size_t end, tm_text text);
/**
 * Say what the edits of 'finding' amount to: TM_MEND_SAFE where the words that
 * a reader sees stay the same and only one thing can have been meant. With
 * 'expected' (may be NULL; copied) the mended text must hold that tag; without
 * it, the finding must be gone and every item must still be there.
 */
void check_mend(struct check *check, struct finding *finding, enum tm_mend mend,
                const struct expected *expected);

/** Where the item stands that has 'id', or would have it by a mend that was
    proposed before; else it is now that at byte 'start'. */
size_t check_take_id(struct check *check, tm_text id, size_t start);

/* ---- A block as it was written ---- */

/** What a byte of a block's content is. */
enum written_class {
    WRITTEN_TEXT, /* of the words, marks of emphasis and escapes included */
    WRITTEN_CODE, /* a code span, its backticks included */
    WRITTEN_HTML, /* raw HTML, notes too */
    WRITTEN_LINK, /* of a link, image or tag: its brackets, destination,
                       title, label; not its words */
};

/** A paragraph or heading. */
struct written {
    const tm_node *block;
    cmark_node *origin;
    struct content content; /* its lines without prefixes: content.text */
    struct check *check;
    char *classes; /* NULL until asked for */
};

/** Read the content of 'block': it is needed no longer than the check runs. */
void written_read(struct written *written);
/** The byte in the file of byte 'at' of the content. */
size_t written_source(const struct written *written, size_t at);
/** What byte 'at' of the content is. The first call for a block replays it. */
enum written_class written_class_of(struct written *written, size_t at);
/** Whether all bytes from 'start' to 'end' are of one class. */
bool written_is(struct written *written, size_t start, size_t end,
                enum written_class class);

/* ---- The functions of checks.def ---- */

typedef void check_of_talk(struct check *check);
typedef void check_of_block(struct check *check, struct written *written);

#define TALK_CHECK(function)  check_of_talk function;
#define BLOCK_CHECK(function) check_of_block function;
#include "checks.def"
#undef TALK_CHECK
#undef BLOCK_CHECK

#endif

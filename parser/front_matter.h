/*
 * front_matter.h - the YAML before a talk (dialect, "Front matter"): whether it
 * is there, and what it says.
 */
#ifndef FRONT_MATTER_H
#define FRONT_MATTER_H

#include "diagnostic.h"
#include "source.h"

enum {
    FRONT_KEYS = 16 /* that talkmark knows: front_matter_keys.h */
};

/** A list of texts, and where in the file each stands. */
struct text_list {
    tm_text *texts;
    struct span *spans;
    size_t count;
};

/** A value and where it stands in the file, in bytes: what stands inside of
    its quotes, where it has some. The text is absent where nothing was given
    (null, "~" and "" too). Bytes of the text and of the file agree one by one
    where the value is on one line and, quoted, holds no escape. */
struct located {
    tm_text text;
    size_t start, end;
    bool cut; /* the text is not all of it: limits */
};

/** What front matter says, as text; nothing of it is interpreted here. */
struct front_matter {
    size_t end; /* the byte at which the Markdown begins; a BOM alone: 3 */
    bool present;
    bool broken; /* it is there and cannot be read: none of its keys is used */
    struct located id, title, date, speaker, lang, defaults, points, checkboxes;
    struct text_list audience, attending, absent, follows, redact, columns;
    tm_person *people;
    size_t people_count;
    tm_pair *others; /* unknown keys, in order; lists and mappings as YAML flow;
                        a null is an absent value */
    struct located *other_keys; /* where each of those keys stands */
    size_t others_count;
    bool given[FRONT_KEYS + 1];     /* of the rows of known_keys; the last: some
                                   unknown key */
    tm_text config_defaults;        /* defaults: of the configuration */
    struct front_setting *settings; /* of a talkmark.yaml; NULL: none */
    unsigned char *severities; /* of a talkmark.yaml, for each rule: 0 not said,
                                  else 1 more than its severity, where
                                  TM_SEVERITY_ERROR + 1 is off; NULL: none */
};

/** What a talkmark.yaml says of a key. */
struct front_setting {
    tm_text value; /* as YAML flow; absent where it says nothing */
    tm_place place;
};

/**
 * Read the front matter of 'source', the whole file, into 'result'. Texts are
 * copies in 'arena'; faults are added to 'diagnostics', with what to write
 * instead where that can be told. libyaml's own memory is gone when this
 * returns, and also when 'arena' leaves by its escape.
 *
 * Known keys go by their English name in any case, or by their Chinese one.
 */
void front_matter_read(struct arena *arena, struct source *source,
                       struct diagnostics *diagnostics,
                       struct front_matter *result);

/**
 * Read all of 'source' as a talkmark.yaml, likewise. Its settings are then
 * those of front_matter_config_row(), in that order.
 */
void front_matter_read_config(struct arena *arena, struct source *source,
                              struct diagnostics *diagnostics,
                              struct front_matter *result);

/** Report values of 'front', which 'source' holds, that are none of the words
    that their keys take. */
void front_matter_judge(struct source *source, struct diagnostics *diagnostics,
                        const struct front_matter *front);

/** Whether 'key' is one that talkmark knows in front matter. */
bool front_matter_knows(tm_text key);

#endif

/*
 * front_matter_keys.h - the keys of front matter and of talkmark.yaml: what
 * each is called, where it may stand and what it takes.
 */
#ifndef FRONT_MATTER_KEYS_H
#define FRONT_MATTER_KEYS_H

#include "front_matter.h"

enum shape {
    SHAPE_ONE,
    SHAPE_LIST,
    SHAPE_PEOPLE,
    SHAPE_SEVERITIES
};

/** What of a value counts that is over TM_MAX_NAME code points long. */
enum limit {
    LIMIT_NONE,  /* all of it: it stands once, or nowhere, in an output */
    LIMIT_CUT,   /* its beginning */
    LIMIT_WHOLE, /* nothing: cut, it would name something else */
};

/** Where a key may stand. */
enum place {
    IN_TALK = 1 << 0,   /* front matter */
    IN_CONFIG = 1 << 1, /* talkmark.yaml */
    IN_BOTH = IN_TALK | IN_CONFIG,
};

struct known_key {
    const char *name, *chinese;
    enum place place;
    enum shape shape;
    enum limit limit;
    size_t offset; /* in struct front_matter */
};

enum {
    KNOWN_KEYS = FRONT_KEYS
};
extern const struct known_key known_keys[KNOWN_KEYS];

/** The row of 'key' where it may stand there; KNOWN_KEYS where there is none. */
size_t front_matter_find_key(tm_text key, enum place place);
/** The key of talkmark.yaml that 'typed' may be a slip for; empty where none
    is near. */
tm_text front_matter_nearest_setting(tm_text typed);
/** The row of the i-th key of talkmark.yaml; KNOWN_KEYS past the last. */
size_t front_matter_config_row(size_t i);

#endif

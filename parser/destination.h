/*
 * destination.h - a link's destination as a tag's KIND ":" [ID] (dialect,
 * "Tags").
 */
#ifndef DESTINATION_H
#define DESTINATION_H

#include "arena.h"

/** What a tag's destination says. */
struct destination {
    enum tm_kind kind;
    tm_text id; /* after the colon: percent-decoded, NFC; not yet judged */
};

/**
 * Read 'url', a destination as libcmark gives it. False where its scheme is no
 * kind: then it is an ordinary link. Percent-escapes that give UTF-8 are
 * decoded, others stay; the result is brought into NFC (UAX #15). 'arena'
 * holds what is not a view into 'url'.
 */
bool destination_read(struct arena *arena, tm_text url,
                      struct destination *destination);

/** 'text' in NFC; in 'arena' where that differs. */
tm_text destination_compose(struct arena *arena, tm_text text);

/** Whether 'id' has the form of an ID: letters, marks, digits, "-", "_", ".",
    not beginning with "." and not empty. */
bool destination_is_id(tm_text id);

/** Part "RECORD#ID" at its last "#"; without one, record is absent. */
tm_reference destination_part(tm_text text);

#endif

/*
 * front_matter_mend.h - front matter as people write it, and what they should
 * have written where YAML does not take that.
 */
#ifndef FRONT_MATTER_MEND_H
#define FRONT_MATTER_MEND_H

#include "yaml_events.h"

enum colon {
    COLON_NONE,
    COLON_SPACED, /* ": ", or ":" at the end: YAML's own */
    COLON_TIGHT,  /* "key:value" */
    COLON_WIDE,   /* "key：value" */
};

/** A line, read with more patience than YAML has. */
struct entry {
    tm_text line; /* from its first visible byte on */
    bool listed;  /* after "- " */
    tm_text key;  /* without quotes */
    enum colon colon;
    tm_text mark;  /* the colon */
    tm_text value; /* where there is no colon: what follows "- " */
};

/** Read 'line', whose end may be on it. */
struct entry entry_read(tm_text line);
/** Whether the line is a known key with a colon that YAML does not take. */
bool entry_is_slip(const struct entry *entry);

/** 'value' in the quotes that suit it; 'value' is not empty. */
tm_text mend_quoted(struct arena *arena, tm_text value);
/** 'value' as it must be written: in quotes where YAML would take it apart. */
tm_text mend_written(struct arena *arena, tm_text value);

/** Make the entry's colon the fault, with the mend. Returns true. */
bool mend_colon(struct yaml_reader *reader, const struct entry *entry);
/** Find a known key with a wrong colon, at the beginning of a line not after
    byte 'end' of the YAML, and make it the fault: libyaml sees trouble only
    lines later. False where there is none. */
bool mend_slip(struct yaml_reader *reader, size_t end);
/** Say in the fault what to write, instead of what libyaml did not like, where
    the lines that it was at show it. */
void mend_find(struct yaml_reader *reader);

#endif

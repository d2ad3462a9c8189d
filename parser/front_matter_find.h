/*
 * front_matter_find.h - whether there is front matter (dialect, "Front matter"),
 * read as YAML but not yet as keys.
 */
#ifndef FRONT_MATTER_FIND_H
#define FRONT_MATTER_FIND_H

#include "yaml_events.h"

/**
 * Read the front matter of the file into the nodes of 'reader', and set '*end'
 * to the byte at which the Markdown would begin. False where there is none.
 * Where it cannot be read that is reported, with a mend if one is known, and
 * the result is marked as broken.
 */
bool front_matter_find(struct yaml_reader *reader, size_t *end);

/**
 * Read all of 'yaml', a talkmark.yaml, likewise. False where it is no mapping;
 * one that holds nothing, or comments alone, says nothing and is no fault.
 */
bool front_matter_find_config(struct yaml_reader *reader);

#endif

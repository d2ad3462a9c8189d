/*
 * definition.h - where link reference definitions stand in the source, which
 * libcmark does not tell.
 */
#ifndef DEFINITION_H
#define DEFINITION_H

#include "parse.h"

/** The byte, 'at' or after it, at which a definition on 'line' would begin:
    behind the marks of quotes and items. */
size_t definition_start(tm_text line, size_t at);

/**
 * Find the definition that a reference tag got its title from, and fill in the
 * tag's title_byte and title_raw; they stay as they are where it is not found
 * (a title that runs over lines of a quote, say).
 */
void definition_find(struct parse *parse, struct tag_source *tag);

/**
 * Find a definition of 'url' with 'title', both as libcmark gives them; false
 * where there is none that stands in one piece. Places are bytes of the file.
 */
bool definition_of(const struct parse *parse, tm_text url, tm_text title,
                   struct reference *found);

#endif

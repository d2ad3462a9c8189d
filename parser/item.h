/*
 * item.h - what a tag's attributes say about its item: tokens become owners,
 * dates, states.
 */
#ifndef ITEM_H
#define ITEM_H

#include "parse.h"

/** The place of the bytes 'start' to 'end' of the tag's title in the source;
    the tag's own place where they cannot be told. */
tm_place item_title_place(struct parse *parse, struct tag_source *tag,
                          size_t start, size_t end);
/** Read the attributes in 'tag's title into 'item'. */
void item_read(struct parse *parse, tm_item *item, struct tag_source *tag);
/** Read front matter's defaults: into parse->defaults, and the configuration's
    into parse->config_defaults. */
void item_read_defaults(struct parse *parse);

#endif

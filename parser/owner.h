/*
 * owner.h - who a name means: someone of people:, a unit, everyone.
 */
#ifndef OWNER_H
#define OWNER_H

#include "parse.h"

/** Make the people and units of the front matter known by their names. */
void owners_index(struct parse *parse);
/** Who 'name' is (dialect, "Attributes": people's id, person's name, unit,
    all). UNKNOWN keeps the words. */
tm_owner owner_of(const struct parse *parse, tm_text name);
/** Bytes of the longest known name that 'text' begins with, followed by what is
    no part of a name; 0 where there is none. */
size_t owner_known_name(const struct parse *parse, tm_text text);
/** Behind the white space, commas and colons that stand at 'at'. */
size_t owner_skip_separators(tm_text text, size_t at);
/** Make 'owner' one of those of 'item'. */
void owner_add(struct parse *parse, tm_item *item, tm_owner owner);

/** 'name' is found nowhere; it is 'written' so at 'place'. The texts must
    outlive the reading. */
void owner_is_unknown(struct parse *parse, tm_text name, tm_text written,
                      tm_place place);
/** Warn by 'rule' of each name that was found nowhere, once, at its first
    place. */
void owners_report(struct parse *parse, enum rule rule);

#endif

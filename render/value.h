/*
 * value.h - values of an item that several formats write alike.
 *
 * Each takes 'put', which escapes for the format in hand.
 */
#ifndef VALUE_H
#define VALUE_H

#include "sink.h"
#include "talkmark.h"

typedef void value_put(struct sink *sink, tm_text text);

/** "RECORD#ID"; "ID" where the reference names no record. */
void value_reference(struct sink *sink, tm_reference reference, value_put *put);
/** How any record may name 'item': "RECORD#ID" of its own. */
tm_reference value_self(const tm_item *item);
/** The words of the points that 'item' stands under, outermost first, with
    'between' between them; nothing where the path is withheld. */
void value_path(struct sink *sink, const tm_item *item, const char *between,
                value_put *put);
/** "high" or "low"; NULL where no priority was given. */
const char *value_priority(const tm_item *item);

/** Whether the item's words are its one owner's name, as a reply's mostly are:
    then it need not be said again. */
bool value_says_owner(const tm_item *item);

/** Whether the due date is another one than it was at first. */
bool value_is_moved(const tm_item *item);

#endif

/*
 * item_json.h - the keys of an item in JSON, in the order in which machine
 * outputs write them, and their values. spec/item.schema.json says what each
 * one means.
 */
#ifndef ITEM_JSON_H
#define ITEM_JSON_H

#include "sink.h"
#include "talkmark.h"

/** How many keys there are. */
size_t item_json_count(void);
/** The i-th key, i < count; plain ASCII that needs no escape. */
const char *item_json_key(size_t i);
/** Whether the i-th key has the same value for all items of a talk. */
bool item_json_is_of_talk(size_t i);
/** Put the i-th key's value: any JSON value, "null" included. */
void item_json_value(struct sink *sink, size_t i, const tm_item *item);
/** Put the whole object, on one line without its end. */
void item_json_object(struct sink *sink, const tm_item *item);

#endif

/*
 * model_items.h - all items of a talk, or their details, in a compact form
 * that the specification's examples are written in.
 *
 * A block an item, in the order of the document: KIND ID "WORDS", then a line
 * for each value that the item has. Words in quotes are escaped as in JSON,
 * all else as for a terminal, so that a value never takes more than its line.
 */
#ifndef MODEL_ITEMS_H
#define MODEL_ITEMS_H

#include "talk_format.h"

talk_write model_items;

/** KIND ID, then the lines of the detail, two spaces further in; an empty line
    of the detail stays empty. */
talk_write model_details;

#endif

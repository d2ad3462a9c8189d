/*
 * html_item.h - what is said of an item in HTML: its anchor, its owners, its
 * dates and state. Shared by the body and the tables of a page.
 */
#ifndef HTML_ITEM_H
#define HTML_ITEM_H

#include "render.h"

#include "html.h"

/** Whether the page has a row for the item: in its tasks, decisions or
    references. */
bool html_item_has_row(const tm_item *item);
/** href="#ID" or, with 'row', href="#tm-row-ID" (the attribute alone, after a
    space). */
void html_item_href(struct sink *sink, const tm_item *item, bool row);
/** id="tm-row-ID" likewise. */
void html_item_row_id(struct sink *sink, const tm_item *item);
/** The owners' names, by a comma each, and "each". */
void html_item_owners(struct html *html, const tm_item *item, bool chinese);
/** The due date as <time>, or its words, or "ongoing". Returns false where
    there is nothing to say. */
bool html_item_due(struct html *html, const tm_item *item, bool chinese);
/** The state, with "late" where it is. */
void html_item_state(struct html *html, const tm_item *item, tm_date today,
                     bool chinese);
/** "Owner · due · state" behind the words, as a link to the item's row where
    it has one. */
void html_item_chip(struct html *html, const tm_item *item, tm_date today);

#endif

/*
 * html_item.h - what is said of an item in HTML: its anchor, its owners, its
 * dates and state. Shared by the body and the tables of a page.
 */
#ifndef HTML_ITEM_H
#define HTML_ITEM_H

#include "render.h"

#include "html.h"

/** Whether the page has a row for the item: in its tasks, decisions, updates
    or references. */
bool html_item_has_row(const tm_item *item);
/** href="#ID" or, with 'row', href="#tm-row-ID" (the attribute alone, after a
    space). */
void html_item_href(struct sink *sink, const tm_item *item, bool row);
/** id="tm-row-ID" likewise. */
void html_item_row_id(struct sink *sink, const tm_item *item);
/** The owners' names from the i-th on, by a comma each, and "each". */
void html_item_owners(struct html *html, const tm_item *item, size_t i,
                      bool chinese);
/** The due date as <time>, with the first one where it was moved, or its
    words, or "ongoing". Returns false where there is nothing to say. */
bool html_item_due(struct html *html, const tm_item *item, bool chinese);
/** The state, with "late" where it is. */
void html_item_state(struct html *html, const tm_item *item, tm_date today,
                     bool chinese);
/** "record#id" of an update's target. */
void html_item_target(struct html *html, const tm_item *item);

/**
 * Behind the words: the number of the item's row (0: it has none) as a link to
 * it, and a note, which stands in the margin where there is one: the number
 * again, the kind, who, by when, how it stands.
 */
void html_item_note(struct html *html, const tm_item *item, size_t number,
                    tm_date today);

/** What else is said of an item, in one line of parts: helpers, priority, what
    it answers, where it was found, what shows it, who accepted it, topics,
    keys of the author's own, the note. With 'kind' the kind comes first. */
void html_item_facts(struct html *html, const tm_item *item, bool kind);
/** Whether there is anything to say in html_item_facts() but for the kind. */
bool html_item_has_facts(const tm_item *item);

#endif

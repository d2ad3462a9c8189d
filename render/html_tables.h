/*
 * html_tables.h - the tables of a page: tasks by owner, issues with what
 * answers them, decisions, updates and references, each row linked to the
 * words that it comes from.
 */
#ifndef HTML_TABLES_H
#define HTML_TABLES_H

#include "render.h"

#include "html.h"
#include "page_index.h"

struct tables {
    struct html *html;
    const tm_talk *talk;
    const struct tm_render_options *options;
    const struct page_index *index;
    bool linked; /* the words are on the same page */
};

/** The sections that a page may have, in their order. */
enum table {
    TABLE_TASKS,
    TABLE_ISSUES,
    TABLE_DECISIONS,
    TABLE_UPDATES,
    TABLE_REFERENCES,
    TABLE__COUNT
};

/** The anchor of a section, and its heading in the talk's language. */
const char *html_table_id(enum table table);
const char *html_table_title(enum table table, bool chinese);
/** Whether 'talk' has anything for it. */
bool html_table_is_needed(enum table table, const tm_talk *talk);

/** Write the sections that are needed; false where memory ran out. */
bool html_tables(const struct tables *tables);

#endif

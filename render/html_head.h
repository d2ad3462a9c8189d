/*
 * html_head.h - what all pages begin with: <head> with the style sheet, and
 * how much there is to do, in one line.
 */
#ifndef HTML_HEAD_H
#define HTML_HEAD_H

#include "render.h"

#include "html.h"

/** "<!DOCTYPE html>", <html> opened, and its <head>. 'css' is added to the
    page's own style sheet. */
void html_begin_page(struct html *html, tm_text lang, tm_text title,
                     tm_text css);
/** Close <html>. */
void html_end_page(struct html *html);

/** How much there is to do. */
struct html_summary {
    size_t kinds[TM_KIND__COUNT];
    size_t late;
};

/** Count 'item' too; what is late is counted where 'today' is given. */
void html_summary_add(struct html_summary *summary, const tm_item *item,
                      tm_date today);
/** "3 issues · 9 directives · 2 late" as a paragraph; nothing where no kind
    that is a task was counted. */
void html_summary_put(struct html *html, const struct html_summary *summary,
                      bool chinese);

#endif

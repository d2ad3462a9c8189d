/*
 * html_page.h - a talk as a page that stands by itself: head, outline, the
 * talk, its tasks, decisions and references, linked both ways; one style
 * sheet, no script.
 */
#ifndef HTML_PAGE_H
#define HTML_PAGE_H

#include "render.h"

/** Write the page; false where memory ran out or 'sink' failed. */
bool render_html_page(const tm_talk *talk,
                      const struct tm_render_options *options,
                      struct sink *sink);

#endif

/*
 * html.h - elements of HTML, opened and closed in order.
 *
 * Invariant: html_close() closes what was opened last; it asserts that this is
 * the element it is told, so that no page comes out crooked.
 */
#ifndef HTML_H
#define HTML_H

#include "sink.h"

enum {
    HTML_DEPTH = 32
};

struct html {
    struct sink *sink;
    const char *open[HTML_DEPTH]; /* names of the open elements */
    size_t depth;
};

/** An attribute of an element; 'value' is escaped. A NULL value leaves the
    attribute out. */
struct html_attribute {
    const char *name;
    tm_text value;
};

/** "<name …>". The attributes end with one whose name is NULL; 'attributes'
    may be NULL. */
void html_open(struct html *html, const char *name,
               const struct html_attribute *attributes);
/** "</name>". */
void html_close(struct html *html, const char *name);
/** "<name>text</name>", the text escaped. */
void html_element(struct html *html, const char *name, tm_text text);
/** Escaped text. */
void html_text(struct html *html, tm_text text);
void html_string(struct html *html, const char *text);
/** A line end: white space between blocks. */
void html_line(struct html *html);

/** Attributes in place: HTML_ATTRIBUTES({ "id", id }, { "class", c }). */
#define HTML_ATTRIBUTES(...) \
 ((const struct html_attribute[]){ __VA_ARGS__, { NULL, { NULL, 0 } } })
/** A class, and an id. */
#define HTML_CLASS(name) HTML_ATTRIBUTES({ "class", render_text(name) })

#endif

/*
 * html_files.h - what the drivers of other libraries share: read files, have
 * them made into HTML, write that.
 */
#ifndef HTML_FILES_H
#define HTML_FILES_H

#include <stddef.h>

/** The HTML of 'size' bytes of Markdown, and its length; the caller frees it.
 * NULL: out of memory, or the library failed. Each driver has its own. */
char *to_html(const char *markdown, size_t size, size_t *html_size);

#endif

/*
 * cmark_html.c - HTML by libcmark, raw HTML left out as its program does.
 */
#include "html_files.h"

#include <cmark.h>
#include <string.h>

char *to_html(const char *markdown, size_t size, size_t *html_size)
{
    char *html = cmark_markdown_to_html(markdown, size, CMARK_OPT_DEFAULT);
    *html_size = html ? strlen(html) : 0;
    return html;
}

#include "html.h"

#include "escape.h"

#include <assert.h>
#include <string.h>

void html_open(struct html *html, const char *name,
               const struct html_attribute *attributes)
{
    assert(html->depth < HTML_DEPTH);
    html->open[html->depth++] = name;
    sink_byte(html->sink, '<');
    sink_string(html->sink, name);
    for (; attributes && attributes->name; attributes++) {
        if (!attributes->value.data)
            continue;
        sink_byte(html->sink, ' ');
        sink_string(html->sink, attributes->name);
        sink_string(html->sink, "=\"");
        escape_html(html->sink, attributes->value);
        sink_byte(html->sink, '"');
    }
    sink_byte(html->sink, '>');
}

void html_close(struct html *html, const char *name)
{
    assert(html->depth && !strcmp(html->open[html->depth - 1], name));
    html->depth--;
    sink_string(html->sink, "</");
    sink_string(html->sink, name);
    sink_byte(html->sink, '>');
}

void html_text(struct html *html, tm_text text)
{
    escape_html(html->sink, text);
}

void html_string(struct html *html, const char *text)
{
    html_text(html, (tm_text){ text, strlen(text) });
}

void html_element(struct html *html, const char *name, tm_text text)
{
    html_open(html, name, NULL);
    html_text(html, text);
    html_close(html, name);
}

void html_line(struct html *html)
{
    sink_byte(html->sink, '\n');
}

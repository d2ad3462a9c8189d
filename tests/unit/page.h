/*
 * page.h - HTML read back as a browser would, strictly: what is open, which
 * ids there are and what leads where.
 */
#ifndef PAGE_H
#define PAGE_H

#include "talkmark.h"

enum {
    PAGE_MOST = 4096,
    PAGE_DEEPEST = 2048
};

struct page {
    const char *html;
    tm_text ids[PAGE_MOST];
    tm_text hrefs[PAGE_MOST]; /* of any kind; still escaped */
    size_t id_count, href_count;
    int levels[PAGE_MOST]; /* of the headings, in their order */
    size_t level_count;
    tm_text open[PAGE_DEEPEST]; /* names of the open elements */
    size_t depth;
};

static inline bool page_is(tm_text text, const char *string)
{
    return text.size == strlen(string) && !memcmp(text.data, string, text.size);
}

static inline bool page_among(tm_text name, const char *const *names)
{
    for (; *names; names++)
        if (page_is(name, *names))
            return true;
    return false;
}

/* Elements that a page may hold; all else is an intruder. */
static inline bool page_is_known(tm_text name)
{
    static const char *const known[] = {
        "html",   "head", "meta", "title",      "style",   "body",   "a",
        "header", "h1",   "h2",   "h3",         "h4",      "h5",     "h6",
        "dl",     "dt",   "dd",   "div",        "time",    "nav",    "ol",
        "ul",     "li",   "main", "article",    "section", "table",  "thead",
        "tbody",  "tr",   "th",   "td",         "span",    "strong", "em",
        "p",      "pre",  "code", "blockquote", "hr",      "br",     "img",
        "wbr",    NULL,
    };
    return page_among(name, known);
}

static inline bool page_is_void(tm_text name)
{
    static const char *const voids[] = {
        "meta", "hr", "br", "img", "wbr", NULL
    };
    return page_among(name, voids);
}

static inline void page_attribute(struct page *page, tm_text name,
                                  tm_text value)
{
    static const char *const known[] = {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "href",
        "id",
        "datetime",
        "scope",
        "role",
        "aria-label",
        "aria-labelledby",
        "src",
        "alt",
        "title",
        "start",
        "colspan",
        "tabindex",
        NULL,
    };
    assert_true(page_among(name, known)); /* no on…=, no style= */
    assert_null(memchr(value.data, '<', value.size));
    if (page_is(name, "id")) {
        assert_true(page->id_count < PAGE_MOST);
        page->ids[page->id_count++] = value;
    } else if (page_is(name, "href")) {
        assert_true(page->href_count < PAGE_MOST);
        page->hrefs[page->href_count++] = value;
    }
}

/* name="value"…, up to and with ">". */
static inline const char *page_attributes(struct page *page, const char *at)
{
    while (*at == ' ' && at[1] != '/') {
        at++;
        tm_text name = { at, strcspn(at, "=> \"") };
        at += name.size;
        assert_true(at[0] == '=' && at[1] == '"');
        tm_text value = { at + 2, strcspn(at + 2, "\"") };
        at += 2 + value.size;
        assert_true(*at++ == '"');
        page_attribute(page, name, value);
    }
    if (!strncmp(at, " /", 2))
        at += 2;
    assert_true(*at == '>');
    return at + 1;
}

static inline const char *page_open(struct page *page, const char *at)
{
    const tm_text name = { at, strcspn(at, " >") };
    if (!page_is_known(name))
        print_message("<%.*s>\n", (int)name.size, name.data);
    assert_true(page_is_known(name));
    if (name.size == 2 && name.data[0] == 'h' && name.data[1] >= '1' &&
        name.data[1] <= '6') {
        assert_true(page->level_count < PAGE_MOST);
        page->levels[page->level_count++] = name.data[1] - '0';
    }
    at = page_attributes(page, at + name.size);
    if (page_is_void(name))
        return at;
    assert_true(page->depth < PAGE_DEEPEST);
    page->open[page->depth++] = name;
    return page_is(name, "style") ? strstr(at, "</style>") : at;
}

static inline const char *page_close(struct page *page, const char *at)
{
    const tm_text name = { at, strcspn(at, ">") };
    const tm_text open = page->open[page->depth - (page->depth > 0)];
    assert_true(page->depth > 0);
    if (open.size != name.size || memcmp(open.data, name.data, name.size))
        print_message("<%.*s> closed by </%.*s>\n", (int)open.size, open.data,
                      (int)name.size, name.data);
    assert_true(open.size == name.size &&
                !memcmp(open.data, name.data, name.size));
    page->depth--;
    return at + name.size + 1;
}

static inline bool page_is_entity(const char *at)
{
    static const char *const entities[] = { "&amp;", "&lt;", "&gt;", "&quot;",
                                            "&#x27;" };
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (!strncmp(at, entities[i], strlen(entities[i])))
            return true;
    return false;
}

/** Read 'html', which fails the test where it is crooked. */
static inline void page_read(struct page *page, const char *html)
{
    *page = (struct page){ .html = html };
    const char *at = html;
    if (!strncmp(at, "<!DOCTYPE html>\n", 16))
        at += 16;
    while (*at) {
        if (at[0] == '<' && at[1] == '/') {
            at = page_close(page, at + 2);
        } else if (*at == '<') {
            at = page_open(page, at + 1);
        } else {
            assert_true(*at != '>' && *at != '"');
            assert_true(*at != '&' || page_is_entity(at));
            at++;
        }
    }
    assert_true(page->depth == 0);
}

static inline bool page_has_id(const struct page *page, tm_text id)
{
    for (size_t i = 0; i < page->id_count; i++)
        if (page->ids[i].size == id.size &&
            !memcmp(page->ids[i].data, id.data, id.size))
            return true;
    return false;
}

/** 'escaped' without its percent escapes, in 'buffer'. */
static inline tm_text page_unescape(tm_text escaped, char *buffer)
{
    size_t size = 0;
    for (size_t i = 0; i < escaped.size; i++) {
        char digits[3] = "";
        if (escaped.data[i] == '%' && escaped.size - i > 2) {
            memcpy(digits, escaped.data + i + 1, 2);
            buffer[size++] = (char)strtol(digits, NULL, 16);
            i += 2;
        } else {
            buffer[size++] = escaped.data[i];
        }
    }
    return (tm_text){ buffer, size };
}

/** No id twice, and every link within the page leads somewhere. */
static inline void assert_links_lead_somewhere(const struct page *page)
{
    char buffer[1024];
    for (size_t i = 0; i < page->id_count; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(page->ids[i].size != page->ids[j].size ||
                        memcmp(page->ids[i].data, page->ids[j].data,
                               page->ids[i].size));
    for (size_t i = 0; i < page->href_count; i++) {
        const tm_text href = page->hrefs[i];
        if (!href.size || href.data[0] != '#')
            continue;
        assert_true(href.size < sizeof buffer);
        const tm_text id =
            page_unescape((tm_text){ href.data + 1, href.size - 1 }, buffer);
        if (!page_has_id(page, id))
            print_message("#%.*s\n", (int)id.size, id.data);
        assert_true(page_has_id(page, id));
    }
}

#endif

/*
 * read_html.c - a strict reader of HTML with a list of what may stand in it:
 * elements, their attributes, the schemes of links. All else came out of a talk
 * and should have been escaped.
 */
#include "readers.h"

reader read_html, read_sheets, read_ledger_html;

enum {
    MOST_IDS = 256,
};

/* What every element may have, and what some may have besides. */
static const char usual[] = " class id lang aria-label aria-labelledby role ";
static const struct element {
    const char *name, *attributes;
    bool is_void;
} elements[] = {
    { "!DOCTYPE", " html ", true },
    { "html", "", false },
    { "head", "", false },
    { "meta", " charset content http-equiv name ", true },
    { "title", "", false },
    { "style", "", false },
    { "body", "", false },
    { "main", "", false },
    { "article", "", false },
    { "header", "", false },
    { "footer", "", false },
    { "nav", "", false },
    { "section", "", false },
    { "div", " tabindex ", false },
    { "h1", "", false },
    { "h2", "", false },
    { "h3", "", false },
    { "h4", "", false },
    { "h5", "", false },
    { "h6", "", false },
    { "p", "", false },
    { "span", "", false },
    { "strong", "", false },
    { "em", "", false },
    { "code", "", false },
    { "pre", "", false },
    { "blockquote", "", false },
    { "ul", "", false },
    { "ol", " start ", false },
    { "li", "", false },
    { "dl", "", false },
    { "dt", "", false },
    { "dd", "", false },
    { "table", "", false },
    { "caption", "", false },
    { "colgroup", "", false },
    { "col", "", true },
    { "thead", "", false },
    { "tbody", "", false },
    { "tr", "", false },
    { "th", " scope colspan ", false },
    { "td", "", false },
    { "time", " datetime ", false },
    { "a", " href title ", false },
    { "img", " src alt title ", true },
    { "br", "", true },
    { "hr", "", true },
    { "wbr", "", true },
};

struct html {
    tm_text text;
    size_t at;
    const struct element **open;
    size_t depth;
    size_t rows, bodies; /* of tables: rows in a body, bodies that are open */
    tm_text ids[MOST_IDS];
    size_t id_count;
};

static bool is_at(const struct html *html, const char *word)
{
    const size_t size = strlen(word);
    return size <= html->text.size - html->at &&
           !memcmp(html->text.data + html->at, word, size);
}

static bool accept(struct html *html, const char *word)
{
    const bool found = is_at(html, word);
    html->at += found ? strlen(word) : 0;
    return found;
}

/* The text up to one of 'ends'. */
static tm_text take_until(struct html *html, const char *ends)
{
    const size_t start = html->at;
    while (html->at < html->text.size &&
           !strchr(ends, html->text.data[html->at]))
        html->at++;
    require(html->at < html->text.size, "a tag of HTML ends");
    return (tm_text){ html->text.data + start, html->at - start };
}

/* ---- Text ---- */

/* The references that are written, and what they mean. */
static const struct {
    const char *reference;
    char means;
} references[] = {
    { "&amp;", '&' },  { "&lt;", '<' },    { "&gt;", '>' },
    { "&quot;", '"' }, { "&#x27;", '\'' }, { "&#39;", '\'' },
};

/* One byte of text without its reference. */
static char take_byte(struct html *html)
{
    if (!is_at(html, "&"))
        return html->text.data[html->at++];
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (accept(html, references[i].reference))
            return references[i].means;
    require(false, "\"&\" of the talk is escaped");
    return '&';
}

static void read_text(struct html *html)
{
    while (html->at < html->text.size && !is_at(html, "<")) {
        require(!is_at(html, ">"), "\">\" of the talk is escaped");
        take_byte(html);
    }
}

/* ---- Attributes ---- */

static bool lists(const char *names, tm_text name)
{
    const size_t size = strlen(names);
    for (size_t i = 0; i + name.size + 2 <= size; i++)
        if (names[i] == ' ' && names[i + 1 + name.size] == ' ' &&
            !memcmp(names + i + 1, name.data, name.size))
            return name.size > 0;
    return false;
}

static bool is_listed_scheme(const char *scheme)
{
    static const char *const schemes[] = { "http", "https", "mailto", "tel" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (!strcmp(scheme, schemes[i]))
            return true;
    return false;
}

/* Whether the small letter or other 'c' may stand in a scheme after 'size'
   others (WHATWG URL). */
static bool is_in_scheme(char c, size_t size)
{
    return (c >= 'a' && c <= 'z') ||
           (size && ((c >= '0' && c <= '9') || strchr("+-.", c)));
}

/* As a browser reads it: without white space and controls, in any case. */
static void check_url(struct html *html)
{
    char scheme[8] = { 0 };
    size_t size = 0;
    while (!is_at(html, "\"")) {
        char c = take_byte(html);
        require(html->at < html->text.size, "an attribute ends");
        if ((unsigned char)c <= ' ' || c == 0x7F)
            continue;
        if (c == ':') {
            require(is_listed_scheme(scheme), "a link's scheme is harmless");
            break;
        }
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (!is_in_scheme(c, size))
            break; /* it is relative */
        scheme[size < sizeof scheme - 1 ? size++ : size] = c;
    }
}

static void check_id(struct html *html, tm_text id)
{
    require(id.size > 0, "an id is not empty");
    for (size_t i = 0; i < html->id_count; i++)
        require(!same(html->ids[i], id), "an id stands once");
    if (html->id_count < MOST_IDS)
        html->ids[html->id_count++] = id;
}

static void read_attribute(struct html *html, const struct element *element)
{
    const tm_text name = take_until(html, "=> \"\n");
    require(lists(usual, name) || lists(element->attributes, name),
            "an attribute is one that talkmark writes");
    if (!accept(html, "=\""))
        return;
    const size_t start = html->at;
    if (is_word(name, "href") || is_word(name, "src"))
        check_url(html);
    while (html->at < html->text.size && !is_at(html, "\"")) {
        require(!is_at(html, "<") && !is_at(html, ">"),
                "\"<\" in an attribute is escaped");
        take_byte(html);
    }
    if (is_word(name, "id"))
        check_id(html, (tm_text){ html->text.data + start, html->at - start });
    require(accept(html, "\""), "an attribute ends");
}

/* ---- Elements ---- */

static const struct element *find_element(tm_text name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (is_word(name, elements[i].name))
            return &elements[i];
    require(false, "an element is one that talkmark writes");
    return elements;
}

static void close_element(struct html *html)
{
    const tm_text name = take_until(html, ">");
    require(html->depth > 0 && is_word(name, html->open[--html->depth]->name),
            "elements close in order");
    html->bodies -= is_word(name, "tbody");
    html->at++;
}

static void open_element(struct html *html)
{
    const struct element *element = find_element(take_until(html, " />\n"));
    while (accept(html, " ") && !is_at(html, "/>"))
        read_attribute(html, element);
    accept(html, "/");
    require(accept(html, ">"), "a tag of HTML ends");
    if (element->is_void)
        return;
    require(html->depth < html->text.size / 3, "elements are few");
    html->open[html->depth++] = element;
    html->bodies += !strcmp(element->name, "tbody");
    html->rows += html->bodies && !strcmp(element->name, "tr");
    if (!strcmp(element->name, "style"))
        html->at = find(html->text, html->at, "</");
}

/* Returns how many rows its tables have, those of their heads aside. */
static size_t read_all(const struct output *output)
{
    struct html html = { .text = output->text };
    html.open = malloc((html.text.size / 3 + 1) * sizeof *html.open);
    require(html.open != NULL, "there is memory");
    require(is_utf8(html.text), "HTML is UTF-8");
    read_text(&html);
    while (accept(&html, "<")) {
        if (accept(&html, "/"))
            close_element(&html);
        else
            open_element(&html);
        read_text(&html);
    }
    require(!html.depth, "all elements are closed");
    free(html.open);
    return html.rows;
}

void read_html(const struct output *output)
{
    read_all(output);
}

void read_sheets(const struct output *output)
{
    require(read_all(output) == grouped_count(output, GROUP_BY_OWNER),
            "every task has its rows");
}

/* A row an issue, or a task that answers none. */
void read_ledger_html(const struct output *output)
{
    const size_t rows = read_all(output);
    require(rows <= output->tasks.count && !rows == !output->tasks.count,
            "a ledger tells of the tasks");
}

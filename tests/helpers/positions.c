/*
 * positions.c - the property of exact positions, over many documents.
 *
 * For every link and image of every document, autolinks aside: the bytes at
 * its position, the prefixes of its continuation lines taken out, parsed alone
 * with the document's definitions, are that link. For every tag: its place is
 * the one found so; its lines and columns agree with its bytes. No tag is
 * missing. A heading ends with its last line and no later.
 *
 * Reads documents (documents.h) from standard input. Prints TAP, a test for
 * each run of documents of one family, with counts.
 *
 * libcmark's tree of the document, made without our allocator and walked in
 * step, says what each link has to be.
 */
#include "documents.h"

#include "destination.h"
#include "markdown.h"
#include "position.h"
#include "text.h"

enum {
    MOST_COMPLAINTS = 3,
    MOST_LINKS = 5000,
    MOST_WAYS = 5000
};

/* ---- What is counted ---- */

static struct {
    char family[200];
    size_t documents, links, tags, wrong;
    size_t tests, failures;
    size_t all_links, all_wrong;
} count;

static void put_escaped(tm_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        const char c = text.data[i];
        if (c == '\n')
            printf("\\n");
        else if (c == '\r')
            printf("\\r");
        else if (c == '\t')
            printf("\\t");
        else
            putchar(c);
    }
}

static void complain(const struct document *document, const char *what,
                     size_t start, size_t end)
{
    if (count.wrong++ >= MOST_COMPLAINTS)
        return;
    printf("# %s: bytes %zu to %zu: \"", what, start, end);
    if (end >= start)
        put_escaped(text_slice(document->text, start, end - start));
    printf("\"\n#   of \"");
    put_escaped(document->text);
    printf("\"\n");
}

static void end_family(void)
{
    if (!count.documents)
        return;
    const bool good = !count.wrong && count.links;
    count.failures += !good;
    printf("%sok %zu - %s: %zu documents, %zu links, %zu of them tags, "
           "%zu wrong\n",
           good ? "" : "not ", ++count.tests, count.family, count.documents,
           count.links, count.tags, count.wrong);
    count.all_links += count.links;
    count.all_wrong += count.wrong;
    count.documents = count.links = count.tags = count.wrong = 0;
}

static void begin_family(const char *family)
{
    if (!strcmp(family, count.family))
        return;
    end_family();
    memcpy(count.family, family, sizeof count.family);
}

/* ---- A link, parsed alone ---- */

/* 'from' put after 'size' bytes of 'to'; the size then. */
static size_t put(char *to, size_t size, tm_text from)
{
    memcpy(to + size, from.data, from.size);
    return size + from.size;
}

static size_t line_end(tm_text text, size_t at)
{
    while (at < text.size && text.data[at] != '\n' && text.data[at] != '\r')
        at++;
    return at;
}

/* How the continuation lines of a slice are to be read: a digit of 'number' to
 * the base 'base' for each, the first one's the lowest. Its lowest bit says
 * whether the line is a lazy one, which keeps its white space; the others how
 * many marks of quotes stand before it. */
struct reading {
    size_t number, base;
};

/* After the prefix of a continuation line: marks of quotes, with the white
 * space before each and one blank after it. */
static size_t skip_prefix(tm_text text, size_t at, size_t quotes)
{
    size_t end = at;
    for (; at < text.size && strchr(" \t>", text.data[at]); at++)
        if (text.data[at] == '>') {
            if (!quotes--)
                break;
            end = at + 1;
        }
    return end;
}

static size_t skip_white(tm_text text, size_t at)
{
    while (at < text.size && strchr(" \t", text.data[at]))
        at++;
    return at;
}

/* 'slice' as a quote, with five spaces for the prefixes of its continuation
 * lines, so that none of them begins a block of its own; the lazy ones as they
 * are. Then the whole document, for its definitions. Free the result. */
static char *alone(tm_text slice, struct reading reading, tm_text body,
                   size_t *size)
{
    char *text = malloc(slice.size * 9 + body.size + 9);
    if (!text)
        die("out of memory");
    *size = put(text, 0, TEXT("> "));
    for (size_t at = 0;; reading.number /= reading.base) {
        const size_t end = line_end(slice, at);
        *size = put(text, *size, text_slice(slice, at, end - at));
        if (end >= slice.size)
            break;
        const bool crlf = text_starts(text_from(slice, end), TEXT("\r\n"));
        const size_t way = reading.number % reading.base;
        const bool lazy = way & 1;
        at = skip_prefix(slice, end + 1 + crlf, way / 2);
        at = lazy ? at : skip_white(slice, at);
        *size = put(text, *size, lazy ? TEXT("\n") : TEXT("\n>      "));
    }
    *size = put(text, *size, TEXT("\n\n"));
    *size = put(text, *size, body);
    return text;
}

/* What 'node' is, as XML, any white space in it as one space: a lazy line
 * keeps some that others lose. Free the result. */
static char *identity(cmark_node *node)
{
    char *xml = cmark_render_xml(node, CMARK_OPT_DEFAULT);
    size_t size = 0;
    for (const char *at = xml; *at; at++) {
        const bool white = strchr(" \t\n\r", *at);
        if (!white)
            xml[size++] = *at;
        else if (size && xml[size - 1] != ' ')
            xml[size++] = ' ';
    }
    xml[size] = '\0';
    return xml;
}

static bool same(cmark_node *a, cmark_node *b)
{
    char *one = identity(a), *other = identity(b);
    const bool equal = !strcmp(one, other);
    free(one);
    free(other);
    return equal;
}

/* The first block of 'document' that holds text. */
static cmark_node *first_leaf_block(cmark_node *document)
{
    cmark_node *block = cmark_node_first_child(document);
    while (block && cmark_node_get_type(block) == CMARK_NODE_BLOCK_QUOTE)
        block = cmark_node_first_child(block);
    return block;
}

static bool is_link(tm_text slice, struct reading reading, tm_text body,
                    cmark_node *link)
{
    size_t size;
    char *text = alone(slice, reading, body, &size);
    cmark_node *document = cmark_parse_document(text, size, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = first_leaf_block(document);
    cmark_node *only = paragraph ? cmark_node_first_child(paragraph) : NULL;
    const bool good = only &&
                      cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH &&
                      !cmark_node_next(only) && same(only, link);
    cmark_node_free(document);
    free(text);
    return good;
}

/* In how many ways the lines of 'slice' can be read. */
static size_t ways(tm_text slice, size_t base)
{
    size_t result = 1;
    for (size_t at = 0; (at = line_end(slice, at)) < slice.size; at++)
        if (result < MOST_WAYS)
            result *= base;
    return result;
}

static size_t quotes_around(cmark_node *node)
{
    size_t quotes = 0;
    for (; node; node = cmark_node_parent(node))
        quotes += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
    return quotes;
}

/* A lazy line has fewer marks than the block; a ">" may be text, too. */
static void check_slice(const struct document *document, cmark_node *link,
                        size_t start, size_t end)
{
    const bool image = cmark_node_get_type(link) == CMARK_NODE_IMAGE;
    const tm_text slice = text_slice(document->text, start, end - start);
    count.links++;
    if (end <= start || end > document->text.size ||
        !text_starts(slice, image ? TEXT("![") : TEXT("["))) {
        complain(document, "not at its beginning", start, end);
        return;
    }
    struct reading r = { 0, 2 * (quotes_around(link) + 1) };
    for (; r.number < ways(slice, r.base); r.number++)
        if (is_link(slice, r, document_body(document), link))
            return;
    complain(document, "not the link", start, end);
}

/* ---- The links of a document ---- */

struct links {
    const struct document *document;
    struct positions positions;
    struct source source;
    struct content content;
    cmark_node *block;            /* the one that content is of */
    struct span tags[MOST_LINKS]; /* where tags have to be */
    size_t tag_count;
};

static bool is_in_image(cmark_node *node)
{
    while ((node = cmark_node_parent(node)))
        if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
            return true;
    return false;
}

static bool is_tag(struct links *links, cmark_node *link)
{
    struct destination ignored;
    return cmark_node_get_type(link) == CMARK_NODE_LINK && !is_in_image(link) &&
           destination_read(links->positions.scratch,
                            text_of(cmark_node_get_url(link)), &ignored);
}

static void replay_block_of(struct links *links, cmark_node *link)
{
    cmark_node *block = cmark_node_parent(link);
    while (cmark_node_get_type(block) > CMARK_NODE_LAST_BLOCK)
        block = cmark_node_parent(block);
    if (block == links->block)
        return;
    position_content(&links->positions, block, &links->content);
    position_replay(&links->positions, block, &links->content);
    links->block = block;
}

/* 'link' in our tree, 'wanted' in libcmark's own. */
static void check_link(struct links *links, cmark_node *link,
                       cmark_node *wanted)
{
    replay_block_of(links, link);
    if (position_is_autolink(link, &links->content))
        return;
    const struct span span = position_span(link);
    const size_t start = position_source(&links->content, span.start);
    const size_t end =
        span.end ? position_source(&links->content, span.end - 1) + 1 : 0;
    check_slice(links->document, wanted, start, end);
    if (is_tag(links, link) && links->tag_count < MOST_LINKS)
        links->tags[links->tag_count++] = (struct span){ start, end };
}

static cmark_node *after(cmark_node *node)
{
    cmark_node *next = cmark_node_first_child(node);
    for (; !next && node; node = cmark_node_parent(node))
        next = cmark_node_next(node);
    return next;
}

static void check_links(struct links *links, cmark_node *tree,
                        cmark_node *wanted)
{
    for (; tree && wanted; tree = after(tree), wanted = after(wanted)) {
        const cmark_node_type type = cmark_node_get_type(tree);
        if (type != cmark_node_get_type(wanted))
            break;
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
            check_link(links, tree, wanted);
    }
    if (tree || wanted)
        complain(links->document, "another tree", 0, 0);
}

/* ---- Tags ---- */

/* Line and column of 'byte' by the letter of talkmark.h. */
static void count_to(tm_text text, size_t byte, size_t *line, size_t *column)
{
    size_t at = text_starts(text, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    *line = *column = 1;
    for (; at < byte; at++) {
        const char c = text.data[at];
        const bool crlf =
            c == '\r' && at + 1 < text.size && text.data[at + 1] == '\n';
        if (c == '\n' || (c == '\r' && !crlf)) {
            ++*line;
            *column = 1;
        } else {
            *column += ((unsigned char)c & 0xC0) != 0x80;
        }
    }
}

static void check_place(const struct document *document, tm_place place)
{
    tm_place again = place;
    count_to(document->text, place.start, &again.line, &again.column);
    count_to(document->text, place.end, &again.end_line, &again.end_column);
    if (again.line != place.line || again.column != place.column ||
        again.end_line != place.end_line ||
        again.end_column != place.end_column)
        complain(document, "lines and columns not of the bytes", place.start,
                 place.end);
}

static const tm_node *node_after(const tm_node *node)
{
    const tm_node *next = tm_node_first_child(node);
    for (; !next && node; node = tm_node_parent(node))
        next = tm_node_next(node);
    return next;
}

/* A note that only talkmark takes for one changes what comes after it: then
 * the tags may be others. */
static bool has_note(tm_text text)
{
    return text_find(text, TEXT("<!--"), 0) != SIZE_MAX;
}

static bool is_at(const struct links *links, size_t i, tm_place place)
{
    return i < links->tag_count && place.start == links->tags[i].start &&
           place.end == links->tags[i].end;
}

static void check_tags(const struct links *links, const tm_talk *talk)
{
    const struct document *document = links->document;
    size_t i = 0;
    for (const tm_node *node = tm_talk_root(talk); node;
         node = node_after(node)) {
        if (tm_node_type_of(node) != TM_NODE_TAG)
            continue;
        const tm_place place = tm_node_place(node);
        if (!is_at(links, i++, place) && !has_note(document->text))
            complain(document, "a tag elsewhere", place.start, place.end);
        check_place(document, place);
        count.tags++;
    }
    if (i < links->tag_count && !has_note(document->text))
        complain(document, "a tag that is missing", links->tags[i].start,
                 links->tags[i].end);
}

/* ---- Headings ---- */

static bool is_underline(tm_text line)
{
    const size_t start = skip_prefix(line, 0, SIZE_MAX);
    const tm_text rest = text_trim(text_from(line, start));
    size_t run = 0;
    while (run < rest.size && rest.data[run] == rest.data[0])
        run++;
    return rest.size && run == rest.size && strchr("=-", rest.data[0]);
}

static tm_text last_line(tm_text text)
{
    size_t start = text.size;
    while (start && text.data[start - 1] != '\n' &&
           text.data[start - 1] != '\r')
        start--;
    return text_from(text, start);
}

/* The first node after 'node' and what is in it. */
static const tm_node *follower(const tm_node *node)
{
    while (node && !tm_node_next(node))
        node = tm_node_parent(node);
    return node ? tm_node_next(node) : NULL;
}

/* A heading of several lines ends with the one under its text. */
static void check_heading(const struct document *document, const tm_node *node)
{
    const tm_place place = tm_node_place(node);
    const tm_node *next = follower(node);
    const tm_text text =
        text_slice(document->text, place.start, place.end - place.start);
    if (text.size != place.end - place.start ||
        (!text_starts(text, TEXT("#")) && !is_underline(last_line(text))) ||
        (next && tm_node_place(next).start < place.end))
        complain(document, "not the heading", place.start, place.end);
    check_place(document, place);
}

static void check_headings(const struct document *document, const tm_talk *talk)
{
    for (const tm_node *node = tm_talk_root(talk); node;
         node = node_after(node))
        if (tm_node_type_of(node) == TM_NODE_HEADING)
            check_heading(document, node);
}

/* ---- A document ---- */

static void check_tree(struct links *links, struct arena *scratch)
{
    tm_error error = { 0 };
    const tm_text body = document_body(links->document);
    source_init(&links->source, scratch, links->document->text);
    links->positions = (struct positions){
        .scratch = scratch,
        .source = &links->source,
        .first_line = source_line_of(&links->source, links->document->body),
        .first_byte = links->document->body,
    };
    cmark_node *tree = markdown_parse(scratch, body, &error);
    cmark_node *wanted =
        cmark_parse_document(body.data, body.size, CMARK_OPT_SOURCEPOS);
    check_links(links, tree, wanted);
    cmark_node_free(wanted);
}

static void check_document(const struct document *document)
{
    static struct links links;
    struct arena_budget budget = { .left = SIZE_MAX };
    jmp_buf escape;
    struct arena scratch;
    links = (struct links){ .document = document };
    arena_init(&scratch, &budget, &escape);
    if (setjmp(escape))
        die("out of memory");
    check_tree(&links, &scratch);
    tm_talk *talk =
        tm_parse(document->text.data, document->text.size, NULL, NULL);
    if (talk) {
        check_tags(&links, talk);
        check_headings(document, talk);
    } else {
        complain(document, "cannot be read", 0, 0);
    }
    tm_talk_free(talk);
    arena_release(&scratch);
}

int main(void)
{
    struct document document = { 0 };
    while (document_next(&document)) {
        begin_family(document.family);
        count.documents++;
        check_document(&document);
    }
    end_family();
    document_free(&document);
    printf("# %zu links, %zu wrong\n", count.all_links, count.all_wrong);
    printf("1..%zu\n", count.tests);
    return count.failures || !count.tests;
}

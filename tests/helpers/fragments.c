/*
 * fragments.c - what a fragment without tags has to be: libcmark's HTML in safe
 * mode, but for the differences that are on purpose.
 *
 * Reads documents (documents.h) from standard input; writes for each a line
 * with the size of its HTML, and the HTML. The differences are made in
 * libcmark's tree before it writes it:
 *
 *   - raw HTML is left out without a word;
 *   - a soft break between two Chinese or Japanese characters is left out;
 *   - of a link or image that is neither relative nor of a scheme known to be
 *     good the text stays.
 *
 * usage: fragments [--plain | --ours]
 *
 * With --plain no difference is made: it is what cmark prints. With --ours it
 * is the fragment that talkmark writes, many documents in one process.
 */
#include "documents.h"

#include "html_body.h"
#include "sink.h"
#include "text.h"

#include <cmark.h>

static bool is(cmark_node *node, cmark_node_type type)
{
    return cmark_node_get_type(node) == type;
}

static bool is_in_image(cmark_node *node)
{
    while ((node = cmark_node_parent(node)))
        if (is(node, CMARK_NODE_IMAGE))
            return true;
    return false;
}

typedef void edit(cmark_node *node);

static cmark_node *after(cmark_node *node)
{
    cmark_node *next = cmark_node_first_child(node);
    for (; !next && node; node = cmark_node_parent(node))
        next = cmark_node_next(node);
    return next;
}

/* Do 'edit' to every node, the last one first: it may take away the node and
 * what is in it. */
static void edit_all(cmark_node *document, edit *do_edit)
{
    size_t count = 0;
    for (cmark_node *node = document; node; node = after(node))
        count++;
    cmark_node **nodes = malloc(count * sizeof *nodes);
    if (!nodes)
        die("out of memory");
    count = 0;
    for (cmark_node *node = document; node; node = after(node))
        nodes[count++] = node;
    while (count)
        do_edit(nodes[--count]);
    free(nodes);
}

/* ---- Raw HTML ---- */

static bool is_note(cmark_node *node)
{
    return is(node, CMARK_NODE_HTML_INLINE) &&
           text_starts(text_of(cmark_node_get_literal(node)), TEXT("<!--"));
}

static void drop(cmark_node *node)
{
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* A note is nothing at all; what stands around it stands side by side. */
static void drop_note(cmark_node *node)
{
    if (is_note(node) && !is_in_image(node))
        drop(node);
}

static void drop_html(cmark_node *node)
{
    if (is(node, CMARK_NODE_HTML_INLINE) && !is_in_image(node)) {
        drop(node);
    } else if (is(node, CMARK_NODE_HTML_BLOCK)) {
        cmark_node_replace(node, cmark_node_new(CMARK_NODE_CUSTOM_BLOCK));
        cmark_node_free(node);
    }
}

/* ---- Soft breaks ---- */

static bool is_wide(uint32_t code)
{
    static const uint32_t ranges[][2] = {
        { 0x2E80, 0x303E }, { 0x3041, 0x33FF }, { 0x3400, 0x4DBF },
        { 0x4E00, 0x9FFF }, { 0xF900, 0xFAFF }, { 0xFE30, 0xFE6F },
        { 0xFF01, 0xFF9F }, { 0xFFE0, 0xFFE6 }, { 0x20000, 0x3FFFD },
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i][0] && code <= ranges[i][1])
            return true;
    return false;
}

static bool is_one_of(uint32_t code, const char *marks)
{
    const tm_text all = text_of(marks);
    for (size_t at = 0; at < all.size;)
        if (text_decode(all, at, &at) == code)
            return true;
    return false;
}

static bool joins(uint32_t before, uint32_t after)
{
    const char *const chinese = "，。；：、！？）》」\u200B";
    const char *const shared = "‘’“”—…‚‛";
    if (is_one_of(before, chinese) || is_one_of(after, chinese))
        return true;
    return (is_wide(before) && is_wide(after)) ||
           (is_wide(before) && is_one_of(after, shared)) ||
           (is_one_of(before, shared) && is_wide(after));
}

static bool is_looked_through(cmark_node *node)
{
    return is(node, CMARK_NODE_EMPH) || is(node, CMARK_NODE_STRONG) ||
           is(node, CMARK_NODE_LINK);
}

/* The text beside 'node'; NULL where there is none, or something else. */
static const char *text_beside(cmark_node *node,
                               cmark_node *(*next)(cmark_node *),
                               cmark_node *(*end)(cmark_node *))
{
    for (;;) {
        cmark_node *other;
        while (!(other = next(node)) &&
               is_looked_through(cmark_node_parent(node)))
            node = cmark_node_parent(node);
        node = other;
        while (node && is_looked_through(node) && end(node))
            node = end(node);
        if (!node)
            return NULL;
        if (is(node, CMARK_NODE_TEXT) && *cmark_node_get_literal(node))
            return cmark_node_get_literal(node);
        if (!is(node, CMARK_NODE_TEXT) && !is_looked_through(node))
            return NULL;
    }
}

/* All breaks are judged before any of them goes. */
static void judge_break(cmark_node *node)
{
    if (!is(node, CMARK_NODE_SOFTBREAK))
        return;
    const tm_text before =
        text_of(text_beside(node, cmark_node_previous, cmark_node_last_child));
    const tm_text after =
        text_of(text_beside(node, cmark_node_next, cmark_node_first_child));
    size_t ignored;
    if (joins(text_decode_before(before, before.size, &ignored),
              text_decode(after, 0, &ignored)))
        cmark_node_set_user_data(node, node);
}

static void drop_break(cmark_node *node)
{
    if (is(node, CMARK_NODE_SOFTBREAK) && cmark_node_get_user_data(node))
        drop(node);
}

/* ---- Links and images ---- */

static bool is_known_good(const char *url)
{
    static const char *const schemes[] = { "http", "https", "mailto", "tel" };
    const size_t size = strcspn(url, ":/?#");
    if (url[size] != ':')
        return true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (text_equal_case((tm_text){ url, size }, text_of(schemes[i])))
            return true;
    return false;
}

static const char *word_of(cmark_node *node)
{
    if (is(node, CMARK_NODE_SOFTBREAK) || is(node, CMARK_NODE_LINEBREAK))
        return " ";
    const char *literal = cmark_node_get_literal(node);
    return literal ? literal : "";
}

/* Put the words of 'image', as libcmark writes its alternative text, in its
 * place. */
static void keep_words(cmark_node *image)
{
    cmark_iter *iter = cmark_iter_new(image);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
        if (cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER) {
            cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
            cmark_node_set_literal(text, word_of(cmark_iter_get_node(iter)));
            cmark_node_insert_before(image, text);
        }
    cmark_iter_free(iter);
    drop(image);
}

static void keep_children(cmark_node *link)
{
    for (cmark_node *child; (child = cmark_node_first_child(link));)
        cmark_node_insert_before(link, child);
    drop(link);
}

static void drop_link(cmark_node *node)
{
    const bool image = is(node, CMARK_NODE_IMAGE);
    if ((!image && !is(node, CMARK_NODE_LINK)) || is_in_image(node) ||
        is_known_good(cmark_node_get_url(node)))
        return;
    if (image)
        keep_words(node);
    else
        keep_children(node);
}

/* ---- A document ---- */

static void make_differences(cmark_node *document)
{
    static edit *const edits[] = { drop_note, judge_break, drop_break,
                                   drop_html, drop_link };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
        edit_all(document, edits[i]);
}

static void write_html(const struct document *document, bool plain)
{
    const tm_text body = document_body(document);
    cmark_node *tree =
        cmark_parse_document(body.data, body.size, CMARK_OPT_DEFAULT);
    if (!plain)
        make_differences(tree);
    char *html = cmark_render_html(tree, CMARK_OPT_DEFAULT);
    printf("%zu\n%s", strlen(html), html);
    free(html);
    cmark_node_free(tree);
}

static bool count_bytes(void *to, const char *data, size_t size)
{
    (void)data;
    *(size_t *)to += size;
    return true;
}

static bool print(void *to, const char *data, size_t size)
{
    return fwrite(data, 1, size, to) == size;
}

static void write_fragment(const tm_talk *talk, tm_write *write, void *to)
{
    const struct tm_render_options options = { .today = { 2026, 4, 2 } };
    struct sink sink;
    sink_init(&sink, write, to);
    if (!render_html_fragment(talk, &options, &sink) || !sink_finish(&sink))
        die("a fragment that is not written");
}

static void write_ours(const struct document *document)
{
    size_t size = 0;
    tm_talk *talk =
        tm_parse(document->text.data, document->text.size, NULL, NULL);
    if (!talk)
        die("a document that cannot be read");
    write_fragment(talk, count_bytes, &size);
    printf("%zu\n", size);
    write_fragment(talk, print, stdout);
    tm_talk_free(talk);
}

int main(int argc, char **argv)
{
    const char *how = argc > 1 ? argv[1] : "";
    struct document document = { 0 };
    while (document_next(&document))
        if (!strcmp(how, "--ours"))
            write_ours(&document);
        else
            write_html(&document, !strcmp(how, "--plain"));
    document_free(&document);
    return fflush(stdout) || ferror(stdout);
}

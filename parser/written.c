/*
 * written.c - a block as it was written: which of its bytes are words, and
 * which are marks of links, code and raw HTML.
 */
#include "check.h"

#include "markdown.h"
#include "reference.h"
#include "text.h"

void written_read(struct written *written)
{
    struct positions positions = written->check->parse->positions;
    positions.scratch = written->check->scratch;
    position_content(&positions, written->origin, &written->content);
}

size_t written_source(const struct written *written, size_t at)
{
    return position_source(&written->content, at);
}

static void classify(struct written *written, size_t start, size_t end,
                     enum written_class class)
{
    const size_t size = written->content.text.size;
    if (start < end && end <= size)
        memset(written->classes + start, (int)class, end - start);
}

/* The backticks of a code span stand before and after what its span tells. */
static void classify_code(struct written *written, struct span span)
{
    const tm_text text = written->content.text;
    size_t start = span.start;
    while (start && text.data[start - 1] == '`')
        start--;
    classify(written, start, span.end, WRITTEN_CODE);
}

/* Where the words of the link in 'span' end: at the bracket before its tail. */
static size_t words_end(tm_text text, struct span span)
{
    struct reference found;
    const tm_text link = text_slice(text, 0, span.end);
    for (size_t at = span.start;
         (at = text_find(link, TEXT("]("), at)) != SIZE_MAX; at++)
        if (reference_tail(text, at + 1, &found) && found.end == span.end)
            return at;
    const size_t label = text_find(link, TEXT("]["), span.start);
    if (label != SIZE_MAX && text.data[span.end - 1] == ']') {
        size_t at = span.end - 1;
        while (at > span.start && text.data[at] != '[')
            at--;
        if (at > span.start && text.data[at - 1] == ']')
            return at - 1;
    }
    return span.end - 1;
}

static void classify_link(struct written *written, cmark_node *link)
{
    const struct span span = position_span(link);
    const tm_text text = written->content.text;
    if (span.end <= span.start || span.end > text.size)
        return;
    if (position_is_autolink(link, &written->content)) {
        classify(written, span.start, span.end, WRITTEN_LINK);
        return;
    }
    const size_t mark = cmark_node_get_type(link) == CMARK_NODE_IMAGE ? 2 : 1;
    classify(written, span.start, span.start + mark, WRITTEN_LINK);
    classify(written, words_end(text, span), span.end, WRITTEN_LINK);
}

/* Innermost last, so that a link's words may hold code. */
static void classify_node(struct written *written, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_CODE: classify_code(written, position_span(node)); break;
    case CMARK_NODE_HTML_INLINE: {
        const struct span span = position_span(node);
        classify(written, span.start, span.end, WRITTEN_HTML);
        break;
    }
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE: classify_link(written, node); break;
    default: break;
    }
}

static void classify_all(struct written *written)
{
    struct parse *parse = written->check->parse;
    cmark_node *block = written->origin;
    position_replay(&parse->positions, block, &written->content);
    written->classes = arena_zalloc(written->check->scratch,
                                    written->content.text.size + 1, 1);
    for (cmark_node *node = cmark_node_first_child(block); node;
         node = markdown_next(node, block))
        classify_node(written, node);
}

enum written_class written_class_of(struct written *written, size_t at)
{
    if (!written->classes)
        classify_all(written);
    return (enum written_class)written->classes[at];
}

bool written_is(struct written *written, size_t start, size_t end,
                enum written_class class)
{
    while (start < end && written_class_of(written, start) == class)
        start++;
    return start >= end;
}

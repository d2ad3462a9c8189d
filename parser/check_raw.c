/*
 * check_raw.c - tags in code and HTML, where they are none, and words in HTML,
 * which no output shows.
 */
#include "check.h"

#include "destination.h"
#include "near_miss.h"
#include "text.h"

enum {
    LONGEST_TAIL = 2000, /* bytes of "(kind:id "title")" that are looked at */
    LONGEST_WORDS = 1000 /* and of "[words" before it */
};

/* ---- Tags in a text that is not read ---- */

/* Where the words of the tag begin that end before 'at', in its paragraph. */
static bool words_before(tm_text text, size_t at, size_t *start)
{
    for (size_t i = at; i && at - i < LONGEST_WORDS; i--) {
        const char c = text.data[i - 1];
        if (c == '\n' && i > 1 && text.data[i - 2] == '\n')
            return false;
        if (c == '[') {
            *start = i - 1;
            return true;
        }
    }
    return false;
}

/* The next tag of 'text' from '*at' on, were it Markdown. */
static bool next_tag(struct check *check, tm_text text, size_t *at,
                     struct span *tag)
{
    struct reference found;
    struct destination ignored;
    for (size_t hit; (hit = text_find(text, TEXT("]("), *at)) != SIZE_MAX;) {
        const tm_text near = text_slice(text, 0, hit + LONGEST_TAIL);
        *at = hit + 2;
        if (!reference_tail(near, hit + 1, &found) ||
            !destination_read(check->scratch,
                              text_slice(text, found.url_start,
                                         found.url_end - found.url_start),
                              &ignored) ||
            !words_before(text, hit, &tag->start))
            continue;
        *at = tag->end = found.end;
        return true;
    }
    return false;
}

/* How many there are; '*first' is the first. */
static size_t count_tags(struct check *check, tm_text text, struct span *first)
{
    struct span tag;
    size_t count = 0;
    for (size_t at = 0; next_tag(check, text, &at, &tag); count++)
        if (!count)
            *first = tag;
    return count;
}

/* ---- Where the lines of a raw block stand ---- */

/* A code or HTML block. Each line of its text ends a line of the file. */
struct raw {
    struct check *check;
    const tm_node *node;
    tm_text text;
    size_t line; /* of the file, on which its text begins */
};

static size_t line_end_of(tm_text text, size_t at)
{
    const size_t end = text_find(text, TEXT("\n"), at);
    return end == SIZE_MAX ? text.size : end;
}

/* Byte 'at' of the text is this byte of the file; SIZE_MAX where a tab stands
 * for part of it. 'start' begins its line, the 'line'-th of the file. */
static size_t byte_of(const struct raw *raw, size_t line, size_t start,
                      size_t at)
{
    const struct source *source = &raw->check->parse->source;
    const tm_text text = raw->text;
    const size_t end = line_end_of(text, start);
    if (line > source->line_count)
        return SIZE_MAX;
    const tm_text whole = source_line(source, line);
    if (!text_ends(whole, text_slice(text, start, end - start)))
        return SIZE_MAX;
    return (size_t)(whole.data - source->text.data) + whole.size - (end - at);
}

/* The line of the file that byte 'at' of the text stands on; '*start' is where
 * it begins in the text. */
static size_t line_of(const struct raw *raw, size_t at, size_t *start)
{
    size_t line = raw->line;
    *start = 0;
    for (size_t end; (end = line_end_of(raw->text, *start)) < at; line++)
        *start = end + 1;
    return line;
}

/* Tell of the bytes 'start' to 'end' of the text: those on their first line. */
static struct finding *tell(const struct raw *raw, enum rule rule,
                            struct span span, size_t times)
{
    const tm_text text = raw->text;
    size_t start;
    const size_t line = line_of(raw, span.start, &start);
    const size_t last = line_end_of(text, span.start);
    const size_t size = (span.end < last ? span.end : last) - span.start;
    const size_t at = byte_of(raw, line, start, span.start);
    const tm_place place = tm_node_place(raw->node);
    return check_find_times(raw->check, rule, at == SIZE_MAX ? place.start : at,
                            at == SIZE_MAX ? place.start : at + size,
                            text_slice(text, span.start, span.end - span.start),
                            times);
}

/* ---- Code ---- */

static bool is_fence(tm_text text)
{
    size_t at = 0;
    while (at < 3 && at < text.size && text.data[at] == ' ')
        at++;
    const tm_text rest = text_from(text, at);
    return text_starts(rest, TEXT("```")) || text_starts(rest, TEXT("~~~"));
}

/* Whether the code block is fenced: an indented one begins with its text. */
static bool is_fenced(struct check *check, const tm_node *block)
{
    const tm_text rest =
        text_from(check->parse->source.text, block->place.start);
    const tm_text first =
        text_slice(block->text, 0, line_end_of(block->text, 0));
    return is_fence(rest) && !(first.size && text_starts(rest, first));
}

/* Code that names its language shows what it shows on purpose. */
static bool is_plain(tm_text info)
{
    static const char *const names[] = { "", "text", "txt", "plain",
                                         "plaintext" };
    size_t size = 0;
    while (size < info.size && !strchr(" \t", info.data[size]))
        size++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_case(text_slice(info, 0, size), text_of(names[i])))
            return true;
    return false;
}

/* The bytes of four columns of white space, or of a tab, before byte 'at'. */
static size_t indent_before(tm_text all, size_t at)
{
    size_t size = 0;
    while (size < 4 && size < at && all.data[at - size - 1] == ' ')
        size++;
    return size < 4 && size < at && all.data[at - size - 1] == '\t' ? size + 1
                                                                    : size;
}

/* Without its indent the code is read as Markdown, unless that begins code
 * again. */
static void mend_indent(const struct raw *raw, struct finding *finding)
{
    const tm_text text = raw->text;
    const tm_text all = raw->check->parse->source.text;
    size_t line = raw->line;
    for (size_t start = 0, end; start < text.size; start = end + 1, line++) {
        end = line_end_of(text, start);
        size_t lead = start;
        while (lead < end && strchr(" \t", text.data[lead]))
            lead++;
        const size_t at = byte_of(raw, line, start, start);
        if (lead == end)
            continue;
        if (at == SIZE_MAX || is_fence(text_from(text, lead)))
            return;
        check_edit(raw->check, finding, at - indent_before(all, at),
                   at + (lead - start), TEXT(""));
    }
    check_mend(raw->check, finding, TM_MEND_UNSAFE, NULL);
}

static void judge_code(struct check *check, const tm_node *block)
{
    struct span tag;
    const size_t count = count_tags(check, block->text, &tag);
    if (!count)
        return;
    const bool fenced = is_fenced(check, block);
    const struct raw raw = { check, block, block->text,
                             block->place.line + fenced };
    if (fenced && !is_plain(block->extra))
        return;
    struct finding *finding = tell(
        &raw, fenced ? RULE_NEAR_MISS_CODE : RULE_NEAR_MISS_INDENT, tag, count);
    if (!fenced)
        mend_indent(&raw, finding);
}

/* ---- HTML ---- */

/* Whether 'text' begins with "<" and 'name', in any case. */
static bool opens(tm_text text, const char *name)
{
    return text_starts(text, TEXT("<")) &&
           text_equal_case(text_slice(text, 1, strlen(name)), text_of(name));
}

/* Notes, instructions, declarations, and what holds no words. */
static bool is_no_prose(tm_text html)
{
    return opens(html, "!") || opens(html, "?") || opens(html, "script") ||
           opens(html, "style");
}

/* Behind the tag or comment that begins at 'at' with "<". */
static size_t skip_markup(tm_text html, size_t at)
{
    if (text_starts(text_from(html, at), TEXT("<!--"))) {
        const size_t end = text_find(html, TEXT("-->"), at + 4);
        return end == SIZE_MAX ? html.size : end + 3;
    }
    char quote = '\0';
    for (; at < html.size; at++) {
        const char c = html.data[at];
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? '\0' : c;
        else if (!quote && c == '>')
            return at + 1;
    }
    return at;
}

/* Behind "&name;" at 'at'; behind "&" where there is none. */
static size_t skip_entity(tm_text html, size_t at)
{
    size_t end = at + 1;
    while (end < html.size && end - at < 32 &&
           strchr("#0123456789abcdefghijklmnopqrstuvwxyz"
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                  html.data[end]))
        end++;
    return end < html.size && html.data[end] == ';' ? end + 1 : at + 1;
}

/* The first words between the tags of 'html', on one line. */
static bool find_words(tm_text html, struct span *words)
{
    for (size_t at = 0, next; at < html.size; at = next) {
        const uint32_t code = text_decode(html, at, &next);
        if (code == '<')
            next = skip_markup(html, at);
        else if (code == '&')
            next = skip_entity(html, at);
        else if (text_is_letter(code) || (code >= '0' && code <= '9')) {
            *words = (struct span){ at, next };
            while (words->end < html.size &&
                   !strchr("<\n", html.data[words->end]))
                words->end++;
            return true;
        }
    }
    return false;
}

/* An empty line before the line of the tag ends the HTML. */
static void part_html(const struct raw *raw, struct finding *finding,
                      size_t tag)
{
    size_t start;
    const struct source *source = &raw->check->parse->source;
    const size_t line = line_of(raw, tag, &start);
    const bool is_top =
        raw->node[-(ptrdiff_t)raw->node->up].type == TM_NODE_DOCUMENT;
    if (!start || !is_top)
        return;
    const tm_text before = source_line(source, line - 1);
    const size_t end = (size_t)(before.data - source->text.data) + before.size;
    const size_t at = source->lines[line - 1];
    check_edit(raw->check, finding, at, at,
               text_slice(source->text, end, at - end));
    check_mend(raw->check, finding, TM_MEND_UNSAFE, NULL);
}

static void judge_html(struct check *check, const tm_node *block)
{
    /* The talk keeps no words of HTML. */
    const tm_text html = text_of(cmark_node_get_literal(
        check->parse->origin[block - check->parse->talk->nodes]));
    const struct raw raw = { check, block, html, block->place.line };
    struct span found;
    if (is_no_prose(text_trim(html)))
        return;
    const size_t count = count_tags(check, html, &found);
    if (count)
        part_html(&raw, tell(&raw, RULE_NEAR_MISS_HTML, found, count),
                  found.start);
    else if (find_words(html, &found))
        tell(&raw, RULE_HTML_LOST, found, 1);
}

/* ---- The checks ---- */

void check_raw(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    for (size_t i = 0; i < talk->node_count; i++) {
        if (talk->nodes[i].type == TM_NODE_CODE_BLOCK)
            judge_code(check, &talk->nodes[i]);
        else if (talk->nodes[i].type == TM_NODE_HTML_BLOCK)
            judge_html(check, &talk->nodes[i]);
    }
}

/* Whether the code span is a tag and nothing else. */
static bool is_tag(struct check *check, tm_text code)
{
    struct span tag;
    size_t at = 0;
    const tm_text text = text_trim(code);
    return text_starts(text, TEXT("[")) && text_ends(text, TEXT(")")) &&
           next_tag(check, text, &at, &tag) && !tag.start &&
           tag.end == text.size;
}

static void judge_span(struct check *check, struct written *written,
                       const tm_node *code)
{
    written_class_of(written, 0); /* replays the block */
    const tm_text text = written->content.text;
    const struct span span =
        position_span(check->parse->origin[code - check->parse->talk->nodes]);
    size_t start = span.start, ticks = 0;
    while (start > ticks && text.data[start - ticks - 1] == '`')
        ticks++;
    const size_t from = written_source(written, start - ticks);
    const size_t to = written_source(written, span.end - 1) + 1;
    size_t inner = start, end = span.end - ticks;
    while (inner < end && strchr(" \n", text.data[inner]))
        inner++;
    while (end > inner && strchr(" \n", text.data[end - 1]))
        end--;
    struct finding *finding =
        check_find(check, RULE_NEAR_MISS_CODE, from, to, code->text);
    check_edit(check, finding, from, written_source(written, inner), TEXT(""));
    check_edit(check, finding, written_source(written, end - 1) + 1, to,
               TEXT(""));
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

/* A text that has no tags may explain them. Alone in its paragraph a tag is
 * hardly meant so. */
static bool is_meant(struct check *check, const tm_node *block)
{
    return block->size == 2 || near_miss_in_talk(check);
}

void check_code_spans(struct check *check, struct written *written)
{
    const tm_node *block = written->block;
    const tm_text text = written->content.text;
    if (!text.size || !memchr(text.data, '`', text.size) ||
        !is_meant(check, block))
        return;
    for (const tm_node *node = block + 1; node < block + block->size; node++)
        if (node->type == TM_NODE_CODE && !(node->flags & NODE_IN_IMAGE) &&
            is_tag(check, node->text))
            judge_span(check, written, node);
}

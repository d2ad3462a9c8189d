#include "markdown.h"

#include "source.h"
#include "text.h"

#include <stdalign.h>
#include <stdio.h>

/* ---- cmark's memory ---- */

static _Thread_local struct arena *in_force;

/* Blocks carry their size, which cmark's realloc and free are not told. */
struct block {
    size_t size;
    alignas(max_align_t) char data[];
};

static struct block *block_of(void *data)
{
    return (struct block *)((char *)data - offsetof(struct block, data));
}

static void *block_grow(void *old, size_t size)
{
    struct block *block = old ? block_of(old) : NULL;
    if (size > PTRDIFF_MAX / 2)
        arena_fail(in_force);
    block = arena_grow(in_force, block, block ? sizeof *block + block->size : 0,
                       sizeof *block + size);
    block->size = size;
    return block->data;
}

static void *block_zero(size_t count, size_t size)
{
    if (size && count > PTRDIFF_MAX / 2 / size)
        arena_fail(in_force);
    size *= count;
    struct block *block = arena_alloc(in_force, sizeof *block + size);
    block->size = size;
    return memset(block->data, 0, size);
}

/* A block's text is freed once its inlines are made, which then find room for
 * the next one's in its place. */
static void block_free(void *data)
{
    if (data)
        arena_give_back(in_force, block_of(data),
                        sizeof(struct block) + block_of(data)->size);
}

static cmark_mem memory = { block_zero, block_grow, block_free };

/* ---- Limits ---- */

/* The bytes of a list marker at 'at' and the white space after it; 0 where
 * there is none. */
static size_t list_marker(tm_text line, size_t at)
{
    size_t end = at;
    while (end < line.size && end - at < 9 && line.data[end] >= '0' &&
           line.data[end] <= '9')
        end++;
    const bool numbered = end > at;
    if (end == line.size)
        return 0;
    const char *marks = numbered ? ".)" : "-+*";
    if (!strchr(marks, line.data[end]) || !line.data[end])
        return 0;
    end++;
    if (end < line.size && line.data[end] != ' ' && line.data[end] != '\t')
        return 0;
    return end - at;
}

/* "- - - -" and the like: a thematic break, however long. */
static bool is_rule(tm_text line)
{
    char mark = 0;
    for (size_t i = 0; i < line.size; i++) {
        const char c = line.data[i];
        if (c == ' ' || c == '\t')
            continue;
        if (!strchr("-*_", c) || (mark && c != mark))
            return false;
        mark = c;
    }
    return mark != 0;
}

static size_t nesting(tm_text line)
{
    size_t depth = 0;
    for (size_t i = 0; i < line.size;) {
        const size_t marker = list_marker(line, i);
        depth += marker || line.data[i] == '>';
        if (marker)
            i += marker;
        else if (line.data[i] == '>' || line.data[i] == ' ' ||
                 line.data[i] == '\t')
            i++;
        else
            break;
    }
    return depth;
}

/* What is counted from one blank line to the next. */
struct brackets {
    size_t images, links;
};

static bool is_blank(tm_text line)
{
    for (size_t i = 0; i < line.size; i++)
        if (line.data[i] != ' ' && line.data[i] != '\t')
            return false;
    return true;
}

static bool count_brackets(struct brackets *brackets, tm_text line)
{
    if (is_blank(line))
        *brackets = (struct brackets){ 0 };
    const char *at = line.data, *end = line.data + line.size;
    while (at < end && (at = memchr(at, '[', (size_t)(end - at)))) {
        brackets->images += at > line.data && at[-1] == '!';
        at++;
    }
    if (!brackets->images)
        return true;
    for (at = line.data; at < end && (at = memchr(at, ']', (size_t)(end - at)));
         at++)
        brackets->links++;
    return !brackets->links ||
           brackets->images <= MARKDOWN_MAX_BRACKETS / brackets->links;
}

static bool refuse(tm_error *error, size_t line, const char *what,
                   unsigned long limit)
{
    error->code = TM_ERROR_LIMIT;
    error->line = line;
    error->column = 1;
    snprintf(error->message, sizeof error->message, "%s (limit is %lu)", what,
             limit);
    return false;
}

static bool within_limits(tm_text text, tm_error *error)
{
    struct brackets brackets = { 0 };
    struct line_walk walk = line_walk_begin(text);
    size_t number = 1;
    for (size_t at = 0, next; at != SIZE_MAX; at = next, number++) {
        next = line_walk_next(&walk, at);
        const tm_text line = line_between(text, at, next);
        if (nesting(line) > MARKDOWN_MAX_NESTING && !is_rule(line))
            return refuse(error, number,
                          "too many quotes and list items one in another",
                          MARKDOWN_MAX_NESTING);
        if (!count_brackets(&brackets, line))
            return refuse(error, number,
                          "too many images times links in one block",
                          MARKDOWN_MAX_BRACKETS);
    }
    return true;
}

/* ---- Parsing ---- */

cmark_node *markdown_parse(struct arena *arena, tm_text text, tm_error *error)
{
    if (!within_limits(text, error))
        return NULL;
    jmp_buf *const outer = arena->escape;
    jmp_buf escape;
    in_force = arena;
    arena->escape = &escape;
    if (setjmp(escape)) {
        in_force = NULL;
        arena->escape = outer;
        arena_fail(arena);
    }
    cmark_parser *parser =
        cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS, &memory);
    cmark_parser_feed(parser, text.size ? text.data : "", text.size);
    cmark_node *document = cmark_parser_finish(parser);
    in_force = NULL;
    arena->escape = outer;
    return document;
}

cmark_node *markdown_next(cmark_node *node, const cmark_node *top)
{
    cmark_node *next = cmark_node_first_child(node);
    for (; !next && node != top; node = cmark_node_parent(node))
        next = cmark_node_next(node);
    return next;
}

/*
 * least.c - what the program cannot do without: to see that the bytes are
 * UTF-8, to have libcmark read them, and to write as many bytes as the page
 * and its part of the list have. What it takes is the floor of any talkmark on
 * libcmark; what the program takes more is its own.
 */
#include "html_files.h"

#include "freed_memory.h"
#include "markdown.h"
#include "source.h"

#include <stdlib.h>
#include <string.h>

/* Pages and list of the corpus are 69.5 MB, its talks 24.2. */
enum {
    BYTES_OUT = 23, /* for as many bytes of a talk: */
    BYTES_IN = 8,
};

static bool is_read(struct arena *arena, jmp_buf *escape, tm_text text)
{
    tm_error error;
    return !setjmp(*escape) && source_check(text, &error) &&
           markdown_parse(arena, text, &error);
}

char *to_html(const char *markdown, size_t size, size_t *html_size)
{
    struct arena_budget budget = { SIZE_MAX, false };
    struct arena arena;
    jmp_buf escape;
    keep_freed_memory();
    arena_init(&arena, &budget, &escape);
    const bool read = is_read(&arena, &escape, (tm_text){ markdown, size });
    arena_release(&arena);
    *html_size = size * BYTES_OUT / BYTES_IN;
    char *bytes = read ? malloc(*html_size + 1) : NULL;
    return bytes ? memset(bytes, 'x', *html_size) : NULL;
}

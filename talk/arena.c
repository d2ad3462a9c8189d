#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CHUNK = 16 * 1024,
    LARGEST_CHUNK = 128 * 1024, /* bigger blocks get a chunk of their own */
};

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* of 'data' */
    alignas(max_align_t) char data[];
};

void arena_init(struct arena *arena, struct arena_budget *budget,
                jmp_buf *escape)
{
    *arena = (struct arena){ .budget = budget, .escape = escape };
}

void arena_release(struct arena *arena)
{
    for (struct arena_chunk *chunk = arena->chunks, *older; chunk;
         chunk = older) {
        older = chunk->older;
        free(chunk);
    }
    arena->chunks = NULL;
    arena->next = arena->end = NULL;
    arena->spare = arena->spare_end = NULL;
    arena->budget->left += arena->spent;
    arena->spent = 0;
}

_Noreturn void arena_fail(struct arena *arena)
{
    longjmp(*arena->escape, 1);
}

bool arena_owns(const struct arena *arena, const void *data)
{
    const uintptr_t at = (uintptr_t)data;
    for (const struct arena_chunk *chunk = arena->chunks; chunk;
         chunk = chunk->older)
        if (at >= (uintptr_t)chunk->data &&
            at - (uintptr_t)chunk->data < chunk->size)
            return true;
    return false;
}

static size_t aligned(size_t size)
{
    return (size + ARENA_UNIT - 1) / ARENA_UNIT * ARENA_UNIT;
}

/* Chunks double, so that a small talk stays small and a large one costs few
 * calls of malloc. */
static void add_chunk(struct arena *arena, size_t least)
{
    size_t size = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    if (size < least)
        size = least;
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        arena_fail(arena);
    chunk->older = arena->chunks;
    chunk->size = size;
    arena->chunks = chunk;
    arena->next = chunk->data;
    arena->end = chunk->data + size;
}

static void spend(struct arena *arena, size_t size)
{
    if (size > arena->budget->left) {
        arena->budget->exceeded = true;
        arena_fail(arena);
    }
    arena->budget->left -= size;
    arena->spent += size;
}

void *arena_alloc_slowly(struct arena *arena, size_t size)
{
    if (size > PTRDIFF_MAX / 2)
        arena_fail(arena);
    size = aligned(size ? size : 1);
    spend(arena, size);
    if (!arena->next || (size_t)(arena->end - arena->next) < size)
        add_chunk(arena, size);
    void *block = arena->next;
    arena->next += size;
    return block;
}

void arena_give_back(struct arena *arena, void *data, size_t size)
{
    size = aligned(size ? size : 1);
    if (size <= (size_t)(arena->spare_end - arena->spare))
        return;
    arena->spare = data;
    arena->spare_end = arena->spare + size;
}

void *arena_zalloc(struct arena *arena, size_t count, size_t size)
{
    if (size && count > PTRDIFF_MAX / size)
        arena_fail(arena);
    void *block = arena_alloc(arena, count * size);
    memset(block, 0, count * size);
    return block;
}

void *arena_grow(struct arena *arena, void *data, size_t old, size_t size)
{
    if (!data)
        return arena_alloc(arena, size);
    char *end = (char *)data + aligned(old ? old : 1);
    if (size >= old && size <= PTRDIFF_MAX / 2) {
        const size_t more = aligned(size ? size : 1) - aligned(old ? old : 1);
        if (end == arena->next && (size_t)(arena->end - end) >= more) {
            spend(arena, more);
            arena->next += more;
            return data;
        }
        if (end == arena->spare && (size_t)(arena->spare_end - end) >= more) {
            arena->spare += more;
            return data;
        }
    }
    void *block = arena_alloc(arena, size);
    memcpy(block, data, old < size ? old : size);
    return block;
}

tm_text arena_copy(struct arena *arena, tm_text text)
{
    char *data = arena_alloc(arena, text.size + 1);
    if (text.size)
        memcpy(data, text.data, text.size);
    data[text.size] = '\0';
    return (tm_text){ data, text.size };
}

tm_text arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        arena_fail(arena);
    char *data = arena_alloc(arena, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(data, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return (tm_text){ data, (size_t)length };
}

void *arena_push(struct arena *arena, void *items, size_t *capacity,
                 size_t count, size_t size)
{
    if (count < *capacity)
        return items;
    const size_t more = *capacity ? *capacity * 2 : 8;
    if (more > PTRDIFF_MAX / size)
        arena_fail(arena);
    items = arena_grow(arena, items, *capacity * size, more * size);
    *capacity = more;
    return items;
}

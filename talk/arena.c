#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SMALLEST_CHUNK = 16 * 1024,
    SHARE = 32, /* a chunk is this part of what the arena holds */
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

_Noreturn void arena_fail(const struct arena *arena)
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

static struct arena_chunk *new_chunk(const struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        arena_fail(arena);
    chunk->size = size;
    return chunk;
}

static void add_chunk(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = new_chunk(arena, size);
    chunk->older = arena->chunks;
    arena->chunks = chunk;
    arena->next = chunk->data;
    arena->end = chunk->data + size;
}

/* A block that has a chunk of its own behind the newest, of which the rest is
 * not lost so. */
static void *add_block(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = new_chunk(arena, size);
    chunk->older = arena->chunks->older;
    arena->chunks->older = chunk;
    return chunk->data;
}

/* A large arena has few chunks, a small one loses little at the end of each. */
static size_t usual_size(const struct arena *arena)
{
    const size_t share = arena->spent / SHARE;
    return share > SMALLEST_CHUNK ? share : SMALLEST_CHUNK;
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
    if (!arena->next || (size_t)(arena->end - arena->next) < size) {
        const size_t usual = usual_size(arena);
        if (arena->chunks && size > usual / 4)
            return add_block(arena, size);
        add_chunk(arena, size > usual ? size : usual);
    }
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

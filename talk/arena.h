/*
 * arena.h - memory that is freed as one.
 *
 * Invariants
 *   - What arena_alloc() returns is never NULL, is aligned for any type and
 *     lives until arena_release().
 *   - When memory or the limit runs out, control leaves by longjmp to
 *     '*escape', which must be set before the first allocation. Whoever holds
 *     something that the arena does not own while allocating sets its own
 *     escape, lets go and jumps on (arena_fail()).
 *   - Several arenas may share one budget: the limit then holds for their sum.
 */
#ifndef ARENA_H
#define ARENA_H

#include "talkmark.h"

#include <setjmp.h>
#include <stdalign.h>

/** What may still be allocated, in bytes; shared by the arenas of one call. */
struct arena_budget {
    size_t left;
    bool exceeded; /* more was asked for: that, not malloc(), failed */
};

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    char *next, *end;           /* the free part of the newest */
    char *spare, *spare_end;    /* what was given back and is used first */
    size_t spent;               /* of the budget: given back on release */
    struct arena_budget *budget;
    jmp_buf *escape;
};

/** An arena without memory. 'budget' and 'escape' are borrowed. */
void arena_init(struct arena *arena, struct arena_budget *budget,
                jmp_buf *escape);
/** Free everything; the arena may be used again. */
void arena_release(struct arena *arena);
/** Leave by the escape, as when memory runs out. */
_Noreturn void arena_fail(const struct arena *arena);

/** Whether 'data' points into memory of 'arena'. */
bool arena_owns(const struct arena *arena, const void *data);

/** As arena_alloc(), for what is large or has no room yet. */
void *arena_alloc_slowly(struct arena *arena, size_t size);

enum {
    ARENA_UNIT = alignof(max_align_t), /* blocks are of whole units */
    ARENA_SMALL = 16 * 1024,
};

/** 'size' bytes, not cleared. Inline: libcmark asks a hundred thousand times
    for a megabyte. */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
    char *block = arena->spare;
    if (size - 1 >= ARENA_SMALL)
        return arena_alloc_slowly(arena, size);
    size = (size + ARENA_UNIT - 1) / ARENA_UNIT * ARENA_UNIT;
    if (size <= (size_t)(arena->spare_end - block)) {
        arena->spare += size;
        return block;
    }
    block = arena->next;
    if (size > (size_t)(arena->end - block) || size > arena->budget->left)
        return arena_alloc_slowly(arena, size);
    arena->budget->left -= size;
    arena->spent += size;
    arena->next += size;
    return block;
}

/** The block of 'size' bytes at 'data' is used no more: what is allocated next
    may stand there. Only the largest such block is kept. */
void arena_give_back(struct arena *arena, void *data, size_t size);
/** 'count' times 'size' bytes, cleared. */
void *arena_zalloc(struct arena *arena, size_t count, size_t size);
/** Grow the block of 'old' bytes at 'data' (or NULL) to 'size' bytes; in place
    where it is the newest. The old block is not used again otherwise. */
void *arena_grow(struct arena *arena, void *data, size_t old, size_t size);
/** A copy of 'text'; data is never NULL, and a NUL follows. */
tm_text arena_copy(struct arena *arena, tm_text text);
/** A formatted text (printf), NUL-terminated. */
tm_text arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * A growing array in an arena: 'items' of 'size' bytes each. Append with
 * ARENA_PUSH(arena, &array, count, capacity).
 */
void *arena_push(struct arena *arena, void *items, size_t *capacity,
                 size_t count, size_t size);
#define ARENA_PUSH(arena, items, count, capacity)                          \
 ((items) =                                                                \
      arena_push((arena), (items), &(capacity), (count), sizeof *(items)), \
  &(items)[(count)++])

#endif

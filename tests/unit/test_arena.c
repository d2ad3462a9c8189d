#include "test.h"

#include "arena.h"
#include "text.h"

#include <stdalign.h>

/* AddressSanitizer ends the program where malloc() is asked for too much,
 * unless told to return NULL as malloc() does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

struct fixture {
    struct arena_budget budget;
    struct arena arena;
    jmp_buf escape;
};

static struct fixture begin(size_t budget)
{
    return (struct fixture){ .budget = { budget } };
}

/* The arena points into its fixture, so only once that stands still. */
static struct arena *arena_of(struct fixture *f)
{
    arena_init(&f->arena, &f->budget, &f->escape);
    return &f->arena;
}

static void every_block_is_aligned_and_apart(void **state)
{
    (void)state;
    enum {
        COUNT = 3000
    };
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    static unsigned char *blocks[COUNT];
    assert_int_equal(setjmp(f.escape), 0);
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = arena_alloc(arena, i);
        assert_true((uintptr_t)blocks[i] % alignof(max_align_t) == 0);
        memset(blocks[i], (int)(i & 0xFF), i);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t at = 0; at < i; at++)
            assert_true(blocks[i][at] == (i & 0xFF));
    arena_release(arena);
}

static void a_block_of_no_bytes_is_a_block(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    const void *a = arena_alloc(arena, 0), *b = arena_alloc(arena, 0);
    assert_non_null(a);
    assert_ptr_not_equal(a, b);
    assert_non_null(arena_zalloc(arena, 0, 8));
    assert_non_null(arena_zalloc(arena, 8, 0));
    arena_release(arena);
}

static void zalloc_clears_memory_that_was_used(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    for (int round = 0; round < 4; round++) {
        const unsigned char *clear = arena_zalloc(arena, 100, 10);
        for (size_t i = 0; i < 1000; i++)
            assert_true(clear[i] == 0);
        memset(arena_alloc(arena, 12000), 0xAA, 12000);
        memset((void *)(uintptr_t)clear, 0xAA, 1000);
        arena_release(arena);
    }
}

static void the_newest_block_grows_in_place(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    char *block = arena_grow(arena, NULL, 0, 5);
    memcpy(block, "abcd", 5);
    assert_ptr_equal(arena_grow(arena, block, 5, 16), block);
    assert_ptr_equal(arena_grow(arena, block, 16, 1000), block);
    assert_string_equal(block, "abcd");
    const char *next = arena_alloc(arena, 1);
    assert_true(next >= block + 1000);
    arena_release(arena);
}

static void another_block_moves_and_keeps_its_bytes(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    char *old = arena_alloc(arena, 5);
    memcpy(old, "abcd", 5);
    arena_alloc(arena, 1);
    char *grown = arena_grow(arena, old, 5, 100);
    assert_ptr_not_equal(grown, old);
    assert_string_equal(grown, "abcd");
    grown = arena_grow(arena, grown, 100, 100 * 1000); /* past the chunk */
    assert_string_equal(grown, "abcd");
    const char *less = arena_grow(arena, grown, 100 * 1000, 3);
    assert_memory_equal(less, "abc", 3);
    arena_release(arena);
}

static void a_budget_is_spent_to_the_last_byte(void **state)
{
    (void)state;
    enum {
        UNIT = alignof(max_align_t)
    };
    struct fixture f = begin(4 * UNIT);
    struct arena *arena = arena_of(&f);
    void *volatile block = NULL;
    if (!setjmp(f.escape)) {
        block = arena_alloc(arena, 1);
        block = arena_grow(arena, block, 1, 3 * UNIT);
        arena_alloc(arena, UNIT);
    } else {
        fail_msg("the budget was refused");
    }
    assert_true(f.budget.left == 0);
    if (!setjmp(f.escape)) {
        arena_alloc(arena, 1);
        fail_msg("more than the budget was given");
    }
    arena_release(arena);
}

static void growing_in_place_costs_only_what_is_added(void **state)
{
    (void)state;
    enum {
        UNIT = alignof(max_align_t)
    };
    struct fixture f = begin(2 * UNIT);
    struct arena *arena = arena_of(&f);
    void *volatile block = NULL;
    if (!setjmp(f.escape)) {
        block = arena_alloc(arena, UNIT);
        block = arena_grow(arena, block, UNIT, 2 * UNIT);
    } else {
        fail_msg("growing was refused");
    }
    if (!setjmp(f.escape)) {
        arena_grow(arena, block, 2 * UNIT, 2 * UNIT + 1);
        fail_msg("more than the budget was given");
    }
    arena_release(arena);
}

static void two_arenas_share_one_budget(void **state)
{
    (void)state;
    struct fixture f = begin(64);
    struct arena *arena = arena_of(&f);
    struct arena other;
    arena_init(&other, &f.budget, &f.escape);
    if (!setjmp(f.escape)) {
        arena_alloc(arena, 32);
        arena_alloc(&other, 32);
    } else {
        fail_msg("the budget was refused");
    }
    if (!setjmp(f.escape)) {
        arena_alloc(&other, 1);
        fail_msg("the sum passed the budget");
    }
    arena_release(arena);
    arena_release(&other);
}

enum request {
    ALLOC,
    ZALLOC,
    GROW,
    GROW_NEW
};

static void request(struct arena *arena, enum request what, size_t count,
                    size_t size)
{
    switch (what) {
    case ALLOC: arena_alloc(arena, size); break;
    case ZALLOC: arena_zalloc(arena, count, size); break;
    case GROW: arena_grow(arena, arena_alloc(arena, 8), 8, size); break;
    case GROW_NEW: arena_grow(arena, NULL, 0, size); break;
    }
}

static bool is_refused(enum request what, size_t count, size_t size)
{
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    const bool refused = setjmp(f.escape);
    if (!refused)
        request(arena, what, count, size);
    arena_release(arena);
    return refused;
}

static void what_cannot_be_had_leaves_by_the_escape(void **state)
{
    (void)state;
    static const struct {
        enum request what;
        size_t count, size;
    } cases[] = {
        { ALLOC, 1, SIZE_MAX },
        { ALLOC, 1, SIZE_MAX - 7 },
        { ALLOC, 1, PTRDIFF_MAX },
        { ALLOC, 1, PTRDIFF_MAX / 2 }, /* malloc() itself says no */
        { ZALLOC, SIZE_MAX, 2 },
        { ZALLOC, SIZE_MAX / 2 + 1, 2 }, /* the product is 0 */
        { ZALLOC, 2, SIZE_MAX / 2 + 1 },
        { GROW, 1, SIZE_MAX },
        { GROW, 1, PTRDIFF_MAX },
        { GROW_NEW, 1, SIZE_MAX },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(is_refused(cases[i].what, cases[i].count, cases[i].size));
}

/* Some of everything; false where the budget did not do. */
static bool allocates_within(size_t budget)
{
    struct fixture f = begin(budget);
    struct arena *arena = arena_of(&f);
    struct arena other;
    arena_init(&other, &f.budget, &f.escape);
    const bool failed = setjmp(f.escape);
    if (!failed) {
        arena_alloc(arena, 10);
        arena_copy(&other, TEXT("words"));
        arena_format(arena, "%d words", 12);
        arena_zalloc(&other, 3, 40);
        arena_grow(arena, NULL, 0, 20);
    }
    arena_release(arena);
    arena_release(&other);
    return !failed;
}

static void every_allocation_may_be_the_one_that_fails(void **state)
{
    (void)state;
    size_t budget = 0, failed = 0;
    for (; !allocates_within(budget); budget++)
        failed++;
    assert_in_range(failed, 10 + 6 + 9 + 120 + 20, 1000);
    assert_true(allocates_within(budget + 1));
}

static void an_arena_knows_its_own(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    const char outside = 'x';
    assert_int_equal(setjmp(f.escape), 0);
    assert_false(arena_owns(arena, &outside));
    assert_false(arena_owns(arena, NULL));
    const char *first = arena_alloc(arena, 10);
    const char *second = arena_alloc(arena, 5 * 1000 * 1000);
    assert_true(arena_owns(arena, first));
    assert_true(arena_owns(arena, first + 9));
    assert_true(arena_owns(arena, second + 4999999));
    assert_false(arena_owns(arena, &outside));
    assert_false(arena_owns(arena, NULL));
    arena_release(arena);
    assert_false(arena_owns(arena, first));
}

static void a_released_arena_may_be_used_again(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    arena_release(arena);
    for (int round = 0; round < 3; round++) {
        memset(arena_alloc(arena, 100 * 1000), 1, 100 * 1000);
        arena_release(arena);
        arena_release(arena);
    }
}

static void a_copy_ends_in_nul_and_is_never_absent(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    const tm_text copy = arena_copy(arena, text_slice(TEXT("guards"), 0, 5));
    assert_true(copy.size == 5);
    assert_string_equal(copy.data, "guard");
    const tm_text none = arena_copy(arena, (tm_text){ 0 });
    assert_true(none.size == 0);
    assert_string_equal(none.data, "");
    arena_release(arena);
}

static void a_format_is_as_long_as_it_takes(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    const tm_text text = arena_format(arena, "~%s-%d", "issue", 12);
    assert_true(text_is(text, "~issue-12"));
    assert_string_equal(text.data, "~issue-12");
    const tm_text wide = arena_format(arena, "%40000d", 7);
    assert_true(wide.size == 40000);
    assert_true(wide.data[39999] == '7' && !wide.data[40000]);
    assert_true(arena_format(arena, "%s", "").size == 0);
    arena_release(arena);
}

static void a_pushed_array_keeps_what_it_holds(void **state)
{
    (void)state;
    struct fixture f = begin(SIZE_MAX);
    struct arena *arena = arena_of(&f);
    assert_int_equal(setjmp(f.escape), 0);
    size_t *list = NULL, count = 0, capacity = 0;
    for (size_t i = 0; i < 5000; i++) {
        *ARENA_PUSH(arena, list, count, capacity) = i;
        assert_true(count == i + 1 && count <= capacity);
        if (i % 7 == 0)
            arena_alloc(arena, 1); /* so that it cannot always stay */
    }
    for (size_t i = 0; i < count; i++)
        assert_true(list[i] == i);
    arena_release(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_block_is_aligned_and_apart),
    cmocka_unit_test(a_block_of_no_bytes_is_a_block),
    cmocka_unit_test(zalloc_clears_memory_that_was_used),
    cmocka_unit_test(the_newest_block_grows_in_place),
    cmocka_unit_test(another_block_moves_and_keeps_its_bytes),
    cmocka_unit_test(a_budget_is_spent_to_the_last_byte),
    cmocka_unit_test(growing_in_place_costs_only_what_is_added),
    cmocka_unit_test(two_arenas_share_one_budget),
    cmocka_unit_test(what_cannot_be_had_leaves_by_the_escape),
    cmocka_unit_test(every_allocation_may_be_the_one_that_fails),
    cmocka_unit_test(an_arena_knows_its_own),
    cmocka_unit_test(a_released_arena_may_be_used_again),
    cmocka_unit_test(a_copy_ends_in_nul_and_is_never_absent),
    cmocka_unit_test(a_format_is_as_long_as_it_takes),
    cmocka_unit_test(a_pushed_array_keeps_what_it_holds),
};

RUN_TESTS("arena", tests)

#include "test.h"

#include "lookup.h"
#include "text.h"

/* Runs 'body' with an empty lookup. */
static void with_lookup(void (*body)(struct lookup *lookup))
{
    struct arena_budget budget = { .left = SIZE_MAX };
    struct arena arena;
    jmp_buf escape;
    arena_init(&arena, &budget, &escape);
    if (setjmp(escape))
        fail_msg("out of memory");
    struct lookup lookup = { .arena = &arena };
    body(&lookup);
    arena_release(&arena);
}

static void find_in_empty(struct lookup *lookup)
{
    assert_null(lookup_find(lookup, TEXT("a")));
    assert_null(lookup_find(lookup, (tm_text){ 0 }));
}

static void nothing_stands_in_an_empty_one(void **state)
{
    (void)state;
    with_lookup(find_in_empty);
}

static void add_twice(struct lookup *lookup)
{
    int one, two;
    assert_ptr_equal(lookup_add(lookup, TEXT("a"), &one), &one);
    assert_ptr_equal(lookup_add(lookup, TEXT("a"), &two), &one);
    assert_ptr_equal(lookup_add(lookup, TEXT("A"), &two), &two);
    assert_ptr_equal(lookup_find(lookup, TEXT("a")), &one);
    assert_ptr_equal(lookup_find(lookup, TEXT("A")), &two);
    assert_null(lookup_find(lookup, TEXT("aa")));
    assert_null(lookup_find(lookup, TEXT("")));
    assert_int_equal(lookup->count, 2);
}

static void the_first_under_a_name_counts(void **state)
{
    (void)state;
    with_lookup(add_twice);
}

enum {
    MANY = 5000
};

static void add_many(struct lookup *lookup)
{
    static char names[MANY][8];
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        lookup_add(lookup, text_of(names[i]), names[i]);
        assert_true(lookup->count * 2 <= lookup->size);
    }
    for (int i = 0; i < MANY; i++)
        assert_ptr_equal(lookup_find(lookup, text_of(names[i])), names[i]);
    assert_null(lookup_find(lookup, TEXT("5000")));
    assert_int_equal(lookup->count, MANY);
}

static void it_grows_and_keeps_what_stands_in_it(void **state)
{
    (void)state;
    with_lookup(add_many);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_stands_in_an_empty_one),
    cmocka_unit_test(the_first_under_a_name_counts),
    cmocka_unit_test(it_grows_and_keeps_what_stands_in_it),
};

RUN_TESTS("lookup", tests)

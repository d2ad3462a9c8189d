#include "test.h"

#include "edits.h"
#include "model.h"

#include <string.h>

/* 0123456789: the bytes are their places. */
static const tm_text source = { "0123456789", 10 };

static tm_edit put(size_t start, size_t end, const char *text)
{
    return (tm_edit){ start, end, { text, strlen(text) } };
}

static tm_diagnostic finding(enum tm_mend mend, const tm_edit *edits,
                             size_t count)
{
    return (tm_diagnostic){ .mend = mend, .edits = edits, .edit_count = count };
}

/* What the mends of 'list' up to 'most' make of the source; how many were
 * taken. */
static size_t assert_mended(const tm_diagnostic *list, size_t count,
                            enum tm_mend most, const char *expected)
{
    struct edits edits;
    struct memory out = { 0 };
    tm_talk talk = { .diagnostic_count = count };
    talk.diagnostics = (tm_diagnostic *)(uintptr_t)list;
    assert_true(edits_collect(&edits, &talk, most));
    for (size_t i = 1; i < edits.count; i++)
        assert_true(edits.list[i - 1].end <= edits.list[i].start);
    assert_true(edits_apply(&edits, source, &out));
    assert_int_equal(out.size, strlen(expected));
    assert_memory_equal(out.data, expected, out.size);
    const size_t mends = edits.mends;
    edits_free(&edits);
    memory_free(&out);
    return mends;
}

static void what_no_mend_names_stays(void **state)
{
    (void)state;
    const tm_edit edits[] = { put(0, 1, "A"), put(4, 4, "+"), put(8, 10, "") };
    const tm_diagnostic list[] = { finding(TM_MEND_SAFE, edits, 3) };
    assert_int_equal(assert_mended(list, 1, TM_MEND_SAFE, "A123+4567"), 1);
    assert_int_equal(assert_mended(list, 0, TM_MEND_SAFE, "0123456789"), 0);
}

static void an_unsafe_mend_is_taken_only_where_it_is_wanted(void **state)
{
    (void)state;
    const tm_edit a = put(1, 2, "s"), b = put(3, 4, "u"), c = put(5, 6, "n");
    const tm_diagnostic list[] = { finding(TM_MEND_SAFE, &a, 1),
                                   finding(TM_MEND_UNSAFE, &b, 1),
                                   finding(TM_MEND_NONE, &c, 1),
                                   finding(TM_MEND_SAFE, NULL, 0) };
    assert_int_equal(assert_mended(list, 4, TM_MEND_SAFE, "0s23456789"), 1);
    assert_int_equal(assert_mended(list, 4, TM_MEND_UNSAFE, "0s2u456789"), 2);
}

static void of_two_that_overlap_the_one_that_begins_first_is_taken(void **state)
{
    (void)state;
    const tm_edit a[] = { put(5, 6, "a"), put(8, 9, "a") };
    const tm_edit b[] = { put(3, 4, "b"), put(5, 7, "b") };
    const tm_edit c = put(7, 8, "c");
    const tm_diagnostic list[] = { finding(TM_MEND_SAFE, b, 2),
                                   finding(TM_MEND_SAFE, a, 2),
                                   finding(TM_MEND_SAFE, &c, 1) };
    assert_int_equal(assert_mended(list, 3, TM_MEND_SAFE, "012b4bc89"), 2);
}

static void edits_may_stand_between_those_of_another_mend(void **state)
{
    (void)state;
    const tm_edit a[] = { put(1, 2, "a"), put(8, 9, "a") };
    const tm_edit b[] = { put(3, 4, "b"), put(6, 7, "b") };
    const tm_edit c = put(4, 5, "c");
    const tm_diagnostic list[] = { finding(TM_MEND_SAFE, a, 2),
                                   finding(TM_MEND_SAFE, b, 2),
                                   finding(TM_MEND_SAFE, &c, 1) };
    assert_int_equal(assert_mended(list, 3, TM_MEND_SAFE, "0a2bc5b7a9"), 3);
}

static void
of_two_that_begin_at_one_byte_the_one_told_first_is_taken(void **state)
{
    (void)state;
    const tm_edit a = put(2, 4, "a"), b = put(2, 3, "b");
    const tm_diagnostic list[] = { finding(TM_MEND_SAFE, &a, 1),
                                   finding(TM_MEND_SAFE, &b, 1) };
    assert_int_equal(assert_mended(list, 2, TM_MEND_SAFE, "01a456789"), 1);
}

static void mends_that_touch_do_not_overlap(void **state)
{
    (void)state;
    const tm_edit a = put(2, 4, "a"), b = put(4, 4, "b"), c = put(4, 6, "c");
    const tm_diagnostic list[] = { finding(TM_MEND_SAFE, &a, 1),
                                   finding(TM_MEND_SAFE, &b, 1),
                                   finding(TM_MEND_SAFE, &c, 1) };
    assert_int_equal(assert_mended(list, 3, TM_MEND_SAFE, "01abc6789"), 3);
}

/* A number below 'most', the same ones in each run. */
static size_t chance(uint32_t *state, size_t most)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % most;
}

/* Up to five edits of a text of 'size' bytes, some of them touching; some take
 * all that is left. */
static void make_edits(struct edits *edits, tm_edit *list, size_t size,
                       uint32_t *state)
{
    static const char letters[] = "abcdefghijkl";
    size_t at = 0;
    *edits = (struct edits){ .list = list, .mends = 1 };
    for (size_t count = chance(state, 6); edits->count < count;) {
        const size_t start = at + chance(state, size - at + 1) / 2;
        const size_t most = size - start;
        const size_t end =
            start + (chance(state, 8) ? chance(state, most + 1) / 2 : most);
        const size_t length = chance(state, 4);
        list[edits->count++] =
            (tm_edit){ start, end, { letters + chance(state, 8), length } };
        at = end;
    }
}

static void edits_joined_do_what_they_did_one_after_another(void **unused)
{
    (void)unused;
    uint32_t state = 7;
    for (int round = 0; round < 5000; round++) {
        tm_edit lists[2][5];
        struct edits first, second, joined = { 0 };
        struct memory once = { 0 }, twice = { 0 }, whole = { 0 };
        make_edits(&first, lists[0], source.size, &state);
        assert_true(edits_apply(&first, source, &once));
        make_edits(&second, lists[1], once.size, &state);
        assert_true(
            edits_apply(&second, (tm_text){ once.data, once.size }, &twice));
        assert_true(edits_join(&joined, &first, source.size));
        assert_true(edits_join(&joined, &second, source.size));
        for (size_t i = 1; i < joined.count; i++)
            assert_true(joined.list[i - 1].end <= joined.list[i].start);
        assert_true(edits_apply(&joined, source, &whole));
        assert_int_equal(whole.size, twice.size);
        assert_true(!whole.size || !memcmp(whole.data, twice.data, whole.size));
        assert_int_equal(joined.mends, 2);
        edits_free(&joined);
        memory_free(&once);
        memory_free(&twice);
        memory_free(&whole);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_no_mend_names_stays),
    cmocka_unit_test(an_unsafe_mend_is_taken_only_where_it_is_wanted),
    cmocka_unit_test(of_two_that_overlap_the_one_that_begins_first_is_taken),
    cmocka_unit_test(edits_may_stand_between_those_of_another_mend),
    cmocka_unit_test(of_two_that_begin_at_one_byte_the_one_told_first_is_taken),
    cmocka_unit_test(mends_that_touch_do_not_overlap),
    cmocka_unit_test(edits_joined_do_what_they_did_one_after_another),
};

RUN_TESTS("edits", tests)

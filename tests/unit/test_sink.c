#include "test.h"

#include "rendered.h"

/* A destination that takes so many bytes and no more, and sees whether anyone
 * comes back after it has refused. */
struct narrow {
    struct memory memory;
    size_t room;
    bool refused, called_again;
};

static bool narrow_write(void *to, const char *data, size_t size)
{
    struct narrow *narrow = to;
    narrow->called_again |= narrow->refused;
    const bool fits = size <= narrow->room - narrow->memory.size;
    if (!fits)
        narrow->refused = true;
    else
        assert_true(memory_write(&narrow->memory, data, size));
    return fits;
}

static void what_is_put_arrives_in_order(void **state)
{
    (void)state;
    struct sink sink;
    struct memory memory = { 0 };
    sink_init(&sink, memory_write, &memory);
    sink_string(&sink, "a");
    sink_byte(&sink, 'b');
    sink_text(&sink, (tm_text){ "cde", 2 });
    sink_text(&sink, (tm_text){ NULL, 0 });
    sink_put(&sink, "efg", 1);
    sink_spaces(&sink, 3);
    sink_number(&sink, 0);
    sink_number(&sink, SIZE_MAX);
    assert_true(sink_write(&sink, "!", 1));
    char want[64];
    snprintf(want, sizeof want, "abcde   0%zu!", SIZE_MAX);
    char *got = finished(&sink);
    check_written("puts", got, want);
}

static void the_last_byte_is_known_also_after_a_flush(void **state)
{
    (void)state;
    static const char zeros[SINK_BUFFER + 2];
    struct sink sink;
    struct memory memory = { 0 };
    sink_init(&sink, memory_write, &memory);
    assert_int_equal(sink_last(&sink), '\0');
    sink_string(&sink, "ab");
    assert_int_equal(sink_last(&sink), 'b');
    sink_put(&sink, zeros, sizeof zeros);
    assert_int_equal(sink_last(&sink), '\0');
    sink_byte(&sink, '\n');
    assert_int_equal(sink_last(&sink), '\n');
    sink_string(&sink, "");
    assert_int_equal(sink_last(&sink), '\n');
    assert_true(sink_finish(&sink));
    memory_free(&memory);
}

/* Pieces of every size around the buffer's, one after another. */
static void pieces_of_any_size_arrive_whole(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, SINK_BUFFER - 2, 1,
                                    1, SINK_BUFFER,     SINK_BUFFER + 1,
                                    7, 3 * SINK_BUFFER, SINK_BUFFER - 1,
                                    2 };
    static char piece[3 * SINK_BUFFER];
    struct sink sink;
    struct memory memory = { 0 };
    size_t total = 0;
    sink_init(&sink, memory_write, &memory);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        memset(piece, 'a' + (int)i, sizes[i]);
        sink_put(&sink, piece, sizes[i]);
        total += sizes[i];
    }
    assert_true(sink_finish(&sink));
    assert_true(memory.size == total);
    for (size_t i = 0, at = 0; i < COUNT(sizes); i++)
        for (size_t j = 0; j < sizes[i]; j++, at++)
            assert_int_equal(memory.data[at], 'a' + (int)i);
    memory_free(&memory);
}

static void nothing_is_written_after_a_failure(void **state)
{
    (void)state;
    static char piece[SINK_BUFFER / 2 + 1];
    memset(piece, 'x', sizeof piece);
    for (size_t room = 0; room < 6 * sizeof piece; room += 1001) {
        struct narrow narrow = { .room = room };
        struct sink sink;
        sink_init(&sink, narrow_write, &narrow);
        for (int i = 0; i < 6; i++) {
            sink_put(&sink, piece, sizeof piece);
            sink_byte(&sink, 'y');
        }
        sink_put(&sink, piece, sizeof piece); /* into the buffer, maybe */
        assert_false(sink_finish(&sink));
        assert_true(sink.failed);
        assert_false(sink_write(&sink, "z", 1));
        assert_false(sink_finish(&sink)); /* it stays so */
        assert_false(narrow.called_again);
        assert_true(narrow.memory.size <= room);
        memory_free(&narrow.memory);
    }
}

/* One long piece goes past the buffer: it must not slip past the failure. */
static void a_long_piece_after_a_failure_is_not_written(void **state)
{
    (void)state;
    static char piece[2 * SINK_BUFFER];
    struct narrow narrow = { .room = 0 };
    struct sink sink;
    sink_init(&sink, narrow_write, &narrow);
    sink_byte(&sink, 'a');
    sink_put(&sink, piece, sizeof piece);
    sink_put(&sink, piece, sizeof piece);
    assert_false(sink_finish(&sink));
    assert_true(narrow.refused);
    assert_false(narrow.called_again);
}

static void a_sink_that_nothing_was_put_into_writes_nothing(void **state)
{
    (void)state;
    struct narrow narrow = { .room = 0, .refused = true };
    struct sink sink;
    sink_init(&sink, narrow_write, &narrow);
    sink_string(&sink, "");
    sink_spaces(&sink, 0);
    assert_true(sink_finish(&sink));
    assert_false(narrow.called_again);
}

static void memory_refuses_a_size_that_is_none(void **state)
{
    (void)state;
    struct memory memory = { 0 };
    assert_true(memory_write(&memory, NULL, 0));
    assert_true(memory_write(&memory, "ab", 2));
    assert_false(memory_write(&memory, "ab", SIZE_MAX - 1));
    assert_false(memory_write(&memory, "ab", SIZE_MAX / 2));
    assert_memory_equal(memory.data, "ab", 2);
    assert_true(memory.size == 2);
    memory_free(&memory);
    assert_null(memory.data);
    assert_true(memory.size == 0 && memory.capacity == 0);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_put_arrives_in_order),
    cmocka_unit_test(the_last_byte_is_known_also_after_a_flush),
    cmocka_unit_test(pieces_of_any_size_arrive_whole),
    cmocka_unit_test(nothing_is_written_after_a_failure),
    cmocka_unit_test(a_long_piece_after_a_failure_is_not_written),
    cmocka_unit_test(a_sink_that_nothing_was_put_into_writes_nothing),
    cmocka_unit_test(memory_refuses_a_size_that_is_none),
};

RUN_TESTS("sink", tests)

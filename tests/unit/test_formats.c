#include "test.h"

#include "rendered.h"

#include "helpers/outputs.h"

static void every_format_is_found_by_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < task_format_count(); i++)
        assert_ptr_equal(task_format_named(task_formats[i].name),
                         &task_formats[i]);
    for (size_t i = 0; i < COUNT(talk_tables); i++)
        for (const struct talk_format *row = talk_tables[i]; row->name; row++)
            assert_ptr_equal(talk_format_named(talk_tables[i], row->name), row);
    assert_null(task_format_named("tabl"));
    assert_null(task_format_named(""));
    assert_null(task_format_named("TABLE"));
    assert_null(talk_format_named(outline_formats, "plain"));
}

static void the_ending_of_a_file_asks_for_a_format(void **state)
{
    (void)state;
    static const struct {
        const char *file, *want;
    } cases[] = {
        { "a.txt", "table" },
        { "a.md", "markdown" },
        { "a.b.jsonl", "jsonl" },
        { "x/a.md", "markdown" },
        { "a.json", "json" },
        { "todo.txt", "todotxt" },
        { "x/todo.txt", "todotxt" },
        { "mine.todo.txt", "todotxt" },
        { "odo.txt", "table" },
        { ".md", NULL },
        { "a.MD", NULL },
        { "amd", NULL },
        { "a.md.bak", NULL },
        { "", NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct task_format *got = task_format_of_file(cases[i].file);
        assert_true(!got == !cases[i].want);
        if (got)
            assert_string_equal(got->name, cases[i].want);
    }
}

/* ---- Every output over a destination that fails ---- */

/* Takes whole writes up to 'room' bytes in all, refuses the first that is more
 * and must not be called again. */
struct narrow {
    size_t room, taken;
    bool refused, called_again;
};

static bool narrow_write(void *to, const char *data, size_t size)
{
    struct narrow *narrow = to;
    assert_non_null(data);
    assert_true(size > 0);
    narrow->called_again |= narrow->refused;
    narrow->refused |= size > narrow->room - narrow->taken;
    if (!narrow->refused)
        narrow->taken += size;
    return !narrow->refused;
}

/* A talk of every kind, long enough for outputs to fill several buffers. */
static char *long_source(void)
{
    static const char head[] =
        "---\ntitle: T\ndate: 2026-03-12\npeople: {w: Wang Fang}\n---\n";
    static const char part[] =
        "# Heading %d\n\n[p](point:p%d) [d](do:d%d '@w @\"Line B\" !each "
        "2026-03-01 note') [i](issue:i%d 'source:x') [g](pledge:g%d "
        "'for:i%d') [c](decision:c%d) [k](cite:rules) [k](cite:k%d)\n\n"
        "## [Liu Wei](reply:r%d)\n\n- [ ] box\n- ![a](b) `c` *e* [l](m 'n')\n"
        "\n[u](update:other#a 'done')\n\n> quote\n\n```\ncode\n```\n\n";
    enum {
        PARTS = 60
    };
    const size_t room = sizeof head + PARTS * (sizeof part + 64);
    char *source = malloc(room);
    assert_non_null(source);
    size_t size = (size_t)snprintf(source, room, "%s", head);
    for (int i = 0; i < PARTS; i++)
        size += (size_t)snprintf(source + size, room - size, part, i, i, i, i,
                                 i, i, i, i, i);
    assert_true(size < room);
    return source;
}

static void all_items(const tm_talk *talk, struct some_items *some,
                      struct outputs *outputs)
{
    add_items(some, talk, tm_kinds_of_tasks());
    *outputs = (struct outputs){ .talk = talk,
                                 .tasks = some->list,
                                 .options = rendered_options() };
}

static void check_failures(const struct outputs *outputs, size_t i)
{
    struct narrow whole = { .room = SIZE_MAX };
    assert_true(output_write(outputs, i, narrow_write, &whole));
    for (size_t room = 0; room < whole.taken; room += room / 3 + 1) {
        struct narrow narrow = { .room = room };
        const bool done = output_write(outputs, i, narrow_write, &narrow);
        if (done || narrow.called_again)
            print_message("%s after %zu bytes\n", output_name(i), room);
        assert_false(done);
        assert_true(narrow.refused);
        assert_false(narrow.called_again);
    }
    struct narrow exact = { .room = whole.taken };
    assert_true(output_write(outputs, i, narrow_write, &exact));
}

static void every_output_tells_that_writing_failed(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    struct outputs outputs;
    char *source = long_source();
    tm_talk *talk = talk_from(source);
    all_items(talk, &some, &outputs);
    for (size_t i = 0; i < output_count(); i++)
        check_failures(&outputs, i);
    tm_talk_free(talk);
    free(source);
}

/* The renderer itself says so, not only the sink: a caller that has the
 * rename to decide on may look at either. */
static void every_renderer_returns_false_over_a_failed_sink(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    struct outputs outputs;
    tm_talk *talk = talk_from("# A\n\n[b](issue:b) [c](cite:c)\n");
    all_items(talk, &some, &outputs);
    for (size_t i = 0; i < output_count(); i++) {
        struct sink sink;
        struct narrow narrow = { .room = SIZE_MAX };
        if (!strcmp(output_name(i), "diagnostics") ||
            !strcmp(output_name(i), "configuration"))
            continue; /* no renderers */
        sink_init(&sink, narrow_write, &narrow);
        sink.failed = true;
        if (put_output(&outputs, i, &sink))
            print_message("%s\n", output_name(i));
        sink.failed = true;
        assert_false(put_output(&outputs, i, &sink));
        assert_true(narrow.taken == 0);
    }
    tm_talk_free(talk);
}

static void every_output_takes_an_empty_talk(void **state)
{
    (void)state;
    static const char *const sources[] = { "", "\n", "---\n---\n", "# \n",
                                           "<!-- only a note -->\n" };
    for (size_t i = 0; i < COUNT(sources); i++) {
        struct some_items some = { 0 };
        struct outputs outputs;
        tm_talk *talk = talk_from(sources[i]);
        all_items(talk, &some, &outputs);
        outputs.tasks.items = outputs.tasks.count ? some.items : NULL;
        for (size_t j = 0; j < output_count(); j++) {
            struct narrow narrow = { .room = SIZE_MAX };
            assert_true(output_write(&outputs, j, narrow_write, &narrow));
        }
        tm_talk_free(talk);
    }
}

/* A format that streams may be written talk by talk. */
static void lists_of_a_streaming_format_may_be_joined(void **state)
{
    (void)state;
    struct some_items one = { 0 }, two = { 0 }, both = { 0 };
    tm_talk *a = talk_from("[a](do:a)"), *b = talk_from("[b](do:b '@w')");
    add_items(&one, a, tm_kinds_of_tasks());
    add_items(&two, b, tm_kinds_of_tasks());
    add_items(&both, a, tm_kinds_of_tasks());
    add_items(&both, b, tm_kinds_of_tasks());
    for (const struct task_format *row = task_formats; row->name; row++) {
        if (!(row->traits & TASKS_STREAM))
            continue;
        char joined[8192];
        char *first = list_written(row->write, &one.list, 0);
        char *second = list_written(row->write, &two.list, 0);
        snprintf(joined, sizeof joined, "%s%s", first, second);
        check_written(row->name, list_written(row->write, &both.list, 0),
                      joined);
        free(first);
        free(second);
    }
    tm_talk_free(a);
    tm_talk_free(b);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_format_is_found_by_its_name),
    cmocka_unit_test(the_ending_of_a_file_asks_for_a_format),
    cmocka_unit_test(every_output_tells_that_writing_failed),
    cmocka_unit_test(every_renderer_returns_false_over_a_failed_sink),
    cmocka_unit_test(every_output_takes_an_empty_talk),
    cmocka_unit_test(lists_of_a_streaming_format_may_be_joined),
};

RUN_TESTS("formats", tests)

#include "test.h"

#include "captured.h"
#include "options.h"
#include "rendered.h"

enum {
    MOST_WORDS = 8
};

/* Read 'line', words parted by spaces; what was said is in 'capture'. */
static bool read_line(enum command command, const char *line,
                      struct settings *settings, struct capture *capture)
{
    static char copy[256], *words[MOST_WORDS];
    size_t count = 0;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *at = copy, *end; *at; at = end) {
        end = at + strcspn(at, " ");
        if (*end)
            *end++ = '\0';
        assert_true(count < MOST_WORDS);
        words[count++] = at;
    }
    capture_begin(capture);
    const bool good = options_read(command, words, count, settings);
    capture_end(capture);
    return good;
}

static void options_and_inputs_may_stand_in_any_order(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "a.md -o x b.md --open",
        "--open -ox a.md b.md",
        "a.md --output=x --open b.md",
        "--output x a.md --open -- b.md",
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct settings settings;
        struct capture capture;
        assert_true(read_line(COMMAND_TASKS, lines[i], &settings, &capture));
        assert_string_equal(settings.output, "x");
        assert_true(settings.filter.open);
        assert_true(settings.input_count == 2);
        assert_string_equal(settings.inputs[0], "a.md");
        assert_string_equal(settings.inputs[1], "b.md");
    }
}

static void a_lone_dash_and_what_follows_two_are_inputs(void **state)
{
    (void)state;
    struct settings settings;
    struct capture capture;
    assert_true(
        read_line(COMMAND_TASKS, "- -- --open -x", &settings, &capture));
    assert_true(settings.input_count == 3);
    assert_string_equal(settings.inputs[0], "-");
    assert_string_equal(settings.inputs[1], "--open");
    assert_string_equal(settings.inputs[2], "-x");
    assert_false(settings.filter.open);
}

static void kinds_are_gathered(void **state)
{
    (void)state;
    struct settings settings;
    struct capture capture;
    assert_true(read_line(COMMAND_TASKS, "a --kind issue,DO -k 决定", &settings,
                          &capture));
    assert_true(settings.filter.kinds ==
                (1u << TM_KIND_ISSUE | 1u << TM_KIND_DIRECTIVE |
                 1u << TM_KIND_DECISION));
    assert_true(read_line(COMMAND_TASKS, "a --kind all", &settings, &capture));
    assert_true(settings.filter.kinds == (1u << TM_KIND__COUNT) - 1);
}

static void values_are_read_as_they_are_meant(void **state)
{
    (void)state;
    struct settings settings;
    struct capture capture;
    assert_true(read_line(COMMAND_TASKS,
                          "a --today 2026年3月6日 --owner @wang -f jsonl",
                          &settings, &capture));
    assert_true(settings.today.year == 2026 && settings.today.month == 3 &&
                settings.today.day == 6);
    assert_true(settings.filter.condition_count == 1);
    assert_true(settings.filter.conditions[0].criterion == TM_CRITERION_OWNER);
    assert_true(render_text_equal(settings.filter.conditions[0].value,
                                  render_text("wang")));
    assert_string_equal(settings.task_format->name, "jsonl");
}

static void numbers_may_be_as_large_as_is_said(void **state)
{
    (void)state;
    struct settings settings;
    struct capture capture;
    assert_true(read_line(COMMAND_TASKS, "-j 256 a", &settings, &capture));
    assert_true(settings.jobs == 256);
    assert_false(read_line(COMMAND_TASKS, "-j 257 a", &settings, &capture));
    assert_true(read_line(COMMAND_OUTLINE, "--words-per-minute 10000 a",
                          &settings, &capture));
    assert_true(settings.words_per_minute == 10000);
}

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        enum command command;
        const char *line, *word;
    } cases[] = {
        { COMMAND_TASKS, "a --opne", "--opne" },
        { COMMAND_TASKS, "a -x", "-x" },
        { COMMAND_TASKS, "a --op", "--op" }, /* no guessing */
        { COMMAND_TASKS, "a --fragment", "--fragment" },
        { COMMAND_RENDER, "a --open", "--open" },
        { COMMAND_TASKS, "a --open=1", "1" },
        { COMMAND_TASKS, "a -o", "--output" },
        { COMMAND_TASKS, "a --kind issue,", "issue," },
        { COMMAND_TASKS, "a --kind tasks", "tasks" },
        { COMMAND_TASKS, "a --today fri", "fri" },
        { COMMAND_TASKS, "a --today 2026-02-30", "2026-02-30" },
        { COMMAND_TASKS, "a --format htm", "htm" },
        { COMMAND_TASKS, "a --owner=", "--owner" },
        { COMMAND_RENDER, "a --tasks x.doc", "x.doc" },
        { COMMAND_TASKS, "--open", "standard input" },
        { COMMAND_TASKS, "a --\x1B[31m", "\\u{1B}" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct settings settings;
        struct capture capture;
        const bool good =
            read_line(cases[i].command, cases[i].line, &settings, &capture);
        if (good || !strstr(capture.text, cases[i].word))
            print_message("%s: %s", cases[i].line, capture.text);
        assert_false(good);
        assert_non_null(strstr(capture.text, cases[i].word));
        assert_memory_equal(capture.text, "talkmark: ", 10);
        assert_null(strchr(capture.text, '\x1B'));
    }
}

static void the_day_is_that_of_the_source_date_epoch(void **state)
{
    (void)state;
    static const struct {
        const char *epoch;
        tm_date want;
    } cases[] = {
        { "0", { 1970, 1, 1 } },
        { "1774000000", { 2026, 3, 20 } },
        { "253402300799", { 9999, 12, 31 } },
        { "253402300800", { 0, 0, 0 } },
        { "-1", { 0, 0, 0 } },
        { "x", { 0, 0, 0 } },
        { "1 ", { 0, 0, 0 } },
        { "99999999999999999999", { 0, 0, 0 } },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct settings settings;
        struct capture capture;
        assert_int_equal(setenv("SOURCE_DATE_EPOCH", cases[i].epoch, 1), 0);
        const bool good = read_line(COMMAND_TASKS, "a", &settings, &capture);
        if (good != (cases[i].want.year != 0))
            print_message("%s\n", cases[i].epoch);
        assert_true(good == (cases[i].want.year != 0));
        if (good)
            assert_true(settings.today.year == cases[i].want.year &&
                        settings.today.month == cases[i].want.month &&
                        settings.today.day == cases[i].want.day);
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

static void help_asks_for_no_input(void **state)
{
    (void)state;
    for (int i = 0; i < COMMAND__COUNT; i++) {
        struct settings settings;
        struct capture capture;
        assert_true(read_line((enum command)i, "-h", &settings, &capture));
        assert_true(settings.help);
        assert_string_equal(capture.text, "");
    }
}

/* A row that nobody can reach, or that another one hides, is a mistake. */
static void no_command_has_an_option_twice(void **state)
{
    (void)state;
    for (const struct option *a = option_table; a->name; a++) {
        assert_true(a->commands && !(a->commands >> COMMAND__COUNT));
        for (const struct option *b = option_table; b < a; b++)
            if (a->commands & b->commands) {
                assert_string_not_equal(a->name, b->name);
                assert_true(!a->letter || a->letter != b->letter);
            }
    }
}

static void every_command_is_found_by_its_name(void **state)
{
    (void)state;
    enum command found;
    for (int i = 0; i < COMMAND__COUNT; i++) {
        assert_true(command_find(command_name((enum command)i), &found));
        assert_int_equal(found, i);
    }
    assert_false(command_find("", &found));
    assert_false(command_find("Tasks", &found));
    assert_false(command_find("task", &found));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(options_and_inputs_may_stand_in_any_order),
    cmocka_unit_test(a_lone_dash_and_what_follows_two_are_inputs),
    cmocka_unit_test(kinds_are_gathered),
    cmocka_unit_test(values_are_read_as_they_are_meant),
    cmocka_unit_test(numbers_may_be_as_large_as_is_said),
    cmocka_unit_test(what_is_wrong_is_said),
    cmocka_unit_test(the_day_is_that_of_the_source_date_epoch),
    cmocka_unit_test(help_asks_for_no_input),
    cmocka_unit_test(no_command_has_an_option_twice),
    cmocka_unit_test(every_command_is_found_by_its_name),
};

RUN_TESTS("options", tests)

#include "test.h"

#include "captured.h"
#include "rendered.h"
#include "report.h"
#include "width.h"

/* What is told of the faults of 'source'. */
static const char *told(const char *source, struct capture *capture)
{
    tm_talk *talk = talk_from(source);
    capture_begin(capture);
    report_talk(talk, "talk.md", render_text(source));
    tm_talk_free(talk);
    return capture_end(capture);
}

/* The excerpt of the first: from its second line to the caret's. */
static void check_excerpt(const char *source, const char *want)
{
    struct capture capture;
    const char *text = told(source, &capture);
    const char *line = strchr(text, '\n');
    if (!line || strncmp(line + 1, want, strlen(want)))
        print_message("of: %s\ngot: %swant: %s\n", source, text, want);
    assert_non_null(line);
    assert_memory_equal(line + 1, want, strlen(want));
}

static void the_caret_stands_under_the_place(void **state)
{
    (void)state;
    check_excerpt("x [a](do:a '2026-02-30')\n", "  x [a](do:a '2026-02-30')\n"
                                                "              ^~~~~~~~~~\n");
    check_excerpt("会议 [a](do:a '2026-02-30')\n",
                  "  会议 [a](do:a '2026-02-30')\n"
                  "                 ^~~~~~~~~~\n");
    check_excerpt("\xEF\xBB\xBF[a](do:a '2026-02-30')\n",
                  "  [a](do:a '2026-02-30')\n"
                  "            ^~~~~~~~~~\n");
    check_excerpt("a\x1B"
                  " [a](do:a '2026-02-30')\r\nb",
                  "  a\\u{1B} [a](do:a '2026-02-30')\n"
                  "                    ^~~~~~~~~~\n");
    check_excerpt("-\t[a](do:a '2026-02-30')\n", "  - [a](do:a '2026-02-30')\n"
                                                 "              ^~~~~~~~~~\n");
}

static void a_long_line_is_cut_around_the_place(void **state)
{
    (void)state;
    char source[4096];
    struct capture capture;
    int size = snprintf(source, sizeof source, "%s", "");
    for (int i = 0; i < 300; i++)
        size += snprintf(source + size, sizeof source - (size_t)size, "会");
    size += snprintf(source + size, sizeof source - (size_t)size,
                     "[a](do:a '2026-02-30')");
    for (int i = 0; i < 300; i++)
        size += snprintf(source + size, sizeof source - (size_t)size, "议");
    const char *text = told(source, &capture);
    const char *line = strchr(text, '\n');
    assert_non_null(line);
    assert_true(strlen(text) < 700);
    assert_memory_equal(line + 1, "  …", 5);
    assert_non_null(strstr(line, "议…\n"));
    const char *caret = strstr(line, "^~~~~~~~~~\n");
    const char *place = strstr(line, "2026-02-30");
    assert_non_null(caret);
    assert_non_null(place);
    const tm_text before = { line + 1, (size_t)(place - line - 1) };
    const char *below = caret;
    while (below[-1] != '\n')
        below--;
    assert_true((size_t)(caret - below) == width_of(before));
}

static void only_an_error_is_an_error(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        bool error;
    } cases[] = {
        { "words", false },
        { "[a](do:a '2026-02-30')", true },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct capture capture;
        tm_talk *talk = talk_from(cases[i].source);
        capture_begin(&capture);
        const bool found = report_talk(talk, "t", render_text(cases[i].source));
        capture_end(&capture);
        assert_true(found == cases[i].error);
        assert_true(!*capture.text == !cases[i].error);
        tm_talk_free(talk);
    }
}

static void names_of_files_cannot_forge_a_message(void **state)
{
    (void)state;
    struct capture capture;
    capture_begin(&capture);
    report_file("a\nb\x1B[2J", "cannot be read", "no\xE2\x80\xAE");
    report_file_warning("\xFF.md", "odd");
    report_usage("no such command", "x\r");
    report_same_record("b", "r\x07", "a\x08");
    assert_string_equal(
        capture_end(&capture),
        "a\\u{A}b\\u{1B}[2J: error: cannot be read: no\\u{202E}\n"
        "\\u{80}.md: warning: odd\n"
        "talkmark: no such command: \"x\\u{D}\"\n"
        "b: error: another file is this record, give one an id: of its own: "
        "\"r\\u{7}\" is a\\u{8}\n");
}

static void a_failure_is_told_with_its_place(void **state)
{
    (void)state;
    static const char source[] = "a\nb\xFF";
    const tm_error error = { TM_ERROR_ENCODING, 2, 2, "not UTF-8" };
    struct capture capture;
    capture_begin(&capture);
    report_failure("t.md", render_text(source), &error);
    assert_memory_equal(capture_end(&capture), "t.md:2:2: error: not UTF-8\n",
                        27);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_caret_stands_under_the_place),
    cmocka_unit_test(a_long_line_is_cut_around_the_place),
    cmocka_unit_test(only_an_error_is_an_error),
    cmocka_unit_test(names_of_files_cannot_forge_a_message),
    cmocka_unit_test(a_failure_is_told_with_its_place),
};

RUN_TESTS("report", tests)

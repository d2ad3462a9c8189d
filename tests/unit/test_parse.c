#include "test.h"

#include "show.h"
#include "text.h"

static void nothing_is_a_talk_too(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        size_t size;
    } cases[] = {
        { NULL, 0 },  { NULL, 5 },         { "", 0 },  { "x", 0 },
        { "\n", 1 },  { "\r\n", 2 },       { " ", 1 }, { "\xEF\xBB\xBF", 3 },
        { "---", 3 }, { "---\n---\n", 8 }, { "#", 1 }, { "<!---->", 7 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_error error = { .code = TM_ERROR_LIMIT };
        tm_talk *talk = tm_parse(cases[i].data, cases[i].size, NULL, &error);
        assert_non_null(talk);
        assert_int_equal(error.code, TM_ERROR_NONE);
        assert_sane_talk(talk, cases[i].data ? cases[i].data : "",
                         cases[i].data ? cases[i].size : 0);
        assert_true(tm_talk_item_count(talk) == 0);
        assert_true(text_is(tm_talk_field(talk, TM_FIELD_RECORD), "stdin"));
        assert_true(text_is(tm_talk_field(talk, TM_FIELD_LANG), "en"));
        assert_null(tm_talk_field(talk, TM_FIELD_TITLE).data);
        tm_talk_free(talk);
    }
    tm_talk_free(NULL);
}

static void options_and_error_may_be_null(void **state)
{
    (void)state;
    tm_talk *talk = tm_parse("one", 3, NULL, NULL);
    assert_non_null(talk);
    tm_talk_free(talk);
    assert_null(tm_parse("\xFF", 1, NULL, NULL));
    assert_null(tm_parse("a\0b", 3, NULL, NULL));
}

static void the_bytes_may_go_away(void **state)
{
    (void)state;
    char source[] = "---\ntitle: T\nx: y\n---\n# T\n\n[a](do:x '@w b "
                    "2026-03-16') `c`\n\n[b][c]\n\n[c]: issue:z 'status:up'\n"
                    "~~~ d\ne\n~~~\n";
    char file[] = "folder/talk.md";
    const size_t size = sizeof source - 1;
    const tm_options options = { .file = text_of(file) };
    tm_talk *talk = tm_parse(source, size, &options, NULL);
    assert_non_null(talk);
    char *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, source, size + 1);
    memset(source, 0xFF, size);
    memset(file, 0xFF, sizeof file - 1);
    assert_sane_talk(talk, copy, size);
    free(copy);
    struct shown shown = { .size = 0 };
    show_text(&shown, "", tm_talk_field(talk, TM_FIELD_FILE));
    show_text(&shown, "|", tm_talk_field(talk, TM_FIELD_RECORD));
    show_text(&shown, "|", tm_talk_field(talk, TM_FIELD_TITLE));
    show_text(&shown, "|", tm_talk_metadata(talk, 0).value);
    show_text(&shown, "|", tm_item_id(tm_talk_item(talk, 0)));
    show_text(&shown, "|", tm_item_field(tm_talk_item(talk, 0), TM_ITEM_NOTE));
    show(&shown, "|");
    tm_node_plain_text(tm_talk_root(talk), show_written, &shown);
    assert_string_equal(shown.text, "folder/talk.md|talk|T|y|x|b|"
                                    "T\n\na c\n\nb\n\ne");
    tm_talk_free(talk);
}

static void the_record_comes_from_id_option_or_file(void **state)
{
    (void)state;
    static const struct {
        const char *source, *record, *file, *want;
    } cases[] = {
        { "", NULL, NULL, "stdin" },
        { "", NULL, "talk.md", "talk" },
        { "", NULL, "a/b c/talk.md", "talk" },
        { "", NULL, "talk.markdown", "talk" },
        { "", NULL, "talk.txt", "talk" },
        { "", NULL, "talk.md.md", "talk.md" },
        { "", NULL, "talk.txt.md", "talk.txt" },
        { "", NULL, "talk", "talk" },
        { "", NULL, "talk.html", "talk.html" },
        { "", NULL, "a.b/talk", "talk" },
        { "", NULL, ".md", ".md" },
        { "", NULL, "a/", "stdin" },
        { "", NULL, "例会.md", "例会" },
        { "", NULL, "cafe\xCC\x81.md", "caf\xC3\xA9" },
        { "", NULL, "a\xFF.md", "a\xEF\xBF\xBD" },
        { "", "other", "talk.md", "other" },
        { "", "other.md", "talk.md", "other.md" },
        { "---\nid: own\n---\n", "other", "talk.md", "own" },
        { "---\n编号: 例会 3\n---\n", NULL, NULL, "例会 3" },
        { "---\nid: cafe\xCC\x81\n---\n", NULL, NULL, "caf\xC3\xA9" },
        { "---\nid: ''\n---\n", NULL, "talk.md", "talk" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_options options = { .record = text_of(cases[i].record),
                                     .file = text_of(cases[i].file) };
        tm_talk *talk =
            tm_parse(cases[i].source, strlen(cases[i].source), &options, NULL);
        assert_non_null(talk);
        struct shown shown = { .size = 0 };
        show_text(&shown, "", tm_talk_field(talk, TM_FIELD_RECORD));
        assert_string_equal(shown.text, cases[i].want);
        assert_true(tm_talk_diagnostic_count(talk) == 0);
        tm_talk_free(talk);
    }
}

static void front_matter_is_judged(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "---\nid: a/b\n---\n", "id-malformed 2:5-2:8\n" },
        { "---\nid: a#b\n---\n", "id-malformed 2:5-2:8\n" },
        { "---\ndate: 2026-02-30\n---\n", "date-impossible 2:7-2:17\n" },
        { "---\ndate: soon\n---\n", "date-expected 2:7-2:11\n" },
        { "---\ndate: 3月16日\n---\n", "date-expected 2:7-2:12\n" },
        { "---\ndate: ongoing\n---\n", "date-expected 2:7-2:14\n" },
        { "---\npoints: tagged\ncheckboxes: ignore\n---\n", "" },
        { "---\npoints: ALL\ncheckboxes: Tasks\n---\n", "" },
        { "---\npoints: some\ncheckboxes: no\n---\n",
          "value-unknown 2:9-2:13\nvalue-unknown 3:13-3:15\n" },
    };
    CHECK_TALKS(cases, show_rules);
}

static void the_language_is_guessed_from_the_letters(void **state)
{
    (void)state;
    static const struct {
        const char *source, *lang;
        bool chinese;
    } cases[] = {
        { "one two", "en", false },
        { "安全生产", "zh", true },
        { "安全 abcd", "en", false },
        { "安全生 ab", "zh", true },
        { "安ab", "en", false },
        { "安a", "en", false }, /* half is not most */
        { "安全a 123 ,,, ...", "zh", true },
        { "`one two` 安", "zh", true }, /* code has no say */
        { "---\nlang: en\n---\n安全", "en", false },
        { "---\nlang: ZH-Hans\n---\none", "ZH-Hans", true },
        { "---\nlang: zh\n---\none", "zh", true },
        { "---\nlang: zha\n---\none", "zha", false },
        { "---\nlang: z\n---\none", "z", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_talk *talk = read_talk(cases[i].source);
        struct shown shown = { .size = 0 };
        show_text(&shown, "", tm_talk_field(talk, TM_FIELD_LANG));
        assert_string_equal(shown.text, cases[i].lang);
        assert_true(tm_talk_is_chinese(talk) == cases[i].chinese);
        tm_talk_free(talk);
    }
}

static void what_is_refused_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        size_t size, max_input;
        enum tm_error_code code;
        size_t line, column;
    } cases[] = {
        { "\xFF", 1, 0, TM_ERROR_ENCODING, 1, 1 },
        { "ab\nc\xC3", 5, 0, TM_ERROR_ENCODING, 2, 2 },
        { "a\0b", 3, 0, TM_ERROR_ENCODING, 1, 2 },
        { "abcdef", 6, 5, TM_ERROR_LIMIT, 0, 0 },
        { "abcde\xFF", 6, 5, TM_ERROR_LIMIT, 0, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_options options = { .max_input = cases[i].max_input };
        tm_error error;
        memset(&error, 0xAA, sizeof error);
        assert_null(tm_parse(cases[i].data, cases[i].size, &options, &error));
        assert_int_equal(error.code, cases[i].code);
        assert_true(error.line == cases[i].line);
        assert_true(error.column == cases[i].column);
        assert_in_range(strlen(error.message), 10, 255);
        assert_null(strchr(error.message, '\n'));
    }
}

static void a_limit_on_input_is_the_last_size_allowed(void **state)
{
    (void)state;
    const tm_options options = { .max_input = 5 };
    tm_talk *talk = tm_parse("abcde", 5, &options, NULL);
    assert_non_null(talk);
    tm_talk_free(talk);
    tm_error error;
    assert_null(tm_parse("abcdef", 6, &options, &error));
    assert_string_equal(error.message,
                        "too many bytes in one talk (limit is 5)");
}

static void input_has_a_limit_by_default(void **state)
{
    (void)state;
    const size_t size = 64 * 1024 * 1024 + 1;
    char *data = malloc(size);
    assert_non_null(data);
    memset(data, '\n', size);
    tm_error error;
    assert_null(tm_parse(data, size, NULL, &error));
    assert_int_equal(error.code, TM_ERROR_LIMIT);
    free(data);
}

/* A little of everything that is allocated for. */
static const char everything[] =
    "---\nid: a\ndate: 2026-03-12\npeople: {w: Wang, l: {name: Li}}\n"
    "x: [1, {y: 2}]\ndefaults: '@w +t'\n---\n# T\n\n## A `b` *c*\n\n"
    "> one <!-- a -- b --> [d](do:x '@w \"\"e\"\" status:up k:v for:y') two. "
    "Three.\n> | [f](issue:caf%C3%A9) | *月*日 |\n\n- [ ] @w g\n  1. [h](pledge:"
    "z '@l 9:30 f')\n\n[i][j] and [k](cite:r) ![l](m)\n\n"
    "## [W](reply:)\n\n~~~ n\no\n~~~\n\n<!-- p --> q\n\n"
    "[r](update:s#t 'to:@l done')\n\n[j]: do:u '@w \n+v'\n";

static void memory_may_run_out_at_every_allocation(void **state)
{
    (void)state;
    size_t refused = 0, step = 16;
    for (tm_options options = { .max_memory = 1 };;
         options.max_memory += step) {
        tm_error error;
        tm_talk *talk =
            tm_parse(everything, sizeof everything - 1, &options, &error);
        if (talk) {
            assert_int_equal(error.code, TM_ERROR_NONE);
            assert_sane_talk(talk, everything, sizeof everything - 1);
            tm_talk_free(talk);
            break;
        }
        assert_int_equal(error.code, TM_ERROR_MEMORY);
        assert_string_equal(error.message, "out of memory");
        assert_true(error.line == 0);
        refused++;
    }
    assert_in_range(refused, 1000, 100 * 1000);
}

static void a_talk_read_after_a_failure_is_whole(void **state)
{
    (void)state;
    const tm_options little = { .max_memory = 20 * 1000 };
    tm_error error;
    assert_null(tm_parse(everything, sizeof everything - 1, &little, &error));
    tm_talk *talk = read_talk(everything);
    assert_true(tm_talk_item_count(talk) == 9);
    tm_talk_free(talk);
}

static void reading_twice_gives_the_same(void **state)
{
    (void)state;
    struct shown first = { .size = 0 }, second = { .size = 0 };
    tm_talk *one = read_talk(everything), *two = read_talk(everything);
    show_diagnostics(&first, one);
    tm_node_plain_text(tm_talk_root(one), show_written, &first);
    tm_talk_free(one);
    show_diagnostics(&second, two);
    tm_node_plain_text(tm_talk_root(two), show_written, &second);
    tm_talk_free(two);
    assert_true(first.size > 100);
    assert_string_equal(first.text, second.text);
}

/* ---- Limits of what the talk says of itself ---- */

/* Parse 'format' with 'count' times "一" in it. */
static tm_talk *read_long(const char *format, int count)
{
    static char name[3 * 400 + 1], source[8 * 1024];
    assert_in_range(count, 0, 400);
    for (int i = 0; i < count; i++)
        memcpy(name + 3 * i, "一", 3);
    name[3 * count] = 0;
    const char *hole = strstr(format, "%s");
    snprintf(source, sizeof source, "%.*s%s%s", (int)(hole - format), format,
             name, hole + 2);
    return read_talk(source);
}

static void show_names(struct shown *shown, const tm_talk *talk)
{
    static const struct {
        enum tm_field field;
        const char *name;
    } fields[] = {
        { TM_FIELD_TITLE, "title" },
        { TM_FIELD_DATE_TEXT, "date" },
        { TM_FIELD_SPEAKER, "speaker" },
        { TM_FIELD_RECORD, "record" },
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const tm_text text = tm_talk_field(talk, fields[i].field);
        if (text.size)
            show(shown, "%s %zu\n", fields[i].name, text_count(text));
    }
    for (size_t i = 0; i < tm_talk_list_count(talk, TM_LIST_FOLLOWS); i++)
        show(shown, "follows %zu\n",
             text_count(tm_talk_list(talk, TM_LIST_FOLLOWS, i)));
    for (size_t i = 0; i < tm_talk_person_count(talk); i++)
        show(shown, "person %zu %zu %zu\n",
             text_count(tm_talk_person(talk, i)->id),
             text_count(tm_talk_person(talk, i)->name),
             text_count(tm_talk_person(talk, i)->unit));
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        show(shown, "item\n");
    show_rules(shown, talk);
}

static void what_a_talk_is_called_is_limited(void **state)
{
    (void)state;
    static const struct {
        const char *format;
        int count;
        const char *want;
    } cases[] = {
        { "---\ntitle: %s\n---\n", 250, "title 250\nrecord 5\n" },
        { "---\ntitle: %s\n---\n", 251,
          "title 250\nrecord 5\nlimit-name 2:8-2:259\n" },
        { "---\nspeaker: '%s'\n---\n", 250, "speaker 250\nrecord 5\n" },
        { "---\nspeaker: '%s'\n---\n", 251,
          "speaker 250\nrecord 5\nlimit-name 2:11-2:262\n" },
        { "---\ndate: %s\n---\n", 251,
          "date 250\nrecord 5\nlimit-name 2:7-2:258\n"
          "date-expected 2:7-2:258\n" },
        { "---\nid: %s\n---\n", 250, "record 250\n" },
        { "---\nid: %s\n---\n", 251, "record 5\nlimit-name 2:5-2:256\n" },
        { "---\nfollows: [a, %s, b]\n---\n", 250,
          "record 5\nfollows 1\nfollows 250\nfollows 1\n" },
        { "---\nfollows: [a, %s, b]\n---\n", 251,
          "record 5\nfollows 1\nfollows 1\nlimit-name 2:14-2:265\n" },
        { "---\npeople: {a: %s}\n---\n", 251,
          "record 5\nperson 1 250 0\nlimit-name 2:13-2:264\n" },
        { "---\npeople: {a: {unit: %s}}\n---\n", 251,
          "record 5\nperson 1 0 250\nlimit-name 2:20-2:271\n" },
        { "---\npeople:\n  ? %s\n  : a\n  b: c\n---\n", 251,
          "record 5\nperson 1 1 0\nlimit-name 3:5-3:256\n" },
        { "---\npeople:\n  ? %s\n  : a\n  b: c\n---\n", 250,
          "record 5\nperson 250 1 0\nperson 1 1 0\n" },
        /* what stands in no line of an output is as long as it is */
        { "---\npresent: %s\nlang: en\n---\n", 251, "record 5\n" },
        /* a title from a heading */
        { "# %s\n", 250, "title 250\nrecord 5\n" },
        { "# %s\n", 251, "title 250\nrecord 5\nlimit-name 1:1-1:254\n" },
        { "---\ntitle: b\n---\n# %s\n", 251, "title 1\nrecord 5\nitem\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shown shown = { .size = 0 };
        tm_talk *talk = read_long(cases[i].format, cases[i].count);
        show_names(&shown, talk);
        if (strcmp(shown.text, cases[i].want))
            print_message("%s\n", cases[i].format);
        assert_string_equal(shown.text, cases[i].want);
        tm_talk_free(talk);
    }
}

/* 'title' in front matter, of 'count' letters, and as a heading of 'heading'
 * letters: whether the heading is the title, and no point. */
static bool is_title(int count, int heading)
{
    char source[1024], letters[401];
    memset(letters, 'a', sizeof letters);
    snprintf(source, sizeof source, "---\ntitle: %.*s\n---\n# %.*s\n", count,
             letters, heading, letters);
    tm_talk *talk = read_talk(source);
    const bool none = !tm_talk_item_count(talk);
    tm_talk_free(talk);
    return none;
}

static void a_long_title_is_that_of_its_heading_still(void **state)
{
    (void)state;
    assert_true(is_title(250, 250));
    assert_true(is_title(300, 300));
    assert_false(is_title(250, 300));
    assert_false(is_title(300, 250));
}

static void all_the_talks_that_one_follows_are_limited_together(void **state)
{
    (void)state;
    char source[4096] = "---\nfollows:\n", line[300];
    for (int i = 0; i < 10; i++) {
        snprintf(line, sizeof line, "- %0250d\n", i);
        strcat(source, line);
    }
    const size_t end = strlen(source);
    strcpy(source + end, "---\n");
    tm_talk *talk = read_talk(source);
    assert_int_equal(tm_talk_list_count(talk, TM_LIST_FOLLOWS), 10);
    assert_int_equal(tm_talk_diagnostic_count(talk), 0);
    tm_talk_free(talk);
    strcpy(source + end, "- a\n- b\n---\n");
    talk = read_talk(source);
    struct shown shown = { .size = 0 };
    show_rules(&shown, talk);
    assert_int_equal(tm_talk_list_count(talk, TM_LIST_FOLLOWS), 10);
    assert_string_equal(shown.text, "limit-follows 13:3-13:4\n");
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_is_a_talk_too),
    cmocka_unit_test(options_and_error_may_be_null),
    cmocka_unit_test(the_bytes_may_go_away),
    cmocka_unit_test(the_record_comes_from_id_option_or_file),
    cmocka_unit_test(front_matter_is_judged),
    cmocka_unit_test(the_language_is_guessed_from_the_letters),
    cmocka_unit_test(what_is_refused_says_why),
    cmocka_unit_test(a_limit_on_input_is_the_last_size_allowed),
    cmocka_unit_test(input_has_a_limit_by_default),
    cmocka_unit_test(memory_may_run_out_at_every_allocation),
    cmocka_unit_test(a_talk_read_after_a_failure_is_whole),
    cmocka_unit_test(reading_twice_gives_the_same),
    cmocka_unit_test(what_a_talk_is_called_is_limited),
    cmocka_unit_test(a_long_title_is_that_of_its_heading_still),
    cmocka_unit_test(all_the_talks_that_one_follows_are_limited_together),
};

RUN_TESTS("parse", tests)

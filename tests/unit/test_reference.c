#include "test.h"

#include "reference.h"
#include "show.h"
#include "text.h"

static tm_text part(tm_text text, size_t start, size_t end)
{
    assert_true(start <= end && end <= text.size);
    return text_slice(text, start, end - start);
}

/* "label|url|title|rest", each in the words of the text; "no" where none was
 * found. */
static void show_found(struct shown *shown, tm_text text, bool is_found,
                       const struct reference *found)
{
    if (!is_found) {
        show(shown, "no");
        return;
    }
    show_text(shown, "", part(text, found->label_start, found->label_end));
    show_text(shown, "|", part(text, found->url_start, found->url_end));
    show_text(shown, "|", part(text, found->title_start, found->title_end));
    show_text(shown, "|", part(text, found->end, text.size));
}

struct reference_case {
    const char *text, *want;
};

static void check(const struct reference_case *cases, size_t count,
                  bool scan(tm_text, size_t, struct reference *))
{
    for (size_t i = 0; i < count; i++) {
        struct shown shown = { .size = 0 };
        struct reference found = { 0 };
        const tm_text text = text_of(cases[i].text);
        const bool is_found = scan(text, 0, &found);
        show_found(&shown, text, is_found, &found);
        if (strcmp(shown.text, cases[i].want))
            print_message("%s\n", cases[i].text);
        assert_string_equal(shown.text, cases[i].want);
    }
}

static void a_definition_is_label_destination_and_title(void **state)
{
    (void)state;
    static const struct reference_case cases[] = {
        { "[a]: b", "a|b||" },
        { "[a]: b\nc", "a|b||c" },
        { "[a]: b\r\nc", "a|b||c" },
        { "[a]: b\rc", "a|b||c" },
        { "[a]:b", "a|b||" },
        { "[a]: b 'c'", "a|b|c|" },
        { "[a]: b \"c\"\nd", "a|b|c|d" },
        { "[a]: b (c)  \t\nd", "a|b|c|d" },
        { "[a]: <b c> 'd'", "a|b c|d|" },
        { "[a]: <> 'd'", "a||d|" },
        { "[a]:\n b\n 'c'\nd", "a|b|c|d" },
        { "[a]: b 'c\nd'\ne", "a|b|c\nd|e" },
        { "[a]: b 'c\\'d'", "a|b|c\\'d|" },
        { "[a]: b (c\\)d)", "a|b|c\\)d|" },
        { "[a\\]b]: c", "a\\]b|c||" },
        { "[会]: do:巡查 '@王芳'", "会|do:巡查|@王芳|" },
        { "[a]: b(c(d)e)f", "a|b(c(d)e)f||" },
        { "[a]: b\\)", "a|b\\)||" },
        { "[a]: b ''", "a|b||" },
        /* libcmark lets an escaped delimiter close where no other does */
        { "[a]: b 'c\\'\nd", "a|b|c\\|d" },
        { "[a]: b (c\\)", "a|b|c\\|" },
        /* what follows the destination is no title: the line ends it */
        { "[a]: b\n'c' d", "a|b||'c' d" },
        { "[a]: b\n'c", "a|b||'c" },
        { "[a]: b\n\n'c'", "a|b||\n'c'" },
        /* a line would underline a heading, or is indented too far for it */
        { "[a]: b\n'c\n   --\n'", "a|b||'c\n   --\n'" },
        { "[a]: b\n'c\n    --\n'", "a|b|c\n    --\n|" },
    };
    check(cases, sizeof cases / sizeof *cases, reference_definition);
}

static void what_is_no_definition_is_left(void **state)
{
    (void)state;
    static const struct reference_case cases[] = {
        { "", "no" },
        { "a", "no" },
        { "[a]", "no" },
        { "[a] : b", "no" },
        { "[a]:", "no" },
        { "[a]:\n\nb", "no" },
        { "[]: b", "no" },
        { "[ \n ]: b", "no" },
        { "[a[b]: c", "no" },
        { "[a: b", "no" },
        { "[a]: b c", "no" },
        { "[a]: b 'c' d", "no" },
        { "[a]: b'c'", "a|b'c'||" }, /* all of it is the destination */
        { "[a]: <b>'c'", "no" },
        { "[a]: <b", "no" },
        { "[a]: b(c", "no" },
        { "[a]: b)c", "no" },
        { "[a]: b (c (d)", "no" },
    };
    check(cases, sizeof cases / sizeof *cases, reference_definition);
}

static void a_label_has_at_most_1000_bytes(void **state)
{
    (void)state;
    char text[1100] = "[";
    struct reference found;
    for (size_t length = 995; length < 1005; length++) {
        memset(text + 1, 'a', length);
        memcpy(text + 1 + length, "]: b", 5);
        const bool is_found = reference_definition(text_of(text), 0, &found);
        assert_true(is_found == (length <= 1000));
    }
}

static void parentheses_nest_at_most_32_deep(void **state)
{
    (void)state;
    for (size_t depth = 30; depth < 35; depth++) {
        char text[100] = "[a]: ";
        memset(text + 5, '(', depth);
        memset(text + 5 + depth, ')', depth);
        struct reference found;
        assert_true(reference_definition(text_of(text), 0, &found) ==
                    (depth <= 32));
    }
}

static void a_tail_is_destination_and_title_in_parentheses(void **state)
{
    (void)state;
    static const struct reference_case cases[] = {
        { "(b)", "|b||" },
        { "(b)c", "|b||c" },
        { "()", "|||" },
        { "( )", "|||" },
        { "(b 'c')d", "|b|c|d" },
        { "( \n b \n 'c' \n )", "|b|c|" },
        { "(<b> \"c d\")", "|b|c d|" },
        { "(b (c))", "|b|c|" },
        { "(b(c))", "|b(c)||" },
        { "(b 'c\nd')", "|b|c\nd|" },
        { "(b 'c\n-\nd')", "|b|c\n-\nd|" }, /* it was indented */
        { "(b 'c\n\nd')", "no" },
        { "(do:a \"b \\\"c\\\" d\")e", "|do:a|b \\\"c\\\" d|e" },
        { "b", "no" },
        { "(b", "no" },
        { "(b 'c'", "no" },
        { "(b c)", "no" },
        { "(b 'c' d)", "no" },
        { "(<b)", "no" },
    };
    check(cases, sizeof cases / sizeof *cases, reference_tail);
}

static void definitions_before_a_paragraph_are_skipped(void **state)
{
    (void)state;
    static const struct {
        const char *text, *rest;
    } cases[] = {
        { "", "" },
        { "words", "words" },
        { "[a]: b\nwords", "words" },
        { "[a]: b\n[c]: d 'e'\nwords [a]: x", "words [a]: x" },
        { "[a]: b 'c\nd'\nwords", "words" },
        { "[a]: b\n'c' d\nwords", "'c' d\nwords" },
        { "[a]: b\n'\\'\n-\nc' d", "'\\'\n-\nc' d" },
        { "[a]: b c\n[d]: e", "[a]: b c\n[d]: e" },
        { "[a]: b", "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text text = text_of(cases[i].text);
        assert_true(
            text_is(text_from(text, reference_skip(text)), cases[i].rest));
    }
}

static void bytes_of_a_plain_text_are_found_in_the_raw_one(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *plain;
        size_t offset, want;
    } cases[] = {
        { "abc", "abc", 0, 0 },
        { "abc", "abc", 2, 2 },
        { "abc", "abc", 3, 3 },
        { "a\\\"b", "a\"b", 1, 1 },
        { "a\\\"b", "a\"b", 2, 3 },
        { "a\\\"b", "a\"b", 3, 4 },
        { "a\\b", "a\\b", 2, 2 }, /* no escape: "b" is no punctuation */
        { "\\\\a", "\\a", 1, 2 },
        { "a&amp;b", "a&b", 2, 6 },
        { "a&amp;b", "a&b", 3, 7 },
        { "&#20250;x", "会x", 3, 8 },
        { "&#x4F1A;x", "会x", 4, 9 },
        { "a&nope;b", "a&nope;b", 7, 7 },
        { "a & b", "a & b", 5, 5 },
        { "&", "&", 1, 1 },
        { "会a", "会a", 3, 3 },
        /* what does not agree */
        { "abc", "abd", 3, SIZE_MAX },
        { "ab", "abc", 3, SIZE_MAX },
        { "", "a", 1, SIZE_MAX },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t got = reference_raw_offset(
            text_of(cases[i].raw), 0, text_of(cases[i].plain), cases[i].offset);
        if (got != cases[i].want)
            print_message("%s: %zu\n", cases[i].raw, got);
        assert_true(got == cases[i].want);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_definition_is_label_destination_and_title),
    cmocka_unit_test(what_is_no_definition_is_left),
    cmocka_unit_test(a_label_has_at_most_1000_bytes),
    cmocka_unit_test(parentheses_nest_at_most_32_deep),
    cmocka_unit_test(a_tail_is_destination_and_title_in_parentheses),
    cmocka_unit_test(definitions_before_a_paragraph_are_skipped),
    cmocka_unit_test(bytes_of_a_plain_text_are_found_in_the_raw_one),
};

RUN_TESTS("reference", tests)

#include "test.h"

#include "show.h"
#include "text.h"

static void show_whole(struct shown *shown, const tm_talk *talk)
{
    assert_true(tm_node_plain_text(tm_talk_root(talk), show_written, shown));
}

static void show_first_detail(struct shown *shown, const tm_talk *talk)
{
    assert_true(tm_item_detail(tm_talk_item(talk, 0), show_written, shown));
}

static void blocks_are_parted_by_an_empty_line(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "", "" },
        { "one", "one" },
        { "one\n\ntwo\n\n\n\nthree", "one\n\ntwo\n\nthree" },
        { "# one\ntwo\n***\nthree", "one\n\ntwo\n\nthree" },
        { "> one\n>\n> two\n\nthree", "one\n\ntwo\n\nthree" },
        { "one\n\n<div>\nx\n</div>\n\ntwo", "one\n\ntwo" },
        { "one\n\n<!-- x -->\n\ntwo", "one\n\ntwo" },
        { "***\n\none\n\n***", "one" },
        { "~~~ x\none\n\n two\n~~~\n\nthree", "one\n\n two\n\nthree" },
        { "~~~\n~~~\none", "one" },
        { "#\n\none", "one" },
    };
    CHECK_TALKS(cases, show_whole);
}

static void list_items_have_their_markers(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "- one\n- two", "- one\n- two" },
        { "* one\n\n* two", "- one\n\n- two" },
        { "3) one\n4) two\n9) three", "3. one\n4. two\n5. three" },
        { "0. one", "0. one" },
        { "- one\n  - two\n    1. three\n- four",
          "- one\n  - two\n    1. three\n- four" },
        { "- one\n\n  two\n\n- three", "- one\n\n  two\n\n- three" },
        { "one\n\n- two\n\nthree", "one\n\n- two\n\nthree" },
        { "- one\n+ two", "- one\n\n- two" },
        { "- - one\n  - two", "- - one\n  - two" },
        { "- > one\n  >\n  > two", "- one\n\n  two" },
        { "- ~~~\n  one\n  two\n  ~~~", "- one\n  two" },
        { "1. - 2. one", "1. - 2. one" },
        { "- one\\\n  two", "- one\n  two" },
        { "- # one\n  two", "- one\n  two" },
        { "- one\n  ~~~\n  two\n  ~~~", "- one\n  two" },
        /* an item without words is none */
        { "-\n- one", "- one" },
        { "- <div>\n- one", "- one" },
        { "- [ ] one\n- [x] two", "- one\n- two" },
        { "999999999. one\n1. two", "999999999. one\n1000000000. two" },
    };
    CHECK_TALKS(cases, show_whole);
}

static void inlines_are_their_words(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "*one* **two** `three  four` [five](x) [six](do:)",
          "one two three  four five six" },
        { "![one *two*](x) ![](y)three", "one two three" },
        { "one\ntwo\\\nthree  \nfour", "one two\nthree\nfour" },
        { "一\n二\none\n三", "一二 one 三" },
        { "<b>one</b> &amp; \\* &#20250;", "one & * 会" },
        { "<https://a.b>", "https://a.b" },
    };
    CHECK_TALKS(cases, show_whole);
}

static void show_last_item(struct shown *shown, const tm_talk *talk)
{
    const tm_node *node = tm_node_first_child(tm_talk_root(talk));
    for (const tm_node *next = tm_node_first_child(node); next;
         next = tm_node_next(next))
        node = next;
    assert_true(tm_node_plain_text(node, show_written, shown));
}

static void a_list_item_alone_keeps_its_own_indent(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "- one\n\n- two\n\n  three", "- two\n\n  three" },
        { "7. one\n8. two\n   - three", "8. two\n  - three" },
        { "- ~~~\n  one\n  two\n  ~~~", "- one\n  two" },
    };
    CHECK_TALKS(cases, show_last_item);
}

static void a_detail_begins_at_the_margin(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "- - - [a](do:) one\n      - two", "a one\n- two" },
        { "- one\n  - [a](do:)\n\n    two\n\n    1. three",
          "a\n\ntwo\n\n1. three" },
        { "> - > [a](do:) one.", "a one." },
        { "- # [a](point:)\n\n  one\n\n  - two", "one\n\n- two" },
        { "- one `x` [a](do:)\\\n  two", "one x a\ntwo" },
        { "- one [a](do:)\\\n  two. Three.\n\n  four", "one a\ntwo. Three." },
        { "## [a](point:)\n\n- one\n  two\n\n~~~\nx\n~~~", "- one two\n\nx" },
        { "One. *Two [a](do:)* **three.** [b](do:) Four.",
          "Two a three. b Four." },
        { "One. [**Ask** two. Three](do:) four. [Five](do:).",
          "Ask two. Three four." },
    };
    CHECK_TALKS(cases, show_first_detail);
}

/* ---- Stopping ---- */

struct stopping {
    size_t left;  /* calls that are still answered with true */
    size_t calls; /* after the first false there must be none */
    bool stopped;
};

static bool write_some(void *to, const char *data, size_t size)
{
    struct stopping *s = to;
    (void)data;
    assert_true(size > 0);
    assert_false(s->stopped);
    s->calls++;
    s->stopped = s->left == 0;
    s->left -= !s->stopped;
    return !s->stopped;
}

static void a_write_that_fails_is_the_last(void **state)
{
    (void)state;
    tm_talk *talk = read_talk("## [a](point:)\n\none\n\n- two `x`\n  - *y*\\\n"
                              "    three\n\n~~~\nfour\nfive\n~~~\n");
    const tm_item *item = tm_talk_item(talk, 0);
    for (size_t n = 0;; n++) {
        struct stopping detail = { .left = n }, whole = { .left = n };
        const bool done = tm_item_detail(item, write_some, &detail);
        assert_true(done == !detail.stopped);
        assert_true(tm_node_plain_text(tm_talk_root(talk), write_some,
                                       &whole) == !whole.stopped);
        if (!done)
            assert_true(detail.calls == n + 1);
        if (done && !whole.stopped)
            break;
        assert_in_range(n, 0, 100);
    }
    tm_talk_free(talk);
}

static void where_nothing_is_written_nothing_fails(void **state)
{
    (void)state;
    tm_talk *talk = read_talk("[](do:)\n\n## A\n\n***\n");
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        struct stopping s = { .left = 0 };
        assert_true(tm_item_detail(tm_talk_item(talk, i), write_some, &s));
        assert_true(s.calls == 0);
        assert_false(tm_item_is_cut(tm_talk_item(talk, i)));
    }
    tm_talk_free(talk);
}

/* ---- Limits ---- */

struct counted {
    size_t bytes, codes;
};

static bool count(void *to, const char *data, size_t size)
{
    struct counted *c = to;
    c->bytes += size;
    c->codes += text_count((tm_text){ data, size });
    return true;
}

/* The first item of 'head', 'times' times 'unit', 'tail'; its talk is to be
 * freed. */
static tm_talk *read_long(const char *head, const char *unit, size_t times,
                          const char *tail)
{
    const size_t size = strlen(head) + strlen(unit) * times + strlen(tail);
    char *text = malloc(size + 1), *at = text;
    assert_non_null(text);
    at += snprintf(at, size + 1, "%s", head);
    for (size_t i = 0; i < times; i++, at += strlen(unit))
        memcpy(at, unit, strlen(unit));
    memcpy(at, tail, strlen(tail) + 1);
    tm_talk *talk = tm_parse(text, size, NULL, NULL);
    assert_non_null(talk);
    free(text);
    return talk;
}

struct limit_case {
    const char *head, *unit;
    size_t times;
    const char *tail;
    size_t codes; /* of the detail, or of the words */
    bool cut;
};

static void a_detail_has_at_most_10000_code_points(void **state)
{
    (void)state;
    static const struct limit_case cases[] = {
        { "[a](do:) ", "b", 9998, "", 10000, false },
        { "[a](do:) ", "b", 9999, "", 10000, true },
        { "[a](do:) ", "b", 9998, "\n\ntwo", 10000, false },
        { "[a](do:)", "会", 9999, "", 10000, false },
        { "[a](do:)", "会", 10000, "", 10000, true },
        { "## [a](do:)\n\n", "b\n\n", 3334, "", 10000, false },
        { "## [a](do:)\n\n", "b\n\n", 3335, "", 10000, true },
        { "## [a](do:)\n\n", "b\n\n", 3333, "bb", 10000, true },
        { "## [a](do:)\n\n", "- b\n", 2500, "", 9999, false },
        { "## [a](do:)\n\n", "- b\n", 2501, "", 10000, true },
        { "## [a](do:)\n\n~~~\n", "b\n", 5000, "", 9999, false },
        { "## [a](do:)\n\n", "b", 1, "", 1, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct limit_case *c = &cases[i];
        tm_talk *talk = read_long(c->head, c->unit, c->times, c->tail);
        struct counted counted = { 0, 0 };
        const tm_item *item = tm_talk_item(talk, 0);
        assert_true(tm_item_detail(item, count, &counted));
        if (counted.codes != c->codes || tm_item_is_cut(item) != c->cut)
            print_message("case %zu: %zu\n", i, counted.codes);
        assert_true(counted.codes == c->codes);
        assert_true(tm_item_is_cut(item) == c->cut);
        tm_talk_free(talk);
    }
}

static void words_have_at_most_1000_code_points(void **state)
{
    (void)state;
    static const struct limit_case cases[] = {
        { "[", "b", 1000, "](do:)", 1000, false },
        { "[", "b", 1001, "](do:)", 1000, true },
        { "[", "会", 1000, "](do:)", 1000, false },
        { "[", "会", 1001, "](do:)", 1000, true },
        { "## ", "b", 1001, "", 1000, true },
        { "- [ ] ", "b", 1000, "", 1000, false },
        { "- [ ] ", "b", 1001, "", 1000, true },
        { "[", "*b* ", 500, "](do:)", 999, false },
        { "[", "*b* ", 501, "](do:)", 999, true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct limit_case *c = &cases[i];
        tm_talk *talk = read_long(c->head, c->unit, c->times, c->tail);
        const tm_item *item = tm_talk_item(talk, 0);
        const size_t codes = text_count(tm_item_words(item));
        if (codes != c->codes || tm_item_is_cut(item) != c->cut)
            print_message("case %zu: %zu\n", i, codes);
        assert_true(codes == c->codes);
        assert_true(tm_item_is_cut(item) == c->cut);
        tm_talk_free(talk);
    }
}

static void plain_text_has_no_limit(void **state)
{
    (void)state;
    tm_talk *talk = read_long("", "b ", 100 * 1000, "");
    struct counted counted = { 0, 0 };
    assert_true(tm_node_plain_text(tm_talk_root(talk), count, &counted));
    assert_true(counted.codes == 2 * 100 * 1000 - 1);
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(blocks_are_parted_by_an_empty_line),
    cmocka_unit_test(list_items_have_their_markers),
    cmocka_unit_test(inlines_are_their_words),
    cmocka_unit_test(a_list_item_alone_keeps_its_own_indent),
    cmocka_unit_test(a_detail_begins_at_the_margin),
    cmocka_unit_test(a_write_that_fails_is_the_last),
    cmocka_unit_test(where_nothing_is_written_nothing_fails),
    cmocka_unit_test(a_detail_has_at_most_10000_code_points),
    cmocka_unit_test(words_have_at_most_1000_code_points),
    cmocka_unit_test(plain_text_has_no_limit),
};

RUN_TESTS("detail", tests)

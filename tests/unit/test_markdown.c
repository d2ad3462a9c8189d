#include "test.h"

#include "markdown.h"
#include "show.h"
#include "text.h"

struct fixture {
    struct arena_budget budget;
    struct arena arena;
    jmp_buf escape;
};

static struct arena *begin(struct fixture *f, size_t budget)
{
    f->budget.left = budget;
    arena_init(&f->arena, &f->budget, &f->escape);
    return &f->arena;
}

/* "" where 'text' is taken, else "LINE: MESSAGE". */
static void show_refusal(struct shown *shown, tm_text text)
{
    struct fixture f;
    struct arena *arena = begin(&f, SIZE_MAX);
    tm_error error = { 0 };
    assert_int_equal(setjmp(f.escape), 0);
    const cmark_node *document = markdown_parse(arena, text, &error);
    assert_true(!document == (error.code == TM_ERROR_LIMIT));
    if (!document)
        show(shown, "%zu: %s", error.line, error.message);
    arena_release(arena);
}

/* A text made of pieces, each so many times. */
struct piece {
    const char *text;
    size_t times;
};

static tm_text text_made_of(const struct piece *pieces, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += strlen(pieces[i].text) * pieces[i].times;
    char *text = malloc(size + 1);
    assert_non_null(text);
    char *at = text;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < pieces[i].times; n++) {
            memcpy(at, pieces[i].text, strlen(pieces[i].text));
            at += strlen(pieces[i].text);
        }
    return (tm_text){ text, size };
}

#define DEEP    "too many quotes and list items one in another (limit is 100)"
#define CROWDED "too many images times links in one block (limit is 25000000)"

static const struct {
    struct piece pieces[5];
    const char *want;
} cases[] = {
    { { { "", 1 } }, "" },
    /* nesting */
    { { { ">", 100 }, { "a", 1 } }, "" },
    { { { ">", 101 }, { "a", 1 } }, "1: " DEEP },
    { { { "> ", 100 }, { "a", 1 } }, "" },
    { { { "> ", 101 }, { "a", 1 } }, "1: " DEEP },
    { { { "- ", 101 }, { "a", 1 } }, "1: " DEEP },
    { { { "* + ", 51 }, { "a", 1 } }, "1: " DEEP },
    { { { "1. ", 101 }, { "a", 1 } }, "1: " DEEP },
    { { { "> 1) ", 51 }, { "a", 1 } }, "1: " DEEP },
    { { { "-\t", 101 }, { "a", 1 } }, "1: " DEEP },
    { { { "a\n\n", 3 }, { "> ", 101 }, { "a", 1 } }, "7: " DEEP },
    { { { "a\r\n", 3 }, { "> ", 101 }, { "a", 1 } }, "4: " DEEP },
    { { { "a\r", 3 }, { "> ", 101 }, { "a", 1 } }, "4: " DEEP },
    { { { "- a\n  ", 1000 } }, "" }, /* many items, none in another */
    { { { "- ", 5000 } }, "" },      /* a thematic break */
    { { { "* ", 5000 }, { "\n", 1 } }, "" },
    { { { "a ", 1 }, { "- ", 5000 } }, "" },
    { { { "-", 5000 } }, "" },
    /* brackets */
    { { { "![[]()", 4000 } }, "" },
    { { { "![[]()", 6000 } }, "1: " CROWDED },
    { { { "a\n", 9 }, { "![[]()", 6000 } }, "10: " CROWDED },
    { { { "![a](b)", 4900 } }, "" },
    { { { "![a", 100000 } }, "" },        /* images, and no link ends */
    { { { "[a](b)", 100000 } }, "" },     /* links, and no image begins */
    { { { "![a](b)\n\n", 10000 } }, "" }, /* a blank line begins anew */
    { { { "![a](b)\n \t\n", 10000 } }, "" },
};

static void what_would_take_too_long_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count = 0;
        while (count < 5 && cases[i].pieces[count].text)
            count++;
        const tm_text text = text_made_of(cases[i].pieces, count);
        struct shown shown = { .size = 0 };
        show_refusal(&shown, text);
        if (strcmp(shown.text, cases[i].want))
            print_message("case %zu\n", i);
        assert_string_equal(shown.text, cases[i].want);
        free((char *)(uintptr_t)text.data);
    }
}

static void a_refusal_counts_the_lines_of_the_front_matter_too(void **state)
{
    (void)state;
    const struct piece pieces[] = { { "---\ntitle: a\n---\n", 1 },
                                    { ">", 101 } };
    const tm_text text = text_made_of(pieces, 2);
    tm_error error;
    assert_null(tm_parse(text.data, text.size, NULL, &error));
    assert_int_equal(error.code, TM_ERROR_LIMIT);
    assert_true(error.line == 4 && error.column == 1);
    assert_string_equal(error.message, DEEP);
    free((char *)(uintptr_t)text.data);
}

static void the_tree_lives_in_the_arena(void **state)
{
    (void)state;
    struct fixture f;
    struct arena *arena = begin(&f, SIZE_MAX);
    tm_error error = { 0 };
    assert_int_equal(setjmp(f.escape), 0);
    cmark_node *document = markdown_parse(arena, TEXT("One *two*.\n"), &error);
    assert_non_null(document);
    cmark_node *paragraph = cmark_node_first_child(document);
    assert_int_equal(cmark_node_get_type(paragraph), CMARK_NODE_PARAGRAPH);
    assert_int_equal(cmark_node_get_start_line(paragraph), 1);
    assert_int_equal(cmark_node_get_end_column(paragraph), 10);
    assert_true(arena_owns(arena, document));
    assert_true(arena_owns(
        arena, cmark_node_get_literal(cmark_node_first_child(paragraph))));
    arena_release(arena);
}

/* Whether 'text' was parsed within 'budget'; the arena must leave by the
 * escape that was set before the call. */
static bool parses_within(tm_text text, size_t budget)
{
    struct fixture f;
    struct arena *arena = begin(&f, budget);
    tm_error error = { 0 };
    const bool failed = setjmp(f.escape);
    if (!failed)
        assert_non_null(markdown_parse(arena, text, &error));
    assert_ptr_equal(arena->escape, &f.escape);
    arena_release(arena);
    return !failed;
}

static void every_allocation_of_cmark_may_fail(void **state)
{
    (void)state;
    const tm_text text = TEXT("# a\n\n> - *b* [c](d 'e') `f`\n\n[g]\n\n"
                              "[g]: h\n\n```i\nj\n```\n");
    size_t budget = 0;
    while (!parses_within(text, budget))
        budget += 64;
    assert_in_range(budget, 1000, 1000 * 1000);
    assert_true(parses_within(text, budget + 64));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_would_take_too_long_is_refused),
    cmocka_unit_test(a_refusal_counts_the_lines_of_the_front_matter_too),
    cmocka_unit_test(the_tree_lives_in_the_arena),
    cmocka_unit_test(every_allocation_of_cmark_may_fail),
};

RUN_TESTS("markdown", tests)

#include "test.h"

#include "model_tree.h"
#include "rendered.h"

static void front_matter_comes_first(void **state)
{
    (void)state;
    check_written("facts",
                  rendered_from(model_tree,
                                "---\nid: t\ntitle: T\ndate: 2026-3-12\n"
                                "speaker: S\naudience: [A, B]\npresent: P\n"
                                "follows: f\npeople: {w: {name: W, unit: U, "
                                "email: e, mask: m}}\nx: {y: 1}\n---\n"),
                  "talk \"t\"\n  title: \"T\"\n  date-text: \"2026-3-12\"\n"
                  "  date: \"2026-03-12\"\n  speaker: \"S\"\n  lang: \"en\"\n"
                  "  audience: \"A\"\n  audience: \"B\"\n  present: \"P\"\n"
                  "  follows: \"f\"\n  person: \"w\"\n    name: \"W\"\n"
                  "    unit: \"U\"\n    email: \"e\"\n    mask: \"m\"\n"
                  "  metadata \"x\": \"{y: 1}\"\ndocument 12:1-12:1\n");
}

static void nodes_stand_in_their_parents_with_their_places(void **state)
{
    (void)state;
    check_written("document",
                  rendered_from(model_tree, "# T\n\n```c\nk\n```\n\n"
                                            "3. [ ] [a](do:x)\n\n"
                                            "   会\n   议 `c`\\\n   *e*\n"),
                  "talk \"talk\"\n  title: \"T\"\n  lang: \"en\"\n"
                  "document 1:1-11:7\n"
                  "  heading 1 1:1-1:4 title\n    text \"T\"\n"
                  "  code_block 3:1-5:4 \"k\\n\" info \"c\"\n"
                  "  list 7:1-11:7 from 3\n"
                  "    item 7:1-11:7 [ ] directive x\n"
                  "      paragraph 7:4-7:17\n"
                  "        text \"\"\n" /* where the box stood */
                  "        tag 7:8-7:17 directive x\n"
                  "          text \"a\"\n"
                  "      paragraph 9:4-11:7\n"
                  "        text \"会\"\n        soft_break joins\n"
                  "        text \"议 \"\n        code \"c\"\n"
                  "        hard_break\n"
                  "        emphasis\n"
                  "          text \"e\"\n"
                  "directive x \"a\"\n  checkbox: empty\n");
}

/* 24 levels, as deep as a node stands. */
#define FULL "                                                "

/* Quotes in quotes: deeper ones say how deep they are and stand no further in,
 * or the output would grow with the square of the nesting. */
static void a_deep_tree_grows_no_wider(void **state)
{
    (void)state;
    char source[128] = "";
    for (int i = 0; i < 60; i++)
        source[i] = '>';
    source[60] = 'a';
    char *got = rendered_from(model_tree, source);
    for (char *at = got, *end; (end = strchr(at, '\n')); at = end + 1)
        assert_true(end - at < 100);
    assert_non_null(strstr(got, "\n" FULL "block_quote "));
    assert_null(strstr(got, "+0 "));
    assert_non_null(strstr(got, "\n" FULL "+1 block_quote "));
    assert_non_null(strstr(got, " +36 block_quote "));
    assert_non_null(strstr(got, " +38 text \"a\""));
    free(got);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(front_matter_comes_first),
    cmocka_unit_test(nodes_stand_in_their_parents_with_their_places),
    cmocka_unit_test(a_deep_tree_grows_no_wider),
};

RUN_TESTS("model_tree", tests)

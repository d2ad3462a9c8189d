#include "test.h"

#include "show.h"
#include "text.h"

/* The document's plain text in brackets, then what is wrong with it. */
static void show_what_is_left(struct shown *shown, const tm_talk *talk)
{
    show(shown, "[");
    tm_node_plain_text(tm_talk_root(talk), show_written, shown);
    show(shown, "]\n");
    show_rules(shown, talk);
}

static void a_note_in_running_text_is_not_in_the_tree(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "one <!-- two --> three", "[one  three]\n" },
        { "one<!--two-->three", "[onethree]\n" },
        { "one <!-- two\nthree --> four", "[one  four]\n" },
        { "one <!-- a --> two <!-- b -->", "[one  two ]\n" },
        { "> one <!-- two\n> three --> four", "[one  four]\n" },
        { "- one <!-- two\n  three --> four", "[- one  four]\n" },
        { "# one <!-- two --> three", "[one  three]\n" },
        { "one <!-- two --> three\n===", "[one  three]\n" },
        { "*one <!-- two -->* three", "[one  three]\n" },
        { "[one <!-- two -->](x) three", "[one  three]\n" },
        { "![one <!-- two -->](x) three", "[one  three]\n" },
        { "一<!-- 二 -->三", "[一三]\n" },
        { "one <b><!-- two --></b>", "[one ]\n" },
        { "one <!-- two -->\r\nthree", "[one  three]\n" },
    };
    CHECK_TALKS(cases, show_what_is_left);
}

static void a_note_that_commonmark_would_print_is_hidden_too(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "one <!-- a -- b --> two", "[one  two]\n" },
        { "one <!-- a ---> two", "[one  two]\n" },
        { "one <!-- a -- b -- c\n-- d --> two", "[one  two]\n" },
        { "one <!--> two -->", "[one  two -->]\n" },
        { "one <!---> two -->", "[one  two -->]\n" },
        { "one <!----> two", "[one  two]\n" },
        { "one <!-----> two", "[one  two]\n" },
        { "one <!-- a -- *b* [c](do:c) -- `d` --> two", "[one  two]\n" },
        { "one <!-- `a -- b --> two ` three", "[one  two ` three]\n" },
        { "one <!-- a -- b --> <!-- c -- d --> two", "[one   two]\n" },
        { "one <!-- a -- <!-- b --> two", "[one  two]\n" },
        { "一<!-- 甲 -- 乙 -->二", "[一二]\n" },
        { "> one <!-- a -- b\n> c --> two", "[one  two]\n" },
        { "> one <!-- a -- b\nc --> two", "[one  two]\n" },
        { "- > one <!-- a --\n  > b --> two", "[- one  two]\n" },
        { "one\\\ntwo <!-- a -- b -->", "[one\ntwo ]\n" },
        { "# one <!-- a -- b --> two", "[one  two]\n" },
        { "[d]: e\none <!-- a -- b --> two", "[one  two]\n" },
        { "one <!-- a -- b -->\r\ntwo", "[one  two]\n" },
        { "\xEF\xBB\xBFone <!-- a -- b --> two", "[one  two]\n" },
        { "---\nid: a\n---\none <!-- a -- b --> two", "[one  two]\n" },
        { "[one <!-- a -- b -->](do:) two", "[one  two]\n" },
        { "[one <!-- a -- ](do: --> two", "[[one  two]\n" },
        { "one <!-- a -- &amp; \\* b --> two &amp; \\*", "[one  two & *]\n" },
    };
    CHECK_TALKS(cases, show_what_is_left);
}

static void what_is_no_note_stays(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "one `<!-- two -->` three", "[one <!-- two --> three]\n" },
        { "    <!-- two -->", "[<!-- two -->]\n" },
        { "```\n<!-- two -->\n```", "[<!-- two -->]\n" },
        { "one \\<!-- two --> three", "[one <!-- two --> three]\n" },
        { "one &lt;!-- two --> three", "[one <!-- two --> three]\n" },
        { "one <!- two -> three", "[one <!- two -> three]\n" },
        { "one < !-- two --> three", "[one < !-- two --> three]\n" },
        { "one --> two", "[one --> two]\n" },
    };
    CHECK_TALKS(cases, show_what_is_left);
}

static void one_that_never_closes_holds_its_block_back(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "one <!-- two", "[one ]\nnote-unclosed 1:5-1:9\n" },
        { "one <!-- two\nthree\n\nfour",
          "[one \n\nfour]\nnote-unclosed 1:5-1:9\n" },
        { "one <!-- two\n\nthree --> four",
          "[one \n\nthree --> four]\nnote-unclosed 1:5-1:9\n" },
        { "one <!-- *two* [three](do:) `four` ![five](x)\\\nsix",
          "[one ]\nnote-unclosed 1:5-1:9\n" },
        { "one *two <!-- three* four",
          "[one two ]\nnote-unclosed 1:10-1:14\n" },
        { "> one <!-- two\n\nthree",
          "[one \n\nthree]\nnote-unclosed 1:7-1:11\n" },
        { "- one <!-- two\n- three",
          "[- one \n- three]\nnote-unclosed 1:7-1:11\n" },
        { "# one <!-- two\nthree",
          "[one \n\nthree]\nnote-unclosed 1:7-1:11\n" },
        { "one <!-- a -- b --> two <!-- c",
          "[one  two ]\nnote-unclosed 1:25-1:29\n" },
        { "一<!-- 二", "[一]\nnote-unclosed 1:2-1:6\n" },
        { "one <!-- a\n\ntwo <!-- b",
          "[one \n\ntwo ]\nnote-unclosed 1:5-1:9\nnote-unclosed 3:5-3:9\n" },
        { "one <!-", "[one <!-]\n" },
        { "one <!--", "[one ]\nnote-unclosed 1:5-1:9\n" },
        { "one <!--\n-->", "[one ]\n" },
    };
    CHECK_TALKS(cases, show_what_is_left);
}

static void a_block_note_follows_commonmark(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "<!-- one -->", "[]\n" },
        { "<!-- one\n\ntwo -->\nthree", "[three]\n" },
        { "<!-- one --> two\nthree", "[three]\nnote-lost 1:14-1:17\n" },
        { "<!-- one\n--> two\n", "[]\nnote-lost 2:5-2:8\n" },
        { "<!-- one -->  \t\nthree", "[three]\n" },
        { "> <!-- one -->\n> two", "[two]\n" },
        { "> <!-- one --> two", "[]\nnote-lost 1:16-1:19\n" },
        { "- <!-- one\n\n  two --> three\n- four",
          "[- four]\nnote-lost 3:11-3:16\n" },
        { "<!-- one\n\ntwo", "[]\nnote-unclosed 1:1-1:5\n" },
        { "> <!-- one\n\ntwo", "[two]\nnote-unclosed 1:3-1:7\n" },
        { "> <!-- one\n\ntwo -->", "[two -->]\nnote-unclosed 1:3-1:7\n" },
        { "- <!-- one\n- two -->", "[- two -->]\nnote-unclosed 1:3-1:7\n" },
        { "one\n\n<!-- two -->\n\nthree", "[one\n\nthree]\n" },
        { "one\n<!-- two -->\nthree", "[one\n\nthree]\n" },
        { "<!-->\ntwo\n", "[two]\n" },
        { "<!--->\ntwo\n", "[two]\n" },
        { "<!-- a -- b -->\ntwo", "[two]\n" },
        { "  <!-- one\ntwo --> three", "[]\nnote-lost 2:9-2:14\n" },
        { "<!-- one\r\n--> two\r\n\r\nthree", "[three]\nnote-lost 2:5-2:8\n" },
        { "<div>\n<!-- one -->\ntwo\n</div>\n\nthree", "[three]\n" },
    };
    CHECK_TALKS(cases, show_what_is_left);
}

static void tags_in_notes_are_none(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "one <!-- [a](do:) -->",     "one <!-- [a](do:) -- [b](do:) -->",
        "one <!-- [a](do:)",         "<!-- [a](do:) -->",
        "<!--\n\n[a](do:)\n\n# b\n", "- [ ] one <!-- [a](cite:x)\n",
    };
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        tm_talk *talk = read_talk(sources[i]);
        assert_true(tm_talk_item_count(talk) == (i == 5));
        tm_talk_free(talk);
    }
}

/* A note that is hidden may take with it what began or ended a code span or a
 * link, and so put another one into code, say. Whether that is still a note
 * nobody can tell: it is held back, and told. */
static void notes_that_run_into_code_or_links_are_held_back(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "one <!-- `a -- b --> two ` <!-- c -- d --> ` three",
          "[one  two ]\nnote-tangled 1:1-1:51\n" },
        { "> one <!-- `a -- b --> two\n> ` <!-- c -- d --> ` three\n\nfour",
          "[one  two \n\nfour]\nnote-tangled 1:3-2:28\n" },
        { "[a](b \"<!-- c -- d --> <!-- \" -- e -->\") two",
          "[]\nnote-tangled 1:1-1:45\n" },
        { "![a <!-- <b a=\" -- --> <i c=\"> <!-- c -- d --> \"> e](f) two",
          "[a  ]\nnote-tangled 1:1-1:60\n" },
        /* what is no mask of ours may look like one */
        { "one <!-- a -- b --> `<!--xxxx-->` two", "[one  <!--xxxx--> two]\n" },
        { "\x01 one <!-- a -- b --> `<!--\x01-->` two",
          "[\x01 one  <!--\x01--> two]\n" },
        /* in raw HTML nothing is shown */
        { "one <!-- ` -- a --> <b c=\"` <!-- d -- e --> \"> two",
          "[one   two]\n" },
        /* a note too short to be masked as a comment */
        { "![one <!--> two](b)", "[one  two]\n" },
        { "![one <!---> two](b)", "[one  two]\n" },
    };
    CHECK_TALKS(cases, show_what_is_left);
}

/* With every byte that could mask a note in the file itself. */
static void a_file_that_leaves_no_masking_byte_shows_no_note(void **state)
{
    (void)state;
    char source[64] = "";
    for (char byte = 1, *to = source; byte < ' '; byte++)
        if (!strchr("\t\n\v\f\r", byte))
            *to++ = byte;
    strcat(source, " one <!-- a -- b --> two");
    tm_talk *talk = read_talk(source);
    struct shown shown = { .size = 0 };
    show_what_is_left(&shown, talk);
    assert_non_null(strstr(shown.text, "one ]\nnote-unclosed "));
    tm_talk_free(talk);
}

/* Masking a note may change what the code spans after it are. */
static void notes_that_uncover_notes_are_never_shown(void **state)
{
    (void)state;
    enum {
        COUNT = 40
    };
    char source[40 * COUNT] = "one ";
    for (int i = 0; i < COUNT; i++)
        strcat(source, "<!-- a -- `b --> c ` ");
    tm_talk *talk = read_talk(source);
    struct shown shown = { .size = 0 };
    tm_node_plain_text(tm_talk_root(talk), show_written, &shown);
    assert_non_null(strstr(shown.text, "c"));
    assert_null(strpbrk(shown.text, "ab"));
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_note_in_running_text_is_not_in_the_tree),
    cmocka_unit_test(a_note_that_commonmark_would_print_is_hidden_too),
    cmocka_unit_test(what_is_no_note_stays),
    cmocka_unit_test(one_that_never_closes_holds_its_block_back),
    cmocka_unit_test(a_block_note_follows_commonmark),
    cmocka_unit_test(tags_in_notes_are_none),
    cmocka_unit_test(notes_that_run_into_code_or_links_are_held_back),
    cmocka_unit_test(a_file_that_leaves_no_masking_byte_shows_no_note),
    cmocka_unit_test(notes_that_uncover_notes_are_never_shown),
};

RUN_TESTS("notes", tests)

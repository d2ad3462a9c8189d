#include "test.h"

#include "checked.h"

static void a_note_typed_wrong_becomes_one(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "<!—— 家里有事 ——>", "note-misspelt 0-8 (safe)\n",
          "<!-- 家里有事 -->" },
        { "<!– ask Ben –>", "note-misspelt 0-5 (safe)\n", "<!-- ask Ben -->" },
        { "<！-- 别念 -->", "note-misspelt 0-6 (safe)\n", "<!-- 别念 -->" },
        { "＜!-- x --＞", "note-misspelt 0-6 (safe)\n", "<!-- x -->" },
        { "＜！－－ x －－＞", "note-misspelt 0-12 (safe)\n", "<!-- x -->" },
        { "<!-ask->", "note-misspelt 0-3 (unsafe)\n", "<!--ask-->" },
        { "1 <!- 2 -> 4", "note-misspelt 2-5 (unsafe)\n", "1 <!-- 2 --> 4" },
        { "<!— a —> # b", "note-misspelt 0-5 (unsafe)\n", "<!-- a -->\n# b" },
        { "<! -- x -->", "note-misspelt 0-5 (safe)\n", "<!-- x -->" },
        { "< !-- x -- >", "note-misspelt 0-5 (safe)\n", "<!-- x -->" },
        { "《!-- x -->", "note-misspelt 0-6 (unsafe)\n", "<!-- x -->" },
        { "《!—— x ——》", "note-misspelt 0-10 (unsafe)\n", "<!-- x -->" },
        { "〈!-- x --〉", "note-misspelt 0-6 (unsafe)\n", "<!-- x -->" },
        { "‹!-- x --›", "note-misspelt 0-6 (unsafe)\n", "<!-- x -->" },
        { "a <!– see b -> c –> d", "note-misspelt 2-7 (safe)\n",
          "a <!-- see b -> c --> d" },
        { "a <!- b -> c -->", "note-misspelt 2-5 (safe)\n",
          "a <!-- b -> c -->" },
        { "a <!——x——> b <!——y——> c",
          "note-misspelt 2-10 (safe)\nnote-misspelt 21-29 (safe)\n",
          "a <!--x--> b <!--y--> c" },
        { "# a <!– x –> b", "note-misspelt 4-9 (safe)\n", "# a <!-- x --> b" },
        { "- [ ] a <!—— x ——>", "note-misspelt 8-16 (safe)\n",
          "- [ ] a <!-- x -->" },
    };
    CHECK_CASES(cases, "note-misspelt");
}

static void words_behind_a_note_that_begins_a_line_get_their_own(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "<!—— x ——> a", "note-misspelt 0-8 (safe)\n", "<!-- x -->\na" },
        { "> <!—— x ——> a\r\n> b\r\n", "note-misspelt 2-10 (safe)\n",
          "> <!-- x -->\r\n> a\r\n> b\r\n" },
        { "- <!—— x ——> a", "note-misspelt 2-10 (safe)\n",
          "- <!-- x -->\n  a" },
        { "\xEF\xBB\xBF<!—— x ——> a\rb", "note-misspelt 3-11 (safe)\n",
          "\xEF\xBB\xBF<!-- x -->\ra\rb" },
        { "a\n<!—— x ——> b", "note-misspelt 2-10 (safe)\n",
          "a\n<!-- x -->\nb" },
    };
    CHECK_CASES(cases, "note-misspelt", "note-lost");
}

static void a_note_of_its_own_goes_on_over_empty_lines(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "<!—— a\n\nb ——>\n\nc", "note-misspelt 0-8 (safe)\n",
          "<!-- a\n\nb -->\n\nc" },
        { "<!—— a\nb ——>\nc", "note-misspelt 0-8 (safe)\n",
          "<!-- a\nb -->\nc" },
        /* words behind it, an arrow, a tag, another note: a person must look */
        { "<!—— a\n\nb ——> c", "note-misspelt 0-8\n", NULL },
        { "<!—— a\n\nb ->", "note-misspelt 0-8\n", NULL },
        { "<!—— a\n\n[b](do:b)\n\nc ——>", "note-misspelt 0-8\n", NULL },
        { "<!—— a\n\n<!-- b -->\n\nc ——>", "note-misspelt 0-8\n", NULL },
        { "a <!—— b\n\nc ——>", "note-misspelt 2-10\n", NULL },
        { "> <!—— a\n\nb ——>", "note-misspelt 2-10\n", NULL },
        { "<!—— a", "note-misspelt 0-8\n", NULL },
    };
    CHECK_CASES(cases, "note-misspelt");
}

static void a_wrong_end_is_mended(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "<!-- x —>\n\nb", "note-unclosed 0-4 (safe)\n", "<!-- x -->\n\nb" },
        { "<!-- x\n\ny ——＞\n\nb", "note-unclosed 0-4 (safe)\n",
          "<!-- x\n\ny -->\n\nb" },
        { "a <!-- x -- >", "note-unclosed 2-6 (safe)\n", "a <!-- x -->" },
        /* what follows might be private, too */
        { "a <!-- x —> b", "note-unclosed 2-6 (unsafe)\n", "a <!-- x --> b" },
        { "<!-- x —> b", "note-unclosed 0-4 (unsafe)\n", "<!-- x -->\nb" },
        /* an arrow that goes on */
        { "<!-- x ——>\ny ——>\nz", "note-unclosed 0-4 (unsafe)\n",
          "<!-- x -->\ny ——>\nz" },
        { "a <!-- x ->", "note-unclosed 2-6 (unsafe)\n", "a <!-- x -->" },
        { "a <!-- x\n\nb —>", "note-unclosed 2-6\n", NULL },
        { "a <!-- x\r\n\r\nb —>", "note-unclosed 2-6\n", NULL },
        { "a <!-- x", "note-unclosed 2-6\n", NULL },
        /* the end of the next note is taken for its own */
        { "<!-- a —>\n\nb\n\n<!-- c -->", "note-misspelt 7-11 (unsafe)\n",
          "<!-- a -->\n\nb\n\n<!-- c -->" },
    };
    CHECK_CASES(cases, "note-misspelt", "note-unclosed");
}

static void what_is_no_note_is_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "<!-- x -->",
        "a <!-- x -- y --> b",
        "<!-- a —> b -->",
        "<!-- a\n\nb -->\n\n<!-- c -->",
        "<!DOCTYPE html>",
        "<!ELEMENT br>",
        "a <!- b",
        "< !-- b",
        "《！——惊叹号》",
        "《！——》—— a",
        "&lt;!-- begins one",
        "\\<!—— x ——>",
        "`<!—— x ——>`",
        "    <!—— x ——>",
        "```\n<!—— x ——>\n```",
        "当心！—— 他说",
        "a != b -> c",
        "<b!--",
    };
    CHECK_CLEAN(sources, "note-misspelt");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_note_typed_wrong_becomes_one),
    cmocka_unit_test(words_behind_a_note_that_begins_a_line_get_their_own),
    cmocka_unit_test(a_note_of_its_own_goes_on_over_empty_lines),
    cmocka_unit_test(a_wrong_end_is_mended),
    cmocka_unit_test(what_is_no_note_is_left),
};

RUN_TESTS("check_notes", tests)

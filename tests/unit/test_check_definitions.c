/*
 * Link reference definitions and what refers to them, or nearly does.
 */
#include "test.h"

#include "checked.h"

#define RULES                                                     \
 "definition-unused", "definition-twice", "near-miss-definition", \
     "near-miss-reference", "near-miss-fullwidth"

static void definitions_that_nothing_uses_are_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[near]: issue:near", "definition-unused 0-18\n", NULL },
        { "[near]: issue:near \"@bob\"\n", "definition-unused 0-25\n", NULL },
        { "See [it][other].\n"
          "\n"
          "[near]: issue:near\n"
          "[other]: do:other",
          "definition-unused 18-36\n", NULL },
        { "> - [near]: issue:near", "definition-unused 4-22\n", NULL },
        { "Text.\n"
          "\n"
          "[near]:\n"
          "issue:near\n"
          "\"@bob\"\n"
          "\n"
          "More.",
          "definition-unused 7-32\n", NULL },
        { "[a]: https://example.org\n"
          "\n"
          "Text.",
          "definition-unused 0-24\n", NULL },
        { "`[near]` and \\[near] and <!-- [near] -->\n"
          "\n"
          "[near]: issue:near",
          "definition-unused 42-60\n", NULL },
        { "[near](https://example.org)\n"
          "\n"
          "[near]: issue:near",
          "definition-unused 29-47\n", NULL },
        { "[near][other]\n"
          "\n"
          "[near]: issue:near\n"
          "[other]: do:other",
          "definition-unused 15-33\n", NULL },
        { "\xEF\xBB\xBF"
          "[near]: issue:near",
          "definition-unused 3-21\n", NULL },
        { "[near]: issue:near\r\n"
          "\r\n"
          "Text.\r\n",
          "definition-unused 0-18\n", NULL },
        { "[near]: issue:near\n"
          "Text of a paragraph.",
          "definition-unused 0-18\n", NULL },
        { "# [other]\n"
          "\n"
          "[near]: issue:near\n"
          "[other]: do:other",
          "definition-unused 11-29\n", NULL },
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "[near]: issue:near",
          "definition-unused 21-39\n", NULL },
    };
    CHECK_CASES(cases, RULES);
}

static void every_form_of_reference_uses_its_definition(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "[it][near]\n"
        "\n"
        "[near]: issue:near",
        "[near][]\n"
        "\n"
        "[near]: issue:near",
        "[near]\n"
        "\n"
        "[near]: issue:near",
        "![it][near]\n"
        "\n"
        "[near]: a.png",
        "![near]\n"
        "\n"
        "[near]: a.png",
        "[![near]](b)\n"
        "\n"
        "[near]: a.png",
        "# [near]\n"
        "\n"
        "[near]: issue:near",
        "[near]\n"
        "===\n"
        "\n"
        "[near]: issue:near",
        "> - [near]\n"
        "\n"
        "[near]: issue:near",
        "> [near]: issue:near\n"
        "\n"
        "[near]",
        "[near ]\n"
        "\n"
        "[near]: issue:near",
        "[NEAR  Miss]\n"
        "\n"
        "[near\n"
        "miss]: issue:near",
        "[ÄÖ]\n"
        "\n"
        "[äö]: issue:near",
        "[STRASSE]\n"
        "\n"
        "[Straße]: issue:near",
        "[Ξενία]\n"
        "\n"
        "[ξενία]: do:x",
        "[*near*][near]\n"
        "\n"
        "[near]: issue:near",
        "[*near*]\n"
        "\n"
        "[*near*]: issue:near",
        "[a `]` b][near]\n"
        "\n"
        "[near]: issue:near",
        "[near] (then)\n"
        "\n"
        "[near]: issue:near",
        "[near](not a link)\n"
        "\n"
        "[near]: issue:near",
        "[near][gone]\n"
        "\n"
        "[near]: issue:near\n"
        "[gone]: do:x\n"
        "\n"
        "[near]",
        "[near]: issue:near\n"
        "[near]",
        "[see [near] now](x\n"
        "\n"
        "[near]: do:near",
        "**[near]**\n"
        "\n"
        "[near]: issue:near",
        "[现状]\n"
        "\n"
        "[现状]: 问题:现状",
        "[near]\n"
        "\n"
        "[near]: a：b",
        "[//]: # (a comment)",
        "[^1]: words",
        "[near]: <>",
        "Text [^1].\n"
        "\n"
        "[^1]: note",
        "```\n"
        "[near]: issue:near\n"
        "```",
        "    [near]: issue:near",
        "<div>\n"
        "[near]: issue:near\n"
        "</div>",
        "---\n"
        "title: x\n"
        "---\n",
    };
    CHECK_CLEAN(sources, RULES);
}

static void a_label_may_be_defined_once(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[near]\n"
          "\n"
          "[near]: issue:near\n"
          "[near]: issue:far",
          "definition-twice 27-44\n", NULL },
        { "[near]\n"
          "\n"
          "[near]: issue:near\n"
          "\n"
          "> [NEAR]: issue:far \"@bob\"",
          "definition-twice 30-54\n", NULL },
        { "[ÄÖ]\n"
          "\n"
          "[ÄÖ]: do:a\n"
          "[äö]: do:b",
          "definition-twice 21-33\n", NULL },
        { "[near]\n"
          "\n"
          "[near]: issue:near \"@a\"\n"
          "[near]: issue:near \"@b\"\n"
          "[near]: issue:near \"@a\"",
          "definition-twice 32-55\n", NULL },
    };
    CHECK_CASES(cases, RULES);
}

static void a_second_definition_that_says_the_same_does_no_harm(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "[near]\n"
        "\n"
        "[near]: issue:near\n"
        "[near]: issue:near",
        "[near]\n"
        "\n"
        "[near]: issue:near \"@a\"\n"
        "\n"
        "> [Near]: issue:near '@a'",
        "[//]: # (a)\n"
        "[//]: # (b)",
    };
    CHECK_CLEAN(sources, RULES);
}

static void a_line_that_is_no_definition_becomes_one(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "See [it][near].\n"
          "\n"
          "[near]： issue:near \"@bob\"",
          "near-miss-definition 17-44 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob\"" },
        { "See [it][near].\n"
          "\n"
          "[near]：issue:near",
          "near-miss-definition 17-36 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near" },
        { "See [it][near].\n"
          "\n"
          "[near]: issue: near",
          "near-miss-definition 17-36 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near" },
        { "See [it][near].\n"
          "\n"
          "[near] : issue:near",
          "near-miss-definition 17-36 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near" },
        { "See [it][near].\n"
          "\n"
          "[near]:issue：near",
          "near-miss-fullwidth 17-36 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]:issue:near" },
        { "See [it][near].\n"
          "\n"
          "[near]: 问题：near \"@王强\"",
          "near-miss-fullwidth 17-48 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: 问题:near \"@王强\"" },
        { "[near]： issue:near\n"
          "[far]： issue:far",
          "near-miss-definition 0-20 (safe)\n"
          "near-miss-definition 21-39 (safe)\n",
          "[near]: issue:near\n"
          "\n"
          "[far]: issue:far" },
        { "See [it][near].\n"
          "\n"
          "[near]: issue:near “@bob 3月2日”",
          "near-miss-definition 17-55 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob 3月2日\"" },
        { "See [it][near].\n"
          "\n"
          "【near】：问题：near “@王强”",
          "near-miss-definition 17-57 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: 问题:near \"@王强\"" },
        { "See [it][near].\n"
          "\n"
          "［near］：问题：near",
          "near-miss-definition 17-43 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: 问题:near" },
        { "See [it][near].\n"
          "\n"
          "[near]: issue:near @bob 2026-03-01",
          "near-miss-definition 17-51 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob 2026-03-01\"" },
        { "See [it][near].\n"
          "\n"
          "[near]: issue:near \"due:\"next week\"\"",
          "near-miss-definition 17-53 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near 'due:\"next week\"'" },
        { "See [it][near].\n"
          "\n"
          "[near]: issue:near '@O'Hara'",
          "near-miss-definition 17-45 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@O'Hara\"" },
        { "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob",
          "near-miss-definition 17-41 (unsafe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob\"" },
        { "See [it][near].\n"
          "\n"
          "[near]: isue: near “@bob”",
          "near-miss-definition 17-46 (unsafe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob\"" },
        { "See [it][near].\n"
          "\n"
          "[near]: issue:the near miss \"@bob\"",
          "near-miss-definition 17-51 (unsafe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:the-near-miss \"@bob\"" },
        { "See [it][near].\n"
          "\n"
          "> [near]： issue:near \"@bob\"",
          "near-miss-definition 19-46 (safe)\n",
          "See [it][near].\n"
          "\n"
          "> [near]: issue:near \"@bob\"" },
        { "See [it][near].\n"
          "\n"
          "- [near]： issue:near \"@bob\"",
          "near-miss-definition 19-46 (safe)\n",
          "See [it][near].\n"
          "\n"
          "- [near]: issue:near \"@bob\"" },
        { "[near]： issue:near \"@bob\"", "near-miss-definition 0-27 (safe)\n",
          "[near]: issue:near \"@bob\"" },
        { "[near]: issue: near", "near-miss-definition 0-19 (safe)\n",
          "[near]: issue:near" },
        { "[near] : issue:near", "near-miss-definition 0-19 (safe)\n",
          "[near]: issue:near" },
        { "【现状】：问题：现状", "near-miss-definition 0-30 (safe)\n",
          "[现状]: 问题:现状" },
        { "【现状】：问题：现状甲 “@王强”",
          "near-miss-definition 0-47 (safe)\n",
          "[现状]: 问题:现状甲 \"@王强\"" },
        { "See [it][near].\n"
          "\n"
          "[near]： issue:near “＠bob ２０２６－０３－０１”",
          "near-miss-definition 17-81 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob 2026-03-01\"" },
        { "See [it][near].\n"
          "\n"
          "[near]： issue:near",
          "near-miss-definition 17-37 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near" },
        { "See [it][near].\r\n"
          "\r\n"
          "[near]： issue:near\r\n",
          "near-miss-definition 19-39 (safe)\n",
          "See [it][near].\r\n"
          "\r\n"
          "[near]: issue:near\r\n" },
    };
    CHECK_CASES(cases, RULES);
}

static void
a_definition_that_would_interrupt_a_paragraph_gets_an_empty_line(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "See [it][near].\n"
          "\n"
          "Text.\n"
          "[near]: issue:near",
          "near-miss-definition 23-41 (safe)\n",
          "See [it][near].\n"
          "\n"
          "Text.\n"
          "\n"
          "[near]: issue:near" },
        { "See [it][near].\n"
          "[near]: issue:near \"@bob\"\n",
          "near-miss-definition 16-41 (safe)\n",
          "See [it][near].\n"
          "\n"
          "[near]: issue:near \"@bob\"\n" },
        { "See [it][near].\n"
          "\n"
          "> Text.\n"
          "> [near]: issue:near",
          "near-miss-definition 27-45 (safe)\n",
          "See [it][near].\n"
          "\n"
          "> Text.\n"
          ">\n"
          "> [near]: issue:near" },
        { "See [it][near].\n"
          "\n"
          "- Text.\n"
          "  [near]: issue:near\n"
          "- More.",
          "near-miss-definition 27-45 (safe)\n",
          "See [it][near].\n"
          "\n"
          "- Text.\n"
          "\n"
          "  [near]: issue:near\n"
          "- More." },
        { "See [it][near].\n"
          "\n"
          "> > Text.\r\n"
          "> > [near]: issue:near\r\n",
          "near-miss-definition 32-50 (safe)\n",
          "See [it][near].\n"
          "\n"
          "> > Text.\r\n"
          "> >\r\n"
          "> > [near]: issue:near\r\n" },
        { "See [it][near].\n"
          "\n"
          "Text.\n"
          "[near]： issue:near “@bob”",
          "near-miss-definition 23-54 (safe)\n",
          "See [it][near].\n"
          "\n"
          "Text.\n"
          "\n"
          "[near]: issue:near \"@bob\"" },
        { "See [it][near].\n"
          "\n"
          "Text.\n"
          "[near]: issue:near\n"
          "more text",
          "near-miss-definition 23-41 (safe)\n",
          "See [it][near].\n"
          "\n"
          "Text.\n"
          "\n"
          "[near]: issue:near\n"
          "more text" },
        { "See [a] and [b].\n"
          "[a]: do:a\n"
          "[b]: do:b",
          "near-miss-definition 17-26 (safe)\n"
          "near-miss-definition 27-36 (safe)\n",
          "See [a] and [b].\n"
          "\n"
          "[a]: do:a\n"
          "\n"
          "[b]: do:b" },
    };
    CHECK_CASES(cases, RULES);
}

static void lines_that_only_begin_alike_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "[Bob]: action: none, see below",
        "[Bob] : action: none",
        "[Bob]: pint: two \"@bob\"",
        "Text [a]\n"
        "[a\\]: issue:a",
        "[10:30] Bob: action: none",
        "【张三】：问题：办事难",
        "【注】：要求见附件",
        "[Bob]: I agree.",
        "[Bob]： 我同意",
        "[near] issue:near",
        "Text.\n"
        "[a]: https://example.org",
        "Text.\n"
        "[Bob]: action",
        "[a]: b c",
        "`[near]： issue:near`",
        "    [near]： issue:near",
        "```\n"
        "[near]： issue:near\n"
        "```",
        "<div>\n"
        "[near]： issue:near\n"
        "</div>",
        "- [ ] : issue:near",
        "[]: issue:near",
        "[a [b]： issue:near",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "【张三】：问题：办事难",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[Bob]: action: none, see below",
    };
    CHECK_CLEAN(sources, RULES);
}

static void a_reference_without_a_definition_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[it][naer]\n"
          "\n"
          "[near]: issue:near",
          "near-miss-reference 0-10 (unsafe)\n",
          "[it][near]\n"
          "\n"
          "[near]: issue:near" },
        { "[it][kex]\n"
          "\n"
          "[key]: do:key",
          "near-miss-reference 0-9 (unsafe)\n",
          "[it][key]\n"
          "\n"
          "[key]: do:key" },
        { "[it][far]\n"
          "\n"
          "[near]\n"
          "\n"
          "[near]: issue:near",
          "near-miss-reference 0-9\n", NULL },
        { "[naer][]\n"
          "\n"
          "[near]: issue:near",
          "near-miss-reference 0-8 (unsafe)\n",
          "[naer][near]\n"
          "\n"
          "[near]: issue:near" },
        { "![it][naer]\n"
          "\n"
          "[near]: issue:near",
          "near-miss-reference 1-11 (unsafe)\n",
          "![it][near]\n"
          "\n"
          "[near]: issue:near" },
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "[it][near]",
          "near-miss-reference 21-31\n", NULL },
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "看[情况][现状]。",
          "near-miss-reference 24-40\n", NULL },
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "[it][ne\n"
          "ar]",
          "near-miss-reference 21-32\n", NULL },
        { "[it][near miss]\n"
          "\n"
          "[the near miss]: issue:near",
          "near-miss-reference 0-15\n"
          "definition-unused 17-44\n",
          NULL },
        { "> [it][naer]\r\n"
          "\r\n"
          "[near]: issue:near\r\n",
          "near-miss-reference 2-12 (unsafe)\n",
          "> [it][near]\r\n"
          "\r\n"
          "[near]: issue:near\r\n" },
    };
    CHECK_CASES(cases, RULES);
}

static void
brackets_that_nearly_have_the_label_of_a_tag_nothing_uses_are_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[naer]\n"
          "\n"
          "[near]: issue:near",
          "near-miss-reference 0-6 (unsafe)\n",
          "[near]\n"
          "\n"
          "[near]: issue:near" },
        { "[naer]\n"
          "\n"
          "[near]: https://example.org",
          "definition-unused 8-35\n", NULL },
        { "`[naer]`\n"
          "\n"
          "[near]: issue:near",
          "definition-unused 10-28\n", NULL },
        { "Do [the drlil] now.\n"
          "\n"
          "[the drill]: do:drill \"@bob\"",
          "near-miss-reference 3-14 (unsafe)\n",
          "Do [the drill] now.\n"
          "\n"
          "[the drill]: do:drill \"@bob\"" },
        { "[锁定演链]\n"
          "\n"
          "[锁定演练]: 要求:演练",
          "near-miss-reference 0-14 (unsafe)\n",
          "[锁定演练]\n"
          "\n"
          "[锁定演练]: 要求:演练" },
    };
    CHECK_CASES(cases, RULES);
}

static void brackets_in_prose_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "[it][near]",
        "arr[i][j]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "arr[i][j]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[1][2]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "see [12][13]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[a][b][c]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "- [x][near]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "`[it][near]`",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "<!-- [it][near] -->",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[it][^1]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "\\[it][near]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "`[it][near]`",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "f(x)[a][b]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[it][1]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[][near]",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[it](a)[near]",
        "[naer] and [near]\n"
        "\n"
        "[near]: issue:near",
        "[naer]\n"
        "\n"
        "[near]: https://example.org\n"
        "\n"
        "[near]",
        "[现象]\n"
        "\n"
        "[现状]: 问题:现状\n"
        "\n"
        "[现状]",
        "[note]\n"
        "\n"
        "[near]: issue:near\n"
        "\n"
        "[near]",
    };
    CHECK_CLEAN(sources, RULES);
}
/* ---- Many labels ---- */

static void many_labels_and_references_are_read_in_linear_time(void **state)
{
    (void)state;
    static char source[600 * 1000];
    static const char *const forms[][3] = {
        { "[l", "]: do:l", "\n" },
        { "[l", "]： do:l", "\n" },
        { "[it][l", "] ", "\n" },
        { "[l", "] ", " " },
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t at = 0;
        for (int n = 0; n < 8000; n++) {
            const char *const *form = n < 4000 ? forms[0] : forms[i];
            at += (size_t)snprintf(source + at, sizeof source - at,
                                   "%s%d%s%d%s%s", form[0], n, form[1], n,
                                   form[2], n == 3999 ? "\n" : "");
        }
        const tm_options options = { .check = true };
        tm_talk *talk = tm_parse(source, at, &options, NULL);
        assert_non_null(talk);
        tm_talk_free(talk);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(definitions_that_nothing_uses_are_told),
    cmocka_unit_test(every_form_of_reference_uses_its_definition),
    cmocka_unit_test(a_label_may_be_defined_once),
    cmocka_unit_test(a_second_definition_that_says_the_same_does_no_harm),
    cmocka_unit_test(a_line_that_is_no_definition_becomes_one),
    cmocka_unit_test(
        a_definition_that_would_interrupt_a_paragraph_gets_an_empty_line),
    cmocka_unit_test(lines_that_only_begin_alike_are_left),
    cmocka_unit_test(a_reference_without_a_definition_is_told),
    cmocka_unit_test(
        brackets_that_nearly_have_the_label_of_a_tag_nothing_uses_are_told),
    cmocka_unit_test(brackets_in_prose_are_left),
    cmocka_unit_test(many_labels_and_references_are_read_in_linear_time),
};

RUN_TESTS("check_definitions", tests)

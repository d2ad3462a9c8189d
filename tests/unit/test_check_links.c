#include "test.h"

#include "checked.h"

static void a_kind_that_is_misspelt_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](directve:x)", "near-miss-kind 0-15 (unsafe)\n",
          "[a](directive:x)" },
        { "[a](issues:x)", "near-miss-kind 0-13 (unsafe)\n", "[a](issue:x)" },
        { "[a](Replies:)", "near-miss-kind 0-13 (unsafe)\n", "[a](reply:)" },
        { "[a](to-do:x \"@wang\")", "near-miss-kind 0-20 (unsafe)\n",
          "[a](do:x \"@wang\")" },
        { "[a](TODO:x)", "near-miss-kind 0-11 (unsafe)\n", "[a](do:x)" },
        { "[甲](承若:x)", "near-miss-kind 0-15 (unsafe)\n", "[甲](承诺:x)" },
        { "[甲](待办:x)", "near-miss-kind 0-15 (unsafe)\n", "[甲](任务:x)" },
        { "[甲](责任:张三)", "near-miss-kind 0-20\n", NULL },
        { "[a](<pledg:x>)", "near-miss-kind 0-14 (unsafe)\n",
          "[a](<pledge:x>)" },
        { "> - 甲\r\n>   [a\r\n>   b](updat:r#x)",
          "near-miss-kind 13-34 (unsafe)\n",
          "> - 甲\r\n>   [a\r\n>   b](update:r#x)" },
        { "\xEF\xBB\xBF[a](decison:x)", "near-miss-kind 3-17 (unsafe)\n",
          "\xEF\xBB\xBF[a](decision:x)" },
        { "[a][d]\n\n[d]: isue:x '@wang'", "near-miss-kind 0-6 (unsafe)\n",
          "[a][d]\n\n[d]: issue:x '@wang'" },
        { "[a](isue:x) [b](isue:y)",
          "near-miss-kind 0-11 (unsafe)\n"
          "near-miss-kind 12-23 (unsafe)\n",
          "[a](issue:x) [b](issue:y)" },
        /* not where it cannot be put in */
        { "[a](is&#117;e&#115;:x)", "near-miss-kind 0-22\n", NULL },
        /* not where it would take the id of another */
        { "[a](do:x) [b](actoin:y)", "near-miss-kind 10-23 (unsafe)\n",
          "[a](do:x) [b](action:y)" },
    };
    CHECK_CASES(cases, "near-miss-kind");
}

static void links_of_other_kinds_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "[a](do:x) [b](要求:y) [c](DIRECTIVE:z)",
        "[a](http://example.org) [b](https://example.org/issues:1)",
        "[a](mailto:a@example.org) [b](tel:123) [c](sms:1) [d](geo:1,2)",
        "[a](doi:10.1/2) [b](urn:x:y) [c](magnet:?a) [d](news:a) [e](irc:a)",
        "[a](file:x) [b](data:,a) [c](ftp:x) [d](git:x) [e](ssh:x)",
        "[a](print:x) [b](site:example.org) [c](cid:x) [d](did:a:b)",
        "[a](dom:x) [b](dot:x)",
        "[a](isue://x)",
        "[a](C:\\x) [b](a:b) [c](do) [d](issues) [e](:x)",
        "[a](localhost:8080) [b](example.org:80/issue:x)",
        "[a](?q=isue:x) [b](#isue:x) [c](./isue:x) [d](a/isue:x)",
        "[a](会议:纪要.md) [b](第一章:1/2)",
        "[a](决定 x)",
        "<https://example.org> <mailto:a@example.org>",
        "![a](b.png) ![a](isue:x)",
        "`[a](isue:x)`",
    };
    CHECK_CLEAN(sources, "near-miss-kind", "near-miss-image",
                "near-miss-autolink", "near-miss-empty");
}

static void an_image_or_autolink_of_a_kind_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "甲![a](do:y)", "near-miss-image 3-13 (unsafe)\n", "甲[a](do:y)" },
        { "![a](do:y \"@wang\")", "near-miss-image 0-18 (unsafe)\n",
          "[a](do:y \"@wang\")" },
        { "![a][d]\n\n[d]: 要求:y", "near-miss-image 0-7 (unsafe)\n",
          "[a][d]\n\n[d]: 要求:y" },
        { "![a](update:r#x)", "near-miss-image 0-16 (unsafe)\n",
          "[a](update:r#x)" },
        { "[b](do:y) ![a](do:y)", "near-miss-image 10-20\n", NULL },
        { "![a [b](do:y)](c.png)", "near-miss-image 4-13\n", NULL },
        { "> <directive:walk>", "near-miss-autolink 2-18 (unsafe)\n",
          "> [walk](directive:walk)" },
        { "<do:>", "near-miss-autolink 0-5\n", NULL },
        { "<update:r#x>", "near-miss-autolink 0-12\n", NULL },
    };
    CHECK_CASES(cases, "near-miss-image", "near-miss-autolink");
}

static void a_tag_without_words_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[](do:x)", "near-miss-empty 0-8\n", NULL },
        { "a [ ](reply:)", "near-miss-empty 2-13\n", NULL },
        { "## [](point:x)", "near-miss-empty 3-14\n", NULL },
        { "[<!-- a -->](do:x)", "near-miss-empty 0-18\n", NULL },
        { "[a](do:x) [`b`](do:y) [**c**](do:z) [![](a.png)](do:u)", "", NULL },
        { "[](a.md)", "", NULL },
    };
    CHECK_CASES(cases, "near-miss-empty");
}

static void a_tag_in_code_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[b](do:y) `[a](do:x)` 乙", "near-miss-code 10-21 (unsafe)\n",
          "[b](do:y) [a](do:x) 乙" },
        { "---\nspeaker: Ann\n---\n甲 `[a](do:x)`",
          "near-miss-code 25-36 (unsafe)\n",
          "---\nspeaker: Ann\n---\n甲 [a](do:x)" },
        { "- `[a](do:x)`", "near-miss-code 2-13 (unsafe)\n", "- [a](do:x)" },
        { "Use `[a](do:x)` or `[a](issue:x)`.", "", NULL },
        { "`` [a](do:x \"@wang\") ``", "near-miss-code 0-23 (unsafe)\n",
          "[a](do:x \"@wang\")" },
        { "> `[a\r\n> b](do:x)`", "near-miss-code 2-18 (unsafe)\n",
          "> [a\r\n> b](do:x)" },
        { "```\na\n[b](do:x) and [c](do:y)\n```", "near-miss-code 6-15\n",
          NULL },
        { "- ~~~ text\n  a [b](do:x)\n  ~~~", "near-miss-code 15-24\n", NULL },
        { "  ```\n  [b](do:x)\n  ```", "near-miss-code 8-17\n", NULL },
        { "```\n[b](do:x\n'@a')\n```", "near-miss-code 4-12\n", NULL },
        { "```", "", NULL },
        { "```plain\n[b](do:x)\n```", "near-miss-code 9-18\n", NULL },
        { "```\n[a\nb](do:x)\n```", "near-miss-code 4-6\n", NULL },
        { "```\n[a\n\nb](do:x)\n```", "", NULL },
        { "```md\n[b](do:x)\n```", "", NULL },
        { "```sh\n[b](do:x)\n```", "", NULL },
        { "~~~ Markdown x\n[b](do:x)\n~~~", "", NULL },
        { "```talkmark\n[b](do:x)\n```", "", NULL },
        { "```\n[b](c.md) a[1](x) do:x (do:x)\n```", "", NULL },
        { "`a [b](do:x)` `[b](do:x).` `[b](c.md)` `[b]` `do:x`", "", NULL },
        { "![`[a](do:x)`](b.png)", "", NULL },
        { "<!-- `[a](do:x)` -->", "", NULL },
    };
    CHECK_CASES(cases, "near-miss-code");
}

static void a_tag_four_spaces_deep_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "    [a](do:x)", "near-miss-indent 4-13 (unsafe)\n", "[a](do:x)" },
        { "甲\n\n    乙 [a](do:x)\n      丙\n\n    丁",
          "near-miss-indent 13-22 (unsafe)\n", "甲\n\n乙 [a](do:x)\n丙\n\n丁" },
        { "\t[a](do:x)", "near-miss-indent 1-10 (unsafe)\n", "[a](do:x)" },
        { "- 甲\n\n      [a](do:x)", "near-miss-indent 13-22 (unsafe)\n",
          "- 甲\n\n  [a](do:x)" },
        { ">     [a](do:x)\r\n>     b", "near-miss-indent 6-15 (unsafe)\n",
          "> [a](do:x)\r\n> b" },
        { "    ```\n    [a](do:x)", "near-miss-indent 12-21\n", NULL },
        { "    a[1](x)", "", NULL },
        { "- 甲\n\n  [a](do:x)", "", NULL },
    };
    CHECK_CASES(cases, "near-miss-indent", "near-miss-code");
}

static void what_html_swallows_is_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "<div>\n[a](do:x)\n</div>", "near-miss-html 6-15 (unsafe)\n",
          "<div>\n\n[a](do:x)\n</div>" },
        { "<div>\r\n甲 [a](do:x)\r\n</div>\r\n",
          "near-miss-html 11-20 (unsafe)\n",
          "<div>\r\n\r\n甲 [a](do:x)\r\n</div>\r\n" },
        { "<p>[a](do:x)</p>", "near-miss-html 3-12\n", NULL },
        { "> <div>\n> [a](do:x)", "near-miss-html 10-19\n", NULL },
        { "<pre>\n[a](do:x)\n</pre>", "near-miss-html 6-15\n", NULL },
        { "<div align=\"center\">\n<b>要点</b> 下文\n</div>",
          "html-lost 24-30\n", NULL },
        { "<p>a &amp; b</p>\n\n<p>c</p>", "html-lost 3-12\nhtml-lost 21-22\n",
          NULL },
        { "<details>\n<summary>甲</summary>\n\n乙\n\n</details>",
          "html-lost 19-22\n", NULL },
        { "<div align=\"center\">\n<img alt='a > b'>&nbsp;\n</div>", "", NULL },
        { "<!-- a [b](do:x) -->", "", NULL },
        { "<!--\na\n-->", "", NULL },
        { "<div><!-- a > b --></div>", "", NULL },
        { "<?php a ?>", "", NULL },
        { "<?php a > b ?>", "", NULL },
        { "<!DOCTYPE html>", "", NULL },
        { "<style>\na { b: c }\n</style>", "", NULL },
        { "<script>\na[\"b\"](do:x)\n</script>", "", NULL },
        { "a <b>c</b> <span>[d](do:x)</span>", "", NULL },
        { "<br>", "", NULL },
    };
    CHECK_CASES(cases, "near-miss-html", "html-lost");
}

static void many_of_them_take_no_time(void **state)
{
    (void)state;
    enum {
        COUNT = 10000
    };
    static const char *const parts[] = {
        "[a](isue:x)",    "![a](do:x)\n\n",
        "`[a](do:x)`",    "`[a](do:x\"",
        "<p>[a](do:x 'b", "[a][d]",
        "<p\"",           "    [a](do:x)\n",
        "<do:x>",         "- [] [a](isue:x\n",
    };
    static const char definition[] = "\n\n[d]: isue:x\n";
    const tm_options options = { .check = true };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const size_t size = strlen(parts[i]);
        char *text = malloc(size * COUNT + sizeof definition);
        assert_non_null(text);
        for (size_t k = 0; k < COUNT; k++)
            memcpy(text + k * size, parts[i], size);
        memcpy(text + size * COUNT, definition, sizeof definition);
        tm_talk *talk = tm_parse(text, strlen(text), &options, NULL);
        assert_non_null(talk);
        tm_talk_free(talk);
        free(text);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_kind_that_is_misspelt_is_told),
    cmocka_unit_test(links_of_other_kinds_are_left),
    cmocka_unit_test(an_image_or_autolink_of_a_kind_is_told),
    cmocka_unit_test(a_tag_without_words_is_told),
    cmocka_unit_test(a_tag_in_code_is_told),
    cmocka_unit_test(a_tag_four_spaces_deep_is_told),
    cmocka_unit_test(what_html_swallows_is_told),
    cmocka_unit_test(many_of_them_take_no_time),
};

RUN_TESTS("check_links", tests)

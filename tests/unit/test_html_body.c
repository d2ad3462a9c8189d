#include "test.h"

#include "html_body.h"
#include "page.h"
#include "rendered.h"

#include <cmark.h>

static void check_fragments(const struct written_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_written(cases[i].source,
                      rendered_from(render_html_fragment, cases[i].source),
                      cases[i].want);
}

static void tags_are_marked_in_their_places(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "a [b](do:x).",
          "<p>a <span class=\"tm-tag tm-directive\" id=\"x\">b</span>.</p>\n" },
        { "# T\n", "<h1>T</h1>\n" },
        { "# T\n\n## A\n", "<h1>T</h1>\n<h2 id=\"~point-1\">A</h2>\n" },
        { "[a](cite:x) [b](cite:x)",
          "<p><span class=\"tm-tag tm-cite\" id=\"x\">a</span> "
          "<span class=\"tm-tag tm-cite\" id=\"tm-at-1\">b</span></p>\n" },
        { "会\n议\nb", "<p>会议\nb</p>\n" },
        { "a <b>c</b> <!-- d -->", "<p>a c </p>\n" },
        { "<div>\nx\n</div>\n", "" },
    };
    check_fragments(cases, COUNT(cases));
}

static void a_checkbox_says_its_state_in_words(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "- [x] a\n",
          "<ul>\n<li class=\"tm-item tm-directive\" id=\"~directive-1\">"
          "<span class=\"tm-box\" role=\"img\" aria-label=\"done\">☑</span> a"
          "</li>\n</ul>\n" },
        { "- [ ] 记录\n",
          "<ul>\n<li class=\"tm-item tm-directive\" id=\"~directive-1\">"
          "<span class=\"tm-box\" role=\"img\" aria-label=\"待办\">☐</span> "
          "记录</li>\n</ul>\n" },
    };
    check_fragments(cases, COUNT(cases));
}

/* Destinations arrive decoded: entities and backslashes hide nothing. */
static void only_listed_schemes_are_linked_to(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[a](https://x.example 't')",
          "<p><a href=\"https://x.example\" title=\"t\">a</a></p>\n" },
        { "[a](javascript:x)", "<p>a</p>\n" },
        { "[*a*](JAVASCRIPT&colon;x)", "<p><em>a</em></p>\n" },
        { "[a](java&#9;script:x)", "<p>a</p>\n" },
        { "[a](&#106;avascript&#58;x)", "<p>a</p>\n" },
        { "[a](java\\script:x)", "<p>a</p>\n" },
        { "[a](data:text/html,x)", "<p>a</p>\n" },
        { "<javascript:x>", "<p>javascript:x</p>\n" },
        { "<a@x.example>",
          "<p><a href=\"mailto:a@x.example\">a@x.example</a></p>\n" },
        { "![a *b*](data:image/png,x 't')", "<p>a b</p>\n" },
        { "![a *b*\nc](i.png 't')",
          "<p><img src=\"i.png\" alt=\"a b c\" title=\"t\" /></p>\n" },
        { "[![a](javascript:x)](https://y)",
          "<p><a href=\"https://y\">a</a></p>\n" },
        { "[![a](i)](vbscript:x)", "<p><img src=\"i\" alt=\"a\" /></p>\n" },
        { "![x ![a](javascript:y) \"](i)",
          "<p><img src=\"i\" alt=\"x a &quot;\" /></p>\n" },
    };
    check_fragments(cases, COUNT(cases));
}

/* Untagged headings are points, and have ids. */
static void drop_ids(char *html)
{
    for (char *id; (id = strstr(html, " id=\"~point-"));) {
        const char *end = strchr(id, '>');
        assert_non_null(end);
        memmove(id, end, strlen(end) + 1);
    }
}

/* Without tags and raw HTML it is what libcmark prints. */
static void a_document_without_tags_is_as_libcmark_prints_it(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "- ",    "1. ",        "7) ",         "> ",    "    ",     "\n",
        "\n\n",  "*",          "**",          "_",     "`",        "``",
        "```\n", "~~~ x y\n",  "\\",          "a ",    "b",        "  \n",
        "\\\n",  "[l](u)",     "![i](s 't')", "[r]",   "[r]: v\n", "&amp;",
        "&lt;",  "\"",         "'",           "***\n", "c\n",      "\t",
        "é",     "<http://a>", "+ ",          "* ",
    };
    uint32_t random = 5;
    for (int i = 0; i < 3000; i++) {
        char source[512] = "x\n\n";
        for (uint32_t n = next_random(&random) % 40; n; n--)
            strncat(source, pieces[next_random(&random) % COUNT(pieces)],
                    sizeof source - strlen(source) - 1);
        char *want =
            cmark_markdown_to_html(source, strlen(source), CMARK_OPT_DEFAULT);
        char *got = rendered_from(render_html_fragment, source);
        drop_ids(got);
        check_written(source, got, want);
        free(want);
    }
}

static void a_fragment_leads_to_no_rows(void **state)
{
    (void)state;
    struct page *page = malloc(sizeof *page);
    assert_non_null(page);
    char *html = rendered_from(render_html_fragment,
                               "[a](do:a) [b](cite:b) [c](update:x#y)\n");
    page_read(page, html);
    assert_true(page->href_count == 0);
    assert_true(page->id_count == 3);
    free(html);
    free(page);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(tags_are_marked_in_their_places),
    cmocka_unit_test(a_checkbox_says_its_state_in_words),
    cmocka_unit_test(only_listed_schemes_are_linked_to),
    cmocka_unit_test(a_document_without_tags_is_as_libcmark_prints_it),
    cmocka_unit_test(a_fragment_leads_to_no_rows),
};

RUN_TESTS("html_body", tests)

#include "test.h"

#include "html_item.h"
#include "html_page.h"
#include "page.h"
#include "rendered.h"

/* Every kind, with and without an id, cites that repeat, ids in Chinese. */
static const char whole[] =
    "---\n"
    "title: Whole & <b>sound</b>\n"
    "date: 2026-03-12\n"
    "speaker: Chen Yu\n"
    "audience: [Line A, Line B]\n"
    "follows: 2026-01-08-plant-talk\n"
    "people: {wang: Wang Fang, liu: {name: Liu Wei, unit: Line B}}\n"
    "---\n"
    "# One\n\n"
    "[The rules](cite:rules 'by:Board') ask [for it](directive:walk '@all "
    "!each due:ongoing'). [Again the rules](cite:rules), and [others](cite:).\n"
    "\n## Two\n\n"
    "[A point](point:p). [A task](do: '@wang @liu 2026-03-01 for:问题-1').\n\n"
    "- [ ] @wang unmarked\n"
    "- [x] [a box](issue:问题-1 'source:review')\n"
    "- [named](pledge: 'next time')\n\n"
    "### [A reply](reply:liu-says '@liu')\n\n"
    "[What I will do](pledge:mine). [Decided](decision:d '@liu').\n\n"
    "## Three\n\n"
    "[News](update:2026-01-08-plant-talk#drill 'done evidence:sheets')\n\n"
    "> [quoted](issue:q) with [the rules](cite:rules)\n\n"
    "## [A whole section](directive:section '!high')\n\n"
    "![An image](i.png 't') [a link](https://example.org)\n";

static struct page *page_from(const char *source, char **html)
{
    struct page *page = malloc(sizeof *page);
    assert_non_null(page);
    *html = rendered_from(render_html_page, source);
    page_read(page, *html);
    return page;
}

static void every_link_leads_to_an_id_that_is_there_once(void **state)
{
    (void)state;
    char *html;
    struct page *page = page_from(whole, &html);
    assert_links_lead_somewhere(page);
    assert_true(page->href_count > 20);
    free(page);
    free(html);
}

static bool has_href(const struct page *page, const char *before, tm_text id)
{
    char want[256], buffer[1024];
    snprintf(want, sizeof want, "#%s%.*s", before, (int)id.size, id.data);
    for (size_t i = 0; i < page->href_count; i++)
        if (page_is(page_unescape(page->hrefs[i], buffer), want))
            return true;
    return false;
}

static void words_and_rows_lead_to_each_other(void **state)
{
    (void)state;
    tm_talk *talk = talk_from(whole);
    char *html;
    struct page *page = page_from(whole, &html);
    size_t rows = 0;
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        const tm_text id = tm_item_id(item);
        char row[256];
        snprintf(row, sizeof row, "tm-row-%.*s", (int)id.size, id.data);
        assert_true(page_has_id(page, id));
        assert_true(page_has_id(page, render_text(row)) ==
                    html_item_has_row(item));
        if (!html_item_has_row(item))
            continue;
        assert_true(has_href(page, "", id));
        assert_true(has_href(page, "tm-row-", id));
        rows++;
    }
    assert_true(rows > 10);
    tm_talk_free(talk);
    free(page);
    free(html);
}

static void each_further_place_of_a_reference_is_led_to(void **state)
{
    (void)state;
    char *html;
    struct page *page =
        page_from("[a](cite:x) [b](cite:x) [c](cite:x) [d](cite:y)", &html);
    static const char *const ids[] = { "x", "tm-at-1", "tm-at-2", "y" };
    for (size_t i = 0; i < COUNT(ids); i++) {
        assert_true(page_has_id(page, render_text(ids[i])));
        assert_true(has_href(page, "", render_text(ids[i])));
    }
    assert_true(page_has_id(page, render_text("tm-row-x")));
    assert_links_lead_somewhere(page);
    free(page);
    free(html);
}

/* Rows are numbered as their items come; a reference has one row. */
static void a_reference_that_repeats_takes_one_number(void **state)
{
    (void)state;
    char *html = rendered_from(render_html_page,
                               "[a](cite:x) [b](cite:x) [c](decision:d)");
    assert_non_null(strstr(html, "<tr id=\"tm-row-x\">"
                                 "<td class=\"tm-number\">1</td>"));
    assert_non_null(strstr(html, "<tr id=\"tm-row-d\">"
                                 "<td class=\"tm-number\">2</td>"));
    free(html);
}

static void an_answer_to_another_record_answers_nothing_here(void **state)
{
    (void)state;
    static const struct {
        const char *answer;
        bool own;
    } cases[] = { { "i", true }, { "talk#i", true }, { "other#i", false } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char source[128];
        snprintf(source, sizeof source, "[a](issue:i) [b](do:x 'for:%s')",
                 cases[i].answer);
        char *html = rendered_from(render_html_page, source);
        assert_true(!strstr(html, "nothing yet") == cases[i].own);
        free(html);
    }
}

static void headings_go_down_a_level_at_a_time(void **state)
{
    (void)state;
    char *html;
    struct page *page = page_from(
        "# Title\n\n## A\n\n### B\n\n[x](do:) [y](decision:) [z](cite:) "
        "[u](update:a#b)\n\n## C\n",
        &html);
    size_t firsts = 0;
    assert_true(page->level_count == 9); /* title, outline, A B C, tables */
    for (size_t i = 0; i < page->level_count; i++) {
        firsts += page->levels[i] == 1;
        assert_true(page->levels[i] <= (i ? page->levels[i - 1] + 1 : 1));
    }
    assert_true(firsts == 1);
    assert_true(page->levels[2] == 2 && page->levels[3] == 3 &&
                page->levels[4] == 2);
    free(page);
    free(html);
}

static void the_page_says_its_language(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "words", "<html lang=\"en\">" },
        { "讲话", "<html lang=\"zh\">" },
        { "---\nlang: fr\n---\n", "<html lang=\"fr\">" },
        { "讲话", ">跳到正文</a>" },
        { "words", ">Skip to the talk</a>" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *html = rendered_from(render_html_page, cases[i].source);
        assert_non_null(strstr(html, cases[i].want));
        free(html);
    }
}

static void nothing_in_a_page_can_run(void **state)
{
    (void)state;
    char *html = rendered_from(render_html_page, whole);
    assert_non_null(strstr(html, "http-equiv=\"Content-Security-Policy\" "
                                 "content=\"default-src 'none'; style-src "
                                 "'unsafe-inline'; img-src 'self' http: "
                                 "https:; base-uri 'none'; form-action "
                                 "'none'\""));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "<link"));
    assert_null(strstr(html, "@import"));
    assert_null(strstr(html, "url("));
    free(html);
}

/* Everything that a talk can say, said by someone who means harm. page_read()
 * knows which elements and attributes a page may have. */
static void no_word_of_a_talk_becomes_markup(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "</title><script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "x\\\" onclick=\\\"alert(1)",
        "'><svg onload=alert(1)>",
        "&lt;b>&#60;b>",
        "<!-- -->",
        "]]><b>",
    };
    for (size_t i = 0; i < COUNT(hostile); i++) {
        const char *h = hostile[i];
        char source[4096];
        snprintf(source, sizeof source,
                 "---\ntitle: \"%s\"\ndate: \"%s\"\nspeaker: \"%s\"\n"
                 "audience: [\"%s\"]\nlang: \"%s\"\n"
                 "people: {w: {name: \"%s\", unit: \"%s\"}}\n---\n"
                 "# \\%s\n\n[\\%s](do:a '@w @\"%s\" due:\"%s\" source:\"%s\" "
                 "note %s')\n"
                 "[w](cite:c \"by:“%s”\") [u](update:t#a \"evidence:“%s”\")\n\n"
                 "```%s\n%s\n```\n`%s` ![\\%s](<%s> \"%s\")\n\n%s\n",
                 h, h, h, h, h, h, h, h, h, h, h, h, h, h, h, h, h, h, h, h, h,
                 h);
        char *html;
        struct page *page = page_from(source, &html);
        assert_links_lead_somewhere(page);
        assert_null(strstr(html, "<b>"));
        free(page);
        free(html);
    }
}

/* Pieces of talks in any order: whatever it is, the page is straight. */
static void a_page_of_anything_is_well_formed(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "# ",
        "## ",
        "###### ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "    ",
        "[ ] ",
        "[x] ",
        "[a](do:",
        "i ",
        "'@w ",
        "due:fri ",
        "')",
        "\")",
        "(",
        ")",
        "[b](cite:c)",
        "![",
        "](u)",
        "*",
        "**",
        "`",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "\\",
        "[p](point:p)",
        "[r](reply:)",
        "[u](update:x#y 'done')",
        "text ",
        "会议。",
        "```\n",
        "---\n",
        "[d](decision:d)",
        "\t",
        "[c][]",
        "[c]: do:c\n",
        "<http://a>",
        "\"",
        "é\n",
    };
    uint32_t random = 11;
    struct page *page = malloc(sizeof *page);
    assert_non_null(page);
    for (int i = 0; i < 1500; i++) {
        char source[2048] = "";
        for (uint32_t n = next_random(&random) % 60; n; n--)
            strncat(source, pieces[next_random(&random) % COUNT(pieces)],
                    sizeof source - strlen(source) - 1);
        char *html = rendered_from(render_html_page, source);
        page_read(page, html);
        assert_links_lead_somewhere(page);
        free(html);
    }
    free(page);
}

static void the_outline_nests_as_the_points_do(void **state)
{
    (void)state;
    char *html =
        rendered_from(render_html_page, "## A\n\n### B\n\n#### C\n\n## D\n");
    assert_non_null(strstr(html, "<a href=\"#~point-2\">B</a>\n<ol>\n"
                                 "<li><a href=\"#~point-3\">C</a></li>\n"
                                 "</ol>\n</li>\n</ol>\n</li>\n"
                                 "<li><a href=\"#~point-4\">D</a></li>\n"
                                 "</ol>\n"));
    free(html);
}

static void a_deep_outline_is_written_without_recursion(void **state)
{
    (void)state;
    enum {
        DEPTH = 400
    };
    const size_t room = (size_t)DEPTH * (DEPTH + 32);
    char *source = malloc(room), *html;
    size_t size = 0;
    assert_non_null(source);
    for (int i = 0; i < DEPTH; i++) {
        memset(source + size, '\t', (size_t)i);
        size += (size_t)i;
        size += (size_t)snprintf(source + size, room - size,
                                 "-\t[p](point:p%d)\n", i);
    }
    struct page *page = page_from(source, &html);
    assert_links_lead_somewhere(page);
    free(page);
    free(html);
    free(source);
}

static void a_page_without_items_has_no_tables(void **state)
{
    (void)state;
    char *html = rendered_from(render_html_page, "words");
    assert_null(strstr(html, "<table"));
    assert_null(strstr(html, "<nav"));
    assert_null(strstr(html, "<dl"));
    assert_non_null(strstr(html, "<h1>talk</h1>")); /* the record's name */
    free(html);
}

static void the_title_is_said_once(void **state)
{
    (void)state;
    char *html = rendered_from(render_html_page, "# The *one* title\n\nwords");
    const char *first = strstr(html, "The one title</h1>");
    assert_non_null(first);
    assert_null(strstr(first + 1, "one</em> title"));
    free(html);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_link_leads_to_an_id_that_is_there_once),
    cmocka_unit_test(words_and_rows_lead_to_each_other),
    cmocka_unit_test(each_further_place_of_a_reference_is_led_to),
    cmocka_unit_test(a_reference_that_repeats_takes_one_number),
    cmocka_unit_test(an_answer_to_another_record_answers_nothing_here),
    cmocka_unit_test(headings_go_down_a_level_at_a_time),
    cmocka_unit_test(the_page_says_its_language),
    cmocka_unit_test(nothing_in_a_page_can_run),
    cmocka_unit_test(no_word_of_a_talk_becomes_markup),
    cmocka_unit_test(a_page_of_anything_is_well_formed),
    cmocka_unit_test(the_outline_nests_as_the_points_do),
    cmocka_unit_test(a_deep_outline_is_written_without_recursion),
    cmocka_unit_test(a_page_without_items_has_no_tables),
    cmocka_unit_test(the_title_is_said_once),
};

RUN_TESTS("html_page", tests)

#include "test.h"

#include "hostile.h"
#include "page.h"
#include "tasks_html.h"

/* The page from <body> on. */
static char *body_of(const char *source, enum group_by by)
{
    struct tm_render_options options = rendered_options();
    options.by = by;
    char *page = tasks_with(tasks_html, source, &options);
    const char *body = strstr(page, "<body");
    assert_non_null(body);
    memmove(page, body, strlen(body) + 1);
    return page;
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (; (text = strstr(text, what)); text += strlen(what))
        count++;
    return count;
}

static const char three[] =
    "---\ntitle: T\ndate: 2026-03-02\n"
    "people: {w: {name: Wang, unit: Line A}}\n---\n"
    "[a](do:a '@w @Liu 2026-03-19')\n\n[b](issue:b '@Liu')\n\n[c](pledge:c)\n";

static void each_owner_has_a_sheet_with_a_line_to_sign(void **state)
{
    (void)state;
    char *body = body_of(three, GROUP_BY_DEFAULT);
    assert_true(count_of(body, "<section class=\"tm-section tm-sheet\"") == 3);
    assert_true(count_of(body, "<p class=\"tm-caption\">Tasks by owner · as of "
                               "<time datetime=\"2026-03-20\">") == 3);
    /* Nobody signs for what is nobody's. */
    assert_true(count_of(body, "<p class=\"tm-sign\"><span>Signed</span>"
                               "<span>Date</span></p>") == 2);
    assert_non_null(strstr(body, "<h2 id=\"tm-sheet-1\">Wang</h2>\n"
                                 "<p class=\"tm-facts\">Line A</p>\n"
                                 "<p class=\"tm-summary\">1 directive · "
                                 "<strong class=\"tm-late\">1 late"));
    assert_non_null(strstr(body, "<h2 id=\"tm-sheet-3\">No owner</h2>"));
    assert_non_null(strstr(body, "<p class=\"tm-summary\">1 directive · "
                                 "1 issue · 1 pledge · "));
    free(body);
}

static void a_row_says_what_by_when_and_from_which_talk(void **state)
{
    (void)state;
    char *body = body_of(three, GROUP_BY_OWNER);
    assert_non_null(strstr(body, "<tr><td class=\"tm-number\">1</td><td "
                                 "class=\"tm-what\">a<div "
                                 "class=\"tm-facts\">Directive"));
    assert_non_null(strstr(body, "with Liu</div></td><td><time "
                                 "datetime=\"2026-03-19\">2026-03-19</time>"
                                 "</td><td class=\"tm-state\">"));
    assert_non_null(strstr(body,
                           "late</strong></td><td class=\"tm-from\">T <time "
                           "datetime=\"2026-03-02\">2026-03-02</time><div "
                           "class=\"tm-facts\">talk#a</div></td></tr>"));
    free(body);
}

static void in_other_groups_a_row_has_its_owners(void **state)
{
    (void)state;
    char *body = body_of(three, GROUP_BY_KIND);
    assert_non_null(strstr(body, "<h1>Tasks</h1>"));
    assert_non_null(strstr(body, "<td class=\"tm-what\">a<div "
                                 "class=\"tm-facts\">Directive</div></td>"
                                 "<td>Wang, Liu</td>"));
    assert_null(strstr(body, "tm-sign"));
    free(body);
}

/* The words around are in one language; what is said of an item is marked
 * where it is in another. */
static void each_item_is_marked_with_its_language(void **state)
{
    (void)state;
    struct some_items some = { 0 };
    tm_talk *a = talk_from("[a](do:a '@w')");
    tm_talk *b = talk_from("[记录](要求:b '@w')\n\n[甲](问题: '@w')");
    add_items(&some, a, tm_kinds_of_tasks());
    add_items(&some, b, tm_kinds_of_tasks());
    char *page = list_written(tasks_html, &some.list, 0);
    assert_non_null(strstr(page, "<html lang=\"zh\">"));
    assert_non_null(strstr(page, "<th scope=\"col\">期限</th>"));
    assert_true(count_of(page, "<td class=\"tm-what\" lang=\"en\">a<div "
                               "class=\"tm-facts\">Directive") == 1);
    assert_true(count_of(page, "<td class=\"tm-what\">记录") == 1);
    free(page);
    tm_talk_free(a);
    tm_talk_free(b);
}

static void an_empty_list_is_a_page_that_says_so(void **state)
{
    (void)state;
    static struct page read;
    const struct task_list list = { 0 };
    char *page = list_written(tasks_html, &list, 0);
    page_read(&read, page);
    assert_links_lead_somewhere(&read);
    assert_non_null(strstr(page, "<p>No tasks.</p>"));
    assert_null(strstr(page, "<nav"));
    free(page);
}

static void a_style_sheet_may_be_added(void **state)
{
    (void)state;
    struct tm_render_options options = rendered_options();
    options.css = render_text("td { color: red } </style>");
    char *page = tasks_with(tasks_html, three, &options);
    assert_non_null(strstr(page, "td { color: red } <\\/style></style>"));
    free(page);
}

static void check_page(const char *html, size_t items)
{
    static struct page page;
    page_read(&page, html);
    assert_links_lead_somewhere(&page);
    assert_true(count_of(html, "<tr><td class=\"tm-number\">") == items);
}

static void no_text_becomes_markup(void **state)
{
    (void)state;
    const struct tm_render_options options = rendered_options();
    check_hostile(tasks_html, &options, check_page);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_owner_has_a_sheet_with_a_line_to_sign),
    cmocka_unit_test(a_row_says_what_by_when_and_from_which_talk),
    cmocka_unit_test(in_other_groups_a_row_has_its_owners),
    cmocka_unit_test(each_item_is_marked_with_its_language),
    cmocka_unit_test(an_empty_list_is_a_page_that_says_so),
    cmocka_unit_test(a_style_sheet_may_be_added),
    cmocka_unit_test(no_text_becomes_markup),
};

RUN_TESTS("tasks_html", tests)

#include "test.h"

#include "show.h"
#include "text.h"

/* The tree as "type(children)", with the texts in quotes. */
static void show_node(struct shown *shown, const tm_node *node)
{
    const enum tm_node_type type = tm_node_type_of(node);
    show(shown, "%s", tm_node_type_name(type));
    if (type == TM_NODE_HEADING)
        show(shown, " %d", tm_node_level(node));
    if (type == TM_NODE_LIST && tm_node_is_ordered(node))
        show(shown, " %d", tm_node_list_start(node));
    if (type == TM_NODE_LIST && tm_node_is_tight(node))
        show(shown, " tight");
    if (tm_node_joins(node))
        show(shown, " joins");
    show_text(shown, " ", tm_node_info(node));
    show_text(shown, " <", tm_node_url(node));
    show(shown, "%s", tm_node_url(node).data ? ">" : "");
    show_text(shown, " '", tm_node_title(node));
    show(shown, "%s", tm_node_title(node).data ? "'" : "");
    show_text(shown, " \"", tm_node_text(node));
    show(shown, "%s", tm_node_text(node).data ? "\"" : "");
    const tm_node *child = tm_node_first_child(node);
    if (!child)
        return;
    for (const char *before = "("; child; child = tm_node_next(child)) {
        show(shown, "%s", before);
        show_node(shown, child);
        before = ", ";
    }
    show(shown, ")");
}

static void show_tree(struct shown *shown, const tm_talk *talk)
{
    const tm_node *root = tm_talk_root(talk);
    for (const tm_node *block = tm_node_first_child(root); block;
         block = tm_node_next(block)) {
        show_node(shown, block);
        show(shown, "\n");
    }
}

static void the_tree_is_commonmarks(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "", "" },
        { "one", "paragraph(text \"one\")\n" },
        { "## one", "heading 2(text \"one\")\n" },
        { "#", "heading 1\n" },
        { "---", "thematic_break\n" },
        { "> one", "block_quote(paragraph(text \"one\"))\n" },
        { "- one\n- two", "list tight(item(paragraph(text \"one\")), "
                          "item(paragraph(text \"two\")))\n" },
        { "3. one\n\n4. two", "list 3(item(paragraph(text \"one\")), "
                              "item(paragraph(text \"two\")))\n" },
        { "-", "list tight(item)\n" },
        { "~~~ sh x\none\n~~~", "code_block sh x \"one\n\"\n" },
        { "    one", "code_block  \"one\n\"\n" },
        { "*one* **two**", "paragraph(emphasis(text \"one\"), text \" \", "
                           "strong(text \"two\"))\n" },
        { "`one`", "paragraph(code \"one\")\n" },
        { "one\\\ntwo", "paragraph(text \"one\", hard_break, text \"two\")\n" },
        { "one  \ntwo", "paragraph(text \"one\", hard_break, text \"two\")\n" },
        { "[a]: b\n", "" },
    };
    CHECK_TALKS(cases, show_tree);
}

static void links_keep_destination_and_title(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[a](b)", "paragraph(link <b>(text \"a\"))\n" },
        { "[a](b '')", "paragraph(link <b> ''(text \"a\"))\n" },
        { "[a](b 'c')", "paragraph(link <b> 'c'(text \"a\"))\n" },
        { "[a]()", "paragraph(link <>(text \"a\"))\n" },
        { "[a](\\*%20&amp;)", "paragraph(link <*%20&>(text \"a\"))\n" },
        { "[a]\n\n[a]: b", "paragraph(link <b>(text \"a\"))\n" },
        { "[a]\n\n[a]: b 'c'", "paragraph(link <b> 'c'(text \"a\"))\n" },
        { "<http://a>", "paragraph(link <http://a>(text \"http://a\"))\n" },
        { "![a *b*](c 'd')",
          "paragraph(image <c> 'd'(text \"a \", emphasis(text \"b\")))\n" },
    };
    CHECK_TALKS(cases, show_tree);
}

static void a_link_of_a_reserved_scheme_is_a_tag(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[a](do:b 'c')", "paragraph(tag(text \"a\"))\n" },
        { "[a](DO:b)", "paragraph(tag(text \"a\"))\n" },
        { "[a][b]\n\n[b]: do:b", "paragraph(tag(text \"a\"))\n" },
        { "[a]\n\n[a]: do:b", "paragraph(tag(text \"a\"))\n" },
        { "[`a` *b*](do:)",
          "paragraph(tag(code \"a\", text \" \", emphasis(text \"b\")))\n" },
        { "[](do:)", "paragraph(tag)\n" },
        /* an image or an autolink is no tag */
        { "![a](do:b)", "paragraph(image <do:b>(text \"a\"))\n" },
        { "<issue:b>", "paragraph(link <issue:b>(text \"issue:b\"))\n" },
        { "<do:b>", "paragraph(link <do:b>(text \"do:b\"))\n" },
        { "![[a](do:b)](c)",
          "paragraph(image <c>(link <do:b>(text \"a\")))\n" },
        { "`[a](do:b)`", "paragraph(code \"[a](do:b)\")\n" },
        { "\\[a](do:b)", "paragraph(text \"[a](do:b)\")\n" },
        /* a tag in a link: CommonMark makes the outer one text */
        { "[[a](do:b)](c)", "paragraph(text \"[\", tag(text \"a\"), "
                            "text \"](c)\")\n" },
    };
    CHECK_TALKS(cases, show_tree);
}

/* The links, images and tags of a tree, each with its place. */
static void show_places(struct shown *shown, const tm_node *node)
{
    const enum tm_node_type type = tm_node_type_of(node);
    if (type >= TM_NODE_LINK) {
        show(shown, "%s ", tm_node_type_name(type));
        show_place(shown, tm_node_place(node));
        show(shown, "\n");
    }
    for (node = tm_node_first_child(node); node; node = tm_node_next(node))
        show_places(shown, node);
}

static void show_all_places(struct shown *shown, const tm_talk *talk)
{
    show_places(shown, tm_talk_root(talk));
}

static void links_and_images_have_places(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[a](b)", "link 1:1-1:7\n" },
        { "one ![a](b) [c](d)", "image 1:5-1:12\nlink 1:13-1:19\n" },
        { "一[二](三 '四')", "link 1:2-1:12\n" },
        { "[a][b] [b][] [b]\n\n[b]: c",
          "link 1:1-1:7\nlink 1:8-1:13\nlink 1:14-1:17\n" },
        { "> one\n> two [a](b\n> 'c') [d](e)",
          "link 2:7-3:7\nlink 3:8-3:14\n" },
        { "- one\\\n  [a](b)", "link 2:3-2:9\n" },
        { "## [a](b)", "link 1:4-1:10\n" },
        { "one\n[a](b)\n===", "link 2:1-2:7\n" },
        { "one <http://a> <do:x>", "link 1:5-1:15\nlink 1:16-1:22\n" },
        { "> one\n> <http://a>", "link 2:3-2:13\n" },
        { "[![a](b)](c)", "link 1:1-1:13\nimage 1:2-1:9\n" },
        { "![a [b](c)](d)", "image 1:1-1:15\nlink 1:5-1:11\n" },
        { "[a](do:b) [c](d)", "tag 1:1-1:10\nlink 1:11-1:17\n" },
        { "[a](b)\n\n[c](d)", "link 1:1-1:7\nlink 3:1-3:7\n" },
    };
    CHECK_TALKS(cases, show_all_places);
}

static void raw_html_has_no_words(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "<b>one</b>", "paragraph(html_inline, text \"one\", html_inline)\n" },
        { "<div>\none\n</div>", "html_block\n" },
        { "<!-- one -->", "html_block\n" },
        { "one<!-- two -->", "paragraph(text \"one\")\n" },
        { "one <?two?> <!TWO x> <![CDATA[three]]>",
          "paragraph(text \"one \", html_inline, text \" \", html_inline, "
          "text \" \", html_inline)\n" },
        /* but what stands in an image is its alternative text */
        { "![a <b>c</b>](d)",
          "paragraph(image <d>(text \"a \", text \"<b>\", text \"c\", "
          "text \"</b>\"))\n" },
        { "![a<!-- b -->](d)", "paragraph(image <d>(text \"a\"))\n" },
    };
    CHECK_TALKS(cases, show_tree);
}

static void soft_breaks_join_by_what_stands_around_them(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
        bool joins;
    } cases[] = {
        { "one", "two", false },
        { "一", "二", true },
        { "一，", "二", true },
        { "一", "two", false },
        { "one", "二", false },
        { "一。", "two", true },
        { "one，", "two", true },
        { "one", "，二", true },
        { "カ", "ナ", true },
        { "ｶ", "ﾅ", true },
        { "한", "글", false }, /* Hangul parts words with spaces */
        { "一", "글", false },
        { "\xF0\x9F\x98\x80", "二", false },
        { "一”", "二", true }, /* marks that Chinese shares */
        { "“一", "“二", true },
        { "一", "—二", true },
        { "一…", "二", true },
        { "one”", "two", false },
        { "one”", "二", true },
        { "一", "“two", true },
        { "one\xE2\x80\x8B", "two", true }, /* a zero width space asks for it */
        { "one", "\xE2\x80\x8Btwo", true },
        { "*一*", "二", true },
        { "一", "**二**", true },
        { "[一](x)", "[二](do:)", true },
        { "[一](do:)", "*[二](do:)*", true },
        { "`一`", "二", false }, /* code is no text */
        { "一", "`二`", false },
        { "![一](x)", "二", false },
        { "一", "![二](x)", false },
        { "![一", "二](x)", true },
        { "一<b>", "二", false },
        { "《一》", "二", true },
        { "（一）", "two", true },
        { "ＡＢ", "ＣＤ", true },
        { "一1", "2二", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char source[100];
        snprintf(source, sizeof source, "%s\n%s", cases[i].before,
                 cases[i].after);
        tm_talk *talk = read_talk(source);
        struct shown shown = { .size = 0 };
        show_tree(&shown, talk);
        if (!strstr(shown.text, "soft_break joins") == cases[i].joins)
            print_message("%s\n", source);
        assert_non_null(strstr(shown.text, "soft_break"));
        assert_true(!!strstr(shown.text, "soft_break joins") == cases[i].joins);
        tm_talk_free(talk);
    }
}

static void a_deep_tree_holds_together(void **state)
{
    (void)state;
    char source[3000] = "";
    for (int i = 0; i < 100; i++)
        strcat(source, i % 2 ? "> " : "- ");
    strcat(source, "one [a](do:) *two **three** `four`*");
    tm_talk *talk = read_talk(source);
    size_t depth = 0;
    const tm_node *node = tm_node_parent(tm_item_node(tm_talk_item(talk, 0)));
    for (; node; node = tm_node_parent(node))
        depth++;
    assert_true(depth == 1 + 50 + 2 * 50 + 1);
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_tree_is_commonmarks),
    cmocka_unit_test(links_keep_destination_and_title),
    cmocka_unit_test(a_link_of_a_reserved_scheme_is_a_tag),
    cmocka_unit_test(links_and_images_have_places),
    cmocka_unit_test(raw_html_has_no_words),
    cmocka_unit_test(soft_breaks_join_by_what_stands_around_them),
    cmocka_unit_test(a_deep_tree_holds_together),
};

RUN_TESTS("tree", tests)

#include "test.h"

#include "show.h"
#include "text.h"

/* In what follows ‹ and › stand around each tag: they are taken out before
 * the text is read, and where they stood is where its tags must be. */
#define OPEN  "‹"
#define CLOSE "›"

static const char *const contents[] = {
    "‹[a](do:)›",
    "one ‹[a](do:)› two ‹[b](do:x '@w')›",
    "one\n‹[a](do:)›\ntwo ‹[b](do:)›",
    "会议 ‹[做到](要求:做到 '@王芳')›，再\n‹[查](要求:)›",
    /* line ends that libcmark counts, and such as it does not */
    "one\\\n‹[a](do:)›\\\ntwo ‹[b](do:)›",
    "one  \n‹[a](do:)›    \n two ‹[b](do:)›",
    "one\\\ntwo\n  three  \n ‹[a](do:)› `b` ‹[c](do:)›",
    "one \\\n   ‹[a](do:)›",
    "`code\nover` ‹[a](do:)›\n‹[b](do:)›",
    "``co`\nde`` ‹[a](do:)›\n‹[b](do:)›",
    "<b\nc='d'> ‹[a](do:)›\n‹[b](do:)›",
    "one <!-- a\nb --> ‹[a](do:)›\n‹[b](do:)›",
    "‹[a\nb](do:)› ‹[c](do:)›",
    "‹[a\\\nb](do:)› ‹[c](do:)›",
    "‹[`a\nb`](do:)› ‹[c](do:)›",
    "‹[a](do:x\n'@w\n@v')› ‹[c](do:)›\n‹[d](do:)›",
    "‹[a](do:x '@w\n@v')›\n‹[c](do:)›\n‹[d](do:)›",
    "‹[a](\ndo:x\n)› ‹[c](do:)›",
    "‹[a](do:x\n(one\ntwo\nthree)\n)›\\\n‹[c](do:)›",
    "[x](z 'w\nv')\n‹[c](do:)› [x](z\n) ‹[d](do:)›",
    "![x\ny](z\n'w') ‹[c](do:)›\n‹[d](do:)›",
    /* references */
    "‹[ref]›\n‹[a][ref]› ‹[ref][]›",
    "‹[a][re\nf]› ‹[b](do:)›",
    "‹[re\nf]› ‹[b](do:)›",
    "‹[a\nb][ref]›\n‹[c](do:)›",
    /* what may lead libcmark or the reader astray */
    "<https://example.org/> ‹[a](do:)›\n<mailto:a@b.c> ‹[b](do:)›",
    "\\[x\\] &amp; ‹[a](do:)› &#20250; ‹[b](do:)›",
    "**‹[a](do:)›** *b\n‹[c](do:)›*",
    "[x ‹[a](do:)› y](z) ‹[b](do:)›",
    "‹[`]`](do:)› ‹[\\]](do:)› ‹[\\[](do:)›",
    "‹[a](do:x '](')› ‹[b](do:x ')')› ‹[c](do:x '\\')')›",
    "‹[a](<do:x>)› ‹[b](<do:x> \"(\")›",
    "` one ‹[a](do:)› `` two\n‹[b](do:)›",
    "one \\`` a\nb` ‹[a](do:)›\n‹[b](do:)›",
    "\"one\" -- it's... ‹[a](do:)›",
    "![alt ](z) ‹[a](do:)› ![‹[b](do:)›",
    "‹[![x](y)](do:)› ‹[b](do:)›",
    "‹[](do:)›‹[](do:)›",
    "‹[a](do:)›‹[b](do:)›\n‹[c](do:)›‹[d](do:)›",
    "x<b>‹[a](do:)›</b>\n<i>‹[b](do:)›",
    /* white space before and in lines */
    "one \t ‹[a](do:)›\n\t‹[b](do:)›",
    "one\n   ‹[a](do:)›\n         ‹[b](do:)›",
    "one\n\t \t‹[a](do:)› two\n \t‹[b](do:)›",
    "one ‹[a](do:)›  ",
    "\xF0\x9F\x98\x80 ‹[a](do:)›\n\xC2\xA0‹[b](do:)›\n\xE3\x80\x80‹[c](do:)›",
};

/* What the content is put into: before its first line, before its others,
 * and after its end. */
static const struct wrapper {
    const char *first, *next, *last;
} wrappers[] = {
    { "", "", "" },
    { "one\n\n", "", "" },
    { "   ", " ", "" },
    { "> ", "> ", "" },
    { ">", ">", "" },
    { "   > ", " >", "" },
    { "> > ", "> > ", "" },
    { ">> ", "> >", "" },
    { "> one\n>\n> ", "> ", "" },
    { "- ", "  ", "" },
    { "-    ", "     ", "" },
    { "  * ", "    ", "" },
    { "1. ", "   ", "" },
    { "123456789) ", "           ", "" },
    { "- one\n- ", "  ", "" },
    { "- one\n\n  ", "  ", "" },
    { "- - ", "    ", "" },
    { "- one\n  - ", "    ", "" },
    { "- one\n  1. two\n\n     ", "     ", "" },
    { "-\n  ", "  ", "" },
    { "- [ ] ", "  ", "" },
    { "1. [x] ", "   ", "" },
    { "- > ", "  > ", "" },
    { "> - ", ">   ", "" },
    { "> 1. > ", ">    > ", "" },
    { "- > - ", "  >   ", "" },
    /* tabs */
    { "-\t", "\t", "" },
    { "-\t", "    ", "" },
    { "- ", "\t", "" },
    { "1.\t", "\t", "" },
    { ">\t", ">\t", "" },
    { "> \t", "> \t", "" },
    { "> -\t", ">\t", "" },
    { "- >\t", "\t>\t", "" },
    { "- -\t", "\t", "" },
    { "-\t-\t", "\t\t", "" },
    /* lazy lines */
    { "> ", "", "" },
    { "> > ", "> ", "" },
    { "> > ", "", "" },
    { "- ", "", "" },
    { "1. ", " ", "" },
    { "> - ", "> ", "" },
    { "> - ", "", "" },
    { "- > ", "  ", "" },
    { "- > ", "", "" },
    { "- - ", "  ", "" },
    /* definitions before it */
    { "[d]: e\n", "", "" },
    { "[d]: e\n   ", "", "" },
    { "[d]: e 'f\n g'\n[h]:\n i\n", "", "" },
    { "> [d]: e\n> ", "> ", "" },
    { "> [d]: e 'f\n> g'\n> ", "> ", "" },
    { "- [d]: e\n  ", "  ", "" },
    { "- > [d]: e\n  > ", "  > ", "" },
    { "> [d]: e\n", "", "" },
    { "[d]: e\n'f' ", "", "" },
    /* setext headings */
    { "", "", "\n===" },
    { "", "", "\n---\n" },
    { "", " ", "\n   ====   " },
    { "> ", "> ", "\n> ---" },
    { "- ", "  ", "\n  ===" },
    { "> - ", ">   ", "\n>   ===" },
    { "[d]: e\n", "", "\n===" },
    { "> [d]: e\n> ", "> ", "\n> ===\n" },
};

static const char *const starts[] = {
    "",
    "\xEF\xBB\xBF",
    "---\ntitle: a\n---\n",
    "\xEF\xBB\xBF---\ntitle: a\n...\n",
    "\n \n",
};

static const char definitions[] = "\n\n[ref]: do:r '@w'\n[re f]: do:s\n";

enum {
    MOST_TAGS = 16
};

struct span {
    size_t start, end;
};

/* A source being put together; where its marks stood. */
struct marked {
    char text[2000];
    size_t size, count;
    struct span tags[MOST_TAGS];
};

static void put(struct marked *m, const char *text, size_t size)
{
    assert_true(m->size + size < sizeof m->text);
    memcpy(m->text + m->size, text, size);
    m->size += size;
    m->text[m->size] = '\0';
}

/* Put 'text' with "\n" as 'line_end', and 'prefix' after each. */
static void put_marked(struct marked *m, const char *text, const char *prefix,
                       const char *line_end)
{
    for (; *text; text++) {
        if (!strncmp(text, OPEN, strlen(OPEN))) {
            assert_true(m->count < MOST_TAGS);
            m->tags[m->count].start = m->size;
            text += strlen(OPEN) - 1;
        } else if (!strncmp(text, CLOSE, strlen(CLOSE))) {
            m->tags[m->count++].end = m->size;
            text += strlen(CLOSE) - 1;
        } else if (*text == '\n') {
            put(m, line_end, strlen(line_end));
            put(m, prefix, strlen(prefix));
        } else {
            put(m, text, 1);
        }
    }
}

/* Lines and columns by the letter of talkmark.h, from the start each time. */
static void count_to(tm_text text, size_t byte, size_t *line, size_t *column)
{
    size_t at = text_starts(text, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    *line = *column = 1;
    for (; at < byte; at++) {
        const char c = text.data[at];
        const bool crlf =
            c == '\r' && at + 1 < text.size && text.data[at + 1] == '\n';
        if (c == '\n' || (c == '\r' && !crlf)) {
            ++*line;
            *column = 1;
        } else {
            *column += ((unsigned char)c & 0xC0) != 0x80;
        }
    }
}

static void show_tag(struct shown *shown, const tm_place *place)
{
    show(shown, "%zu-%zu ", place->start, place->end);
    show_place(shown, *place);
    show(shown, "\n");
}

static void show_tags(struct shown *shown, const tm_node *node)
{
    const tm_place place = tm_node_place(node);
    if (tm_node_type_of(node) == TM_NODE_TAG)
        show_tag(shown, &place);
    for (const tm_node *child = tm_node_first_child(node); child;
         child = tm_node_next(child))
        show_tags(shown, child);
}

static void check_marked(const struct marked *m)
{
    const tm_text text = { m->text, m->size };
    struct shown got = { .size = 0 }, want = { .size = 0 };
    for (size_t i = 0; i < m->count; i++) {
        tm_place place = { .start = m->tags[i].start, .end = m->tags[i].end };
        count_to(text, place.start, &place.line, &place.column);
        count_to(text, place.end, &place.end_line, &place.end_column);
        show_tag(&want, &place);
    }
    tm_talk *talk = read_talk(m->text);
    show_tags(&got, tm_talk_root(talk));
    if (strcmp(got.text, want.text))
        print_message("%s\n", m->text);
    assert_string_equal(got.text, want.text);
    tm_talk_free(talk);
}

static void check_one(const char *start, const struct wrapper *wrapper,
                      const char *content, const char *line_end)
{
    struct marked m = { .size = 0 };
    put_marked(&m, start, "", line_end);
    put_marked(&m, wrapper->first, "", line_end);
    put_marked(&m, content, wrapper->next, line_end);
    put_marked(&m, wrapper->last, "", line_end);
    put_marked(&m, definitions, "", line_end);
    check_marked(&m);
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void a_tag_is_found_in_whatever_it_is_wrapped(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrappers); i++)
        for (size_t j = 0; j < COUNT(contents); j++)
            check_one("", &wrappers[i], contents[j], "\n");
}

static void any_line_end_will_do(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrappers); i++)
        for (size_t j = 0; j < COUNT(contents); j++) {
            check_one("", &wrappers[i], contents[j], "\r\n");
            check_one("", &wrappers[i], contents[j], "\r");
        }
}

static void what_stands_before_the_text_is_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(starts); i++)
        for (size_t j = 0; j < COUNT(wrappers); j++)
            for (size_t k = 0; k < COUNT(contents); k++)
                check_one(starts[i], &wrappers[j], contents[k], "\n");
}

static void an_atx_heading_is_one_line(void **state)
{
    (void)state;
    static const char *const headings[] = {
        "# ‹[a](do:)›",
        "###### one ‹[a](do:)› two ‹[b](do:)› ######",
        "  ##\t‹[a](do:)›",
        "> ## ‹[a](do:)›",
        "- # one ‹[a](do:)›\n\n  ‹[b](do:)›",
        ">\t#\t‹[a](do:)›",
        "# \\# ‹[a](do:)› #",
        "# one\n‹[a](do:)›",
        "#\t \t‹[a](do:)›\n## ‹[b](do:)›\n‹[c](do:)›\n# ‹[d](do:)›",
    };
    for (size_t i = 0; i < COUNT(headings); i++) {
        struct marked m = { .size = 0 };
        put_marked(&m, headings[i], "", "\n");
        check_marked(&m);
    }
}

/* A line for each block: its type and its bytes. */
static void show_blocks_of(struct shown *shown, const tm_node *node)
{
    const tm_place place = tm_node_place(node);
    const enum tm_node_type type = tm_node_type_of(node);
    if (type > TM_NODE_THEMATIC_BREAK)
        return;
    if (type == TM_NODE_HEADING || type == TM_NODE_PARAGRAPH ||
        type == TM_NODE_BLOCK_QUOTE || type == TM_NODE_CODE_BLOCK)
        show(shown, "%s %zu-%zu\n", tm_node_type_name(type), place.start,
             place.end);
    for (const tm_node *child = tm_node_first_child(node); child;
         child = tm_node_next(child))
        show_blocks_of(shown, child);
}

static void show_blocks(struct shown *shown, const tm_talk *talk)
{
    show_blocks_of(shown, tm_talk_root(talk));
}

static void a_block_ends_where_its_text_ends(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "one\n", "paragraph 0-3\n" },
        { "one\ntwo\n\nthree", "paragraph 0-7\nparagraph 9-14\n" },
        { "# one\ntwo\n", "heading 0-5\nparagraph 6-9\n" },
        { "# one #  \n", "heading 0-9\n" },
        { "  # one\n", "heading 2-7\n" },
        { "one\n===\n", "heading 0-7\n" },
        { "one\n===\ntwo\n", "heading 0-7\nparagraph 8-11\n" },
        { "one\n===\n\ntwo\n", "heading 0-7\nparagraph 9-12\n" },
        { "one\ntwo\n---\n---\n", "heading 0-11\n" },
        { "> one\n> ===\n", "block_quote 0-11\nheading 2-11\n" },
        { "> one\n===\n> ---\n", "block_quote 0-15\nheading 2-15\n" },
        { "one\n===", "heading 0-7\n" },
        { "[a]: b\none\n", "paragraph 7-10\n" },
        { "[a]: b\n[c]: d 'e\nf'\n  one\ntwo", "paragraph 22-29\n" },
        { "> [a]: b\n> one\n", "block_quote 0-14\nparagraph 11-14\n" },
        { "[a]: b\none\n===\ntwo\n", "heading 7-14\nparagraph 15-18\n" },
        { "one\r\n===\r\ntwo\r\n", "heading 0-8\nparagraph 10-13\n" },
        { "```\na\n```\none\n", "code_block 0-9\nparagraph 10-13\n" },
        { "\xEF\xBB\xBFone\n", "paragraph 3-6\n" },
        { "\xEF\xBB\xBF# one\n", "heading 3-8\n" },
        { "---\nid: a\n---\n# one\n", "heading 14-19\n" },
    };
    CHECK_TALKS(cases, show_blocks);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_tag_is_found_in_whatever_it_is_wrapped),
    cmocka_unit_test(any_line_end_will_do),
    cmocka_unit_test(what_stands_before_the_text_is_counted),
    cmocka_unit_test(an_atx_heading_is_one_line),
    cmocka_unit_test(a_block_ends_where_its_text_ends),
};

RUN_TESTS("position", tests)

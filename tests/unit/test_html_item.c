#include "test.h"

#include "html_item.h"
#include "rendered.h"

/* The note of the last item of 'source', whose row has number 7. */
static char *note_of(const char *source)
{
    struct sink sink;
    struct memory memory = { 0 };
    struct html html = { .sink = &sink };
    tm_talk *talk = talk_from(source);
    const tm_item *item = tm_talk_item(talk, tm_talk_item_count(talk) - 1);
    sink_init(&sink, memory_write, &memory);
    html_item_note(&html, item, html_item_has_row(item) ? 7 : 0,
                   rendered_options().today);
    assert_true(html.depth == 0);
    tm_talk_free(talk);
    return finished(&sink);
}

#define NOTE(id, kind, word, inside)                                   \
 "<a class=\"tm-ref\" href=\"#tm-row-" id "\" aria-label=\"" word      \
 " 7\">7</a><span class=\"tm-side tm-" kind                            \
 "\"><span class=\"tm-kind\"><span class=\"tm-number\">7</span> " word \
 "</span>" inside "</span>"
#define DO(id, inside) NOTE(id, "directive", "Directive", inside)

static void a_note_says_who_when_and_how_it_stands(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[a](do:x)", DO("x", "") },
        { "[a](do:)", DO("~directive-1", "") },
        { "[a](do:x '@w @\"<b>\"')", DO("x", "\u00a0· w, &lt;b&gt;") },
        { "[a](do:x '@w !each')", DO("x", "\u00a0· w (each)") },
        { "[a](do:x '2026-04-01')",
          DO("x", "\u00a0· <time datetime=\"2026-04-01\">2026-04-01</time>") },
        { "[a](do:x '2026-03-01')",
          DO("x",
             "\u00a0· <time datetime=\"2026-03-01\">2026-03-01</time>\u00a0· "
             "<strong class=\"tm-late\">late</strong>") },
        { "[a](do:x 'due:ongoing')", DO("x", "\u00a0· ongoing") },
        { "[a](do:x 'due:\"<soon>\"')", DO("x", "\u00a0· &lt;soon&gt;") },
        { "[a](do:x 'done:2026-03-02')",
          DO("x", "\u00a0· ☑\u00a0done <time datetime=\"2026-03-02\">2026-03-02"
                  "</time>") },
        { "[记](问题:会 '@王 2026年4月1日')",
          NOTE("%E4%BC%9A", "issue", "问题",
               "\u00a0· 王\u00a0· <time datetime=\"2026-04-01\">2026年4月1日"
               "</time>") },
        { "[a](update:t#b 'status:open')",
          NOTE("~update-1", "update", "Update",
               "\u00a0· t#<wbr>b\u00a0· ☐\u00a0open") },
        { "[a](update:t#b 'to:@w')",
          NOTE("~update-1", "update", "Update",
               "\u00a0· t#<wbr>b\u00a0· handed to: w") },
        { "[a](point:p)", "<span class=\"tm-side tm-point\"><span "
                          "class=\"tm-kind\">Point</span></span>" },
        { "[W](reply:r '@W')", "<span class=\"tm-side tm-reply\"><span "
                               "class=\"tm-kind\">Reply</span></span>" },
        { "[I](reply:r '@W')",
          "<span class=\"tm-side tm-reply\"><span "
          "class=\"tm-kind\">Reply</span>\u00a0· W</span>" },
        { "[a](cite:c)", NOTE("c", "cite", "Reference", "") },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source, note_of(cases[i].source), cases[i].want);
}

/* The facts of the last item of 'source', with its kind. */
static char *facts_of(const char *source)
{
    struct sink sink;
    struct memory memory = { 0 };
    struct html html = { .sink = &sink };
    tm_talk *talk = talk_from(source);
    const tm_item *item = tm_talk_item(talk, tm_talk_item_count(talk) - 1);
    sink_init(&sink, memory_write, &memory);
    html_item_facts(&html, item, true);
    tm_talk_free(talk);
    return finished(&sink);
}

static void facts_hold_all_else_that_was_said(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[a](do:x)", "Directive" },
        { "[a](do:x '@w @v @u')", "Directive\u00a0· with v, u" },
        { "[a](do:x '@w @v !each')", "Directive" },
        { "[a](do:x '!high start:2026-03-02')",
          "Directive\u00a0· <strong>high priority</strong>\u00a0· from <time "
          "datetime=\"2026-03-02\">2026-03-02</time>" },
        { "[a](do:x 'for:r#y,x source:\"<s>\" evidence:e by:b +t +u k:v n')",
          "Directive\u00a0· answers r#y, x\u00a0· Source: &lt;s&gt;\u00a0· Evidence: e\u00a0· "
          "accepted by: b\u00a0· +t +u\u00a0· k: v\u00a0· n" },
        { "[甲](问题:甲 '@王 @李 !低 针对:乙')",
          "问题\u00a0· 协办：李\u00a0· <strong>低优先级</strong>\u00a0· 针对 乙" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source, facts_of(cases[i].source),
                      cases[i].want);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_note_says_who_when_and_how_it_stands),
    cmocka_unit_test(facts_hold_all_else_that_was_said),
};

RUN_TESTS("html_item", tests)

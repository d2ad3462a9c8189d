#include "test.h"

#include "html_item.h"
#include "rendered.h"

/* The chip of the last item of 'source'. */
static char *chip_of(const char *source)
{
    struct sink sink;
    struct memory memory = { 0 };
    struct html html = { .sink = &sink };
    tm_talk *talk = talk_from(source);
    sink_init(&sink, memory_write, &memory);
    html_item_chip(&html, tm_talk_item(talk, tm_talk_item_count(talk) - 1),
                   rendered_options().today);
    assert_true(html.depth == 0);
    tm_talk_free(talk);
    return finished(&sink);
}

#define CHIP(id, inside)                                                      \
    "<a class=\"tm-chip\" href=\"#tm-row-" id "\">" inside "</a>"

static void a_chip_says_who_when_and_how_it_stands(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[a](do:x)", CHIP("x", "Directive") },
        { "[a](do:)", CHIP("~directive-1", "Directive") },
        { "[a](do:x '@w @\"<b>\"')", CHIP("x", "Directive · w, &lt;b&gt;") },
        { "[a](do:x '@w !each')", CHIP("x", "Directive · w (each)") },
        { "[a](do:x '2026-04-01')",
          CHIP("x", "Directive · <time datetime=\"2026-04-01\">2026-04-01"
                    "</time>") },
        { "[a](do:x '2026-03-01')",
          CHIP("x", "Directive · <time datetime=\"2026-03-01\">2026-03-01"
                    "</time> · ☐ open <strong class=\"tm-late\">late"
                    "</strong>") },
        { "[a](do:x 'due:ongoing')", CHIP("x", "Directive · ongoing") },
        { "[a](do:x 'due:\"<soon>\"')", CHIP("x", "Directive · &lt;soon&gt;") },
        { "[a](do:x 'done:2026-03-02')",
          CHIP("x", "Directive · ☑ done <time datetime=\"2026-03-02\">"
                    "2026-03-02</time>") },
        { "[记](问题:会 '@王 2026年4月1日')",
          CHIP("%E4%BC%9A", "问题 · 王 · <time datetime=\"2026-04-01\">"
                            "2026年4月1日</time>") },
        { "[a](update:t#b 'status:open')",
          CHIP("~update-1", "Update · t#b") },
        { "[a](point:p)", "<span class=\"tm-chip\">Point</span>" },
        { "[W](reply:r '@W')", "<span class=\"tm-chip\">Reply</span>" },
        { "[I](reply:r '@W')", "<span class=\"tm-chip\">Reply · W</span>" },
        { "[a](cite:c)", CHIP("c", "Reference") },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_written(cases[i].source, chip_of(cases[i].source),
                      cases[i].want);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_chip_says_who_when_and_how_it_stands),
};

RUN_TESTS("html_item", tests)

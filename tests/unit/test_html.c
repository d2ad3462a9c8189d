#include "test.h"

#include "html.h"
#include "rendered.h"

static void an_element_is_opened_and_closed(void **state)
{
    (void)state;
    struct sink sink;
    struct memory memory = { 0 };
    struct html html = { .sink = &sink };
    sink_init(&sink, memory_write, &memory);
    html_open(&html, "p",
              HTML_ATTRIBUTES({ "id", render_text("a\"<&>") },
                              { "class", { NULL, 0 } },
                              { "title", render_text("") }));
    html_element(&html, "b", render_text("<x>"));
    html_string(&html, "\"&");
    html_open(&html, "i", NULL);
    html_close(&html, "i");
    html_close(&html, "p");
    html_line(&html);
    assert_true(html.depth == 0);
    check_written("elements", finished(&sink),
                  "<p id=\"a&quot;&lt;&amp;&gt;\" title=\"\">"
                  "<b>&lt;x&gt;</b>&quot;&amp;<i></i></p>\n");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_element_is_opened_and_closed),
};

RUN_TESTS("html", tests)

#include "test.h"

#include "checked.h"

static void a_task_wants_an_owner_a_date_and_an_id(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:)\n", "owner-missing 0-8\ndue-missing 0-8\nid-missing 0-8\n",
          NULL },
        { "[a](issue:x \"@b\")\n", "due-missing 0-17\n", NULL },
        { "[a](pledge:x \"2026-01-01\")\n", "owner-missing 0-26\n", NULL },
        { "[a](do:x \"@b due:ongoing\") [a](do:y \"@b due:soon\")\n", "",
          NULL },
        { "[a](do: \"status:done\") [b](issue: \"done:2026-01-01\")\n", "",
          NULL },
        { "[a](point:) [b](decision:) [c](reply:) [d](cite:)\n", "", NULL },
        /* What is inherited counts. */
        { "---\ndefaults: \"@b\"\n---\n[a](do:x \"2026-01-01\")\n", "", NULL },
        { "# [p](point:p \"@b 2026-01-01\")\n\n[a](do:x)\n", "", NULL },
        /* An id that is wrong is told by another rule. */
        { "[a](do:-/- \"@b 2026-01-01\")\n", "", NULL },
    };
    CHECK_CASES(cases, "owner-missing", "due-missing", "id-missing");
}

static void checkboxes_without_a_tag_are_told_together(void **state)
{
    (void)state;
    static const char list[] = "- [ ] a\n- [x] b\n- [ ] c\n  - [ ] d\n";
    static const struct checked_case cases[] = {
        { list, "owner-missing 2-7\ndue-missing 2-7\nid-missing 2-7\n", NULL },
        { "- [x] a\n", "", NULL },
        { "- [ ] [a](do:x \"@b 2026-01-01\")\n", "", NULL },
        { "---\ncheckboxes: ignore\n---\n- [ ] a\n", "", NULL },
    };
    CHECK_CASES(cases, "owner-missing", "due-missing", "id-missing");
    assert_message(list, "owner-missing", "nobody owns this (3 times)");
    assert_message("- [ ] a\n", "owner-missing", "nobody owns this");
}

static void a_box_is_ticked_where_what_it_is_of_is_closed(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "- [ ] [a](do:a \"status:done\")\n", "status-box 16-27 (unsafe)\n",
          "- [x] [a](do:a \"status:done\")\n" },
        { "> 1. [ ] x *[a](do:a \"done:2026-01-01\")*\n",
          "status-box 22-37 (unsafe)\n",
          "> 1. [x] x *[a](do:a \"done:2026-01-01\")*\n" },
        { "- [ ] [a](do:a \"status:done\")\n"
          "- [x] [b](do:b \"status:open\")\n"
          "- [ ] [c](do:c \"状态:已撤销\")\n",
          "status-box 16-27 (unsafe)\nstatus-box 46-57\n"
          "status-box 76-92 (unsafe)\n",
          "- [x] [a](do:a \"status:done\")\n"
          "- [x] [b](do:b \"status:open\")\n"
          "- [x] [c](do:c \"状态:已撤销\")\n" },
        { "- [x] [a](do:a \"status:done\")\n- [ ] [b](do:b)\n", "", NULL },
    };
    CHECK_CASES(cases, "status-box");
}

static void a_pledge_answers_what_was_asked(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:a) [b](pledge:b)\n", "pledge-alone 10-23\n", NULL },
        { "[a](issue:a) [b](pledge:b \"for:a\")\n", "", NULL },
        { "[a](issue:a) [b](pledge:b \"for:-/-\")\n", "", NULL },
        { "[a](issue:a) [b](pledge:b \"status:done\")\n", "", NULL },
        /* Where nothing was asked, there is nothing to answer. */
        { "[a](point:a) [b](pledge:b)\n", "", NULL },
        { "---\nfollows: y\n---\n[b](pledge:b)\n", "pledge-alone 19-32\n",
          NULL },
    };
    CHECK_CASES(cases, "pledge-alone");
}

static void what_is_answered_can_be_done(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[p](point:p) [a](do:a \"x for:p\")\n", "for-kind 25-30\n", NULL },
        { "[r](reply:r) [i](issue:i) [a](do:a \"for:i,r\")\n",
          "for-kind 36-43\n", NULL },
        { "# 要点一\n\n## [x](要点:x)\n\n[a](任务:a \"针对:x\")\n",
          "for-kind 45-53\n", NULL },
        { "[i](issue:i) [d](do:d) [q](pledge:q) [e](decision:e)\n\n"
          "[a](do:a \"for:i,d,q,e for:y#p\") [p](point:p)\n",
          "", NULL },
    };
    CHECK_CASES(cases, "for-kind");
    assert_message("[p](point:p) [a](do:a \"for:p\")\n", "for-kind",
                   "this cannot be answered: \"point:p\"");
}

static void items_that_answer_each_other_go_in_a_circle(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:a \"for:a\")\n", "for-circle 10-15\n", NULL },
        { "[a](do:a \"for:b\") [b](do:b \"for:a\")\n", "for-circle 28-33\n",
          NULL },
        { "[a](do:a \"for:b for:c\") [b](do:b \"for:c\") [c](do:c \"for:a\")\n",
          "for-circle 52-57\n", NULL },
        { "[a](do:a \"for:b\") [b](do:b \"for:a,a\") [c](do:c \"for:c\")\n",
          "for-circle 28-35\nfor-circle 48-53\n", NULL },
        { "---\nid: t\n---\n[a](do:a \"for:t#b\") [b](do:b \"for:a\")\n",
          "for-circle 44-49\n", NULL },
        { "[a](do:a \"for:b,c\") [b](do:b \"for:d\") [c](do:c \"for:d\") "
          "[d](do:d \"for:x#a\")\n",
          "", NULL },
    };
    CHECK_CASES(cases, "for-circle");
    assert_message("[a](do:a \"for:b\") [b](do:b \"for:a\")\n", "for-circle",
                   "items that answer each other in a circle: \"a → b → a\"");
}

/* A recursion would be as deep as the longest way. */
static void a_circle_may_be_long(void **state)
{
    (void)state;
    enum {
        ITEMS = 20000
    };
    char *source = malloc(ITEMS * 40);
    size_t size = 0;
    for (int i = 0; i < ITEMS; i++)
        size += (size_t)sprintf(source + size, "[a](do:i%d \"for:i%d\")\n\n", i,
                                (i + 1) % ITEMS);
    tm_talk *talk = judge(source);
    size_t found = 0;
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++)
        found += !strcmp(tm_talk_diagnostic(talk, i)->rule, "for-circle");
    assert_int_equal(found, 1);
    tm_talk_free(talk);
    assert_message(source, "for-circle",
                   "items that answer each other in a circle: \"i0 → i1 → i2 "
                   "→ i3 → i4 → i5 → i6 → i7 → …\"");
    free(source);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_task_wants_an_owner_a_date_and_an_id),
    cmocka_unit_test(checkboxes_without_a_tag_are_told_together),
    cmocka_unit_test(a_box_is_ticked_where_what_it_is_of_is_closed),
    cmocka_unit_test(a_pledge_answers_what_was_asked),
    cmocka_unit_test(what_is_answered_can_be_done),
    cmocka_unit_test(items_that_answer_each_other_go_in_a_circle),
    cmocka_unit_test(a_circle_may_be_long),
};

RUN_TESTS("check_items", tests)

#include "test.h"

#include "checked.h"

/* What is found in 'source', for each "rule LINE:COLUMN", but for the hints of
 * items without owner, date or id, which these examples are full of. */
static void assert_found(const char *source, const char *expected)
{
    char shown[1024] = "";
    tm_talk *talk = judge(source);
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *d = tm_talk_diagnostic(talk, i);
        const size_t size = strlen(shown);
        if (strstr(d->rule, "-missing"))
            continue;
        snprintf(shown + size, sizeof shown - size, "%s%s %zu:%zu",
                 size ? ", " : "", d->rule, d->place.line, d->place.column);
    }
    assert_string_equal(shown, expected);
    tm_talk_free(talk);
}

static void a_note_before_the_first_block_is_for_the_file(void **state)
{
    (void)state;
    assert_found("[a](do:a 'due:2026-02-30')\n\n[b](do:b 'due:2026-02-30')\n",
                 "date-impossible 1:11, date-impossible 3:11");
    assert_found("<!-- talkmark-ignore date-impossible -->\n\n"
                 "[a](do:a 'due:2026-02-30')\n\n[b](do:b 'due:2026-02-30')\n",
                 "");
    assert_found("---\ndate: 2026-02-30\n---\n"
                 "<!-- talkmark-ignore date-impossible -->\n",
                 "");
    assert_found("<!-- a word first -->\n"
                 "<!-- talkmark-ignore date-impossible -->\n\n"
                 "[a](do:a 'due:2026-02-30')\n\n[b](do:b 'due:2026-02-30')\n",
                 "");
}

static void a_note_on_its_own_is_for_the_block_that_follows(void **state)
{
    (void)state;
    assert_found("One.\n\n<!-- talkmark-ignore date-impossible -->\n"
                 "[a](do:a 'due:2026-02-30')\n\n[b](do:b 'due:2026-02-30')\n",
                 "date-impossible 6:11");
    /* A list is one block, with all that is in it. */
    assert_found("One.\n\n<!-- talkmark-ignore date-impossible -->\n\n"
                 "- [a](do:a 'due:2026-02-30')\n- x\n\n"
                 "  [b](do:b 'due:2026-02-30')\n\n"
                 "[c](do:c 'due:2026-02-30')\n",
                 "date-impossible 10:11");
    /* Another note between is no block. */
    assert_found("One.\n\n<!-- talkmark-ignore date-impossible -->\n"
                 "<!-- ask Wang -->\n\n[a](do:a 'due:2026-02-30')\n",
                 "");
    assert_found("> One.\n>\n> <!-- talkmark-ignore date-impossible -->\n>\n"
                 "> [a](do:a 'due:2026-02-30')\n\n"
                 "[b](do:b 'due:2026-02-30')\n",
                 "date-impossible 7:11");
}

static void a_note_in_running_text_is_for_the_block_around_it(void **state)
{
    (void)state;
    assert_found("[a](do:a 'due:2026-02-30') and\n"
                 "so <!-- talkmark-ignore date-impossible --> on\n\n"
                 "[b](do:b 'due:2026-02-30')\n",
                 "date-impossible 4:11");
    assert_found("- [a](do:a 'due:2026-02-30') "
                 "<!-- talkmark-ignore date-impossible -->\n"
                 "- [b](do:b 'due:2026-02-30')\n",
                 "date-impossible 2:13");
}

static void several_rules_stand_in_one_note(void **state)
{
    (void)state;
    assert_found("<!-- talkmark-ignore date-impossible, id-twice -->\n\n"
                 "[a](do:a 'due:2026-02-30') [b](do:a)\n",
                 "");
    assert_found("<!--talkmark-ignore date-impossible\nid-twice-->\n\n"
                 "[a](do:a 'due:2026-02-30') [b](do:a)\n",
                 "");
}

static void a_note_that_ignores_nothing_is_found(void **state)
{
    (void)state;
    assert_found("<!-- talkmark-ignore date-impossible -->\n\nOne.\n",
                 "ignore-unused 1:22");
    assert_found("One. <!-- talkmark-ignore date-impossible -->\n\n"
                 "[a](do:a 'due:2026-02-30')\n",
                 "ignore-unused 1:27, date-impossible 3:11");
    assert_found("One. <!-- talkmark-ignore near-miss-image -->\n\n"
                 "![a](do:a)\n",
                 "ignore-unused 1:27, near-miss-image 3:1");
    assert_found("One.\n\n<!-- talkmark-ignore date-impossible -->\n",
                 "ignore-unused 3:22");
    assert_found("<!-- talkmark-ignore date-imposible -->\n\n"
                 "[a](do:a 'due:2026-02-30')\n",
                 "ignore-unknown 1:22, date-impossible 3:11");
}

static void what_is_no_note_ignores_nothing(void **state)
{
    (void)state;
    assert_found("    <!-- talkmark-ignore date-impossible -->\n\n"
                 "[a](do:a 'due:2026-02-30')\n",
                 "date-impossible 3:11");
    assert_found("`<!-- talkmark-ignore date-impossible -->` "
                 "[a](do:a 'due:2026-02-30')\n",
                 "date-impossible 1:54");
    assert_found("<!-- talkmark-ignored date-impossible -->\n\n"
                 "[a](do:a 'due:2026-02-30')\n",
                 "date-impossible 3:11");
}

static void what_is_ignored_in_the_file_and_again_is_told_once(void **state)
{
    (void)state;
    assert_found("<!-- talkmark-ignore date-impossible -->\n\nOne.\n\n"
                 "<!-- talkmark-ignore date-impossible -->\n"
                 "[a](do:a 'due:2026-02-30')\n",
                 "ignore-unused 5:22");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_note_before_the_first_block_is_for_the_file),
    cmocka_unit_test(a_note_on_its_own_is_for_the_block_that_follows),
    cmocka_unit_test(a_note_in_running_text_is_for_the_block_around_it),
    cmocka_unit_test(several_rules_stand_in_one_note),
    cmocka_unit_test(a_note_that_ignores_nothing_is_found),
    cmocka_unit_test(what_is_no_note_ignores_nothing),
    cmocka_unit_test(what_is_ignored_in_the_file_and_again_is_told_once),
};

RUN_TESTS("ignore", tests)

#include "test.h"

#include "records.h"
#include "render.h"

/* A talk: its file's name without ".md", and its text. */
struct source {
    const char *name, *text;
};

static tm_talk *read_talk(const struct source *source)
{
    const tm_options options = { .file = render_text(source->name),
                                 .check = true };
    tm_talk *talk =
        tm_parse(source->text, strlen(source->text), &options, NULL);
    assert_non_null(talk);
    return talk;
}

/* What is found in talks, a line each: "FILE rule LINE:COLUMN message". */
static void assert_found(const struct source *sources, const char *expected)
{
    char shown[2048] = "";
    struct records *records = records_begin();
    assert_non_null(records);
    for (size_t i = 0; sources[i].name; i++) {
        tm_talk *talk = read_talk(&sources[i]);
        records_add(records, i, talk);
        tm_talk_free(talk);
    }
    assert_true(records_judge(records));
    for (size_t i = 0; i < records_finding_count(records); i++) {
        const struct record_finding *found = records_finding(records, i);
        const tm_diagnostic *d = &found->diagnostic;
        const size_t size = strlen(shown);
        snprintf(shown + size, sizeof shown - size, "%s %s %zu:%zu %.*s\n",
                 sources[found->file].name, d->rule, d->place.line,
                 d->place.column, (int)d->message.size, d->message.data);
    }
    assert_string_equal(shown, expected);
    records_free(records);
}

#define TALKS(...) ((const struct source[]){ __VA_ARGS__, { NULL, NULL } })

static void talks_that_fit_are_sound(void **state)
{
    (void)state;
    assert_found(
        TALKS({ "a", "[walk](do:walk) and [late](issue:late)\n" },
              { "b", "---\nfollows: a\n---\n[done](update:walk 'done')\n"
                     "[yes](pledge:yes 'for:a#late')\n" }),
        "");
}

static void two_files_of_one_name_are_told_at_the_second(void **state)
{
    (void)state;
    assert_found(TALKS({ "x/a", "one\n" }, { "y/a", "two\n" },
                       { "b", "---\nid: a\n---\n" }),
                 "y/a record-twice 1:1 another file is this record already: "
                 "\"a\"\n"
                 "b record-twice 2:5 another file is this record already: "
                 "\"a\"\n");
}

static void a_reference_needs_a_record_and_an_item(void **state)
{
    (void)state;
    assert_found(
        TALKS({ "a", "[walk](do:walk)\n" },
              { "b", "[x](pledge:x 'for:a#walk')\n\n"
                     "[y](pledge:y 'for:a#wolk')\n\n"
                     "[z](pledge:z 'for:c#walk')\n\n"
                     "[u](update:a#none 'done')\n\n"
                     "[v](update:c#none 'done')\n" }),
        "b target-nowhere 3:1 no item of that talk has this id: \"wolk\"\n"
        "b record-unknown 5:1 no talk here has this name: \"c\"\n"
        "b target-nowhere 7:1 no item of that talk has this id: \"none\"\n"
        "b record-unknown 9:1 no talk here has this name: \"c\"\n");
}

static void an_update_is_looked_for_in_the_talks_followed(void **state)
{
    (void)state;
    const struct source one = { "a", "[p](do:p) [q](do:q)\n" };
    const struct source two = { "b", "[p](issue:p) [r](do:r)\n" };
    assert_found(
        TALKS(one, two,
              { "c", "---\nfollows: [a, b]\n---\n[x](update:q 'done') "
                     "[y](update:r 'done')\n\n[z](update:p 'done')\n\n"
                     "[w](update:s 'done')\n" }),
        "c target-ambiguous 6:1 several of the talks that this one follows "
        "have this id: \"p\"\n"
        "c target-nowhere 8:1 no item of that talk has this id: \"s\"\n");
    /* A talk that is followed twice has it once. */
    assert_found(TALKS(one, { "c", "---\nfollows: [a, a]\n---\n"
                                   "[x](update:q 'done')\n" }),
                 "");
    /* One that is followed and not here may hold it. */
    assert_found(TALKS(one, { "c", "---\nfollows: [a, elsewhere]\n---\n"
                                   "[w](update:s 'done')\n" }),
                 "");
    assert_found(TALKS(one, { "c", "---\nfollows: elsewhere\n---\n"
                                   "[w](update:s 'done')\n" }),
                 "");
}

static void talks_that_follow_in_a_circle_are_told_once(void **state)
{
    (void)state;
    assert_found(TALKS({ "a", "---\nfollows: c\n---\n" },
                       { "b", "---\nfollows: a\n---\n" },
                       { "c", "---\nfollows: b\n---\n" },
                       { "d", "---\nfollows: [a, d]\n---\n" }),
                 "b follows-circle 2:10 talks that follow each other in a "
                 "circle: \"a\"\n"
                 "d follows-circle 2:14 talks that follow each other in a "
                 "circle: \"d\"\n");
}

static void an_item_is_moot_when_all_that_it_answers_is_struck_off(void **state)
{
    (void)state;
    const struct source asked = { "a", "---\ndate: 2026-01-02\n---\n"
                                       "[one](issue:one) [two](issue:two)\n" };
    const struct source answer = { "b", "---\ndate: 2026-02-02\n---\n"
                                        "[y](do:y 'for:a#one,a#two')\n" };
    assert_found(
        TALKS(asked, answer,
              { "c",
                "---\ndate: 2026-03-02\nfollows: a\n---\n"
                "[u](update:one 'accepted') [v](update:two 'dropped')\n" }),
        "b item-moot 4:1 all that this answers is closed: \"y\"\n");
    assert_found(
        TALKS(asked, answer,
              { "c", "---\ndate: 2026-03-02\nfollows: a\n---\n"
                     "[u](update:one 'accepted') [v](update:two 'doing')\n" }),
        "");
    /* A later talk opens it again, whatever the order of the files. */
    assert_found(
        TALKS(asked, answer,
              { "d", "---\ndate: 2026-04-02\nfollows: a\n---\n"
                     "[u](update:one 'open')\n" },
              { "c",
                "---\ndate: 2026-03-02\nfollows: a\n---\n"
                "[u](update:one 'accepted') [v](update:two 'dropped')\n" }),
        "");
    /* What has no date is the newest. */
    assert_found(
        TALKS(asked, answer,
              { "d", "---\nfollows: a\n---\n[u](update:one 'open')\n" },
              { "c",
                "---\ndate: 2026-03-02\nfollows: a\n---\n"
                "[u](update:one 'accepted') [v](update:two 'dropped')\n" }),
        "");
}

static void an_issue_whose_answers_are_done_has_an_update_proposed(void **state)
{
    (void)state;
    assert_found(
        TALKS(
            { "a",
              "[灯坏了](issue:lamp)，[换灯](do:x 'for:lamp done:2026-03-01')，"
              "[检查](do:y 'for:lamp')\n" },
            { "b", "---\nfollows: a\n---\n[查过了](update:y 'done')\n" }),
        "a issue-answered 1:1 all that answers this is done, a later talk may "
        "say so: \"[灯坏了](<update:a#lamp> 'done')\"\n");
    /* Words that were text stay text. */
    assert_found(
        TALKS({ "a", "[a \\*b\\] \\\\ c](issue:p) [x](do:x 'for:p "
                     "done:2026-03-01')\n" }),
        "a issue-answered 1:1 all that answers this is done, a later talk may "
        "say so: \"[a \\*b\\] \\\\ c](<update:a#p> 'done')\"\n");
    assert_found(TALKS({ "a", "[p](issue:p) [x](do:x 'for:p')\n" }), "");
    assert_found(TALKS({ "a", "[p](issue:p)\n" }), "");
}

static void news_of_one_owner_closes_no_item_that_others_share(void **state)
{
    (void)state;
    const char *one = "---\npeople: {w: Wang, l: Liu}\n---\n"
                      "[p](issue:p) [x](do:x 'for:p @w @l !each')\n";
    assert_found(
        TALKS({ "a", one },
              { "b", "---\nfollows: a\n---\n[u](update:x 'done @w')\n" }),
        "");
    assert_found(TALKS({ "a", one },
                       { "b", "---\nfollows: a\n---\n[u](update:x 'done')\n" }),
                 "a issue-answered 4:1 all that answers this is done, a later "
                 "talk may say so: \"[p](<update:a#p> 'done')\"\n");
}

static void what_a_note_ignores_is_not_found(void **state)
{
    (void)state;
    assert_found(
        TALKS({ "a", "[walk](do:walk)\n" },
              { "b", "Hello.\n\n<!-- talkmark-ignore target-nowhere -->\n"
                     "[y](pledge:y 'for:a#wolk')\n\n"
                     "[z](pledge:z 'for:a#wolk')\n" }),
        "b target-nowhere 6:1 no item of that talk has this id: \"wolk\"\n");
    assert_found(TALKS({ "a", "one\n" },
                       { "b", "<!-- talkmark-ignore record-twice -->\n" },
                       { "x/b", "<!-- talkmark-ignore record-twice -->\n" }),
                 "");
}

static void a_long_word_is_cut_between_characters(void **state)
{
    char text[2048] = "[", expected[1024] = "";
    (void)state;
    for (int i = 0; i < 200; i++)
        strcat(text, "灯");
    strcat(text, "](issue:p) [x](do:x 'for:p done:2026-03-01')\n");
    strcat(expected, "a issue-answered 1:1 all that answers this is done, a "
                     "later talk may say so: \"[");
    for (int i = 0; i < 40; i++)
        strcat(expected, "灯");
    strcat(expected, "](<update:a#p> 'done')\"\n");
    assert_found(TALKS({ "a", text }), expected);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(talks_that_fit_are_sound),
    cmocka_unit_test(two_files_of_one_name_are_told_at_the_second),
    cmocka_unit_test(a_reference_needs_a_record_and_an_item),
    cmocka_unit_test(an_update_is_looked_for_in_the_talks_followed),
    cmocka_unit_test(talks_that_follow_in_a_circle_are_told_once),
    cmocka_unit_test(an_item_is_moot_when_all_that_it_answers_is_struck_off),
    cmocka_unit_test(an_issue_whose_answers_are_done_has_an_update_proposed),
    cmocka_unit_test(news_of_one_owner_closes_no_item_that_others_share),
    cmocka_unit_test(what_a_note_ignores_is_not_found),
    cmocka_unit_test(a_long_word_is_cut_between_characters),
};

RUN_TESTS("records", tests)

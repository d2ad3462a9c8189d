#include "test.h"

#include "show.h"
#include "text.h"

/* A line for each item, then what is wrong: kind, id, words in quotes, the
 * node that carries it where that is no tag, its box and state. */
static void show_items(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        const enum tm_node_type type = tm_node_type_of(tm_item_node(item));
        const int box = tm_item_checkbox(item);
        show(shown, "%s", tm_kind_name(tm_item_kind(item)));
        show_text(shown, " ", tm_item_id(item));
        show_text(shown, " \"", tm_item_words(item));
        show(shown, "\"%s", tm_item_is_untagged(item) ? " untagged" : "");
        if (type != TM_NODE_TAG)
            show(shown, " %s", tm_node_type_name(type));
        if (box >= 0)
            show(shown, " [%c]", box ? 'x' : ' ');
        if (tm_item_has_status(item) && tm_item_status(item))
            show(shown, " %s", tm_status_name(tm_item_status(item)));
        show(shown, "\n");
    }
    show_rules(shown, talk);
}

static void every_tag_is_an_item_with_an_id(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "", "" },
        { "[a](do:b)", "directive b \"a\"\n" },
        { "[a](do:)", "directive ~directive-1 \"a\"\n" },
        { "[a](do:) [b](issue:) [c](action:) [d](do:x) [e](要求:)",
          "directive ~directive-1 \"a\"\nissue ~issue-1 \"b\"\n"
          "directive ~directive-2 \"c\"\ndirective x \"d\"\n"
          "directive ~directive-3 \"e\"\n" },
        { "[a *b* `c`](do:x)", "directive x \"a b c\"\n" },
        { "[a\nb\\\nc](do:x)", "directive x \"a b c\"\n" },
        { "[  a ](do:x)", "directive x \"a\"\n" },
        { "[](do:x)", "directive x \"\"\n" },
        { "[一\n二](do:x)", "directive x \"一二\"\n" },
        { "[a](cite:r) [b](cite:r)", "cite r \"a\"\ncite r \"b\"\n" },
        { "[a](update:t#x) [b](update:t#x)",
          "update ~update-1 \"a\"\nupdate ~update-2 \"b\"\n" },
        { "[a](do:Walk) [b](do:walk)",
          "directive Walk \"a\"\ndirective walk \"b\"\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void an_id_that_cannot_stand_is_told_and_left_out(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[a](do:.x)", "directive ~directive-1 \"a\"\n"
                        "id-malformed 1:1-1:11\n" },
        { "[a](do:x/y)", "directive ~directive-1 \"a\"\n"
                         "id-malformed 1:1-1:12\n" },
        { "[a](do:~directive-1)", "directive ~directive-1 \"a\"\n"
                                  "id-malformed 1:1-1:21\n" },
        { "[a](do:%FF)", "directive ~directive-1 \"a\"\n"
                         "id-malformed 1:1-1:12\n" },
        { "[a](do:tm-x)", "directive ~directive-1 \"a\"\n"
                          "id-reserved 1:1-1:13\n" },
        { "[a](cite:tm-x)", "cite ~cite-1 \"a\"\nid-reserved 1:1-1:15\n" },
        { "[a](do:TM-x)", "directive TM-x \"a\"\n" },
        { "[a](do:x) [b](issue:x) [c](do:x)",
          "directive x \"a\"\nissue ~issue-1 \"b\"\n"
          "directive ~directive-1 \"c\"\nid-twice 1:11-1:23\n"
          "id-twice 1:24-1:33\n" },
        { "[a](do:caf\xC3\xA9) [b](do:cafe\xCC\x81)",
          "directive caf\xC3\xA9 \"a\"\ndirective ~directive-1 \"b\"\n"
          "id-twice 1:14-1:27\n" },
        /* a citation may not have an item's id, wherever that stands */
        { "[a](cite:x) [b](do:x)", "cite ~cite-1 \"a\"\ndirective x \"b\"\n"
                                   "id-cited 1:1-1:12\n" },
        { "[b](do:x) [a](cite:x) [c](cite:y)",
          "directive x \"b\"\ncite ~cite-1 \"a\"\ncite y \"c\"\n"
          "id-cited 1:11-1:22\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void headings_are_points(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## a", "point ~point-1 \"a\" untagged heading\n" },
        { "a\n===\n\nb\n---",
          "point ~point-1 \"b\" untagged heading\n" }, /* the first: title */
        { "# a\n# b", "point ~point-1 \"b\" untagged heading\n" },
        { "## a *b* `c` ![d](e)",
          "point ~point-1 \"a b c d\" untagged heading\n" },
        { "##", "point ~point-1 \"\" untagged heading\n" },
        { "> # a\n\n- # b", "" },
        { "> # [a](point:)", "point ~point-1 \"a\" heading\n" },
        { "- # x [a](point:y)", "point y \"x a\" heading\n" },
        { "---\npoints: tagged\n---\n## a\n## [b](point:)\n## c [d](point:)",
          "point ~point-1 \"b\" heading\npoint ~point-2 \"c d\" heading\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void the_title_is_no_point(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "# a", "" },
        { "one\n\n# a", "" },
        { "## a\n# b", "point ~point-1 \"a\" untagged heading\n"
                       "point ~point-2 \"b\" untagged heading\n" },
        { "> # a\n\n# b", "" },
        { "# [a](point:)", "point ~point-1 \"a\" heading\n" },
        { "# a [b](do:)", "point ~point-1 \"a b\" untagged heading\n"
                          "directive ~directive-1 \"b\"\n" },
        { "---\ntitle: a\n---\n# a", "" },
        { "---\ntitle: b\n---\n# a",
          "point ~point-1 \"a\" untagged heading\n" },
        { "---\ntitle: a b\n---\n# *a*\tb",
          "point ~point-1 \"a\tb\" untagged heading\n" },
        { "---\ntitle: a b\n---\na\n b\n===", "" },
    };
    CHECK_TALKS(cases, show_items);
    tm_talk *talk = read_talk("# a *b*\n\n## c");
    assert_true(text_is(tm_talk_field(talk, TM_FIELD_TITLE), "a b"));
    const tm_node *title = tm_node_first_child(tm_talk_root(talk));
    assert_true(tm_node_is_title(title));
    assert_null(tm_node_item(title));
    assert_false(tm_node_is_title(tm_node_next(title)));
    tm_talk_free(talk);
}

/* Zeros as the title and as the first heading: is that the title? */
static bool is_title(int in_front, int in_heading)
{
    char source[4 * TM_MAX_NAME];
    snprintf(source, sizeof source, "---\ntitle: %0*d\n---\n# %0*d", in_front,
             0, in_heading, 0);
    tm_talk *talk = read_talk(source);
    const bool title =
        tm_node_is_title(tm_node_first_child(tm_talk_root(talk)));
    tm_talk_free(talk);
    return title;
}

static void a_title_that_is_cut_is_no_other_heading(void **state)
{
    (void)state;
    assert_true(is_title(TM_MAX_NAME, TM_MAX_NAME));
    assert_true(is_title(TM_MAX_NAME + 1, TM_MAX_NAME + 1));
    assert_false(is_title(TM_MAX_NAME + 1, TM_MAX_NAME));
    assert_false(is_title(TM_MAX_NAME, TM_MAX_NAME + 1));
}

static void a_tag_that_is_the_heading_takes_it_over(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "# [a](do:)", "directive ~directive-1 \"a\" heading\n" },
        { "## ***[a](issue:)***", "issue ~issue-1 \"a\" heading\n" },
        { "##  [a](decision:)  ##", "decision ~decision-1 \"a\" heading\n" },
        { "## [a](reply:)", "reply ~reply-1 \"a\" heading\n" },
        { "## [a](pledge:)<!-- b -->", "pledge ~pledge-1 \"a\" heading\n" },
        { "[a](do:)\n===", "directive ~directive-1 \"a\" heading\n" },
        /* what is more than the tag, or no such kind */
        { "## 1. [a](do:)", "point ~point-1 \"1. a\" untagged heading\n"
                            "directive ~directive-1 \"a\"\n" },
        { "## [a](do:)`b`", "point ~point-1 \"ab\" untagged heading\n"
                            "directive ~directive-1 \"a\"\n" },
        { "## [a](do:)[b](do:)", "point ~point-1 \"ab\" untagged heading\n"
                                 "directive ~directive-1 \"a\"\n"
                                 "directive ~directive-2 \"b\"\n" },
        { "## [a](do:) ![](b)", "point ~point-1 \"a\" untagged heading\n"
                                "directive ~directive-1 \"a\"\n" },
        { "## [a](cite:x)", "point ~point-1 \"a\" untagged heading\n"
                            "cite x \"a\"\n" },
        { "## [a](update:t#x)", "point ~point-1 \"a\" untagged heading\n"
                                "update ~update-1 \"a\"\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void a_point_in_a_heading_gives_it_its_id(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## 1. [a](point:x)", "point x \"1. a\" heading\n" },
        { "## [b](do:y) [a](point:x) [c](point:z)",
          "point x \"b a c\" heading\ndirective y \"b\"\npoint z \"c\"\n" },
        { "## [a](point:x) [b](point:x)",
          "point x \"a b\" heading\npoint ~point-1 \"b\"\n"
          "id-twice 1:17-1:29\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void a_checkbox_belongs_to_the_first_task(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "- [ ] [a](do:)", "directive ~directive-1 \"a\" [ ]\n" },
        { "- [x] [a](do:)", "directive ~directive-1 \"a\" [x] done\n" },
        { "1. [X] [a](issue:)", "issue ~issue-1 \"a\" [x] done\n" },
        { "- [x] [a](pledge:)", "pledge ~pledge-1 \"a\" [x] done\n" },
        { "- [x] [a](update:t#x)", "update ~update-1 \"a\" [x] done\n" },
        { "- [x] [a](cite:r) [b](point:) [c](do:) [d](do:)",
          "cite r \"a\"\npoint ~point-1 \"b\"\n"
          "directive ~directive-1 \"c\" [x] done\n"
          "directive ~directive-2 \"d\"\n" },
        { "- [x] one [a](decision:)",
          "directive ~directive-1 \"one a\" untagged item [x] done\n"
          "decision ~decision-1 \"a\"\n" },
        { "- [ ] one\n\n  [a](do:)",
          "directive ~directive-1 \"one\" untagged item [ ]\n"
          "directive ~directive-2 \"a\"\n" },
        { "- [ ] one\n  - [x] two",
          "directive ~directive-1 \"one\" untagged item [ ]\n"
          "directive ~directive-2 \"two\" untagged item [x] done\n" },
        { "- [ ] one\n  [a](do:) two", "directive ~directive-1 \"a\" [ ]\n" },
        { "- [ ] one *two*\n  three\\\n  four",
          "directive ~directive-1 \"one two three four\" untagged item [ ]\n" },
        { "> - [x] one",
          "directive ~directive-1 \"one\" untagged item [x] done\n" },
        { "---\ncheckboxes: ignore\n---\n- [x] one\n- [x] [a](do:)",
          "directive ~directive-1 \"a\" [x] done\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void a_long_name_before_a_box_is_known_too(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "---\npeople: {p: Procurement Office}\n---\n"
          "- [ ] @Procurement Office, one",
          "directive ~directive-1 \"one\" untagged item [ ]\n" },
        { "---\naudience: [Office for the Care of Streets and Bridges and of "
          "the Riverbanks]\n---\n"
          "- [ ] @Office for the Care of Streets and Bridges and of the "
          "Riverbanks: one",
          "directive ~directive-1 \"one\" untagged item [ ]\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void what_looks_like_a_checkbox_is_none(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[ ] a", "" },
        { "- a [ ] b", "" },
        { "- [] a", "" },
        { "- [ ]a", "" },
        { "- [ ]", "" },
        { "- [  ] a", "" },
        { "- \\[ ] a", "directive ~directive-1 \"a\" untagged item [ ]\n" },
        { "- *[ ] a*", "" },
        { "- `[ ] a`", "" },
        { "- > [ ] a", "" },
        { "- # [ ] a", "" },
        { "- a\n\n  [ ] b", "" },
        { "- [x] a\n\n[x]: b", "" },
        { "- [√] a", "" },
        { "- [\xE3\x80\x80] a", "" },
        { "- [ ]\ta", "" },
        { "-\n  [ ] a", "directive ~directive-1 \"a\" untagged item [ ]\n" },
        { "- [d]: e\n  [ ] a",
          "directive ~directive-1 \"a\" untagged item [ ]\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void box_and_status_may_contradict(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "- [x] [a](do: 'status:done')",
          "directive ~directive-1 \"a\" [x] done\n" },
        { "- [x] [a](do: 'status:accepted')",
          "directive ~directive-1 \"a\" [x] accepted\n" },
        { "- [x] [a](do: 'status:dropped')",
          "directive ~directive-1 \"a\" [x] dropped\n" },
        { "- [ ] [a](do: 'status:open')",
          "directive ~directive-1 \"a\" [ ]\n" },
        { "- [ ] [a](do: 'status:doing')",
          "directive ~directive-1 \"a\" [ ] doing\n" },
        { "- [x] [a](do: '@w status:open')",
          "directive ~directive-1 \"a\" [x]\nstatus-box 1:19-1:30\n" },
        { "- [x] [a](do: 'status:doing')",
          "directive ~directive-1 \"a\" [x] doing\nstatus-box 1:16-1:28\n" },
        { "- [ ] [a](do: 'status:done')",
          "directive ~directive-1 \"a\" [ ] done\nstatus-box 1:16-1:27\n" },
        { "- [ ] [a](do: 'done:2026-03-01')",
          "directive ~directive-1 \"a\" [ ] done\nstatus-box 1:16-1:31\n" },
        { "- [ ] [a](update:t#x 'accepted')",
          "update ~update-1 \"a\" [ ] accepted\nstatus-box 1:23-1:31\n" },
        { "- [ ] [a]\n\n[a]: do:x '@w status:done'",
          "directive x \"a\" [ ] done\nstatus-box 3:15-3:26\n" },
    };
    CHECK_TALKS(cases, show_items);
}

static void show_places(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_place place = tm_item_place(tm_talk_item(talk, i));
        show_place(shown, place);
        show(shown, " %zu-%zu\n", place.start, place.end);
    }
}

static void untagged_items_have_places_too(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## a", "1:1-1:5 0-4\n" },
        { "a\n--", "1:1-2:3 0-4\n" },
        { "- [ ] one\n  two\n\n  three", "1:3-2:6 2-15\n" },
        { "1.  [x] 一", "1:5-1:10 4-11\n" },
        { "> - [ ] one\n>   two", "1:5-2:8 4-19\n" },
        { "- [d]: e\n  [ ] one", "2:3-2:10 11-18\n" },
        { "## x [a](point:)", "1:6-1:17 5-16\n" },
    };
    CHECK_TALKS(cases, show_places);
}

/* A line for each update: its target as RECORD#ID, and what is wrong. */
static void show_targets(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_reference target = tm_item_target(tm_talk_item(talk, i));
        show_text(shown, "", target.record);
        show_text(shown, "#", target.id);
        show(shown, "\n");
    }
    show_rules(shown, talk);
}

static void an_update_names_its_target(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[a](update:t#x)", "t#x\n" },
        { "[a](update:t#u#x)", "t#u#x\n" },
        { "[a](<update:plant talk#x>)", "plant talk#x\n" },
        { "[a](update:plant%20talk#x)", "plant talk#x\n" },
        { "[a](进展:例会#查)", "例会#查\n" },
        { "[a](update:)", "\ntarget-missing 1:1-1:13\n" },
        { "[a](update:x)", "#x\ntarget-unknown 1:1-1:14\n" },
        { "[a](update:#x)", "\nid-malformed 1:1-1:15\n" },
        { "[a](update:t#)", "\nid-malformed 1:1-1:15\n" },
        { "[a](update:t#.x)", "\nid-malformed 1:1-1:17\n" },
        { "---\nfollows: t\n---\n[a](update:x)", "t#x\n" },
        { "---\nfollows: t\n---\n[a](update:u#x)", "u#x\n" },
        { "---\nfollows: [t, u]\n---\n[a](update:x)", "#x\n" },
    };
    CHECK_TALKS(cases, show_targets);
}

static void an_answer_must_have_its_item(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[a](issue:x) [b](do:y 'for:x')", "" },
        { "[b](do:y 'for:x') [a](issue:x)", "" },
        { "[b](do:y 'for:x')", "for-unknown 1:11-1:16\n" },
        { "[b](do:y 'for:r#x')", "" },
        { "[b](do:y 'for:stdin#x')", "for-unknown 1:11-1:22\n" },
        { "[b](do:y 'for:stdin#y')", "" },
        { "---\nid: r\n---\n[b](do:y 'for:r#x,y')", "for-unknown 4:11-4:20\n" },
        { "[c](cite:x) [b](do:y 'for:x')", "for-unknown 1:23-1:28\n" },
        { "[c](do:) [b](do:y 'for:~directive-1')",
          "for-malformed 1:20-1:36\n" },
    };
    CHECK_TALKS(cases, show_rules);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_tag_is_an_item_with_an_id),
    cmocka_unit_test(an_id_that_cannot_stand_is_told_and_left_out),
    cmocka_unit_test(headings_are_points),
    cmocka_unit_test(the_title_is_no_point),
    cmocka_unit_test(a_title_that_is_cut_is_no_other_heading),
    cmocka_unit_test(a_tag_that_is_the_heading_takes_it_over),
    cmocka_unit_test(a_point_in_a_heading_gives_it_its_id),
    cmocka_unit_test(a_checkbox_belongs_to_the_first_task),
    cmocka_unit_test(a_long_name_before_a_box_is_known_too),
    cmocka_unit_test(what_looks_like_a_checkbox_is_none),
    cmocka_unit_test(box_and_status_may_contradict),
    cmocka_unit_test(untagged_items_have_places_too),
    cmocka_unit_test(an_update_names_its_target),
    cmocka_unit_test(an_answer_must_have_its_item),
};

RUN_TESTS("tags", tests)

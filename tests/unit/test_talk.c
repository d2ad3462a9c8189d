#include "test.h"

#include "show.h"
#include "text.h"

static void every_kind_has_its_words(void **state)
{
    (void)state;
    for (int i = 0; i < TM_KIND__COUNT; i++) {
        const enum tm_kind kind = (enum tm_kind)i;
        enum tm_kind found = TM_KIND__COUNT;
        assert_true(tm_kind_find(text_of(tm_kind_name(kind)), &found));
        assert_int_equal(found, kind);
        found = TM_KIND__COUNT;
        assert_true(tm_kind_find(text_of(tm_kind_chinese(kind)), &found));
        assert_int_equal(found, kind);
        assert_true(strlen(tm_kind_plural(kind)) > 0);
        if (tm_kind_traits(kind) & TM_TRAIT_TASK)
            assert_true(tm_kind_traits(kind) & TM_TRAIT_BOX);
    }
    assert_string_equal(tm_kind_name(TM_KIND_DIRECTIVE), "directive");
    assert_string_equal(tm_kind_chinese(TM_KIND_DIRECTIVE), "要求");
    assert_string_equal(tm_kind_plural(TM_KIND_CITE), "references");
    assert_true(
        tm_kinds_of_tasks() ==
        (1u << TM_KIND_DIRECTIVE | 1u << TM_KIND_ISSUE | 1u << TM_KIND_PLEDGE));
}

static void a_word_that_names_no_kind_changes_nothing(void **state)
{
    (void)state;
    static const char *const words[] = { "",   "d",      "doo", "directives",
                                         "要", "要求：", " do" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        enum tm_kind kind = TM_KIND_REPLY;
        assert_false(tm_kind_find(text_of(words[i]), &kind));
        assert_int_equal(kind, TM_KIND_REPLY);
    }
    enum tm_kind kind;
    assert_false(tm_kind_find((tm_text){ 0 }, &kind));
}

static void states_have_words_and_are_closed_or_not(void **state)
{
    (void)state;
    static const struct {
        enum tm_status status;
        const char *name, *chinese;
        bool closed;
    } cases[] = {
        { TM_STATUS_OPEN, "open", "未整改", false },
        { TM_STATUS_DOING, "doing", "整改中", false },
        { TM_STATUS_DONE, "done", "已完成", true },
        { TM_STATUS_ACCEPTED, "accepted", "已销号", true },
        { TM_STATUS_DROPPED, "dropped", "已撤销", true },
    };
    assert_int_equal(TM_STATUS__COUNT, sizeof cases / sizeof *cases);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const enum tm_status status = cases[i].status;
        assert_string_equal(tm_status_name(status), cases[i].name);
        assert_string_equal(tm_status_chinese(status), cases[i].chinese);
        assert_true(tm_status_is_closed(status) == cases[i].closed);
    }
}

static void names_of_severities_and_nodes(void **state)
{
    (void)state;
    assert_string_equal(tm_severity_name(TM_SEVERITY_HINT), "hint");
    assert_string_equal(tm_severity_name(TM_SEVERITY_WARNING), "warning");
    assert_string_equal(tm_severity_name(TM_SEVERITY_ERROR), "error");
    for (int i = 0; i < TM_NODE__COUNT; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(tm_node_type_name((enum tm_node_type)i),
                                    tm_node_type_name((enum tm_node_type)j));
}

static void show_whether_chinese(struct shown *shown, const tm_talk *talk)
{
    show(shown, "%s", tm_talk_is_chinese(talk) ? "yes" : "no");
}

static void a_talk_tells_what_its_front_matter_says(void **state)
{
    (void)state;
    tm_talk *talk = read_talk(
        "---\ntitle: T\ndate: 2026.3.12\nspeaker: Chen\naudience: [A, B]\n"
        "present: c\nabsent: [d]\nfollows: [e, f]\nlang: en\n"
        "people: {w: Wang, l: {name: Li, unit: B, email: l@b.c, mask: L.}}\n"
        "x: y\nz: [1, 2]\n---\n");
    struct shown shown = { .size = 0 };
    for (int i = TM_FIELD_TITLE; i <= TM_FIELD_LANG; i++)
        show_text(&shown, "|", tm_talk_field(talk, (enum tm_field)i));
    for (int list = 0; list <= TM_LIST_FOLLOWS; list++)
        for (size_t i = 0; i < tm_talk_list_count(talk, (enum tm_list)list);
             i++)
            show_text(&shown, "/", tm_talk_list(talk, (enum tm_list)list, i));
    for (size_t i = 0; i < tm_talk_person_count(talk); i++) {
        const tm_person *person = tm_talk_person(talk, i);
        show_text(&shown, "\n", person->id);
        show_text(&shown, " ", person->name);
        show_text(&shown, " ", person->unit);
        show_text(&shown, " ", person->email);
        show_text(&shown, " ", person->mask);
    }
    for (size_t i = 0; i < tm_talk_metadata_count(talk); i++) {
        show_text(&shown, "\n", tm_talk_metadata(talk, i).key);
        show_text(&shown, "=", tm_talk_metadata(talk, i).value);
    }
    const tm_date date = tm_talk_date(talk);
    show(&shown, "\n%d-%d-%d", date.year, date.month, date.day);
    assert_string_equal(shown.text, "|T|2026.3.12|Chen|en/A/B/c/d/e/f\n"
                                    "w Wang\nl Li B l@b.c L.\n"
                                    "x=y\nz=[1, 2]\n2026-3-12");
    tm_talk_free(talk);
}

static void chinese_is_what_zh_and_its_variants_name(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "---\nlang: zh\n---\n", "yes" },
        { "---\nlang: ZH-Hant\n---\n", "yes" },
        { "---\nlang: zha\n---\n会", "no" }, /* Zhuang */
        { "---\nlang: z\n---\n会", "no" },
        { "---\nlang: en-zh\n---\n会", "no" },
    };
    CHECK_TALKS(cases, show_whether_chinese);
}

static void a_checkbox_stands_at_its_list_item(void **state)
{
    (void)state;
    tm_talk *talk = read_talk("- [x] one\n- [ ] [two](do:)\n- three\n");
    const tm_node *list = tm_node_first_child(tm_talk_root(talk));
    const tm_node *item = tm_node_first_child(list);
    bool ticked = false;
    assert_true(tm_node_has_checkbox(item, &ticked) && ticked);
    assert_ptr_equal(tm_node_item(item), tm_talk_item(talk, 0));
    item = tm_node_next(item);
    assert_true(tm_node_has_checkbox(item, &ticked) && !ticked);
    assert_true(tm_node_has_checkbox(item, NULL));
    assert_ptr_equal(tm_node_item(item), tm_talk_item(talk, 1));
    assert_int_equal(tm_node_type_of(tm_item_node(tm_talk_item(talk, 1))),
                     TM_NODE_TAG);
    item = tm_node_next(item);
    assert_false(tm_node_has_checkbox(item, &ticked));
    assert_null(tm_node_item(item));
    assert_null(tm_node_next(item));
    tm_talk_free(talk);
}

static void what_a_node_has_not_is_absent(void **state)
{
    (void)state;
    tm_talk *talk = read_talk("one [two](do:x 'y')");
    const tm_node *paragraph = tm_node_first_child(tm_talk_root(talk));
    const tm_node *text = tm_node_first_child(paragraph);
    const tm_node *tag = tm_node_next(text);
    assert_null(tm_node_text(paragraph).data);
    assert_null(tm_node_url(text).data);
    assert_null(tm_node_title(tag).data); /* the item has what it said */
    assert_null(tm_node_url(tag).data);
    assert_null(tm_node_info(paragraph).data);
    assert_true(tm_node_level(paragraph) == 0);
    assert_true(tm_node_place(text).line == 0);
    assert_null(tm_node_item(paragraph));
    assert_false(tm_node_is_title(paragraph));
    assert_null(tm_node_first_child(text));
    tm_talk_free(talk);
}

static void only_open_tasks_past_their_due_date_are_late(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        tm_date today;
        bool late;
    } cases[] = {
        { "[a](do: '2026-03-16')", { 2026, 3, 16 }, false },
        { "[a](do: '2026-03-16')", { 2026, 3, 17 }, true },
        { "[a](do: '2026-03-16')", { 2026, 3, 15 }, false },
        { "[a](do: '2026-03-31')", { 2026, 4, 1 }, true },
        { "[a](do: '2026-12-31')", { 2027, 1, 1 }, true },
        { "[a](do: '2027-01-01')", { 2026, 12, 31 }, false },
        { "[a](issue: '2026-03-16')", { 2026, 3, 17 }, true },
        { "[a](pledge: '2026-03-16 status:doing')", { 2026, 3, 17 }, true },
        { "[a](do: '2026-03-16 status:done')", { 2026, 3, 17 }, false },
        { "[a](do: '2026-03-16 status:dropped')", { 2026, 3, 17 }, false },
        { "- [x] [a](do: '2026-03-16')", { 2026, 3, 17 }, false },
        { "[a](decision: '2026-03-16')", { 2026, 3, 17 }, false },
        { "[a](point: '2026-03-16')", { 2026, 3, 17 }, false },
        { "[a](do: 'ongoing')", { 2026, 3, 17 }, false },
        { "[a](do: 'due:later')", { 2026, 3, 17 }, false },
        { "[a](do:)", { 2026, 3, 17 }, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_talk *talk = read_talk(cases[i].source);
        if (tm_item_is_late(tm_talk_item(talk, 0), cases[i].today) !=
            cases[i].late)
            print_message("%s\n", cases[i].source);
        assert_true(tm_item_is_late(tm_talk_item(talk, 0), cases[i].today) ==
                    cases[i].late);
        tm_talk_free(talk);
    }
}

static void tasks_have_a_state_and_others_where_one_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        bool has;
    } cases[] = {
        { "[a](do:)", true },
        { "[a](issue:)", true },
        { "[a](pledge:)", true },
        { "[a](decision:)", false },
        { "[a](point:)", false },
        { "[a](cite:x)", false },
        { "[a](update:r#x)", false },
        { "[a](update:r#x 'done')", true },
        { "[a](update:r#x 'done:2026-03-01')", true },
        { "[a](decision: 'status:open')", true },
        { "[a](decision: 'status:up')", false },
        { "- [x] [a](update:r#x)", true },
        { "- [ ] [a](update:r#x)", false },
        { "- [ ] a", true },
        { "## a", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_talk *talk = read_talk(cases[i].source);
        if (tm_item_has_status(tm_talk_item(talk, 0)) != cases[i].has)
            print_message("%s\n", cases[i].source);
        assert_true(tm_item_has_status(tm_talk_item(talk, 0)) == cases[i].has);
        tm_talk_free(talk);
    }
}

static void an_owner_is_called_by_name_unit_or_id(void **state)
{
    (void)state;
    static const struct {
        tm_owner owner;
        const char *want;
    } cases[] = {
        { { .id = { "w", 1 }, .name = { "Wang", 4 }, .unit = { "B", 1 } },
          "Wang" },
        { { .id = { "w", 1 }, .unit = { "B", 1 } }, "B" },
        { { .id = { "w", 1 } }, "w" },
        { { .id = { "w", 1 }, .name = { "", 0 } }, "w" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(text_is(tm_owner_label(&cases[i].owner), cases[i].want));
}

static void who_speaks_a_reply(void **state)
{
    (void)state;
    static const struct {
        const char *source, *speaker;
    } cases[] = {
        { "[Wang](reply:)", "Wang" },
        { "[Wang](reply: '@Liu @Zhao')", "Liu" },
        { "[](reply:)", "" },
        { "[Wang](do:)", NULL },
        { "---\npeople: {w: Wang Fang}\n---\n[w](reply:)", "Wang Fang" },
        { "---\npeople: {w: Wang Fang}\n---\n[Wang Fang](reply:)",
          "Wang Fang" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tm_talk *talk = read_talk(cases[i].source);
        const tm_text speaker = tm_item_speaker(tm_talk_item(talk, 0));
        assert_true(text_is(speaker, cases[i].speaker));
        assert_true(!speaker.data == !cases[i].speaker);
        tm_talk_free(talk);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_kind_has_its_words),
    cmocka_unit_test(a_word_that_names_no_kind_changes_nothing),
    cmocka_unit_test(states_have_words_and_are_closed_or_not),
    cmocka_unit_test(names_of_severities_and_nodes),
    cmocka_unit_test(a_talk_tells_what_its_front_matter_says),
    cmocka_unit_test(chinese_is_what_zh_and_its_variants_name),
    cmocka_unit_test(a_checkbox_stands_at_its_list_item),
    cmocka_unit_test(what_a_node_has_not_is_absent),
    cmocka_unit_test(only_open_tasks_past_their_due_date_are_late),
    cmocka_unit_test(tasks_have_a_state_and_others_where_one_is_written),
    cmocka_unit_test(an_owner_is_called_by_name_unit_or_id),
    cmocka_unit_test(who_speaks_a_reply),
};

RUN_TESTS("talk", tests)

#include "test.h"

#include "item_json.h"
#include "rendered.h"
#include "tasks_json.h"

static char *all_from(const char *source)
{
    struct some_items some = { 0 };
    tm_talk *talk = talk_from(source);
    add_items(&some, talk, (1u << TM_KIND__COUNT) - 1);
    char *text = list_written(tasks_json, &some.list, 0);
    tm_talk_free(talk);
    return text;
}

static void a_line_holds_every_key_in_order(void **state)
{
    (void)state;
    check_written(
        "one", all_from("[walk](do:walk)"),
        "{\"schema\":\"talkmark.item/1\",\"record\":\"talk\","
        "\"record_title\":null,\"record_date\":null,\"speaker\":null,"
        "\"follows\":[],\"id\":\"walk\",\"auto_id\":false,"
        "\"kind\":\"directive\",\"text\":\"walk\",\"detail\":\"walk\","
        "\"owners\":[],\"each\":false,\"due\":null,\"due_text\":null,"
        "\"due_first\":null,\"start\":null,\"done\":null,\"ongoing\":false,"
        "\"status\":\"open\",\"checkbox\":null,\"priority\":null,"
        "\"source\":null,\"by\":null,\"evidence\":null,\"note\":null,"
        "\"for\":[],\"topics\":[],\"target\":null,\"reply\":null,"
        "\"attributes\":{},\"path\":[],\"file\":\"talk.md\",\"line\":1,"
        "\"column\":1,\"end_line\":1,\"end_column\":16,\"bytes\":[0,15],"
        "\"cut\":false}\n");
}

static void no_key_is_written_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < item_json_count(); i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(item_json_key(i), item_json_key(j));
}

/* What a key says is looked for in the lines, as bytes. */
static void check_value(const char *source, const char *want)
{
    char *got = all_from(source);
    if (!strstr(got, want))
        print_message("of: %s\ngot: %s\nwant: %s\n", source, got, want);
    assert_non_null(strstr(got, want));
    free(got);
}

static void values_are_those_of_the_item(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "---\npeople: {w: {name: Wang, unit: Line A}}\n---\n[a](do: '@w')",
          "\"owners\":[{\"id\":\"w\",\"name\":\"Wang\",\"unit\":\"Line A\"}]" },
        { "[a](do: '@x @y !each')",
          "\"owners\":[{\"id\":null,\"name\":\"x\",\"unit\":null},"
          "{\"id\":null,\"name\":\"y\",\"unit\":null}],\"each\":true" },
        { "[a](do: '2026-04-01')", "\"due\":\"2026-04-01\"" },
        { "[a](do: 'due:\"next week\"')", "\"due_text\":\"next week\"" },
        { "[a](do: 'due:ongoing')", "\"ongoing\":true" },
        { "[a](do: 'done:2026-03-01')",
          "\"done\":\"2026-03-01\",\"ongoing\":false,\"status\":\"done\"" },
        { "[a](decision:)", "\"status\":null" },
        { "- [x] [a](do:)", "\"checkbox\":true" },
        { "- [ ] [a](do:)", "\"checkbox\":false" },
        { "[a](do: 'for:b,c#d')", "\"for\":[\"b\",\"c#d\"]" },
        { "[a](do: '+x +y')", "\"topics\":[\"x\",\"y\"]" },
        { "[a](do: 'x:1 y:\"2 3\"')",
          "\"attributes\":{\"x\":\"1\",\"y\":\"2 3\"}" },
        { "[a](update:t#b 'to:@w')", "\"attributes\":{\"to\":\"w\"}" },
        { "[a](update:t#b 'x:1 to:@w')",
          "\"attributes\":{\"x\":\"1\",\"to\":\"w\"}" },
        { "[a](do: 'source:\"s t\" by:b evidence:e a note')",
          "\"source\":\"s t\",\"by\":\"b\",\"evidence\":\"e\","
          "\"note\":\"a note\"" },
        { "[a](update:t#b)", "\"target\":{\"record\":\"t\",\"id\":\"b\"}" },
        { "---\ntitle: T\n---\n# A\n\n## B\n\n[a](do:)",
          "\"path\":[\"A\",\"B\"]" },
        { "# [Wang](reply:)\n\n[a](do:)", "\"reply\":\"Wang\"" },
        { "[a](do: '!low')", "\"priority\":\"low\"" },
        { "[say \"no\"\\\\](do:)", "\"text\":\"say \\\"no\\\"\\\\\"" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_value(cases[i].source, cases[i].want);
}

/* A line is a line whatever stands in it. */
static void every_item_is_one_line(void **state)
{
    (void)state;
    char *got = all_from("[a\nb](do: 'note\nx:\"a\nb\"')\n\n"
                         "[c](issue:)\\\nd\n\n- [ ] e\n\n  f\n");
    size_t lines = 0;
    for (char *at = got; (at = strchr(at, '\n')); at++) {
        assert_true(at[-1] == '}' && (!at[1] || at[1] == '{'));
        lines++;
    }
    assert_true(lines == 3);
    free(got);
}

static void an_empty_list_is_empty(void **state)
{
    (void)state;
    const struct task_list list = { 0 };
    check_written("nothing", list_written(tasks_json, &list, 0), "");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_line_holds_every_key_in_order),
    cmocka_unit_test(no_key_is_written_twice),
    cmocka_unit_test(values_are_those_of_the_item),
    cmocka_unit_test(every_item_is_one_line),
    cmocka_unit_test(an_empty_list_is_empty),
};

RUN_TESTS("tasks_json", tests)

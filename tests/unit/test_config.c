#include "test.h"

#include "render.h"

#include <stdbool.h>

static tm_config *read_config(const char *source)
{
    tm_error error;
    tm_config *config = tm_config_read(source, strlen(source), NULL, &error);
    assert_non_null(config);
    assert_int_equal(error.code, TM_ERROR_NONE);
    return config;
}

static tm_talk *read_talk(const char *source, const tm_config *config)
{
    const tm_options options = { .file = render_text("talk.md"),
                                 .config = config };
    tm_talk *talk = tm_parse(source, strlen(source), &options, NULL);
    assert_non_null(talk);
    return talk;
}

/* The talk 'source' with the configuration 'yaml', which is freed and so is no
 * part of what is read of the talk. */
static tm_talk *read_both(const char *yaml, const char *source)
{
    char *copy = strdup(yaml);
    assert_non_null(copy);
    tm_config *config = read_config(copy);
    memset(copy, 0xFF, strlen(copy));
    free(copy);
    tm_talk *talk = read_talk(source, config);
    tm_config_free(config);
    return talk;
}

static void assert_text(tm_text text, const char *expected)
{
    char copy[256];
    snprintf(copy, sizeof copy, "%.*s", (int)text.size,
             text.size ? text.data : "");
    assert_string_equal(copy, expected);
}

/* The rules of what is wrong with 'yaml', and where. */
static void assert_wrong(const char *yaml, const char *expected)
{
    char shown[512] = "";
    tm_config *config = read_config(yaml);
    for (size_t i = 0; i < tm_config_diagnostic_count(config); i++) {
        const tm_diagnostic *d = tm_config_diagnostic(config, i);
        const size_t size = strlen(shown);
        snprintf(shown + size, sizeof shown - size, "%s%s %zu:%zu",
                 size ? ", " : "", d->rule, d->place.line, d->place.column);
    }
    assert_string_equal(shown, expected);
    tm_config_free(config);
}

/* ---- Reading ---- */

static void a_file_that_says_nothing_is_sound(void **state)
{
    (void)state;
    assert_wrong("", "");
    assert_wrong("\n\n", "");
    assert_wrong("# nothing yet\n", "");
    assert_wrong("---\n", "");
    assert_wrong("~\n", "");
    assert_wrong("\xEF\xBB\xBFlang: en\n", "");
}

static void keys_go_by_their_english_and_chinese_names(void **state)
{
    (void)state;
    assert_wrong("audience: [a]\npeople: {a: b}\nlang: en\ndefaults: +x\n"
                 "points: all\ncheckboxes: tasks\nredact: [b]\n"
                 "columns: [id]\n",
                 "");
    assert_wrong("对象: [a]\n人员: {a: b}\n语言: zh\n默认: +x\n列: [id]\n", "");
    assert_wrong("lang: en\n语言: zh\n", "key-twice 2:1");
}

static void keys_of_one_talk_and_unknown_ones_are_warnings(void **state)
{
    (void)state;
    assert_wrong("title: T\nid: a\n日期: x\nspeaker: s\nfollows: f\n"
                 "present: p\nabsent: b\n",
                 "config-talk-key 1:1, config-talk-key 2:1, "
                 "config-talk-key 3:1, config-talk-key 4:1, "
                 "config-talk-key 5:1, config-talk-key 6:1, "
                 "config-talk-key 7:1");
    assert_wrong("lang: en\npeopel: {a: b}\n", "config-key 2:1");
}

static void what_is_no_mapping_is_an_error(void **state)
{
    (void)state;
    assert_wrong("hello\n", "key-type 1:1");
    assert_wrong("- a\n", "key-type 1:1");
    assert_wrong("people: [a\n", "yaml-syntax 1:9");
    assert_wrong("lang: en\n---\nlang: zh\n", "yaml-syntax 2:1");
    assert_wrong("人员：a\n", "yaml-colon 1:3");
    assert_wrong("lang: &a en\n", "yaml-alias 1:7");
}

static void values_are_judged_as_those_of_front_matter(void **state)
{
    (void)state;
    assert_wrong("people: {a: b}\npoints: some\ncheckboxes: none\n"
                 "defaults: '@x due:2026-02-30'\n",
                 "value-unknown 2:9, value-unknown 3:13, "
                 "date-impossible 4:12, config-owner 4:12");
    assert_wrong("people: [a]\n", "key-type 1:1");
    /* The talk has the day to count from. */
    assert_wrong("defaults: due:+7d\n", "");
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    tm_error error;
    assert_null(tm_config_read("a\0b", 3, NULL, &error));
    assert_int_equal(error.code, TM_ERROR_ENCODING);
    assert_null(tm_config_read("\xFF", 1, NULL, NULL));
    tm_config_free(NULL);
}

static void messages_name_what_is_read(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "a: [",
        "a: &a b\n",
        "人员：a\n",
        "lang: \"a\n",
        "people:\n\ta: b\n",
        "lang: a #b\n",
        "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        char message[256];
        tm_config *config = read_config(broken[i]);
        assert_int_equal(tm_config_diagnostic_count(config), 1);
        const tm_text text = tm_config_diagnostic(config, 0)->message;
        snprintf(message, sizeof message, "%.*s", (int)text.size, text.data);
        print_message("%s\n", message);
        assert_non_null(strstr(message, "talkmark.yaml"));
        assert_null(strstr(message, "front matter"));
        tm_config_free(config);
    }
}

static void
limits_of_input_and_memory_are_those_that_are_asked_for(void **state)
{
    (void)state;
    static const char yaml[] = "people: {a: {name: b, unit: c}}\n"
                               "audience: [d]\ndefaults: '@x +e'\n"
                               "columns: [f]\nnone: 1\n";
    const size_t size = sizeof yaml - 1;
    tm_error error;
    assert_null(tm_config_read(yaml, size,
                               &(tm_options){ .max_input = size - 1 }, &error));
    assert_int_equal(error.code, TM_ERROR_LIMIT);
    assert_non_null(strstr(error.message, "too many bytes in one "
                                          "talkmark.yaml (limit is "));
    tm_config *config = NULL;
    size_t failures = 0;
    for (tm_options options = { .max_input = size, .max_memory = 1 }; !config;
         options.max_memory += 512) {
        config = tm_config_read(yaml, size, &options, &error);
        failures += !config;
        assert_int_equal(error.code, config ? TM_ERROR_NONE : TM_ERROR_MEMORY);
        assert_int_equal(!error.message[0], config != NULL);
    }
    assert_true(failures > 2);
    assert_int_equal(tm_config_diagnostic_count(config), 2);
    tm_config_free(config);
}

static void keys_have_their_chinese_names(void **state)
{
    (void)state;
    size_t i = 0;
    while (strcmp(tm_config_key(i), "people"))
        i++;
    assert_string_equal(tm_config_key_chinese(i), "人员");
    while (strcmp(tm_config_key(i), "points"))
        i++;
    assert_null(tm_config_key_chinese(i));
    while (tm_config_key(i))
        i++;
    assert_null(tm_config_key_chinese(i));
}

static void each_key_has_its_value_and_its_place(void **state)
{
    (void)state;
    tm_config *config = read_config("\npeople: {w: {name: 'a, b'}}\nlang:\n");
    size_t given = 0;
    for (size_t i = 0; tm_config_key(i); i++) {
        tm_place place;
        const tm_text value = tm_config_value(config, i, &place);
        given += place.line != 0;
        if (!strcmp(tm_config_key(i), "people")) {
            assert_text(value, "{w: {name: \"a, b\"}}");
            assert_int_equal(place.line, 2);
        } else if (!strcmp(tm_config_key(i), "lang")) {
            assert_text(value, "null");
            assert_int_equal(place.line, 3);
        } else {
            assert_null(value.data);
        }
    }
    assert_int_equal(given, 2);
    tm_config_free(config);
}

static void columns_are_names_in_their_order(void **state)
{
    (void)state;
    tm_config *config = read_config("columns: [b, a=Title, '']\n");
    assert_int_equal(tm_config_column_count(config), 2);
    assert_text(tm_config_column(config, 0), "b");
    assert_text(tm_config_column(config, 1), "a=Title");
    tm_config_free(config);
}

/* ---- Behind a talk's own ---- */

static void a_talks_own_people_come_first_and_win_by_id(void **state)
{
    (void)state;
    tm_talk *talk = read_both("people: {wang: {name: Wang Fang, unit: Line B, "
                              "email: w@example.org, mask: W}, liu: Liu Wei}\n",
                              "---\npeople: {zhao: Zhao Lin, wang: Wang Lin}\n"
                              "---\n[a](do:a '@wang @liu @\"Line B\"')\n");
    assert_int_equal(tm_talk_person_count(talk), 3);
    assert_text(tm_talk_person(talk, 0)->id, "zhao");
    assert_text(tm_talk_person(talk, 1)->name, "Wang Lin");
    assert_text(tm_talk_person(talk, 2)->name, "Liu Wei");
    const tm_item *item = tm_talk_item(talk, 0);
    assert_text(tm_item_owner(item, 0)->name, "Wang Lin");
    assert_text(tm_item_owner(item, 1)->name, "Liu Wei");
    /* His unit went with the one who was replaced. */
    assert_int_equal(tm_item_owner(item, 2)->type, TM_OWNER_UNKNOWN);
    tm_talk_free(talk);
}

static void a_person_keeps_all_that_the_configuration_says(void **state)
{
    (void)state;
    tm_talk *talk = read_both("people: {w: {name: N, unit: U, email: E, "
                              "mask: M}}\n",
                              "a\n");
    const tm_person *person = tm_talk_person(talk, 0);
    assert_text(person->id, "w");
    assert_text(person->name, "N");
    assert_text(person->unit, "U");
    assert_text(person->email, "E");
    assert_text(person->mask, "M");
    tm_talk_free(talk);
}

static void defaults_stand_behind_the_talks_own(void **state)
{
    (void)state;
    tm_talk *talk =
        read_both("defaults: '@all due:2026-01-02 +far'\n",
                  "---\ndate: 2026-03-01\ndefaults: 'due:+1d +near'\n---\n"
                  "[a](do:a) [b](do:b '@x due:2026-05-05')\n");
    const tm_item *a = tm_talk_item(talk, 0), *b = tm_talk_item(talk, 1);
    assert_int_equal(tm_item_owner(a, 0)->type, TM_OWNER_ALL);
    assert_int_equal(tm_item_date(a, TM_ITEM_DUE).month, 3);
    assert_int_equal(tm_item_topic_count(a), 2);
    assert_text(tm_item_topic(a, 0), "near");
    assert_text(tm_item_topic(a, 1), "far");
    assert_int_equal(tm_item_owner_count(b), 1);
    assert_text(tm_item_owner(b, 0)->name, "x");
    assert_int_equal(tm_item_date(b, TM_ITEM_DUE).month, 5);
    tm_talk_free(talk);
}

static void a_day_in_them_counts_from_the_talks_date(void **state)
{
    (void)state;
    tm_talk *talk = read_both("defaults: due:+7d\n",
                              "---\ndate: 2026-03-01\n---\n[a](do:a)\n");
    assert_int_equal(
        tm_date_compare(tm_item_date(tm_talk_item(talk, 0), TM_ITEM_DUE),
                        (tm_date){ 2026, 3, 8 }),
        0);
    tm_talk_free(talk);
}

static void single_values_are_those_of_the_talk_where_it_has_some(void **state)
{
    (void)state;
    static const char yaml[] = "lang: zh-Hans\naudience: [Line A]\n"
                               "points: tagged\ncheckboxes: ignore\n";
    static const char body[] = "# T\n\n## P\n\n- [ ] box\n";
    char source[256];
    tm_talk *talk = read_both(yaml, body);
    assert_text(tm_talk_field(talk, TM_FIELD_LANG), "zh-Hans");
    assert_text(tm_talk_list(talk, TM_LIST_AUDIENCE, 0), "Line A");
    assert_int_equal(tm_talk_item_count(talk), 0);
    tm_talk_free(talk);
    snprintf(source, sizeof source,
             "---\nlang: en\naudience: [Line B, Line C]\npoints: all\n"
             "checkboxes: tasks\n---\n%s",
             body);
    talk = read_both(yaml, source);
    assert_text(tm_talk_field(talk, TM_FIELD_LANG), "en");
    assert_int_equal(tm_talk_list_count(talk, TM_LIST_AUDIENCE), 2);
    assert_text(tm_talk_list(talk, TM_LIST_AUDIENCE, 0), "Line B");
    assert_int_equal(tm_talk_item_count(talk), 2);
    tm_talk_free(talk);
}

static void its_faults_are_not_told_again_with_each_talk(void **state)
{
    (void)state;
    tm_talk *talk = read_both("people: {a: b}\npoints: some\nnope: 1\n"
                              "defaults: '@x due:2026-02-30 status:up'\n",
                              "[a](do:a)\n");
    assert_int_equal(tm_talk_diagnostic_count(talk), 0);
    tm_talk_free(talk);
    /* The talk's own are. */
    talk = read_both("people: {a: b}\n", "[a](do:a '@x')\n");
    assert_int_equal(tm_talk_diagnostic_count(talk), 1);
    tm_talk_free(talk);
}

static void one_that_is_broken_says_nothing(void **state)
{
    (void)state;
    tm_talk *talk = read_both("lang: fr\npeople: [a\n", "words\n");
    assert_text(tm_talk_field(talk, TM_FIELD_LANG), "en");
    assert_int_equal(tm_talk_person_count(talk), 0);
    tm_talk_free(talk);
}

static void memory_may_run_out_while_a_talk_takes_from_it(void **state)
{
    (void)state;
    static const char source[] = "---\npeople: {x: X}\n---\n[a](do:a)\n";
    tm_config *config = read_config("people: {a: {name: b, unit: c}}\n"
                                    "audience: [d]\ndefaults: '@a +e'\n");
    tm_talk *talk = NULL;
    size_t failures = 0;
    for (tm_options options = { .config = config, .max_memory = 1 }; !talk;
         options.max_memory += 512) {
        tm_error error;
        talk = tm_parse(source, sizeof source - 1, &options, &error);
        failures += !talk;
        assert_int_equal(error.code, talk ? TM_ERROR_NONE : TM_ERROR_MEMORY);
    }
    assert_true(failures > 2);
    assert_int_equal(tm_talk_person_count(talk), 2);
    tm_talk_free(talk);
    tm_config_free(config);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_file_that_says_nothing_is_sound),
    cmocka_unit_test(keys_go_by_their_english_and_chinese_names),
    cmocka_unit_test(keys_of_one_talk_and_unknown_ones_are_warnings),
    cmocka_unit_test(what_is_no_mapping_is_an_error),
    cmocka_unit_test(values_are_judged_as_those_of_front_matter),
    cmocka_unit_test(what_is_no_text_is_refused),
    cmocka_unit_test(messages_name_what_is_read),
    cmocka_unit_test(limits_of_input_and_memory_are_those_that_are_asked_for),
    cmocka_unit_test(keys_have_their_chinese_names),
    cmocka_unit_test(each_key_has_its_value_and_its_place),
    cmocka_unit_test(columns_are_names_in_their_order),
    cmocka_unit_test(a_talks_own_people_come_first_and_win_by_id),
    cmocka_unit_test(a_person_keeps_all_that_the_configuration_says),
    cmocka_unit_test(defaults_stand_behind_the_talks_own),
    cmocka_unit_test(a_day_in_them_counts_from_the_talks_date),
    cmocka_unit_test(single_values_are_those_of_the_talk_where_it_has_some),
    cmocka_unit_test(its_faults_are_not_told_again_with_each_talk),
    cmocka_unit_test(one_that_is_broken_says_nothing),
    cmocka_unit_test(memory_may_run_out_while_a_talk_takes_from_it),
};

RUN_TESTS("config", tests)

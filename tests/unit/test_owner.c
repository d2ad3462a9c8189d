#include "test.h"

#include "show.h"
#include "text.h"

#define ROSTER "---\npeople: {wang: W}\n---\n"

static void an_unknown_owner_is_told_once_a_name(void **state)
{
    (void)state;
    static const char rule[] = "not among the people, units and audience of "
                               "this talk: ";
    static const struct {
        const char *source, *place, *rest;
    } cases[] = {
        { ROSTER "[a](do: '@liu')", "4:10-4:14", "\"@liu\"" },
        { ROSTER "[a](do: '@liu @liu')", "4:10-4:14", "\"@liu\" (2 times)" },
        { ROSTER "[a](do: '@liu') [b](do: 'owner:liu')\n\n[c](do: '@liu')",
          "4:10-4:14", "\"@liu\" (3 times, also on line 6)" },
        /* the first place, though a point: in a heading is read before */
        { ROSTER "# [a](do: 'owner:liu') [b](point: '@liu')", "4:12-4:21",
          "\"owner:liu\" (2 times)" },
        { "---\npeople: {wang: W}\ndefaults: '@liu'\n---\n[a](do: '@liu')",
          "3:12-3:16", "\"@liu\" (2 times, also on line 5)" },
        { ROSTER "[a](update:r#x 'to:@liu @liu')", "4:17-4:24",
          "\"to:@liu\" (2 times)" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shown shown = { .size = 0 }, want = { .size = 0 };
        tm_talk *talk = read_talk(cases[i].source);
        show_diagnostics(&shown, talk);
        show(&want, "owner-unknown %s %s%s\n", cases[i].place, rule,
             cases[i].rest);
        assert_string_equal(shown.text, want.text);
        tm_talk_free(talk);
    }
}

static void each_unknown_name_is_told(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { ROSTER "[a](do: '@liu @zed') [b](do: '@zed @liu')",
          "owner-unknown 4:10-4:14\nowner-unknown 4:15-4:19\n" },
        { ROSTER "[a](do: '@Wang @wang @W @all')",
          "owner-unknown 4:10-4:15\n" },
        { "[a](do: '@liu')", "" }, /* no roster */
    };
    CHECK_TALKS(cases, show_rules);
}

static void show_owners(struct shown *shown, const tm_talk *talk)
{
    const tm_item *item = tm_talk_item(talk, 0);
    for (size_t i = 0; i < tm_item_owner_count(item); i++) {
        const tm_owner *owner = tm_item_owner(item, i);
        show(shown, "%d", (int)owner->type);
        show_text(shown, " ", owner->id);
        show_text(shown, "/", owner->name);
        show_text(shown, "/", owner->unit);
        show(shown, "\n");
    }
}

/* An id before a name, a name before a unit; of two alike the first. */
static void a_name_means_an_id_then_a_name_then_a_unit(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "---\npeople: {a: b, b: c}\n---\n[x](do: '@b @c @a')",
          "0 b/c\n0 a/b\n" },
        { "---\npeople: {a: x, b: x}\n---\n[x](do: '@x')", "0 a/x\n" },
        { "---\npeople: {a: {unit: u}, b: u}\n---\n[x](do: '@u')", "0 b/u\n" },
        { "---\npeople: {a: {unit: u}}\n---\n[x](do: '@u @a')",
          "1/u\n0 a/a/u\n" },
        { "---\naudience: [all, u]\n---\n[x](do: '@u @all @ALL')",
          "1/u\n1/all\n2 all/everyone\n" },
        { "---\npeople: {a: {unit: u}}\n---\n[x](do: '@\" \"')", "" },
    };
    CHECK_TALKS(cases, show_owners);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_unknown_owner_is_told_once_a_name),
    cmocka_unit_test(each_unknown_name_is_told),
    cmocka_unit_test(a_name_means_an_id_then_a_name_then_a_unit),
};

RUN_TESTS("owner", tests)

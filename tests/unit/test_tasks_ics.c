#include "test.h"

#include "escape.h"
#include "hostile.h"
#include "tasks_ics.h"

#define BEGIN                         \
 "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" \
 "PRODID:-//talkmark//talkmark " TM_VERSION "//EN\r\n"
#define END "END:VCALENDAR\r\n"

/* The text without its folds. */
static char *unfolded(char *text)
{
    char *to = text;
    for (const char *at = text; *at;) {
        if (!strncmp(at, "\r\n ", 3))
            at += 3;
        else
            *to++ = *at++;
    }
    *to = '\0';
    return text;
}

static char *calendar_of(const char *source, enum render_ics ics)
{
    struct tm_render_options options = rendered_options();
    options.ics = ics;
    return unfolded(tasks_with(tasks_ics, source, &options));
}

static void a_task_is_a_to_do(void **state)
{
    (void)state;
    check_written(
        "one",
        calendar_of("---\ndate: 2026-03-02\npeople:\n"
                    "  w: {name: Wang \"F\", email: w+f@example.org}\n---\n"
                    "[log; all](do:log '@w @Liu 2026-04-01 start:2026-03-20 "
                    "+x +y !high'). Then.",
                    RENDER_ICS_TODO),
        BEGIN
        "BEGIN:VTODO\r\nUID:talk#log@talkmark\r\nDTSTAMP:20260302T000000Z\r\n"
        "DTSTART;VALUE=DATE:20260320\r\nDUE;VALUE=DATE:20260401\r\n"
        "STATUS:NEEDS-ACTION\r\nPERCENT-COMPLETE:0\r\nSUMMARY:log\\; all\r\n"
        "DESCRIPTION:log\\; all. Then.\\n\\nOwners: Wang \"F\"\\, Liu\r\n"
        "PRIORITY:1\r\nCATEGORIES:x,y\r\n"
        "ATTENDEE;CN=\"Wang 'F'\":mailto:w+f@example.org\r\n"
        "END:VTODO\r\n" END);
}

static void check_has(const char *source, enum render_ics ics, const char *want,
                      bool has)
{
    char *got = calendar_of(source, ics);
    if (!strstr(got, want) == has)
        print_message("of: %s\ngot: %s\nwant%s: %s\n", source, got,
                      has ? "" : " not", want);
    assert_true(!strstr(got, want) != has);
    free(got);
}

static void a_state_is_told_in_all_its_properties(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[a](do: 'done:2026-03-09')",
          "STATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\n"
          "COMPLETED:20260309T120000Z\r\n" },
        { "[a](do: 'status:accepted')",
          "STATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\nSUMMARY" },
        { "[a](do: 'status:doing')", "STATUS:IN-PROCESS\r\nSUMMARY" },
        { "[a](do: 'status:dropped done:2026-03-09')",
          "STATUS:CANCELLED\r\nSUMMARY" },
        { "[a](do: '!low')", "PRIORITY:9\r\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_has(cases[i].source, RENDER_ICS_TODO, cases[i].want, true);
}

static void the_stamp_is_the_last_day_that_the_item_knows(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "[a](do:)", "DTSTAMP:19700101T000000Z\r\n" },
        { "---\ndate: 2026-03-02\n---\n[a](do: 'done:2026-03-09')",
          "DTSTAMP:20260309T000000Z\r\n" },
        { "---\ndate: 2026-03-02\n---\n[a](do: 'done:2026-02-09')",
          "DTSTAMP:20260302T000000Z\r\n" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_has(cases[i].source, RENDER_ICS_TODO, cases[i].want, true);
}

static void no_to_do_begins_when_it_is_due_or_later(void **state)
{
    (void)state;
    check_has("[a](do: '2026-03-09 start:2026-03-09')", RENDER_ICS_TODO,
              "DTSTART", false);
    check_has("[a](do: '2026-03-09 start:2026-03-10')", RENDER_ICS_TODO,
              "DTSTART", false);
    check_has("[a](do: '2026-03-09 start:2026-03-08')", RENDER_ICS_TODO,
              "DTSTART;VALUE=DATE:20260308\r\nDUE;VALUE=DATE:20260309", true);
    check_has("[a](do: 'start:2026-03-10')", RENDER_ICS_TODO,
              "DTSTART;VALUE=DATE:20260310\r\n", true);
}

static void what_is_due_is_an_event_where_events_are_asked_for(void **state)
{
    (void)state;
    static const char source[] = "[a](do:a '2026-03-09')\n\n[b](do:b)";
    check_written("events", calendar_of(source, RENDER_ICS_EVENT),
                  BEGIN "BEGIN:VEVENT\r\nUID:talk#a@event.talkmark\r\n"
                        "DTSTAMP:19700101T000000Z\r\n"
                        "DTSTART;VALUE=DATE:20260309\r\n"
                        "TRANSP:TRANSPARENT\r\nSTATUS:CONFIRMED\r\n"
                        "SUMMARY:a\r\nDESCRIPTION:a\r\nEND:VEVENT\r\n" END);
    check_has(source, RENDER_ICS_BOTH, "UID:talk#a@talkmark", true);
    check_has(source, RENDER_ICS_BOTH, "UID:talk#a@event.talkmark", true);
    check_has(source, RENDER_ICS_BOTH, "UID:talk#b@talkmark", true);
    check_has(source, RENDER_ICS_BOTH, "UID:talk#b@event.talkmark", false);
    check_has(source, RENDER_ICS_TODO, "VEVENT", false);
    check_has("[a](do:a '2026-03-09 status:dropped')", RENDER_ICS_EVENT,
              "STATUS:CANCELLED", true);
}

static void only_an_address_is_an_attendee(void **state)
{
    (void)state;
    static const struct {
        const char *email, *want; /* NULL: none */
    } cases[] = {
        { "a@b", "mailto:a@b\r\n" },
        { "o'hara@example.org", "mailto:o'hara@example.org\r\n" },
        { "a,b;c:d@e", "mailto:a%2Cb%3Bc%3Ad@e\r\n" },
        { "王@例.cn", "mailto:%E7%8E%8B@%E4%BE%8B.cn\r\n" },
        { "@b", NULL },
        { "a@", NULL },
        { "a@b@c", NULL },
        { "a", NULL },
        { "a b@c", NULL },
        { "a@b\\nX-Y:z", NULL },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char source[256];
        snprintf(source, sizeof source,
                 "---\npeople: {w: {name: W, email: \"%s\"}}\n---\n"
                 "[a](do: '@w')",
                 cases[i].email);
        check_has(source, RENDER_ICS_TODO,
                  cases[i].want ? cases[i].want : "mailto:", cases[i].want);
    }
    check_has("---\npeople: {w: {name: W, unit: U, email: a@b}}\n---\n"
              "[a](do: '@U')",
              RENDER_ICS_TODO, "ATTENDEE", false);
}

static void texts_are_escaped_for_where_they_stand(void **state)
{
    (void)state;
    static const struct written_case texts[] = {
        { "a;b,c\\d:e\"f", "a\\;b\\,c\\\\d:e\"f" },
        { "a\nb", "a\\nb" },
        { "a\r\nb\rc", "a\\nb\\nc" },
        { "a\vb\fc\xC2\x85"
          "d\xE2\x80\xA8"
          "e",
          "a\\nb\\nc\\nd\\ne" },
        { "a\x1B\x7F\tb", "a\tb" },
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        check_written(texts[i].source,
                      escaped(escape_ics, render_text(texts[i].source)),
                      texts[i].want);
    check_written("a parameter",
                  escaped(escape_ics_parameter, render_text("a\"b\r\n;:c")),
                  "a'b  ;:c");
    check_written("a URI", escaped(escape_ics_uri, render_text("a #%b-é")),
                  "a%20%23%25b-%C3%A9");
}

static void records_and_ids_make_uids_that_differ(void **state)
{
    (void)state;
    check_has("---\nid: a b\n---\n[x](do:c)", RENDER_ICS_TODO,
              "UID:a%20b#c@talkmark\r\n", true);
    check_has("[x](do:甲)", RENDER_ICS_TODO, "UID:talk#%E7%94%B2@talkmark\r\n",
              true);
}

/* ---- Any text, read strictly ---- */

/* Every line ends in CR LF, is no longer than 75 octets and valid UTF-8 by
 * itself: no character is cut. */
static void check_raw(const char *text)
{
    for (const char *at = text; *at;) {
        const size_t size = strcspn(at, "\r\n");
        assert_true(!strncmp(at + size, "\r\n", 2));
        assert_true(size > 0 && size <= 75);
        assert_true(((unsigned char)at[0] & 0xC0) != 0x80);
        assert_true(at[0] != ' ' || size == 1 ||
                    ((unsigned char)at[1] & 0xC0) != 0x80);
        at += size + 2;
    }
}

static bool begins(const char *line, const char *with)
{
    return !strncmp(line, with, strlen(with));
}

static void check_property(const char *line)
{
    static const char *const known[] = {
        "UID:",
        "DTSTAMP:",
        "DTSTART;VALUE=DATE:",
        "DUE;VALUE=DATE:",
        "STATUS:",
        "PERCENT-COMPLETE:",
        "COMPLETED:",
        "SUMMARY:",
        "DESCRIPTION:",
        "PRIORITY:",
        "CATEGORIES:",
        "TRANSP:",
    };
    for (size_t i = 0; i < COUNT(known); i++)
        if (begins(line, known[i]))
            return;
    print_message("%.60s\n", line);
    fail();
}

/* Components that hold each property once, in lines that are known. */
static void check_calendar(const char *folded, size_t items)
{
    char *text = strdup(folded);
    size_t todos = 0, uids = 0, summaries = 0;
    bool inside = false;
    check_raw(folded);
    unfolded(text);
    assert_true(begins(text, BEGIN));
    const char *at = text + strlen(BEGIN);
    for (; !begins(at, END); at = strchr(at, '\n') + 1) {
        if (begins(at, "BEGIN:VTODO\r\n") || begins(at, "BEGIN:VEVENT\r\n")) {
            assert_false(inside);
            inside = true;
            todos += begins(at, "BEGIN:VTODO");
        } else if (begins(at, "END:V")) {
            assert_true(inside);
            inside = false;
        } else {
            assert_true(inside);
            check_property(at);
            uids += begins(at, "UID:");
            summaries += begins(at, "SUMMARY:");
        }
    }
    assert_true(todos == items && uids == summaries && uids >= items);
    assert_string_equal(at, END);
    free(text);
}

static void no_text_makes_a_property(void **state)
{
    (void)state;
    struct tm_render_options options = rendered_options();
    options.ics = RENDER_ICS_BOTH;
    check_hostile(tasks_ics, &options, check_calendar);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_task_is_a_to_do),
    cmocka_unit_test(a_state_is_told_in_all_its_properties),
    cmocka_unit_test(the_stamp_is_the_last_day_that_the_item_knows),
    cmocka_unit_test(no_to_do_begins_when_it_is_due_or_later),
    cmocka_unit_test(what_is_due_is_an_event_where_events_are_asked_for),
    cmocka_unit_test(only_an_address_is_an_attendee),
    cmocka_unit_test(texts_are_escaped_for_where_they_stand),
    cmocka_unit_test(records_and_ids_make_uids_that_differ),
    cmocka_unit_test(no_text_makes_a_property),
};

RUN_TESTS("tasks_ics", tests)

#include "test.h"

#include "show.h"
#include "text.h"

/* Attributes that are faults stand in the title of a definition: where they
 * are told shows where the definition was found. A "<" and a ">" in each
 * source mark that place, and are taken out before it is read. */
static const char *const cases[] = {
    "[a][b]\n\n[b]: do:x '<status:up>'\n",
    "[b]\n\n[b]: do:x '@wang <status:up> soon'\n",
    "[b][]\n\n[b]: do:x \"<status:up>\"\n",
    "[b]: do:x (<status:up>)\n\n[b]\n",
    "[b]: do:x '<status:up>'\n[b] follows at once\n",
    "[a][B]\n\n[b]: do:x '<status:up>'\n",
    "[b]\n\n> [b]: do:x '<status:up>'\n",
    "[b]\n\n- [b]: do:x '<status:up>'\n",
    "[b]\n\n1. > [b]: do:x '<status:up>'\n",
    "[b]\n\n[b]:\n  do:x\n  '<status:up>'\n",
    "[b]\n\n[b]: do:x '@wang\n<status:up>'\n",
    "> [b]: do:x '@wang\n> <status:up>'\n\n[b]\n",
    "- [b]: do:x\n  '@wang\n  <status:up>'\n\n[b]\n",
    "[b]\n\n[b]: <do:x> '<status:up>'\n",
    "[b]\n\n[b]: do:x '&#64;wang <status:up>'\n",
    "[b]\n\n[b]: do:x '\\@wang <status:u\\.p>'\n",
    "[b]\n\n[b]: do:x\\-1 '<status:up>'\n",
    "[b]\n\n[c]: do:y 'status:up'\n[b]: do:x '<status:up>'\n",
    "[b]\n\n[c]: do:x 'status:no'\n[b]: do:x '<status:up>'\n",
    "[b]\r\n\r\n[b]: do:x '<status:up>'\r\n",
    "\xEF\xBB\xBF[b]\n\n[b]: do:x '<status:up>'\n",
    "---\ntitle: a\n---\n[b]\n\n[b]: do:x '<status:up>'\n",
    "[做到][b]\n\n[b]: 要求:做到 '@王芳 <status:上>'\n",
};

/* 'marked' without its marks; their places among what is left. */
static tm_text unmarked(const char *marked, char *to, size_t *start,
                        size_t *end)
{
    const char *open = strchr(marked, '<');
    if (!strncmp(open, "<do", 3))
        open = strchr(open + 1, '<');
    const char *close = strrchr(marked, '>');
    size_t size = 0;
    for (const char *at = marked; *at; at++)
        if (at != open && at != close)
            to[size++] = *at;
    to[size] = '\0';
    *start = (size_t)(open - marked);
    *end = (size_t)(close - marked) - 1;
    return (tm_text){ to, size };
}

static void a_fault_in_a_definition_is_told_where_it_stands(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char source[200];
        size_t start, end;
        const tm_text text = unmarked(cases[i], source, &start, &end);
        tm_talk *talk = read_talk(text.data);
        struct shown got = { .size = 0 }, want = { .size = 0 };
        show(&want, "status-unknown %zu-%zu\n", start, end);
        for (size_t j = 0; j < tm_talk_diagnostic_count(talk); j++) {
            const tm_diagnostic *d = tm_talk_diagnostic(talk, j);
            show(&got, "%s %zu-%zu\n", d->rule, d->place.start, d->place.end);
        }
        if (strcmp(got.text, want.text))
            print_message("%s\n", cases[i]);
        assert_string_equal(got.text, want.text);
        tm_talk_free(talk);
    }
}

static void the_first_of_two_definitions_counts(void **state)
{
    (void)state;
    static const struct talk_case twice[] = {
        { "[b]\n\n[b]: do:x 'status:up'\n[b]: do:x 'status:down'\n",
          "status-unknown 3:12-3:21\n" },
        { "[b]\n\n[b]: do:x 'done'\n[b]: do:x 'status:down'\n", "" },
    };
    CHECK_TALKS(twice, show_rules);
}

/* Each look is a walk over all lines; past 1,000 looks the tag is the place. */
static void only_a_thousand_definitions_are_looked_for(void **state)
{
    (void)state;
    enum {
        COUNT = 1500,
        ROOM = COUNT * 48
    };
    char *text = malloc(ROOM);
    assert_non_null(text);
    size_t size = 0, at_tags = 0;
    for (int i = 0; i < COUNT; i++)
        size += (size_t)snprintf(text + size, ROOM - size, "[a%d]\n\n", i);
    const size_t definitions = size;
    for (int i = 0; i < COUNT; i++)
        size += (size_t)snprintf(text + size, ROOM - size,
                                 "[a%d]: do:a%d 'status:up'\n", i, i);
    tm_talk *talk = tm_parse(text, size, NULL, NULL);
    assert_non_null(talk);
    assert_true(tm_talk_diagnostic_count(talk) == COUNT);
    for (size_t i = 0; i < COUNT; i++)
        at_tags += tm_talk_diagnostic(talk, i)->place.start < definitions;
    assert_true(at_tags == COUNT - 1000);
    tm_talk_free(talk);
    free(text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_fault_in_a_definition_is_told_where_it_stands),
    cmocka_unit_test(the_first_of_two_definitions_counts),
    cmocka_unit_test(only_a_thousand_definitions_are_looked_for),
};

RUN_TESTS("definition", tests)

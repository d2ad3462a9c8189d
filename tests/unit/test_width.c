#include "test.h"

#include "rendered.h"
#include "width.h"

static void width_is_counted_in_cells(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t want;
    } cases[] = {
        { "", 0 },
        { "guards", 6 },
        { "防护罩", 6 },
        { "é", 1 },
        { "e\xCC\x81", 1 },                /* with a combining accent */
        { "\xE0\xA4\x95\xE0\xA5\x8D", 1 }, /* with a virama */
        { "😀", 2 },
        { "ｗ，", 4 }, /* full width */
        { "　", 2 },   /* U+3000 */
        { "ｱ", 1 },    /* half width */
        { "a\xE2\x80\x8B"
          "b",
          2 }, /* zero width space */
        { "\x01\x1B", 0 },
        { "…—“”", 4 },
        { "☐☑", 2 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const size_t got = width_of(render_text(cases[i].text));
        if (got != cases[i].want)
            print_message("\"%s\": %zu\n", cases[i].text, got);
        assert_true(got == cases[i].want);
    }
}

static void a_beginning_halves_no_character(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t cells;
        const char *want;
        size_t used;
    } cases[] = {
        { "guards", 0, "", 0 },
        { "guards", 3, "gua", 3 },
        { "guards", 6, "guards", 6 },
        { "guards", 9, "guards", 6 },
        { "防护罩", 3, "防", 2 },
        { "防护罩", 4, "防护", 4 },
        { "防护罩", 1, "", 0 },
        { "a防", 2, "a", 1 },
        { "e\xCC\x81x", 1, "e\xCC\x81", 1 }, /* the mark stays */
        { "😀😀", 3, "😀", 2 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t used;
        const tm_text got =
            width_first(render_text(cases[i].text), cases[i].cells, &used);
        assert_true(render_text_equal(got, render_text(cases[i].want)));
        assert_true(used == cases[i].used);
    }
}

static void a_beginning_is_the_longest_that_fits(void **state)
{
    (void)state;
    uint32_t random = 7;
    char buffer[4 * 30];
    for (int i = 0; i < 2000; i++) {
        const tm_text text = random_text(&random, buffer, 30);
        const size_t cells = next_random(&random) % 40;
        size_t used;
        const tm_text got = width_first(text, cells, &used);
        assert_true(used <= cells);
        assert_true(width_of(got) == used);
        assert_true(got.size == text.size || used < width_of(text));
        if (got.size < text.size) { /* one character more is too wide */
            size_t next = got.size + 1;
            while (next < text.size &&
                   ((unsigned char)text.data[next] & 0xC0) == 0x80)
                next++;
            assert_true(width_of((tm_text){ text.data, next }) > cells);
        }
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(width_is_counted_in_cells),
    cmocka_unit_test(a_beginning_halves_no_character),
    cmocka_unit_test(a_beginning_is_the_longest_that_fits),
};

RUN_TESTS("width", tests)

#include "test.h"

#include "rendered.h"

static void dates_are_written_as_iso_8601(void **state)
{
    (void)state;
    static const struct {
        tm_date date;
        const char *iso, *chinese;
    } cases[] = {
        { { 2026, 3, 6 }, "2026-03-06", "2026年3月6日" },
        { { 2026, 12, 31 }, "2026-12-31", "2026年12月31日" },
        { { 1, 1, 1 }, "0001-01-01", "1年1月1日" },
        { { 9999, 12, 31 }, "9999-12-31", "9999年12月31日" },
        { { 0, 0, 0 }, "", "" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char buffer[RENDER_DATE_SIZE];
        assert_string_equal(render_date(cases[i].date, buffer), cases[i].iso);
        assert_string_equal(render_date_words(cases[i].date, false, buffer),
                            cases[i].iso);
        assert_string_equal(render_date_words(cases[i].date, true, buffer),
                            cases[i].chinese);
    }
}

static void texts_are_equal_by_their_bytes(void **state)
{
    (void)state;
    const tm_text absent = { NULL, 0 };
    assert_true(render_text_equal(absent, absent));
    assert_true(render_text_equal(absent, render_text("")));
    assert_true(render_text_equal(render_text("a"), render_text("a")));
    assert_false(render_text_equal(render_text("a"), render_text("A")));
    assert_false(render_text_equal(render_text("a"), render_text("ab")));
    assert_false(render_text_equal(render_text("ab"), absent));
}

static void texts_are_ordered_by_their_bytes(void **state)
{
    (void)state;
    static const char *const sorted[] = { "", "A", "a", "ab", "b", "会" };
    for (size_t i = 0; i < COUNT(sorted); i++)
        for (size_t k = 0; k < COUNT(sorted); k++) {
            const int order = render_text_compare(render_text(sorted[i]),
                                                  render_text(sorted[k]));
            assert_true((order > 0) - (order < 0) == (i > k) - (i < k));
        }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(dates_are_written_as_iso_8601),
    cmocka_unit_test(texts_are_equal_by_their_bytes),
    cmocka_unit_test(texts_are_ordered_by_their_bytes),
};

RUN_TESTS("render", tests)

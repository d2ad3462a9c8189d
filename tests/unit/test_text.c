#include "test.h"

#include "text.h"

static const tm_text absent = { NULL, 0 };

static void a_slice_is_cut_to_what_there_is(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t start, size;
        const char *want;
    } cases[] = {
        { "guards", 0, 6, "guards" },
        { "guards", 1, 3, "uar" },
        { "guards", 4, 9, "ds" },
        { "guards", 6, 1, "" },
        { "guards", 7, 1, "" },
        { "guards", SIZE_MAX, 1, "" },
        { "guards", 2, SIZE_MAX, "ards" },
        { "", 0, 1, "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text text = text_of(cases[i].text);
        assert_true(text_is(text_slice(text, cases[i].start, cases[i].size),
                            cases[i].want));
    }
    assert_true(text_is(text_from(TEXT("guards"), 2), "ards"));
    assert_true(text_is(text_from(TEXT("guards"), 9), ""));
}

static void texts_are_equal_by_their_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal, equal_case;
    } cases[] = {
        { "", "", true, true },
        { "due", "due", true, true },
        { "due", "Due", false, true },
        { "DUE", "due", false, true },
        { "due", "du", false, false },
        { "du", "due", false, false },
        { "期限", "期限", true, true },
        { "[", "{", false, false }, /* 0x20 apart, and no letters */
        { "@", "`", false, false },
        { "É", "é", false, false }, /* ASCII alone has case here */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text a = text_of(cases[i].a), b = text_of(cases[i].b);
        assert_true(text_equal(a, b) == cases[i].equal);
        assert_true(text_is(a, cases[i].b) == cases[i].equal);
        assert_true(text_equal_case(a, b) == cases[i].equal_case);
    }
}

static void texts_are_ordered_by_their_bytes(void **state)
{
    (void)state;
    static const char *const ordered[] = { "",   "A", "a",        "aa",
                                           "ab", "b", "\xC3\xA9", "会" };
    const size_t count = sizeof ordered / sizeof *ordered;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            const int order =
                text_compare(text_of(ordered[i]), text_of(ordered[j]));
            assert_true((order > 0) - (order < 0) == (i > j) - (i < j));
        }
}

static void texts_begin_and_end(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
        bool starts, ends;
    } cases[] = {
        { "talk.md", "talk", true, false },
        { "talk.md", ".md", false, true },
        { "talk.md", "talk.md", true, true },
        { "md", "talk.md", false, false },
        { "talk", "", true, true },
        { "", "", true, true },
        { "", "a", false, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text text = text_of(cases[i].text);
        const tm_text part = text_of(cases[i].part);
        assert_true(text_starts(text, part) == cases[i].starts);
        assert_true(text_ends(text, part) == cases[i].ends);
    }
}

static void a_needle_is_found_where_it_first_stands(void **state)
{
    (void)state;
    static const struct {
        const char *text, *needle;
        size_t from, want;
    } cases[] = {
        { "a-b-c", "-", 0, 1 },
        { "a-b-c", "-", 1, 1 },
        { "a-b-c", "-", 2, 3 },
        { "a-b-c", "-", 4, SIZE_MAX },
        { "aab", "ab", 0, 1 },
        { "aaab", "aab", 0, 1 },
        { "ab", "abc", 0, SIZE_MAX },
        { "ab", "b", 9, SIZE_MAX },
        { "ab", "b", SIZE_MAX, SIZE_MAX },
        { "ab", "", 0, 0 },
        { "ab", "", 2, 2 },
        { "ab", "", 3, SIZE_MAX },
        { "", "", 0, 0 },
        { "", "a", 0, SIZE_MAX },
        { "<!-- <!-", "<!--", 1, SIZE_MAX },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(text_find(text_of(cases[i].text), text_of(cases[i].needle),
                              cases[i].from) == cases[i].want);
}

struct decoding {
    const char *text;
    size_t at;
    uint32_t code;
    size_t other;
};

static void a_code_point_is_read_forwards(void **state)
{
    (void)state;
    static const struct decoding cases[] = {
        { "a", 0, 'a', 1 },
        { "a", 1, 0, 1 },
        { "a", 7, 0, 1 },
        { "", 0, 0, 0 },
        { "\xC3\xA9", 0, 0xE9, 2 },
        { "会", 0, 0x4F1A, 3 },
        { "\xF0\x9F\x98\x80", 0, 0x1F600, 4 },
        { "\xF4\x8F\xBF\xBF", 0, 0x10FFFF, 4 },
        /* not UTF-8: one byte each */
        { "\xA9", 0, 0xFFFD, 1 },
        { "\xC3", 0, 0xFFFD, 1 },
        { "\xC3x", 0, 0xFFFD, 1 },
        { "\xE4\xBC", 0, 0xFFFD, 1 },
        { "\xC0\xAF", 0, 0xFFFD, 1 },         /* overlong */
        { "\xED\xA0\x80", 0, 0xFFFD, 1 },     /* a surrogate */
        { "\xF4\x90\x80\x80", 0, 0xFFFD, 1 }, /* past U+10FFFF */
        { "\xFF", 0, 0xFFFD, 1 },
        { "会", 1, 0xFFFD, 2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t next = 99;
        assert_true(text_decode(text_of(cases[i].text), cases[i].at, &next) ==
                    cases[i].code);
        assert_true(next == cases[i].other);
    }
}

static void a_code_point_is_read_backwards(void **state)
{
    (void)state;
    static const struct decoding cases[] = {
        { "a", 1, 'a', 0 },
        { "a", 0, 0, 0 },
        { "a", 9, 'a', 0 },
        { "", 0, 0, 0 },
        { "x\xC3\xA9", 3, 0xE9, 1 },
        { "x会", 4, 0x4F1A, 1 },
        { "x\xF0\x9F\x98\x80", 5, 0x1F600, 1 },
        { "\xA9", 1, 0xFFFD, 0 },
        { "a\xA9", 2, 0xFFFD, 1 },
        { "a\xC3", 2, 0xFFFD, 1 },
        { "\xE4\xBC", 2, 0xFFFD, 1 },
        { "\xE4\xBC", 1, 0xFFFD, 0 },
        { "\x80\x80\x80\x80\x80\x80", 6, 0xFFFD, 5 },
        { "会\x80", 4, 0xFFFD, 3 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t start = 99;
        assert_true(text_decode_before(text_of(cases[i].text), cases[i].at,
                                       &start) == cases[i].code);
        assert_true(start == cases[i].other);
    }
}

static void both_ways_meet_the_same_code_points(void **state)
{
    (void)state;
    const tm_text text = TEXT("a\xC3\xA9会\xF0\x9F\x98\x80\xE3\x80\x80z");
    for (size_t at = 0, next; at < text.size; at = next) {
        size_t start;
        const uint32_t code = text_decode(text, at, &next);
        assert_true(text_decode_before(text, next, &start) == code);
        assert_true(start == at);
    }
}

static void code_points_are_counted_and_cut(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        const char *first;
    } cases[] = {
        { "", 0, "" },
        { "guards", 0, "" },
        { "guards", 3, "gua" },
        { "guards", 6, "guards" },
        { "guards", 7, "guards" },
        { "安全会", 1, "安" },
        { "安全会", 2, "安全" },
        { "安全会", 3, "安全会" },
        { "\xF0\x9F\x98\x80会a", 2, "\xF0\x9F\x98\x80会" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(text_is(text_first(text_of(cases[i].text), cases[i].count),
                            cases[i].first));
    assert_true(text_count(TEXT("a会\xF0\x9F\x98\x80\xC3\xA9")) == 4);
    assert_true(text_count(TEXT("")) == 0);
}

static void white_space_is_trimmed_at_both_ends(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "" },
        { " ", "" },
        { " \t\r\n\xC2\xA0\xE3\x80\x80", "" },
        { " a b ", "a b" },
        { "\xE3\x80\x80会\xC2\xA0", "会" },
        { "a", "a" },
        { "\va\f", "\va\f" }, /* no white space of the dialect */
        { "\xE2\x80\x82x", "\xE2\x80\x82x" }, /* nor an en space */
        { "\x80 x \x80", "\x80 x \x80" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(text_is(text_trim(text_of(cases[i].text)), cases[i].want));
}

/* The classes of a code point, a letter each: s space, i id, w wide, h Han,
 * l letter, o lower case. */
static void show_classes(char *to, uint32_t code)
{
    size_t size = 0;
    if (text_is_space(code))
        to[size++] = 's';
    if (text_is_id(code))
        to[size++] = 'i';
    if (text_is_wide(code))
        to[size++] = 'w';
    if (text_is_han(code))
        to[size++] = 'h';
    if (text_is_letter(code))
        to[size++] = 'l';
    if (text_is_lower(code))
        to[size++] = 'o';
    to[size] = '\0';
}

static void characters_have_their_classes(void **state)
{
    (void)state;
    static const struct {
        uint32_t code;
        const char *want;
    } cases[] = {
        { 0, "" },          { ' ', "s" },       { '\t', "s" },
        { '\n', "s" },      { '\r', "s" },      { 0xA0, "s" },
        { '\v', "" },       { 0x2003, "" },     { 0x3000, "sw" },
        { 'a', "ilo" },     { 'A', "il" },      { '0', "i" },
        { '-', "i" },       { '_', "i" },       { '.', "i" },
        { '~', "" },        { '#', "" },        { ':', "" },
        { 0xE9, "ilo" },    { 0x0301, "i" }, /* a combining accent */
        { 0x0660, "i" },                     /* an Arabic digit */
        { 0x2460, "i" },                     /* a number in a circle */
        { 0x4F1A, "iwhl" }, { 0x3400, "iwhl" }, { 0x20000, "iwhl" },
        { 0x3007, "iwh" }, /* the ideographic zero is a number */
        { 0x3042, "iwl" }, /* Hiragana */
        { 0x30A2, "iwl" }, /* Katakana */
        { 0xFF71, "iwl" }, /* half-width Katakana */
        { 0xFF61, "w" },    { 0xFF9F, "iwl" }, /* the first and last of it */
        { 0xAC00, "il" }, /* Hangul parts words with spaces */
        { 0xFF0C, "w" },  /* full-width comma */
        { 0x3002, "w" },    { 0xFF21, "iwl" }, /* full-width A */
        { 0x1F600, "" },                       /* emoji */
        { 0x2014, "" },     { 0x201C, "" },     { 0x2026, "" },
        { 0x10FFFF, "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char classes[8];
        show_classes(classes, cases[i].code);
        if (strcmp(classes, cases[i].want))
            print_message("U+%04X\n", (unsigned)cases[i].code);
        assert_string_equal(classes, cases[i].want);
    }
}

static void an_absent_text_is_an_empty_one(void **state)
{
    (void)state;
    size_t other = 9;
    assert_true(text_of(NULL).data == NULL && text_of(NULL).size == 0);
    assert_null(text_slice(absent, 3, 5).data);
    assert_null(text_from(absent, 1).data);
    assert_null(text_trim(absent).data);
    assert_true(text_first(absent, 0).size == 0);
    assert_true(text_first(absent, 4).size == 0);
    assert_true(text_equal(absent, TEXT("")));
    assert_true(text_equal_case(absent, TEXT("")));
    assert_false(text_equal(absent, TEXT("a")));
    assert_true(text_is(absent, ""));
    assert_true(text_is(absent, NULL));
    assert_true(text_starts(absent, absent) && text_ends(absent, absent));
    assert_true(text_starts(TEXT("a"), absent));
    assert_true(text_ends(TEXT("a"), absent));
    assert_false(text_starts(absent, TEXT("a")));
    assert_true(text_compare(absent, TEXT("")) == 0);
    assert_true(text_compare(absent, TEXT("a")) < 0);
    assert_true(text_find(absent, TEXT("a"), 0) == SIZE_MAX);
    assert_true(text_find(absent, absent, 0) == 0);
    assert_true(text_find(TEXT("a"), absent, 1) == 1);
    assert_true(text_count(absent) == 0);
    assert_true(text_decode(absent, 0, &other) == 0 && other == 0);
    other = 9;
    assert_true(text_decode_before(absent, 0, &other) == 0 && other == 0);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_slice_is_cut_to_what_there_is),
    cmocka_unit_test(texts_are_equal_by_their_bytes),
    cmocka_unit_test(texts_are_ordered_by_their_bytes),
    cmocka_unit_test(texts_begin_and_end),
    cmocka_unit_test(a_needle_is_found_where_it_first_stands),
    cmocka_unit_test(a_code_point_is_read_forwards),
    cmocka_unit_test(a_code_point_is_read_backwards),
    cmocka_unit_test(both_ways_meet_the_same_code_points),
    cmocka_unit_test(code_points_are_counted_and_cut),
    cmocka_unit_test(white_space_is_trimmed_at_both_ends),
    cmocka_unit_test(characters_have_their_classes),
    cmocka_unit_test(an_absent_text_is_an_empty_one),
};

RUN_TESTS("text", tests)

#include "test.h"

#include "formats.h"
#include "rendered.h"

#include <time.h>

/* ---- Findings made by hand ---- */

enum {
    MOST_FINDINGS = 8,
    MOST_EDITS_OF_ONE = 40,
};

/* Where byte 'at' stands, counted anew from the beginning. */
static void count_place(const char *source, size_t at, size_t *line,
                        size_t *column)
{
    const size_t mark = strncmp(source, "\xEF\xBB\xBF", 3) ? 0 : 3;
    *line = *column = 1;
    for (size_t i = mark; i < at; i++) {
        const bool ends =
            source[i] == '\n' || (source[i] == '\r' && source[i + 1] != '\n');
        *line += ends;
        *column =
            ends ? 1 : *column + (((unsigned char)source[i] & 0xC0) != 0x80);
    }
}

static tm_place place_between(const char *source, size_t start, size_t end)
{
    tm_place place = { .start = start, .end = end };
    count_place(source, start, &place.line, &place.column);
    count_place(source, end, &place.end_line, &place.end_column);
    return place;
}

static size_t at(const char *source, const char *words)
{
    const char *found = strstr(source, words);
    assert_non_null(found);
    return (size_t)(found - source);
}

static tm_place place_of(const char *source, const char *words)
{
    const size_t start = at(source, words);
    return place_between(source, start, start + strlen(words));
}

/* Put 'with' in the place of 'words'. */
static tm_edit edit_of(const char *source, const char *words, const char *with)
{
    const size_t start = at(source, words);
    return (tm_edit){ start, start + strlen(words), render_text(with) };
}

/* Findings of one file. */
struct found {
    struct finding_file file;
    tm_diagnostic findings[MOST_FINDINGS];
    size_t count;
    tm_edit edits[MOST_EDITS_OF_ONE];
};

static tm_diagnostic *add(struct found *found, const char *rule,
                          enum tm_severity severity, const char *words)
{
    assert_true(found->count < MOST_FINDINGS);
    tm_diagnostic *finding = &found->findings[found->count++];
    *finding = (tm_diagnostic){ .severity = severity,
                                .rule = rule,
                                .message = render_text("it is wrong") };
    if (words)
        finding->place = place_of(found->file.source.data, words);
    return finding;
}

static void mend(struct found *found, tm_diagnostic *finding, enum tm_mend how,
                 size_t count)
{
    finding->mend = how;
    finding->edits = found->edits;
    finding->edit_count = count;
}

static bool put_findings(const char *name, const struct found *founds,
                         size_t count, bool coloured, struct sink *sink)
{
    const struct findings_format *format = findings_format_named(name);
    struct findings findings = { .sink = sink,
                                 .options = { .coloured = coloured } };
    assert_non_null(format);
    bool good = format->begin(&findings);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; good && j < founds[i].count; j++)
            good =
                format->put(&findings, &founds[i].file, &founds[i].findings[j]);
    return format->end(&findings) && good;
}

static char *written(const char *name, const struct found *founds, size_t count)
{
    struct sink sink;
    struct memory memory = { 0 };
    sink_init(&sink, memory_write, &memory);
    assert_true(put_findings(name, founds, count, false, &sink));
    return finished(&sink);
}

static void check_format(const char *name, const struct found *found,
                         const char *want)
{
    check_written(name, written(name, found, 1), want);
}

static struct found found_in(const char *source)
{
    return (struct found){ .file = { "talk.md", render_text(source) } };
}

/* ---- For people ---- */

static void the_caret_and_the_mend_stand_under_their_cells(void **state)
{
    (void)state;
    struct found found = found_in("\xEF\xBB\xBF# 会议\r\n\r\n"
                                  "-\t请【做到告知】（要求：告知）。\r\n");
    tm_diagnostic *f = add(&found, "near-miss-fullwidth", TM_SEVERITY_ERROR,
                           "【做到告知】（要求：告知）");
    const char *source = found.file.source.data;
    found.edits[0] = edit_of(source, "【", "[");
    found.edits[1] = edit_of(source, "】（", "](");
    found.edits[2] = edit_of(source, "：", ":");
    found.edits[3] = edit_of(source, "）", ")");
    mend(&found, f, TM_MEND_SAFE, 4);
    check_format("text", &found,
                 "talk.md:3:4: error: it is wrong [near-miss-fullwidth]\n"
                 "  - 请【做到告知】（要求：告知）。\n"
                 "      ^~~~~~~~~~~~~~~~~~~~~~~~~~\n"
                 "  mend: - 请[做到告知](要求:告知)。\n"
                 "            +        ++    +    +\n");
}

static void a_place_between_two_characters_has_a_caret(void **state)
{
    (void)state;
    struct found found = found_in("a b\n\nc");
    for (size_t i = 0; i < 4; i++) {
        static const size_t places[] = { 0, 2, 3, 4 };
        tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, NULL);
        f->place = place_between(found.file.source.data, places[i], places[i]);
    }
    check_format("text", &found,
                 "talk.md:1:1: error: it is wrong [r]\n  a b\n  ^\n"
                 "talk.md:1:3: error: it is wrong [r]\n  a b\n    ^\n"
                 "talk.md:1:4: error: it is wrong [r]\n  a b\n     ^\n"
                 "talk.md:2:1: error: it is wrong [r]\n");
}

static void a_mark_of_byte_order_is_not_shown(void **state)
{
    (void)state;
    struct found found = found_in("\xEF\xBB\xBF\x1B"
                                  "bad\n");
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, "bad");
    found.edits[0] = edit_of(found.file.source.data, "bad", "good");
    mend(&found, f, TM_MEND_SAFE, 1);
    check_format("text", &found,
                 "talk.md:1:2: error: it is wrong [r]\n"
                 "  \\u{1B}bad\n"
                 "        ^~~\n"
                 "  mend: \\u{1B}good\n"
                 "              ++++\n");
}

static void a_mend_that_somebody_should_look_at_says_so(void **state)
{
    (void)state;
    struct found found = found_in("Do [this] (do:a) now.\n");
    tm_diagnostic *f =
        add(&found, "near-miss-gap", TM_SEVERITY_WARNING, "[this] (do:a)");
    found.edits[0] = edit_of(found.file.source.data, " (", "(");
    mend(&found, f, TM_MEND_UNSAFE, 1);
    check_format("text", &found,
                 "talk.md:1:4: warning: it is wrong [near-miss-gap]\n"
                 "  Do [this] (do:a) now.\n"
                 "     ^~~~~~~~~~~~~\n"
                 "  mend (--unsafe): Do [this](do:a) now.\n"
                 "                            +\n");
}

static void what_a_mend_takes_away_is_marked_where_it_was(void **state)
{
    (void)state;
    struct found found = found_in("a b c\n");
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_HINT, "b");
    found.edits[0] = edit_of(found.file.source.data, "b ", "");
    mend(&found, f, TM_MEND_SAFE, 1);
    check_format("text", &found,
                 "talk.md:1:3: hint: it is wrong [r]\n"
                 "  a b c\n"
                 "    ^\n"
                 "  mend: a c\n"
                 "          -\n");
    found.edits[0] = edit_of(found.file.source.data, " c", "");
    check_format("text", &found,
                 "talk.md:1:3: hint: it is wrong [r]\n"
                 "  a b c\n"
                 "    ^\n"
                 "  mend: a b\n"
                 "           -\n");
}

static void a_mend_of_several_lines_shows_each(void **state)
{
    (void)state;
    struct found found = found_in("> [a\n> b](do:x “@c”)\nrest\n");
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, "[a\n> b]");
    const char *source = found.file.source.data;
    found.edits[0] = edit_of(source, "[a", "[A");
    found.edits[1] = edit_of(source, "“", "\"");
    found.edits[2] = edit_of(source, "rest", "one\r\ntwo");
    mend(&found, f, TM_MEND_SAFE, 3);
    check_format("text", &found,
                 "talk.md:1:3: error: it is wrong [r]\n"
                 "  > [a\n"
                 "    ^~\n"
                 "  mend: > [A\n"
                 "          ++\n"
                 "        > b](do:x \"@c”)\n"
                 "                  +\n"
                 "        one\n"
                 "        +++\n"
                 "        two\n"
                 "        +++\n");
}

static void a_long_line_is_shown_around_the_place_and_the_mend(void **state)
{
    (void)state;
    char source[2048];
    memset(source, 'a', sizeof source);
    memcpy(source + 1000, "BAD", 3);
    memcpy(source + 1900, "END", 3);
    source[sizeof source - 1] = '\0';
    struct found found = found_in(source);
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, "BAD");
    found.edits[0] = edit_of(source, "BAD", "good");
    found.edits[1] = edit_of(source, "END", "end");
    mend(&found, f, TM_MEND_SAFE, 2);
    char *got = written("text", &found, 1);
    assert_true(strlen(got) < 1000);
    assert_non_null(strstr(got, "aaaBADaaa"));
    assert_non_null(strstr(got, "  mend: …aaa"));
    assert_non_null(strstr(got, "aaagoodaaa"));
    assert_non_null(strstr(got, "aaa…\n"));
    assert_non_null(strstr(got, "\n        …aaa"));
    assert_non_null(strstr(got, "aaaendaaa"));
    free(got);
}

static void a_wide_line_is_shown_as_far_as_a_narrow_one(void **state)
{
    (void)state;
    char source[600];
    char want[400] = "  …";
    size_t size = 0;
    for (size_t i = 0; i < 150; i++)
        size += put_code(source + size, i == 75 ? 'x' : 0x4F1A);
    source[size] = '\0';
    struct found found = found_in(source);
    add(&found, "r", TM_SEVERITY_ERROR, "x");
    size_t end = strlen(want);
    for (size_t i = 0; i < 37; i++)
        end += put_code(want + end, i == 15 ? 'x' : 0x4F1A);
    memcpy(want + end, "…\n  ", sizeof "…\n  ");
    char *got = written("text", &found, 1);
    const char *line = strchr(got, '\n') + 1;
    assert_memory_equal(line, want, strlen(want));
    line += strlen(want);
    assert_int_equal(strspn(line, " "), 1 + 2 * 15);
    assert_string_equal(line + 1 + 2 * 15, "^\n");
    free(got);
}

static void a_mend_is_shown_from_where_its_place_begins(void **state)
{
    (void)state;
    struct found found =
        found_in("We began late and we ended late. Please [check the keys](do:"
                 "x “@mei 2026-03-20”) before the doors open, and say so.\n");
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR,
                           "[check the keys](do:x “@mei 2026-03-20”)");
    found.edits[0] = edit_of(found.file.source.data, "“", "\"");
    found.edits[1] = edit_of(found.file.source.data, "”", "\"");
    mend(&found, f, TM_MEND_SAFE, 2);
    check_format(
        "text", &found,
        "talk.md:1:41: error: it is wrong [r]\n"
        "  …ate and we ended late. Please [check the keys](do:x “@mei "
        "2026-03-20”) bef…\n"
        "                                 ^~~~~~~~~~~~~~~~~~~~~~~~~~~~"
        "~~~~~~~~~~~~\n"
        "  mend: …ate. Please [check the keys](do:x \"@mei 2026-03-20\")"
        " before the door…\n"
        "                                           +               +\n");
}

/* Marks without width, and bytes that are no UTF-8, of which one reader may
 * take any number for one character. */
static void what_takes_no_cell_is_not_shown_without_end(void **state)
{
    (void)state;
    static const char *const units[] = { "\xCC\x81", "\x80", "\xF0" };
    for (size_t i = 0; i < COUNT(units); i++) {
        static char source[100 * 1000];
        const size_t step = strlen(units[i]);
        for (size_t j = 0; j + 1 < sizeof source; j++)
            source[j] = units[i][j % step];
        memcpy(source + sizeof source / 2, "BAD", 3);
        struct found found = found_in(source);
        add(&found, "r", TM_SEVERITY_ERROR, "BAD");
        char *got = written("text", &found, 1);
        assert_non_null(strstr(got, "BAD"));
        assert_true(strlen(got) < 6000);
        free(got);
    }
}

static void a_mend_of_very_much_is_cut(void **state)
{
    (void)state;
    char source[MOST_EDITS_OF_ONE * 2 + 1];
    struct found found = { 0 };
    for (size_t i = 0; i < MOST_EDITS_OF_ONE; i++) {
        memcpy(source + 2 * i, i % 2 ? "x " : "x\n", 2);
        found.edits[i] = (tm_edit){ 2 * i, 2 * i + 1, { "y", 1 } };
    }
    source[sizeof source - 1] = '\0';
    found.file = (struct finding_file){ "talk.md", render_text(source) };
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, "x");
    mend(&found, f, TM_MEND_SAFE, MOST_EDITS_OF_ONE);
    char *got = written("text", &found, 1);
    assert_true(strlen(got) < 300);
    assert_non_null(strstr(got, "\n        …\n"));
    free(got);

    /* The same on one line. */
    for (size_t i = 0; i < sizeof source - 1; i++)
        source[i] = source[i] == '\n' ? ' ' : source[i];
    got = written("text", &found, 1);
    assert_true(strlen(got) < 300);
    assert_non_null(strstr(got, "\n        …\n"));
    free(got);

    char inserted[1000];
    memset(inserted, 'z', sizeof inserted);
    found.edits[0].text = (tm_text){ inserted, sizeof inserted };
    mend(&found, f, TM_MEND_SAFE, 1);
    got = written("text", &found, 1);
    assert_true(strlen(got) < 500);
    assert_non_null(strstr(got, "zz… x "));
    free(got);
}

static void a_hint_without_a_mend_is_a_line(void **state)
{
    (void)state;
    struct found found =
        found_in("one two\n三月\t"
                 "123456789012345678901234567890123456789012345678901234567890"
                 "\r\n");
    add(&found, "r", TM_SEVERITY_HINT, "one");
    add(&found, "r", TM_SEVERITY_HINT, "two\n三月");
    add(&found, "r", TM_SEVERITY_HINT,
        "三月\t"
        "123456789012345678901234567890123456789012345678901234567890");
    add(&found, "r", TM_SEVERITY_HINT,
        "三月\t"
        "123456789012345678901234567890123456789012345678901234567890")
        ->message = render_text("this: \"三月\"");
    add(&found, "r", TM_SEVERITY_HINT, "");
    add(&found, "r", TM_SEVERITY_HINT, NULL);
    check_format("text", &found,
                 "talk.md:1:1: hint: it is wrong: \"one\" [r]\n"
                 "talk.md:1:5: hint: it is wrong: \"two…\" [r]\n"
                 "talk.md:2:1: hint: it is wrong: \"三月 "
                 "1234567890123456789012345678…\" [r]\n"
                 "talk.md:2:1: hint: this: \"三月\" [r]\n"
                 "talk.md:1:1: hint: it is wrong [r]\n"
                 "talk.md: hint: it is wrong [r]\n");
}

static void colour_is_put_where_it_is_asked_for(void **state)
{
    (void)state;
    struct sink sink;
    struct memory memory = { 0 };
    struct found found = found_in("a\n");
    add(&found, "r", TM_SEVERITY_ERROR, "a");
    sink_init(&sink, memory_write, &memory);
    assert_true(put_findings("text", &found, 1, true, &sink));
    check_written("coloured", finished(&sink),
                  "talk.md:1:1: \033[1;31merror:\033[0m it is wrong [r]\n"
                  "  a\n"
                  "  \033[1;32m^\033[0m\n");
}

static void what_has_no_place_or_no_bytes_is_told_without(void **state)
{
    (void)state;
    struct found found = found_in("");
    add(&found, "record-twice", TM_SEVERITY_ERROR, NULL);
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, "");
    f->place = (tm_place){ 3, 4, 3, 6, 30, 32 };
    found.edits[0] = (tm_edit){ 30, 31, { "x", 1 } };
    mend(&found, f, TM_MEND_SAFE, 1);
    tm_diagnostic *no_text = add(&found, "not-text", TM_SEVERITY_ERROR, NULL);
    no_text->place = (tm_place){ .line = 2, .column = 3 };
    no_text->place.end_line = 2;
    no_text->place.end_column = 3;
    check_format("text", &found,
                 "talk.md: error: it is wrong [record-twice]\n"
                 "talk.md:3:4: error: it is wrong [r]\n"
                 "talk.md:2:3: error: it is wrong [not-text]\n");
    check_format("line", &found,
                 "talk.md:1:1:record-twice:it is wrong\n"
                 "talk.md:3:4:r:it is wrong\n"
                 "talk.md:2:3:not-text:it is wrong\n");
    check_format("github", &found,
                 "::error file=talk.md,title=record-twice::it is wrong\n"
                 "::error file=talk.md,line=3,endLine=3,col=4,endColumn=5,"
                 "title=r::it is wrong\n"
                 "::error file=talk.md,line=2,endLine=2,col=3,endColumn=3,"
                 "title=not-text::it is wrong\n");
    check_format(
        "json", &found,
        "{\"schema\":\"talkmark.finding/1\",\"file\":\"talk.md\","
        "\"rule\":\"record-twice\",\"severity\":\"error\","
        "\"message\":\"it is wrong\",\"line\":null,\"column\":null,"
        "\"end_line\":null,\"end_column\":null,\"bytes\":null,"
        "\"display_column\":null,\"mend\":null}\n"
        "{\"schema\":\"talkmark.finding/1\",\"file\":\"talk.md\","
        "\"rule\":\"r\",\"severity\":\"error\",\"message\":\"it is wrong\","
        "\"line\":3,\"column\":4,\"end_line\":3,\"end_column\":6,"
        "\"bytes\":[30,32],\"display_column\":4,\"mend\":null}\n"
        "{\"schema\":\"talkmark.finding/1\",\"file\":\"talk.md\","
        "\"rule\":\"not-text\",\"severity\":\"error\","
        "\"message\":\"it is wrong\",\"line\":2,\"column\":3,"
        "\"end_line\":2,\"end_column\":3,\"bytes\":null,"
        "\"display_column\":3,\"mend\":null}\n");
    char *sarif = written("sarif", &found, 1);
    assert_non_null(strstr(sarif, "\"region\":{\"startLine\":2,"
                                  "\"startColumn\":3,\"endLine\":2,"
                                  "\"endColumn\":3}"));
    assert_null(strstr(sarif, "\"startLine\":0"));
    free(sarif);
}

/* ---- For programs ---- */

static void json_tells_bytes_code_points_and_cells(void **state)
{
    (void)state;
    struct found found = found_in("\xEF\xBB\xBF标题\r"
                                  "e\xCC\x81\t中“x”\r\n");
    tm_diagnostic *f =
        add(&found, "near-miss-quotes", TM_SEVERITY_WARNING, "“x”");
    const char *source = found.file.source.data;
    found.edits[0] = edit_of(source, "题", "\"");
    found.edits[1] = edit_of(source, "”\r\n", "");
    mend(&found, f, TM_MEND_UNSAFE, 2);
    check_format("json", &found,
                 "{\"schema\":\"talkmark.finding/1\",\"file\":\"talk.md\","
                 "\"rule\":\"near-miss-quotes\",\"severity\":\"warning\","
                 "\"message\":\"it is wrong\",\"line\":2,\"column\":5,"
                 "\"end_line\":2,\"end_column\":8,\"bytes\":[17,24],"
                 "\"display_column\":5,\"mend\":{\"safe\":false,\"edits\":["
                 "{\"bytes\":[6,9],\"line\":1,\"column\":2,\"end_line\":1,"
                 "\"end_column\":3,\"text\":\"\\\"\"},"
                 "{\"bytes\":[21,26],\"line\":2,\"column\":7,\"end_line\":3,"
                 "\"end_column\":1,\"text\":\"\"}]}}\n");
}

static void cells_are_right_where_findings_stand_in_no_order(void **state)
{
    (void)state;
    struct found found = found_in("中文 a b\n\tc\n");
    add(&found, "r", TM_SEVERITY_ERROR, "b");
    add(&found, "r", TM_SEVERITY_ERROR, "a");
    add(&found, "r", TM_SEVERITY_ERROR, "c");
    add(&found, "r", TM_SEVERITY_ERROR, "文");
    char *got = written("json", &found, 1);
    assert_non_null(strstr(got, "\"bytes\":[9,10],\"display_column\":8,"));
    assert_non_null(strstr(got, "\"bytes\":[7,8],\"display_column\":6,"));
    assert_non_null(strstr(got, "\"bytes\":[12,13],\"display_column\":2,"));
    assert_non_null(strstr(got, "\"bytes\":[3,6],\"display_column\":3,"));
    free(got);
}

/* What 'key' says in the i-th object of JSON Lines. */
static size_t number_in(const char *json, const char *key, size_t i)
{
    const char *found = json;
    for (size_t n = 0; n <= i; n++) {
        found = strstr(found, key);
        assert_non_null(found);
        found += strlen(key);
    }
    return (size_t)strtoul(found, NULL, 10);
}

/* Every pair of bytes of a text with all kinds of line ends, before and after
 * the finding: places go forward and back from what is known. */
static void the_place_of_an_edit_is_right_wherever_it_is(void **state)
{
    (void)state;
    static const char source[] = "\xEF\xBB\xBF一a\r\n\r\rb中c\n\n末d\r\ne";
    const size_t size = sizeof source - 1;
    for (size_t from = 3; from < size; from++)
        for (size_t start = 3; start <= size; start++) {
            struct found found = found_in(source);
            if (((unsigned char)source[from] & 0xC0) == 0x80 ||
                ((unsigned char)source[start] & 0xC0) == 0x80)
                continue;
            for (int i = 0; i < 2; i++) {
                tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, NULL);
                f->place = place_between(source, from, from);
                mend(&found, f, TM_MEND_SAFE, 1);
            }
            found.edits[0] = (tm_edit){ start, start, { "", 0 } };
            const tm_place want = place_between(source, start, start);
            char *got = written("json", &found, 1);
            for (size_t i = 0; i < 2; i++) {
                const size_t n = 2 * i + 1; /* the finding's comes first */
                assert_int_equal(number_in(got, "\"line\":", n), want.line);
                assert_int_equal(number_in(got, "\"column\":", n), want.column);
                assert_int_equal(number_in(got, "\"end_line\":", n), want.line);
            }
            free(got);
        }
}

static void github_has_commands_with_one_line_each(void **state)
{
    (void)state;
    struct found found = found_in("a\nb c\n");
    found.file.name = "./x:1,2%\n.md";
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_WARNING, "a\nb");
    f->message = render_text("100% of \"a\"\r\n::error::x, y\x1B");
    add(&found, "s", TM_SEVERITY_HINT, "c");
    tm_diagnostic *empty = add(&found, "s", TM_SEVERITY_ERROR, "");
    empty->place = place_between(found.file.source.data, 4, 4);
    check_format("github", &found,
                 "::warning file=x%3A1%2C2%25%0A.md,line=1,endLine=2,title=r::"
                 "100%25 of \"a\"%0D%0A::error::x, y\\u{1B}\n"
                 "::notice file=x%3A1%2C2%25%0A.md,line=2,endLine=2,col=3,"
                 "endColumn=3,title=s::it is wrong\n"
                 "::error file=x%3A1%2C2%25%0A.md,line=2,endLine=2,col=3,"
                 "endColumn=3,title=s::it is wrong\n");
}

static void gitlab_is_an_array_of_what_it_knows(void **state)
{
    (void)state;
    struct found found = found_in("a b\n");
    found.file.name = ".//a.md";
    check_format("gitlab", &found, "[]\n");
    add(&found, "r", TM_SEVERITY_HINT, "b");
    char *got = written("gitlab", &found, 1);
    memset(strstr(got, "fingerprint\":\"") + 14, 'f', 16);
    check_written("gitlab", got,
                  "[\n{\"description\":\"it is wrong\",\"check_name\":\"r\","
                  "\"fingerprint\":\"ffffffffffffffff\",\"severity\":\"info\","
                  "\"location\":{\"path\":\"a.md\",\"positions\":"
                  "{\"begin\":{\"line\":1,\"column\":3},"
                  "\"end\":{\"line\":1,\"column\":4}}}}\n]\n");
    /* What has no place has the first, as GitLab wants one. */
    found = found_in("");
    add(&found, "too-large", TM_SEVERITY_ERROR, NULL);
    got = written("gitlab", &found, 1);
    assert_non_null(strstr(got, "{\"begin\":{\"line\":1,\"column\":1},"
                                "\"end\":{\"line\":1,\"column\":1}}"));
    free(got);
}

static void sarif_has_every_rule_and_tells_which(void **state)
{
    (void)state;
    char text[64];
    struct found found = found_in("a b\n");
    const tm_rule *rule = tm_rule_at(1);
    add(&found, rule->name, TM_SEVERITY_HINT, "b");
    char *got = written("sarif", &found, 1);
    for (size_t i = 0; tm_rule_at(i); i++) {
        snprintf(text, sizeof text, "{\"id\":\"%s\",", tm_rule_at(i)->name);
        assert_non_null(strstr(got, text));
    }
    snprintf(text, sizeof text, "\"ruleId\":\"%s\",\"ruleIndex\":1,",
             rule->name);
    assert_non_null(strstr(got, text));
    assert_non_null(strstr(
        got, "\"level\":\"note\",\"message\":{\"text\":\"it is wrong\"},"
             "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
             "{\"uri\":\"talk.md\"},\"region\":{\"startLine\":1,"
             "\"startColumn\":3,\"endLine\":1,\"endColumn\":4,"
             "\"byteOffset\":2,\"byteLength\":1}}}],"));
    free(got);
}

static void a_path_becomes_a_uri(void **state)
{
    (void)state;
    static const struct {
        const char *path, *want;
    } cases[] = {
        { "talks/2026-a_b~.md", "talks/2026-a_b~.md" },
        { "./a.md", "a.md" },
        { "../a.md", "../a.md" },
        { "c:x/a b#?.md", "c%3Ax/a%20b%23%3F.md" },
        { "会\xFF\n%.md", "%E4%BC%9A%FF%0A%25.md" },
        { "/srv/a.md", "file:///srv/a.md" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct found found = found_in("a");
        char want[128];
        found.file.name = cases[i].path;
        add(&found, "r", TM_SEVERITY_ERROR, "a");
        char *got = written("sarif", &found, 1);
        snprintf(want, sizeof want, "{\"uri\":\"%s\"}", cases[i].want);
        if (!strstr(got, want))
            print_message("%s\n", want);
        assert_non_null(strstr(got, want));
        free(got);
    }
}

/* ---- Fingerprints ---- */

/* That of the i-th finding; the caller's to free. */
static char *fingerprint(const char *format, const struct found *founds,
                         size_t count, size_t i)
{
    char *text = written(format, founds, count);
    const char *key = strcmp(format, "sarif") ? "\"fingerprint\":\""
                                              : "talkmarkFinding/v1\":\"";
    const char *found = text;
    for (size_t n = 0; n <= i; n++) {
        found = strstr(found, key);
        assert_non_null(found);
        found += strlen(key);
    }
    char *copy = calloc(1, 17);
    assert_non_null(copy);
    memcpy(copy, found, 16);
    free(text);
    return copy;
}

static void check_fingerprints(const struct found *one, size_t i,
                               const struct found *other, size_t j, bool same)
{
    static const char *const formats[] = { "gitlab", "sarif" };
    for (size_t f = 0; f < COUNT(formats); f++) {
        char *a = fingerprint(formats[f], one, 1, i);
        char *b = fingerprint(formats[f], other, 1, j);
        assert_true(!strcmp(a, b) == same);
        free(a);
        free(b);
    }
}

static struct found two_in(const char *source)
{
    struct found found = found_in(source);
    add(&found, "r", TM_SEVERITY_ERROR, "one");
    add(&found, "r", TM_SEVERITY_ERROR, "two");
    return found;
}

static void a_fingerprint_stays_when_lines_and_blanks_change(void **state)
{
    (void)state;
    const struct found found = two_in("a one b two\n");
    const struct found below = two_in("new\n\nlines\n\ta  one b two\r\n");
    check_fingerprints(&found, 0, &below, 0, true);
    check_fingerprints(&found, 1, &below, 1, true);
    struct found dotted = found;
    dotted.file.name = "./talk.md";
    check_fingerprints(&found, 0, &dotted, 0, true);
}

static void a_fingerprint_is_one_findings(void **state)
{
    (void)state;
    const struct found found = two_in("a one b two\n");
    check_fingerprints(&found, 0, &found, 1, false);
    const struct found words = two_in("an one b two\n");
    check_fingerprints(&found, 0, &words, 0, false);
    struct found file = found;
    file.file.name = "other.md";
    check_fingerprints(&found, 0, &file, 0, false);
    struct found rule = found;
    rule.findings[0].rule = "s";
    check_fingerprints(&found, 0, &rule, 0, false);
    /* On two lines with the same words it is the second of its kind. */
    struct found lines = found_in("x one\nx one\n");
    add(&lines, "r", TM_SEVERITY_ERROR, "one");
    tm_diagnostic *second = add(&lines, "r", TM_SEVERITY_ERROR, NULL);
    second->place = place_between(lines.file.source.data, 8, 11);
    check_fingerprints(&lines, 0, &lines, 1, false);
    /* Of two without a place, by what they say. */
    struct found placeless = found_in("");
    add(&placeless, "r", TM_SEVERITY_ERROR, NULL);
    struct found other = placeless;
    other.findings[0].message = render_text("it is worse");
    check_fingerprints(&placeless, 0, &other, 0, false);
}

static void a_file_has_the_fingerprints_that_it_has_alone(void **state)
{
    (void)state;
    struct found both[] = { two_in("a one b two\n"), two_in("a one b two\n") };
    both[1].file.name = "other.md";
    for (size_t i = 0; i < 4; i++) {
        char *among = fingerprint("sarif", both, 2, i);
        char *alone = fingerprint("sarif", &both[i / 2], 1, i % 2);
        assert_string_equal(among, alone);
        free(among);
        free(alone);
    }
}

/* ---- What could hide or forge ---- */

static bool is_seen(tm_text text)
{
    static const char *const hidden[] = { "\xE2\x80\xAE", "\xE2\x80\xA8",
                                          "\xE2\x81\xA6", "\xC2\x85" };
    for (size_t i = 0; i < text.size; i++)
        if (((unsigned char)text.data[i] < ' ' && text.data[i] != '\n') ||
            text.data[i] == 0x7F)
            return false;
    for (size_t i = 0; i < COUNT(hidden); i++)
        if (strstr(text.data, hidden[i]))
            return false;
    return true;
}

/* Whether the bytes are UTF-8, as RFC 3629 has it. */
static bool is_utf8(const unsigned char *s)
{
    while (*s) {
        const size_t more = *s < 0x80                 ? 0
                            : *s >= 0xC2 && *s < 0xE0 ? 1
                            : *s >= 0xE0 && *s < 0xF0 ? 2
                            : *s >= 0xF0 && *s < 0xF5 ? 3
                                                      : 4;
        const unsigned char second = more ? s[1] : 0;
        if (more == 4 || (*s == 0xE0 && second < 0xA0) ||
            (*s == 0xED && second > 0x9F) || (*s == 0xF0 && second < 0x90) ||
            (*s == 0xF4 && second > 0x8F))
            return false;
        s++;
        for (size_t i = 0; i < more; i++, s++)
            if ((*s & 0xC0) != 0x80)
                return false;
    }
    return true;
}

#define HOSTILE                                                     \
 "\x1B[2J\x7F\xE2\x80\xAE\xE2\x80\xA8\xE2\x81\xA6\xC2\x85\r\"\\%,:" \
 "</script>\xFF\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80\xE4\xBC"

static void nothing_that_a_terminal_obeys_comes_out(void **state)
{
    (void)state;
    static const char source[] = "a\tb " HOSTILE " c";
    struct found found = found_in(source);
    found.file.name = "x\n" HOSTILE ".md";
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, HOSTILE);
    f->message = render_text("y\n" HOSTILE);
    found.edits[0] = edit_of(source, HOSTILE, HOSTILE "\n");
    mend(&found, f, TM_MEND_SAFE, 1);
    tm_diagnostic *other = add(&found, "r", TM_SEVERITY_ERROR, NULL);
    other->message = render_text(HOSTILE);
    for (const struct findings_format *row = findings_formats; row->name;
         row++) {
        char *got = written(row->name, &found, 1);
        if (!is_seen(render_text(got)) || !is_utf8((unsigned char *)got))
            print_message("%s: %s\n", row->name, got);
        assert_true(is_seen(render_text(got)));
        assert_true(is_utf8((unsigned char *)got));
        free(got);
    }
}

static void a_line_is_one_finding(void **state)
{
    (void)state;
    static const char *const formats[] = { "json", "github", "line" };
    struct found found = found_in("a\nb\nc");
    found.file.name = "x\r\n\xE2\x80\xA8.md";
    tm_diagnostic *f = add(&found, "r", TM_SEVERITY_ERROR, "a\nb\nc");
    f->message = render_text("y\r\n\xE2\x80\xA8\xC2\x85");
    found.edits[0] = edit_of("a\nb\nc", "\nb", "\r\n");
    mend(&found, f, TM_MEND_SAFE, 1);
    for (size_t i = 0; i < COUNT(formats); i++) {
        char *got = written(formats[i], &found, 1);
        assert_ptr_equal(strchr(got, '\n'), got + strlen(got) - 1);
        free(got);
    }
}

/* ---- Destinations that fail, memory, time ---- */

struct narrow {
    size_t room;
};

static bool narrow_write(void *to, const char *data, size_t size)
{
    struct narrow *narrow = to;
    (void)data;
    if (size > narrow->room)
        return false;
    narrow->room -= size;
    return true;
}

/* Enough to fill a sink's buffer more than once. */
static void a_failed_write_is_told_wherever_it_fails(void **state)
{
    (void)state;
    struct found founds[64];
    for (size_t i = 0; i < COUNT(founds); i++)
        founds[i] = two_in("some words, one of them and two of them, …\n");
    for (const struct findings_format *row = findings_formats; row->name;
         row++) {
        char *text = written(row->name, founds, COUNT(founds));
        const size_t size = strlen(text);
        free(text);
        for (size_t less = 0; less <= size; less += 97) {
            struct narrow narrow = { size - less };
            struct sink sink;
            sink_init(&sink, narrow_write, &narrow);
            const bool done =
                put_findings(row->name, founds, COUNT(founds), false, &sink);
            assert_true((sink_finish(&sink) && done) == !less);
        }
    }
}

/* Quadratic, it would be a hundred thousand times a megabyte. */
static void a_long_line_with_many_findings_takes_no_long(void **state)
{
    (void)state;
    enum {
        COUNT_OF_ALL = 100 * 1000,
        STEP = 10
    };
    const size_t size = COUNT_OF_ALL * STEP;
    char *source = malloc(size + 1);
    assert_non_null(source);
    memset(source, 'a', size);
    source[size] = '\0';
    const struct finding_file file = { "talk.md", { source, size } };
    for (const struct findings_format *row = findings_formats; row->name;
         row++) {
        struct memory memory = { 0 };
        struct sink sink;
        struct findings findings = { .sink = &sink };
        sink_init(&sink, memory_write, &memory);
        const clock_t start = clock();
        assert_true(row->begin(&findings));
        for (size_t i = 0; i < COUNT_OF_ALL; i++) {
            const size_t from = i * STEP, to = from + 3;
            const size_t far = to + 1 + (size - to - 1) / 2;
            const tm_edit edits[] = {
                { from ? from - 9 : 0, from ? from - 8 : 1, { "b", 1 } },
                { to, to + 1, { "c", 1 } },
                { far, far, { "d", 1 } }
            };
            const tm_diagnostic finding = {
                .rule = "r",
                .message = render_text("it is wrong"),
                .place = { 1, from + 1, 1, to + 1, from, to },
                .mend = TM_MEND_SAFE,
                .edits = edits,
                .edit_count = 3,
            };
            assert_true(row->put(&findings, &file, &finding));
        }
        assert_true(row->end(&findings) && sink_finish(&sink));
        const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        assert_true(seconds < 20);
        assert_true(memory.size / COUNT_OF_ALL < 1200);
        memory_free(&memory);
    }
    free(source);
}

static void every_format_is_found_by_its_name(void **state)
{
    (void)state;
    for (const struct findings_format *row = findings_formats; row->name; row++)
        assert_ptr_equal(findings_format_named(row->name), row);
    assert_null(findings_format_named("tex"));
    assert_null(findings_format_named(""));
    assert_string_equal(findings_formats[0].name, "text");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_format_is_found_by_its_name),
    cmocka_unit_test(the_caret_and_the_mend_stand_under_their_cells),
    cmocka_unit_test(a_place_between_two_characters_has_a_caret),
    cmocka_unit_test(a_mark_of_byte_order_is_not_shown),
    cmocka_unit_test(a_mend_that_somebody_should_look_at_says_so),
    cmocka_unit_test(what_a_mend_takes_away_is_marked_where_it_was),
    cmocka_unit_test(a_mend_of_several_lines_shows_each),
    cmocka_unit_test(a_long_line_is_shown_around_the_place_and_the_mend),
    cmocka_unit_test(a_wide_line_is_shown_as_far_as_a_narrow_one),
    cmocka_unit_test(a_mend_is_shown_from_where_its_place_begins),
    cmocka_unit_test(what_takes_no_cell_is_not_shown_without_end),
    cmocka_unit_test(a_mend_of_very_much_is_cut),
    cmocka_unit_test(a_hint_without_a_mend_is_a_line),
    cmocka_unit_test(colour_is_put_where_it_is_asked_for),
    cmocka_unit_test(what_has_no_place_or_no_bytes_is_told_without),
    cmocka_unit_test(json_tells_bytes_code_points_and_cells),
    cmocka_unit_test(cells_are_right_where_findings_stand_in_no_order),
    cmocka_unit_test(the_place_of_an_edit_is_right_wherever_it_is),
    cmocka_unit_test(github_has_commands_with_one_line_each),
    cmocka_unit_test(gitlab_is_an_array_of_what_it_knows),
    cmocka_unit_test(sarif_has_every_rule_and_tells_which),
    cmocka_unit_test(a_path_becomes_a_uri),
    cmocka_unit_test(a_fingerprint_stays_when_lines_and_blanks_change),
    cmocka_unit_test(a_fingerprint_is_one_findings),
    cmocka_unit_test(a_file_has_the_fingerprints_that_it_has_alone),
    cmocka_unit_test(nothing_that_a_terminal_obeys_comes_out),
    cmocka_unit_test(a_line_is_one_finding),
    cmocka_unit_test(a_failed_write_is_told_wherever_it_fails),
    cmocka_unit_test(a_long_line_with_many_findings_takes_no_long),
};

RUN_TESTS("findings", tests)

#include "test.h"

#include "source.h"
#include "text.h"

#include <time.h>

#define SAVE ", save it as plain text in UTF-8"

/* ---- What is needed around a source -------------------------------------- */

struct room {
    struct arena_budget budget;
    struct arena arena;
    jmp_buf escape;
};

static int open_room(void **state)
{
    struct room *room = calloc(1, sizeof *room);
    if (!room)
        return -1;
    room->budget.left = SIZE_MAX;
    arena_init(&room->arena, &room->budget, &room->escape);
    *state = room;
    return 0;
}

static int close_room(void **state)
{
    struct room *room = *state;
    arena_release(&room->arena);
    free(room);
    return 0;
}

static struct source source_of(struct room *room, tm_text text)
{
    struct source source = { .line_count = 0 };
    if (setjmp(room->escape))
        fail_msg("out of memory");
    source_init(&source, &room->arena, text);
    return source;
}

/* "3:14" */
static void assert_position(struct source *source, size_t byte,
                            const char *want)
{
    char got[64];
    size_t line, column;
    source_position(source, byte, &line, &column);
    snprintf(got, sizeof got, "%zu:%zu", line, column);
    assert_string_equal(got, want);
}

static void assert_sane_source(const struct source *source)
{
    assert_true(source->line_count >= 1);
    assert_int_equal(source->lines[0], 0);
    for (size_t i = 0; i < source->line_count; i++) {
        assert_true(source->lines[i] <= source->text.size);
        assert_true(!i || source->lines[i - 1] < source->lines[i]);
        assert_int_equal(source_line_of(source, source->lines[i]), i + 1);
        const tm_text line = source_line(source, i + 1);
        assert_true(!line.size || (!memchr(line.data, '\n', line.size) &&
                                   !memchr(line.data, '\r', line.size)));
    }
}

/* ---- Encoding ------------------------------------------------------------ */

static void valid_utf8_is_let_in(void **state)
{
    const tm_text cases[] = {
        { NULL, 0 },
        TEXT("a"),
        TEXT("eight bytes and some more"),
        TEXT("\xEF\xBB\xBFwith a mark"),
        TEXT("第三次安全讲话\r\n下一行"),
        TEXT("\x7F \xC2\x80 \xDF\xBF \xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80"),
        TEXT("\xEF\xBF\xBF \xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"),
        TEXT("👷🏽‍♀️ on the line"),
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        tm_error error = { .code = TM_ERROR_NONE };
        assert_true(source_check(cases[i], &error));
        assert_int_equal(error.code, TM_ERROR_NONE);
    }
}

#define ICONV(name)                                     \
 "not UTF-8: looks like " name ", try \"iconv -f " name \
 " -t UTF-8 FILE > NEW.md\", or save it as UTF-8 (另存为 UTF-8)"

/* The error as "line:column message". The bytes are copied to where nothing
 * follows them, so that valgrind sees a step too far. */
static void assert_refused(const char *title, tm_text text, const char *want)
{
    char *bytes = malloc(text.size);
    assert_non_null(bytes);
    memcpy(bytes, text.data, text.size);
    text.data = bytes;
    tm_error error = { .code = TM_ERROR_NONE };
    char got[sizeof error.message + 64];
    print_message("%s\n", title);
    assert_false(source_check(text, &error));
    assert_int_equal(error.code, TM_ERROR_ENCODING);
    snprintf(got, sizeof got, "%zu:%zu %s", error.line, error.column,
             error.message);
    free(bytes);
    assert_string_equal(got, want);
}

static void ill_formed_bytes_are_refused_at_their_place(void **state)
{
    const struct {
        const char *title;
        tm_text text;
        const char *want;
    } cases[] = {
        { "byte that is never used", TEXT("abc\xFF"),
          "1:4 not UTF-8: byte 0xFF" SAVE },
        { "lone continuation", TEXT("\x80"), "1:1 not UTF-8: byte 0x80" SAVE },
        { "overlong NUL", TEXT("a\n\xC0\x80"),
          "2:1 not UTF-8: byte 0xC0" SAVE },
        { "overlong of two", TEXT("\xC1\x81."),
          "1:1 not UTF-8: byte 0xC1" SAVE },
        { "overlong of three", TEXT("\xE0\x9F\xBF."),
          "1:1 not UTF-8: byte 0xE0" SAVE },
        { "surrogate", TEXT("\xED\xA0\x80"), "1:1 not UTF-8: byte 0xED" SAVE },
        { "overlong of four", TEXT("\xF0\x8F\xBF\xBF."),
          "1:1 not UTF-8: byte 0xF0" SAVE },
        { "above U+10FFFF", TEXT("\xF4\x90\x80\x80."),
          "1:1 not UTF-8: byte 0xF4" SAVE },
        { "cut after one", TEXT("ab\xE4"), "1:3 not UTF-8: byte 0xE4" SAVE },
        { "cut after two", TEXT("安\xE5\x85"),
          "1:2 not UTF-8: byte 0xE5" SAVE },
        { "cut before a letter", TEXT("\xF0\x9F\x91z"),
          "1:1 not UTF-8: byte 0xF0" SAVE },
        { "in a Chinese line, CRLF", TEXT("安全\r\n讲话\xFE\r\n"),
          "2:3 not UTF-8: byte 0xFE" SAVE },
        { "after CR alone", TEXT("a\rb\r\xFF"),
          "3:1 not UTF-8: byte 0xFF" SAVE },
        { "after a byte order mark", TEXT("\xEF\xBB\xBF\xFF"),
          "1:1 not UTF-8: byte 0xFF" SAVE },
        { "GBK, cut in a pair", TEXT("\xB0\xB2\xC8\xAB\xBD"),
          "1:1 not UTF-8: byte 0xB0" SAVE },
        { "Latin-1", TEXT("caf\xE9 noir, na\xEFve"),
          "1:4 not UTF-8: byte 0xE9" SAVE },
        { "NUL", TEXT("abc\0def"), "1:4 holds a NUL byte" SAVE },
        { "NUL in a long line", TEXT("eight bytes, then\0more of them"),
          "1:18 holds a NUL byte" SAVE },
        { "NUL in Chinese text", TEXT("第三次\0安全讲话"),
          "1:4 holds a NUL byte" SAVE },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_refused(cases[i].title, cases[i].text, cases[i].want);
}

static void every_byte_of_a_long_text_is_looked_at(void **state)
{
    char text[64];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++) {
        tm_error error;
        memset(text, 'a', sizeof text);
        assert_true(source_check((tm_text){ text, sizeof text }, &error));
        text[i] = (char)0xFF;
        assert_false(source_check((tm_text){ text, sizeof text }, &error));
        assert_int_equal(error.column, i + 1);
        text[i] = '\0';
        assert_false(source_check((tm_text){ text, sizeof text }, &error));
        assert_int_equal(error.column, i + 1);
    }
}

static void another_encoding_is_named_with_its_command(void **state)
{
    const struct {
        const char *title;
        tm_text text;
        const char *want;
    } cases[] = {
        /* 安全讲话，请各位 */
        { "GBK",
          TEXT("# \xB0\xB2\xC8\xAB\xBD\xB2\xBB\xB0\xA3\xAC\xC7\xEB\xB8\xF7"
               "\xCE\xBB\n"),
          "1:3 " ICONV("GBK") },
        /* 安全讲话 and U+3400 */
        { "GB 18030", TEXT("\xB0\xB2\xC8\xAB\xBD\xB2\xBB\xB0\x81\x39\xEE\x39"),
          "1:1 " ICONV("GB18030") },
        { "UTF-16LE with a mark", TEXT("\xFF\xFEt\0a\0l\0k\0"),
          "1:1 " ICONV("UTF-16LE") },
        { "UTF-16BE with a mark", TEXT("\xFE\xFF\0t\0a\0l\0k"),
          "1:1 " ICONV("UTF-16BE") },
        { "UTF-16LE", TEXT("t\0a\0l\0k\0\n\0"), "1:2 " ICONV("UTF-16LE") },
        { "UTF-16BE", TEXT("\0t\0a\0l\0k\0\n"), "1:1 " ICONV("UTF-16BE") },
        /* 安全讲话一 and a line end: the zero of U+4E00 is at the wrong end */
        { "UTF-16LE in Chinese",
          TEXT("\x89\x5B\x68\x51\xB2\x8B\xDD\x8B\0\x4E"
               "\n\0"),
          "1:1 " ICONV("UTF-16LE") },
        { "UTF-16BE in Chinese",
          TEXT("\x5B\x89\x51\x68\x8B\xB2\x8B\xDD\x4E\0"
               "\0\n"),
          "1:2 " ICONV("UTF-16BE") },
        { "UTF-32LE with a mark", TEXT("\xFF\xFE\0\0t\0\0\0"),
          "1:1 " ICONV("UTF-32LE") },
        { "UTF-32BE with a mark", TEXT("\0\0\xFE\xFF\0\0\0t"),
          "1:1 " ICONV("UTF-32BE") },
        { "UTF-32LE", TEXT("t\0\0\0a\0\0\0"), "1:2 " ICONV("UTF-32LE") },
        { "UTF-32BE", TEXT("\0\0\0t\0\0\0a"), "1:1 " ICONV("UTF-32BE") },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_refused(cases[i].title, cases[i].text, cases[i].want);
}

static void broken_chinese_utf8_is_not_taken_for_gbk(void **state)
{
    (void)state;
    assert_refused("a byte too few",
                   TEXT("各位同事：请\xE5\x8A在岗前检查，不能走。"),
                   "1:7 not UTF-8: byte 0xE5" SAVE);
    assert_refused("a pair of bytes",
                   TEXT("各位同事：请\xB0\xB2在岗前检查，不能走。"),
                   "1:7 not UTF-8: byte 0xB0" SAVE);
}

/* ---- Lines and columns --------------------------------------------------- */

static void lines_end_at_lf_crlf_and_cr(void **state)
{
    static const struct {
        const char *text, *want; /* the lines, each in brackets */
    } cases[] = {
        { "", "[]" },
        { "a", "[a]" },
        { "a\n", "[a][]" },
        { "a\nb", "[a][b]" },
        { "a\r\nb\r\n", "[a][b][]" },
        { "a\rb\r", "[a][b][]" },
        { "\n\n", "[][][]" },
        { "\r\r\n\n", "[][][][]" },
        { "a\n\rb", "[a][][b]" },
        { "安\r\n全\r讲\n话", "[安][全][讲][话]" },
    };
    struct room *room = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char got[128] = "";
        const struct source source = source_of(room, text_of(cases[i].text));
        assert_sane_source(&source);
        for (size_t line = 1; line <= source.line_count; line++) {
            const tm_text text = source_line(&source, line);
            const size_t used = strlen(got);
            snprintf(got + used, sizeof got - used, "[%.*s]", (int)text.size,
                     text.data ? text.data : "");
        }
        assert_string_equal(got, cases[i].want);
    }
}

static void columns_count_code_points(void **state)
{
    struct source source =
        source_of(*state, TEXT("ab\n安全 x\r\n👷🏽 y\n"));
    assert_position(&source, 0, "1:1");
    assert_position(&source, 2, "1:3");
    assert_position(&source, 3, "2:1");
    assert_position(&source, 6, "2:2");
    assert_position(&source, 9, "2:3");
    assert_position(&source, 10, "2:4");
    assert_position(&source, 13, "3:1");
    assert_position(&source, 17, "3:2");
    assert_position(&source, 22, "3:4");
    assert_position(&source, 24, "4:1");
}

static void a_byte_within_a_character_has_the_characters_place(void **state)
{
    struct source source = source_of(*state, TEXT("x安y"));
    assert_position(&source, 2, "1:2");
    assert_position(&source, 3, "1:2");
    assert_position(&source, 4, "1:3");
}

static void a_byte_order_mark_has_no_column(void **state)
{
    struct source source = source_of(*state, TEXT("\xEF\xBB\xBF"
                                                  "ab\nc"));
    assert_position(&source, 0, "1:1");
    assert_position(&source, 3, "1:1");
    assert_position(&source, 4, "1:2");
    assert_position(&source, 1, "1:1");
    assert_position(&source, 5, "1:3");
    assert_position(&source, 6, "2:1");
}

static void an_empty_file_has_one_line(void **state)
{
    struct source source = source_of(*state, (tm_text){ NULL, 0 });
    assert_sane_source(&source);
    assert_int_equal(source.line_count, 1);
    assert_position(&source, 0, "1:1");
}

static void a_place_is_half_open(void **state)
{
    struct source source = source_of(*state, TEXT("安全\n讲话稿"));
    const tm_place place = source_place(&source, 3, 13);
    char got[64];
    snprintf(got, sizeof got, "%zu:%zu-%zu:%zu %zu-%zu", place.line,
             place.column, place.end_line, place.end_column, place.start,
             place.end);
    assert_string_equal(got, "1:2-2:3 3-13");
}

static void the_order_of_questions_does_not_matter(void **state)
{
    static const char text[] = "\xEF\xBB\xBF安a全b\n讲cc话dd稿\r\n👷x";
    const tm_text all = { text, sizeof text - 1 };
    struct source asked = source_of(*state, all);
    for (size_t i = 0; i < 2000; i++) {
        const size_t byte = i * 7919 % (all.size + 1);
        struct source fresh = source_of(*state, all);
        size_t line, column;
        char want[64];
        source_position(&fresh, byte, &line, &column);
        snprintf(want, sizeof want, "%zu:%zu", line, column);
        assert_position(&asked, byte, want);
    }
}

/* 90,000 questions about a line of 1 MB are some 50 GB when each is counted
 * from the line's beginning: many seconds, also on a fast machine. */
static void one_long_line_is_asked_in_linear_time(void **state)
{
    enum {
        ASKED = 90000,
        STEP = 12
    };
    char *data = malloc(ASKED * STEP);
    assert_non_null(data);
    for (size_t i = 0; i < ASKED * STEP; i += 3)
        memcpy(data + i, "安", 3);
    struct source source = source_of(*state, (tm_text){ data, ASKED * STEP });
    const clock_t begin = clock();
    for (size_t i = 0; i < ASKED; i++) {
        const tm_place place = source_place(&source, i * STEP, i * STEP + STEP);
        assert_int_equal(place.line, 1);
        assert_int_equal(place.column, i * 4 + 1);
    }
    for (size_t i = ASKED; i-- > 0;)
        assert_int_equal(source_place(&source, i * STEP, i * STEP + 3).column,
                         i * 4 + 1);
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 2);
    free(data);
}

static void running_out_of_memory_leaves_by_the_escape(void **state)
{
    static const char text[] = "a\nb\nc\nd\n";
    struct room *room = *state;
    struct source source;
    room->budget.left = 16;
    if (setjmp(room->escape))
        return;
    source_init(&source, &room->arena, text_of(text));
    fail_msg("five lines fit into 16 bytes");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_room, close_room)

static const struct CMUnitTest tests[] = {
    TEST(valid_utf8_is_let_in),
    TEST(ill_formed_bytes_are_refused_at_their_place),
    TEST(every_byte_of_a_long_text_is_looked_at),
    TEST(another_encoding_is_named_with_its_command),
    TEST(broken_chinese_utf8_is_not_taken_for_gbk),
    TEST(lines_end_at_lf_crlf_and_cr),
    TEST(columns_count_code_points),
    TEST(a_byte_within_a_character_has_the_characters_place),
    TEST(a_byte_order_mark_has_no_column),
    TEST(an_empty_file_has_one_line),
    TEST(a_place_is_half_open),
    TEST(the_order_of_questions_does_not_matter),
    TEST(one_long_line_is_asked_in_linear_time),
    TEST(running_out_of_memory_leaves_by_the_escape),
};

RUN_TESTS("source", tests)

#include "test.h"

#include "screen.h"

/* What a terminal is sent for 'text' that comes in pieces of 'piece' bytes. */
static void check_shown(const char *text, size_t piece, const char *want)
{
    struct screen screen;
    struct memory memory = { 0 };
    screen_init(&screen, memory_write, &memory);
    for (size_t left = strlen(text); left;) {
        const size_t size = piece < left ? piece : left;
        assert_true(screen_write(&screen, text, size));
        text += size;
        left -= size;
    }
    assert_true(screen_finish(&screen));
    assert_true(memory_write(&memory, "", 1));
    assert_string_equal(memory.data, want);
    memory_free(&memory);
}

static void check_pieces(const char *text, const char *want)
{
    for (size_t piece = 1; piece <= strlen(text); piece++)
        check_shown(text, piece, want);
}

static void what_a_terminal_obeys_is_shown(void **state)
{
    (void)state;
    check_pieces("a\033[2Jb\r\b\177", "a\\u{1B}[2Jb\\u{D}\\u{8}\\u{7F}");
    check_pieces("\xC2\x9B"
                 "31m \xE2\x80\xAE\xEF\xBB\xBF",
                 "\\u{9B}31m \\u{202E}\\u{FEFF}");
}

static void text_lines_and_tabs_stay(void **state)
{
    (void)state;
    check_pieces("词\t“词”\n\né 𠀀\n", "词\t“词”\n\né 𠀀\n");
}

/* Four bytes are the most that a character has: no more is ever held. */
static void what_is_no_character_is_not_waited_for(void **state)
{
    (void)state;
    check_pieces("a\xE4", "a\\u{80}");
    check_pieces("\xF0\x9F\x9F\n", "\\u{80}\\u{80}\\u{80}\n");
    check_pieces("\xF0"
                 "abc",
                 "\\u{80}abc");
    check_pieces("\x80\x80\x80\x80\x80", "\\u{80}\\u{80}\\u{80}\\u{80}\\u{80}");
}

static bool refuse(void *to, const char *data, size_t size)
{
    (void)to, (void)data, (void)size;
    return false;
}

static void a_failure_is_told(void **state)
{
    (void)state;
    struct screen screen;
    screen_init(&screen, refuse, NULL);
    assert_true(screen_write(&screen, "a", 1)); /* it is buffered */
    assert_false(screen_finish(&screen));
    assert_false(screen_write(&screen, "a", 1));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_a_terminal_obeys_is_shown),
    cmocka_unit_test(text_lines_and_tabs_stay),
    cmocka_unit_test(what_is_no_character_is_not_waited_for),
    cmocka_unit_test(a_failure_is_told),
};

RUN_TESTS("screen", tests)

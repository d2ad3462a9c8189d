#include "test.h"

#include "destination.h"
#include "show.h"
#include "text.h"

struct fixture {
    struct arena_budget budget;
    struct arena arena;
    jmp_buf escape;
};

static struct arena *begin(struct fixture *f)
{
    f->budget.left = SIZE_MAX;
    arena_init(&f->arena, &f->budget, &f->escape);
    return &f->arena;
}

/* "kind id", or "link" where the destination is no tag's. */
static void show_destination(struct shown *shown, tm_text url)
{
    struct fixture f;
    struct arena *arena = begin(&f);
    struct destination destination;
    assert_int_equal(setjmp(f.escape), 0);
    if (destination_read(arena, url, &destination)) {
        show(shown, "%s", tm_kind_name(destination.kind));
        show_text(shown, " ", destination.id);
    } else {
        show(shown, "link");
    }
    arena_release(arena);
}

static void a_destination_is_a_kind_and_an_id(void **state)
{
    (void)state;
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "directive:walk", "directive walk" },
        { "do:walk", "directive walk" },
        { "action:walk", "directive walk" },
        { "要求:巡查", "directive 巡查" },
        { "任务:巡查", "directive 巡查" },
        { "point:", "point " },
        { "要点:", "point " },
        { "issue:a", "issue a" },
        { "问题:a", "issue a" },
        { "pledge:a", "pledge a" },
        { "承诺:a", "pledge a" },
        { "decision:a", "decision a" },
        { "决定:a", "decision a" },
        { "reply:", "reply " },
        { "表态:", "reply " },
        { "cite:rules", "cite rules" },
        { "依据:rules", "cite rules" },
        { "update:r#a", "update r#a" },
        { "进展:r#a", "update r#a" },
        /* the kind's case does not count, the id's does */
        { "DO:Walk", "directive Walk" },
        { "Issue:A", "issue A" },
        /* what is no tag */
        { "", "link" },
        { ":", "link" },
        { ":walk", "link" },
        { "directive", "link" },
        { "directve:walk", "link" },
        { "directives:walk", "link" },
        { " do:walk", "link" },
        { "do :walk", "link" },
        { "https://example.org/do:it", "link" },
        { "mailto:do:a", "link" },
        { "要求：巡查", "link" }, /* a full-width colon */
        /* the id is what follows the first colon */
        { "cite:a:b", "cite a:b" },
        { "update:a:b#c", "update a:b#c" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shown shown = { .size = 0 };
        show_destination(&shown, text_of(cases[i].url));
        if (strcmp(shown.text, cases[i].want))
            print_message("%s\n", cases[i].url);
        assert_string_equal(shown.text, cases[i].want);
    }
}

static void escapes_that_give_utf_8_are_decoded(void **state)
{
    (void)state;
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "do:%77alk", "directive walk" },
        { "%64o:walk", "directive walk" },
        { "do%3Awalk", "directive walk" },
        { "do%3awalk", "directive walk" },
        { "%E8%A6%81%E6%B1%82:a", "directive a" },
        { "do:%e5%b7%a1%e6%9f%a5", "directive 巡查" },
        { "do:a%20b", "directive a b" },
        { "update:plant%20talk#a", "update plant talk#a" },
        /* no UTF-8: the run stays as it was written */
        { "do:%FF", "directive %FF" },
        { "do:%E5%B7", "directive %E5%B7" },
        { "do:%41%FF", "directive %41%FF" },
        { "do:%00", "directive %00" },
        { "do:%ED%A0%80", "directive %ED%A0%80" },
        { "do:%FFx%41", "directive %FFxA" },
        /* no escapes at all */
        { "do:%", "directive %" },
        { "do:%4", "directive %4" },
        { "do:%4g", "directive %4g" },
        { "do:%%41", "directive %A" },
        { "do:%2541", "directive %41" }, /* once, not twice */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shown shown = { .size = 0 };
        show_destination(&shown, text_of(cases[i].url));
        if (strcmp(shown.text, cases[i].want))
            print_message("%s\n", cases[i].url);
        assert_string_equal(shown.text, cases[i].want);
    }
}

#define E_ACUTE     "\xC3\xA9"
#define E_AND_ACUTE "e\xCC\x81"

static void show_composed(struct shown *shown, tm_text text)
{
    struct fixture f;
    struct arena *arena = begin(&f);
    assert_int_equal(setjmp(f.escape), 0);
    show_text(shown, "", destination_compose(arena, text));
    arena_release(arena);
}

static void kind_and_id_are_composed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "" },
        { "walk", "walk" },
        { E_ACUTE, E_ACUTE },
        { E_AND_ACUTE, E_ACUTE },
        { "caf" E_AND_ACUTE "s", "caf" E_ACUTE "s" },
        { "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C" }, /* Hangul */
        { "\xE2\x84\xAB", "\xC3\x85" },     /* the Angstrom sign */
        { "\xEF\xBC\xA1", "\xEF\xBC\xA1" }, /* NFC is not NFKC */
        { "\xEF\xB7\xBA", "\xEF\xB7\xBA" }, /* a ligature of 18 letters */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shown shown = { .size = 0 };
        show_composed(&shown, text_of(cases[i].text));
        assert_string_equal(shown.text, cases[i].want);
    }
    struct shown shown = { .size = 0 };
    show_destination(&shown, TEXT("do:caf" E_AND_ACUTE));
    show_destination(&shown, TEXT("do:cafe%CC%81"));
    assert_string_equal(shown.text,
                        "directive caf" E_ACUTE "directive caf" E_ACUTE);
}

static void a_run_that_grows_when_it_is_composed_fits(void **state)
{
    (void)state;
    struct fixture f;
    struct arena *arena = begin(&f);
    assert_int_equal(setjmp(f.escape), 0);
    /* U+1D160 is one of the few that NFC takes apart, in three. */
    char text[4 * 500];
    for (size_t i = 0; i < sizeof text; i += 4)
        memcpy(text + i, "\xF0\x9D\x85\xA0", 4);
    const tm_text whole = { text, sizeof text };
    const tm_text composed = destination_compose(arena, whole);
    assert_true(composed.size == 3 * sizeof text);
    assert_true(text_equal(destination_compose(arena, composed), composed));
    arena_release(arena);
}

static void an_id_is_letters_digits_and_three_marks(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        bool is_id;
    } cases[] = {
        { "a", true },
        { "walk-2", true },
        { "a_b", true },
        { "a.b", true },
        { "a.", true },
        { "-", true },
        { "-a", true },
        { "_", true },
        { "2", true },
        { "巡查", true },
        { E_ACUTE, true },
        { "x\xCC\x81", true },
        { "\xD9\xA0", true },
        { "tm-x", true },
        { "①", true },
        { "", false },
        { ".", false },
        { ".a", false },
        { "a b", false },
        { "a/b", false },
        { "a#b", false },
        { "a:b", false },
        { "~a", false },
        { "a,b", false },
        { "巡查，", false },
        { "a\xC2\xA0", false },
        { "a\xF0\x9F\x98\x80", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(destination_is_id(text_of(cases[i].id)) == cases[i].is_id);
    }
}

static void the_last_hash_parts_record_and_id(void **state)
{
    (void)state;
    static const struct {
        const char *text, *record, *id;
    } cases[] = {
        { "a", NULL, "a" },
        { "", NULL, "" },
        { "r#a", "r", "a" },
        { "r 1#a", "r 1", "a" },
        { "r#s#a", "r#s", "a" },
        { "#a", "", "a" },
        { "r#", "r", "" },
        { "#", "", "" },
        { "例会#巡查", "例会", "巡查" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_reference part = destination_part(text_of(cases[i].text));
        assert_true(text_is(part.id, cases[i].id));
        assert_true(text_is(part.record, cases[i].record));
        assert_true(!part.record.data == !cases[i].record);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_destination_is_a_kind_and_an_id),
    cmocka_unit_test(escapes_that_give_utf_8_are_decoded),
    cmocka_unit_test(kind_and_id_are_composed),
    cmocka_unit_test(a_run_that_grows_when_it_is_composed_fits),
    cmocka_unit_test(an_id_is_letters_digits_and_three_marks),
    cmocka_unit_test(the_last_hash_parts_record_and_id),
};

RUN_TESTS("destination", tests)

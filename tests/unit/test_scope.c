#include "test.h"

#include "show.h"
#include "text.h"

/* ---- Details ---- */

static void show_details(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        show_text(shown, "", tm_item_words(item));
        show(shown, " [");
        tm_item_detail(item, show_written, shown);
        show(shown, "]\n");
    }
}

static void a_heading_owns_its_section(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## A\n\none\n\n### B\n\ntwo\n\n## C\n\nthree",
          "A [one\n\nB\n\ntwo]\nB [two]\nC [three]\n" },
        { "## [A](issue:)\n\none\n\n# B\n\ntwo", "A [one]\nB [two]\n" },
        { "## A\n## B\none", "A []\nB [one]\n" },
        { "> ## [A](point:)\n> one\n\ntwo", "A [one]\n" },
        { "- # [A](point:)\n  one\n\n  - two\n- three", "A [one\n\n- two]\n" },
        { "# A\n\n## B\n\none\n\n#### C\n\n### D\n\ntwo",
          "B [one\n\nC\n\nD\n\ntwo]\nC []\nD [two]\n" },
        /* a heading that is no point ends a section too */
        { "---\npoints: tagged\n---\n## [A](point:)\n\none\n\n## B\n\ntwo",
          "A [one]\n" },
        { "> one\n>\n> ## [A](do:)\n>\n> two\n>\n> # B\n>\n> three",
          "A [two]\n" },
    };
    CHECK_TALKS(cases, show_details);
}

static void a_tag_that_begins_a_list_item_owns_it(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "- [A](do:) one.\n  Two.\n\n  three\n  - four\n- five",
          "A [A one. Two.\n\nthree\n\n- four]\n" },
        { "- **[A](do:)** one.\n\n  two", "A [A one.\n\ntwo]\n" },
        { "- [ ] [A](do:) one.\n  - two", "A [A one.\n- two]\n" },
        { "- [ ] one.\n  - two\n  - [ ] three",
          "one. [one.\n- two\n- three]\nthree [three]\n" },
        { "- one [A](do:) two.\n\n  three", "A [one A two.]\n" },
        { "- one. [A](do:) two.\n\n  three", "A [A two.]\n" },
        { "- `x` [A](do:)\n\n  two", "A [x A]\n" },
        { "- > [A](do:)\n\n  two", "A [A]\n" },
        { "- [A](do:), [Bee](do:). [C](do:)\n\n  two",
          "A [A, Bee. C\n\ntwo]\nBee [A, Bee.]\nC [C]\n" },
        { "- [A](cite:x) one. Two.\n\n  three", "A [A one. Two.\n\nthree]\n" },
        { "1. [A](do:)\n2. [B](do:)", "A [A]\nB [B]\n" },
        { "- - [A](do:)\n  - two\n\n  three", "A [A]\n" },
    };
    CHECK_TALKS(cases, show_details);
}

/* ---- Paths and replies ---- */

/* "words: path; reply", the path outermost first. */
static void show_path_of(struct shown *shown, const tm_item *item)
{
    if (!item)
        return;
    show_path_of(shown, tm_item_parent(item));
    show_text(shown, " > ", tm_item_words(item));
}

static void show_paths(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        show_text(shown, "", tm_item_words(item));
        show_path_of(shown, tm_item_parent(item));
        if (tm_item_reply(item))
            show_text(shown, " ; ", tm_item_speaker(tm_item_reply(item)));
        show(shown, "\n");
    }
}

static void an_items_path_is_what_it_stands_under(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "# T\n\n## A\n\n### B\n\n[a](do:)\n\n## C\n\n[b](do:)",
          "A\nB > A\na > A > B\nC\nb > C\n" },
        { "## A\n\n#### B\n\n### C", "A\nB > A\nC > A\n" },
        { "## A\n\n## [a](issue:)\n\n### B\n\n[b](do:)", "A\na\nB\nb > B\n" },
        /* a heading that is no point is not in the path */
        { "---\npoints: tagged\n---\n# [A](point:)\n\n## B\n\n[a](do:)",
          "A\na > A\n" },
        { "## 1. [A](point:), [a](do:)", "1. A, a\na > 1. A, a\n" },
    };
    CHECK_TALKS(cases, show_paths);
}

static void a_point_in_running_text_lasts_to_the_next(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## A\n\n[P](point:) one. [a](do:)\n\n[b](do:)\n\n"
          "[Q](point:) [c](do:)\n\n## B\n\n[d](do:)",
          "A\nP > A\na > A > P\nb > A > P\nQ > A\nc > A > Q\nB\nd > B\n" },
        { "[P](point:)\n\n## A\n\n[a](do:)", "P\nA\na > A\n" },
        { "## A\n\n[P](point:)\n\n### B\n\n[a](do:)",
          "A\nP > A\nB > A\na > A > B\n" },
        { "> [P](point:)\n>\n> [a](do:)\n\n[b](do:)", "P\na > P\nb\n" },
        { "- [P](point:)\n  - [a](do:)\n- [b](do:)\n\n[c](do:)",
          "P\na > P\nb\nc\n" },
        { "- one [P](point:)\n\n  [a](do:)\n- [b](do:)", "P\na > P\nb\n" },
        { "[P](point:)\n\n- [Q](point:)\n  - [a](do:)\n- [b](do:)\n",
          "P\nQ > P\na > P > Q\nb > P\n" },
        { "[P](point:)\n\n> [Q](point:)\n>\n> [a](do:)\n\n[b](do:)",
          "P\nQ\na > Q\nb\n" },
    };
    CHECK_TALKS(cases, show_paths);
}

static void a_reply_is_where_another_speaks(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## [Wang](reply:)\n\n[a](pledge:)\n\n## B\n\n[b](do:)",
          "Wang\na ; Wang\nB\nb > B\n" },
        { "## A\n\n### [Wang](reply:)\n\n[a](pledge:)",
          "A\nWang > A\na > A ; Wang\n" },
        { "[Wang](reply:) [a](pledge:)\n\n[b](pledge:)\n\n"
          "[Liu](reply:) [c](pledge:)\n\n## D\n\n[d](do:)",
          "Wang\na ; Wang\nb ; Wang\nLiu\nc ; Liu\nD\nd > D\n" },
        { "- [Wang](reply:): [a](pledge:)\n- [b](pledge:)",
          "Wang\na ; Wang\nb\n" },
        { "> [Wang](reply:): [a](pledge:)\n\n[b](pledge:)",
          "Wang\na ; Wang\nb\n" },
        { "## [x](reply: '@Liu')\n\n[a](pledge:)", "x\na ; Liu\n" },
        { "---\npeople: {w: Wang Fang}\n---\n## [w](reply:)\n\n[a](pledge:)",
          "w\na ; Wang Fang\n" },
    };
    CHECK_TALKS(cases, show_paths);
}

/* ---- What comes down ---- */

static void show_inherited(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        const tm_date due = tm_item_date(item, TM_ITEM_DUE);
        const tm_date start = tm_item_date(item, TM_ITEM_START);
        show_text(shown, "", tm_item_words(item));
        for (size_t j = 0; j < tm_item_owner_count(item); j++)
            show_text(shown, " @", tm_owner_label(tm_item_owner(item, j)));
        if (due.year)
            show(shown, " %d-%d", due.month, due.day);
        show_text(shown, " words:", tm_item_field(item, TM_ITEM_DUE_TEXT));
        if (tm_item_is_ongoing(item))
            show(shown, " ongoing");
        if (start.year)
            show(shown, " start:%d-%d", start.month, start.day);
        show_text(shown, " source:", tm_item_field(item, TM_ITEM_SOURCE));
        for (size_t j = 0; j < tm_item_topic_count(item); j++)
            show_text(shown, " +", tm_item_topic(item, j));
        show(shown, "\n");
    }
}

#define ALL       "@w 2026-04-01 source:s start:2026-03-02 +t"
#define ALL_SHOWN " @w 4-1 start:3-2 source:s +t"

static void what_is_around_an_item_comes_down_to_it(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## [P](point: '" ALL "')\n\n[a](do:) [b](issue:) [c](pledge:) "
          "[d](decision:)",
          "P" ALL_SHOWN "\na" ALL_SHOWN "\nb" ALL_SHOWN "\nc" ALL_SHOWN
          "\nd" ALL_SHOWN "\n" },
        { "## [P](point: '" ALL "')\n\n[a](cite:x) [b](update:r#x) "
          "[c](point:) [d](reply:)",
          "P" ALL_SHOWN "\na\nb\nc\nd\n" },
        { "## [P](issue: '" ALL "')\n\n- [a](do:)",
          "P" ALL_SHOWN "\na" ALL_SHOWN "\n" },
        { "- [P](do: '" ALL "')\n  - [a](do:)\n- [b](do:)",
          "P" ALL_SHOWN "\na" ALL_SHOWN "\nb\n" },
        { "[P](point: '" ALL "') [a](do:)\n\n[Q](point:) [b](do:)",
          "P" ALL_SHOWN "\na" ALL_SHOWN "\nQ\nb\n" },
        { "[P](reply: '" ALL "') [a](do:)\n\n## Q\n\n[b](do:)",
          "P" ALL_SHOWN "\na" ALL_SHOWN "\nQ\nb\n" },
        { "- [ ] one\n- [P](do: '" ALL "')\n  - [ ] two",
          "one\nP" ALL_SHOWN "\ntwo" ALL_SHOWN "\n" },
        { "---\ndefaults: '" ALL "'\n---\n[a](do:) [b](point:) [c](cite:x)",
          "a" ALL_SHOWN "\nb\nc\n" },
        /* never from a neighbour */
        { "[P](do: '" ALL "') [a](do:)", "P" ALL_SHOWN "\na\n" },
        { "## 1. [P](do: '" ALL "')\n\n[a](do:)", "1. P\nP" ALL_SHOWN "\na\n" },
        { "- [P](cite:x '" ALL "')\n  - [a](do:)", "P" ALL_SHOWN "\na\n" },
    };
    CHECK_TALKS(cases, show_inherited);
}

static void the_innermost_counts(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "## [P](point: '@w 2026-04-01 +t')\n\n### [Q](point: '@l +u')\n\n"
          "[a](do: '+v') [b](do: '@z')",
          "P @w 4-1 +t\nQ @l +u\na @l 4-1 +v +u +t\nb @z 4-1 +u +t\n" },
        { "## [P](point: '2026-04-01')\n\n[a](do: 'ongoing') "
          "[b](do: 'due:later')",
          "P 4-1\na ongoing\nb words:later\n" },
        { "## [P](point: 'ongoing')\n\n[a](do: '2026-04-01') [b](do:)",
          "P ongoing\na 4-1\nb ongoing\n" },
        { "## [P](point: 'due:later')\n\n[a](do:)",
          "P words:later\na words:later\n" },
        { "---\ndefaults: '@d +x'\n---\n## [P](point: '@w')\n\n[a](do:)",
          "P @w\na @w +x\n" },
        { "## [P](point: '+t')\n\n[a](do: '+t +u')", "P +t\na +t +u\n" },
        /* in text, the later of reply and point is the inner one */
        { "[P](point: '@p') [R](reply: '@r') [a](do:)", "P @p\nR @r\na @r\n" },
        { "[R](reply: '@r') [P](point: '@p') [a](do:)", "R @r\nP @p\na @p\n" },
    };
    CHECK_TALKS(cases, show_inherited);
}

/* ---- Limits ---- */

static size_t count_rule(const tm_talk *talk, const char *rule)
{
    size_t count = 0;
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++)
        count += !strcmp(tm_talk_diagnostic(talk, i)->rule, rule);
    return count;
}

static bool count_bytes(void *to, const char *data, size_t size)
{
    (void)data;
    *(size_t *)to += size;
    return true;
}

static size_t detail_size(const tm_item *item)
{
    size_t size = 0;
    assert_true(tm_item_detail(item, count_bytes, &size));
    return size;
}

/* 'head', 'times' times 'unit', 'tail'. */
static tm_talk *read_repeated(const char *head, const char *unit, size_t times,
                              const char *tail)
{
    const size_t size = strlen(head) + strlen(unit) * times + strlen(tail) + 1;
    char *text = malloc(size), *at = text;
    assert_non_null(text);
    at += snprintf(at, size, "%s", head);
    for (size_t i = 0; i < times; i++) {
        memcpy(at, unit, strlen(unit));
        at += strlen(unit);
    }
    snprintf(at, strlen(tail) + 1, "%s", tail);
    tm_talk *talk = tm_parse(text, strlen(text), NULL, NULL);
    assert_non_null(talk);
    free(text);
    return talk;
}

static void a_block_has_details_for_10000_tags(void **state)
{
    (void)state;
    tm_talk *talk = read_repeated("", "[One](do:). ", TM_MAX_TAGS, "");
    assert_true(tm_talk_diagnostic_count(talk) == 0);
    assert_true(detail_size(tm_talk_item(talk, TM_MAX_TAGS - 1)) == 4);
    assert_false(tm_item_is_cut(tm_talk_item(talk, TM_MAX_TAGS - 1)));
    tm_talk_free(talk);
    talk =
        read_repeated("", "[One](do:). ", TM_MAX_TAGS + 2, "\n\n[Two](do:).");
    assert_true(count_rule(talk, "limit-tags") == 1);
    assert_true(tm_talk_diagnostic_count(talk) == 1);
    for (size_t i = TM_MAX_TAGS - 1; i < TM_MAX_TAGS + 3; i++) {
        const tm_item *item = tm_talk_item(talk, i);
        const bool past = i == TM_MAX_TAGS || i == TM_MAX_TAGS + 1;
        assert_true(tm_item_is_cut(item) == past);
        assert_true(detail_size(item) == (past ? 0 : 4));
        assert_true(tm_item_words(item).size == 3);
    }
    tm_talk_free(talk);
}

static void details_together_are_bounded(void **state)
{
    (void)state;
    /* One sentence with so many tags has one passage for all of them. */
    enum {
        COUNT = 3000
    };
    tm_talk *talk = read_repeated("", "[word](do:) ", COUNT, "");
    assert_true(count_rule(talk, "limit-detail") == 1);
    const size_t passage = COUNT * 5 - 1;
    size_t total = 0, whole = 0, cut = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const tm_item *item = tm_talk_item(talk, i);
        const size_t size = detail_size(item);
        total += size;
        whole += size > 0;
        cut += tm_item_is_cut(item);
        assert_true(size == 0 || size == TM_MAX_DETAIL);
    }
    assert_true(passage > TM_MAX_DETAIL);
    assert_true(cut == COUNT); /* too long, or withheld */
    assert_in_range(total, 500 * 1000, 32 * 12 * COUNT);
    assert_in_range(whole, 1, COUNT - 1);
    tm_talk_free(talk);
}

static void paths_are_bounded_with_the_details(void **state)
{
    (void)state;
    char head[700] = "## ";
    for (size_t i = 0; i < 600; i++)
        head[3 + i] = 'w';
    memcpy(head + 603, "\n\n", 3);
    tm_talk *talk = read_repeated(head, "[](do:)\n\n", 4000, "");
    assert_true(count_rule(talk, "limit-detail") == 1);
    const tm_item *first = tm_talk_item(talk, 1);
    const tm_item *last = tm_talk_item(talk, 4000);
    assert_false(tm_item_path_withheld(first));
    assert_true(tm_item_path_withheld(last));
    assert_true(tm_item_is_cut(last));
    assert_ptr_equal(tm_item_parent(last), tm_talk_item(talk, 0));
    tm_talk_free(talk);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_heading_owns_its_section),
    cmocka_unit_test(a_tag_that_begins_a_list_item_owns_it),
    cmocka_unit_test(an_items_path_is_what_it_stands_under),
    cmocka_unit_test(a_point_in_running_text_lasts_to_the_next),
    cmocka_unit_test(a_reply_is_where_another_speaks),
    cmocka_unit_test(what_is_around_an_item_comes_down_to_it),
    cmocka_unit_test(the_innermost_counts),
    cmocka_unit_test(a_block_has_details_for_10000_tags),
    cmocka_unit_test(details_together_are_bounded),
    cmocka_unit_test(paths_are_bounded_with_the_details),
};

RUN_TESTS("scope", tests)

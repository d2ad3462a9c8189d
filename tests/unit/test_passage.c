#include "test.h"

#include "show.h"
#include "text.h"

/* A line for each tag: its words, and its passage in brackets. */
static void show_passages(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        show_text(shown, "", tm_item_words(item));
        show(shown, " [");
        tm_item_detail(item, show_written, shown);
        show(shown, "]\n");
    }
}

static void a_passage_is_the_sentence_and_what_follows_it(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[Ask](do:)", "Ask [Ask]\n" },
        { "One [Ask](do:) two.", "Ask [One Ask two.]\n" },
        { "One. Two [Ask](do:). Three. Four.",
          "Ask [Two Ask. Three. Four.]\n" },
        { "[Ask](do:). One. [Buy](do:). Two.",
          "Ask [Ask. One.]\nBuy [Buy. Two.]\n" },
        { "[Ask](do:) and [Buy](issue:) here. One.",
          "Ask [Ask and Buy here. One.]\nBuy [Ask and Buy here. One.]\n" },
        { "[Ask](do:), [Buy](do:). [Call](do:), [Dig](do:).",
          "Ask [Ask, Buy.]\nBuy [Ask, Buy.]\nCall [Call, Dig.]\nDig [Call, Dig.]\n" },
        { "一。二[Ask](要求:)三。四。五[Buy](要求:)。六",
          "Ask [二Ask三。四。]\nBuy [五Buy。六]\n" },
        /* the sentence in which the tag's text begins */
        { "One [more. Two](do:) three. Four [Call](do:).",
          "more. Two [One more. Two three.]\nCall [Four Call.]\n" },
        { "[One. Two](do:) [three](do:). [Four](do:).",
          "One. Two [One.]\nthree [Two three.]\nFour [Four.]\n" },
    };
    CHECK_TALKS(cases, show_passages);
}

static void a_citation_or_update_ends_no_passage(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[Ask](do:). See [Buy](cite:). And on.",
          "Ask [Ask. See Buy. And on.]\nBuy [See Buy. And on.]\n" },
        { "[Ask](do:). [Buy](update:x#y). [Call](do:).",
          "Ask [Ask. Buy.]\nBuy [Buy.]\nCall [Call.]\n" },
        { "[Buy](cite:). One. [Call](cite:). Two. [Ask](do:). Three.",
          "Buy [Buy. One. Call. Two.]\nCall [Call. Two.]\nAsk [Ask. Three.]\n" },
        { "[Ask](do:). [Buy](cite:) and [Call](do:). On.",
          "Ask [Ask.]\nBuy [Buy and Call. On.]\nCall [Buy and Call. On.]\n" },
    };
    CHECK_TALKS(cases, show_passages);
}

static void a_passage_stays_in_its_block(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[Ask](do:)\n\nTwo.", "Ask [Ask]\n" },
        { "One.\n\n> [Ask](do:)\n\nTwo.", "Ask [Ask]\n" },
        { "- One [Ask](do:).\n- Two.", "Ask [One Ask.]\n" },
        { "One\n- Two [Ask](do:)\n  three\n\n  Four", "Ask [Two Ask three]\n" },
        /* a heading is the passage of what is tagged in it */
        { "See [Ask](do:). On.\n===\n\nTwo.",
          "See Ask. On. [Two.]\nAsk [See Ask. On.]\n" },
        { "#### One. See [Ask](do:) and. Then\n\nTwo.",
          "One. See Ask and. Then [Two.]\nAsk [One. See Ask and. Then]\n" },
    };
    CHECK_TALKS(cases, show_passages);
}

static void code_and_alternative_texts_count_as_words(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "One `a. B` [Call](do:).", "Call [One a. B Call.]\n" },
        { "One `a.` [Call](do:).", "Call [One a. Call.]\n" },
        { "One `a`. [Call](do:).", "Call [Call.]\n" },
        { "One ![aha. Two](x) [Call](do:).", "Call [Two Call.]\n" },
        { "*One.* **Two [Call](do:)** three.", "Call [Two Call three.]\n" },
        { "[One.](x) [Two [Call](do:).", "Call [[Two Call.]\n" },
        { "One <b>. Two</b> [Call](do:).", "Call [Two Call.]\n" },
    };
    CHECK_TALKS(cases, show_passages);
}

static void breaks_part_passages_only_where_they_are_hard(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "one\n[Ask](do:)\ntwo", "Ask [one Ask two]\n" },
        { "one  \n[Ask](do:)\\\ntwo", "Ask [Ask\ntwo]\n" },
        { "one\\\n[Ask](do:)\\\n[Buy](do:)", "Ask [Ask]\nBuy [Buy]\n" },
        { "一\n[告知](要求:)\n二", "告知 [一告知二]\n" },
        { "Mr.\n[Ask](do:)", "Ask [Mr. Ask]\n" },
        { "Mr.\\\n[Ask](do:)", "Ask [Ask]\n" },
        { "One.\n[Ask](do:)", "Ask [Ask]\n" },
    };
    CHECK_TALKS(cases, show_passages);
}

static void a_cell_is_the_passage_in_a_row(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "| one [Ask](do:). Two | three [Buy](do:) |\n| four | [Call](do:) five |",
          "Ask [one Ask. Two]\nBuy [three Buy]\nCall [Call five]\n" },
        { "| [Ask](do:) | [Buy](cite:) [Call](do:) |",
          "Ask [Ask]\nBuy [Buy Call]\nCall [Buy Call]\n" },
        { "| [Ask](do:)", "Ask [Ask]\n" },
        { "|[Ask](do:)|", "Ask [Ask]\n" },
        { "|", "" },
        { "a | [Buy](do:) | c", "Buy [a | Buy | c]\n" }, /* no row */
        { "One [Ask](do:)\n| [Buy](do:) | c |\n[Dig](do:) e",
          "Ask [One Ask]\nBuy [Buy]\nDig [Dig e]\n" },
        { "| `|` [Ask](do:) | b |", "Ask [| Ask]\n" }, /* code parts nothing */
        { "| one \\| [Ask](do:) | b |", "Ask [Ask]\n" },
    };
    CHECK_TALKS(cases, show_passages);
}

static void a_passage_without_words_is_empty(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[](do:)", " []\n" },
        { "[ ](do:)", " []\n" },
        { "[<b>](do:)", " []\n" },
        { "[![](x)](do:)", " []\n" },
        { "[](do:) [](do:)", " []\n []\n" },
        { "[](do:)\\\n[Ask](do:)", " []\nAsk [Ask]\n" },
    };
    CHECK_TALKS(cases, show_passages);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_passage_is_the_sentence_and_what_follows_it),
    cmocka_unit_test(a_citation_or_update_ends_no_passage),
    cmocka_unit_test(a_passage_stays_in_its_block),
    cmocka_unit_test(code_and_alternative_texts_count_as_words),
    cmocka_unit_test(breaks_part_passages_only_where_they_are_hard),
    cmocka_unit_test(a_cell_is_the_passage_in_a_row),
    cmocka_unit_test(a_passage_without_words_is_empty),
};

RUN_TESTS("passage", tests)

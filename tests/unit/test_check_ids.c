#include "test.h"

#include "checked.h"

static void attributes_that_stand_in_an_id_are_parted_off(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](任务:核对“@王强”)", "id-malformed 0-31 (safe)\n",
          "[a](任务:核对 \"@王强\")" },
        { "> [a](do:x，“@bob”)", "id-malformed 2-24 (safe)\n",
          "> [a](do:x \"@bob\")" },
        { "[a](do:x,@bob)", "id-malformed 0-14 (unsafe)\n",
          "[a](do:x \"@bob\")" },
        { "[a](do:“@bob”)", "id-malformed 0-18 (safe)\n", "[a](do: \"@bob\")" },
        /* No attributes, or not these alone. */
        { "[a](do:a/b)", "id-malformed 0-11\n", NULL },
        { "[a](do:x“soon”)", "id-malformed 0-19\n", NULL },
        { "[a](do:x\\\"@bob\\\")", "id-malformed 0-17\n", NULL },
        { "[a](do:x@bob \"+c\")", "id-malformed 0-18\n", NULL },
        { "[a](do:x%22@bob%22)", "id-malformed 0-19\n", NULL },
        { "[a][d]\n\n[d]: do:x“@bob”\n", "id-malformed 0-6\n", NULL },
    };
    CHECK_CASES(cases, "id-malformed");
}

static void what_cannot_be_seen_in_an_id_goes(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:x\xC2\xADy \"@al\")", "id-malformed 0-18 (safe)\n",
          "[a](do:xy \"@al\")" },
        { "[a](do:\xE2\x80\x8Bx\xE2\x80\x8B)", "id-malformed 0-15 (safe)\n",
          "[a](do:x)" },
        { "[a](do:x\xC2\xA0y \"@al\")", "id-malformed 0-18 (unsafe)\n",
          "[a](do:x-y \"@al\")" },
        { "[a](do:b\xC2\xA0\"@Ben\")", "id-malformed 0-17 (safe)\n",
          "[a](do:b \"@Ben\")" },
        { "[a](do:x\xC2\xA0“@al\xC2\xA0"
          "3月2日”)",
          "id-malformed 0-30 (safe)\n",
          "[a](do:x \"@al\xC2\xA0"
          "3月2日\")" },
        { "[a](do:hooks,)", "id-malformed 0-14 (safe)\n", "[a](do:hooks)" },
        { "[a](do:hooks， \"@al\")", "id-malformed 0-22 (safe)\n",
          "[a](do:hooks \"@al\")" },
        { "[a](do:,)", "id-malformed 0-9\n", NULL },
        { "[a](do:x/\xC2\xADy)", "id-malformed 0-13\n", NULL },
        { "[a](do:x%C2%ADy)", "id-malformed 0-16\n", NULL },
    };
    CHECK_CASES(cases, "id-malformed");
}

static void an_answer_to_nothing_is_mended_to_the_nearest_id(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](issue:doors) [b](do:b \"for:doros\")",
          "for-unknown 27-36 (unsafe)\n",
          "[a](issue:doors) [b](do:b \"for:doors\")" },
        { "[a](issue:doors) [b](do:b \"for:doors,doros @c\")",
          "for-unknown 27-42 (unsafe)\n",
          "[a](issue:doors) [b](do:b \"for:doors,doors @c\")" },
        { "[a](issue:doors) [b][d]\n\n[d]: do:b \"for:doros\"\n",
          "for-unknown 36-45 (unsafe)\n",
          "[a](issue:doors) [b][d]\n\n[d]: do:b \"for:doors\"\n" },
        /* None is near; what is near cannot be answered; it may be either. */
        { "[a](issue:doors) [b](do:b \"for:keys\")", "for-unknown 27-35\n",
          NULL },
        { "[a](point:doors) [b](do:b \"for:doros\")", "for-unknown 27-36\n",
          NULL },
        { "[a](issue:r) [b](do:b \"for:fo\")", "for-unknown 23-29\n", NULL },
        { "[a](issue:doors) [b](do:b \"for:other#doros\")", "", NULL },
    };
    CHECK_CASES(cases, "for-unknown");
    assert_message(cases[0].source, "for-unknown",
                   "no item of this talk has that id: \"doros\", did you mean "
                   "doors?");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(attributes_that_stand_in_an_id_are_parted_off),
    cmocka_unit_test(what_cannot_be_seen_in_an_id_goes),
    cmocka_unit_test(an_answer_to_nothing_is_mended_to_the_nearest_id),
};

RUN_TESTS("check_ids", tests)

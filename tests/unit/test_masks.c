#include "test.h"

#include "show.h"

static void masks_that_became_emphasis_are_told(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "定于*月*日召开", "mask-emphasis 1:3-1:4\nmask-emphasis 1:5-1:6\n" },
        { "于**年**月前", "mask-emphasis 1:2-1:4\nmask-emphasis 1:5-1:7\n" },
        { "*月**日* 前", "mask-emphasis 1:1-1:2\nmask-emphasis 1:6-1:7\n" },
        { "“*时*分”", "mask-emphasis 1:2-1:3\nmask-emphasis 1:4-1:5\n" },
        { "会\n定于*月*日", "mask-emphasis 2:3-2:4\nmask-emphasis 2:5-2:6\n" },
        { "> 定于*号*分", "mask-emphasis 1:5-1:6\nmask-emphasis 1:7-1:8\n" },
        { "- 会\n  定于*月*日",
          "mask-emphasis 2:5-2:6\nmask-emphasis 2:7-2:8\n" },
        { "# 定于*月*日", "mask-emphasis 1:5-1:6\nmask-emphasis 1:7-1:8\n" },
        { "请***张*同志** 来",
          "mask-emphasis 1:2-1:5\nmask-emphasis 1:6-1:7\n" },
        { "定于***月***日", /* one run, two emphases */
          "mask-emphasis 1:3-1:6\nmask-emphasis 1:7-1:10\n" },
        { "王*同志、李*同志",
          "mask-emphasis 1:2-1:3\nmask-emphasis 1:7-1:8\n" },
        { "请**同志和李**同志",
          "mask-emphasis 1:2-1:4\nmask-emphasis 1:8-1:10\n" },
        { "*月*日、*月*日", "mask-emphasis 1:1-1:2\nmask-emphasis 1:3-1:4\n"
                            "mask-emphasis 1:6-1:7\nmask-emphasis 1:8-1:9\n" },
    };
    CHECK_TALKS(cases, show_rules);
}

static void real_emphasis_is_left_alone(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "", "" },
        { "*要点*", "" },
        { "**要点。**下文", "" },
        { "**安全**月活动", "" },
        { "*月度*会议", "" },
        { "**日常**巡查", "" },
        { "*月亮* *日子*", "" },
        { "**张三**同志", "" }, /* both runs of one length */
        { "*张三*同志们", "" },
        { "one *two* three", "" },
        { "\\*月\\*\\*日", "" },
        { "`*月**日`", "" },
        { "*月", "" },
        { "*月**日", "" }, /* CommonMark takes this for words */
        { "请*同志和**同志到会", "" },
        { "**张*同志*来**", "" },
        { "请***张*同志们** 来", "" },
        { "请**书记、局长**同志到会", "" },
        { "请**同志，诸位**同志到会", "" },
        { "请**和李**同志到会", "" },
    };
    CHECK_TALKS(cases, show_rules);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(masks_that_became_emphasis_are_told),
    cmocka_unit_test(real_emphasis_is_left_alone),
};

RUN_TESTS("masks", tests)

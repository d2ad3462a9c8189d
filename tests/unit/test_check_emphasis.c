#include "test.h"

#include "checked.h"

static void a_mark_inside_of_a_run_moves_out(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "**要点。**下文", "emphasis-open 0-13 (safe)\n", "**要点**。下文" },
        { "请**注意！！**下文", "emphasis-open 3-19 (safe)\n",
          "请**注意**！！下文" },
        { "**要点：**下文。**要求：**下文。",
          "emphasis-open 0-13 (safe)\nemphasis-open 22-35 (safe)\n",
          "**要点**：下文。**要求**：下文。" },
        { "**一。**甲**二**乙**三。**丁",
          "emphasis-open 0-10 (safe)\nemphasis-open 23-33 (safe)\n",
          "**一**。甲**二**乙**三**。丁" },
        { "*要点。*下文", "emphasis-open 0-11 (safe)\n", "*要点*。下文" },
        { "***要点。***下文", "emphasis-open 0-15 (safe)\n",
          "***要点***。下文" },
        { "__要点。__下文", "emphasis-open 0-13 (safe)\n", "__要点__。下文" },
        { "_要点：_下文", "emphasis-open 0-11 (safe)\n", "_要点_：下文" },
        { "**要点：**later", "emphasis-open 0-13 (safe)\n", "**要点**：later" },
        { "**第一条，**3月20日前", "emphasis-open 0-16 (safe)\n",
          "**第一条**，3月20日前" },
        { "**（附件）见后。**下文", "emphasis-open 0-25 (safe)\n",
          "**（附件）见后**。下文" },
        { "**见（附件）。**下文", "emphasis-open 0-22 (safe)\n",
          "**见（附件）**。下文" },
        { "**1）**下文", "emphasis-open 0-8 (safe)\n", "**1**）下文" },
        { "**他说\\*：**下文", "emphasis-open 0-15 (safe)\n",
          "**他说\\***：下文" },
        { "**[核对](do:x)。**下文", "emphasis-open 0-21 (safe)\n",
          "**[核对](do:x)**。下文" },
        { "**见`（`要点。**下文", "emphasis-open 0-21 (safe)\n",
          "**见`（`要点**。下文" },
        { "部门主任**要点。**下文", "emphasis-open 12-25 (safe)\n",
          "部门主任**要点**。下文" },
        { "**甲 **乙。**丙", "emphasis-open 6-16 (safe)\n", "**甲 **乙**。丙" },
        { "某甲**、某乙**、**注意。**下文", "emphasis-open 22-35 (safe)\n",
          "某甲**、某乙**、**注意**。下文" },
        { "\xEF\xBB\xBF**要点。**下文", "emphasis-open 3-16 (safe)\n",
          "\xEF\xBB\xBF**要点**。下文" },
        { "> - 会\r\n>   **要点。**下文\r\n", "emphasis-open 13-26 (safe)\n",
          "> - 会\r\n>   **要点**。下文\r\n" },
        { "# **要点。**下文", "emphasis-open 2-15 (safe)\n",
          "# **要点**。下文" },
        { "> **要\n> 点。**下文", "emphasis-open 2-18 (safe)\n",
          "> **要\n> 点**。下文" },
        { "**Note:**text", "emphasis-open 0-9 (safe)\n", "**Note**:text" },
        { "See **the rule.**Then go", "emphasis-open 4-17 (safe)\n",
          "See **the rule**.Then go" },
        { "*Note:*text", "emphasis-open 0-7 (safe)\n", "*Note*:text" },
    };
    CHECK_CASES(cases, "emphasis-open");
}

static void quotes_and_links_go_around_a_run(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "**“重点”**内容", "emphasis-open 0-16 (safe)\n", "“**重点**”内容" },
        { "内容**“重点”**内容", "emphasis-open 6-22 (safe)\n",
          "内容“**重点**”内容" },
        { "内容*“重点”*内容", "emphasis-open 6-20 (safe)\n",
          "内容“*重点*”内容" },
        { "*“引号”*后", "emphasis-open 0-14 (safe)\n", "“*引号*”后" },
        { "**（一）**下文", "emphasis-open 0-13 (safe)\n", "（**一**）下文" },
        { "见**《守则》**第一条", "emphasis-open 3-19 (safe)\n",
          "见《**守则**》第一条" },
        { "**“好。”**下文", "emphasis-open 0-16 (safe)\n", "“**好。**”下文" },
        { "**\"重点\"**内容", "emphasis-open 0-12 (safe)\n",
          "\"**重点**\"内容" },
        { "**[核对](do:x)**后", "emphasis-open 0-18 (safe)\n",
          "[**核对**](do:x)后" },
        { "请**[核对][x]**后\n\n[x]: do:x '@a'", "emphasis-open 3-18 (safe)\n",
          "请[**核对**][x]后\n\n[x]: do:x '@a'" },
    };
    CHECK_CASES(cases, "emphasis-open");
}

static void a_space_is_put_where_nothing_can_move(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "**见（附件）**下文", "emphasis-open 0-19 (unsafe)\n",
          "**见（附件）** 下文" },
        { "内容**“重点”一词**下文", "emphasis-open 6-28 (unsafe)\n",
          "内容 **“重点”一词**下文" },
        { "内容**“重点”一词。**下文", "emphasis-open 6-31 (unsafe)\n",
          "内容 **“重点”一词**。下文" },
        { "**10%**以上", "emphasis-open 0-7 (unsafe)\n", "**10%** 以上" },
        { "**见[附件](a.md)**下文", "emphasis-open 0-21 (unsafe)\n",
          "**见[附件](a.md)** 下文" },
        { "**`令`**下文", "emphasis-open 0-9 (unsafe)\n", "**`令`** 下文" },
        { "**甲；乙&quot;**下文", "emphasis-open 0-19 (unsafe)\n",
          "**甲；乙&quot;** 下文" },
    };
    CHECK_CASES(cases, "emphasis-open");
}

static void what_is_emphasis_or_was_not_meant_as_such_is_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "",
        "**要点**。下文",
        "**要点**下文",
        "**要点。** 下文",
        "**要点。**\n下文",
        "**要点。**，下文",
        "**要点。**",
        "*要点* **要求** ***都要***",
        /* escaped, in code, in HTML, in a destination */
        "\\*\\*要点。\\*\\*下文",
        "\\**要点。**下文",
        "`**要点。**下文`",
        "<i title=\"**要点。**下文\">",
        "[a](<b**要点。**下文>)",
        "    **要点。**下文",
        "```\n**要点。**下文\n```",
        /* masks */
        "某**到会。**同志发言",
        "王**到会。**某发言",
        "王*、李*同志，赵*。钱*说",
        "李**（男）、王**（女）",
        "欧阳**（男）、司马**（女）到会",
        "，王*到会。*某发言",
        "138**，139**。138**。共三个",
        "定于*月*日，*月*日",
        /* notes */
        "金额*（万元）。*含税",
        "收入*增长，*为预测数",
        "*某。*某发言",
        "* 表示含税。*",
        "单价*（元）\n\n*注：含税。",
        /* signs */
        "3*（4+5）*6",
        "2**（3）**2",
        "a**(b+c)**d",
        "f(*args, **kwargs) and f(*a,*b)",
        "src/**/*.c and docs/**/x",
        "ls *.c;*.h",
        "error.*failed.*retry",
        "x *a.*b",
        /* identifiers */
        "snake_case._case and __init__.__name__",
        "_foo:_bar",
        "某_要点。_下文",
        /* brackets that are not closed inside */
        "王*“小李*”说",
        "**他说“要点。**下文”",
        "**“要点**下文”。**下文",
        /* one too many: nobody knows which two are a pair */
        "**注 甲：**乙**",
        "甲**乙。**丙 ** 丁",
        /* nothing opens before a space */
        "某甲** 乙。**丙",
    };
    CHECK_CLEAN(sources, "emphasis-open");
}

static void many_runs_take_no_time(void **state)
{
    (void)state;
    enum {
        COUNT = 20000
    };
    static const char *const parts[] = { "**“a",  "**。a", "*“*”a", "\\*。a",
                                         "**（a", "_。_a", "[**。a" };
    const tm_options options = { .check = true };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const size_t size = strlen(parts[i]);
        char *text = malloc(size * COUNT);
        assert_non_null(text);
        for (size_t k = 0; k < COUNT; k++)
            memcpy(text + k * size, parts[i], size);
        tm_talk *talk = tm_parse(text, size * COUNT, &options, NULL);
        assert_non_null(talk);
        tm_talk_free(talk);
        free(text);
    }
}

static void a_mask_is_mended_by_backslashes(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "定于*月*日召开",
          "mask-emphasis 6-7 (unsafe)\nmask-emphasis 10-11 (unsafe)\n",
          "定于\\*月\\*日召开" },
        { "> 于**年**月前",
          "mask-emphasis 5-7 (unsafe)\nmask-emphasis 10-12 (unsafe)\n",
          "> 于\\*\\*年\\*\\*月前" },
        { "请***张*同志** 来",
          "mask-emphasis 3-6 (unsafe)\nmask-emphasis 9-10 (unsafe)\n",
          "请\\*\\*\\*张\\*同志** 来" },
        { "王*同志、李*同志",
          "mask-emphasis 3-4 (unsafe)\nmask-emphasis 16-17 (unsafe)\n",
          "王\\*同志、李\\*同志" },
        { "会\r\n请**同志和李**同志到会",
          "mask-emphasis 8-10 (unsafe)\nmask-emphasis 22-24 (unsafe)\n",
          "会\r\n请\\*\\*同志和李\\*\\*同志到会" },
        { "定于\\**月*日",
          "mask-emphasis 7-9 (unsafe)\nmask-emphasis 12-13 (unsafe)\n",
          "定于\\*\\*月\\*日" },
    };
    CHECK_CASES(cases, "mask-emphasis");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_mark_inside_of_a_run_moves_out),
    cmocka_unit_test(quotes_and_links_go_around_a_run),
    cmocka_unit_test(a_space_is_put_where_nothing_can_move),
    cmocka_unit_test(what_is_emphasis_or_was_not_meant_as_such_is_left),
    cmocka_unit_test(many_runs_take_no_time),
    cmocka_unit_test(a_mask_is_mended_by_backslashes),
};

RUN_TESTS("check_emphasis", tests)

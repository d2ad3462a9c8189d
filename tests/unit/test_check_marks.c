#include "test.h"

#include "checked.h"

static void a_box_that_is_none_becomes_one(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "- [] buy milk", "near-miss-box 2-4 (unsafe)\n", "- [ ] buy milk" },
        { "- [　] 核对", "near-miss-box 2-7 (safe)\n", "- [ ] 核对" },
        { "- [\xC2\xA0] 核对", "near-miss-box 2-6 (safe)\n", "- [ ] 核对" },
        { "- [  ] a", "near-miss-box 2-6 (safe)\n", "- [ ] a" },
        { "- [√] 核对", "near-miss-box 2-7 (safe)\n", "- [x] 核对" },
        { "- [✓]核对", "near-miss-box 2-7 (safe)\n", "- [x] 核对" },
        { "- [ x ] near", "near-miss-box 2-7 (safe)\n", "- [x] near" },
        { "- [ｘ] 核对", "near-miss-box 2-7 (safe)\n", "- [x] 核对" },
        { "- [x]near", "near-miss-box 2-5 (safe)\n", "- [x] near" },
        { "1. [ ]near", "near-miss-box 3-6 (safe)\n", "1. [ ] near" },
        { "- [x]　核对", "near-miss-box 2-5 (safe)\n", "- [x] 核对" },
        { "- [ ][核对](do:x)", "near-miss-box 2-5 (safe)\n",
          "- [ ] [核对](do:x)" },
        { "- 【】核对", "near-miss-box 2-8 (unsafe)\n", "- [ ] 核对" },
        { "- 【√】核对", "near-miss-box 2-11 (unsafe)\n", "- [x] 核对" },
        { "- ［ ］ 核对", "near-miss-box 2-9 (unsafe)\n", "- [ ] 核对" },
        { "- □ 核对", "near-miss-box 2-5 (unsafe)\n", "- [ ] 核对" },
        { "- ☑核对", "near-miss-box 2-5 (unsafe)\n", "- [x] 核对" },
        { "- ✔\xEF\xB8\x8F done", "near-miss-box 2-8 (unsafe)\n",
          "- [x] done" },
        { "- √ 核对", "near-miss-box 2-5 (unsafe)\n", "- [x] 核对" },
        { "- [x][near]\n\n[near]: do:near", "near-miss-box 2-5 (unsafe)\n",
          "- [x] [near]\n\n[near]: do:near" },
        { "> - a\r\n> - [√]核对\r\n", "near-miss-box 11-16 (safe)\n",
          "> - a\r\n> - [x] 核对\r\n" },
        { "\xEF\xBB\xBF- [] a", "near-miss-box 5-7 (unsafe)\n",
          "\xEF\xBB\xBF- [ ] a" },
        { "---\ncheckboxes: ignore\n---\n- [][a](do:x)\n- [] b", "", NULL },
        { "---\ncheckboxes: ignore\n---\n- [] [a](do:x)\n- [] b",
          "near-miss-box 29-31 (unsafe)\n",
          "---\ncheckboxes: ignore\n---\n- [ ] [a](do:x)\n- [] b" },
    };
    CHECK_CASES(cases, "near-miss-box");
}

static void a_box_outside_of_a_list_becomes_an_item(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "□ 核对", "near-miss-box 0-3 (unsafe)\n", "- [ ] 核对" },
        { "下列事项：\n☐核对\n☑ 告知",
          "near-miss-box 16-19 (unsafe)\nnear-miss-box 26-29 (unsafe)\n",
          "下列事项：\n- [ ] 核对\n- [x] 告知" },
        { "[ ] buy milk", "near-miss-box 0-3 (unsafe)\n", "- [ ] buy milk" },
        { "> 　　[x] 核对", "near-miss-box 8-11 (unsafe)\n", "> - [x] 核对" },
        { "　　【 】@李敏 付清", "near-miss-box 6-13 (unsafe)\n",
          "- [ ] @李敏 付清" },
        { "【√】核对", "near-miss-box 0-9 (unsafe)\n", "- [x] 核对" },
        { "– [ ] empty the bin\n— [x] b",
          "near-miss-box 0-7 (unsafe)\nnear-miss-box 22-29 (unsafe)\n",
          "- [ ] empty the bin\n- [x] b" },
        { "– 【】核对", "near-miss-box 0-10 (unsafe)\n", "- [ ] 核对" },
        { "– ☑ 核对", "near-miss-box 0-7 (unsafe)\n", "- [x] 核对" },
        { "口 @王强 核对", "near-miss-box 0-3 (unsafe)\n", "- [ ] @王强 核对" },
        { "- 口 ＠王强 核对", "near-miss-box 2-5 (unsafe)\n",
          "- [ ] ＠王强 核对" },
    };
    CHECK_CASES(cases, "near-miss-box");
}

static void boxes_and_what_only_looks_alike_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "- [ ] a\n- [x] b\n- [X] c",
        "- [](a.md)",
        "- [](do:x)",
        "- [x](a.md)",
        "- [ ](a.md)",
        "- [x]: not a definition here",
        "- []",
        "- [√]",
        "- [a] b",
        "- [1] b",
        "- [xx] b",
        "- \\[] b",
        "- `[]` b",
        "- [] and [] are empty",
        "- a [] b",
        "【重要】核对",
        "- 【要求】核对",
        "□",
        "- ☐",
        "- [x](见 附件)",
        "□是 □否",
        "□ 和 ☑ 是符号。",
        "- ☐ and ☑ are signs",
        "口 王强",
        "口@王强",
        "人 @王强",
        "【】",
        "– [ ]",
        "– [a] b",
        "–[ ] a",
        "－ [ ] a",
        "- √2 是无理数",
        "- √(x)",
        "√2 is a root",
        "a □ b",
        "[x] a\n\n[x]: a.md",
        "    [ ] a",
        "[ ] \n核对",
        "```\n- [] a\n```",
    };
    CHECK_CLEAN(sources, "near-miss-box");
}

static void a_heading_gets_its_space(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "##Title", "near-miss-heading 0-2 (safe)\n", "## Title" },
        { "a\n###标题\nb", "near-miss-heading 2-5 (safe)\n", "a\n### 标题\nb" },
        { "##1. 标题", "near-miss-heading 0-2 (safe)\n", "## 1. 标题" },
        { "##[标题](point:)", "near-miss-heading 0-2 (safe)\n",
          "## [标题](point:)" },
        { "##“重点”", "near-miss-heading 0-2 (safe)\n", "## “重点”" },
        { "##Title ##", "near-miss-heading 0-2 (safe)\n", "## Title ##" },
        { "＃＃标题", "near-miss-heading 0-6 (safe)\n", "## 标题" },
        { "＃＃ 标题", "near-miss-heading 0-6 (safe)\n", "## 标题" },
        { "＃ 标题", "near-miss-heading 0-3 (unsafe)\n", "# 标题" },
        { "##　标题", "near-miss-heading 0-2 (safe)\n", "## 标题" },
        { "#\xC2\xA0Title", "near-miss-heading 0-1 (safe)\n", "# Title" },
        { "　　## 标题", "near-miss-heading 6-8 (safe)\n", "## 标题" },
        { "　##标题", "near-miss-heading 3-5 (safe)\n", "## 标题" },
        { "> ##标题\r\n> a", "near-miss-heading 2-4 (safe)\n",
          "> ## 标题\r\n> a" },
        { "- a\n  ##标题", "near-miss-heading 6-8 (safe)\n", "- a\n  ## 标题" },
        { "\xEF\xBB\xBF##Title", "near-miss-heading 3-5 (safe)\n",
          "\xEF\xBB\xBF## Title" },
        /* they may be labels */
        { "##hash", "near-miss-heading 0-2 (unsafe)\n", "## hash" },
        { "##Hash and #1", "near-miss-heading 0-2 (unsafe)\n",
          "## Hash and #1" },
        /* the first line of a talk */
        { "＃在全局的讲话\n", "near-miss-heading 0-3 (unsafe)\n",
          "# 在全局的讲话\n" },
        { "#标题\n\n内容", "near-miss-heading 0-1 (unsafe)\n",
          "# 标题\n\n内容" },
        { "---\ntitle: a\n---\n#Title", "near-miss-heading 17-18 (unsafe)\n",
          "---\ntitle: a\n---\n# Title" },
    };
    CHECK_CASES(cases, "near-miss-heading");
}

static void hash_marks_that_are_no_heading_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "# a\n## b\n###### c",
        "a\n\n#topic",
        "#123 is mended",
        "#a #b",
        "#话题#今天",
        "##话题##",
        "##",
        "#######标题",
        "##　",
        "##话题＃今天",
        "a\n     # b",
        "#标题\n内容",
        "####### a",
        "#!/bin/sh",
        "##!",
        "##-",
        "\\##Title",
        "a ##b",
        "##C# in a line",
        "    ##Title",
        "`a\n##Title`",
        "```\n##Title\n```",
        "＃1 楼",
    };
    CHECK_CLEAN(sources, "near-miss-heading");
}

static void lines_that_begin_alike_become_items(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "-核对\n-告知", "near-miss-list 0-1 (safe)\n", "- 核对\n- 告知" },
        { "-Buy milk\n-Call Bo", "near-miss-list 0-1 (unsafe)\n",
          "- Buy milk\n- Call Bo" },
        { "-核对\n\n-告知",
          "near-miss-list 0-1 (safe)\nnear-miss-list 9-10 (safe)\n",
          "- 核对\n\n- 告知" },
        { "- 核对\n-告知\n- 记录", "near-miss-list 9-10 (safe)\n",
          "- 核对\n- 告知\n- 记录" },
        { "-核对\n- 告知", "near-miss-list 0-1 (safe)\n", "- 核对\n- 告知" },
        { "-**核对**\n-**告知**", "near-miss-list 0-1 (safe)\n",
          "- **核对**\n- **告知**" },
        { "1. 甲\n\n2.乙", "near-miss-list 8-10 (safe)\n", "1. 甲\n\n2. 乙" },
        { "-[核对](do:x)\n-[告知](do:y)", "near-miss-list 0-1 (safe)\n",
          "- [核对](do:x)\n- [告知](do:y)" },
        { "-\xC2\xA0"
          "a\n-\xC2\xA0"
          "b",
          "near-miss-list 0-1 (safe)\n", "- a\n- b" },
        { "*　核对\n*　告知", "near-miss-list 0-1 (safe)\n", "* 核对\n* 告知" },
        { "　　- 核对", "near-miss-list 6-7 (safe)\n", "- 核对" },
        { "下列：\n　-核对\n　-告知", "near-miss-list 13-14 (safe)\n",
          "下列：\n- 核对\n- 告知" },
        { "> -核对\r\n> -告知\r\n", "near-miss-list 2-3 (safe)\n",
          "> - 核对\r\n> - 告知\r\n" },
        { "1.核对\n2.告知", "near-miss-list 0-2 (safe)\n", "1. 核对\n2. 告知" },
        { "1)核对\n2)告知", "near-miss-list 0-2 (safe)\n", "1) 核对\n2) 告知" },
        { "1．核对\n2．告知", "near-miss-list 0-4 (safe)\n",
          "1. 核对\n2. 告知" },
        { "1.Buy milk\n2.Call Bo", "near-miss-list 0-2 (safe)\n",
          "1. Buy milk\n2. Call Bo" },
        { "1. 核对\n2.告知\n3. 记录", "near-miss-list 10-12 (safe)\n",
          "1. 核对\n2. 告知\n3. 记录" },
        { "1. 核对\n   2.告知", "near-miss-list 13-15\n", NULL },
        /* a number but 1 does not begin a list behind a line of text */
        { "下列：\n2.核对\n3.告知", "near-miss-list 10-12\n", NULL },
    };
    CHECK_CASES(cases, "near-miss-list");
}

static void dashes_and_numbers_of_prose_are_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "- a\n- b",
        "-核对",
        "a\n-核对\nb",
        "-5 度\n-7 度",
        "- -核对",
        "a\n     - b",
        "a\n     1. b\n     2. c",
        "--verbose\n--quiet",
        "-v for more\n-q for less",
        "-o FILE\n-n",
        "->a\n->b",
        "-\n-",
        "-- 张三\n-- 李四",
        "1.5 米\n2.5 米",
        "1.核对",
        "1.核对\n\n2.告知",
        "1．核对\n\n2．告知",
        "1.核对\n3.告知",
        "1.txt\n2.txt",
        "1.5\n2.5",
        "一、核对\n二、告知",
        "1、核对\n2、告知",
        "2026.核对\n2027.告知",
        "5. 甲\n\n1.乙",
        "*核对\n*告知",
        "*核对*\n*告知*",
        "+1\n+2",
        "- 气温\n  -5 度",
        "1. a\n1.5 米",
        "2. 甲\n1.乙",
        "    -a\n    -b",
        "```\n-核对\n-告知\n```",
        "<div>\n-核对\n-告知\n</div>",
        "`a\n-核对\n-告知`",
        "\\-核对\n\\-告知",
    };
    CHECK_CLEAN(sources, "near-miss-list");
}

static void typed_bullets_become_items(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "•\ta\n•\tb", "near-miss-bullet 0-3 (safe)\n", "- a\n- b" },
        { "·核对\n· 告知\n●记录", "near-miss-bullet 0-2 (safe)\n",
          "- 核对\n- 告知\n- 记录" },
        { "\xEF\x82\xB7 a\n\xEF\x82\xB7 b", "near-miss-bullet 0-3 (safe)\n",
          "- a\n- b" },
        { "• a\n\n• b",
          "near-miss-bullet 0-3 (safe)\nnear-miss-bullet 7-10 (safe)\n",
          "- a\n\n- b" },
        { "　　●核对\n　　●告知", "near-miss-bullet 6-9 (safe)\n",
          "- 核对\n- 告知" },
        { "- a\n• b", "near-miss-bullet 4-7 (safe)\n", "- a\n- b" },
        { "· a", "", NULL },
        { "■本报讯", "", NULL },
        { "●●●○○\n●●○○○", "", NULL },
        { "•\n•", "", NULL },
        { "a • b\nc • d", "", NULL },
    };
    CHECK_CASES(cases, "near-miss-bullet");
}

static void full_width_indents_are_told_once(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "　　一段。\n\n　　又一段。\n　　再一段。",
          "indent-fullwidth 0-6 (unsafe)\n", "一段。\n\n又一段。\n再一段。" },
        { "> 甲\r\n> 　　乙\r\n", "indent-fullwidth 9-15 (unsafe)\n",
          "> 甲\r\n> 乙\r\n" },
        { "\xC2\xA0\xC2\xA0"
          "a",
          "indent-fullwidth 0-4 (unsafe)\n", "a" },
        { "- 　甲", "indent-fullwidth 2-5 (unsafe)\n", "- 甲" },
        { "　　- 甲\n\n　　## 乙\n\n　　丙",
          "indent-fullwidth 27-33 (unsafe)\n", "　　- 甲\n\n　　## 乙\n\n丙" },
        { "甲　　乙", "", NULL },
        { "    　　甲", "", NULL },
        { "```\n　　甲\n```", "", NULL },
        { "<!-- \n　　甲\n-->", "", NULL },
        { "# 　甲", "", NULL },
        { "　", "", NULL },
    };
    CHECK_CASES(cases, "indent-fullwidth");
}

static void a_table_is_told_once(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "| a | b |\n|---|---|\n| 1 | 2 |", "table-pipe 0-19\n", NULL },
        { "甲\na | b\n:-- | --:\n1 | 2", "table-pipe 4-19\n", NULL },
        { "> | a |\n> |---|\n\n| b |\n|:-:|",
          "table-pipe 2-15\ntable-pipe 17-28\n", NULL },
        { "a | b\nc | d", "", NULL },
        { "a | b\n---", "", NULL },
        { "a | b\n-:", "", NULL },
        { "|---|\n|---|", "", NULL },
        { "a\n|---|", "", NULL },
        { "```\n| a |\n|---|\n```", "", NULL },
    };
    CHECK_CASES(cases, "table-pipe");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_box_that_is_none_becomes_one),
    cmocka_unit_test(a_box_outside_of_a_list_becomes_an_item),
    cmocka_unit_test(boxes_and_what_only_looks_alike_are_left),
    cmocka_unit_test(a_heading_gets_its_space),
    cmocka_unit_test(hash_marks_that_are_no_heading_are_left),
    cmocka_unit_test(lines_that_begin_alike_become_items),
    cmocka_unit_test(dashes_and_numbers_of_prose_are_left),
    cmocka_unit_test(typed_bullets_become_items),
    cmocka_unit_test(full_width_indents_are_told_once),
    cmocka_unit_test(a_table_is_told_once),
};

RUN_TESTS("check_marks", tests)

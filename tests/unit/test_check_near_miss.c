/*
 * What was meant as a tag and is none: the rules near-miss-*, found in the
 * words of a block, and their mends.
 */
#include "test.h"

#include "checked.h"

#define RULES                                                    \
 "near-miss-fullwidth", "near-miss-quotes", "near-miss-title",   \
     "near-miss-gap", "near-miss-space", "near-miss-noquotes",   \
     "near-miss-unclosed", "near-miss-nested", "near-miss-kind", \
     "near-miss-brackets", "near-miss-colon"

static void full_width_marks_become_those_of_a_tag(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "【做到告知】（要求：告知 “@受理科 3月20日”）",
          "near-miss-fullwidth 0-66 (safe)\n",
          "[做到告知](要求:告知 \"@受理科 3月20日\")" },
        { "【做到告知】（要求：告知“@受理科 3月20日”）",
          "near-miss-fullwidth 0-65 (safe)\n",
          "[做到告知](要求:告知 \"@受理科 3月20日\")" },
        { "【做到告知】（要求： 告知 “@受理科 3月20日”）",
          "near-miss-fullwidth 0-67 (safe)\n",
          "[做到告知](要求:告知 \"@受理科 3月20日\")" },
        { "【做到告知】 （要求：告知 “@受理科”）",
          "near-miss-fullwidth 0-57 (safe)\n",
          "[做到告知](要求:告知 \"@受理科\")" },
        { "［核对］（任务：核对 ＂@王强＂）",
          "near-miss-fullwidth 0-47 (safe)\n", "[核对](任务:核对 \"@王强\")" },
        { "〔核对〕（任务：核对 「@王强」）",
          "near-miss-fullwidth 0-47 (safe)\n", "[核对](任务:核对 \"@王强\")" },
        { "「核对」（任务：核对 “@王强 3月20日”）",
          "near-miss-fullwidth 0-57 (safe)\n",
          "[核对](任务:核对 \"@王强 3月20日\")" },
        { "[核对]（任务：核对 “@王强”）", "near-miss-fullwidth 0-43 (safe)\n",
          "[核对](任务:核对 \"@王强\")" },
        { "【核对】(任务:核对 \"@王强\")", "near-miss-fullwidth 0-37 (safe)\n",
          "[核对](任务:核对 \"@王强\")" },
        { "[核对](任务：核对 \"@王强\")", "near-miss-fullwidth 0-35 (safe)\n",
          "[核对](任务:核对 \"@王强\")" },
        { "[核对](任务:核对 \"@王强\"）", "near-miss-fullwidth 0-35 (safe)\n",
          "[核对](任务:核对 \"@王强\")" },
        { "[walk](do：walk)", "near-miss-fullwidth 0-17 (safe)\n",
          "[walk](do:walk)" },
        { "[walk]（do:walk \"@all\"）", "near-miss-fullwidth 0-26 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "【走访】（do:visit（@all））", "near-miss-fullwidth 0-36 (safe)\n",
          "[走访](do:visit \"@all\")" },
        { "请【核对】（任务：核对 “@王强”），再【归档】（任务：归档 “@李娜”）。",
          "near-miss-fullwidth 3-50 (safe)\n"
          "near-miss-fullwidth 56-103 (safe)\n",
          "请[核对](任务:核对 \"@王强\")，再[归档](任务:归档 \"@李娜\")。" },
        { "# 【核对】（任务：核对 “@王强”）",
          "near-miss-fullwidth 2-49 (safe)\n",
          "# [核对](任务:核对 \"@王强\")" },
        { "> - 【核对】（任务：核对 “@王强”）\n"
          ">   第二行",
          "near-miss-fullwidth 4-51 (safe)\n",
          "> - [核对](任务:核对 \"@王强\")\n"
          ">   第二行" },
        { "\xEF\xBB\xBF"
          "【核对】（任务：核对 “@王强”）",
          "near-miss-fullwidth 3-50 (safe)\n",
          "\xEF\xBB\xBF"
          "[核对](任务:核对 \"@王强\")" },
        { "【核对】（任务：核对 “@王强\n"
          "每周”）",
          "near-miss-fullwidth 0-54 (safe)\n",
          "[核对](任务:核对 \"@王强\n"
          "每周\")" },
        { "> 【核对】（任务：核对\r\n"
          "> “@王强\r\n"
          "> 每周”）",
          "near-miss-fullwidth 2-62 (safe)\n",
          "> [核对](任务:核对\r\n"
          "> \"@王强\r\n"
          "> 每周\")" },
        { "【核对】（任务：核对 “＠王强　期限：２０２６－０３－１６ ＋档案 来源：“年度检查””）",
          "near-miss-fullwidth 0-129 (safe)\n",
          "[核对](任务:核对 \"@王强　期限:2026-03-16 +档案 来源:“年度检查”\")" },
        { "【核对】（任务：核对 “责任人：＠王强 期限：3月16日”）",
          "near-miss-fullwidth 0-80 (safe)\n",
          "[核对](任务:核对 \"责任人:@王强 期限:3月16日\")" },
        { "【核对】（任务：核对－一．二＿三 “@王强”）",
          "near-miss-fullwidth 0-65 (safe)\n",
          "[核对](任务:核对-一.二_三 \"@王强\")" },
        { "【新情况】（进展：一月例会＃核对 “已完成”）",
          "near-miss-fullwidth 0-67 (safe)\n",
          "[新情况](进展:一月例会#核对 \"已完成\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void full_width_marks_without_attributes_count_in_a_talk(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "【核对】（任务：核对）",
          "near-miss-fullwidth 21-54 (unsafe)\n",
          "---\n"
          "speaker: Ann\n"
          "---\n"
          "[核对](任务:核对)" },
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "[核对]（任务：核对）",
          "near-miss-fullwidth 21-50 (unsafe)\n",
          "---\n"
          "speaker: Ann\n"
          "---\n"
          "[核对](任务:核对)" },
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "【核对】（任务：核对 “月底前办结”）",
          "near-miss-fullwidth 21-76 (unsafe)\n",
          "---\n"
          "speaker: Ann\n"
          "---\n"
          "[核对](任务:核对 \"月底前办结\")" },
        { "---\n"
          "defaults: '@ann'\n"
          "---\n"
          "【核对】（任务：核对）",
          "near-miss-fullwidth 25-58 (unsafe)\n",
          "---\n"
          "defaults: '@ann'\n"
          "---\n"
          "[核对](任务:核对)" },
        { "[归档](任务:归档)和【核对】（任务：核对）",
          "near-miss-fullwidth 26-59 (unsafe)\n",
          "[归档](任务:归档)和[核对](任务:核对)" },
    };
    CHECK_CASES(cases, RULES);
}

static void prose_in_full_width_marks_is_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "【要求】",
        "（问题：整改不到位）",
        "【要求】（三日内完成）",
        "【告知】（要求：三日内完成）",
        "【案例】（问题：“办事难”）",
        "【案例】（问题：如何看待此事？）",
        "「告知」（要求：告知）",
        "「告知」（要求：“三日内”）",
        "【注】（说明：告知 “@王强”）",
        "【张三】（需求：见附件）",
        "【张三】（需求：“见附件”）",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "【案例】（问题：如何看待此事？）",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "【案例】（问题： 办事难 环节多）",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "「告知」（要求：告知）",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "【张三】（需求：见附件）",
        "`【核对】（任务：核对 “@王强”）`",
        "    【核对】（任务：核对 “@王强”）",
        "<!-- 【核对】（任务：核对 “@王强”） -->",
        "<div>\n"
        "【核对】（任务：核对 “@王强”）\n"
        "</div>",
    };
    CHECK_CLEAN(sources, RULES);
}

static void curly_quotes_become_those_of_a_title(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[walk](do:walk “@all 2026-03-01”)", "near-miss-quotes 0-37 (safe)\n",
          "[walk](do:walk \"@all 2026-03-01\")" },
        { "[walk](do:walk ‘@all’)", "near-miss-quotes 0-26 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk „@all“)", "near-miss-quotes 0-26 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk ”@all”)", "near-miss-quotes 0-26 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk “@all\")", "near-miss-quotes 0-24 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk \"@all”)", "near-miss-quotes 0-24 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk «@all»)", "near-miss-quotes 0-24 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk 「@all」)", "near-miss-quotes 0-26 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk 『@all』)", "near-miss-quotes 0-26 (safe)\n",
          "[walk](do:walk \"@all\")" },
        { "[walk](do:walk “”)", "near-miss-quotes 0-22 (safe)\n",
          "[walk](do:walk \"\")" },
        { "[walk](do:walk “@all source:“annual review””)",
          "near-miss-quotes 0-53 (safe)\n",
          "[walk](do:walk \"@all source:“annual review”\")" },
        { "[walk](do:walk “@O’Hara 2026-03-01”)",
          "near-miss-quotes 0-42 (safe)\n",
          "[walk](do:walk \"@O’Hara 2026-03-01\")" },
        { "[walk](do:walk “due:\"next week\" @bob”)",
          "near-miss-quotes 0-42 (safe)\n",
          "[walk](do:walk 'due:\"next week\" @bob')" },
        { "[walk](do:walk “due:\"next week\" @O'Hara”)",
          "near-miss-quotes 0-45 (safe)\n",
          "[walk](do:walk (due:\"next week\" @O'Hara))" },
        { "[walk](do:walk “@bob \"a\" 'b' (c)”)",
          "near-miss-quotes 0-38 (safe)\n",
          "[walk](do:walk \"@bob \\\"a\\\" 'b' (c)\")" },
        { "[walk](do:walk “@bob \\\"a\\\" &amp; b”)",
          "near-miss-quotes 0-40 (safe)\n",
          "[walk](do:walk \"@bob \\\"a\\\" &amp; b\")" },
        { "[walk](do:walk “@bob (by hand)”)", "near-miss-quotes 0-36 (safe)\n",
          "[walk](do:walk \"@bob (by hand)\")" },
        { "[walk]( do:walk “@bob” )", "near-miss-quotes 0-28 (safe)\n",
          "[walk]( do:walk \"@bob\" )" },
        { "[walk](do:walk “@bob\n"
          "every day”)",
          "near-miss-quotes 0-36 (safe)\n",
          "[walk](do:walk \"@bob\n"
          "every day\")" },
        { "[walk](DO:walk “@bob”)", "near-miss-quotes 0-26 (safe)\n",
          "[walk](DO:walk \"@bob\")" },
        { "[**walk** it](do:walk “@bob”)", "near-miss-quotes 0-33 (safe)\n",
          "[**walk** it](do:walk \"@bob\")" },
        { "[walk [1] it](do:walk “@bob”)", "near-miss-quotes 0-33 (safe)\n",
          "[walk [1] it](do:walk \"@bob\")" },
        { "[walk](do:walk\xC2\xA0"
          "“@bob 2026-03-01”)",
          "near-miss-quotes 0-38 (safe)\n",
          "[walk](do:walk \"@bob 2026-03-01\")" },
        { "[walk](do:walk\xC2\xA0"
          "\"@bob 2026-03-01\"\xC2\xA0"
          ")",
          "near-miss-space 0-36 (safe)\n",
          "[walk](do:walk \"@bob 2026-03-01\")" },
        { "[news](update:log “done”)", "near-miss-quotes 0-29 (safe)\n",
          "[news](update:log \"done\")" },
        { "---\n"
          "follows: a\n"
          "---\n"
          "[news](update:log “done”)",
          "near-miss-quotes 19-48 (safe)\n",
          "---\n"
          "follows: a\n"
          "---\n"
          "[news](update:log \"done\")" },
        { "[news](update:a#log “done”)", "near-miss-quotes 0-31 (safe)\n",
          "[news](update:a#log \"done\")" },
        { "[Ann](reply: “@ann”)", "near-miss-quotes 0-24 (safe)\n",
          "[Ann](reply: \"@ann\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void a_title_that_ends_early_gets_other_quotes(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:a \"due:\"next week\"\")", "near-miss-title 0-27 (safe)\n",
          "[a](do:a 'due:\"next week\"')" },
        { "[a](do:a '@O'Hara')", "near-miss-title 0-19 (safe)\n",
          "[a](do:a \"@O'Hara\")" },
        { "[a](do:a \"@wang source:\"annual review\" 2026-03-01\")",
          "near-miss-title 0-51 (safe)\n",
          "[a](do:a '@wang source:\"annual review\" 2026-03-01')" },
        { "[a](do:a \"due:\"next week\" @O'Hara\")",
          "near-miss-title 0-35 (safe)\n",
          "[a](do:a (due:\"next week\" @O'Hara))" },
        { "[a](do:a '@bob due:'next week'')", "near-miss-title 0-32 (safe)\n",
          "[a](do:a \"@bob due:'next week'\")" },
        { "[a](do:a \"@bob a \"b\" c\")", "near-miss-title 0-24 (safe)\n",
          "[a](do:a '@bob a \"b\" c')" },
        { "[a](do:a (@bob (by hand)))", "near-miss-title 0-26 (safe)\n",
          "[a](do:a \"@bob (by hand)\")" },
        { "[a](do:a “@bob \"a\" 'b' (c)”)", "near-miss-quotes 0-32 (safe)\n",
          "[a](do:a \"@bob \\\"a\\\" 'b' (c)\")" },
        { "[van](do:van \"@Ana\" ongoing)", "near-miss-title 0-28 (unsafe)\n",
          "[van](do:van \"@Ana ongoing\")" },
        { "[van](do:van \"@Ana\", 2026-03-01 +x)",
          "near-miss-title 0-35 (unsafe)\n",
          "[van](do:van \"@Ana 2026-03-01 +x\")" },
        { "[van](do:van \"@Ana\", )", "near-miss-title 0-22 (unsafe)\n",
          "[van](do:van \"@Ana\" )" },
        { "[van](do:van “@Ana”，3月20日)", "near-miss-quotes 0-36 (unsafe)\n",
          "[van](do:van \"@Ana 3月20日\")" },
        { "[van](do:van \"@Ana\" and so on)",
          "near-miss-unclosed 0-19 (unsafe)\n",
          "[van](do:van \"@Ana\") and so on)" },
    };
    CHECK_CASES(cases, RULES);
}

static void a_gap_is_closed(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a] (do:a \"@bob\")", "near-miss-gap 0-17 (safe)\n",
          "[a](do:a \"@bob\")" },
        { "[a]  (do:a \"@bob\")", "near-miss-gap 0-18 (safe)\n",
          "[a](do:a \"@bob\")" },
        { "[a]　(do:a \"@bob\")", "near-miss-gap 0-19 (safe)\n",
          "[a](do:a \"@bob\")" },
        { "[a]\xC2\xA0"
          "(do:a \"@bob 2026-03-01\")",
          "near-miss-gap 0-29 (safe)\n", "[a](do:a \"@bob 2026-03-01\")" },
        { "---\n"
          "speaker: Ann\n"
          "---\n"
          "[a] (do:a)",
          "near-miss-gap 21-31 (unsafe)\n",
          "---\n"
          "speaker: Ann\n"
          "---\n"
          "[a](do:a)" },
        /* alone it may be prose, twice it is not */
        { "[a] (do:a)\n\n> [b] (do:b)",
          "near-miss-gap 0-10 (unsafe)\n"
          "near-miss-gap 14-24 (unsafe)\n",
          "[a](do:a)\n\n> [b](do:b)" },
        { "[a] (do:a) and [b] (do:b) and [c] (do:c)",
          "near-miss-gap 0-10 (unsafe)\n"
          "near-miss-gap 15-25 (unsafe)\n"
          "near-miss-gap 30-40 (unsafe)\n",
          "[a](do:a) and [b](do:b) and [c](do:c)" },
        { "[a] (do: a \"@bob\")", "near-miss-gap 0-18 (safe)\n",
          "[a](do:a \"@bob\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void spaces_in_a_destination_go(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do: a)", "near-miss-space 0-10 (safe)\n", "[a](do:a)" },
        { "[a](do :a)", "near-miss-space 0-10 (safe)\n", "[a](do:a)" },
        { "[a](do : a \"@bob\")", "near-miss-space 0-18 (safe)\n",
          "[a](do:a \"@bob\")" },
        { "[a](do:\xC2\xA0"
          "a \"@bob x\")",
          "", NULL },
        { "[a](要求: 告知)", "near-miss-space 0-19 (safe)\n",
          "[a](要求:告知)" },
        { "[a](do:log every stop \"@bob\")", "near-miss-space 0-29 (unsafe)\n",
          "[a](do:log-every-stop \"@bob\")" },
        { "[a](要求:做到 告知 \"@王强\")", "near-miss-space 0-35 (unsafe)\n",
          "[a](要求:做到-告知 \"@王强\")" },
        { "[a](do:log　every)", "", NULL },
        { "[a](do:a\"@bob x\")", "near-miss-space 0-17 (safe)\n",
          "[a](do:a \"@bob x\")" },
        { "[a](reply: )\n"
          "\n"
          "[b](do: b)",
          "near-miss-space 14-24 (safe)\n",
          "[a](reply: )\n"
          "\n"
          "[b](do:b)" },
        { "[see [1]](do: a)", "near-miss-space 0-16 (safe)\n",
          "[see [1]](do:a)" },
        { "[see <https://example.org> now](do: a)",
          "near-miss-space 0-38 (safe)\n",
          "[see <https://example.org> now](do:a)" },
        { "[a](issue: late again, as in May)", "near-miss-noquotes 0-33\n",
          NULL },
        { "[a](do:a b c d e f g \"@bob\")", "near-miss-space 0-28 (unsafe)\n",
          "[a](do:a-b-c-d-e-f-g \"@bob\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void attributes_get_quotes(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:a @bob)", "near-miss-noquotes 0-14 (safe)\n",
          "[a](do:a \"@bob\")" },
        { "[a](do:a， @bob，来源：暗访，3月1日)",
          "near-miss-noquotes 0-46 (safe)\n",
          "[a](do:a \"@bob 来源:暗访 3月1日\")" },
        { "[a](do:a, @bob)", "near-miss-noquotes 0-15 (safe)\n",
          "[a](do:a \"@bob\")" },
        { "[a](do:a @bob 2026-03-01)", "near-miss-noquotes 0-25 (safe)\n",
          "[a](do:a \"@bob 2026-03-01\")" },
        { "[a](do:a 2026-03-01)", "near-miss-noquotes 0-20 (safe)\n",
          "[a](do:a \"2026-03-01\")" },
        { "[a](do:a due:2026-03-01 @bob (by hand))",
          "near-miss-noquotes 0-39 (safe)\n",
          "[a](do:a \"due:2026-03-01 @bob (by hand)\")" },
        { "[a](do:a !high +safety)", "near-miss-noquotes 0-23 (safe)\n",
          "[a](do:a \"!high +safety\")" },
        { "[a](update:a done)", "near-miss-noquotes 0-18 (safe)\n",
          "[a](update:a \"done\")" },
        { "[a](do:a @bob 2026-03-01\")", "near-miss-noquotes 0-26 (safe)\n",
          "[a](do:a \"@bob 2026-03-01\")" },
        { "[a](do:a @bob due:\"next week\")",
          "near-miss-noquotes 0-30 (safe)\n",
          "[a](do:a '@bob due:\"next week\"')" },
        { "[a](do:every shift @bob)", "near-miss-noquotes 0-24 (unsafe)\n",
          "[a](do:every-shift \"@bob\")" },
        { "[a](do:a every, shift)", "near-miss-noquotes 0-22 (unsafe)\n",
          "[a](do:a \"every, shift\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void what_is_not_closed_is_closed(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:a", "near-miss-unclosed 0-8 (unsafe)\n", "[a](do:a)" },
        { "[a](do:a \"@bob", "near-miss-unclosed 0-14 (unsafe)\n",
          "[a](do:a \"@bob\")" },
        { "[a](do:a \"@bob 2026\"", "near-miss-unclosed 0-20 (unsafe)\n",
          "[a](do:a \"@bob 2026\")" },
        { "[a](do:a \"@bob)", "near-miss-unclosed 0-15 (unsafe)\n",
          "[a](do:a \"@bob\")" },
        { "[a](do:a \"@bob) and more", "near-miss-unclosed 0-15 (unsafe)\n",
          "[a](do:a \"@bob\") and more" },
        { "[a](do:a \"@bob\" and more", "near-miss-unclosed 0-15 (unsafe)\n",
          "[a](do:a \"@bob\") and more" },
        { "[a](do:a and more", "near-miss-unclosed 0-8 (unsafe)\n",
          "[a](do:a) and more" },
        { "[a](do:a and, more", "near-miss-unclosed 0-8 (unsafe)\n",
          "[a](do:a) and, more" },
        { "[a](do:a 2026-03-01", "near-miss-unclosed 0-19 (unsafe)\n",
          "[a](do:a \"2026-03-01\")" },
        { "[a](do:a @bob\n"
          "more",
          "near-miss-unclosed 0-13 (unsafe)\n",
          "[a](do:a \"@bob\")\n"
          "more" },
        { "[a(do:a \"@bob\")", "near-miss-unclosed 0-15 (unsafe)\n",
          "[a](do:a \"@bob\")" },
        { "[a (do:a)", "", NULL },
        { "【核对（任务：核对 “@王强”）", "near-miss-unclosed 0-44 (unsafe)\n",
          "[核对](任务:核对 \"@王强\")" },
        { "[a](do:a “@bob source:“annual review”)",
          "near-miss-unclosed 0-44 (unsafe)\n",
          "[a](do:a \"@bob source:“annual review”\")" },
        { "[a](do:a \"@bob due:\"next week\")",
          "near-miss-unclosed 0-31 (unsafe)\n",
          "[a](do:a '@bob due:\"next week\"')" },
        { "[a](do:a “@bob) and [b](do:b “@ann”)",
          "near-miss-unclosed 0-17 (unsafe)\n"
          "near-miss-quotes 22-42 (safe)\n",
          "[a](do:a \"@bob\") and [b](do:b \"@ann\")" },
        { "> [a](do:a \"@bob\n"
          "\n"
          "more",
          "near-miss-unclosed 2-16 (unsafe)\n",
          "> [a](do:a \"@bob\")\n"
          "\n"
          "more" },
    };
    CHECK_CASES(cases, RULES);
}

static void a_link_inside_of_the_words_becomes_words(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[see [site](https://example.org) now](do:see)",
          "near-miss-nested 0-45 (unsafe)\n", "[see site now](do:see)" },
        { "[see [site](https://example.org \"x\") now](do:see \"@bob\")",
          "near-miss-nested 0-56 (unsafe)\n",
          "[see site now](do:see \"@bob\")" },
        { "[[a](b) [c](d)](do:see)", "near-miss-nested 0-23 (unsafe)\n",
          "[a c](do:see)" },
        { "[see [site][s] now](do:see)\n"
          "\n"
          "[s]: https://example.org",
          "near-miss-nested 0-27 (unsafe)\n",
          "[see site now](do:see)\n"
          "\n"
          "[s]: https://example.org" },
        { "[see [s] now](do:see)\n"
          "\n"
          "[s]: https://example.org",
          "near-miss-nested 0-21 (unsafe)\n",
          "[see s now](do:see)\n"
          "\n"
          "[s]: https://example.org" },
        { "[see [`a]`](b) now](do:see “@bob”)", "", NULL },
        { "[see [`a`](b) now](do:see “@bob”)",
          "near-miss-nested 0-37 (unsafe)\n",
          "[see `a` now](do:see \"@bob\")" },
        { "[see [a](do:a) now](do:see)", "near-miss-nested 0-27\n", NULL },
        { "[see [![alt](i.png)](b) now](do:see)", "near-miss-nested 0-36\n",
          NULL },
        { "[see [![alt](i.png) it](b) now](do:see)",
          "near-miss-nested 0-39 (unsafe)\n",
          "[see ![alt](i.png) it now](do:see)" },
        { "【看[网站](https://example.org)】（要求：看 “@王强”）",
          "near-miss-nested 0-70 (unsafe)\n", "[看网站](要求:看 \"@王强\")" },
        { "[see [a](b) one](do:one) and [see [c](d) two](do:two)",
          "near-miss-nested 0-24 (unsafe)\n"
          "near-miss-nested 29-53 (unsafe)\n",
          "[see a one](do:one) and [see c two](do:two)" },
    };
    CHECK_CASES(cases, RULES);
}

static void a_misspelt_kind_with_other_slips_is_both(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[walk](directve: walk \"@all\")", "near-miss-kind 0-29 (unsafe)\n",
          "[walk](directive:walk \"@all\")" },
        { "[walk](directve:walk “@all”)", "near-miss-kind 0-32 (unsafe)\n",
          "[walk](directive:walk \"@all\")" },
        { "【核对】（任努：核对 “@王强”）", "near-miss-kind 0-47 (unsafe)\n",
          "[核对](任务:核对 \"@王强\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void what_names_an_owner_without_quotes_needs_no_talk(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "【二楼堆放】（问题：通道，＠王强，来源：巡查）",
          "near-miss-fullwidth 0-69 (unsafe)\n",
          "[二楼堆放](问题:通道 \"@王强 来源:巡查\")" },
        { "【二楼堆放】（问题：通道，@王强）",
          "near-miss-fullwidth 0-49 (unsafe)\n",
          "[二楼堆放](问题:通道 \"@王强\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void a_kind_without_its_colon_gets_one(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[查](任务 g \"@王强\")", "near-miss-colon 0-25 (unsafe)\n",
          "[查](任务:g \"@王强\")" },
        { "[查](任务；h \"@王强\")", "near-miss-colon 0-27 (unsafe)\n",
          "[查](任务:h \"@王强\")" },
        { "[查](要求 @王强 3月20日)", "near-miss-colon 0-31 (unsafe)\n",
          "[查](要求: \"@王强 3月20日\")" },
        { "[查](要求，@王强)", "near-miss-colon 0-23 (unsafe)\n",
          "[查](要求: \"@王强\")" },
        { "【查】（要求，@王强，3月20日前）", "near-miss-colon 0-46 (unsafe)\n",
          "[查](要求: \"@王强 3月20日前\")" },
        { "[Buy](do \"@Ben mon\")", "near-miss-colon 0-20 (unsafe)\n",
          "[Buy](do: \"@Ben mon\")" },
        { "[x](do;x \"@ben\")", "near-miss-colon 0-16 (unsafe)\n",
          "[x](do:x \"@ben\")" },
        { "[x](do=v \"@ben\")", "near-miss-colon 0-16 (unsafe)\n",
          "[x](do:v \"@ben\")" },
        { "[x](do.x “@ben”)", "near-miss-colon 0-20 (unsafe)\n",
          "[x](do:x \"@ben\")" },
        { "[x](do it now \"@ben\")", "near-miss-colon 0-21 (unsafe)\n",
          "[x](do:it-now \"@ben\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void other_brackets_become_those_of_a_tag(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[签字]要求：签字 \"@王强 长期\"）",
          "near-miss-brackets 0-43 (unsafe)\n",
          "[签字](要求:签字 \"@王强 长期\")" },
        { "[通报]【要求：通报 “@李敏 长期”】",
          "near-miss-brackets 0-50 (unsafe)\n",
          "[通报](要求:通报 \"@李敏 长期\")" },
        { "(Sweep)[do:yard \"@Ben\"]", "near-miss-brackets 0-23 (unsafe)\n",
          "[Sweep](do:yard \"@Ben\")" },
        { "[Tidy]{do:shed \"@Ana\"}", "near-miss-brackets 0-22 (unsafe)\n",
          "[Tidy](do:shed \"@Ana\")" },
        { "[y](do:y \"@ben\"]", "near-miss-brackets 0-16 (unsafe)\n",
          "[y](do:y \"@ben\")" },
        { "【y】（要求：y “@王强”】", "near-miss-brackets 0-37 (unsafe)\n",
          "[y](要求:y \"@王强\")" },
        { "[m] [do:x \"@ben\"]", "near-miss-brackets 0-17 (unsafe)\n",
          "[m](do:x \"@ben\")" },
        { "（查）【任务：查 “@王强”】", "near-miss-brackets 0-41 (unsafe)\n",
          "[查](任务:查 \"@王强\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void another_word_for_a_kind_becomes_that(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[查清](整改：差额 \"@李敏、@王强\")",
          "near-miss-kind 0-45 (unsafe)\n",
          "[查清](要求:差额 \"@李敏、@王强\")" },
        { "[查清]（存在问题：差额 “@李敏”）", "near-miss-kind 0-49 (unsafe)\n",
          "[查清](问题:差额 \"@李敏\")" },
        { "[a](todo:order box \"@Carol\")", "near-miss-kind 0-28 (unsafe)\n",
          "[a](do:order-box \"@Carol\")" },
        { "[a](Promise: z \"@ben\")", "near-miss-kind 0-22 (unsafe)\n",
          "[a](pledge:z \"@ben\")" },
        { "[a](to do:x \"@ben\")", "near-miss-kind 0-19 (unsafe)\n",
          "[a](do:x \"@ben\")" },
        { "[a](action item:y \"@ben\")", "near-miss-kind 0-25 (unsafe)\n",
          "[a](action:y \"@ben\")" },
        { "[甲](任务一：x \"@王强\")", "near-miss-kind 0-30 (unsafe)\n",
          "[甲](任务:x \"@王强\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void an_id_that_is_taken_leaves_a_tag_without_one(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do:x \"@al\") [b](pledge:x “@bob”)",
          "near-miss-quotes 16-40 (unsafe)\n",
          "[a](do:x \"@al\") [b](pledge:x \"@bob\")" },
        { "[b](pledge:x “@bob”) [a](do:x \"@al\")",
          "near-miss-quotes 0-24 (unsafe)\n",
          "[b](pledge:x \"@bob\") [a](do:x \"@al\")" },
        { "[a](do:x “@al”) [b](pledge:x “@bob”)",
          "near-miss-quotes 0-19 (safe)\n"
          "near-miss-quotes 20-44 (unsafe)\n",
          "[a](do:x \"@al\") [b](pledge:x \"@bob\")" },
        { "[a](do:x \"@al\") [b](update:x “done”)",
          "near-miss-quotes 16-40 (safe)\n",
          "[a](do:x \"@al\") [b](update:x \"done\")" },
    };
    CHECK_CASES(cases, RULES);
}

static void what_is_no_near_miss_is_left(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "[a](do:a)",
        "[a](do:a \"@bob\")",
        "[a](do:a '@bob')",
        "[a](do:a (@bob))",
        "[a](do:a\n"
        "\"@bob\")",
        "![a](do:a)",
        "<do:a>",
        "[RFC] (action: none)",
        "(see [1] (note: x))",
        "[x] (do: y)",
        "[RFC 2119](note: see below)",
        "[a](https://example.org/(do:x))",
        "[a](b \"c](do: d)\")",
        "[Bob] (action: send it)",
        "[Bob] (action:send)",
        "[10:30] (action: Bob)",
        "see (issue: 12)",
        "[a] (do:a)",
        "see [1] (issue:12) and [2] (issue:13), [x] (issue:14)",
        "【案例】（问题：审批慢），【案例】（问题：材料多）",
        "[a] (point: b) and [c] (point: d)",
        "[a (do: b)]",
        "\\[a](do: a)",
        "[a\\](do: a)",
        "[a]\\(do: a)",
        "`[a](do: a)`",
        "`[a]`(do: a)",
        "<b title=\"[a](do: a)\">",
        "[a]: x\n"
        "(do: a)",
        "a](do: a)",
        "](do: a)",
        "[](do: a)",
        "[ ](do: a)",
        "[a] [b] (do: c)",
        "[a](do)",
        "[a](todo: b)",
        "[a](to: b)",
        "[a](see: b “c”)",
        "[walk](directve: walk)",
        "[walk](directve \"@all\")",
        "[a\\(do:a \"@bob\")",
        "[x] (do: a \"@\")",
        "[x] (do: a \"'2026-03-01'\")",
        "    [a](do: a)",
        "```\n"
        "[a](do: a)\n"
        "```",
        "[a] (question: “why?”)",
        "- [ ] (do: a)",
        "[a][b] (do: c)",
        "(do: [a](b))",
        "[see <https://example.org> now](do:see)",
        "[see ![alt](i.png) now](do:see)",
        "do: x, 要求：y, (do: z)",
        "(do \"@ben\")",
        "[a](do)",
        "[a](do.md \"home page\")",
        "[a](action plan “for now”)",
        "[a](point.html)",
        "[1] [do: “see”]",
        "(see [1]) [point: a]",
        "[a]{do:x}",
        "[RFC 1] [point: x \"y\"]",
        "[张三]要求：尽快办理",
        "【本报讯】（记者：王强）",
        "【通知】（要求@李四 三日内到场）",
        "【张三】（要求，三日内办结）",
        "〔2026〕问题：见附件",
        "[sic] do: \"@\"",
        "[a] reply: \"@ann\"",
        "at 10:30 (do 5) [x] 3:2",
        "（记者 “@王强”）",
        "[a](b) (do \"@ben\")",
        "[issue, 12] (issue, 12)",
        "[x](do nothing \"of the kind\")",
        "[x](issue-12 \"late\")",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "[RFC] (action: none)",
        "---\n"
        "speaker: Ann\n"
        "---\n"
        "see [1] (issue: 12)",
    };
    CHECK_CLEAN(sources, RULES);
}
/* ---- Every slip, of many tags ---- */

/* A tag's parts. */
struct parts {
    const char *words, *kind, *id, *title;
};

/* 'form' with the parts: %w words, %k kind, %i id, %t title. */
static void write_parts(struct shown *shown, const char *form,
                        const struct parts *parts)
{
    for (; *form; form++) {
        if (*form != '%') {
            show(shown, "%c", *form);
            continue;
        }
        switch (*++form) {
        case 'w': show(shown, "%s", parts->words); break;
        case 'k': show(shown, "%s", parts->kind); break;
        case 'i': show(shown, "%s", parts->id); break;
        default: show(shown, "%s", parts->title); break;
        }
    }
}

static const char *const kinds[] = {
    "directive", "do",     "action",   "要求",  "任务",  "issue", "问题",
    "pledge",    "承诺",   "decision", "决定",  "reply", "表态",  "cite",
    "依据",      "update", "进展",     "point", "要点",  "DO",
};

static const char *const ids[] = { "walk", "告知", "near-miss.2", "R2" };

static const char *const words[] = { "walk the guards", "做到告知",
                                     "**walk** `it`", "a [1] b" };

static const char *const titles[] = {
    "@all 2026-03-01",
    "@受理科 3月20日",
    "@王强　期限:2026-03-16 来源:“年度检查”",
    "@O’Hara due:2026-03-01 by hand",
    "due:'next week' @bob",
    "!high @bob, @ann for:a,b",
};

/* Blocks that a tag stands in. */
static const char *const places[] = {
    "%s",       "> - %s\n", "# %s", "First, %s. Then more.", "请%s。\r\n\r\n",
    "- [ ] %s",
};

static const tm_node *first_tag(const tm_node *node)
{
    if (tm_node_type_of(node) == TM_NODE_TAG)
        return node;
    for (const tm_node *child = tm_node_first_child(node); child;
         child = tm_node_next(child)) {
        const tm_node *tag = first_tag(child);
        if (tag)
            return tag;
    }
    return NULL;
}

/* The tag of 'source', which holds one: its kind, id, title and words. */
static void show_tag(struct shown *shown, const char *source)
{
    tm_talk *talk = tm_parse(source, strlen(source), NULL, NULL);
    const tm_node *tag = first_tag(tm_talk_root(talk));
    if (!tag)
        fail_msg("no tag in:\n%s", source);
    show(shown, "%s ", tm_kind_name(tm_item_kind(tm_node_item(tag))));
    show_text(shown, "", tm_item_id(tm_node_item(tag)));
    show_text(shown, " ", tm_item_target(tm_node_item(tag)).id);
    show_text(shown, "\n", tm_node_title(tag));
    show_text(shown, "\n", tm_item_words(tm_node_item(tag)));
    tm_talk_free(talk);
}

/* 'source' with the one mend that it has. */
static void mend(struct shown *shown, const char *source)
{
    static const char *const rules[] = { RULES, NULL };
    tm_talk *talk = judge(source);
    size_t count = 0;
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++)
        count += is_among(rules, tm_talk_diagnostic(talk, i)->rule) &&
                 tm_talk_diagnostic(talk, i)->mend;
    if (count != 1)
        fail_msg("%zu mends for:\n%s", count, source);
    show_mended(shown, source, talk, rules);
    tm_talk_free(talk);
}

static void check_slip(const char *form, const struct parts *parts,
                       const char *place)
{
    static struct shown tag, slip, right, wrong, mended, want, got;
    tag.size = slip.size = right.size = wrong.size = mended.size = want.size =
        got.size = 0;
    write_parts(&right, "[%w](%k:%i \"%t\")", parts);
    write_parts(&wrong, form, parts);
    const char *hole = strstr(place, "%s");
    show(&tag, "%.*s%s%s", (int)(hole - place), place, right.text, hole + 2);
    show(&slip, "%.*s%s%s", (int)(hole - place), place, wrong.text, hole + 2);
    mend(&mended, slip.text);
    show_tag(&want, tag.text);
    show_tag(&got, mended.text);
    if (strcmp(want.text, got.text))
        fail_msg("%s\nmended:\n%s\nhas the tag\n%s\nnot\n%s", slip.text,
                 mended.text, got.text, want.text);
}

static void every_slip_is_mended_to_the_tag_that_was_meant(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "【%w】（%k：%i “%t”）",      "［%w］（%k：%i ＂%t＂）",
        "〔%w〕(%k:%i \"%t\")",       "【%w】 （%k： %i　“%t” ）",
        "[%w]（%k：%i “%t”）",        "[%w](%k：%i \"%t\")",
        "[%w](%k:%i \"%t\"）",        "[%w](%k:%i “%t”)",
        "[%w](%k:%i ‘%t’)",           "[%w](%k:%i „%t“)",
        "[%w](%k:%i ”%t”)",           "[%w](%k:%i 「%t」)",
        "[%w](%k:%i “%t\")",          "[%w] (%k:%i \"%t\")",
        "[%w]\xC2\xA0(%k:%i \"%t\")", "[%w](%k: %i \"%t\")",
        "[%w](%k :%i “%t”)",          "[%w](%k :%i \"%t\")",
        "[%w](%k:%i \"%t\"\xC2\xA0)", "[%w](%k:%i \"%t)",
        "[%w(%k:%i \"%t\")",          "【%w（%k：%i “%t”）",
    };
    size_t turn = 0;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        for (size_t t = 0; t < sizeof titles / sizeof *titles; t++)
            for (size_t i = 0; i < sizeof ids / sizeof *ids; i++, turn++) {
                const struct parts parts = {
                    words[turn / 3 % (sizeof words / sizeof *words)],
                    kinds[turn % (sizeof kinds / sizeof *kinds)],
                    ids[i],
                    titles[t],
                };
                check_slip(forms[f], &parts,
                           places[turn / 5 % (sizeof places / sizeof *places)]);
            }
}

/* ---- Long lines ---- */

static void long_lines_of_half_tags_are_read_in_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "(do:",           "](do: ",   "[x](do:y “@bob",
        "[x](do: a b c ", "[a] (b) ", "【做】（要求：做 ",
        "[a](“",          "（要求：", "[[a](b)](do: ",
        "[x](do ",        "[x][do:",  "(x)[do: a ",
        "[x]要求：",      "(to do:",  "[x](do，@",
    };
    static char source[400 * 1000];
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        const size_t size = strlen(pieces[i]);
        size_t at = 0;
        for (; at + size < sizeof source; at += size)
            memcpy(source + at, pieces[i], size);
        const tm_options options = { .check = true };
        tm_talk_free(tm_parse(source, at, &options, NULL));
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(full_width_marks_become_those_of_a_tag),
    cmocka_unit_test(full_width_marks_without_attributes_count_in_a_talk),
    cmocka_unit_test(prose_in_full_width_marks_is_left),
    cmocka_unit_test(curly_quotes_become_those_of_a_title),
    cmocka_unit_test(a_title_that_ends_early_gets_other_quotes),
    cmocka_unit_test(a_gap_is_closed),
    cmocka_unit_test(spaces_in_a_destination_go),
    cmocka_unit_test(attributes_get_quotes),
    cmocka_unit_test(what_is_not_closed_is_closed),
    cmocka_unit_test(a_link_inside_of_the_words_becomes_words),
    cmocka_unit_test(a_misspelt_kind_with_other_slips_is_both),
    cmocka_unit_test(what_names_an_owner_without_quotes_needs_no_talk),
    cmocka_unit_test(a_kind_without_its_colon_gets_one),
    cmocka_unit_test(other_brackets_become_those_of_a_tag),
    cmocka_unit_test(another_word_for_a_kind_becomes_that),
    cmocka_unit_test(an_id_that_is_taken_leaves_a_tag_without_one),
    cmocka_unit_test(what_is_no_near_miss_is_left),
    cmocka_unit_test(every_slip_is_mended_to_the_tag_that_was_meant),
    cmocka_unit_test(long_lines_of_half_tags_are_read_in_linear_time),
};

RUN_TESTS("check_near_miss", tests)

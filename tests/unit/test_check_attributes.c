#include "test.h"

#include "checked.h"

/* Titles are tried in a talk of 6 March 2026 that knows some people; T(title)
 * puts one into a tag, at byte AT of the file. */
#define HEAD                                                   \
 "---\ndate: 2026-03-06\npeople: {Ada Lovelace: {unit: Ops}, " \
 "张三: {unit: 受理科}, 李四光: {}}\n---\n"
#define T(title) HEAD "[a](do:a \"" title "\")\n"

static void
a_full_width_colon_after_a_known_key_is_made_one_that_counts(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("责任人：张三"), "key-colon 113-125 (safe)\n", T("责任人:张三") },
        { T("due：2026-03-16"), "key-colon 113-119 (safe)\n",
          T("due:2026-03-16") },
        { T("DUE：3月16日"), "key-colon 113-119 (safe)\n", T("DUE:3月16日") },
        { T("+x 期限：３月１６日"), "key-colon 116-125 (safe)\n",
          T("+x 期限:3月16日") },
        { T("责任人： 张三"), "key-colon 113-125 (safe)\n", T("责任人:张三") },
        { T("责任人： @张三"), "key-colon 113-125 (safe)\n",
          T("责任人:@张三") },
        { T("责任人： 王五"), "key-colon 113-125 (safe)\n", T("责任人:王五") },
        { T("责任人： 王五 会后"), "key-colon 113-125 (unsafe)\n",
          T("责任人:王五 会后") },
        { T("截止时间：3月16日"), "key-colon 113-128 (unsafe)\n",
          T("期限:3月16日") },
        { T("来源：２０２５年检查"), "key-colon 113-122 (safe)\n",
          T("来源:２０２５年检查") },
        { T("状态：已完成 完成：3月5日"),
          "key-colon 113-122 (safe)\nkey-colon 132-141 (safe)\n",
          T("状态:已完成 完成:3月5日") },
        /* There is nothing that could be the value. */
        { T("due： someday"), "key-colon 113-119\n", NULL },
        { T("责任人："), "key-colon 113-125\n", NULL },
        /* The other one counts. */
        { T("due:3月9日 due：3月16日"), "key-colon 126-132 (unsafe)\n",
          T("due:3月9日 due:3月16日") },
        { T("注意：三点"), "", NULL },
        { T("'due：2026-03-16'"), "", NULL },
        { T("https：//example.org 9：30"), "", NULL },
        { T("source:due：x"), "", NULL },
        { HEAD "责任人：张三 `[a](do:a \"due：3月\")`\n", "", NULL },
        { HEAD "[a](https://example.org \"责任人：张三\")\n", "", NULL },
    };
    CHECK_CASES(cases, "key-colon", "attribute-twice", "attribute-empty");
}

static void places_are_right_wherever_the_tag_stands(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "> - [a](do: \"x\n>   due：3月1日\")\n", "key-colon 19-25 (safe)\n",
          "> - [a](do: \"x\n>   due:3月1日\")\n" },
        { "\xEF\xBB\xBF[a][r]\r\n\r\n[r]: do:a\r\n  'due：3月1日'\r\n",
          "key-colon 27-33 (safe)\n",
          "\xEF\xBB\xBF[a][r]\r\n\r\n[r]: do:a\r\n  'due:3月1日'\r\n" },
        { "[a](do:a \"&#x2b;b due：3月1日 \\\"c\\\"\")\n",
          "key-colon 18-24 (safe)\n",
          "[a](do:a \"&#x2b;b due:3月1日 \\\"c\\\"\")\n" },
        /* What is escaped in it cannot be edited as it stands. */
        { "[a](do:a \"来源：\\\"x\\\"\")\n", "key-colon 10-19\n", NULL },
    };
    CHECK_CASES(cases, "key-colon");
}

static void full_width_typing_is_made_what_it_reads_as(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("２０２６－０３－１６"), "attribute-fullwidth 113-143 (safe)\n",
          T("2026-03-16") },
        { T("３月１６日前"), "attribute-fullwidth 113-131 (safe)\n",
          T("3月16日前") },
        { T("2026–03–16"), "attribute-fullwidth 113-127 (safe)\n",
          T("2026-03-16") },
        { T("2026−03−16"), "attribute-fullwidth 113-127 (safe)\n",
          T("2026-03-16") },
        { T("＠张三"), "attribute-fullwidth 113-122 (safe)\n", T("@张三") },
        { T("＋档案"), "attribute-fullwidth 113-122 (safe)\n", T("+档案") },
        { T("＋１０ｄ"), "attribute-fullwidth 113-125 (safe)\n", T("+10d") },
        { T("ｄｕｅ：３月１日"), "attribute-fullwidth 113-137 (safe)\n",
          T("due:3月1日") },
        { T("ｄｕｅ:３月１日"), "attribute-fullwidth 113-135 (safe)\n",
          T("due:3月1日") },
        { T("期限:３月１６日"), "attribute-fullwidth 113-135 (safe)\n",
          T("期限:3月16日") },
        { T("status:ｄｏｉｎｇ"), "attribute-fullwidth 113-135 (safe)\n",
          T("status:doing") },
        { T("责任人:＠张三"), "attribute-fullwidth 113-132 (safe)\n",
          T("责任人:@张三") },
        { T("！ｈｉｇｈ"), "attribute-fullwidth 113-128 (safe)\n", T("!high") },
        { T("3月1日 ３月２日"), "attribute-fullwidth 122-134 (unsafe)\n",
          T("3月1日 3月2日") },
        { T("！高 ！各自"), "", NULL },
        { T("第３项 Ａ座 （三） 会后"), "", NULL },
        { T("source:２０２５年 佐证:Ａ１"), "", NULL },
        { T("@张三，@李四光 —— 3月1日；"), "", NULL },
        { T("'２０２６－０３－１６' due:'３月１６日'"), "", NULL },
        { HEAD "２０２６－０３－１６，＠张三 ＋档案\n", "", NULL },
    };
    CHECK_CASES(cases, "attribute-fullwidth");
}

static void what_commas_alone_part_is_made_several_attributes(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("@张三，3月20日"), "attribute-comma 113-132 (safe)\n",
          T("@张三 3月20日") },
        { T("@张三、2026-03-20"), "attribute-comma 113-133 (safe)\n",
          T("@张三 2026-03-20") },
        { T("@Ada；due:fri"), "attribute-comma 113-127 (safe)\n",
          T("@Ada due:fri") },
        { T("＠张三、＠李四光"), "attribute-comma 113-137 (safe)\n",
          T("@张三 @李四光") },
        { T("@Ada,+keys,!high;3月20日前"), "attribute-comma 113-142 (safe)\n",
          T("@Ada +keys !high 3月20日前") },
        { T("@张三，来源:日常巡查，3月20日"),
          "attribute-comma 113-154 (safe)\n",
          T("@张三 来源:日常巡查 3月20日") },
        { T("责任人：张三，期限：３月18日"), "attribute-comma 113-154 (safe)\n",
          T("责任人:张三 期限:3月18日") },
        { T("@张三、李四光，＋档案"), "attribute-comma 113-144 (safe)\n",
          T("@张三 @李四光 +档案") },
        { T("负责人：张三，截止时间：3月18日"),
          "attribute-comma 113-158 (unsafe)\n", T("责任人:张三 期限:3月18日") },
        { T("@张三，来源:“日常，3月1日”，3月20日"),
          "attribute-comma 113-165 (safe)\n",
          T("@张三 来源:“日常，3月1日” 3月20日") },
        { T("@张三，来源:“日常，3月1日 巡查”"),
          "attribute-comma 113-150 (safe)\n",
          T("@张三 来源:“日常，3月1日 巡查”") },
        { T("来源:巡查，3月20日"), "attribute-comma 113-138 (unsafe)\n",
          T("来源:巡查 3月20日") },
        { T("佐证:照片，3月20日"), "attribute-comma 113-138 (unsafe)\n",
          T("佐证:照片 3月20日") },
        { T("来源:巡查，责任人:张三"), "attribute-comma 113-145 (safe)\n",
          T("来源:巡查 责任人:张三") },
        { T("会后，3月20日"), "attribute-comma 113-131 (unsafe)\n",
          T("会后 3月20日") },
        /* What is no name would be lost. */
        { T("@张三、李四光、王五"), "attribute-comma 113-141\n", NULL },
        /* Only one date would count. */
        { T("@张三，3月20日 3月21日"), "attribute-comma 113-132\n", NULL },
        { T("3月20日，3月21日"), "attribute-comma 113-134\n", NULL },
        { T("来源:巡查，3月20日 due:fri"), "", NULL },
        { T("@张三，李四 @张三， 3月20日，"), "", NULL },
        { T("for:log,near-miss a,b,c，d https://example.org/a,b:c"), "", NULL },
        { T("注意,note:三点 '@张三，3月20日' source:'a,due:fri'"), "", NULL },
        { HEAD "[a](cite:a \"GB，2020-03\") [b](point: \"第一，3月20日\")\n",
          "", NULL },
    };
    CHECK_CASES(cases, "attribute-comma", "attribute-fullwidth", "key-colon",
                "attribute-twice");
}

static void
a_key_that_is_nearly_known_is_told_from_one_of_the_authors_own(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("dua:2026-04-01"), "key-misspelt 113-117 (unsafe)\n",
          T("due:2026-04-01") },
        { T("onwer:@张三"), "key-misspelt 113-119 (unsafe)\n",
          T("owner:@张三") },
        { T("负责人:张三"), "key-misspelt 113-123 (unsafe)\n",
          T("责任人:张三") },
        { T("责认人:张三"), "key-misspelt 113-123 (unsafe)\n",
          T("责任人:张三") },
        { T("限期:3月16日"), "key-misspelt 113-120 (unsafe)\n",
          T("期限:3月16日") },
        { T("Deadline:3月16日"), "key-misspelt 113-122 (unsafe)\n",
          T("due:3月16日") },
        { T("duedate:3月16日 who:Ada"),
          "key-misspelt 113-121 (unsafe)\nkey-misspelt 131-135 (unsafe)\n",
          T("due:3月16日 owner:Ada") },
        { T("完成时限:3月16日"), "key-misspelt 113-126 (unsafe)\n",
          T("期限:3月16日") },
        { T("deadline: 3月16日"), "key-misspelt 113-122 (unsafe)\n",
          T("due:3月16日") },
        { T("who: @Ada"), "key-misspelt 113-117 (unsafe)\n", T("owner:@Ada") },
        { T("deadline: 3月16日 3月17日"), "key-misspelt 113-122\n", NULL },
        { T("dua:1 due:3月16日"), "key-misspelt 113-117\n", NULL },
        { T("to:@张三"), "key-misspelt 113-116 (unsafe)\n", T("owner:@张三") },
        { T("sorce:\\\"a b\\\""), "key-misspelt 113-119 (unsafe)\n",
          T("source:\\\"a b\\\"") },
        { HEAD "[a](update:x#y \"to:@张三\")\n", "", NULL },
        { T("金额:3"), "key-unknown 113-121\n", NULL },
        { HEAD "[a](do:a \"cost:1\") [b](do:b \"cost:2 room:3\")\n",
          "key-unknown 113-119\nkey-unknown 139-145\n", NULL },
        { T("来信:1 状况:2 主题:3"),
          "key-unknown 113-121\nkey-unknown 122-130\nkey-unknown 131-139\n",
          NULL },
        { T("https://example.org 9:30 due:3月16日"), "", NULL },
    };
    CHECK_CASES(cases, "key-misspelt", "key-unknown");
    assert_message(T("dua:2026-04-01"), "key-misspelt",
                   "no such key, it is kept as it is: \"dua:\", did you mean "
                   "due:?");
    assert_message(
        HEAD "[a](do:a \"cost:1\") [b](do:b \"cost:2\")\n", "key-unknown",
        "talkmark does not know this key, it is kept as it is: \"cost:\" "
        "(2 times)");
    assert_message(
        HEAD "[a](do: \"cost:1\")\n\n[b](do: \"cost:2\") "
             "[b](do: \"cost:2\")\n[b](do: \"cost:2\")\n",
        "key-unknown",
        "talkmark does not know this key, it is kept as it is: \"cost:\" "
        "(4 times, also on lines 7, 8)");
}

static void of_very_many_keys_the_first_are_looked_at(void **state)
{
    (void)state;
    static char source[60000];
    size_t size = 0;
    for (int i = 0; i < 2; i++) {
        size += (size_t)sprintf(source + size, "[a](do: \"du%c:1 ", 'a' + i);
        for (int k = 0; k < 990; k++)
            size += (size_t)sprintf(source + size, "k%dx%d:1 ", i, k);
        size += (size_t)sprintf(source + size, "\")\n");
    }
    sprintf(source + size, "[a](do: \"duc:1\")\n");
    tm_talk *talk = judge(source);
    size_t unknown = 0, misspelt = 0;
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const char *rule = tm_talk_diagnostic(talk, i)->rule;
        unknown += !strcmp(rule, "key-unknown");
        misspelt += !strcmp(rule, "key-misspelt");
    }
    assert_int_equal(unknown + misspelt, 1000);
    assert_int_equal(misspelt, 2);
    tm_talk_free(talk);
}

static void what_reading_told_is_mended_where_it_can_be_guessed(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("status:dnoe"), "status-unknown 113-124 (unsafe)\n",
          T("status:done") },
        { T("status:finshed"), "status-unknown 113-127 (unsafe)\n",
          T("status:done") },
        { T("状态:已完"), "status-unknown 113-126 (unsafe)\n",
          T("状态:已完成") },
        { T("状态:办理中"), "status-unknown 113-129 (unsafe)\n",
          T("状态:整改中") },
        { T("status:purple"), "status-unknown 113-126\n", NULL },
        /* Which day was meant is anybody's guess. */
        { T("2026-02-30"), "date-impossible 113-123\n", NULL },
        { T("due:2028年2月30日前"), "date-impossible 113-136\n", NULL },
        { T("2026-13-31"), "date-impossible 113-123\n", NULL },
        { T("2026-04-45"), "date-impossible 113-123\n", NULL },
        { T("due: 2026-04-01"), "attribute-empty 113-117 (safe)\n",
          T("due:2026-04-01") },
        { T("status: done"), "attribute-empty 113-120 (safe)\n",
          T("status:done") },
        { T("责任人: 张三"), "attribute-empty 113-123 (safe)\n",
          T("责任人:张三") },
        { T("owner: Grace"), "attribute-empty 113-119 (safe)\n",
          T("owner:Grace") },
        { T("owner: Grace will count"), "attribute-empty 113-119 (unsafe)\n",
          T("owner:Grace will count") },
        { T("针对: log"), "attribute-empty 113-120 (safe)\n", T("针对:log") },
        { T("source: survey 3月1日"), "attribute-empty 113-120 (safe)\n",
          T("source:survey 3月1日") },
        { T("due:\n2026-04-01"), "attribute-empty 113-117\n", NULL },
        { T("due: soon"), "attribute-empty 113-117\n", NULL },
        { T("owner: 3月1日"), "attribute-empty 113-119\n", NULL },
        { T("source: 3月1日"), "attribute-empty 113-120\n", NULL },
        { T("due: @张三"), "attribute-empty 113-117\n", NULL },
        { T("@ +x"), "attribute-empty 113-114\n", NULL },
        { T("source:“annual review @张三"),
          "attribute-unclosed 113-144 (unsafe)\n",
          T("source:“annual review” @张三") },
        { T("source:'survey"), "attribute-unclosed 113-127 (unsafe)\n",
          T("source:'survey'") },
        { T("来源:「会前谈话 3月1日"), "attribute-unclosed 113-144 (unsafe)\n",
          T("来源:「会前谈话」 3月1日") },
        { T("source:“@张三 x"), "attribute-unclosed 113-132\n", NULL },
        { T("3月9日 due:3月9日"), "attribute-twice 122-134 (unsafe)\n",
          T("3月9日") },
        { T("3月9日 3月9日"), "attribute-twice 122-130 (safe)\n", T("3月9日") },
        { T("x:1 x:1"), "attribute-twice 117-120 (safe)\n", T("x:1") },
        { T("!high 3月9日 !low"), "attribute-twice 128-132 (unsafe)\n",
          T("!high 3月9日") },
        { T("x:1\nx:2"), "attribute-twice 117-120\n", NULL },
    };
    CHECK_CASES(cases, "status-unknown", "date-impossible", "attribute-empty",
                "attribute-unclosed", "attribute-twice");
}

static void an_unknown_owner_is_compared_with_the_roster(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("@李四广"), "owner-unknown 113-123 (unsafe)\n", T("@李四光") },
        { T("@Ada_Lovelace"), "owner-unknown 113-126 (unsafe)\n",
          T("@“Ada Lovelace”") },
        { T("owner:Ada"), "owner-unknown 113-122 (unsafe)\n",
          T("owner:“Ada Lovelace”") },
        { T("@'Ada Lovelase'"), "owner-unknown 113-128 (unsafe)\n",
          T("@'Ada Lovelace'") },
        { T("责任人:@张三主任"), "owner-unknown 113-136 (unsafe)\n",
          T("责任人:@张三") },
        { T("@张三副主任"), "owner-unknown 113-129 (unsafe)\n", T("@张三") },
        { T("@受理科科长"), "owner-unknown 113-129 (unsafe)\n", T("@受理科") },
        { HEAD "[a](update:x#y \"to:@李四广\")\n",
          "owner-unknown 119-132 (unsafe)\n",
          HEAD "[a](update:x#y \"to:@李四光\")\n" },
        { T("@张山"), "owner-unknown 113-120\n", NULL },
        { T("@Opps Smith @Ada Byron"),
          "owner-unknown 113-118\nowner-unknown 125-129\n", NULL },
        { T("@Opsie"), "owner-unknown 113-119\n", NULL },
        { T("@Ops @全体 @张三"), "", NULL },
        { "---\npeople: {a: Ann Lee, b: Ann Moor}\n---\n[a](do: \"@Ann\")\n",
          "owner-unknown 51-55\n", NULL },
        { "[a](do: \"@Ann\")\n", "", NULL },
    };
    CHECK_CASES(cases, "owner-unknown");
    assert_message(T("@李四广"), "owner-unknown",
                   "not among the people, units and audience of this talk: "
                   "\"@李四广\", did you mean 李四光?");
    assert_message(HEAD "[a](do: \"@Bob\")\n\n[b](do: \"@Bob\")\n",
                   "owner-unknown",
                   "not among the people, units and audience of this talk: "
                   "\"@Bob\" (2 times, also on line 7)");
}

static void a_status_is_told_in_the_language_of_its_key(void **state)
{
    (void)state;
    assert_message(T("状态:好"), "status-unknown",
                   "no status, which is 未整改, 整改中, 已完成, 已销号 or "
                   "已撤销: \"状态:好\"");
    assert_message(T("status:好"), "status-unknown",
                   "no status, which is open, doing, done, accepted or "
                   "dropped: \"status:好\"");
}

static void a_talk_without_a_date_is_told_once(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { "[a](do: \"@ben soon fri\") [b](do: \"+2w\")\n",
          "talk-undated 19-22\n", NULL },
        { "[a](do: \"2026-03-20 'fri'\")\n", "", NULL },
        { T("fri"), "", NULL },
    };
    CHECK_CASES(cases, "talk-undated");
}

static void other_words_for_a_flag_or_for_all_are_told(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { T("!urgent"), "flag-unknown 113-120 (unsafe)\n", T("!high") },
        { T("！紧急"), "flag-unknown 113-122 (unsafe)\n", T("!高") },
        { T("!hihg"), "flag-unknown 113-118 (unsafe)\n", T("!high") },
        { T("@张三 High 3月16日"), "flag-unknown 121-125 (unsafe)\n",
          T("@张三 !high 3月16日") },
        { T("高"), "flag-unknown 113-116 (unsafe)\n", T("!高") },
        { T("特急"), "flag-unknown 113-119 (unsafe)\n", T("!高") },
        { T("important"), "", NULL },
        { T("!later"), "flag-unknown 113-119\n", NULL },
        { T("shelf high"), "", NULL },
        { T("!low high"), "", NULL },
        { T("high up"), "", NULL },
        { T("重点 !！ ！高 !LOW 'high' source:high"), "", NULL },
        { HEAD "[a](cite:a \"high\") [b](point: \"高\")\n", "", NULL },
        { T("@Everyone"), "owner-all 113-122 (unsafe)\n", T("@all") },
        { T("责任人:@全体人员"), "owner-all 113-136 (unsafe)\n",
          T("责任人:@全体") },
        { T("@all @全体 by:everyone"), "", NULL },
        { "---\naudience: [各科室]\n---\n[a](do:a \"@各科室\")\n", "", NULL },
    };
    CHECK_CASES(cases, "flag-unknown", "owner-all");
}

#define LATE "---\ndate: 2026-11-10\n---\n"

static void a_date_long_past_may_be_one_of_next_year(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { LATE "[a](do:a \"3月16日\")\n", "date-year 35-44 (unsafe)\n",
          LATE "[a](do:a \"2027年3月16日\")\n" },
        { LATE "[a](do:a \"due:3月16日前\")\n", "date-year 35-51 (unsafe)\n",
          LATE "[a](do:a \"due:2027年3月16日前\")\n" },
        { LATE "[a](do:a \"期限:'3月底'\")\n", "date-year 35-51 (unsafe)\n",
          LATE "[a](do:a \"期限:'2027年3月底'\")\n" },
        { LATE "[a](do:a \"期限:3月底\")\n", "date-year 35-49 (unsafe)\n",
          LATE "[a](do:a \"期限:2027年3月底\")\n" },
        { LATE "[a](do:a \"5月11日\")\n", "due-before-talk 35-44\n", NULL },
        { LATE "[a](do:a \"5月10日\")\n", "date-year 35-44 (unsafe)\n",
          LATE "[a](do:a \"2027年5月10日\")\n" },
        { LATE "[a](do:a \"2026-03-16\")\n", "due-before-talk 35-45\n", NULL },
        { LATE "[a](issue:a \"2026-11-09\")\n", "due-before-talk 38-48\n",
          NULL },
        { LATE "[a](do:a \"2026-11-10 长期\")\n", "", NULL },
        { LATE "[a](do:a \"+1d 月底 12月1日\")\n", "", NULL },
        { LATE "[a](do:a \"done:3月16日\")\n", "", NULL },
        { LATE "[a](do:a \"3月16日 status:done\")\n", "", NULL },
        { LATE "[a](cite:a \"3月16日\") [b](decision: \"3月16日\")\n", "",
          NULL },
        { "[a](do:a \"3月16日 2020-01-01\")\n", "", NULL },
        { "---\ndate: 2027-11-10\n---\n[a](do:a \"2028-02-29\")\n", "", NULL },
    };
    CHECK_CASES(cases, "date-year", "due-before-talk");
}

static void
what_begins_after_it_is_due_is_told_where_that_was_said(void **state)
{
    (void)state;
    static const struct checked_case cases[] = {
        { LATE "[a](do:a \"2026-12-01 start:2026-12-02\")\n",
          "start-after-due 46-62\n", NULL },
        { LATE "[a](do:a \"start:2026-12-01 2026-12-01\")\n", "", NULL },
        { LATE "# [a](point: \"2026-12-01\")\n\n"
               "[b](do:b \"start:2026-12-02\") [c](do:c)\n",
          "start-after-due 63-79\n", NULL },
        { LATE "# [a](point: \"start:2026-12-02\")\n\n"
               "[b](do:b \"2026-12-01 x\")\n",
          "start-after-due 69-79\n", NULL },
    };
    CHECK_CASES(cases, "start-after-due");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(
        a_full_width_colon_after_a_known_key_is_made_one_that_counts),
    cmocka_unit_test(places_are_right_wherever_the_tag_stands),
    cmocka_unit_test(full_width_typing_is_made_what_it_reads_as),
    cmocka_unit_test(what_commas_alone_part_is_made_several_attributes),
    cmocka_unit_test(
        a_key_that_is_nearly_known_is_told_from_one_of_the_authors_own),
    cmocka_unit_test(of_very_many_keys_the_first_are_looked_at),
    cmocka_unit_test(what_reading_told_is_mended_where_it_can_be_guessed),
    cmocka_unit_test(an_unknown_owner_is_compared_with_the_roster),
    cmocka_unit_test(a_status_is_told_in_the_language_of_its_key),
    cmocka_unit_test(a_talk_without_a_date_is_told_once),
    cmocka_unit_test(other_words_for_a_flag_or_for_all_are_told),
    cmocka_unit_test(a_date_long_past_may_be_one_of_next_year),
    cmocka_unit_test(what_begins_after_it_is_due_is_told_where_that_was_said),
};

RUN_TESTS("check_attributes", tests)

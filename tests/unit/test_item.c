#include "test.h"

#include "show.h"
#include "text.h"

static const char front[] = "---\n"
                            "date: 2026-03-12\n"
                            "audience: [Line A, 全线]\n"
                            "people:\n"
                            "  wang: Wang Fang\n"
                            "  liu: {name: Liu Wei, unit: Line B}\n"
                            "  chen:\n"
                            "  all-hands: {unit: Yard}\n"
                            "---\n";

static void show_date(struct shown *shown, const char *name, tm_date date)
{
    if (date.year)
        show(shown, " %s:%d-%d-%d", name, date.year, date.month, date.day);
}

static void show_owner(struct shown *shown, const tm_owner *owner)
{
    static const char *const types[] = {
        [TM_OWNER_PERSON] = "person",
        [TM_OWNER_UNIT] = "unit",
        [TM_OWNER_ALL] = "all",
        [TM_OWNER_UNKNOWN] = "unknown",
    };
    show(shown, " %s(", types[owner->type]);
    show_text(shown, "", owner->id);
    show_text(shown, "/", owner->name);
    show_text(shown, "@", owner->unit);
    show(shown, ")");
}

static void show_lists(struct shown *shown, const tm_item *item)
{
    for (size_t i = 0; i < tm_item_owner_count(item); i++)
        show_owner(shown, tm_item_owner(item, i));
    if (tm_item_handed_to(item)) {
        show(shown, " to");
        show_owner(shown, tm_item_handed_to(item));
    }
    for (size_t i = 0; i < tm_item_for_count(item); i++) {
        show_text(shown, " for:", tm_item_for(item, i).record);
        show_text(shown, tm_item_for(item, i).record.data ? "#" : " for:",
                  tm_item_for(item, i).id);
    }
    for (size_t i = 0; i < tm_item_topic_count(item); i++)
        show_text(shown, " +", tm_item_topic(item, i));
    for (size_t i = 0; i < tm_item_attribute_count(item); i++) {
        show_text(shown, " ", tm_item_attribute(item, i).key);
        show_text(shown, "=", tm_item_attribute(item, i).value);
    }
}

/* Everything that attributes may say, each after a space. */
static void show_attributes(struct shown *shown, const tm_item *item)
{
    show_lists(shown, item);
    show_date(shown, "due", tm_item_date(item, TM_ITEM_DUE));
    show_date(shown, "start", tm_item_date(item, TM_ITEM_START));
    show_date(shown, "done", tm_item_date(item, TM_ITEM_DONE));
    show_text(shown, " words:", tm_item_field(item, TM_ITEM_DUE_TEXT));
    show_text(shown, " source:", tm_item_field(item, TM_ITEM_SOURCE));
    show_text(shown, " by:", tm_item_field(item, TM_ITEM_BY));
    show_text(shown, " evidence:", tm_item_field(item, TM_ITEM_EVIDENCE));
    show_text(shown, " note:", tm_item_field(item, TM_ITEM_NOTE));
    if (tm_item_is_ongoing(item))
        show(shown, " ongoing");
    if (tm_item_is_each(item))
        show(shown, " each");
    if (tm_item_priority(item))
        show(shown, " priority:%d", tm_item_priority(item));
    if (tm_item_status(item))
        show(shown, " %s", tm_status_name(tm_item_status(item)));
}

struct attribute_case {
    const char *title, *want;
};

/* The item of "[a](KIND:x (TITLE))", and after it the rules that it breaks,
 * each with the part of the title that is told. */
static void check_attributes(const char *kind, const char *head,
                             const struct attribute_case *one)
{
    char source[1000];
    const int size = snprintf(source, sizeof source, "%s[a](%s (%s))", head,
                              kind, one->title);
    assert_in_range(size, 1, sizeof source - 1);
    struct shown shown = { .size = 0 };
    tm_talk *talk = read_talk(source);
    show_attributes(&shown, tm_talk_item(talk, 0));
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *d = tm_talk_diagnostic(talk, i);
        show(&shown, " %s<%.*s>", d->rule, (int)(d->place.end - d->place.start),
             source + d->place.start);
    }
    if (strcmp(shown.text, one->want))
        print_message("%s\n", one->title);
    assert_string_equal(shown.text, one->want);
    tm_talk_free(talk);
}

#define CHECK(kind, head, cases)                                  \
 do                                                               \
  for (size_t i_ = 0; i_ < sizeof(cases) / sizeof *(cases); i_++) \
   check_attributes((kind), (head), &(cases)[i_]);                \
 while (0)

static void owners_are_looked_up(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "@wang", " person(wang/Wang Fang)" },
        { "@'Wang Fang'", " person(wang/Wang Fang)" },
        { "owner:wang", " person(wang/Wang Fang)" },
        { "OWNER:wang", " person(wang/Wang Fang)" },
        { "责任人:wang", " person(wang/Wang Fang)" },
        { "@liu", " person(liu/Liu Wei@Line B)" },
        { "@chen", " person(chen/chen)" },
        { "@'Line B'", " unit(@Line B)" },
        { "@Yard", " unit(@Yard)" },
        { "@全线", " unit(@全线)" },
        { "@all", " all(all/everyone)" },
        { "@ALL", " all(all/everyone)" },
        { "@全体", " all(all/everyone)" },
        { "@zhao", " unknown(/zhao) owner-unknown<@zhao>" },
        { "@Wang", " unknown(/Wang) owner-unknown<@Wang>" },
        { "@wang @liu @wang",
          " person(wang/Wang Fang) person(liu/Liu Wei@Line B)" },
        { "@wang，@liu、@'Line A'",
          " person(wang/Wang Fang) person(liu/Liu Wei@Line B)"
          " unit(@Line A)" },
        { "@wang !each", " person(wang/Wang Fang) each" },
        { "@wang !各自 !EACH", " person(wang/Wang Fang) each" },
        { "@", " attribute-empty<@>" },
        { "@''", " attribute-empty<@''>" },
    };
    CHECK("do:x", front, cases);
}

static void without_a_roster_no_name_is_unknown(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "@zhao", " unknown(/zhao)" },
        { "@all", " all(all/everyone)" },
        { "@王芳", " unknown(/王芳)" },
    };
    CHECK("do:x", "", cases);
    static const struct attribute_case chinese[] = {
        { "@all", " all(all/全体)" },
    };
    CHECK("do:x", "---\nlang: zh-CN\n---\n", chinese);
    CHECK("do:x", "安全生产人人有责，", chinese);
}

static void dates_are_read_from_the_talks_date(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "2026-03-16", " due:2026-3-16" },
        { "due:2026-03-16", " due:2026-3-16" },
        { "期限:3月16日", " due:2026-3-16" },
        { "3月底", " due:2026-3-31" },
        { "fri", " due:2026-3-13" },
        { "+2w", " due:2026-3-26" },
        { "'+2w'", " note:+2w" },
        { "+two", " +two" },
        { "ongoing", " ongoing" },
        { "due:长期", " ongoing" },
        { "start:2026-03-16 done:3月20日",
          " start:2026-3-16 done:2026-3-20 done" },
        { "起始:fri 完成:+1d", " start:2026-3-13 done:2026-3-13 done" },
        { "2026-02-30", " words:2026-02-30 date-impossible<2026-02-30>" },
        { "due:'next week'", " words:next week date-words<due:'next week'>" },
        { "会后", " note:会后" }, /* a bare word is a note */
        { "start:soon", " start=soon date-expected<start:soon>" },
        { "done:soon", " done=soon date-expected<done:soon>" },
        { "start:2026-02-30", " start=2026-02-30"
                              " date-impossible<start:2026-02-30>" },
        { "start:ongoing", " start=ongoing date-expected<start:ongoing>" },
        { "2026-03-16 2026-03-17",
          " due:2026-3-16 attribute-twice<2026-03-17>" },
        { "2026-03-16 due:fri", " due:2026-3-16 attribute-twice<due:fri>" },
        { "start:fri start:sat",
          " start:2026-3-13 attribute-twice<start:sat>" },
        { "due:", " attribute-empty<due:>" },
        { "9:30", " note:9:30" },
    };
    CHECK("do:x", front, cases);
}

static void without_a_date_relative_ones_are_words(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "fri", " words:fri date-words<fri>" },
        { "+2w", " words:+2w date-words<+2w>" },
        { "3月16日", " words:3月16日 date-words<3月16日>" },
        { "2026-03-16", " due:2026-3-16" },
        { "start:fri", " start=fri date-expected<start:fri>" },
    };
    CHECK("do:x", "", cases);
}

static void states_are_words_of_a_list(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "status:open", "" },
        { "status:doing", " doing" },
        { "STATUS:Done", " done" },
        { "状态:已销号", " accepted" },
        { "status:已撤销", " dropped" },
        { "status:up", " status=up status-unknown<status:up>" },
        { "done", " note:done" }, /* bare only on an update */
        { "status:done status:open", " done attribute-twice<status:open>" },
        { "status:dropped done:2026-03-16", " done:2026-3-16 dropped" },
        { "done:2026-03-16 status:open", " done:2026-3-16" },
        { "by:'Plant board' evidence:sheet source:\"January review\"",
          " source:January review by:Plant board evidence:sheet" },
        { "验收:王 佐证:照片 来源:检查", " source:检查 by:王 evidence:照片" },
        { "by:a by:b", " by:a attribute-twice<by:b>" },
        { "by:a 签发:b", " by:a attribute-twice<签发:b>" },
        { "source:", " attribute-empty<source:>" },
    };
    CHECK("do:x", front, cases);
}

static void flags_topics_and_notes(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "!high", " priority:1" },
        { "!低", " priority:-1" },
        { "!HIGH", " priority:1" },
        { "！高", " priority:1" },
        { "!high !low", " priority:1 attribute-twice<!low>" },
        { "!soon", " note:!soon" },
        { "+a +b +a", " +a +b" },
        { "+安全", " +安全" },
        { "+'two words'", " +two words" },
        { "+", " attribute-empty<+>" },
        { "one two", " note:one two" },
        { "one  \t two", " note:one two" },
        { "one @wang two", " person(wang/Wang Fang) note:one two" },
        { "https://example.org/", " note:https://example.org/" },
        { "key:value", " key=value" },
        { "Key:a key:b", " Key=a attribute-twice<key:b>" },
        { "a:1 b:2", " a=1 b=2" },
        { "to:wang", " to=wang" }, /* only updates hand over */
        { "'one two", " note:one two attribute-unclosed<'one two>" },
        { "", "" },
        { " ", "" },
    };
    CHECK("do:x", front, cases);
}

static void answers_name_ids(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "for:r#a", " for:r#a" },
        { "针对:r#a", " for:r#a" },
        { "for:r#a,r#b，r#c、r#d", " for:r#a for:r#b for:r#c for:r#d" },
        { "for:'r#a r#b\tr#c'", " for:r#a for:r#b for:r#c" },
        { "for:r#a for:r#b", " for:r#a for:r#b" },
        { "for:x", " for:x" },
        { "for:r#s#a", " for:r#s#a" },
        { "for:#a", " for-malformed<for:#a>" },
        { "for:r#", " for-malformed<for:r#>" },
        { "for:.a", " for-malformed<for:.a>" },
        { "for:'r#a; r#b'", " for:r#b for-malformed<for:'r#a; r#b'>" },
    };
    CHECK("do:x", front, cases);
}

static void updates_have_bare_states_and_hand_over(void **state)
{
    (void)state;
    static const struct attribute_case cases[] = {
        { "done", " done" },
        { "已销号", " accepted" },
        { "'done'", " note:done" },
        { "done status:open", " done attribute-twice<status:open>" },
        { "to:@liu", " to person(liu/Liu Wei@Line B)" },
        { "to:liu", " to person(liu/Liu Wei@Line B)" },
        { "转交:'Line A'", " to unit(@Line A)" },
        { "to:@liu to:wang",
          " to person(liu/Liu Wei@Line B) attribute-twice<to:wang>" },
        { "@wang doing 2026-04-01",
          " person(wang/Wang Fang) due:2026-4-1 doing" },
        { "to:@zhao", " to unknown(/zhao) owner-unknown<to:@zhao>" },
    };
    CHECK("update:r#x", front, cases);
}

static void a_fault_is_told_where_it_stands_in_the_source(void **state)
{
    (void)state;
    static const struct talk_case cases[] = {
        { "[a](do:x '@w status:up')", "status-unknown 1:14-1:23\n" },
        { "[a](do:x \"\\\"a\\\" status:up\")", "status-unknown 1:17-1:26\n" },
        { "[a](do:x '&amp; status:up')", "status-unknown 1:17-1:26\n" },
        { "[a](do:x '@w\nstatus:up')", "status-unknown 2:1-2:10\n" },
        { "> [a](do:x '@w\n> status:up')", "status-unknown 2:3-2:12\n" },
        { "> [a](do:x\n> '@w status:up')", "status-unknown 2:7-2:16\n" },
        { "- [a](do:x '@w\n  by:a by:b\n  status:up')",
          "attribute-twice 2:8-2:12\nstatus-unknown 3:3-3:12\n" },
        { "> [a](do:x '@w\nstatus:up')", "status-unknown 2:1-2:10\n" },
        { "[a](do:x '会 status:上')", "status-unknown 1:13-1:21\n" },
        { "---\ndefaults: '@w status:up'\n---\n",
          "status-unknown 2:12-2:24\n" },
        { "---\ndefaults: '@w  source:'\n---\n",
          "attribute-empty 2:12-2:23\n" },
    };
    CHECK_TALKS(cases, show_rules);
}

static void a_tag_has_at_most_1000_attributes(void **state)
{
    (void)state;
    for (size_t count = 999; count <= 1002; count++) {
        char source[8000] = "[a](do:x '";
        for (size_t i = 0; i < count; i++)
            snprintf(source + 10 + 6 * i, sizeof source - 10 - 6 * i, "+%04zu ",
                     i);
        strcat(source, "')");
        tm_talk *talk = read_talk(source);
        const tm_item *item = tm_talk_item(talk, 0);
        assert_true(tm_item_topic_count(item) == (count < 1000 ? count : 1000));
        assert_true(tm_talk_diagnostic_count(talk) == (count > 1000));
        tm_talk_free(talk);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(owners_are_looked_up),
    cmocka_unit_test(without_a_roster_no_name_is_unknown),
    cmocka_unit_test(dates_are_read_from_the_talks_date),
    cmocka_unit_test(without_a_date_relative_ones_are_words),
    cmocka_unit_test(states_are_words_of_a_list),
    cmocka_unit_test(flags_topics_and_notes),
    cmocka_unit_test(answers_name_ids),
    cmocka_unit_test(updates_have_bare_states_and_hand_over),
    cmocka_unit_test(a_fault_is_told_where_it_stands_in_the_source),
    cmocka_unit_test(a_tag_has_at_most_1000_attributes),
};

RUN_TESTS("item", tests)

#include "test.h"

#include "front_matter.h"
#include "text.h"

#include <time.h>

/* ---- What is needed around a front matter -------------------------------- */

struct reading {
    struct arena_budget budget;
    struct arena arena;
    jmp_buf escape;
    struct source source;
    struct diagnostics diagnostics;
    struct front_matter result;
};

/* Read 'text' within 'budget' bytes; false where they do not do. The reading
 * is to be closed either way. */
static bool read_within(struct reading *reading, tm_text text, size_t budget)
{
    memset(reading, 0, sizeof *reading);
    reading->budget.left = budget;
    arena_init(&reading->arena, &reading->budget, &reading->escape);
    reading->diagnostics.arena = &reading->arena;
    if (setjmp(reading->escape))
        return false;
    source_init(&reading->source, &reading->arena, text);
    front_matter_read(&reading->arena, &reading->source, &reading->diagnostics,
                      &reading->result);
    diagnostics_sort(&reading->diagnostics);
    return true;
}

static void close_reading(struct reading *reading)
{
    arena_release(&reading->arena);
}

/* A text that grows, to be compared as a whole. */
struct shown {
    char text[4096];
    size_t size;
};

static void show(struct shown *shown, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void show(struct shown *shown, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int size =
        vsnprintf(shown->text + shown->size, sizeof shown->text - shown->size,
                  format, arguments);
    va_end(arguments);
    assert_true(size >= 0 && (size_t)size < sizeof shown->text - shown->size);
    shown->size += (size_t)size;
}

/* An absent text as "-". */
static void show_text(struct shown *shown, tm_text text)
{
    show(shown, "%.*s", text.data ? (int)text.size : 1,
         text.data ? text.data : "-");
}

static void show_one(struct shown *shown, const char *name,
                     const struct located *value)
{
    if (!value->text.data)
        return;
    show(shown, "%s %zu-%zu ", name, value->start, value->end);
    show_text(shown, value->text);
    show(shown, "\n");
}

static void show_list(struct shown *shown, const char *name,
                      const struct text_list *list)
{
    if (!list->count)
        return;
    show(shown, "%s", name);
    for (size_t i = 0; i < list->count; i++) {
        show(shown, " <");
        show_text(shown, list->texts[i]);
        show(shown, ">");
    }
    show(shown, "\n");
}

static void show_people(struct shown *shown, const struct front_matter *result)
{
    for (size_t i = 0; i < result->people_count; i++) {
        const tm_person *person = &result->people[i];
        const tm_text texts[] = { person->id, person->name, person->unit,
                                  person->email, person->mask };
        show(shown, "person");
        for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
            show(shown, "|");
            show_text(shown, texts[t]);
        }
        show(shown, "\n");
    }
}

static void show_others(struct shown *shown, const struct front_matter *result)
{
    for (size_t i = 0; i < result->others_count; i++) {
        show(shown, "other ");
        show_text(shown, result->others[i].key);
        show(shown, " = ");
        show_text(shown, result->others[i].value);
        show(shown, "\n");
    }
}

static void show_result(struct shown *shown, const struct front_matter *result)
{
    if (result->broken)
        show(shown, "broken\n");
    show_one(shown, "id", &result->id);
    show_one(shown, "title", &result->title);
    show_one(shown, "date", &result->date);
    show_one(shown, "speaker", &result->speaker);
    show_one(shown, "lang", &result->lang);
    show_one(shown, "defaults", &result->defaults);
    show_one(shown, "points", &result->points);
    show_one(shown, "checkboxes", &result->checkboxes);
    show_list(shown, "audience", &result->audience);
    show_list(shown, "present", &result->attending);
    show_list(shown, "absent", &result->absent);
    show_list(shown, "follows", &result->follows);
    show_list(shown, "redact", &result->redact);
    show_people(shown, result);
    show_others(shown, result);
}

static void show_diagnostics(struct shown *shown,
                             const struct diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const tm_diagnostic *diagnostic = &list->list[i];
        const tm_place *place = &diagnostic->place;
        show(shown, "%zu:%zu-%zu:%zu %s: %.*s\n", place->line, place->column,
             place->end_line, place->end_column, diagnostic->rule,
             (int)diagnostic->message.size, diagnostic->message.data);
    }
}

/* What holds of every result, whatever was read. */
static void assert_sane_front_matter(const struct reading *reading)
{
    const struct front_matter *result = &reading->result;
    const size_t size = reading->source.text.size;
    const struct located *ones[] = { &result->id,     &result->title,
                                     &result->date,   &result->speaker,
                                     &result->lang,   &result->defaults,
                                     &result->points, &result->checkboxes };
    assert_true(result->end <= size);
    for (size_t i = 0; i < sizeof ones / sizeof ones[0]; i++) {
        assert_true(ones[i]->start <= ones[i]->end && ones[i]->end <= size);
        assert_true(result->present || !ones[i]->text.data);
        assert_true(!result->broken || !ones[i]->text.data);
    }
    assert_true(result->present || !result->broken);
    assert_true(!result->broken || reading->diagnostics.count == 1);
    assert_true(!result->broken || !result->others_count);
    for (size_t i = 0; i < reading->diagnostics.count; i++) {
        const tm_place *place = &reading->diagnostics.list[i].place;
        assert_true(place->line >= 1 && place->column >= 1);
        assert_true(place->start <= place->end && place->end <= size);
    }
}

/* Read 'text' and compare all that came of it, diagnostics last. */
static void assert_reads(tm_text text, const char *want)
{
    struct reading reading;
    struct shown shown = { .size = 0 };
    assert_true(read_within(&reading, text, SIZE_MAX));
    assert_sane_front_matter(&reading);
    show_result(&shown, &reading.result);
    show_diagnostics(&shown, &reading.diagnostics);
    assert_string_equal(shown.text, want);
    close_reading(&reading);
}

struct reads {
    const char *title, *yaml, *want;
};

/* Each with fences around it and Markdown after it. */
static void assert_all_read(const struct reads *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char text[4096];
        const int size =
            snprintf(text, sizeof text, "---\n%s---\n# Talk\n", cases[i].yaml);
        print_message("%s\n", cases[i].title);
        assert_reads((tm_text){ text, (size_t)size }, cases[i].want);
    }
}

#define ASSERT_ALL_READ(cases) \
 assert_all_read((cases), sizeof(cases) / sizeof *(cases))

/* ---- Is it there --------------------------------------------------------- */

static void front_matter_is_told_from_markdown(void **state)
{
    static const struct {
        const char *title, *text;
        bool present;
        size_t end;
    } cases[] = {
        { "empty file", "", false, 0 },
        { "mark alone", "\xEF\xBB\xBF", false, 3 },
        { "front matter", "---\na: b\n---\ntext", true, 13 },
        { "after a mark", "\xEF\xBB\xBF---\na: b\n---\ntext", true, 16 },
        { "to the end of the file", "---\na: b\n---", true, 12 },
        { "dots close it", "---\na: b\n...\ntext", true, 13 },
        { "blanks after the fences", "--- \t\na: b\n---  \ntext", true, 17 },
        { "CRLF", "---\r\na: b\r\n---\r\ntext", true, 16 },
        { "CR", "---\ra: b\r---\rtext", true, 13 },
        { "flow mapping", "---\n{a: b}\n---\n", true, 15 },
        { "comment first", "---\n# c\na: b\n---\n", true, 17 },
        { "no fence", "a: b\n---\n", false, 0 },
        { "fence not first", "\n---\na: b\n---\n", false, 0 },
        { "indented fence", " ---\na: b\n---\n", false, 0 },
        { "four dashes", "----\na: b\n---\n", false, 0 },
        { "never closed", "---\na: b\n", false, 0 },
        { "closed by an indented fence", "---\na: b\n ---\n", false, 0 },
        { "nothing between", "---\n---\n", false, 0 },
        { "only a comment", "---\n# Talk\n---\n", false, 0 },
        { "a list", "---\n- a: b\n- c\n---\n", false, 0 },
        { "a scalar", "---\nOne paragraph.\n---\n", false, 0 },
        { "broken, and no key", "---\n*Note*: [x\n---\n", false, 0 },
        { "heading, then broken", "---\n# T\n\nNow: [x\n---\n", false, 0 },
        { "list, then broken", "---\n- now: [x\n---\n", false, 0 },
        { "a setext heading", "---\n说明：今天开会\n---\n", false, 0 },
        { "a sentence with brackets",
          "---\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
          "[[[[\n---\n",
          false, 0 },
        { "no document after a directive", "---\n%TAG a\n---\n", false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct reading reading;
        print_message("%s\n", cases[i].title);
        assert_true(read_within(&reading, text_of(cases[i].text), SIZE_MAX));
        assert_sane_front_matter(&reading);
        assert_int_equal(reading.result.present, cases[i].present);
        assert_int_equal(reading.result.end, cases[i].end);
        assert_int_equal(reading.diagnostics.count, 0);
        close_reading(&reading);
    }
}

static void reading_goes_on_after_what_is_broken(void **state)
{
    static const char text[] = "---\ntitle: [x\n---\nfoo";
    struct reading reading;
    (void)state;
    assert_true(read_within(&reading, text_of(text), SIZE_MAX));
    assert_true(reading.result.present && reading.result.broken);
    assert_int_equal(reading.result.end, sizeof text - 4);
    close_reading(&reading);
}

/* ---- What it says -------------------------------------------------------- */

static void every_known_key_is_read_in_both_languages(void **state)
{
    static const struct reads cases[] = {
        { "English",
          "id: 2026-03\ntitle: Safety\ndate: 2026-03-12\nspeaker: Chen Yu\n"
          "lang: en\ndefaults: '@wang'\npoints: tagged\ncheckboxes: ignore\n"
          "audience: [A, B]\npresent: [C]\nabsent: D\nfollows: E\n"
          "redact: [F, G]\n"
          "people: {h: I}\n",
          "id 8-15 2026-03\ntitle 23-29 Safety\ndate 36-46 2026-03-12\n"
          "speaker 56-63 Chen Yu\nlang 70-72 en\ndefaults 84-89 @wang\n"
          "points 99-105 tagged\ncheckboxes 118-124 ignore\n"
          "audience <A> <B>\npresent <C>\nabsent <D>\nfollows <E>\n"
          "redact <F> <G>\nperson|h|I|-|-|-\n" },
        { "Chinese",
          "编号: a\n标题: 安全\n日期: 2026年3月12日\n讲话人: 陈瑜\n语言: zh\n"
          "默认: \"@王\"\n对象: [甲线, 乙线]\n出席: 丙\n缺席: 丁\n承接: 戊\n"
          "人员: {王: 王芳}\n",
          "id 12-13 a\ntitle 22-28 安全\ndate 37-53 2026年3月12日\n"
          "speaker 65-71 陈瑜\nlang 80-82 zh\ndefaults 92-96 @王\n"
          "audience <甲线> <乙线>\npresent <丙>\nabsent <丁>\nfollows <戊>\n"
          "person|王|王芳|-|-|-\n" },
        { "any case", "Title: A\nDATE: B\n", "title 11-12 A\ndate 19-20 B\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void every_scalar_is_text_as_written(void **state)
{
    static const struct reads cases[] = {
        { "date", "date: 2026-03-12\n", "date 10-20 2026-03-12\n" },
        { "yes", "title: yes\n", "title 11-14 yes\n" },
        { "leading zeros", "id: 007\n", "id 8-11 007\n" },
        { "time of day", "title: 9:30\n", "title 11-15 9:30\n" },
        { "quoted null", "title: 'null'\n", "title 12-16 null\n" },
        { "single quotes", "title: 'Don''t'\n", "title 12-18 Don't\n" },
        { "double quotes", "title: \"A: B\"\n", "title 12-16 A: B\n" },
        { "comment after it", "title: A  # draft\n", "title 11-12 A\n" },
        { "over two lines", "title: A\n  B\n", "title 11-16 A B\n" },
        { "block", "title: |\n  A\n  B\n", "title 11-21 A\nB\n" },
        { "folded block", "title: >\n  A\n  B\n", "title 11-21 A B\n" },
        { "emoji", "x: 👷\ntitle: A\n", "title 19-20 A\nother x = 👷\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void what_is_null_or_empty_is_absent(void **state)
{
    static const struct reads cases[] = {
        { "empty", "title:\ndate: A\n", "date 17-18 A\n" },
        { "null and tilde", "title: null\ndate: ~\nspeaker: NULL\n", "" },
        { "empty quotes", "title: ''\ndate: \"\"\n", "" },
        { "list", "audience:\npresent: ~\nabsent: []\n", "" },
        { "in a list", "audience: [A, ~, '', B, ]\n", "audience <A> <B>\n" },
        { "people", "people:\n", "" },
        { "a person", "people:\n  wang:\n  liu: {name: , unit: B}\n",
          "person|wang|-|-|-|-\nperson|liu|-|B|-|-\n" },
        { "unknown key", "a:\nb: ~\nc: ''\n",
          "other a = -\nother b = -\nother c = \n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void a_list_takes_one_text_or_several(void **state)
{
    static const struct reads cases[] = {
        { "scalar", "audience: Line A, Line B\n",
          "audience <Line A, Line B>\n" },
        { "flow", "audience: [Line A, 'Line B']\n",
          "audience <Line A> <Line B>\n" },
        { "block", "audience:\n- Line A\n- Line B\n",
          "audience <Line A> <Line B>\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void people_are_names_or_what_is_known_of_them(void **state)
{
    static const struct reads cases[] = {
        { "names", "people:\n  wang: Wang Fang\n  刘: 刘伟\n",
          "person|wang|Wang Fang|-|-|-\nperson|刘|刘伟|-|-|-\n" },
        { "all of them",
          "people:\n  liu: {name: Liu Wei, unit: B, email: l@x.org, mask: L}\n",
          "person|liu|Liu Wei|B|l@x.org|L\n" },
        { "e-mail", "people: {liu: {e-mail: l@x.org}}\n",
          "person|liu|-|-|l@x.org|-\n" },
        { "in Chinese",
          "人员:\n  刘:\n    姓名: 刘伟\n    单位: 乙线\n    邮箱: l@x.org\n"
          "    掩码: 刘某\n",
          "person|刘|刘伟|乙线|l@x.org|刘某\n" },
        { "no such key", "people: {liu: {name: Liu Wei, phone: 1}}\n",
          "person|liu|Liu Wei|-|-|-\n"
          "2:31-2:36 person-key: a person has no such key, only name, unit, "
          "email and mask: \"phone\"\n" },
        { "name twice, in two languages", "people: {liu: {name: A, 姓名: B}}\n",
          "person|liu|A|-|-|-\n"
          "2:25-2:27 key-twice: key given twice, the first counts: \"姓名\"\n" },
        { "a person twice", "people: {liu: A, liu: B}\n",
          "person|liu|A|-|-|-\n"
          "2:18-2:21 key-twice: key given twice, the first counts: \"liu\"\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void unknown_keys_are_kept_in_order_and_flat(void **state)
{
    static const struct reads cases[] = {
        { "order", "b: 1\na: 2\ntitle: T\nc: 3\n",
          "title 21-22 T\nother b = 1\nother a = 2\nother c = 3\n" },
        { "list", "tags:\n- one\n- two words\n- 'yes'\n",
          "other tags = [one, two words, \"yes\"]\n" },
        { "mapping", "a:\n  b: {c: [d, e], f: }\n  g: ~\n",
          "other a = {b: {c: [d, e], f: null}, g: ~}\n" },
        { "what needs quotes",
          "a:\n- x, y\n- '#z'\n- \"l\\nm\"\n- \"\\\\\"\n"
          "- ''\n- x:y\n- -1\n",
          "other a = [\"x, y\", \"#z\", \"l\\nm\", \"\\\\\", \"\", x:y, "
          "\"-1\"]\n" },
        { "empty ones", "a: []\nb: {}\n", "other a = []\nother b = {}\n" },
        { "text that looks like flow", "a: '[b]'\n", "other a = [b]\n" },
        { "twice below", "a: {b: 1, b: 2}\n",
          "other a = {b: 1}\n"
          "2:11-2:12 key-twice: key given twice, the first counts: \"b\"\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void flat_values_read_again_are_the_same(void **state)
{
    static const char *const values[] = {
        "[a, {b: c}, [], {}]",
        "{a b: \"x, y\", \"?\": \"\\\"\"}",
        "[\"\\u0001\", \"\\u0085\", \"\\u2028\", \"\\uFEFF\", \"tab\\u0009\"]",
        "[\"a \\u2028 b\", \"a \\u0085 b\", \"a \\n b\"]",
        "[\": \", \" #\", \"a:\", \"-\", \"- a\", \"*a\", \"!a\", \"\"]",
        "[中文，“引号”, 'it''s', null, ~, NULL, a#b, http://x]",
        "{? [a, b] : c, d: {e: {f: [g]}}}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char text[2][512];
        struct reading first, second;
        snprintf(text[0], sizeof text[0], "---\nx: %s\n---\n", values[i]);
        assert_true(read_within(&first, text_of(text[0]), SIZE_MAX));
        assert_int_equal(first.result.others_count, 1);
        const tm_text once = first.result.others[0].value;
        snprintf(text[1], sizeof text[1], "---\nx: %.*s\n---\n", (int)once.size,
                 once.data);
        assert_true(read_within(&second, text_of(text[1]), SIZE_MAX));
        assert_int_equal(second.result.others_count, 1);
        const tm_text twice = second.result.others[0].value;
        assert_int_equal(once.size, twice.size);
        assert_memory_equal(once.data, twice.data, once.size);
        close_reading(&first);
        close_reading(&second);
    }
}

/* ---- What is wrong with it ----------------------------------------------- */

static void a_key_twice_is_an_error_and_the_first_counts(void **state)
{
    static const struct reads cases[] = {
        { "known", "title: A\ntitle: B\n",
          "title 11-12 A\n"
          "3:1-3:6 key-twice: key given twice, the first counts: "
          "\"title\"\n" },
        { "in both languages", "title: A\n标题: B\n",
          "title 11-12 A\n"
          "3:1-3:3 key-twice: key given twice, the first counts: \"标题\"\n" },
        { "unknown", "x: A\ny: B\nx: C\nx: D\n",
          "other x = A\nother y = B\n"
          "4:1-4:2 key-twice: key given twice, the first counts: \"x\"\n"
          "5:1-5:2 key-twice: key given twice, the first counts: \"x\"\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

#define KEY_TYPE " key-type: this key takes another kind of value, write: "

static void a_wrong_kind_of_value_is_an_error_and_ignored(void **state)
{
    static const struct reads cases[] = {
        { "list for one", "title: [a]\ndate: x\n",
          "date 21-22 x\n2:1-2:6" KEY_TYPE "\"title: TEXT\"\n" },
        { "mapping for one", "讲话人: {a: b}\n",
          "2:1-2:4" KEY_TYPE "\"讲话人: TEXT\"\n" },
        { "mapping for a list", "audience: {a: b}\n",
          "2:1-2:9" KEY_TYPE "\"audience: [TEXT, TEXT]\"\n" },
        { "list in a list", "audience: [a, [b]]\n",
          "2:1-2:9" KEY_TYPE "\"audience: [TEXT, TEXT]\"\n" },
        { "people in a list", "people: [a, b]\n",
          "2:1-2:7" KEY_TYPE "\"people: {ID: NAME}\"\n" },
        { "people as text", "people: Wang Fang\n",
          "2:1-2:7" KEY_TYPE "\"people: {ID: NAME}\"\n" },
        { "a person in a list", "people: {a: [b], c: d}\n",
          "person|c|d|-|-|-\n2:10-2:11" KEY_TYPE "\"a: TEXT\"\n" },
        { "a list for a person's unit", "people: {a: {name: b, unit: [c]}}\n",
          "person|a|b|-|-|-\n2:23-2:27" KEY_TYPE "\"unit: TEXT\"\n" },
        { "a key that is no text", "? [a]\n: b\nc: d\n",
          "other c = d\n2:3-2:4" KEY_TYPE "\"KEY: VALUE\"\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

#define QUOTE " yaml-quote: a value that YAML takes apart needs quotes, write: "

static void a_value_that_needs_quotes_is_shown_with_them(void **state)
{
    static const struct reads cases[] = {
        { "second colon", "title: Retro: Q3\n",
          "broken\n2:8-2:17" QUOTE "\"title: 'Retro: Q3'\"\n" },
        { "second colon, in Chinese", "日期: x\n标题: 总结: 三季度\n",
          "broken\n3:5-3:12" QUOTE "\"标题: '总结: 三季度'\"\n" },
        { "at sign", "speaker: @priya\n",
          "broken\n2:10-2:16" QUOTE "\"speaker: '@priya'\"\n" },
        { "at sign in a list", "audience:\n- @priya\n",
          "broken\n3:3-3:9" QUOTE "\"- '@priya'\"\n" },
        { "at sign in brackets", "audience: [@priya, @wang]\n",
          "broken\n2:12-2:18" QUOTE "\"'@priya'\"\n" },
        { "defaults", "defaults: @wang due:fri\n",
          "broken\n2:11-2:24" QUOTE "\"defaults: '@wang due:fri'\"\n" },
        { "back quote", "title: `make`\n",
          "broken\n2:8-2:14" QUOTE "\"title: '`make`'\"\n" },
        { "percent", "title: %5\n",
          "broken\n2:8-2:10" QUOTE "\"title: '%5'\"\n" },
        { "emphasis", "title: **A**\n",
          "broken\n2:8-2:13" QUOTE "\"title: '**A**'\"\n" },
        { "exclamation mark", "title: !Urgent talk\n",
          "broken\n2:8-2:20" QUOTE "\"title: '!Urgent talk'\"\n" },
        { "dash", "title: - A\n",
          "broken\n2:8-2:11" QUOTE "\"title: '- A'\"\n" },
        { "words after quotes", "title: \"Q3\" retro\n",
          "broken\n2:8-2:18" QUOTE "\"title: '\"Q3\" retro'\"\n" },
        { "words after brackets", "title: [Draft] Plan\n",
          "broken\n2:8-2:20" QUOTE "\"title: '[Draft] Plan'\"\n" },
        { "apostrophe in quotes", "title: 'Don't: go'\n",
          "broken\n2:8-2:19" QUOTE "\"title: \"Don't: go\"\"\n" },
        { "apostrophe", "title: Don't: go\n",
          "broken\n2:8-2:17" QUOTE "\"title: \"Don't: go\"\"\n" },
        { "comment after it", "title: A: B # c\n",
          "broken\n2:8-2:12" QUOTE "\"title: 'A: B'\"\n" },
        { "time in a list", "x:\n- 9:30 in: hall: A\n",
          "broken\n3:3-3:19" QUOTE "\"- '9:30 in: hall: A'\"\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

/* The mend as shown, between the quotes of the message, read instead. */
static void what_the_mend_shows_can_be_read(void **state)
{
    static const char *const lines[] = {
        "title: Retro: Q3", "title: @priya",        "title: 'Don't: go'",
        "title: **A**",     "title: \"Q3\" retro",  "title: [Draft] Plan",
        "title: C:\\x: y",  "title：A: B",          "title:A",
        "标题：安全",       "title: it's \"x\": y",
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[2][256];
        struct reading broken, mended;
        print_message("%s\n", lines[i]);
        snprintf(text[0], sizeof text[0], "---\n%s\n---\n", lines[i]);
        assert_true(read_within(&broken, text_of(text[0]), SIZE_MAX));
        assert_int_equal(broken.diagnostics.count, 1);
        const tm_text message = broken.diagnostics.list[0].message;
        const size_t begin = text_find(message, TEXT("write: \""), 0) + 8;
        snprintf(text[1], sizeof text[1], "---\n%.*s\n---\n",
                 (int)(message.size - 1 - begin), message.data + begin);
        assert_true(read_within(&mended, text_of(text[1]), SIZE_MAX));
        assert_int_equal(mended.diagnostics.count, 0);
        assert_true(mended.result.title.text.size);
        close_reading(&broken);
        close_reading(&mended);
    }
}

#define COLON \
 " yaml-colon: a full-width colon ends no key in front matter, write: "
#define SPACE " yaml-space: a key's colon needs a space after it, write: "

static void a_colon_that_is_none_is_named(void **state)
{
    static const struct reads cases[] = {
        { "alone", "日期：2026-03-12\n",
          "broken\n2:3-2:4" COLON "\"日期: 2026-03-12\"\n" },
        { "first", "日期：2026-03-12\ntitle: A\n",
          "broken\n2:3-2:4" COLON "\"日期: 2026-03-12\"\n" },
        { "last", "title: A\n日期：2026-03-12\n",
          "broken\n3:3-3:4" COLON "\"日期: 2026-03-12\"\n" },
        { "everywhere", "标题：安全\n日期：2026-03-12\n",
          "broken\n2:3-2:4" COLON "\"标题: 安全\"\n" },
        { "of a key not known", "title: A\n会议室：三楼\n",
          "broken\n3:4-3:5" COLON "\"会议室: 三楼\"\n" },
        { "with a colon after it", "标题：总结: 三季度\nx: y\n",
          "other x = y\n2:3-2:4" COLON "\"标题: '总结: 三季度'\"\n" },
        { "in flow", "{标题：安全, x: y}\n",
          "other x = y\n2:4-2:5" COLON "\"标题: 安全\"\n" },
        { "of a person", "people:\n  王：王芳\n",
          "3:4-3:5" COLON "\"王: 王芳\"\n" },
        { "of a person in flow", "people: {王：王芳, 刘: 刘伟}\n",
          "person|刘|刘伟|-|-|-\n2:11-2:12" COLON "\"王: 王芳\"\n" },
        { "of a person's name", "people: {王: {姓名：王芳}}\n",
          "person|王|-|-|-|-\n2:16-2:17" COLON "\"姓名: 王芳\"\n" },
        { "in a text it is nothing", "title: 安全：第三次\n",
          "title 11-29 安全：第三次\n" },
        { "no space, alone", "title:A\n",
          "broken\n2:6-2:7" SPACE "\"title: A\"\n" },
        { "no space, last", "title: A\ndate:2026-03-12\n",
          "broken\n3:5-3:6" SPACE "\"date: 2026-03-12\"\n" },
        { "no space, a person", "people:\n  wang:Wang Fang\n",
          "3:7-3:8" SPACE "\"wang: Wang Fang\"\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

#define SYNTAX " yaml-syntax: front matter is not YAML, its keys are not used: "

static void other_faults_are_told_with_their_place(void **state)
{
    static const struct reads cases[] = {
        { "bracket never closed", "标题: x\na: [b, c\nd: e\n",
          "broken\n3:4-4:3" SYNTAX "\"did not find expected ',' or ']'\"\n" },
        { "quote never closed", "title: \"A\nb: c\n",
          "broken\n2:8-2:9 yaml-unclosed: a quote in front matter is never "
          "closed: \"\"A\"\n" },
        { "tab", "people:\n\twang: A\n",
          "broken\n3:1-3:2 yaml-tab: a tab cannot indent front matter, use "
          "spaces\n" },
        { "backslash", "title: \"C:\\new\\dir\"\n",
          "broken\n2:8-2:20 yaml-escape: a backslash in double quotes begins "
          "an escape, write: \"title: 'C:\\new\\dir'\"\n" },
        { "indented too far", "title: A\n  date: B\n",
          "broken\n3:7-3:8" SYNTAX
          "\"mapping values are not allowed in this context\"\n" },
        { "control character", "标题: b\x01\n",
          "broken\n2:6-2:7" SYNTAX "\"control characters are not allowed\"\n" },
        { "NUL by escape", "标题: \"b\\0\"\n",
          "broken\n2:5-2:10" SYNTAX "\"\\0\"\n" },
        { "anchor", "标题: &a b\n",
          "broken\n2:5-2:9 yaml-alias: front matter has an anchor or alias, "
          "its keys are not used: \"&a b\"\n" },
        { "alias", "a: b\n标题: *a\n",
          "broken\n3:5-3:7 yaml-alias: front matter has an anchor or alias, "
          "its keys are not used: \"*a\"\n" },
        { "anchor of a list", "a: &b [c]\n",
          "broken\n2:4-2:8 yaml-alias: front matter has an anchor or alias, "
          "its keys are not used: \"&b [\"\n" },
        { "second document", "a: b\n--- c\n",
          "broken\n3:1-3:4" SYNTAX "\"a second document\"\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void words_lost_to_a_comment_are_warned_of(void **state)
{
#define COMMENT                                                             \
 " yaml-comment: \" #\" begins a comment in front matter, quote the value " \
 "to keep this: "
    static const struct reads cases[] = {
        { "number", "标题: 会议 #3\n",
          "title 12-18 会议\n2:8-2:10" COMMENT "\"#3\"\n" },
        { "nothing before it", "title: #3\n", "2:8-2:10" COMMENT "\"#3\"\n" },
        { "a comment that is meant", "title: A # 3\n", "title 11-12 A\n" },
        { "quoted", "title: 'A' #3\n", "title 12-13 A\n" },
        { "within a word", "title: A#3\n", "title 11-14 A#3\n" },
    };
    (void)state;
    ASSERT_ALL_READ(cases);
}

static void places_count_in_the_file(void **state)
{
    (void)state;
    assert_reads(
        TEXT("\xEF\xBB\xBF---\r\n标题: 安全\r\n日期: \"三月\"\r\nx: [\r\n"
             "---\r\n"),
        "broken\n4:4-5:1" SYNTAX "\"did not find expected node "
        "content\"\n");
    assert_reads(TEXT("\xEF\xBB\xBF---\r\n标题: 安全\r\n日期: \"三月\"\r\n"
                      "标题: x\r\n---\r\n"),
                 "title 16-22 安全\ndate 33-39 三月\n"
                 "4:1-4:3 key-twice: key given twice, the first counts: "
                 "\"标题\"\n");
    assert_reads(TEXT("---\r标题: 安全\r日期: x\r---\r"),
                 "title 12-18 安全\ndate 27-28 x\n");
}

static void values_are_where_they_are_said_to_be(void **state)
{
    static const char *const values[] = {
        "plain", "two words", "'single'", "\"double\"", "中文", "'“中”'", "👷 x",
    };
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char text[256];
        struct reading reading;
        snprintf(text, sizeof text,
                 "---\nx: 安全 # 注\r\ndefaults:   %s  # c\r\n---\n",
                 values[i]);
        assert_true(read_within(&reading, text_of(text), SIZE_MAX));
        const struct located *value = &reading.result.defaults;
        assert_int_equal(value->end - value->start, value->text.size);
        assert_memory_equal(text + value->start, value->text.data,
                            value->text.size);
        close_reading(&reading);
    }
}

/* ---- Limits -------------------------------------------------------------- */

/* 'before', 'count' times 'repeated', 'after'. The caller frees it. */
static tm_text repeat(const char *before, const char *repeated, size_t count,
                      const char *after)
{
    const size_t head = strlen(before), one = strlen(repeated);
    const size_t size = head + one * count + strlen(after);
    char *data = malloc(size + 1);
    assert_non_null(data);
    strcpy(data, before);
    for (size_t i = 0; i < count; i++)
        strcpy(data + head + i * one, repeated);
    strcat(data + head + one * count, after);
    return (tm_text){ data, size };
}

static void assert_limit(tm_text text, const char *want)
{
    struct reading reading;
    struct shown shown = { .size = 0 };
    const clock_t begin = clock();
    assert_true(read_within(&reading, text, SIZE_MAX));
    assert_sane_front_matter(&reading);
    for (size_t i = 0; i < reading.diagnostics.count; i++)
        show(&shown, "%s %zu:%zu", reading.diagnostics.list[i].rule,
             reading.diagnostics.list[i].place.line,
             reading.diagnostics.list[i].place.column);
    assert_string_equal(shown.text, want);
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 2);
    close_reading(&reading);
    free((char *)(uintptr_t)text.data);
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    assert_limit(repeat("---\na: ", "[", 31,
                        "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"
                        "---\n"),
                 "");
    assert_limit(
        repeat("---\na: ", "[", 32, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n---\n"),
        "yaml-depth 2:35");
    assert_limit(repeat("---\na: ", "[", 65000, "\n---\n"), "yaml-depth 2:36");
    assert_limit(repeat("---\na: ", "{", 65000, "\n---\n"), "yaml-depth 2:36");
    assert_limit(repeat("---\na:\n", "- ", 32000, "\n---\n"),
                 "yaml-depth 3:63");
    assert_limit(repeat("---\na: [", "[]\n,", 16000, "]\n---\n"), "");
}

static void size_has_a_limit(void **state)
{
    (void)state;
    assert_limit(repeat("---\na: ", "b", 64 * 1024 - 4, "\n---\n"), "");
    assert_limit(repeat("---\na: ", "b", 64 * 1024 - 3, "\n---\n"),
                 "yaml-size 2:65537");
    assert_limit(repeat("---\nA paragraph ", "b", 100000, "\n---\n"), "");
}

static void many_keys_take_no_time(void **state)
{
    struct reading reading;
    char *data = malloc(16 + 9 * 7000);
    assert_non_null(data);
    strcpy(data, "---\n");
    for (size_t i = 0; i < 7000; i++)
        sprintf(data + 4 + i * 9, "k%05zu: \n", (i * 4999) % 7000);
    strcat(data, "---\n");
    (void)state;
    const clock_t begin = clock();
    assert_true(read_within(&reading, text_of(data), SIZE_MAX));
    assert_int_equal(reading.result.others_count, 7000);
    assert_int_equal(reading.diagnostics.count, 0);
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 1);
    close_reading(&reading);
    free(data);
}

/* At every allocation that can fail, it does once. Under valgrind this shows
 * that libyaml's memory is let go of each time. */
static void running_out_of_memory_leaves_by_the_escape(void **state)
{
    static const char *const texts[] = {
        "---\ntitle: 安全\npeople: {w: {name: W}}\nx: [1, {a: b}]\n---\n",
        "---\naudience: [A, B]\ny: \"c\\n\"\naudience: C\n---\n",
        "---\ntitle: Retro: Q3\n---\n",
        "---\ntitle: [a]\npeople:\n  - x\nz: [[[]]]\n---\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct reading reading;
        size_t budget = 0, failures = 0;
        bool done = false;
        for (; !done; budget += 16) {
            done = read_within(&reading, text_of(texts[i]), budget);
            failures += !done;
            close_reading(&reading);
        }
        assert_true(failures > 20);
        assert_true(budget < 100000);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(front_matter_is_told_from_markdown),
    cmocka_unit_test(reading_goes_on_after_what_is_broken),
    cmocka_unit_test(every_known_key_is_read_in_both_languages),
    cmocka_unit_test(every_scalar_is_text_as_written),
    cmocka_unit_test(what_is_null_or_empty_is_absent),
    cmocka_unit_test(a_list_takes_one_text_or_several),
    cmocka_unit_test(people_are_names_or_what_is_known_of_them),
    cmocka_unit_test(unknown_keys_are_kept_in_order_and_flat),
    cmocka_unit_test(flat_values_read_again_are_the_same),
    cmocka_unit_test(a_key_twice_is_an_error_and_the_first_counts),
    cmocka_unit_test(a_wrong_kind_of_value_is_an_error_and_ignored),
    cmocka_unit_test(a_value_that_needs_quotes_is_shown_with_them),
    cmocka_unit_test(what_the_mend_shows_can_be_read),
    cmocka_unit_test(a_colon_that_is_none_is_named),
    cmocka_unit_test(other_faults_are_told_with_their_place),
    cmocka_unit_test(words_lost_to_a_comment_are_warned_of),
    cmocka_unit_test(places_count_in_the_file),
    cmocka_unit_test(values_are_where_they_are_said_to_be),
    cmocka_unit_test(nesting_has_a_limit),
    cmocka_unit_test(size_has_a_limit),
    cmocka_unit_test(many_keys_take_no_time),
    cmocka_unit_test(running_out_of_memory_leaves_by_the_escape),
};

RUN_TESTS("front_matter", tests)

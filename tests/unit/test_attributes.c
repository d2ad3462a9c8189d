#include "test.h"

#include "attributes.h"
#include "text.h"

#include <time.h>

/* ---- Reading a title, and showing what came of it ------------------------ */

/* A title and its tokens. The title is copied to a block of its very size, for
   sanitizers to see a byte read past it. */
struct reading {
    char *bytes;
    tm_text title;
    struct arena arena;
    struct arena_budget budget;
    jmp_buf escape;
    struct attribute *list;
    size_t count;
};

static bool is_view_of(tm_text part, tm_text whole)
{
    return part.data >= whole.data &&
           part.data + part.size <= whole.data + whole.size;
}

/* What holds of every reading. */
static void assert_sane(const struct reading *reading)
{
    const tm_text title = reading->title;
    size_t before = 0;
    for (size_t i = 0; i < reading->count; i++) {
        const struct attribute *token = &reading->list[i];
        assert_true(token->start >= before);
        assert_true(token->end > token->start);
        assert_true(token->end <= title.size);
        assert_non_null(token->value.data);
        assert_true(token->value.size <= token->end - token->start);
        assert_true(!token->key.data || is_view_of(token->key, title));
        if (token->fault == ATTRIBUTE_UNCLOSED) {
            assert_int_equal(i, reading->count - 1);
            assert_int_equal(token->end, title.size);
        }
        before = token->end;
    }
}

static void read_into(struct reading *reading, tm_text title)
{
    reading->bytes = title.size ? malloc(title.size) : NULL;
    if (title.size)
        memcpy(reading->bytes, title.data, title.size);
    reading->title = (tm_text){ reading->bytes, title.size };
    reading->budget.left = SIZE_MAX;
    arena_init(&reading->arena, &reading->budget, &reading->escape);
    if (setjmp(reading->escape))
        fail_msg("out of memory");
    reading->list =
        attributes_read(&reading->arena, reading->title, &reading->count);
    assert_sane(reading);
}

static void release(struct reading *reading)
{
    arena_release(&reading->arena);
    free(reading->bytes);
}

static const char *const type_names[] = {
    [ATTRIBUTE_WORD] = "word",     [ATTRIBUTE_OWNER] = "owner",
    [ATTRIBUTE_TOPIC] = "topic",   [ATTRIBUTE_FLAG] = "flag",
    [ATTRIBUTE_DUE] = "due",       [ATTRIBUTE_START] = "start",
    [ATTRIBUTE_DONE] = "done",     [ATTRIBUTE_STATUS] = "status",
    [ATTRIBUTE_BY] = "by",         [ATTRIBUTE_EVIDENCE] = "evidence",
    [ATTRIBUTE_SOURCE] = "source", [ATTRIBUTE_FOR] = "for",
    [ATTRIBUTE_TO] = "to",         [ATTRIBUTE_OTHER] = "other",
};

/* "TYPE[VALUE]" for each token, a space between: of a keyed one
   "TYPE:KEY[VALUE]", of a quoted one "TYPE[=VALUE]", and then the fault. */
static void show(const struct reading *reading, char *to, size_t size)
{
    static const char *const faults[] = {
        [ATTRIBUTE_SOUND] = "",
        [ATTRIBUTE_UNCLOSED] = "unclosed",
        [ATTRIBUTE_EMPTY] = "empty",
    };
    size_t used = 0;
    to[0] = '\0';
    for (size_t i = 0; i < reading->count; i++) {
        const struct attribute *token = &reading->list[i];
        const int wrote = snprintf(
            to + used, size - used, "%s%s%s%.*s[%s%.*s]%s", i ? " " : "",
            type_names[token->type], token->key.data ? ":" : "",
            (int)token->key.size, token->key.data ? token->key.data : "",
            token->quoted ? "=" : "", (int)token->value.size, token->value.data,
            faults[token->fault]);
        assert_true(wrote >= 0 && (size_t)wrote < size - used);
        used += (size_t)wrote;
    }
}

struct row {
    const char *title, *want;
};

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct reading reading;
        char got[1024];
        read_into(&reading, text_of(rows[i].title));
        show(&reading, got, sizeof got);
        release(&reading);
        if (strcmp(got, rows[i].want))
            print_message("title: %s\n", rows[i].title);
        assert_string_equal(got, rows[i].want);
    }
}

#define CHECK(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

/* ---- Tokens -------------------------------------------------------------- */

static void a_title_of_nothing_has_no_tokens(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "", "" },  { " \t\n\r", "" },        { "\u00A0\u3000", "" },
        { ",", "" }, { " , ， 、 ; ； ", "" }, { ",，、;；", "" },
    };
    CHECK(rows);
    struct reading reading;
    read_into(&reading, (tm_text){ 0 });
    assert_int_equal(reading.count, 0);
    release(&reading);
}

static void tokens_stand_between_white_space(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "@wang 2026-04-01", "owner[wang] word[2026-04-01]" },
        { "a\tb\nc\r\nd", "word[a] word[b] word[c] word[d]" },
        { "a\u00A0b\u3000c", "word[a] word[b] word[c]" },
        { "  a  ", "word[a]" },
        { "@all !each due:ongoing", "owner[all] flag[each] due:due[ongoing]" },
        /* other blanks are characters like any other */
        { "a\u2003b\vc", "word[a\u2003b\vc]" },
    };
    CHECK(rows);
}

static void separators_part_before_white_space_at_and_the_end(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "a, b", "word[a] word[b]" },
        { "a， b、 c; d； e", "word[a] word[b] word[c] word[d] word[e]" },
        { "@wang,@liu", "owner[wang] owner[liu]" },
        { "@王芳，@刘伟、@陈宇；@all;@x",
          "owner[王芳] owner[刘伟] owner[陈宇] owner[all] owner[x]" },
        { "a,", "word[a]" },
        { "3月20日，", "word[3月20日]" },
        { "due:fri,\u3000!high；", "due:due[fri] flag[high]" },
        { "a ,b", "word[a] word[,b]" },
        { "a , b", "word[a] word[b]" },
        { ",@wang", "owner[wang]" },
        { "a,，; b", "word[a] word[b]" },
        { "a,，;@b", "word[a] owner[b]" },
    };
    CHECK(rows);
}

static void separators_elsewhere_stay_in_the_token(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "a,b", "word[a,b]" },
        { "甲、乙，丙", "word[甲、乙，丙]" },
        { "for:log,near-miss", "for:for[log,near-miss]" },
        { "针对:甲、乙，丙, x", "for:针对[甲、乙，丙] word[x]" },
        { "a,,;b", "word[a,,;b]" },
        { ",,a", "word[,,a]" },
        { "a,+b", "word[a,+b]" },
        { "a,!b", "word[a,!b]" },
    };
    CHECK(rows);
}

static void an_at_needs_something_before_it_to_begin_a_token(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "a@b", "word[a@b]" },
        { "@a@b", "owner[a@b]" },
        { "!each@b", "flag[each@b]" },
        { "a@example.org, x", "word[a@example.org] word[x]" },
    };
    CHECK(rows);
}

static void marks_tell_owners_topics_and_flags(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "@wang", "owner[wang]" },
        { "@全体", "owner[全体]" },
        { "+safety", "topic[safety]" },
        { "+安全", "topic[安全]" },
        { "!high", "flag[high]" },
        { "！高", "flag[高]" },
        { "!各自", "flag[各自]" },
        { "!whatever", "flag[whatever]" },
        { "!, ！", "word[!] word[！]" },
        { "a+b a!b", "word[a+b] word[a!b]" },
        { "@wang:x +a:b !c:d", "owner[wang:x] topic[a:b] flag[c:d]" },
    };
    CHECK(rows);
}

static void a_plus_that_counts_days_is_a_word(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "+10d +2W +1m", "word[+10d] word[+2W] word[+1m]" },
        { "+10d, @wang", "word[+10d] owner[wang]" },
        { "+99999999999d", "word[+99999999999d]" },
        { "+10 +10days +d", "topic[10] topic[10days] topic[d]" },
        { "+\"10d\"", "topic[=10d]" },
    };
    CHECK(rows);
}

/* ---- Keys ---------------------------------------------------------------- */

static void keys_are_known_in_two_languages(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "owner:a 责任人:b", "owner:owner[a] owner:责任人[b]" },
        { "due:a 期限:b", "due:due[a] due:期限[b]" },
        { "start:a 起始:b", "start:start[a] start:起始[b]" },
        { "done:a 完成:b", "done:done[a] done:完成[b]" },
        { "status:a 状态:b", "status:status[a] status:状态[b]" },
        { "by:a 签发:b 验收:c", "by:by[a] by:签发[b] by:验收[c]" },
        { "evidence:a 佐证:b", "evidence:evidence[a] evidence:佐证[b]" },
        { "source:a 来源:b", "source:source[a] source:来源[b]" },
        { "for:a 针对:b", "for:for[a] for:针对[b]" },
        { "to:a 转交:b", "to:to[a] to:转交[b]" },
    };
    CHECK(rows);
}

static void case_does_not_count_in_ascii_keys(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "Due:a DUE:b dUe:c", "due:Due[a] due:DUE[b] due:dUe[c]" },
        { "Room:A", "other:Room[A]" },
    };
    CHECK(rows);
}

static void a_key_is_a_letter_then_letters_digits_and_dashes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "room:4", "other:room[4]" },
        { "a:b:c", "other:a[b:c]" },
        { "a-1_b:x", "other:a-1_b[x]" },
        { "地点:会议室", "other:地点[会议室]" },
        { "é:x e\u0301:x", "other:é[x] other:e\u0301[x]" },
        { "9:30", "word[9:30]" },
        { "1a:x -a:x _a:x :x", "word[1a:x] word[-a:x] word[_a:x] word[:x]" },
        { "a.b:c", "word[a.b:c]" },
        { "a+b:c", "word[a+b:c]" },
    };
    CHECK(rows);
}

static void an_address_is_a_word(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "https://example.org/a,b", "word[https://example.org/a,b]" },
        { "a:/b", "word[a:/b]" },
        { "due:/x", "word[due:/x]" },
        { "source:https://example.org", "source:source[https://example.org]" },
    };
    CHECK(rows);
}

static void a_full_width_colon_makes_no_key(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "期限：3月20日", "word[期限：3月20日]" },
        { "due：fri", "word[due：fri]" },
    };
    CHECK(rows);
}

static void a_person_after_a_key_may_carry_the_at(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "to:@wang", "to:to[wang]" },
        { "转交:@\"Wang Fang\"", "to:转交[=Wang Fang]" },
        { "owner:@wang by:@liu", "owner:owner[wang] by:by[liu]" },
        { "for:@wang", "for:for[@wang]" },
        { "room:@a", "other:room[@a]" },
    };
    CHECK(rows);
}

static void nothing_after_a_mark_or_key_is_a_fault(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "@", "owner[]empty" },
        { "@ wang", "owner[]empty word[wang]" },
        { "@, +", "owner[]empty topic[]empty" },
        { "due:", "due:due[]empty" },
        { "due: fri", "due:due[]empty word[fri]" },
        { "due:, fri", "due:due[]empty word[fri]" },
        { "owner:,@wang", "owner:owner[]empty owner[wang]" },
        { "to:@", "to:to[]empty" },
        { "owner:", "owner:owner[]empty" },
        { "期限:\u3000x", "due:期限[]empty word[x]" },
        { "note: x", "other:note[]empty word[x]" },
        { "due:\"\" x", "due:due[=]empty word[x]" },
        { "due:\" \u3000\" x", "due:due[= \u3000]empty word[x]" },
        { "@“” x", "owner[=]empty word[x]" },
        { "\"\" x", "word[=]empty word[x]" },
    };
    CHECK(rows);
}

/* ---- Quotes -------------------------------------------------------------- */

static void five_pairs_of_quotes_hold_a_value_together(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "due:\"next week\"", "due:due[=next week]" },
        { "due:'next week'", "due:due[=next week]" },
        { "due:“next week”", "due:due[=next week]" },
        { "due:‘next week’", "due:due[=next week]" },
        { "due:「next week」", "due:due[=next week]" },
        { "@“王 芳” x", "owner[=王 芳] word[x]" },
        { "+\"lock out\" x", "topic[=lock out] word[x]" },
        { "\"two words\" x", "word[=two words] word[x]" },
        { "\"@a, due:b\"", "word[=@a, due:b]" },
        { "for:\"a b\nc\"", "for:for[=a b\nc]" },
        { "room:'4 b'", "other:room[=4 b]" },
        { "due:“it's ‘so’ \"now\"”", "due:due[=it's ‘so’ \"now\"]" },
    };
    CHECK(rows);
}

static void a_quote_inside_a_word_is_an_apostrophe(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "@O'Hara x", "owner[O'Hara] word[x]" },
        { "owner:O'Hara", "owner:owner[O'Hara]" },
        { "O'Hara's x' y", "word[O'Hara's] word[x'] word[y]" },
        { "@'O'Hara B' x", "owner[=O'Hara B] word[x]" },
        { "@‘O’Hara B’ x", "owner[=O’Hara B] word[x]" },
        { "\"a\"b c\" d", "word[=a\"b c] word[d]" },
        { "!\"a b\"", "flag[\"a] word[b\"]" },
        { "9:\"a b\"", "word[9:\"a] word[b\"]" },
    };
    CHECK(rows);
}

static void a_quote_closes_before_a_separator_that_separates(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "\"a b\", c", "word[=a b] word[c]" },
        { "@“王 芳”，@“刘 伟”；", "owner[=王 芳] owner[=刘 伟]" },
        { "\"a b\",;", "word[=a b]" },
        { "\"a\",b\" c", "word[=a\",b] word[c]" },
        { "\"a\"@b\" c", "word[=a\"@b] word[c]" },
        { "「a」\u3000b", "word[=a] word[b]" },
    };
    CHECK(rows);
}

static void a_doubled_closing_quote_stands_for_one(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "@\"O\"\"Hara\"", "owner[=O\"Hara]" },
        { "'it''s so' x", "word[=it's so] word[x]" },
        { "“a””b” x", "word[=a”b] word[x]" },
        { "「a」」」 b", "word[=a」] word[b]" },
        { "\"a \"\"b\"\" c\" d", "word[=a \"b\" c] word[d]" },
        { "\"\"\"\"", "word[=\"]" },
        { "\"a\"\"\" b", "word[=a\"] word[b]" },
        { "\"a\"b\"\"c\"", "word[=a\"b\"c]" },
        /* the opening one, where it differs, is not doubled */
        { "““a” b", "word[=“a] word[b]" },
    };
    CHECK(rows);
}

static void an_unclosed_quote_takes_the_rest(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "@a due:\"next week", "owner[a] due:due[=next week]unclosed" },
        { "due:\"a @b +c", "due:due[=a @b +c]unclosed" },
        { "\"", "word[=]unclosed" },
        { "\"\"\"", "word[=\"]unclosed" },
        { "\"a\"\"", "word[=a\"]unclosed" },
        { "@“王芳 x", "owner[=王芳 x]unclosed" },
        { "@“王芳\" x", "owner[=王芳\" x]unclosed" },
        { "'tis so", "word[=tis so]unclosed" },
        { "\"a\"b ", "word[=a\"b ]unclosed" },
    };
    CHECK(rows);
}

/* ---- Places and sizes ---------------------------------------------------- */

static void a_token_knows_its_bytes(void **state)
{
    (void)state;
    const tm_text title =
        TEXT(" @王芳，@“刘 伟”, due:\"a\"\"b\"； +x !y w\"\t'z");
    static const char *const want[] = { "@王芳", "@“刘 伟”", "due:\"a\"\"b\"",
                                        "+x",    "!y",       "w\"",
                                        "'z" };
    struct reading reading;
    read_into(&reading, title);
    assert_int_equal(reading.count, sizeof want / sizeof *want);
    for (size_t i = 0; i < reading.count; i++) {
        const struct attribute *token = &reading.list[i];
        const tm_text bytes =
            text_slice(reading.title, token->start, token->end - token->start);
        if (!text_is(bytes, want[i]))
            fail_msg("%.*s, not %s", (int)bytes.size, bytes.data, want[i]);
    }
    release(&reading);
}

static void values_are_views_unless_a_quote_was_doubled(void **state)
{
    (void)state;
    const tm_text title = TEXT("@a \"b c\" \"d\"\"e\" due:");
    struct reading reading;
    read_into(&reading, title);
    assert_int_equal(reading.count, 4);
    assert_true(is_view_of(reading.list[0].value, reading.title));
    assert_true(is_view_of(reading.list[1].value, reading.title));
    assert_false(is_view_of(reading.list[2].value, reading.title));
    assert_true(is_view_of(reading.list[3].value, reading.title));
    release(&reading);
}

static void only_the_view_is_read(void **state)
{
    (void)state;
    struct reading reading;
    char got[64];
    read_into(&reading, text_slice(TEXT("due:\"a\"b\""), 0, 7));
    show(&reading, got, sizeof got);
    assert_string_equal(got, "due:due[=a]");
    release(&reading);
}

/* 'count' times 'piece' and 'last' after it; to be freed. */
static tm_text repeated(char **data, tm_text piece, size_t count, tm_text last)
{
    const size_t size = piece.size * count + last.size;
    *data = malloc(size);
    assert_non_null(*data);
    for (size_t i = 0; i < count; i++)
        memcpy(*data + i * piece.size, piece.data, piece.size);
    memcpy(*data + piece.size * count, last.data, last.size);
    return (tm_text){ *data, size };
}

static void ten_thousand_tokens_are_all_read(void **state)
{
    (void)state;
    char *data = malloc(10000 * 10);
    assert_non_null(data);
    size_t size = 0;
    for (int i = 0; i < 10000; i++)
        size += (size_t)sprintf(data + size, "@p%d, ", i);
    struct reading reading;
    read_into(&reading, (tm_text){ data, size });
    assert_int_equal(reading.count, 10000);
    for (int i = 0; i < 10000; i++) {
        char want[8];
        snprintf(want, sizeof want, "p%d", i);
        assert_int_equal(reading.list[i].type, ATTRIBUTE_OWNER);
        assert_true(text_is(reading.list[i].value, want));
    }
    release(&reading);
    free(data);
}

/* A reader that looks ahead over the rest at every token or quote would take
   minutes on each of these; a linear one takes some milliseconds. */
static void no_title_is_read_in_more_than_linear_time(void **state)
{
    (void)state;
    enum {
        PIECES = 150000,
        SECONDS = 5
    };
    static const struct {
        const char *piece, *last;
        size_t tokens;
    } rows[] = {
        { "@a ", "", PIECES },
        { "a'b ", "", PIECES },
        { "\"a\" ", "", PIECES },
        { "，@a", "", PIECES },
        { "\"a ", "", 1 },
        { "@“a ", "", 1 },
        { "due:'a ", "", 1 },
        { "\"a\"b", "", 1 },
        { "\"\"", "", 1 },
        { "\",", "", 1 },
        { "\"a\",", "", 1 },
        { ",", "", 0 },
        { ",", "a", 1 },
        { ",", "@a", 1 },
        { ",,,a", "", 1 },
        { "a,", "", 1 },
        { "a", ":b", 1 },
        { "a:", "", 1 },
        { "+1", "d", 1 },
        { "+", "", 1 },
        { "!", "", 1 },
        /* opened, one for two, a space, one for two, closed */
        { "\"\"\" ", "", PIECES / 2 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *data;
        const tm_text title = repeated(&data, text_of(rows[i].piece), PIECES,
                                       text_of(rows[i].last));
        struct reading reading;
        const clock_t before = clock();
        read_into(&reading, title);
        if (clock() - before > SECONDS * CLOCKS_PER_SEC)
            fail_msg("too slow: %s", rows[i].piece);
        if (reading.count != rows[i].tokens)
            fail_msg("%zu tokens of %s", reading.count, rows[i].piece);
        release(&reading);
        free(data);
    }
}

/* Whether 'title' can be read in 'limit' bytes; if so, in 8 tokens. */
static bool can_be_read_in(size_t limit, tm_text title)
{
    struct arena arena;
    struct arena_budget budget = { .left = limit };
    jmp_buf escape;
    arena_init(&arena, &budget, &escape);
    if (setjmp(escape)) {
        arena_release(&arena);
        return false;
    }
    size_t count;
    attributes_read(&arena, title, &count);
    assert_int_equal(count, 8);
    arena_release(&arena);
    return true;
}

static void running_out_of_memory_leaves_by_the_escape(void **state)
{
    (void)state;
    const tm_text title = TEXT("@a \"b\"\"c\" due:d +e !f 'g''h' i j");
    size_t limit = 0;
    while (limit < 100000 && !can_be_read_in(limit, title))
        limit += 8;
    assert_in_range(limit, 8 * sizeof(struct attribute), 99999);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_title_of_nothing_has_no_tokens),
    cmocka_unit_test(tokens_stand_between_white_space),
    cmocka_unit_test(separators_part_before_white_space_at_and_the_end),
    cmocka_unit_test(separators_elsewhere_stay_in_the_token),
    cmocka_unit_test(an_at_needs_something_before_it_to_begin_a_token),
    cmocka_unit_test(marks_tell_owners_topics_and_flags),
    cmocka_unit_test(a_plus_that_counts_days_is_a_word),
    cmocka_unit_test(keys_are_known_in_two_languages),
    cmocka_unit_test(case_does_not_count_in_ascii_keys),
    cmocka_unit_test(a_key_is_a_letter_then_letters_digits_and_dashes),
    cmocka_unit_test(an_address_is_a_word),
    cmocka_unit_test(a_full_width_colon_makes_no_key),
    cmocka_unit_test(a_person_after_a_key_may_carry_the_at),
    cmocka_unit_test(nothing_after_a_mark_or_key_is_a_fault),
    cmocka_unit_test(five_pairs_of_quotes_hold_a_value_together),
    cmocka_unit_test(a_quote_inside_a_word_is_an_apostrophe),
    cmocka_unit_test(a_quote_closes_before_a_separator_that_separates),
    cmocka_unit_test(a_doubled_closing_quote_stands_for_one),
    cmocka_unit_test(an_unclosed_quote_takes_the_rest),
    cmocka_unit_test(a_token_knows_its_bytes),
    cmocka_unit_test(values_are_views_unless_a_quote_was_doubled),
    cmocka_unit_test(only_the_view_is_read),
    cmocka_unit_test(ten_thousand_tokens_are_all_read),
    cmocka_unit_test(no_title_is_read_in_more_than_linear_time),
    cmocka_unit_test(running_out_of_memory_leaves_by_the_escape),
};

RUN_TESTS("attributes", tests)

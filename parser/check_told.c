/*
 * check_told.c - mends for what reading the attributes told: an unknown status,
 * a value that is missing, a name that is nobody's.
 */
#include "check_keys.h"
#include "check_tokens.h"

#include "date.h"
#include "text.h"

/* One fault that was told of a token. */
struct fault {
    struct tokens *tokens;
    size_t i;
    const struct attribute *token;
    struct token_place place;
    size_t diagnostic;
};

typedef void mend_fault(struct fault *fault);

static struct check *check_of(const struct fault *fault)
{
    return fault->tokens->check;
}

static tm_text title_of(const struct fault *fault)
{
    return fault->tokens->tag->title;
}

/* Whether the value stands in the title as it is: a doubled quote does not. */
static bool value_stands(const struct fault *fault)
{
    const tm_text title = title_of(fault), value = fault->token->value;
    return value.size && value.data >= title.data &&
           value.data + value.size <= title.data + title.size;
}

/* Let bytes 'start' to 'end' of the title, in the token, be 'text'. */
static void mend_title(struct fault *fault, size_t start, size_t end,
                       tm_text text, enum tm_mend level)
{
    struct check *check = check_of(fault);
    struct finding *finding = check_find_told(check, fault->diagnostic);
    const size_t at = token_byte(fault->tokens, fault->i, &fault->place, start);
    check_edit(check, finding, at, at + (end - start), text);
    check_mend(check, finding, level, NULL);
}

static size_t value_start(const struct fault *fault)
{
    return (size_t)(fault->token->value.data - title_of(fault).data);
}

static void mend_value(struct fault *fault, tm_text text, enum tm_mend level)
{
    const size_t start = value_start(fault);
    mend_title(fault, start, start + fault->token->value.size, text, level);
}

static void suggest(struct fault *fault, tm_text near)
{
    diagnostics_suggest(&check_of(fault)->parse->diagnostics, fault->diagnostic,
                        near);
}

/* ---- A status ---- */

static const struct other_word other_statuses[] = {
    { "finished", "done" },     { "complete", "done" },
    { "completed", "done" },    { "closed", "done" },
    { "ok", "done" },           { "wip", "doing" },
    { "started", "doing" },     { "ongoing", "doing" },
    { "todo", "open" },         { "new", "open" },
    { "cancelled", "dropped" }, { "canceled", "dropped" },
    { "rejected", "dropped" },  { "verified", "accepted" },
    { "完成", "已完成" },       { "已办结", "已完成" },
    { "已整改", "已完成" },     { "进行中", "整改中" },
    { "办理中", "整改中" },     { "未开始", "未整改" },
    { "未完成", "未整改" },     { "销号", "已销号" },
    { "撤销", "已撤销" },       { "取消", "已撤销" },
};

static void mend_status(struct fault *fault)
{
    const tm_text typed = fault->token->value;
    tm_suggestion near = { .typed = typed };
    for (int i = 0; i < TM_STATUS__COUNT; i++) {
        near_keep(&near, text_of(tm_status_name((enum tm_status)i)));
        near_keep(&near, text_of(tm_status_chinese((enum tm_status)i)));
    }
    const tm_text other = near_other(
        other_statuses, sizeof other_statuses / sizeof *other_statuses, typed,
        !near.word.size);
    const tm_text word = other.size ? other : near.word;
    if (!word.size)
        return;
    suggest(fault, word);
    if (value_stands(fault))
        mend_value(fault, word, TM_MEND_UNSAFE);
}

/* ---- A value ---- */

/* "due: 2026-03-16": the value stands behind a space. */
static void mend_gap(struct fault *fault)
{
    struct tokens *tokens = fault->tokens;
    enum tm_mend level;
    if (!token_is_near_next(tokens, fault->i))
        return;
    const struct attribute *next = fault->token + 1;
    const bool named = attribute_key_find(fault->token->key) &&
                       attribute_key_find(fault->token->key)->names_person;
    if (next->fault || (next->type != ATTRIBUTE_WORD &&
                        !(named && next->type == ATTRIBUTE_OWNER)))
        return;
    if (!next_fits(tokens, fault->i + 1, fault->token->type, &level))
        return;
    mend_title(fault, fault->token->end, next->start, TEXT(""), level);
}

/* Where the words end with which 'value' begins: the next token is no word of
 * it. */
static size_t words_end(struct check *check, tm_text value)
{
    size_t count;
    tm_date date;
    const struct attribute *tokens =
        attributes_read(check->scratch, value, &count);
    size_t i = 0;
    while (i < count && tokens[i].type == ATTRIBUTE_WORD && !tokens[i].quoted &&
           (!i || date_read(tokens[i].value, check->parse->talk->date, &date) ==
                      DATE_NONE))
        i++;
    return i ? tokens[i - 1].end : 0;
}

/* A code point of at most three bytes. */
static tm_text encode(struct arena *arena, uint32_t code)
{
    if (code < 0x80)
        return arena_format(arena, "%c", (char)code);
    return arena_format(arena, "%c%c%c", (char)(0xE0 | code >> 12),
                        (char)(0x80 | (code >> 6 & 0x3F)),
                        (char)(0x80 | (code & 0x3F)));
}

/* "source:“annual review @ada": it closes before what is no word. */
static void mend_quote(struct fault *fault)
{
    struct check *check = check_of(fault);
    size_t open;
    if (!value_stands(fault))
        return;
    const uint32_t quote = attribute_closing_quote(
        text_decode_before(title_of(fault), value_start(fault), &open));
    const size_t end = words_end(check, fault->token->value);
    if (!quote || !end)
        return;
    const size_t at = value_start(fault) + end;
    mend_title(fault, at, at, encode(check->scratch, quote), TM_MEND_UNSAFE);
}

/* ---- Given twice ---- */

/* Whether a token before it says the very same. */
static bool is_repeated(const struct fault *fault)
{
    const tm_text text = token_text(fault->tokens, fault->i);
    for (size_t i = 0; i < fault->i; i++)
        if (text_equal(token_text(fault->tokens, i), text))
            return true;
    return false;
}

/* What does not count goes, with the white space before it. */
static void mend_twice(struct fault *fault)
{
    const tm_text title = title_of(fault);
    size_t start = fault->token->start;
    if (start < fault->tokens->date_end)
        return; /* "due:next Friday": it is part of a date */
    while (start &&
           (title.data[start - 1] == ' ' || title.data[start - 1] == '\t'))
        start--;
    const size_t gap = fault->token->start - start;
    const tm_text all = check_of(fault)->parse->source.text;
    const size_t at = fault->place.place.start;
    if (!gap || !text_equal(text_slice(all, at - gap, gap),
                            text_slice(title, start, gap)))
        return;
    struct check *check = check_of(fault);
    struct finding *finding = check_find_told(check, fault->diagnostic);
    check_edit(check, finding, at - gap, fault->place.place.end, TEXT(""));
    check_mend(check, finding,
               is_repeated(fault) ? TM_MEND_SAFE : TM_MEND_UNSAFE, NULL);
}

/* ---- An owner ---- */

/* Names that may be meant by one that is unknown. */
struct names {
    tm_suggestion near;
    tm_text part;      /* the one that it is a part of, or that is part of it */
    size_t part_count; /* how many there are of these */
};

/* Whether 'typed' is 'name' and a title: "陈敏副主任". */
static bool has_title(tm_text typed, tm_text name)
{
    enum {
        TITLE = 3 /* letters at most */
    };
    size_t next;
    const tm_text rest = text_from(typed, name.size);
    return text_count(name) > 1 && text_starts(typed, name) &&
           text_count(rest) <= TITLE &&
           text_is_han(text_decode(rest, 0, &next));
}

/* "Ada" for "Ada Lovelace", "陈敏主任" for "陈敏". */
static bool is_part(tm_text typed, tm_text name)
{
    const bool first = text_starts(name, typed) &&
                       text_starts(text_from(name, typed.size), TEXT(" "));
    const bool last = text_ends(name, typed) && name.size > typed.size &&
                      name.data[name.size - typed.size - 1] == ' ';
    return first || last || has_title(typed, name);
}

static void keep_name(struct names *names, tm_text name)
{
    if (!name.size)
        return;
    near_keep(&names->near, name);
    if (!is_part(names->near.typed, name) || text_equal(names->part, name))
        return;
    names->part = name;
    names->part_count++;
}

/* The name that is meant; empty where there is none, or too many to look at
 * them again. */
static tm_text known_name(struct fault *fault, tm_text typed)
{
    const tm_talk *talk = check_of(fault)->parse->talk;
    const size_t units = talk->lists[TM_LIST_AUDIENCE].count;
    struct names names = { .near = { .typed = typed } };
    if (!typed.size ||
        !near_names(fault->tokens->near, 3 * talk->person_count + units))
        return (tm_text){ 0 };
    for (size_t i = 0; i < talk->person_count; i++) {
        keep_name(&names, talk->people[i].name);
        keep_name(&names, talk->people[i].id);
        keep_name(&names, talk->people[i].unit);
    }
    for (size_t i = 0; i < units; i++)
        keep_name(&names, talk->lists[TM_LIST_AUDIENCE].texts[i]);
    if (names.near.word.size)
        return names.near.word;
    return names.part_count == 1 ? names.part : (tm_text){ 0 };
}

/* 'name' as a value, in quotes where it needs some that stand in any title. */
static tm_text as_value(struct check *check, tm_text name)
{
    struct attribute token;
    const tm_text bare =
        arena_format(check->scratch, "@%.*s", (int)name.size, name.data);
    if (token_read(check, bare, &token) && token.end == bare.size)
        return name;
    return arena_format(check->scratch, "“%.*s”", (int)name.size, name.data);
}

static void mend_owner(struct fault *fault)
{
    struct check *check = check_of(fault);
    tm_text name = fault->token->value;
    const bool marked = text_starts(name, TEXT("@"));
    if (marked)
        name = text_from(name, 1);
    if (value_goes_on(fault->tokens, fault->i))
        return; /* "@Ana Smith" is not the Ana who is known */
    const tm_text known = known_name(fault, text_trim(name));
    suggest(fault, known);
    if (!known.size || !value_stands(fault))
        return;
    const size_t start = value_start(fault) + marked;
    mend_title(fault, start, start + name.size,
               fault->token->quoted ? known : as_value(check, known),
               TM_MEND_UNSAFE);
}

/* ---- Which of them ---- */

static const struct {
    enum rule rule;
    mend_fault *mend;
} mends[] = {
    { RULE_STATUS_UNKNOWN, mend_status },
    { RULE_ATTRIBUTE_EMPTY, mend_gap },
    { RULE_ATTRIBUTE_UNCLOSED, mend_quote },
    { RULE_ATTRIBUTE_TWICE, mend_twice },
    { RULE_OWNER_UNKNOWN, mend_owner },
};

/* The first of what was told that begins at 'start'. */
static size_t first_told(const struct tokens *tokens, size_t start)
{
    size_t low = 0, high = tokens->told_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (tokens->told[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What counts once, and so may be told to be there twice. */
static enum attribute_type counted_type(const struct tokens *tokens, size_t i)
{
    tm_date date;
    const enum attribute_type type = tokens->list[i].type;
    return type == ATTRIBUTE_WORD && token_date(tokens, i, &date) != DATE_NONE
               ? ATTRIBUTE_DUE
               : type;
}

/* Whether reading may have told something of the token: to find its place
 * takes a walk. */
static bool may_be_told(const struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    const enum attribute_type type = counted_type(tokens, i);
    enum tm_status status;
    tm_date date;
    if (token->fault ||
        (tokens->before & 1u << type &&
         (type == ATTRIBUTE_OTHER || token_is_taken(tokens, type))))
        return true;
    if (type == ATTRIBUTE_STATUS)
        return !tm_status_find(token->value, &status);
    if (type == ATTRIBUTE_OWNER || type == ATTRIBUTE_TO)
        return tokens->check->parse->last_unknown;
    return token_date(tokens, i, &date) == DATE_IMPOSSIBLE;
}

/* Mend what was told, but for the rules whose bits are in 'mended'. */
static void mend_told(struct fault *fault, const struct told *told,
                      unsigned *mended)
{
    fault->diagnostic = told->diagnostic;
    for (size_t k = 0; k < sizeof mends / sizeof *mends; k++) {
        if (told->rule != tm_rule_at(mends[k].rule)->name || *mended & 1u << k)
            continue;
        *mended |= 1u << k;
        mends[k].mend(fault);
    }
}

void check_told(struct tokens *tokens, size_t i)
{
    const bool may = tokens->told_count && may_be_told(tokens, i);
    tokens->before |= 1u << counted_type(tokens, i);
    if (!may)
        return;
    struct fault fault = { .tokens = tokens,
                           .i = i,
                           .token = &tokens->list[i],
                           .place = token_place(tokens, i) };
    const size_t start = fault.place.place.start;
    const size_t first = first_told(tokens, start);
    unsigned mended = 0;
    if (!fault.place.exact || first == tokens->told_count ||
        tokens->told[first].done)
        return;
    tokens->told[first].done = true;
    for (size_t k = first;
         k < tokens->told_count && tokens->told[k].start == start; k++)
        mend_told(&fault, &tokens->told[k], &mended);
}

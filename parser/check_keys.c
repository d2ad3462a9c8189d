/*
 * check_keys.c - keys that talkmark does not know, in attributes and in front
 * matter: a slip of the hand, another word for one that it knows, or a key of
 * the author's own.
 */
#include "check_keys.h"

#include "check_tokens.h"
#include "lookup.h"
#include "text.h"

/* ---- The nearest word ---- */

static bool is_chinese(tm_text word)
{
    size_t next;
    return text_decode(word, 0, &next) >= 0x80;
}

/* "题标" for "标题". */
static bool is_swapped(tm_text a, tm_text b)
{
    size_t next;
    text_decode(a, 0, &next);
    return a.size == b.size && text_count(a) == 2 &&
           text_equal(text_from(a, next), text_slice(b, 0, b.size - next)) &&
           text_equal(text_slice(a, 0, next), text_from(b, b.size - next));
}

/* Two Chinese words of two letters that share one are two words (主题 is no
 * slip for 标题), and one letter more makes another word (副标题): of Chinese,
 * no more than a third of the letters may differ, as of English, and none may
 * be too much. */
tm_text near_word(tm_text typed, tm_text word)
{
    tm_suggestion near = { .typed = typed };
    tm_suggest(&near, word);
    const size_t size = text_count(typed), other = text_count(word);
    const size_t longest = size > other ? size : other;
    if (near.word.size && is_chinese(word) && !is_swapped(typed, word) &&
        (near.distance * 3 > longest || size > other))
        return (tm_text){ 0 };
    return near.word;
}

void near_keep(tm_suggestion *near, tm_text word)
{
    if (near_word(near->typed, word).size)
        tm_suggest(near, word);
}

tm_text near_other(const struct other_word *words, size_t count, tm_text typed,
                   bool slips)
{
    tm_suggestion near = { .typed = typed };
    tm_text key = { 0 };
    for (size_t i = 0; i < count; i++) {
        const tm_text word = text_of(words[i].word);
        const tm_text before = near.word;
        if (text_equal_case(typed, word))
            return text_of(words[i].key);
        if (slips)
            near_keep(&near, word);
        if (near.word.data != before.data)
            key = text_of(words[i].key);
    }
    return key;
}

/* ---- Of attributes ---- */

static const struct other_word other_keys[] = {
    { "deadline", "due" },      { "until", "due" },
    { "duedate", "due" },       { "due-date", "due" },
    { "due_date", "due" },      { "when", "due" },
    { "who", "owner" },         { "assigned-to", "owner" },
    { "assignee", "owner" },    { "assigned", "owner" },
    { "responsible", "owner" }, { "state", "status" },
    { "begin", "start" },       { "begins", "start" },
    { "finished", "done" },     { "closed", "done" },
    { "proof", "evidence" },    { "answers", "for" },
    { "负责人", "责任人" },     { "责任单位", "责任人" },
    { "牵头", "责任人" },       { "牵头人", "责任人" },
    { "责任部门", "责任人" },   { "责任科室", "责任人" },
    { "牵头单位", "责任人" },   { "承办", "责任人" },
    { "承办人", "责任人" },     { "经办人", "责任人" },
    { "落实人", "责任人" },     { "整改人", "责任人" },
    { "截止", "期限" },         { "截至", "期限" },
    { "截止时间", "期限" },     { "截止日期", "期限" },
    { "完成时限", "期限" },     { "完成时间", "期限" },
    { "完成期限", "期限" },     { "整改时限", "期限" },
    { "整改期限", "期限" },     { "办结时限", "期限" },
    { "出处", "来源" },         { "问题来源", "来源" },
    { "时限", "期限" },         { "到期", "期限" },
    { "开始", "起始" },         { "办结", "完成" },
    { "证明", "佐证" },         { "移交", "转交" },
};

enum {
    MOST_KEYS = 1000,   /* that are compared with the known ones */
    MOST_NAMES = 100000 /* that unknown owners are compared with */
};

/* A key that was seen, by its text. */
struct seen_key {
    tm_text near;   /* of the known ones; empty: none is */
    tm_place place; /* the first */
    size_t times;
    struct same_lines lines;
    struct seen_key *next; /* seen before it */
    tm_text key;
};

struct near_keys {
    struct lookup lookup;
    struct seen_key *last;
    size_t names; /* that were looked at */
};

struct near_keys *near_keys_new(struct check *check)
{
    struct near_keys *near = arena_zalloc(check->scratch, 1, sizeof *near);
    near->lookup.arena = check->scratch;
    return near;
}

bool near_names(struct near_keys *near, size_t count)
{
    if (count > MOST_NAMES - near->names)
        return false;
    near->names += count;
    return true;
}

tm_text key_synonym(tm_text typed)
{
    return near_other(other_keys, sizeof other_keys / sizeof *other_keys, typed,
                      false);
}

static tm_text nearest_key(tm_text typed)
{
    const tm_text other = key_synonym(typed);
    if (other.size)
        return other;
    tm_suggestion near = { .typed = typed };
    const struct attribute_key *key;
    for (size_t i = 0; (key = attribute_key_at(i)); i++)
        near_keep(&near, text_of(key->name));
    return near.word;
}

/* NULL: there are too many. */
static struct seen_key *see_key(struct check *check, struct near_keys *near,
                                tm_text key)
{
    struct seen_key *seen = lookup_find(&near->lookup, key);
    if (seen || near->lookup.count == MOST_KEYS)
        return seen;
    seen = arena_zalloc(check->scratch, 1, sizeof *seen);
    seen->key = key;
    seen->near = nearest_key(key);
    seen->next = near->last;
    near->last = seen;
    lookup_add(&near->lookup, key, seen);
    return seen;
}

/* Only updates hand over; elsewhere to: is most likely who is to do it. */
static tm_text owner_for(tm_text key)
{
    return is_chinese(key) ? TEXT("责任人") : TEXT("owner");
}

/* "deadline: 20 March": the value stands behind a space. */
static void close_gap(struct tokens *tokens, size_t i, enum attribute_type type,
                      struct finding *finding)
{
    const struct attribute *token = &tokens->list[i];
    enum tm_mend level;
    if (token->fault != ATTRIBUTE_EMPTY || !token_is_near_next(tokens, i) ||
        (token[1].type != ATTRIBUTE_WORD && token[1].type != ATTRIBUTE_OWNER) ||
        token[1].fault || !next_fits(tokens, i + 1, type, &level))
        return;
    const struct token_place place =
        title_place(tokens, token->end, token[1].start);
    if (place.exact)
        check_edit(tokens->check, finding, place.place.start, place.place.end,
                   TEXT(""));
}

/* "deadline: 2026-03-20": the date is read, as a bare one. */
static bool is_its_date(const struct tokens *tokens, size_t i,
                        const struct attribute_key *key)
{
    tm_date date;
    size_t dates = 0;
    if (key->type != ATTRIBUTE_DUE || !token_is_near_next(tokens, i) ||
        tokens->list[i].fault != ATTRIBUTE_EMPTY)
        return false;
    for (size_t k = 0; k < tokens->count; k++)
        dates += tokens->list[k].type == ATTRIBUTE_DUE ||
                 token_date(tokens, k, &date) != DATE_NONE;
    return dates == 1 && token_date(tokens, i + 1, &date) != DATE_NONE;
}

static void find_misspelt(struct tokens *tokens, size_t i, tm_text near)
{
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[i];
    const struct token_place place = token_place(tokens, i);
    const tm_text key = token->key;
    const tm_text shown =
        arena_format(check->scratch, "%.*s:", (int)key.size, key.data);
    struct finding *finding =
        token_find_key(tokens, &place, RULE_KEY_MISSPELT, shown);
    check_suggest(
        check, finding,
        arena_format(check->scratch, "%.*s:", (int)near.size, near.data));
    const struct attribute_key *known = attribute_key_find(near);
    if (!token_begins(tokens, &place, shown) ||
        (token_is_taken(tokens, known->type) && !is_its_date(tokens, i, known)))
        return;
    const size_t start = place.place.start;
    check_edit(check, finding, start, start + key.size, near);
    close_gap(tokens, i, known->type, finding);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

static void see_again(struct tokens *tokens, size_t i, struct seen_key *seen)
{
    const bool is_first = !seen->times++;
    if (seen->lines.count > LINES_TOLD)
        return; /* to find its place takes a walk */
    const tm_place place = token_place(tokens, i).place;
    if (is_first)
        seen->place = place;
    same_lines_add(&seen->lines, place.line);
}

void check_key(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[i];
    if (token->type == ATTRIBUTE_TO) {
        if (tokens->tag->item->kind != TM_KIND_UPDATE && !token->fault)
            find_misspelt(tokens, i, owner_for(token->key));
        return;
    }
    if (token->type != ATTRIBUTE_OTHER || token->fault == ATTRIBUTE_UNCLOSED)
        return;
    struct seen_key *seen = see_key(check, tokens->near, token->key);
    if (seen && seen->near.size)
        find_misspelt(tokens, i, seen->near);
    else if (seen && !token->fault)
        see_again(tokens, i, seen);
}

void near_keys_report(struct check *check, struct near_keys *near)
{
    for (struct seen_key *seen = near->last; seen; seen = seen->next) {
        if (!seen->times)
            continue;
        const struct finding *finding = check_find_times(
            check, RULE_KEY_UNKNOWN, seen->place.start, seen->place.end,
            arena_format(check->scratch, "%.*s:", (int)seen->key.size,
                         seen->key.data),
            seen->times);
        if (finding != &check->spare)
            diagnostics_lines(&check->parse->diagnostics, finding->diagnostic,
                              &seen->lines);
    }
}

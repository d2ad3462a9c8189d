/*
 * check_synonyms.c - other words for a flag, or for all who listen: "!urgent",
 * "高" without its mark, "@everyone".
 */
#include "check_keys.h"
#include "check_tokens.h"

#include "owner.h"
#include "text.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- Flags ---- */

static const struct other_word flags[] = {
    { "each", "each" },     { "high", "high" }, { "low", "low" },
    { "各自", "各自" },     { "高", "高" },     { "低", "低" },
    { "urgent", "high" },   { "asap", "high" }, { "紧急", "高" },
    { "加急", "高" },       { "特急", "高" },   { "important", "high" },
    { "critical", "high" }, { "top", "high" },  { "急", "高" },
    { "重要", "高" },       { "重点", "高" },   { "优先", "高" },
    { "minor", "low" },     { "分别", "各自" }, { "everyone", "each" },
};

enum {
    BARE_FLAGS = 11 /* the first of them are hardly words of a note, alone */
};

/* Whether 'word' is none of the other words, but what they stand for. */
static bool is_flag(tm_text word)
{
    const tm_text flag = near_other(flags, COUNT(flags), word, false);
    return flag.size && text_equal_case(flag, word);
}

static bool is_lone_word(const struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    const bool touches =
        (i && token_is_word(tokens, i - 1)) ||
        (i + 1 < tokens->count && token_is_word(tokens, i + 1));
    return token->type == ATTRIBUTE_WORD && !token->quoted && !token->fault &&
           !(tokens->types & 1u << ATTRIBUTE_FLAG) && !touches &&
           tm_kind_traits(tokens->tag->item->kind) & TM_TRAIT_TASK;
}

/* What was meant by the flag or word; empty: nothing that is told. A word
 * without a mark has to stand alone. */
static bool find_flag(const struct tokens *tokens, size_t i, tm_text *flag)
{
    const struct attribute *token = &tokens->list[i];
    const bool marked = token->type == ATTRIBUTE_FLAG;
    size_t next;
    *flag = near_other(flags, marked ? COUNT(flags) : BARE_FLAGS, token->value,
                       marked);
    if (marked)
        return !is_flag(token->value) &&
               text_is_letter(text_decode(token->value, 0, &next));
    return flag->size && is_lone_word(tokens, i);
}

static void check_flag(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    tm_text flag;
    if (!find_flag(tokens, i, &flag))
        return;
    const struct token_place place = token_place(tokens, i);
    struct finding *finding = check_find_at(check, RULE_FLAG_UNKNOWN,
                                            place.place, token_text(tokens, i));
    if (!flag.size)
        return;
    const tm_text text =
        arena_format(check->scratch, "!%.*s", (int)flag.size, flag.data);
    check_suggest(check, finding, text);
    if (!place.exact)
        return;
    check_edit(check, finding, place.place.start, place.place.end, text);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

/* ---- All ---- */

static const struct other_word all[] = {
    { "everyone", "all" },  { "everybody", "all" }, { "all-staff", "all" },
    { "allstaff", "all" },  { "所有人", "全体" },   { "所有人员", "全体" },
    { "大家", "全体" },     { "全员", "全体" },     { "全体人员", "全体" },
    { "全体同志", "全体" }, { "全体干部", "全体" }, { "全体职工", "全体" },
    { "全体员工", "全体" }, { "全体成员", "全体" }, { "全体参会人员", "全体" },
    { "各科室", "全体" },   { "各部门", "全体" },   { "各单位", "全体" },
};

static void check_all(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[i];
    const tm_text word = near_other(all, COUNT(all), token->value, false);
    if (!word.size ||
        owner_of(check->parse, token->value).type != TM_OWNER_UNKNOWN)
        return;
    const struct token_place place = token_place(tokens, i);
    struct finding *finding = check_find_at(check, RULE_OWNER_ALL, place.place,
                                            token_text(tokens, i));
    check_suggest(
        check, finding,
        arena_format(check->scratch, "@%.*s", (int)word.size, word.data));
    if (!place.exact)
        return;
    const size_t at =
        token_byte(tokens, i, &place,
                   (size_t)(token->value.data - tokens->tag->title.data));
    check_edit(check, finding, at, at + token->value.size, word);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

void check_synonyms(struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    if (token->type == ATTRIBUTE_OWNER && !token->fault)
        check_all(tokens, i);
    else if (token->type == ATTRIBUTE_FLAG || token->type == ATTRIBUTE_WORD)
        check_flag(tokens, i);
}

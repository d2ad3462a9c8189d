#include "kind_words.h"

#include "text.h"

enum {
    LONGEST = 32 /* bytes of a synonym */
};

/* What is said for a kind, and is not spelt like it. */
static const struct {
    const char *word, *kind;
} synonyms[] = {
    { "todo", "do" },
    { "task", "do" },
    { "follow up", "do" },
    { "action item", "action" },
    { "action point", "action" },
    { "instruction", "directive" },
    { "requirement", "directive" },
    { "problem", "issue" },
    { "promise", "pledge" },
    { "commitment", "pledge" },
    { "resolution", "decision" },
    { "decided", "decision" },
    { "reference", "cite" },
    { "ref", "cite" },
    { "answer", "reply" },
    { "response", "reply" },
    { "progress", "update" },
    { "status update", "update" },
    { "待办", "任务" },
    { "待办事项", "任务" },
    { "工作任务", "任务" },
    { "负责", "任务" },
    { "整改", "要求" },
    { "整改要求", "要求" },
    { "工作要求", "要求" },
    { "存在问题", "问题" },
    { "承诺事项", "承诺" },
    { "议定", "决定" },
    { "议定事项", "决定" },
    { "决议", "决定" },
    { "引用", "依据" },
    { "答复", "表态" },
    { "回应", "表态" },
    { "进度", "进展" },
    { "进展情况", "进展" },
};

/* 'word' without spaces and hyphens; empty where it is too long. */
static tm_text joined(tm_text word, char *data)
{
    size_t size = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (strchr(" -_", word.data[i]))
            continue;
        if (size == LONGEST)
            return (tm_text){ 0 };
        data[size++] = word.data[i];
    }
    return (tm_text){ data, size };
}

tm_text kind_word_synonym(tm_text word)
{
    char typed[LONGEST], known[LONGEST];
    const tm_text one = joined(word, typed);
    for (size_t i = 0; one.size && i < sizeof synonyms / sizeof *synonyms; i++)
        if (text_equal_case(one, joined(text_of(synonyms[i].word), known)))
            return text_of(synonyms[i].kind);
    return (tm_text){ 0 };
}

/* The name of the kind that 'word', one of kinds.def, stands for. */
static tm_text kind_of_plural(tm_text word)
{
    for (int kind = 0; kind < TM_KIND__COUNT; kind++)
        if (text_is(word, tm_kind_plural((enum tm_kind)kind)))
            return text_of(tm_kind_name((enum tm_kind)kind));
    return word;
}

tm_text kind_word_meant(tm_text word)
{
    static const char *const words[] = {
#define KIND(NAME, scheme, chinese, plural, traits) scheme, chinese, plural,
#define KIND_ALIAS(NAME, word)                      word,
#include "kinds.def"
#undef KIND
#undef KIND_ALIAS
    };
    const tm_text synonym = kind_word_synonym(word);
    if (synonym.size)
        return synonym;
    tm_suggestion near = { .typed = word };
    /* "do" is too short to be near to anything. */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], "do"))
            tm_suggest(&near, text_of(words[i]));
    return kind_of_plural(near.word);
}

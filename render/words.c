#include "words.h"

static const struct {
    const char *english, *chinese;
} words[WORD__COUNT] = {
#define WORD(NAME, english, chinese) [WORD_##NAME] = { english, chinese },
#include "words.def"
#undef WORD
};

static const enum word kind_words[TM_KIND__COUNT] = {
#define KIND(NAME, scheme, chinese, plural, traits) \
 [TM_KIND_##NAME] = WORD_##NAME,
#include "kinds.def"
#undef KIND
};

static const enum word status_words[TM_STATUS__COUNT] = {
#define STATUS(NAME, word, chinese, closed) [TM_STATUS_##NAME] = WORD_##NAME,
#include "statuses.def"
#undef STATUS
};

const char *word(enum word which, bool chinese)
{
    return chinese ? words[which].chinese : words[which].english;
}

const char *word_of_kind(enum tm_kind kind, bool chinese)
{
    return word(kind_words[kind], chinese);
}

const char *word_of_status(enum tm_status status, bool chinese)
{
    return word(status_words[status], chinese);
}

/*
 * words.h - the words of pages and lists, in English and Chinese: words.def.
 */
#ifndef WORDS_H
#define WORDS_H

#include "talkmark.h"

enum word {
#define WORD(NAME, english, chinese) WORD_##NAME,
#include "words.def"
#undef WORD
    WORD__COUNT
};

const char *word(enum word which, bool chinese);
/** The kind with a capital: "Directive", "要求". */
const char *word_of_kind(enum tm_kind kind, bool chinese);
/** The state: "done", "已完成". */
const char *word_of_status(enum tm_status status, bool chinese);

#endif

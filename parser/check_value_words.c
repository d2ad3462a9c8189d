/*
 * check_value_words.c - values of several words without quotes: the source of
 * "source:walk round" is "walk", and "round" a word of the note.
 */
#include "check_tokens.h"

#include "owner.h"
#include "text.h"

/* Chinese is written without spaces, and so the word after a Chinese value is
 * one of the note. */
static bool is_latin(tm_text word, bool *capital)
{
    const char byte = text_byte(word, 0);
    *capital = byte >= 'A' && byte <= 'Z';
    return *capital || (byte >= 'a' && byte <= 'z');
}

static bool is_note(const struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    enum tm_status status;
    return token_is_word(tokens, i) && !token->quoted &&
           !(tokens->tag->item->kind == TM_KIND_UPDATE &&
             tm_status_find(token->value, &status));
}

/* The last of the words after the i-th token, each with a capital letter where
 * 'capital'; 'i' where there is none. */
static size_t last_word(const struct tokens *tokens, size_t i, bool capital)
{
    while (token_is_near_next(tokens, i) && is_note(tokens, i + 1)) {
        bool is_capital;
        if (!is_latin(tokens->list[i + 1].value, &is_capital) ||
            (capital && !is_capital))
            break;
        i++;
    }
    return i;
}

/* "@Ana Smith": names alone, and not a sentence that begins after one. */
static size_t last_name(const struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    bool capital;
    if (!is_latin(token->value, &capital) || !capital ||
        owner_of(tokens->check->parse, token->value).type != TM_OWNER_UNKNOWN)
        return i;
    const size_t last = last_word(tokens, i, true);
    const bool goes_on =
        token_is_near_next(tokens, last) && is_note(tokens, last + 1);
    return goes_on ? i : last;
}

static size_t last_of_value(const struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    bool capital;
    if (token->quoted || token->fault || !is_latin(token->value, &capital))
        return i;
    switch (token->type) {
    case ATTRIBUTE_SOURCE:
    case ATTRIBUTE_EVIDENCE: return last_word(tokens, i, false);
    case ATTRIBUTE_OWNER:
    case ATTRIBUTE_BY: return last_name(tokens, i);
    default: return i;
    }
}

bool value_goes_on(const struct tokens *tokens, size_t i)
{
    return last_of_value(tokens, i) > i;
}

/* A quote that neither encloses the title nor stands in 'value'. */
static tm_text quote_for(const struct tokens *tokens, tm_text value)
{
    const struct tag_source *tag = tokens->tag;
    const char delimiter =
        tag->title_byte
            ? text_byte(tokens->check->parse->source.text, tag->title_byte - 1)
            : '\0';
    const tm_text quote = delimiter == '"' ? TEXT("'") : TEXT("\"");
    return delimiter && text_find(value, quote, 0) == SIZE_MAX ? quote
                                                               : (tm_text){ 0 };
}

void check_value_words(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[i];
    const size_t last = last_of_value(tokens, i);
    const tm_text title = tokens->tag->title;
    if (last == i)
        return;
    const size_t end = tokens->list[last].end;
    const struct token_place place = title_place(tokens, token->start, end);
    struct finding *finding =
        check_find_at(check, RULE_VALUE_WORDS, place.place,
                      text_slice(title, token->start, end - token->start));
    const size_t start = (size_t)(token->value.data - title.data);
    const tm_text quote =
        quote_for(tokens, text_slice(title, start, end - start));
    if (!place.exact || !quote.size)
        return;
    const size_t at = place.place.start + (start - token->start);
    check_edit(check, finding, at, at, quote);
    check_edit(check, finding, place.place.end, place.place.end, quote);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

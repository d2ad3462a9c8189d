/*
 * check_attributes.c - walks the attributes of all tags.
 */
#include "check_tokens.h"

#include "date.h"
#include "item.h"
#include "owner.h"
#include "text.h"

#include <stdlib.h>

/* ---- Tokens ---- */

tm_text token_text(const struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    return text_slice(tokens->tag->title, token->start,
                      token->end - token->start);
}

struct token_place title_place(struct tokens *tokens, size_t start, size_t end)
{
    struct parse *parse = tokens->check->parse;
    struct token_place found = {
        .place = item_title_place(parse, tokens->tag, start, end),
    };
    const size_t from = found.place.start;
    found.exact =
        text_equal(text_slice(parse->source.text, from, found.place.end - from),
                   text_slice(tokens->tag->title, start, end - start));
    return found;
}

struct token_place token_place(struct tokens *tokens, size_t i)
{
    return title_place(tokens, tokens->list[i].start, tokens->list[i].end);
}

size_t token_byte(const struct tokens *tokens, size_t i,
                  const struct token_place *place, size_t at)
{
    return place->place.start + (at - tokens->list[i].start);
}

bool token_begins(const struct tokens *tokens, const struct token_place *place,
                  tm_text text)
{
    const tm_text all = tokens->check->parse->source.text;
    return text_starts(text_from(all, place->place.start), text);
}

struct finding *token_find_key(struct tokens *tokens,
                               const struct token_place *place, enum rule rule,
                               tm_text key)
{
    const size_t start = place->place.start;
    return token_begins(tokens, place, key)
               ? check_find(tokens->check, rule, start, start + key.size, key)
               : check_find_at(tokens->check, rule, place->place, key);
}

bool token_is_near_next(const struct tokens *tokens, size_t i)
{
    if (i + 1 >= tokens->count)
        return false;
    const tm_text title = tokens->tag->title;
    const size_t end = tokens->list[i + 1].start;
    size_t at = tokens->list[i].end;
    while (at < end) {
        const uint32_t code = text_decode(title, at, &at);
        if (!text_is_space(code) || code == '\n' || code == '\r')
            return false;
    }
    return true;
}

bool token_is_word(const struct tokens *tokens, size_t i)
{
    tm_date date;
    return tokens->list[i].type == ATTRIBUTE_WORD && !tokens->list[i].fault &&
           token_date(tokens, i, &date) == DATE_NONE;
}

bool attribute_repeats(enum attribute_type type)
{
    return type == ATTRIBUTE_OWNER || type == ATTRIBUTE_TOPIC ||
           type == ATTRIBUTE_FOR || type == ATTRIBUTE_WORD ||
           type == ATTRIBUTE_OTHER;
}

bool token_is_taken(const struct tokens *tokens, enum attribute_type type)
{
    return !attribute_repeats(type) &&
           (tokens->types | tokens->before) & 1u << type;
}

enum date_result token_date(const struct tokens *tokens, size_t i,
                            tm_date *date)
{
    const struct attribute *token = &tokens->list[i];
    const bool keyed = token->type == ATTRIBUTE_DUE ||
                       token->type == ATTRIBUTE_START ||
                       token->type == ATTRIBUTE_DONE;
    const bool bare = token->type == ATTRIBUTE_WORD && !token->quoted;
    return keyed || bare
               ? date_read(token->value, tokens->check->parse->talk->date, date)
               : DATE_NONE;
}

bool token_read(struct check *check, tm_text text, struct attribute *token)
{
    size_t count;
    const struct attribute *list =
        attributes_read(check->scratch, text, &count);
    if (count)
        *token = *list;
    return count > 0;
}

static bool is_date(struct check *check, tm_text value)
{
    tm_date date;
    return date_read(value, check->parse->talk->date, &date) != DATE_NONE;
}

bool value_fits(struct check *check, enum attribute_type type, tm_text value,
                enum tm_mend *level)
{
    enum tm_status status;
    if (type == ATTRIBUTE_OWNER || type == ATTRIBUTE_TO) {
        const tm_text name =
            text_from(value, text_starts(value, TEXT("@")) ? 1 : 0);
        const bool known =
            owner_of(check->parse, name).type != TM_OWNER_UNKNOWN;
        *level = known ? TM_MEND_SAFE : TM_MEND_UNSAFE;
        return !is_date(check, name);
    }
    *level = TM_MEND_SAFE;
    if (type == ATTRIBUTE_DUE || type == ATTRIBUTE_START ||
        type == ATTRIBUTE_DONE)
        return is_date(check, value);
    if (type == ATTRIBUTE_STATUS)
        return tm_status_find(value, &status);
    *level = TM_MEND_UNSAFE;
    return !is_date(check, value);
}

/* A name, or a source, is one word where no other follows. */
bool next_fits(const struct tokens *tokens, size_t i, enum attribute_type type,
               enum tm_mend *level)
{
    tm_date date;
    const struct attribute *token = &tokens->list[i];
    if (!value_fits(tokens->check, type, token->value, level))
        return false;
    const bool goes_on = token_is_near_next(tokens, i) &&
                         token[1].type == ATTRIBUTE_WORD &&
                         token_date(tokens, i + 1, &date) == DATE_NONE;
    if (!goes_on && type != ATTRIBUTE_OTHER)
        *level = TM_MEND_SAFE;
    return true;
}

/* ---- What reading told ---- */

static int by_start(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->diagnostic > y->diagnostic) - (x->diagnostic < y->diagnostic);
}

static struct told *index_told(struct check *check, size_t *count)
{
    const struct diagnostics *list = &check->parse->diagnostics;
    struct told *told =
        arena_alloc(check->scratch, (list->count + 1) * sizeof *told);
    for (size_t i = 0; i < list->count; i++)
        told[i] = (struct told){ .rule = list->list[i].rule,
                                 .start = list->list[i].place.start,
                                 .diagnostic = i };
    qsort(told, list->count, sizeof *told, by_start);
    *count = list->count;
    return told;
}

/* ---- The walk ---- */

static void check_tokens(struct tokens *tokens)
{
    tm_date date;
    for (size_t i = 0; i < tokens->count; i++) {
        tokens->types |= 1u << tokens->list[i].type;
        if (token_date(tokens, i, &date) != DATE_NONE &&
            tokens->list[i].type == ATTRIBUTE_WORD)
            tokens->types |= 1u << ATTRIBUTE_DUE;
    }
    for (size_t i = 0; i < tokens->count; i++) {
        if (!check_comma(tokens, i) && !check_fullwidth(tokens, i)) {
            check_key(tokens, i);
            check_date(tokens, i);
            check_date_words(tokens, i);
            check_value_words(tokens, i);
            check_synonyms(tokens, i);
        }
        check_told(tokens, i);
    }
    check_start(tokens);
}

void check_attributes(struct check *check)
{
    struct parse *parse = check->parse;
    size_t told_count;
    struct told *told = index_told(check, &told_count);
    struct near_keys *near = near_keys_new(check);
    for (size_t i = 0; i < parse->tag_count; i++) {
        struct tag_source *tag = &parse->tags[i];
        struct tokens tokens = {
            .check = check,
            .tag = tag,
            .list = tag->tokens,
            .count = tag->token_count,
            .told = told,
            .told_count = told_count,
            .near = near,
        };
        check_tokens(&tokens);
    }
    near_keys_report(check, near);
}

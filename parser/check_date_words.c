/*
 * check_date_words.c - dates in forms that a talk may not use: they are words
 * of the note, and the task is never late.
 */
#include "check_tokens.h"

#include "date_words.h"
#include "text.h"

/* A date in the title, and the tokens that it takes. */
struct unread {
    struct tokens *tokens;
    size_t first, last; /* tokens */
    size_t start, end;  /* in the title */
    bool keyed;
    bool after_words, before_words; /* of the note, which stand beside it */
    struct date_words words;
};

static bool is_keyed(const struct attribute *token)
{
    return token->type == ATTRIBUTE_DUE || token->type == ATTRIBUTE_START ||
           token->type == ATTRIBUTE_DONE;
}

/* "by 24 March". */
static bool leads_in(const struct tokens *tokens, size_t i)
{
    static const char *const words[] = { "by", "before", "until", "till",
                                         "due" };
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (text_equal_case(tokens->list[i].value, text_of(words[k])))
            return token_is_word(tokens, i);
    return false;
}

/* ---- Where one is looked for ---- */

static bool takes_date(const tm_item *item)
{
    const bool hands_down =
        item->kind == TM_KIND_POINT || item->kind == TM_KIND_REPLY;
    return (hands_down || tm_kind_traits(item->kind) & TM_TRAIT_TASK) &&
           !tm_status_is_closed(item->status);
}

/* Whether the token may begin a date that is not read. */
static bool may_begin(const struct tokens *tokens, size_t i)
{
    const struct attribute *token = &tokens->list[i];
    tm_date date;
    if (token->fault || token->start < tokens->date_end)
        return false;
    if (is_keyed(token))
        return token_date(tokens, i, &date) == DATE_NONE;
    return !token->quoted && token_is_word(tokens, i) &&
           takes_date(tokens->tag->item);
}

/* Whether a date is read of another token, or may be. */
static bool has_other_date(const struct unread *unread)
{
    const struct tokens *tokens = unread->tokens;
    tm_date date;
    for (size_t i = 0; i < tokens->count; i++)
        if ((i < unread->first || i > unread->last) &&
            tokens->list[i].fault != ATTRIBUTE_EMPTY &&
            (tokens->list[i].type == ATTRIBUTE_DUE ||
             (tokens->list[i].type == ATTRIBUTE_WORD &&
              token_date(tokens, i, &date) != DATE_NONE)))
            return true;
    return false;
}

/* What stands between 'i' and the next one is white space on one line. */
static bool touches_words(const struct tokens *tokens, size_t i)
{
    return token_is_near_next(tokens, i) && token_is_word(tokens, i + 1);
}

static void find_extent(struct unread *unread)
{
    const struct tokens *tokens = unread->tokens;
    unread->end = unread->start + unread->words.size;
    unread->last = unread->first;
    while (unread->last + 1 < tokens->count &&
           tokens->list[unread->last + 1].start < unread->end)
        unread->last++;
    unread->before_words = touches_words(tokens, unread->last);
    size_t i = unread->first;
    if (!unread->keyed && i && leads_in(tokens, i - 1) &&
        token_is_near_next(tokens, i - 1)) {
        unread->start = tokens->list[--i].start;
        if (unread->words.sense == DATE_MEANT)
            unread->words.sense = DATE_LIKELY;
    }
    unread->after_words = !unread->keyed && i && token_is_word(tokens, i - 1) &&
                          token_is_near_next(tokens, i - 1);
}

static bool find_date(struct unread *unread)
{
    struct tokens *tokens = unread->tokens;
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[unread->first];
    const struct date_custom custom = {
        .talk = check->parse->talk->date,
        .chinese = tm_talk_is_chinese(check->parse->talk),
    };
    const tm_text title = tokens->tag->title, value = token->value;
    if (!value.size || value.data < title.data ||
        value.data >= title.data + title.size)
        return false;
    unread->keyed = is_keyed(token);
    unread->start = (size_t)(value.data - title.data);
    const tm_text text =
        token->quoted ? value : text_from(title, unread->start);
    if (!date_words_read(check->scratch, text, &custom, &unread->words))
        return false;
    find_extent(unread);
    return true;
}

/* Words of a note may be about anything. */
static bool is_told(const struct unread *unread)
{
    const struct date_words *words = &unread->words;
    /* What reading told of it is enough where there is no more to say. */
    if (unread->keyed)
        return words->written.size || words->dates[0].year;
    const bool alone = !unread->after_words && !unread->before_words;
    const tm_item *item = unread->tokens->tag->item;
    const bool is_task = tm_kind_traits(item->kind) & TM_TRAIT_TASK;
    return !unread->after_words && !words->past &&
           (words->sense != DATE_PERHAPS || alone) &&
           (is_task || words->sense == DATE_MEANT) &&
           !unread->tokens->date_end && !has_other_date(unread);
}

/* ---- The rule ---- */

/* What to write, as it is told. */
static tm_text said(struct check *check, const struct date_words *words)
{
    const tm_date *dates = words->dates;
    if (!dates[0].year || !dates[1].year)
        return text_trim(words->written);
    return arena_format(check->scratch, "%04d-%02d-%02d or %04d-%02d-%02d",
                        dates[0].year, dates[0].month, dates[0].day,
                        dates[1].year, dates[1].month, dates[1].day);
}

static void tell(struct unread *unread)
{
    struct tokens *tokens = unread->tokens;
    struct check *check = tokens->check;
    const struct date_words *words = &unread->words;
    const struct token_place place =
        title_place(tokens, unread->start, unread->end);
    struct finding *finding =
        check_find_at(check, RULE_DATE_UNREAD, place.place,
                      text_slice(tokens->tag->title, unread->start,
                                 unread->end - unread->start));
    check_suggest(check, finding, said(check, words));
    const bool splits = words->goes_on && tokens->list[unread->first].quoted;
    if (!place.exact || !words->written.size || splits)
        return;
    const bool alone = unread->keyed || !unread->before_words;
    check_edit(check, finding, place.place.start, place.place.end,
               words->written);
    check_mend(check, finding,
               words->sense == DATE_MEANT && alone ? TM_MEND_SAFE
                                                   : TM_MEND_UNSAFE,
               NULL);
}

void check_date_words(struct tokens *tokens, size_t i)
{
    struct unread unread = { .tokens = tokens, .first = i };
    if (!may_begin(tokens, i) || !find_date(&unread) || !is_told(&unread))
        return;
    tokens->date_end = unread.end;
    tell(&unread);
}

/*
 * check_dates.c - dates that can be read and are hardly meant.
 */
#include "check_tokens.h"

#include "date.h"
#include "text.h"

enum {
    HALF_A_YEAR = 183 /* days */
};

static bool is_due(const struct attribute *token)
{
    return token->type == ATTRIBUTE_DUE || token->type == ATTRIBUTE_WORD;
}

/* Where a date says by when something is to be done: that of a citation or a
 * decision says when it was issued or takes effect, and what is closed may
 * have been due at any time. */
static bool asks_for_date(const tm_item *item)
{
    return item->kind != TM_KIND_CITE && item->kind != TM_KIND_DECISION &&
           !tm_status_is_closed(item->status);
}

/* "2027年3月16日前" for "3月16日前"; absent where there is no such day. */
static tm_text next_year(struct check *check, tm_text value)
{
    const tm_date talk = check->parse->talk->date;
    tm_date date;
    const tm_text text = arena_format(check->scratch, "%d年%.*s", talk.year + 1,
                                      (int)value.size, value.data);
    return date_read(text, talk, &date) == DATE_FOUND ? text : (tm_text){ 0 };
}

static void find_year(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[i];
    const struct token_place place = token_place(tokens, i);
    struct finding *finding = check_find_at(check, RULE_DATE_YEAR, place.place,
                                            token_text(tokens, i));
    const tm_text text = next_year(check, token->value);
    if (!place.exact || !text.size)
        return;
    const size_t at =
        token_byte(tokens, i, &place,
                   (size_t)(token->value.data - tokens->tag->title.data));
    check_edit(check, finding, at, at + token->value.size, text);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

/* Told once: one line of front matter mends all. */
static void check_anchor(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    tm_date date;
    if (!check->found[RULE_TALK_UNDATED].count &&
        token_date(tokens, i, &date) == DATE_UNANCHORED)
        check_find_at(check, RULE_TALK_UNDATED, token_place(tokens, i).place,
                      token_text(tokens, i));
}

void check_date(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[i];
    const tm_date talk = check->parse->talk->date;
    tm_date date;
    if (!talk.year)
        check_anchor(tokens, i);
    if (!talk.year || !is_due(token) || !asks_for_date(tokens->tag->item) ||
        token_date(tokens, i, &date) != DATE_FOUND ||
        tm_date_compare(date, talk) >= 0)
        return;
    if (date_is_yearless(token->value) &&
        date_to_days(talk) - date_to_days(date) > HALF_A_YEAR)
        find_year(tokens, i);
    else
        check_find_at(check, RULE_DUE_BEFORE_TALK, token_place(tokens, i).place,
                      token_text(tokens, i));
}

/* The token that said when to begin, else when it is due: what both come from
 * other items is told there. */
static size_t dated_token(const struct tokens *tokens)
{
    tm_date date;
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct attribute *token = &tokens->list[i];
        if (token->type == ATTRIBUTE_START)
            return i;
        if (found == SIZE_MAX && is_due(token) &&
            token_date(tokens, i, &date) == DATE_FOUND)
            found = i;
    }
    return found;
}

void check_start(struct tokens *tokens)
{
    const tm_item *item = tokens->tag->item;
    const tm_date start = item->dates[TM_ITEM_START];
    const tm_date due = item->dates[TM_ITEM_DUE];
    if (!start.year || !due.year || tm_date_compare(start, due) <= 0)
        return;
    const size_t i = dated_token(tokens);
    if (i == SIZE_MAX)
        return;
    check_find_at(tokens->check, RULE_START_AFTER_DUE,
                  token_place(tokens, i).place, token_text(tokens, i));
}

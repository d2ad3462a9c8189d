/*
 * check_comma.c - attributes that are parted by commas alone, as a list is:
 * "@王强，3月20日" is one owner of a strange name, and no date.
 */
#include "check_tokens.h"

#include "owner.h"
#include "text.h"

enum {
    MOST_PIECES = 32, /* of one token */
    MOST_TOKEN = 4000 /* bytes of one that is taken apart */
};

/* One attribute of several in a token. */
struct piece {
    size_t start, end; /* in the token */
    tm_text text;      /* as it should be written */
    enum attribute_type type;
    bool is_date, is_guessed;
    bool has_grown; /* by what is no attribute */
};

/* A token that is being taken apart. */
struct parting {
    struct check *check;
    tm_text token;
    struct piece list[MOST_PIECES];
    size_t count;
};

/* ---- Where they end ---- */

static bool is_comma(tm_text text, size_t at, size_t *next)
{
    const uint32_t code = text_decode(text, at, next);
    return code == ',' || code == 0xFF0C || code == 0x3001 || code == ';' ||
           code == 0xFF1B;
}

static size_t next_comma(tm_text text, size_t at)
{
    size_t next;
    while (at < text.size && !is_comma(text, at, &next))
        at = next;
    return at;
}

static size_t after_commas(tm_text text, size_t at)
{
    size_t next;
    while (at < text.size && is_comma(text, at, &next))
        at = next;
    return at;
}

/* Where the piece ends that begins at 'start'. Commas in its quotes are part
 * of it; of a quote that does not close here the rest is. */
static size_t piece_end(tm_text text, size_t start)
{
    const size_t end = next_comma(text, start);
    const tm_text piece = text_slice(text, start, end - start);
    size_t at = text_find(piece, TEXT(":"), 0), next;
    if (at == SIZE_MAX)
        return end;
    at += start + 1;
    const uint32_t quote =
        attribute_closing_quote(text_decode(text, at, &next));
    while (quote && next < text.size)
        if (text_decode(text, next, &next) == quote)
            return next_comma(text, next);
    return quote ? text.size : end;
}

/* ---- What they are ---- */

static bool is_date(struct check *check, tm_text text)
{
    tm_date date;
    return date_read(text, check->parse->talk->date, &date) != DATE_NONE;
}

static bool is_priority(tm_text word)
{
    static const char *const words[] = { "each", "high", "low",
                                         "各自", "高",   "低" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_case(word, text_of(words[i])))
            return true;
    return false;
}

/* Whether 'token' is an attribute by itself, behind a comma. */
static bool is_attribute(const struct attribute *token)
{
    switch (token->type) {
    case ATTRIBUTE_WORD:
    case ATTRIBUTE_OTHER: return false;
    case ATTRIBUTE_FLAG: return is_priority(token->value);
    default: return token->fault != ATTRIBUTE_EMPTY;
    }
}

/* "@" stands before the first name alone. */
static bool is_other_owner(const struct parting *parting, tm_text text)
{
    const size_t count = parting->count;
    return count && parting->list[count - 1].type == ATTRIBUTE_OWNER &&
           owner_of(parting->check->parse, text).type != TM_OWNER_UNKNOWN;
}

/* What 'text' is, alone; false where it is no attribute. */
static bool read_piece(const struct parting *parting, tm_text text,
                       struct piece *piece)
{
    struct check *check = parting->check;
    struct attribute token;
    struct meant meant;
    *piece = (struct piece){ .text = text, .type = ATTRIBUTE_WORD };
    if (!token_read(check, text, &token))
        return false;
    if (token_meant(check, &token, text, &meant) && meant.text.size &&
        token_read(check, meant.text, &token)) {
        piece->text = meant.text;
        piece->is_guessed = meant.level == TM_MEND_UNSAFE;
    }
    piece->type = token.type;
    piece->is_date = token.type == ATTRIBUTE_WORD && !token.quoted &&
                     is_date(check, token.value);
    if (piece->is_date)
        piece->type = ATTRIBUTE_DUE;
    if (piece->is_date || is_attribute(&token))
        return true;
    if (!is_other_owner(parting, text))
        return false;
    piece->type = ATTRIBUTE_OWNER;
    /* "@王强,财务科" is a person of that unit, or both. */
    piece->is_guessed = owner_of(check->parse, text).type != TM_OWNER_PERSON;
    piece->text =
        arena_format(check->scratch, "@%.*s", (int)text.size, text.data);
    return true;
}

/* ---- The token, taken apart ---- */

/* What is no attribute by itself goes on with the one before it. */
static void add_piece(struct parting *parting, size_t start, size_t end)
{
    struct piece piece;
    const tm_text text = text_slice(parting->token, start, end - start);
    const bool is_one = read_piece(parting, text, &piece);
    if (parting->count && (!is_one || parting->count == MOST_PIECES)) {
        parting->list[parting->count - 1].end = end;
        parting->list[parting->count - 1].has_grown = true;
        return;
    }
    piece.start = start;
    piece.end = end;
    parting->list[parting->count++] = piece;
}

static void take_apart(struct parting *parting)
{
    const tm_text token = parting->token;
    for (size_t start = 0, end; start < token.size;
         start = after_commas(token, end)) {
        end = piece_end(token, start);
        add_piece(parting, start, end);
    }
}

/* The text of the piece that has become longer than what was read of it. */
static tm_text piece_text(const struct parting *parting,
                          const struct piece *piece)
{
    struct parting alone = { .check = parting->check };
    struct piece whole;
    const tm_text text =
        text_slice(parting->token, piece->start, piece->end - piece->start);
    if (piece->text.size && piece->text.data[0] == '@' && text.size &&
        text.data[0] != '@')
        return piece->text;
    read_piece(&alone, text, &whole);
    return whole.text;
}

/* The pieces with a space between them; false where that does not read as
 * these. */
static bool join(const struct parting *parting, tm_text *text)
{
    struct arena *scratch = parting->check->scratch;
    size_t count;
    *text = TEXT("");
    for (size_t i = 0; i < parting->count; i++) {
        const struct piece *one = &parting->list[i];
        const tm_text piece = piece_text(parting, one);
        /* Its "@" is ours: what it has grown by would be lost. */
        if (one->has_grown && text_starts(one->text, TEXT("@")) &&
            parting->token.data[one->start] != '@')
            return false;
        *text = arena_format(scratch, "%.*s%s%.*s", (int)text->size, text->data,
                             i ? " " : "", (int)piece.size, piece.data);
    }
    attributes_read(scratch, *text, &count);
    return count == parting->count;
}

/* A source or a note may name a day with a comma before it: what is only that
 * may be meant as it stands. */
static bool is_vague(const struct parting *parting)
{
    const enum attribute_type first = parting->list[0].type;
    if (first != ATTRIBUTE_WORD && first != ATTRIBUTE_OTHER &&
        first != ATTRIBUTE_SOURCE && first != ATTRIBUTE_EVIDENCE &&
        first != ATTRIBUTE_FOR)
        return false;
    for (size_t i = 1; i < parting->count; i++)
        if (!parting->list[i].is_date)
            return false;
    return true;
}

static bool is_guessed(const struct parting *parting)
{
    size_t i = 0;
    while (i < parting->count && !parting->list[i].is_guessed)
        i++;
    return i < parting->count;
}

/* The types of those after the first; false where one that counts once is
 * there twice. */
static bool count_types(const struct parting *parting, unsigned *types)
{
    unsigned seen = 1u << parting->list[0].type;
    bool sound = true;
    *types = 0;
    for (size_t i = 1; i < parting->count; i++) {
        const enum attribute_type type = parting->list[i].type;
        sound &= attribute_repeats(type) || !(seen & 1u << type);
        seen |= 1u << type;
        *types |= 1u << type;
    }
    return sound;
}

bool token_parted(struct check *check, tm_text text, struct parted *parted)
{
    if (text.size > MOST_TOKEN || next_comma(text, 0) == text.size)
        return false;
    struct parting parting = { .check = check, .token = text };
    take_apart(&parting);
    if (parting.count < 2)
        return false;
    *parted = (struct parted){ .vague = is_vague(&parting) };
    parted->level =
        parted->vague || is_guessed(&parting) ? TM_MEND_UNSAFE : TM_MEND_SAFE;
    if (!count_types(&parting, &parted->types) ||
        !join(&parting, &parted->text))
        parted->text = (tm_text){ 0 };
    return true;
}

/* ---- The rule ---- */

/* Whether a date behind a comma asks for something to be done. */
static bool takes_date(const struct tokens *tokens)
{
    return tm_kind_traits(tokens->tag->item->kind) & TM_TRAIT_TASK &&
           !(tokens->types & 1u << ATTRIBUTE_DUE);
}

/* Whether one of 'types' that may be given once is given twice then. */
static bool repeats(const struct tokens *tokens, unsigned types)
{
    for (unsigned type = 0; type <= ATTRIBUTE_OTHER; type++)
        if (types & 1u << type &&
            token_is_taken(tokens, (enum attribute_type)type))
            return true;
    return false;
}

bool check_comma(struct tokens *tokens, size_t i)
{
    struct check *check = tokens->check;
    const struct attribute *token = &tokens->list[i];
    const tm_text text = token_text(tokens, i);
    struct parted parted;
    if (token->quoted || token->fault || !token_parted(check, text, &parted) ||
        (parted.vague && !takes_date(tokens)))
        return false;
    const struct token_place place = token_place(tokens, i);
    struct finding *finding =
        check_find_at(check, RULE_ATTRIBUTE_COMMA, place.place, text);
    if (!place.exact || !parted.text.size || repeats(tokens, parted.types))
        return true;
    check_edit(check, finding, place.place.start, place.place.end, parted.text);
    check_mend(check, finding, parted.level, NULL);
    return true;
}

#include "loose_tag.h"

#include "date.h"
#include "loose_marks.h"
#include "text.h"

enum {
    MOST_WORDS = 4000, /* bytes that the words of a tag may take */
    MOST_WORDS_UNCLOSED = 400,
    MOST_ID_WORDS = 6 /* in an id that has spaces in it */
};

/* ---- The words ---- */

/* The bracket that opens what a bracket closes at 'end', or that is not closed
 * before it: no further back than 'floor'. Of parentheses, where 'in_parens'
 * says that these are the brackets. */
static bool find_opening(tm_text text, size_t floor, size_t end,
                         struct span *open, bool in_parens)
{
    size_t depth = 1;
    for (size_t at = end; at > floor;) {
        uint32_t code;
        *open = loose_before(text, at, &code);
        at = open->start;
        if (in_parens ? loose_is_end(code) : loose_is_closing(code))
            depth++;
        else if ((in_parens ? loose_is_paren(code) : loose_is_opening(code)) &&
                 --depth == 0)
            return true;
    }
    return false;
}

bool loose_tag_words(tm_text text, size_t floor, struct loose_tag *tag)
{
    uint32_t code, paren;
    const size_t gap = loose_skip_blanks_back(text, tag->paren.start);
    loose_after(text, tag->paren.start, tag->paren.end, &paren);
    tag->close = loose_before(text, gap, &code);
    const bool in_parens = loose_is_end(code) && loose_is_other_paren(paren);
    const bool closed = loose_is_closing(code) || in_parens;
    if (!closed)
        tag->close = loose_nothing(gap);
    const size_t most = closed ? MOST_WORDS : MOST_WORDS_UNCLOSED;
    const size_t end = tag->close.start;
    if (floor < end && end - floor > most)
        floor = end - most;
    return end > floor &&
           find_opening(text, floor, end, &tag->open, in_parens) &&
           text_trim(text_slice(text, tag->open.end, end - tag->open.end)).size;
}

/* ---- The id ---- */

/* A character of an id, as it may have been typed. */
static bool is_id(uint32_t code)
{
    return text_is_id(code) || code == '#' || code == '%' || code == 0xFF0D ||
           code == 0xFF3F || code == 0xFF0E || code == 0xFF03;
}

static size_t id_end(tm_text text, size_t at, size_t limit)
{
    size_t next;
    while (at < limit && is_id(text_decode(text, at, &next)))
        at = next;
    return at;
}

/* Whether 'word' says something by itself: a date, a status. */
static bool is_bare_attribute(tm_text word)
{
    enum tm_status status;
    tm_date date;
    return tm_status_find(word, &status) ||
           date_read(word, (tm_date){ 0 }, &date) != DATE_NONE;
}

/* Whether the word at 'at', up to 'end', can only be part of an id with spaces
 * in it. */
static bool goes_on(tm_text text, size_t at, size_t end, size_t limit)
{
    uint32_t code;
    loose_after(text, end, limit, &code);
    return end > at &&
           (end == limit || text_is_space(code) || loose_is_end(code) ||
            loose_is_quote(code)) &&
           !is_bare_attribute(text_slice(text, at, end - at));
}

/* Whether what stands at 'at' begins as an attribute and not as a word. */
static bool is_attribute(tm_text text, size_t at, size_t limit)
{
    uint32_t code;
    loose_after(text, at, limit, &code);
    if (code == '@' || code == 0xFF20 || code == '!' || code == '+')
        return true;
    const size_t end = id_end(text, at, limit);
    loose_after(text, end, limit, &code);
    return end > at && (code == ':' || code == 0xFF1A ||
                        is_bare_attribute(text_slice(text, at, end - at)));
}

static void read_id(tm_text text, size_t limit, struct loose_tag *tag)
{
    const size_t start = loose_skip_blanks(text, tag->colon.end, limit);
    tag->id = (struct span){ start, id_end(text, start, limit) };
    if (tag->id.end == start) {
        tag->id = loose_nothing(tag->colon.end);
        return;
    }
    size_t end = tag->id.end;
    for (int i = 0; i < MOST_ID_WORDS; i++) {
        const size_t next = loose_skip_blanks(text, end, limit);
        const size_t word = id_end(text, next, limit);
        if (next == end || !goes_on(text, next, word, limit))
            break;
        end = word;
    }
    tag->id.end = end;
}

/* ---- The title ---- */

/* A search for what ends the title that a quote opened. */
struct closing {
    tm_text text;
    size_t limit;
    uint32_t open;     /* the quote */
    size_t inner_open; /* curly quotes that opened inside of it, and closed */
    size_t inner_closed;
    size_t depth;       /* of parentheses, where one opened it */
    bool value_is_open; /* the same quote opened a value inside of it */
};

static bool is_value_start(tm_text text, size_t at)
{
    uint32_t code;
    loose_before(text, at, &code);
    return code == ':' || code == 0xFF1A || code == '@' || code == '+' ||
           text_is_space(code);
}

/* Whether 'code' may close the title, as far as its form goes. */
static bool may_close(uint32_t open, uint32_t code)
{
    return loose_is_paren(open) ? loose_is_end(code) : loose_is_quote(code);
}

/* Whether what stands at 'at' and could close the title closes a value inside
 * of it: that has to be closed first. */
static bool closes_value(const struct closing *c, uint32_t code)
{
    const bool curly = code == 0x201D || code == 0x300D || code == 0x300F;
    if (curly && c->inner_open > c->inner_closed)
        return true;
    if (loose_is_paren(c->open))
        return c->depth > 0;
    return code == c->open && c->value_is_open;
}

static void count_inner(struct closing *c, size_t at, uint32_t code)
{
    if (loose_is_paren(c->open))
        c->depth -= c->depth > 0;
    else if (code == 0x201C || code == 0x300C || code == 0x300E)
        c->inner_open++;
    else if ((code == 0x201D || code == 0x300D || code == 0x300F) &&
             c->inner_closed < c->inner_open)
        c->inner_closed++;
    else if (code == c->open && (code == '"' || code == '\''))
        c->value_is_open = !c->value_is_open && is_value_start(c->text, at);
}

/* "(…" without its end: the first that closes no parenthesis of the title. */
static struct span find_end(tm_text text, size_t at, size_t limit)
{
    size_t depth = 0;
    uint32_t code;
    for (struct span one; at < limit; at = one.end) {
        one = loose_after(text, at, limit, &code);
        if (loose_is_paren(code))
            depth++;
        else if (loose_is_end(code) && depth-- == 0)
            return one;
    }
    return loose_nothing(limit);
}

/* Where the title ends whose quotes or parenthesis never close: before the
 * parenthesis, at a lone quote, or with the line. */
static void read_unclosed(tm_text text, size_t limit, struct loose_tag *tag,
                          struct span lone)
{
    const size_t from = tag->quote.end;
    if (lone.end > lone.start) {
        tag->unquote = lone;
        tag->end = loose_nothing(lone.end);
    } else {
        tag->end = find_end(text, from, limit);
        if (tag->end.end == tag->end.start) {
            const size_t line =
                text_find(text_slice(text, 0, limit), TEXT("\n"), from);
            tag->end = loose_nothing(line < limit ? line : limit);
        }
        tag->unquote = loose_nothing(tag->end.start);
    }
    size_t end = tag->unquote.start, start;
    while (tag->unquote.end == tag->unquote.start && end > from &&
           text_is_space(text_decode_before(text, end, &start)))
        end = start;
    if (tag->unquote.end == tag->unquote.start)
        tag->unquote = loose_nothing(end);
    if (tag->end.end == tag->end.start)
        tag->end = loose_nothing(tag->unquote.end);
    tag->title = (struct span){ from, tag->unquote.start };
}

/* Whether all words from 'at' to 'end' are attributes. */
static bool are_attributes(tm_text text, size_t at, size_t end)
{
    size_t next;
    at = loose_skip_commas(text, at, end);
    while (at < end && is_attribute(text, at, end)) {
        while (at < end && !text_is_space(text_decode(text, at, &next)))
            at = next;
        at = loose_skip_commas(text, at, end);
    }
    return at == end;
}

/* The quote 'lone' ends the title: before a bracket that is none for a tag, or
 * too early, before attributes. */
static bool read_early(tm_text text, size_t limit, struct loose_tag *tag,
                       struct span lone)
{
    uint32_t code, open, close;
    loose_after(text, tag->quote.start, limit, &open);
    loose_after(text, lone.start, limit, &close);
    tag->end = loose_after(text, loose_skip_space(text, lone.end, limit), limit,
                           &code);
    tag->unquote = lone;
    tag->title = (struct span){ tag->quote.end, lone.start };
    if (loose_is_other_end(code))
        return true;
    const size_t line =
        text_find(text_slice(text, 0, limit), TEXT("\n"), lone.end);
    tag->end = find_end(text, lone.end, line < limit ? line : limit);
    const struct span rest = { lone.end, tag->end.start };
    const tm_text words = text_trim(loose_part(text, rest));
    if (tag->end.end == tag->end.start || !words.size ||
        (open < 0x80 && close != open) ||
        !are_attributes(text, rest.start, rest.end))
        return false;
    tag->title.end = (size_t)(words.data - text.data) + words.size;
    tag->early = (struct span){ lone.start, loose_skip_commas(text, lone.end,
                                                              tag->title.end) };
    tag->unquote = loose_nothing(tag->title.end);
    return true;
}

/* Past "quote white-space parenthesis"; false where that is not at 'one'. */
static bool ends_at(tm_text text, struct span one, size_t limit,
                    struct loose_tag *tag)
{
    uint32_t code;
    uint32_t paren;
    loose_after(text, tag->paren.start, tag->paren.end, &paren);
    tag->end =
        loose_after(text, loose_skip_space(text, one.end, limit), limit, &code);
    return loose_is_end(code) ||
           (loose_is_other_paren(paren) && loose_is_other_end(code));
}

/* Whether the title ends with 'one', which may close it: fills the rest. */
static bool closes_title(struct closing *c, struct span one, uint32_t code,
                         struct loose_tag *tag, struct span *lone)
{
    const bool is_inner = closes_value(c, code);
    if (!(is_inner && loose_is_paren(c->open)) &&
        ends_at(c->text, one, c->limit, tag)) {
        tag->unquote = is_inner ? loose_nothing(one.end) : one;
        tag->title = (struct span){ tag->quote.end, tag->unquote.start };
        return true;
    }
    count_inner(c, one.start, code);
    if (!is_inner && !is_value_start(c->text, one.start))
        *lone = one;
    return false;
}

static void read_quoted(tm_text text, size_t limit, struct loose_tag *tag,
                        uint32_t open)
{
    struct closing c = { .text = text, .limit = limit, .open = open };
    struct span lone = loose_nothing(limit);
    uint32_t code;
    for (size_t at = tag->quote.end; at < limit;) {
        const struct span one = loose_after(text, at, limit, &code);
        at = one.end;
        if (code == '\\')
            at += at < limit && (unsigned char)text.data[at] < 0x80;
        else if (loose_is_paren(open) && loose_is_paren(code))
            c.depth++;
        else if (may_close(open, code) &&
                 closes_title(&c, one, code, tag, &lone))
            return;
    }
    if (lone.end == lone.start || !read_early(text, limit, tag, lone))
        read_unclosed(text, limit, tag, lone);
}

/* Of a destination that never ends, the words after the first are text. */
static void cut_id(tm_text text, struct loose_tag *tag)
{
    const size_t end = id_end(text, tag->id.start, tag->id.end);
    tag->id.end = end;
    tag->quote = tag->title = tag->unquote = tag->end = loose_nothing(end);
}

/* Attributes without quotes: up to the end, a quote before it aside. */
static void read_bare(tm_text text, size_t start, size_t limit,
                      struct loose_tag *tag)
{
    tag->quote = loose_nothing(start);
    read_unclosed(text, limit, tag, loose_nothing(limit));
    if (tag->end.start == tag->end.end && !is_attribute(text, start, limit)) {
        cut_id(text, tag);
        return;
    }
    uint32_t code;
    const struct span last = loose_before(text, tag->title.end, &code);
    size_t inner;
    if (!loose_is_quote(code) || last.start <= start)
        return;
    for (inner = start; inner < last.start;) {
        uint32_t other;
        inner = loose_after(text, inner, limit, &other).end;
        if (loose_is_quote(other))
            return;
    }
    tag->unquote = last;
    tag->title.end = last.start;
}

void loose_tag_tail(tm_text text, size_t limit, struct loose_tag *tag)
{
    uint32_t code;
    read_id(text, limit, tag);
    const size_t start = loose_skip_commas(text, tag->id.end, limit);
    const struct span first = loose_after(text, start, limit, &code);
    tag->quote = tag->title = tag->unquote = loose_nothing(tag->id.end);
    if (loose_is_end(code)) {
        tag->end = first;
    } else if (start == limit) {
        cut_id(text, tag);
    } else if (loose_is_quote(code) || loose_is_paren(code)) {
        tag->quote = first;
        read_quoted(text, limit, tag, code);
    } else {
        read_bare(text, start, limit, tag);
    }
}

/* ---- Definitions ---- */

/* The label's brackets and its colon. */
static bool read_label(tm_text text, size_t start, size_t limit,
                       struct loose_tag *tag)
{
    uint32_t code;
    tag->open = loose_after(text, start, limit, &code);
    tag->close = loose_after(text, tag->open.end, limit, &code);
    while (code && !loose_is_closing(code) && !loose_is_opening(code))
        tag->close = loose_after(text, tag->close.end, limit, &code);
    const struct span label = { tag->open.end, tag->close.start };
    if (!loose_is_closing(code) || !text_trim(loose_part(text, label)).size)
        return false;
    tag->paren = loose_after(
        text, loose_skip_blanks(text, tag->close.end, limit), limit, &code);
    return code == ':' || code == 0xFF1A;
}

/* The kind and its colon. */
static bool read_kind(tm_text text, size_t limit, struct loose_tag *tag)
{
    uint32_t code;
    const size_t start = loose_skip_blanks(text, tag->paren.end, limit);
    size_t end = start;
    for (int i = 0; i < LOOSE_LETTERS; i++) {
        const struct span letter = loose_after(text, end, limit, &code);
        if (!text_is_letter(code))
            break;
        end = letter.end;
    }
    tag->word = (struct span){ start, end };
    tag->colon =
        loose_after(text, loose_skip_blanks(text, end, limit), limit, &code);
    return end > start && (code == ':' || code == 0xFF1A) &&
           loose_find_kind(loose_part(text, tag->word), tag);
}

/* All that is left of the line is the title, with its quotes. */
static void read_rest(tm_text text, size_t start, size_t limit,
                      struct loose_tag *tag)
{
    uint32_t open, close;
    const struct span first = loose_after(text, start, limit, &open);
    const struct span last = loose_before(text, limit, &close);
    const bool opens = loose_is_quote(open) || loose_is_paren(open);
    const bool closes =
        opens && last.start >= first.end && may_close(open, close);
    tag->quote = opens ? first : loose_nothing(start);
    tag->unquote = closes ? last : loose_nothing(limit);
    tag->title = (struct span){ tag->quote.end, tag->unquote.start };
}

bool loose_tag_definition(tm_text text, size_t start, size_t limit,
                          struct loose_tag *tag)
{
    size_t space;
    *tag = (struct loose_tag){ 0 };
    while (limit > start &&
           text_is_space(text_decode_before(text, limit, &space)))
        limit = space;
    if (!read_label(text, start, limit, tag) || !read_kind(text, limit, tag))
        return false;
    read_id(text, limit, tag);
    const size_t rest = loose_skip_blanks(text, tag->id.end, limit);
    tag->quote = tag->title = tag->unquote = loose_nothing(tag->id.end);
    if (rest < limit)
        read_rest(text, rest, limit, tag);
    tag->end = loose_nothing(tag->unquote.end);
    return true;
}

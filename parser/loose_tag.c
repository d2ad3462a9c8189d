#include "loose_tag.h"

#include "date.h"
#include "text.h"

enum {
    MOST_LETTERS = 16, /* of a kind, or of a slip in one */
    MOST_WORDS = 4000, /* bytes that the words of a tag may take */
    MOST_WORDS_UNCLOSED = 400,
    MOST_ID_WORDS = 6 /* in an id that has spaces in it */
};

/* ---- Marks ---- */

static bool is_one_of(uint32_t code, const uint32_t *list)
{
    while (*list && *list != code)
        list++;
    return code && *list == code;
}

static bool is_opening(uint32_t code)
{
    static const uint32_t list[] = { '[', 0x3010, 0xFF3B, 0x3014, 0x300C, 0 };
    return is_one_of(code, list);
}

static bool is_closing(uint32_t code)
{
    static const uint32_t list[] = { ']', 0x3011, 0xFF3D, 0x3015, 0x300D, 0 };
    return is_one_of(code, list);
}

static bool is_paren(uint32_t code)
{
    return code == '(' || code == 0xFF08;
}

static bool is_end(uint32_t code)
{
    return code == ')' || code == 0xFF09;
}

static bool is_opening_quote(uint32_t code)
{
    static const uint32_t list[] = { 0x201C, 0x2018, 0x201E, 0x201A,
                                     0x300C, 0x300E, 0xAB,   0 };
    return is_one_of(code, list);
}

bool loose_is_quote(uint32_t code)
{
    static const uint32_t list[] = { '"',    '\'',   0x201D, 0x2019,
                                     0x201F, 0x201B, 0x300D, 0x300F,
                                     0xFF02, 0xFF07, 0xBB,   0 };
    return is_opening_quote(code) || is_one_of(code, list);
}

bool loose_tag_opens(tm_text text, size_t at)
{
    size_t next;
    return is_opening(text_decode(text, at, &next)) &&
           text_decode(text, at, &next) != 0x300C;
}

/* ---- Steps ---- */

static bool is_blank(uint32_t code)
{
    return text_is_space(code) && code != '\n';
}

static size_t skip_blanks(tm_text text, size_t at, size_t limit)
{
    size_t next;
    while (at < limit && is_blank(text_decode(text, at, &next)))
        at = next;
    return at;
}

static size_t skip_space(tm_text text, size_t at, size_t limit)
{
    size_t next;
    while (at < limit && text_is_space(text_decode(text, at, &next)))
        at = next;
    return at;
}

static size_t skip_blanks_back(tm_text text, size_t at)
{
    size_t start;
    while (at && is_blank(text_decode_before(text, at, &start)))
        at = start;
    return at;
}

/* The character before 'at', as a span; '*code' is 0 where there is none. */
static struct span before(tm_text text, size_t at, uint32_t *code)
{
    size_t start = at;
    *code = at ? text_decode_before(text, at, &start) : 0;
    return (struct span){ start, at };
}

static struct span after(tm_text text, size_t at, size_t limit, uint32_t *code)
{
    size_t next = at;
    *code = at < limit ? text_decode(text, at, &next) : 0;
    return (struct span){ at, next };
}

static struct span nothing(size_t at)
{
    return (struct span){ at, at };
}

static tm_text part(tm_text text, struct span span)
{
    return text_slice(text, span.start, span.end - span.start);
}

/* ---- The kind ---- */

/* The word that ends at 'end', of letters alone; empty where it is too long. */
static struct span word_before(tm_text text, size_t end)
{
    size_t at = end, start = end;
    for (int i = 0; i <= MOST_LETTERS; i++) {
        if (!at || !text_is_letter(text_decode_before(text, at, &start)))
            return (struct span){ at, end };
        at = start;
    }
    return nothing(end);
}

static bool find_kind(tm_text word, struct loose_tag *tag)
{
    static const char *const words[] = {
#define KIND(NAME, scheme, chinese, plural, traits) scheme, chinese,
#define KIND_ALIAS(NAME, word)                      word,
#include "kinds.def"
#undef KIND
#undef KIND_ALIAS
    };
    tag->meant = (tm_text){ 0 };
    if (tm_kind_find(word, &tag->kind))
        return true;
    tm_suggestion near = { .typed = word };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        tm_suggest(&near, text_of(words[i]));
    tag->meant = near.word;
    return near.word.size && tm_kind_find(near.word, &tag->kind);
}

static bool is_colon_of_tag(tm_text text, struct loose_tag *tag)
{
    uint32_t code;
    tag->word = word_before(text, skip_blanks_back(text, tag->colon.start));
    if (tag->word.start == tag->word.end)
        return false;
    tag->paren = before(text, skip_blanks_back(text, tag->word.start), &code);
    return is_paren(code) && find_kind(part(text, tag->word), tag);
}

/* Each kind of colon is looked for behind the one that was found last, so that
 * every byte is looked at twice however many of the other there are. */
static void find_colons(struct loose_walk *walk)
{
    if (!walk->began || walk->ascii < walk->at)
        walk->ascii = text_find(walk->text, TEXT(":"), walk->at);
    if (!walk->began || walk->wide < walk->at)
        walk->wide = text_find(walk->text, TEXT("："), walk->at);
    walk->began = true;
}

bool loose_tag_next(struct loose_walk *walk, struct loose_tag *tag)
{
    for (;;) {
        find_colons(walk);
        const bool is_wide = walk->wide < walk->ascii;
        const size_t start = is_wide ? walk->wide : walk->ascii;
        if (start == SIZE_MAX)
            return false;
        walk->at = start + (is_wide ? sizeof "：" - 1 : 1);
        *tag = (struct loose_tag){ .colon = { start, walk->at } };
        if (is_colon_of_tag(walk->text, tag))
            return true;
    }
}

/* ---- The words ---- */

/* The bracket that opens what a bracket closes at 'end', or that is not closed
 * before it: no further back than 'floor'. */
static bool find_opening(tm_text text, size_t floor, size_t end,
                         struct span *open)
{
    size_t depth = 1;
    for (size_t at = end; at > floor;) {
        uint32_t code;
        *open = before(text, at, &code);
        at = open->start;
        if (is_closing(code))
            depth++;
        else if (is_opening(code) && --depth == 0)
            return true;
    }
    return false;
}

bool loose_tag_words(tm_text text, size_t floor, struct loose_tag *tag)
{
    uint32_t code;
    const size_t gap = skip_blanks_back(text, tag->paren.start);
    tag->close = before(text, gap, &code);
    const bool closed = is_closing(code);
    if (!closed)
        tag->close = nothing(gap);
    const size_t most = closed ? MOST_WORDS : MOST_WORDS_UNCLOSED;
    const size_t end = tag->close.start;
    if (floor < end && end - floor > most)
        floor = end - most;
    return end > floor && find_opening(text, floor, end, &tag->open) &&
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
    after(text, end, limit, &code);
    return end > at &&
           (end == limit || text_is_space(code) || is_end(code) ||
            loose_is_quote(code)) &&
           !is_bare_attribute(text_slice(text, at, end - at));
}

/* Whether what stands at 'at' begins as an attribute and not as a word. */
static bool is_attribute(tm_text text, size_t at, size_t limit)
{
    uint32_t code;
    after(text, at, limit, &code);
    if (code == '@' || code == 0xFF20 || code == '!' || code == '+')
        return true;
    const size_t end = id_end(text, at, limit);
    after(text, end, limit, &code);
    return end > at && (code == ':' || code == 0xFF1A ||
                        is_bare_attribute(text_slice(text, at, end - at)));
}

static void read_id(tm_text text, size_t limit, struct loose_tag *tag)
{
    const size_t start = skip_blanks(text, tag->colon.end, limit);
    tag->id = (struct span){ start, id_end(text, start, limit) };
    if (tag->id.end == start) {
        tag->id = nothing(tag->colon.end);
        return;
    }
    size_t end = tag->id.end;
    for (int i = 0; i < MOST_ID_WORDS; i++) {
        const size_t next = skip_blanks(text, end, limit);
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
    before(text, at, &code);
    return code == ':' || code == 0xFF1A || code == '@' || code == '+' ||
           text_is_space(code);
}

/* Whether 'code' may close the title, as far as its form goes. */
static bool may_close(uint32_t open, uint32_t code)
{
    return is_paren(open) ? is_end(code) : loose_is_quote(code);
}

/* Whether what stands at 'at' and could close the title closes a value inside
 * of it: that has to be closed first. */
static bool closes_value(const struct closing *c, uint32_t code)
{
    const bool curly = code == 0x201D || code == 0x300D || code == 0x300F;
    if (curly && c->inner_open > c->inner_closed)
        return true;
    if (is_paren(c->open))
        return c->depth > 0;
    return code == c->open && c->value_is_open;
}

static void count_inner(struct closing *c, size_t at, uint32_t code)
{
    if (is_paren(c->open))
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
        one = after(text, at, limit, &code);
        if (is_paren(code))
            depth++;
        else if (is_end(code) && depth-- == 0)
            return one;
    }
    return nothing(limit);
}

/* Where the title ends whose quotes or parenthesis never close: before the
 * parenthesis, at a lone quote, or with the line. */
static void read_unclosed(tm_text text, size_t limit, struct loose_tag *tag,
                          struct span lone)
{
    const size_t from = tag->quote.end;
    if (lone.end > lone.start) {
        tag->unquote = lone;
        tag->end = nothing(lone.end);
    } else {
        tag->end = find_end(text, from, limit);
        if (tag->end.end == tag->end.start) {
            const size_t line =
                text_find(text_slice(text, 0, limit), TEXT("\n"), from);
            tag->end = nothing(line < limit ? line : limit);
        }
        tag->unquote = nothing(tag->end.start);
    }
    size_t end = tag->unquote.start, start;
    while (tag->unquote.end == tag->unquote.start && end > from &&
           text_is_space(text_decode_before(text, end, &start)))
        end = start;
    if (tag->unquote.end == tag->unquote.start)
        tag->unquote = nothing(end);
    if (tag->end.end == tag->end.start)
        tag->end = nothing(tag->unquote.end);
    tag->title = (struct span){ from, tag->unquote.start };
}

/* Past "quote white-space parenthesis"; false where that is not at 'one'. */
static bool ends_at(tm_text text, struct span one, size_t limit,
                    struct loose_tag *tag)
{
    uint32_t code;
    tag->end = after(text, skip_space(text, one.end, limit), limit, &code);
    return is_end(code);
}

/* Whether the title ends with 'one', which may close it: fills the rest. */
static bool closes_title(struct closing *c, struct span one, uint32_t code,
                         struct loose_tag *tag, struct span *lone)
{
    const bool is_inner = closes_value(c, code);
    if (!(is_inner && is_paren(c->open)) &&
        ends_at(c->text, one, c->limit, tag)) {
        tag->unquote = is_inner ? nothing(one.end) : one;
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
    struct span lone = nothing(limit);
    uint32_t code;
    for (size_t at = tag->quote.end; at < limit;) {
        const struct span one = after(text, at, limit, &code);
        at = one.end;
        if (code == '\\')
            at += at < limit && (unsigned char)text.data[at] < 0x80;
        else if (is_paren(open) && is_paren(code))
            c.depth++;
        else if (may_close(open, code) &&
                 closes_title(&c, one, code, tag, &lone))
            return;
    }
    read_unclosed(text, limit, tag, lone);
}

/* Of a destination that never ends, the words after the first are text. */
static void cut_id(tm_text text, struct loose_tag *tag)
{
    const size_t end = id_end(text, tag->id.start, tag->id.end);
    tag->id.end = end;
    tag->quote = tag->title = tag->unquote = tag->end = nothing(end);
}

/* Attributes without quotes: up to the end, a quote before it aside. */
static void read_bare(tm_text text, size_t start, size_t limit,
                      struct loose_tag *tag)
{
    tag->quote = nothing(start);
    read_unclosed(text, limit, tag, nothing(limit));
    if (tag->end.start == tag->end.end && !is_attribute(text, start, limit)) {
        cut_id(text, tag);
        return;
    }
    uint32_t code;
    const struct span last = before(text, tag->title.end, &code);
    size_t inner;
    if (!loose_is_quote(code) || last.start <= start)
        return;
    for (inner = start; inner < last.start;) {
        uint32_t other;
        inner = after(text, inner, limit, &other).end;
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
    const size_t start = skip_space(text, tag->id.end, limit);
    const struct span first = after(text, start, limit, &code);
    tag->quote = tag->title = tag->unquote = nothing(tag->id.end);
    if (is_end(code)) {
        tag->end = first;
    } else if (start == limit) {
        cut_id(text, tag);
    } else if (loose_is_quote(code) || is_paren(code)) {
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
    tag->open = after(text, start, limit, &code);
    tag->close = after(text, tag->open.end, limit, &code);
    while (code && !is_closing(code) && !is_opening(code))
        tag->close = after(text, tag->close.end, limit, &code);
    const struct span label = { tag->open.end, tag->close.start };
    if (!is_closing(code) || !text_trim(part(text, label)).size)
        return false;
    tag->paren =
        after(text, skip_blanks(text, tag->close.end, limit), limit, &code);
    return code == ':' || code == 0xFF1A;
}

/* The kind and its colon. */
static bool read_kind(tm_text text, size_t limit, struct loose_tag *tag)
{
    uint32_t code;
    const size_t start = skip_blanks(text, tag->paren.end, limit);
    size_t end = start;
    for (int i = 0; i < MOST_LETTERS; i++) {
        const struct span letter = after(text, end, limit, &code);
        if (!text_is_letter(code))
            break;
        end = letter.end;
    }
    tag->word = (struct span){ start, end };
    tag->colon = after(text, skip_blanks(text, end, limit), limit, &code);
    return end > start && (code == ':' || code == 0xFF1A) &&
           find_kind(part(text, tag->word), tag);
}

/* All that is left of the line is the title, with its quotes. */
static void read_rest(tm_text text, size_t start, size_t limit,
                      struct loose_tag *tag)
{
    uint32_t open, close;
    const struct span first = after(text, start, limit, &open);
    const struct span last = before(text, limit, &close);
    const bool opens = loose_is_quote(open) || is_paren(open);
    const bool closes =
        opens && last.start >= first.end && may_close(open, close);
    tag->quote = opens ? first : nothing(start);
    tag->unquote = closes ? last : nothing(limit);
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
    const size_t rest = skip_blanks(text, tag->id.end, limit);
    tag->quote = tag->title = tag->unquote = nothing(tag->id.end);
    if (rest < limit)
        read_rest(text, rest, limit, tag);
    tag->end = nothing(tag->unquote.end);
    return true;
}

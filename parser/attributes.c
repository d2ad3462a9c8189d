#include "attributes.h"

#include "date.h"
#include "text.h"

/*
 * One pass, from left to right, so that reading is linear whatever the title
 * holds: a run of separators and a quote are looked ahead over once, and a
 * quote that never closes takes the rest.
 */
struct reader {
    struct arena *arena;
    tm_text title;
    size_t at;
};

/* ---- Where tokens end ---------------------------------------------------- */

/* One of , ， 、 ; ； */
static bool is_separator(uint32_t code)
{
    return code == ',' || code == 0xFF0C || code == 0x3001 || code == ';' ||
           code == 0xFF1B;
}

static size_t after_separators(tm_text title, size_t at)
{
    size_t next;
    while (is_separator(text_decode(title, at, &next)))
        at = next;
    return at;
}

/* Whether a token may end at 'at': the title does, or white space follows, or
   separators that white space, "@" or the end follow. */
static bool is_boundary(tm_text title, size_t at)
{
    const size_t after = after_separators(title, at);
    if (after >= title.size)
        return true;
    size_t next;
    const uint32_t code = text_decode(title, after, &next);
    return text_is_space(code) || (code == '@' && after > at);
}

/* Where the unquoted word that goes on at 'at' ends. A run of separators that
   do not separate is part of it, and stepped over as one. */
static size_t word_end(tm_text title, size_t at)
{
    while (!is_boundary(title, at)) {
        const size_t run = after_separators(title, at);
        if (run > at)
            at = run;
        else
            text_decode(title, at, &at);
    }
    return at;
}

/* The first byte of the next token, or the title's end. */
static size_t next_token(tm_text title, size_t at)
{
    while (at < title.size) {
        size_t next;
        const uint32_t code = text_decode(title, at, &next);
        if (text_is_space(code))
            at = next;
        else if (is_separator(code) && is_boundary(title, at))
            at = after_separators(title, at);
        else
            break;
    }
    return at;
}

/* ---- Values -------------------------------------------------------------- */

/* The quote that closes what 'code' opens; 0 where it opens nothing. The pairs
   are "" '' “” ‘’ 「」. */
uint32_t attribute_closing_quote(uint32_t code)
{
    static const struct {
        uint32_t open, close;
    } quotes[] = {
        { '"', '"' },       { '\'', '\'' },     { 0x201C, 0x201D },
        { 0x2018, 0x2019 }, { 0x300C, 0x300D },
    };
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (quotes[i].open == code)
            return quotes[i].close;
    return 0;
}

/* Whether the quote 'close' stands at 'at' twice. Sets '*next' to the byte
   after the first, and of a pair to the byte after it. */
static bool is_doubled(tm_text text, size_t at, uint32_t close, size_t *next)
{
    size_t after;
    text_decode(text, at, next);
    if (text_decode(text, *next, &after) != close)
        return false;
    *next = after;
    return true;
}

/* A copy of 'raw' in which a doubled quote stands once. */
static tm_text undouble(struct arena *arena, tm_text raw, uint32_t close)
{
    char *data = arena_alloc(arena, raw.size);
    size_t size = 0, next;
    for (size_t at = 0; at < raw.size; at = next) {
        const uint32_t code = text_decode(raw, at, &next);
        memcpy(data + size, raw.data + at, next - at);
        size += next - at;
        if (code == close)
            is_doubled(raw, at, close, &next);
    }
    return (tm_text){ data, size };
}

/* The value after an opening quote. A quote that stands alone inside a word
   is part of it ('O'Hara'). */
static void read_quoted(struct reader *reader, uint32_t close,
                        struct attribute *attribute)
{
    const tm_text title = reader->title;
    const size_t start = reader->at;
    size_t at = start, next;
    bool doubled = false;
    attribute->quoted = true;
    attribute->fault = ATTRIBUTE_UNCLOSED;
    reader->at = title.size;
    for (; at < title.size; at = next) {
        if (text_decode(title, at, &next) != close)
            continue;
        if (is_doubled(title, at, close, &next)) {
            doubled = true;
        } else if (is_boundary(title, next)) {
            attribute->fault = ATTRIBUTE_SOUND;
            reader->at = next;
            break;
        }
    }
    const tm_text raw = text_slice(title, start, at - start);
    attribute->value = doubled ? undouble(reader->arena, raw, close) : raw;
}

static void read_bare(struct reader *reader, struct attribute *attribute)
{
    const size_t start = reader->at;
    reader->at = word_end(reader->title, start);
    attribute->value = text_slice(reader->title, start, reader->at - start);
}

/* The value at the reader's place, quoted or not. */
static void read_value(struct reader *reader, struct attribute *attribute)
{
    size_t next;
    const uint32_t close =
        attribute_closing_quote(text_decode(reader->title, reader->at, &next));
    if (close) {
        reader->at = next;
        read_quoted(reader, close, attribute);
    } else {
        read_bare(reader, attribute);
    }
    if (!text_trim(attribute->value).size &&
        attribute->fault == ATTRIBUTE_SOUND)
        attribute->fault = ATTRIBUTE_EMPTY;
}

/* ---- Keys ---------------------------------------------------------------- */

static const struct attribute_key keys[] = {
    { "owner", ATTRIBUTE_OWNER, true },
    { "责任人", ATTRIBUTE_OWNER, true },
    { "due", ATTRIBUTE_DUE, false },
    { "期限", ATTRIBUTE_DUE, false },
    { "start", ATTRIBUTE_START, false },
    { "起始", ATTRIBUTE_START, false },
    { "done", ATTRIBUTE_DONE, false },
    { "完成", ATTRIBUTE_DONE, false },
    { "status", ATTRIBUTE_STATUS, false },
    { "状态", ATTRIBUTE_STATUS, false },
    { "by", ATTRIBUTE_BY, true },
    { "签发", ATTRIBUTE_BY, true },
    { "验收", ATTRIBUTE_BY, true },
    { "evidence", ATTRIBUTE_EVIDENCE, false },
    { "佐证", ATTRIBUTE_EVIDENCE, false },
    { "source", ATTRIBUTE_SOURCE, false },
    { "来源", ATTRIBUTE_SOURCE, false },
    { "for", ATTRIBUTE_FOR, false },
    { "针对", ATTRIBUTE_FOR, false },
    { "to", ATTRIBUTE_TO, true },
    { "转交", ATTRIBUTE_TO, true },
};

const struct attribute_key *attribute_key_at(size_t i)
{
    return i < sizeof keys / sizeof *keys ? &keys[i] : NULL;
}

const struct attribute_key *attribute_key_find(tm_text name)
{
    size_t i = 0;
    while (i < sizeof keys / sizeof *keys &&
           !text_equal_case(name, text_of(keys[i].name)))
        i++;
    return attribute_key_at(i);
}

/* The KEY before a ":" at 'at', absent where none is. Combining marks count
   with their letters, so that a key may come decomposed. */
static tm_text key_at(tm_text title, size_t at)
{
    size_t end;
    if (!text_is_letter(text_decode(title, at, &end)))
        return (tm_text){ 0 };
    size_t next = end;
    uint32_t code = text_decode(title, end, &next);
    while (code != '.' && text_is_id(code)) {
        end = next;
        code = text_decode(title, end, &next);
    }
    if (code != ':' || (next < title.size && title.data[next] == '/'))
        return (tm_text){ 0 };
    return text_slice(title, at, end - at);
}

static void read_keyed(struct reader *reader, tm_text name,
                       struct attribute *attribute)
{
    const struct attribute_key *key = attribute_key_find(name);
    attribute->type = key ? key->type : ATTRIBUTE_OTHER;
    attribute->key = name;
    reader->at += name.size + 1;
    if (key && key->names_person && reader->at < reader->title.size &&
        reader->title.data[reader->at] == '@')
        reader->at++;
    read_value(reader, attribute);
}

/* ---- Tokens -------------------------------------------------------------- */

/* The flag's mark, "!" or "！"; alone it is a word. */
static bool is_flag(tm_text title, uint32_t code, size_t next)
{
    return (code == '!' || code == 0xFF01) && !is_boundary(title, next);
}

/* A "+" that counts from the talk's date ("+10d") is no topic. */
static bool is_topic(tm_text title, uint32_t code, size_t at)
{
    if (code != '+')
        return false;
    tm_date ignored;
    const tm_text word = text_slice(title, at, word_end(title, at) - at);
    return date_read(word, (tm_date){ 0 }, &ignored) == DATE_NONE;
}

static struct attribute read_token(struct reader *reader)
{
    const tm_text title = reader->title;
    struct attribute attribute = { .start = reader->at };
    size_t next;
    const uint32_t code = text_decode(title, reader->at, &next);
    const tm_text key = key_at(title, reader->at);
    if (key.data) {
        read_keyed(reader, key, &attribute);
    } else if (is_flag(title, code, next)) {
        attribute.type = ATTRIBUTE_FLAG;
        reader->at = next;
        read_bare(reader, &attribute);
    } else if (code == '@' || is_topic(title, code, reader->at)) {
        attribute.type = code == '@' ? ATTRIBUTE_OWNER : ATTRIBUTE_TOPIC;
        reader->at = next;
        read_value(reader, &attribute);
    } else {
        attribute.type = ATTRIBUTE_WORD;
        read_value(reader, &attribute);
    }
    attribute.end = reader->at;
    return attribute;
}

struct attribute *attributes_read(struct arena *arena, tm_text title,
                                  size_t *count)
{
    struct reader reader = { arena, title, next_token(title, 0) };
    struct attribute *attributes = NULL;
    size_t capacity = 0;
    *count = 0;
    while (reader.at < title.size) {
        const struct attribute attribute = read_token(&reader);
        *ARENA_PUSH(arena, attributes, *count, capacity) = attribute;
        reader.at = next_token(title, reader.at);
    }
    return attributes;
}

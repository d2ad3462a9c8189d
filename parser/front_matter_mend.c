#include "front_matter_mend.h"

#include "front_matter.h"

/* ---- Lines as people write them ----------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool contains(tm_text text, const char *bytes)
{
    return text_find(text, text_of(bytes), 0) != SIZE_MAX;
}

/* Where the quote that 'text' begins with closes; SIZE_MAX where it does not.
 * Double quotes know "\"", single ones "''". */
static size_t closing_quote(tm_text text)
{
    const char quote = text.data[0];
    for (size_t i = 1; i < text.size; i++) {
        if (quote == '"' && text.data[i] == '\\') {
            i++;
        } else if (text.data[i] == quote) {
            if (quote == '"' || i + 1 == text.size || text.data[i + 1] != quote)
                return i;
            i++;
        }
    }
    return SIZE_MAX;
}

/* Bytes of the words at the beginning of 'text': what may be a key. */
static size_t words(tm_text text)
{
    size_t at = 0, end = 0, next;
    while (at < text.size) {
        const uint32_t code = text_decode(text, at, &next);
        if (!text_is_id(code) && code != ' ')
            break;
        at = next;
        if (code != ' ')
            end = at;
    }
    return end;
}

/* Take a key off '*text'; empty where it begins with none. */
static tm_text take_key(tm_text *text)
{
    tm_text key = text_slice(*text, 0, words(*text));
    size_t taken = key.size;
    if (text->size && yaml_is_one_of(text->data[0], "'\"")) {
        const size_t close = closing_quote(*text);
        if (close != SIZE_MAX) {
            key = text_slice(*text, 1, close - 1);
            taken = close + 1;
        }
    }
    *text = yaml_skip_blanks(text_from(*text, taken));
    return key;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The colon that 'text', which follows 'key', begins with; "http://" and
 * "9:30" have none. */
static enum colon colon_of(tm_text key, tm_text text)
{
    if (!key.size)
        return COLON_NONE;
    if (text_starts(text, TEXT("：")))
        return COLON_WIDE;
    if (!text_starts(text, TEXT(":")) || text_starts(text, TEXT("://")) ||
        (text.size > 1 && is_digit(key.data[key.size - 1]) &&
         is_digit(text.data[1])))
        return COLON_NONE;
    const bool spaced = text.size == 1 || is_blank(text.data[1]) ||
                        yaml_is_one_of(text.data[1], "\r\n");
    return spaced ? COLON_SPACED : COLON_TIGHT;
}

struct entry entry_read(tm_text line)
{
    static const size_t sizes[] = { 0, 1, 1, sizeof "：" - 1 };
    struct entry entry = { .line = text_trim(line) };
    tm_text rest = entry.line;
    while (text_starts(rest, TEXT("- "))) {
        entry.listed = true;
        rest = yaml_skip_blanks(text_from(rest, 1));
    }
    entry.value = rest;
    entry.key = take_key(&rest);
    entry.colon = colon_of(entry.key, rest);
    if (entry.colon == COLON_NONE)
        return entry;
    entry.mark = text_slice(rest, 0, sizes[entry.colon]);
    entry.value = text_trim(text_from(rest, entry.mark.size));
    return entry;
}

bool entry_is_slip(const struct entry *entry)
{
    return (entry->colon == COLON_TIGHT || entry->colon == COLON_WIDE) &&
           front_matter_knows(entry->key);
}

/* ---- Naming the mend ---------------------------------------------------- */

/* Whether 'value' begins with something that YAML gives a meaning to, which
 * it then did not find. */
static bool begins_badly(tm_text value)
{
    const char first = value.data[0];
    const bool more = value.size > 1;
    return yaml_is_one_of(first, "@`%*&!,]}") ||
           (yaml_is_one_of(first, "-?") && more && is_blank(value.data[1])) ||
           (yaml_is_one_of(first, "|>") && contains(value, " "));
}

/* Whether 'value' is a bracketed word and more: "[Draft] The plan". */
static bool goes_on_after_bracket(tm_text value)
{
    const char *close = value.data[0] == '[' ? "]" : "}";
    return yaml_is_one_of(value.data[0], "[{") && contains(value, close) &&
           value.data[value.size - 1] != close[0];
}

/* Whether YAML would take 'value', which begins with no quote, apart. */
static bool needs_quotes(tm_text value)
{
    if (!value.size || yaml_is_one_of(value.data[0], "'\""))
        return false;
    const bool colon = contains(value, ": ") || text_ends(value, TEXT(":"));
    return begins_badly(value) || goes_on_after_bracket(value) ||
           (colon && !yaml_is_one_of(value.data[0], "[{"));
}

/* 'value' in the quotes that suit it, without those it has around it. */
tm_text mend_quoted(struct arena *arena, tm_text value)
{
    const char first = value.data[0];
    if (value.size > 1 && yaml_is_one_of(first, "'\"") &&
        value.data[value.size - 1] == first)
        value = text_slice(value, 1, value.size - 2);
    if (contains(value, "'") && !contains(value, "\"") &&
        !contains(value, "\\"))
        return arena_format(arena, "\"%.*s\"", (int)value.size, value.data);
    char *data = arena_alloc(arena, 2 * value.size + 2);
    size_t size = 0;
    data[size++] = '\'';
    for (size_t i = 0; i < value.size; i++) {
        if (value.data[i] == '\'')
            data[size++] = '\'';
        data[size++] = value.data[i];
    }
    data[size++] = '\'';
    return (tm_text){ data, size };
}

tm_text mend_written(struct arena *arena, tm_text value)
{
    return needs_quotes(value) ? mend_quoted(arena, value) : value;
}

/* Returns true, as all that name a mend do. */
bool mend_colon(struct yaml_reader *reader, const struct entry *entry)
{
    const enum rule rule =
        entry->colon == COLON_WIDE ? RULE_YAML_COLON : RULE_YAML_SPACE;
    const tm_text value = mend_written(reader->arena, entry->value);
    yaml_fail(reader, rule, entry->mark,
              arena_format(reader->arena, "%.*s: %.*s", (int)entry->key.size,
                           entry->key.data, (int)value.size, value.data));
    return true;
}

/* Show the entry with 'value', a part of its line, in quotes. */
static bool mend_quotes(struct yaml_reader *reader, enum rule rule,
                        const struct entry *entry, tm_text value)
{
    const tm_text with = mend_quoted(reader->arena, value);
    yaml_fail(reader, rule, value,
              arena_format(reader->arena, "%.*s%.*s",
                           (int)(value.data - entry->line.data),
                           entry->line.data, (int)with.size, with.data));
    return true;
}

/* A value that begins with a quote. */
static bool mend_in_quotes(struct yaml_reader *reader,
                           const struct entry *entry)
{
    const tm_text value = entry->value;
    const size_t close = closing_quote(value);
    if (close == SIZE_MAX) {
        yaml_fail(reader, RULE_YAML_UNCLOSED, text_slice(value, 0, 1), value);
        return true;
    }
    const tm_text rest = yaml_skip_blanks(text_from(value, close + 1));
    if (rest.size && rest.data[0] != '#')
        return mend_quotes(reader, RULE_YAML_QUOTE, entry, value);
    if (value.data[0] == '"' && contains(value, "\\"))
        return mend_quotes(reader, RULE_YAML_ESCAPE, entry,
                           text_slice(value, 0, close + 1));
    return false;
}

static bool mend_value(struct yaml_reader *reader, const struct entry *entry)
{
    tm_text value = entry->value;
    if (!value.size || (entry->colon == COLON_NONE && !entry->listed))
        return false;
    if (yaml_is_one_of(value.data[0], "'\""))
        return mend_in_quotes(reader, entry);
    value = text_trim(text_slice(value, 0, text_find(value, TEXT(" #"), 0)));
    if (needs_quotes(value))
        return mend_quotes(reader, RULE_YAML_QUOTE, entry, value);
    return false;
}

static bool mend_line(struct yaml_reader *reader, tm_text line)
{
    const struct entry entry = entry_read(line);
    const tm_text indent =
        text_slice(line, 0, line.size - yaml_skip_blanks(line).size);
    const size_t tab = text_find(indent, TEXT("\t"), 0);
    if (tab != SIZE_MAX && entry.line.size) {
        yaml_fail(reader, RULE_YAML_TAB, text_slice(line, tab, 1),
                  (tm_text){ 0 });
        return true;
    }
    if (entry.colon == COLON_WIDE || entry.colon == COLON_TIGHT)
        return mend_colon(reader, &entry);
    return mend_value(reader, &entry);
}

/* A word of a flow list that begins with "@" or its like. */
static bool mend_word(struct yaml_reader *reader)
{
    tm_text word = text_from(reader->yaml, reader->problem);
    size_t size = 0;
    while (size < word.size && !yaml_is_one_of(word.data[size], ",]}\r\n"))
        size++;
    word = text_trim(text_slice(word, 0, size));
    if (!word.size || !begins_badly(word))
        return false;
    yaml_fail(reader, RULE_YAML_QUOTE, word, mend_quoted(reader->arena, word));
    return true;
}

bool mend_slip(struct yaml_reader *reader, size_t end)
{
    const size_t base = yaml_offset(reader, reader->yaml.data);
    const size_t last = source_line_of(reader->source, base + end);
    for (size_t i = source_line_of(reader->source, base); i <= last; i++) {
        const tm_text line = source_line(reader->source, i);
        const struct entry entry = entry_read(line);
        if (entry_is_slip(&entry) && entry.line.data == line.data &&
            !entry.listed)
            return mend_colon(reader, &entry);
    }
    return false;
}

void mend_find(struct yaml_reader *reader)
{
    const size_t near = reader->scanning ? reader->context : reader->problem;
    const size_t far = reader->scanning ? reader->problem : reader->context;
    if (!mend_slip(reader, reader->problem) &&
        !mend_line(reader, yaml_line(reader, near)) &&
        !mend_line(reader, yaml_line(reader, far)))
        mend_word(reader);
}

#include "front_matter.h"

#include "text.h"

#include <stdlib.h>
#include <yaml.h>

enum {
    MAX_DEPTH = 32,
    MAX_SIZE = 64 * 1024,
};

/* ---- The YAML, taken from libyaml --------------------------------------- */

enum node_type {
    NODE_SCALAR,
    NODE_SEQUENCE,
    NODE_MAPPING
};

/* Nodes stand in the order of their beginnings; a mapping's children are its
 * keys and values by turns. */
struct node {
    enum node_type type;
    yaml_scalar_style_t style; /* SCALAR */
    tm_text text;              /* SCALAR */
    size_t start, end;         /* bytes in the file; of a SCALAR its content,
                                  of the others where they begin */
    size_t next;               /* index of the first node after this subtree */
    bool twice;                /* a key that its mapping had before */
};

/* Why the front matter cannot be read. */
struct fault {
    enum rule rule;
    tm_text where; /* a view of the file */
    tm_text detail;
};

struct reader {
    struct arena *arena;
    struct source *source;
    struct diagnostics *diagnostics;
    struct front_matter *result;
    tm_text yaml; /* what lies between the fences; a view of the file */

    /* libyaml counts characters, we count bytes: the last pair known. */
    size_t index, byte;
    struct node *nodes;
    size_t count, capacity;
    size_t open[MAX_DEPTH]; /* the containers that have not ended */
    size_t depth;

    bool failed;
    bool mendable; /* it failed as YAML, the mend may still be found */
    bool scanning; /* it failed within a token: the context tells more */
    struct fault fault;
    size_t problem, context; /* bytes in 'yaml' */

    /* Owned by libyaml, so the arena's escape must pass by them. */
    yaml_parser_t parser;
    yaml_event_t event;
};

static void fail(struct reader *reader, enum rule rule, tm_text where,
                 tm_text detail)
{
    reader->failed = true;
    reader->fault = (struct fault){ rule, where, detail };
}

/* The byte in 'yaml' of its character 'index'. Marks mostly move forwards, by
 * little: walking from the last one asked for keeps this linear. */
static size_t byte_of(struct reader *reader, size_t index)
{
    size_t other;
    while (reader->index < index && reader->byte < reader->yaml.size) {
        text_decode(reader->yaml, reader->byte, &other);
        reader->byte = other;
        reader->index++;
    }
    while (reader->index > index && reader->byte) {
        text_decode_before(reader->yaml, reader->byte, &other);
        reader->byte = other;
        reader->index--;
    }
    return reader->byte;
}

/* The bytes of the event in the file. */
static tm_text event_bytes(struct reader *reader)
{
    const size_t start = byte_of(reader, reader->event.start_mark.index);
    const size_t end = byte_of(reader, reader->event.end_mark.index);
    return text_slice(reader->yaml, start, end - start);
}

static size_t offset_of(const struct reader *reader, const char *at)
{
    return (size_t)(at - reader->source->text.data);
}

static struct node *add_node(struct reader *reader, enum node_type type,
                             tm_text bytes)
{
    const size_t index = reader->count;
    struct node *node = ARENA_PUSH(reader->arena, reader->nodes, reader->count,
                                   reader->capacity);
    *node = (struct node){ .type = type,
                           .start = offset_of(reader, bytes.data),
                           .end = offset_of(reader, bytes.data + bytes.size),
                           .next = index + 1 };
    return node;
}

static void take_scalar(struct reader *reader, tm_text bytes)
{
    const yaml_event_t *event = &reader->event;
    const yaml_scalar_style_t style = event->data.scalar.style;
    const tm_text value = { (const char *)event->data.scalar.value,
                            event->data.scalar.length };
    const bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                        style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (value.size && memchr(value.data, '\0', value.size)) {
        fail(reader, RULE_YAML_SYNTAX, bytes, TEXT("\\0"));
        return;
    }
    if (quoted)
        bytes = text_slice(bytes, 1, bytes.size - 2);
    struct node *node = add_node(reader, NODE_SCALAR, bytes);
    node->style = style;
    node->text = arena_copy(reader->arena, value);
}

static void open_container(struct reader *reader, enum node_type type,
                           tm_text bytes)
{
    if (reader->depth == MAX_DEPTH) {
        fail(reader, RULE_YAML_DEPTH, bytes, (tm_text){ 0 });
        return;
    }
    reader->open[reader->depth++] = reader->count;
    add_node(reader, type, bytes);
}

static void close_container(struct reader *reader)
{
    reader->nodes[reader->open[--reader->depth]].next = reader->count;
}

/* What libyaml says of a node before its type. */
struct properties {
    const yaml_char_t *anchor, *tag;
};

static struct properties properties_of(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return (struct properties){ event->data.alias.anchor, NULL };
    case YAML_SCALAR_EVENT:
        return (struct properties){ event->data.scalar.anchor,
                                    event->data.scalar.tag };
    case YAML_SEQUENCE_START_EVENT:
        return (struct properties){ event->data.sequence_start.anchor,
                                    event->data.sequence_start.tag };
    case YAML_MAPPING_START_EVENT:
        return (struct properties){ event->data.mapping_start.anchor,
                                    event->data.mapping_start.tag };
    default: return (struct properties){ NULL, NULL };
    }
}

/* Tags have no meaning where every scalar is text; where one is read, a value
 * that begins with "!" has lost its first word. */
static bool has_properties(struct reader *reader, tm_text bytes)
{
    const struct properties properties = properties_of(&reader->event);
    if (properties.anchor)
        fail(reader, RULE_YAML_ALIAS, bytes, bytes);
    if (properties.tag) {
        fail(reader, RULE_YAML_SYNTAX, bytes, bytes);
        reader->mendable = true;
        reader->problem = reader->context =
            offset_of(reader, bytes.data) -
            offset_of(reader, reader->yaml.data);
    }
    return reader->failed;
}

/* Returns false at the end, or where reading failed. */
static bool take_event(struct reader *reader)
{
    const tm_text bytes = event_bytes(reader);
    if (has_properties(reader, bytes))
        return false;
    switch (reader->event.type) {
    case YAML_DOCUMENT_START_EVENT:
        if (reader->count)
            fail(reader, RULE_YAML_SYNTAX, bytes, TEXT("a second document"));
        break;
    case YAML_SCALAR_EVENT: take_scalar(reader, bytes); break;
    case YAML_SEQUENCE_START_EVENT:
        open_container(reader, NODE_SEQUENCE, bytes);
        break;
    case YAML_MAPPING_START_EVENT:
        open_container(reader, NODE_MAPPING, bytes);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: close_container(reader); break;
    default: break;
    }
    return !reader->failed && reader->event.type != YAML_STREAM_END_EVENT;
}

/* The line (without its end) of 'yaml' on which byte 'at' of it stands. */
static tm_text line_at(const struct reader *reader, size_t at)
{
    const size_t byte = offset_of(reader, reader->yaml.data) + at;
    return source_line(reader->source, source_line_of(reader->source, byte));
}

static void take_error(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        arena_fail(reader->arena);
    size_t problem = byte_of(reader, parser->problem_mark.index);
    if (parser->error == YAML_READER_ERROR) /* its offset is in bytes */
        problem = parser->problem_offset;
    size_t context = problem;
    if (parser->context)
        context = byte_of(reader, parser->context_mark.index);
    size_t first = context < problem ? context : problem;
    if (first >= reader->yaml.size && reader->depth) /* never closed */
        first = reader->nodes[reader->open[reader->depth - 1]].start -
                offset_of(reader, reader->yaml.data);
    size_t past;
    text_decode(reader->yaml, problem, &past);
    fail(reader, RULE_YAML_SYNTAX,
         text_slice(reader->yaml, first, past - first),
         text_of(parser->problem));
    reader->mendable = true;
    reader->scanning = parser->error == YAML_SCANNER_ERROR;
    reader->problem = problem;
    reader->context = context;
}

static void read_events(struct reader *reader)
{
    bool more = true;
    while (more) {
        if (!yaml_parser_parse(&reader->parser, &reader->event)) {
            take_error(reader);
            return;
        }
        more = take_event(reader);
        yaml_event_delete(&reader->event);
    }
}

static void close_libyaml(struct reader *reader)
{
    yaml_event_delete(&reader->event);
    yaml_parser_delete(&reader->parser);
}

/* All of libyaml's life: made and let go of in here, whichever way control
 * leaves. What changes after setjmp() is in '*reader', which is no variable of
 * this function. */
static void read_yaml(struct reader *reader)
{
    jmp_buf *const outer = reader->arena->escape;
    jmp_buf escape;
    if (!yaml_parser_initialize(&reader->parser))
        arena_fail(reader->arena);
    if (setjmp(escape)) {
        close_libyaml(reader);
        reader->arena->escape = outer;
        arena_fail(reader->arena);
    }
    reader->arena->escape = &escape;
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser,
                                 (const unsigned char *)reader->yaml.data,
                                 reader->yaml.size);
    read_events(reader);
    close_libyaml(reader);
    reader->arena->escape = outer;
}

/* ---- Known keys --------------------------------------------------------- */

enum shape {
    SHAPE_ONE,
    SHAPE_LIST,
    SHAPE_PEOPLE
};

/* What a value of each shape is written like. */
static const char *const shape_forms[] = {
    [SHAPE_ONE] = "TEXT",
    [SHAPE_LIST] = "[TEXT, TEXT]",
    [SHAPE_PEOPLE] = "{ID: NAME}",
};

static const struct known_key {
    const char *name, *chinese;
    enum shape shape;
    size_t offset; /* in struct front_matter */
} known_keys[] = {
#define KEY(name, chinese, shape, member)                             \
 {                                                                    \
  name, chinese, SHAPE_##shape, offsetof(struct front_matter, member) \
 }
    KEY("id", "编号", ONE, id),
    KEY("title", "标题", ONE, title),
    KEY("date", "日期", ONE, date),
    KEY("speaker", "讲话人", ONE, speaker),
    KEY("audience", "对象", LIST, audience),
    KEY("present", "出席", LIST, attending),
    KEY("absent", "缺席", LIST, absent),
    KEY("follows", "承接", LIST, follows),
    KEY("people", "人员", PEOPLE, people),
    KEY("lang", "语言", ONE, lang),
    KEY("defaults", "默认", ONE, defaults),
    KEY("points", NULL, ONE, points),
    KEY("checkboxes", NULL, ONE, checkboxes),
    KEY("redact", NULL, LIST, redact),
#undef KEY
};
enum {
    KNOWN_KEYS = sizeof known_keys / sizeof known_keys[0]
};

/* The row of 'key'; KNOWN_KEYS where it is not known. */
static size_t find_key(tm_text key)
{
    size_t i = 0;
    while (i < KNOWN_KEYS &&
           !text_equal_case(key, text_of(known_keys[i].name)) &&
           !(key.size && text_is(key, known_keys[i].chinese)))
        i++;
    return i;
}

/* ---- Lines as people write them ----------------------------------------- */

enum colon {
    COLON_NONE,
    COLON_SPACED, /* ": ", or ":" at the end: YAML's own */
    COLON_TIGHT,  /* "key:value" */
    COLON_WIDE,   /* "key：value" */
};

/* A line, read with more patience than YAML has. */
struct entry {
    tm_text line; /* from its first visible byte on */
    bool listed;  /* after "- " */
    tm_text key;  /* without quotes */
    enum colon colon;
    tm_text mark;  /* the colon */
    tm_text value; /* where there is no colon: what follows "- " */
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static tm_text skip_blanks(tm_text text)
{
    while (text.size && is_blank(text.data[0]))
        text = text_from(text, 1);
    return text;
}

static bool contains(tm_text text, const char *bytes)
{
    return text_find(text, text_of(bytes), 0) != SIZE_MAX;
}

static bool is_one_of(char byte, const char *set)
{
    return byte && strchr(set, byte);
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
    if (text->size && is_one_of(text->data[0], "'\"")) {
        const size_t close = closing_quote(*text);
        if (close != SIZE_MAX) {
            key = text_slice(*text, 1, close - 1);
            taken = close + 1;
        }
    }
    *text = skip_blanks(text_from(*text, taken));
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
                        is_one_of(text.data[1], "\r\n");
    return spaced ? COLON_SPACED : COLON_TIGHT;
}

static struct entry split(tm_text line)
{
    static const size_t sizes[] = { 0, 1, 1, sizeof "：" - 1 };
    struct entry entry = { .line = text_trim(line) };
    tm_text rest = entry.line;
    while (text_starts(rest, TEXT("- "))) {
        entry.listed = true;
        rest = skip_blanks(text_from(rest, 1));
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

/* Whether the line is a known key with a colon that YAML does not take. */
static bool is_slip(const struct entry *entry)
{
    return (entry->colon == COLON_TIGHT || entry->colon == COLON_WIDE) &&
           find_key(entry->key) != KNOWN_KEYS;
}

/* ---- Naming the mend ---------------------------------------------------- */

/* Whether 'value' begins with something that YAML gives a meaning to, which
 * it then did not find. */
static bool begins_badly(tm_text value)
{
    const char first = value.data[0];
    const bool more = value.size > 1;
    return is_one_of(first, "@`%*&!,]}") ||
           (is_one_of(first, "-?") && more && is_blank(value.data[1])) ||
           (is_one_of(first, "|>") && contains(value, " "));
}

/* Whether 'value' is a bracketed word and more: "[Draft] The plan". */
static bool goes_on_after_bracket(tm_text value)
{
    const char *close = value.data[0] == '[' ? "]" : "}";
    return is_one_of(value.data[0], "[{") && contains(value, close) &&
           value.data[value.size - 1] != close[0];
}

/* Whether YAML would take 'value', which begins with no quote, apart. */
static bool needs_quotes(tm_text value)
{
    if (!value.size || is_one_of(value.data[0], "'\""))
        return false;
    const bool colon = contains(value, ": ") || text_ends(value, TEXT(":"));
    return begins_badly(value) || goes_on_after_bracket(value) ||
           (colon && !is_one_of(value.data[0], "[{"));
}

/* 'value' in the quotes that suit it, without those it has around it. */
static tm_text quoted(struct arena *arena, tm_text value)
{
    const char first = value.data[0];
    if (value.size > 1 && is_one_of(first, "'\"") &&
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

/* Returns true, as all that name a mend do. */
static bool mend_colon(struct reader *reader, const struct entry *entry)
{
    const enum rule rule =
        entry->colon == COLON_WIDE ? RULE_YAML_COLON : RULE_YAML_SPACE;
    const tm_text value = needs_quotes(entry->value)
                              ? quoted(reader->arena, entry->value)
                              : entry->value;
    fail(reader, rule, entry->mark,
         arena_format(reader->arena, "%.*s: %.*s", (int)entry->key.size,
                      entry->key.data, (int)value.size, value.data));
    return true;
}

/* Show the entry with 'value', a part of its line, in quotes. */
static bool mend_quotes(struct reader *reader, enum rule rule,
                        const struct entry *entry, tm_text value)
{
    const tm_text with = quoted(reader->arena, value);
    fail(reader, rule, value,
         arena_format(reader->arena, "%.*s%.*s",
                      (int)(value.data - entry->line.data), entry->line.data,
                      (int)with.size, with.data));
    return true;
}

/* A value that begins with a quote. */
static bool mend_quoted(struct reader *reader, const struct entry *entry)
{
    const tm_text value = entry->value;
    const size_t close = closing_quote(value);
    if (close == SIZE_MAX) {
        fail(reader, RULE_YAML_UNCLOSED, text_slice(value, 0, 1), value);
        return true;
    }
    const tm_text rest = skip_blanks(text_from(value, close + 1));
    if (rest.size && rest.data[0] != '#')
        return mend_quotes(reader, RULE_YAML_QUOTE, entry, value);
    if (value.data[0] == '"' && contains(value, "\\"))
        return mend_quotes(reader, RULE_YAML_ESCAPE, entry,
                           text_slice(value, 0, close + 1));
    return false;
}

static bool mend_value(struct reader *reader, const struct entry *entry)
{
    tm_text value = entry->value;
    if (!value.size || (entry->colon == COLON_NONE && !entry->listed))
        return false;
    if (is_one_of(value.data[0], "'\""))
        return mend_quoted(reader, entry);
    value = text_trim(text_slice(value, 0, text_find(value, TEXT(" #"), 0)));
    if (needs_quotes(value))
        return mend_quotes(reader, RULE_YAML_QUOTE, entry, value);
    return false;
}

static bool mend_line(struct reader *reader, tm_text line)
{
    const struct entry entry = split(line);
    const tm_text indent =
        text_slice(line, 0, line.size - skip_blanks(line).size);
    const size_t tab = text_find(indent, TEXT("\t"), 0);
    if (tab != SIZE_MAX && entry.line.size) {
        fail(reader, RULE_YAML_TAB, text_slice(line, tab, 1), (tm_text){ 0 });
        return true;
    }
    if (entry.colon == COLON_WIDE || entry.colon == COLON_TIGHT)
        return mend_colon(reader, &entry);
    return mend_value(reader, &entry);
}

/* A word of a flow list that begins with "@" or its like. */
static bool mend_word(struct reader *reader)
{
    tm_text word = text_from(reader->yaml, reader->problem);
    size_t size = 0;
    while (size < word.size && !is_one_of(word.data[size], ",]}\r\n"))
        size++;
    word = text_trim(text_slice(word, 0, size));
    if (!word.size || !begins_badly(word))
        return false;
    fail(reader, RULE_YAML_QUOTE, word, quoted(reader->arena, word));
    return true;
}

/* A known key with a wrong colon, at the beginning of a line not after byte
 * 'end': libyaml sees trouble only lines later. */
static bool mend_slip(struct reader *reader, size_t end)
{
    const size_t base = offset_of(reader, reader->yaml.data);
    const size_t last = source_line_of(reader->source, base + end);
    for (size_t i = source_line_of(reader->source, base); i <= last; i++) {
        const tm_text line = source_line(reader->source, i);
        const struct entry entry = split(line);
        if (is_slip(&entry) && entry.line.data == line.data && !entry.listed)
            return mend_colon(reader, &entry);
    }
    return false;
}

/* Say what to write, instead of what libyaml did not like, where the lines
 * that it was at show it. */
static void find_mend(struct reader *reader)
{
    const size_t near = reader->scanning ? reader->context : reader->problem;
    const size_t far = reader->scanning ? reader->problem : reader->context;
    if (!mend_slip(reader, reader->problem) &&
        !mend_line(reader, line_at(reader, near)) &&
        !mend_line(reader, line_at(reader, far)))
        mend_word(reader);
}

/* ---- Is it there -------------------------------------------------------- */

static bool is_fence(tm_text line, tm_text fence)
{
    return text_starts(line, fence) &&
           !skip_blanks(text_from(line, fence.size)).size;
}

/* Set 'yaml' and where the Markdown would begin; false where there is nothing
 * between fences. */
static bool find_fences(struct reader *reader, size_t *end)
{
    const struct source *source = reader->source;
    const size_t mark = reader->result->end;
    if (!is_fence(text_from(source_line(source, 1), mark), TEXT("---")))
        return false;
    for (size_t i = 2; i <= source->line_count; i++) {
        const tm_text line = source_line(source, i);
        if (!is_fence(line, TEXT("---")) && !is_fence(line, TEXT("...")))
            continue;
        const size_t start = source->lines[1];
        reader->yaml =
            text_slice(source->text, start, source->lines[i - 1] - start);
        *end = i < source->line_count ? source->lines[i] : source->text.size;
        return true;
    }
    return false;
}

/* Whether what cannot be read as YAML still begins like "key:". Blank lines
 * may come first, and comments; but a comment that a blank line follows is
 * taken for a heading of Markdown. */
static bool begins_like_key(const struct reader *reader)
{
    bool comments = false;
    for (tm_text rest = reader->yaml; rest.size;) {
        const tm_text line = line_at(reader, reader->yaml.size - rest.size);
        const tm_text visible = text_trim(line);
        if (comments && !visible.size)
            return false;
        comments = visible.size && visible.data[0] == '#';
        if (visible.size && !comments) {
            const bool flow = visible.data[0] == '{';
            const struct entry entry = split(text_from(visible, flow));
            return !entry.listed &&
                   (entry.colon == COLON_SPACED || is_slip(&entry));
        }
        const size_t past = offset_of(reader, line.data + line.size);
        const size_t next = source_line_of(reader->source, past);
        rest =
            text_from(reader->yaml, reader->source->lines[next] -
                                        offset_of(reader, reader->yaml.data));
    }
    return false;
}

/* A bound that needs no YAML: the first bracket that 32 others, none of them
 * closed, stand before. libyaml's work grows with the square of the brackets
 * open; in quotes they count too, since what is a quote only YAML can tell. */
static size_t find_depth(tm_text yaml)
{
    size_t depth = 0;
    for (size_t i = 0; i < yaml.size; i++) {
        if (is_one_of(yaml.data[i], "[{") && ++depth > MAX_DEPTH)
            return i;
        if (is_one_of(yaml.data[i], "]}") && depth)
            depth--;
    }
    return SIZE_MAX;
}

static void read_within_limits(struct reader *reader)
{
    const size_t deep = find_depth(reader->yaml);
    if (reader->yaml.size > MAX_SIZE)
        fail(reader, RULE_YAML_SIZE, text_slice(reader->yaml, MAX_SIZE, 0),
             (tm_text){ 0 });
    else if (deep != SIZE_MAX)
        fail(reader, RULE_YAML_DEPTH, text_slice(reader->yaml, deep, 1),
             (tm_text){ 0 });
    else
        read_yaml(reader);
}

static void report(struct reader *reader, enum rule rule, size_t start,
                   size_t end, tm_text detail)
{
    diagnostics_add(reader->diagnostics, rule,
                    source_place(reader->source, start, end), detail);
}

/* Whether there is front matter; reports why, where it cannot be read. */
static bool judge(struct reader *reader)
{
    const bool mapping = reader->count && reader->nodes[0].type == NODE_MAPPING;
    if (mapping && !reader->failed)
        return true;
    /* What libyaml refuses is front matter where it looks the part; what only
     * we refuse also where libyaml saw a mapping. */
    if (!begins_like_key(reader) && !(mapping && !reader->mendable))
        return false;
    if (reader->mendable)
        find_mend(reader);
    else if (!reader->failed && !mend_slip(reader, reader->yaml.size))
        return false;
    reader->result->broken = true;
    const tm_text where = reader->fault.where;
    const size_t start = offset_of(reader, where.data);
    report(reader, reader->fault.rule, start, start + where.size,
           reader->fault.detail);
    return true;
}

/* ---- What it says ------------------------------------------------------- */

static bool is_null(const struct node *node)
{
    static const char *const nulls[] = { "", "~", "null", "Null", "NULL" };
    if (node->type != NODE_SCALAR || node->style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    for (size_t i = 0; i < sizeof nulls / sizeof nulls[0]; i++)
        if (text_is(node->text, nulls[i]))
            return true;
    return false;
}

/* What a known key is given: empty is as good as not there, and the line end
 * of a block scalar is not meant. */
static tm_text value_of(const struct node *node)
{
    tm_text text = node->text;
    if (node->style == YAML_LITERAL_SCALAR_STYLE ||
        node->style == YAML_FOLDED_SCALAR_STYLE)
        while (text_ends(text, TEXT("\n")))
            text.size--;
    return is_null(node) || !text.size ? (tm_text){ 0 } : text;
}

static void report_node(struct reader *reader, enum rule rule,
                        const struct node *node, tm_text detail)
{
    report(reader, rule, node->start, node->end, detail);
}

/* Go on to the next pair of a mapping; '*at' is the index of its key, to begin
 * with that of the mapping plus one. Keys that cannot be used are passed over,
 * each with its report. */
static struct node *next_key(struct reader *reader, size_t end, size_t *at)
{
    while (*at < end) {
        struct node *key = &reader->nodes[*at];
        *at = reader->nodes[key->next].next;
        if (key->type == NODE_SCALAR && !is_null(key) && !key->twice)
            return key;
        if (!key->twice)
            report_node(reader, RULE_KEY_TYPE, key, TEXT("KEY: VALUE"));
    }
    return NULL;
}

static int by_text(const void *a, const void *b)
{
    const struct node *x = *(struct node *const *)a;
    const struct node *y = *(struct node *const *)b;
    const int order = text_compare(x->text, y->text);
    return order ? order : (x->start > y->start) - (x->start < y->start);
}

/* Mark the keys of a mapping that are there before. Sorted, as comparing each
 * with each would take the square of 20,000. */
static void mark_twice(struct reader *reader, const struct node *mapping)
{
    const size_t first = (size_t)(mapping - reader->nodes) + 1;
    struct node **keys = NULL;
    size_t count = 0, capacity = 0;
    for (size_t at = first; at < mapping->next;) {
        struct node *key = &reader->nodes[at];
        at = reader->nodes[key->next].next;
        if (key->type == NODE_SCALAR)
            *ARENA_PUSH(reader->arena, keys, count, capacity) = key;
    }
    if (count)
        qsort(keys, count, sizeof(struct node *), by_text);
    for (size_t i = 1; i < count; i++) {
        keys[i]->twice = text_equal(keys[i]->text, keys[i - 1]->text);
        if (keys[i]->twice)
            report_node(reader, RULE_KEY_TWICE, keys[i], keys[i]->text);
    }
}

/* " #" begins a comment: "title: Retro #3" has lost its number. One with a
 * space after the "#" is meant as a comment. */
static void warn_of_comment(struct reader *reader, const struct node *node)
{
    const size_t line = source_line_of(reader->source, node->end);
    const size_t at = node->end - reader->source->lines[line - 1];
    const tm_text rest = text_from(source_line(reader->source, line), at);
    const tm_text comment = skip_blanks(rest);
    if (comment.size == rest.size || !text_starts(comment, TEXT("#")) ||
        comment.size == 1 || is_one_of(comment.data[1], " \t#"))
        return;
    const size_t start = offset_of(reader, comment.data);
    report(reader, RULE_YAML_COMMENT, start, start + comment.size, comment);
}

static void check_nodes(struct reader *reader)
{
    for (size_t i = 0; i < reader->count; i++) {
        const struct node *node = &reader->nodes[i];
        if (node->type == NODE_MAPPING)
            mark_twice(reader, node);
        else if (node->type == NODE_SCALAR &&
                 node->style == YAML_PLAIN_SCALAR_STYLE)
            warn_of_comment(reader, node);
    }
}

static void report_shape(struct reader *reader, const struct node *key,
                         enum shape shape)
{
    report_node(reader, RULE_KEY_TYPE, key,
                arena_format(reader->arena, "%.*s: %s", (int)key->text.size,
                             key->text.data, shape_forms[shape]));
}

/* Where the bytes from 'node' to 'end' are "key：value", say so. */
static bool report_colon_to(struct reader *reader, const struct node *node,
                            size_t end)
{
    if (node->type != NODE_SCALAR || node->style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    const struct entry entry =
        split(text_slice(reader->source->text, node->start, end - node->start));
    if (entry.colon != COLON_WIDE && entry.colon != COLON_TIGHT)
        return false;
    mend_colon(reader, &entry);
    const size_t start = offset_of(reader, entry.mark.data);
    report(reader, reader->fault.rule, start, start + entry.mark.size,
           reader->fault.detail);
    return true;
}

static bool report_colon(struct reader *reader, const struct node *node)
{
    return report_colon_to(reader, node, node->end);
}

static void read_one(struct reader *reader, const struct node *key,
                     struct located *to)
{
    const struct node *value = &reader->nodes[key->next];
    if (value->type != NODE_SCALAR) {
        report_shape(reader, key, SHAPE_ONE);
        return;
    }
    *to = (struct located){ value_of(value), value->start, value->end };
    if (!to->text.data)
        to->end = to->start;
}

static void read_list(struct reader *reader, const struct node *key,
                      struct text_list *to)
{
    const struct node *value = &reader->nodes[key->next];
    const bool sequence = value->type == NODE_SEQUENCE;
    const size_t first = key->next + sequence;
    for (size_t i = first; i < value->next; i++)
        if (reader->nodes[i].type != NODE_SCALAR) {
            report_shape(reader, key, SHAPE_LIST);
            return;
        }
    to->texts =
        arena_zalloc(reader->arena, value->next - first, sizeof *to->texts);
    for (size_t i = first; i < value->next; i++) {
        const tm_text text = value_of(&reader->nodes[i]);
        if (text.data)
            to->texts[to->count++] = text;
    }
}

static const struct {
    const char *name;
    size_t offset; /* in tm_person */
} person_keys[] = {
    { "name", offsetof(tm_person, name) },
    { "姓名", offsetof(tm_person, name) },
    { "unit", offsetof(tm_person, unit) },
    { "单位", offsetof(tm_person, unit) },
    { "email", offsetof(tm_person, email) },
    { "e-mail", offsetof(tm_person, email) },
    { "邮箱", offsetof(tm_person, email) },
    { "mask", offsetof(tm_person, mask) },
    { "掩码", offsetof(tm_person, mask) },
};
enum {
    PERSON_KEYS = sizeof person_keys / sizeof person_keys[0]
};

static void read_person_key(struct reader *reader, const struct node *key,
                            tm_person *person)
{
    size_t row = 0;
    while (row < PERSON_KEYS &&
           !text_equal_case(key->text, text_of(person_keys[row].name)))
        row++;
    if (row == PERSON_KEYS) {
        if (!report_colon(reader, key))
            report_node(reader, RULE_PERSON_KEY, key, key->text);
        return;
    }
    const struct node *value = &reader->nodes[key->next];
    tm_text *to = (tm_text *)(void *)((char *)person + person_keys[row].offset);
    if (value->type != NODE_SCALAR)
        report_shape(reader, key, SHAPE_ONE);
    else if (to->data)
        report_node(reader, RULE_KEY_TWICE, key, key->text);
    else
        *to = value_of(value);
}

static bool read_person(struct reader *reader, const struct node *key,
                        tm_person *person)
{
    const struct node *value = &reader->nodes[key->next];
    *person = (tm_person){ .id = key->text };
    if (value->type == NODE_SCALAR)
        person->name = value_of(value);
    if (value->type == NODE_SEQUENCE ||
        (value->type == NODE_SCALAR && is_null(value) &&
         report_colon(reader, key)))
        return false;
    size_t at = key->next + 1;
    const struct node *next;
    if (value->type == NODE_MAPPING)
        while ((next = next_key(reader, value->next, &at)))
            read_person_key(reader, next, person);
    return true;
}

static void read_people(struct reader *reader, const struct node *key)
{
    const struct node *value = &reader->nodes[key->next];
    struct front_matter *result = reader->result;
    size_t capacity = 0, at = key->next + 1;
    if (is_null(value) || report_colon(reader, value))
        return;
    if (value->type != NODE_MAPPING) {
        report_shape(reader, key, SHAPE_PEOPLE);
        return;
    }
    const struct node *id;
    while ((id = next_key(reader, value->next, &at))) {
        tm_person person;
        if (read_person(reader, id, &person))
            *ARENA_PUSH(reader->arena, result->people, result->people_count,
                        capacity) = person;
        else if (reader->nodes[id->next].type == NODE_SEQUENCE)
            report_shape(reader, id, SHAPE_ONE);
    }
}

/* ---- Unknown keys: a value as YAML flow ---------------------------------- */

/* Text that grows at its end. */
struct flow {
    struct arena *arena;
    char *data;
    size_t size, capacity;
};

static void put(struct flow *flow, tm_text text)
{
    if (flow->capacity - flow->size < text.size) {
        const size_t more = 2 * flow->capacity + text.size + 64;
        flow->data = arena_grow(flow->arena, flow->data, flow->capacity, more);
        flow->capacity = more;
    }
    if (text.size)
        memcpy(flow->data + flow->size, text.data, text.size);
    flow->size += text.size;
}

/* Whether a scalar that was plain can stand in flow without quotes. */
static bool stays_plain(const struct node *node)
{
    if (node->style != YAML_PLAIN_SCALAR_STYLE || !node->text.size)
        return is_null(node);
    for (size_t i = 0; i < node->text.size; i++)
        if (is_one_of(node->text.data[i], ",[]{}\n?") ||
            (unsigned char)node->text.data[i] < ' ')
            return false;
    return !is_one_of(node->text.data[0], "-:") &&
           !text_ends(node->text, TEXT(":"));
}

/* What cannot stand in double quotes as it is: quote, backslash, controls, and
 * the characters that YAML takes for line ends or a mark. */
static void put_escaped(struct flow *flow, uint32_t code, tm_text bytes)
{
    const bool line_end =
        code == 0x85 || code == 0x2028 || code == 0x2029 || code == 0xFEFF;
    if (code == '"' || code == '\\') {
        put(flow, TEXT("\\"));
        put(flow, bytes);
    } else if (code < ' ' || (code >= 0x7F && code < 0xA0) || line_end ||
               code == 0xFFFE || code == 0xFFFF) {
        put(flow, code == '\n'
                      ? TEXT("\\n")
                      : arena_format(flow->arena, "\\u%04X", (unsigned)code));
    } else {
        put(flow, bytes);
    }
}

static void put_scalar(struct flow *flow, const struct node *node)
{
    if (stays_plain(node)) {
        put(flow, node->text.size ? node->text : TEXT("null"));
        return;
    }
    put(flow, TEXT("\""));
    for (size_t at = 0, next; at < node->text.size; at = next) {
        const uint32_t code = text_decode(node->text, at, &next);
        put_escaped(flow, code, text_slice(node->text, at, next - at));
    }
    put(flow, TEXT("\""));
}

/* Recursion ends at MAX_DEPTH. */
static void put_node(struct flow *flow, const struct node *nodes, size_t index)
{
    const struct node *node = &nodes[index];
    const bool mapping = node->type == NODE_MAPPING;
    if (node->type == NODE_SCALAR) {
        put_scalar(flow, node);
        return;
    }
    put(flow, mapping ? TEXT("{") : TEXT("["));
    bool first = true;
    for (size_t at = index + 1; at < node->next;) {
        const size_t value = mapping ? nodes[at].next : at;
        if (!nodes[at].twice) {
            put(flow, first ? TEXT("") : TEXT(", "));
            first = false;
            if (mapping) {
                put_node(flow, nodes, at);
                put(flow, TEXT(": "));
            }
            put_node(flow, nodes, value);
        }
        at = nodes[value].next;
    }
    put(flow, mapping ? TEXT("}") : TEXT("]"));
}

static tm_text flow_of(struct reader *reader, const struct node *value)
{
    if (value->type == NODE_SCALAR)
        return is_null(value) ? (tm_text){ 0 } : value->text;
    struct flow flow = { .arena = reader->arena };
    put_node(&flow, reader->nodes, (size_t)(value - reader->nodes));
    return (tm_text){ flow.data, flow.size };
}

/* ---- All of it ---------------------------------------------------------- */

static void read_known(struct reader *reader, const struct known_key *row,
                       const struct node *key)
{
    void *to = (char *)reader->result + row->offset;
    switch (row->shape) {
    case SHAPE_ONE: read_one(reader, key, to); break;
    case SHAPE_LIST: read_list(reader, key, to); break;
    case SHAPE_PEOPLE: read_people(reader, key); break;
    }
}

/* A key that is "标题：…" is a slip, whatever YAML makes of it. */
static bool report_slip(struct reader *reader, const struct node *key)
{
    const struct entry entry = split(key->text);
    const struct node *value = &reader->nodes[key->next];
    return is_slip(&entry) &&
           report_colon_to(reader, key, is_null(value) ? key->end : value->end);
}

static void read_keys(struct reader *reader)
{
    struct front_matter *result = reader->result;
    bool seen[KNOWN_KEYS + 1] = { false };
    size_t at = 1, capacity = 0;
    const struct node *key;
    while ((key = next_key(reader, reader->nodes[0].next, &at))) {
        const size_t row = find_key(key->text);
        if (row == KNOWN_KEYS) {
            if (!report_slip(reader, key))
                *ARENA_PUSH(reader->arena, result->others, result->others_count,
                            capacity) =
                    (tm_pair){ key->text,
                               flow_of(reader, &reader->nodes[key->next]) };
        } else if (seen[row]) {
            report_node(reader, RULE_KEY_TWICE, key, key->text);
        } else {
            read_known(reader, &known_keys[row], key);
        }
        seen[row] = true;
    }
}

void front_matter_read(struct arena *arena, struct source *source,
                       struct diagnostics *diagnostics,
                       struct front_matter *result)
{
    struct reader reader = { .arena = arena,
                             .source = source,
                             .diagnostics = diagnostics,
                             .result = result };
    const bool mark = text_starts(source->text, TEXT("\xEF\xBB\xBF"));
    *result = (struct front_matter){ .end = mark ? 3 : 0 };
    size_t end;
    if (!find_fences(&reader, &end))
        return;
    read_within_limits(&reader);
    if (!judge(&reader))
        return;
    result->present = true;
    result->end = end;
    if (result->broken)
        return;
    check_nodes(&reader);
    read_keys(&reader);
}

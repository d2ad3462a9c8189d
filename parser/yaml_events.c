#include "yaml_events.h"

#include <yaml.h>

void yaml_fail(struct yaml_reader *reader, enum rule rule, tm_text where,
               tm_text detail)
{
    reader->failed = true;
    reader->fault = (struct yaml_fault){ rule, where, detail };
}

void yaml_report(struct yaml_reader *reader, enum rule rule, size_t start,
                 size_t end, tm_text detail)
{
    diagnostics_add(reader->diagnostics, rule,
                    source_place(reader->source, start, end), detail);
}

size_t yaml_offset(const struct yaml_reader *reader, const char *at)
{
    return (size_t)(at - reader->source->text.data);
}

void yaml_report_text(struct yaml_reader *reader, enum rule rule, tm_text where,
                      tm_text detail)
{
    const size_t start = yaml_offset(reader, where.data);
    yaml_report(reader, rule, start, start + where.size, detail);
}

tm_text yaml_line(const struct yaml_reader *reader, size_t at)
{
    const size_t byte = yaml_offset(reader, reader->yaml.data) + at;
    return source_line(reader->source, source_line_of(reader->source, byte));
}

bool yaml_is_null(const struct yaml_node *node)
{
    static const char *const nulls[] = { "", "~", "null", "Null", "NULL" };
    if (node->type != NODE_SCALAR || !node->plain)
        return false;
    for (size_t i = 0; i < sizeof nulls / sizeof nulls[0]; i++)
        if (text_is(node->text, nulls[i]))
            return true;
    return false;
}

/* ---- Events become nodes ------------------------------------------------ */

/* Owned by libyaml, so the arena's escape must pass by them. */
struct events {
    struct yaml_reader *reader;
    yaml_parser_t parser;
    yaml_event_t event;
    size_t index, byte; /* libyaml counts characters, we count bytes: the last
                           pair known */
};

/* The byte in 'yaml' of its character 'index'. Marks mostly move forwards, by
 * little: walking from the last one asked for keeps this linear. */
static size_t byte_of(struct events *e, size_t index)
{
    const tm_text yaml = e->reader->yaml;
    size_t other;
    while (e->index < index && e->byte < yaml.size) {
        text_decode(yaml, e->byte, &other);
        e->byte = other;
        e->index++;
    }
    while (e->index > index && e->byte) {
        text_decode_before(yaml, e->byte, &other);
        e->byte = other;
        e->index--;
    }
    return e->byte;
}

/* The bytes of the event in the file. */
static tm_text event_bytes(struct events *e)
{
    const size_t start = byte_of(e, e->event.start_mark.index);
    const size_t end = byte_of(e, e->event.end_mark.index);
    return text_slice(e->reader->yaml, start, end - start);
}

static struct yaml_node *add_node(struct yaml_reader *reader,
                                  enum node_type type, tm_text bytes)
{
    const size_t index = reader->count;
    struct yaml_node *node = ARENA_PUSH(reader->arena, reader->nodes,
                                        reader->count, reader->capacity);
    *node =
        (struct yaml_node){ .type = type,
                            .start = yaml_offset(reader, bytes.data),
                            .end = yaml_offset(reader, bytes.data + bytes.size),
                            .next = index + 1 };
    return node;
}

static void take_scalar(struct events *e, tm_text bytes)
{
    struct yaml_reader *reader = e->reader;
    const yaml_event_t *event = &e->event;
    const yaml_scalar_style_t style = event->data.scalar.style;
    const tm_text value = { (const char *)event->data.scalar.value,
                            event->data.scalar.length };
    const bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                        style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (value.size && memchr(value.data, '\0', value.size)) {
        yaml_fail(reader, RULE_YAML_SYNTAX, bytes, TEXT("\\0"));
        return;
    }
    if (quoted)
        bytes = text_slice(bytes, 1, bytes.size - 2);
    struct yaml_node *node = add_node(reader, NODE_SCALAR, bytes);
    node->plain = style == YAML_PLAIN_SCALAR_STYLE;
    node->block =
        style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    node->text = arena_copy(reader->arena, value);
}

static void open_container(struct yaml_reader *reader, enum node_type type,
                           tm_text bytes)
{
    if (reader->depth == YAML_MAX_DEPTH) {
        yaml_fail(reader, RULE_YAML_DEPTH, bytes, (tm_text){ 0 });
        return;
    }
    reader->open[reader->depth++] = reader->count;
    add_node(reader, type, bytes);
}

static void close_container(struct yaml_reader *reader)
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
static bool has_properties(struct events *e, tm_text bytes)
{
    struct yaml_reader *reader = e->reader;
    const struct properties properties = properties_of(&e->event);
    if (properties.anchor)
        yaml_fail(reader, RULE_YAML_ALIAS, bytes, bytes);
    if (properties.tag) {
        yaml_fail(reader, RULE_YAML_SYNTAX, bytes, bytes);
        reader->mendable = true;
        reader->problem = reader->context =
            yaml_offset(reader, bytes.data) -
            yaml_offset(reader, reader->yaml.data);
    }
    return reader->failed;
}

/* Returns false at the end, or where reading failed. */
static bool take_event(struct events *e)
{
    struct yaml_reader *reader = e->reader;
    const tm_text bytes = event_bytes(e);
    if (has_properties(e, bytes))
        return false;
    switch (e->event.type) {
    case YAML_DOCUMENT_START_EVENT:
        if (reader->count)
            yaml_fail(reader, RULE_YAML_SYNTAX, bytes,
                      TEXT("a second document"));
        break;
    case YAML_SCALAR_EVENT: take_scalar(e, bytes); break;
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
    return !reader->failed && e->event.type != YAML_STREAM_END_EVENT;
}

static void take_error(struct events *e)
{
    struct yaml_reader *reader = e->reader;
    const yaml_parser_t *parser = &e->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        arena_fail(reader->arena);
    size_t problem = byte_of(e, parser->problem_mark.index);
    if (parser->error == YAML_READER_ERROR) /* its offset is in bytes */
        problem = parser->problem_offset;
    size_t context = problem;
    if (parser->context)
        context = byte_of(e, parser->context_mark.index);
    size_t first = context < problem ? context : problem;
    if (first >= reader->yaml.size && reader->depth) /* never closed */
        first = reader->nodes[reader->open[reader->depth - 1]].start -
                yaml_offset(reader, reader->yaml.data);
    size_t past;
    text_decode(reader->yaml, problem, &past);
    yaml_fail(reader, RULE_YAML_SYNTAX,
              text_slice(reader->yaml, first, past - first),
              text_of(parser->problem));
    reader->mendable = true;
    reader->scanning = parser->error == YAML_SCANNER_ERROR;
    reader->problem = problem;
    reader->context = context;
}

static void read_events(struct events *e)
{
    bool more = true;
    while (more) {
        if (!yaml_parser_parse(&e->parser, &e->event)) {
            take_error(e);
            return;
        }
        more = take_event(e);
        yaml_event_delete(&e->event);
    }
}

static void close_libyaml(struct events *e)
{
    yaml_event_delete(&e->event);
    yaml_parser_delete(&e->parser);
}

/* All of libyaml's life: made and let go of in here, whichever way control
 * leaves. What changes after setjmp() is in '*e', which is no variable of this
 * function. */
static void read_guarded(struct events *e)
{
    struct arena *arena = e->reader->arena;
    const tm_text yaml = e->reader->yaml;
    jmp_buf *const outer = arena->escape;
    jmp_buf escape;
    if (!yaml_parser_initialize(&e->parser))
        arena_fail(arena);
    if (setjmp(escape)) {
        close_libyaml(e);
        arena->escape = outer;
        arena_fail(arena);
    }
    arena->escape = &escape;
    yaml_parser_set_encoding(&e->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&e->parser, (const unsigned char *)yaml.data,
                                 yaml.size);
    read_events(e);
    close_libyaml(e);
    arena->escape = outer;
}

void yaml_read(struct yaml_reader *reader)
{
    struct events events = { .reader = reader };
    read_guarded(&events);
}

#include "yaml_flow.h"

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

/* A control, or what YAML takes for a line end or a mark. */
static bool is_special(uint32_t code)
{
    return code < ' ' || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
           code == 0x2029 || code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

/* Whether a scalar that was plain can stand in flow without quotes. */
static bool stays_plain(const struct yaml_node *node)
{
    if (!node->plain || !node->text.size)
        return yaml_is_null(node);
    for (size_t at = 0; at < node->text.size;) {
        const uint32_t code = text_decode(node->text, at, &at);
        if (is_special(code) ||
            (code < 0x80 && yaml_is_one_of((char)code, ",[]{}?")))
            return false;
    }
    return !yaml_is_one_of(node->text.data[0], "-:") &&
           !text_ends(node->text, TEXT(":"));
}

/* What cannot stand in double quotes as it is: quote, backslash, and what is
 * special. */
static void put_escaped(struct flow *flow, uint32_t code, tm_text bytes)
{
    if (code == '"' || code == '\\') {
        put(flow, TEXT("\\"));
        put(flow, bytes);
    } else if (is_special(code)) {
        put(flow, code == '\n'
                      ? TEXT("\\n")
                      : arena_format(flow->arena, "\\u%04X", (unsigned)code));
    } else {
        put(flow, bytes);
    }
}

static void put_scalar(struct flow *flow, const struct yaml_node *node)
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

/* NOLINTNEXTLINE(misc-no-recursion): no deeper than YAML_MAX_DEPTH */
static void put_node(struct flow *flow, const struct yaml_node *nodes,
                     size_t index)
{
    const struct yaml_node *node = &nodes[index];
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

tm_text yaml_flow(struct yaml_reader *reader, const struct yaml_node *value)
{
    if (value->type == NODE_SCALAR)
        return yaml_is_null(value) ? ((tm_text){ 0 }) : value->text;
    return yaml_flow_quoted(reader, value);
}

tm_text yaml_flow_quoted(struct yaml_reader *reader,
                         const struct yaml_node *value)
{
    struct flow flow = { .arena = reader->arena };
    put_node(&flow, reader->nodes, (size_t)(value - reader->nodes));
    return (tm_text){ flow.data, flow.size };
}

#include "front_matter.h"

#include "front_matter_find.h"
#include "front_matter_keys.h"
#include "front_matter_mend.h"
#include "text.h"
#include "yaml_flow.h"

#include <stdlib.h>

/* ---- What it says ------------------------------------------------------- */

/* What a known key is given: empty is as good as not there, and the line end
 * of a block scalar is not meant. */
static tm_text value_of(const struct yaml_node *node)
{
    tm_text text = node->text;
    if (node->block)
        while (text_ends(text, TEXT("\n")))
            text.size--;
    return yaml_is_null(node) || !text.size ? ((tm_text){ 0 }) : text;
}

static void report_node(struct yaml_reader *reader, enum rule rule,
                        const struct yaml_node *node, tm_text detail)
{
    yaml_report(reader, rule, node->start, node->end, detail);
}

/* Go on to the next pair of a mapping; '*at' is the index of its key, to begin
 * with that of the mapping plus one. Keys that cannot be used are passed over,
 * each with its report. */
static struct yaml_node *next_key(struct yaml_reader *reader, size_t end,
                                  size_t *at)
{
    while (*at < end) {
        struct yaml_node *key = &reader->nodes[*at];
        *at = reader->nodes[key->next].next;
        if (key->type == NODE_SCALAR && !yaml_is_null(key) && !key->twice)
            return key;
        if (!key->twice)
            report_node(reader, RULE_KEY_TYPE, key, TEXT("KEY: VALUE"));
    }
    return NULL;
}

static int by_text(const void *a, const void *b)
{
    const struct yaml_node *x = *(struct yaml_node *const *)a;
    const struct yaml_node *y = *(struct yaml_node *const *)b;
    const int order = text_compare(x->text, y->text);
    return order ? order : (x->start > y->start) - (x->start < y->start);
}

/* Mark the keys of a mapping that are there before. Sorted, as comparing each
 * with each would take the square of 20,000. */
static void mark_twice(struct yaml_reader *reader,
                       const struct yaml_node *mapping)
{
    const size_t first = (size_t)(mapping - reader->nodes) + 1;
    struct yaml_node **keys = NULL;
    size_t count = 0, capacity = 0;
    for (size_t at = first; at < mapping->next;) {
        struct yaml_node *key = &reader->nodes[at];
        at = reader->nodes[key->next].next;
        if (key->type == NODE_SCALAR)
            *ARENA_PUSH(reader->arena, keys, count, capacity) = key;
    }
    if (count)
        qsort(keys, count, sizeof(struct yaml_node *), by_text);
    for (size_t i = 1; i < count; i++) {
        keys[i]->twice = text_equal(keys[i]->text, keys[i - 1]->text);
        if (keys[i]->twice)
            report_node(reader, RULE_KEY_TWICE, keys[i], keys[i]->text);
    }
}

/* " #" begins a comment: "title: Retro #3" has lost its number. One with a
 * space after the "#" is meant as a comment. */
static void warn_of_comment(struct yaml_reader *reader,
                            const struct yaml_node *node)
{
    const size_t line = source_line_of(reader->source, node->end);
    const size_t at = node->end - reader->source->lines[line - 1];
    const tm_text rest = text_from(source_line(reader->source, line), at);
    const tm_text comment = yaml_skip_blanks(rest);
    if (comment.size == rest.size || !text_starts(comment, TEXT("#")) ||
        comment.size == 1 || yaml_is_one_of(comment.data[1], " \t#"))
        return;
    yaml_report_text(reader, RULE_YAML_COMMENT, comment, comment);
}

static void check_nodes(struct yaml_reader *reader)
{
    for (size_t i = 0; i < reader->count; i++) {
        const struct yaml_node *node = &reader->nodes[i];
        if (node->type == NODE_MAPPING)
            mark_twice(reader, node);
        else if (node->type == NODE_SCALAR && node->plain)
            warn_of_comment(reader, node);
    }
}

/* What a value of each shape is written like. */
static const char *const shape_forms[] = {
    [SHAPE_ONE] = "TEXT",
    [SHAPE_LIST] = "[TEXT, TEXT]",
    [SHAPE_PEOPLE] = "{ID: NAME}",
    [SHAPE_SEVERITIES] = "{RULE: error, warning, hint or off}",
};

static void report_shape(struct yaml_reader *reader,
                         const struct yaml_node *key, enum shape shape)
{
    report_node(reader, RULE_KEY_TYPE, key,
                arena_format(reader->arena, "%.*s: %s", (int)key->text.size,
                             key->text.data, shape_forms[shape]));
}

/* Where the bytes from 'node' to 'end' are "key：value", say so. */
static bool report_colon_to(struct yaml_reader *reader,
                            const struct yaml_node *node, size_t end)
{
    if (node->type != NODE_SCALAR || !node->plain)
        return false;
    const struct entry entry = entry_read(
        text_slice(reader->source->text, node->start, end - node->start));
    if (entry.colon != COLON_WIDE && entry.colon != COLON_TIGHT)
        return false;
    mend_colon(reader, &entry);
    yaml_report_text(reader, reader->fault.rule, entry.mark,
                     reader->fault.detail);
    return true;
}

static bool report_colon(struct yaml_reader *reader,
                         const struct yaml_node *node)
{
    return report_colon_to(reader, node, node->end);
}

/* What counts of the value of 'node'; where that is not all, it is told. */
static tm_text limited_value(struct yaml_reader *reader,
                             const struct yaml_node *node, enum limit limit)
{
    const tm_text text = value_of(node);
    const tm_text most = text_first(text, TM_MAX_NAME);
    if (limit == LIMIT_NONE || most.size == text.size)
        return text;
    report_node(reader, RULE_LIMIT_NAME, node, text);
    return limit == LIMIT_CUT ? most : (tm_text){ 0 };
}

static void read_one(struct yaml_reader *reader, const struct yaml_node *key,
                     enum limit limit, struct located *to)
{
    const struct yaml_node *value = &reader->nodes[key->next];
    if (value->type != NODE_SCALAR) {
        report_shape(reader, key, SHAPE_ONE);
        return;
    }
    *to = (struct located){ .text = limited_value(reader, value, limit),
                            .start = value->start,
                            .end = value->end };
    to->cut = to->text.size < value_of(value).size;
    if (!to->text.data)
        to->end = to->start;
}

/* A list that stands in every output line is limited as a whole, too: true
 * where 'text', the next of its texts, passes what is '*left' of that. */
static bool passes_list(struct yaml_reader *reader,
                        const struct yaml_node *node, tm_text text,
                        size_t *left)
{
    const size_t count = text_count(text);
    if (count > *left) {
        report_node(reader, RULE_LIMIT_FOLLOWS, node, text);
        return true;
    }
    *left -= count;
    return false;
}

static void read_list(struct yaml_reader *reader, const struct yaml_node *key,
                      enum limit limit, struct text_list *to)
{
    const struct yaml_node *value = &reader->nodes[key->next];
    const bool sequence = value->type == NODE_SEQUENCE;
    const size_t first = key->next + sequence;
    size_t left = TM_MAX_FOLLOWS;
    for (size_t i = first; i < value->next; i++)
        if (reader->nodes[i].type != NODE_SCALAR) {
            report_shape(reader, key, SHAPE_LIST);
            return;
        }
    to->texts =
        arena_zalloc(reader->arena, value->next - first, sizeof *to->texts);
    to->spans =
        arena_zalloc(reader->arena, value->next - first, sizeof *to->spans);
    for (size_t i = first; i < value->next; i++) {
        const struct yaml_node *node = &reader->nodes[i];
        const tm_text text = limited_value(reader, node, limit);
        if (limit == LIMIT_WHOLE && passes_list(reader, node, text, &left))
            return;
        if (!text.data)
            continue;
        to->spans[to->count] = (struct span){ node->start, node->end };
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

static void read_person_key(struct yaml_reader *reader,
                            const struct yaml_node *key, tm_person *person)
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
    const struct yaml_node *value = &reader->nodes[key->next];
    tm_text *to = (tm_text *)(void *)((char *)person + person_keys[row].offset);
    if (value->type != NODE_SCALAR)
        report_shape(reader, key, SHAPE_ONE);
    else if (to->data)
        report_node(reader, RULE_KEY_TWICE, key, key->text);
    else
        *to = limited_value(reader, value, LIMIT_CUT);
}

static bool read_person(struct yaml_reader *reader, const struct yaml_node *key,
                        tm_person *person)
{
    const struct yaml_node *value = &reader->nodes[key->next];
    *person = (tm_person){ .id = limited_value(reader, key, LIMIT_WHOLE) };
    if (value->type == NODE_SCALAR)
        person->name = limited_value(reader, value, LIMIT_CUT);
    if ((key->text.size && !person->id.size) || value->type == NODE_SEQUENCE ||
        (value->type == NODE_SCALAR && yaml_is_null(value) &&
         report_colon(reader, key)))
        return false;
    size_t at = key->next + 1;
    const struct yaml_node *next;
    if (value->type == NODE_MAPPING)
        while ((next = next_key(reader, value->next, &at)))
            read_person_key(reader, next, person);
    return true;
}

static void read_people(struct yaml_reader *reader, const struct yaml_node *key)
{
    const struct yaml_node *value = &reader->nodes[key->next];
    struct front_matter *result = reader->result;
    size_t capacity = 0, at = key->next + 1;
    if (yaml_is_null(value) || report_colon(reader, value))
        return;
    if (value->type != NODE_MAPPING) {
        report_shape(reader, key, SHAPE_PEOPLE);
        return;
    }
    const struct yaml_node *id;
    while ((id = next_key(reader, value->next, &at))) {
        tm_person person;
        if (read_person(reader, id, &person))
            *ARENA_PUSH(reader->arena, result->people, result->people_count,
                        capacity) = person;
        else if (reader->nodes[id->next].type == NODE_SEQUENCE)
            report_shape(reader, id, SHAPE_ONE);
    }
}

/* A mistyped word, and the right one that is near. */
static void report_typed(struct yaml_reader *reader, enum rule rule,
                         const struct yaml_node *node, tm_text near)
{
    report_node(reader, rule, node, node->text);
    diagnostics_suggest(reader->diagnostics, reader->diagnostics->count - 1,
                        near);
}

static void read_severity(struct yaml_reader *reader,
                          const struct yaml_node *key)
{
    const struct yaml_node *value = &reader->nodes[key->next];
    const tm_rule *rule = tm_rule_find(key->text);
    enum tm_severity severity;
    if (!rule)
        report_typed(reader, RULE_CONFIG_RULE, key, rule_nearest(key->text));
    else if (value->type != NODE_SCALAR ||
             !severity_find(value->text, &severity))
        report_shape(reader, key, SHAPE_SEVERITIES);
    else
        reader->result->severities[rule - tm_rule_at(0)] =
            (unsigned char)(severity + 1);
}

static void read_severities(struct yaml_reader *reader,
                            const struct yaml_node *key)
{
    const struct yaml_node *value = &reader->nodes[key->next];
    const struct yaml_node *rule;
    size_t at = key->next + 1;
    if (yaml_is_null(value))
        return;
    if (value->type != NODE_MAPPING) {
        report_shape(reader, key, SHAPE_SEVERITIES);
        return;
    }
    reader->result->severities = arena_zalloc(reader->arena, RULE__COUNT, 1);
    while ((rule = next_key(reader, value->next, &at)))
        read_severity(reader, rule);
}

/* ---- All of it ---------------------------------------------------------- */

static void read_known(struct yaml_reader *reader, const struct known_key *row,
                       const struct yaml_node *key)
{
    void *to = (char *)reader->result + row->offset;
    switch (row->shape) {
    case SHAPE_ONE: read_one(reader, key, row->limit, to); break;
    case SHAPE_LIST: read_list(reader, key, row->limit, to); break;
    case SHAPE_PEOPLE: read_people(reader, key); break;
    case SHAPE_SEVERITIES: read_severities(reader, key); break;
    }
}

/* A key that is "标题：…" is a slip, whatever YAML makes of it. */
static bool report_slip(struct yaml_reader *reader, const struct yaml_node *key)
{
    const struct entry entry = entry_read(key->text);
    const struct yaml_node *value = &reader->nodes[key->next];
    return entry_is_slip(&entry) &&
           report_colon_to(reader, key,
                           yaml_is_null(value) ? key->end : value->end);
}

/* Keep 'key' and its value, and where the key stands. */
static void keep_other(struct yaml_reader *reader, const struct yaml_node *key,
                       size_t capacity[2])
{
    struct front_matter *result = reader->result;
    size_t count = result->others_count;
    *ARENA_PUSH(reader->arena, result->other_keys, count, capacity[1]) =
        (struct located){ key->text, key->start, key->end, false };
    *ARENA_PUSH(reader->arena, result->others, result->others_count,
                capacity[0]) =
        (tm_pair){ key->text, yaml_flow(reader, &reader->nodes[key->next]) };
}

static void read_unknown(struct yaml_reader *reader,
                         const struct yaml_node *key, size_t capacity[2])
{
    if (report_slip(reader, key))
        return;
    if (!reader->config)
        keep_other(reader, key, capacity);
    else if (front_matter_knows(key->text))
        report_node(reader, RULE_CONFIG_TALK_KEY, key, key->text);
    else
        report_typed(reader, RULE_CONFIG_KEY, key,
                     front_matter_nearest_setting(key->text));
}

static void keep_setting(struct yaml_reader *reader, size_t row,
                         const struct yaml_node *key)
{
    size_t i = 0;
    while (front_matter_config_row(i) != row)
        i++;
    reader->result->settings[i] = (struct front_setting){
        .value = yaml_flow_quoted(reader, &reader->nodes[key->next]),
        .place = source_place(reader->source, key->start, key->end),
    };
}

static void read_keys(struct yaml_reader *reader)
{
    const enum place place = reader->config ? IN_CONFIG : IN_TALK;
    bool *seen = reader->result->given;
    size_t at = 1, capacity[2] = { 0 };
    const struct yaml_node *key;
    while ((key = next_key(reader, reader->nodes[0].next, &at))) {
        const size_t row = front_matter_find_key(key->text, place);
        if (row == KNOWN_KEYS) {
            read_unknown(reader, key, capacity);
        } else if (seen[row]) {
            report_node(reader, RULE_KEY_TWICE, key, key->text);
        } else {
            read_known(reader, &known_keys[row], key);
            if (reader->config)
                keep_setting(reader, row, key);
        }
        seen[row] = true;
    }
}

void front_matter_read(struct arena *arena, struct source *source,
                       struct diagnostics *diagnostics,
                       struct front_matter *result)
{
    struct yaml_reader reader = { .arena = arena,
                                  .source = source,
                                  .diagnostics = diagnostics,
                                  .result = result };
    const bool mark = text_starts(source->text, TEXT("\xEF\xBB\xBF"));
    *result = (struct front_matter){ .end = mark ? 3 : 0 };
    size_t end;
    if (!front_matter_find(&reader, &end))
        return;
    result->present = true;
    result->end = end;
    if (result->broken)
        return;
    check_nodes(&reader);
    read_keys(&reader);
}

void front_matter_read_config(struct arena *arena, struct source *source,
                              struct diagnostics *diagnostics,
                              struct front_matter *result)
{
    const bool mark = text_starts(source->text, TEXT("\xEF\xBB\xBF"));
    struct yaml_reader reader = { .arena = arena,
                                  .source = source,
                                  .diagnostics = diagnostics,
                                  .result = result,
                                  .config = true,
                                  .yaml =
                                      text_from(source->text, mark ? 3 : 0) };
    *result = (struct front_matter){
        .settings = arena_zalloc(arena, KNOWN_KEYS, sizeof *result->settings)
    };
    if (!front_matter_find_config(&reader))
        return;
    result->present = true;
    check_nodes(&reader);
    read_keys(&reader);
}

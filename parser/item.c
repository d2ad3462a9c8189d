#include "item.h"

#include "attributes.h"
#include "date.h"
#include "definition.h"
#include "destination.h"
#include "owner.h"
#include "reference.h"
#include "text.h"

enum {
    MOST_ATTRIBUTES = 1000, /* of a tag: each is compared with others */
};

/* ---- One item's reading ---- */

struct reading {
    struct parse *parse;
    tm_item *item;
    struct tag_source *tag; /* NULL: front matter's defaults */
    const struct attribute *token;
    tm_text title;
    unsigned seen; /* bits of enum attribute_type given so far */
    size_t topic_capacity, for_capacity, attribute_capacity;
    size_t place_count, place_capacity; /* of tag->answers */
    char *note;
    size_t note_size, note_capacity;
};

static tm_place token_place(struct reading *r)
{
    const struct located *defaults = &r->parse->front.defaults;
    return r->tag ? item_title_place(r->parse, r->tag, r->token->start,
                                     r->token->end)
                  : source_place(&r->parse->source, defaults->start,
                                 defaults->end);
}

static tm_text token_text(const struct reading *r)
{
    return text_slice(r->title, r->token->start,
                      r->token->end - r->token->start);
}

static void complain(struct reading *r, enum rule rule)
{
    diagnostics_add(&r->parse->diagnostics, rule, token_place(r),
                    token_text(r));
}

static tm_text keep(struct reading *r, tm_text text)
{
    return arena_copy(r->parse->arena, text);
}

/* Whether this is the first of its type; otherwise an error. */
static bool is_first(struct reading *r, enum attribute_type type)
{
    const unsigned bit = 1u << type;
    const bool first = !(r->seen & bit);
    r->seen |= bit;
    if (!first)
        complain(r, RULE_ATTRIBUTE_TWICE);
    return first;
}

static void add_pair(struct reading *r, tm_text key, tm_text value)
{
    tm_item *item = r->item;
    for (size_t i = 0; i < item->attribute_count; i++)
        if (text_equal_case(item->attributes[i].key, key)) {
            complain(r, RULE_ATTRIBUTE_TWICE);
            return;
        }
    const tm_pair pair = { keep(r, key), keep(r, value) };
    *ARENA_PUSH(r->parse->arena, item->attributes, item->attribute_count,
                r->attribute_capacity) = pair;
}

static void add_note(struct reading *r, tm_text word)
{
    const size_t size = r->note_size + (r->note_size > 0) + word.size;
    if (size > r->note_capacity) {
        r->note =
            arena_grow(r->parse->arena, r->note, r->note_capacity, size * 2);
        r->note_capacity = size * 2;
    }
    if (r->note_size)
        r->note[r->note_size++] = ' ';
    if (word.size)
        memcpy(r->note + r->note_size, word.data, word.size);
    r->note_size = size;
}

/* ---- Dates ---- */

static void set_due_words(struct reading *r, tm_text words)
{
    r->item->fields[TM_ITEM_DUE_TEXT] = keep(r, words);
    complain(r, RULE_DATE_WORDS);
}

static void set_due(struct reading *r, tm_text text, enum date_result result,
                    tm_date date)
{
    if (!is_first(r, ATTRIBUTE_DUE))
        return;
    switch (result) {
    case DATE_FOUND: r->item->dates[TM_ITEM_DUE] = date; break;
    case DATE_ONGOING: r->item->ongoing = true; break;
    case DATE_IMPOSSIBLE:
        complain(r, RULE_DATE_IMPOSSIBLE);
        r->item->fields[TM_ITEM_DUE_TEXT] = keep(r, text);
        break;
    case DATE_NONE:
    case DATE_UNANCHORED: set_due_words(r, text); break;
    }
}

static enum date_result read_date(struct reading *r, tm_text text,
                                  tm_date *date)
{
    *date = (tm_date){ 0 };
    return date_read(text, r->parse->talk->date, date);
}

static void read_due(struct reading *r)
{
    tm_date date;
    const tm_text value = r->token->value;
    set_due(r, value, read_date(r, value, &date), date);
}

/* A bare token that is a date in form is the due date. */
static bool read_bare_date(struct reading *r, tm_text text)
{
    tm_date date;
    const enum date_result result = read_date(r, text, &date);
    if (result == DATE_NONE)
        return false;
    set_due(r, text, result, date);
    return true;
}

/* Where the status was said, should a checkbox contradict it. */
static void note_status(struct reading *r)
{
    if (!r->tag)
        return;
    r->tag->status_start = r->token->start;
    r->tag->status_end = r->token->end;
}

static void read_other_date(struct reading *r, enum tm_item_date which)
{
    tm_date date;
    const enum date_result result = read_date(r, r->token->value, &date);
    if (!is_first(r, r->token->type))
        return;
    if (result == DATE_FOUND) {
        r->item->dates[which] = date;
        if (which == TM_ITEM_DONE && !(r->seen & 1u << ATTRIBUTE_STATUS))
            note_status(r);
        return;
    }
    complain(r, result == DATE_IMPOSSIBLE ? RULE_DATE_IMPOSSIBLE
                                          : RULE_DATE_EXPECTED);
    add_pair(r, r->token->key, r->token->value);
}

/* ---- The other attributes ---- */

static void set_status(struct reading *r, enum tm_status status)
{
    if (!is_first(r, ATTRIBUTE_STATUS))
        return;
    note_status(r);
    r->item->status = status;
    r->item->has_status = r->item->status_written = true;
}

static void read_status(struct reading *r)
{
    enum tm_status status;
    if (tm_status_find(r->token->value, &status)) {
        set_status(r, status);
    } else {
        complain(r, RULE_STATUS_UNKNOWN);
        if (text_is(r->token->key, "状态"))
            diagnostics_reword(
                &r->parse->diagnostics,
                TEXT("open, doing, done, accepted or dropped"),
                TEXT("未整改, 整改中, 已完成, 已销号 or 已撤销"));
        add_pair(r, r->token->key, r->token->value);
    }
}

/* Who 'name' is; where there is a roster it should know them. */
static tm_owner known_owner(struct reading *r, tm_text name)
{
    const tm_owner owner = owner_of(r->parse, keep(r, name));
    if (owner.type == TM_OWNER_UNKNOWN && r->parse->talk->person_count)
        owner_is_unknown(r->parse, owner.name, token_text(r), token_place(r));
    return owner;
}

static void read_owner(struct reading *r)
{
    owner_add(r->parse, r->item, known_owner(r, text_trim(r->token->value)));
}

static void read_to(struct reading *r)
{
    if (r->item->kind != TM_KIND_UPDATE) { /* then an unknown key, as it is */
        const size_t from = r->token->start + r->token->key.size + 1;
        add_pair(r, r->token->key,
                 r->token->quoted
                     ? r->token->value
                     : text_slice(r->title, from, r->token->end - from));
        return;
    }
    if (!is_first(r, ATTRIBUTE_TO))
        return;
    tm_text name = text_trim(r->token->value);
    if (text_starts(name, TEXT("@")))
        name = text_from(name, 1);
    r->item->handed_to =
        arena_alloc(r->parse->arena, sizeof *r->item->handed_to);
    *r->item->handed_to = known_owner(r, name);
}

/* Where the answer was given, should it answer nothing. */
static void note_answer(struct reading *r)
{
    if (!r->tag)
        return;
    *ARENA_PUSH(r->parse->scratch, r->tag->answers, r->place_count,
                r->place_capacity) = r->token->start;
    *ARENA_PUSH(r->parse->scratch, r->tag->answers, r->place_count,
                r->place_capacity) = r->token->end;
}

static void add_answer(struct reading *r, tm_text text)
{
    const tm_reference part = destination_part(text);
    if (!destination_is_id(part.id) ||
        (part.record.data && !part.record.size)) {
        complain(r, RULE_FOR_MALFORMED);
        return;
    }
    const tm_reference kept = {
        part.record.data ? keep(r, part.record) : part.record,
        keep(r, part.id),
    };
    note_answer(r);
    *ARENA_PUSH(r->parse->arena, r->item->answers, r->item->answer_count,
                r->for_capacity) = kept;
}

static bool parts_answers(uint32_t code, bool quoted)
{
    return code == ',' || code == 0xFF0C || code == 0x3001 ||
           (quoted && text_is_space(code));
}

static void read_for(struct reading *r)
{
    const tm_text value = r->token->value;
    for (size_t at = 0, start = 0, next; at <= value.size; at = next) {
        if (r->item->answer_count > MOST_ATTRIBUTES) {
            complain(r, RULE_LIMIT_ATTRIBUTES);
            break;
        }
        const uint32_t code = text_decode(value, at, &next);
        if (at < value.size && !parts_answers(code, r->token->quoted))
            continue;
        if (at > start)
            add_answer(r, text_slice(value, start, at - start));
        start = next;
        if (at == value.size)
            break;
    }
}

static void add_topic(struct reading *r, tm_text topic)
{
    tm_item *item = r->item;
    for (size_t i = 0; i < item->topic_count; i++)
        if (text_equal(item->topics[i], topic))
            return;
    const tm_text kept = keep(r, topic);
    *ARENA_PUSH(r->parse->arena, item->topics, item->topic_count,
                r->topic_capacity) = kept;
}

static void read_topic(struct reading *r)
{
    if (r->token->quoted || !read_bare_date(r, token_text(r)))
        add_topic(r, r->token->value);
}

static void read_text(struct reading *r, enum tm_item_field field)
{
    if (is_first(r, r->token->type))
        r->item->fields[field] = keep(r, r->token->value);
}

static void set_priority(struct reading *r, signed char priority)
{
    if (is_first(r, ATTRIBUTE_FLAG))
        r->item->priority = priority;
}

static void read_flag(struct reading *r)
{
    const tm_text word = r->token->value;
    if (text_equal_case(word, TEXT("each")) || text_is(word, "各自"))
        r->item->each = true;
    else if (text_equal_case(word, TEXT("high")) || text_is(word, "高"))
        set_priority(r, 1);
    else if (text_equal_case(word, TEXT("low")) || text_is(word, "低"))
        set_priority(r, -1);
    else
        add_note(r, token_text(r));
}

static void read_word(struct reading *r)
{
    enum tm_status status;
    const tm_text word = r->token->value;
    if (r->token->quoted)
        add_note(r, word);
    else if (r->item->kind == TM_KIND_UPDATE && tm_status_find(word, &status))
        set_status(r, status);
    else if (!read_bare_date(r, word))
        add_note(r, word);
}

static void read_token(struct reading *r)
{
    if (r->token->fault == ATTRIBUTE_EMPTY) {
        complain(r, RULE_ATTRIBUTE_EMPTY);
        return;
    }
    if (r->token->fault == ATTRIBUTE_UNCLOSED)
        complain(r, RULE_ATTRIBUTE_UNCLOSED);
    if (!text_trim(r->token->value).size)
        return; /* nothing was read before the end */
    switch (r->token->type) {
    case ATTRIBUTE_WORD: read_word(r); break;
    case ATTRIBUTE_OWNER: read_owner(r); break;
    case ATTRIBUTE_TOPIC: read_topic(r); break;
    case ATTRIBUTE_FLAG: read_flag(r); break;
    case ATTRIBUTE_DUE: read_due(r); break;
    case ATTRIBUTE_START: read_other_date(r, TM_ITEM_START); break;
    case ATTRIBUTE_DONE: read_other_date(r, TM_ITEM_DONE); break;
    case ATTRIBUTE_STATUS: read_status(r); break;
    case ATTRIBUTE_BY: read_text(r, TM_ITEM_BY); break;
    case ATTRIBUTE_EVIDENCE: read_text(r, TM_ITEM_EVIDENCE); break;
    case ATTRIBUTE_SOURCE: read_text(r, TM_ITEM_SOURCE); break;
    case ATTRIBUTE_FOR: read_for(r); break;
    case ATTRIBUTE_TO: read_to(r); break;
    case ATTRIBUTE_OTHER: add_pair(r, r->token->key, r->token->value); break;
    }
}

static void read_all(struct reading *r)
{
    size_t count;
    const struct attribute *tokens =
        attributes_read(r->parse->scratch, r->title, &count);
    for (size_t i = 0; i < count; i++) {
        r->token = &tokens[i];
        if (i == MOST_ATTRIBUTES) {
            complain(r, RULE_LIMIT_ATTRIBUTES);
            break;
        }
        read_token(r);
    }
    if (r->tag) {
        r->tag->tokens = tokens;
        r->tag->token_count = count < MOST_ATTRIBUTES ? count : MOST_ATTRIBUTES;
    }
    tm_item *item = r->item;
    if (r->note_size)
        item->fields[TM_ITEM_NOTE] = (tm_text){ r->note, r->note_size };
    if (item->dates[TM_ITEM_DONE].year && !item->status_written) {
        item->status = TM_STATUS_DONE;
        item->has_status = item->status_written = true;
    }
    item->dates[TM_ITEM_DUE_FIRST] = item->dates[TM_ITEM_DUE];
}

void item_read(struct parse *parse, tm_item *item, struct tag_source *tag)
{
    struct reading r = {
        .parse = parse, .item = item, .tag = tag, .title = tag->title
    };
    read_all(&r);
}

static tm_item *read_defaults(struct parse *parse, tm_text text)
{
    tm_item *item = arena_zalloc(parse->arena, 1, sizeof *item);
    item->talk = parse->talk;
    item->kind = TM_KIND_DIRECTIVE;
    struct reading r = { .parse = parse, .item = item, .title = text };
    read_all(&r);
    return item;
}

void item_read_defaults(struct parse *parse)
{
    parse->defaults = read_defaults(parse, parse->front.defaults.text);
    /* What is wrong with the configuration's is not this talk's fault: it was
       told when the configuration was read. */
    const struct diagnostics diagnostics = parse->diagnostics;
    const struct lookup unknown = parse->unknown_owners;
    struct unknown_owner *const last = parse->last_unknown;
    parse->diagnostics = (struct diagnostics){ .arena = parse->scratch };
    parse->unknown_owners = (struct lookup){ .arena = parse->scratch };
    parse->config_defaults = read_defaults(parse, parse->front.config_defaults);
    parse->diagnostics = diagnostics;
    parse->unknown_owners = unknown;
    parse->last_unknown = last;
}

tm_place item_title_place(struct parse *parse, struct tag_source *tag,
                          size_t start, size_t end)
{
    if (!tag->title_raw.data && parse->lookups_left) {
        parse->lookups_left--;
        definition_find(parse, tag);
    }
    if (start < tag->walk.plain)
        tag->walk = start < tag->walk_start.plain
                        ? ((struct reference_walk){ 0 })
                        : tag->walk_start;
    const size_t from =
        reference_walk_to(&tag->walk, tag->title_raw, tag->title, start);
    tag->walk_start = tag->walk;
    const size_t to =
        reference_walk_to(&tag->walk, tag->title_raw, tag->title, end);
    if (!tag->title_raw.data || from == SIZE_MAX || to == SIZE_MAX)
        return tm_node_place(tag->node);
    return source_place(&parse->source, tag->title_byte + from,
                        tag->title_byte + to);
}

/*
 * scope.c - what belongs to an item: where it stands in the outline, which
 * words are its own, what comes down to it, and how much of that may be told.
 *
 * The nodes are walked once, with a stack of what is open around them: the
 * document, quotes and list items, and the sections in each of these.
 */
#include "parse.h"

#include "passage.h"
#include "text.h"

enum {
    ALLOWANCE_FACTOR = 32,          /* details and paths: times the talk */
    ALLOWANCE_LEAST = 1024 * 1024,  /* bytes */
    OWNER_KEYS = 36,                /* bytes that JSON puts around an owner */
    MOST_BYTES = 4 * TM_MAX_DETAIL, /* of a detail: UTF-8 needs 4 at most */
};

/* A container (quote, list item, the document) or a section in one. */
struct frame {
    size_t end;       /* node at which a container ends; of a section: 0 */
    uint8_t level;    /* of a section's heading; 0: a container */
    size_t first;     /* of a section: the node after its heading */
    tm_item *item;    /* whose section or list item it is; or NULL */
    tm_item *points;  /* the point in running text that lasts, or NULL */
    tm_item *replies; /* the same for a reply */
};

struct scoping {
    struct parse *parse;
    struct frame *frames; /* a stack; the document at the bottom */
    size_t depth, capacity;
    bool *placed;        /* of each item: its list item has dealt with it */
    size_t *path_size;   /* of each item: bytes of its path and itself */
    size_t *text_before; /* of each node: bytes of text before it */
    struct passages passages; /* of the block that the walk stands in */
    size_t allowance;         /* bytes of details and paths still allowed */
    bool told_allowance, told_tags;
};

/* ---- What is around ---- */

/* Visit what encloses the place of the walk, innermost first. Begin with
 * { depth, 0 }; NULL at the end. */
struct around {
    size_t frame;
    unsigned step;
};

static tm_item *next_around(const struct scoping *s, struct around *at)
{
    while (at->frame) {
        const struct frame *f = &s->frames[at->frame - 1];
        const bool reply_inner = f->replies > f->points;
        tm_item *const inner[] = { reply_inner ? f->replies : f->points,
                                   reply_inner ? f->points : f->replies,
                                   f->item };
        while (at->step < 3) {
            tm_item *item = inner[at->step++];
            if (item)
                return item;
        }
        *at = (struct around){ at->frame - 1, 0 };
    }
    return NULL;
}

static const tm_item *around_of_kind(const struct scoping *s,
                                     const tm_item *item, enum tm_kind kind)
{
    struct around at = { s->depth, 0 };
    for (const tm_item *up; (up = next_around(s, &at));)
        if (up != item && up->kind == kind)
            return up;
    return NULL;
}

/* ---- Limits ---- */

static void withhold(struct scoping *s, const tm_item *item, bool *told,
                     enum rule rule)
{
    if (!*told)
        diagnostics_add(&s->parse->diagnostics, rule, item->place,
                        (tm_text){ 0 });
    *told = true;
}

static bool spend(struct scoping *s, const tm_item *item, size_t bytes)
{
    if (bytes <= s->allowance) {
        s->allowance -= bytes;
        return true;
    }
    withhold(s, item, &s->told_allowance, RULE_LIMIT_DETAIL);
    return false;
}

/* ---- What comes down ---- */

static bool has_due(const tm_item *item)
{
    return item->dates[TM_ITEM_DUE].year || item->ongoing ||
           item->fields[TM_ITEM_DUE_TEXT].data;
}

static void inherit_due(tm_item *item, const tm_item *from)
{
    item->dates[TM_ITEM_DUE] = from->dates[TM_ITEM_DUE];
    item->dates[TM_ITEM_DUE_FIRST] = from->dates[TM_ITEM_DUE];
    item->fields[TM_ITEM_DUE_TEXT] = from->fields[TM_ITEM_DUE_TEXT];
    item->ongoing = from->ongoing;
}

/* Bytes that come down, so that what is inherited has its limit. */
static size_t size_inherited(const tm_item *item, const tm_item *from)
{
    size_t bytes = 0;
    for (size_t i = 0; !item->owner_count && i < from->owner_count; i++) {
        const tm_owner *owner = &from->owners[i];
        bytes +=
            OWNER_KEYS + owner->id.size + owner->name.size + owner->unit.size;
    }
    for (size_t i = 0; i < from->topic_count; i++)
        bytes += from->topics[i].size;
    if (!item->fields[TM_ITEM_SOURCE].data)
        bytes += from->fields[TM_ITEM_SOURCE].size;
    if (!has_due(item))
        bytes += from->fields[TM_ITEM_DUE_TEXT].size;
    return bytes;
}

static bool has_topic(const tm_item *item, tm_text topic)
{
    for (size_t i = 0; i < item->topic_count; i++)
        if (text_equal(item->topics[i], topic))
            return true;
    return false;
}

static void inherit_topics(struct scoping *s, tm_item *item,
                           const tm_item *from)
{
    if (!from->topic_count)
        return;
    if (!item->topic_count) {
        item->topics = from->topics;
        item->topic_count = from->topic_count;
        return;
    }
    const size_t most = item->topic_count + from->topic_count;
    tm_text *topics = arena_alloc(s->parse->arena, most * sizeof *topics);
    memcpy(topics, item->topics, item->topic_count * sizeof *topics);
    item->topics = topics;
    for (size_t i = 0; i < from->topic_count; i++)
        if (!has_topic(item, from->topics[i]))
            topics[item->topic_count++] = from->topics[i];
}

static void inherit_from(struct scoping *s, tm_item *item, const tm_item *from)
{
    if (tm_kind_traits(from->kind) & TM_TRAIT_ASIDE ||
        !spend(s, item, size_inherited(item, from)))
        return;
    if (!item->owner_count) {
        item->owners = from->owners;
        item->owner_count = from->owner_count;
    }
    if (!item->fields[TM_ITEM_SOURCE].data)
        item->fields[TM_ITEM_SOURCE] = from->fields[TM_ITEM_SOURCE];
    if (!has_due(item))
        inherit_due(item, from);
    if (!item->dates[TM_ITEM_START].year)
        item->dates[TM_ITEM_START] = from->dates[TM_ITEM_START];
    inherit_topics(s, item, from);
}

static void inherit(struct scoping *s, tm_item *item)
{
    if (!(tm_kind_traits(item->kind) & TM_TRAIT_INHERITS))
        return;
    struct around at = { s->depth, 0 };
    for (const tm_item *up; (up = next_around(s, &at));)
        if (up != item)
            inherit_from(s, item, up);
    inherit_from(s, item, s->parse->defaults);
    inherit_from(s, item, s->parse->config_defaults);
}

/* ---- What is its own ---- */

/* 'bytes' of text in 'nodes' nodes: each may bring line ends, a marker and the
 * indent of every level that is open. */
static void set_detail(struct scoping *s, tm_item *item, struct range range,
                       size_t bytes, size_t nodes)
{
    item->detail = range;
    item->detail_is_short =
        bytes + nodes * (16 + 2 * s->depth) <= TM_MAX_DETAIL;
    item->detail_withheld =
        !spend(s, item, bytes < MOST_BYTES ? bytes : MOST_BYTES);
}

static void set_path(struct scoping *s, tm_item *item)
{
    const size_t index = tm_item_index(item);
    const tm_item *up = around_of_kind(s, item, TM_KIND_POINT);
    const size_t path = up ? s->path_size[tm_item_index(up)] : 0;
    item->parent = up;
    item->path_withheld = !spend(s, item, path);
    s->path_size[index] = path + item->words.size;
}

/* ---- Items in their place ---- */

/* What the item stands under; its detail is set by the caller. */
static void place(struct scoping *s, tm_item *item)
{
    s->placed[tm_item_index(item)] = true;
    item->reply = around_of_kind(s, item, TM_KIND_REPLY);
    set_path(s, item);
    inherit(s, item);
}

static size_t text_between(const struct scoping *s, size_t first, size_t end)
{
    return s->text_before[end] - s->text_before[first];
}

static void set_nodes_detail(struct scoping *s, tm_item *item, size_t first,
                             size_t end)
{
    const tm_node *nodes = s->parse->talk->nodes;
    struct range range = { 0 };
    if (end > first)
        range = (struct range){ &nodes[first], &nodes[end - 1], 0, SIZE_MAX };
    set_detail(s, item, range, text_between(s, first, end), end - first);
}

static struct frame *top(struct scoping *s)
{
    return &s->frames[s->depth - 1];
}

static void push(struct scoping *s, struct frame frame)
{
    *ARENA_PUSH(s->parse->scratch, s->frames, s->depth, s->capacity) = frame;
}

/* The innermost frame ends before node 'end'. */
static void pop(struct scoping *s, size_t end)
{
    const struct frame frame = *top(s);
    s->depth--;
    if (frame.level && frame.item)
        set_nodes_detail(s, frame.item, frame.first, end);
}

static void close_containers(struct scoping *s, size_t node)
{
    for (size_t i = s->depth; i-- > 1;)
        if (!s->frames[i].level && s->frames[i].end <= node)
            while (s->depth > i)
                pop(s, s->frames[i].end);
}

/* The item that owns list item 'node': an untagged checkbox's, or that of the
 * tag which its first block begins with. */
static tm_item *owner_of(tm_node *node)
{
    if (node->item && node->item->untagged)
        return node->item;
    if (node->size < 3 || node[1].type != TM_NODE_PARAGRAPH)
        return NULL;
    const tm_node *end = node + 1 + node[1].size;
    for (tm_node *at = node + 2; at < end; at++) {
        if (at->type == TM_NODE_TAG)
            return at->item;
        const bool blank =
            at->type == TM_NODE_TEXT && !text_trim(at->text).size;
        if (!blank && at->type != TM_NODE_EMPHASIS &&
            at->type != TM_NODE_STRONG)
            break;
    }
    return NULL;
}

static void enter_container(struct scoping *s, size_t index)
{
    tm_node *node = &s->parse->talk->nodes[index];
    tm_item *owner = node->type == TM_NODE_ITEM ? owner_of(node) : NULL;
    if (owner) {
        place(s, owner);
        set_nodes_detail(s, owner, index + 1, index + node->size);
    }
    push(s, (struct frame){ .end = index + node->size, .item = owner });
}

/* No heading stands under a point or a reply in running text. */
static void enter_heading(struct scoping *s, size_t index)
{
    const tm_node *node = &s->parse->talk->nodes[index];
    while (top(s)->level && top(s)->level >= node->level)
        pop(s, index);
    for (size_t i = s->depth; i--;) {
        s->frames[i].points = NULL;
        s->frames[i].replies = NULL;
        if (!s->frames[i].level)
            break;
    }
    if (node->item)
        place(s, node->item);
    push(s, (struct frame){ .level = node->level,
                            .first = index + node->size,
                            .item = node->item });
}

static void last_in_text(struct scoping *s, tm_item *item)
{
    for (size_t i = 0; i < s->depth; i++)
        if (item->kind == TM_KIND_POINT)
            s->frames[i].points = NULL;
        else
            s->frames[i].replies = NULL;
}

static void set_passage(struct scoping *s, tm_item *item)
{
    size_t bytes;
    bool within;
    const struct range range =
        passages_of(&s->passages, item->node, &bytes, &within);
    if (within) {
        set_detail(s, item, range, bytes, 1);
    } else {
        item->detail_withheld = true;
        withhold(s, item, &s->told_tags, RULE_LIMIT_TAGS);
    }
}

static void enter_tag(struct scoping *s, size_t index)
{
    const tm_node *node = &s->parse->talk->nodes[index];
    tm_item *item = node->item;
    if (item->node != node || s->placed[tm_item_index(item)])
        return;
    const bool lasts =
        item->kind == TM_KIND_POINT || item->kind == TM_KIND_REPLY;
    if (lasts)
        last_in_text(s, item);
    place(s, item);
    set_passage(s, item);
    if (item->kind == TM_KIND_POINT)
        top(s)->points = item;
    else if (item->kind == TM_KIND_REPLY)
        top(s)->replies = item;
}

static void enter(struct scoping *s, size_t index)
{
    const tm_node *node = &s->parse->talk->nodes[index];
    close_containers(s, index);
    switch (node->type) {
    case TM_NODE_BLOCK_QUOTE:
    case TM_NODE_ITEM: enter_container(s, index); break;
    case TM_NODE_HEADING:
        enter_heading(s, index);
        passages_begin(&s->passages, s->parse->scratch, node);
        break;
    case TM_NODE_PARAGRAPH:
        passages_begin(&s->passages, s->parse->scratch, node);
        break;
    case TM_NODE_TAG: enter_tag(s, index); break;
    default: break; /* nothing begins with the other types */
    }
}

static void count_text(struct scoping *s)
{
    const tm_talk *talk = s->parse->talk;
    size_t bytes = 0;
    s->text_before =
        arena_alloc(s->parse->scratch, (talk->node_count + 1) * sizeof(size_t));
    for (size_t i = 0; i < talk->node_count; i++) {
        const tm_node *node = &talk->nodes[i];
        s->text_before[i] = bytes;
        if (node->type == TM_NODE_TEXT || node->type == TM_NODE_CODE ||
            node->type == TM_NODE_CODE_BLOCK)
            bytes += node->text.size;
    }
    s->text_before[talk->node_count] = bytes;
}

void scope_build(struct parse *parse)
{
    const tm_talk *talk = parse->talk;
    const size_t allowance = parse->source.text.size * ALLOWANCE_FACTOR;
    struct scoping s = {
        .parse = parse,
        .allowance = allowance > ALLOWANCE_LEAST ? allowance : ALLOWANCE_LEAST,
    };
    s.placed =
        arena_zalloc(parse->scratch, talk->item_count + 1, sizeof *s.placed);
    s.path_size =
        arena_zalloc(parse->scratch, talk->item_count + 1, sizeof *s.path_size);
    count_text(&s);
    push(&s, (struct frame){ .end = talk->node_count });
    for (size_t i = 1; i < talk->node_count; i++)
        enter(&s, i);
    close_containers(&s, talk->node_count);
    while (s.depth > 1)
        pop(&s, talk->node_count);
}

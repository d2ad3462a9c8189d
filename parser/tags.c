/*
 * tags.c - items are made: of tags, of headings, of checkboxes.
 */
#include "parse.h"

#include "destination.h"
#include "item.h"
#include "lookup.h"
#include "owner.h"
#include "text.h"

struct making {
    struct parse *parse;
    size_t next_tag;         /* of parse->tags, in step with the nodes */
    const tm_node *title;    /* the heading that is the talk's title, or NULL */
    const tm_node *box_tag;  /* the tag that the last checkbox belongs to */
    const tm_node *box_item; /* and its list item */
};

/* ---- Items ---- */

static tm_item *new_item(struct parse *parse, enum tm_kind kind, tm_node *node)
{
    tm_item *item = &parse->talk->items[parse->talk->item_count++];
    *item = (tm_item){
        .talk = parse->talk,
        .kind = kind,
        .node = node,
        .checkbox = -1,
        .has_status = tm_kind_traits(kind) & TM_TRAIT_TASK,
    };
    node->item = item;
    return item;
}

struct collected {
    struct arena *arena;
    char *data;
    size_t size, capacity;
};

static bool collect(void *to, const char *data, size_t size)
{
    struct collected *c = to;
    if (c->size + size > c->capacity) {
        const size_t capacity = (c->size + size) * 2;
        c->data = arena_grow(c->arena, c->data, c->capacity, capacity);
        c->capacity = capacity;
    }
    memcpy(c->data + c->size, data, size);
    c->size += size;
    return true;
}

/* Plain text of 'range', trimmed, at most 'limit' code points. */
static tm_text words_of(struct arena *arena, struct range range, size_t limit,
                        bool *cut)
{
    struct collected c = { .arena = arena };
    range_write(range, limit, cut, collect, &c);
    char *line = c.data;
    for (size_t i = 0; i < c.size; i++)
        if (line[i] == '\n')
            line[i] = ' ';
    return text_trim((tm_text){ c.data ? c.data : "", c.size });
}

static void set_words(struct parse *parse, tm_item *item, struct range range)
{
    item->words = words_of(parse->arena, range, TM_MAX_WORDS, &item->words_cut);
}

/* ---- Tags ---- */

static struct tag_source *tag_of(struct making *m, const tm_node *node)
{
    struct parse *parse = m->parse;
    size_t i = m->next_tag;
    while (i < parse->tag_count && parse->tags[i].node != node)
        i++;
    return &parse->tags[i];
}

static void read_update_id(struct parse *parse, tm_item *item, tm_text id,
                           tm_place place)
{
    const tm_talk *talk = parse->talk;
    tm_reference target = destination_part(id);
    if (!id.size) {
        diagnostics_add(&parse->diagnostics, RULE_TARGET_MISSING, place,
                        (tm_text){ 0 });
        return;
    }
    if (!destination_is_id(target.id) ||
        (target.record.data && !target.record.size)) {
        diagnostics_add(&parse->diagnostics, RULE_ID_MALFORMED, place, id);
        return;
    }
    if (target.record.data)
        target.record = arena_copy(parse->arena, target.record);
    else if (talk->lists[TM_LIST_FOLLOWS].count == 1)
        target.record = talk->lists[TM_LIST_FOLLOWS].texts[0];
    else if (!talk->lists[TM_LIST_FOLLOWS].count)
        diagnostics_add(&parse->diagnostics, RULE_TARGET_UNKNOWN, place, id);
    target.id = arena_copy(parse->arena, target.id);
    item->target = target;
}

static void read_id(struct parse *parse, tm_item *item, tm_text id,
                    tm_place place)
{
    if (item->kind == TM_KIND_UPDATE) {
        read_update_id(parse, item, id, place);
        return;
    }
    if (!id.size)
        return;
    const bool reserved = text_starts(id, TEXT("tm-"));
    if (reserved || !destination_is_id(id))
        diagnostics_add(&parse->diagnostics,
                        reserved ? RULE_ID_RESERVED : RULE_ID_MALFORMED, place,
                        id);
    else
        item->id = arena_copy(parse->arena, id);
}

/* A reply's owner is by default who its words name, where they are known. */
static void default_speaker(struct parse *parse, tm_item *item)
{
    if (item->kind != TM_KIND_REPLY || item->owner_count || !item->words.size)
        return;
    const tm_owner owner = owner_of(parse, item->words);
    if (owner.type != TM_OWNER_UNKNOWN)
        owner_add(parse, item, owner);
}

/* The item of 'tag', carried by 'node': the TAG itself or its heading. */
static tm_item *item_of_tag(struct making *m, struct tag_source *tag,
                            tm_node *node)
{
    struct parse *parse = m->parse;
    struct destination destination = { 0 };
    destination_read(parse->scratch, tag->node->text, &destination);
    tm_item *item = new_item(parse, destination.kind, node);
    item->place = tm_node_place(tag->node);
    tag->item = item;
    tag->node->item = item;
    read_id(parse, item, destination.id, item->place);
    set_words(parse, item, range_of(tag->node));
    item_read(parse, item, tag);
    default_speaker(parse, item);
    return item;
}

/* ---- Headings ---- */

static bool is_blank(tm_text text)
{
    return !text_trim(text).size;
}

static bool has_words(const tm_node *node)
{
    return node->type == TM_NODE_CODE || node->type == TM_NODE_IMAGE ||
           node->type == TM_NODE_LINK ||
           (node->type == TM_NODE_TEXT && !is_blank(node->text));
}

/* The tag that is all of 'heading' but for emphasis and white space. */
static tm_node *whole_tag(tm_node *heading)
{
    tm_node *found = NULL;
    for (tm_node *node = heading + 1; node < heading + heading->size; node++) {
        if (has_words(node) || (node->type == TM_NODE_TAG && found))
            return NULL;
        if (node->type == TM_NODE_TAG) {
            found = node;
            node += node->size - 1;
        }
    }
    return found;
}

static tm_node *first_tag(tm_node *block)
{
    for (tm_node *node = block + 1; node < block + block->size; node++)
        if (node->type == TM_NODE_TAG)
            return node;
    return NULL;
}

static enum tm_kind kind_of(struct parse *parse, const tm_node *tag)
{
    struct destination destination = { 0 };
    destination_read(parse->scratch, tag->text, &destination);
    return destination.kind;
}

static tm_node *first_point(struct parse *parse, tm_node *heading)
{
    for (tm_node *node = heading + 1; node < heading + heading->size; node++)
        if (node->type == TM_NODE_TAG && kind_of(parse, node) == TM_KIND_POINT)
            return node;
    return NULL;
}

static bool tagged_points_only(const struct parse *parse)
{
    return text_equal_case(parse->front.points.text, TEXT("tagged"));
}

static bool is_top_level(const tm_node *node)
{
    return node[-(ptrdiff_t)node->up].type == TM_NODE_DOCUMENT;
}

static void make_heading(struct making *m, tm_node *heading)
{
    struct parse *parse = m->parse;
    tm_node *tag = whole_tag(heading);
    if (tag && (tm_kind_traits(kind_of(parse, tag)) & TM_TRAIT_HEADING)) {
        item_of_tag(m, tag_of(m, tag), heading);
        return;
    }
    if (heading == m->title) {
        heading->flags |= NODE_TITLE;
        return;
    }
    tag = first_point(parse, heading);
    if (tag) {
        tm_item *item = item_of_tag(m, tag_of(m, tag), heading);
        set_words(parse, item, range_inside(heading));
    } else if (is_top_level(heading) && !tagged_points_only(parse)) {
        tm_item *item = new_item(parse, TM_KIND_POINT, heading);
        item->untagged = true;
        item->place = tm_node_place(heading);
        set_words(parse, item, range_inside(heading));
    }
}

/* The first heading, where it is of level 1, holds no tag, and front matter
 * gives no title or the same words. */
static void find_title(struct making *m)
{
    struct parse *parse = m->parse;
    tm_talk *talk = parse->talk;
    tm_node *root = talk->nodes, *heading = NULL;
    for (tm_node *node = root + 1; node < root + root->size && !heading;
         node += node->size)
        if (node->type == TM_NODE_HEADING)
            heading = node;
    if (!heading || heading->level != 1 || first_tag(heading))
        return;
    bool cut;
    const tm_text words =
        words_of(parse->arena, range_inside(heading), TM_MAX_NAME, &cut);
    tm_text *title = &talk->fields[TM_FIELD_TITLE];
    if (title->size && (cut != parse->front.title.cut ||
                        !text_equal(text_trim(*title), words)))
        return;
    m->title = heading;
    if (title->size || !words.size)
        return;
    *title = words;
    if (cut)
        diagnostics_add(&parse->diagnostics, RULE_LIMIT_NAME,
                        tm_node_place(heading), words);
}

/* ---- Checkboxes ---- */

/* The text that a box stands at the beginning of: the first in the first
 * paragraph of 'item'. */
static tm_node *box_text(tm_node *item)
{
    if (item->size < 3 || item[1].type != TM_NODE_PARAGRAPH ||
        item[2].type != TM_NODE_TEXT)
        return NULL;
    const tm_text text = item[2].text;
    const bool box = text_starts(text, TEXT("[ ] ")) ||
                     text_starts(text, TEXT("[x] ")) ||
                     text_starts(text, TEXT("[X] "));
    return box ? &item[2] : NULL;
}

/* The bytes of the known @names that 'text' begins with; they own 'item'. */
static size_t leading_owners(struct parse *parse, tm_item *item, tm_text text)
{
    size_t at = owner_skip_separators(text, 0);
    while (at < text.size && text.data[at] == '@') {
        const tm_text rest = text_from(text, at + 1);
        const size_t name = owner_known_name(parse, rest);
        if (!name)
            break;
        owner_add(parse, item, owner_of(parse, text_slice(rest, 0, name)));
        at = owner_skip_separators(text, at + 1 + name);
    }
    return at;
}

/* From the "[" of a box to the end of the paragraph that it stands in. */
static tm_place box_place(struct parse *parse, const tm_node *item)
{
    const tm_text all = parse->source.text;
    const tm_place paragraph = tm_node_place(&item[1]);
    return source_place(&parse->source,
                        text_find(all, TEXT("["), paragraph.start),
                        paragraph.end);
}

static void set_box(tm_item *item, const tm_node *list_item)
{
    item->checkbox = list_item->flags & NODE_TICKED ? 1 : 0;
}

static void set_untagged_box(tm_item *item, const tm_node *list_item)
{
    set_box(item, list_item);
    if (item->checkbox)
        item->status = TM_STATUS_DONE;
}

static void make_untagged_box(struct parse *parse, tm_node *list_item,
                              tm_node *text)
{
    if (text_equal_case(parse->front.checkboxes.text, TEXT("ignore")))
        return;
    tm_item *item = new_item(parse, TM_KIND_DIRECTIVE, list_item);
    item->untagged = true;
    item->place = box_place(parse, list_item);
    struct range words = range_inside(list_item + 1);
    words.from = leading_owners(parse, item, text->text);
    set_words(parse, item, words);
    set_untagged_box(item, list_item);
}

static void make_box(struct making *m, tm_node *list_item)
{
    tm_node *text = box_text(list_item);
    if (!text)
        return;
    const bool ticked = text->text.data[1] != ' ';
    list_item->flags |= (uint8_t)(NODE_BOX | (ticked ? NODE_TICKED : 0));
    text->text = text_from(text->text, 4);
    const tm_node *paragraph = list_item + 1;
    for (const tm_node *node = text; node < paragraph + paragraph->size; node++)
        if (node->type == TM_NODE_TAG &&
            (tm_kind_traits(kind_of(m->parse, node)) & TM_TRAIT_BOX)) {
            m->box_tag = node;
            m->box_item = list_item;
            return;
        }
    make_untagged_box(m->parse, list_item, text);
}

/* A ticked box is done, and agrees with what is closed; an empty one says
 * nothing, but contradicts what is closed. */
static void settle_box(struct parse *parse, struct tag_source *tag)
{
    tm_item *item = tag->item;
    const bool written = item->has_status && item->status_written;
    const bool closed = tm_status_is_closed(item->status);
    if (written && closed != (item->checkbox == 1))
        diagnostics_add(
            &parse->diagnostics, RULE_STATUS_BOX,
            item_title_place(parse, tag, tag->status_start, tag->status_end),
            text_slice(tag->title, tag->status_start,
                       tag->status_end - tag->status_start));
    if (!written && item->checkbox == 1) {
        item->status = TM_STATUS_DONE;
        item->has_status = true;
    }
}

/* ---- Ids ---- */

static void keep_without_id(struct parse *parse, tm_item *item, enum rule rule)
{
    diagnostics_add(&parse->diagnostics, rule, item->place, item->id);
    item->id = (tm_text){ 0 };
}

static void claim_ids(struct parse *parse, struct lookup *ids)
{
    tm_talk *talk = parse->talk;
    for (tm_item *item = talk->items; item < talk->items + talk->item_count;
         item++) {
        if (!item->id.size || item->kind == TM_KIND_CITE)
            continue;
        if (lookup_add(ids, item->id, item) != item)
            keep_without_id(parse, item, RULE_ID_TWICE);
    }
}

/* Whether the i-th answer names an item of this talk that is not there. */
static bool answers_nothing(const struct parse *parse, const struct lookup *ids,
                            const tm_item *item, size_t i)
{
    const tm_reference *answer = &item->answers[i];
    const tm_text own = parse->talk->fields[TM_FIELD_RECORD];
    const bool here = !answer->record.data || text_equal(answer->record, own);
    return here && !lookup_find(ids, answer->id);
}

/* One for: may give many answers; its place is found once. */
static void judge_answers(struct parse *parse, const struct lookup *ids,
                          struct tag_source *tag)
{
    size_t known = SIZE_MAX;
    tm_place place = { 0 };
    for (size_t i = 0; i < tag->item->answer_count; i++) {
        const size_t start = tag->answers[2 * i], end = tag->answers[2 * i + 1];
        if (!answers_nothing(parse, ids, tag->item, i))
            continue;
        if (start != known)
            place = item_title_place(parse, tag, start, end);
        known = start;
        diagnostics_add(&parse->diagnostics, RULE_FOR_UNKNOWN, place,
                        tag->item->answers[i].id);
    }
}

/* "~issue-2". By hand: a talk has thousands, and printf would take a third of
 * their time. */
static tm_text automatic_id(struct arena *arena, enum tm_kind kind,
                            unsigned long number)
{
    const tm_text name = text_of(tm_kind_name(kind));
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    const size_t count = sizeof digits - at;
    char *id = arena_alloc(arena, name.size + count + 2);
    id[0] = '~';
    memcpy(id + 1, name.data, name.size);
    id[name.size + 1] = '-';
    memcpy(id + name.size + 2, digits + at, count);
    return (tm_text){ id, name.size + count + 2 };
}

static void settle_ids(struct parse *parse)
{
    tm_talk *talk = parse->talk;
    struct lookup ids = { .arena = parse->scratch };
    unsigned long without[TM_KIND__COUNT] = { 0 };
    claim_ids(parse, &ids);
    for (tm_item *item = talk->items; item < talk->items + talk->item_count;
         item++) {
        if (item->kind == TM_KIND_CITE && item->id.size &&
            lookup_find(&ids, item->id))
            keep_without_id(parse, item, RULE_ID_CITED);
        if (item->id.size)
            continue;
        item->auto_id = true;
        item->id =
            automatic_id(parse->arena, item->kind, ++without[item->kind]);
    }
    for (size_t i = 0; i < parse->tag_count; i++)
        judge_answers(parse, &ids, &parse->tags[i]);
}

/* ---- All of them ---- */

static size_t most_items(const struct parse *parse)
{
    size_t count = parse->tag_count;
    for (size_t i = 0; i < parse->talk->node_count; i++) {
        tm_node *node = &parse->talk->nodes[i];
        count += node->type == TM_NODE_HEADING ||
                 (node->type == TM_NODE_ITEM && box_text(node));
    }
    return count;
}

static void make_tag(struct making *m, tm_node *node)
{
    struct tag_source *tag = tag_of(m, node);
    m->next_tag = (size_t)(tag - m->parse->tags) + 1;
    if (tag->item)
        return;
    tm_item *item = item_of_tag(m, tag, node);
    if (node == m->box_tag) {
        tm_node *list_item =
            m->parse->talk->nodes + (m->box_item - m->parse->talk->nodes);
        list_item->item = item;
        set_box(item, list_item);
    }
}

void tags_build(struct parse *parse)
{
    struct making m = { .parse = parse };
    tm_talk *talk = parse->talk;
    const size_t most = most_items(parse);
    talk->items = arena_alloc(parse->arena, most * sizeof *talk->items);
    find_title(&m);
    for (size_t i = 0; i < talk->node_count; i++) {
        tm_node *node = &talk->nodes[i];
        if (node->type == TM_NODE_HEADING)
            make_heading(&m, node);
        else if (node->type == TM_NODE_ITEM)
            make_box(&m, node);
        else if (node->type == TM_NODE_TAG)
            make_tag(&m, node);
    }
    settle_ids(parse);
    for (size_t i = 0; i < parse->tag_count; i++)
        if (parse->tags[i].item->checkbox >= 0)
            settle_box(parse, &parse->tags[i]);
}

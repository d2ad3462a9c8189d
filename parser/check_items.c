/*
 * check_items.c - what an item should say, so that it is done.
 */
#include "check.h"

#include "destination.h"
#include "text.h"

static bool is_open_task(const tm_item *item)
{
    return tm_kind_traits(item->kind) & TM_TRAIT_TASK &&
           !tm_status_is_closed(item->status);
}

static bool has_due(const tm_item *item)
{
    return item->dates[TM_ITEM_DUE].year || item->ongoing ||
           item->fields[TM_ITEM_DUE_TEXT].data;
}

static bool lacks_owner(const tm_item *item)
{
    return !item->owner_count;
}

static bool lacks_due(const tm_item *item)
{
    return !has_due(item);
}

static bool lacks_id(const tm_item *item)
{
    return item->auto_id;
}

static const struct {
    enum rule rule;
    bool (*lacks)(const tm_item *item);
} rules[] = {
    { RULE_OWNER_MISSING, lacks_owner },
    { RULE_DUE_MISSING, lacks_due },
    { RULE_ID_MISSING, lacks_id },
};

enum {
    RULES = sizeof rules / sizeof *rules
};

/* Whether the author wrote an id, which then is told to be a wrong one. */
static bool names_id(struct check *check, const struct tag_source *tag)
{
    struct destination destination = { 0 };
    destination_read(check->scratch, tag->node->text, &destination);
    return destination.id.size > 0;
}

static void check_tagged(struct check *check, const struct tag_source *tag)
{
    const tm_item *item = tag->item;
    if (!is_open_task(item))
        return;
    for (size_t k = 0; k < RULES; k++)
        if (rules[k].lacks(item) &&
            (rules[k].rule != RULE_ID_MISSING || !names_id(check, tag)))
            check_find_at(check, rules[k].rule, item->place, (tm_text){ 0 });
}

/* Of checkboxes without a tag each rule tells the first, and how many there
 * are: a list of them is no list of slips. */
static void check_boxes(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    tm_place first[RULES];
    size_t times[RULES] = { 0 };
    for (size_t i = 0; i < talk->item_count; i++) {
        const tm_item *item = &talk->items[i];
        if (!item->untagged || !is_open_task(item))
            continue;
        for (size_t k = 0; k < RULES; k++)
            if (rules[k].lacks(item) && !times[k]++)
                first[k] = item->place;
    }
    for (size_t k = 0; k < RULES; k++)
        if (times[k])
            check_find_times(check, rules[k].rule, first[k].start, first[k].end,
                             (tm_text){ 0 }, times[k]);
}

/* ---- A box against its status ---- */

/* The list item whose box belongs to the item of 'tag'. */
static const tm_node *box_of(const struct tag_source *tag)
{
    const tm_node *node = tag->node;
    while (node->up && (node->type != TM_NODE_ITEM || node->item != tag->item))
        node -= node->up;
    return node;
}

/* The next diagnostic of a box, from the i-th on. They were told in the order
 * of the tags. */
static size_t next_told(const struct check *check, size_t i)
{
    const struct diagnostics *list = &check->parse->diagnostics;
    const char *name = tm_rule_at(RULE_STATUS_BOX)->name;
    while (i < list->count && list->list[i].rule != name)
        i++;
    return i;
}

static bool contradicts(const tm_item *item)
{
    return item->checkbox >= 0 && item->has_status && item->status_written &&
           tm_status_is_closed(item->status) != (item->checkbox == 1);
}

/* What is closed has its box ticked. A ticked box of what is said to be open
 * is left to the author. */
static void mend_boxes(struct check *check)
{
    const struct parse *parse = check->parse;
    const size_t count = parse->diagnostics.count;
    size_t told = next_told(check, 0);
    for (size_t i = 0; i < parse->tag_count && told < count; i++) {
        const tm_item *item = parse->tags[i].item;
        if (!contradicts(item))
            continue;
        const tm_node *box = box_of(&parse->tags[i]);
        const size_t at =
            text_find(parse->source.text, TEXT("[ ]"), box[1].place.start);
        if (!item->checkbox && at != SIZE_MAX) {
            struct finding *finding = check_find_told(check, told);
            check_edit(check, finding, at + 1, at + 2, TEXT("x"));
            check_mend(check, finding, TM_MEND_UNSAFE, NULL);
        }
        told = next_told(check, told + 1);
    }
}

void check_items(struct check *check)
{
    mend_boxes(check);
    for (size_t i = 0; i < check->parse->tag_count; i++)
        check_tagged(check, &check->parse->tags[i]);
    check_boxes(check);
}

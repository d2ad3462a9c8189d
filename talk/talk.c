/*
 * talk.c - what a talk answers when asked (talkmark.h).
 */
#include "model.h"

#include "text.h"

#include <stdlib.h>

/* ---- Dates ---- */

int tm_date_compare(tm_date a, tm_date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

/* ---- Kinds and states ---- */

static const struct {
    const char *name, *chinese, *plural;
    unsigned traits;
} kinds[TM_KIND__COUNT] = {
#define KIND(NAME, scheme, chinese, plural, traits) \
 [TM_KIND_##NAME] = { scheme, chinese, plural, traits },
#include "kinds.def"
#undef KIND
};

static const struct {
    enum tm_kind kind;
    tm_text word;
} kind_words[] = {
#define KIND(NAME, scheme, chinese, plural, traits)  \
 { TM_KIND_##NAME, { scheme, sizeof(scheme) - 1 } }, \
     { TM_KIND_##NAME, { chinese, sizeof(chinese) - 1 } },
#define KIND_ALIAS(NAME, word) { TM_KIND_##NAME, { word, sizeof(word) - 1 } },
#include "kinds.def"
#undef KIND
#undef KIND_ALIAS
};

static const struct {
    const char *name, *chinese;
    bool closed;
} statuses[TM_STATUS__COUNT] = {
#define STATUS(NAME, word, chinese, closed) \
 [TM_STATUS_##NAME] = { word, chinese, closed },
#include "statuses.def"
#undef STATUS
};

const char *tm_kind_name(enum tm_kind kind)
{
    return kinds[kind].name;
}

const char *tm_kind_chinese(enum tm_kind kind)
{
    return kinds[kind].chinese;
}

const char *tm_kind_plural(enum tm_kind kind)
{
    return kinds[kind].plural;
}

unsigned tm_kind_traits(enum tm_kind kind)
{
    return kinds[kind].traits;
}

bool tm_kind_find(tm_text word, enum tm_kind *kind)
{
    for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++)
        if (text_equal_case(word, kind_words[i].word)) {
            *kind = kind_words[i].kind;
            return true;
        }
    return false;
}

const char *tm_status_name(enum tm_status status)
{
    return statuses[status].name;
}

const char *tm_status_chinese(enum tm_status status)
{
    return statuses[status].chinese;
}

bool tm_status_is_closed(enum tm_status status)
{
    return statuses[status].closed;
}

bool tm_status_find(tm_text word, enum tm_status *status)
{
    for (int i = 0; i < TM_STATUS__COUNT; i++)
        if (text_equal_case(word, text_of(statuses[i].name)) ||
            text_is(word, statuses[i].chinese)) {
            *status = (enum tm_status)i;
            return true;
        }
    return false;
}

/* ---- The talk ---- */

void tm_talk_free(tm_talk *talk)
{
    if (!talk)
        return;
    if (talk->again) {
        arena_release(&talk->again->arena);
        free(talk->again);
    }
    arena_release(&talk->arena);
    free(talk);
}

size_t tm_talk_diagnostic_count(const tm_talk *talk)
{
    return talk->diagnostic_count;
}

const tm_diagnostic *tm_talk_diagnostic(const tm_talk *talk, size_t i)
{
    return &talk->diagnostics[i];
}

const char *tm_severity_name(enum tm_severity severity)
{
    static const char *const names[] = {
        [TM_SEVERITY_HINT] = "hint",
        [TM_SEVERITY_WARNING] = "warning",
        [TM_SEVERITY_ERROR] = "error",
    };
    return names[severity];
}

tm_text tm_talk_field(const tm_talk *talk, enum tm_field field)
{
    return talk->fields[field];
}

tm_date tm_talk_date(const tm_talk *talk)
{
    return talk->date;
}

bool tm_talk_is_chinese(const tm_talk *talk)
{
    const tm_text lang = talk->fields[TM_FIELD_LANG];
    return text_equal_case(text_slice(lang, 0, 2), TEXT("zh")) &&
           (lang.size == 2 || lang.data[2] == '-');
}

size_t tm_talk_list_count(const tm_talk *talk, enum tm_list list)
{
    return talk->lists[list].count;
}

tm_text tm_talk_list(const tm_talk *talk, enum tm_list list, size_t i)
{
    return talk->lists[list].texts[i];
}

tm_place tm_talk_record_place(const tm_talk *talk)
{
    return talk->record_place;
}

tm_place tm_talk_follows_place(const tm_talk *talk, size_t i)
{
    return talk->follows_places[i];
}

size_t tm_talk_person_count(const tm_talk *talk)
{
    return talk->person_count;
}

const tm_person *tm_talk_person(const tm_talk *talk, size_t i)
{
    return &talk->people[i];
}

size_t tm_talk_metadata_count(const tm_talk *talk)
{
    return talk->metadata_count;
}

tm_pair tm_talk_metadata(const tm_talk *talk, size_t i)
{
    return talk->metadata[i];
}

/* ---- Nodes ---- */

const tm_node *tm_talk_root(const tm_talk *talk)
{
    return talk->nodes;
}

enum tm_node_type tm_node_type_of(const tm_node *node)
{
    return (enum tm_node_type)node->type;
}

const char *tm_node_type_name(enum tm_node_type type)
{
    static const char *const names[TM_NODE__COUNT] = {
        [TM_NODE_DOCUMENT] = "document",
        [TM_NODE_BLOCK_QUOTE] = "block_quote",
        [TM_NODE_LIST] = "list",
        [TM_NODE_ITEM] = "item",
        [TM_NODE_CODE_BLOCK] = "code_block",
        [TM_NODE_HTML_BLOCK] = "html_block",
        [TM_NODE_PARAGRAPH] = "paragraph",
        [TM_NODE_HEADING] = "heading",
        [TM_NODE_THEMATIC_BREAK] = "thematic_break",
        [TM_NODE_TEXT] = "text",
        [TM_NODE_SOFT_BREAK] = "soft_break",
        [TM_NODE_HARD_BREAK] = "hard_break",
        [TM_NODE_CODE] = "code",
        [TM_NODE_HTML_INLINE] = "html_inline",
        [TM_NODE_EMPHASIS] = "emphasis",
        [TM_NODE_STRONG] = "strong",
        [TM_NODE_LINK] = "link",
        [TM_NODE_IMAGE] = "image",
        [TM_NODE_TAG] = "tag",
    };
    return names[type];
}

const tm_node *tm_node_parent(const tm_node *node)
{
    return node->up ? node - node->up : NULL;
}

const tm_node *tm_node_first_child(const tm_node *node)
{
    return node->size > 1 ? node + 1 : NULL;
}

const tm_node *tm_node_next(const tm_node *node)
{
    if (!node->up)
        return NULL;
    const tm_node *next = node + node->size;
    const tm_node *parent = node - node->up;
    return next < parent + parent->size ? next : NULL;
}

tm_text tm_node_text(const tm_node *node)
{
    const bool literal = node->type == TM_NODE_TEXT ||
                         node->type == TM_NODE_CODE ||
                         node->type == TM_NODE_CODE_BLOCK;
    return literal ? node->text : (tm_text){ 0 };
}

tm_text tm_node_info(const tm_node *node)
{
    return node->type == TM_NODE_CODE_BLOCK ? node->extra : (tm_text){ 0 };
}

static bool has_destination(const tm_node *node)
{
    return node->type == TM_NODE_LINK || node->type == TM_NODE_IMAGE;
}

tm_text tm_node_url(const tm_node *node)
{
    return has_destination(node) ? node->text : (tm_text){ 0 };
}

tm_text tm_node_title(const tm_node *node)
{
    return has_destination(node) ? node->extra : (tm_text){ 0 };
}

int tm_node_level(const tm_node *node)
{
    return node->level;
}

bool tm_node_is_ordered(const tm_node *node)
{
    return node->flags & NODE_ORDERED;
}

int tm_node_list_start(const tm_node *node)
{
    return node->start;
}

bool tm_node_is_tight(const tm_node *node)
{
    return node->flags & NODE_TIGHT;
}

bool tm_node_joins(const tm_node *node)
{
    return node->flags & NODE_JOINS;
}

const tm_item *tm_node_item(const tm_node *node)
{
    return node->item;
}

bool tm_node_has_checkbox(const tm_node *node, bool *ticked)
{
    if (ticked)
        *ticked = node->flags & NODE_TICKED;
    return node->flags & NODE_BOX;
}

bool tm_node_is_title(const tm_node *node)
{
    return node->flags & NODE_TITLE;
}

tm_place tm_node_place(const tm_node *node)
{
    const struct node_place *place = &node->place;
    return (tm_place){ place->line,       place->column, place->end_line,
                       place->end_column, place->start,  place->end };
}

/* ---- Items ---- */

size_t tm_talk_item_count(const tm_talk *talk)
{
    return talk->item_count;
}

const tm_item *tm_talk_item(const tm_talk *talk, size_t i)
{
    return &talk->items[i];
}

size_t tm_item_index(const tm_item *item)
{
    const tm_item *whole = item->share_of ? item->share_of : item;
    return (size_t)(whole - item->talk->items);
}

const tm_talk *tm_item_talk(const tm_item *item)
{
    return item->talk;
}

enum tm_kind tm_item_kind(const tm_item *item)
{
    return item->kind;
}

tm_text tm_item_id(const tm_item *item)
{
    return item->id;
}

bool tm_item_is_auto_id(const tm_item *item)
{
    return item->auto_id;
}

tm_text tm_item_words(const tm_item *item)
{
    return item->words;
}

const tm_node *tm_item_node(const tm_item *item)
{
    return item->node;
}

tm_place tm_item_place(const tm_item *item)
{
    return item->place;
}

bool tm_item_is_untagged(const tm_item *item)
{
    return item->untagged;
}

tm_text tm_item_field(const tm_item *item, enum tm_item_field field)
{
    return item->fields[field];
}

tm_date tm_item_date(const tm_item *item, enum tm_item_date date)
{
    return item->dates[date];
}

bool tm_item_is_ongoing(const tm_item *item)
{
    return item->ongoing;
}

bool tm_item_is_each(const tm_item *item)
{
    return item->each;
}

enum tm_status tm_item_status(const tm_item *item)
{
    return item->status;
}

bool tm_item_has_status(const tm_item *item)
{
    return item->has_status;
}

int tm_item_checkbox(const tm_item *item)
{
    return item->checkbox;
}

int tm_item_priority(const tm_item *item)
{
    return item->priority;
}

bool tm_item_is_late(const tm_item *item, tm_date today)
{
    const tm_date due = item->dates[TM_ITEM_DUE];
    return (kinds[item->kind].traits & TM_TRAIT_TASK) && due.year &&
           !statuses[item->status].closed && tm_date_compare(due, today) < 0;
}

size_t tm_item_owner_count(const tm_item *item)
{
    return item->owner_count;
}

const tm_owner *tm_item_owner(const tm_item *item, size_t i)
{
    return &item->owners[i];
}

tm_text tm_owner_label(const tm_owner *owner)
{
    if (owner->name.size)
        return owner->name;
    return owner->unit.size ? owner->unit : owner->id;
}

const tm_owner *tm_item_handed_to(const tm_item *item)
{
    return item->handed_to;
}

size_t tm_item_for_count(const tm_item *item)
{
    return item->answer_count;
}

tm_reference tm_item_for(const tm_item *item, size_t i)
{
    return item->answers[i];
}

size_t tm_item_topic_count(const tm_item *item)
{
    return item->topic_count;
}

tm_text tm_item_topic(const tm_item *item, size_t i)
{
    return item->topics[i];
}

size_t tm_item_attribute_count(const tm_item *item)
{
    return item->attribute_count;
}

tm_pair tm_item_attribute(const tm_item *item, size_t i)
{
    return item->attributes[i];
}

tm_reference tm_item_target(const tm_item *item)
{
    return item->target;
}

const tm_item *tm_item_reply(const tm_item *item)
{
    return item->reply;
}

tm_text tm_item_speaker(const tm_item *item)
{
    if (item->kind != TM_KIND_REPLY)
        return (tm_text){ 0 };
    return item->owner_count ? tm_owner_label(item->owners) : item->words;
}

const tm_item *tm_item_parent(const tm_item *item)
{
    return item->parent;
}

bool tm_item_path_withheld(const tm_item *item)
{
    return item->path_withheld;
}

/*
 * check_answers.c - what items answer (for:): that it can be answered, and that
 * there is an end to it.
 */
#include "attributes.h"
#include "check.h"
#include "item.h"
#include "lookup.h"
#include "text.h"

enum {
    WHITE, /* not looked at */
    GREY,  /* on the way to here */
    BLACK, /* done */
};

/* An item on the way: 'next' is the answer to follow next. */
struct step {
    size_t item, next;
};

/* The items and who they answer. */
struct answers {
    struct check *check;
    struct lookup ids;        /* of tm_item */
    struct tag_source **tags; /* of each item; NULL: it is untagged */
    unsigned char *colours;
    struct step *way;
    size_t length, capacity;
};

static const tm_talk *talk_of(const struct answers *answers)
{
    return answers->check->parse->talk;
}

static void index_items(struct answers *answers)
{
    struct parse *parse = answers->check->parse;
    tm_talk *talk = parse->talk;
    answers->ids.arena = answers->check->scratch;
    answers->tags = arena_zalloc(answers->check->scratch, talk->item_count + 1,
                                 sizeof(struct tag_source *));
    for (size_t i = 0; i < talk->item_count; i++) {
        tm_item *item = &talk->items[i];
        if (!item->auto_id && item->id.size && item->kind != TM_KIND_CITE)
            lookup_add(&answers->ids, item->id, item);
    }
    for (size_t i = 0; i < parse->tag_count; i++)
        answers->tags[parse->tags[i].item - talk->items] = &parse->tags[i];
}

/* The item of this talk that is the k-th answer of 'item'; NULL: none is. */
static const tm_item *answered(const struct answers *answers,
                               const tm_item *item, size_t k)
{
    const tm_reference *to = &item->answers[k];
    const tm_text own = talk_of(answers)->fields[TM_FIELD_RECORD];
    const bool here = !to->record.data || text_equal(to->record, own);
    return here ? lookup_find(&answers->ids, to->id) : NULL;
}

static tm_place answer_place(const struct answers *answers, const tm_item *item,
                             size_t k)
{
    struct tag_source *tag = answers->tags[item - talk_of(answers)->items];
    return item_title_place(answers->check->parse, tag, tag->answers[2 * k],
                            tag->answers[2 * k + 1]);
}

/* ---- What can be answered ---- */

/* What is to be done, and what was decided: somebody carries it out. */
static bool is_answerable(enum tm_kind kind)
{
    return tm_kind_traits(kind) & TM_TRAIT_TASK || kind == TM_KIND_DECISION;
}

static void check_kinds(struct answers *answers, const tm_item *item)
{
    for (size_t k = 0; k < item->answer_count; k++) {
        const tm_item *to = answered(answers, item, k);
        if (to && !is_answerable(to->kind))
            check_find_at(answers->check, RULE_FOR_KIND,
                          answer_place(answers, item, k),
                          arena_format(answers->check->scratch, "%s:%.*s",
                                       tm_kind_name(to->kind), (int)to->id.size,
                                       to->id.data));
    }
}

/* ---- Circles ---- */

/* "a → b → a", of a long way its beginning. */
static tm_text circle_text(const struct answers *answers, const tm_item *to)
{
    enum {
        SHOWN = 8
    };
    const tm_item *items = talk_of(answers)->items;
    struct arena *arena = answers->check->scratch;
    size_t i = answers->length;
    while (i && &items[answers->way[i - 1].item] != to)
        i--;
    tm_text text = to->id;
    for (size_t shown = 1; i < answers->length && shown < SHOWN; i++, shown++)
        text = arena_format(arena, "%.*s → %.*s", (int)text.size, text.data,
                            (int)items[answers->way[i].item].id.size,
                            items[answers->way[i].item].id.data);
    return i < answers->length
               ? arena_format(arena, "%.*s → …", (int)text.size, text.data)
               : arena_format(arena, "%.*s → %.*s", (int)text.size, text.data,
                              (int)to->id.size, to->id.data);
}

static void enter(struct answers *answers, size_t item)
{
    const struct step step = { item, 0 };
    answers->colours[item] = GREY;
    *ARENA_PUSH(answers->check->scratch, answers->way, answers->length,
                answers->capacity) = step;
}

/* Whether an answer of 'item' before the k-th is the same. */
static bool is_again(const tm_item *item, size_t k)
{
    return k && text_equal(item->answers[k].id, item->answers[k - 1].id);
}

static void follow(struct answers *answers, const tm_item *item, size_t k)
{
    const tm_item *to = answered(answers, item, k);
    if (!to)
        return;
    const size_t next = (size_t)(to - talk_of(answers)->items);
    if (answers->colours[next] == WHITE)
        enter(answers, next);
    else if (answers->colours[next] == GREY && !is_again(item, k))
        check_find_at(answers->check, RULE_FOR_CIRCLE,
                      answer_place(answers, item, k), circle_text(answers, to));
}

/* Each item and each answer is looked at once, whatever way leads to it: an
 * answer to what is on the way to here closes a circle. */
static void check_circles_from(struct answers *answers, size_t first)
{
    enter(answers, first);
    while (answers->length) {
        struct step *step = &answers->way[answers->length - 1];
        const tm_item *item = &talk_of(answers)->items[step->item];
        if (step->next < item->answer_count) {
            follow(answers, item, step->next++);
        } else {
            answers->colours[step->item] = BLACK;
            answers->length--;
        }
    }
}

/* ---- Pledges ---- */

static bool has_for(const struct tag_source *tag)
{
    size_t i = 0;
    while (i < tag->token_count && tag->tokens[i].type != ATTRIBUTE_FOR)
        i++;
    return i < tag->token_count;
}

/* Whether there is anything that a pledge could answer. */
static bool asks_something(const tm_talk *talk)
{
    size_t i = 0;
    while (i < talk->item_count && talk->items[i].kind != TM_KIND_ISSUE &&
           talk->items[i].kind != TM_KIND_DIRECTIVE)
        i++;
    return i < talk->item_count || talk->lists[TM_LIST_FOLLOWS].count;
}

static void check_pledge(struct answers *answers, const tm_item *item)
{
    const struct tag_source *tag =
        answers->tags[item - talk_of(answers)->items];
    if (item->kind == TM_KIND_PLEDGE && tag && !has_for(tag) &&
        !tm_status_is_closed(item->status))
        check_find_at(answers->check, RULE_PLEDGE_ALONE, item->place,
                      (tm_text){ 0 });
}

void check_answers(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    struct answers answers = { .check = check };
    const bool asked = asks_something(talk);
    index_items(&answers);
    answers.colours = arena_zalloc(check->scratch, talk->item_count + 1, 1);
    for (size_t i = 0; i < talk->item_count; i++) {
        check_kinds(&answers, &talk->items[i]);
        if (asked)
            check_pledge(&answers, &talk->items[i]);
        if (answers.colours[i] == WHITE)
            check_circles_from(&answers, i);
    }
}

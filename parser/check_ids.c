/*
 * check_ids.c - mends for what reading told of ids: attributes that stand in
 * one, and an answer to what is nearly the id of an item.
 */
#include "attributes.h"
#include "check.h"
#include "date.h"
#include "destination.h"
#include "item.h"
#include "lookup.h"
#include "text.h"

enum {
    MOST_COMPARISONS = 20000
};

/* The tags of a talk, and what was told of a rule, in the order of the tags. */
struct ids {
    struct check *check;
    size_t told;         /* the diagnostic to look at next */
    size_t comparisons;  /* of ids, that may still be made */
    struct lookup items; /* those that have an id, by it */
};

/* The next diagnostic of 'rule' from 'told' on, where it begins at 'start', or
 * where that is 0 anywhere; SIZE_MAX: it is of a later tag. */
static size_t take_told(struct ids *ids, enum rule rule, size_t start)
{
    const struct diagnostics *list = &ids->check->parse->diagnostics;
    const char *name = tm_rule_at(rule)->name;
    for (; ids->told < list->count; ids->told++) {
        const tm_diagnostic *d = &list->list[ids->told];
        if (d->rule != name || d->place.start < start)
            continue;
        return !start || d->place.start == start ? ids->told++ : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* ---- Attributes in an id ---- */

/* Where the part of 'id' ends that is one. */
static size_t id_end(tm_text id)
{
    size_t at = 0, next;
    while (at < id.size && text_is_id(text_decode(id, at, &next)))
        at = next;
    return at;
}

/* Without the commas before it, and out of the quotes around it. */
static tm_text unwrapped(tm_text text, bool *quoted)
{
    size_t next = 0, last;
    text = text_trim(text);
    while (text_starts(text, TEXT(",")) || text_starts(text, TEXT("，")) ||
           text_starts(text, TEXT("、")))
        text = text_trim(text_from(text, text.data[0] == ',' ? 1 : 3));
    const uint32_t close =
        text.size ? attribute_closing_quote(text_decode(text, 0, &next)) : 0;
    *quoted = close && next < text.size &&
              text_decode_before(text, text.size, &last) == close &&
              last >= next;
    return *quoted ? text_slice(text, next, last - next) : text;
}

/* Whether 'title' has nothing but attributes. */
static bool is_attributes(struct check *check, tm_text title)
{
    size_t count;
    tm_date date;
    const tm_date talk = check->parse->talk->date;
    const struct attribute *list =
        attributes_read(check->scratch, title, &count);
    for (size_t i = 0; i < count; i++)
        if (list[i].fault || list[i].type == ATTRIBUTE_OTHER ||
            (list[i].type == ATTRIBUTE_WORD &&
             date_read(list[i].value, talk, &date) == DATE_NONE))
            return false;
    return count;
}

/* Where 'url' begins in "[words](url)"; SIZE_MAX: a definition has it. */
static size_t url_byte(struct check *check, const tm_node *tag, tm_text url)
{
    const tm_text all = check->parse->source.text;
    const tm_text text =
        text_slice(all, tag->place.start, tag->place.end - tag->place.start);
    const size_t at = text_find(
        text, arena_format(check->scratch, "](%.*s", (int)url.size, url.data),
        0);
    return at == SIZE_MAX ? at : tag->place.start + at + 2;
}

/* "核对(任务:核对“@王强”)": what stands behind the id is its title. */
static void mend_malformed(struct ids *ids, const struct tag_source *tag,
                           tm_text id, size_t told)
{
    struct check *check = ids->check;
    const tm_node *node = tag->node;
    const tm_text url = node->text;
    const tm_text own = text_slice(id, 0, id_end(id));
    bool quoted;
    const tm_text title = unwrapped(text_from(id, own.size), &quoted);
    const size_t at = url_byte(check, node, url);
    if (at == SIZE_MAX || node->extra.size || !text_ends(url, id) ||
        (own.size && !destination_is_id(own)) ||
        memchr(title.data, '"', title.size) ||
        memchr(title.data, '\\', title.size) || !is_attributes(check, title))
        return;
    struct finding *finding = check_find_told(check, told);
    const struct expected expected = {
        .kind_and_id = arena_format(check->scratch, "%s:%.*s",
                                    tm_kind_name(tag->item->kind),
                                    (int)own.size, own.data),
        .title = title,
        .edit = SIZE_MAX,
        .start = node->place.start,
    };
    check_edit(
        check, finding, at + (url.size - id.size) + own.size, at + url.size,
        arena_format(check->scratch, " \"%.*s\"", (int)title.size, title.data));
    check_mend(check, finding, quoted ? TM_MEND_SAFE : TM_MEND_UNSAFE,
               &expected);
}

/* ---- What cannot be seen in an id, and commas behind it ---- */

/* Soft hyphens, and spaces and joiners of no width. */
static bool is_invisible(uint32_t code)
{
    return code == 0x00AD || (code >= 0x200B && code <= 0x200F) ||
           code == 0x2060 || code == 0xFEFF;
}

/* Without the commas that it ends with. */
static tm_text without_commas(tm_text id)
{
    static const char *const commas[] = { ",", "，", "、", ";", "；", "。" };
    for (size_t i = 0; i < sizeof commas / sizeof *commas;) {
        const tm_text comma = text_of(commas[i++]);
        if (!text_ends(id, comma))
            continue;
        id = text_slice(id, 0, id.size - comma.size);
        i = 0;
    }
    return id;
}

/* The id without what cannot be seen, and with "-" for spaces that are none of
 * CommonMark's, which 'spaced' tells. */
static tm_text seen(struct arena *scratch, tm_text id, bool *spaced)
{
    char *data = arena_alloc(scratch, id.size + 1);
    size_t size = 0;
    *spaced = false;
    for (size_t at = 0, next; at < id.size; at = next) {
        const uint32_t code = text_decode(id, at, &next);
        if (is_invisible(code))
            continue;
        if (text_is_space(code)) {
            data[size++] = '-';
            *spaced = true;
            continue;
        }
        memcpy(data + size, id.data + at, next - at);
        size += next - at;
    }
    return (tm_text){ data, size };
}

/* "keys(U+00AD)count": false where that is not all that is wrong with it. */
static bool mend_unseen(struct ids *ids, const struct tag_source *tag,
                        tm_text id, size_t told)
{
    struct check *check = ids->check;
    const tm_node *node = tag->node;
    bool spaced;
    const tm_text own = seen(check->scratch, without_commas(id), &spaced);
    const size_t at = url_byte(check, node, node->text);
    const size_t end = at + node->text.size;
    if (at == SIZE_MAX || !text_ends(node->text, id) || !destination_is_id(own))
        return false;
    struct finding *finding = check_find_told(check, told);
    const struct expected expected = {
        .kind_and_id = arena_format(check->scratch, "%s:%.*s",
                                    tm_kind_name(tag->item->kind),
                                    (int)own.size, own.data),
        .title = node->extra,
        .edit = SIZE_MAX,
        .start = node->place.start,
    };
    check_edit(check, finding, end - id.size, end, own);
    check_mend(check, finding, spaced ? TM_MEND_UNSAFE : TM_MEND_SAFE,
               &expected);
    return true;
}

static void judge_malformed(struct ids *ids, const struct tag_source *tag)
{
    struct destination destination;
    if (tag->item->auto_id && tag->item->kind != TM_KIND_UPDATE &&
        destination_read(ids->check->scratch, tag->node->text, &destination) &&
        destination.id.size && !destination_is_id(destination.id)) {
        const size_t told =
            take_told(ids, RULE_ID_MALFORMED, tag->node->place.start);
        if (told != SIZE_MAX && !mend_unseen(ids, tag, destination.id, told))
            mend_malformed(ids, tag, destination.id, told);
    }
}

/* ---- Answers to nothing ---- */

/* The id of an item of this talk that is nearest to 'id'. */
static tm_text nearest_id(struct ids *ids, tm_text id)
{
    const tm_talk *talk = ids->check->parse->talk;
    tm_suggestion near = { .typed = id };
    for (size_t i = 0; i < talk->item_count && ids->comparisons; i++) {
        const tm_item *item = &talk->items[i];
        const bool is_task = tm_kind_traits(item->kind) & TM_TRAIT_TASK;
        if (item->auto_id || !(is_task || item->kind == TM_KIND_DECISION))
            continue;
        ids->comparisons--;
        tm_suggest(&near, item->id);
    }
    return near.word;
}

/* The k-th answer of 'tag', which was told to be to nothing. */
static void mend_answer(struct ids *ids, const struct tag_source *tag, size_t k,
                        tm_place place, size_t told)
{
    struct check *check = ids->check;
    const tm_text id = tag->item->answers[k].id;
    const tm_text near = nearest_id(ids, id);
    const tm_text all = check->parse->source.text;
    const tm_text token = text_slice(all, place.start, place.end - place.start);
    const size_t colon = text_find(token, TEXT(":"), 0);
    const size_t at =
        colon == SIZE_MAX ? colon : text_find(token, id, colon + 1);
    diagnostics_suggest(&check->parse->diagnostics, told, near);
    if (!near.size || at == SIZE_MAX ||
        text_find(token, id, at + 1) != SIZE_MAX)
        return;
    struct finding *finding = check_find_told(check, told);
    check_edit(check, finding, place.start + at, place.start + at + id.size,
               near);
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

/* Whether nothing of this talk is what the k-th answer names: told, then. */
static bool answers_nothing(const struct ids *ids, const tm_item *item,
                            size_t k)
{
    const tm_reference *to = &item->answers[k];
    const tm_text own = ids->check->parse->talk->fields[TM_FIELD_RECORD];
    return (!to->record.data || text_equal(to->record, own)) &&
           !lookup_find(&ids->items, to->id);
}

/* One for: may give many answers; its place is found once. */
static void judge_answers(struct ids *ids, struct tag_source *tag)
{
    struct parse *parse = ids->check->parse;
    size_t known = SIZE_MAX;
    tm_place place = { 0 };
    for (size_t k = 0; k < tag->item->answer_count && ids->comparisons; k++) {
        const size_t start = tag->answers[2 * k];
        if (!answers_nothing(ids, tag->item, k))
            continue;
        if (start != known)
            place =
                item_title_place(parse, tag, start, tag->answers[2 * k + 1]);
        known = start;
        const size_t told = take_told(ids, RULE_FOR_UNKNOWN, 0);
        if (told != SIZE_MAX &&
            parse->diagnostics.list[told].place.start == place.start)
            mend_answer(ids, tag, k, place, told);
    }
}

static void index_items(struct ids *ids)
{
    tm_talk *talk = ids->check->parse->talk;
    ids->items.arena = ids->check->scratch;
    for (size_t i = 0; i < talk->item_count; i++) {
        tm_item *item = &talk->items[i];
        if (!item->auto_id && item->id.size && item->kind != TM_KIND_CITE)
            lookup_add(&ids->items, item->id, item);
    }
}

void check_ids(struct check *check)
{
    struct parse *parse = check->parse;
    struct ids malformed = { .check = check };
    struct ids unknown = { .check = check, .comparisons = MOST_COMPARISONS };
    index_items(&unknown);
    for (size_t i = 0; i < parse->tag_count; i++) {
        judge_malformed(&malformed, &parse->tags[i]);
        judge_answers(&unknown, &parse->tags[i]);
    }
}

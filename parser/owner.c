#include "owner.h"

#include "text.h"

/* A name that is found nowhere. */
struct unknown_owner {
    tm_text written; /* at its first place */
    tm_place place;
    size_t times;
    struct same_lines lines;
    struct unknown_owner *next; /* found before this one */
};

static void index_name(struct lookup *lookup, tm_text name, tm_person *person)
{
    if (name.size)
        lookup_add(lookup, name, person);
}

void owners_index(struct parse *parse)
{
    tm_talk *talk = parse->talk;
    parse->people_by_id = parse->people_by_name = parse->units =
        parse->unknown_owners = (struct lookup){ .arena = parse->scratch };
    for (size_t i = 0; i < talk->person_count; i++) {
        tm_person *person = &talk->people[i];
        index_name(&parse->people_by_id, person->id, person);
        index_name(&parse->people_by_name, person->name, person);
        index_name(&parse->units, person->unit, person);
    }
    for (size_t i = 0; i < talk->lists[TM_LIST_AUDIENCE].count; i++) {
        tm_text *unit = &talk->lists[TM_LIST_AUDIENCE].texts[i];
        lookup_add(&parse->units, *unit, unit);
    }
}

static const tm_person *find_person(const struct parse *parse, tm_text name)
{
    const tm_person *by_id = lookup_find(&parse->people_by_id, name);
    return by_id ? by_id : lookup_find(&parse->people_by_name, name);
}

tm_owner owner_of(const struct parse *parse, tm_text name)
{
    const tm_person *p = find_person(parse, name);
    if (p)
        return (tm_owner){ TM_OWNER_PERSON, p->id,
                           p->name.size ? p->name : p->id, p->unit };
    if (lookup_find(&parse->units, name))
        return (tm_owner){ .type = TM_OWNER_UNIT, .unit = name };
    if (text_equal_case(name, TEXT("all")) || text_is(name, "全体"))
        return (tm_owner){ .type = TM_OWNER_ALL,
                           .id = TEXT("all"),
                           .name = tm_talk_is_chinese(parse->talk)
                                       ? TEXT("全体")
                                       : TEXT("everyone") };
    return (tm_owner){ .type = TM_OWNER_UNKNOWN, .name = name };
}

size_t owner_known_name(const struct parse *parse, tm_text text)
{
    size_t best = 0;
    for (size_t at = 0, next; at <= text.size; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        const bool ends = at == text.size || !text_is_id(code);
        if (ends && at &&
            owner_of(parse, text_slice(text, 0, at)).type != TM_OWNER_UNKNOWN)
            best = at;
        if (at == text.size || text_count(text_slice(text, 0, at)) > 64)
            break;
    }
    return best;
}

size_t owner_skip_separators(tm_text text, size_t at)
{
    for (size_t next; at < text.size; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        if (!text_is_space(code) && code != ',' && code != 0x3001 &&
            code != 0xFF0C && code != ':' && code != 0xFF1A)
            break;
    }
    return at;
}

static bool same_owner(const tm_owner *a, const tm_owner *b)
{
    return a->type == b->type && text_equal(a->id, b->id) &&
           text_equal(a->name, b->name) && text_equal(a->unit, b->unit);
}

void owner_add(struct parse *parse, tm_item *item, tm_owner owner)
{
    for (size_t i = 0; i < item->owner_count; i++)
        if (same_owner(&item->owners[i], &owner))
            return;
    /* The list is full where the count is a power of two; growing by one would
     * take the square of 1,000 owners for each tag. */
    const size_t size = sizeof *item->owners, count = item->owner_count;
    if (!(count & (count - 1)))
        item->owners = arena_grow(parse->arena, item->owners, count * size,
                                  (count ? 2 * count : 1) * size);
    item->owners[item->owner_count++] = owner;
}

void owner_is_unknown(struct parse *parse, tm_text name, tm_text written,
                      tm_place place)
{
    struct unknown_owner *found = lookup_find(&parse->unknown_owners, name);
    if (!found) {
        found = arena_alloc(parse->scratch, sizeof *found);
        *found = (struct unknown_owner){ .written = written,
                                         .place = place,
                                         .next = parse->last_unknown };
        parse->last_unknown = found;
        lookup_add(&parse->unknown_owners, name, found);
    }
    found->times++;
    same_lines_add(&found->lines, place.line);
    if (place.start < found->place.start) {
        found->written = written;
        found->place = place;
    }
}

void owners_report(struct parse *parse, enum rule rule)
{
    struct diagnostics *list = &parse->diagnostics;
    for (struct unknown_owner *u = parse->last_unknown; u; u = u->next) {
        diagnostics_add_times(list, rule, u->place, u->written, u->times);
        diagnostics_lines(list, list->count - 1, &u->lines);
    }
}

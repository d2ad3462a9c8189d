/*
 * share.c - an item shared out between the people who own it.
 */
#include "model.h"

#include "text.h"

#include <stdlib.h>

struct share {
    tm_item item;
    tm_owner owner;
};

struct tm_shares {
    const tm_item *whole; /* the one share, where there are no others */
    size_t count;
    struct share list[];
};

/* Who has a share, gathered; of people: nobody twice. */
struct sharers {
    const tm_talk *talk;
    tm_owner *owners;
    size_t count;
    bool *taken; /* by their place in people: */
};

static bool is_of_unit(const tm_talk *talk, size_t person, tm_text unit)
{
    return text_equal(talk->people[person].unit, unit);
}

/* Whether someone of people: stands for 'owner'. */
static bool has_people(const tm_talk *talk, const tm_owner *owner)
{
    if (owner->type == TM_OWNER_ALL)
        return talk->person_count;
    for (size_t i = 0; owner->type == TM_OWNER_UNIT && i < talk->person_count;
         i++)
        if (is_of_unit(talk, i, owner->unit))
            return true;
    return false;
}

static bool is_shared(const tm_item *item)
{
    if (item->each)
        return item->owner_count;
    for (size_t i = 0; i < item->owner_count; i++)
        if (has_people(item->talk, &item->owners[i]))
            return true;
    return false;
}

static void add_person(struct sharers *sharers, size_t person)
{
    const tm_person *p = &sharers->talk->people[person];
    if (sharers->taken[person])
        return;
    sharers->taken[person] = true;
    sharers->owners[sharers->count++] =
        (tm_owner){ TM_OWNER_PERSON, p->id, p->name.size ? p->name : p->id,
                    p->unit };
}

static bool is_meant(const struct sharers *sharers, size_t person,
                     const tm_owner *owner)
{
    switch (owner->type) {
    case TM_OWNER_PERSON:
        return text_equal(sharers->talk->people[person].id, owner->id);
    case TM_OWNER_UNIT: return is_of_unit(sharers->talk, person, owner->unit);
    case TM_OWNER_ALL: return true;
    case TM_OWNER_UNKNOWN: break;
    }
    return false;
}

static void add_owner(struct sharers *sharers, const tm_owner *owner)
{
    bool found = false;
    for (size_t i = 0; i < sharers->talk->person_count; i++)
        if (is_meant(sharers, i, owner)) {
            add_person(sharers, i);
            found = true;
        }
    if (!found)
        sharers->owners[sharers->count++] = *owner;
}

static bool gather(struct sharers *sharers, const tm_item *item)
{
    const size_t people = item->talk->person_count;
    *sharers = (struct sharers){ .talk = item->talk };
    sharers->owners =
        malloc((item->owner_count + people) * sizeof *sharers->owners);
    sharers->taken = calloc(people + 1, sizeof *sharers->taken);
    if (!sharers->owners || !sharers->taken)
        return false;
    for (size_t i = 0; i < item->owner_count; i++)
        add_owner(sharers, &item->owners[i]);
    return true;
}

static tm_shares *shares_between(const struct sharers *sharers,
                                 const tm_item *item)
{
    tm_shares *shares =
        malloc(sizeof *shares + sharers->count * sizeof *shares->list);
    if (!shares)
        return NULL;
    shares->whole = NULL;
    shares->count = sharers->count;
    for (size_t i = 0; i < shares->count; i++) {
        struct share *share = &shares->list[i];
        share->item = *item;
        share->item.share_of = item;
        share->owner = sharers->owners[i];
        share->item.owners = &share->owner;
        share->item.owner_count = 1;
    }
    return shares;
}

static tm_shares *undivided(const tm_item *item)
{
    tm_shares *shares = malloc(sizeof *shares);
    if (shares) {
        shares->whole = item;
        shares->count = 1;
    }
    return shares;
}

tm_shares *tm_item_shares(const tm_item *item)
{
    struct sharers sharers;
    tm_shares *shares = NULL;
    if (!is_shared(item))
        return undivided(item);
    if (gather(&sharers, item))
        shares = shares_between(&sharers, item);
    free(sharers.owners);
    free(sharers.taken);
    return shares;
}

bool tm_item_is_share(const tm_item *item)
{
    return item->share_of;
}

void tm_shares_free(tm_shares *shares)
{
    free(shares);
}

size_t tm_shares_count(const tm_shares *shares)
{
    return shares->count;
}

const tm_item *tm_shares_item(const tm_shares *shares, size_t i)
{
    return shares->whole ? shares->whole : &shares->list[i].item;
}

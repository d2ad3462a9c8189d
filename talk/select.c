/*
 * select.c - which items of a talk are asked for.
 */
#include "model.h"

#include "text.h"

static bool owns(const tm_owner *owner, tm_text name)
{
    return text_equal(owner->id, name) || text_equal(owner->name, name) ||
           text_equal(owner->unit, name);
}

static bool has_owner(const tm_item *item, tm_text name)
{
    for (size_t i = 0; i < item->owner_count; i++)
        if (owns(&item->owners[i], name))
            return true;
    return false;
}

bool tm_filter_takes(const tm_filter *filter, const tm_item *item)
{
    const unsigned kinds = filter->kinds ? filter->kinds : tm_kinds_of_tasks();
    if (!(kinds & 1u << item->kind))
        return false;
    if (filter->open && tm_status_is_closed(item->status))
        return false;
    return !filter->owner.size || has_owner(item, filter->owner);
}

unsigned tm_kinds_of_tasks(void)
{
    unsigned kinds = 0;
    for (unsigned kind = 0; kind < TM_KIND__COUNT; kind++)
        if (tm_kind_traits((enum tm_kind)kind) & TM_TRAIT_TASK)
            kinds |= 1u << kind;
    return kinds;
}

/*
 * select.c - which items of a talk are asked for.
 */
#include "model.h"

#include "text.h"

/* ---- Conditions ---- */

static bool has_owner(const tm_item *item, tm_text name)
{
    for (size_t i = 0; i < item->owner_count; i++) {
        const tm_owner *owner = &item->owners[i];
        if (text_equal(owner->id, name) || text_equal(owner->name, name) ||
            text_equal(owner->unit, name))
            return true;
    }
    return false;
}

static bool has_unit(const tm_item *item, tm_text unit)
{
    for (size_t i = 0; i < item->owner_count; i++)
        if (text_equal(item->owners[i].unit, unit))
            return true;
    return false;
}

static bool has_source(const tm_item *item, tm_text source)
{
    return text_equal(item->fields[TM_ITEM_SOURCE], source);
}

static bool has_topic(const tm_item *item, tm_text topic)
{
    for (size_t i = 0; i < item->topic_count; i++)
        if (text_equal(item->topics[i], topic))
            return true;
    return false;
}

static bool is_under_point(const tm_item *item, tm_text point)
{
    for (const tm_item *up = item->parent; up; up = up->parent)
        if (text_equal(up->id, point) || text_equal(up->words, point))
            return true;
    return false;
}

static bool is_of_record(const tm_item *item, tm_text record)
{
    return text_equal(item->talk->fields[TM_FIELD_RECORD], record);
}

static bool meets(const tm_item *item, const tm_condition *condition)
{
    static bool (*const tests[TM_CRITERION__COUNT])(const tm_item *,
                                                    tm_text) = {
        [TM_CRITERION_OWNER] = has_owner,
        [TM_CRITERION_UNIT] = has_unit,
        [TM_CRITERION_SOURCE] = has_source,
        [TM_CRITERION_TOPIC] = has_topic,
        [TM_CRITERION_POINT] = is_under_point,
        [TM_CRITERION_RECORD] = is_of_record,
    };
    return tests[condition->criterion](item, condition->value);
}

static bool meets_all(const tm_item *item, const tm_filter *filter)
{
    unsigned asked = 0, met = 0; /* bits 1 << TM_CRITERION_... */
    for (size_t i = 0; i < filter->condition_count; i++) {
        const unsigned bit = 1u << filter->conditions[i].criterion;
        asked |= bit;
        if (!(met & bit) && meets(item, &filter->conditions[i]))
            met |= bit;
    }
    return met == asked;
}

/* ---- The filter ---- */

static bool has_status_among(const tm_item *item, unsigned statuses)
{
    return !statuses || (item->has_status && statuses & 1u << item->status);
}

static bool is_due_before(const tm_item *item, tm_date day)
{
    const tm_date due = item->dates[TM_ITEM_DUE];
    return !day.year || (due.year && tm_date_compare(due, day) < 0);
}

bool tm_filter_takes(const tm_filter *filter, const tm_item *item)
{
    const unsigned kinds = filter->kinds ? filter->kinds : tm_kinds_of_tasks();
    if (!(kinds & 1u << item->kind) ||
        !has_status_among(item, filter->statuses))
        return false;
    if (filter->open && tm_status_is_closed(item->status))
        return false;
    if (filter->overdue && !tm_item_is_late(item, filter->today))
        return false;
    return is_due_before(item, filter->due_before) && meets_all(item, filter);
}

unsigned tm_kinds_of_tasks(void)
{
    unsigned kinds = 0;
    for (unsigned kind = 0; kind < TM_KIND__COUNT; kind++)
        if (tm_kind_traits((enum tm_kind)kind) & TM_TRAIT_TASK)
            kinds |= 1u << kind;
    return kinds;
}

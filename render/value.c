#include "value.h"

#include "render.h"

void value_reference(struct sink *sink, tm_reference reference, value_put *put)
{
    if (reference.record.size) {
        put(sink, reference.record);
        sink_byte(sink, '#');
    }
    put(sink, reference.id);
}

tm_reference value_self(const tm_item *item)
{
    return (tm_reference){ tm_talk_field(tm_item_talk(item), TM_FIELD_RECORD),
                           tm_item_id(item) };
}

/* As deep as points nest; a depth of n takes n headings or n list items, each
 * indented further, so some n squared bytes: the stack is safe. */
/* NOLINTNEXTLINE(misc-no-recursion): see above */
static void put_points(struct sink *sink, const tm_item *point,
                       const char *between, value_put *put)
{
    const tm_item *outer = tm_item_parent(point);
    if (outer) {
        put_points(sink, outer, between, put);
        sink_string(sink, between);
    }
    put(sink, tm_item_words(point));
}

void value_path(struct sink *sink, const tm_item *item, const char *between,
                value_put *put)
{
    const tm_item *point = tm_item_parent(item);
    if (point && !tm_item_path_withheld(item))
        put_points(sink, point, between, put);
}

const char *value_priority(const tm_item *item)
{
    static const char *const names[] = { "low", NULL, "high" };
    return names[tm_item_priority(item) + 1];
}

bool value_says_owner(const tm_item *item)
{
    return tm_item_owner_count(item) == 1 &&
           render_text_equal(tm_owner_label(tm_item_owner(item, 0)),
                             tm_item_words(item));
}

bool value_is_moved(const tm_item *item)
{
    const tm_date due = tm_item_date(item, TM_ITEM_DUE);
    const tm_date first = tm_item_date(item, TM_ITEM_DUE_FIRST);
    return first.year && (first.year != due.year || first.month != due.month ||
                          first.day != due.day);
}

#include "tasks_json.h"

#include "item_json.h"

static void put_item(struct sink *sink, const tm_item *item)
{
    for (size_t i = 0; i < item_json_count(); i++) {
        sink_string(sink, i ? ",\"" : "{\"");
        sink_string(sink, item_json_key(i));
        sink_string(sink, "\":");
        item_json_value(sink, i, item);
    }
    sink_string(sink, "}\n");
}

bool tasks_json(const struct task_list *list,
                const struct tm_render_options *options, struct sink *sink)
{
    (void)options;
    for (size_t i = 0; i < list->count; i++)
        put_item(sink, list->items[i]);
    return !sink->failed;
}

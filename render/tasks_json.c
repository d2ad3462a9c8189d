#include "tasks_json.h"

#include "item_json.h"

bool tasks_json(const struct task_list *list,
                const struct tm_render_options *options, struct sink *sink)
{
    (void)options;
    for (size_t i = 0; i < list->count; i++) {
        item_json_object(sink, list->items[i]);
        sink_byte(sink, '\n');
    }
    return !sink->failed;
}

#include "tasks_json_array.h"

#include "item_json.h"

bool tasks_json_array(const struct task_list *list,
                      const struct tm_render_options *options,
                      struct sink *sink)
{
    (void)options;
    sink_byte(sink, '[');
    for (size_t i = 0; i < list->count; i++) {
        sink_string(sink, i ? ",\n" : "\n");
        item_json_object(sink, list->items[i]);
    }
    sink_string(sink, list->count ? "\n]\n" : "]\n");
    return !sink->failed;
}

#include "talk_text.h"

bool talk_text_has_title(const tm_talk *talk)
{
    const tm_node *node = tm_node_first_child(tm_talk_root(talk));
    for (; node; node = tm_node_next(node))
        if (tm_node_is_title(node))
            return true;
    return false;
}

bool talk_text(const tm_talk *talk, const struct tm_render_options *options,
               struct sink *sink)
{
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    (void)options;
    if (title.size && !talk_text_has_title(talk)) {
        sink_text(sink, title);
        sink_string(sink, "\n\n");
    }
    (void)tm_node_plain_text(tm_talk_root(talk), sink_write, sink);
    if (sink->last && sink->last != '\n')
        sink_byte(sink, '\n');
    return !sink->failed;
}

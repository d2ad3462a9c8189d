#include "talk_text.h"

#include "escape.h"

bool talk_text_has_title(const tm_talk *talk)
{
    const tm_node *node = tm_node_first_child(tm_talk_root(talk));
    for (; node; node = tm_node_next(node))
        if (tm_node_is_title(node))
            return true;
    return false;
}

/* A tm_write: the library hands over whole characters only. What could hide or
 * forge becomes visible, but for line ends and the tabs of code. */
static bool put_visible(void *to, const char *data, size_t size)
{
    struct sink *sink = to;
    size_t start = 0;
    for (size_t at = 0; at < size; at++) {
        if (data[at] != '\n' && data[at] != '\t')
            continue;
        escape_terminal(sink, (tm_text){ data + start, at - start });
        sink_byte(sink, data[at]);
        start = at + 1;
    }
    escape_terminal(sink, (tm_text){ data + start, size - start });
    return !sink->failed;
}

bool talk_text(const tm_talk *talk, const struct tm_render_options *options,
               struct sink *sink)
{
    const tm_text title = tm_talk_field(talk, TM_FIELD_TITLE);
    (void)options;
    if (title.size && !talk_text_has_title(talk)) {
        escape_terminal(sink, title);
        sink_string(sink, "\n\n");
    }
    (void)tm_node_plain_text(tm_talk_root(talk), put_visible, sink);
    if (sink_last(sink) && sink_last(sink) != '\n')
        sink_byte(sink, '\n');
    return !sink->failed;
}

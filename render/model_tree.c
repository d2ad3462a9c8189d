#include "model_tree.h"

#include "escape.h"
#include "model_items.h"

/* Deeper nodes stand as deep as this, and say how deep they are: else the
 * output would grow with the square of the nesting. */
enum {
    DEEPEST = 24
};

static void put_fact(struct sink *sink, const char *name, tm_text value)
{
    if (!value.data)
        return;
    sink_string(sink, "  ");
    sink_string(sink, name);
    sink_string(sink, ": ");
    escape_json_string(sink, value);
    sink_byte(sink, '\n');
}

/* ---- What front matter says ---- */

static void put_fields(struct sink *sink, const tm_talk *talk)
{
    char iso[RENDER_DATE_SIZE];
    put_fact(sink, "title", tm_talk_field(talk, TM_FIELD_TITLE));
    put_fact(sink, "date-text", tm_talk_field(talk, TM_FIELD_DATE_TEXT));
    if (tm_talk_date(talk).year)
        put_fact(sink, "date",
                 render_text(render_date(tm_talk_date(talk), iso)));
    put_fact(sink, "speaker", tm_talk_field(talk, TM_FIELD_SPEAKER));
    put_fact(sink, "lang", tm_talk_field(talk, TM_FIELD_LANG));
}

static void put_lists(struct sink *sink, const tm_talk *talk)
{
    static const struct {
        enum tm_list list;
        const char *name;
    } lists[] = {
        { TM_LIST_AUDIENCE, "audience" },
        { TM_LIST_PRESENT, "present" },
        { TM_LIST_ABSENT, "absent" },
        { TM_LIST_FOLLOWS, "follows" },
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 0; j < tm_talk_list_count(talk, lists[i].list); j++)
            put_fact(sink, lists[i].name, tm_talk_list(talk, lists[i].list, j));
}

static void put_people(struct sink *sink, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_person_count(talk); i++) {
        const tm_person *person = tm_talk_person(talk, i);
        put_fact(sink, "person", person->id);
        put_fact(sink, "  name", person->name);
        put_fact(sink, "  unit", person->unit);
        put_fact(sink, "  email", person->email);
        put_fact(sink, "  mask", person->mask);
    }
}

static void put_metadata(struct sink *sink, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_metadata_count(talk); i++) {
        const tm_pair pair = tm_talk_metadata(talk, i);
        sink_string(sink, "  metadata ");
        escape_json_string(sink, pair.key);
        sink_string(sink, ": ");
        escape_json_string(sink, pair.value);
        sink_byte(sink, '\n');
    }
}

/* ---- The document ---- */

static void put_place(struct sink *sink, tm_place place)
{
    const size_t parts[] = { place.line, place.column, place.end_line,
                             place.end_column };
    static const char marks[] = " :-:";
    if (!place.line)
        return;
    for (size_t i = 0; i < 4; i++) {
        sink_byte(sink, marks[i]);
        sink_number(sink, parts[i]);
    }
}

static void put_word(struct sink *sink, bool said, const char *word)
{
    if (said)
        sink_string(sink, word);
}

static void put_flags(struct sink *sink, const tm_node *node)
{
    bool ticked;
    const enum tm_node_type type = tm_node_type_of(node);
    if (type == TM_NODE_LIST && tm_node_is_ordered(node)) {
        sink_string(sink, " from ");
        sink_number(sink, (size_t)tm_node_list_start(node));
    }
    put_word(sink, type == TM_NODE_LIST && tm_node_is_tight(node), " tight");
    put_word(sink, tm_node_joins(node), " joins");
    put_word(sink, tm_node_is_title(node), " title");
    if (tm_node_has_checkbox(node, &ticked))
        put_word(sink, true, ticked ? " [x]" : " [ ]");
}

static void put_text(struct sink *sink, const char *label, tm_text text)
{
    if (!text.data)
        return;
    sink_string(sink, label);
    escape_json_string(sink, text);
}

static void put_node(struct sink *sink, const tm_node *node, size_t depth)
{
    const tm_item *item = tm_node_item(node);
    sink_spaces(sink, 2 * (depth < DEEPEST ? depth : DEEPEST));
    if (depth > DEEPEST) {
        sink_byte(sink, '+');
        sink_number(sink, depth - DEEPEST);
        sink_byte(sink, ' ');
    }
    sink_string(sink, tm_node_type_name(tm_node_type_of(node)));
    if (tm_node_level(node)) {
        sink_byte(sink, ' ');
        sink_number(sink, (size_t)tm_node_level(node));
    }
    put_place(sink, tm_node_place(node));
    put_flags(sink, node);
    put_text(sink, " ", tm_node_text(node));
    put_text(sink, " info ", tm_node_info(node));
    put_text(sink, " to ", tm_node_url(node));
    put_text(sink, " title ", tm_node_title(node));
    if (item) {
        sink_byte(sink, ' ');
        sink_string(sink, tm_kind_name(tm_item_kind(item)));
        sink_byte(sink, ' ');
        escape_terminal(sink, tm_item_id(item));
    }
    sink_byte(sink, '\n');
}

static void put_document(struct sink *sink, const tm_node *root)
{
    size_t depth = 0;
    for (const tm_node *node = root, *next; node; node = next) {
        put_node(sink, node, depth);
        next = tm_node_first_child(node);
        depth += next != NULL;
        while (!next && node != root) {
            next = tm_node_next(node);
            if (next)
                break;
            node = tm_node_parent(node);
            depth--;
        }
    }
}

bool model_tree(const tm_talk *talk, const struct tm_render_options *options,
                struct sink *sink)
{
    sink_string(sink, "talk ");
    escape_json_string(sink, tm_talk_field(talk, TM_FIELD_RECORD));
    sink_byte(sink, '\n');
    put_fields(sink, talk);
    put_lists(sink, talk);
    put_people(sink, talk);
    put_metadata(sink, talk);
    put_document(sink, tm_talk_root(talk));
    return model_items(talk, options, sink);
}

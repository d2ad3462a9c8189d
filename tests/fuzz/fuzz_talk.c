/*
 * fuzz_talk.c - any bytes as a talk, in every format.
 *
 * The first bytes of the input are what the talk is read and written with (see
 * read_settings()), the rest is the talk. Besides what sanitizers find, these
 * must hold, or the process aborts with a line that says what does not:
 *
 *   - every text of the model is valid UTF-8; places lie in the file, in order;
 *   - parent, first child and next agree; items and nodes point at each other;
 *   - a tag's place is that tag: alone, it is read as the same kind and words;
 *   - an output is no larger than MOST_TIMES the talk and a constant, and its
 *     reader (readers.def) finds nothing wrong with it;
 *   - the same bytes give the same outputs.
 *
 * The last one, each tag alone and the spreadsheet take long: they are tried of
 * few inputs, chosen by a hash, so that what is made of a slow input is not
 * slow as well. An input is written in one format, for the same reason; seeds
 * that are replayed are written in all and tried whole.
 */
#include "fuzz.h"
#include "helpers/outputs.h"
#include "readers.h"

enum {
    SETTINGS = 6, /* bytes */
    MOST_TIMES = 100,
    MOST_CONSTANT = 1024 * 1024, /* the page's style, the detail allowance */
};

/* ---- Settings ---- */

struct settings {
    size_t output; /* the one to write; output_count(): all */
    bool thorough; /* what takes long is tried too */
    tm_options options;
    struct tm_render_options render;
};

/* Seeds are talks after "~~~~~~", which asks for all outputs as usual. While
 * fuzzing nothing does. */
static const uint8_t usual = '~';
#ifdef FUZZING
static const bool may_be_all = false;
#else
static const bool may_be_all = true;
#endif

/* FNV-1a. */
static uint32_t hash_of(const uint8_t *data, size_t size)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ data[i]) * 16777619u;
    return hash;
}

static void read_options(const uint8_t *bytes, struct tm_render_options *render)
{
    static const uint8_t widths[] = { 80, 0, 1, 9, 40, 255 };
    static const char *const columns[] = { "", "text", "detail,owners,unit,due",
                                           "note, note ,,x" };
    static const struct tm_render_column ledger[] = {
        { { "measures", 8 }, { NULL, 0 } },
        { { "days_over", 9 }, { "=\"<,\n", 5 } },
    };
    const uint8_t first = bytes[1] ^ usual, second = bytes[2] ^ usual;
    render->width = widths[bytes[0] % 6];
    render->today = bytes[0] & 0x80 ? (tm_date){ 0 } : (tm_date){ 2026, 4, 2 };
    render->by = (enum group_by)((first & 7) % GROUP_BY__COUNT);
    render->ics = (enum render_ics)((first >> 3 & 3) % 3);
    render->columns = view(columns[first >> 5 & 3]);
    render->ledger_columns = first & 0x80 ? ledger : NULL;
    render->ledger_column_count = first & 0x80 ? 2 : 0;
    render->only = (enum render_only)((second & 3) % 3);
    render->bom = second & 4;
    render->colour = second & 8;
    render->css = view(second & 16 ? "a { b: \"</style><\" }" : "");
    render->words_per_minute = second & 32 ? 1 : 0;
    render->characters_per_minute = second & 64 ? 9999 : 0;
}

static struct settings read_settings(const uint8_t *bytes, size_t size)
{
    static const char *const files[] = {
        "talk.md",      "",    "a b/会议.markdown", ".md",
        "\xFF\xC0.txt", "x#y", "../-o\n\"<'&>.md",
    };
    static const char *const records[] = { "", "2026-01-08-plant", "\xED\xA0" };
    const bool all = may_be_all && bytes[0] == usual;
    struct settings settings = {
        .output = all ? output_count() : bytes[0] % output_count(),
        .thorough = all || hash_of(bytes, size) % 16 == 0,
        .options = {
            .file = render_text(files[bytes[1] % 7]),
            .record = render_text(records[bytes[1] / 7 % 3]),
            /* Mostly enough; else too little for any but the shortest. */
            .max_memory = bytes[2] >= 0x20 ? 0 : (size_t)bytes[2] * 4096 + 1,
        },
    };
    read_options(bytes + 3, &settings.render);
    return settings;
}

static void check_text(tm_text text, const char *what)
{
    require(text.data || !text.size, "an absent text has no size");
    require(is_utf8(text), what);
}

/* ---- Places ---- */

static void check_place(tm_place place, tm_text source)
{
    if (!place.line)
        return;
    require(place.start <= place.end, "a place starts before it ends");
    require(place.end <= source.size, "a place ends in the file");
    require(place.column && place.end_column, "columns count from 1");
    require(place.line < place.end_line || (place.line == place.end_line &&
                                            place.column <= place.end_column),
            "a place's lines are in order");
}

/* ---- The tree ---- */

static void check_node(const tm_node *node, tm_text source)
{
    const enum tm_node_type type = tm_node_type_of(node);
    require(type < TM_NODE__COUNT && tm_node_type_name(type),
            "a node has a type");
    check_text(tm_node_text(node), "a node's text is UTF-8");
    check_text(tm_node_info(node), "an info string is UTF-8");
    check_text(tm_node_url(node), "a destination is UTF-8");
    check_text(tm_node_title(node), "a title is UTF-8");
    check_place(tm_node_place(node), source);
    const int level = tm_node_level(node);
    require(type == TM_NODE_HEADING ? level >= 1 && level <= 6 : !level,
            "headings alone have a level");
    require(type != TM_NODE_TAG || tm_node_item(node), "a tag has an item");
    if (type == TM_NODE_TAG)
        require(tm_item_node(tm_node_item(node)) != NULL, "an item has a node");
}

/* Walk by first child, next and parent alone. */
static size_t check_tree(const tm_talk *talk, tm_text source)
{
    const tm_node *root = tm_talk_root(talk), *node = root;
    size_t count = 0;
    require(root && tm_node_type_of(root) == TM_NODE_DOCUMENT &&
                !tm_node_parent(root) && !tm_node_next(root),
            "the root is a document");
    while (node) {
        check_node(node, source);
        count++;
        const tm_node *next = tm_node_first_child(node);
        require(!next || tm_node_parent(next) == node,
                "a first child's parent is its parent");
        for (; !next && node; node = tm_node_parent(node)) {
            next = tm_node_next(node);
            require(!next || tm_node_parent(next) == tm_node_parent(node),
                    "siblings have one parent");
        }
        node = next;
    }
    return count;
}

/* ---- Items ---- */

static void check_owner(const tm_owner *owner)
{
    check_text(owner->id, "an owner's id is UTF-8");
    check_text(owner->name, "an owner's name is UTF-8");
    check_text(owner->unit, "an owner's unit is UTF-8");
    require(tm_owner_label(owner).data != NULL, "an owner has a label");
}

static void check_lists(const tm_item *item)
{
    for (size_t i = 0; i < tm_item_owner_count(item); i++)
        check_owner(tm_item_owner(item, i));
    if (tm_item_handed_to(item))
        check_owner(tm_item_handed_to(item));
    for (size_t i = 0; i < tm_item_for_count(item); i++) {
        check_text(tm_item_for(item, i).record, "a record is UTF-8");
        check_text(tm_item_for(item, i).id, "a reference is UTF-8");
    }
    for (size_t i = 0; i < tm_item_topic_count(item); i++)
        check_text(tm_item_topic(item, i), "a topic is UTF-8");
    for (size_t i = 0; i < tm_item_attribute_count(item); i++) {
        check_text(tm_item_attribute(item, i).key, "a key is UTF-8");
        check_text(tm_item_attribute(item, i).value, "a value is UTF-8");
    }
}

static void check_dates(const tm_item *item)
{
    for (int i = TM_ITEM_DUE; i <= TM_ITEM_DONE; i++) {
        const tm_date date = tm_item_date(item, (enum tm_item_date)i);
        require(!date.year ||
                    (date.year > 0 && date.month >= 1 && date.month <= 12 &&
                     date.day >= 1 && date.day <= 31),
                "a date is a date");
    }
}

/* A tag written in one piece, alone, is the same tag: its place is right. */
static void check_alone(const tm_item *item, tm_text source)
{
    const tm_place place = tm_item_place(item);
    const char *start = source.data + place.start;
    const size_t size = place.end - place.start;
    if (tm_item_is_untagged(item))
        return;
    require(size > 1 && *start == '[', "a tag begins with a bracket");
    if (tm_node_type_of(tm_item_node(item)) == TM_NODE_HEADING)
        return; /* its words are the heading's */
    if (start[size - 1] != ')' || memchr(start + 1, '[', size - 1) ||
        memchr(start, '\n', size) || memchr(start, '\r', size) ||
        memchr(start, '<', size) || memchr(start, '`', size))
        return; /* definitions, line prefixes or notes may have a say; and
                   libcmark 0.30.2 may have lost count of closing backticks */
    tm_talk *alone = tm_parse(start, size, NULL, NULL);
    require(
        alone && tm_talk_item_count(alone) == 1 &&
            tm_item_kind(tm_talk_item(alone, 0)) == tm_item_kind(item) &&
            same(tm_item_words(tm_talk_item(alone, 0)), tm_item_words(item)),
        "a tag's place is that tag");
    tm_talk_free(alone);
}

static void check_parents(const tm_item *item, size_t count)
{
    const tm_item *parent = tm_item_parent(item);
    for (; parent; parent = tm_item_parent(parent))
        require(parent != item && count--, "a path ends");
    const tm_item *reply = tm_item_reply(item);
    require(!reply || tm_item_kind(reply) == TM_KIND_REPLY,
            "a reply is a reply");
}

/* A heading's item begins with the heading, wherever its tag stands in it. */
static size_t begin_of(const tm_item *item)
{
    const tm_node *node = tm_item_node(item);
    return tm_node_type_of(node) == TM_NODE_HEADING ? tm_node_place(node).start
                                                    : tm_item_place(item).start;
}

static void check_item(const tm_talk *talk, size_t i, tm_text source,
                       bool thorough)
{
    const tm_item *item = tm_talk_item(talk, i);
    require(tm_item_index(item) == i && tm_item_talk(item) == talk,
            "an item knows its index");
    require(tm_item_id(item).size > 0, "an item has an id");
    check_text(tm_item_id(item), "an id is UTF-8");
    check_text(tm_item_words(item), "words are UTF-8");
    check_text(tm_item_speaker(item), "a speaker is UTF-8");
    check_text(tm_item_target(item).id, "a target is UTF-8");
    check_text(tm_item_target(item).record, "a target's record is UTF-8");
    for (int field = TM_ITEM_DUE_TEXT; field <= TM_ITEM_NOTE; field++)
        check_text(tm_item_field(item, (enum tm_item_field)field),
                   "a value is UTF-8");
    require(tm_item_place(item).line > 0, "an item has a place");
    check_place(tm_item_place(item), source);
    check_lists(item);
    check_dates(item);
    check_parents(item, tm_talk_item_count(talk));
    if (i)
        require(begin_of(tm_talk_item(talk, i - 1)) <= begin_of(item),
                "items stand in order");
    if (thorough && i < 16)
        check_alone(item, source);
}

static void check_ids(const tm_talk *talk)
{
    const size_t count = tm_talk_item_count(talk);
    for (size_t i = 0; i < count && i < 64; i++)
        for (size_t j = 0; j < i; j++) {
            const tm_item *a = tm_talk_item(talk, i);
            const tm_item *b = tm_talk_item(talk, j);
            require(!same(tm_item_id(a), tm_item_id(b)) ||
                        (tm_item_kind(a) == TM_KIND_CITE &&
                         tm_item_kind(b) == TM_KIND_CITE),
                    "an id is one item's");
        }
}

/* ---- The talk ---- */

static void check_diagnostics(const tm_talk *talk, tm_text source)
{
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *diagnostic = tm_talk_diagnostic(talk, i);
        check_place(diagnostic->place, source);
        check_text(diagnostic->message, "a message is UTF-8");
        require(diagnostic->message.size > 0, "a message says something");
        require(
            !memchr(diagnostic->message.data, '\n', diagnostic->message.size),
            "a message is one line");
        require(!i || tm_talk_diagnostic(talk, i - 1)->place.start <=
                          diagnostic->place.start,
                "diagnostics stand in order");
    }
}

static void check_person(const tm_person *person)
{
    check_text(person->id, "a person's id is UTF-8");
    check_text(person->name, "a person's name is UTF-8");
    check_text(person->unit, "a person's unit is UTF-8");
    check_text(person->email, "a person's e-mail is UTF-8");
    check_text(person->mask, "a person's mask is UTF-8");
}

static void check_facts(const tm_talk *talk)
{
    for (int i = TM_FIELD_FILE; i <= TM_FIELD_LANG; i++)
        check_text(tm_talk_field(talk, (enum tm_field)i), "a field is UTF-8");
    require(tm_talk_field(talk, TM_FIELD_RECORD).size > 0, "a talk has a name");
    for (int i = TM_LIST_AUDIENCE; i <= TM_LIST_FOLLOWS; i++)
        for (size_t j = 0; j < tm_talk_list_count(talk, (enum tm_list)i); j++)
            check_text(tm_talk_list(talk, (enum tm_list)i, j),
                       "a list is UTF-8");
    for (size_t i = 0; i < tm_talk_person_count(talk); i++)
        check_person(tm_talk_person(talk, i));
    for (size_t i = 0; i < tm_talk_metadata_count(talk); i++) {
        check_text(tm_talk_metadata(talk, i).key, "a key is UTF-8");
        check_text(tm_talk_metadata(talk, i).value, "a value is UTF-8");
    }
}

static void check_talk(const tm_talk *talk, tm_text source, bool thorough)
{
    check_facts(talk);
    check_tree(talk, source);
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        check_item(talk, i, source, thorough);
    check_ids(talk);
    check_diagnostics(talk, source);
}

/* ---- Outputs ---- */

/* Each is made of its own reading of the talk; the second may be absent. */
static void write_output(const struct outputs *outputs, size_t i,
                         struct memory *memory)
{
    memory->size = 0;
    require(output_write(outputs, i, memory_write, memory),
            "an output is written");
}

static void check_output(const struct outputs *outputs, size_t i, tm_text text,
                         size_t input)
{
    const struct output output = {
        .command = output_command(i),
        .format = output_name(i),
        .text = text,
        .talk = outputs->talk,
        .tasks = outputs->tasks,
        .options = &outputs->options,
    };
    require(text.size <= MOST_CONSTANT + MOST_TIMES * input,
            "an output is in proportion");
    read_output(&output);
}

/* All of the talk's tasks; free 'items' after use. */
static struct outputs outputs_of(const tm_talk *talk,
                                 const struct settings *settings)
{
    const size_t count = tm_talk_item_count(talk);
    struct outputs outputs = { .talk = talk, .options = settings->render };
    const tm_item **items = malloc((count + 1) * sizeof *items);
    require(items != NULL, "there is memory");
    for (size_t i = 0; i < count; i++) {
        const tm_item *item = tm_talk_item(talk, i);
        if (tm_kind_traits(tm_item_kind(item)) & TM_TRAIT_TASK)
            items[outputs.tasks.count++] = item;
    }
    outputs.tasks.items = items;
    return outputs;
}

static void try_output(const struct outputs *first,
                       const struct outputs *second, size_t i, size_t input)
{
    struct memory one = { 0 }, other = { 0 };
    write_output(first, i, &one);
    const tm_text text = { one.data ? one.data : "", one.size };
    check_output(first, i, text, input);
    if (second->talk) {
        write_output(second, i, &other);
        require(same(text, (tm_text){ other.data, other.size }),
                "the same talk gives the same bytes");
    }
    memory_free(&one);
    memory_free(&other);
}

/* A spreadsheet takes files, and as long as ten others. */
static bool is_wanted(const struct settings *settings, size_t i)
{
    if (!settings->thorough && !strcmp(output_name(i), "xlsx"))
        return false;
    return settings->output == output_count() || settings->output == i;
}

/* 'again' is the talk, read anew, or NULL. */
static void try_outputs(const tm_talk *talk, const tm_talk *again,
                        const struct settings *settings, size_t input)
{
    const struct outputs first = outputs_of(talk, settings);
    const struct outputs second =
        again ? outputs_of(again, settings) : (struct outputs){ 0 };
    for (size_t i = 0; i < output_count(); i++)
        if (is_wanted(settings, i))
            try_output(&first, &second, i, input);
    free((void *)(uintptr_t)first.tasks.items);
    free((void *)(uintptr_t)second.tasks.items);
}

/* ---- One input ---- */

static void check_refusal(const tm_error *error, tm_text source)
{
    require(error->code != TM_ERROR_NONE, "a refusal has a reason");
    require(is_utf8(render_text(error->message)) && error->message[0],
            "a refusal says why");
    require(error->code != TM_ERROR_ENCODING || !is_utf8(source) ||
                memchr(source.data, '\0', source.size),
            "what is UTF-8 is read");
}

static void try_talk(tm_text source, const struct settings *settings)
{
    tm_error error;
    tm_talk *talk =
        tm_parse(source.data, source.size, &settings->options, &error);
    if (!talk) {
        check_refusal(&error, source);
        return;
    }
    require(is_utf8(source), "what is read is UTF-8");
    check_talk(talk, source, settings->thorough);
    tm_talk *again = NULL;
    if (settings->thorough) {
        again = tm_parse(source.data, source.size, &settings->options, &error);
        require(again != NULL, "a talk can be read again");
    }
    try_outputs(talk, again, settings, source.size);
    tm_talk_free(talk);
    tm_talk_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < SETTINGS)
        return 0;
    const struct settings settings = read_settings(data, size);
    struct input input = input_copy(data + SETTINGS, size - SETTINGS);
    try_talk(input.text, &settings);
    free(input.block);
    return 0;
}

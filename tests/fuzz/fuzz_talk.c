/*
 * fuzz_talk.c - any bytes as a talk, in every format.
 *
 * The first four bytes of the input are what the talk is read with (see
 * read_settings()), the rest is the talk. Besides what sanitizers find, these
 * must hold, or the process aborts with a line that says what does not:
 *
 *   - every text of the model is valid UTF-8; places lie in the file, in order;
 *   - parent, first child and next agree; items and nodes point at each other;
 *   - a tag's place is that tag: alone, it is read as the same kind and words;
 *   - outputs are valid UTF-8 and no larger than MOST_TIMES the talk and a
 *     constant; HTML is balanced; JSON Lines are well-formed; what goes to a
 *     terminal holds nothing that could hide or forge;
 *   - the same bytes give the same outputs.
 */
#include "helpers/outputs.h"

#include "escape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    SETTINGS = 4, /* bytes */
    MOST_TIMES = 100,
    MOST_CONSTANT = 1024 * 1024, /* the page's style, the detail allowance */
};

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz_talk: does not hold: %s\n", what);
    abort();
}

/* ---- Settings ---- */

struct settings {
    size_t output; /* the one to write; output_count(): all */
    tm_options options;
    struct tm_render_options render;
};

/* Seeds are talks after "~~~~", so that all outputs of them are tried. */
static struct settings read_settings(const uint8_t bytes[SETTINGS])
{
    static const char *const files[] = {
        "talk.md",      "",    "a b/会议.markdown", ".md",
        "\xFF\xC0.txt", "x#y", "../-o\n\"<'&>.md",
    };
    static const char *const records[] = { "", "2026-01-08-plant", "\xED\xA0" };
    static const uint8_t widths[] = { 80, 0, 1, 9, 40, 255 };
    const uint8_t all = output_count() < 0x7E ? 0x7E : 0xFF;
    return (struct settings){
        .output = bytes[0] >= all ? output_count()
                                  : bytes[0] % (output_count() + 1),
        .options = {
            .file = render_text(files[bytes[1] % 7]),
            .record = render_text(records[bytes[1] / 7 % 3]),
            /* Mostly none, or too little for any but the shortest talks. */
            .max_memory = bytes[2] & 0x40 ? 0 : (size_t)bytes[2] * 2048 + 1,
        },
        .render = {
            .width = widths[bytes[3] % 6],
            .today = bytes[3] & 0x80 ? (tm_date){ 0 }
                                     : (tm_date){ 2026, 4, 2 },
        },
    };
}

/* ---- Text ---- */

static bool is_utf8(tm_text text)
{
    for (size_t i = 0; i < text.size;) {
        const unsigned char *at = (const unsigned char *)text.data + i;
        const size_t more = *at < 0x80             ? 0
                            : (*at & 0xE0) == 0xC0 ? 1
                            : (*at & 0xF0) == 0xE0 ? 2
                            : (*at & 0xF8) == 0xF0 ? 3
                                                   : 9;
        if (more > 3 || more >= text.size - i)
            return false;
        uint32_t code = more ? *at & (0x3Fu >> more) : *at;
        for (size_t j = 1; j <= more; j++) {
            if ((at[j] & 0xC0) != 0x80)
                return false;
            code = code << 6 | (at[j] & 0x3F);
        }
        static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
        if (code < least[more] || code > 0x10FFFF ||
            (code >= 0xD800 && code < 0xE000))
            return false;
        i += more + 1;
    }
    return true;
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

static bool same(tm_text a, tm_text b)
{
    return a.size == b.size && (!a.size || !memcmp(a.data, b.data, a.size));
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
        memchr(start, '<', size))
        return; /* definitions, line prefixes or notes may have a say */
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

static void check_item(const tm_talk *talk, size_t i, tm_text source)
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
    if (i < 16)
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

static void check_talk(const tm_talk *talk, tm_text source)
{
    check_facts(talk);
    check_tree(talk, source);
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        check_item(talk, i, source);
    check_ids(talk);
    check_diagnostics(talk, source);
}

/* ---- HTML: every element is closed, in order ---- */

static bool is_void(tm_text name)
{
    static const char *const names[] = { "br",    "hr",   "img", "wbr",
                                         "input", "meta", "link" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (same(name, render_text(names[i])))
            return true;
    return false;
}

static size_t find(tm_text text, size_t from, const char *what)
{
    const size_t size = strlen(what);
    for (size_t i = from; i + size <= text.size; i++)
        if (!memcmp(text.data + i, what, size))
            return i;
    return text.size;
}

static tm_text tag_name(tm_text html, size_t at)
{
    size_t end = at;
    while (end < html.size && !strchr(" />\n", html.data[end]))
        end++;
    return (tm_text){ html.data + at, end - at };
}

static void check_html(tm_text html)
{
    tm_text *open = malloc((html.size / 3 + 1) * sizeof *open);
    size_t depth = 0;
    require(open != NULL, "there is memory");
    for (size_t at = 0; (at = find(html, at, "<")) < html.size;) {
        const size_t end = find(html, at, ">");
        require(end < html.size, "a tag of HTML ends");
        const bool closes = html.data[at + 1] == '/';
        const tm_text name = tag_name(html, at + 1 + closes);
        require(name.size > 0, "\"<\" of the talk is escaped");
        if (closes)
            require(depth && same(open[--depth], name),
                    "elements close in order");
        else if (name.data[0] != '!' && !is_void(name))
            open[depth++] = name;
        at = same(name, render_text("style")) && !closes
                 ? find(html, end, "</style>")
                 : end;
    }
    require(!depth, "all elements are closed");
    free(open);
}

/* ---- JSON Lines ---- */

/* One line: strings without control characters, brackets that agree. */
static void check_json_line(tm_text line)
{
    bool string = false;
    size_t depth = 0;
    require(line.size > 1 && line.data[0] == '{' &&
                line.data[line.size - 1] == '}',
            "a line is an object");
    for (size_t i = 0; i < line.size; i++) {
        const unsigned char c = (unsigned char)line.data[i];
        require(c >= 0x20 && c != 0x7F, "JSON has no control characters");
        if (string && c == '\\')
            i++;
        else if (c == '"')
            string = !string;
        else if (!string && strchr("{[", c))
            depth++;
        else if (!string && strchr("}]", c))
            require(depth && (--depth || i + 1 == line.size), "brackets agree");
    }
    require(!string && !depth, "a line is whole");
}

static void check_json(tm_text json)
{
    for (size_t at = 0, end; at < json.size; at = end + 1) {
        end = find(json, at, "\n");
        require(end < json.size, "the last line has an end");
        check_json_line((tm_text){ json.data + at, end - at });
    }
}

/* ---- What a terminal shows ---- */

static void check_terminal(tm_text text)
{
    for (size_t at = 0; at < text.size;) {
        const uint32_t code = escape_decode(text, &at);
        require(code == '\n' || !escape_is_unsafe(code),
                "nothing hides or forges on a terminal");
    }
}

/* ---- Outputs ---- */

static bool is_named(size_t output, const char *name)
{
    return !strcmp(output_name(output), name);
}

static void check_output(size_t output, tm_text text, size_t input)
{
    require(is_utf8(text) || is_named(output, "xlsx"), "an output is UTF-8");
    require(text.size <= MOST_CONSTANT + MOST_TIMES * input,
            "an output is in proportion");
    if (is_named(output, "page") || is_named(output, "fragment") ||
        is_named(output, "html"))
        check_html(text);
    else if (is_named(output, "jsonl"))
        check_json(text);
    else if (is_named(output, "table") || is_named(output, "text"))
        check_terminal(text);
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
    require(output_write(first, i, memory_write, &one) &&
                output_write(second, i, memory_write, &other),
            "an output is written");
    const tm_text text = { one.data, one.size };
    require(same(text, (tm_text){ other.data, other.size }),
            "the same talk gives the same bytes");
    check_output(i, text, input);
    memory_free(&one);
    memory_free(&other);
}

static void try_outputs(const tm_talk *talk, const tm_talk *again,
                        const struct settings *settings, size_t input)
{
    const struct outputs first = outputs_of(talk, settings);
    const struct outputs second = outputs_of(again, settings);
    for (size_t i = 0; i < output_count(); i++)
        if (settings->output == output_count() || settings->output == i)
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
    check_talk(talk, source);
    tm_talk *again =
        tm_parse(source.data, source.size, &settings->options, &error);
    require(again != NULL, "a talk can be read again");
    try_outputs(talk, again, settings, source.size);
    tm_talk_free(talk);
    tm_talk_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < SETTINGS)
        return 0;
    const struct settings settings = read_settings(data);
    /* In a block of its own size, so that reading past its end is seen. */
    char *copy = malloc(size - SETTINGS + 1);
    require(copy != NULL, "there is memory");
    char *source = copy + 1;
    memcpy(source, data + SETTINGS, size - SETTINGS);
    try_talk((tm_text){ source, size - SETTINGS }, &settings);
    free(copy);
    return 0;
}

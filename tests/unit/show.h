/*
 * show.h - talks read from tables of cases, each shown as a text that is
 * compared as a whole.
 *
 * Every talk that is checked here is also asked whether the promises of
 * talkmark.h hold for it: assert_sane_talk().
 */
#ifndef SHOW_H
#define SHOW_H

#include "talkmark.h"

/* ---- A text that grows ---- */

struct shown {
    char text[16 * 1024];
    size_t size;
};

static inline void show(struct shown *shown, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void show(struct shown *shown, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const size_t room = sizeof shown->text - shown->size;
    const int size =
        vsnprintf(shown->text + shown->size, room, format, arguments);
    va_end(arguments);
    assert_true(size >= 0 && (size_t)size < room);
    shown->size += (size_t)size;
}

/** A tm_write to a struct shown. */
static inline bool show_written(void *to, const char *data, size_t size)
{
    show(to, "%.*s", (int)size, data);
    return true;
}

/** 'before' and the text; nothing where the text is absent. */
static inline void show_text(struct shown *shown, const char *before,
                             tm_text text)
{
    if (text.data)
        show(shown, "%s%.*s", before, (int)text.size, text.data);
}

static inline void show_place(struct shown *shown, tm_place place)
{
    show(shown, "%zu:%zu-%zu:%zu", place.line, place.column, place.end_line,
         place.end_column);
}

/** A line for each: "rule 1:2-1:5 message". */
static inline void show_diagnostics(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        const tm_diagnostic *d = tm_talk_diagnostic(talk, i);
        show(shown, "%s ", d->rule);
        show_place(shown, d->place);
        show_text(shown, " ", d->message);
        show(shown, "\n");
    }
}

/** The same without the messages: "rule 1:2-1:5". */
static inline void show_rules(struct shown *shown, const tm_talk *talk)
{
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++) {
        show(shown, "%s ", tm_talk_diagnostic(talk, i)->rule);
        show_place(shown, tm_talk_diagnostic(talk, i)->place);
        show(shown, "\n");
    }
}

/* ---- What holds of every talk ---- */

static inline bool write_nothing(void *to, const char *data, size_t size)
{
    (void)to;
    assert_non_null(data);
    assert_true(size > 0);
    return true;
}

static inline void assert_sane_place(tm_place place, size_t size)
{
    assert_true(place.line >= 1 && place.column >= 1);
    assert_true(
        place.end_line > place.line ||
        (place.end_line == place.line && place.end_column >= place.column));
    assert_true(place.start <= place.end);
    assert_true(place.end <= size);
}

static inline void assert_sane_node(const tm_node *node, const char *source,
                                    size_t size)
{
    const enum tm_node_type type = tm_node_type_of(node);
    const tm_place place = tm_node_place(node);
    assert_non_null(tm_node_type_name(type));
    if (type <= TM_NODE_THEMATIC_BREAK || type == TM_NODE_TAG)
        assert_sane_place(place, size);
    if (type == TM_NODE_TAG) {
        assert_non_null(tm_node_item(node));
        assert_true(source[place.start] == '[');
        assert_non_null(strchr(")]", source[place.end - 1]));
    }
    for (const tm_node *child = tm_node_first_child(node); child;
         child = tm_node_next(child)) {
        assert_ptr_equal(tm_node_parent(child), node);
        assert_sane_node(child, source, size);
    }
}

static inline void assert_sane_item(const tm_talk *talk, size_t i, size_t size)
{
    const tm_item *item = tm_talk_item(talk, i);
    const tm_item *parent = tm_item_parent(item);
    const tm_item *reply = tm_item_reply(item);
    assert_true(tm_item_index(item) == i);
    assert_ptr_equal(tm_item_talk(item), talk);
    assert_ptr_equal(tm_node_item(tm_item_node(item)), item);
    assert_true(tm_item_id(item).size > 0);
    assert_true(tm_item_is_auto_id(item) == (*tm_item_id(item).data == '~'));
    assert_sane_place(tm_item_place(item), size);
    assert_true(!parent || (tm_item_kind(parent) == TM_KIND_POINT &&
                            tm_item_index(parent) < i));
    assert_true(!reply || (tm_item_kind(reply) == TM_KIND_REPLY &&
                           tm_item_index(reply) < i));
    assert_true(!i || (uintptr_t)tm_item_node(item) >
                          (uintptr_t)tm_item_node(tm_talk_item(talk, i - 1)));
    assert_true(tm_item_detail(item, write_nothing, NULL));
}

static inline void assert_sane_diagnostic(const tm_talk *talk, size_t i,
                                          size_t size)
{
    const tm_diagnostic *d = tm_talk_diagnostic(talk, i);
    assert_non_null(tm_severity_name(d->severity));
    assert_sane_place(d->place, size);
    assert_true(d->message.size > 0);
    assert_null(memchr(d->message.data, '\n', d->message.size));
    assert_true(!i ||
                tm_talk_diagnostic(talk, i - 1)->place.start <= d->place.start);
}

static inline void assert_sane_talk(const tm_talk *talk, const char *source,
                                    size_t size)
{
    const tm_node *root = tm_talk_root(talk);
    assert_true(tm_node_type_of(root) == TM_NODE_DOCUMENT);
    assert_null(tm_node_parent(root));
    assert_null(tm_node_next(root));
    assert_true(tm_talk_field(talk, TM_FIELD_RECORD).size > 0);
    assert_true(tm_talk_field(talk, TM_FIELD_LANG).size > 0);
    assert_sane_node(root, source, size);
    for (size_t i = 0; i < tm_talk_item_count(talk); i++)
        assert_sane_item(talk, i, size);
    for (size_t i = 0; i < tm_talk_diagnostic_count(talk); i++)
        assert_sane_diagnostic(talk, i, size);
}

/* ---- Cases ---- */

/** Read 'source', which must be a talk; sane or the test fails. */
static inline tm_talk *read_talk(const char *source)
{
    tm_error error;
    const size_t size = strlen(source);
    tm_talk *talk = tm_parse(source, size, NULL, &error);
    if (!talk)
        print_message("%s\n", error.message);
    assert_non_null(talk);
    assert_sane_talk(talk, source, size);
    return talk;
}

struct talk_case {
    const char *source, *want;
};

typedef void show_talk(struct shown *shown, const tm_talk *talk);

static inline void check_talks(const struct talk_case *cases, size_t count,
                               show_talk *show_it)
{
    for (size_t i = 0; i < count; i++) {
        struct shown shown = { .size = 0 };
        tm_talk *talk = read_talk(cases[i].source);
        show_it(&shown, talk);
        if (strcmp(shown.text, cases[i].want))
            print_message("%s\n", cases[i].source);
        assert_string_equal(shown.text, cases[i].want);
        tm_talk_free(talk);
    }
}

/** Read every case of the table and compare what 'show_it' shows of it. */
#define CHECK_TALKS(cases, show_it) \
 check_talks((cases), sizeof(cases) / sizeof *(cases), (show_it))

#endif

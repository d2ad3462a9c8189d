/*
 * rendered.h - talks read from text and what the renderers make of them, in
 * memory. What a function here returns as char * is the caller's to free.
 */
#ifndef RENDERED_H
#define RENDERED_H

#include "task_format.h"

#include <inttypes.h>

/** The day of all lists: a Friday in March. */
static inline struct tm_render_options rendered_options(void)
{
    return (struct tm_render_options){ .today = { 2026, 3, 20 } };
}

/** Read 'source', which must be a talk, as the file "talk.md". */
static inline tm_talk *talk_from(const char *source)
{
    const tm_options options = { .file = render_text("talk.md") };
    tm_error error;
    tm_talk *talk = tm_parse(source, strlen(source), &options, &error);
    if (!talk)
        print_message("%s\n", error.message);
    assert_non_null(talk);
    return talk;
}

/* ---- What was written ---- */

/** The sink's bytes as a string; the sink must not have failed. */
static inline char *finished(struct sink *sink)
{
    struct memory *memory = sink->to;
    sink_byte(sink, '\0');
    assert_true(sink_finish(sink));
    return memory->data;
}

/** What 'put' makes of 'text'. */
static inline char *escaped(void (*put)(struct sink *sink, tm_text text),
                            tm_text text)
{
    struct sink sink;
    struct memory memory = { 0 };
    sink_init(&sink, memory_write, &memory);
    put(&sink, text);
    return finished(&sink);
}

/** An outline format, the page or the fragment of 'talk'. */
static inline char *rendered(bool (*write)(const tm_talk *talk,
                                           const struct tm_render_options *o,
                                           struct sink *sink),
                             const tm_talk *talk)
{
    const struct tm_render_options options = rendered_options();
    struct sink sink;
    struct memory memory = { 0 };
    sink_init(&sink, memory_write, &memory);
    assert_true(write(talk, &options, &sink));
    return finished(&sink);
}

/** The same of a source. */
static inline char *rendered_from(
    bool (*write)(const tm_talk *talk, const struct tm_render_options *o,
                  struct sink *sink),
    const char *source)
{
    tm_talk *talk = talk_from(source);
    char *text = rendered(write, talk);
    tm_talk_free(talk);
    return text;
}

/* ---- Lists ---- */

/** Items of some talks; 'items' is freed with free_list(). */
struct some_items {
    const tm_item *items[256];
    struct task_list list;
};

/** Add the items of 'talk' whose kinds are among the bits 'kinds'. */
static inline void add_items(struct some_items *some, const tm_talk *talk,
                             unsigned kinds)
{
    for (size_t i = 0; i < tm_talk_item_count(talk); i++) {
        const tm_item *item = tm_talk_item(talk, i);
        if (!(kinds & 1u << tm_item_kind(item)))
            continue;
        assert_true(some->list.count < 256);
        some->items[some->list.count++] = item;
    }
    some->list.items = some->items;
}

static inline char *list_written_with(task_write *write,
                                      const struct task_list *list,
                                      const struct tm_render_options *options)
{
    struct sink sink;
    struct memory memory = { 0 };
    sink_init(&sink, memory_write, &memory);
    assert_true(write(list, options, &sink));
    return finished(&sink);
}

static inline char *list_written(task_write *write,
                                 const struct task_list *list, size_t width)
{
    struct tm_render_options options = rendered_options();
    options.width = width;
    return list_written_with(write, list, &options);
}

/** The tasks of 'source' as a list. */
static inline char *tasks_with(task_write *write, const char *source,
                               const struct tm_render_options *options)
{
    struct some_items some = { 0 };
    tm_talk *talk = talk_from(source);
    add_items(&some, talk, tm_kinds_of_tasks());
    char *text = list_written_with(write, &some.list, options);
    tm_talk_free(talk);
    return text;
}

static inline char *tasks_from(task_write *write, const char *source,
                               size_t width)
{
    struct tm_render_options options = rendered_options();
    options.width = width;
    return tasks_with(write, source, &options);
}

/* ---- Cases ---- */

/** Compare, say of which source, and free 'got'. */
static inline void check_written(const char *source, char *got,
                                 const char *want)
{
    if (strcmp(got, want))
        print_message("of: %s\ngot: %s\nwant: %s\n", source, got, want);
    assert_string_equal(got, want);
    free(got);
}

struct written_case {
    const char *source, *want;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- Text at random ---- */

/** xorshift: the same numbers in every run. */
static inline uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/** One code point as UTF-8; returns its size. */
static inline size_t put_code(char *to, uint32_t code)
{
    static const unsigned char first[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    const size_t size = code < 0x80      ? 1
                        : code < 0x800   ? 2
                        : code < 0x10000 ? 3
                                         : 4;
    for (size_t i = size; i-- > 1; code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)(first[size == 1 ? 0 : size] | code);
    return size;
}

/** A code point that a text may hold, those that mean something often. */
static inline uint32_t random_code(uint32_t *state)
{
    static const struct {
        uint32_t first, count;
    } pools[] = {
        { 0x20, 0x5F },     { 0x20, 0x10 },    { 0x3A, 7 },
        { 0x5B, 6 },        { 0x01, 0x1F },    { 0x7F, 0x21 },
        { 0xA0, 0x60 },     { 0x300, 0x30 },   { 0x5D0, 0x60 },
        { 0x200B, 5 },      { 0x2028, 7 },     { 0x2066, 4 },
        { 0x3000, 0x20 },   { 0x4E00, 0x200 }, { 0xFF00, 0x60 },
        { 0xFEFF, 1 },      { 0xFFF0, 0x10 },  { 0x1F600, 0x40 },
        { 0x10FFF0, 0x10 }, { 0x61, 26 },
    };
    const size_t pool = next_random(state) % COUNT(pools);
    return pools[pool].first + next_random(state) % pools[pool].count;
}

/** Fill 'buffer' with up to 'most' random code points. */
static inline tm_text random_text(uint32_t *state, char *buffer, size_t most)
{
    size_t size = 0;
    for (size_t count = next_random(state) % (most + 1); count; count--)
        size += put_code(buffer + size, random_code(state));
    return (tm_text){ buffer, size };
}

#endif

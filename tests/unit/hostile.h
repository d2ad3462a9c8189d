/*
 * hostile.h - tasks whose every text is random and means something somewhere:
 * formulas, marks of lists, keys, line ends, quotes, markup.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "rendered.h"

enum {
    HOSTILE_ITEMS = 8,
    HOSTILE_RUNS = 400
};

/* What begins something in one format or another. */
static inline const char *hostile_start(uint32_t *state)
{
    static const char *const starts[] = {
        "=1+1",
        "+x",
        "-1",
        "@sum",
        "＝1",
        "; =1",
        "\t=1",
        "x 2026-01-02 ",
        "X done",
        "(A) ",
        "2026-01-02 2026-01-03 ",
        "due:2026-01-01",
        "+p @c id:a#b",
        "pri:A",
        "\v\f",
        "\xC2\x85"
        "BEGIN:VTODO",
        "\xE2\x80\xA8"
        "END:VCALENDAR",
        "\\nUID:x",
        ";CN=x:mailto:y",
        "</td><script>",
        "&lt;",
        "",
        "",
        "",
    };
    return starts[next_random(state) % COUNT(starts)];
}

/* One character of Markdown that means itself; in a quoted value of a title
 * too, where a quote and a line end cannot stand. */
static inline size_t hostile_put(char *to, uint32_t code)
{
    size_t size = 0;
    if (code == '"' || code == '\n' || code == '\r')
        code = '\'';
    if (code < 0x80 && code > ' ' && !strchr("0123456789", (int)code) &&
        !((code | 0x20) >= 'a' && (code | 0x20) <= 'z') && code != 0x7F)
        to[size++] = '\\';
    return size + put_code(to + size, code);
}

static inline size_t hostile_text(char *to, uint32_t *state)
{
    size_t size = 0;
    const char *start = hostile_start(state);
    const tm_text text = { start, strlen(start) };
    for (size_t at = 0; at < text.size;) {
        const unsigned char byte = (unsigned char)text.data[at];
        if (byte < 0x80)
            size += hostile_put(to + size, byte);
        else
            to[size++] = text.data[at];
        at++;
    }
    for (size_t count = next_random(state) % 60; count; count--)
        size += hostile_put(to + size, random_code(state));
    return size;
}

/** A talk of HOSTILE_ITEMS paragraphs, each with a task if all goes well. With
    'dated' it has a date. The caller frees it. */
static inline char *hostile_source(uint32_t *state, bool dated)
{
    static const char *const parts[] = { "](do: '@\"", "\" +\"", "\" source:\"",
                                         "\" evidence:\"", "\" \"" };
    static const char *const ends[] = { "\"')\n\n", "\" 2026-03-01')\n\n",
                                        "\" !high')\n\n",
                                        "\" done:2026-03-02')\n\n",
                                        "\" done')\n\n" };
    char *source = malloc(HOSTILE_ITEMS * 4096);
    size_t size = 0;
    assert_non_null(source);
    if (dated)
        size += (size_t)sprintf(source, "---\ndate: 2026-03-16\n---\n");
    for (int i = 0; i < HOSTILE_ITEMS; i++) {
        source[size++] = '[';
        size += hostile_text(source + size, state);
        for (size_t part = 0; part < COUNT(parts); part++) {
            size += (size_t)sprintf(source + size, "%s", parts[part]);
            size += hostile_text(source + size, state);
        }
        size += (size_t)sprintf(source + size, "%s",
                                ends[next_random(state) % COUNT(ends)]);
    }
    source[size] = '\0';
    return source;
}

/** Write the tasks of such talks and let 'check' look at each output and the
    number of items in it. */
static inline void check_hostile(task_write *write,
                                 const struct tm_render_options *options,
                                 void (*check)(const char *text, size_t items))
{
    uint32_t state = 20260316;
    size_t items = 0;
    for (int run = 0; run < HOSTILE_RUNS; run++) {
        struct some_items some = { 0 };
        char *source = hostile_source(&state, run % 2);
        tm_talk *talk = talk_from(source);
        add_items(&some, talk, tm_kinds_of_tasks());
        char *text = list_written_with(write, &some.list, options);
        check(text, some.list.count);
        items += some.list.count;
        free(text);
        tm_talk_free(talk);
        free(source);
    }
    if (items * 10 < (size_t)HOSTILE_RUNS * HOSTILE_ITEMS * 9)
        print_message("%zu items only\n", items);
    assert_true(items * 10 >= (size_t)HOSTILE_RUNS * HOSTILE_ITEMS * 9);
}

#endif

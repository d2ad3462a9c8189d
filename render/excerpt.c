#include "excerpt.h"

#include "colour.h"
#include "escape.h"
#include "lines.h"
#include "render.h"
#include "width.h"

#include <string.h>

enum {
    WIDTH = 78,             /* cells of what is shown: it should not wrap */
    BEFORE = 30,            /* at most so many of them before the place, */
    MEND_BEFORE = 12,       /* which a mend needs less, */
    LEAST_AFTER = 8,        /* and at least so many from it on; */
    WORDS = 32,             /* of a place in its message's line */
    MOST_BYTES = WIDTH * 3, /* and not further, where marks take no cell */
    MOST_INSERTED = 96,     /* bytes of what an edit puts in */
    INDENT = 2,
    MOST_MARKS = 1024, /* cells; what stands further right has no mark */
    MOST_MENDED = 4,   /* parts of lines that a mend shows, and edits: */
    MOST_EDITS = 32,
};

void excerpt_head(struct sink *sink, const char *file, size_t line,
                  size_t column, enum tm_severity severity, bool coloured)
{
    static const enum colour colours[] = {
        [TM_SEVERITY_HINT] = COLOUR_HINT,
        [TM_SEVERITY_WARNING] = COLOUR_WARNING,
        [TM_SEVERITY_ERROR] = COLOUR_ERROR,
    };
    escape_terminal(sink, render_text(file));
    if (line) {
        sink_byte(sink, ':');
        sink_number(sink, line);
        sink_byte(sink, ':');
        sink_number(sink, column);
    }
    sink_string(sink, ": ");
    colour_begin(sink, colours[severity], coloured);
    sink_string(sink, tm_severity_name(severity));
    sink_byte(sink, ':');
    colour_end(sink, coloured);
    sink_byte(sink, ' ');
}

/* ---- Where a shown part of a line begins and ends ---- */

static tm_text part(tm_text source, size_t from, size_t to)
{
    return (tm_text){ source.data + from, to > from ? to - from : 0 };
}

/* Where the character before byte 'at' begins. The bytes may be no UTF-8. */
static size_t character_before(tm_text source, size_t at)
{
    size_t start = at - 1;
    while (start && at - start < 4 && is_inside(source.data[start]))
        start--;
    return start;
}

/* Where the line begins, or 'most' cells before byte 'at'. */
static size_t begin_before(tm_text source, size_t at, size_t most)
{
    size_t start = at, cells = 0;
    while (start && !is_line_end(source.data[start - 1]) &&
           at - start < MOST_BYTES) {
        const size_t before = character_before(source, start);
        cells += width_of(part(source, before, start));
        if (cells > most)
            break;
        start = before;
    }
    if (!start && source.size >= 3 && !memcmp(source.data, "\xEF\xBB\xBF", 3))
        return 3; /* a byte order mark */
    return start;
}

/* Where the line ends, or 'most' cells of it. */
static size_t end_within(tm_text source, size_t at, size_t most)
{
    size_t end = at, cells = 0;
    while (end < source.size && !is_line_end(source.data[end]) &&
           end - at < MOST_BYTES) {
        size_t after = end;
        escape_decode(source, &after);
        cells += width_of(part(source, end, after));
        if (cells > most)
            break;
        end = after;
    }
    return end;
}

static bool is_cut_before(tm_text source, size_t start)
{
    return start && !is_line_end(source.data[start - 1]) &&
           !(start == 3 && !memcmp(source.data, "\xEF\xBB\xBF", 3));
}

static bool is_cut_after(tm_text source, size_t end)
{
    return end < source.size && !is_line_end(source.data[end]);
}

/* ---- A line and its marks ---- */

/* A line on its way out, and what is to stand under it. */
struct shown {
    struct sink *sink;
    bool coloured;
    bool removed; /* something was taken away just here */
    size_t cells, marked;
    char marks[MOST_MARKS]; /* under the cells, where there is room */
};

/* Where what is shown of 'source' from byte 'at' on ends. */
static size_t end_shown(const struct shown *shown, size_t indent,
                        tm_text source, size_t at)
{
    const size_t used = indent + shown->cells + 1; /* and "…" */
    const size_t most = used + LEAST_AFTER < WIDTH ? WIDTH - used : LEAST_AFTER;
    return end_within(source, at, most);
}

static void mark(struct shown *shown, char with)
{
    if (shown->cells >= MOST_MARKS)
        return;
    shown->marks[shown->cells] = with;
    if (with != ' ')
        shown->marked = shown->cells + 1;
}

static void put_cells(struct shown *shown, size_t count, char with)
{
    for (size_t i = 0; i < count; i++) {
        mark(shown, shown->removed && with == ' ' ? '-' : with);
        shown->removed = false;
        shown->cells++;
    }
}

/* "\u{202E}", as escape_terminal() writes it. */
static size_t escaped_cells(uint32_t code)
{
    size_t cells = strlen("\\u{}");
    do
        cells++;
    while (code >>= 4);
    return cells;
}

static void put_text(struct shown *shown, tm_text text, char with)
{
    for (size_t at = 0, next = 0; at < text.size; at = next) {
        const uint32_t code = escape_decode(text, &next);
        const tm_text character = { text.data + at, next - at };
        if (code == '\t') {
            sink_byte(shown->sink, ' ');
            put_cells(shown, 1, with);
        } else if (escape_is_unsafe(code)) {
            escape_terminal(shown->sink, character);
            put_cells(shown, escaped_cells(code), with);
        } else {
            sink_text(shown->sink, character);
            put_cells(shown, width_of(character), with);
        }
    }
}

static void put_cut(struct shown *shown, bool cut)
{
    if (cut)
        put_text(shown, render_text("…"), ' ');
}

/* The end of the line, and the line of the marks. */
static void put_marks(struct shown *shown, size_t indent)
{
    size_t first = 0;
    if (shown->removed)
        mark(shown, '-');
    while (first < shown->marked && shown->marks[first] == ' ')
        first++;
    sink_byte(shown->sink, '\n');
    if (shown->marked) {
        sink_spaces(shown->sink, indent + first);
        colour_begin(shown->sink, COLOUR_CARET, shown->coloured);
        sink_put(shown->sink, shown->marks + first, shown->marked - first);
        colour_end(shown->sink, shown->coloured);
        sink_byte(shown->sink, '\n');
    }
    shown->removed = false;
    shown->cells = shown->marked = 0;
}

void excerpt_put(struct sink *sink, tm_text source, size_t start, size_t end,
                 bool coloured)
{
    struct shown shown = { .sink = sink, .coloured = coloured };
    if (start > source.size)
        return;
    const size_t first = begin_before(source, start, BEFORE);
    const bool cut = is_cut_before(source, first);
    if (start < first)
        start = first;
    if (first == start && !cut && !is_cut_after(source, start))
        return;
    sink_spaces(sink, INDENT);
    put_cut(&shown, cut);
    put_text(&shown, part(source, first, start), ' ');
    const size_t last = end_shown(&shown, INDENT, source, start);
    if (end > last)
        end = last;
    const size_t caret = shown.cells;
    put_text(&shown, part(source, start, end), '~');
    put_text(&shown, part(source, end > start ? end : start, last), ' ');
    put_cut(&shown, is_cut_after(source, last));
    if (caret < MOST_MARKS) {
        shown.marks[caret] = '^';
        shown.marked = caret < shown.marked ? shown.marked : caret + 1;
    }
    put_marks(&shown, INDENT);
}

void excerpt_words(struct sink *sink, tm_text source, size_t start, size_t end)
{
    struct shown shown = { .sink = sink };
    if (start >= end || end > source.size)
        return;
    const size_t last = end_within(part(source, 0, end), start, WORDS);
    sink_string(sink, ": \"");
    put_text(&shown, part(source, start, last), ' ');
    put_cut(&shown, last < end);
    sink_byte(sink, '"');
}

/* ---- Mends ---- */

/* The lines of a mend as far as they are written. */
struct mended {
    struct shown shown;
    tm_text source;
    const char *label;
    size_t place; /* byte from which on it is shown, where that is near */
    size_t indent, parts;
};

static void begin_line(struct mended *mended)
{
    sink_spaces(mended->shown.sink, INDENT);
    if (mended->parts++)
        sink_spaces(mended->shown.sink, mended->indent - INDENT);
    else
        sink_string(mended->shown.sink, mended->label);
}

static void begin_part(struct mended *mended, size_t at)
{
    const size_t near = begin_before(mended->source, at, BEFORE);
    const bool has_place = near <= mended->place && mended->place < at;
    const size_t start = begin_before(
        mended->source, has_place ? mended->place : at, MEND_BEFORE);
    begin_line(mended);
    put_cut(&mended->shown, is_cut_before(mended->source, start));
    put_text(&mended->shown, part(mended->source, start, at), ' ');
}

static void end_part(struct mended *mended, size_t at)
{
    const size_t end =
        end_shown(&mended->shown, mended->indent, mended->source, at);
    put_text(&mended->shown, part(mended->source, at, end), ' ');
    put_cut(&mended->shown, is_cut_after(mended->source, end));
    put_marks(&mended->shown, mended->indent);
}

/* The beginning of 'text' that is shown: no character of it halved. */
static size_t shown_of(tm_text text)
{
    size_t size = text.size < MOST_INSERTED ? text.size : MOST_INSERTED;
    while (size && size < text.size && is_inside(text.data[size]))
        size--;
    return size;
}

/* What an edit puts in; a line end in it begins another line. */
static void put_edit(struct mended *mended, tm_text text)
{
    const size_t size = shown_of(text);
    size_t start = 0;
    mended->shown.removed = !text.size;
    for (size_t at = 0; at < size; at++) {
        if (!is_line_end(text.data[at]))
            continue;
        put_text(&mended->shown, part(text, start, at), '+');
        put_marks(&mended->shown, mended->indent);
        if (text.data[at] == '\r' && at + 1 < size && text.data[at + 1] == '\n')
            at++;
        start = at + 1;
        begin_line(mended);
    }
    put_text(&mended->shown, part(text, start, size), '+');
    put_cut(&mended->shown, size < text.size);
}

void excerpt_mend(struct sink *sink, tm_text source, size_t place,
                  const char *label, const tm_edit *edits, size_t count,
                  bool coloured)
{
    struct mended mended = { .shown = { .sink = sink, .coloured = coloured },
                             .source = source,
                             .label = label,
                             .place = place,
                             .indent = INDENT + strlen(label) };
    size_t i = 0;
    for (; i < count && i < MOST_EDITS && mended.parts < MOST_MENDED; i++) {
        const size_t last = i ? edits[i - 1].end : 0;
        if (i && begin_before(source, edits[i].start, MEND_BEFORE) <=
                     end_shown(&mended.shown, mended.indent, source, last)) {
            put_text(&mended.shown, part(source, last, edits[i].start), ' ');
        } else {
            if (i)
                end_part(&mended, last);
            begin_part(&mended, edits[i].start);
        }
        put_edit(&mended, edits[i].text);
    }
    if (i)
        end_part(&mended, edits[i - 1].end);
    if (i < count) {
        sink_spaces(sink, mended.indent);
        sink_string(sink, "…\n");
    }
}

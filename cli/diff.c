#include "diff.h"

#include <stdlib.h>

enum {
    CONTEXT = 3 /* lines */
};

/* Lines of one of the two texts. */
struct lines {
    size_t start, end; /* bytes */
    size_t first;      /* how many lines stand before them */
    size_t count;
};

/* What took the place of what; one of both may be empty. */
struct change {
    struct lines old, new;
};

struct diff {
    tm_text old, new;
    struct change *list;
    size_t count;
};

/* ---- Lines ---- */

static bool is_line_start(tm_text text, size_t at)
{
    return !at || text.data[at - 1] == '\n';
}

static size_t line_start(tm_text text, size_t at)
{
    while (!is_line_start(text, at))
        at--;
    return at;
}

/* Where the line after that of byte 'at' begins. */
static size_t next_line(tm_text text, size_t at)
{
    const char *end =
        at < text.size ? memchr(text.data + at, '\n', text.size - at) : NULL;
    return end ? (size_t)(end + 1 - text.data) : text.size;
}

static size_t count_lines(tm_text text, size_t start, size_t end)
{
    size_t count = 0;
    for (; start < end; count++)
        start = next_line(text, start);
    return count;
}

/* ---- What differs ---- */

static bool is_equal(const struct diff *diff, size_t old, size_t new,
                     size_t size)
{
    return !memcmp(diff->old.data + old, diff->new.data + new, size);
}

/* The lines that both begin with. */
static void trim_start(const struct diff *diff, struct change *change)
{
    struct lines *old = &change->old, *new = &change->new;
    while (old->start < old->end && new->start < new->end) {
        const size_t size = next_line(diff->old, old->start) - old->start;
        if (next_line(diff->new, new->start) - new->start != size ||
            !is_equal(diff, old->start, new->start, size))
            break;
        old->start += size;
        new->start += size;
    }
}

/* And those that both end with. */
static void trim_end(const struct diff *diff, struct change *change)
{
    struct lines *old = &change->old, *new = &change->new;
    while (old->start < old->end && new->start < new->end) {
        const size_t before = line_start(diff->old, old->end - 1);
        const size_t size = old->end - before;
        if (new->end - line_start(diff->new, new->end - 1) != size ||
            !is_equal(diff, before, new->end - size, size))
            break;
        old->end -= size;
        new->end -= size;
    }
}

/* Widen 'change' over an edit, 'by' which all so far moved what comes after:
 * to where a line begins in both texts. The bytes after the edit that are there
 * already lead to one. */
static void widen(const struct diff *diff, struct change *change,
                  const tm_edit *edit, size_t by)
{
    if (edit->end < change->old.end)
        return;
    change->old.end = is_line_start(diff->old, edit->end) &&
                              is_line_start(diff->new, edit->end + by)
                          ? edit->end
                          : next_line(diff->old, edit->end);
}

/* The edits from the i-th on whose lines touch are one change; the index of the
 * edit after them. '*by', by which the edits so far moved what comes after (it
 * may wrap around), goes on. */
static size_t join(const struct diff *diff, const struct edits *edits, size_t i,
                   struct change *change, size_t *by)
{
    struct lines *old = &change->old, *new = &change->new;
    old->start = old->end = line_start(diff->old, edits->list[i].start);
    new->start = old->start + *by;
    do {
        const tm_edit *edit = &edits->list[i++];
        *by += edit->text.size - (edit->end - edit->start);
        widen(diff, change, edit, *by);
    } while (i < edits->count && edits->list[i].start <= old->end);
    new->end = old->end + *by;
    return i;
}

static void number(const struct diff *diff, struct change *change,
                   const struct change *before)
{
    struct lines *old = &change->old, *new = &change->new;
    const size_t between = count_lines(diff->old, before->old.end, old->start);
    old->first = before->old.first + before->old.count + between;
    new->first = before->new.first + before->new.count + between;
    old->count = count_lines(diff->old, old->start, old->end);
    new->count = count_lines(diff->new, new->start, new->end);
}

static bool find_changes(struct diff *diff, const struct edits *edits)
{
    const struct change none = { .old = { 0 } };
    const struct change *before = &none;
    size_t by = 0;
    diff->list = malloc((edits->count + 1) * sizeof *diff->list);
    for (size_t i = 0; diff->list && i < edits->count;) {
        struct change *change = &diff->list[diff->count];
        *change = none;
        i = join(diff, edits, i, change, &by);
        trim_start(diff, change);
        trim_end(diff, change);
        if (change->old.start == change->old.end &&
            change->new.start == change->new.end)
            continue;
        number(diff, change, before);
        before = change;
        diff->count++;
    }
    return diff->list;
}

/* ---- Names ---- */

/* As git writes it between double quotes. */
static void put_quoted_byte(struct sink *sink, char byte)
{
    static const char plain[] = "\a\b\t\n\v\f\r\"\\", letters[] = "abtnvfr\"\\";
    const char *at = byte ? strchr(plain, byte) : NULL;
    const unsigned char code = (unsigned char)byte;
    if (!at && code >= 0x20 && code != 0x7F) {
        sink_byte(sink, byte);
        return;
    }
    sink_byte(sink, '\\');
    if (at) {
        sink_byte(sink, letters[at - plain]);
        return;
    }
    for (int shift = 6; shift >= 0; shift -= 3)
        sink_byte(sink, (char)('0' + ((code >> shift) & 7)));
}

static bool needs_quotes(const char *name)
{
    for (; *name; name++)
        if ((unsigned char)*name < 0x20 || *name == 0x7F || *name == '"' ||
            *name == '\\')
            return true;
    return false;
}

/* The name without what a patch may not have: a slash at its beginning, empty
 * parts and ".". */
static void put_path(struct sink *sink, const char *name, bool quoted)
{
    while (*name) {
        const size_t size = strcspn(name, "/");
        const bool is_dot = size == 1 && *name == '.';
        if (size && !is_dot)
            sink_byte(sink, '/');
        for (size_t i = 0; i < size && !is_dot; i++)
            if (quoted)
                put_quoted_byte(sink, name[i]);
            else
                sink_byte(sink, name[i]);
        name += size;
        name += strspn(name, "/");
    }
}

/* A tab ends a name with spaces, which would end it otherwise. */
static void put_name(struct sink *sink, const char *sign, const char *side,
                     const char *name)
{
    const bool quoted = needs_quotes(name);
    sink_string(sink, sign);
    if (quoted)
        sink_byte(sink, '"');
    sink_string(sink, side);
    put_path(sink, name, quoted);
    if (quoted)
        sink_byte(sink, '"');
    sink_string(sink, strchr(name, ' ') ? "\t\n" : "\n");
}

/* ---- Hunks ---- */

/* Some changes and the lines around them. */
struct hunk {
    const struct change *first, *last;
    size_t before, after; /* lines of context */
    size_t start, end;    /* bytes of the old text */
};

static struct hunk hunk_around(const struct diff *diff,
                               const struct change *first,
                               const struct change *last)
{
    struct hunk hunk = { first, last, 0, 0, first->old.start, last->old.end };
    for (; hunk.before < CONTEXT && hunk.start; hunk.before++)
        hunk.start = line_start(diff->old, hunk.start - 1);
    for (; hunk.after < CONTEXT && hunk.end < diff->old.size; hunk.after++)
        hunk.end = next_line(diff->old, hunk.end);
    return hunk;
}

/* Lines count from 1; of none the one before is told. */
static void put_range(struct sink *sink, char sign, const struct hunk *hunk,
                      const struct lines *first, const struct lines *last)
{
    const size_t start = first->first - hunk->before;
    const size_t count = last->first + last->count + hunk->after - start;
    sink_byte(sink, sign);
    sink_number(sink, start + (count != 0));
    if (count != 1) {
        sink_byte(sink, ',');
        sink_number(sink, count);
    }
}

static void put_lines(struct sink *sink, char sign, tm_text text, size_t start,
                      size_t end)
{
    while (start < end) {
        const size_t next = next_line(text, start);
        sink_byte(sink, sign);
        sink_put(sink, text.data + start, next - start);
        if (!is_line_start(text, next))
            sink_string(sink, "\n\\ No newline at end of file\n");
        start = next;
    }
}

static void put_hunk(struct sink *sink, const struct diff *diff,
                     const struct hunk *hunk)
{
    size_t at = hunk->start;
    sink_string(sink, "@@ ");
    put_range(sink, '-', hunk, &hunk->first->old, &hunk->last->old);
    sink_byte(sink, ' ');
    put_range(sink, '+', hunk, &hunk->first->new, &hunk->last->new);
    sink_string(sink, " @@\n");
    for (const struct change *one = hunk->first; one <= hunk->last; one++) {
        put_lines(sink, ' ', diff->old, at, one->old.start);
        put_lines(sink, '-', diff->old, one->old.start, one->old.end);
        put_lines(sink, '+', diff->new, one->new.start, one->new.end);
        at = one->old.end;
    }
    put_lines(sink, ' ', diff->old, at, hunk->end);
}

static void put_changes(struct sink *sink, const struct diff *diff)
{
    for (size_t i = 0, next; i < diff->count; i = next) {
        const struct change *last = &diff->list[i];
        for (next = i + 1; next < diff->count; next++, last++)
            if (last[1].old.first - (last->old.first + last->old.count) >
                (size_t)2 * CONTEXT)
                break;
        const struct hunk hunk = hunk_around(diff, &diff->list[i], last);
        put_hunk(sink, diff, &hunk);
    }
}

bool diff_put(struct sink *sink, const char *name, tm_text source,
              const struct edits *edits)
{
    struct memory mended = { 0 };
    struct diff diff = { .old = source };
    bool good = edits_apply(edits, source, &mended);
    diff.new = (tm_text){ mended.data, mended.size };
    good = good && find_changes(&diff, edits);
    if (good && diff.count) {
        put_name(sink, "--- ", "a", name);
        put_name(sink, "+++ ", "b", name);
        put_changes(sink, &diff);
    }
    free(diff.list);
    memory_free(&mended);
    return good;
}

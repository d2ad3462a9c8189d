#include "sentence.h"

#include "text.h"

static bool is_one_of(uint32_t code, const uint32_t *set)
{
    while (*set && *set != code)
        set++;
    return code && *set;
}

static bool is_end_mark(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x3002 ||
           code == 0xFF01 || code == 0xFF1F || code == 0x2026;
}

static bool is_closer(uint32_t code)
{
    return is_one_of(code, U"\"')]}”’»」』）】》〉〕］｝");
}

/* What may stand between a full stop and the sentence that goes on. */
static bool goes_on(uint32_t code)
{
    return text_is_lower(code);
}

static bool goes_on_after_dots(uint32_t code)
{
    return goes_on(code) || is_one_of(code, U",，、；");
}

/* The word that ends before byte 'end', with the full stops inside of it. */
static tm_text word_before(tm_text text, size_t end)
{
    size_t start = end, before;
    for (; start; start = before) {
        const uint32_t code = text_decode_before(text, start, &before);
        if (code != '.' && (!text_is_letter(code) || text_is_han(code)))
            break;
        if (end - before > 16)
            break;
    }
    return text_slice(text, start, end - start);
}

static bool is_abbreviation(tm_text text, size_t stop)
{
    static const char *const listed[] = { "Mr", "Mrs", "Ms",  "Dr",  "Prof",
                                          "St", "No",  "Fig", "Art", "vs",
                                          "cf", "e.g", "i.e" };
    const tm_text word = word_before(text, stop);
    size_t start;
    const uint32_t last = text_decode_before(text, stop, &start);
    const uint32_t before = text_decode_before(text, start, &start);
    if (text_is_letter(last) && !text_is_han(last) &&
        (!text_is_id(before) || before == '.'))
        return true; /* a single letter */
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
        if (text_is(word, listed[i]))
            return true;
    return false;
}

/* A run of end marks: what it is made of, and what surrounds it. */
struct run {
    size_t start, end; /* bytes, without the closers */
    size_t after;      /* byte after the closers */
    size_t marks, dots, ellipses;
    uint32_t last; /* its last mark */
};

static struct run read_run(tm_text text, size_t start)
{
    struct run run = { .start = start, .end = start };
    for (size_t next; run.end < text.size; run.end = next) {
        const uint32_t code = text_decode(text, run.end, &next);
        if (!is_end_mark(code))
            break;
        run.marks++;
        run.dots += code == '.';
        run.ellipses += code == 0x2026;
        run.last = code;
    }
    run.after = run.end;
    for (size_t next; run.after < text.size; run.after = next)
        if (!is_closer(text_decode(text, run.after, &next)))
            break;
    return run;
}

static size_t skip_space(tm_text text, size_t at)
{
    size_t next;
    while (at < text.size && text_is_space(text_decode(text, at, &next)))
        at = next;
    return at;
}

static bool ends_sentence(tm_text text, const struct run *run)
{
    size_t next;
    const uint32_t follows = text_decode(text, run->after, &next);
    if (run->last < 0x80 && run->after < text.size && !text_is_space(follows))
        return false;
    const uint32_t word =
        text_decode(text, skip_space(text, run->after), &next);
    const bool dots = run->dots + run->ellipses == run->marks;
    if (dots && (run->ellipses || run->dots > 1))
        return !goes_on_after_dots(word);
    if (run->marks == 1 && run->dots)
        return !goes_on(word) && !is_abbreviation(text, run->start);
    return true;
}

/* The first bytes of line feeds and end marks. */
static const unsigned char may_end[256] = {
    ['\n'] = 1, ['.'] = 1,  ['!'] = 1,  ['?'] = 1, /* and in UTF-8: */
    [0xE2] = 1, [0xE3] = 1, [0xEF] = 1,
};

static bool is_end(tm_text text, size_t at)
{
    const tm_text rest = text_from(text, at);
    return (unsigned char)text.data[at] < 0x80 ||
           text_starts(rest, TEXT("。")) || text_starts(rest, TEXT("！")) ||
           text_starts(rest, TEXT("？")) || text_starts(rest, TEXT("…"));
}

/* The next line feed or end mark from byte 'at' on. No other byte of a character
 * is like the first byte of one of these. */
static size_t next_end(tm_text text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    for (; at < text.size; at++) {
        while (text.size - at > 4 &&
               !(may_end[bytes[at]] | may_end[bytes[at + 1]] |
                 may_end[bytes[at + 2]] | may_end[bytes[at + 3]]))
            at += 4;
        if (may_end[bytes[at]] && is_end(text, at))
            return at;
    }
    return text.size;
}

size_t *sentence_starts(struct arena *arena, tm_text text, size_t *count)
{
    size_t capacity = 0, *starts = NULL;
    *count = 0;
    *ARENA_PUSH(arena, starts, *count, capacity) = 0;
    for (size_t at = 0; (at = next_end(text, at)) < text.size;) {
        size_t end = at + 1;
        if (text.data[at] != '\n') {
            const struct run run = read_run(text, at);
            at = run.end;
            if (!ends_sentence(text, &run))
                continue;
            end = run.after;
        }
        at = end = skip_space(text, end);
        if (end < text.size && end > starts[*count - 1])
            *ARENA_PUSH(arena, starts, *count, capacity) = end;
    }
    return starts;
}

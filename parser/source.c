#include "source.h"

#include "text.h"

#include <stdio.h>

/* ---- UTF-8 -------------------------------------------------------------- */

/* Whether all of the 8 bytes at 'bytes' are ASCII and none is NUL. */
static bool plain_eight(const unsigned char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    /* With no top bit set, taking one from each byte sets that of a NUL. */
    return !((word | (word - ones)) & tops);
}

/* What may follow a lead byte: how many bytes, and the bounds of the first of
 * them, which keep out overlong forms, surrogates and all above U+10FFFF. */
static const struct {
    unsigned char last_lead, more, low, high;
} leads[] = {
    { 0x7F, 0, 0, 0 },       { 0xC1, 0, 1, 0 },       { 0xDF, 1, 0x80, 0xBF },
    { 0xE0, 2, 0xA0, 0xBF }, { 0xEC, 2, 0x80, 0xBF }, { 0xED, 2, 0x80, 0x9F },
    { 0xEF, 2, 0x80, 0xBF }, { 0xF0, 3, 0x90, 0xBF }, { 0xF3, 3, 0x80, 0xBF },
    { 0xF4, 3, 0x80, 0x8F }, { 0xFF, 0, 1, 0 },
};

/* The size of the character at the beginning of 'bytes', 0 where there is
 * none. NUL counts as one. */
static size_t character(const unsigned char *bytes, size_t size)
{
    size_t row = 0;
    while (bytes[0] > leads[row].last_lead)
        row++;
    const size_t more = leads[row].more;
    if (!more)
        return leads[row].low == 0;
    if (more >= size || bytes[1] < leads[row].low || bytes[1] > leads[row].high)
        return 0;
    for (size_t i = 2; i <= more; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return more + 1;
}

/* Three bytes whose lead sets no bounds to the second: Chinese and its
 * punctuation. */
static bool common_three(const unsigned char *bytes, size_t size)
{
    return size > 2 && bytes[0] > 0xE0 && bytes[0] < 0xF0 && bytes[0] != 0xED &&
           (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80;
}

/* Two characters like that in the 8 bytes at 'bytes'. */
static bool common_six(const unsigned char *bytes)
{
    static const unsigned char kinds[8] = {
        0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0
    };
    static const unsigned char threes[8] = {
        0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80
    };
    uint64_t word, mask, want;
    memcpy(&word, bytes, sizeof word);
    memcpy(&mask, kinds, sizeof mask);
    memcpy(&want, threes, sizeof want);
    return (word & mask) == want && bytes[0] != 0xE0 && bytes[0] != 0xED &&
           bytes[3] != 0xE0 && bytes[3] != 0xED;
}

static const unsigned char *bytes_of(tm_text text)
{
    return (const unsigned char *)text.data;
}

/* The first byte that cannot be read; the size where there is none. */
static size_t first_wrong(tm_text text, bool nul_is_wrong)
{
    const unsigned char *bytes = bytes_of(text);
    size_t at = 0;
    while (at < text.size) {
        while (text.size - at >= 8 && plain_eight(bytes + at))
            at += 8;
        while (text.size - at >= 8 && common_six(bytes + at))
            at += 6;
        if (common_three(bytes + at, text.size - at))
            at += 3;
        if (at == text.size)
            break;
        const size_t size = character(bytes + at, text.size - at);
        if (!size || (nul_is_wrong && !bytes[at]))
            return at;
        at += size;
    }
    return at;
}

/* ---- What else it may be ------------------------------------------------ */

enum {
    SAMPLE = 4096
}; /* bytes that a guess looks at */

/** A Unicode encoding of units of a fixed size. */
struct encoding {
    const char *name;
    tm_text mark; /* its byte order mark */
    size_t unit;  /* bytes */
    bool big;
};

/* UTF-32 before UTF-16, whose little-endian mark begins the same. */
static const struct encoding encodings[] = {
    { "UTF-32LE", { "\xFF\xFE\0\0", 4 }, 4, false },
    { "UTF-32BE", { "\0\0\xFE\xFF", 4 }, 4, true },
    { "UTF-16LE", { "\xFF\xFE", 2 }, 2, false },
    { "UTF-16BE", { "\xFE\xFF", 2 }, 2, true },
};
enum {
    ENCODINGS = sizeof encodings / sizeof encodings[0]
};

static uint32_t unit_at(const struct encoding *encoding, tm_text text,
                        size_t at)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < encoding->unit; i++) {
        const size_t byte = encoding->big ? i : encoding->unit - 1 - i;
        unit = unit << 8 | bytes_of(text)[at + byte];
    }
    return unit;
}

/* Whether 'unit' is what talks are mostly made of: Latin and its neighbours,
 * Chinese characters and punctuation, halves of a surrogate pair. */
static bool is_usual(uint32_t unit)
{
    static const struct {
        uint32_t first, last;
    } usual[] = {
        { 0x09, 0x0D },     { 0x20, 0x7E },     { 0xA0, 0x6FF },
        { 0x2000, 0x206F }, { 0x3000, 0x30FF }, { 0x4E00, 0x9FFF },
        { 0xD800, 0xDFFF }, { 0xFF00, 0xFFEF }, { 0x1F000, 0x1FFFF },
    };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (unit >= usual[i].first && unit <= usual[i].last)
            return true;
    return false;
}

/* How many in a thousand units of 'sample' are usual when it is read as
 * 'encoding'; 0 where it cannot be that. */
static size_t likeness(const struct encoding *encoding, tm_text sample)
{
    size_t usual = 0, units = sample.size / encoding->unit;
    for (size_t i = 0; i < units; i++) {
        const uint32_t unit = unit_at(encoding, sample, i * encoding->unit);
        if (!unit || unit > 0x10FFFF)
            return 0;
        usual += is_usual(unit);
    }
    return units ? usual * 1000 / units : 0;
}

static const char *by_mark(tm_text text)
{
    for (size_t i = 0; i < ENCODINGS; i++)
        if (text_starts(text, encodings[i].mark))
            return encodings[i].name;
    return NULL;
}

static size_t count_zeros(tm_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += !text.data[i];
    return count;
}

/* A stray NUL in UTF-8 makes no UTF-16: zeros must be many, or what stands
 * around them be no UTF-8 either. */
static const char *by_zeros(tm_text text)
{
    enum {
        ENOUGH = 750
    };
    const tm_text sample = text_slice(text, 0, SAMPLE);
    const size_t zeros = count_zeros(sample);
    if (!zeros ||
        (zeros * 4 < sample.size && first_wrong(text, false) == text.size))
        return NULL;
    const char *best = NULL;
    size_t most = ENOUGH;
    for (size_t i = 0; i < ENCODINGS; i++) {
        const size_t like = likeness(&encodings[i], sample);
        if (like > most) {
            most = like;
            best = encodings[i].name;
        }
    }
    return best;
}

static bool between(unsigned char byte, unsigned char low, unsigned char high)
{
    return byte >= low && byte <= high;
}

/* The size of the GB 18030 character at the beginning of 'bytes': 1, 2 or 4;
 * 0 where there is none. GBK is all but those of 4. */
static size_t gb_character(const unsigned char *bytes, size_t size)
{
    if (bytes[0] < 0x80)
        return 1;
    if (size < 2 || !between(bytes[0], 0x81, 0xFE))
        return 0;
    if (between(bytes[1], 0x40, 0xFE) && bytes[1] != 0x7F)
        return 2;
    const bool four = size >= 4 && between(bytes[1], 0x30, 0x39) &&
                      between(bytes[2], 0x81, 0xFE) &&
                      between(bytes[3], 0x30, 0x39);
    return four ? 4 : 0;
}

/* All must be GB 18030, and most pairs in the square of GB 2312, where common
 * characters stand: other encodings, broken UTF-8 among them, miss it. */
static const char *by_pairs(tm_text text)
{
    const unsigned char *bytes = bytes_of(text);
    size_t pairs = 0, common = 0, fours = 0;
    for (size_t at = 0, size; at < text.size; at += size) {
        size = gb_character(bytes + at, text.size - at);
        if (!size)
            return NULL;
        fours += size == 4;
        if (size != 2)
            continue;
        pairs++;
        common += between(bytes[at], 0xA1, 0xF7) && bytes[at + 1] >= 0xA1;
    }
    if (!pairs || common * 4 < pairs * 3)
        return NULL;
    return fours ? "GB18030" : "GBK";
}

/* ---- Lines -------------------------------------------------------------- */

static const tm_text mark = { "\xEF\xBB\xBF", 3 };

static size_t find_byte(tm_text text, size_t at, char byte)
{
    const char *hit =
        at < text.size ? memchr(text.data + at, byte, text.size - at) : NULL;
    return hit ? (size_t)(hit - text.data) : text.size;
}

struct line_walk line_walk_begin(tm_text text)
{
    return (struct line_walk){ text, find_byte(text, 0, '\n'),
                               find_byte(text, 0, '\r') };
}

size_t line_walk_next(struct line_walk *walk, size_t at)
{
    if (walk->lf < at)
        walk->lf = find_byte(walk->text, at, '\n');
    if (walk->cr < at)
        walk->cr = find_byte(walk->text, at, '\r');
    const bool ends = walk->lf < walk->text.size;
    if (walk->cr < walk->lf)
        return walk->cr + 1 + (ends && walk->lf == walk->cr + 1);
    return ends ? walk->lf + 1 : SIZE_MAX;
}

static size_t columns_between(tm_text text, size_t start, size_t end)
{
    return text_count(text_slice(text, start, end - start));
}

/* Where columns begin on the line that begins at 'line'. */
static size_t first_column(tm_text text, size_t line)
{
    return line || !text_starts(text, mark) ? line : mark.size;
}

static void locate_error(tm_text text, size_t byte, tm_error *error)
{
    size_t start = 0, next;
    struct line_walk walk = line_walk_begin(text);
    error->line = 1;
    while ((next = line_walk_next(&walk, start)) <= byte) {
        start = next;
        error->line++;
    }
    start = first_column(text, start);
    error->column = 1 + columns_between(text, start, byte);
}

/* Files that are taken for text by mistake, by their first bytes. */
static const char *by_signature(tm_text text)
{
    static const struct {
        tm_text first;
        const char *name;
    } signatures[] = {
        { { "PK\x03\x04", 4 }, "a Word document or a ZIP archive" },
        { { "\xD0\xCF\x11\xE0", 4 }, "an old Word document" },
        { { "%PDF-", 5 }, "a PDF" },
    };
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++)
        if (text_starts(text, signatures[i].first))
            return signatures[i].name;
    return NULL;
}

static const char *by_encoding(tm_text text, size_t byte)
{
    const char *name = by_mark(text);
    if (!name)
        name = by_zeros(text);
    if (!name && text.data[byte])
        name = by_pairs(text);
    return name;
}

/* The mend in words that an editor's menu has, or the command that does it. */
static void explain(tm_text text, size_t byte, tm_error *error)
{
    static const char mend[] = "save it as plain text in UTF-8";
    const size_t room = sizeof error->message;
    const char *file = by_signature(text);
    const char *name = file ? NULL : by_encoding(text, byte);
    if (file)
        snprintf(error->message, room, "looks like %s, %s", file, mend);
    else if (name)
        snprintf(error->message, room,
                 "not UTF-8: looks like %s, try \"iconv -f %s -t UTF-8 FILE "
                 "> NEW.md\", or save it as UTF-8 (另存为 UTF-8)",
                 name, name);
    else if (!text.data[byte])
        snprintf(error->message, room, "holds a NUL byte, %s", mend);
    else
        snprintf(error->message, room, "not UTF-8: byte 0x%02X, %s",
                 bytes_of(text)[byte], mend);
}

bool source_check(tm_text text, tm_error *error)
{
    const size_t wrong = first_wrong(text, true);
    if (wrong == text.size)
        return true;
    error->code = TM_ERROR_ENCODING;
    locate_error(text, wrong, error);
    explain(text, wrong, error);
    return false;
}

void source_init(struct source *source, struct arena *arena, tm_text text)
{
    size_t count = 0, capacity = 0, *lines = NULL;
    struct line_walk walk = line_walk_begin(text);
    for (size_t at = 0; at != SIZE_MAX; at = line_walk_next(&walk, at))
        *ARENA_PUSH(arena, lines, count, capacity) = at;
    *source =
        (struct source){ .text = text, .lines = lines, .line_count = count };
}

size_t source_line_of(const struct source *source, size_t byte)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

/* The first byte of the character that 'byte' is part of. */
static size_t character_start(tm_text text, size_t byte)
{
    if (byte >= text.size)
        return text.size;
    while (byte && (bytes_of(text)[byte] & 0xC0) == 0x80)
        byte--;
    return byte;
}

/* Columns are counted from the last place asked for, forwards or backwards,
 * or from the line's beginning, whichever is nearer. */
static size_t column_of(const struct source *source, size_t line, size_t byte)
{
    const tm_text text = source->text;
    const size_t start = first_column(text, source->lines[line - 1]);
    if (byte <= start)
        return 1;
    if (source->last_line != line)
        return 1 + columns_between(text, start, byte);
    const size_t last = source->last_byte;
    if (byte >= last)
        return source->last_column + columns_between(text, last, byte);
    if (last - byte < byte - start)
        return source->last_column - columns_between(text, byte, last);
    return 1 + columns_between(text, start, byte);
}

static bool is_on_line(const struct source *source, size_t line, size_t byte)
{
    return source->lines[line - 1] <= byte &&
           (line == source->line_count || byte < source->lines[line]);
}

/* Places are mostly asked for in their order. */
static size_t line_of(const struct source *source, size_t byte)
{
    const size_t last = source->last_line;
    for (size_t line = last;
         line && line <= source->line_count && line < last + 3; line++)
        if (is_on_line(source, line, byte))
            return line;
    return source_line_of(source, byte);
}

void source_position(struct source *source, size_t byte, size_t *line,
                     size_t *column)
{
    byte = character_start(source->text, byte);
    *line = line_of(source, byte);
    *column = column_of(source, *line, byte);
    const size_t start = first_column(source->text, source->lines[*line - 1]);
    source->last_line = *line;
    source->last_byte = byte > start ? byte : start;
    source->last_column = *column;
}

tm_place source_place(struct source *source, size_t start, size_t end)
{
    tm_place place = { .start = start, .end = end };
    source_position(source, start, &place.line, &place.column);
    source_position(source, end, &place.end_line, &place.end_column);
    return place;
}

tm_text line_between(tm_text text, size_t start, size_t next)
{
    size_t end = next < text.size ? next : text.size;
    while (end > start &&
           (text.data[end - 1] == '\n' || text.data[end - 1] == '\r'))
        end--;
    return text_slice(text, start, end - start);
}

tm_text source_line(const struct source *source, size_t line)
{
    const size_t next =
        line < source->line_count ? source->lines[line] : SIZE_MAX;
    return line_between(source->text, source->lines[line - 1], next);
}

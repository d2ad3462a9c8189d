/*
 * check_bytes.c - what stands in the file and is not seen.
 */
#include "check.h"

#include "text.h"

/* ---- Control characters ---- */

/* What turns the direction of text around, so that it is read in another order
 * than it is stored in: embeddings, overrides and isolates. The two marks
 * U+200E and U+200F are left alone: they turn nothing around that stands next
 * to them, and Hebrew and Arabic texts need them. */
static bool is_bidi(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static void find_removable(struct check *check, enum rule rule, size_t start,
                           size_t end, tm_text detail, enum tm_mend level)
{
    struct finding *finding = check_find(check, rule, start, end, detail);
    check_edit(check, finding, start, end, TEXT(""));
    check_mend(check, finding, level, NULL);
}

/* Those of three bytes that begin with E2 or EF. */
static void check_controls(struct check *check)
{
    const tm_text text = check->parse->source.text;
    for (size_t at = 0; at + 2 < text.size; at++) {
        const unsigned char byte = (unsigned char)text.data[at];
        if (byte != 0xE2 && byte != 0xEF)
            continue;
        size_t next;
        const uint32_t code = text_decode(text, at, &next);
        if (is_bidi(code))
            find_removable(
                check, RULE_BIDI_CONTROL, at, next,
                arena_format(check->scratch, "U+%04X", (unsigned)code),
                TM_MEND_UNSAFE);
        else if (code == 0xFEFF && at)
            find_removable(check, RULE_MARK_INSIDE, at, next, (tm_text){ 0 },
                           TM_MEND_SAFE);
    }
}

/* ---- Line ends ---- */

enum line_end {
    END_LF,
    END_CRLF,
    END_CR,
    END__COUNT
};

enum {
    MOST_EDITS = 1000 /* a file with more wrong ends is another tool's */
};

static const char *const end_bytes[] = {
    [END_LF] = "\n", [END_CRLF] = "\r\n", [END_CR] = "\r"
};

/* The end of the line whose next one begins at 'next'. */
static enum line_end end_before(tm_text text, size_t next)
{
    if (text.data[next - 1] == '\r')
        return END_CR;
    return next > 1 && text.data[next - 2] == '\r' ? END_CRLF : END_LF;
}

static void count_ends(const struct source *source, size_t counts[END__COUNT])
{
    for (size_t i = 1; i < source->line_count; i++)
        counts[end_before(source->text, source->lines[i])]++;
}

static enum line_end most_of(const size_t counts[END__COUNT])
{
    enum line_end most = END_LF;
    for (int i = 0; i < END__COUNT; i++)
        if (counts[i] > counts[most])
            most = (enum line_end)i;
    return most;
}

/* The end of line i (from 0) where it is not as most are; false where it is. */
static bool find_wrong_end(const struct source *source, enum line_end most,
                           size_t i, size_t *start, size_t *end)
{
    *end = source->lines[i + 1];
    const enum line_end found = end_before(source->text, *end);
    *start = *end - strlen(end_bytes[found]);
    return found != most;
}

static void mend_ends(struct check *check, struct finding *finding,
                      enum line_end most)
{
    const struct source *source = &check->parse->source;
    size_t start, end;
    for (size_t i = 0; i + 1 < source->line_count; i++)
        if (find_wrong_end(source, most, i, &start, &end))
            check_edit(check, finding, start, end, text_of(end_bytes[most]));
    check_mend(check, finding, TM_MEND_SAFE, NULL);
}

static void check_ends(struct check *check)
{
    const struct source *source = &check->parse->source;
    size_t counts[END__COUNT] = { 0 }, start, end, i = 0;
    count_ends(source, counts);
    const enum line_end most = most_of(counts);
    const size_t wrong =
        counts[END_LF] + counts[END_CRLF] + counts[END_CR] - counts[most];
    if (!wrong)
        return;
    while (!find_wrong_end(source, most, i, &start, &end))
        i++;
    struct finding *finding = check_find(
        check, RULE_LINE_ENDS, start, end,
        arena_format(check->scratch, "LF %zu, CRLF %zu, CR %zu", counts[END_LF],
                     counts[END_CRLF], counts[END_CR]));
    if (wrong <= MOST_EDITS)
        mend_ends(check, finding, most);
}

void check_bytes(struct check *check)
{
    check_controls(check);
    check_ends(check);
}

/*
 * reference_slips.c - references whose brackets are of full width, or stand
 * apart: "【words】【label】", "[words] [label]". Only where the label is that of
 * a tag: prose has such brackets, too.
 */
#include "destination.h"
#include "labels.h"
#include "text.h"

enum {
    WIDEST_GAP = 8 /* bytes of white space between the brackets */
};

/* A pair of brackets, of either width. */
struct pair {
    size_t start, end;
    tm_text inside;
};

struct slips {
    struct labels *labels;
    struct written *written;
    tm_text text;
    struct pair words, label;
};

static bool is_wide(const struct slips *slips, size_t at)
{
    return (unsigned char)slips->text.data[at] >= 0x80;
}

static bool is_any_wide(const struct slips *slips)
{
    const struct pair *words = &slips->words, *label = &slips->label;
    return is_wide(slips, words->start) || is_wide(slips, words->end - 1) ||
           is_wide(slips, label->start) || is_wide(slips, label->end - 1);
}

/* ---- Is it meant as a reference? ---- */

static bool is_gap(const struct slips *slips)
{
    size_t at = slips->words.end;
    if (slips->label.start < at || slips->label.start - at > WIDEST_GAP)
        return false;
    while (at < slips->label.start) {
        const uint32_t code = text_decode(slips->text, at, &at);
        if (code == '\n' || !text_is_space(code))
            return false;
    }
    return true;
}

/* Whether it stands alone: no index, no part of a row of brackets. */
static bool is_alone(const struct slips *slips)
{
    size_t at;
    const tm_text text = slips->text;
    const size_t start = slips->words.start;
    const uint32_t before = start ? text_decode_before(text, start, &at) : ' ';
    const char after = text_byte(text, slips->label.end);
    return before != ']' && before != ')' && before != 0x3011 &&
           !(before < 0x80 && text_is_letter(before)) &&
           !(after && strchr("[(:", after)) &&
           !text_starts(text_from(text, slips->label.end), TEXT("【")) &&
           !text_starts(text_from(text, slips->label.end), TEXT("（"));
}

/* Whether the brackets of 'pair' are text, or what CommonMark makes of one. */
static bool are(const struct slips *slips, const struct pair *pair,
                enum written_class class)
{
    return written_class_of(slips->written, pair->start) == class &&
           written_class_of(slips->written, pair->end - 1) == class;
}

/* Whether the label's brackets alone are a tag, as they are for CommonMark. */
static bool is_label(const struct slips *slips)
{
    const struct pair *label = &slips->label;
    const bool wide =
        is_wide(slips, label->start) || is_wide(slips, label->end - 1);
    return are(slips, label, wide ? WRITTEN_TEXT : WRITTEN_LINK);
}

/* ---- The finding ---- */

static void narrow(struct slips *slips, struct finding *finding, size_t start,
                   size_t end, tm_text text)
{
    if (text_equal(text_slice(slips->text, start, end - start), text))
        return;
    check_edit(slips->labels->check, finding,
               written_source(slips->written, start),
               written_source(slips->written, start) + (end - start), text);
}

/* The tag that the definition makes; false where its title holds escapes. */
static bool expect(struct slips *slips, const struct definition *one,
                   struct expected *expected)
{
    struct destination destination;
    struct arena *scratch = slips->labels->check->scratch;
    if (!destination_read(scratch, one->url, &destination) ||
        memchr(one->title.data, '\\', one->title.size) ||
        memchr(one->title.data, '&', one->title.size))
        return false;
    const bool wide = is_wide(slips, slips->words.start);
    *expected = (struct expected){
        .kind_and_id =
            arena_format(scratch, "%s:%.*s", tm_kind_name(destination.kind),
                         (int)destination.id.size, destination.id.data),
        .title = one->title,
        .edit = wide ? 0 : SIZE_MAX,
        .start = written_source(slips->written, slips->words.start),
    };
    return true;
}

/* Where the words of 'pair' begin and end in the content. */
static struct span inner(const struct slips *slips, const struct pair *pair)
{
    const size_t start = (size_t)(pair->inside.data - slips->text.data);
    return (struct span){ start, start + pair->inside.size };
}

/* "[", "][" and "]" where they should stand. */
static void mend(struct slips *slips, struct finding *finding,
                 const struct expected *expected)
{
    const struct span words = inner(slips, &slips->words);
    const struct span label = inner(slips, &slips->label);
    const bool apart = slips->words.end < slips->label.start;
    narrow(slips, finding, slips->words.start, words.start, TEXT("["));
    narrow(slips, finding, words.end, label.start, TEXT("]["));
    narrow(slips, finding, label.end, slips->label.end, TEXT("]"));
    check_mend(slips->labels->check, finding,
               apart ? TM_MEND_UNSAFE : TM_MEND_SAFE, expected);
}

static void tell(struct slips *slips, const struct definition *one)
{
    const size_t first = slips->words.start, end = slips->label.end;
    const enum rule rule =
        is_any_wide(slips) ? RULE_NEAR_MISS_FULLWIDTH : RULE_NEAR_MISS_GAP;
    struct expected expected;
    struct finding *finding = check_find(
        slips->labels->check, rule, written_source(slips->written, first),
        written_source(slips->written, end - 1) + 1,
        text_slice(slips->text, first, end - first));
    if (expect(slips, one, &expected))
        mend(slips, finding, &expected);
}

static void judge(struct slips *slips)
{
    const struct pair *words = &slips->words, *label = &slips->label;
    if (!words->end || !is_gap(slips) ||
        (words->end == label->start && !is_any_wide(slips)) ||
        !text_holds_letter(words->inside) ||
        text_equal_case(words->inside, TEXT("x")) || !is_alone(slips))
        return;
    struct definition *one = labels_find(slips->labels, label->inside);
    if (!one || !one->is_tag || !is_label(slips) ||
        !are(slips, words, WRITTEN_TEXT))
        return;
    one->used = true;
    tell(slips, one);
}

/* ---- The walk ---- */

static bool opens(uint32_t code)
{
    return code == '[' || code == 0x3010;
}

static bool closes(uint32_t code)
{
    return code == ']' || code == 0x3011;
}

/* Every pair of brackets that holds no other. */
void reference_slips(struct labels *labels, struct written *written)
{
    const tm_text text = written->content.text;
    struct slips slips = { labels, written, text, { 0 }, { 0 } };
    size_t open = SIZE_MAX, inside = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        if (code == '\\' && next < text.size) {
            text_decode(text, next, &next);
        } else if (opens(code)) {
            open = at;
            inside = next;
        } else if (closes(code) && open != SIZE_MAX) {
            slips.words = slips.label;
            slips.label =
                (struct pair){ open, next,
                               text_slice(text, inside, at - inside) };
            open = SIZE_MAX;
            judge(&slips);
        }
    }
}

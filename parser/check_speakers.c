/*
 * check_speakers.c - headings that name who speaks, "### 王强（表态）", and are
 * no tag: what is said under them has no owner then.
 */
#include "check.h"
#include "loose_marks.h"
#include "near_miss.h"
#include "text.h"

enum {
    LONGEST_NAME = 200 /* bytes */
};

/* "words (reply:)" */
struct speaker {
    struct span words; /* without their brackets */
    struct span all;   /* with them, up to the end */
    tm_text kind;      /* as it was written */
    bool has_brackets, has_colon;
};

/* The kind in its parentheses, at the end of 'text'; '*start' is where they
 * begin. */
static bool read_kind(tm_text text, struct speaker *speaker, size_t *start)
{
    uint32_t code;
    enum tm_kind kind;
    size_t at = loose_before(text, text.size, &code).start;
    if (!loose_is_end(code))
        return false;
    at = loose_skip_blanks_back(text, at);
    const struct span colon = loose_before(text, at, &code);
    speaker->has_colon = loose_is_colon(code);
    if (speaker->has_colon)
        at = loose_skip_blanks_back(text, colon.start);
    struct span word = { at, at };
    for (int i = 0; i < LOOSE_LETTERS; i++) {
        const struct span one = loose_before(text, word.start, &code);
        if (!text_is_letter(code))
            break;
        word.start = one.start;
    }
    speaker->kind = loose_part(text, word);
    *start = loose_before(text, loose_skip_blanks_back(text, word.start), &code)
                 .start;
    return loose_is_paren(code) && tm_kind_find(speaker->kind, &kind) &&
           kind == TM_KIND_REPLY;
}

static bool has_bracket(tm_text words)
{
    uint32_t code = 0;
    bool found = false;
    for (size_t at = 0; at < words.size;) {
        code = text_decode(words, at, &at);
        found |= loose_is_opening(code) || loose_is_closing(code);
    }
    return found;
}

static bool read_words(tm_text text, size_t end, struct speaker *speaker)
{
    uint32_t open, close;
    const tm_text words = text_trim(text_slice(text, 0, end));
    if (!words.size || words.size > LONGEST_NAME)
        return false;
    const size_t start = (size_t)(words.data - text.data);
    speaker->all = (struct span){ start, text.size };
    speaker->words = (struct span){ start, start + words.size };
    const struct span first = loose_after(text, start, end, &open);
    const struct span last = loose_before(text, start + words.size, &close);
    speaker->has_brackets = loose_is_opening(open) && loose_is_closing(close);
    if (speaker->has_brackets)
        speaker->words = (struct span){ first.end, last.start };
    return speaker->words.start < speaker->words.end &&
           !has_bracket(loose_part(text, speaker->words));
}

static bool has_tag(const tm_node *block)
{
    for (const tm_node *node = block + 1; node < block + block->size; node++)
        if (node->type == TM_NODE_TAG)
            return true;
    return false;
}

static void tell(struct check *check, struct written *written,
                 const struct speaker *speaker)
{
    const size_t start = written_source(written, speaker->all.start);
    const size_t end = written_source(written, speaker->all.end - 1) + 1;
    const tm_text source = check->parse->source.text;
    const tm_text all = text_slice(source, start, end - start);
    const size_t behind = written_source(written, speaker->words.end - 1) + 1;
    struct finding *finding =
        check_find(check, RULE_NEAR_MISS_SPEAKER, start, end, all);
    check_edit(check, finding, start,
               written_source(written, speaker->words.start), TEXT("["));
    check_edit(check, finding, behind, end,
               arena_format(check->scratch, "](%.*s:)", (int)speaker->kind.size,
                            speaker->kind.data));
    const struct expected expected = { .kind_and_id = TEXT("reply:"),
                                       .title = TEXT("") };
    check_mend(check, finding,
               speaker->has_brackets && speaker->has_colon ? TM_MEND_SAFE
                                                           : TM_MEND_UNSAFE,
               &expected);
}

/* The words of the heading, from its first byte; "##" may close it. */
static tm_text heading_text(tm_text content)
{
    tm_text text = text_trim(content);
    size_t end = text.size;
    while (end && text.data[end - 1] == '#')
        end--;
    if (end && strchr(" \t", text.data[end - 1]))
        text = text_trim(text_slice(text, 0, end));
    return text.size
               ? text_slice(content, 0,
                            (size_t)(text.data - content.data) + text.size)
               : text;
}

void check_speakers(struct check *check, struct written *written)
{
    struct speaker speaker = { 0 };
    size_t start;
    if (written->block->type != TM_NODE_HEADING)
        return;
    const tm_text text = heading_text(written->content.text);
    if (text.size && read_kind(text, &speaker, &start) &&
        read_words(text, start, &speaker) && !has_tag(written->block) &&
        (speaker.has_colon || near_miss_in_talk(check)))
        tell(check, written, &speaker);
}

/*
 * check_near_miss.c - what was meant as a tag and is none, because a slip of
 * the hand or an input method made text of it.
 */
#include "check.h"
#include "near_miss.h"
#include "text.h"

enum {
    MOST_TAIL = 4000 /* bytes from the colon to the end of a tag */
};

/* ---- What is off ---- */

/* The rules, as faults; where there are several, the first is told. */
static const struct {
    unsigned fault;
    enum rule rule;
} rules[] = {
    { FAULT_NESTED, RULE_NEAR_MISS_NESTED },
    { FAULT_BRACKETS, RULE_NEAR_MISS_BRACKETS },
    { FAULT_UNCLOSED, RULE_NEAR_MISS_UNCLOSED },
    { FAULT_KIND, RULE_NEAR_MISS_KIND },
    { FAULT_COLON, RULE_NEAR_MISS_COLON },
    { FAULT_FULLWIDTH, RULE_NEAR_MISS_FULLWIDTH },
    { FAULT_QUOTES, RULE_NEAR_MISS_QUOTES },
    { FAULT_TITLE, RULE_NEAR_MISS_TITLE },
    { FAULT_NOQUOTES, RULE_NEAR_MISS_NOQUOTES },
    { FAULT_GAP, RULE_NEAR_MISS_GAP },
    { FAULT_SPACE, RULE_NEAR_MISS_SPACE },
};

static bool is_empty(struct span span)
{
    return span.start == span.end;
}

/* ---- Is it meant as a tag? ---- */

static bool is_in_link(struct near_miss *near)
{
    return written_class_of(near->written, near->tag.colon.start) ==
           WRITTEN_LINK;
}

/* How much speaks for it. */
enum evidence {
    EVIDENCE_NONE,
    EVIDENCE_WEAK,   /* enough in a text that has tags */
    EVIDENCE_LIKELY, /* enough in any, for a mend that someone looks at */
    EVIDENCE_STRONG,
};

/* Whether it has the form "](kind:", which prose does not have. */
static bool is_ascii_form(const struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    return near_miss_is_mark(near, tag->close, ']') &&
           near_miss_is_mark(near, tag->open, '[') &&
           near_miss_is_mark(near, tag->paren, '(') &&
           near_miss_is_mark(near, tag->colon, ':') &&
           !(near->faults & (FAULT_GAP | FAULT_KIND));
}

/* It has no quotes, but names an owner, as prose in parentheses hardly does. */
static enum evidence evidence_of_owner(const struct near_miss *near)
{
    bool words;
    if ((near->faults & FAULT_GAP) || !near_miss_has_owner(near, &words) ||
        is_empty(near->tag.end))
        return EVIDENCE_NONE;
    const bool ascii = near_miss_is_mark(near, near->tag.close, ']') &&
                       near_miss_is_mark(near, near->tag.paren, '(');
    return words && !ascii ? EVIDENCE_WEAK : EVIDENCE_LIKELY;
}

static enum evidence evidence_of(struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const bool quoted = near_miss_is_quoted(near);
    const bool attribute = near_miss_has_attribute(near);
    const bool corner = text_is(near_miss_part(near, tag->open), "「");
    const unsigned guessed = FAULT_KIND | FAULT_BRACKETS | FAULT_COLON;
    if (is_empty(tag->close) || corner || (near->faults & guessed)) {
        const bool sure =
            attribute && quoted && !is_empty(tag->unquote) &&
            !is_empty(tag->end) &&
            (!(near->faults & FAULT_GAP) || (near->faults & FAULT_BRACKETS));
        if (sure)
            return EVIDENCE_STRONG;
        return near->faults & FAULT_COLON ? evidence_of_owner(near)
                                          : EVIDENCE_NONE;
    }
    if (is_ascii_form(near) || is_in_link(near) || (attribute && quoted))
        return EVIDENCE_STRONG;
    if (evidence_of_owner(near) == EVIDENCE_LIKELY)
        return EVIDENCE_LIKELY;
    if (attribute && !(near->faults & FAULT_GAP))
        return EVIDENCE_WEAK;
    const bool spaced = near->faults & FAULT_SPACE;
    return !spaced && !is_empty(tag->id) && !is_empty(tag->end) &&
                   (is_empty(tag->title) || quoted)
               ? EVIDENCE_WEAK
               : EVIDENCE_NONE;
}

/* ---- Where to look ---- */

static bool is_escaped(tm_text text, size_t at)
{
    return at && text.data[at - 1] == '\\';
}

static bool is_class(struct near_miss *near, struct span span,
                     enum written_class class)
{
    return is_empty(span) ||
           written_class_of(near->written, span.start) == class;
}

/* Whether it is part of a link, and its colon no slip. */
static bool is_tag(struct near_miss *near)
{
    return is_in_link(near) && near_miss_is_mark(near, near->tag.colon, ':');
}

/* Whether its colon is an encoded one: check_links() tells of it. */
static bool is_encoded(const struct near_miss *near)
{
    const tm_text rest = text_from(near->text, near->tag.colon.end);
    return text_starts(rest, TEXT("%EF%BC%9A")) ||
           text_starts(rest, TEXT("%ef%bc%9a"));
}

/* Whether its marks are text; or, with a full-width colon in what is a link
 * for CommonMark, those of that link. */
static bool is_candidate(struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const bool in_link = is_in_link(near);
    const enum written_class class = in_link ? WRITTEN_LINK : WRITTEN_TEXT;
    if (!is_class(near, tag->colon, class) ||
        (in_link &&
         written_class_of(near->written, tag->open.end) == WRITTEN_LINK))
        return false;
    return is_class(near, tag->open, class) &&
           is_class(near, tag->close, class) &&
           is_class(near, tag->paren, class) &&
           !is_escaped(near->text, tag->open.start) &&
           !is_escaped(near->text, tag->close.start);
}

/* Where its end is looked for: up to the next bracket or link. */
static size_t limit_of(struct near_miss *near)
{
    const tm_text text = near->text;
    const size_t start = near->tag.colon.end;
    const bool in_link = is_in_link(near);
    size_t at = start;
    while (at < text.size && at - start < MOST_TAIL) {
        if ((written_class_of(near->written, at) == WRITTEN_LINK) != in_link ||
            (!in_link && loose_tag_opens(text, at)))
            break;
        text_decode(text, at, &at);
    }
    while (at > start && text.data[at - 1] == '\n')
        at--;
    return at;
}

/* ---- The finding ---- */

static enum rule rule_of(unsigned faults)
{
    size_t i = 0;
    while (!(faults & rules[i].fault))
        i++;
    return rules[i].rule;
}

static enum tm_mend level_of(const struct near_miss *near,
                             enum evidence evidence)
{
    const bool guessed =
        near->faults & (FAULT_NESTED | FAULT_UNCLOSED | FAULT_KIND |
                        FAULT_BRACKETS | FAULT_COLON);
    const bool bare =
        (near->faults & FAULT_NOQUOTES) && !near_miss_has_attribute(near);
    return guessed || bare || near->id_has_space ||
                   !is_empty(near->tag.early) || evidence != EVIDENCE_STRONG
               ? TM_MEND_UNSAFE
               : TM_MEND_SAFE;
}

/* "[a](issue: late again, as in May)": which of the words are the id? */
static bool is_vague(const struct near_miss *near)
{
    return (near->faults & FAULT_NOQUOTES) &&
           near->tag.id.start > near->tag.colon.end &&
           !near_miss_has_attribute(near);
}

static void tell(struct near_miss *near, enum evidence evidence)
{
    const struct loose_tag *tag = &near->tag;
    const struct span all = { tag->open.start, tag->end.end };
    near->finding = check_find(near->check, rule_of(near->faults),
                               written_source(near->written, all.start),
                               written_source(near->written, all.end),
                               near_miss_part(near, all));
    if (near->finding != &near->check->spare && !is_vague(near))
        near_miss_mend(near, level_of(near, evidence), TEXT(""));
}

/* ---- Two of them ---- */

/* "[words] (do:id)" but no "[1] (issue:12)": what is alone in a text without
 * tags may be anything, two of them are tags. */
static bool is_half_likely(const struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const struct span words = { tag->open.end, tag->close.start };
    return near->faults == FAULT_GAP &&
           text_holds_letter(near_miss_part(near, words)) &&
           text_holds_letter(near_miss_part(near, tag->id));
}

static void search(struct check *check, struct written *written, size_t only);

/* Whether there was one before: it is told then, too, by a search that goes no
 * further down, since 'told' is set. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static bool is_second(struct near_miss *near)
{
    struct check *check = near->check;
    if (!is_half_likely(near))
        return false;
    if (!check->weak.block) {
        check->weak.block = near->written->block;
        check->weak.origin = near->written->origin;
        check->weak.colon = near->tag.colon.start;
        return false;
    }
    if (!check->weak.told) {
        struct written first = { .block = check->weak.block,
                                 .origin = check->weak.origin,
                                 .check = check };
        check->weak.told = true;
        written_read(&first);
        search(check, &first, check->weak.colon);
    }
    return true;
}

/* ---- The search ---- */

/* Judge what was found; true where it was told. */
/* NOLINTNEXTLINE(misc-no-recursion): is_second() */
static bool judge(struct near_miss *near)
{
    struct loose_tag *tag = &near->tag;
    loose_tag_tail(near->text, limit_of(near), tag);
    near_miss_read(near);
    near->faults = near_miss_faults(near) | near_miss_nested(near);
    if (!near->faults)
        return false;
    const enum evidence evidence = evidence_of(near);
    if (evidence == EVIDENCE_NONE ||
        (evidence == EVIDENCE_WEAK && !near_miss_in_talk(near->check) &&
         !is_second(near)))
        return false;
    tell(near, evidence);
    return true;
}

/* Of all near misses in a block, or of the one whose colon is at 'only'. */
/* NOLINTNEXTLINE(misc-no-recursion): is_second() */
static void search(struct check *check, struct written *written, size_t only)
{
    struct near_miss near = { .check = check,
                              .written = written,
                              .text = written->content.text };
    struct loose_walk walk = { .text = near.text };
    size_t floor = 0;
    while (loose_tag_next(&walk, &near.tag)) {
        const bool opens = loose_tag_words(near.text, floor, &near.tag);
        /* A tag may stand in the words of what would be one. */
        if (opens && (is_tag(&near) || is_encoded(&near)))
            continue;
        floor = near.tag.paren.start;
        if (opens && (only == SIZE_MAX || near.tag.colon.start == only) &&
            is_candidate(&near) && judge(&near) && near.tag.end.end > walk.at)
            floor = walk.at = near.tag.end.end;
    }
}

void check_near_misses(struct check *check, struct written *written)
{
    search(check, written, SIZE_MAX);
}

/*
 * loose_walk.c - finds what may be a tag, by its kind.
 */
#include "kind_words.h"
#include "loose_marks.h"
#include "loose_tag.h"
#include "text.h"

/* The word that ends at 'end', of letters alone; empty where it is too long. */
static struct span word_before(tm_text text, size_t end)
{
    size_t at = end, start = end;
    for (int i = 0; i <= LOOSE_LETTERS; i++) {
        if (!at || !text_is_letter(text_decode_before(text, at, &start)))
            return (struct span){ at, end };
        at = start;
    }
    return loose_nothing(end);
}

bool loose_find_kind(tm_text word, struct loose_tag *tag)
{
    tag->meant = (tm_text){ 0 };
    if (tm_kind_find(word, &tag->kind))
        return true;
    tag->meant = kind_word_meant(word);
    return tag->meant.size && tm_kind_find(tag->meant, &tag->kind);
}

/* "to do", of two words; 'tag->word' is the second. */
static bool is_synonym(tm_text text, struct loose_tag *tag)
{
    uint32_t code;
    const struct span first =
        word_before(text, loose_skip_blanks_back(text, tag->word.start));
    if (first.start == first.end || first.end == tag->word.start)
        return false;
    tag->paren =
        loose_before(text, loose_skip_blanks_back(text, first.start), &code);
    tag->word.start = first.start;
    tag->meant = loose_is_paren(code)
                     ? kind_word_synonym(loose_part(text, tag->word))
                     : TEXT("");
    return tag->meant.size && tm_kind_find(tag->meant, &tag->kind);
}

/* Whether something that closes the words of a tag ends at 'at', after white
 * space at most. */
static bool is_behind_words(tm_text text, size_t at)
{
    uint32_t code;
    loose_before(text, loose_skip_blanks_back(text, at), &code);
    return loose_is_closing(code) || loose_is_end(code);
}

/* "[words][kind:", "[words]kind:". */
static bool has_other_paren(tm_text text, struct loose_tag *tag, uint32_t code)
{
    const bool is_other = loose_is_other_paren(code);
    if (!is_other)
        tag->paren = loose_nothing(tag->word.start);
    tag->meant = (tm_text){ 0 };
    return (is_other ? is_behind_words(text, tag->paren.start)
                     : loose_is_closing(code)) &&
           tm_kind_find(loose_part(text, tag->word), &tag->kind);
}

static bool is_colon_of_tag(tm_text text, struct loose_tag *tag)
{
    uint32_t code;
    tag->word =
        word_before(text, loose_skip_blanks_back(text, tag->colon.start));
    if (tag->word.start == tag->word.end)
        return false;
    tag->paren = loose_before(
        text, loose_skip_blanks_back(text, tag->word.start), &code);
    if (loose_is_paren(code))
        return loose_find_kind(loose_part(text, tag->word), tag);
    if (text_is_letter(code))
        return is_synonym(text, tag);
    return has_other_paren(text, tag, code);
}

/* Behind the letters at 'at', too many of them aside. */
static size_t word_end(tm_text text, size_t at)
{
    uint32_t code;
    for (int i = 0; i <= LOOSE_LETTERS; i++) {
        const struct span one = loose_after(text, at, text.size, &code);
        if (!text_is_letter(code))
            break;
        at = one.end;
    }
    return at;
}

/* Whether what follows the kind, and is no mark, can do so without a colon:
 * "action item" is one of the words that loose_tag_next() knows. */
static bool goes_without_colon(tm_text text, struct loose_tag *tag)
{
    uint32_t code;
    const size_t next = loose_skip_space(text, tag->word.end, text.size);
    const struct span both = { tag->word.start, word_end(text, next) };
    loose_after(text, next, text.size, &code);
    return code && !loose_is_colon(code) && !loose_is_end(code) &&
           !kind_word_synonym(loose_part(text, both)).size;
}

/* A kind in the parenthesis at 'start', and no colon behind it. */
static bool is_without_colon(tm_text text, size_t start, struct loose_tag *tag)
{
    uint32_t code;
    loose_before(text, start, &code);
    if (!loose_is_closing(code))
        return false;
    tag->paren = loose_after(text, start, text.size, &code);
    const size_t word = loose_skip_blanks(text, tag->paren.end, text.size);
    tag->word = (struct span){ word, word_end(text, word) };
    tag->colon = loose_after(text, tag->word.end, text.size, &code);
    if (loose_is_colon(code) ||
        !tm_kind_find(loose_part(text, tag->word), &tag->kind))
        return false;
    if (loose_is_other_colon(code))
        return true;
    tag->colon = loose_nothing(tag->word.end);
    return goes_without_colon(text, tag);
}

/* Each kind of mark is looked for behind the one that was found last, so that
 * every byte is looked at once for each, however many of the others there
 * are. */
static size_t next_mark(struct loose_walk *walk)
{
    static const char *const marks[] = { ":", "：", "(", "（" };
    size_t first = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!walk->began || walk->next[i] < walk->at)
            walk->next[i] = text_find(walk->text, text_of(marks[i]), walk->at);
        if (walk->next[i] < walk->next[first])
            first = i;
    }
    walk->began = true;
    return walk->next[first];
}

bool loose_tag_next(struct loose_walk *walk, struct loose_tag *tag)
{
    for (size_t start; (start = next_mark(walk)) != SIZE_MAX;) {
        uint32_t code;
        const struct span mark =
            loose_after(walk->text, start, walk->text.size, &code);
        walk->at = mark.end;
        *tag = (struct loose_tag){ .colon = mark };
        if (loose_is_colon(code) ? is_colon_of_tag(walk->text, tag)
                                 : is_without_colon(walk->text, start, tag))
            return true;
    }
    return false;
}

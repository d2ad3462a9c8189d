/*
 * check_stars.c - emphasis in asterisks of full width, which are text.
 */
#include "check.h"
#include "text.h"

enum {
    LONGEST_WORDS = 300 /* bytes between the marks */
};

static const tm_text mark = { "＊＊", sizeof "＊＊" - 1 };

static bool is_star(uint32_t code)
{
    return code == 0xFF0A || code == '*';
}

static bool is_word(uint32_t code)
{
    return text_is_letter(code) || (code >= '0' && code <= '9');
}

/* Whether the mark at 'at' begins emphasis, or ends it: words are at its one
 * side alone. "王＊＊" is a name that is masked. */
static bool is_edge(tm_text text, size_t at, bool begins)
{
    size_t other;
    const size_t end = at + mark.size;
    const uint32_t before = at ? text_decode_before(text, at, &other) : ' ';
    const uint32_t after =
        end < text.size ? text_decode(text, end, &other) : ' ';
    return !is_star(before) && !is_star(after) &&
           is_word(begins ? after : before) &&
           !is_word(begins ? before : after);
}

static void tell(struct check *check, struct written *written, size_t start,
                 size_t close)
{
    const tm_text text = written->content.text;
    const size_t end = close + mark.size;
    const size_t from = written_source(written, start);
    const size_t to = written_source(written, close);
    struct finding *finding =
        check_find(check, RULE_EMPHASIS_FULLWIDTH, from, to + mark.size,
                   text_slice(text, start, end - start));
    check_edit(check, finding, from, from + mark.size, TEXT("**"));
    check_edit(check, finding, to, to + mark.size, TEXT("**"));
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

void check_stars(struct check *check, struct written *written)
{
    const tm_text text = written->content.text;
    size_t at = text_find(text, mark, 0);
    while (at != SIZE_MAX) {
        const size_t next = text_find(text, mark, at + mark.size);
        const tm_text words = next == SIZE_MAX
                                  ? ((tm_text){ 0 })
                                  : text_slice(text, at, next - at);
        const bool told =
            words.size && words.size < LONGEST_WORDS &&
            !memchr(words.data, '\n', words.size) && is_edge(text, at, true) &&
            is_edge(text, next, false) &&
            written_is(written, at, next + mark.size, WRITTEN_TEXT);
        if (told)
            tell(check, written, at, next);
        at = told ? text_find(text, mark, next + mark.size) : next;
    }
}

/*
 * suggest.c - the nearest right word for a mistyped one.
 */
#include "text.h"

/* In letters. Longer words are no slip of the hand, and the table below has to
 * end. */
enum {
    LONGEST = 32
};

/* A word, letter by letter: a byte is no letter of Chinese. */
struct letters {
    uint32_t codes[LONGEST];
    size_t size;
};

/* False where it is too long. */
static bool spell(tm_text word, struct letters *letters)
{
    letters->size = 0;
    for (size_t at = 0; at < word.size;) {
        uint32_t code = text_decode(word, at, &at);
        if (letters->size == LONGEST)
            return false;
        if (code >= 'A' && code <= 'Z')
            code += 'a' - 'A';
        letters->codes[letters->size++] = code;
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many slips part two words: a letter put in, left out or replaced, or two
 * neighbours swapped (F. J. Damerau, "A technique for computer detection and
 * correction of spelling errors", CACM 7:3, 1964), no letter in two slips.
 * Case does not count. */
static size_t slips(const struct letters *a, const struct letters *b)
{
    size_t table[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= a->size; i++)
        for (size_t k = 0; k <= b->size; k++) {
            if (!i || !k) {
                table[i][k] = i + k;
                continue;
            }
            const bool same = a->codes[i - 1] == b->codes[k - 1];
            const size_t gap = least(table[i - 1][k], table[i][k - 1]) + 1;
            table[i][k] = least(gap, table[i - 1][k - 1] + !same);
            if (i > 1 && k > 1 && a->codes[i - 1] == b->codes[k - 2] &&
                a->codes[i - 2] == b->codes[k - 1])
                table[i][k] = least(table[i][k], table[i - 2][k - 2] + 1);
        }
    return table[a->size][b->size];
}

/* Past a third of its letters it is another word; past half of them where it
 * is Chinese, whose words mostly have two. */
static bool is_near(const struct letters *typed, const struct letters *word,
                    size_t distance)
{
    const size_t share = word->codes[0] >= 0x80 ? 2 : 3;
    return distance * share <=
           (typed->size > word->size ? typed->size : word->size);
}

void tm_suggest(tm_suggestion *suggestion, tm_text word)
{
    struct letters typed, other;
    if (!word.size || !spell(suggestion->typed, &typed) || !spell(word, &other))
        return;
    const size_t distance = slips(&typed, &other);
    if (!is_near(&typed, &other, distance) ||
        (suggestion->word.size && distance >= suggestion->distance))
        return;
    suggestion->word = word;
    suggestion->distance = distance;
}

void tm_suggest_words(tm_suggestion *suggestion, const char *list)
{
    while (*list) {
        const size_t size = strcspn(list, " ");
        tm_suggest(suggestion, (tm_text){ list, size });
        list += size + (list[size] == ' ');
    }
}

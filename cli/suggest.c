#include "suggest.h"

#include <string.h>

/* Longer words are no slip of the hand, and the table below has to end. */
enum { LONGEST = 32 };

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
}

static bool same(tm_text a, size_t i, tm_text b, size_t k)
{
    return lower(a.data[i]) == lower(b.data[k]);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many slips part two words: a letter put in, left out or replaced, or two
 * neighbours swapped (F. J. Damerau, "A technique for computer detection and
 * correction of spelling errors", CACM 7:3, 1964), no letter in two slips.
 * Case does not count. */
static size_t slips(tm_text a, tm_text b)
{
    size_t table[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= a.size; i++)
        for (size_t k = 0; k <= b.size; k++) {
            if (!i || !k) {
                table[i][k] = i + k;
                continue;
            }
            const size_t gap = least(table[i - 1][k], table[i][k - 1]) + 1;
            const size_t put =
                table[i - 1][k - 1] + !same(a, i - 1, b, k - 1);
            table[i][k] = least(gap, put);
            if (i > 1 && k > 1 && same(a, i - 1, b, k - 2) &&
                same(a, i - 2, b, k - 1))
                table[i][k] = least(table[i][k], table[i - 2][k - 2] + 1);
        }
    return table[a.size][b.size];
}

void suggest_look(struct suggestion *suggestion, tm_text word)
{
    const tm_text typed = suggestion->typed;
    if (!word.size || typed.size > LONGEST || word.size > LONGEST)
        return;
    const size_t distance = slips(typed, word);
    /* Past a third of the word it is another word. */
    if (distance * 3 > (typed.size > word.size ? typed.size : word.size) ||
        (suggestion->word.size && distance >= suggestion->distance))
        return;
    suggestion->word = word;
    suggestion->distance = distance;
}

void suggest_look_all(struct suggestion *suggestion, const char *list)
{
    while (*list) {
        const size_t size = strcspn(list, " ");
        suggest_look(suggestion, (tm_text){ list, size });
        list += size + (list[size] == ' ');
    }
}

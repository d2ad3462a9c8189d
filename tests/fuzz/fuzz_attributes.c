/*
 * fuzz_attributes.c - any text as a tag's attributes.
 *
 * These must hold:
 *
 *   - tokens stand in the title in order, apart, and not empty; between them
 *     are separators alone;
 *   - keys stand in their tokens; a value is UTF-8, no longer than its token,
 *     and part of the title unless it was quoted;
 *   - a token alone is read as the same token; the same title gives the same
 *     tokens; only the last quote may never close;
 *   - a value in quotes, with quotes of its own doubled, is read back.
 */
#include "attributes.h"
#include "fuzz.h"

enum {
    MOST_ALONE = 8, /* tokens that are read again alone */
};

/* ---- What lies between tokens ---- */

static bool is_between(uint32_t code)
{
    static const uint32_t codes[] = { ' ', '\t', '\n',   '\r',   0xA0,  0x3000,
                                      ',', ';',  0xFF0C, 0x3001, 0xFF1B };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i] == code)
            return true;
    return false;
}

static void check_between(tm_text title, size_t start, size_t end)
{
    require(start <= end && end <= title.size, "tokens stand in order");
    const tm_text gap = { title.data + start, end - start };
    for (size_t at = 0; at < gap.size;)
        require(is_between(take_code(gap, &at)),
                "nothing but separators is left out");
}

/* ---- Tokens ---- */

static bool lies_in(tm_text part, tm_text whole)
{
    return !part.size || (part.data >= whole.data &&
                          part.data + part.size <= whole.data + whole.size);
}

static void check_token(tm_text title, const struct attribute *token)
{
    const tm_text whole = { title.data + token->start,
                            token->end - token->start };
    require(token->start < token->end && token->end <= title.size,
            "a token is not empty");
    require(token->type <= ATTRIBUTE_OTHER, "a token has a type");
    require(lies_in(token->key, whole), "a key stands in its token");
    require(token->quoted || lies_in(token->value, whole),
            "a value stands in its token");
    require(token->value.size <= whole.size, "a value is no longer");
    require(is_utf8(token->key) && is_utf8(token->value), "a token is UTF-8");
    require(token->type != ATTRIBUTE_OTHER || token->key.size > 0,
            "another key is one");
    require(token->fault != ATTRIBUTE_UNCLOSED || token->quoted,
            "only a quote can fail to close");
    require(token->fault != ATTRIBUTE_UNCLOSED || token->end == title.size,
            "a quote that never closes takes the rest");
}

static bool is_same(const struct attribute *a, const struct attribute *b)
{
    return a->type == b->type && a->fault == b->fault &&
           a->quoted == b->quoted && same(a->key, b->key) &&
           same(a->value, b->value);
}

static void check_alone(struct arena *arena, tm_text title,
                        const struct attribute *token)
{
    size_t count;
    const tm_text whole = { title.data + token->start,
                            token->end - token->start };
    const struct attribute *alone = attributes_read(arena, whole, &count);
    require(count == 1 && is_same(alone, token),
            "a token alone is the same token");
}

/* ---- Titles ---- */

static void check_title(struct arena *arena, tm_text title)
{
    size_t count, again;
    const struct attribute *tokens = attributes_read(arena, title, &count);
    const struct attribute *others = attributes_read(arena, title, &again);
    size_t end = 0;
    require(count == again, "the same title gives the same tokens");
    for (size_t i = 0; i < count; i++) {
        check_between(title, end, tokens[i].start);
        check_token(title, &tokens[i]);
        require(is_same(&tokens[i], &others[i]),
                "the same title gives the same tokens");
        if (i < MOST_ALONE)
            check_alone(arena, title, &tokens[i]);
        end = tokens[i].end;
    }
    check_between(title, end, title.size);
}

/* All of the text as one value: source:"…" */
static void check_quoted(struct arena *arena, tm_text text)
{
    static const char key[] = "source:\"";
    char *data = arena_alloc(arena, sizeof key + 2 * text.size + 1);
    size_t size = sizeof key - 1, count;
    memcpy(data, key, size);
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"')
            data[size++] = '"';
        data[size++] = text.data[i];
    }
    data[size++] = '"';
    const struct attribute *token =
        attributes_read(arena, (tm_text){ data, size }, &count);
    require(count == 1 && token->type == ATTRIBUTE_SOURCE && token->quoted &&
                token->fault != ATTRIBUTE_UNCLOSED && same(token->value, text),
            "a value in quotes is read back");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = input_copy(data, size);
    struct arena_budget budget = { .left = SIZE_MAX };
    struct arena arena;
    jmp_buf escape;
    /* Nothing else comes here: what is read was found to be UTF-8. */
    if (is_utf8(input.text)) {
        arena_init(&arena, &budget, &escape);
        require(!setjmp(escape), "there is memory");
        check_title(&arena, input.text);
        check_quoted(&arena, input.text);
        arena_release(&arena);
    }
    free(input.block);
    return 0;
}

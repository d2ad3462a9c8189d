/*
 * check_fullwidth.c - attributes typed with a Chinese input method still on:
 * "责任人：张三", "＠王强", "２０２６－０３－１６".
 */
#include "check_keys.h"
#include "check_tokens.h"

#include "text.h"

/* ---- Half width ---- */

/* The ASCII character that is meant by 'code' of full width, or by a hyphen
 * that a word processor made; 0: none that attributes know. */
static char narrow(uint32_t code)
{
    if ((code >= 0x2010 && code <= 0x2013) || code == 0x2212)
        return '-';
    if (code < 0xFF01 || code > 0xFF5E)
        return 0;
    const char byte = (char)(code - 0xFEE0);
    const bool letter = (byte >= '0' && byte <= '9') ||
                        (byte >= 'A' && byte <= 'Z') ||
                        (byte >= 'a' && byte <= 'z');
    return letter || strchr("@+:-/.!_", byte) ? byte : 0;
}

/* A copy of 'text' in which what is one of 'marks', or with NULL anything, is
 * of half width. */
static tm_text fold(struct arena *arena, tm_text text, const char *marks)
{
    char *data = arena_alloc(arena, text.size + 1);
    size_t size = 0, next;
    for (size_t at = 0; at < text.size; at = next) {
        const char byte = narrow(text_decode(text, at, &next));
        if (byte && (!marks || strchr(marks, byte))) {
            data[size++] = byte;
        } else {
            memcpy(data + size, text.data + at, next - at);
            size += next - at;
        }
    }
    return (tm_text){ data, size };
}

static bool has_wide(tm_text text)
{
    size_t next;
    for (size_t at = 0; at < text.size; at = next)
        if (narrow(text_decode(text, at, &next)))
            return true;
    return false;
}

/* ---- What was meant ---- */

static bool is_priority(tm_text word)
{
    static const char *const words[] = { "each", "high", "low" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal_case(word, text_of(words[i])))
            return true;
    return false;
}

/* The value that 'type' takes, narrowed where it is read then and not before.
 * The words of a source or of a proof stay as they are. */
static tm_text narrow_value(struct check *check, enum attribute_type type,
                            tm_text value)
{
    enum tm_mend level;
    if (text_starts(value, TEXT("＠")) &&
        (type == ATTRIBUTE_OWNER || type == ATTRIBUTE_BY ||
         type == ATTRIBUTE_TO))
        return fold(check->scratch, value, "@");
    if (!has_wide(value) || value_fits(check, type, value, &level))
        return value;
    const tm_text folded = fold(check->scratch, value, NULL);
    return value_fits(check, type, folded, &level) ? folded : value;
}

static tm_text with_value(struct check *check, tm_text key, tm_text value)
{
    return arena_format(check->scratch, "%.*s:%.*s", (int)key.size, key.data,
                        (int)value.size, value.size ? value.data : "");
}

/* Where the full-width colon after a known key begins; SIZE_MAX: there is
 * none. */
static size_t wide_colon(struct check *check, tm_text word,
                         const struct attribute_key **key)
{
    const size_t at = text_find(word, TEXT("："), 0);
    const tm_text name = text_slice(word, 0, at);
    if (at == SIZE_MAX || !at)
        return SIZE_MAX;
    *key = attribute_key_find(fold(check->scratch, name, NULL));
    if (!*key)
        *key = attribute_key_find(key_synonym(name));
    return *key ? at : SIZE_MAX;
}

/* "期限：3月16日", read as a word of the note. */
static bool meant_key(struct check *check, tm_text word, struct meant *meant)
{
    const struct attribute_key *key;
    const size_t at = wide_colon(check, word, &key);
    if (at == SIZE_MAX)
        return false;
    tm_text name = text_slice(word, 0, at);
    const tm_text value = text_from(word, at + sizeof "：" - 1);
    const tm_text other = key_synonym(name);
    meant->rule = has_wide(name) ? RULE_ATTRIBUTE_FULLWIDTH : RULE_KEY_COLON;
    meant->type = key->type;
    meant->level = other.size ? TM_MEND_UNSAFE : TM_MEND_SAFE;
    name = other.size ? other : fold(check->scratch, name, NULL);
    meant->text =
        with_value(check, name, narrow_value(check, key->type, value));
    return true;
}

/* "＠王强", "＋档案", "２０２６－０３－１６". */
static bool meant_word(struct check *check, tm_text word, struct meant *meant)
{
    struct attribute token;
    enum tm_mend level;
    meant->level = TM_MEND_SAFE;
    meant->type = ATTRIBUTE_DUE;
    meant->text = fold(check->scratch, word, NULL);
    if (value_fits(check, ATTRIBUTE_DUE, meant->text, &level))
        return true;
    meant->text = fold(check->scratch, word, "@+");
    if (!token_read(check, meant->text, &token) || token.fault)
        return false;
    meant->type = token.type;
    return token.type == ATTRIBUTE_OWNER || token.type == ATTRIBUTE_TOPIC;
}

/* "ｄｕｅ:3月16日": full-width letters are letters, and so it is some key. */
static bool meant_other(struct check *check, const struct attribute *token,
                        struct meant *meant)
{
    const tm_text name = fold(check->scratch, token->key, NULL);
    const struct attribute_key *key = attribute_key_find(name);
    if (!key || token->quoted)
        return false;
    meant->type = key->type;
    meant->level = TM_MEND_SAFE;
    meant->text =
        with_value(check, name, narrow_value(check, key->type, token->value));
    return true;
}

static bool meant_flag(struct check *check, tm_text text,
                       const struct attribute *token, struct meant *meant)
{
    if (!is_priority(fold(check->scratch, token->value, NULL)))
        return false;
    meant->type = ATTRIBUTE_FLAG;
    meant->level = TM_MEND_SAFE;
    meant->text = fold(check->scratch, text, NULL);
    return true;
}

static bool meant_value(struct check *check, const struct attribute *token,
                        struct meant *meant)
{
    const tm_text value = narrow_value(check, token->type, token->value);
    if (!token->key.data || text_equal(value, token->value))
        return false;
    meant->type = token->type;
    meant->level = TM_MEND_SAFE;
    meant->text = with_value(check, token->key, value);
    return true;
}

bool token_meant(struct check *check, const struct attribute *token,
                 tm_text text, struct meant *meant)
{
    *meant = (struct meant){ .rule = RULE_ATTRIBUTE_FULLWIDTH };
    if (token->quoted || !has_wide(text))
        return false;
    switch (token->type) {
    case ATTRIBUTE_WORD:
        return meant_key(check, text, meant) || meant_word(check, text, meant);
    case ATTRIBUTE_OTHER: return meant_other(check, token, meant);
    case ATTRIBUTE_FLAG: return meant_flag(check, text, token, meant);
    default: return meant_value(check, token, meant);
    }
}

/* ---- The rule ---- */

/* "责任人： 张三": what follows is the value. Sets '*end' to the byte in the
 * file at which the value begins; false where the mend would leave nothing. */
static bool take_next(struct tokens *tokens, size_t i, struct meant *meant,
                      size_t *end)
{
    if (!text_ends(meant->text, TEXT(":")))
        return true;
    if (!token_is_near_next(tokens, i) || tokens->list[i + 1].fault)
        return false;
    const struct attribute *next = &tokens->list[i + 1];
    const struct token_place place = token_place(tokens, i + 1);
    if (!place.exact ||
        (next->type != ATTRIBUTE_WORD && next->type != ATTRIBUTE_OWNER))
        return false;
    *end = place.place.start;
    const enum tm_mend level = meant->level;
    const bool fits = next_fits(tokens, i + 1, meant->type, &meant->level);
    if (level == TM_MEND_UNSAFE)
        meant->level = level;
    return fits;
}

bool check_fullwidth(struct tokens *tokens, size_t i)
{
    struct meant meant;
    struct check *check = tokens->check;
    const tm_text written = token_text(tokens, i);
    if (!token_meant(check, &tokens->list[i], written, &meant))
        return false;
    const struct token_place place = token_place(tokens, i);
    const size_t colon = text_find(written, TEXT("："), 0);
    struct finding *finding =
        meant.rule == RULE_KEY_COLON
            ? token_find_key(tokens, &place, meant.rule,
                             text_slice(written, 0, colon + sizeof "：" - 1))
            : check_find_at(check, meant.rule, place.place, written);
    size_t end = place.place.end;
    if (!place.exact || !take_next(tokens, i, &meant, &end))
        return true;
    if (meant.type != tokens->list[i].type &&
        token_is_taken(tokens, meant.type))
        meant.level = TM_MEND_UNSAFE;
    check_edit(check, finding, place.place.start, end, meant.text);
    check_mend(check, finding, meant.level, NULL);
    return true;
}

/*
 * read_json.c - a strict reader of JSON (RFC 8259), and what the objects say.
 */
#include "readers.h"

reader read_json, read_json_lines;

enum {
    MOST_DEPTH = 16,
    MOST_KEYS = 64,
};

struct json {
    tm_text text;
    size_t at;
    size_t depth;
    const tm_item *item; /* that the object at the top is of */
    size_t objects;      /* of items */
};

static int peek(const struct json *json)
{
    return json->at < json->text.size ? (unsigned char)json->text.data[json->at]
                                      : -1;
}

static bool accept(struct json *json, char byte)
{
    if (peek(json) != byte)
        return false;
    json->at++;
    return true;
}

static void expect(struct json *json, const char *word)
{
    for (; *word; word++)
        require(accept(json, *word), "JSON is well-formed");
}

static void skip_space(struct json *json)
{
    while (peek(json) > 0 && strchr(" \n\r\t", peek(json)))
        json->at++;
}

/* ---- Strings ---- */

static uint32_t read_hex(struct json *json)
{
    uint32_t code = 0;
    for (int i = 0; i < 4; i++) {
        const int c = peek(json);
        require((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
                    (c >= 'a' && c <= 'f'),
                "\\u has four digits");
        code =
            code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        json->at++;
    }
    return code;
}

static uint32_t read_escape(struct json *json)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (accept(json, 'u')) {
        const uint32_t code = read_hex(json);
        if (code < 0xD800 || code > 0xDFFF)
            return code;
        require(code < 0xDC00, "a surrogate has its partner");
        expect(json, "\\u");
        const uint32_t low = read_hex(json);
        require(low >= 0xDC00 && low <= 0xDFFF, "a surrogate has its partner");
        return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    const char *known = peek(json) > 0 ? strchr(from, peek(json)) : NULL;
    require(known != NULL, "JSON knows the escape");
    json->at++;
    return (unsigned char)to[known - from];
}

static uint32_t read_character(struct json *json)
{
    if (accept(json, '\\'))
        return read_escape(json);
    const uint32_t code = take_code(json->text, &json->at);
    require(code != NO_CODE, "JSON is UTF-8");
    require(!is_hidden(code), "JSON shows all of its characters");
    return code;
}

/* A string; where 'want' is not NULL it must say that. */
static tm_text read_string(struct json *json, const tm_text *want)
{
    size_t at = 0;
    expect(json, "\"");
    const size_t start = json->at;
    while (peek(json) != '"') {
        require(peek(json) >= 0, "a string ends");
        const uint32_t code = read_character(json);
        if (want)
            require(at < want->size && take_code(*want, &at) == code,
                    "JSON says what the model does");
    }
    const size_t end = json->at++;
    require(!want || at == want->size, "JSON says all that the model does");
    return (tm_text){ json->text.data + start, end - start };
}

/* ---- Values ---- */

static void read_value(struct json *json, const tm_text *want);

static size_t digits(struct json *json)
{
    const size_t start = json->at;
    while (peek(json) >= '0' && peek(json) <= '9')
        json->at++;
    return json->at - start;
}

static void read_number(struct json *json)
{
    accept(json, '-');
    if (!accept(json, '0'))
        require(digits(json) > 0, "a number has digits");
    if (accept(json, '.'))
        require(digits(json) > 0, "a fraction has digits");
    if (accept(json, 'e') || accept(json, 'E')) {
        if (!accept(json, '+'))
            accept(json, '-');
        require(digits(json) > 0, "an exponent has digits");
    }
}

/* What an item's object must say under 'key'; NULL: this does not know. */
static const tm_text *wanted(const struct json *json, tm_text key,
                             tm_text *value)
{
    if (!json->item)
        return NULL;
    if (is_word(key, "id"))
        *value = tm_item_id(json->item);
    else if (is_word(key, "text"))
        *value = tm_item_words(json->item);
    else if (is_word(key, "kind"))
        *value = view(tm_kind_name(tm_item_kind(json->item)));
    else if (is_word(key, "record"))
        *value = tm_talk_field(tm_item_talk(json->item), TM_FIELD_RECORD);
    else
        return NULL;
    return value;
}

static void check_once(const tm_text *keys, size_t count, tm_text key)
{
    for (size_t i = 0; i < count; i++)
        require(!same(keys[i], key), "an object has a key once");
}

static void read_members(struct json *json, bool top)
{
    tm_text keys[MOST_KEYS];
    size_t count = 0;
    do {
        skip_space(json);
        const tm_text key = read_string(json, NULL);
        tm_text value;
        check_once(keys, count, key);
        if (count < MOST_KEYS)
            keys[count++] = key;
        skip_space(json);
        expect(json, ":");
        read_value(json, top ? wanted(json, key, &value) : NULL);
        skip_space(json);
    } while (accept(json, ','));
    require(!top || !json->item || count > 20, "an item has all of its keys");
}

static void read_object(struct json *json)
{
    const size_t top = json->item ? 1 : 0;
    const bool is_item = top && json->depth == 1;
    expect(json, "{");
    skip_space(json);
    if (peek(json) != '}')
        read_members(json, is_item);
    expect(json, "}");
}

static void read_array(struct json *json)
{
    expect(json, "[");
    skip_space(json);
    if (peek(json) != ']')
        do {
            read_value(json, NULL);
            skip_space(json);
        } while (accept(json, ','));
    expect(json, "]");
}

static void read_value(struct json *json, const tm_text *want)
{
    require(++json->depth < MOST_DEPTH, "JSON is not deep");
    skip_space(json);
    switch (peek(json)) {
    case '{': read_object(json); break;
    case '[': read_array(json); break;
    case '"': read_string(json, want); break;
    case 't': expect(json, "true"); break;
    case 'f': expect(json, "false"); break;
    case 'n': expect(json, "null"); break;
    default: read_number(json);
    }
    json->depth--;
}

size_t read_json_value(tm_text text, size_t at)
{
    struct json json = { .text = text, .at = at };
    read_value(&json, NULL);
    return json.at;
}

/* ---- The two formats ---- */

static void read_item(struct json *json, const struct output *output)
{
    require(json->objects < output->tasks.count, "no task is told twice");
    json->item = output->tasks.items[json->objects++];
    require(peek(json) == '{', "a task is an object");
    read_value(json, NULL);
    json->item = NULL;
}

void read_json_lines(const struct output *output)
{
    struct json json = { .text = output->text };
    while (json.at < json.text.size) {
        const size_t end = find(json.text, json.at, "\n");
        read_item(&json, output);
        require(json.at == end && end < json.text.size,
                "a line is one object and has an end");
        json.at++;
    }
    require(json.objects == output->tasks.count, "every task is told");
}

void read_json(const struct output *output)
{
    struct json json = { .text = output->text };
    expect(&json, "[");
    skip_space(&json);
    if (peek(&json) != ']')
        do {
            skip_space(&json);
            read_item(&json, output);
            skip_space(&json);
        } while (accept(&json, ','));
    expect(&json, "]\n");
    require(json.at == json.text.size, "nothing follows the array");
    require(json.objects == output->tasks.count, "every task is told");
}

/*
 * fuzz_config.c - any bytes as a talkmark.yaml.
 *
 * The first four bytes of the input are settings, as those of fuzz_talk.c: bit
 * 0x40 of the third says that memory has no limit. The rest is the file. Besides
 * what sanitizers find, these must hold, or the process aborts with a line that
 * says what does not:
 *
 *   - what is read is valid UTF-8, and so are messages, values and columns;
 *   - messages are one line, and none speaks of front matter;
 *   - diagnostics stand in order, their places in the file;
 *   - the same bytes give the same again;
 *   - what a key is given can be read as YAML again, and then is given alike;
 *   - a talk can be read with it.
 */
#include "fuzz.h"

enum {
    SETTINGS = 4 /* bytes */
};

/* What is absent is not what is empty. */
static bool same_value(tm_text a, tm_text b)
{
    return !a.data == !b.data && same(a, b);
}

/* ---- What is said of it ---- */

static void check_place(tm_place place, tm_text source)
{
    require(place.line && place.column && place.end_column,
            "lines and columns count from 1");
    require(place.start <= place.end && place.end <= source.size,
            "a place is in the file");
    require(place.line < place.end_line || (place.line == place.end_line &&
                                            place.column <= place.end_column),
            "a place's lines are in order");
}

static void check_message(tm_text message)
{
    /* What it quotes of the file stands behind the first quote. */
    const char *quote = memchr(message.data, '"', message.size);
    const tm_text own = { message.data, quote ? (size_t)(quote - message.data)
                                              : message.size };
    require(message.size && is_utf8(message), "a message is UTF-8");
    require(!memchr(message.data, '\n', message.size) &&
                !memchr(message.data, '\r', message.size),
            "a message is one line");
    require(find(own, 0, "front matter") == own.size,
            "a message names talkmark.yaml");
}

static void check_diagnostics(const tm_config *config, tm_text source)
{
    size_t last = 0;
    for (size_t i = 0; i < tm_config_diagnostic_count(config); i++) {
        const tm_diagnostic *d = tm_config_diagnostic(config, i);
        require(d->rule && tm_severity_name(d->severity),
                "a diagnostic has a rule and a severity");
        check_place(d->place, source);
        check_message(d->message);
        require(last <= d->place.start, "diagnostics stand in order");
        last = d->place.start;
    }
}

static void check_values(const tm_config *config, tm_text source)
{
    tm_place place;
    for (size_t i = 0; tm_config_key(i); i++) {
        const tm_text value = tm_config_value(config, i, &place);
        require(is_utf8(value), "a value is UTF-8");
        require(!place.line == !value.data, "what is given has a place");
        require(!value.size || !memchr(value.data, '\n', value.size),
                "a value is one line");
        if (place.line)
            check_place(place, source);
    }
    for (size_t i = 0; i < tm_config_column_count(config); i++)
        require(tm_config_column(config, i).size > 0 &&
                    is_utf8(tm_config_column(config, i)),
                "a column has a name");
}

/* ---- Again ---- */

static void check_same(const tm_config *a, const tm_config *b)
{
    const size_t count = tm_config_diagnostic_count(a);
    require(count == tm_config_diagnostic_count(b), "as much is wrong again");
    for (size_t i = 0; i < count; i++) {
        const tm_diagnostic *x = tm_config_diagnostic(a, i);
        const tm_diagnostic *y = tm_config_diagnostic(b, i);
        require(x->rule == y->rule && same_value(x->message, y->message) &&
                    x->place.start == y->place.start &&
                    x->place.end == y->place.end,
                "the same is wrong again");
    }
    tm_place place;
    for (size_t i = 0; tm_config_key(i); i++)
        require(same_value(tm_config_value(a, i, &place),
                           tm_config_value(b, i, &place)),
                "the same is given again");
}

/* All that is given, as the file that talkmark config would print. */
static char *printed(const tm_config *config)
{
    size_t size = 1;
    tm_place place;
    for (size_t i = 0; tm_config_key(i); i++)
        size += strlen(tm_config_key(i)) + 3 +
                tm_config_value(config, i, &place).size;
    char *text = malloc(size), *end = text;
    require(text != NULL, "there is memory");
    for (size_t i = 0; tm_config_key(i); i++) {
        const tm_text value = tm_config_value(config, i, &place);
        if (place.line)
            end += snprintf(end, size - (size_t)(end - text), "%s: %.*s\n",
                            tm_config_key(i), (int)value.size, value.data);
    }
    *end = '\0';
    return text;
}

/* Beyond these the printed form, which quotes more, may pass a limit that the
 * file does not. */
static bool is_small(const char *text)
{
    return strlen(text) < 32 * 1024;
}

static void check_printed(const tm_config *config)
{
    tm_place place;
    char *text = printed(config);
    tm_config *again = tm_config_read(text, strlen(text), NULL, NULL);
    require(again != NULL, "what is given can be read again");
    for (size_t i = 0; tm_config_key(i) && is_small(text); i++)
        require(same_value(tm_config_value(config, i, &place),
                           tm_config_value(again, i, &place)),
                "what is given is YAML for the same");
    tm_config_free(again);
    free(text);
}

static void check_talk(const tm_config *config)
{
    static const char source[] = "---\npeople: {wang: Wang}\n---\n"
                                 "[a](do:a '@wang @x')\n";
    const tm_options options = { .config = config };
    tm_talk *talk = tm_parse(source, sizeof source - 1, &options, NULL);
    require(talk && tm_talk_item_count(talk) == 1 &&
                tm_talk_person_count(talk) > 0,
            "a talk can be read with it");
    tm_talk_free(talk);
}

/* ---- One input ---- */

static void try_config(tm_text source, const tm_options *options)
{
    tm_error error;
    tm_config *config =
        tm_config_read(source.data, source.size, options, &error);
    if (!config) {
        require(error.code != TM_ERROR_NONE && error.message[0] &&
                    is_utf8((tm_text){ error.message, strlen(error.message) }),
                "a refusal says why");
        return;
    }
    tm_config *again =
        tm_config_read(source.data, source.size, options, &error);
    require(is_utf8(source), "what is read is UTF-8");
    require(again != NULL, "it can be read again");
    check_diagnostics(config, source);
    check_values(config, source);
    check_same(config, again);
    check_printed(config);
    check_talk(config);
    tm_config_free(config);
    tm_config_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < SETTINGS)
        return 0;
    const tm_options options = {
        .max_memory = data[2] & 0x40 ? 0 : (size_t)data[2] * 2048 + 1,
    };
    /* In a block of its own size, so that reading past its end is seen. */
    char *copy = malloc(size - SETTINGS + 1);
    require(copy != NULL, "there is memory");
    memcpy(copy + 1, data + SETTINGS, size - SETTINGS);
    try_config((tm_text){ copy + 1, size - SETTINGS }, &options);
    free(copy);
    return 0;
}

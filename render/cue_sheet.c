#include "cue_sheet.h"

#include "escape.h"
#include "words.h"

#include <stdio.h>
#include <utf8proc.h>

enum {
    DEEPEST = 32
};

struct count {
    size_t words, characters;
};

struct sheet {
    struct sink *sink;
    unsigned words_rate, characters_rate;
    bool chinese;
    const tm_item *point; /* whose words are being counted; NULL: before any */
    struct count here, before;
    bool in_word;
};

/* ---- Counting ---- */

/* Han, kana and Bopomofo, which are written without spaces. */
static bool is_character(uint32_t code)
{
    return (code >= 0x3040 && code <= 0x312F) || code == 0x3005 ||
           code == 0x3007 || (code >= 0x31A0 && code <= 0x31FF) ||
           (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x4E00 && code <= 0x9FFF) ||
           (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}

static bool is_word(uint32_t code)
{
    const utf8proc_category_t category =
        utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* What joins two parts of one word: "don't", "twenty-one", "3.5", "9:30". */
static bool joins_words(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == '-' || code == '.' ||
           code == ',' || code == ':' || code == '_' || code == '@' ||
           code == '/';
}

static void count_text(struct sheet *s, tm_text text)
{
    bool joining = false;
    for (size_t at = 0; at < text.size;) {
        const uint32_t code = escape_decode(text, &at);
        const bool character = is_character(code);
        const bool word = !character && is_word(code);
        s->here.characters += character;
        s->here.words += word && !s->in_word && !joining;
        joining = s->in_word && joins_words(code);
        s->in_word = word;
    }
}

/* ---- Lines ---- */

static size_t seconds_of(const struct sheet *s, struct count count)
{
    return (count.words * 60 + s->words_rate / 2) / s->words_rate +
           (count.characters * 60 + s->characters_rate / 2) /
               s->characters_rate;
}

static void put_time(struct sheet *s, size_t seconds)
{
    char time[32];
    const int size =
        snprintf(time, sizeof time, "%zu:%02zu", seconds / 60, seconds % 60);
    sink_spaces(s->sink, size < 6 ? 6 - (size_t)size : 0);
    sink_string(s->sink, time);
}

static size_t depth_of(const tm_item *point)
{
    size_t depth = 0;
    while (depth < DEEPEST && (point = tm_item_parent(point)))
        depth++;
    return depth;
}

static void put_point(struct sheet *s)
{
    if (!s->point && !s->here.words && !s->here.characters)
        return;
    put_time(s, seconds_of(s, s->before));
    put_time(s, seconds_of(s, s->here));
    if (s->point) {
        sink_spaces(s->sink, 2 + 2 * depth_of(s->point));
        escape_terminal(s->sink, tm_item_words(s->point));
    }
    sink_byte(s->sink, '\n');
}

static void next_point(struct sheet *s, const tm_item *point)
{
    put_point(s);
    s->before.words += s->here.words;
    s->before.characters += s->here.characters;
    s->here = (struct count){ 0 };
    s->point = point;
}

static void put_total(struct sheet *s)
{
    next_point(s, NULL);
    put_time(s, seconds_of(s, s->before));
    sink_spaces(s->sink, 8);
    sink_string(s->sink, word(WORD_IN_ALL, s->chinese));
    sink_string(s->sink, word(WORD_COLON, s->chinese));
    sink_number(s->sink, s->before.words);
    sink_string(s->sink, word(WORD_WORDS, s->chinese));
    sink_string(s->sink, word(WORD_COMMA, s->chinese));
    sink_number(s->sink, s->before.characters);
    sink_string(s->sink, word(WORD_CHARACTERS, s->chinese));
    sink_byte(s->sink, '\n');
}

/* ---- The walk ---- */

static void visit(struct sheet *s, const tm_node *node)
{
    const enum tm_node_type type = tm_node_type_of(node);
    const tm_item *item = tm_node_item(node);
    if (item && tm_item_kind(item) == TM_KIND_POINT &&
        tm_item_node(item) == node)
        next_point(s, item);
    if (type == TM_NODE_TEXT || type == TM_NODE_CODE)
        count_text(s, tm_node_text(node));
    else if (type != TM_NODE_EMPHASIS && type != TM_NODE_STRONG &&
             type != TM_NODE_LINK && type != TM_NODE_TAG &&
             !tm_node_joins(node))
        s->in_word = false;
}

bool cue_sheet(const tm_talk *talk, const struct tm_render_options *options,
               struct sink *sink)
{
    struct sheet s = {
        .sink = sink,
        .words_rate = options->words_per_minute,
        .characters_rate = options->characters_per_minute,
        .chinese = tm_talk_is_chinese(talk),
    };
    if (!s.words_rate)
        s.words_rate = CUE_WORDS_PER_MINUTE;
    if (!s.characters_rate)
        s.characters_rate = CUE_CHARACTERS_PER_MINUTE;
    const tm_node *root = tm_talk_root(talk);
    for (const tm_node *node = root, *next; node; node = next) {
        visit(&s, node);
        next = tm_node_first_child(node);
        for (; !next && node != root; node = tm_node_parent(node))
            next = tm_node_next(node);
    }
    put_total(&s);
    return !sink->failed;
}

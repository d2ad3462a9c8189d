/*
 * parse.c - tm_parse(): the steps in their order, and the talk's own facts.
 */
#include "parse.h"

#include "check.h"
#include "config.h"
#include "date.h"
#include "destination.h"
#include "item.h"
#include "owner.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    DEFAULT_MAX_INPUT = 64 * 1024 * 1024,
    MOST_LOOKUPS = 1000, /* definitions looked for: each is a walk over lines */
    /* What one talk may take where the caller does not say. Text as people
     * write it takes some 13 bytes for each of its own; one that is nothing
     * but marks takes a hundred and more. */
    MOST_MEMORY = 56 * 1024 * 1024,
    MOST_MEMORY_A_BYTE = 36,
};

/* ---- What the front matter says of the talk ---- */

static void complain(struct parse *parse, enum rule rule,
                     const struct located *value)
{
    diagnostics_add(&parse->diagnostics, rule,
                    source_place(&parse->source, value->start, value->end),
                    value->text);
}

static void set_date(struct parse *parse)
{
    const struct located *date = &parse->front.date;
    tm_talk *talk = parse->talk;
    talk->fields[TM_FIELD_DATE_TEXT] = date->text;
    if (!date->text.size)
        return;
    switch (date_read(date->text, (tm_date){ 0 }, &talk->date)) {
    case DATE_FOUND: break;
    case DATE_IMPOSSIBLE: complain(parse, RULE_DATE_IMPOSSIBLE, date); break;
    case DATE_NONE:
    case DATE_ONGOING:
    case DATE_UNANCHORED: complain(parse, RULE_DATE_EXPECTED, date); break;
    }
}

/* The name of the file without its folders and one ending. */
static tm_text base_name(tm_text file)
{
    static const char *const endings[] = { ".md", ".markdown", ".txt" };
    size_t start = file.size;
    while (start && file.data[start - 1] != '/')
        start--;
    const tm_text name = text_from(file, start);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const tm_text ending = text_of(endings[i]);
        if (name.size > ending.size && text_ends(name, ending))
            return text_slice(name, 0, name.size - ending.size);
    }
    return name;
}

/* A RECORD holds the characters of an ID, and spaces. */
static bool is_record(tm_text name)
{
    for (size_t at = 0; at < name.size;) {
        const uint32_t code = text_decode(name, at, &at);
        if (code != ' ' && !text_is_id(code))
            return false;
    }
    return name.size;
}

/* 'text' with every byte that is no UTF-8 replaced: file names may hold any. */
static tm_text valid_copy(struct arena *arena, tm_text text)
{
    char *out = arena_alloc(arena, text.size * 3 + 1);
    size_t size = 0;
    for (size_t at = 0, next; at < text.size; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        const bool bad = code == 0xFFFD && next == at + 1;
        const tm_text part =
            bad ? TEXT("\xEF\xBF\xBD") : text_slice(text, at, next - at);
        memcpy(out + size, part.data, part.size);
        size += part.size;
    }
    return (tm_text){ out, size };
}

static void set_record(struct parse *parse, const tm_options *options)
{
    const struct located *id = &parse->front.id;
    tm_text *record = &parse->talk->fields[TM_FIELD_RECORD];
    if (id->text.size && !is_record(id->text))
        complain(parse, RULE_ID_MALFORMED, id);
    if (id->text.size)
        *record = id->text;
    else if (options->record.size)
        *record = valid_copy(parse->arena, options->record);
    else
        *record = valid_copy(parse->arena, base_name(options->file));
    *record = destination_compose(parse->arena, *record);
    if (!record->size)
        *record = TEXT("stdin");
}

static void set_list(tm_talk *talk, enum tm_list list,
                     const struct text_list *from)
{
    talk->lists[list].texts = from->texts;
    talk->lists[list].count = from->count;
}

/* Where front matter names other talks, and this one. */
static void set_places(struct parse *parse)
{
    const struct front_matter *front = &parse->front;
    const size_t count = front->follows.count;
    tm_talk *talk = parse->talk;
    if (front->id.text.size)
        talk->record_place =
            source_place(&parse->source, front->id.start, front->id.end);
    talk->follows_places =
        arena_alloc(parse->arena, count * sizeof *talk->follows_places);
    for (size_t i = 0; i < count; i++)
        talk->follows_places[i] =
            source_place(&parse->source, front->follows.spans[i].start,
                         front->follows.spans[i].end);
}

static void read_front_matter(struct parse *parse, const tm_options *options)
{
    struct front_matter *front = &parse->front;
    tm_talk *talk = parse->talk;
    front_matter_read(parse->arena, &parse->source, &parse->diagnostics, front);
    front_matter_judge(&parse->source, &parse->diagnostics, front);
    if (options->config)
        config_merge(options->config, parse->arena, front);
    talk->fields[TM_FIELD_FILE] = valid_copy(parse->arena, options->file);
    talk->fields[TM_FIELD_TITLE] = front->title.text;
    talk->fields[TM_FIELD_SPEAKER] = front->speaker.text;
    talk->fields[TM_FIELD_LANG] = front->lang.text;
    set_date(parse);
    set_record(parse, options);
    set_list(talk, TM_LIST_AUDIENCE, &front->audience);
    set_list(talk, TM_LIST_PRESENT, &front->attending);
    set_list(talk, TM_LIST_ABSENT, &front->absent);
    set_list(talk, TM_LIST_FOLLOWS, &front->follows);
    set_places(parse);
    talk->people = front->people;
    talk->person_count = front->people_count;
    talk->metadata = front->others;
    talk->metadata_count = front->others_count;
}

/* How many of 8 bytes of ASCII are letters. Added to a byte, what lacks from a
 * letter to 0x80 sets the top bit from that letter on. */
static size_t letters_in(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t lower = bytes | ones * 0x20;
    const uint64_t letters =
        (lower + ones * (0x80 - 'a')) & ~(lower + ones * (0x7F - 'z'));
    return (size_t)(((letters >> 7 & ones) * ones) >> 56);
}

/* What a text of one of the two languages holds. */
struct letters {
    size_t all, han;
};

/* Whether 'bytes' are three of the rows that hold nothing but Han. */
static bool are_han(const char *bytes)
{
    const unsigned char first = (unsigned char)bytes[0];
    return first >= 0xE4 && first <= 0xE9 &&
           (first > 0xE4 || (unsigned char)bytes[1] >= 0xB8);
}

/* The size of the character that begins 'text', which is counted. */
static size_t count_character(struct letters *letters, tm_text text)
{
    size_t next;
    const uint32_t code = text_decode(text, 0, &next);
    const bool han = text_is_han(code);
    letters->all += han || text_is_letter(code);
    letters->han += han;
    return next;
}

/* ASCII, and most of Han, need no table. */
static void count_letters(struct letters *letters, tm_text text)
{
    const uint64_t tops = UINT64_C(0x8080808080808080);
    for (size_t at = 0; at < text.size;) {
        const size_t before = at;
        for (uint64_t eight; text.size - at >= sizeof eight; at += 8) {
            memcpy(&eight, text.data + at, sizeof eight);
            if (eight & tops)
                break;
            letters->all += letters_in(eight);
        }
        const size_t ascii = at;
        while (at < text.size && are_han(text.data + at))
            at += 3;
        letters->all += (at - ascii) / 3;
        letters->han += (at - ascii) / 3;
        if (at == before)
            at += count_character(letters, text_from(text, at));
    }
}

/* Whether what is left, 'bytes' of text, cannot make the one language of what
 * is now the other: each Han character of it takes three. */
static bool is_decided(const struct letters *letters, size_t bytes)
{
    return letters->han * 2 > letters->all + bytes ||
           (letters->han + bytes / 3 + 1) * 2 < letters->all + bytes / 3;
}

static size_t size_of_text(const tm_node *node)
{
    return node->type == TM_NODE_TEXT ? node->text.size : 0;
}

/* Chinese where most letters are Han. */
static void guess_language(tm_talk *talk)
{
    struct letters letters = { 0, 0 };
    size_t left = 0;
    if (talk->fields[TM_FIELD_LANG].size)
        return;
    for (size_t i = 0; i < talk->node_count; i++)
        left += size_of_text(&talk->nodes[i]);
    for (size_t i = 0; i < talk->node_count && !is_decided(&letters, left); i++)
        if (talk->nodes[i].type == TM_NODE_TEXT) {
            count_letters(&letters, talk->nodes[i].text);
            left -= talk->nodes[i].text.size;
        }
    talk->fields[TM_FIELD_LANG] =
        letters.han * 2 > letters.all ? TEXT("zh") : TEXT("en");
}

/* ---- The call ---- */

/* Where the Markdown begins, as line and byte: cmark counts from there. */
static void begin_body(struct parse *parse)
{
    const tm_text mark = TEXT("\xEF\xBB\xBF");
    size_t byte = parse->front.end;
    /* libcmark drops a mark before the Markdown, also after front matter. */
    if (text_starts(text_from(parse->source.text, byte), mark))
        byte += mark.size;
    parse->positions = (struct positions){
        .scratch = parse->markdown,
        .source = &parse->source,
        .first_byte = byte,
        .first_line = byte < parse->source.text.size || !byte
                          ? source_line_of(&parse->source, byte)
                          : parse->source.line_count,
    };
}

static size_t usual_memory(tm_text text)
{
    return MOST_MEMORY + MOST_MEMORY_A_BYTE * text.size;
}

/* A talk that is judged is refused where other commands refuse it: what is held
 * for check_run(), and what that takes, counts by itself. */
static size_t more_memory(const struct parse *parse)
{
    return parse->options->max_memory ? 0 : usual_memory(parse->source.text);
}

static void end_markdown(struct parse *parse)
{
    const size_t more = more_memory(parse), held = parse->markdown->spent;
    if (!parse->options->check) {
        arena_release(parse->markdown);
        return;
    }
    parse->held_memory = held < more ? held : more;
    parse->talk->budget.left += parse->held_memory;
}

static void judge(struct parse *parse)
{
    parse->talk->budget.left += more_memory(parse) - parse->held_memory;
    check_run(parse);
}

static bool parse_all(struct parse *parse, tm_text text,
                      const tm_options *options, tm_error *error)
{
    tm_talk *talk = parse->talk;
    source_init(&parse->source, parse->scratch, text);
    read_front_matter(parse, options);
    begin_body(parse);
    if (!notes_read(parse, error))
        return false;
    tree_build(parse);
    masks_judge(parse);
    end_markdown(parse);
    guess_language(talk);
    owners_index(parse);
    item_read_defaults(parse);
    tags_build(parse);
    owners_report(parse, RULE_OWNER_UNKNOWN);
    scope_build(parse);
    if (options->check)
        judge(parse);
    diagnostics_sort(&parse->diagnostics);
    talk->diagnostics = parse->diagnostics.list;
    talk->diagnostic_count = parse->diagnostics.count;
    return true;
}

static bool fail(tm_error *error, enum tm_error_code code, const char *message)
{
    error->code = code;
    snprintf(error->message, sizeof error->message, "%s", message);
    return false;
}

bool parse_accepts(tm_text text, const tm_options *options, const char *what,
                   tm_error *error)
{
    const size_t most =
        options->max_input ? options->max_input : DEFAULT_MAX_INPUT;
    if (text.size > most || text.size > INT32_MAX / 2) {
        error->code = TM_ERROR_LIMIT;
        snprintf(error->message, sizeof error->message,
                 "too many bytes in one %s (limit is %zu)", what, most);
        return false;
    }
    return source_check(text, error);
}

static bool fail_memory(const tm_talk *talk, tm_text text,
                        const tm_options *options, bool trial, tm_error *error)
{
    if (!talk->budget.exceeded || (options->max_memory && !trial))
        return fail(error, TM_ERROR_MEMORY, "out of memory");
    error->code = TM_ERROR_LIMIT;
    error->line = error->column = 1;
    snprintf(error->message, sizeof error->message,
             "too many marks and items for its size, in bytes of memory "
             "(limit is %zu)",
             usual_memory(text));
    return false;
}

/* Kept apart from tm_parse(), so that no local changes behind setjmp. */
static bool parse_guarded(tm_talk *talk, tm_text text,
                          const tm_options *options, bool trial,
                          tm_error *error)
{
    struct arena markdown, judging, scratch;
    jmp_buf escape;
    talk->budget.left =
        options->max_memory ? options->max_memory : usual_memory(text);
    arena_init(&talk->arena, &talk->budget, &escape);
    arena_init(&markdown, &talk->budget, &escape);
    arena_init(&judging, &talk->budget, &escape);
    arena_init(&scratch, &talk->budget, &escape);
    if (setjmp(escape)) {
        arena_release(&markdown);
        arena_release(&judging);
        arena_release(&scratch);
        return fail_memory(talk, text, options, trial, error);
    }
    struct parse *parse = arena_zalloc(&scratch, 1, sizeof *parse);
    parse->talk = talk;
    parse->options = options;
    parse->trial = trial;
    parse->arena = &talk->arena;
    parse->markdown = &markdown;
    parse->judging = &judging;
    parse->scratch = &scratch;
    parse->diagnostics.arena = &talk->arena;
    parse->lookups_left = MOST_LOOKUPS;
    const bool done = parse_all(parse, text, options, error);
    arena_release(&markdown);
    arena_release(&judging);
    arena_release(&scratch);
    talk->arena.escape = NULL;
    return done;
}

static tm_talk *parse_text(tm_text text, const tm_options *options, bool trial,
                           tm_error *error)
{
    *error = (tm_error){ 0 };
    if (!parse_accepts(text, options, "talk", error))
        return NULL;
    tm_talk *talk = calloc(1, sizeof *talk);
    if (!talk) {
        fail(error, TM_ERROR_MEMORY, "out of memory");
        return NULL;
    }
    if (parse_guarded(talk, text, options, trial, error))
        return talk;
    tm_talk_free(talk);
    return NULL;
}

void parse_again_end(struct parse *parse)
{
    tm_talk_free(parse->talk->again);
    parse->talk->again = NULL;
}

const tm_talk *parse_again(struct parse *parse, tm_text text)
{
    tm_error error;
    tm_options options = *parse->options;
    parse_again_end(parse);
    options.max_memory = parse->talk->budget.left + 1;
    parse->talk->again = parse_text(text, &options, true, &error);
    if (!parse->talk->again && error.code == TM_ERROR_MEMORY)
        arena_fail(parse->arena);
    return parse->talk->again;
}

tm_talk *tm_parse(const char *data, size_t size, const tm_options *options,
                  tm_error *error)
{
    static const tm_options defaults;
    tm_error ignored;
    const tm_text text = { data ? data : "", data ? size : 0 };
    return parse_text(text, options ? options : &defaults, false,
                      error ? error : &ignored);
}

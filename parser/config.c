#include "config.h"

#include "front_matter_keys.h"
#include "item.h"
#include "lookup.h"
#include "owner.h"
#include "parse.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

struct tm_config {
    struct arena arena;
    struct arena_budget budget;
    struct front_matter front;
    tm_diagnostic *diagnostics;
    size_t diagnostic_count;
};

/* ---- Reading ---- */

/* The defaults are read as those of a talk that has nothing else, to find what
 * is wrong with them once and not in each talk. It has a day, as a talk that
 * counts from one will. */
static void judge_defaults(struct parse *parse)
{
    tm_talk *talk = arena_zalloc(parse->arena, 1, sizeof *talk);
    parse->talk = talk;
    talk->date = (tm_date){ 2000, 1, 1 };
    talk->fields[TM_FIELD_LANG] = TEXT("en");
    talk->people = parse->front.people;
    talk->person_count = parse->front.people_count;
    talk->lists[TM_LIST_AUDIENCE].texts = parse->front.audience.texts;
    talk->lists[TM_LIST_AUDIENCE].count = parse->front.audience.count;
    owners_index(parse);
    item_read_defaults(parse);
    owners_report(parse, RULE_CONFIG_OWNER);
}

static void read_config(tm_config *config, tm_text text)
{
    struct parse *parse = arena_zalloc(&config->arena, 1, sizeof *parse);
    parse->arena = parse->scratch = parse->diagnostics.arena = &config->arena;
    parse->diagnostics.subject = "talkmark.yaml";
    source_init(&parse->source, &config->arena, text);
    front_matter_read_config(&config->arena, &parse->source,
                             &parse->diagnostics, &parse->front);
    front_matter_judge(&parse->source, &parse->diagnostics, &parse->front);
    judge_defaults(parse);
    diagnostics_sort(&parse->diagnostics);
    config->front = parse->front;
    config->diagnostics = parse->diagnostics.list;
    config->diagnostic_count = parse->diagnostics.count;
}

/* Kept apart from tm_config_read(), so that no local changes behind setjmp. */
static bool read_guarded(tm_config *config, tm_text text, size_t max_memory)
{
    jmp_buf escape;
    config->budget.left = max_memory ? max_memory : SIZE_MAX;
    arena_init(&config->arena, &config->budget, &escape);
    if (setjmp(escape))
        return false;
    read_config(config, text);
    config->arena.escape = NULL;
    return true;
}

tm_config *tm_config_read(const char *data, size_t size,
                          const tm_options *options, tm_error *error)
{
    static const tm_options defaults;
    tm_error ignored;
    const tm_text text = { data ? data : "", data ? size : 0 };
    if (!error)
        error = &ignored;
    *error = (tm_error){ 0 };
    if (!options)
        options = &defaults;
    if (!parse_accepts(text, options, "talkmark.yaml", error))
        return NULL;
    tm_config *config = calloc(1, sizeof *config);
    if (config && read_guarded(config, text, options->max_memory))
        return config;
    error->code = TM_ERROR_MEMORY;
    snprintf(error->message, sizeof error->message, "out of memory");
    tm_config_free(config);
    return NULL;
}

void tm_config_free(tm_config *config)
{
    if (!config)
        return;
    arena_release(&config->arena);
    free(config);
}

/* ---- What it says ---- */

size_t tm_config_diagnostic_count(const tm_config *config)
{
    return config->diagnostic_count;
}

const tm_diagnostic *tm_config_diagnostic(const tm_config *config, size_t i)
{
    return &config->diagnostics[i];
}

const char *tm_config_key(size_t i)
{
    const size_t row = front_matter_config_row(i);
    return row < KNOWN_KEYS ? known_keys[row].name : NULL;
}

const char *tm_config_key_chinese(size_t i)
{
    const size_t row = front_matter_config_row(i);
    return row < KNOWN_KEYS ? known_keys[row].chinese : NULL;
}

tm_text tm_config_value(const tm_config *config, size_t i, tm_place *place)
{
    const struct front_setting *setting = &config->front.settings[i];
    *place = setting->place;
    return setting->value;
}

size_t tm_config_column_count(const tm_config *config)
{
    return config->front.columns.count;
}

tm_text tm_config_column(const tm_config *config, size_t i)
{
    return config->front.columns.texts[i];
}

bool tm_config_severity(const tm_config *config, const char *rule,
                        enum tm_severity *severity)
{
    const unsigned char *severities = config->front.severities;
    const tm_rule *row = tm_rule_find(text_of(rule));
    const unsigned said =
        severities && row ? severities[row - tm_rule_at(0)] : 0;
    if (said > TM_SEVERITY_ERROR + 1)
        return false;
    if (said)
        *severity = (enum tm_severity)(said - 1);
    return true;
}

/* ---- Behind a talk's own ---- */

/* An absent text stays absent. */
static tm_text keep(struct arena *arena, tm_text text)
{
    return text.data ? arena_copy(arena, text) : text;
}

static void merge_one(struct arena *arena, struct located *to,
                      const struct located *from)
{
    if (!to->text.size)
        to->text = keep(arena, from->text);
}

static void merge_list(struct arena *arena, struct text_list *to,
                       const struct text_list *from)
{
    const size_t size = sizeof *to->texts;
    if (!from->count)
        return;
    to->texts = arena_grow(arena, to->texts, to->count * size,
                           (to->count + from->count) * size);
    for (size_t i = 0; i < from->count; i++)
        to->texts[to->count++] = keep(arena, from->texts[i]);
}

static tm_person keep_person(struct arena *arena, const tm_person *person)
{
    return (tm_person){
        .id = keep(arena, person->id),
        .name = keep(arena, person->name),
        .unit = keep(arena, person->unit),
        .email = keep(arena, person->email),
        .mask = keep(arena, person->mask),
    };
}

/* The talk's own come first; whoever has the id of one of them is left out. */
static void merge_people(struct arena *arena, struct front_matter *front,
                         const struct front_matter *from)
{
    struct lookup own = { .arena = arena };
    const size_t size = sizeof *front->people;
    const size_t count = front->people_count;
    if (!from->people_count)
        return;
    for (size_t i = 0; i < count; i++)
        if (front->people[i].id.size)
            lookup_add(&own, front->people[i].id, &front->people[i]);
    front->people = arena_grow(arena, front->people, count * size,
                               (count + from->people_count) * size);
    for (size_t i = 0; i < from->people_count; i++)
        if (!lookup_find(&own, from->people[i].id))
            front->people[front->people_count++] =
                keep_person(arena, &from->people[i]);
}

void config_merge(const tm_config *config, struct arena *arena,
                  struct front_matter *front)
{
    const struct front_matter *from = &config->front;
    merge_people(arena, front, from);
    merge_one(arena, &front->lang, &from->lang);
    merge_one(arena, &front->points, &from->points);
    merge_one(arena, &front->checkboxes, &from->checkboxes);
    if (!front->audience.count)
        merge_list(arena, &front->audience, &from->audience);
    merge_list(arena, &front->redact, &from->redact);
    front->config_defaults = keep(arena, from->defaults.text);
}

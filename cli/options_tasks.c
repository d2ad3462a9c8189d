#include "options_tasks.h"

#include "groups.h"
#include "tasks_csv.h"

#include <string.h>

/* ---- Lists of words ---- */

/* Hand the words of 'value', parted by commas of either script, to 'take'. */
static bool take_words(struct settings *settings, const char *value,
                       bool (*take)(struct settings *settings, tm_text word))
{
    static const char *const commas[] = { ",", "，", "、" };
    for (;;) {
        const char *end = NULL;
        size_t skip = 0;
        for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
            const char *comma = strstr(value, commas[i]);
            if (comma && (!end || comma < end)) {
                end = comma;
                skip = strlen(commas[i]);
            }
        }
        const size_t size = end ? (size_t)(end - value) : strlen(value);
        if (!take(settings, (tm_text){ value, size }))
            return false;
        if (!end)
            return true;
        value = end + skip;
    }
}

static bool take_kind(struct settings *settings, tm_text word)
{
    enum tm_kind kind;
    if (render_text_equal(word, render_text("all")))
        settings->filter.kinds |= (1u << TM_KIND__COUNT) - 1;
    else if (tm_kind_find(word, &kind))
        settings->filter.kinds |= 1u << kind;
    else
        return false;
    return true;
}

bool take_kinds(struct settings *settings, const char *value,
                const char **expected)
{
    *expected = "all, or with commas between them"
#define KIND(NAME, scheme, chinese, plural, traits) " " scheme
#include "kinds.def"
#undef KIND
        ;
    return take_words(settings, value, take_kind);
}

static bool take_status(struct settings *settings, tm_text word)
{
    enum tm_status status;
    if (!tm_status_find(word, &status))
        return false;
    settings->filter.statuses |= 1u << status;
    return true;
}

bool take_statuses(struct settings *settings, const char *value,
                   const char **expected)
{
    *expected = "with commas between them"
#define STATUS(NAME, word, chinese, closed) " " word
#include "statuses.def"
#undef STATUS
        ;
    return take_words(settings, value, take_status);
}

/* ---- Conditions ---- */

static bool add_condition(struct settings *settings,
                          enum tm_criterion criterion, tm_text value)
{
    const size_t count = settings->filter.condition_count;
    if (!value.size || count == MOST_CONDITIONS)
        return false;
    settings->conditions[count] = (tm_condition){ criterion, value };
    settings->filter.conditions = settings->conditions;
    settings->filter.condition_count++;
    return true;
}

/* A name; 'mark' before it, as in a talk, is no part of it. */
static bool take_name(struct settings *settings, enum tm_criterion criterion,
                      const char *value, char mark, const char **expected)
{
    *expected = settings->filter.condition_count < MOST_CONDITIONS
                    ? "a name"
                    : "a name, 64 of them at most";
    return add_condition(settings, criterion,
                         render_text(value + (mark && *value == mark)));
}

bool take_owner(struct settings *settings, const char *value,
                const char **expected)
{
    return take_name(settings, TM_CRITERION_OWNER, value, '@', expected);
}

bool take_unit(struct settings *settings, const char *value,
               const char **expected)
{
    return take_name(settings, TM_CRITERION_UNIT, value, '@', expected);
}

bool take_source(struct settings *settings, const char *value,
                 const char **expected)
{
    return take_name(settings, TM_CRITERION_SOURCE, value, '\0', expected);
}

bool take_topic(struct settings *settings, const char *value,
                const char **expected)
{
    return take_name(settings, TM_CRITERION_TOPIC, value, '+', expected);
}

bool take_point(struct settings *settings, const char *value,
                const char **expected)
{
    return take_name(settings, TM_CRITERION_POINT, value, '\0', expected);
}

bool take_record(struct settings *settings, const char *value,
                 const char **expected)
{
    return take_name(settings, TM_CRITERION_RECORD, value, '\0', expected);
}

bool take_due_before(struct settings *settings, const char *value,
                     const char **expected)
{
    *expected = "a date such as 2026-03-16";
    return tm_date_read(render_text(value), &settings->filter.due_before);
}

/* ---- Flags ---- */

bool take_open(struct settings *settings, const char *value,
               const char **expected)
{
    (void)value, (void)expected;
    settings->filter.open = true;
    return true;
}

bool take_overdue(struct settings *settings, const char *value,
                  const char **expected)
{
    (void)value, (void)expected;
    settings->filter.overdue = true;
    return true;
}

bool take_each_owner(struct settings *settings, const char *value,
                     const char **expected)
{
    (void)value, (void)expected;
    settings->each_owner = true;
    return true;
}

bool take_exit_code(struct settings *settings, const char *value,
                    const char **expected)
{
    (void)value, (void)expected;
    settings->exit_code = true;
    return true;
}

/* ---- Order ---- */

bool take_sort(struct settings *settings, const char *value,
               const char **expected)
{
    *expected = "one of"
#define ORDER(NAME, word) " " word
#include "orders.def"
#undef ORDER
        ;
    settings->sorted = tm_order_find(render_text(value), &settings->order);
    return settings->sorted;
}

bool take_by(struct settings *settings, const char *value,
             const char **expected)
{
    *expected = "one of"
#define GROUP_BY(NAME, word) " " word
#include "groups.def"
#undef GROUP_BY
        ;
    return groups_find(render_text(value), &settings->by);
}

/* ---- Formats ---- */

bool take_columns(struct settings *settings, const char *value,
                  const char **expected)
{
    *expected = "columns of CSV with commas between them; its manual lists "
                "them";
    settings->columns = render_text(value);
    return settings->columns.size && !tasks_csv_unknown(settings->columns).data;
}

bool take_bom(struct settings *settings, const char *value,
              const char **expected)
{
    (void)value, (void)expected;
    settings->bom = true;
    return true;
}

bool take_ics(struct settings *settings, const char *value,
              const char **expected)
{
    static const struct {
        const char *word;
        enum render_ics ics;
    } words[] = { { "todo", RENDER_ICS_TODO },
                  { "event", RENDER_ICS_EVENT },
                  { "both", RENDER_ICS_BOTH } };
    *expected = "todo, event or both";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(value, words[i].word)) {
            settings->ics = words[i].ics;
            return true;
        }
    return false;
}

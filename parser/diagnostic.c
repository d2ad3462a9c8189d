#include "diagnostic.h"

#include "text.h"

#include <stdlib.h>

static const struct {
    const char *rule;
    enum tm_severity severity;
    const char *message;
} rules[RULE__COUNT] = {
#define RULE(NAME, rule, severity, message)                                   \
    [RULE_##NAME] = { rule, TM_SEVERITY_##severity, message },
#include "diagnostics.def"
#undef RULE
};

enum { DETAIL_SHOWN = 60 };

/* The message, with the detail in quotes and its line ends as spaces. */
static tm_text message(struct arena *arena, enum rule rule, tm_text detail)
{
    if (!detail.data)
        return text_of(rules[rule].message);
    const tm_text shown = text_first(detail, DETAIL_SHOWN);
    char *line = arena_alloc(arena, shown.size + 1);
    for (size_t i = 0; i < shown.size; i++)
        line[i] = (char)(strchr("\r\n", shown.data[i]) ? ' ' : shown.data[i]);
    return arena_format(arena, "%s: \"%.*s%s\"", rules[rule].message,
                        (int)shown.size, line,
                        shown.size < detail.size ? "…" : "");
}

void diagnostics_add(struct diagnostics *list, enum rule rule, tm_place place,
                     tm_text detail)
{
    *ARENA_PUSH(list->arena, list->list, list->count, list->capacity) =
        (tm_diagnostic){
            .severity = rules[rule].severity,
            .rule = rules[rule].rule,
            .message = message(list->arena, rule, detail),
            .place = place,
        };
}

static int by_place(const void *a, const void *b)
{
    const tm_diagnostic *x = a, *y = b;
    if (x->place.start != y->place.start)
        return x->place.start < y->place.start ? -1 : 1;
    return (x->place.end > y->place.end) - (x->place.end < y->place.end);
}

void diagnostics_sort(struct diagnostics *list)
{
    if (list->count)
        qsort(list->list, list->count, sizeof *list->list, by_place);
}

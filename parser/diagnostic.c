#include "diagnostic.h"

#include "text.h"

static const tm_rule rules[RULE__COUNT] = {
#define RULE(NAME, rule, severity, message) \
 [RULE_##NAME] = { rule, TM_SEVERITY_##severity, message },
#include "diagnostics.def"
#undef RULE
};

enum {
    DETAIL_SHOWN = 60
};

const tm_rule *tm_rule_at(size_t i)
{
    return i < RULE__COUNT ? &rules[i] : NULL;
}

const tm_rule *tm_rule_find(tm_text name)
{
    size_t i = 0;
    while (i < RULE__COUNT && !text_is(name, rules[i].name))
        i++;
    return tm_rule_at(i);
}

bool severity_find(tm_text name, enum tm_severity *severity)
{
    const enum tm_severity off = TM_SEVERITY_ERROR + 1;
    *severity = TM_SEVERITY_HINT;
    while (*severity < off && !text_is(name, tm_severity_name(*severity)))
        ++*severity;
    return *severity < off || text_is(name, "off");
}

/* The row's message, which names what is read. */
static tm_text named(const struct diagnostics *list, enum rule rule)
{
    const tm_text text = text_of(rules[rule].message);
    const tm_text front = TEXT("front matter");
    const size_t at = list->subject ? text_find(text, front, 0) : SIZE_MAX;
    if (at == SIZE_MAX)
        return text;
    return arena_format(list->arena, "%.*s%s%s", (int)at, text.data,
                        list->subject, text.data + at + front.size);
}

/* The message, with the detail in quotes and its line ends as spaces. */
static tm_text message(const struct diagnostics *list, enum rule rule,
                       tm_text detail)
{
    struct arena *arena = list->arena;
    const tm_text text = named(list, rule);
    if (!detail.data)
        return text;
    const tm_text shown = text_first(detail, DETAIL_SHOWN);
    char *line = arena_alloc(arena, shown.size + 1);
    for (size_t i = 0; i < shown.size; i++)
        line[i] = (char)(strchr("\r\n", shown.data[i]) ? ' ' : shown.data[i]);
    return arena_format(arena, "%.*s: \"%.*s%s\"", (int)text.size, text.data,
                        (int)shown.size, line,
                        shown.size < detail.size ? "…" : "");
}

static tm_text with_times(struct arena *arena, tm_text message, size_t times)
{
    return times > 1 ? arena_format(arena, "%.*s (%zu times)",
                                    (int)message.size, message.data, times)
                     : message;
}

void diagnostics_add_times(struct diagnostics *list, enum rule rule,
                           tm_place place, tm_text detail, size_t times)
{
    const tm_text text = message(list, rule, detail);
    *ARENA_PUSH(list->arena, list->list, list->count, list->capacity) =
        (tm_diagnostic){
            .severity = rules[rule].severity,
            .rule = rules[rule].name,
            .message = with_times(list->arena, text, times),
            .place = place,
        };
}

void diagnostics_add(struct diagnostics *list, enum rule rule, tm_place place,
                     tm_text detail)
{
    diagnostics_add_times(list, rule, place, detail, 1);
}

void diagnostics_more(struct diagnostics *list, size_t i, size_t more)
{
    tm_text *text = &list->list[i].message;
    *text = arena_format(list->arena, "%.*s (and %zu more)", (int)text->size,
                         text->data, more);
}

void same_lines_add(struct same_lines *lines, size_t line)
{
    size_t at = 0;
    if (lines->count > LINES_TOLD)
        return;
    while (at < lines->count && lines->list[at] < line)
        at++;
    if (at < lines->count && lines->list[at] == line)
        return;
    memmove(&lines->list[at + 1], &lines->list[at],
            (lines->count - at) * sizeof *lines->list);
    lines->list[at] = line;
    lines->count++;
}

void diagnostics_lines(struct diagnostics *list, size_t i,
                       const struct same_lines *lines)
{
    struct arena *arena = list->arena;
    const size_t own = list->list[i].place.line;
    tm_text *text = &list->list[i].message, told = { 0 };
    if (lines->count < 2 || lines->count > LINES_TOLD ||
        !text_ends(*text, TEXT(" times)")))
        return;
    for (size_t k = 0; k < lines->count; k++)
        if (lines->list[k] != own)
            told = told.size ? arena_format(arena, "%.*s, %zu", (int)told.size,
                                            told.data, lines->list[k])
                             : arena_format(arena, "%zu", lines->list[k]);
    *text = arena_format(
        arena, "%.*s, also on line%s %.*s)", (int)text->size - 1, text->data,
        lines->count > 2 ? "s" : "", (int)told.size, told.data);
}

void diagnostics_reword(struct diagnostics *list, tm_text was, tm_text now)
{
    tm_text *text = &list->list[list->count - 1].message;
    const size_t at = text_find(*text, was, 0);
    if (at == SIZE_MAX)
        return;
    const tm_text rest = text_from(*text, at + was.size);
    *text = arena_format(list->arena, "%.*s%.*s%.*s", (int)at, text->data,
                         (int)now.size, now.data, (int)rest.size, rest.data);
}

void diagnostics_suggest(struct diagnostics *list, size_t i, tm_text near)
{
    tm_text *text = &list->list[i].message;
    if (near.size)
        *text = arena_format(list->arena, "%.*s, did you mean %.*s?",
                             (int)text->size, text->data, (int)near.size,
                             near.data);
}

tm_text rule_nearest(tm_text typed)
{
    tm_suggestion near = { .typed = typed };
    for (size_t i = 0; i < RULE__COUNT; i++)
        tm_suggest(&near, text_of(rules[i].name));
    return near.word;
}

static int by_place(const tm_diagnostic *x, const tm_diagnostic *y)
{
    if (x->place.start != y->place.start)
        return x->place.start < y->place.start ? -1 : 1;
    return (x->place.end > y->place.end) - (x->place.end < y->place.end);
}

static void merge(const tm_diagnostic *from, size_t low, size_t middle,
                  size_t high, tm_diagnostic *to)
{
    size_t a = low, b = middle;
    for (size_t i = low; i < high; i++) {
        const bool first =
            a < middle && (b == high || by_place(&from[a], &from[b]) <= 0);
        to[i] = first ? from[a++] : from[b++];
    }
}

static size_t at_most(size_t value, size_t most)
{
    return value < most ? value : most;
}

/* A merge sort: qsort() promises nothing about what is equal. */
void diagnostics_sort(struct diagnostics *list)
{
    const size_t count = list->count;
    if (count < 2)
        return;
    tm_diagnostic *from = list->list;
    tm_diagnostic *to = arena_alloc(list->arena, count * sizeof *to);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width)
            merge(from, low, at_most(low + width, count),
                  at_most(low + 2 * width, count), to);
        tm_diagnostic *const sorted = to;
        to = from;
        from = sorted;
    }
    list->list = from;
    list->capacity = count;
}

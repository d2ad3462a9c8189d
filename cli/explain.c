#include "explain.h"

#include "options.h"
#include "output.h"
#include "render.h"
#include "report.h"

#include <string.h>

struct explanation {
    const char *rule;
    enum tm_mend mend; /* what is known where a slip is as in the example */
    const char *text;
};

static const struct explanation explanations[] = {
#define EXPLANATION(rule, mend, text) { rule, mend, text },
#include "explanations.def"
#undef EXPLANATION
    { NULL, TM_MEND_NONE, NULL },
};

static const struct explanation *explanation_of(const char *rule)
{
    const struct explanation *row = explanations;
    while (row->rule && strcmp(row->rule, rule))
        row++;
    return row;
}

static int report_unknown_rule(const char *name)
{
    tm_suggestion near = { .typed = render_text(name) };
    for (size_t i = 0; tm_rule_at(i); i++)
        tm_suggest(&near, render_text(tm_rule_at(i)->name));
    report_unknown("no rule has this name", name, "", near.word);
    return EXIT_TROUBLE;
}

int explain_rule(const char *name)
{
    const tm_rule *rule = tm_rule_find(render_text(name));
    struct output output;
    if (!rule)
        return report_unknown_rule(name);
    if (!output_open(&output, NULL))
        return EXIT_TROUBLE;
    sink_string(&output.sink, rule->name);
    sink_string(&output.sink, ": ");
    sink_string(&output.sink, tm_severity_name(rule->severity));
    sink_string(&output.sink, "\n\n");
    sink_string(&output.sink, explanation_of(rule->name)->text);
    return output_close(&output, true) ? EXIT_CLEAN : EXIT_TROUBLE;
}

/* ---- The table ---- */

/* Columns: two spaces part them. */
enum {
    RULE_WIDTH = 20,
    SEVERITY_WIDTH = 7,
    MEND_WIDTH = 14
};

static const char *const mend_options[] = {
    [TM_MEND_NONE] = "",
    [TM_MEND_SAFE] = "--fix",
    [TM_MEND_UNSAFE] = "--fix --unsafe",
};

static void put_cell(struct sink *sink, const char *word, size_t width)
{
    const size_t size = strlen(word);
    sink_string(sink, word);
    sink_spaces(sink, size < width ? width - size + 2 : 2);
}

/* A message that goes on in what it quotes ends in a word for that. */
static tm_text message_alone(const char *message)
{
    static const char more[] = ", write";
    tm_text text = render_text(message);
    const size_t size = sizeof more - 1;
    if (text.size > size && !strcmp(message + text.size - size, more))
        text.size -= size;
    return text;
}

static void put_row(struct sink *sink, const tm_rule *rule)
{
    put_cell(sink, rule->name, RULE_WIDTH);
    put_cell(sink, tm_severity_name(rule->severity), SEVERITY_WIDTH);
    put_cell(sink, mend_options[explanation_of(rule->name)->mend], MEND_WIDTH);
    sink_text(sink, message_alone(rule->message));
    sink_byte(sink, '\n');
}

int list_rules(void)
{
    struct output output;
    if (!output_open(&output, NULL))
        return EXIT_TROUBLE;
    for (size_t i = 0; tm_rule_at(i); i++)
        put_row(&output.sink, tm_rule_at(i));
    return output_close(&output, true) ? EXIT_CLEAN : EXIT_TROUBLE;
}

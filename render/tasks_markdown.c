#include "tasks_markdown.h"

#include "escape.h"
#include "groups.h"
#include "markdown_inline.h"
#include "value.h"
#include "words.h"

/* What stands between the parts of a line. */
static const struct marks {
    const char *dash, *open, *between, *close;
} marks[] = {
    { " — ", " (", "; ", ")" },
    { "——", "（", "；", "）" },
};

/* A line being written: what comes before its next remark. */
struct line {
    struct sink *sink;
    const struct grouped *grouped;
    const struct tm_render_options *options;
    enum group_by by; /* what the heading says already */
    bool chinese;
    bool remarked;
};

static const struct marks *marks_of(const struct line *line)
{
    return &marks[line->chinese];
}

static void put_word(struct line *line, enum word which)
{
    sink_string(line->sink, word(which, line->chinese));
}

static void put_date(struct line *line, tm_date date)
{
    char buffer[RENDER_DATE_SIZE];
    sink_string(line->sink, render_date(date, buffer));
}

/* ---- When ---- */

static void due_date(struct line *line)
{
    const tm_item *item = line->grouped->item;
    put_word(line, WORD_DUE_BY);
    sink_byte(line->sink, ' ');
    put_date(line, tm_item_date(item, TM_ITEM_DUE));
    if (value_is_moved(item)) {
        put_word(line, WORD_COMMA);
        put_word(line, WORD_FIRST_DUE);
        sink_byte(line->sink, ' ');
        put_date(line, tm_item_date(item, TM_ITEM_DUE_FIRST));
    }
    if (tm_item_is_late(item, line->options->today)) {
        put_word(line, WORD_COMMA);
        put_word(line, WORD_LATE);
    }
}

static void due_words(struct line *line)
{
    put_word(line, WORD_DUE_BY);
    put_word(line, WORD_COLON);
    escape_markdown(line->sink,
                    tm_item_field(line->grouped->item, TM_ITEM_DUE_TEXT));
}

static void ongoing(struct line *line)
{
    put_word(line, WORD_ONGOING);
}

static void put_when(struct line *line)
{
    const tm_item *item = line->grouped->item;
    void (*when)(struct line *) =
        tm_item_date(item, TM_ITEM_DUE).year         ? due_date
        : tm_item_field(item, TM_ITEM_DUE_TEXT).size ? due_words
        : tm_item_is_ongoing(item)                   ? ongoing
                                                     : NULL;
    if (!when)
        return;
    sink_string(line->sink, marks_of(line)->dash);
    when(line);
}

/* ---- Remarks ---- */

static void begin_remark(struct line *line)
{
    const struct marks *m = marks_of(line);
    sink_string(line->sink, line->remarked ? m->between : m->open);
    line->remarked = true;
}

static void kind(struct line *line)
{
    const enum tm_kind which = tm_item_kind(line->grouped->item);
    begin_remark(line);
    sink_string(line->sink,
                line->chinese ? tm_kind_chinese(which) : tm_kind_name(which));
}

static void state(struct line *line)
{
    const tm_item *item = line->grouped->item;
    const enum tm_status status = tm_item_status(item);
    const tm_date done = tm_item_date(item, TM_ITEM_DONE);
    if (status == TM_STATUS_OPEN)
        return;
    begin_remark(line);
    sink_string(line->sink, word_of_status(status, line->chinese));
    if (done.year) {
        sink_byte(line->sink, ' ');
        put_date(line, done);
    }
}

static void priority(struct line *line)
{
    const int level = tm_item_priority(line->grouped->item);
    if (!level)
        return;
    begin_remark(line);
    put_word(line, level > 0 ? WORD_HIGH : WORD_LOW);
}

static void each(struct line *line)
{
    if (!tm_item_is_each(line->grouped->item))
        return;
    begin_remark(line);
    put_word(line, WORD_EACH);
}

/* Who answers for it, or has a share in it, where no heading says so. */
static void owners(struct line *line)
{
    const tm_item *item = line->grouped->item;
    const size_t all = tm_item_owner_count(item);
    const size_t count = tm_item_is_each(item) || !all ? all : 1;
    for (size_t i = 0; i < count && line->by != GROUP_BY_OWNER; i++) {
        if (i) {
            put_word(line, WORD_COMMA);
        } else {
            begin_remark(line);
            put_word(line, WORD_OWNED_BY);
            put_word(line, WORD_COLON);
        }
        escape_markdown(line->sink, tm_owner_label(tm_item_owner(item, i)));
    }
}

/* The owners under whose headings the item does not stand. */
static void helpers(struct line *line)
{
    const tm_item *item = line->grouped->item;
    if (tm_item_is_each(item))
        return;
    for (size_t i = 1; i < tm_item_owner_count(item); i++) {
        if (i == 1) {
            begin_remark(line);
            put_word(line, WORD_WITH);
        } else {
            put_word(line, WORD_COMMA);
        }
        escape_markdown(line->sink, tm_owner_label(tm_item_owner(item, i)));
    }
}

static void answers(struct line *line)
{
    const tm_item *item = line->grouped->item;
    for (size_t i = 0; i < tm_item_for_count(item); i++) {
        if (i) {
            put_word(line, WORD_COMMA);
        } else {
            begin_remark(line);
            put_word(line, WORD_ANSWERS);
            sink_byte(line->sink, ' ');
        }
        value_reference(line->sink, tm_item_for(item, i), escape_markdown);
    }
}

static void source(struct line *line)
{
    const tm_text from = tm_item_field(line->grouped->item, TM_ITEM_SOURCE);
    if (!from.size || line->by == GROUP_BY_SOURCE)
        return;
    begin_remark(line);
    put_word(line, WORD_SOURCE_FROM);
    put_word(line, WORD_COLON);
    escape_markdown(line->sink, from);
}

static void note(struct line *line)
{
    const tm_text words = tm_item_field(line->grouped->item, TM_ITEM_NOTE);
    if (!words.size)
        return;
    begin_remark(line);
    escape_markdown(line->sink, words);
}

static void put_remarks(struct line *line)
{
    static void (*const remarks[])(struct line *) = {
        kind, state, priority, each, owners, helpers, answers, source, note,
    };
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
        remarks[i](line);
    if (line->remarked)
        sink_string(line->sink, marks_of(line)->close);
}

/* ---- Lines ---- */

static void put_ticks(struct sink *sink, size_t count)
{
    while (count--)
        sink_byte(sink, '`');
}

/* As code: there nothing is markup, and no forge takes "#12" for an issue. A
 * record's name may hold backticks: more of them stand around it then. */
static void put_self(struct sink *sink, const tm_item *item)
{
    const tm_reference self = value_self(item);
    const size_t record = markdown_longest_run(self.record, '`');
    const size_t id = markdown_longest_run(self.id, '`');
    const size_t longest = record > id ? record : id;
    const char *padding = longest ? " " : "";
    sink_byte(sink, ' ');
    put_ticks(sink, longest + 1);
    sink_string(sink, padding);
    value_reference(sink, self, escape_terminal);
    sink_string(sink, padding);
    put_ticks(sink, longest + 1);
}

static void put_item(struct sink *sink, const struct groups *groups,
                     const struct grouped *grouped,
                     const struct tm_render_options *options)
{
    struct line line = {
        .sink = sink,
        .grouped = grouped,
        .options = options,
        .by = groups->by,
        .chinese = tm_talk_is_chinese(tm_item_talk(grouped->item)),
    };
    const bool closed = tm_status_is_closed(tm_item_status(grouped->item));
    sink_string(sink, closed ? "- [x] " : "- [ ] ");
    escape_markdown(sink, tm_item_words(grouped->item));
    put_when(&line);
    put_remarks(&line);
    put_self(sink, grouped->item);
    sink_byte(sink, '\n');
}

static void put_heading(struct sink *sink, const struct groups *groups,
                        const struct grouped *grouped)
{
    sink_string(sink, sink_last(sink) ? "\n## " : "## ");
    groups_put_title(groups, grouped, sink, escape_markdown);
    sink_string(sink, "\n\n");
}

bool tasks_markdown(const struct task_list *list,
                    const struct tm_render_options *options, struct sink *sink)
{
    struct groups groups;
    const enum group_by by = options->by ? options->by : GROUP_BY_OWNER;
    const bool sorted = groups_sort(&groups, list, by, options->today);
    for (size_t i = 0; sorted && i < groups.count; i++) {
        if (groups.items[i].begins)
            put_heading(sink, &groups, &groups.items[i]);
        put_item(sink, &groups, &groups.items[i], options);
    }
    groups_free(&groups);
    return sorted && !sink->failed;
}

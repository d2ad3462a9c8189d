/*
 * check_front.c - front matter that is none: its fences are typed wrong, stand
 * too late or are not there, so that its keys are words of the talk.
 */
#include "check.h"

#include "front_matter_mend.h"
#include "text.h"

enum {
    MOST_LINES = 200 /* that are looked at for the end */
};

/* What looks like front matter; lines count from 1, 0 stands for none. */
struct lost_front {
    struct check *check;
    const struct source *source;
    size_t mark;      /* bytes of a byte order mark */
    size_t open;      /* the line of its first fence */
    size_t first;     /* of its first key */
    size_t last;      /* of the last key in a row */
    size_t close;     /* of its last fence */
    size_t key_count; /* known ones in that row */
    bool others;      /* something else is among them */
    bool doubtful;    /* or behind them, before the last fence: "# Agenda" */
};

static tm_text line_of(const struct lost_front *front, size_t i)
{
    const tm_text line = source_line(front->source, i);
    return i == 1 ? text_from(line, front->mark) : line;
}

static size_t line_start(const struct lost_front *front, size_t i)
{
    return front->source->lines[i - 1] + (i == 1 ? front->mark : 0);
}

static size_t line_end(const struct lost_front *front, size_t i)
{
    return line_start(front, i) + line_of(front, i).size;
}

/* Whether the line is dashes and nothing else; a single hyphen is a list. */
static bool is_fence(tm_text line)
{
    static const uint32_t dashes[] = { '-',    0x2012, 0x2013, 0x2014,
                                       0x2015, 0x2500, 0xFF0D };
    const tm_text text = text_trim(line);
    for (size_t at = 0, next; at < text.size; at = next) {
        const uint32_t code = text_decode(text, at, &next);
        size_t i = 0;
        while (i < sizeof dashes / sizeof *dashes && dashes[i] != code)
            i++;
        if (i == sizeof dashes / sizeof *dashes)
            return false;
    }
    return text.size > 1;
}

static bool is_known(const struct entry *entry)
{
    return entry->colon != COLON_NONE && !entry->listed &&
           front_matter_knows(entry->key);
}

/* What may stand among keys: a key, and what belongs to one. */
static bool is_like_yaml(tm_text line)
{
    const struct entry entry = entry_read(line);
    return entry.colon != COLON_NONE || entry.listed ||
           (line.size && strchr(" \t#}]", line.data[0]));
}

/* A known key, or what is indented below one. */
static bool may_be_key(tm_text line)
{
    const struct entry entry = entry_read(line);
    return (line.size && strchr(" \t", line.data[0])) || is_known(&entry);
}

static void count_key(struct lost_front *front, tm_text line)
{
    const struct entry entry = entry_read(line);
    const bool own = entry.line.data == line.data;
    if (!own)
        return;
    front->key_count += is_known(&entry);
    front->others |= !is_known(&entry);
}

/* Find where the keys end, which begin on line 'first': what follows the first
 * empty line counts only where a fence ends it. */
static void find_end(struct lost_front *front)
{
    const size_t count = front->source->line_count;
    for (size_t i = front->first; i <= count && i < front->first + MOST_LINES;
         i++) {
        const tm_text line = line_of(front, i);
        const bool empty = !text_trim(line).size;
        if (is_fence(line) || text_is(text_trim(line), "...")) {
            front->close = i;
            return;
        }
        if (!empty && !is_like_yaml(line))
            return;
        front->doubtful |= !empty && !may_be_key(line);
        if (!empty && (i == front->first || front->last == i - 1)) {
            front->last = i;
            count_key(front, line);
        }
    }
}

/* The first line from 'i' on that is not empty; 0: there is none. */
static size_t next_line(const struct lost_front *front, size_t i)
{
    while (i <= front->source->line_count && !text_trim(line_of(front, i)).size)
        i++;
    return i <= front->source->line_count ? i : 0;
}

/* Whether it is front matter without a fence. Minutes, too, begin with a line
 * such as "Date: 16 March": there must be several, or a title, and no words
 * that run on. */
static bool is_sure(const struct lost_front *front, const struct entry *first)
{
    const bool titled = text_equal_case(first->key, TEXT("title")) ||
                        text_is(first->key, "标题");
    const bool ends = front->last == front->source->line_count ||
                      !text_trim(line_of(front, front->last + 1)).size;
    return ends && (titled || (front->key_count > 1 && !front->others));
}

static bool find_front(struct lost_front *front)
{
    const size_t begin = next_line(front, 1);
    if (!begin)
        return false;
    const bool fence = is_fence(line_of(front, begin));
    front->open = fence ? begin : 0;
    front->first = fence ? next_line(front, begin + 1) : begin;
    if (!front->first)
        return false;
    const tm_text line = line_of(front, front->first);
    const struct entry entry = entry_read(line);
    if (entry.line.data != line.data || !is_known(&entry))
        return false;
    find_end(front);
    return front->open ? front->close || front->key_count > 1
                       : !front->close && is_sure(front, &entry);
}

/* ---- Its mend ---- */

static tm_text end_of_line(const struct lost_front *front)
{
    const size_t end = line_end(front, 1);
    return front->source->line_count > 1
               ? text_slice(front->source->text, end,
                            front->source->lines[1] - end)
               : TEXT("\n");
}

/* The fence before the keys, and no empty line before it. */
static void edit_open(const struct lost_front *front, struct finding *finding)
{
    struct check *check = front->check;
    const tm_text end = end_of_line(front);
    if (front->open)
        check_edit(check, finding, front->mark, line_end(front, front->open),
                   TEXT("---"));
    else
        check_edit(
            check, finding, front->mark, line_start(front, front->first),
            arena_format(check->scratch, "---%.*s", (int)end.size, end.data));
}

static void edit_close(const struct lost_front *front, struct finding *finding)
{
    struct check *check = front->check;
    const tm_text end = end_of_line(front);
    const size_t at = line_end(front, front->last);
    if (front->close)
        check_edit(check, finding, line_start(front, front->close),
                   line_end(front, front->close), TEXT("---"));
    else
        check_edit(
            check, finding, at, at,
            arena_format(check->scratch, "%.*s---", (int)end.size, end.data));
}

/* The colons that YAML does not take, of known keys. */
static void edit_colons(const struct lost_front *front, struct finding *finding)
{
    struct check *check = front->check;
    const char *all = front->source->text.data;
    const size_t end = front->close ? front->close : front->last + 1;
    for (size_t i = front->first; i < end; i++) {
        const struct entry entry = entry_read(line_of(front, i));
        if (!entry_is_slip(&entry))
            continue;
        const tm_text value = mend_written(check->scratch, entry.value);
        const size_t mark = (size_t)(entry.mark.data - all);
        const size_t past = (size_t)(entry.line.data - all) + entry.line.size;
        check_edit(check, finding, mark, past,
                   arena_format(check->scratch, ":%s%.*s",
                                value.size ? " " : "", (int)value.size,
                                value.size ? value.data : ""));
    }
}

static void tell(const struct lost_front *front)
{
    struct check *check = front->check;
    const size_t line = front->open ? front->open : front->first;
    const size_t start = line_start(front, line);
    struct finding *finding =
        check_find(check, RULE_FRONT_FENCE, start, line_end(front, line),
                   text_trim(line_of(front, line)));
    edit_open(front, finding);
    edit_colons(front, finding);
    edit_close(front, finding);
    check_mend(check, finding,
               front->open && front->close && !front->doubtful ? TM_MEND_SAFE
                                                               : TM_MEND_UNSAFE,
               NULL);
}

void check_front_fences(struct check *check)
{
    const struct source *source = &check->parse->source;
    const bool mark = text_starts(source->text, TEXT("\xEF\xBB\xBF"));
    struct lost_front front = { .check = check,
                                .source = source,
                                .mark = mark ? 3 : 0 };
    if (!check->parse->front.present && find_front(&front))
        tell(&front);
}

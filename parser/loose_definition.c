#include "loose_definition.h"

#include "near_miss.h"
#include "text.h"

static size_t line_end_of(const struct source *source, size_t at)
{
    const tm_text line = source_line(source, source_line_of(source, at));
    return (size_t)(line.data + line.size - source->text.data);
}

/* Read the line that begins at 'start' as a definition. */
static bool read(struct check *check, size_t start, struct near_miss *near)
{
    const struct source *source = &check->parse->source;
    const size_t end = line_end_of(source, start);
    *near = (struct near_miss){ .check = check,
                                .text = text_slice(source->text, 0, end) };
    if (!loose_tag_definition(near->text, start, end, &near->tag))
        return false;
    near_miss_read(near);
    near->faults = near_miss_faults(near);
    return true;
}

static tm_text label_of(const struct near_miss *near)
{
    return text_slice(near->text, near->tag.open.end,
                      near->tag.close.start - near->tag.open.end);
}

void loose_lines_add(struct loose_lines *lines, struct labels *labels,
                     const tm_node *paragraph, size_t start)
{
    struct arena *scratch = labels->check->scratch;
    struct near_miss near;
    if (!read(labels->check, start, &near))
        return;
    struct definition *meant = arena_alloc(scratch, sizeof *meant);
    *meant = (struct definition){ .label = label_of(&near),
                                  .start = start,
                                  .end = near.tag.end.end,
                                  .is_tag = true };
    meant = lookup_add(&labels->loose, label_key(scratch, meant->label), meant);
    *ARENA_PUSH(scratch, lines->list, lines->count, lines->capacity) =
        (struct loose_line){ paragraph, start, meant };
}

/* ---- What ends the paragraph before it ---- */

static bool is_strict(const struct near_miss *near)
{
    struct reference found;
    return reference_definition(near->check->parse->source.text,
                                near->tag.open.start, &found);
}

/* Where a line begins in a paragraph, after other lines of it, an empty line
 * has to come first: the marks of the quotes around it, and a line end. Absent
 * where that cannot be told. */
static bool line_before(struct near_miss *near, const tm_node *paragraph,
                        tm_text *before)
{
    struct source *source = &near->check->parse->source;
    const size_t start = near->tag.open.start;
    const size_t number = source_line_of(source, start);
    const tm_text line = source_line(source, number);
    const size_t line_start = (size_t)(line.data - source->text.data);
    *before = (tm_text){ 0 };
    if (line_start <= paragraph->place.start)
        return true;
    tm_text prefix = text_slice(line, 0, start - line_start);
    for (size_t i = 0; i < prefix.size; i++)
        if (!strchr(" \t>", prefix.data[i]))
            return false;
    prefix.size = text_trim(prefix).size
                      ? (size_t)(text_trim(prefix).data - prefix.data) +
                            text_trim(prefix).size
                      : 0;
    const bool crlf =
        line_start > 1 && source->text.data[line_start - 2] == '\r';
    near->line_start = line_start;
    *before =
        arena_format(near->check->scratch, "%.*s%s", (int)prefix.size,
                     prefix.size ? prefix.data : "", crlf ? "\r\n" : "\n");
    return true;
}

/* ---- The finding ---- */

/* Whether prose does not look like it: its form is "[label]: kind:id" but for
 * a mark, its attributes are some, or its label is used. */
static bool is_meant(const struct near_miss *near,
                     const struct loose_line *line)
{
    const struct loose_tag *tag = &near->tag;
    const bool direct = tag->id.start == tag->colon.end &&
                        near_miss_is_mark(near, tag->colon, ':') &&
                        tag->id.end > tag->id.start && !near->id_has_space;
    const bool quoted =
        near_miss_is_quoted(near) && near_miss_has_attribute(near);
    if (tag->meant.size)
        return line->meant->used && quoted;
    return line->meant->used || quoted ||
           text_equal(near->id, label_of(near)) ||
           (direct &&
            (tag->title.start == tag->title.end || near_miss_is_quoted(near)));
}

static enum tm_mend level_of(const struct near_miss *near)
{
    return near->faults & (FAULT_UNCLOSED | FAULT_KIND) || near->id_has_space ||
                   ((near->faults & FAULT_NOQUOTES) &&
                    !near_miss_has_attribute(near))
               ? TM_MEND_UNSAFE
               : TM_MEND_SAFE;
}

static void judge(struct labels *labels, const struct loose_line *line)
{
    struct near_miss near;
    tm_text before;
    if (!read(labels->check, line->start, &near) || !is_meant(&near, line) ||
        (!near.faults && !is_strict(&near)))
        return;
    near.finding = check_find(
        labels->check, RULE_NEAR_MISS_DEFINITION, line->start, near.tag.end.end,
        text_slice(near.text, line->start, near.tag.end.end - line->start));
    if (line_before(&near, line->paragraph, &before))
        near_miss_mend(&near, level_of(&near), before);
}

void loose_lines_judge(struct loose_lines *lines, struct labels *labels)
{
    for (size_t i = 0; i < lines->count; i++)
        judge(labels, &lines->list[i]);
}

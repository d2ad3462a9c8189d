/*
 * front_matter_find.c - is there front matter, and can it be read?
 */
#include "front_matter_find.h"

#include "front_matter.h"
#include "front_matter_mend.h"
#include "text.h"

enum {
    MAX_SIZE = 64 * 1024
};

/* ---- Where it is ---- */

static bool is_fence(tm_text line, tm_text fence)
{
    return text_starts(line, fence) &&
           !yaml_skip_blanks(text_from(line, fence.size)).size;
}

/* Set 'yaml' and where the Markdown would begin; false where there is nothing
 * between fences. */
static bool find_fences(struct yaml_reader *reader, size_t *end)
{
    const struct source *source = reader->source;
    const size_t mark = reader->result->end;
    if (!is_fence(text_from(source_line(source, 1), mark), TEXT("---")))
        return false;
    for (size_t i = 2; i <= source->line_count; i++) {
        const tm_text line = source_line(source, i);
        if (!is_fence(line, TEXT("---")) && !is_fence(line, TEXT("...")))
            continue;
        const size_t start = source->lines[1];
        reader->yaml =
            text_slice(source->text, start, source->lines[i - 1] - start);
        *end = i < source->line_count ? source->lines[i] : source->text.size;
        return true;
    }
    return false;
}

/* Whether what cannot be read as YAML still begins like "key:". Blank lines
 * may come first, and comments; but a comment that a blank line follows is
 * taken for a heading of Markdown. */
static bool begins_like_key(const struct yaml_reader *reader)
{
    bool comments = false;
    for (tm_text rest = reader->yaml; rest.size;) {
        const tm_text line = yaml_line(reader, reader->yaml.size - rest.size);
        const tm_text visible = text_trim(line);
        if (comments && !visible.size)
            return false;
        comments = visible.size && visible.data[0] == '#';
        if (visible.size && !comments) {
            const bool flow = visible.data[0] == '{';
            const struct entry entry = entry_read(text_from(visible, flow));
            return !entry.listed &&
                   (entry.colon == COLON_SPACED || entry_is_slip(&entry));
        }
        const size_t past = yaml_offset(reader, line.data + line.size);
        const size_t next = source_line_of(reader->source, past);
        rest =
            text_from(reader->yaml, reader->source->lines[next] -
                                        yaml_offset(reader, reader->yaml.data));
    }
    return false;
}

/* A bound that needs no YAML: the first bracket that 32 others, none of them
 * closed, stand before. libyaml's work grows with the square of the brackets
 * open; in quotes they count too, since what is a quote only YAML can tell. */
static size_t find_depth(tm_text yaml)
{
    size_t depth = 0;
    for (size_t i = 0; i < yaml.size; i++) {
        if (yaml_is_one_of(yaml.data[i], "[{") && ++depth > YAML_MAX_DEPTH)
            return i;
        if (yaml_is_one_of(yaml.data[i], "]}") && depth)
            depth--;
    }
    return SIZE_MAX;
}

static void read_within_limits(struct yaml_reader *reader)
{
    const size_t deep = find_depth(reader->yaml);
    if (reader->yaml.size > MAX_SIZE)
        yaml_fail(reader, RULE_YAML_SIZE, text_slice(reader->yaml, MAX_SIZE, 0),
                  (tm_text){ 0 });
    else if (deep != SIZE_MAX)
        yaml_fail(reader, RULE_YAML_DEPTH, text_slice(reader->yaml, deep, 1),
                  (tm_text){ 0 });
    else
        yaml_read(reader);
}

/* ---- Whether it can be used ---- */

static void report_fault(struct yaml_reader *reader)
{
    yaml_report_text(reader, reader->fault.rule, reader->fault.where,
                     reader->fault.detail);
    reader->result->broken = true;
}

/* Whether there is front matter; reports why, where it cannot be read. */
static bool judge(struct yaml_reader *reader)
{
    const bool mapping = reader->count && reader->nodes[0].type == NODE_MAPPING;
    if (mapping && !reader->failed)
        return true;
    /* What libyaml refuses is front matter where it looks the part; what only
     * we refuse also where libyaml saw a mapping. */
    if (!begins_like_key(reader) && !(mapping && !reader->mendable))
        return false;
    if (reader->mendable)
        mend_find(reader);
    else if (!reader->failed && !mend_slip(reader, reader->yaml.size))
        return false;
    report_fault(reader);
    return true;
}

bool front_matter_find(struct yaml_reader *reader, size_t *end)
{
    if (!find_fences(reader, end))
        return false;
    read_within_limits(reader);
    return judge(reader);
}

bool front_matter_find_config(struct yaml_reader *reader)
{
    read_within_limits(reader);
    const bool empty = !reader->count || yaml_is_null(&reader->nodes[0]);
    const bool mapping = !empty && reader->nodes[0].type == NODE_MAPPING;
    if (!reader->failed && (mapping || empty))
        return mapping;
    if (reader->mendable)
        mend_find(reader);
    else if (!reader->failed && !mend_slip(reader, reader->yaml.size))
        yaml_fail(reader, RULE_KEY_TYPE, text_slice(reader->yaml, 0, 0),
                  TEXT("KEY: VALUE"));
    report_fault(reader);
    return false;
}

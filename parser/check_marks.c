/*
 * check_marks.c - lines that begin as a heading, list item, checkbox or table
 * and are none (slip.h), and full-width spaces that indent.
 *
 * A line of prose may begin with a dash or a number. Such a line is only told
 * where the one before or behind it begins so, too, or a list stands beside it.
 */
#include "check.h"

#include "slip.h"
#include "text.h"

/* Lines of one paragraph that begin alike. */
struct group {
    struct written *written;
    struct finding *finding;
    const struct slip *slips; /* of each line */
    size_t first, count;      /* of the lines */
};

/* ---- Lines ---- */

static tm_text line_of(const struct content *content, size_t i)
{
    const size_t start = content->lines[i].content;
    const size_t end = i + 1 < content->line_count
                           ? content->lines[i + 1].content
                           : content->text.size;
    tm_text line = text_slice(content->text, start, end - start);
    while (line.size && (line.data[line.size - 1] == '\n' ||
                         line.data[line.size - 1] == '\r'))
        line.size--;
    return line;
}

static size_t line_start(const struct written *written, size_t i)
{
    return written->content.lines[i].content;
}

static const tm_node *parent_of(const tm_node *node)
{
    return node - node->up;
}

/* Whether the paragraph is what an item begins with. */
static bool begins_item(const tm_node *paragraph)
{
    return paragraph->up == 1 && paragraph[-1].type == TM_NODE_ITEM;
}

/* ---- Neighbours ---- */

static bool is_list_of(cmark_node *node, bool ordered)
{
    return node && cmark_node_get_type(node) == CMARK_NODE_LIST &&
           (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) == ordered;
}

/* Whether 'node' is a paragraph that begins with the same slip. */
static bool begins_alike(struct check *check, cmark_node *node,
                         enum slip_type type)
{
    if (!node || cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH)
        return false;
    const struct source *source = &check->parse->source;
    const size_t at =
        position_byte(&check->parse->positions, cmark_node_get_start_line(node),
                      cmark_node_get_start_column(node));
    const tm_text line = source_line(source, source_line_of(source, at));
    const size_t skipped = (size_t)(source->text.data + at - line.data);
    return slip_of(text_from(line, skipped)).type == type;
}

/* The number fits the list beside it. */
static bool goes_on(cmark_node *list, unsigned number, bool before)
{
    const int start = cmark_node_get_list_start(list);
    return before ? start >= 0 && number > (unsigned)start
                  : (unsigned)start == number + 1;
}

/* Whether 'node', before or behind the group, is a list that it belongs to, or
 * a paragraph that begins as it does. Numbered paragraphs are common. */
static bool is_company(const struct group *group, cmark_node *node, bool before)
{
    const struct slip *slip = &group->slips[group->first];
    if (slip->type == SLIP_NUMBER)
        return is_list_of(node, true) && goes_on(node, slip->number, before);
    return is_list_of(node, false) ||
           begins_alike(group->written->check, node, slip->type);
}

/* A line in the text of an item of the same sort. */
static bool is_in_list(const struct group *group)
{
    const struct slip *slip = &group->slips[group->first];
    const tm_node *item = parent_of(group->written->block);
    if (item->type != TM_NODE_ITEM || !group->first)
        return false;
    const bool ordered = parent_of(item)->flags & NODE_ORDERED;
    return slip->type == SLIP_NUMBER
               ? ordered && (int64_t)slip->number > item->start
               : !ordered;
}

static bool is_list(const struct group *group)
{
    const size_t last = group->first + group->count;
    cmark_node *block = group->written->origin;
    return group->count > 1 || group->slips[group->first].sure ||
           is_in_list(group) ||
           (!group->first &&
            is_company(group, cmark_node_previous(block), true)) ||
           (last == group->written->content.line_count &&
            is_company(group, cmark_node_next(block), false));
}

/* ---- Findings ---- */

static enum rule rule_of(enum slip_type type)
{
    static const enum rule rules[] = {
        [SLIP_HEADING] = RULE_NEAR_MISS_HEADING,
        [SLIP_DASH] = RULE_NEAR_MISS_LIST,
        [SLIP_NUMBER] = RULE_NEAR_MISS_LIST,
        [SLIP_BULLET] = RULE_NEAR_MISS_BULLET,
        [SLIP_BOX] = RULE_NEAR_MISS_BOX,
    };
    return rules[type];
}

static void edit_line(const struct group *group, size_t i)
{
    struct check *check = group->written->check;
    const struct slip *slip = &group->slips[i];
    const size_t at =
        written_source(group->written, line_start(group->written, i));
    if (slip->indent && slip->start > slip->indent)
        check_edit(check, group->finding, at, at + slip->indent, TEXT(""));
    const size_t from = slip->start > slip->indent ? slip->start : 0;
    if (from < slip->end || *slip->text)
        check_edit(check, group->finding, at + from, at + slip->end,
                   text_of(slip->text));
}

/* The bytes before line 'i' on its line of the file. */
static size_t prefix_of(const struct written *written, size_t i)
{
    const struct source *source = &written->check->parse->source;
    const size_t at = written_source(written, line_start(written, i));
    return at - source->lines[source_line_of(source, at) - 1];
}

/* Whether items can begin there: with another number than 1 they do not behind
 * a line of text, but for one that an item's text runs on to without indent. */
static bool may_begin(const struct group *group)
{
    const struct slip *slip = &group->slips[group->first];
    return slip->type != SLIP_NUMBER || slip->number == 1 || !group->first ||
           (is_in_list(group) && prefix_of(group->written, group->first) <
                                     prefix_of(group->written, 0));
}

/* The mark; a space that is none, where it seems to have one. */
static tm_text detail_of(const struct group *group, tm_text line)
{
    const struct slip *slip = &group->slips[group->first];
    const tm_text mark =
        text_slice(line, slip->indent, slip->mark - slip->indent);
    if (slip->type != SLIP_HEADING ||
        !text_starts(text_from(line, slip->mark), TEXT("\xC2\xA0")))
        return mark;
    return arena_format(group->written->check->scratch,
                        "%.*s and a no-break space, which is none",
                        (int)mark.size, mark.data);
}

static void tell(struct group *group)
{
    struct written *written = group->written;
    struct check *check = written->check;
    const struct slip *slip = &group->slips[group->first];
    const size_t start = line_start(written, group->first);
    const size_t at = written_source(written, start);
    enum tm_mend mend = TM_MEND_SAFE;
    group->finding = check_find_times(
        check, rule_of(slip->type), at + slip->indent, at + slip->mark,
        detail_of(group, text_from(written->content.text, start)),
        group->count);
    if (!may_begin(group))
        return;
    for (size_t i = group->first; i < group->first + group->count; i++) {
        edit_line(group, i);
        if (group->slips[i].mend == TM_MEND_UNSAFE)
            mend = TM_MEND_UNSAFE;
    }
    check_mend(check, group->finding, mend, NULL);
}

/* Whether 'slip' goes on with what the one before it began. */
static bool is_next(const struct slip *before, const struct slip *slip)
{
    if (slip->type != before->type || slip->type == SLIP_HEADING ||
        slip->type == SLIP_BOX)
        return false;
    return slip->type != SLIP_NUMBER || slip->number == before->number + 1;
}

static void judge_groups(struct written *written, const struct slip *slips)
{
    const size_t count = written->content.line_count;
    struct group group = { .written = written, .slips = slips };
    for (size_t i = 0; i < count; i += group.count) {
        group.first = i;
        group.count = 1;
        if (!slips[i].type)
            continue;
        while (i + group.count < count &&
               is_next(&slips[i + group.count - 1], &slips[i + group.count]))
            group.count++;
        if (is_list(&group))
            tell(&group);
    }
}

/* ---- What each line begins with ---- */

static bool has_tag(const tm_node *block)
{
    for (const tm_node *node = block + 1; node < block + block->size; node++)
        if (node->type == TM_NODE_TAG)
            return true;
    return false;
}

/* Boxes without tags mean nothing where the talk says so. */
static bool takes_boxes(const struct written *written)
{
    return !text_equal_case(written->check->parse->front.checkboxes.text,
                            TEXT("ignore")) ||
           has_tag(written->block);
}

/* Whether the mark is one of words, and "[x][near]" became a link: then the
 * mend changes what that says. */
static bool is_of_words(struct written *written, struct slip *slip, size_t at)
{
    const enum written_class class = written_class_of(written, at);
    if (class != WRITTEN_LINK || slip->type != SLIP_BOX)
        return class == WRITTEN_TEXT;
    slip->mend = TM_MEND_UNSAFE;
    return slip->start == slip->mark &&
           written->content.text.data[at + slip->mark] == '[';
}

static struct slip judge_line(struct written *written, size_t i)
{
    const tm_text line = line_of(&written->content, i);
    const bool item = !i && begins_item(written->block);
    struct slip slip = { .type = SLIP_NONE };
    if (item && parent_of(written->block)->flags & NODE_BOX)
        return slip;
    if (item)
        slip = slip_of_item(line);
    if (!slip.type)
        slip = slip_of(line);
    const size_t at = line_start(written, i) + slip.indent;
    if (!slip.type || (slip.type == SLIP_BOX && !takes_boxes(written)) ||
        !is_of_words(written, &slip, at))
        slip.type = SLIP_NONE;
    return slip;
}

/* A talk that begins "#Title": elsewhere "#word" is a label. */
static void judge_title(struct written *written)
{
    const tm_node *block = written->block;
    const tm_text line = line_of(&written->content, 0);
    const size_t mark = text_starts(line, TEXT("＃")) ? strlen("＃") : 1;
    size_t next;
    if (block != written->check->parse->talk->nodes + 1 ||
        written->content.line_count != 1 || line.size <= mark ||
        (mark == 1 && line.data[0] != '#') ||
        !text_is_letter(text_decode(line, mark, &next)) ||
        text_find(line, TEXT("#"), 1) != SIZE_MAX ||
        text_find(line, TEXT("＃"), 1) != SIZE_MAX)
        return;
    struct check *check = written->check;
    const size_t at = written_source(written, 0);
    struct finding *finding = check_find(check, RULE_NEAR_MISS_HEADING, at,
                                         at + mark, text_slice(line, 0, mark));
    check_edit(check, finding, mark > 1 ? at : at + 1, at + mark,
               mark > 1 ? TEXT("# ") : TEXT(" "));
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

/* ---- Tables ---- */

/* "|---|:-:|" */
static bool is_delimiter_row(tm_text line)
{
    bool dash = false, pipe = false;
    for (size_t i = 0; i < line.size; i++) {
        dash |= line.data[i] == '-';
        pipe |= line.data[i] == '|';
        if (!strchr("-|: \t", line.data[i]))
            return false;
    }
    return dash && pipe;
}

static void find_tables(struct written *written)
{
    const struct content *content = &written->content;
    if (!memchr(content->text.data, '|', content->text.size))
        return;
    for (size_t i = 1; i < content->line_count; i++) {
        const tm_text row = line_of(content, i),
                      header = line_of(content, i - 1);
        if (!is_delimiter_row(row) || !memchr(header.data, '|', header.size) ||
            is_delimiter_row(header))
            continue;
        const size_t start = line_start(written, i - 1);
        check_find(
            written->check, RULE_TABLE_PIPE, written_source(written, start),
            written_source(written, line_start(written, i)) + row.size, header);
    }
}

void check_block_marks(struct check *check, struct written *written)
{
    const struct content *content = &written->content;
    if (written->block->type != TM_NODE_PARAGRAPH || !content->text.size)
        return;
    struct slip *slips = NULL;
    for (size_t i = 0; i < content->line_count; i++) {
        const struct slip slip = judge_line(written, i);
        if (slip.type && !slips)
            slips = arena_zalloc(check->scratch, content->line_count,
                                 sizeof *slips);
        if (slips)
            slips[i] = slip;
    }
    if (slips)
        judge_groups(written, slips);
    judge_title(written);
    find_tables(written);
}

/* ---- Full-width spaces ---- */

struct indents {
    struct check *check;
    size_t *starts; /* of each, and after it its end */
    size_t count, capacity;
};

/* One on the line whose text begins at 'at'; what stands before a mark is told
 * with the mark. */
static void note_indent(struct indents *indents, size_t at, size_t end)
{
    const tm_text all = indents->check->parse->source.text;
    const tm_text line = text_slice(all, at, end - at);
    const size_t size = slip_indent(line);
    if (!size || slip_of(line).sure)
        return;
    struct arena *scratch = indents->check->scratch;
    *ARENA_PUSH(scratch, indents->starts, indents->count, indents->capacity) =
        at;
    *ARENA_PUSH(scratch, indents->starts, indents->count, indents->capacity) =
        at + size;
}

static size_t line_end(tm_text all, size_t at, size_t end)
{
    const char *hit = memchr(all.data + at, '\n', end - at);
    return hit ? (size_t)(hit - all.data) : end;
}

static void note_indents(struct indents *indents, tm_place place)
{
    const tm_text all = indents->check->parse->source.text;
    for (size_t at = place.start; at < place.end; at++) {
        const size_t end = line_end(all, at, place.end);
        while (at < end && strchr(" \t>", all.data[at]))
            at++;
        if (at < end)
            note_indent(indents, at, end);
        at = end;
    }
}

void check_indents(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    struct indents indents = { .check = check };
    for (size_t i = 0; i < talk->node_count; i++)
        if (talk->nodes[i].type == TM_NODE_PARAGRAPH)
            note_indents(&indents, tm_node_place(&talk->nodes[i]));
    if (!indents.count)
        return;
    struct finding *finding =
        check_find_times(check, RULE_INDENT_FULLWIDTH, indents.starts[0],
                         indents.starts[1], (tm_text){ 0 }, indents.count / 2);
    for (size_t i = 0; i < indents.count; i += 2)
        check_edit(check, finding, indents.starts[i], indents.starts[i + 1],
                   TEXT(""));
    check_mend(check, finding, TM_MEND_UNSAFE, NULL);
}

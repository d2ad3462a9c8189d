/*
 * check_front_marks.c - braces, commas and colons of full width in front
 * matter: "李敏: ｛单位：财务科｝" would be all of it a name.
 */
#include "check.h"

#include "front_matter_mend.h"
#include "text.h"

static const struct {
    const char *wide, *mark;
    bool brace;
} marks[] = {
    { "｛", "{", true }, { "｝", "}", true },   { "［", "[", true },
    { "］", "]", true }, { "，", ", ", false }, { "：", ": ", false },
};

/* The row of the mark at 'at'; -1 where none stands there. */
static int mark_at(tm_text text, size_t at)
{
    const tm_text rest = text_from(text, at);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_starts(rest, text_of(marks[i].wide)))
            return (int)i;
    return -1;
}

/* Whether a key with a colon stands behind 'at'. */
static bool is_key_next(tm_text text, size_t at)
{
    const struct entry entry = entry_read(text_from(text, at));
    return entry.colon != COLON_NONE && entry.value.size;
}

/* Edit the marks of 'value', which begins at byte 'at' of the file; how many
 * there are, but for colons, which reading tells of. Without 'finding' they are
 * counted and no more. */
static size_t edit_marks(struct check *check, struct finding *finding,
                         tm_text value, size_t at)
{
    size_t count = 0;
    for (size_t i = 0, next; i < value.size; i = next) {
        text_decode(value, i, &next);
        const int row = mark_at(value, i);
        if (row < 0 || (!marks[row].brace && marks[row].mark[0] == ',' &&
                        !is_key_next(value, next)))
            continue;
        count += marks[row].mark[0] != ':';
        tm_text mark = text_of(marks[row].mark);
        if (!marks[row].brace && text_byte(value, next) == ' ')
            mark.size = 1;
        if (finding)
            check_edit(check, finding, at + i, at + next, mark);
    }
    return count;
}

/* Whether the value is one in braces; quotes in it are left to a person. */
static bool is_in_braces(tm_text value)
{
    const bool opens =
        text_starts(value, TEXT("{")) || text_starts(value, TEXT("｛"));
    const bool closes =
        text_ends(value, TEXT("}")) || text_ends(value, TEXT("｝"));
    return opens && closes && !memchr(value.data, '"', value.size) &&
           !memchr(value.data, '\'', value.size);
}

static void judge_line(struct check *check, tm_text line)
{
    const struct entry entry = entry_read(line);
    const tm_text value = entry.value;
    if (entry.colon != COLON_SPACED || !value.size || !is_in_braces(value))
        return;
    /* At the margin people alone have such a value; others are text. */
    if (entry.line.data == line.data &&
        !text_equal(entry.key, TEXT("people")) &&
        !text_equal(entry.key, TEXT("人员")))
        return;
    const size_t at = (size_t)(value.data - check->parse->source.text.data);
    if (!edit_marks(check, NULL, value, at))
        return;
    struct finding *finding =
        check_find(check, RULE_FRONT_FULLWIDTH, at, at + value.size, value);
    edit_marks(check, finding, value, at);
    check_mend(check, finding, TM_MEND_SAFE, NULL);
}

void check_front_marks(struct check *check)
{
    const struct source *source = &check->parse->source;
    if (!check->parse->front.present)
        return;
    for (size_t i = 2; i <= source->line_count &&
                       source->lines[i - 1] < check->parse->front.end;
         i++)
        judge_line(check, source_line(source, i));
}

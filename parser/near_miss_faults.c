#include "near_miss.h"

#include "attributes.h"
#include "date.h"
#include "text.h"

static bool is_empty(struct span span)
{
    return span.start == span.end;
}

bool near_miss_is_mark(const struct near_miss *near, struct span span,
                       char mark)
{
    return span.end == span.start + 1 && near->text.data[span.start] == mark;
}

static uint32_t mark_at(const struct near_miss *near, struct span span)
{
    size_t next;
    return is_empty(span) ? 0 : text_decode(near->text, span.start, &next);
}

static bool is_wide_mark(uint32_t code)
{
    return code >= 0xFF00 && code < 0xFFF0;
}

static bool is_mark_or_empty(const struct near_miss *near, struct span span,
                             char mark)
{
    return is_empty(span) || near_miss_is_mark(near, span, mark);
}

static bool is_either(const struct near_miss *near, struct span span,
                      uint32_t mark, uint32_t wide)
{
    const uint32_t code = mark_at(near, span);
    return code == mark || code == wide;
}

static unsigned faults_of_brackets(const struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const bool sound =
        !is_either(near, tag->open, '(', 0xFF08) &&
        is_either(near, tag->paren, '(', 0xFF08) &&
        (is_empty(tag->end) || is_either(near, tag->end, ')', 0xFF09));
    return (sound ? 0 : FAULT_BRACKETS) |
           (is_either(near, tag->colon, ':', 0xFF1A) ? 0 : FAULT_COLON);
}

static unsigned faults_of_marks(const struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const bool is_tag = near->written;
    const bool sound =
        near_miss_is_mark(near, tag->open, '[') &&
        is_mark_or_empty(near, tag->close, ']') &&
        near_miss_is_mark(near, tag->paren, is_tag ? '(' : ':') &&
        near_miss_is_mark(near, tag->colon, ':') &&
        is_mark_or_empty(near, tag->end, ')');
    const bool unclosed = is_empty(tag->close) ||
                          (is_tag && is_empty(tag->end)) ||
                          (!is_empty(tag->quote) && is_empty(tag->unquote) &&
                           is_empty(tag->early));
    return (is_tag ? faults_of_brackets(near) : 0) |
           (sound ? 0 : FAULT_FULLWIDTH) | (unclosed ? FAULT_UNCLOSED : 0) |
           (tag->meant.size ? FAULT_KIND : 0);
}

static unsigned faults_of_title(const struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const uint32_t open = mark_at(near, tag->quote);
    const uint32_t close = mark_at(near, tag->unquote);
    const tm_text title = near_miss_part(near, tag->title);
    if (!open)
        return title.size ? FAULT_NOQUOTES : 0;
    if (is_wide_mark(open) || is_wide_mark(close))
        return FAULT_FULLWIDTH;
    if ((open != '"' && open != '\'' && open != '(') ||
        (close && close != (open == '(' ? ')' : open)))
        return FAULT_QUOTES;
    return near_miss_holds(title, (char)open) ? FAULT_TITLE : 0;
}

static bool is_plain_space(tm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!strchr(" \t\n", text.data[i]))
            return false;
    return true;
}

static bool is_space_between(const struct near_miss *near, size_t start,
                             size_t end)
{
    return is_plain_space(text_slice(near->text, start, end - start));
}

static unsigned faults_of_space(const struct near_miss *near)
{
    const struct loose_tag *tag = &near->tag;
    const tm_text id = near_miss_part(near, tag->id);
    bool off =
        tag->word.end < tag->colon.start || tag->colon.end < tag->id.start;
    for (size_t at = 0, next; at < id.size && !off; at = next)
        off = text_is_space(text_decode(id, at, &next));
    off |= !is_space_between(near, tag->paren.end, tag->word.start);
    off |= !is_space_between(near, tag->id.end, tag->quote.start);
    off |= !is_space_between(near, tag->unquote.end, tag->end.start);
    off |= !is_empty(tag->title) && tag->id.end == tag->quote.start;
    return (off ? FAULT_SPACE : 0) |
           (tag->close.end < tag->paren.start ? FAULT_GAP : 0);
}

unsigned near_miss_faults(const struct near_miss *near)
{
    return faults_of_marks(near) | faults_of_title(near) |
           faults_of_space(near);
}

/* ---- What it holds ---- */

bool near_miss_is_quoted(const struct near_miss *near)
{
    return !is_empty(near->tag.quote) &&
           !near_miss_is_mark(near, near->tag.quote, '(');
}

/* Whether 'one' says something, and is not only a word. */
static bool is_attribute(const struct attribute *one)
{
    tm_date date;
    enum tm_status status;
    if (one->fault == ATTRIBUTE_EMPTY || one->type == ATTRIBUTE_OTHER)
        return false;
    return one->type != ATTRIBUTE_WORD ||
           (!one->quoted &&
            (date_read(one->value, (tm_date){ 0 }, &date) != DATE_NONE ||
             tm_status_find(one->value, &status)));
}

bool near_miss_has_attribute(const struct near_miss *near)
{
    size_t count, i = 0;
    const struct attribute *list =
        attributes_read(near->check->scratch, near->title, &count);
    while (i < count && !is_attribute(&list[i]))
        i++;
    return i < count;
}

/* A word that begins as a date does may tell one: "3月20日前". */
static bool is_free_word(const struct attribute *one)
{
    const char first = text_byte(one->value, 0);
    return !is_attribute(one) && one->type != ATTRIBUTE_OTHER &&
           (first < '0' || first > '9');
}

bool near_miss_has_owner(const struct near_miss *near, bool *words)
{
    size_t count;
    bool found = false;
    const struct attribute *list =
        attributes_read(near->check->scratch, near->title, &count);
    *words = false;
    for (size_t i = 0; i < count; i++) {
        found |= list[i].type == ATTRIBUTE_OWNER && is_attribute(&list[i]);
        *words |= is_free_word(&list[i]);
    }
    return found && is_attribute(&list[0]);
}

bool near_miss_in_talk(const struct check *check)
{
    const struct parse *parse = check->parse;
    return parse->tag_count || parse->front.people_count ||
           parse->front.speaker.text.size || parse->front.audience.count ||
           parse->front.follows.count || parse->front.defaults.text.size;
}

#include "reference.h"

#include "text.h"

enum {
    MAX_LABEL = 1000,
    MAX_PARENTHESES = 32
};

static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7F &&
           !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
             (c >= 'a' && c <= 'z'));
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_white(tm_text text, size_t at)
{
    while (at < text.size && is_white(text.data[at]))
        at++;
    return at;
}

static size_t skip_blanks(tm_text text, size_t at)
{
    while (text_byte(text, at) == ' ' || text_byte(text, at) == '\t')
        at++;
    return at;
}

/* Blanks with at most one line end among them. */
static size_t skip_blanks_and_line(tm_text text, size_t at)
{
    at = skip_blanks(text, at);
    if (text_byte(text, at) == '\r' && text_byte(text, at + 1) == '\n')
        at++;
    if (text_byte(text, at) == '\n' || text_byte(text, at) == '\r')
        at = skip_blanks(text, at + 1);
    return at;
}

/* After the line end at 'at', or the end; SIZE_MAX where there is neither. */
static size_t line_end(tm_text text, size_t at)
{
    if (at >= text.size)
        return text.size;
    if (text.data[at] == '\n')
        return at + 1;
    if (text.data[at] == '\r')
        return at + 1 + (text_byte(text, at + 1) == '\n');
    return SIZE_MAX;
}

static bool label(tm_text text, size_t at, struct reference *found)
{
    size_t end = at + 1;
    for (; end < text.size && text.data[end] != '[' && text.data[end] != ']';
         end++) {
        if (text.data[end] == '\\' && is_punctuation(text_byte(text, end + 1)))
            end++;
        if (end - at > MAX_LABEL)
            return false;
    }
    if (text_byte(text, end) != ']' || skip_white(text, at + 1) >= end)
        return false;
    found->label_start = at + 1;
    found->label_end = end;
    return true;
}

static size_t angle_destination(tm_text text, size_t at)
{
    for (size_t i = at + 1; i < text.size; i++) {
        const char c = text.data[i];
        if (c == '>')
            return i + 1;
        if (c == '\n' || c == '\r' || c == '<')
            return SIZE_MAX;
        i += c == '\\';
    }
    return SIZE_MAX;
}

static size_t plain_destination(tm_text text, size_t at)
{
    size_t depth = 0, i = at;
    for (; i < text.size && !is_white(text.data[i]); i++) {
        const char c = text.data[i];
        if (c == '\\' && is_punctuation(text_byte(text, i + 1)))
            i++;
        else if (c == '(' && ++depth > MAX_PARENTHESES)
            return SIZE_MAX;
        else if (c == ')' && depth-- == 0)
            return i;
    }
    return depth == 0 ? i : SIZE_MAX;
}

/* The byte after the destination; SIZE_MAX where there is none. */
static size_t destination(tm_text text, size_t at, struct reference *found)
{
    const bool angle = text_byte(text, at) == '<';
    const size_t end =
        angle ? angle_destination(text, at) : plain_destination(text, at);
    if (end == SIZE_MAX)
        return end;
    found->url_start = at + angle;
    found->url_end = end - angle;
    return end;
}

/* Whether the paragraph ends before the line that begins at 'at': it is empty,
 * or would underline a heading, which no line of the content of a paragraph
 * does, and none that is indented far. */
static bool ends_paragraph(tm_text text, size_t at, bool is_content)
{
    size_t i = skip_blanks(text, at);
    const char mark = text_byte(text, i);
    const bool is_far = i - at > 3 || (i > at && text.data[i - 1] == '\t');
    if (!is_content && !is_far && (mark == '-' || mark == '='))
        while (text_byte(text, i) == mark)
            i++;
    i = skip_blanks(text, i);
    return text_byte(text, i) == '\n' || text_byte(text, i) == '\r';
}

/* The byte after the title's closing delimiter; 'at' where there is none. As
 * libcmark reads it, the title is as long as can be: a delimiter behind a
 * backslash, though that is escaped itself, closes where no other does. */
static size_t title(tm_text text, size_t at, bool is_content)
{
    const char open = text_byte(text, at);
    const char close = (char)(open == '(' ? ')' : open);
    size_t last = at;
    if (!open || !strchr("\"'(", open))
        return at;
    for (size_t i = at + 1; i < text.size; i++) {
        const char c = text.data[i];
        const bool escaped = text.data[i - 1] == '\\';
        if (c == close && !escaped)
            return i + 1;
        if (c == close)
            last = i + 1;
        if ((open == '(' && c == '(' && !escaped) ||
            (c == '\n' && ends_paragraph(text, i + 1, is_content)))
            break;
    }
    return last;
}

static void set_title(struct reference *found, size_t start, size_t end)
{
    found->title_start = end > start ? start + 1 : start;
    found->title_end = end > start ? end - 1 : start;
}

static bool definition(tm_text text, size_t at, bool is_content,
                       struct reference *found)
{
    if (text_byte(text, at) != '[' || !label(text, at, found) ||
        text_byte(text, found->label_end + 1) != ':')
        return false;
    const size_t begin = skip_blanks_and_line(text, found->label_end + 2);
    const size_t url = destination(text, begin, found);
    if (url == SIZE_MAX || (url == begin && text_byte(text, begin) != '<'))
        return false;
    const size_t start = skip_blanks_and_line(text, url);
    const size_t end = start == url ? url : title(text, start, is_content);
    set_title(found, start, end);
    found->end = line_end(text, skip_blanks(text, end > start ? end : url));
    if (found->end == SIZE_MAX && end > start) {
        set_title(found, url, url);
        found->end = line_end(text, skip_blanks(text, url));
    }
    return found->end != SIZE_MAX;
}

bool reference_definition(tm_text text, size_t at, struct reference *found)
{
    return definition(text, at, false, found);
}

bool reference_tail(tm_text text, size_t at, struct reference *found)
{
    *found = (struct reference){ 0 };
    if (text_byte(text, at) != '(')
        return false;
    const size_t url = destination(text, skip_white(text, at + 1), found);
    if (url == SIZE_MAX)
        return false;
    const size_t start = skip_white(text, url);
    const size_t end = start == url ? url : title(text, start, true);
    set_title(found, start, end);
    found->end = skip_white(text, end > start ? end : start) + 1;
    return text_byte(text, found->end - 1) == ')';
}

size_t reference_skip(tm_text text)
{
    size_t at = 0;
    struct reference found;
    while (definition(text, at, true, &found))
        at = found.end;
    return at;
}

/* The length of an entity at 'at', 0 where none stands there. */
static size_t entity(tm_text raw, size_t at)
{
    size_t end = at + 1;
    while (end < raw.size && end - at < 40 &&
           (is_punctuation(raw.data[end]) ? raw.data[end] == '#'
                                          : raw.data[end] > ' '))
        end++;
    return end > at + 1 && text_byte(raw, end) == ';' ? end + 1 - at : 0;
}

/* Past the line end at '*at' and what the next line has before its content:
 * white space and the marks of quotes, which libcmark has taken away. */
static void step_line(tm_text raw, size_t *at, tm_text plain, size_t *done)
{
    *at +=
        text_byte(raw, *at) == '\r' && text_byte(raw, *at + 1) == '\n' ? 2 : 1;
    ++*done;
    while (*at < raw.size && *done < plain.size &&
           raw.data[*at] != plain.data[*done] && strchr(" \t>", raw.data[*at]))
        ++*at;
}

/* One step through both texts at once; false where they part. */
static bool step(tm_text raw, size_t *at, tm_text plain, size_t *done)
{
    const char c = text_byte(raw, *at);
    if (plain.data[*done] == '\n' && (c == '\n' || c == '\r')) {
        step_line(raw, at, plain, done);
        return true;
    }
    const size_t length = c == '&' ? entity(raw, *at) : 0;
    if (c == '\\' && is_punctuation(text_byte(raw, *at + 1)) &&
        plain.data[*done] == raw.data[*at + 1]) {
        *at += 2;
        ++*done;
    } else if (length && !text_starts(text_from(plain, *done),
                                      text_slice(raw, *at, length))) {
        *at += length;
        text_decode(plain, *done, done);
    } else if (*at < raw.size && c == plain.data[*done]) {
        ++*at;
        ++*done;
    } else {
        return false;
    }
    return true;
}

size_t reference_walk_to(struct reference_walk *walk, tm_text raw,
                         tm_text plain, size_t offset)
{
    while (walk->plain < offset)
        if (!step(raw, &walk->raw, plain, &walk->plain))
            return SIZE_MAX;
    return walk->raw;
}

size_t reference_raw_offset(tm_text raw, size_t at, tm_text plain,
                            size_t offset)
{
    struct reference_walk walk = { at, 0 };
    return reference_walk_to(&walk, raw, plain, offset);
}

#include "definition.h"

#include "reference.h"
#include "text.h"

static bool is_prefix(char c)
{
    return strchr(" \t>-+*.)0123456789", c) && c;
}

size_t definition_start(tm_text line, size_t at)
{
    while (at < line.size && is_prefix(line.data[at]))
        at++;
    return at;
}

/* Whether 'raw', escapes and entities resolved, is 'plain'. */
static bool resolves_to(tm_text raw, tm_text plain)
{
    return reference_raw_offset(raw, 0, plain, plain.size) == raw.size;
}

static tm_text part(tm_text text, size_t start, size_t end)
{
    return text_slice(text, start, end - start);
}

/* Whether the definition at 'at' says 'url' and 'title'. */
static bool defines(tm_text all, size_t at, tm_text url, tm_text title,
                    struct reference *found)
{
    return reference_definition(all, at, found) &&
           resolves_to(part(all, found->url_start, found->url_end), url) &&
           resolves_to(part(all, found->title_start, found->title_end), title);
}

bool definition_of(const struct parse *parse, tm_text url, tm_text title,
                   struct reference *found)
{
    const tm_text all = parse->source.text;
    for (size_t line = 1; line <= parse->source.line_count; line++) {
        const tm_text text = source_line(&parse->source, line);
        const size_t at = definition_start(text, 0);
        if (at < text.size && text.data[at] == '[' &&
            defines(all, (size_t)(text.data - all.data) + at, url, title,
                    found))
            return true;
    }
    return false;
}

void definition_find(struct parse *parse, struct tag_source *tag)
{
    struct reference found;
    if (!definition_of(parse, tag->node->text, tag->title, &found))
        return;
    tag->title_byte = found.title_start;
    tag->title_raw =
        part(parse->source.text, found.title_start, found.title_end);
}

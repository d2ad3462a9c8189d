/*
 * read_text.c - what a terminal shows, and a spreadsheet's archive.
 */
#include "readers.h"

reader read_bytes, read_terminal, read_plain, read_archive;

/* What is escaped later, where it is shown. */
void read_bytes(const struct output *output)
{
    require(is_utf8(output->text), "what is written is UTF-8");
}

/* The end of a sequence that sets a colour ("ESC [ digits and ; m") at 'at';
 * 'at' where none is. */
static size_t after_colour(tm_text text, size_t at)
{
    size_t end = at + 1;
    if (text.data[at] != 0x1B || end >= text.size || text.data[end] != '[')
        return at;
    do
        end++;
    while (end < text.size &&
           ((text.data[end] >= '0' && text.data[end] <= '9') ||
            text.data[end] == ';'));
    return end < text.size && text.data[end] == 'm' ? end + 1 : at;
}

static void check_visible(const struct output *output, const char *allowed)
{
    const tm_text text = output->text;
    for (size_t at = 0; at < text.size;) {
        const size_t after =
            output->options->colour ? after_colour(text, at) : at;
        if (after > at) {
            at = after;
            continue;
        }
        const uint32_t code = take_code(text, &at);
        require(code != NO_CODE, "what is shown is UTF-8");
        require(!is_hidden(code) ||
                    (code && code < 0x80 && strchr(allowed, (char)code)),
                "nothing hides or forges on a terminal");
    }
}

void read_terminal(const struct output *output)
{
    check_visible(output, "\n");
}

/* Code may hold tabs. */
void read_plain(const struct output *output)
{
    check_visible(output, "\n\t");
}

/* A ZIP archive: a local header first, the end of its directory last. */
void read_archive(const struct output *output)
{
    enum {
        END = 22
    };
    const tm_text text = output->text;
    require(text.size > END && !memcmp(text.data, "PK\3\4", 4) &&
                !memcmp(text.data + text.size - END, "PK\5\6", 4),
            "a spreadsheet is a whole archive");
}

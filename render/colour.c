#include "colour.h"

/* ECMA-48, "select graphic rendition". The basic colours: people choose what
 * these look like on their terminal. */
static const char *const sequences[COLOUR__COUNT] = {
    [COLOUR_ERROR] = "\033[1;31m", [COLOUR_WARNING] = "\033[1;33m",
    [COLOUR_HINT] = "\033[1;36m",  [COLOUR_CARET] = "\033[1;32m",
    [COLOUR_LATE] = "\033[31m",    [COLOUR_CLOSED] = "\033[2m",
};

void colour_begin(struct sink *sink, enum colour colour, bool on)
{
    if (on)
        sink_string(sink, sequences[colour]);
}

void colour_end(struct sink *sink, bool on)
{
    if (on)
        sink_string(sink, "\033[0m");
}

void colour_clear_line(struct sink *sink)
{
    sink_string(sink, "\r\033[K");
}

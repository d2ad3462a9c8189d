#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_is(int file)
{
    const char *kind = getenv("TERM");
    return kind && *kind && strcmp(kind, "dumb") && isatty(file);
}

bool terminal_has_colour(int file, enum colour_when when)
{
    const char *refused = getenv("NO_COLOR");
    if (when != COLOUR_AUTO)
        return when == COLOUR_ALWAYS;
    return !(refused && *refused) && terminal_is(file);
}

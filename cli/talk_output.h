/*
 * talk_output.h - talks written one after another to one output.
 */
#ifndef TALK_OUTPUT_H
#define TALK_OUTPUT_H

#include "options.h"

/** Write every talk that 'settings' name in 'format', an empty line between
    two; the exit code. */
int talk_output(const struct settings *settings,
                const struct talk_format *format);

#endif

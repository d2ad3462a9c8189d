/*
 * command_outline.c - talkmark outline: what stands in a talk.
 */
#include "commands.h"
#include "talk_output.h"

int command_outline(const struct settings *settings)
{
    return talk_output(settings, settings->talk_format ? settings->talk_format
                                                       : outline_formats);
}

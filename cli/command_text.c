/*
 * command_text.c - talkmark text: what is spoken.
 */
#include "commands.h"
#include "talk_output.h"

int command_text(const struct settings *settings)
{
    return talk_output(settings, settings->talk_format ? settings->talk_format
                                                       : text_formats);
}

/*
 * command_outline.c - talkmark outline: what stands in a talk.
 */
#include "commands.h"
#include "output.h"
#include "reading.h"

static void write_outline(struct reading *reading, struct output *output,
                          size_t i)
{
    tm_talk *talk = reading_talk(reading, i);
    const struct tm_render_options options = reading_options(reading);
    if (!talk)
        return;
    if (output->sink.last) /* an empty line between two talks */
        sink_byte(&output->sink, '\n');
    if (!reading->settings->outline_format->write(talk, &options,
                                                  &output->sink))
        output->sink.failed = true;
    tm_talk_free(talk);
}

int command_outline(const struct settings *settings)
{
    struct reading reading;
    struct output output;
    if (reading_begin(&reading, settings) &&
        reading_spares_inputs(&reading, settings->output)) {
        const bool open = output_open(&output, settings->output);
        for (size_t i = 0; open && i < reading.inputs.count; i++)
            write_outline(&reading, &output, i);
        if (!open || !output_close(&output, true))
            reading_fail(&reading);
    }
    return reading_end(&reading);
}

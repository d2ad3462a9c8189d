#include "talk_output.h"

#include "output.h"
#include "progress.h"
#include "reading.h"

#include <unistd.h>

static void write_talk(struct reading *reading, struct output *output,
                       const struct talk_format *format, size_t i)
{
    tm_talk *talk = reading_talk(reading, i);
    const struct tm_render_options options = reading_options(reading);
    if (!talk)
        return;
    if (sink_last(&output->sink))
        sink_byte(&output->sink, '\n');
    if (!format->write(talk, &options, &output->sink))
        output->sink.failed = true;
    tm_talk_free(talk);
}

int talk_output(const struct settings *settings,
                const struct talk_format *format)
{
    struct reading reading;
    struct output output;
    if (reading_begin(&reading, settings) &&
        reading_spares_inputs(&reading, settings->output)) {
        const bool open = output_open(&output, settings->output);
        if (open && output.to.file == STDOUT_FILENO)
            progress_end(); /* it may be the same terminal */
        if (open)
            output_show(&output);
        for (size_t i = 0; open && i < reading.inputs.count; i++)
            write_talk(&reading, &output, format, i);
        if (!open || !output_close(&output, reading_has_result(&reading)))
            reading_fail(&reading);
    }
    return reading_end(&reading);
}

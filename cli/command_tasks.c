/*
 * command_tasks.c - talkmark tasks: one list of many talks.
 */
#include "commands.h"
#include "report.h"
#include "task_list.h"

#include <string.h>

/* The format that was named, or that the output's ending asks for; NULL after
 * a message. */
static const struct task_format *format_of(const struct settings *settings)
{
    const char *output = settings->output;
    if (settings->task_format)
        return settings->task_format;
    if (!output || !strcmp(output, "-"))
        return task_formats;
    const struct task_format *format = task_format_of_file(output);
    if (!format)
        report_usage("no format has this ending, name one with --format",
                     output);
    return format;
}

int command_tasks(const struct settings *settings)
{
    struct reading reading;
    struct task_list_writer writer = { .overdue = false };
    const struct task_format *format = format_of(settings);
    if (!format)
        return EXIT_TROUBLE;
    if (reading_begin(&reading, settings) &&
        reading_spares_inputs(&reading, settings->output) &&
        task_list_begin(&writer, &reading, settings->output, format)) {
        reading_ahead(&reading, NULL, NULL);
        for (size_t i = 0; i < reading.inputs.count; i++) {
            tm_talk *talk = reading_talk(&reading, i);
            if (talk)
                task_list_add(&writer, talk);
        }
        task_list_end(&writer, reading_has_result(&reading));
    }
    const int status = reading_end(&reading);
    return status == EXIT_CLEAN && settings->exit_code && writer.overdue
               ? EXIT_FAULTS
               : status;
}

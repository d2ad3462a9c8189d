#include "findings_github.h"

#include "escape.h"
#include "finding.h"
#include "render.h"

/* GitHub's columns are of one line, and the last is within the range. */
static void put_place(struct sink *sink, const tm_place *place)
{
    if (!place->line)
        return;
    finding_number(sink, ",line=", place->line);
    finding_number(sink, ",endLine=", place->end_line);
    if (place->line != place->end_line)
        return;
    finding_number(sink, ",col=", place->column);
    finding_number(sink, ",endColumn=",
                   place->end_column > place->column ? place->end_column - 1
                                                     : place->column);
}

bool findings_github(struct findings *findings, const struct finding_file *file,
                     const tm_diagnostic *finding)
{
    static const char *const commands[] = {
        [TM_SEVERITY_HINT] = "::notice",
        [TM_SEVERITY_WARNING] = "::warning",
        [TM_SEVERITY_ERROR] = "::error",
    };
    struct sink *sink = findings->sink;
    sink_string(sink, commands[finding->severity]);
    sink_string(sink, " file=");
    escape_github_property(sink, finding_path(file));
    put_place(sink, &finding->place);
    sink_string(sink, ",title=");
    escape_github_property(sink, render_text(finding->rule));
    sink_string(sink, "::");
    escape_github(sink, finding->message);
    sink_byte(sink, '\n');
    findings->count++;
    return !sink->failed;
}

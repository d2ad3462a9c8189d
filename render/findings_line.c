#include "findings_line.h"

#include "escape.h"
#include "finding.h"
#include "render.h"

bool findings_line(struct findings *findings, const struct finding_file *file,
                   const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    const tm_place *place = &finding->place;
    escape_terminal(sink, render_text(file->name));
    finding_number(sink, ":", place->line ? place->line : 1);
    finding_number(sink, ":", place->line ? place->column : 1);
    sink_byte(sink, ':');
    sink_string(sink, finding->rule);
    sink_byte(sink, ':');
    escape_terminal(sink, finding->message);
    sink_byte(sink, '\n');
    findings->count++;
    return !sink->failed;
}

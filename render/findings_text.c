#include "findings_text.h"

#include "escape.h"
#include "excerpt.h"
#include "finding.h"

bool findings_text(struct findings *findings, const struct finding_file *file,
                   const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    const bool coloured = findings->options.coloured;
    const tm_place *place = &finding->place;
    excerpt_head(sink, file->name, place->line, place->column,
                 finding->severity, coloured);
    escape_terminal(sink, finding->message);
    sink_string(sink, " [");
    sink_string(sink, finding->rule);
    sink_string(sink, "]\n");
    if (place->line)
        excerpt_put(sink, file->source, place->start, place->end, coloured);
    if (finding_has_mend(file, finding))
        excerpt_mend(sink, file->source,
                     finding->mend == TM_MEND_SAFE ? "mend: "
                                                   : "mend (--unsafe): ",
                     finding->edits, finding->edit_count, coloured);
    findings->count++;
    return !sink->failed;
}

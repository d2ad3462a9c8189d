#include "findings_text.h"

#include "escape.h"
#include "excerpt.h"
#include "finding.h"

#include <string.h>

/* Many hints must not drown what is wrong: one that has nothing more to show
 * is a line. */
static bool is_line(const struct finding_file *file,
                    const tm_diagnostic *finding)
{
    return finding->severity == TM_SEVERITY_HINT &&
           !finding_has_mend(file, finding);
}

static void put_line(struct findings *findings, const struct finding_file *file,
                     const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    const tm_place *place = &finding->place;
    const tm_text message = finding->message;
    excerpt_head(sink, file->name, place->line, place->column,
                 finding->severity, findings->options.coloured);
    escape_terminal(sink, message);
    /* Many messages have the words already. */
    if (is_line(file, finding) && place->line &&
        !memchr(message.data, '"', message.size))
        excerpt_words(sink, file->source, place->start, place->end);
    sink_string(sink, " [");
    sink_string(sink, finding->rule);
    sink_string(sink, "]\n");
}

bool findings_text(struct findings *findings, const struct finding_file *file,
                   const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    const bool coloured = findings->options.coloured;
    const tm_place *place = &finding->place;
    put_line(findings, file, finding);
    if (place->line && !is_line(file, finding))
        excerpt_put(sink, file->source, place->start, place->end, coloured);
    if (finding_has_mend(file, finding))
        excerpt_mend(sink, file->source, place->start,
                     finding->mend == TM_MEND_SAFE ? "mend: "
                                                   : "mend (--unsafe): ",
                     finding->edits, finding->edit_count, coloured);
    findings->count++;
    return !sink->failed;
}

#include "findings_gitlab.h"

#include "finding.h"
#include "fingerprint.h"
#include "render.h"

bool findings_gitlab_begin(struct findings *findings)
{
    sink_byte(findings->sink, '[');
    return !findings->sink->failed;
}

static void put_spot(struct sink *sink, const char *before, size_t line,
                     size_t column)
{
    sink_string(sink, before);
    finding_number(sink, "{\"line\":", line ? line : 1);
    finding_number(sink, ",\"column\":", line ? column : 1);
    sink_byte(sink, '}');
}

bool findings_gitlab(struct findings *findings, const struct finding_file *file,
                     const tm_diagnostic *finding)
{
    static const char *const severities[] = {
        [TM_SEVERITY_HINT] = "info",
        [TM_SEVERITY_WARNING] = "minor",
        [TM_SEVERITY_ERROR] = "major",
    };
    struct sink *sink = findings->sink;
    const tm_place *place = &finding->place;
    char fingerprint[FINGERPRINT_SIZE];
    finding_look(findings, file);
    if (!fingerprint_of(findings, finding, fingerprint))
        return false;
    sink_string(sink, findings->count++ ? ",\n" : "\n");
    finding_string(sink, "{\"description\":", finding->message);
    finding_string(sink, ",\"check_name\":", render_text(finding->rule));
    finding_string(sink, ",\"fingerprint\":", render_text(fingerprint));
    finding_string(
        sink, ",\"severity\":", render_text(severities[finding->severity]));
    finding_string(sink, ",\"location\":{\"path\":", finding_path(file));
    put_spot(sink, ",\"positions\":{\"begin\":", place->line, place->column);
    put_spot(sink, ",\"end\":", place->end_line, place->end_column);
    sink_string(sink, "}}}");
    return !sink->failed;
}

bool findings_gitlab_end(struct findings *findings)
{
    fingerprint_release(findings);
    sink_string(findings->sink, findings->count ? "\n]\n" : "]\n");
    return !findings->sink->failed;
}

#include "findings_json.h"

#include "finding.h"
#include "render.h"

static void put_bytes(struct sink *sink, const char *before, size_t start,
                      size_t end)
{
    finding_number(sink, before, start);
    finding_number(sink, ",", end);
    sink_byte(sink, ']');
}

static void put_lines(struct sink *sink, const tm_place *place)
{
    finding_number(sink, ",\"line\":", place->line);
    finding_number(sink, ",\"column\":", place->column);
    finding_number(sink, ",\"end_line\":", place->end_line);
    finding_number(sink, ",\"end_column\":", place->end_column);
}

static void put_place(struct findings *findings,
                      const struct finding_file *file,
                      const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    const tm_place *place = &finding->place;
    if (!place->line) {
        sink_string(sink, ",\"line\":null,\"column\":null,\"end_line\":null,"
                          "\"end_column\":null,\"bytes\":null,"
                          "\"display_column\":null");
        return;
    }
    put_lines(sink, place);
    if (finding_has_bytes(file, finding))
        put_bytes(sink, ",\"bytes\":[", place->start, place->end);
    else
        sink_string(sink, ",\"bytes\":null");
    finding_number(sink,
                   ",\"display_column\":", finding_cell(findings, finding));
}

static void put_edit(struct findings *findings, const tm_diagnostic *finding,
                     const tm_edit *edit)
{
    struct sink *sink = findings->sink;
    const tm_place place = finding_edit_place(findings, finding, edit);
    put_bytes(sink, "{\"bytes\":[", edit->start, edit->end);
    put_lines(sink, &place);
    finding_string(sink, ",\"text\":", edit->text);
    sink_byte(sink, '}');
}

static void put_mend(struct findings *findings, const struct finding_file *file,
                     const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    if (!finding_has_mend(file, finding)) {
        sink_string(sink, ",\"mend\":null");
        return;
    }
    sink_string(sink, ",\"mend\":{\"safe\":");
    sink_string(sink, finding->mend == TM_MEND_SAFE ? "true" : "false");
    for (size_t i = 0; i < finding->edit_count; i++) {
        sink_string(sink, i ? "," : ",\"edits\":[");
        put_edit(findings, finding, &finding->edits[i]);
    }
    sink_string(sink, "]}");
}

bool findings_json(struct findings *findings, const struct finding_file *file,
                   const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    finding_look(findings, file);
    finding_string(sink, "{\"schema\":", render_text("talkmark.finding/1"));
    finding_string(sink, ",\"file\":", render_text(file->name));
    finding_string(sink, ",\"rule\":", render_text(finding->rule));
    finding_string(sink, ",\"severity\":",
                   render_text(tm_severity_name(finding->severity)));
    finding_string(sink, ",\"message\":", finding->message);
    put_place(findings, file, finding);
    put_mend(findings, file, finding);
    sink_string(sink, "}\n");
    findings->count++;
    return !sink->failed;
}

#include "findings_sarif.h"

#include "escape.h"
#include "finding.h"
#include "fingerprint.h"
#include "render.h"

#include <string.h>

static tm_text level(enum tm_severity severity)
{
    static const char *const levels[] = {
        [TM_SEVERITY_HINT] = "note",
        [TM_SEVERITY_WARNING] = "warning",
        [TM_SEVERITY_ERROR] = "error",
    };
    return render_text(levels[severity]);
}

static void put_rule(struct sink *sink, const tm_rule *rule)
{
    finding_string(sink, "{\"id\":", render_text(rule->name));
    finding_string(
        sink, ",\"shortDescription\":{\"text\":", render_text(rule->message));
    sink_string(sink, "},\"help\":{\"text\":\"talkmark check --explain ");
    escape_json(sink, render_text(rule->name));
    finding_string(sink, "\"},\"defaultConfiguration\":{\"level\":",
                   level(rule->severity));
    sink_string(sink, "}}");
}

bool findings_sarif_begin(struct findings *findings)
{
    struct sink *sink = findings->sink;
    sink_string(sink,
                "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\""
                ",\"version\":\"2.1.0\",\"runs\":[{\n"
                "\"tool\":{\"driver\":{\"name\":\"talkmark\",");
    finding_string(sink, "\"version\":", render_text(TM_VERSION));
    sink_string(sink, ",\"rules\":[");
    for (size_t i = 0; tm_rule_at(i); i++) {
        sink_string(sink, i ? ",\n" : "\n");
        put_rule(sink, tm_rule_at(i));
    }
    sink_string(sink, "]}},\n\"columnKind\":\"unicodeCodePoints\","
                      "\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\n"
                      "\"results\":[");
    return !sink->failed;
}

/* ---- A result ---- */

static void put_rule_of(struct sink *sink, const tm_diagnostic *finding)
{
    finding_string(sink, "{\"ruleId\":", render_text(finding->rule));
    for (size_t i = 0; tm_rule_at(i); i++)
        if (!strcmp(tm_rule_at(i)->name, finding->rule))
            finding_number(sink, ",\"ruleIndex\":", i);
}

static void put_file(struct sink *sink, const struct finding_file *file)
{
    sink_string(sink, "\"artifactLocation\":{\"uri\":\"");
    escape_uri_path(sink, finding_path(file));
    sink_string(sink, "\"}");
}

static void put_region(struct sink *sink, const char *before,
                       const tm_place *place, bool has_bytes)
{
    sink_string(sink, before);
    finding_number(sink, "{\"startLine\":", place->line);
    finding_number(sink, ",\"startColumn\":", place->column);
    finding_number(sink, ",\"endLine\":", place->end_line);
    finding_number(sink, ",\"endColumn\":", place->end_column);
    if (has_bytes) {
        finding_number(sink, ",\"byteOffset\":", place->start);
        finding_number(sink, ",\"byteLength\":", place->end - place->start);
    }
    sink_byte(sink, '}');
}

static void put_location(struct sink *sink, const struct finding_file *file,
                         const tm_diagnostic *finding)
{
    sink_string(sink, ",\"locations\":[{\"physicalLocation\":{");
    put_file(sink, file);
    if (finding->place.line)
        put_region(sink, ",\"region\":", &finding->place,
                   finding_has_bytes(file, finding));
    sink_string(sink, "}}]");
}

static void put_fix(struct findings *findings, const struct finding_file *file,
                    const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    sink_string(sink, ",\"fixes\":[{\"description\":{\"text\":\"");
    sink_string(sink, finding->mend == TM_MEND_SAFE
                          ? "talkmark check --fix"
                          : "talkmark check --fix --unsafe");
    sink_string(sink, "\"},\"artifactChanges\":[{");
    put_file(sink, file);
    for (size_t i = 0; i < finding->edit_count; i++) {
        const tm_edit *edit = &finding->edits[i];
        const tm_place place = finding_edit_place(findings, finding, edit);
        sink_string(sink, i ? "," : ",\"replacements\":[");
        put_region(sink, "{\"deletedRegion\":", &place, true);
        finding_string(sink, ",\"insertedContent\":{\"text\":", edit->text);
        sink_string(sink, "}}");
    }
    sink_string(sink, "]}]}]");
}

bool findings_sarif(struct findings *findings, const struct finding_file *file,
                    const tm_diagnostic *finding)
{
    struct sink *sink = findings->sink;
    char fingerprint[FINGERPRINT_SIZE];
    finding_look(findings, file);
    if (!fingerprint_of(findings, finding, fingerprint))
        return false;
    sink_string(sink, findings->count++ ? ",\n" : "\n");
    put_rule_of(sink, finding);
    finding_string(sink, ",\"level\":", level(finding->severity));
    finding_string(sink, ",\"message\":{\"text\":", finding->message);
    sink_byte(sink, '}');
    put_location(sink, file, finding);
    finding_string(sink, ",\"partialFingerprints\":{\"talkmarkFinding/v1\":",
                   render_text(fingerprint));
    sink_byte(sink, '}');
    if (finding_has_mend(file, finding))
        put_fix(findings, file, finding);
    sink_byte(sink, '}');
    return !sink->failed;
}

bool findings_sarif_end(struct findings *findings)
{
    fingerprint_release(findings);
    sink_string(findings->sink, "]}]}\n");
    return !findings->sink->failed;
}

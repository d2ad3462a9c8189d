#include "finding.h"

#include "escape.h"
#include "fingerprint.h"
#include "lines.h"
#include "render.h"
#include "width.h"

#include <string.h>

tm_text finding_path(const struct finding_file *file)
{
    const char *name = file->name;
    while (!strncmp(name, "./", 2)) {
        name++;
        while (*name == '/')
            name++;
    }
    return render_text(name);
}

bool finding_has_mend(const struct finding_file *file,
                      const tm_diagnostic *finding)
{
    return finding->mend != TM_MEND_NONE && finding->edit_count &&
           finding->edits[finding->edit_count - 1].end <= file->source.size;
}

bool finding_has_bytes(const struct finding_file *file,
                       const tm_diagnostic *finding)
{
    return finding->place.line && (file->source.size || finding->place.end);
}

void finding_look(struct findings *findings, const struct finding_file *file)
{
    struct findings_state *state = &findings->state;
    const uint64_t name =
        fingerprint_hash(FINGERPRINT_BEGIN, finding_path(file));
    if (name == state->file && file->source.data == state->source.data &&
        file->source.size == state->source.size)
        return;
    if (name != state->file)
        fingerprint_release(findings);
    *state = (struct findings_state){ .file = name,
                                      .source = file->source,
                                      .fingerprints = state->fingerprints };
}

/* ---- Places ---- */

enum {
    LONG_WAY = 1024 /* bytes that are not gone twice */
};

static size_t line_start(tm_text source, size_t at)
{
    while (at && !ends_line(source, at - 1))
        at--;
    if (!at && source.size >= 3 && !memcmp(source.data, "\xEF\xBB\xBF", 3))
        return 3; /* a byte order mark has no column */
    return at;
}

size_t finding_cell(struct findings *findings, const tm_diagnostic *finding)
{
    struct findings_state *state = &findings->state;
    const tm_text source = state->source;
    const size_t at = finding->place.start;
    if (at > source.size || !source.size)
        return finding->place.column;
    if (state->line != finding->place.line || at < state->at) {
        state->line = finding->place.line;
        state->at = line_start(source, at);
        state->cells = 0;
    }
    for (size_t next = state->at; next < at; state->at = next) {
        const char *from = source.data + next;
        const char *tab = memchr(from, '\t', at - next);
        next = tab ? (size_t)(tab - source.data) + 1 : at;
        state->cells +=
            (tab != NULL) + width_of((tm_text){ from, next - state->at });
    }
    return state->cells + 1;
}

static void go_on(tm_text source, struct finding_spot *spot, size_t to)
{
    while (spot->at < to) {
        const size_t at = spot->at++;
        if (ends_line(source, at)) {
            spot->line++;
            spot->column = 1;
        } else {
            spot->column += !is_inside(source.data[at]);
        }
    }
}

static void go_back(tm_text source, struct finding_spot *spot, size_t to)
{
    size_t lines = 0, columns = 0;
    for (size_t at = to; at < spot->at; at++) {
        lines += ends_line(source, at);
        columns += !is_inside(source.data[at]);
    }
    if (!lines) {
        spot->at = to;
        spot->column -= columns;
        return;
    }
    spot->at = line_start(source, to);
    spot->line -= lines;
    spot->column = 1;
    go_on(source, spot, to);
}

static size_t distance(const struct finding_spot *spot, size_t at)
{
    return !spot->line     ? SIZE_MAX
           : spot->at > at ? spot->at - at
                           : at - spot->at;
}

/* Line and column of byte 'at', from the nearest of the places that are known:
 * the finding's, and the last one that was a long way from its finding's. */
static struct finding_spot find_spot(struct findings_state *state,
                                     const tm_place *place, size_t at)
{
    const struct finding_spot known[] = {
        { place->start, place->line, place->column },
        { place->end, place->end_line, place->end_column },
    };
    struct finding_spot spot = state->edit;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (distance(&known[i], at) < distance(&spot, at))
            spot = known[i];
    if (spot.at < at)
        go_on(state->source, &spot, at);
    else
        go_back(state->source, &spot, at);
    if (distance(&known[0], at) > LONG_WAY)
        state->edit = spot;
    return spot;
}

tm_place finding_edit_place(struct findings *findings,
                            const tm_diagnostic *finding, const tm_edit *edit)
{
    const struct finding_spot start = find_spot(&findings->state,
                                                &finding->place, edit->start),
                              end = find_spot(&findings->state, &finding->place,
                                              edit->end);
    return (tm_place){ start.line, start.column, end.line,
                       end.column, edit->start,  edit->end };
}

/* ---- Writing ---- */

void finding_number(struct sink *sink, const char *before, size_t number)
{
    sink_string(sink, before);
    sink_number(sink, number);
}

void finding_string(struct sink *sink, const char *before, tm_text text)
{
    sink_string(sink, before);
    sink_byte(sink, '"');
    escape_json_bytes(sink, text);
    sink_byte(sink, '"');
}

bool finding_nothing(struct findings *findings)
{
    return !findings->sink->failed;
}

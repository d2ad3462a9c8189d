/*
 * read_findings.c - what 'check' prints of a talk's diagnostics.
 */
#include "readers.h"

reader read_terminal, read_excerpts, read_finding_lines, read_commands,
    read_findings, read_report, read_log;

static size_t count_of(const struct output *output)
{
    return tm_talk_diagnostic_count(output->talk);
}

/* Lines that do not begin with a space: what is shown of a talk is indented. */
static size_t lines_of(tm_text text)
{
    size_t count = 0;
    for (tm_text line; take(&text, "\n", &line);)
        count += !line.size || *line.data != ' ';
    return count;
}

void read_excerpts(const struct output *output)
{
    read_terminal(output);
    require(lines_of(output->text) == count_of(output),
            "a finding begins a line, and nothing else does");
}

/* "FILE:LINE:COLUMN:RULE:MESSAGE" */
void read_finding_lines(const struct output *output)
{
    tm_text rest = output->text, line;
    read_terminal(output);
    for (size_t i = 0; i < count_of(output); i++) {
        const tm_diagnostic *d = tm_talk_diagnostic(output->talk, i);
        require(take(&rest, "\n", &line), "each finding has a line");
        const size_t rule = find(line, 0, d->rule);
        require(rule < line.size && line.data[rule - 1] == ':' &&
                    line.data[rule + strlen(d->rule)] == ':',
                "a line has its rule");
    }
    require(!rest.size, "no line is another's");
}

/* ---- Workflow commands ---- */

/* A "%" stands for itself in no text. */
static void check_percents(tm_text text)
{
    for (size_t at = find(text, 0, "%"); at < text.size;
         at = find(text, at + 1, "%"))
        require(find(text, at, "%25") == at || find(text, at, "%0A") == at ||
                    find(text, at, "%0D") == at ||
                    find(text, at, "%3A") == at || find(text, at, "%2C") == at,
                "a percent sign is one of an escape");
}

static void read_command(tm_text line, const tm_diagnostic *d)
{
    static const char *const names[] = { "::notice file=", "::warning file=",
                                         "::error file=" };
    tm_text part;
    const char *name = names[d->severity];
    require(!find(line, 0, name), "a finding is a command of its severity");
    check_percents(line);
    line = (tm_text){ line.data + 2, line.size - 2 };
    require(take(&line, "::", &part), "a command has its values");
    const size_t title = find(part, 0, ",title=");
    require(title < part.size && is_word((tm_text){ part.data + title + 7,
                                                    part.size - title - 7 },
                                         d->rule),
            "nothing stands in for the title");
}

void read_commands(const struct output *output)
{
    tm_text rest = output->text, line;
    read_terminal(output);
    for (size_t i = 0; i < count_of(output); i++) {
        require(take(&rest, "\n", &line), "each finding has a command");
        read_command(line, tm_talk_diagnostic(output->talk, i));
    }
    require(!rest.size, "there are no other commands");
}

/* ---- JSON ---- */

/* How often a key stands in 'text'. Within a string its quotation marks would
 * have a backslash. */
static size_t keys_of(tm_text text, const char *key)
{
    size_t count = 0;
    for (size_t at = find(text, 0, key); at < text.size;
         at = find(text, at + 1, key))
        count++;
    return count;
}

void read_findings(const struct output *output)
{
    size_t at = 0;
    for (size_t i = 0; i < count_of(output); i++) {
        const size_t end = find(output->text, at, "\n");
        require(read_json_value(output->text, at) == end,
                "a line is one finding");
        at = end + 1;
    }
    require(at == output->text.size, "no line is another's");
}

static void read_whole(const struct output *output, const char *key)
{
    require(read_json_value(output->text, 0) + 1 == output->text.size,
            "one value is all of it");
    require(keys_of(output->text, key) == count_of(output),
            "each finding is told once");
}

void read_report(const struct output *output)
{
    read_whole(output, "\"check_name\":");
}

void read_log(const struct output *output)
{
    read_whole(output, "\"ruleId\":");
}

"""What 'talkmark check' may print of hostile talks, a function a format. Each
takes the bytes that were printed and the findings as JSON has them."""
import json
import re
import urllib.parse

from list_checkers import UNSAFE, constant, load, need, once, safe_lines

KEYS = ["schema", "file", "rule", "severity", "message", "line", "column",
        "end_line", "end_column", "bytes", "display_column", "mend"]
EDIT = ["bytes", "line", "column", "end_line", "end_column", "text"]
NAME = re.compile("[a-z]+(?:-[a-z]+)*")
LEVELS = {"hint": "note", "warning": "warning", "error": "error"}


def whole(data):
    """One JSON text of several lines, none of whose strings holds one."""
    text = data.decode()
    need(not UNSAFE.search(text), "a control character")
    value = json.loads(text, object_pairs_hook=once, parse_constant=constant)
    json.dumps(value, ensure_ascii=False).encode()
    return value


def check_finding(finding):
    need(list(finding) == KEYS, f"keys {list(finding)}")
    need(NAME.fullmatch(finding["rule"]), finding["rule"])
    need(finding["severity"] in LEVELS, finding["severity"])
    for edit in (finding["mend"] or {"edits": []})["edits"]:
        need(list(edit) == EDIT, f"keys {list(edit)}")


def json_lines(data, findings=None):
    text = data.decode()
    need(not text or text.endswith("\n"), "no line end at the end")
    found = [load(line) for line in text.split("\n")[:-1]]
    for finding in found:
        check_finding(finding)
    need(findings is None or found == findings, "other findings")
    return found


def edits(finding):
    return [edit["text"] for edit in (finding["mend"] or {"edits": []})["edits"]]


def path(finding):
    return finding["file"].removeprefix("./")


def is_path(written, finding):
    """Whether a percent-encoded path is the finding's; of a name that is no
    UTF-8 JSON has its bytes as U+FFFD."""
    need(re.fullmatch("(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", written), written)
    read = urllib.parse.unquote_to_bytes(written).decode(errors="replace")
    name = path(finding)
    return read == name or ("\ufffd" in read) == ("\ufffd" in name) == True


def sarif(data, findings):
    log = whole(data)
    need(list(log) == ["$schema", "version", "runs"], f"keys {list(log)}")
    run, = log["runs"]
    need(list(run) == ["tool", "columnKind", "newlineSequences", "results"],
         f"keys {list(run)}")
    need(len(run["results"]) == len(findings), "a result a finding")
    for result, finding in zip(run["results"], findings):
        place = result["locations"][0]["physicalLocation"]
        need(result["ruleId"] == finding["rule"] and
             result["level"] == LEVELS[finding["severity"]] and
             result["message"] == {"text": finding["message"]},
             f"{result} for {finding}")
        need(is_path(place["artifactLocation"]["uri"], finding), f"{place}")
        need([r["insertedContent"]["text"] for fix in result.get("fixes", [])
              for r in fix["artifactChanges"][0]["replacements"]] ==
             edits(finding), "other edits")


def gitlab(data, findings):
    report = whole(data)
    need(len(report) == len(findings), "one for each finding")
    need(len({(r["location"]["path"], r["fingerprint"]) for r in report}) ==
         len(report), "a fingerprint twice")
    for one, finding in zip(report, findings):
        need(list(one) == ["description", "check_name", "fingerprint",
                           "severity", "location"], f"keys {list(one)}")
        need((one["check_name"], one["description"],
              one["location"]["path"]) ==
             (finding["rule"], finding["message"], path(finding)),
             f"{one} for {finding}")


COMMAND = re.compile(
    r"::(notice|warning|error) file=([^:,]*)"
    r"(?:,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?)?"
    r",title=([a-z-]+)::(.*)")


def unquoted(value):
    """What GitHub reads; line ends as they are shown elsewhere."""
    return value.replace("%0D", "\\u{D}").replace("%0A", "\\u{A}").replace(
        "%3A", ":").replace("%2C", ",").replace("%25", "%")


def github(data, findings):
    """A command for each, and nothing else that GitHub would obey."""
    lines = safe_lines(data)
    need(len(lines) == len(findings), "a command a finding")
    for line, finding in zip(lines, findings):
        found = COMMAND.fullmatch(line)
        need(found, line)
        level, file, rule, message = found.groups()
        need(not re.search("%(?!25|0D|0A)", message), message)
        need(not re.search("%(?!25|0D|0A|3A|2C)", file), file)
        need((level.replace("notice", "hint"), rule) ==
             (finding["severity"], finding["rule"]), line)
        need(same(unquoted(message), finding["message"]) and
             same(unquoted(file), path(finding)), f"{line} for {finding}")


def same(shown, text):
    """Whether a terminal is shown 'text', what it would act on made visible.
    A byte that is no UTF-8 is shown as U+0080 and U+FFFD in JSON."""
    want = re.sub(f"{UNSAFE.pattern}|\n",
                  lambda m: f"\\u{{{ord(m[0]):X}}}", text)
    return shown.replace("\\u{80}", "\ufffd") == \
        want.replace("\\u{80}", "\ufffd")


def line(data, findings):
    """A line a finding, which begins with its file and place."""
    lines = safe_lines(data)
    need(len(lines) == len(findings), "a line a finding")
    for shown, finding in zip(lines, findings):
        place = f":{finding['line'] or 1}:{finding['column'] or 1}:" \
            f"{finding['rule']}:"
        name, found, message = shown.partition(place)
        need(found and same(name, finding["file"]) and
             same(message, finding["message"]), f"{shown!r} for {finding}")


def without_words(said, finding):
    """A hint that is a line has the first words of its place after it."""
    if finding["severity"] != "hint" or finding["mend"]:
        return said
    return re.sub('(?<=[^"]): ".{1,400}"$', "", said)


def text(data, findings):
    """Each begins a line, and nothing else does; what is shown of the file
    stands further in."""
    heads = [row for row in safe_lines(data) if row[:1] != " "]
    need(len(heads) == len(findings), "a head a finding")
    for head, finding in zip(heads, findings):
        place = f":{finding['line']}:{finding['column']}" \
            if finding["line"] else ""
        name, found, rest = head.partition(
            f"{place}: {finding['severity']}: ")
        said = rest.removesuffix(f" [{finding['rule']}]")
        need(found and same(name, finding["file"]) and said != rest and
             (same(said, finding["message"]) or
              same(without_words(said, finding), finding["message"])),
             f"{head!r} for {finding}")


FINDINGS = {"text": text, "json": json_lines, "sarif": sarif,
            "github": github, "gitlab": gitlab, "line": line}

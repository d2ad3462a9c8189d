#!/usr/bin/env python3
"""The formats of 'talkmark check', as other programs read them back.

JSON Lines against spec/finding.schema.json, SARIF against its own schema, which
comes with the package @microsoft/jest-sarif (tests/pages/package.json), and
GitLab's report against what GitLab documents.
"""
import json
import os
import re
import sys
import unicodedata
import urllib.parse

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [TESTS, os.path.join(TESTS, "pages")]
import jsonschema  # noqa: E402
import pages  # noqa: E402
import tap  # noqa: E402

SARIF_SCHEMA = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"

CHINESE = """\
\ufeff---\r
title: 大厅会议\r
date: 2026-03-12\r
---\r
# 窗口\r
\r
\t不是标签\r
\r
- 请【做到告知】（要求：告知 “@受理科 3月20日”）。\r
- 再\t请\U0001F512[核对](要求:核对 “@李四 2月30日”)，e\u0301 [复查] (要求:复查 "@王五")。\r
> 见[规定](要求:\r
> 规定 “@赵六”)。\r
"""

ENGLISH = """\
---
title: Plant meeting
date: 2026-03-12
---
# Pump room

Please [check the seal](do:seal '@"Line B" 2026-02-30'), then [say so]
(pledge:say '@mei for:seal'), and [log it](do:log “@mei 2026-03-20”).

Also [clean up](do:seal '@mei 2026-03-20') and\t[rest](dirctive:rest '@mei').
"""

GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity",
                     "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical",
                                  "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)."},
                    "positions": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin", "end"],
                        "properties": {name: {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["line", "column"],
                            "properties": {k: {"type": "integer", "minimum": 1}
                                           for k in ("line", "column")},
                        } for name in ("begin", "end")},
                    },
                },
            },
        },
    },
}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def faults(validator, value):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}"
            for e in validator.iter_errors(value)]


def cells(text):
    """How many cells of a terminal 'text' takes; a tab one."""
    return sum(1 if c == "\t" else
               0 if unicodedata.category(c) in ("Mn", "Me", "Cc", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


class Lines:
    """The lines of a file as talkmark counts them."""

    def __init__(self, data):
        text = data.decode()
        self.lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
        self.data = data

    def place(self, byte):
        """Line and column, from 1, of a byte."""
        before = self.data[:byte].decode().removeprefix("\ufeff")
        lines = re.split("\r\n|\r|\n", before)
        return len(lines), len(lines[-1]) + 1


class Findings(tap.Case):
    """Every format of the same findings."""

    FILES = {"大厅.md": CHINESE, "plant.md": ENGLISH}

    def setUp(self):
        super().setUp()
        for name, text in self.FILES.items():
            self.write(name, text)

    def check(self, name, *files, status=1):
        done = self.talkmark("check", "--format", name,
                             *(files or sorted(self.FILES)))
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout.decode()

    def findings(self, *files, **more):
        text = self.check("json", *files, **more)
        self.assertTrue(text.endswith("\n"))
        return [json.loads(line) for line in text.split("\n")[:-1]]

    def sarif(self, *files, **more):
        return json.loads(self.check("sarif", *files, **more))

    # The schema as it was approved comes with @microsoft/sarif-multitool-linux
    # alone, 42 MB. Other than in this one are only the patterns of GUIDs and of
    # languages and the roles of artifacts.
    PARTS_THAT_DIFFER = r'"(?:\w*[gG]uids?|language|roles)":'

    def validator(self):
        pages.install()
        schema = load(os.path.join(pages.TOOLS, SARIF_SCHEMA))
        self.assertIn("SARIF", schema["title"])
        self.assertIn("2.1.0", schema["title"])
        return jsonschema.Draft4Validator(schema)

    # ---- JSON Lines ----

    def test_json_is_valid_by_its_schema(self):
        schema = load(os.path.join(tap.ROOT, "spec/finding.schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        found = self.findings()
        self.assertGreater(len(found), 6)
        self.assertEqual({f["file"] for f in found}, set(self.FILES))
        for finding in found:
            self.assertEqual(faults(validator, finding), [])
            self.assertEqual(list(finding), list(schema["properties"]))
        for key, wrong in (("line", 0), ("bytes", [1]), ("mend", {}),
                           ("severity", "info"), ("more", 1)):
            self.assertTrue(faults(validator, found[0] | {key: wrong}), key)

    def test_json_tells_the_place_in_bytes_code_points_and_cells(self):
        for finding in self.findings():
            source = Lines(self.read(finding["file"]))
            start, end = finding["bytes"]
            with self.subTest(finding=finding):
                self.assertEqual((finding["line"], finding["column"]),
                                 source.place(start))
                self.assertEqual((finding["end_line"], finding["end_column"]),
                                 source.place(end))
                line = source.lines[finding["line"] - 1]
                self.assertEqual(finding["display_column"],
                                 cells(line[:finding["column"] - 1]) + 1)

    def test_json_tells_where_each_edit_is(self):
        mended = 0
        for finding in self.findings():
            source = Lines(self.read(finding["file"]))
            edits = (finding["mend"] or {"edits": []})["edits"]
            mended += bool(edits)
            for edit in edits:
                with self.subTest(finding=finding, edit=edit):
                    self.assertEqual((edit["line"], edit["column"]),
                                     source.place(edit["bytes"][0]))
                    self.assertEqual((edit["end_line"], edit["end_column"]),
                                     source.place(edit["bytes"][1]))
        self.assertGreater(mended, 3)

    def test_the_edits_of_json_are_what_fix_does(self):
        for name in self.FILES:
            data = self.read(name)
            edits = [(e["bytes"], e["text"]) for f in self.findings(name)
                     if f["mend"] and f["mend"]["safe"]
                     for e in f["mend"]["edits"]]
            self.assertTrue(edits)
            for (start, end), text in sorted(edits, reverse=True):
                data = data[:start] + text.encode() + data[end:]
            self.talkmark("check", "--fix", name)
            self.assertEqual(self.read(name), data, name)

    # ---- SARIF ----

    def test_sarif_is_valid_by_its_schema(self):
        validator = self.validator()
        log = self.sarif()
        self.assertEqual(faults(validator, log), [])
        self.assertNotRegex(json.dumps(log), self.PARTS_THAT_DIFFER)
        self.write("clean.md", "Words.\n")
        self.assertEqual(
            faults(validator, self.sarif("clean.md", status=0)), [])
        log["runs"][0]["results"][0]["level"] = "hint"
        log["runs"][0]["results"][1]["locations"][0]["physicalLocation"][
            "region"]["startLine"] = 0
        self.assertEqual(len(faults(validator, log)), 2)

    def test_sarif_says_what_json_says(self):
        run = self.sarif()["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        levels = {"hint": "note", "warning": "warning", "error": "error"}
        found = self.findings()
        self.assertEqual(run["columnKind"], "unicodeCodePoints")
        self.assertEqual(len(run["results"]), len(found))
        for result, finding in zip(run["results"], found):
            place = result["locations"][0]["physicalLocation"]
            region = place["region"]
            start, end = finding["bytes"]
            self.assertEqual(result["ruleId"], finding["rule"])
            self.assertEqual(rules[result["ruleIndex"]]["id"], finding["rule"])
            self.assertEqual(result["level"], levels[finding["severity"]])
            self.assertEqual(result["message"]["text"], finding["message"])
            self.assertEqual(urllib.parse.unquote(
                place["artifactLocation"]["uri"]), finding["file"])
            self.assertEqual(region, {
                "startLine": finding["line"],
                "startColumn": finding["column"],
                "endLine": finding["end_line"],
                "endColumn": finding["end_column"],
                "byteOffset": start, "byteLength": end - start})
            self.assertEqual("fixes" in result, finding["mend"] is not None)
            for fix in result.get("fixes", []):
                change, = fix["artifactChanges"]
                self.assertEqual(
                    [r["insertedContent"]["text"]
                     for r in change["replacements"]],
                    [e["text"] for e in finding["mend"]["edits"]])

    def test_sarif_has_all_rules(self):
        listed = self.talkmark("check", "--rules").stdout.decode()
        rules = self.sarif()["runs"][0]["tool"]["driver"]["rules"]
        self.assertGreater(len(rules), 60)
        for rule in rules:
            self.assertRegex(listed, rf"(?m)^{rule['id']}\b")

    # ---- GitLab ----

    def test_gitlab_has_what_gitlab_asks_for(self):
        validator = jsonschema.Draft202012Validator(GITLAB)
        report = json.loads(self.check("gitlab"))
        self.assertEqual(faults(validator, report), [])
        self.assertEqual(
            [(r["check_name"], r["description"], r["location"]["path"],
              r["location"]["positions"]["begin"]["line"]) for r in report],
            [(f["rule"], f["message"], f["file"], f["line"])
             for f in self.findings()])
        self.write("clean.md", "Words.\n")
        self.assertEqual(
            json.loads(self.check("gitlab", "clean.md", status=0)), [])

    def test_gitlab_and_sarif_know_a_finding_by_the_same_name(self):
        names = [r["fingerprint"] for r in json.loads(self.check("gitlab"))]
        self.assertEqual(len(set(names)), len(names))
        self.assertEqual(names, [
            r["partialFingerprints"]["talkmarkFinding/v1"]
            for r in self.sarif()["runs"][0]["results"]])

    def test_a_finding_keeps_its_name_when_lines_come_above(self):
        def names():
            return {r["fingerprint"]: r["location"]["positions"]["begin"]
                    for r in json.loads(self.check("gitlab", "plant.md"))}
        before = names()
        self.write("plant.md", ENGLISH.replace(
            "# Pump room\n", "# Pump room\n\nNew words.\n"))
        after = names()
        self.assertEqual(set(before), set(after))
        self.assertNotEqual(before, after)

    # ---- GitHub, lines, people ----

    def test_github_has_a_command_for_each(self):
        def undo(text):
            return re.sub("%(25|0D|0A|3A|2C)",
                          lambda m: chr(int(m[1], 16)), text)
        levels = {"hint": "notice", "warning": "warning", "error": "error"}
        lines = self.check("github").split("\n")
        self.assertEqual(lines.pop(), "")
        found = self.findings()
        self.assertEqual(len(lines), len(found))
        for line, finding in zip(lines, found):
            command, message = re.fullmatch("::(.*?)::(.*)", line).groups()
            level, values = command.split(" ", 1)
            values = dict(v.split("=", 1) for v in values.split(","))
            self.assertEqual(level, levels[finding["severity"]])
            self.assertEqual(undo(message), finding["message"])
            self.assertEqual(undo(values["file"]), finding["file"])
            self.assertEqual(values["title"], finding["rule"])
            self.assertEqual(int(values["line"]), finding["line"])
            self.assertEqual(int(values["endLine"]), finding["end_line"])
            one = finding["line"] == finding["end_line"]
            self.assertEqual("col" in values, one)
            self.assertEqual("endColumn" in values, one)
            if one:
                self.assertEqual(int(values["col"]), finding["column"])

    def test_a_line_is_file_line_column_rule_message(self):
        lines = self.check("line").split("\n")
        self.assertEqual(lines.pop(), "")
        self.assertEqual(lines, [
            f"{f['file']}:{f['line']}:{f['column']}:{f['rule']}:{f['message']}"
            for f in self.findings()])

    def test_people_see_the_place_and_the_mend(self):
        self.write("a.md", "# 会\n\n请\t【告知】（要求：a “@甲”）。\n")
        text = self.check("text", "a.md")
        block, = re.findall(r"(?m)^a.md:3:3: error: .* "
                            r"\[near-miss-fullwidth\]\n((?:  .*\n)*)", text)
        self.assertEqual(
            block,
            "  请 【告知】（要求：a “@甲”）。\n"
            "     ^~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  mend: 请 [告知](要求:a \"@甲\")。\n"
            "           +    ++    +  +   ++\n")

    def test_the_name_of_a_file_cannot_forge(self):
        name = b"x\n::error::y,\x1b[2J\xff.md"
        os.rename(self.path("plant.md"),
                  os.path.join(os.fsencode(self.folder), name))
        shown = "x\\u{A}::error::y,\\u{1B}[2J\\u{80}.md"
        for line in self.check("line", name).splitlines():
            self.assertTrue(line.startswith(shown + ":"), line)
        for line in self.check("github", name).splitlines():
            self.assertRegex(line, r"^::(error|warning|notice) file=x%0A%3A%3A"
                             r"error%3A%3Ay%2C\\u\{1B\}\[2J\\u\{80\}.md,line=")
        for finding in self.findings(name):
            self.assertEqual(finding["file"],
                             "x\n::error::y,\x1b[2J\ufffd.md")
        for result in self.sarif(name)["runs"][0]["results"]:
            uri = result["locations"][0]["physicalLocation"][
                "artifactLocation"]["uri"]
            self.assertEqual(urllib.parse.unquote_to_bytes(uri), name)
        for line in self.check("text", name).splitlines():
            self.assertTrue(line.startswith((shown + ":", "  ")), line)

    def test_what_is_no_text_is_a_finding_in_every_format(self):
        self.write("b.md", "ok\nbad \xff\n".encode("latin-1"))
        finding, = self.findings("b.md")
        self.assertEqual(
            (finding["rule"], finding["line"], finding["bytes"]),
            ("not-text", 2, None))
        self.assertEqual(faults(self.validator(), self.sarif("b.md")), [])
        self.assertRegex(self.check("line", "b.md"), r"^b\.md:2:5:not-text:")
        for name in ("text", "github", "gitlab"):
            self.assertIn("not-text", self.check(name, "b.md"))


if __name__ == "__main__":
    tap.main()

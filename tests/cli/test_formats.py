#!/usr/bin/env python3
"""The formats of task lists as other programs and terminals meet them."""
import fcntl
import glob
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, TESTS)
import jsonschema  # noqa: E402
import spec  # noqa: E402
import tap  # noqa: E402


def cells(text):
    """How many cells of a terminal 'text' takes."""
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


class Schema(tap.Case):
    """Every line of JSON is an item as spec/item.schema.json says."""

    def setUp(self):
        super().setUp()
        path = os.path.join(tap.ROOT, "spec/item.schema.json")
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        self.validator = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.FormatChecker(["date"]))
        self.keys = list(schema["properties"])

    def validate(self, *paths):
        """Validate all items of these talks; how many there are."""
        result = self.talkmark("tasks", "-fjsonl", "--kind=all", *paths)
        lines = result.stdout.decode().split("\n")
        self.assertEqual(lines.pop(), "")
        for line in lines:
            self.validate_line(line)
        return len(lines)

    def validate_line(self, line):
        item = json.loads(line)
        faults = [f"{'/'.join(map(str, e.path))}: {e.message}"
                  for e in self.validator.iter_errors(item)]
        self.assertEqual(faults, [], line)
        self.assertEqual(list(item), self.keys)
        start, end = item["bytes"]
        self.assertLess(start, end, line)
        self.assertLess((item["line"], item["column"]),
                        (item["end_line"], item["end_column"]), line)

    def test_the_examples_are_valid(self):
        talks = glob.glob(os.path.join(tap.ROOT, "examples/*.md"))
        self.assertTrue(talks)
        for path in talks:
            self.assertTrue(self.validate(path), path)

    def test_the_examples_of_the_specification_are_valid(self):
        with open(os.path.join(tap.ROOT, "spec/talkmark.md"),
                  encoding="utf-8") as file:
            lines = file.readlines()
        examples = spec.read_examples(lines)
        self.assertGreater(len(examples), 150)
        for example in examples:
            source = "".join(lines[slice(*example.parts[0])])
            self.write(f"talks/{example.number:04}.md", spec.decode(source))
        self.assertGreater(self.validate("talks"), 300)

    def test_what_needs_escapes_is_valid(self):
        self.write("t.md", "---\ntitle: 'a \"b\" \\ c'\nfollows: [x, 中]\n---\n"
                   "# Point \"q\" \\\\ \U0001F512\n\nSay [\"it\" \\\\ "
                   "\u202e\u2028\x7f\x01](do:a '@\"x \\\\\" k:\"\u2066\" "
                   "note\ttab').\n[d](update:中#e 'to:@x')\n")
        self.assertEqual(self.validate("t.md"), 3)
        out = self.talkmark("tasks", "-fjsonl", "t.md").stdout.decode()
        self.assertFalse(re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]",
            out))

    def test_an_invalid_item_would_be_seen(self):
        self.write("t.md", "[a](do:a)\n")
        line = self.talkmark("tasks", "-fjsonl", "t.md").stdout.decode()
        for old, new in (('"line":1', '"line":0'), ('"due":null', '"due":""'),
                         ('"cut":false', '"cut":false,"more":1'),
                         ('"due":null', '"due":"2026-02-30"'),
                         ('"status":"open"', '"status":"late"')):
            self.assertIn(old, line)
            with self.assertRaises(AssertionError):
                self.validate_line(line.replace(old, new))


TALK = """\
---
title: 会议
date: 2026-03-12
people:
  zhang: {name: 张三, unit: 办公室}
---

请[把夜间值班记录逐项核对并在周会上说明原因和办法](do:a "@zhang 2026-03-16")。
[消防通道堆放杂物](issue:channel "@zhang 2026-04-16")。
[tell Ruth Adeyemi-Featherstonehaugh](do:long-identifier-of-it "@x 会后")。
[短](pledge:b)。[\U0001F512 锁好e\u0301](do:lock "due:ongoing")。
"""


class Terminal(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("talk.md", TALK)

    def shown(self, width, *arguments):
        """The lines that a terminal of this width gets."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 24, width, 0, 0))
        process = subprocess.Popen(
            [tap.PROGRAM, "tasks", *arguments], cwd=self.folder,
            env=tap.setting(), stdout=theirs, stderr=subprocess.DEVNULL)
        os.close(theirs)
        data = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not more:
                break
            data += more
        os.close(ours)
        self.assertEqual(process.wait(tap.SECONDS), 0)
        return data.decode().replace("\r\n", "\n").split("\n")[:-1]

    def test_no_line_is_wider_than_the_terminal(self):
        for width in (200, 120, 100, 80, 60, 40, 30, 20):
            lines = self.shown(width, "talk.md")
            self.assertEqual(len(lines), 6)
            for line in lines:
                self.assertLessEqual(cells(line), width, line)
                self.assertEqual(line, line.rstrip())

    def test_a_wide_terminal_gets_what_a_file_does(self):
        self.assertEqual(self.shown(500, "talk.md"), self.talkmark(
            "tasks", "talk.md").stdout.decode().split("\n")[:-1])

    def test_what_does_not_fit_is_cut_with_an_ellipsis(self):
        wide = self.shown(500, "talk.md")
        self.assertFalse(any("…" in line for line in wide))
        narrow = self.shown(70, "talk.md")
        self.assertTrue(any("…" in line for line in narrow))
        self.assertTrue(narrow[1].startswith("2026-03-16"))
        self.assertIn("talk#a", narrow[1])

    def test_columns_stand_under_their_titles_in_chinese_too(self):
        for width in (500, 100, 80, 70):
            lines = self.shown(width, "talk.md")
            for title, words in (("状态", "未整改"), ("出处", "talk#")):
                at = cells(lines[0][:lines[0].index(title)])
                for line in lines[1:]:
                    self.assertEqual(cells(line[:line.index(words)]), at,
                                     "\n".join(lines))

    def test_other_formats_do_not_mind_the_width(self):
        for name in ("jsonl", "markdown"):
            self.assertEqual(
                self.shown(30, "-f", name, "talk.md"), self.talkmark(
                    "tasks", "-f", name,
                    "talk.md").stdout.decode().split("\n")[:-1])

    def test_into_a_file_lines_are_whole(self):
        self.talkmark("tasks", "talk.md", "-o", "list.txt")
        text = self.read("list.txt").decode()
        self.assertIn("把夜间值班记录逐项核对并在周会上说明原因和办法", text)
        self.assertNotIn("…", text)

    def test_control_characters_reach_no_terminal(self):
        self.write("evil.md", "[a\x1b(B\u202eb](do:a '@\"c\x1b]0;x\x07\"')\n")
        text = "\n".join(self.shown(200, "evil.md"))
        self.assertIn("a\\u{1B}(B\\u{202E}b", text)
        self.assertIn("c\\u{1B}]0;x\\u{7}", text)
        self.assertFalse(re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text))

    def test_a_list_without_items_is_empty(self):
        self.write("none.md", "Nothing to do.\n")
        self.assertEqual(self.shown(80, "none.md"), [])


class Library(tap.Case):
    """libxlsxwriter is loaded when a spreadsheet is asked for, and only then."""

    NAME = b"libxlsxwriter.so."

    def without_library(self):
        """The program, looking for the library under a name that none has."""
        with open(tap.PROGRAM, "rb") as file:
            program = file.read()
        self.assertIn(self.NAME, program)
        path = self.write("talkmark",
                          program.replace(self.NAME, b"libnotinstalled.."))
        os.chmod(path, 0o755)
        return path

    def run_without(self, *arguments):
        return subprocess.run([self.without_library(), *arguments],
                              cwd=self.folder, env=tap.setting(),
                              capture_output=True, check=False)

    def test_where_it_is_missing_its_format_says_so_and_leaves_no_file(self):
        self.write("t.md", "[Lock up](do:)\n")
        result = self.run_without("tasks", "-f", "xlsx", "-o", "l.xlsx", "t.md")
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr.decode(),
                         r"^libnotinstalled.*: error: is not installed")
        self.assertFalse(os.path.exists(os.path.join(self.folder, "l.xlsx")))

    def test_where_it_is_missing_the_other_formats_are_written(self):
        self.write("t.md", "[Lock up](do:)\n")
        result = self.run_without("tasks", "-f", "ledger-csv", "t.md")
        self.assertEqual(result.returncode, 0)
        self.assertIn(b"Lock up", result.stdout)


if __name__ == "__main__":
    tap.main()

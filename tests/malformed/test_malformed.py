#!/usr/bin/env python3
"""What is wrong with a talk is said in its place, every command says the same,
and no word of the talk is lost: the table in cases/ (see table.py)."""
import html
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402
import table  # noqa: E402

COMMANDS = [["tasks", "-fjsonl", "--kind=all"], ["render"]]
OTHERS = [["outline"], ["text"], ["tasks"]]  # one of them, now and then
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e"
                     "\u2066-\u2069]")


def messages(result):
    """The lines of standard error that begin a message."""
    lines = result.stderr.decode().split("\n")[:-1]
    return [line for line in lines if not line.startswith("  ")]


def words_on(page):
    """The page as it is read: no style, no tags, no entities."""
    text = re.sub(r"<style>.*?</style>", "", page.decode(), flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


class Malformed(tap.Case):
    def run_all(self, row):
        """The list, the page, now and then another command."""
        self.write(row.file, row.source)
        if row.is_config:
            self.write("t.md", table.TALK)
        kind, rest = divmod(len(row.source), 7)
        others = [] if rest else [OTHERS[kind % len(OTHERS)]]
        return [self.talkmark(*command, "t.md")
                for command in COMMANDS + others]

    def given(self, row):
        """What the program gives, as the table has it."""
        first = self.results[0]
        ids = [json.loads(line)["id"] for line in first.stdout.splitlines()]
        items = f", items: {' '.join(ids)}" if ids else ""
        return "\n".join([f"exit {first.returncode}{items}",
                          *messages(first), ""])

    def check(self, row):
        self.results = self.run_all(row)
        first = self.results[0]
        self.assertEqual(self.given(row), row.expected)
        for result in self.results:
            self.assertEqual(result.returncode, first.returncode)
            self.assertEqual(result.stderr, first.stderr)
            self.assertIsNone(CONTROL.search(result.stderr.decode()))
        if first.returncode == 2 and not row.is_config:
            for result in self.results:
                self.assertEqual(result.stdout, b"")
            return
        self.keeps_every_word(row)

    def keeps_every_word(self, row):
        source = table.TALK.encode() if row.is_config else row.source
        words = set(re.findall("[A-Z]{3,}", source.decode()))
        self.assertEqual(
            words - set(re.findall("[A-Z]{3,}", words_on(
                self.results[1].stdout))), set())


class Table(tap.Case):
    def test_there_are_200_cases_and_no_two_are_of_one_name(self):
        sentences = [row.sentence for row in table.rows()]
        self.assertGreaterEqual(len(sentences), 200)
        self.assertEqual(len(sentences), len(set(sentences)))

    def test_every_error_and_warning_of_the_parser_has_a_case(self):
        path = os.path.join(tap.ROOT, "parser", "diagnostics.def")
        with open(path, encoding="utf-8") as file:
            # What check alone looks for has its cases in spec/rules.md:
            # tests/docs/test_rules.py.
            read, _, checked = file.read().partition("/* What only ")
        self.assertIn("'talkmark check' looks for", checked)
        rules = re.findall(r'^RULE\(\w+, *"([^"]+)", *(\w+), *"(.*)"\)$',
                           read, re.M)
        self.assertGreater(len(rules), 40)
        said = "".join(row.expected for row in table.rows())
        # The limits have tests of their own: test_limits.py.
        self.assertEqual(
            [rule for rule, severity, message in rules
             if severity != "HINT" and not rule.startswith("limit-")
             and message.replace('\\"', '"').replace("\\\\", "\\")
             not in said], [])

    def test_every_source_that_is_read_has_a_word_to_lose(self):
        for row in table.rows():
            if not row.expected.startswith("exit 2") and not row.is_config \
                    and row.area != "empty":
                self.assertRegex(row.text, "[A-Z]{3}", row.sentence)


def add(row):
    name = "test_" + re.sub(r"\W+", "_", f"{row.area}: {row.sentence}")
    setattr(Malformed, name, lambda self: self.check(row))


for each in table.rows():
    add(each)


def update():
    for path in table.paths():
        head, rows = table.read(path)
        for row in rows:
            case = Malformed()
            case.setUp()
            case.results = case.run_all(row)
            row.expected = case.given(row) + "\n"
            case.doCleanups()
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(head + "".join(map(str, rows)).rstrip("\n") + "\n")


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    else:
        tap.main()

#!/usr/bin/env python3
"""spec/rules.md, the manual's page on the rules of check, is true.

Each rule of parser/diagnostics.def has a section there, with a wrong and a
right example: the rule tells of the wrong one, and of the right one neither
it nor any error does. Where a section says that --fix mends it, the right
example is what --fix makes of the wrong one.

rules.txt, beside this file, has what is told of each wrong example, with its
places. `make golden` writes it anew; git diff then shows what changed.
"""
import json
import os
import re
import shutil
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

PAGE = os.path.join(tap.ROOT, "spec/rules.md")
EXPECTED = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                        "rules.txt")
SECTION = re.compile(
    r"^### (?P<rule>[a-z-]+)\n\n"
    r"\*(?P<severity>error|warning|hint)\* (?P<said>(?:.+\n)+)\n"
    r"```wrong\n(?P<wrong>(?:.*\n)+?)```\n\n"
    r"```right\n(?P<right>(?:.*\n)+?)```\n", re.M)
MOST_TOLD = 12  # of an example in rules.txt
MOST_LINES = 6  # of an explanation
MOST_CELLS = 80  # of a line of it, in the cells of a terminal
MOST_EXAMPLE_CELLS = 76  # of a line of an example, which is indented


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def decode(text):
    """An example as the bytes that it stands for."""
    def stand_for(found):
        word = found[1]
        if re.fullmatch(r"U\+[0-9A-F]{4,6}", word):
            return chr(int(word[2:], 16)).encode()
        if re.fullmatch(r"(?:[0-9A-F]{2})+", word):
            return bytes.fromhex(word)
        repeated, times = re.fullmatch(r"(.+)\*([0-9]+)", word).groups()
        return repeated.encode() * int(times)
    return b"".join(
        stand_for(part) if isinstance(part, re.Match) else part.encode()
        for part in parts(text))


def parts(text):
    """Texts and what stands in double brackets, in turn."""
    at = 0
    for found in re.finditer("⟦(.*?)⟧", text):
        yield text[at:found.start()]
        yield found
        at = found.end()
    yield text[at:]


def files(example):
    """The files of an example, by their names."""
    pieces = re.split(r"^=== (.+)\n", example, flags=re.M)
    found = {"talk.md": decode(pieces[0])} if pieces[0] else {}
    found |= {name: decode(text)
              for name, text in zip(pieces[1::2], pieces[2::2])}
    return found


class Section:
    """One rule's section."""

    def __init__(self, found):
        self.rule = found["rule"]
        self.severity = found["severity"]
        self.lines = found["said"].splitlines()
        self.wrong = files(found["wrong"])
        self.right = files(found["right"])
        self.shown = found["wrong"] + found["right"]
        said = re.search(r"(?:^|[.,] )`(--fix(?: --unsafe)?)` mends it\.$",
                         " ".join(self.lines))
        self.mend = said[1] if said else ""


def sections():
    return [Section(found) for found in SECTION.finditer(read(PAGE))]


def table():
    """The rows of diagnostics.def: rule and severity."""
    return [(rule, severity.lower()) for rule, severity in re.findall(
        r'^RULE\(\w+, *"([a-z-]+)", *(\w+),',
        read(os.path.join(tap.ROOT, "parser/diagnostics.def")), re.M)]


def options_of(finding):
    """With what a finding can be mended; empty where with nothing."""
    mend = finding["mend"]
    return ("--fix" if mend["safe"] else "--fix --unsafe") if mend else ""


def line_of(finding):
    """A finding as a line of rules.txt."""
    mend = options_of(finding)
    finding = {**finding, "file": finding["file"].removeprefix("./")}
    return ("{file}:{line}:{column}-{end_line}:{end_column}: {severity}: "
            "{message} [{rule}]".format_map(finding)
            + (f" ({mend})" if mend else "") + "\n")


def cells(line):
    return sum(1 + (ord(c) >= 0x2E80) for c in line)


class Form(unittest.TestCase):
    """The page, by itself."""

    def test_every_rule_has_a_section_and_every_section_a_rule(self):
        headings = re.findall("^### (.*)", read(PAGE), re.M)
        named = [section.rule for section in sections()]
        self.assertEqual(named, [h for h in headings if h in named])
        self.assertEqual(sorted(named), sorted(rule for rule, _ in table()))
        self.assertEqual(len(named), len(set(named)))

    def test_the_severities_are_those_of_the_table(self):
        self.assertEqual({s.rule: s.severity for s in sections()},
                         dict(table()))

    def test_a_section_is_short(self):
        for section in sections():
            with self.subTest(section.rule):
                self.assertLessEqual(len(section.lines), MOST_LINES)
                for line in section.lines:
                    self.assertLessEqual(cells(line), MOST_CELLS)
                for line in section.shown.splitlines():
                    self.assertLessEqual(cells(line), MOST_EXAMPLE_CELLS)

    def test_a_mend_is_told_of_in_one_form(self):
        for section in sections():
            with self.subTest(section.rule):
                self.assertEqual("--fix" in " ".join(section.lines),
                                 bool(section.mend))


class Judged(tap.Case):
    """What the program says of the examples."""

    def put(self, example):
        shutil.rmtree(self.folder)
        for name, content in example.items():
            self.write(name, content)
        talks = [name for name in example if name.endswith(".md")]
        return talks if len(talks) == 1 else ["."]

    def findings(self, example):
        """What is told of an example, in order."""
        result = self.talkmark("check", "--format", "json",
                               *self.put(example))
        self.assertIn(result.returncode, (0, 1), result.stderr.decode())
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_a_wrong_example_is_told_of(self):
        for section in sections():
            with self.subTest(section.rule):
                rules = [f["rule"] for f in self.findings(section.wrong)]
                self.assertIn(section.rule, rules)

    def test_a_right_example_is_not_told_of_and_has_no_error(self):
        for section in sections():
            with self.subTest(section.rule):
                self.assertEqual(
                    [f for f in self.findings(section.right)
                     if f["rule"] == section.rule
                     or f["severity"] != "hint"], [])

    def mended(self, example, *options):
        """The files after check --fix."""
        result = self.talkmark("check", "--fix", *options, *self.put(example))
        self.assertIn(result.returncode, (0, 1), result.stderr.decode())
        return {name: self.read(name) for name in example}

    def test_the_right_example_is_what_the_mend_makes_of_the_wrong_one(self):
        for section in sections():
            if section.mend:
                with self.subTest(section.rule):
                    options = section.mend.split()[1:]
                    self.assertEqual(self.mended(section.wrong, *options),
                                     section.right)

    def test_the_mend_that_is_told_of_is_the_one_that_is_known(self):
        for section in sections():
            with self.subTest(section.rule):
                known = {options_of(f) for f in self.findings(section.wrong)
                         if f["rule"] == section.rule}
                self.assertEqual(known, {section.mend})

    def told(self):
        """What rules.txt is to hold."""
        out = []
        for section in sections():
            found = self.findings(section.wrong)
            if len(found) > MOST_TOLD:
                found = [f for f in found if f["rule"] == section.rule]
            out.append(f"# {section.rule}\n")
            out += map(line_of, found[:MOST_TOLD])
            out.append("\n")
        return "".join(out)

    def test_places_and_messages_are_as_before(self):
        self.assertEqual(self.told(), read(EXPECTED))


class Explained(tap.Case):
    """check --explain and --rules."""

    def test_each_rule_is_explained_with_its_examples(self):
        for section in sections():
            with self.subTest(section.rule):
                result = self.talkmark("check", "--explain", section.rule)
                self.assertEqual((result.returncode, result.stderr), (0, b""))
                printed = result.stdout.decode()
                self.assertTrue(printed.startswith(
                    f"{section.rule}: {section.severity}\n\n"
                    f"{section.lines[0].split('* ', 1)[-1]}\n"))
                for line in section.lines[1:]:
                    self.assertIn(f"\n{line}\n", printed)
                for line in section.shown.splitlines():
                    self.assertIn(f"\n    {line}".rstrip() + "\n", printed)
                self.assertLess(printed.index("\nWrong:\n"),
                                printed.index("\nRight:\n"))

    def test_a_rule_that_is_none_is_answered_with_the_nearest(self):
        for name, said in (
                ("near-mis-quotes", ', did you mean near-miss-quotes?'),
                ("tables", "")):
            result = self.talkmark("check", "--explain", name)
            self.assertEqual((result.returncode, result.stdout), (2, b""))
            self.assertEqual(
                result.stderr.decode(),
                f'talkmark: no rule has this name: "{name}"{said}\n')

    def test_the_list_has_each_rule_in_its_order_with_its_mend(self):
        result = self.talkmark("check", "--rules")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        mends = {s.rule: s.mend for s in sections()}
        rows = [re.fullmatch(r"([a-z-]+)  +(\w+)  +(--fix(?: --unsafe)?)?  +"
                             r"(\S.*)", line)
                for line in result.stdout.decode().splitlines()]
        messages = [row[4] for row in rows]
        self.assertIn("a value that YAML takes apart needs quotes", messages)
        self.assertIn("a pledge that answers nothing, write for:ID", messages)
        self.assertEqual([(row[1], row[2], row[3] or "") for row in rows],
                         [(rule, severity, mends[rule])
                          for rule, severity in table()])

    def test_no_talk_is_read(self):
        for words in (["--rules"], ["--explain", "line-ends"]):
            result = self.talkmark("check", *words, stdin=b"\xff")
            self.assertEqual((result.returncode, result.stderr), (0, b""))


class Manual(unittest.TestCase):
    """talkmark-rules(7) is made of the page."""

    def test_it_has_every_section_and_every_example(self):
        page = read(os.path.join(tap.BUILD, "man/talkmark-rules.7"))
        self.assertEqual(re.findall(r"^\.Ss (.*)", page, re.M),
                         [section.rule for section in sections()])
        examples = re.findall(r"^\.Bd .*\n((?:.*\n)+?)\.Ed", page, re.M)
        self.assertEqual(
            "".join(re.sub(r"^\\&", "", e, flags=re.M).replace("\\e", "\\")
                    for e in examples),
            "".join(section.shown for section in sections()))


def update():
    """Write rules.txt anew."""
    case = Judged("told")
    case.setUp()
    with open(EXPECTED, "w", encoding="utf-8") as file:
        file.write(case.told())
    case.doCleanups()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--update"]:
        update()
    else:
        tap.main()

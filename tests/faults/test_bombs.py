#!/usr/bin/env python3
"""Inputs made to take long: each is done with, or refused by the name of the
limit that it passes, within seconds of processor time."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

MEASURE = os.path.join(tap.BUILD, "tests", "helpers", "measure")
SIZE = 1_000_000
SECONDS = 2 * (5 if tap.SANITIZED else 1)


def of(text):
    """'text' over and over, a megabyte of it."""
    return text * (SIZE // len(text.encode()))


def definitions():
    """10,000 definitions, each used several times."""
    return ("".join(f"[d{i}]: do:d{i}\n" for i in range(10_000)) + "\n" +
            "".join(f"[d{i % 10_000}] " for i in range(60_000)))


BOMBS = {
    "list items in one line": of("- "),
    "images that never close": of("![[]()"),
    "images in images": "![" * 50_000 + "a" + "](b)" * 50_000,
    "quotes, then emphasis": ">" * 50_000 + "a*" * 300_000,
    "emphasis that never closes": of("a*"),
    "emphasis of two kinds": of("*a_ "),
    "emphasis in emphasis": "*a " * 100_000 + "b*" * 100_000,
    "definitions and uses": definitions(),
    "one definition used often": "[a]: do:\n\n" + "[a][] " * 90_000,
    "a line for each use": "[a]: do:\n\n" + "[a]\n" * 90_000,
    "brackets that never close": of("["),
    "100,000 brackets in each other": "[" * 100_000 + "a" + "]" * 100_000,
    "links that never close": of("[a]("),
    "backticks of every length":
        "".join("e" + "`" * i for i in range(1, 1_400)),
    "notes that never close": of("<!--"),
    "notes that are masked": of("a <!-- -- --> "),
    "raw HTML that never closes": of("<a"),
    "90,000 tags in one sentence": "[a](do:) " * 90_000,
    "a line of a megabyte": of("word "),
    "one title of many owners": '[a](do: "' + of("@a ") + '")',
    "one title of many keys": '[a](do: "' + of("k:v ") + '")',
    "one title of many topics":
        '[a](do: "' + "".join(f"+t{i} " for i in range(120_000)) + '")',
    "one title that answers much": '[a](do: "for:' + of("b,") + '")',
    "many owners for many tasks":
        '# [a](reply: "' + " ".join(f"@o{i}" for i in range(20_000)) +
        '")\n\n' + "[a](do:)\n\n" * 60_000,
    "lists in lists": "".join("  " * i + "- [a](do:)\n" for i in range(900)),
    "words that masks hide": of("*月**日 "),
}


class Bombs(tap.Case):
    def measured(self, *arguments):
        """Run the program; its status, processor seconds and standard error."""
        errors = self.path("errors")
        with open(errors, "wb") as file:
            result = subprocess.run(
                [MEASURE, tap.PROGRAM, *arguments], stdout=subprocess.PIPE,
                stderr=file, cwd=self.folder, env=tap.setting(), timeout=300,
                check=True)
        status, _, processor, _ = result.stdout.split()
        return int(status), float(processor), self.read("errors").decode()

    def check(self, name, source):
        self.write("bomb.md", source)
        for command in (["render"], ["tasks", "--format", "jsonl"]):
            self.check_command(name, command)

    def check_command(self, name, command):
        with self.subTest(name, command=command[0]):
            status, seconds, errors = self.measured(*command, "bomb.md")
            self.assertIn(status, (0, 1, 2), errors[:500])
            if status == 2:
                self.assertRegex(errors, r"bomb\.md:\d+:\d+: error: "
                                         r"too many .* \(limit is \d+\)")
            self.assertLess(seconds, SECONDS)

    def test_each_is_done_or_refused_by_name_in_time(self):
        for name, source in BOMBS.items():
            self.check(name, source)

    def test_outputs_stay_in_proportion(self):
        for name in ("many owners for many tasks", "lists in lists",
                     "90,000 tags in one sentence"):
            with self.subTest(name):
                self.write("bomb.md", BOMBS[name])
                self.talkmark("tasks", "bomb.md", "-o", "tasks.jsonl")
                self.assertLess(os.path.getsize(self.path("tasks.jsonl")),
                                100 * len(BOMBS[name].encode()) + 2 ** 20)

    def test_a_refusal_says_where_and_writes_nothing(self):
        self.write("bomb.md", "a\n\n" + "- " * 200 + "b\n")
        result = self.talkmark("render", "bomb.md")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stdout, b"")
        self.assertTrue(re.search(rb"bomb\.md:3:1: error: ", result.stderr),
                        result.stderr)


if __name__ == "__main__":
    tap.main()

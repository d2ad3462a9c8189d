#!/usr/bin/env python3
"""Inputs made to take long: each is done with, or refused by the name of the
limit that it passes, within bounds of processor time, memory and output."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import bombs  # noqa: E402
import runs  # noqa: E402
import tap  # noqa: E402

MEASURE = os.path.join(tap.BUILD, "tests", "helpers", "measure")
SECONDS = bombs.SECONDS * (5 if tap.SANITIZED else 1)
COMMANDS = (["render"], ["tasks", "--format", "jsonl"],
            ["outline", "--format", "details"],
            ["text", "--format", "markdown"])
CHECK = ["sh", "-c", 'exec "$@" bomb.md >output', "sh", tap.PROGRAM, "check",
         "--format", "line"]


class Taken:
    """What one command took for one input."""

    def __init__(self, line, output, errors):
        self.status, memory = int(line[0]), int(line[3])
        self.seconds = float(line[2])
        self.memory = memory * 1024
        self.output = output
        self.errors = errors


class Bombs(tap.Case):
    def take(self, command):
        """Run the command, which writes to "output", on the bomb; what it took,
        and what it wrote."""
        errors, output = self.path("errors"), self.path("output")
        with open(errors, "wb") as file:
            result = subprocess.run(
                [MEASURE, *command], stdout=subprocess.PIPE, stderr=file,
                cwd=self.folder, env=tap.setting(), timeout=300, check=True)
        written = b""
        if os.path.exists(output):
            written = self.read("output")
            os.remove(output)
        return Taken(result.stdout.split(), len(written),
                     self.read("errors").decode()), written

    def check(self, name, source):
        self.write("bomb.md", source)
        size = len(source.encode())
        refused = False
        for command in COMMANDS:
            with self.subTest(name, command=command[0]):
                taken, _ = self.take(
                    [tap.PROGRAM, *command, "bomb.md", "-o", "output"])
                refused |= taken.status == 2
                self.check_taken(taken, size)
        with self.subTest(name, command="check"):
            self.check_judged(size, refused)

    def check_judged(self, size, refused):
        """What other commands refuse check tells: it never fails to read."""
        taken, written = self.take(CHECK)
        self.assertIn(taken.status, (0, 1), taken.errors[:500])
        self.assertEqual(b":too-large:" in written, refused)
        self.check_bounds(taken, size, bombs.CHECKED)

    def check_taken(self, taken, size):
        self.assertIn(taken.status, (0, 1, 2), taken.errors[:500])
        if taken.status == 2:
            self.assertRegex(taken.errors, r"bomb\.md:\d+:\d+: error: "
                                           r"too many .* \(limit is \d+\)")
            self.assertEqual(taken.output, 0)
        self.check_bounds(taken, size)

    def check_bounds(self, taken, size, times=1):
        self.assertLess(taken.seconds, SECONDS * times)
        self.assertLess(taken.output, bombs.output_bound(size))
        if not tap.SANITIZED:  # which holds what is freed
            self.assertLess(taken.memory, bombs.memory_bound(size) * times)

    def test_every_command_that_reads_talks_is_given_them(self):
        names = runs.table("cli/commands.def", "COMMAND")
        self.assertGreater(len(names), 4)
        # check is judged by itself; config's are CONFIG_BOMBS.
        self.assertEqual({words[0] for words in COMMANDS} | {"check"},
                         set(names))

    def test_each_is_done_or_refused_by_name_within_bounds(self):
        for name, source in bombs.BOMBS.items():
            self.check(name, source)

    def check_config(self, source, said, command):
        errors = self.path("errors")
        self.write("talkmark.yaml", source)
        with open(errors, "wb") as file:
            result = subprocess.run(
                [MEASURE, tap.PROGRAM, *command], stdout=subprocess.PIPE,
                stderr=file, cwd=self.folder, env=tap.setting(), timeout=300,
                check=True)
        taken = Taken(result.stdout.split(), os.path.getsize(errors),
                      self.read("errors").decode())
        size = len(source.encode())
        self.assertIn(taken.status, (0, 1))
        self.assertEqual(bool(taken.errors), bool(said), taken.errors[:500])
        self.assertIn(said, taken.errors)
        self.assertLess(taken.seconds, SECONDS)
        self.assertLess(taken.output, bombs.output_bound(size))
        if not tap.SANITIZED:
            self.assertLess(taken.memory, bombs.memory_bound(size))

    def test_each_talkmark_yaml_is_done_or_refused_by_name_within_bounds(self):
        self.write("talk.md", "[a](do:a)\n")
        for name, (source, said) in bombs.CONFIG_BOMBS.items():
            for command in (["config"], ["tasks", "talk.md"]):
                with self.subTest(name, command=command[0]):
                    self.check_config(source, said, command)

    def test_a_refusal_says_where_and_writes_nothing(self):
        self.write("bomb.md", "a\n\n" + "- " * 200 + "b\n")
        result = self.talkmark("render", "bomb.md")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stdout, b"")
        self.assertTrue(re.search(rb"bomb\.md:3:1: error: ", result.stderr),
                        result.stderr)


if __name__ == "__main__":
    tap.main()

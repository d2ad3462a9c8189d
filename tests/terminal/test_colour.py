#!/usr/bin/env python3
"""Colour: when there is any, and that a word says it too."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
import screen  # noqa: E402

ESCAPE = b"\033["
TALK = """\
---
date: 2026-03-12
people: {wang: Wang Fang}
---

[walk](do:walk "@wang 2026-03-16"), [mend](do:mend "@wang 2026-03-16 status:done"),
[buy](do:buy "@wang 2026-09-16"), [sweep](do:sweep "@wnag 2026-02-30").
"""


def bare(text):
    return re.sub(rb"\033\[[0-9;]*m", b"", text)


class Base(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("talk.md", TALK)

    def watch(self, *arguments, **more):
        return screen.watch(*arguments, folder=self.folder, **more)


class When(Base):
    def coloured(self, *arguments, streams=("stdout", "stderr"), **more):
        """Whether what comes on the terminal, and in the pipe, is coloured."""
        _, shown, piped = self.watch("tasks", "talk.md", *arguments,
                                     streams=streams, **more)
        self.assertIn(b"walk" if "stdout" in streams else b"wnag", shown)
        return ESCAPE in shown, ESCAPE in piped

    def test_on_a_terminal_there_is_colour(self):
        self.assertEqual(self.coloured(), (True, False))
        self.assertEqual(self.coloured("--color=auto"), (True, False))

    def test_each_stream_is_asked_for_itself(self):
        self.assertEqual(self.coloured(streams=("stderr",)), (True, False))
        self.assertEqual(self.coloured(streams=("stdout",)), (True, False))

    def test_in_pipes_there_is_none(self):
        result = self.talkmark("tasks", "talk.md")
        self.assertNotIn(b"\033", result.stdout + result.stderr)

    def test_always_and_never_are_obeyed(self):
        result = self.talkmark("tasks", "talk.md", "--color=always")
        self.assertIn(ESCAPE, result.stdout)
        self.assertIn(ESCAPE, result.stderr)
        self.assertEqual(self.coloured("--color=never"), (False, False))

    def test_NO_COLOR_that_is_not_empty_refuses_it(self):
        self.assertEqual(self.coloured(NO_COLOR="1"), (False, False))
        self.assertEqual(self.coloured(NO_COLOR="0"), (False, False))
        self.assertEqual(self.coloured(NO_COLOR=""), (True, False))

    def test_a_dumb_terminal_or_one_of_no_kind_has_none(self):
        self.assertEqual(self.coloured(TERM="dumb"), (False, False))
        self.assertEqual(self.coloured(TERM=""), (False, False))
        self.assertEqual(self.coloured(TERM=None), (False, False))

    def test_what_is_said_outright_counts_before_the_environment(self):
        for refusal in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertEqual(self.coloured("--color=always", **refusal)[0],
                             True)

    def test_never_in_a_file(self):
        for words in (["tasks", "-o", "list.txt"], ["render", "-o", "a.html"],
                      ["render", "-o", "b.html", "--tasks", "list2.txt"],
                      ["outline", "-o", "outline.txt"]):
            self.watch(words[0], "talk.md", "--color=always", *words[1:])
        for name in os.listdir(self.folder):
            self.assertNotIn(b"\033", self.read(name), name)

    def test_no_other_output_is_coloured(self):
        for words in (["render"], ["outline"], ["text"],
                      ["tasks", "-f", "jsonl"], ["tasks", "-f", "markdown"],
                      ["--help"], ["help", "tasks"]):
            options = ["talk.md", "--color=always"] if len(words) > 2 else []
            if words[0] in ("render", "outline", "text"):
                options = ["talk.md", "--color=always"]
            result = self.talkmark(*words, *options)
            self.assertNotIn(b"\033", result.stdout, words)


class What(Base):
    def run_both(self, *arguments):
        plain = self.talkmark("tasks", "talk.md", *arguments)
        result = self.talkmark("tasks", "talk.md", "--color=always",
                               *arguments)
        self.assertEqual(bare(result.stdout), plain.stdout)
        self.assertEqual(bare(result.stderr), plain.stderr)
        self.assertEqual(result.returncode, plain.returncode)
        return result

    def line(self, result, word):
        return next(line for line in result.stdout.splitlines()
                    if word in line)

    def test_late_is_red_and_said(self):
        line = self.line(self.run_both(), b"walk")
        self.assertIn(b"\033[31m2026-03-16\033[0m", line)
        self.assertIn(b"\033[31mopen, late\033[0m", line)
        self.assertEqual(line.count(ESCAPE), 4)

    def test_done_is_dim_and_said(self):
        line = self.line(self.run_both(), b"mend")
        self.assertTrue(line.startswith(b"\033[2m2026-03-16\033[0m"))
        self.assertIn(b"\033[2mdone\033[0m", line)

    def test_what_is_neither_is_plain(self):
        result = self.run_both()
        self.assertNotIn(ESCAPE, self.line(result, b"buy"))
        self.assertNotIn(ESCAPE, result.stdout.splitlines()[0])

    def test_columns_stay_in_line(self):
        # run_both() compares them without their colour.
        self.assertIn(b"\033[31mopen, late\033[0m  Wang",
                      self.run_both().stdout)

    def test_severities_and_carets_are_coloured(self):
        errors = self.run_both().stderr
        self.assertIn(b": \033[1;31merror:\033[0m no such day", errors)
        self.assertIn(b": \033[1;33mwarning:\033[0m not among", errors)
        self.assertIn(b"\033[1;32m^~~~~\033[0m", errors)

    def test_escapes_of_a_talk_are_shown_and_not_obeyed(self):
        self.write("talk.md", '[a\033[31mb](do:a "@\033[0mx")\n')
        result = self.run_both()
        self.assertNotIn(ESCAPE, bare(result.stdout))
        self.assertIn(b"\\u{1B}[0mx", result.stdout)


class Source(tap.Case):
    def test_escapes_are_written_by_one_file(self):
        found = []
        for room in ("cli", "records", "render", "parser", "talk"):
            for name in sorted(os.listdir(os.path.join(tap.ROOT, room))):
                with open(os.path.join(tap.ROOT, room, name),
                          encoding="utf-8") as file:
                    if re.search(r"\\033|\\x1[bB]|\\e\[|\033", file.read()):
                        found.append(f"{room}/{name}")
        self.assertEqual(found, ["render/colour.c"])


if __name__ == "__main__":
    tap.main()

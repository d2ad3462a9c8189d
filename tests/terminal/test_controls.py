#!/usr/bin/env python3
"""No command and no format sends a terminal what it would obey."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
import screen  # noqa: E402

EVIL = "\033[2J\033]0;x\007\u009b31m\r\b\u202e"
TALK = (f"---\ntitle: T\n---\n# P{EVIL}\n\n[a{EVIL}](do:a '@w{EVIL} k:v{EVIL}'"
        f") b{EVIL} [p{EVIL}](issue:p) {EVIL} [c] (do:c '@w')\n")
OWN = re.compile("\033\\[[0-9;]*m")
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def formats(kind):
    """The formats of the program's own table; a spreadsheet is no text."""
    with open(os.path.join(tap.ROOT, "render/formats.def"),
              encoding="utf-8") as file:
        names = re.findall(rf'^{kind}_FORMAT\("([^"]+)"', file.read(), re.M)
    return [name for name in names if name != "xlsx"]


class Controls(tap.Case):
    def check(self, *arguments):
        self.write("t.md", TALK)
        code, shown, _ = screen.watch(*arguments, "t.md", folder=self.folder,
                                      streams=("stdout",))
        text = OWN.sub("", shown.decode())
        self.assertIn(code, (0, 1))
        self.assertIn("a", text)
        self.assertEqual(CONTROLS.findall(text.replace("\r\n", "\n")), [])

    def test_no_format_sends_a_terminal_what_it_obeys(self):
        for command, kind in (("tasks", "TASK"), ("outline", "OUTLINE"),
                              ("text", "TEXT"), ("check", "FINDINGS")):
            self.assertTrue(formats(kind))
            for name in formats(kind):
                with self.subTest(command=command, format=name):
                    self.check(command, "--format", name)

    def test_no_difference_does(self):
        self.check("check", "--diff")

    def test_no_page_does(self):
        self.check("render")
        self.check("render", "--fragment")

    def test_a_pipe_gets_the_characters_as_they_are(self):
        self.write("t.md", TALK)
        result = self.talkmark("tasks", "--format", "csv", "t.md")
        self.assertIn("\033[2J", result.stdout.decode())


if __name__ == "__main__":
    tap.main()

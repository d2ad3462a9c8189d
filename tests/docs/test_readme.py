#!/usr/bin/env python3
"""The README's commands, run as a newcomer would, print what it says.

A fence "console" holds lines that begin with "$ " and what each prints,
standard output and error together. A fence with "file=NAME" after its language
is that file's content; the commands run in a folder that holds these files.
The commands of make run in a copy of the project instead.
"""
import os
import re
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)^```$", re.M)


def fences(document):
    with open(os.path.join(tap.ROOT, document), encoding="utf-8") as file:
        return [(m[1].split(), m[2]) for m in FENCE.finditer(file.read())]


def commands(document):
    """Pairs of command and output, in order."""
    found = []
    for words, text in fences(document):
        if words[:1] != ["console"]:
            continue
        for line in text.splitlines(keepends=True):
            if line.startswith("$ "):
                found.append([line[2:].rstrip("\n"), ""])
            else:
                found[-1][1] += line
    return found


def documents():
    return [name for name in ("README.md", "README.zh.md")
            if os.path.exists(os.path.join(tap.ROOT, name))]


class Readme(tap.Case):
    def shell(self, script, folder):
        env = tap.setting()
        env["PATH"] = os.path.dirname(tap.PROGRAM) + ":" + env["PATH"]
        return subprocess.run(
            ["sh", "-c", script], cwd=folder, env=env, timeout=600,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False).stdout.decode()

    def test_its_commands_print_what_it_says(self):
        for document in documents():
            for words, text in fences(document):
                for word in words[1:]:
                    if word.startswith("file="):
                        self.write(word[len("file="):], text)
            done = [pair for pair in commands(document)
                    if not pair[0].startswith("make")]
            self.assertTrue(done)
            previous = ":"
            for command, output in done:
                with self.subTest(document=document, command=command):
                    # "echo $?" asks for the status of the command before.
                    script = command
                    if "$?" in command:
                        script = f"{previous} >/dev/null 2>&1; {command}"
                    self.assertEqual(self.shell(script, self.folder), output)
                previous = command

    def test_it_opens_with_demo_and_check(self):
        for document in documents():
            with self.subTest(document=document):
                opening = [command for command, _ in commands(document)[:2]]
                self.assertEqual(opening, ["make demo", "make check"])

    def test_its_links_lead_somewhere(self):
        for document in documents():
            with open(os.path.join(tap.ROOT, document),
                      encoding="utf-8") as file:
                text = FENCE.sub("", file.read())
            for target in re.findall(r"\]\(([^)#:]+)\)", text):
                with self.subTest(document=document, target=target):
                    self.assertTrue(
                        os.path.exists(os.path.join(tap.ROOT, target)))

    def test_it_is_under_250_lines(self):
        for document in documents():
            with open(os.path.join(tap.ROOT, document),
                      encoding="utf-8") as file:
                self.assertLess(len(file.readlines()), 250)

    @unittest.skipIf(tap.SANITIZED, "builds without sanitizers")
    def test_make_demo_renders_every_example_in_a_fresh_copy(self):
        copy = self.path("copy")
        shutil.copytree(tap.ROOT, copy, ignore=shutil.ignore_patterns(
            "build", ".git", "__pycache__"))
        said = self.shell("make demo", copy)
        self.assertIn("Open build/demo/index.html", said)
        talks = sorted(name[:-3] for name in
                       os.listdir(os.path.join(tap.ROOT, "examples"))
                       if name.endswith(".md"))
        demo = os.path.join(copy, "build/demo")
        with open(os.path.join(demo, "index.html"), encoding="utf-8") as file:
            index = file.read()
        for talk in talks:
            page = os.path.join(demo, f"{talk}.html")
            self.assertGreater(os.path.getsize(page), 0)
            for ending in ("html", "tasks.md", "tasks.txt", "tasks.jsonl"):
                name = f"{talk}.{ending}"
                self.assertTrue(os.path.exists(os.path.join(demo, name)))
                self.assertIn(f'href="{name}"', index)


if __name__ == "__main__":
    tap.main()

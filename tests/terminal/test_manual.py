#!/usr/bin/env python3
"""The manual pages: clean, installed, and their examples run."""
import glob
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
import tables  # noqa: E402

PAGES = sorted(glob.glob(os.path.join(tap.ROOT, "man/*")))
# Made of spec/rules.md.
MADE = [os.path.join(tap.BUILD, "man/talkmark-rules.7")]
TALK = """\
---
date: 2026-03-12
people: {wang: Wang Fang}
---

[walk](do:walk "@wang 2026-03-16")
"""


def command(*words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE, check=False,
                          stderr=subprocess.STDOUT, text=True, timeout=300,
                          **more)


class Pages(tap.Case):
    def test_mandoc_has_nothing_to_say(self):
        self.assertTrue(shutil.which("mandoc"), "mandoc is not installed")
        self.assertGreaterEqual(len(PAGES), 2)
        for page in PAGES + MADE:
            done = command("mandoc", "-T", "lint", "-W", "warning", page)
            self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_no_line_is_wider_than_a_terminal(self):
        for page in PAGES:
            text = command("mandoc", "-T", "ascii", "-O", "width=78",
                           page).stdout
            for line in re.sub(".\b", "", text).splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_the_dialects_example_is_a_sound_talk(self):
        page = tables.read("man/talkmark.5")
        talks = re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed", page,
                           re.M | re.S)
        self.assertGreaterEqual(len(talks), 2)
        for talk in talks:
            result = self.talkmark("tasks", "-", stdin=talk.encode())
            self.assertEqual((result.returncode, result.stderr), (0, b""))
            self.assertGreaterEqual(result.stdout.count(b"\n"), 3)

    def test_the_diagnostic_is_as_the_program_prints_it(self):
        page = tables.read("man/talkmark.1")
        shown = re.search(r"^\.Sh DIAGNOSTICS.*?^\.Bd.*?\n(.*?)^\.Ed", page,
                          re.M | re.S)[1]
        self.write("talk.md", "---\npeople: {wang: Wang Fang}\n---\n"
                   '[a](do:a "@wnag")\n')
        result = self.talkmark("text", "talk.md")
        self.assertEqual(result.stderr.decode().replace(" of this", " of\nthis"),
                         shown)


class Examples(tap.Case):
    """Every example of the help and of the manual runs."""

    def setUp(self):
        super().setUp()
        self.write("talk.md", TALK)
        self.write("talks/a.md", TALK)
        self.write("talks/b.md", TALK)
        tools = self.path("tools")
        os.mkdir(tools)
        os.symlink(tap.PROGRAM, os.path.join(tools, "talkmark"))
        # What an example pipes into is not ours to test.
        self.write("tools/pandoc", "#!/bin/sh\ncat >/dev/null\n")
        os.chmod(self.path("tools/pandoc"), 0o755)
        self.env = tap.setting(
            HOME=self.folder, PATH=f"{tools}:{os.environ['PATH']}")
        for folder in (".local/share/bash-completion/completions", ".zfunc",
                       ".config/fish/completions"):
            os.makedirs(self.path(folder))

    def runs(self, line):
        done = command("bash", "-o", "pipefail", "-c", line, cwd=self.folder,
                       env=self.env, stdin=subprocess.DEVNULL)
        self.assertIn(done.returncode, {0, 1} if "--exit-code" in line
                      else {0}, f"{line}\n{done.stdout}")
        self.assertNotIn("error: ", done.stdout)

    def test_each_example_of_the_help_runs(self):
        lines = [row[1] for macro in ("EXAMPLE", "SERVICE_EXAMPLE")
                 for row in tables.rows("cli/commands.def", macro)]
        self.assertGreater(len(lines), 10)
        for line in lines:
            self.runs(line)

    def test_each_command_has_an_example(self):
        for macro, commands in (("EXAMPLE", tables.COMMANDS),
                                ("SERVICE_EXAMPLE", tables.SERVICES)):
            named = {row[1].split()[1]
                     for row in tables.rows("cli/commands.def", macro)}
            wanted = set(commands.values() if macro == "EXAMPLE" else commands)
            self.assertEqual(named, wanted)

    def test_each_example_of_the_manual_runs(self):
        page = tables.read("man/talkmark.1")
        lines = re.findall(r"^\.Dl (.*)", page, re.M)
        self.assertGreater(len(lines), 3)
        for line in lines:
            self.runs(line.replace(r"\(dq", '"'))


class Install(tap.Case):
    def test_pages_and_completions_are_installed_and_taken_away(self):
        def make(verb):
            done = command(
                "make", "-s", verb, f"BUILD={tap.BUILD}", "-o", "all",
                f"DESTDIR={self.folder}", "PREFIX=/usr", cwd=tap.ROOT,
                env=tap.setting(MAKEFLAGS=None))
            self.assertEqual(done.returncode, 0, done.stdout)
            return {os.path.relpath(os.path.join(path, name), self.folder)
                    for path, _, names in os.walk(self.folder)
                    for name in names}
        installed = make("install")
        for name, shell in (
                ("bash-completion/completions/talkmark", "bash"),
                ("zsh/site-functions/_talkmark", "zsh"),
                ("fish/vendor_completions.d/talkmark.fish", "fish")):
            self.assertIn(f"usr/share/{name}", installed)
            self.assertEqual(self.read(f"usr/share/{name}"),
                             tap.run("completion", shell).stdout)
        for page in PAGES + MADE:
            name = os.path.basename(page)
            self.assertIn(f"usr/share/man/man{name[-1]}/{name}", installed)
        self.assertEqual(make("uninstall"), set())


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""The unit tests, and every command with every format on the examples, on the
specification's and on malformed talks, under valgrind: no byte is read that was
not written, none outside of its block, and no block is lost.

Too slow for make check: `make valgrind` runs it. The commands and formats are
tests/determinism/matrix.py's, which asks the program for them.
"""
import concurrent.futures
import glob
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [TESTS, os.path.join(TESTS, "determinism"),
                os.path.join(TESTS, "malformed")]
import matrix  # noqa: E402
import spec  # noqa: E402
import table  # noqa: E402
import tap  # noqa: E402

FOUND = 99  # the exit status that nothing else has
# What is still reachable at the end is no leak: the loader's, where it has
# loaded libxlsxwriter.
VALGRIND = ["valgrind", "--quiet", "--leak-check=full",
            "--errors-for-leak-kinds=definite,indirect,possible",
            "--show-leak-kinds=definite,indirect,possible",
            f"--error-exitcode={FOUND}"]
SECONDS = 1800

def examples():
    return {os.path.basename(path): path for path in glob.glob(
        os.path.join(tap.ROOT, "examples", "*.md"))}


def specification():
    """The source of each example of the specification, by a name for it."""
    path = os.path.join(tap.ROOT, "spec", "talkmark.md")
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.readlines()
    return {f"{example.number}.md":
            spec.decode("".join(lines[slice(*example.parts[0])]))
            for example in spec.read_examples(lines)}


def malformed():
    return {f"{number}.md": row.source
            for number, row in enumerate(table.rows()) if not row.is_config}


def features():
    return {"features.md": os.path.join(TESTS, "faults", "features.md")}


def complaint(command, folder=None, codes=(0,)):
    """What valgrind found in a run, or that it ended as it should not; empty
    where all is well."""
    done = subprocess.run([*VALGRIND, *command], cwd=folder,
                          env=tap.setting(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          timeout=SECONDS, check=False)
    text = done.stderr.decode("utf-8", "backslashreplace")
    # Of a talk that is malformed the program says so there too.
    found = [line for line in text.splitlines() if line.startswith("==")]
    if done.returncode in codes and not found:
        return ""
    return f"{' '.join(command)}: exit {done.returncode}\n" + "\n".join(
        found or text.splitlines()[-5:])


class Memcheck(tap.Case):
    def assert_clean(self, commands, **more):
        """Run the commands, as many at once as there are cores."""
        self.assertTrue(commands)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda c: complaint(c, **more), commands)
            self.assertEqual("\n".join(filter(None, found)), "")

    def test_the_unit_tests_use_memory_well(self):
        folder = os.path.join(tap.BUILD, "tests", "unit")
        sources = glob.glob(os.path.join(TESTS, "unit", "test_*.c"))
        self.assert_clean([
            [os.path.join(folder, os.path.basename(source)[:-len(".c")])]
            for source in sorted(sources)])

    def check_commands(self, talks):
        """Each command and format on a folder with the talks, by name: bytes,
        or the path of a file."""
        for name, source in talks.items():
            if isinstance(source, str):
                with open(source, "rb") as file:
                    source = file.read()
            self.write(os.path.join("talks", name), source)
        commands = [[tap.PROGRAM, *words,
                     *(["talks"] if matrix.takes_talks(words) else []),
                     *(["-j3"] if words[0] in matrix.PARALLEL else [])]
                    for words in matrix.commands()]
        for number, more in enumerate((["-j1"], ["-j3"], ["--fragment"])):
            commands.append([
                tap.PROGRAM, "render", "talks", *more, "-o", f"{number}/",
                "--tasks", f"{number}/list.json", "--today", matrix.TODAY])
        for more in ("-j1", "-j3"):  # each mends a copy of its own
            shutil.copytree(self.path("talks"), self.path(f"mended{more}"))
            commands.append([tap.PROGRAM, "check", "--fix", "--unsafe", more,
                             f"mended{more}", "--today", matrix.TODAY])
        self.assert_clean(commands, folder=self.folder, codes=(0, 1, 2))


def add_talks(talks):
    name = f"test_every_command_and_format_uses_memory_well_on_{talks.__name__}"
    setattr(Memcheck, name, lambda self: self.check_commands(talks()))


for each in (examples, specification, malformed, features):
    add_talks(each)


if __name__ == "__main__":
    tap.main()

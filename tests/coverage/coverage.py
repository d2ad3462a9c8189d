#!/usr/bin/env python3
"""How much of the project's C the tests have run: `make coverage`.

gcov counts, this adds up: lines and branches of each file of talk/, parser/,
render/ and cli/, whatever program ran them, then the sum. A branch is a way
out of a condition. The two of an assert() are not counted: the one that is
not taken ends the program.

usage: coverage.py --build FOLDER [--missing FILE]

--missing writes what was not run, a line each: FILE:LINE, "line" or "branch",
and the line. The exit status is 1 below the shares that are required.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
ROOMS = ("talk", "parser", "render", "records", "cli")
LINES, BRANCHES = 90, 80  # per cent that are required
SCORES = ("lines", "branches")


def gcov(build):
    """What gcov says of each object file of the rooms."""
    for room in ROOMS:
        folder = os.path.join(build, "objects", room)
        notes = sorted(glob.glob(os.path.join(folder, "*.gcno")))
        if not notes:
            sys.exit(f"{folder} was not built for coverage")
        done = subprocess.run(
            ["gcov", "--json-format", "--stdout", "--branch-probabilities",
             *notes], cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, check=True)
        for line in done.stdout.splitlines():
            yield json.loads(line)


class File:
    """Of one source file: its text; how often each line was run; how often
    each way out of a line was taken."""

    def __init__(self, path):
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            self.text = file.read().splitlines()
        self.lines = collections.Counter()
        self.branches = collections.Counter()

    def add(self, line):
        number = line["line_number"]
        self.lines[number] += line["count"]
        if re.search(r"\bassert\(", self.text[number - 1]):
            return
        for i, branch in enumerate(line["branches"]):
            key = (number, line.get("function_name", ""), i)
            self.branches[key] += branch["count"]

    def score(self):
        return [(sum(1 for n in counts.values() if n), len(counts))
                for counts in (self.lines, self.branches)]

    def missing(self):
        """Numbers of lines, and which of the two is missing there."""
        for number, count in sorted(self.lines.items()):
            if not count:
                yield number, "line"
            elif any(key[0] == number and not n
                     for key, n in self.branches.items()):
                yield number, "branch"


def read(build):
    files = {}
    for report in gcov(build):
        for entry in report["files"]:
            path = os.path.relpath(os.path.join(ROOT, entry["file"]), ROOT)
            if path.split(os.sep)[0] not in ROOMS:
                continue
            file = files.setdefault(path, None) or File(path)
            files[path] = file
            for line in entry["lines"]:
                file.add(line)
    return files


def share(hit, of):
    return f"{100 * hit / of:6.1f} %" if of else "       -"


def show(name, score):
    print(f"{name:34}" + "".join(
        f"{hit:7} of {of:5} {share(hit, of)}" for hit, of in score))


def write_missing(files, path):
    with open(path, "w", encoding="utf-8") as out:
        for name, file in sorted(files.items()):
            for number, what in file.missing():
                out.write(f"{name}:{number}: {what}: "
                          f"{file.text[number - 1].strip()}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--missing")
    options = parser.parse_args()
    files = read(os.path.abspath(options.build))
    total = [(0, 0), (0, 0)]
    print(f"{'':34}" + "".join(f"{name:>24}" for name in SCORES))
    for name, file in sorted(files.items()):
        score = file.score()
        show(name, score)
        total = [tuple(map(sum, zip(*pair))) for pair in zip(total, score)]
    show("all", total)
    if options.missing:
        write_missing(files, options.missing)
    good = True
    for name, (hit, of), required in zip(SCORES, total, (LINES, BRANCHES)):
        if 100 * hit < required * of:
            print(f"fewer than {required} % of the {name} were run")
            good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

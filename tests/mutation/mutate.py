#!/usr/bin/env python3
"""Break the code in one place after another and see whether a test tells.

mutations.txt lists the places. For each the code is broken in a copy of the
project, built, and tested: by the tests that the row names, then by all that
are quick, until one fails. The last lines count; the exit status is 0 where
enough were caught (55 of 60), 1 where not, 2 where it could not be tried.

Tests that fail without any mutation prove nothing, and do not count.
"""
import argparse
import concurrent.futures
import dataclasses
import filecmp
import glob
import importlib.util
import os
import queue
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TABLE = os.path.join(HERE, "mutations.txt")
ROOMS = ("talk", "parser", "render", "records", "cli")
SORTS = ("boundary", "negated", "left-out", "escape", "constant", "error",
         "swapped", "free")
ENOUGH = 55 / 60
SECONDS = 240  # a suite that takes longer has told
# All that are quick, the quickest first; parts of the names of suites.
QUICK = ("tests/unit/", "spec/", "tests/golden/", "tests/cli/",
         "tests/malformed/", "tests/hostile/test_hostile")
QUICK_SANITIZED = ("spec/",)
# What `make sanitize` builds with.
SANITIZERS = "-fsanitize=address,undefined -fno-sanitize-recover=all"


class TableError(Exception):
    """The table is at fault, not the tests."""


@dataclasses.dataclass
class Mutation:
    """A row of the table."""
    row: int  # the line of the table on which it begins
    file: str
    sort: str
    tests: list
    old: list
    new: list

    def name(self):
        return f"{self.file}: {self.sort} (mutations.txt:{self.row})"


# ---- The table ----

def parse_head(line, row):
    parts = line[1:].split()
    if len(parts) < 3 or not parts[1].endswith(":"):
        raise TableError(f"mutations.txt:{row}: not \"@ FILE SORT: TEST...\"")
    if parts[1][:-1] not in SORTS:
        raise TableError(f"mutations.txt:{row}: no such sort: {parts[1]}")
    return Mutation(row, parts[0], parts[1][:-1], parts[2:], [], [])


def read_table(path=TABLE):
    """The rows of the table in their order."""
    found = []
    with open(path, encoding="utf-8") as file:
        for row, line in enumerate(file.read().splitlines(), 1):
            if line.startswith("@"):
                found.append(parse_head(line, row))
            elif line.startswith("-"):
                found[-1].old.append(line[1:])
            elif line.startswith("+"):
                found[-1].new.append(line[1:])
            elif line and not line.startswith("#"):
                raise TableError(f"mutations.txt:{row}: what is this?")
    return found


def find(mutation, text):
    """Where in the file's text its own stands, which is once. White space does
    not count, so that formatting may change it."""
    words = " ".join(mutation.old).split()
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), text))
    if not words or len(found) != 1:
        raise TableError(f"{mutation.name()}: its text stands {len(found)} "
                         "times in the file, and not once")
    return found[0]


def mutated(mutation, text):
    """The file's text, broken."""
    found = find(mutation, text)
    return (text[:found.start()] + "\n".join(mutation.new) +
            text[found.end():])


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


# ---- Copies of the project ----

def files_below(folder, left_out):
    """Paths from 'folder' on of all files in it."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [f for f in folders
                      if os.path.join(parent, f) not in left_out
                      and f not in (".git", "__pycache__", "node_modules")]
        for name in names:
            yield os.path.relpath(os.path.join(parent, name), folder)


def synchronize(source, target):
    """Make 'target' what 'source' is but for what is built, and touch nothing
    that is the same already, so that little is built anew."""
    wanted = set(files_below(source, {os.path.join(source, "build"),
                                      os.path.dirname(target)}))
    there = set(files_below(target, {os.path.join(target, "build")}))
    for path in there - wanted:
        os.remove(os.path.join(target, path))
    for path in wanted:
        old, new = os.path.join(target, path), os.path.join(source, path)
        if path in there and filecmp.cmp(old, new, shallow=False):
            continue
        os.makedirs(os.path.dirname(old), exist_ok=True)
        shutil.copy2(new, old)
        if path in there:
            os.utime(old)  # it may be older than what was built of it


class Copy:
    """A copy of the project, with its own build."""

    def __init__(self, path):
        self.path = path
        self.bad = set()  # (suite, test) that fail without any mutation
        script = os.path.join(path, "tests/run.py")
        spec = importlib.util.spec_from_file_location("run_in_copy", script)
        self.runner = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.runner)
        self.runner.SECONDS = SECONDS

    def build(self, sanitized):
        return os.path.join(self.path, "build/sanitize" if sanitized
                            else "build")

    def make(self, sanitized, *targets):
        """What make printed, where it failed; else None."""
        command = ["make", "--no-print-directory",
                   f"BUILD={'build/sanitize' if sanitized else 'build'}"]
        if sanitized:
            command += ["HARDENING=", f"LDFLAGS={SANITIZERS}",
                        f"CFLAGS=-O1 -g -fno-omit-frame-pointer {SANITIZERS}"]
        result = subprocess.run([*command, *targets], cwd=self.path, text=True,
                                stdout=subprocess.PIPE, check=False,
                                stderr=subprocess.STDOUT)
        return result.stdout if result.returncode else None

    def suites(self, names, sanitized):
        """Those with one of 'names' in theirs, in the order of 'names'."""
        every = self.runner.suites(self.build(sanitized))
        found = {}
        for part in names:
            found |= {s[0]: s for s in every if part in s[0]}
        return list(found.values())

    def failures(self, suite, sanitized):
        """Names of the tests of the suite that fail, but for the bad ones."""
        build = self.build(sanitized)
        environment = dict(os.environ, CMOCKA_MESSAGE_OUTPUT="TAP",
                           PYTHONDONTWRITEBYTECODE="1", TALKMARK_BUILD=build,
                           TALKMARK=os.path.join(build, "talkmark"))
        if sanitized:
            environment |= {"TALKMARK_SANITIZED": "1",
                            "ASAN_OPTIONS": "allocator_may_return_null=1"}
        _, text, count, _ = self.runner.run(*suite, environment)
        names = [line.split(" - ", 1)[-1].strip()
                 for line in text.splitlines() if line.startswith("not ok")]
        if count.failed and not names:
            names = ["it did not end as it should"]
        return [n for n in names if (suite[0], n) not in self.bad]


# What runs the program and nothing else that is built.
PROGRAM_ONLY = ("spec/", "tests/cli/", "tests/golden/", "tests/malformed/",
                "tests/hostile/", "tests/readers/")


def targets_of(suite, sanitized):
    """What has to be built for a suite beside the program."""
    build = "build/sanitize" if sanitized else "build"
    if suite.startswith("tests/unit/"):
        return [f"{build}/{suite}"]
    if suite == "tests/cli/test_diff.py":
        return [f"{build}/tests/helpers/diff"]
    if suite.startswith(PROGRAM_ONLY):
        return []
    helpers = glob.glob(os.path.join(ROOT, "tests/helpers/*.c"))
    return [f"{build}/tests/faults/inject.so", "all",
            f"{build}/talkmark-shared",
            *(f"{build}/tests/helpers/{os.path.basename(h)[:-2]}"
              for h in helpers)]


# ---- A mutation ----

@dataclasses.dataclass
class Outcome:
    mutation: Mutation
    suite: str = ""  # that told; "": none
    test: str = ""   # of it
    wrong: str = ""  # why it could not be tried
    seconds: float = 0


def try_suites(copy, suites, sanitized):
    """The suite that told and its test; empty where none did."""
    build = "build/sanitize" if sanitized else "build"
    targets = {t for name, _ in suites
               for t in targets_of(name, sanitized)}
    wrong = copy.make(sanitized, f"{build}/talkmark", *sorted(targets))
    if wrong:
        raise TableError(f"it cannot be built:\n{wrong}")
    for suite in suites:
        failed = copy.failures(suite, sanitized)
        if failed:
            return suite[0], failed[0]
    return "", ""


def try_mutation(copy, mutation, only_likely):
    sanitized = mutation.sort == "free"
    path = os.path.join(copy.path, mutation.file)
    whole = read(path)
    likely = copy.suites(mutation.tests, sanitized)
    rest = [s for s in copy.suites(QUICK_SANITIZED if sanitized else QUICK,
                                   sanitized) if s not in likely]
    outcome = Outcome(mutation)
    start = time.monotonic()
    with open(path, "w", encoding="utf-8") as file:
        file.write(mutated(mutation, whole))
    try:
        outcome.suite, outcome.test = try_suites(copy, likely, sanitized)
        if not outcome.suite and not only_likely:
            outcome.suite, outcome.test = try_suites(copy, rest, sanitized)
    except TableError as error:
        outcome.wrong = str(error)
    finally:
        with open(path, "w", encoding="utf-8") as file:
            file.write(whole)
    outcome.seconds = time.monotonic() - start
    return outcome


# ---- All of them ----

def prepare(folder, count, target):
    """'count' copies, with 'target' built as it is."""
    first = os.path.join(folder, "1")
    paths = [os.path.join(folder, str(i + 1)) for i in range(count)]
    synchronize(ROOT, first)
    copies = [Copy(first)]
    wrong = copies[0].make(False, target)
    if wrong:
        raise TableError(f"it cannot be built as it is:\n{wrong}")
    for path in paths[1:]:
        synchronize(first, path)
        if not os.path.exists(os.path.join(path, "build")):
            shutil.copytree(os.path.join(first, "build"),
                            os.path.join(path, "build"), symlinks=True)
        copies.append(Copy(path))
    return copies


def find_bad(copies, mutations):
    """Tests that fail without any mutation."""
    named = [t for m in mutations for t in m.tests]
    bad = set()
    for suite in copies[0].suites([*QUICK, *named], False):
        for test in copies[0].failures(suite, False):
            print(f"fails as it is: {suite[0]}: {test}", flush=True)
            bad.add((suite[0], test))
    for copy in copies:
        copy.bad = bad


def show(outcome):
    mutation, told = outcome.mutation, "caught"
    by = f"{outcome.suite}: {outcome.test}"
    if outcome.wrong:
        told, by = "NOT TRIED", outcome.wrong
    elif not outcome.suite:
        told, by = "NOT CAUGHT", "no test"
    print(f"{told:10}  {mutation.name()}\n            by {by} "
          f"({outcome.seconds:.0f} s)", flush=True)


def try_in(copies, mutations, only_likely):
    """Outcomes of the mutations, tried in any of the copies."""
    free = queue.Queue()
    for copy in copies:
        free.put(copy)

    def one(mutation):
        copy = free.get()
        try:
            return try_mutation(copy, mutation, only_likely)
        finally:
            free.put(copy)

    outcomes = []
    with concurrent.futures.ThreadPoolExecutor(len(copies)) as pool:
        jobs = [pool.submit(one, m) for m in mutations]
        for job in concurrent.futures.as_completed(jobs):
            outcomes.append(job.result())
            show(outcomes[-1])
    return outcomes


def try_all(copies, mutations, only_likely):
    """One copy is enough to be built under the sanitizers."""
    usual = [m for m in mutations if m.sort != "free"]
    sanitized = [m for m in mutations if m.sort == "free"]
    return (try_in(copies, usual, only_likely) +
            try_in(copies[:1], sanitized, only_likely))


def count(outcomes, what, of):
    caught = sum(1 for o in outcomes if o.suite)
    print(f"{what:10}{caught:4} of {len(outcomes):3} caught{of}")


def summarize(outcomes):
    """The table of counts; whether enough were caught."""
    print()
    for sort in SORTS:
        count([o for o in outcomes if o.mutation.sort == sort], sort, "")
    for room in ROOMS:
        count([o for o in outcomes
               if o.mutation.file.startswith(room + "/")], room + "/", "")
    count(outcomes, "all", "")
    for outcome in outcomes:
        if not outcome.suite:
            print(f"{'NOT TRIED' if outcome.wrong else 'NOT CAUGHT':10}  "
                  f"{outcome.mutation.name()}")
    caught = sum(1 for o in outcomes if o.suite)
    return caught >= ENOUGH * len(outcomes)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", default=os.path.join(
        ROOT, "build/mutation"), help="where the copies go")
    parser.add_argument("-j", "--jobs", type=int, default=1,
                        help="copies in which mutations are tried at once")
    parser.add_argument("--trust", action="store_true",
                        help="do not try the tests without mutations first")
    parser.add_argument("--likely", action="store_true",
                        help="only the tests that the rows name")
    parser.add_argument("names", nargs="*",
                        help="only rows with one of these in FILE, or of "
                             "these lines of the table")
    return parser.parse_args()


def main():
    options = arguments()
    folder = os.path.abspath(options.folder)
    try:
        mutations = read_table()
        for mutation in mutations:
            find(mutation, read(os.path.join(ROOT, mutation.file)))
        mutations = [m for m in mutations if not options.names or any(
            n in m.file or n == str(m.row) for n in options.names)]
        copies = prepare(folder, max(1, options.jobs),
                         "all" if options.trust else "tests")
        if not options.trust:
            find_bad(copies, mutations)
        outcomes = try_all(copies, mutations, options.likely)
    except TableError as error:
        print(f"mutate.py: {error}", file=sys.stderr)
        return 2
    enough = summarize(outcomes)
    if any(o.wrong for o in outcomes):
        return 2
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())

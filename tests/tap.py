"""TAP (Test Anything Protocol, version 13) for unittest, and what all script
tests share.

A script test is a file test_*.py that ends in tap.main(). Its tests are
methods of unittest.TestCase; their names are sentences about behaviour. The
program under test is $TALKMARK, the folder that it was built in
$TALKMARK_BUILD; both default to build/ beside this folder.
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.abspath(
    os.environ.get("TALKMARK_BUILD", os.path.join(ROOT, "build")))
PROGRAM = os.path.abspath(
    os.environ.get("TALKMARK", os.path.join(BUILD, "talkmark")))
# The tests run on a program with sanitizers: slower, and with limits of its
# own on memory and address space.
SANITIZED = os.environ.get("TALKMARK_SANITIZED") == "1"
SECONDS = 60


def setting(**extra):
    """A fixed environment: what is in force outside must not matter."""
    kept = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
    result = {name: os.environ[name] for name in kept if name in os.environ}
    result |= {"LC_ALL": "C.UTF-8", "TZ": "UTC",
               "SOURCE_DATE_EPOCH": "1774000000"}  # 2026-03-20
    result |= extra
    return {k: v for k, v in result.items() if v is not None}


def run(*arguments, stdin=b"", folder=None, env=None, **more):
    """Run the program; what it printed is in bytes. 'stdin' is what it reads:
    bytes, or a file."""
    return subprocess.run(
        [PROGRAM, *map(os.fspath, arguments)],
        **({"input" if isinstance(stdin, bytes) else "stdin": stdin}),
        stdout=more.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
        cwd=folder, env=env or setting(), timeout=SECONDS, check=False, **more)


class Case(unittest.TestCase):
    """A test with a folder of its own, which is gone afterwards."""

    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        """Write 'content' (text or bytes) to a file of the folder; its path."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        with open(path, "wb") as file:
            file.write(data)
        return path

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def talkmark(self, *arguments, **more):
        """Run the program in the folder."""
        return run(*arguments, folder=self.folder, **more)


class Result(unittest.TestResult):
    """Prints a line of TAP a test."""

    def __init__(self):
        super().__init__()
        self.number = 0

    def say(self, good, test, remark=""):
        self.number += 1
        name = re.sub(r"^test_", "", test.id().split(".")[-1])
        print(f"{'ok' if good else 'not ok'} {self.number} - "
              f"{name.replace('_', ' ')}{remark}", flush=True)

    def explain(self, text):
        for line in text.rstrip().splitlines():
            print(f"# {line}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.say(True, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.say(True, test, f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say(False, test)
        self.explain(self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.say(False, test)
        self.explain(self.errors[-1][1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            self.say(False, test, f" {subtest._subDescription()}")
            self.explain((self.failures + self.errors)[-1][1])


def main():
    """Run the tests of the script; an argument filters by part of a name."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(
        sys.modules["__main__"])
    tests = [t for group in suite for t in group]
    wanted = sys.argv[1:]
    tests = [t for t in tests
             if not wanted or any(w in t.id() for w in wanted)]
    result = Result()
    unittest.TestSuite(tests).run(result)
    print(f"1..{result.number}")
    sys.exit(0 if result.wasSuccessful() and result.number else 1)

#!/usr/bin/env python3
"""Run every test and count.

A test is a program that prints TAP: the unit tests that are built from
tests/unit/, the examples of spec/talkmark.md, and every tests/*/test_*.py.
What fails is printed whole; the last line counts, "N passed, N failed", with
what was skipped, and the exit status says whether all passed.
"""
import argparse
import concurrent.futures
import glob
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LINE = re.compile(r"(ok|not ok)\b(.*)")
PLAN = re.compile(r"1\.\.([0-9]+)")
SECONDS = 1800


def suites(build):
    """Names and commands of all tests, the slowest kinds first."""
    found = []
    for path in sorted(glob.glob(os.path.join(ROOT, "tests/*/test_*.py"))):
        found.append((os.path.relpath(path, ROOT), [sys.executable, path]))
    spec = os.path.join(ROOT, "spec/talkmark.md")
    found.append(("spec/talkmark.md", [
        sys.executable, os.path.join(ROOT, "tests/spec.py"), spec,
        "--program", os.path.join(build, "talkmark")]))
    for source in sorted(glob.glob(os.path.join(ROOT, "tests/unit/test_*.c"))):
        name = os.path.splitext(os.path.relpath(source, ROOT))[0]
        found.append((name, [os.path.join(build, name)]))
    return found


class Count:
    """What one suite, or all of them, came to."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self):
        text = f"{self.passed} passed, {self.failed} failed"
        return text + (f", {self.skipped} skipped" if self.skipped else "")


def count_lines(text, status):
    """Count a suite's TAP. One that dies, or runs fewer tests than it planned,
    fails once more."""
    count, planned = Count(), None
    for line in text.splitlines():
        found = LINE.match(line)
        plan = PLAN.fullmatch(line.strip())
        planned = int(plan[1]) if plan else planned
        if found and found[1] == "not ok":
            count.failed += 1
        elif found and "# SKIP" in line:
            count.skipped += 1
        elif found:
            count.passed += 1
    ran = count.passed + count.failed + count.skipped
    if planned != ran or not ran or (status and not count.failed):
        count.failed += 1
    return count


def run(name, command, environment):
    """Run one suite; its name, what it printed, its count and its seconds."""
    start = time.monotonic()
    try:
        result = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, cwd=ROOT, env=environment,
            timeout=SECONDS, check=False)
        text = result.stdout.decode("utf-8", "backslashreplace")
        status = result.returncode
    except subprocess.TimeoutExpired:
        text, status = f"no end within {SECONDS} seconds\n", 1
    except OSError as error:
        text, status = f"{error}\n", 1
    return name, text, count_lines(text, status), time.monotonic() - start


def arguments():
    parser = argparse.ArgumentParser(description="Run every test and count.")
    parser.add_argument("--build", default="build", help="where it was built")
    parser.add_argument("--sanitized", action="store_true",
                        help="the build has sanitizers")
    parser.add_argument("names", nargs="*",
                        help="only suites with one of these in their name")
    return parser.parse_args()


def main():
    options = arguments()
    build = os.path.abspath(options.build)
    environment = dict(os.environ, CMOCKA_MESSAGE_OUTPUT="TAP",
                       PYTHONDONTWRITEBYTECODE="1",
                       TALKMARK_BUILD=build,
                       TALKMARK=os.path.join(build, "talkmark"))
    if options.sanitized:
        # What is too large to be had is NULL, as without the sanitizer.
        environment |= {"TALKMARK_SANITIZED": "1",
                        "ASAN_OPTIONS": "allocator_may_return_null=1",
                        "UBSAN_OPTIONS": "print_stacktrace=1"}
    chosen = [s for s in suites(build) if not options.names
              or any(n in s[0] for n in options.names)]
    total = Count()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(run, *s, environment) for s in chosen]
        for job in concurrent.futures.as_completed(jobs):
            name, text, count, seconds = job.result()
            total.add(count)
            print(f"{name}: {count} ({seconds:.1f} s)", flush=True)
            if count.failed:
                show(text)
            for line in text.splitlines():
                if "# SKIP" in line:
                    print(f"  skipped: {line}")
    print(total)
    return 1 if total.failed or not total.passed else 0


def show(text):
    """What a suite printed, but for the tests that passed."""
    for line in text.splitlines():
        if not line.startswith("ok "):
            print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())

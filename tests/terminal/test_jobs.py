#!/usr/bin/env python3
"""Many talks on several threads: the same bytes, messages and exit code
whatever the number, and no race."""
import os
import re
import resource
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

TALKS = 300
JOBS = ("1", "2", "5")
PEOPLE = ("wang", "liu", "nobody")


def talk(number):
    """A talk of its own; some of them are long, and some have faults."""
    owner = PEOPLE[number % 3]
    items = "".join(
        f"- [ ] [step {i} of {number}](do:s{i} \"@{owner} 2026-03-{i % 28 + 1:02}"
        f"{' status:done' if i % 5 == 0 else ''}\")\n"
        for i in range(400 if number % 41 == 20 else number % 9 + 1))
    fault = "[x](do:a/b \"2026-02-30\")\n" if number % 7 == 0 else ""
    return (f"---\ntitle: Talk {number}\ndate: 2026-03-01\n"
            "people: {wang: Wang Fang, liu: 刘伟}\n---\n\n"
            f"# Part {number}\n\n{fault}\n{items}")


class Many(tap.Case):
    def setUp(self):
        super().setUp()
        for number in range(TALKS):
            self.write(f"talks/{number // 50}/{number:03}.md", talk(number))

    def files(self, folder):
        """What is in a folder: names and bytes."""
        found = {}
        for path, _, names in os.walk(self.path(folder)):
            for name in names:
                whole = os.path.join(path, name)
                with open(whole, "rb") as file:
                    found[os.path.relpath(whole, self.path(folder))] = \
                        file.read()
        return found

    def same(self, *arguments, folder=None, **more):
        """Run with each number of jobs; what the runs have in common."""
        first = None
        for jobs in JOBS:
            if folder:
                subprocess.run(["rm", "-rf", self.path(folder)], check=True)
            result = self.talkmark(*arguments, "-j", jobs, **more)
            got = (result.returncode, result.stdout, result.stderr,
                   self.files(folder) if folder else None)
            first = first or got
            for ours, theirs in zip(got, first):
                self.assertEqual(ours, theirs, f"-j {jobs}")
        return first


class Sameness(Many):
    def test_pages_and_their_list_are_the_same_whatever_the_number(self):
        code, _, errors, files = self.same(
            "render", "talks", "-o", "out/", "--tasks", "out/list.md",
            folder="out")
        self.assertEqual(code, 1)
        self.assertEqual(len(files), TALKS + 1)
        self.assertEqual(errors.count(b"no such day"), -(-TALKS // 7))

    def test_fragments_are_the_same_whatever_the_number(self):
        _, _, _, files = self.same("render", "talks", "-o", "out/",
                                   "--fragment", folder="out")
        self.assertEqual(len(files), TALKS)

    def test_lists_are_the_same_whatever_the_number(self):
        for form, times in (("table", 1), ("jsonl", 2)):
            _, output, _, _ = self.same("tasks", "talks", "-f", form)
            self.assertEqual(output.count(b"step 0 of"), TALKS * times)

    def test_findings_are_the_same_whatever_the_number(self):
        self.write("talks/1/075.md", b"\xff")
        os.unlink(self.path("talks/2/120.md"))
        names = ["talks", "missing.md", "-"]
        for words in ([], ["-f", "sarif"], ["-f", "json"], ["--diff"]):
            code, output, errors, _ = self.same(
                "check", *words, *names, stdin=b"[a] (do:a '@w')\n")
            self.assertEqual(code, 2)
            self.assertEqual(errors.count(b"missing.md"), 1)
            self.assertIn(b"stdin", output)
        code, output, _, _ = self.same("check", "-f", "json", "talks")
        self.assertEqual(code, 1)
        self.assertEqual(output.count(b'"rule":"not-text"'), 1)
        self.assertGreater(output.count(b"\n"), TALKS)

    def test_mends_are_the_same_whatever_the_number(self):
        first = None
        for jobs in JOBS:
            for number in range(40):
                self.write(f"slips/{number}.md", f"[a] (do:a{number} '@w')\n")
            done = self.talkmark("check", "--fix", "-j", jobs, "slips",
                                 "slips/3.md")
            got = done.returncode, done.stdout, done.stderr, self.files("slips")
            first = first or got
            self.assertEqual(got, first)
        self.assertIn(b"40 mends made in 40 files", first[2])

    def test_messages_come_in_the_order_of_the_talks(self):
        _, _, errors, _ = self.same("tasks", "talks")
        named = re.findall(r"^talks/\d+/(\d+)\.md:", errors.decode(), re.M)
        self.assertEqual(named, sorted(named))
        self.assertGreater(len(named), TALKS // 7)

    def test_what_cannot_be_read_is_told_in_its_turn(self):
        self.write("talks/1/075.md", b"\xff")
        os.unlink(self.path("talks/2/120.md"))
        names = [f"talks/{n // 50}/{n:03}.md" for n in range(TALKS)]
        code, output, errors, _ = self.same("tasks", "-f", "jsonl", *names)
        self.assertEqual(code, 2)
        lines = [line for line in errors.decode().splitlines()
                 if re.match(r"talks/", line)]
        named = [re.match(r"talks/\d+/(\d+)", line)[1] for line in lines]
        self.assertEqual(named, sorted(named))
        self.assertIn("075", named)
        self.assertIn("120", named)
        self.assertIn(b'"record":"299"', output)

    def test_standard_input_is_read_in_its_turn(self):
        names = [f"talks/0/{n:03}.md" for n in range(1, 6)]
        # Twice: the second finds nothing, unless both read at once.
        text = (b"[step](do:). " + b"Words. " * 60 + b"\n\n") * 3000
        for _ in range(3):
            _, output, errors, _ = self.same(
                "tasks", "-f", "jsonl", *names, "-", "-", "talks/0/008.md",
                stdin=text)
        records = re.findall(rb'"record":"(\w+)"', output)
        self.assertEqual(records.count(b"stdin"), 3000)
        self.assertEqual(records[-10:-8], [b"stdin", b"008"])
        self.assertEqual(errors.count(b'"stdin" is stdin'), 1)

    def test_a_talk_given_twice_is_told_by_the_second(self):
        code, _, errors, _ = self.same("tasks", "talks/0/001.md",
                                       "talks/0/002.md", "talks/0/001.md")
        self.assertEqual(code, 1)
        self.assertEqual(errors.count(b"this file was named before"), 1)

    def test_writing_that_fails_stops_at_the_same_talk(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        code, _, errors, files = self.same(
            "render", "talks", "-o", "out/", folder="out", preexec_fn=limit)
        self.assertEqual(code, 2)
        self.assertIn(b"cannot be written", errors)
        # The first of the long ones is not written, nor what comes after it.
        self.assertEqual(sorted(files), [f"0/{n:03}.html" for n in range(20)])


class Threads(Many):
    def test_the_number_is_from_1_to_256(self):
        for wrong in ("0", "257", "-1", "two", "", "1.5", "99999999999999999"):
            result = self.talkmark("tasks", f"--jobs={wrong}", "talks")
            self.assertEqual(result.returncode, 2)
            self.assertEqual(
                result.stderr.decode(), "talkmark: --jobs takes a whole number "
                f'from 1 to 256, not: "{wrong}"\n')
        self.assertEqual(self.talkmark("tasks", "-j256", "talks").returncode, 1)

    def threads(self, jobs):
        """The most threads that a run was seen with."""
        reading, writing = os.pipe()
        program = subprocess.Popen(
            [tap.PROGRAM, "tasks", "-j", str(jobs), "talks", "-",
             *[f"talks/0/{n:03}.md" for n in range(50)]],
            stdin=reading, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd=self.folder, env=tap.setting())
        # It waits for the end of its standard input, which is the last but
        # those that may be read ahead.
        most = 0
        for _ in range(100):
            most = max(most, len(os.listdir(f"/proc/{program.pid}/task")))
            time.sleep(0.01)
        os.close(reading)
        os.close(writing)
        program.wait(tap.SECONDS)
        return most

    @unittest.skipIf(tap.SANITIZED, "sanitizers have threads of their own")
    def test_as_many_threads_run_as_are_asked_for(self):
        self.assertEqual([self.threads(n) for n in (1, 3)], [1, 3])

    def test_a_signal_leaves_nothing_unfinished_behind(self):
        for number in range(5):
            program = subprocess.Popen(
                [tap.PROGRAM, "render", "-j3", "talks", "-o", "out/",
                 "--tasks", "out/list.md"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd=self.folder, env=tap.setting())
            while program.poll() is None and not any(
                    name.startswith(".talkmark")
                    for name in (os.listdir(self.path("out"))
                                 if os.path.isdir(self.path("out")) else ())):
                time.sleep(0.0005)
            time.sleep(number * 0.002)
            program.send_signal(signal.SIGTERM)
            program.wait(tap.SECONDS)
            self.assertIn(program.returncode, (-signal.SIGTERM, 1))
            left = [name for name in self.files("out") if ".talkmark" in name]
            self.assertEqual(left, [])
            subprocess.run(["rm", "-rf", self.path("out")], check=True)

    @unittest.skipIf(tap.SANITIZED, "one sanitizer at a time")
    def test_no_two_threads_race(self):
        build = os.path.join(tap.BUILD, "thread")
        flags = "-fsanitize=thread"
        done = subprocess.run(
            ["make", "-s", f"-j{os.cpu_count()}", f"BUILD={build}",
             "HARDENING=", f"CFLAGS=-O1 -g {flags}", f"LDFLAGS={flags}",
             os.path.join(build, "talkmark")],
            cwd=tap.ROOT, env=tap.setting(MAKEFLAGS=None), check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)
        for words in (["render", "-o", "out/", "--tasks", "out/list.md"],
                      ["tasks", "-f", "jsonl"], ["check"],
                      ["check", "--diff", "--unsafe"]):
            result = subprocess.run(
                [os.path.join(build, "talkmark"), *words, "-j5", "talks",
                 "missing.md"],
                cwd=self.folder, check=False, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=tap.setting(TSAN_OPTIONS="exitcode=66"))
            self.assertNotIn(b"ThreadSanitizer", result.stderr)
            self.assertEqual(result.returncode, 2)


if __name__ == "__main__":
    tap.main()

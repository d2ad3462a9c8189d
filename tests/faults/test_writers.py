#!/usr/bin/env python3
"""Somebody else writes a file that check --fix is about to write in place, at
every system call in turn: what they wrote is never lost.

The program is stopped at the call (inject.c), the other writes, and it goes on.
"""
import os
import re
import signal
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import runs  # noqa: E402
import tap  # noqa: E402

NAME = "slips/b.md"
ROW = runs.Row("mend", f"check --fix {NAME}", mended=(NAME,))
OLD = runs.FILES[NAME].encode()
OTHER = OLD.replace(b"walk it", b"walk in")  # of the same size


def mended(text):
    return text.replace("“".encode(), b'"').replace("”".encode(), b'"')


def children(process):
    path = f"/proc/{process}/task/{process}/children"
    with open(path, encoding="ascii") as file:
        return [int(word) for word in file.read().split()]


def is_stopped(process):
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False


class Writers(tap.Case):
    def stopped(self, server, at, write):
        """Run, and do 'write' while the program stands at call 'at'; what
        server.run() gives, and whether it came to that call."""
        result = []
        thread = threading.Thread(target=lambda: result.append(
            server.run("signal", at, signal.SIGSTOP)))
        thread.start()
        came = False
        while thread.is_alive() and not came:
            for child in children(server.process.pid):
                if is_stopped(child):
                    write(os.path.join(server.folder, NAME))
                    came = True
                    os.kill(child, signal.SIGCONT)
            time.sleep(0.0005)
        thread.join(tap.SECONDS)
        return result[0], came

    def at_each_call(self, write):
        """Yields number of the call, whether it is between the last look at
        the file and the rename, and what the run gave."""
        with runs.Server(ROW) as server:
            trace = server.run("trace")[0].trace
            calls = [(call, os.path.basename(path)) for call, path in trace]
            first = calls.index(("openat", "b.md")) + 1
            rename = next(i for i, (call, _) in enumerate(calls)
                          if call.startswith("rename"))
            looked = max(i for i, (call, name) in enumerate(calls[:rename])
                         if call in ("lstat", "newfstatat") and name == "b.md")
            for at in range(first, len(calls)):
                result, came = self.stopped(server, at, write)
                call = result[0].trace[0][0] if result[0].trace else ""
                # Between the two, signals are held back. The look itself may
                # have been taken when the program stops. Where memory comes
                # from may make a call more or less.
                is_late = at > looked - 3 and call in (
                    calls[looked][0], "rt_sigprocmask", calls[rename][0])
                if came:
                    yield at, is_late, result

    def judge(self, write):
        """Whoever writes OTHER at any call must find it kept, or mended."""
        statuses, lost = set(), []
        for at, is_late, (answer, _, said, files) in self.at_each_call(write):
            self.assertEqual(set(files), set(runs.FILES), at)
            statuses.add(answer.status)
            if files[NAME] == mended(OLD):
                lost.append((at, is_late))
            else:
                self.assertIn(files[NAME], (OTHER, mended(OTHER)), (at, said))
            if answer.status == 2:
                self.assertIn(f"{NAME}: error: is left as it is: it was "
                              "changed since it was read\n", said)
        self.assertEqual(statuses, {0, 2})
        # Nothing can be known of what happens between look and rename.
        self.assertEqual([at for at, is_late in lost if not is_late], [])
        self.assertTrue(lost)

    def test_what_another_program_writes_into_the_file_is_not_lost(self):
        def write(path):
            with open(path, "r+b") as file:
                file.write(OTHER)

        self.judge(write)

    def test_a_file_that_another_program_puts_there_is_not_lost(self):
        def write(path):
            with open(path + ".new", "wb") as file:
                file.write(OTHER)
            os.rename(path + ".new", path)

        self.judge(write)

    def test_the_file_is_synced_before_it_is_placed_and_its_folder_after(self):
        with runs.Server(ROW) as server:
            trace = server.run("trace")[0].trace
        told = []
        for call, path in trace:
            name = os.path.basename(path)
            if name.startswith(".talkmark-") or call == "fsync":
                told.append((call, re.sub("-.*", "", name)))
        order = [told.index(one) for one in (
            ("write", ".talkmark"), ("fsync", ".talkmark"),
            ("rename", ".talkmark"), ("fsync", "slips"))]
        self.assertEqual(order, sorted(order), told)

    def test_of_two_talkmarks_one_mends_and_the_other_says_why_not(self):
        others = []

        def write(path):
            others.append(tap.run("check", "--fix", path))

        said = set()
        for at, _, (answer, _, ours, files) in self.at_each_call(write):
            other = others.pop()
            self.assertEqual(files[NAME], mended(OLD), at)
            self.assertEqual(set(files), set(runs.FILES), at)
            self.assertIn((answer.status, other.returncode),
                          ((0, 0), (0, 2), (2, 0)), at)
            for text in ours, other.stderr.decode():
                said.update(reason for reason in ("changed", "another program")
                            if reason in text)
        self.assertEqual(said, {"changed", "another program"})


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""Every system call fails in turn, and a signal comes at every one: the exit
code is not 0, a message says why, and a file is the old one or the new one.

runs.py has the commands and formats, inject.c makes the calls fail. Of the
calls only some are tried unless TALKMARK_FAULTS=all ("make faults").
"""
import collections
import errno
import os
import re
import signal
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import runs  # noqa: E402
import tap  # noqa: E402

# Tries of a format, where not all are made.
MOST = 12


# The errors that each call is given. None: it cannot fail, or is not told by an
# errno (brk), or not in a way that a program could do anything about.
ERRORS = {
    "read": "EIO ENOSPC EACCES EMFILE",
    "write": "ENOSPC EIO EACCES EMFILE",
    "open": "EACCES EMFILE ENOSPC EIO",
    "openat": "EACCES EMFILE ENOSPC EIO",
    "close": "EIO ENOSPC EACCES EMFILE",
    "rename": "EACCES EMFILE ENOSPC EIO",
    "renameat": "EACCES EMFILE ENOSPC EIO",
    "fsync": "EIO ENOSPC EACCES EMFILE",
    "mkdir": "EACCES ENOSPC EIO",
    "mkdirat": "EACCES ENOSPC EIO",
    "unlink": "EACCES EIO",
    "unlinkat": "EACCES EIO",
    "getdents64": "EIO",
    "newfstatat": "EIO",
    "stat": "EIO",
    "lstat": "EIO",
    "fstat": "EIO",
    "readlink": "EIO",
    "readlinkat": "EIO",
    "faccessat2": "EIO",
    "getcwd": "ENOMEM",
    "lseek": "EIO",
    "pread64": "EIO",
    "fchmod": "EPERM EIO",
    "fchown": "EPERM EIO",
    "flock": "ENOLCK",
    "access": "EACCES EROFS",
    "flistxattr": "EIO",
    "fgetxattr": "EIO ENOMEM",
    "fsetxattr": "ENOSPC EPERM",
    "fremovexattr": "EIO",
    "ioctl": "EIO",
    "mmap": "ENOMEM",
    "mremap": "ENOMEM",
    "clone": "EAGAIN",
    "clone3": "EAGAIN",
    "sysinfo": "EFAULT",
    "sched_getaffinity": "EINVAL",
    "brk": "", "munmap": "", "mprotect": "", "madvise": "", "futex": "",
    "umask": "", "getrandom": "", "clock_gettime": "", "rt_sigaction": "",
    "rt_sigprocmask": "", "rseq": "", "set_robust_list": "", "exit": "",
    "fcntl": "",
}

if tap.SANITIZED:  # its own calls are among them
    ERRORS |= {"mmap": "", "mremap": "", "munmap": ""}

# Failures after which the run may be as good as any: (call, path, why).
TOLERATED = [
    ("close", r"\.(md|yaml|css)( \(deleted\))?$|/(talks|sub|slips|minutes)$",
     "all of an input was read"),
    ("fchmod", r"\.talkmark-", "the file is merely more private"),
    ("flock", r".*", "there may be no locks"),
    ("ioctl", r".*", "it is no terminal then"),
    ("open|openat|read|close", r"/cpu/online$|^/proc/stat$",
     "as many threads as where it cannot be told"),
    ("sched_getaffinity|sysinfo", r".*", "likewise; sorting uses less memory"),
    ("clone3?", r".*", "talks are read on fewer threads, or in turn"),
    ("mmap|mremap", r".*", "the C library finds other memory"),
    ("newfstatat|l?stat|readlink|readlinkat|getcwd|faccessat2", r".*",
     "asked beforehand, and whoever opens the file will be told"),
    ("fstat|newfstatat|lseek", r"\(deleted\)$",
     "the C library asks how large its buffer is to be"),
    ("open|openat", r"^/tmp$", "tmpfile() has a second way"),
]

# libxlsxwriter 1.1.4 does not look whether it could write, read and remove its
# temporary files, the parts of the book: a part may be missing then.
XLSX = r"/temporary(/|$)|^/tmp/#\d+ \(deleted\)$"


def errors(name):
    return [getattr(errno, word) for word in ERRORS[name].split()]


def is_tolerated(call, path):
    return any(re.fullmatch(calls, call) and re.search(paths, path)
               for calls, paths, why in TOLERATED)


class Rows(tap.Case):
    def setUp(self):
        super().setUp()
        self.wrong = []

    def complain(self, row, what, text):
        self.wrong.append(f"{row.name}: {what}: {text}")

    def assert_nothing_wrong(self):
        self.assertEqual("\n".join(self.wrong[:40]), "")

    def each_row(self, rows=None):
        """Each row with its number, its server, and its answer where nothing
        fails."""
        for number, row in enumerate(rows or runs.rows()):
            with runs.Server(row) as server:
                good = server.run("trace")
                self.assertEqual(good[0].status, row.status, good[2])
                for name in row.written:
                    self.assertNotIn(good[3].get(name),
                                     (None, server.before.get(name)))
                yield number, row, server, good


class Table(Rows):
    def test_every_command_of_the_program_has_a_row(self):
        names = runs.table("cli/commands.def", "COMMAND") + \
            runs.table("cli/commands.def", "SERVICE")
        self.assertGreater(len(names), 5)
        self.assertEqual({row.words[0] for row in runs.COMMANDS}, set(names))

    def test_every_format_of_the_program_has_a_row(self):
        rows = [row.words for row in runs.formats()]
        for command in ("tasks", "outline", "text", "check"):
            shown = tap.run("help", command).stdout.decode()
            shown = shown.split("Formats", 1)[1].split("Examples", 1)[0]
            names = re.findall(r"^  (\S+) ", shown, re.M)
            self.assertGreater(len(names), 1)
            for name in names:
                self.assertIn(
                    ["check", "bad.md", "-f", name] if command == "check" else
                    [command, "talk.md", "-f", name, "-o", "out"], rows)


class Failures(Rows):
    def judge(self, server, good, without, result, error):
        """Add to self.wrong what a run in which a call failed got wrong."""
        answer, printed, said, files = result
        row = server.row
        call, path = answer.trace[0]
        what = f"{call} {path}: {os.strerror(error)}"
        goods = [good] + (without if answer.status == 2 else [])
        unsaid = call == "write" and path.endswith("/stderr")
        as_good = answer.status == good[0].status and \
            (printed, files) == (good[1], good[3]) and \
            (unsaid or said == good[2])
        if as_good and not (unsaid or row.threads or is_tolerated(call, path)):
            self.complain(row, what, "is not noticed")
        if not as_good:
            self.judge_failure(row, goods, result, what, error)
        for fault in server.faults(goods, files):
            self.complain(row, what, fault)
        if answer.descriptors > (call == "close" or row.threads):
            self.complain(row, what, f"{answer.descriptors} are left open")
        if not row.threads and answer.blocks > good[0].blocks:
            self.complain(row, what, f"{answer.blocks - good[0].blocks} blocks "
                          "are left allocated")

    def judge_failure(self, row, goods, result, what, error):
        answer, printed, said, _ = result
        # libxlsxwriter says why itself, and to us no more than that it failed.
        # What cannot be looked at may turn out to be a folder.
        call = what.split()[0]
        reason = "" if "xlsx" in row.words or call.endswith("stat") or \
            call == "newfstatat" else \
            "memory" if error == errno.ENOMEM else os.strerror(error)
        if answer.status != 2:
            self.complain(row, what, f"exit code {answer.status}: {said}")
        elif not re.search(r"^(\S+|standard output): error: .*" + reason,
                           said, re.M) and not row.threads:
            self.complain(row, what, f"the message is {said!r}")
        if not runs.is_beginning(row, goods, printed):
            self.complain(row, what, "other bytes are printed")

    @staticmethod
    def is_meant(trace, call):
        return trace and trace[0][0] == call and \
            not re.search(XLSX, trace[0][1])

    def tries(self, row, number, trace):
        """The calls that are made to fail, with their errors: of a command each
        that is about something else, of a format some."""
        kinds = collections.defaultdict(list)
        tries = self.all_tries(trace)
        if runs.ALL:
            return tries
        if row not in runs.COMMANDS:
            return runs.some(tries, MOST, number)
        for one in tries:
            kinds[one[1], trace[one[0] - 1][1]].append(one)
        return [kind[number % len(kind)] for kind in kinds.values()]

    def all_tries(self, trace):
        self.assertEqual({call for call, _ in trace} - ERRORS.keys(), set())
        return [(number, call, error)
                for number, (call, path) in enumerate(trace, 1)
                for error in errors(call)
                if not re.search(XLSX, path)]

    def test_a_call_that_fails_ends_in_an_error_and_leaves_no_half_file(self):
        count = 0
        rows = [row for row in runs.rows()
                if not (row.threads and tap.SANITIZED)]
        for number, row, server, good in self.each_row(rows):
            without = server.without()
            for at, call, error in self.tries(row, number, good[0].trace):
                result = server.run("call", at, error, call)
                if not self.is_meant(result[0].trace, call):
                    continue  # threads went another way
                count += 1
                self.judge(server, good, without, result, error)
        print(f"# {count} system calls failed", flush=True)
        self.assertGreater(count, 300)
        self.assert_nothing_wrong()

    def test_output_that_cannot_be_written_is_an_error(self):
        printing = list(runs.printing())
        self.assertEqual({row.words[0] for row in printing},
                         {row.words[0] for row in runs.COMMANDS})
        for _, row, server, _ in self.each_row(printing):
            for name, reason in (("/dev/full", "No space left on device"),
                                 ("broken", "Broken pipe"),
                                 ("closed", "Bad file descriptor")):
                answer, _, said, _ = server.run("call", stdout=name)
                # check counts its findings after that.
                if answer.status != 2 or \
                        "standard output: error: cannot be written: " \
                        f"{reason}\n" not in said:
                    self.complain(row, name, f"{answer.status}, {said!r}")
        self.assert_nothing_wrong()

    def test_a_closed_standard_input_is_an_error_where_it_is_read(self):
        for _, row, server, good in self.each_row():
            answer, _, said, files = server.run("call", stdin="closed")
            if not row.stdin:
                if answer.status != good[0].status or files != good[3]:
                    self.complain(row, "closed", said)
            elif answer.status != 2 or files != server.before or \
                    said != "stdin: error: cannot be read: " \
                    "Bad file descriptor\n":
                self.complain(row, "closed", said)
        self.assert_nothing_wrong()


class Signals(Rows):
    """A signal at every system call, also such as the C library makes."""

    def at_every_call(self, number):
        """Yields the row, server, good run and result of each."""
        rows = [row for row in runs.rows()
                if row.old + row.mended and not row.threads]
        if not runs.ALL:  # a page, pages with their list, a list, mends
            rows = [row for row in rows if row.words[0] == "render" or
                    row.stdin or row.mended]
        for _, row, server, good in self.each_row(rows):
            for at in range(1, good[0].calls + 1):
                result = server.run("signal", at, number)
                yield row, server, good, at, result

    def test_killed_at_any_call_it_leaves_the_old_file_or_the_new(self):
        seen = collections.defaultdict(set)
        for row, server, good, at, result in self.at_every_call(
                signal.SIGKILL):
            if result[0].status != -signal.SIGKILL and result[0].calls >= at:
                self.complain(row, at, f"exit code {result[0].status}")
            files = {name: data for name, data in result[3].items()
                     if not os.path.basename(name).startswith(".talkmark-")}
            for fault in server.faults([good], files):
                if "temporary" not in fault:
                    self.complain(row, at, fault)
            for name in row.old + row.mended:
                seen[row.name].add(files.get(name) == server.before[name])
        self.assert_nothing_wrong()
        self.assertGreater(len(seen), 2)
        for name, states in seen.items():
            self.assertEqual(states, {True, False}, name)

    def test_a_signal_that_ends_it_at_any_call_leaves_nothing_behind(self):
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        for number in numbers if runs.ALL else numbers[:1]:
            for row, server, good, at, result in self.at_every_call(number):
                if result[0].status != -number and result[3] != good[3]:
                    self.complain(row, at, f"exit code {result[0].status}")
                if "xlsx" in row.words:
                    # libxlsxwriter's have a name until it removes that.
                    server.litter = []
                for fault in server.faults([good], result[3]):
                    self.complain(row, at, fault)
        self.assert_nothing_wrong()


if __name__ == "__main__":
    tap.main()

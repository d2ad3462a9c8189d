#!/usr/bin/env python3
"""Where output goes: a file appears whole or not at all, whatever happens.

What happens at each system call, and on a full disk, is in tests/faults/.
"""
import os
import re
import resource
import signal
import stat
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

PAGE = 4096
TALK = "# Talk\n\n[do it](do:it)\n"
LONG = "# Talk\n\n" + "".join(f"[do {i}](do:)\n\n" for i in range(400))


class Base(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("talk.md", TALK)

    def good(self, *arguments, **more):
        result = self.talkmark(*arguments, **more)
        self.assertEqual((result.stderr, result.returncode), (b"", 0))
        return result.stdout

    def refused(self, error, *arguments, **more):
        """Exit 2 with 'error', and the folder is as it was."""
        before = self.everything()
        result = self.talkmark(*arguments, **more)
        self.assertEqual(result.stderr.decode(), error)
        self.assertEqual((result.returncode, result.stdout or b""), (2, b""))
        self.assertEqual(self.everything(), before)

    def everything(self):
        """All files and folders with what is in them."""
        found = {}
        for folder, folders, files in os.walk(self.folder):
            for name in folders:
                found[os.path.join(folder, name)] = None
            for name in files:
                path = os.path.join(folder, name)
                found[path] = os.path.isfile(path) and self.read(path)
        return found

    def pages(self, folder="pages"):
        """The files below a folder, sorted."""
        top = self.path(folder)
        return sorted(os.path.relpath(os.path.join(at, name), top)
                      for at, _, names in os.walk(top) for name in names)

    def leftovers(self):
        return [name for name in os.listdir(self.folder)
                if name.startswith(".talkmark")]


class File(Base):
    def test_a_file_gets_what_standard_output_would(self):
        for command in ("render", "outline"):
            page = self.good(command, "talk.md")
            self.assertEqual(self.good(command, "talk.md", "-o", "out"), b"")
            self.assertEqual(self.read("out"), page)
        self.good("tasks", "talk.md", "-o", "list.txt")
        self.assertEqual(self.read("list.txt"), self.good("tasks", "talk.md"))

    def test_a_hyphen_is_standard_output(self):
        self.assertEqual(self.good("render", "talk.md", "-o", "-"),
                         self.good("render", "talk.md"))
        self.assertFalse(os.path.exists(self.path("-")))

    def test_an_existing_file_is_replaced_whole_with_its_mode_kept(self):
        path = self.write("out.html", "x" * 100000)
        for mode in (0o600, 0o640, 0o664):
            os.chmod(path, mode)
            before = os.stat(path).st_ino
            self.good("render", "talk.md", "-o", "out.html")
            self.assertEqual(self.read("out.html"),
                             self.good("render", "talk.md"))
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), mode)
            self.assertNotEqual(os.stat(path).st_ino, before)

    def test_a_new_file_has_the_mode_that_the_umask_leaves(self):
        for mask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
            self.good("render", "talk.md", "-o", f"{mask}.html", umask=mask)
            self.assertEqual(
                stat.S_IMODE(os.stat(self.path(f"{mask}.html")).st_mode), mode)

    def test_through_a_link_the_real_file_is_written(self):
        self.write("real/out.html", "old")
        os.symlink("real/out.html", self.path("link.html"))
        self.good("render", "talk.md", "-o", "link.html")
        self.assertTrue(os.path.islink(self.path("link.html")))
        self.assertEqual(self.read("real/out.html"),
                         self.good("render", "talk.md"))
        self.assertEqual(os.listdir(self.path("real")), ["out.html"])

    def test_a_link_that_leads_nowhere_is_left(self):
        os.symlink("nowhere.html", self.path("link.html"))
        self.refused("link.html: error: cannot be written: No such file or "
                     "directory\n", "render", "talk.md", "-o", "link.html")
        self.assertTrue(os.path.islink(self.path("link.html")))

    def device(self, name, minor):
        """A device; for root one of our own, for a program that is broken
        could replace that of the system."""
        if os.geteuid():
            return f"/dev/{name}"
        path = self.path(name)
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, minor))
            with open(path, "rb"):
                return path
        except OSError as error:
            self.skipTest(f"no device can be made here: {error}")

    def test_a_device_is_written_straight(self):
        path = self.device("null", 3)
        self.good("render", "talk.md", "-o", path)
        self.assertTrue(stat.S_ISCHR(os.stat(path).st_mode))

    def test_a_full_device_is_an_error(self):
        path = self.device("full", 7)
        for words in (["render"], ["outline"], ["tasks", "-fjsonl"]):
            result = self.talkmark(*words, "talk.md", "-o", path)
            self.assertEqual(result.stderr.decode(), f"{path}: error: cannot "
                             "be written: No space left on device\n")
            self.assertEqual(result.returncode, 2)
        self.assertTrue(stat.S_ISCHR(os.stat(path).st_mode))

    def test_a_fifo_is_written_straight(self):
        os.mkfifo(self.path("fifo"))
        got = []
        reader = threading.Thread(
            target=lambda: got.append(self.read("fifo")), daemon=True)
        reader.start()
        self.good("render", "talk.md", "-o", "fifo")
        reader.join(10)
        self.assertEqual(got, [self.good("render", "talk.md")])
        self.assertTrue(stat.S_ISFIFO(os.stat(self.path("fifo")).st_mode))

    def test_a_folder_that_is_not_there_is_not_made_for_a_file(self):
        self.refused("no/out.html: error: cannot be written: No such file or "
                     "directory\n", "render", "talk.md", "-o", "no/out.html")
        self.refused("talk.md/x: error: cannot be written: Not a directory\n",
                     "outline", "talk.md", "-o", "talk.md/x")

    def test_a_folder_is_no_file(self):
        os.mkdir(self.path("d"))
        for command in ("tasks", "outline"):
            self.refused("d: error: cannot be written: Is a directory\n",
                         command, "talk.md", "-o", "d",
                         *(["-ftable"] if command == "tasks" else []))

    def test_the_ending_tells_the_format(self):
        for path, name in (("list.md", "markdown"), ("list.jsonl", "jsonl"),
                           ("list.json", "json"), ("list.csv", "csv"),
                           ("list.html", "html"), ("list.ics", "ics"),
                           ("list.txt", "table"), ("todo.txt", "todotxt"),
                           ("my.todo.txt", "todotxt")):
            self.good("tasks", "talk.md", "-o", path)
            want = self.good("tasks", "talk.md", "-f", name)
            self.assertTrue(want)
            self.assertEqual(self.read(path), want)
            self.good("render", "talk.md", "-o", "a.html", "--tasks", path)
            self.assertEqual(self.read(path), want)

    def test_a_format_that_is_named_comes_before_the_ending(self):
        self.good("tasks", "talk.md", "-o", "list.md", "-f", "jsonl")
        self.assertEqual(self.read("list.md"),
                         self.good("tasks", "talk.md", "-f", "jsonl"))

    def test_an_ending_of_no_format_is_refused_before_anything_is_read(self):
        for name in ("list.htm", "list", ".md"):
            self.refused("talkmark: no format has this ending, name one with "
                         f'--format: "{name}"\n', "tasks", "missing.md", "-o",
                         name)
            result = self.talkmark("render", "missing.md", "--tasks", name)
            self.assertEqual(result.returncode, 2)
            self.assertRegex(
                result.stderr.decode(), "^talkmark: --tasks takes the name of "
                r"a file that ends in one of \.txt \.md( \S+)*, not: "
                f'"{re.escape(name)}"\n$')

    def test_an_input_is_never_written_over(self):
        os.symlink("talk.md", self.path("link.md"))
        os.link(self.path("talk.md"), self.path("hard.md"))
        for name in ("talk.md", "./talk.md", "link.md", "hard.md"):
            error = f"{name}: error: is an input: it would be overwritten\n"
            for words in (["render", "-o"], ["tasks", "-o"], ["outline", "-o"],
                          ["render", "-o", "x.html", "--tasks"]):
                self.refused(error, *words, name, "talk.md")

    def test_an_input_found_in_a_folder_is_not_written_over(self):
        self.write("t/deep/a.md", TALK)
        self.refused("t/deep/a.md: error: is an input: it would be "
                     "overwritten\n", "tasks", "t", "-o", "t/deep/a.md")

    def test_page_and_list_do_not_share_a_file(self):
        error = "x.txt: error: page and task list would both be written " \
            "here\n"
        self.refused(error, "render", "talk.md", "-o", "x.txt", "--tasks",
                     "x.txt")
        self.write("x.txt", "old")
        self.refused(error, "render", "talk.md", "-o", "x.txt", "--tasks",
                     "./x.txt")
        error = "talkmark: page and task list both go to standard output\n"
        self.refused(error, "render", "talk.md", "--tasks", "-")
        self.refused(error, "render", "talk.md", "--tasks=-", "-o", "-")

    def test_page_or_list_may_go_to_standard_output(self):
        page = self.good("render", "talk.md")
        tasks = self.good("tasks", "talk.md")
        self.assertEqual(self.good("render", "talk.md", "--tasks", "-", "-o",
                                   "x.html"), tasks)
        self.assertEqual(self.read("x.html"), page)
        self.assertEqual(self.good("render", "talk.md", "--tasks", "x.txt"),
                         page)
        self.assertEqual(self.read("x.txt"), tasks)

    def test_where_nothing_could_be_read_the_old_file_stays(self):
        self.write("bytes.md", b"\xff")
        for words in (["tasks", "-o", "old.txt"], ["outline", "-o", "old.txt"],
                      ["render", "-o", "old.txt"],
                      ["render", "-o", "p/", "--tasks", "old.txt"]):
            for name in ("missing.md", "bytes.md"):
                self.write("old.txt", "old")
                result = self.talkmark(*words, name)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(result.stderr.count(b"error"), 1)
                self.assertEqual(self.read("old.txt"), b"old")
                self.assertEqual(self.leftovers(), [])

    def test_of_a_talk_with_errors_everything_else_is_written(self):
        self.write("bad.md", '[a](do:a "2026-02-30") [b](do:b)\n')
        result = self.talkmark("tasks", "bad.md", "-o", "list.jsonl")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(self.read("list.jsonl").count(b"\n"), 2)


class Folder(Base):
    def setUp(self):
        super().setUp()
        for name in ("t/a.md", "t/sub/b.markdown", "t/sub/deep/c.md"):
            self.write(name, TALK)

    def test_pages_keep_their_paths_below_the_folder(self):
        self.good("render", "t", "-o", "pages/")
        self.assertEqual(self.pages(),
                         ["a.html", "sub/b.html", "sub/deep/c.html"])
        self.assertEqual(self.read("pages/a.html"),
                         self.good("render", "t/a.md"))

    def test_a_folder_that_is_there_needs_no_slash(self):
        os.mkdir(self.path("pages"))
        self.good("render", "talk.md", "-o", "pages")
        self.assertEqual(self.pages(), ["talk.html"])

    def test_several_talks_need_a_folder(self):
        os.mkdir(self.path("e"))
        self.write("e/only.md", TALK)
        for words in (["t"], ["talk.md", "t/a.md"], ["e"]):
            self.refused("talkmark: the pages of several talks need -o "
                         "FOLDER/\n", "render", *words)
            self.refused("talkmark: the pages of several talks need a folder, "
                         '-o FOLDER/ with the slash, not: "pages"\n',
                         "render", *words, "-o", "pages")

    def test_paths_are_below_the_common_folder_of_the_arguments(self):
        for words, want in (
                (["t/sub/deep/c.md"], ["c.html"]),
                (["t/sub"], ["b.html", "deep/c.html"]),
                (["t/sub/deep", "t/a.md"], ["a.html", "sub/deep/c.html"]),
                (["t", "talk.md"], ["t/a.html", "t/sub/b.html",
                                    "t/sub/deep/c.html", "talk.html"]),
                (["t/sub/deep/", "t/sub/b.markdown"],
                 ["b.html", "deep/c.html"]),
                ([self.path("t/a.md"), "t/sub/b.markdown"],
                 ["a.html", "sub/b.html"])):
            folder = f"pages{len(os.listdir(self.folder))}"
            result = self.talkmark("render", *words, "-o", f"{folder}/")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(self.pages(folder), want, words)

    def test_the_common_folder_ends_with_a_whole_name(self):
        self.write("ab/a.md", TALK)
        self.write("ac/b.md", TALK)
        self.good("render", "ab/a.md", "ac/b.md", "-o", "pages/")
        self.assertEqual(self.pages(), ["ab/a.html", "ac/b.html"])

    def test_no_page_leaves_the_folder_by_dots(self):
        self.good("render", "t/a.md", "t/sub/deep/../b.markdown",
                  "t/../t/./sub//deep/c.md", "-o", "x/pages/")
        self.assertEqual(self.pages("x"), ["pages/a.html", "pages/sub/b.html",
                                           "pages/sub/deep/c.html"])

    def test_standard_input_is_a_page_of_its_name_in_the_folder(self):
        self.good("render", "-", "t/sub", "-o", "pages/", stdin=b"hello\n")
        self.assertEqual(self.pages(),
                         ["b.html", "deep/c.html", "stdin.html"])
        self.good("render", "-", "-o", "other/", "--stdin-filename",
                  "../up/q3.txt", stdin=b"hello\n")
        self.assertEqual(self.pages("other"), ["q3.html"])

    def test_one_ending_of_a_talk_is_dropped(self):
        for name in ("u/a.md.md", "u/b.txt", "u/c", "u/.md", "u/d.rst"):
            self.write(name, TALK)
        self.good("render", *(f"u/{n}" for n in os.listdir(self.path("u"))),
                  "-o", "pages/")
        self.assertEqual(self.pages(), [".md.html", "a.md.html", "b.html",
                                        "c.html", "d.rst.html"])

    def test_two_inputs_of_one_page_stop_it_before_anything_is_written(self):
        self.write("t/a.markdown", TALK)
        self.refused("pages/a.html: error: two inputs would write this file\n",
                     "render", "t", "-o", "pages/", "--tasks", "list.md")
        self.refused("pages/b.html: error: two inputs would write this file\n",
                     "render", "t/sub", "t/sub/b.markdown", "-o", "pages/")
        self.refused("pages/talk.html: error: two inputs would write this "
                     "file\n", "render", "talk.md", "./talk.md", "-o",
                     "pages/")

    def test_a_page_that_is_an_input_stops_it_before_anything_is_written(self):
        self.write("u/a.md", TALK)
        self.write("u/a.html", TALK)
        self.refused("u/a.html: error: is an input: it would be overwritten\n",
                     "render", "u/a.md", "u/a.html", "-o", "u/")

    def test_pages_may_stand_beside_their_talks(self):
        for _ in range(2):
            self.good("render", "t", "-o", "t/", "--tasks", "t/tasks.jsonl")
        self.assertEqual(self.pages("t"), [
            "a.html", "a.md", "sub/b.html", "sub/b.markdown",
            "sub/deep/c.html", "sub/deep/c.md", "tasks.jsonl"])

    def test_the_list_has_all_talks_from_the_same_reading(self):
        self.write("t/sub/bad.md", '[x](do:x "2026-02-30")\n')
        result = self.talkmark("render", "t", "-o", "pages/", "--tasks",
                               "pages/new/tasks.jsonl")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stderr.count(b"no such day"), 1)
        self.assertEqual(self.read("pages/new/tasks.jsonl"), self.talkmark(
            "tasks", "t", "-f", "jsonl").stdout)

    def test_a_page_cannot_be_a_folder_nor_in_a_file(self):
        self.write("pages/sub", "a file")
        result = self.talkmark("render", "t", "-o", "pages/")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(self.read("pages/sub"), b"a file")
        self.assertIn(b"pages/sub/b.html: error: cannot be written: Not a "
                      b"directory", result.stderr)
        os.makedirs(self.path("q/talk.html"))
        result = self.talkmark("render", "talk.md", "-o", "q/")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stderr, b"q/talk.html: error: cannot be "
                         b"written: Is a directory\n")


class Closed(Base):
    """Standard streams that are not there."""

    def shell(self, command):
        return subprocess.run(
            ["sh", "-c", command], cwd=self.folder, capture_output=True,
            env=tap.setting(T=tap.PROGRAM), check=False, timeout=tap.SECONDS)

    def test_a_closed_pipe_is_an_error_and_not_a_signal(self):
        self.write("long.md", LONG * 20)
        for command in ("render long.md", "tasks long.md", "outline long.md",
                        "tasks -fjsonl long.md"):
            read, write = os.pipe()
            os.close(read)
            result = self.talkmark(*command.split(), stdout=write)
            os.close(write)
            self.assertEqual(result.stderr, b"standard output: error: cannot "
                             b"be written: Broken pipe\n")
            self.assertEqual(result.returncode, 2)

    def test_a_closed_standard_output_is_an_error(self):
        for command in ("render talk.md", "tasks talk.md", "outline talk.md",
                        "--help", "--version", "tasks --help"):
            result = self.shell(f'exec "$T" {command} >&-')
            self.assertEqual(result.stderr, b"standard output: error: cannot "
                             b"be written: Bad file descriptor\n")
            self.assertEqual(result.returncode, 2)

    def test_a_closed_standard_output_is_not_needed_for_a_file(self):
        result = self.shell('exec "$T" render talk.md -o x.html <&- >&- 2>&-')
        self.assertEqual(result.returncode, 0)
        self.assertEqual(self.read("x.html"), self.good("render", "talk.md"))

    def test_messages_to_a_closed_standard_error_go_into_no_file(self):
        self.write("bad.md", '[x](do:x "2026-02-30")\n')
        result = self.shell('exec "$T" tasks bad.md -o x.jsonl 2>&-')
        self.assertEqual(result.returncode, 1)
        self.assertEqual(self.read("x.jsonl"), self.talkmark(
            "tasks", "-fjsonl", "bad.md").stdout)
        result = self.shell('exec "$T" render bad.md -o x.html >&- 2>&-')
        self.assertEqual(result.returncode, 1)
        self.assertEqual(self.read("x.html"),
                         self.talkmark("render", "bad.md").stdout)

    def test_messages_to_a_full_standard_error_do_not_stop_the_work(self):
        self.write("bad.md", '[x](do:x "2026-02-30")\n')
        result = self.shell('exec "$T" tasks bad.md -o x.jsonl 2>/dev/full')
        self.assertEqual(result.returncode, 1)
        self.assertEqual(self.read("x.jsonl").count(b"\n"), 1)


class Limits(Base):
    def limit(self, kind, size):
        return lambda: resource.setrlimit(kind, (size, size))

    def test_a_limit_on_the_size_of_files_leaves_the_old_one(self):
        self.write("long.md", LONG)
        self.write("old.jsonl", "old")
        for size in (0, 1, PAGE, 16 * PAGE):
            result = self.talkmark(
                "tasks", "long.md", "-o", "old.jsonl",
                preexec_fn=self.limit(resource.RLIMIT_FSIZE, size))
            self.assertEqual(result.stderr, b"old.jsonl: error: cannot be "
                             b"written: File too large\n")
            self.assertEqual(result.returncode, 2)
            self.assertEqual(self.read("old.jsonl"), b"old")
            self.assertEqual(self.leftovers(), [])

    def test_a_limit_on_memory_is_an_error_and_no_crash(self):
        if tap.SANITIZED:
            self.skipTest("sanitizers need more address space than any limit")
        self.write("big.md", LONG * 12)
        codes = []
        for megabytes in (6, 9, 14, 20, 400):
            for words in (["render"], ["tasks"], ["tasks", "-fmarkdown"],
                          ["outline"]):
                self.write("old.md", "old")
                result = self.talkmark(
                    *words, "big.md", "-o", "old.md",
                    *(["-ftable"] if words == ["tasks"] else []),
                    preexec_fn=self.limit(resource.RLIMIT_AS,
                                          megabytes << 20))
                if result.returncode == 127 or \
                        b"shared librar" in result.stderr:
                    continue  # not even the program was loaded
                codes.append(result.returncode)
                self.assertIn(result.returncode, (0, 1, 2), result.stderr)
                self.assertEqual(self.leftovers(), [])
                if result.returncode == 2:
                    self.assertEqual(self.read("old.md"), b"old")
                    self.assertRegex(result.stderr.lower(), b"memory\n$")
        self.assertIn(2, codes)
        self.assertEqual(codes[-1], 0)


class Signals(Base):
    """The program waits for standard input when the file is begun."""

    def begin(self, ignored=None, **more):
        self.write("old.txt", "old")

        def prepare():
            # A shell starts what runs behind with SIGINT ignored.
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN if number == ignored
                              else signal.SIG_DFL)
        process = subprocess.Popen(
            [tap.PROGRAM, "tasks", "talk.md", "-", "-o", "old.txt"],
            cwd=self.folder, env=tap.setting(), stdin=subprocess.PIPE,
            stderr=subprocess.PIPE, preexec_fn=prepare)
        end = time.monotonic() + tap.SECONDS
        while not self.leftovers() and time.monotonic() < end:
            time.sleep(0.002)
        self.assertEqual(len(self.leftovers()), 1)
        return process

    def test_a_signal_that_ends_it_leaves_the_old_file_and_nothing_else(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.begin()
            process.send_signal(number)
            process.communicate(timeout=tap.SECONDS)
            self.assertEqual(process.returncode, -number)
            self.assertEqual(self.leftovers(), [])
            self.assertEqual(self.read("old.txt"), b"old")

    def test_a_signal_that_is_ignored_stays_so(self):
        process = self.begin(ignored=signal.SIGHUP)
        process.send_signal(signal.SIGHUP)
        process.communicate(b"[more](do:more)", timeout=tap.SECONDS)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(self.leftovers(), [])
        self.assertIn(b"more", self.read("old.txt"))

    def test_killed_it_leaves_the_old_file(self):
        process = self.begin()
        process.kill()
        process.communicate(timeout=tap.SECONDS)
        self.assertEqual(self.read("old.txt"), b"old")


if __name__ == "__main__":
    tap.main()

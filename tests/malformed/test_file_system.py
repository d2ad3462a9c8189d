#!/usr/bin/env python3
"""Files, folders and links as they should not be: what is read, what is said
of each and with which exit status; and that nothing is written in their place.
(tests/cli/test_input.py has what folders, links and standard input are for.)"""
import os
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

NOBODY = 65534
NOT_REGULAR = "not a regular file; use - for standard input"


class Base(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("good.md", "[WALK](do:walk)\n")

    def reads(self, *names, code=0, says="", found=None, **more):
        """The list of 'names': its status, its messages, the items' words."""
        result = self.talkmark("tasks", "-fcsv", "--columns=text", *names,
                               **more)
        self.assertEqual(result.stderr.decode(), says)
        self.assertEqual(result.returncode, code)
        words = result.stdout.decode().split()[1:]
        self.assertEqual(words, ["WALK"] if found is None else found)

    def fails(self, name, reason, shown=None):
        """'name' cannot be read; the good file beside it is."""
        self.reads(name, "good.md", code=2, says=f"{shown or name}: error: "
                   f"cannot be read: {reason}\n")

    def as_nobody(self, *arguments):
        """Run as a user who is not root: root may do everything."""
        program = shutil.copy(tap.PROGRAM, self.path("program"))
        os.chmod(self.folder, 0o755)
        user = {} if os.geteuid() else {"user": NOBODY, "group": NOBODY,
                                        "extra_groups": []}
        return subprocess.run([program, *arguments], cwd=self.folder,
                              env=tap.setting(), capture_output=True,
                              check=False, **user)


class Names(Base):
    """Names of files may hold anything but a slash and NUL."""

    def shown(self, name, shown):
        """A file of this name is read and its name is shown so."""
        path = os.fsencode(self.folder) + b"/" + name
        with open(path, "wb") as file:
            file.write(b'[DOOR](do:door "@")\n')
        self.reads(b"./" + name, "good.md", code=1, found=["DOOR", "WALK"],
                   says=f'./{shown}:1:17: error: a value is missing: "@"\n'
                   '  [DOOR](do:door "@")\n' + " " * 18 + "^\n")

    def test_a_name_with_a_line_end(self):
        self.shown(b"a\nb.md", "a\\u{A}b.md")

    def test_a_name_with_an_escape_sequence(self):
        self.shown(b"\x1b[31m.md", "\\u{1B}[31m.md")

    def test_a_name_that_is_no_utf_8(self):
        self.shown(b"caf\xe9.md", "caf\\u{80}.md")

    def test_a_name_with_bidirectional_controls(self):
        self.shown("\u202egpj.md".encode(), "\\u{202E}gpj.md")

    def test_a_name_of_spaces_and_quotes(self):
        self.shown(b" '\".md", " '\".md")

    def test_a_name_of_255_bytes(self):
        self.shown(b"n" * 252 + b".md", "n" * 252 + ".md")

    def test_a_name_that_is_longer_than_any(self):
        name = "n" * 256 + ".md"
        self.fails(name, "File name too long")

    def test_a_path_that_is_longer_than_any(self):
        path = "d/" * 3000 + "a.md"
        self.fails(path, "File name too long")

    def test_a_name_that_is_empty(self):
        result = self.talkmark("tasks", "", "good.md")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (
            2, b"", b'talkmark: what to read has an empty name: ""\n'))

    def test_a_name_that_begins_with_a_hyphen_is_an_option(self):
        self.write("-a.md", "[DOOR](do:door)\n")
        result = self.talkmark("tasks", "-a.md")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b'no such option', result.stderr)

    def test_a_name_that_begins_with_a_hyphen_after_two_hyphens(self):
        self.write("-a.md", "[DOOR](do:door)\n")
        self.reads("--", "-a.md", found=["DOOR"])
        self.reads("./-a.md", found=["DOOR"])


class NoFiles(Base):
    def test_what_is_not_there(self):
        self.fails("missing.md", "No such file or directory")

    def test_what_is_not_there_and_has_an_escape_sequence_in_its_name(self):
        self.fails("\x1b[2J.md", "No such file or directory",
                   "\\u{1B}[2J.md")

    def test_a_folder_that_is_not_there(self):
        self.fails("missing/", "No such file or directory")

    def test_a_file_named_as_a_folder(self):
        self.fails("good.md/", "Not a directory")

    def test_a_dangling_link(self):
        os.symlink("nowhere.md", self.path("a.md"))
        self.fails("a.md", "No such file or directory")

    def test_a_link_to_itself(self):
        os.symlink("a.md", self.path("a.md"))
        self.fails("a.md", "Too many levels of symbolic links")

    def test_two_links_to_each_other(self):
        os.symlink("a.md", self.path("b.md"))
        os.symlink("b.md", self.path("a.md"))
        self.fails("a.md", "Too many levels of symbolic links")

    def test_a_fifo(self):
        os.mkfifo(self.path("a.md"))
        self.fails("a.md", NOT_REGULAR)

    def test_a_socket(self):
        import socket  # only here
        folder = os.getcwd()
        os.chdir(self.folder)  # the path of a socket is short
        self.addCleanup(os.chdir, folder)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("a.md")
            self.fails("a.md", "No such device or address")

    def test_devices(self):
        for device in ("/dev/null", "/dev/zero", "/dev/full"):
            self.fails(device, NOT_REGULAR)

    def test_a_file_whose_size_the_kernel_does_not_tell_is_read(self):
        result = self.talkmark("text", "/proc/self/status")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertIn(b"talkmark", result.stdout)

    def test_a_file_that_holds_nul_bytes_in_proc(self):
        result = self.talkmark("text", "/proc/self/cmdline")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"/proc/self/cmdline:1:", result.stderr)

    def test_memory_of_the_program_itself(self):
        self.fails("/proc/self/mem", "Input/output error")

    def test_a_file_of_holes_over_64_mib(self):
        with open(self.path("a.md"), "wb") as file:
            file.truncate(1 << 40)
        self.reads("a.md", "good.md", code=2, says="a.md: error: too many "
                   "bytes in one talk (limit is 67108864)\n")


class Folders(Base):
    EMPTY = "warning: no file that ends in .md or .markdown\n"

    def test_an_empty_folder(self):
        os.mkdir(self.path("t"))
        self.reads("t", says=f"t: {self.EMPTY}", found=[])
        self.reads("t", "good.md", says=f"t: {self.EMPTY}")

    def test_empty_folders_in_folders(self):
        os.makedirs(self.path("t/a/b/c"))
        self.reads("t", says=f"t: {self.EMPTY}", found=[])

    def test_a_folder_whose_name_is_that_of_a_talk(self):
        self.write("t.md/a.md", "[DOOR](do:door)\n")
        self.reads("t.md", found=["DOOR"])

    def test_a_link_to_the_folder_above(self):
        self.write("t/a.md", "[DOOR](do:door)\n")
        os.symlink("..", self.path("t/up"))
        self.reads("t", found=["DOOR"], says="t/up: warning: a link in a "
                   "folder is not followed, name what it leads to\n")

    def test_the_current_folder_is_gone(self):
        os.mkdir(self.path("t"))
        command = f'cd t && rmdir ../t && exec "{tap.PROGRAM}" tasks .'
        result = subprocess.run(["sh", "-c", command], cwd=self.folder,
                                env=tap.setting(), capture_output=True,
                                check=False)
        self.assertEqual((result.returncode, result.stderr.decode()),
                         (0, f".: {self.EMPTY}"))
        command = f'mkdir t; cd t && rmdir ../t && exec "{tap.PROGRAM}" ' \
            'tasks a.md'
        result = subprocess.run(["sh", "-c", command], cwd=self.folder,
                                env=tap.setting(), capture_output=True,
                                check=False)
        self.assertEqual((result.returncode, result.stderr), (
            2, b"a.md: error: cannot be read: No such file or directory\n"))


class Twice(Base):
    """One file under two names would be two records of one name: an error,
    and not one that an id: could mend."""

    def told(self, *names):
        self.reads(*names, code=1, found=["WALK", "WALK"],
                   says=f"{names[1]}: error: this file was named before, "
                   f"as: {names[0]}\n")

    def test_the_same_file_twice(self):
        self.told("good.md", "good.md")

    def test_the_same_file_through_another_path(self):
        self.told("good.md", "./good.md")
        self.told("./good.md", os.path.join(self.folder, "good.md"))

    def test_the_same_file_through_a_link(self):
        os.makedirs(self.path("t"))
        os.symlink("../good.md", self.path("t/good.md"))
        self.told("good.md", "t/good.md")

    def test_the_same_file_by_a_hard_link(self):
        os.makedirs(self.path("t"))
        os.link(self.path("good.md"), self.path("t/good.md"))
        self.told("good.md", "t/good.md")

    def test_another_file_of_the_same_words_is_told_to_take_an_id(self):
        self.write("t/good.md", "[WALK](do:walk)\n")
        self.reads("good.md", "t/good.md", code=1, found=["WALK", "WALK"],
                   says="t/good.md: error: another file is this record, give "
                   'one an id: of its own: "good" is good.md\n')


class Rights(Base):
    def test_a_file_that_may_not_be_read(self):
        self.write("a.md", "[DOOR](do:door)\n")
        os.chmod(self.path("a.md"), 0)
        result = self.as_nobody("tasks", "a.md", "good.md")
        self.assertEqual((result.returncode, result.stderr), (
            2, b"a.md: error: cannot be read: Permission denied\n"))
        self.assertIn(b"WALK", result.stdout)

    def test_a_file_in_a_folder_that_may_not_be_entered(self):
        self.write("t/a.md", "[DOOR](do:door)\n")
        os.chmod(self.path("t"), 0)
        self.addCleanup(os.chmod, self.path("t"), 0o755)
        result = self.as_nobody("tasks", "t/a.md", "good.md")
        self.assertEqual((result.returncode, result.stderr), (
            2, b"t/a.md: error: cannot be read: Permission denied\n"))

    def not_written(self, result, name, reason):
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        self.assertEqual(result.stderr.decode(),
                         f"{name}: error: cannot be written: {reason}\n")

    def test_output_into_a_folder_that_may_not_be_written(self):
        os.makedirs(self.path("out"))
        result = self.as_nobody("tasks", "good.md", "-o", "out/a.csv")
        self.not_written(result, "out/a.csv", "Permission denied")
        self.assertEqual(os.listdir(self.path("out")), [])

    def test_output_onto_a_folder(self):
        os.makedirs(self.path("out.csv"))
        result = self.talkmark("tasks", "good.md", "-o", "out.csv")
        self.not_written(result, "out.csv", "Is a directory")

    def test_output_into_a_folder_that_is_not_there(self):
        result = self.talkmark("tasks", "good.md", "-o", "no/a.csv")
        self.not_written(result, "no/a.csv", "No such file or directory")

    def test_output_over_an_input(self):
        before = self.read("good.md")
        for name in ("good.md", "./good.md"):
            result = self.talkmark("tasks", "good.md", "-o", name,
                                   "-fmarkdown")
            self.assertEqual((result.returncode, result.stderr.decode()), (
                2, f"{name}: error: is an input: it would be overwritten\n"))
        self.assertEqual(self.read("good.md"), before)

    def test_output_through_a_link_that_leads_nowhere(self):
        os.symlink("nowhere/a.csv", self.path("a.csv"))
        result = self.talkmark("tasks", "good.md", "-o", "a.csv")
        self.not_written(result, "a.csv", "No such file or directory")
        self.assertTrue(os.path.islink(self.path("a.csv")))


class Changing(Base):
    """Files that change while they are read: never a crash, never a word of
    another file; what is read is what was there at some time."""

    def changes(self, change):
        """Run the program again and again beside 'change'."""
        big = "word " * 200000 + "[DOOR](do:door)\n"
        self.write("t/a.md", big)
        stop = threading.Event()

        def run():
            while not stop.is_set():
                change(self.path("t/a.md"), big)
                time.sleep(0.002)
        thread = threading.Thread(target=run)
        thread.start()
        results = [self.talkmark("tasks", "-fcsv", "--columns=text", "t",
                                 "good.md") for _ in range(12)]
        stop.set()
        thread.join()
        for result in results:
            self.assertIn(result.returncode, (0, 2))
            self.assertTrue(result.stdout.endswith(b"WALK\r\n"))
            if result.returncode:
                # Between two writes the system may show zeros.
                self.assertRegex(result.stderr, b"cannot be read: No such "
                                                b"file|holds a NUL byte")

    def test_a_file_that_is_removed_and_comes_back(self):
        def change(path, big):
            if os.path.exists(path):
                os.remove(path)
            else:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(big)
        self.changes(change)

    def test_a_file_that_grows_and_is_cut(self):
        def change(path, big):
            with open(path, "r+", encoding="utf-8") as file:
                file.truncate(len(big) // 2)
                file.seek(0, 2)
                file.write(big)
        self.changes(change)


if __name__ == "__main__":
    tap.main()

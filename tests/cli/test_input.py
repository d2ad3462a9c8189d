#!/usr/bin/env python3
"""What is read: files, folders, standard input, and what is none of these."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

NOBODY = 65534
NOT_FOLLOWED = "warning: a link in a folder is not followed, name what it " \
    "leads to\n"


class Base(tap.Case):
    def talk(self, *names):
        """Talks with one task each."""
        for name in names:
            self.write(name, "[do it](do:it)\n")

    def files(self, *arguments, code=0, error="", **more):
        """The files that were read, in the order of the list."""
        result = self.talkmark("tasks", "-fjsonl", *arguments, **more)
        self.assertEqual(result.stderr.decode(), error)
        self.assertEqual(result.returncode, code)
        return re.findall(r'"file":"([^"]*)"', result.stdout.decode())

    def link(self, target, name):
        os.symlink(target, self.path(name))


class Folders(Base):
    def test_a_folder_is_read_with_all_below_it_in_the_order_of_bytes(self):
        self.talk("t/b.md", "t/a.md", "t/B.md", "t/a/z.md", "t/a/b/c.md",
                  "t/a-b.md", "t/中.md", "t/é.md")
        found = self.files("t")
        self.assertEqual(found, sorted(found, key=str.encode))
        self.assertEqual(found, ["t/B.md", "t/a-b.md", "t/a.md", "t/a/b/c.md",
                                 "t/a/z.md", "t/b.md", "t/é.md", "t/中.md"])
        self.assertEqual(self.files("t/"), found)

    def test_arguments_stay_in_their_order(self):
        self.talk("t/b.md", "t/a.md", "z.md", "c.md")
        self.assertEqual(self.files("z.md", "t", "c.md"),
                         ["z.md", "t/a.md", "t/b.md", "c.md"])

    def test_only_names_of_talks_are_read_in_a_folder(self):
        self.talk("t/a.md", "t/b.markdown", "t/c.txt", "t/d.md.bak", "t/md",
                  "t/e.MD", "t/.md")
        self.assertEqual(self.files("t"), ["t/a.md", "t/b.markdown"])

    def test_a_file_that_is_named_may_have_any_name(self):
        self.talk("c.txt", "notes", ".d.md")
        self.assertEqual(self.files("c.txt", "notes", ".d.md"),
                         ["c.txt", "notes", ".d.md"])

    def test_hidden_files_and_folders_are_left_out(self):
        self.talk("t/a.md", "t/.b.md", "t/.git/c.md", "t/d/.e/f.md")
        self.assertEqual(self.files("t"), ["t/a.md"])

    def test_a_hidden_folder_that_is_named_is_read(self):
        self.talk(".drafts/a.md")
        self.assertEqual(self.files(".drafts"), [".drafts/a.md"])

    def test_a_link_that_leads_out_is_not_followed_and_told(self):
        self.talk("t/a.md", "secret.md", "other/b.md")
        self.link("../secret.md", "t/s.md")
        self.link("../other", "t/more")
        self.assertEqual(
            self.files("t", error=f"t/more: {NOT_FOLLOWED}"
                       f"t/s.md: {NOT_FOLLOWED}"), ["t/a.md"])

    def test_a_link_within_the_folder_is_read_once_under_its_own_name(self):
        self.talk("t/a.md", "t/deep/b.md")
        self.link("a.md", "t/z.md")
        self.link("../a.md", "t/deep/y.md")
        self.link("deep", "t/x")
        self.assertEqual(self.files("t"), ["t/a.md", "t/deep/b.md"])

    def test_a_link_to_what_is_not_read_within_the_folder_is_told(self):
        self.talk("t/.draft.md", "t/b.txt", "t/c.md")
        for name, target in (("x", ".draft.md"), ("y", "b.txt"),
                             ("z", "nowhere.md")):
            self.link(target, f"t/{name}.md")
        self.assertEqual(
            self.files("t", error="".join(
                f"t/{name}.md: {NOT_FOLLOWED}" for name in "xyz")),
            ["t/c.md"])

    def test_a_link_of_another_name_is_none_of_ours(self):
        self.talk("t/a.md", "b.md")
        self.link("../b.md", "t/b.txt")
        self.assertEqual(self.files("t"), ["t/a.md"])

    def test_links_in_a_loop_come_to_an_end(self):
        self.talk("t/a/b.md")
        self.link("..", "t/a/up")
        self.link(".", "t/self")
        self.link("me.md", "t/me.md")
        self.assertEqual(self.files("t", error=f"t/me.md: {NOT_FOLLOWED}"),
                         ["t/a/b.md"])

    def test_a_link_that_is_named_is_followed(self):
        self.talk("t/a.md")
        self.link("t", "folder")
        self.link("t/a.md", "file.md")
        self.assertEqual(self.files("folder"), ["folder/a.md"])
        self.assertEqual(self.files("file.md"), ["file.md"])

    def test_an_empty_folder_is_a_warning_and_an_empty_list(self):
        os.makedirs(self.path("t/deep"))
        self.talk("t/a.txt")
        self.assertEqual(self.files("t", error="t: warning: no file that ends "
                                    "in .md or .markdown\n"), [])

    def test_folders_too_deep_are_an_error_and_the_rest_is_read(self):
        self.talk("t/a.md", "t/" + "d/" * 64 + "b.md",
                  "t/" + "d/" * 65 + "c.md")
        path = "t/" + "d/" * 65
        result = self.talkmark("tasks", "-fjsonl", "t")
        self.assertEqual(result.stderr.decode(), f"{path[:-1]}: error: cannot "
                         "be read: over 64 folders in folders\n")
        self.assertEqual((result.returncode, result.stdout.count(b"\n")),
                         (2, 2))

    def test_names_with_control_characters_and_broken_bytes_are_escaped(self):
        name = os.fsencode(self.folder) + b"/t/\x1b[31m\xff.md"
        os.makedirs(self.path("t"))
        with open(name, "wb") as file:
            file.write(b'[a](do:a "2026-02-30")')
        result = self.talkmark("tasks", "t")
        self.assertIn(b"t/\\u{1B}[31m\\u{80}.md:1:11: error:", result.stderr)
        self.assertNotIn(b"\x1b", result.stdout + result.stderr)


class Unreadable(Base):
    """As a user who is not root: root may read everything."""

    def setUp(self):
        super().setUp()
        self.program = shutil.copy(tap.PROGRAM, self.path("program"))
        os.chmod(self.folder, 0o755)

    def errors(self, *arguments):
        more = {} if os.geteuid() else {"user": NOBODY, "group": NOBODY,
                                        "extra_groups": []}
        result = subprocess.run(
            [self.program, "tasks", "-fjsonl", *arguments], cwd=self.folder,
            env=tap.setting(), capture_output=True, check=False, **more)
        self.assertEqual(result.returncode, 2)
        self.found = re.findall(r'"file":"([^"]*)"', result.stdout.decode())
        return result.stderr.decode()

    def test_a_file_that_may_not_be_read_is_told_and_the_others_go_on(self):
        self.talk("a.md", "b.md")
        os.chmod(self.path("a.md"), 0)
        self.assertEqual(self.errors("a.md", "b.md"), "a.md: error: cannot be "
                         "read: Permission denied\n")
        self.assertEqual(self.found, ["b.md"])

    def test_a_folder_that_may_not_be_read_is_told_and_the_others_go_on(self):
        self.talk("t/no/a.md", "t/yes/b.md")
        os.chmod(self.path("t/no"), 0)
        self.addCleanup(os.chmod, self.path("t/no"), 0o755)
        self.assertEqual(self.errors("t"), "t/no: error: cannot be read: "
                         "Permission denied\n")
        self.assertEqual(self.found, ["t/yes/b.md"])
        self.assertEqual(self.errors("t/no"), "t/no: error: cannot be read: "
                         "Permission denied\n")


class Others(Base):
    """What is no file and no folder."""

    def fails(self, reason, *arguments, **more):
        result = self.talkmark("tasks", *arguments, **more)
        self.assertEqual(result.stderr.decode(),
                         f"{arguments[-1]}: error: cannot be read: {reason}\n")
        self.assertEqual((result.returncode, result.stdout), (2, b""))

    def test_a_file_that_is_not_there(self):
        self.fails("No such file or directory", "missing.md")
        self.fails("No such file or directory", "no/folder/a.md")

    def test_a_link_that_leads_nowhere(self):
        self.link("nowhere.md", "a.md")
        self.fails("No such file or directory", "a.md")

    def test_a_file_that_is_used_as_a_folder(self):
        self.talk("a.md")
        self.fails("Not a directory", "a.md/b.md")

    def test_a_fifo_is_not_waited_for(self):
        os.mkfifo(self.path("f.md"))
        self.fails("not a regular file; use - for standard input", "f.md")

    def test_a_fifo_in_a_folder_is_told_and_the_others_go_on(self):
        self.talk("t/b.md")
        os.mkfifo(self.path("t/a.md"))
        self.assertEqual(
            self.files("t", code=2, error="t/a.md: error: cannot be read: not "
                       "a regular file; use - for standard input\n"),
            ["t/b.md"])

    def test_a_device_is_not_read(self):
        for device in ("/dev/zero", "/dev/null"):
            self.fails("not a regular file; use - for standard input", device)

    def test_a_folder_on_standard_input(self):
        file = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, file)
        result = self.talkmark("tasks", "-", stdin=file)
        self.assertEqual(result.stderr, b"stdin: error: cannot be read: Is a "
                         b"directory\n")
        self.assertEqual(result.returncode, 2)

    def test_a_file_over_64_mib_is_refused(self):
        with open(self.path("a.md"), "wb") as file:
            file.truncate(64 * 1024 * 1024 + 1)
        result = self.talkmark("tasks", "a.md")
        self.assertEqual(result.stderr, b"a.md: error: too many bytes in one "
                         b"talk (limit is 67108864)\n")
        self.assertEqual(result.returncode, 2)


class StandardInput(Base):
    def test_a_hyphen_is_standard_input(self):
        self.assertEqual(self.files("-", stdin=b"[a](do:a)"), ["stdin"])

    def test_it_may_be_given_a_name(self):
        self.assertEqual(self.files("-", "--stdin-filename", "t/q3.md",
                                    stdin=b"[a](do:a)"), ["t/q3.md"])
        result = self.talkmark("tasks", "-", "--stdin-filename=t/q3.md",
                               stdin=b'[a](do:a "2026-02-30")')
        self.assertIn(b" q3#a\n", result.stdout)
        self.assertTrue(result.stderr.startswith(b"t/q3.md:1:11: error: "))

    def test_the_name_need_not_be_there_and_is_not_read(self):
        self.write("x.md", "[other](do:other)\n")
        result = self.talkmark("tasks", "-fjsonl", "-",
                               "--stdin-filename=x.md", stdin=b"[a](do:a)")
        self.assertEqual(result.returncode, 0)
        self.assertIn(b'"id":"a"', result.stdout)
        self.assertNotIn(b"other", result.stdout)

    def test_it_may_stand_among_files_once(self):
        self.talk("a.md", "b.md")
        self.assertEqual(self.files("a.md", "-", "b.md", stdin=b"[c](do:c)"),
                         ["a.md", "stdin", "b.md"])

    def test_talks_of_the_folder_one_is_in_have_its_name_not_before_theirs(self):
        self.talk("a.md", "-/b.md", "-c.md")
        for here in (".", "./"):
            self.assertEqual(self.files(here),
                             ["-/b.md", "-c.md", "a.md"])

    def test_a_file_whose_name_is_a_hyphen_is_named_with_its_folder(self):
        self.talk("-")
        self.assertEqual(self.files("./-"), ["./-"])

    def test_an_empty_one_is_an_empty_talk(self):
        self.assertEqual(self.files("-", stdin=b""), [])

    def test_a_closed_one_is_an_error(self):
        command = f'exec "{tap.PROGRAM}" tasks - <&-'
        result = subprocess.run(["sh", "-c", command], env=tap.setting(),
                                capture_output=True, check=False)
        self.assertEqual(result.stderr, b"stdin: error: cannot be read: Bad "
                         b"file descriptor\n")
        self.assertEqual(result.returncode, 2)

    def test_a_slow_one_is_read_to_its_end(self):
        command = f'{{ printf "[a]"; sleep 0.1; printf "(do:a)"; }} | ' \
            f'"{tap.PROGRAM}" tasks -fjsonl -'
        result = subprocess.run(["sh", "-c", command], env=tap.setting(),
                                capture_output=True, check=False)
        self.assertIn(b'"id":"a"', result.stdout)


class Records(Base):
    SAME = "{}: error: another file is this record, give one an id: of its " \
        'own: "{}" is {}\n'

    def test_two_files_of_one_record_are_an_error(self):
        self.talk("x/a.md", "y/a.md")
        self.assertEqual(
            self.files("x", "y", code=1,
                       error=self.SAME.format("y/a.md", "a", "x/a.md")),
            ["x/a.md", "y/a.md"])

    def test_an_ending_does_not_part_two_records(self):
        self.talk("x/a.md", "y/a.markdown")
        self.files("x", "y", code=1, error=self.SAME.format(
            "y/a.markdown", "a", "x/a.md"))

    def test_an_id_parts_them(self):
        self.talk("x/a.md")
        self.write("y/a.md", "---\nid: b\n---\n[a](do:a)\n")
        self.assertEqual(self.files("x", "y"), ["x/a.md", "y/a.md"])

    def test_an_id_that_is_the_name_of_another_does_not(self):
        self.talk("a.md")
        self.write("b.md", "---\nid: a\n---\n[a](do:a)\n")
        self.files("a.md", "b.md", code=1,
                   error=self.SAME.format("b.md", "a", "a.md"))

    def test_each_of_many_is_told(self):
        for i in range(40):
            self.talk(f"{i:02}/a.md", f"{i:02}/b{i}.md")
        self.files(".", code=1, error="".join(
            self.SAME.format(f"{i:02}/a.md", "a", "00/a.md")
            for i in range(1, 40)))


class ExitCodes(Base):
    CLEAN = "[a](do:a)\n"
    WARNING = '---\npeople: {b: B}\n---\n[a](do:a "@c")\n'
    ERROR = '[a](do:a "2026-02-30")\n'

    def code(self, *arguments):
        codes = {self.talkmark(command, *arguments, "-o", "out",
                               *(["-ftable"] if command == "tasks" else []))
                 .returncode for command in ("tasks", "outline")}
        if len(arguments) == 1:
            codes.add(self.talkmark("render", *arguments).returncode)
        self.assertEqual(len(codes), 1)
        return codes.pop()

    def test_0_is_clean_or_warned_1_an_error_in_a_talk_2_what_was_not_read(
            self):
        self.write("clean.md", self.CLEAN)
        self.write("warning.md", self.WARNING)
        self.write("error.md", self.ERROR)
        self.write("bytes.md", b"\xff\n")
        self.assertEqual(self.code("clean.md"), 0)
        self.assertIn(b"warning", self.talkmark("tasks", "warning.md").stderr)
        self.assertEqual(self.code("warning.md"), 0)
        self.assertEqual(self.code("error.md"), 1)
        self.assertEqual(self.code("bytes.md"), 2)
        self.assertEqual(self.code("missing.md"), 2)

    def test_the_worst_of_several_counts(self):
        self.write("clean.md", self.CLEAN)
        self.write("error.md", self.ERROR)
        self.write("bytes.md", b"\xff\n")
        self.assertEqual(self.code("clean.md", "error.md"), 1)
        self.assertEqual(self.code("error.md", "clean.md"), 1)
        self.assertEqual(self.code("bytes.md", "error.md", "clean.md"), 2)
        self.assertEqual(self.code("error.md", "missing.md", "clean.md"), 2)

    def test_a_broken_talk_does_not_stop_the_others(self):
        self.talk("t/a.md", "t/c.md")
        self.write("t/b.md", b"\xb1\xea\xcc\xe2\xa1\xa3\n")
        result = self.talkmark("render", "t", "-o", "p/", "--tasks",
                               "p/tasks.jsonl")
        self.assertEqual(result.returncode, 2)
        self.assertTrue(result.stderr.startswith(b"t/b.md:1:1: error: not "
                                                 b"UTF-8: looks like GBK"))
        self.assertEqual(sorted(os.listdir(self.path("p"))),
                         ["a.html", "c.html", "tasks.jsonl"])
        self.assertEqual(self.read("p/tasks.jsonl").count(b"\n"), 2)
        self.assertEqual(self.files("t", code=2, error=result.stderr.decode()),
                         ["t/a.md", "t/c.md"])


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""talkmark check --fix writes in place and loses nothing: every byte that no
mend names, the file's name, links, owner, mode and attributes stay; where
something would be lost, nothing is written and a message says why.

tests/faults/ lets each system call fail, signals come and others write at every
one of them.
"""
import errno
import fcntl
import os
import resource
import shutil
import stat
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

WRONG = "# Yard\n\nPlease [walk it](do:walk “@ana 2026-04-01”), all.\n"
RIGHT = WRONG.replace("“", '"').replace("”", '"')
NOBODY = 65534
ROOT = os.geteuid() == 0
ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"


def acl(*entries):
    """A list of who may do what, as the kernel takes it: (tag, rights, id)."""
    return struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", tag, rights, who & 0xffffffff)
        for tag, rights, who in entries)


# Owner, the user NOBODY, group, mask, others.
OF_NOBODY = acl((1, 6, -1), (2, 6, NOBODY), (4, 4, -1), (16, 6, -1),
                (32, 0, -1))


class Base(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("talk.md", WRONG)

    def everything(self):
        """All below the folder: links as what they lead to, files as their
        bytes."""
        found = {}
        for at, folders, names in os.walk(self.folder):
            for name in folders + names:
                path = os.path.join(at, name)
                key = os.path.relpath(path, self.folder)
                if os.path.islink(path):
                    found[key] = os.readlink(path)
                elif os.path.isfile(path):
                    with open(path, "rb") as file:
                        found[key] = file.read()
        return found

    def fix(self, *words, **more):
        return self.talkmark("check", "--fix", *words, **more)

    def fixed(self, *words, **more):
        """Mend, which must do it and leave nothing else behind."""
        before = self.everything()
        result = self.fix(*words, **more)
        self.assertEqual(result.returncode, 0, result.stderr)
        after = self.everything()
        self.assertEqual(after.keys(), before.keys())
        return {name for name in after if after[name] != before[name]}

    def refused(self, message, *words, **more):
        before = self.everything()
        result = self.fix(*words, **more)
        self.assertEqual(result.returncode, 2, result.stderr)
        lines = result.stderr.decode().splitlines(True)
        self.assertIn(message, lines)
        self.assertEqual(self.everything(), before)

    def ability(self, call, *arguments):
        """Do it; where this file system has no such thing, skip the test."""
        try:
            return call(*arguments)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EPERM):
                raise
            return self.skipTest(f"no {arguments[1]} here")


class Bytes(Base):
    def test_only_the_bytes_that_a_mend_names_change(self):
        for before, after in (
                (WRONG, RIGHT),
                (WRONG.rstrip("\n"), RIGHT.rstrip("\n")),
                (WRONG.replace("\n", "\r\n"), RIGHT.replace("\n", "\r\n")),
                (WRONG.replace("\n", "\r"), RIGHT.replace("\n", "\r")),
                ("\ufeff" + WRONG, "\ufeff" + RIGHT),
                ("\ufeff" + WRONG.replace("\n", "\r\n") + "\t \x01 \r\n",
                 "\ufeff" + RIGHT.replace("\n", "\r\n") + "\t \x01 \r\n"),
                ("> 要求  \n> " + WRONG.split("\n")[2],
                 "> 要求  \n> " + RIGHT.split("\n")[2])):
            self.write("talk.md", before)
            self.assertEqual(self.fixed("talk.md"), {"talk.md"})
            self.assertEqual(self.read("talk.md"), after.encode())

    def test_a_file_without_mends_is_not_written(self):
        """Not even one that could not be."""
        self.write("talk.md", RIGHT)
        os.link(self.path("talk.md"), self.path("other.md"))
        os.chmod(self.path("talk.md"), 0o444)
        os.utime(self.path("talk.md"), ns=(1, 1))
        os.utime(self.folder, ns=(2, 2))
        before = os.stat(self.path("talk.md"))
        self.assertEqual(self.fixed("talk.md"), set())
        after = os.stat(self.path("talk.md"))
        self.assertEqual((after.st_ino, after.st_mtime_ns, after.st_ctime_ns),
                         (before.st_ino, before.st_mtime_ns,
                          before.st_ctime_ns))
        self.assertEqual(os.stat(self.folder).st_mtime_ns, 2)

    def test_a_second_run_finds_nothing_to_write(self):
        self.fixed("talk.md")
        inode = os.stat(self.path("talk.md")).st_ino
        self.assertEqual(self.fixed("talk.md"), set())
        self.assertEqual(os.stat(self.path("talk.md")).st_ino, inode)

    def test_one_that_is_refused_keeps_none_of_the_others(self):
        for name in ("a.md", "b.md", "c.md"):
            self.write(f"t/{name}", WRONG)
        os.link(self.path("t/b.md"), self.path("other.md"))
        result = self.fix("t")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(
            [self.read(f"t/{name}").decode() == RIGHT
             for name in ("a.md", "b.md", "c.md")], [True, False, True])

    def test_without_fix_nothing_is_written(self):
        for words in ((), ("--diff",), ("--fix", "--diff"),
                      ("--diff", "--unsafe")):
            self.talkmark("check", *words, "talk.md")
            self.assertEqual(self.everything(), {"talk.md": WRONG.encode()})


class Links(Base):
    def test_a_link_stays_and_what_it_leads_to_is_written(self):
        self.write("real/talk.md", WRONG)
        os.symlink("real/talk.md", self.path("link.md"))
        os.symlink("link.md", self.path("chain.md"))
        self.assertEqual(self.fixed("chain.md"), {"real/talk.md"})
        self.assertEqual(self.read("real/talk.md").decode(), RIGHT)

    def test_a_file_with_two_names_is_left(self):
        os.link(self.path("talk.md"), self.path("other.md"))
        self.refused("talk.md: error: is left as it is: it has several names "
                     "(hard links): the others would keep the old text\n",
                     "talk.md")

    def test_what_is_no_regular_file_is_no_talk(self):
        os.mkfifo(self.path("pipe.md"))
        self.refused("pipe.md: error: cannot be read: not a regular file; use "
                     "- for standard input\n", "pipe.md")
        os.symlink("nowhere", self.path("lost.md"))
        self.refused("lost.md: error: cannot be read: No such file or "
                     "directory\n", "lost.md")


class Rights(Base):
    def as_nobody(self):
        """What makes the program run as somebody who may not do everything,
        and the folder theirs."""
        if not ROOT:
            return {}
        shutil.copy(tap.PROGRAM, self.folder + ".program")
        self.addCleanup(os.remove, self.folder + ".program")
        os.chmod(self.folder + ".program", 0o755)
        os.chown(self.folder, NOBODY, NOBODY)
        return {"executable": self.folder + ".program", "user": NOBODY,
                "group": NOBODY, "extra_groups": []}

    def test_the_mode_stays_whatever_the_umask(self):
        for mode in (0o600, 0o640, 0o644, 0o666, 0o664, 0o755, 0o4755, 0o200 |
                     0o444):
            self.write("talk.md", WRONG)
            os.chmod(self.path("talk.md"), mode)
            self.fixed("talk.md", umask=0o27)
            self.assertEqual(
                stat.S_IMODE(os.stat(self.path("talk.md")).st_mode), mode)
            self.assertEqual(self.read("talk.md").decode(), RIGHT)

    def test_a_read_only_file_is_left_also_by_one_who_may_do_everything(self):
        os.chmod(self.path("talk.md"), 0o444)
        self.refused("talk.md: error: is left as it is: it is read-only\n",
                     "talk.md")

    def test_a_file_that_we_may_not_write_is_left(self):
        who = self.as_nobody()
        os.chmod(self.path("talk.md"), 0o644 if ROOT else 0o464)
        self.refused("talk.md: error: cannot be written: Permission denied\n",
                     "talk.md", **who)

    def test_a_folder_that_we_may_not_write_keeps_its_file(self):
        who = self.as_nobody()
        self.write("t/talk.md", WRONG)
        os.chmod(self.path("t/talk.md"), 0o666)
        os.chmod(self.path("t"), 0o555)
        self.addCleanup(os.chmod, self.path("t"), 0o755)
        self.refused("t/talk.md: error: cannot be written: Permission "
                     "denied\n", "t/talk.md", **who)

    def test_the_owner_stays(self):
        if not ROOT:
            self.skipTest("only root can give a file away")
        os.chmod(self.path("talk.md"), 0o2751)
        os.chown(self.path("talk.md"), NOBODY, 12345)
        os.chmod(self.path("talk.md"), 0o2751)
        self.fixed("talk.md")
        status = os.stat(self.path("talk.md"))
        self.assertEqual((status.st_uid, status.st_gid, status.st_mode),
                         (NOBODY, 12345, 0o102751))

    def test_a_file_whose_owner_cannot_stay_is_left(self):
        if not ROOT:
            self.skipTest("only root can give a file away")
        who = self.as_nobody()
        os.chmod(self.path("talk.md"), 0o666)
        self.refused("talk.md: error: its owner and group cannot be kept: "
                     "Operation not permitted\n", "talk.md", **who)


class Attributes(Base):
    def test_attributes_of_the_user_stay(self):
        path = self.path("talk.md")
        self.ability(os.setxattr, path, "user.office", b"hall\0b")
        os.setxattr(path, "user.empty", b"")
        os.setxattr(path, "user.long", b"x" * 1000)
        self.assertEqual(self.fixed("talk.md"), {"talk.md"})
        self.assertEqual({name: os.getxattr(path, name)
                          for name in os.listxattr(path)
                          if name.startswith("user.")},
                         {"user.office": b"hall\0b", "user.empty": b"",
                          "user.long": b"x" * 1000})

    def test_who_may_do_what_stays(self):
        path = self.path("talk.md")
        self.ability(os.setxattr, path, ACCESS, OF_NOBODY)
        before = os.stat(path)
        self.assertEqual(self.fixed("talk.md"), {"talk.md"})
        self.assertEqual(os.getxattr(path, ACCESS), OF_NOBODY)
        self.assertEqual(os.stat(path).st_mode, before.st_mode)

    def test_what_the_folder_grants_new_files_is_not_granted(self):
        path = self.path("talk.md")
        os.chmod(path, 0o660)
        self.ability(os.setxattr, self.folder, DEFAULT, OF_NOBODY)
        self.assertEqual(self.fixed("talk.md"), {"talk.md"})
        self.assertNotIn(ACCESS, os.listxattr(path))
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o660)


class Others(Base):
    def test_a_file_that_another_program_has_locked_is_left(self):
        for how in (fcntl.LOCK_EX, fcntl.LOCK_SH):
            with open(self.path("talk.md"), "rb") as file:
                fcntl.flock(file, how)
                self.refused("talk.md: error: is left as it is: another "
                             "program is writing it\n", "talk.md")
        self.fixed("talk.md")

    def test_a_limit_on_the_size_of_files_leaves_the_old_one(self):
        for size in (0, 1, len(WRONG.encode()) // 2):
            self.refused(
                "talk.md: error: cannot be written: File too large\n",
                "talk.md", preexec_fn=lambda limit=size: resource.setrlimit(
                    resource.RLIMIT_FSIZE, (limit, limit)))

    def test_standard_input_is_nothing_to_write_to(self):
        self.refused("talkmark: standard input cannot be mended in place, see "
                     "--diff\n", "-", "talk.md", stdin=WRONG.encode())


if __name__ == "__main__":
    tap.main()

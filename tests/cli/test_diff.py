#!/usr/bin/env python3
"""The diff of what edits change (cli/diff.h): "patch -p1" and "git apply" make
of the old text exactly the new one, whatever was edited.

tests/helpers/diff.c prints it. What an edit makes of a text is worked out here
a second time.
"""
import difflib
import os
import random
import re
import resource
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

HELPER = os.path.join(tap.BUILD, "tests", "helpers", "diff")
CASES = 150
PIECES = ("a", "walk", " ", "要求", "\n", "\n", "\n\n", "\r\n", "\r", "- ", "+ ",
          "--- a/x\n", "\\ No newline at end of file\n", "@@ -1 +1 @@\n", "\t")
NAMES = ("talk.md", "two words.md", "周一 #1.md", "a/b/c.md", 'quo"te.md',
         "back\\slash.md", "tab\there.md", "bell\a.md", "line\nend.md",
         "-dash.md", " blank .md", "\x7f\x01.md")


def edited(old, edits):
    """What 'edits', (start, end, new) in bytes, make of 'old'."""
    parts, at = [], 0
    for start, end, new in edits:
        parts += [old[at:start], new]
        at = end
    return b"".join(parts) + old[at:]


def diff(name, path, edits, **more):
    lines = "".join(f"{start} {end} {new.hex()}\n" for start, end, new in edits)
    done = subprocess.run([HELPER, name, path], input=lines.encode(),
                          capture_output=True, check=False, env=tap.setting(),
                          timeout=tap.SECONDS, **more)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    return done.stdout


class Random:
    """Texts and edits of them; the same in each run."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, most):
        return "".join(self.random.choices(
            PIECES, k=self.random.randrange(most))).encode()

    def edits(self, old, most):
        """Apart, ascending; some touch, some change nothing."""
        count = self.random.randrange(1, most)
        places = sorted(self.random.randrange(len(old) + 1)
                        for _ in range(2 * count))
        edits = []
        for start, end in zip(places[::2], places[1::2]):
            if self.random.random() < 0.6:
                end = min(end, start + self.random.randrange(4))
            new = self.random.choice(
                (self.text(4), self.text(4), b"", old[start:end]))
            edits.append((start, end, new))
        return edits


class Base(tap.Case):
    def make(self, texts):
        """Write each old text into two folders; 'texts' are by name."""
        for name, (old, _) in texts.items():
            for folder in ("patch", "git"):
                self.write(f"{folder}/{name}", old)

    def apply(self, patch):
        env = tap.setting(HOME=self.folder, GIT_CONFIG_NOSYSTEM="1",
                          GIT_CEILING_DIRECTORIES=self.folder)
        for folder, words in (
                ("patch", ["patch", "-p1", "--binary", "-s", "-f"]),
                ("git", ["git", "apply", "--whitespace=nowarn", "-"])):
            done = subprocess.run(
                words, cwd=self.path(folder), input=patch, env=env,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                timeout=tap.SECONDS)
            self.assertEqual((done.returncode, done.stdout), (0, b""), folder)

    def assert_applies(self, texts, patch):
        self.apply(patch)
        for name, (_, new) in texts.items():
            for folder in ("patch", "git"):
                self.assertEqual(self.read(f"{folder}/{name}"), new,
                                 f"{folder}: {name}")

    def show(self, old, *edits, name="t.md"):
        return diff(name, self.write("old", old), edits).decode()


class Programs(Base):
    def test_both_programs_make_the_new_text_of_any_edits(self):
        texts, patches = {}, []
        for seed in range(CASES):
            chance = Random(seed)
            old = b"first\n" + chance.text((6, 60, 300)[seed % 3])
            edits = chance.edits(old, (2, 4, 20)[seed // 3 % 3])
            new = edited(old, edits)
            # Neither program can tell an empty file from none.
            if not new:
                continue
            name = f"{seed}.md"
            texts[name] = old, new
            patches.append(diff(name, self.write("old", old), edits))
            self.assertEqual(patches[-1] == b"", old == new, seed)
        self.assertGreater(len(texts), CASES * 0.9)
        self.assertGreater(sum(patch != b"" for patch in patches), CASES * 0.7)
        self.make(texts)
        self.assert_applies(texts, b"".join(patches))

    def test_both_programs_find_files_of_odd_names(self):
        texts = {name: (b"old\n", b"new\n") for name in NAMES}
        self.make(texts)
        patch = b"".join(diff(name, self.write("old", b"old\n"),
                              [(0, 3, b"new")]) for name in NAMES)
        self.assert_applies(texts, patch)

    def test_a_path_is_one_from_the_folder_on(self):
        texts = {"a/b.md": (b"old\n", b"new\n")}
        for name in ("a/b.md", "./a/b.md", "a//b.md", "a/./b.md", ".//a/b.md",
                     "/a/b.md", "//a/b.md"):
            self.make(texts)
            patch = self.show(b"old\n", (0, 3, b"new"), name=name)
            self.assertIn("\n+++ b/a/b.md\n", patch)
            self.assert_applies(texts, patch.encode())

    def test_it_is_as_short_as_that_of_python(self):
        """Of edits within single lines, hunks and all."""
        chance = random.Random(1)
        for number in range(60):
            old = "".join(f"line {i}\n" for i in range(chance.randrange(1, 60)))
            edits, at = [], 0
            for line in old.splitlines(True):
                if chance.random() < (0.05, 0.2, 0.6)[number % 3]:
                    edits.append((at, at + 1, b"L%d" % len(edits)))
                at += len(line)
            new = edited(old.encode(), edits).decode()
            want = "".join(difflib.unified_diff(
                old.splitlines(True), new.splitlines(True), "a/t.md", "b/t.md"))
            # difflib looks for the best match, and one of few lines may find
            # some that are alike: none of these is like another.
            self.assertEqual(self.show(old.encode(), *edits), want)


class Text(Base):
    HEAD = "--- a/t.md\n+++ b/t.md\n"

    def test_three_lines_around_a_change_are_shown(self):
        old = "".join(f"{i}\n" for i in range(10)).encode()
        self.assertEqual(
            self.show(old, (10, 11, b"five")), self.HEAD +
            "@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n")

    def test_changes_up_to_six_lines_apart_share_a_hunk(self):
        old = "".join(f"{i}\n" for i in range(10)).encode()
        for last, hunks in ((14, 1), (16, 2)):
            shown = self.show(old, (0, 1, b"a"), (last, last + 1, b"b"))
            self.assertEqual(shown.count("@@ -"), hunks, shown)

    def test_lines_that_touch_are_taken_out_together(self):
        self.assertEqual(
            self.show(b"a\nb\nc\n", (0, 1, b"A"), (2, 3, b"B")),
            self.HEAD + "@@ -1,3 +1,3 @@\n-a\n-b\n+A\n+B\n c\n")

    def test_an_edit_that_changes_nothing_is_no_change(self):
        self.assertEqual(self.show(b"a\nb\n", (0, 3, b"a\nb")), "")
        self.assertEqual(self.show(b"a\nb\n"), "")
        self.assertEqual(
            self.show(b"a\nb\nc\n", (0, 5, b"a\nB\nc")),
            self.HEAD + "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n")

    def test_a_line_taken_out_and_a_line_put_in_leave_their_neighbours(self):
        self.assertEqual(self.show(b"a\nb\n", (0, 2, b"")),
                         self.HEAD + "@@ -1,2 +1 @@\n-a\n b\n")
        self.assertEqual(self.show(b"a\nb\n", (2, 2, b"new\n")),
                         self.HEAD + "@@ -1,2 +1,3 @@\n a\n+new\n b\n")
        self.assertEqual(self.show(b"", (0, 0, b"new\n")),
                         self.HEAD + "@@ -0,0 +1 @@\n+new\n")
        self.assertEqual(self.show(b"a\n", (0, 2, b"")),
                         self.HEAD + "@@ -1 +0,0 @@\n-a\n")

    def test_a_line_end_that_is_missing_is_told(self):
        self.assertEqual(
            self.show(b"a\nb", (0, 1, b"A")), self.HEAD +
            "@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n")
        self.assertEqual(
            self.show(b"a", (1, 1, b"\n")), self.HEAD +
            "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")

    def test_carriage_returns_and_a_byte_order_mark_stay(self):
        shown = self.show("\ufeffa\r\nb\r\n".encode(), (6, 7, b"B"))
        self.assertEqual(shown, self.HEAD + "@@ -1,2 +1,2 @@\n \ufeffa\r\n"
                         "-b\r\n+B\r\n")

    def test_names_are_quoted_where_git_would(self):
        for name, want in (("周一.md", "a/周一.md\n"),
                           ("two words.md", "a/two words.md\t\n"),
                           ('a"b\\c\n.md', '"a/a\\"b\\\\c\\n.md"\n'),
                           ("\x01 \x7f.md", '"a/\\001 \\177.md"\t\n')):
            shown = self.show(b"old\n", (0, 3, b"new"), name=name)
            self.assertTrue(shown.startswith(f"--- {want}+++ "), shown)

    def test_a_file_of_one_line_with_many_edits_takes_no_longer(self):
        """Every edit is on the line: looked for from each, it would take the
        square of their number."""
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (8, 8))

        old = b"word " * 1_200_000
        edits = [(at, at + 1, b"W") for at in range(0, len(old), 25)]
        shown = diff("t.md", self.write("old", old), edits, preexec_fn=limit)
        self.assertEqual(re.findall(rb"^[-+]word|^[-+]Word", shown, re.M),
                         [b"-word", b"+Word"])
        self.assertIn(edited(old, edits), shown)


if __name__ == "__main__":
    tap.main()

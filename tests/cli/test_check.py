#!/usr/bin/env python3
"""talkmark check: where findings and messages go, exit codes, what
talkmark.yaml and notes change, mends in place and as a difference, and what
is found across talks."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

ERROR = "[do](do:a 'due:2026-02-30 @w') it.\n"       # date-impossible
WARNING = "我们说**要点。**下文这样。\n"               # emphasis-open, safe
HINT = "[late](do:b '@w').\n"                        # due-missing
MENDED = "我们说**要点**。下文这样。\n"


class Check(tap.Case):
    def check(self, *arguments, code=0, **more):
        result = self.talkmark("check", *arguments, **more)
        self.assertEqual(result.returncode, code,
                         result.stdout + result.stderr)
        self.said = result.stderr.decode()
        return result.stdout.decode()

    def found(self, *arguments, code=0, **more):
        """(file, rule, severity, line) of each finding."""
        lines = self.check("-fjson", *arguments, code=code, **more)
        rows = [json.loads(line) for line in lines.splitlines()]
        return [(row["file"], row["rule"], row["severity"], row["line"])
                for row in rows]


class Results(Check):
    def test_a_sound_talk_gives_nothing_and_0(self):
        self.write("a.md", "# Talk\n\nHello.\n")
        self.assertEqual(self.check("a.md"), "")
        self.assertEqual(self.said, "")

    def test_findings_go_to_standard_output_the_summary_beside(self):
        self.write("a.md", ERROR)
        out = self.check("a.md", code=1)
        self.assertTrue(out.startswith("a.md:1:12: error: no such day: "
                                       '"due:2026-02-30" [date-impossible]\n'),
                        out)
        self.assertRegex(self.said, r"^1 error\b.*\n$")

    def test_the_exit_code_follows_the_worst_finding_and_fail_on(self):
        for name, source, codes in (("e.md", ERROR, (1, 1, 1, 0)),
                                    ("w.md", WARNING, (0, 1, 1, 0)),
                                    ("h.md", HINT, (0, 0, 1, 0)),
                                    ("n.md", "Hello.\n", (0, 0, 0, 0))):
            self.write(name, source)
            for level, code in zip(("error", "warning", "hint", "never"),
                                   codes):
                with self.subTest(name=name, level=level):
                    self.check(f"--fail-on={level}", name, code=code)
            self.check(name, code=codes[0])

    def test_what_cannot_be_opened_is_2_and_the_others_are_checked(self):
        self.write("a.md", ERROR)
        rows = self.found("none.md", "a.md", code=2)
        self.assertEqual([row[1] for row in rows], ["date-impossible"])
        self.assertIn("none.md", self.said)

    def test_what_is_no_text_is_a_finding(self):
        self.write("a.md", b"\xff\xfe\x00")
        self.write("b.md", "one\0two\n")
        self.assertEqual(self.found("a.md", "b.md", code=1),
                         [("a.md", "not-text", "error", 1),
                          ("b.md", "not-text", "error", 1)])

    def test_standard_input_is_checked_under_its_name(self):
        self.assertEqual(
            self.found("--stdin-filename=x.md", "-", stdin=ERROR.encode(),
                       code=1),
            [("x.md", "date-impossible", "error", 1)])

    def test_a_full_disk_is_2(self):
        self.write("a.md", ERROR)
        with open("/dev/full", "wb") as full:
            result = self.talkmark("check", "a.md", stdout=full)
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"cannot be written", result.stderr)

    def test_unsafe_alone_and_mending_standard_input_are_refused(self):
        self.write("a.md", ERROR)
        self.check("--unsafe", "a.md", code=2)
        self.assertIn("--unsafe goes with --fix or --diff", self.said)
        self.check("--fix", "-", code=2, stdin=WARNING.encode())
        self.assertIn("standard input cannot be mended", self.said)


class Severities(Check):
    def test_talkmark_yaml_makes_a_rule_matter_more_less_or_not(self):
        self.write("a.md", ERROR + "\n" + WARNING)
        for said, expected in (
                ("date-impossible: warning", ["warning", "warning"]),
                ("date-impossible: hint", ["hint", "warning"]),
                ("date-impossible: off", ["warning"]),
                ("{date-impossible: off, emphasis-open: error}", ["error"])):
            self.write("talkmark.yaml", f"check: {said}\n"
                       if said[0] == "{" else f"check:\n  {said}\n")
            with self.subTest(said=said):
                rows = self.found("a.md", code=int("error" in expected))
                self.assertEqual([row[2] for row in rows
                                  if not row[1].endswith("-missing")],
                                 expected)

    def test_other_commands_go_on_as_before(self):
        self.write("a.md", ERROR)
        self.write("talkmark.yaml", "check: {date-impossible: off}\n")
        self.assertEqual(self.talkmark("tasks", "a.md").returncode, 1)

    def test_a_rule_or_severity_that_is_none_is_told(self):
        self.write("a.md", "Hello.\n")
        self.write("talkmark.yaml", "check: {no-rule: off, id-twice: loud}\n")
        out = self.check("a.md", code=1)
        self.assertIn("talkmark.yaml:1:9: warning: talkmark has no rule of "
                      "this name: \"no-rule\"", out)
        self.assertIn("error, warning, hint or off", out)


class Mends(Check):
    def test_fix_mends_in_place_and_tells_what_is_left(self):
        self.write("a.md", WARNING + "\n" + ERROR)
        rows = self.found("--fix", "a.md", code=1)
        self.assertEqual([row[1] for row in rows if row[2] == "error"],
                         ["date-impossible"])
        self.assertEqual(self.read("a.md").decode(), MENDED + "\n" + ERROR)
        self.check("--fix", "a.md", code=1)
        self.assertIn("1 error", self.said)

    def test_a_summary_tells_of_mends(self):
        self.write("a.md", WARNING)
        self.check("a.md")
        self.assertEqual(
            self.said, '1 warning; "talkmark check --fix a.md" mends it\n')
        self.check("--fix", "a.md")
        self.assertEqual(self.said, "1 mend made in 1 file\n")

    def test_a_summary_says_what_to_do_next(self):
        self.write("a.md", WARNING + "\n[do](do:a '2026-03-20 @w "
                   "status:finished').\n")
        self.write("b c.md", WARNING)
        self.write("h.md", HINT)
        self.write("e.md", HINT + "\n[x](do:c 'status:fine').\n")
        for words, said in (
                (["a.md"], '1 error, 1 warning; "talkmark check --fix a.md" '
                 "mends 1 of them, with --unsafe 1 more"),
                (["b c.md"], '1 warning; "talkmark check --fix" mends it'),
                (["a.md", "b c.md"], '1 error, 2 warnings; "talkmark check '
                 '--fix" mends 2 of them, with --unsafe 1 more'),
                (["./h.md"], '1 hint; "talkmark check --explain due-missing" '
                 "tells more"),
                (["e.md"], '1 error, 3 hints; "talkmark check --explain '
                 'status-unknown" tells more'),
                (["--fix", "a.md"], '1 mend made in 1 file; 1 error; "talkmark '
                 'check --fix --unsafe a.md" mends it')):
            with self.subTest(words=words):
                done = self.talkmark("check", *words)
                self.assertEqual(done.stderr.decode(), said + "\n")
        self.check("-", stdin=WARNING.encode())
        self.assertEqual(self.said, '1 warning; "talkmark check --diff -" '
                         "shows how to mend it\n")
        self.check("--format=json", "h.md")
        self.assertEqual(self.said, "")

    def test_one_run_mends_a_front_matter_of_many_slips(self):
        keys = [f"key{i}" for i in range(30)]
        self.write("a.md", "".join(f"{line}\n" for line in (
            "---", "title: A", *(f"{key}：x" for key in keys), "---", "Hello.")))
        self.check("--fix", "a.md")
        self.assertIn("30 mends made in 1 file", self.said)
        self.assertEqual(self.read("a.md").decode().count(": x\n"), 30)

    def test_what_is_sound_is_not_touched(self):
        path = self.write("a.md", ERROR)
        os.utime(path, (1, 1))
        before = os.stat(path)
        self.check("--fix", "a.md", code=1)
        after = os.stat(path)
        self.assertEqual((before.st_ino, before.st_mtime_ns),
                         (after.st_ino, after.st_mtime_ns))

    def test_the_difference_is_what_fix_would_do(self):
        source = "\ufeff" + WARNING.replace("\n", "\r\n") * 3 + "\r\nEnd."
        self.write("d/a.md", source)
        diff = self.check("--diff", "d/a.md")
        self.assertEqual(self.read("d/a.md").decode(), source)
        self.write("fixed.md", source)
        self.check("--fix", "fixed.md")
        subprocess.run(["patch", "-s", "-p1", "--binary"], input=diff.encode(),
                       cwd=self.folder, check=True, timeout=tap.SECONDS)
        self.assertEqual(self.read("d/a.md"), self.read("fixed.md"))
        self.assertEqual(self.read("d/a.md").decode(),
                         "\ufeff" + MENDED.replace("\n", "\r\n") * 3
                         + "\r\nEnd.")

    def test_fix_in_a_folder_mends_each_talk(self):
        for name in ("t/a.md", "t/b.md", "t/c.md"):
            self.write(name, WARNING if name != "t/b.md" else "Sound.\n")
        self.check("--fix", "t")
        self.assertEqual(self.said, "2 mends made in 2 files\n")
        self.assertEqual([self.read(f"t/{n}.md").decode() for n in "abc"],
                         [MENDED, "Sound.\n", MENDED])

    def test_a_file_that_cannot_be_written_is_2_and_stays(self):
        self.write("t/a.md", WARNING)
        os.link(self.path("t/a.md"), self.path("t/b.md"))
        self.check("--fix", "t/a.md", code=2)
        self.assertEqual(self.read("t/a.md").decode(), WARNING)


class Records(Check):
    def test_talks_of_a_folder_are_held_against_each_other(self):
        self.write("t/a.md", "Hello. [walk](do:walk '@w 2026-09-01')\n")
        self.write("t/b.md", "[x](update:a#wolk 'done')\n")
        self.assertEqual(self.found("t", code=1),
                         [("t/b.md", "target-nowhere", "error", 1)])
        self.assertEqual(self.found("t/a.md", "t/b.md"), [])

    def test_severities_and_notes_hold_there_too(self):
        self.write("t/a.md", "Hello. [walk](do:walk '@w 2026-09-01')\n")
        self.write("t/b.md", "[x](update:a#wolk 'done')\n")
        self.write("t/talkmark.yaml", "check: {target-nowhere: warning}\n")
        self.assertEqual(self.found("t"),
                         [("t/b.md", "target-nowhere", "warning", 1)])
        self.write("t/talkmark.yaml", "check: {target-nowhere: off}\n")
        self.assertEqual(self.found("t"), [])
        os.remove(self.path("t/talkmark.yaml"))
        self.write("t/b.md", "<!-- talkmark-ignore target-nowhere -->\n\n"
                   "[x](update:a#wolk 'done')\n")
        self.assertEqual(self.found("t"), [])

    def test_the_line_is_shown_with_a_caret(self):
        self.write("t/a.md", "Hello. [walk](do:walk '@w 2026-09-01')\n")
        self.write("t/b.md", "各位，[走](update:a#wolk 'done')\n")
        out = self.check("t", code=1)
        self.assertIn("  各位，[走](update:a#wolk 'done')\n"
                      "        ^~~~", out)


if __name__ == "__main__":
    tap.main()

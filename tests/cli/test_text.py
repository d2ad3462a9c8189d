#!/usr/bin/env python3
"""What is spoken: plain, as CommonMark, as a Word document, and how long it
takes."""
import os
import re
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

ENGLISH = """\
---
title: Safety
people: {wang: Wang Fang}
---

Colleagues, **[walk the _guards_](do:walk "@wang 2026-03-16")** today.

<!-- ask Liu first -->

- [ ] [log *it*][log]
- [the rules](https://example.org/)

[log]: do:log
"""

CHINESE = """\
# 安全生产

一要[逐户
告知](要求:告知 "@全体")，
不留死角。
"""


class Text(tap.Case):
    def said(self, source, *options):
        self.write("talk.md", source)
        result = self.talkmark("text", *options, "talk.md")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return result.stdout.decode()

    def test_plain_is_the_words_alone(self):
        self.assertEqual(
            self.said(ENGLISH),
            "Safety\n\nColleagues, walk the guards today.\n\n"
            "- log it\n- the rules\n")
        self.assertEqual(self.said(CHINESE),
                         "安全生产\n\n一要逐户告知，不留死角。\n")

    def test_what_could_hide_in_a_line_of_code_is_seen(self):
        shown = self.said("```\na\x1b[8mb\n\tc\x1b[8md\n```\n")
        self.assertNotIn("\x1b", shown)
        self.assertEqual(shown.count("\\u{1B}[8m"), 2)

    def test_markdown_keeps_all_but_tags_and_notes(self):
        self.assertEqual(
            self.said(ENGLISH, "--format", "markdown"),
            "# Safety\n\nColleagues, **walk the *guards*** today.\n\n"
            "- [ ] log *it*\n- [the rules](<https://example.org/>)\n")

    def test_markdown_joins_chinese_lines(self):
        self.assertEqual(self.said(CHINESE, "--format", "markdown"),
                         "# 安全生产\n\n一要逐户告知，不留死角。\n")

    def test_markdown_reads_back_with_the_same_words(self):
        for source, want in (
                ("# a \\#", "# a \\#\n"),
                ("# C#", "# C\\#\n"),
                ("[a](<x?y&amp;copy;>)", "[a](<x?y\\&copy;>)\n"),
                ("[a](x 'b&amp;lt;')", "[a](<x> \"b\\&lt;\")\n"),
                ("``` a&amp;lt;\n```", "```a\\&lt;\n```\n")):
            with self.subTest(source=source):
                self.assertEqual(
                    self.said("---\ntitle: T\npoints: tagged\n---\n" + source,
                              "--format", "markdown"), "# T\n\n" + want)

    def document(self, source):
        """The words of word/document.xml after pandoc."""
        self.said(source)
        done = subprocess.run(
            ["pandoc", "-f", "commonmark", "-o", self.path("talk.docx")],
            input=self.talkmark("text", "-f", "markdown", "talk.md").stdout,
            stderr=subprocess.PIPE, check=False, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        with zipfile.ZipFile(self.path("talk.docx")) as archive:
            return archive.read("word/document.xml").decode()

    def test_an_empty_line_parts_a_talk_from_the_next(self):
        self.write("a.md", "# One\n\nfirst\n")
        self.write("b.md", "second\n")
        for form, heading in (("plain", "One"), ("markdown", "# One")):
            result = self.talkmark("text", "-f", form, "a.md", "b.md")
            self.assertEqual((result.returncode, result.stdout.decode()),
                             (0, f"{heading}\n\nfirst\n\nsecond\n"))

    def test_pandoc_makes_a_clean_word_document_of_it(self):
        for source in (ENGLISH, CHINESE):
            document = self.document(source)
            words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>",
                                       document))
            for trace in ("do:", "要求", "@", "ask Liu", "](", "people"):
                self.assertNotIn(trace, words)
            self.assertIn('w:val="Heading1"', document)
        self.assertIn("一要逐户告知，不留死角。", words)

    def test_every_example_becomes_a_word_document(self):
        folder = os.path.join(tap.ROOT, "examples")
        for name in sorted(os.listdir(folder)):
            if name.endswith(".md"):
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    with self.subTest(example=name):
                        self.assertIn("<w:p>", self.document(f.read()))


class Time(tap.Case):
    def sheet(self, source, *options):
        self.write("talk.md", source)
        result = self.talkmark("outline", "--time", *options, "talk.md")
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.decode()

    def test_words_take_their_time_point_by_point(self):
        source = ("a b c\n\n## One\n\n" + "word " * 59 + "\n\n### Two\n\n"
                  + "word " * 29 + "\n")
        self.assertEqual(
            self.sheet(source, "--words-per-minute", "60"),
            "  0:00  0:03\n  0:03  1:00  One\n  1:03  0:30    Two\n"
            "  1:33        in all: 93 words, 0 characters\n")

    def test_chinese_counts_by_characters_and_the_rest_by_words(self):
        source = "## 要点\n\n" + "字" * 58 + " Wi-Fi 2026 isn't\n"
        self.assertEqual(
            self.sheet(source, "--characters-per-minute", "60",
                       "--words-per-minute", "60"),
            "  0:00  1:03  要点\n  1:03        合计：3词、60字\n")

    def test_code_blocks_and_notes_are_not_spoken(self):
        sheet = self.sheet("one two <!-- three four -->\n\n"
                           "```\nfive six\n```\n")
        self.assertIn("2 words", sheet)

    def test_a_rate_must_be_a_number_that_can_be(self):
        self.write("talk.md", "a\n")
        for rate in ("0", "-1", "x", "10001", "1.5", ""):
            result = self.talkmark("outline", "--words-per-minute", rate,
                                   "talk.md")
            self.assertEqual(result.returncode, 2, rate)
            self.assertIn(b"--words-per-minute takes", result.stderr)

    def test_an_empty_talk_takes_no_time(self):
        self.assertEqual(self.sheet(""),
                         "  0:00        in all: 0 words, 0 characters\n")


if __name__ == "__main__":
    tap.main()

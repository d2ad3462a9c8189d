#!/usr/bin/env python3
"""make bench runs, and its corpus is what it says."""
import os
import subprocess
import sys
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import corpus  # noqa: E402
import tables  # noqa: E402
import tap  # noqa: E402


class Bench(tap.Case):
    def test_the_corpus_has_the_size_asked_for_and_the_same_bytes_again(self):
        paths, size = corpus.write(self.path("a"), 20, 1_000_000)
        again, _ = corpus.write(self.path("b"), 20, 1_000_000)
        self.assertEqual(len(paths), 20)
        self.assertAlmostEqual(size / 1_000_000, 1, delta=0.1)
        for one, other in zip(paths, again):
            with open(one, "rb") as a, open(other, "rb") as b:
                self.assertEqual(a.read(), b.read())

    def test_the_corpus_reads_without_a_lost_tag(self):
        corpus.write(self.path("a"), 4, 80_000)
        written = sum(self.read(f"a/talk-{i:04}.md").count(b"](")
                      for i in range(4))
        listed = self.talkmark("tasks", "--kind", "all", "--format", "jsonl",
                               "a")
        tags = [line for line in listed.stdout.splitlines()
                if b'"kind":"point"' not in line]
        points = [line for line in listed.stdout.splitlines()
                  if b'"kind":"point"' in line and b'"auto_id":false' in line]
        self.assertGreater(len(tags) + len(points), written * 0.8)

    def test_a_talk_warns_of_nothing(self):
        corpus.write(self.path("a"), 4, 80_000)
        self.assertEqual(self.talkmark("tasks", "a").stderr, b"")

    def bench(self, *arguments):
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, "bench.py"), "--build",
             tap.BUILD, "--out", self.path("out"), *arguments],
            capture_output=True, text=True, timeout=tap.SECONDS * 5,
            env=tap.setting(), check=False)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return result.stdout

    def test_a_short_run_measures_each_work(self):
        printed = self.bench("--short")
        self.assertEqual(self.read("out/bench.md").decode().strip(),
                         printed.strip())
        for row in (r"8 talks, 0\.2 MB \| libcmark \| time \| ≤ 1\.10 \| \d",
                    r"8 talks, .*, the least \| libcmark \| CPU time \|  \| \d",
                    r"8 talks, .*, two threads \| talkmark -j1 \| time",
                    r"8 talks, .*, checked \| talkmark -j1 \| time \| ≤ 1\.50",
                    r"8 talks, .*, checked \| .* \| CPU time \| ≤ 1\.50",
                    r"8 talks, .*, checked, two threads \| .* check -j1 \|",
                    r"8 talks, .*, libcmark as two processes \| libcmark \|",
                    r"one talk, \d+ KB \| cmark \| time \| ≤ 1\.50 \| \d",
                    r"talks, 1 to 16 times .* \| ≤ \+5\.0 % \|",
                    r"one talk, 1 to 16 times .* \| ≤ \+5\.0 % \|",
                    r"4 bombs .* \| CPU time \| ≤ 1\.00 s \| \d"):
            self.assertRegex(printed, r"(?m)^\| " + row)

    def test_the_picture_says_in_words_what_it_shows(self):
        self.bench("--short")
        root = ElementTree.fromstring(self.read("out/bench.svg"))
        space = "{http://www.w3.org/2000/svg}"
        said = root.find(space + "desc").text
        self.assertTrue(root.find(space + "title").text)
        shown = [text.text for text in root.iter(space + "text")]
        self.assertIn("libcmark", shown)
        for text in shown:
            self.assertIn(text, said)

    def test_a_target_is_met_or_missed_or_there_is_none(self):
        def verdict(value, to_reach):
            return tables.Row("", "", "", value, "", to_reach).verdict()
        self.assertEqual(verdict(1.0, 1.1), "met")
        self.assertEqual(verdict(1.2, 1.1), "missed")
        self.assertEqual(verdict(1.2, None), "")
        self.assertEqual(verdict(None, 1.1), "")


if __name__ == "__main__":
    tap.main()

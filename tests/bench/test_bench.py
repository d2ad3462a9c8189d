#!/usr/bin/env python3
"""make bench runs, and its corpus is what it says."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import corpus  # noqa: E402
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

    def test_a_short_run_prints_both_programs_and_their_ratio(self):
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, "bench.py"), "--short",
             "--build", tap.BUILD],
            capture_output=True, text=True, timeout=tap.SECONDS * 5,
            env=tap.setting(), check=False)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertRegex(result.stdout, r"(?m)^talkmark +\d")
        self.assertRegex(result.stdout, r"(?m)^libcmark +\d")
        self.assertRegex(result.stdout, r"(?m)^CPU, ratio of the pairs: \d")


if __name__ == "__main__":
    tap.main()

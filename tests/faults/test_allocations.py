#!/usr/bin/env python3
"""Every allocation that fails ends in an error, leaks nothing and crashes
nothing; see tests/helpers/allocations.c.

The talks of examples/ and features.md, which has a bit of everything, are
tried with every allocation; a long one with every few of them.
"""
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE),
                os.path.join(os.path.dirname(HERE), "bench")]
import corpus  # noqa: E402
import tap  # noqa: E402

HELPER = os.path.join(tap.BUILD, "tests", "helpers", "allocations")
LONG = 30_000 if tap.SANITIZED else 100_000  # bytes


class Allocations(tap.Case):
    def try_files(self, *files):
        """Run the helper; its lines of TAP, as text."""
        talks = [file for file in files if not file.endswith(".yaml")]
        result = subprocess.run(
            [HELPER, *files], capture_output=True, text=True,
            timeout=tap.SECONDS * 5, env=tap.setting(), check=False)
        said = result.stdout + result.stderr
        self.assertEqual(result.returncode, 0, said)
        self.assertNotIn("not ok", said)
        self.assertEqual(result.stdout.count("ok "), 4 * len(talks), said)
        return result.stdout

    def test_each_failure_over_a_talk_with_all_features_is_an_error(self):
        said = self.try_files(os.path.join(HERE, "features.md"))
        count = int(re.search(r"([0-9]+) allocations", said)[1])
        # The front matter alone makes libyaml allocate over a hundred times.
        self.assertGreater(count, 150)

    def test_each_failure_over_a_talkmark_yaml_is_an_error(self):
        """It is read with every talk that follows it; what it allocates comes
        on top of what a talk that says nothing does."""
        talk = self.write("talk.md", "[a](do:a)\n")
        yaml = os.path.join(HERE, "features.yaml")
        counts = [int(re.search(r"([0-9]+) allocations", said)[1])
                  for said in (self.try_files(talk),
                               self.try_files(yaml, talk))]
        self.assertGreater(counts[1], counts[0] + 100)

    def test_each_failure_over_the_examples_is_an_error(self):
        talks = sorted(
            path for path in glob.glob(os.path.join(tap.ROOT, "examples/*.md"))
            if os.path.basename(path) != "README.md")
        self.assertTrue(talks)
        self.try_files(*talks)

    def test_failures_over_a_long_talk_are_errors(self):
        paths, _ = corpus.write(self.path("long"), 1, LONG)
        self.try_files(*paths)


if __name__ == "__main__":
    tap.main()

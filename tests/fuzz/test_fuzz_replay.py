#!/usr/bin/env python3
"""What fuzzing begins with, and what it once found, passes the fuzz target's
checks; and its dictionary knows every word of the dialect."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import seeds  # noqa: E402
import tap  # noqa: E402

HELPER = os.path.join(tap.BUILD, "tests", "helpers", "replay")


def text_of(path):
    with open(os.path.join(tap.ROOT, path), encoding="utf-8") as file:
        return file.read()


class Replay(tap.Case):
    def replay(self, paths):
        result = subprocess.run(
            [HELPER, *paths], capture_output=True, timeout=tap.SECONDS * 5,
            env=tap.setting(), check=False)
        tried = result.stdout.decode().splitlines()
        self.assertEqual(
            result.returncode, 0,
            f"{tried[-1:]}\n{result.stderr.decode('utf-8', 'replace')}")
        self.assertEqual(len(tried), len(paths))

    def test_all_seeds_and_kept_cases_pass(self):
        paths = seeds.write(self.path("seeds"))
        self.assertGreater(len(paths), 200)
        self.replay(paths)

    def test_seeds_pass_with_other_settings(self):
        """Small limits on memory, no day, other widths and file names."""
        paths = []
        for number, path in enumerate(seeds.write(self.path("seeds"))):
            with open(path, "rb") as file:
                talk = file.read()[len(seeds.SETTINGS):]
            head = bytes([0x7E, number % 21, number % 64, 0x80 + number % 6])
            paths.append(self.write(f"other/{number}", head + talk))
        self.replay(paths)

    def test_the_dictionary_has_every_kind_and_its_chinese_name(self):
        words = text_of("tests/fuzz/talk.dict")
        kinds = re.findall(r'^KIND\(\w+, *"([^"]+)", *"([^"]+)"',
                           text_of("talk/kinds.def"), re.M)
        self.assertTrue(kinds)
        for scheme, chinese in kinds:
            self.assertIn(f"{scheme}:", words)
            self.assertIn(f"{chinese}:", words)


if __name__ == "__main__":
    tap.main()

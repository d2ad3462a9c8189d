#!/usr/bin/env python3
"""What fuzzing begins with, and what it once found, passes the fuzz targets'
checks; and the dictionary knows every word of the dialect."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import seeds  # noqa: E402
import tap  # noqa: E402

# Seeds that are larger are tried whole by other tests.
LARGE = 16 * 1024


def text_of(path):
    with open(os.path.join(tap.ROOT, path), encoding="utf-8") as file:
        return file.read()


def with_settings(paths, change):
    """Rewrite seeds: 'change' makes a seed of its number and the old one."""
    for number, path in enumerate(paths):
        with open(path, "rb") as file:
            data = file.read()
        with open(path, "wb") as file:
            file.write(change(number, data))


class Replay(tap.Case):
    def replay(self, target, paths):
        result = subprocess.run(
            [os.path.join(tap.BUILD, "tests", "fuzz", f"replay_{target}"),
             *paths],
            capture_output=True, timeout=tap.SECONDS * 5, env=tap.setting(),
            check=False)
        tried = result.stdout.decode().splitlines()
        self.assertEqual(
            result.returncode, 0,
            f"{tried[-1:]}\n{result.stderr.decode('utf-8', 'replace')}")
        self.assertEqual(len(tried), len(paths))

    def seeds_of(self, target):
        paths = [path for path in seeds.write(self.path(target), target)
                 if os.path.getsize(path) <= LARGE]
        self.assertGreater(len(paths), 30)
        return paths

    def test_seeds_and_kept_cases_of_every_target_pass(self):
        self.assertGreater(len(seeds.targets()), 3)
        for target in seeds.targets():
            with self.subTest(target=target):
                self.replay(target, self.seeds_of(target))

    def test_kept_cases_are_of_targets_that_there_are(self):
        for folder in ("cases", "corpus"):
            names = set(os.listdir(os.path.join(HERE, folder))) - {"README"}
            self.assertLessEqual(names, set(seeds.targets()))

    def test_seeds_pass_with_other_settings(self):
        """Small limits on memory, no day, other widths, names and options."""
        paths = self.seeds_of("talk")
        with_settings(paths, lambda number, seed: bytes(
            [number % seeds.OUTPUTS, number % 21, number % 64,
             0x80 + number % 6, number * 7 % 256, number * 11 % 256])
            + seed[len(seeds.SETTINGS):])
        self.replay("talk", paths)

    def test_the_dictionary_has_every_kind_and_its_chinese_name(self):
        seeds.write_dictionary(self.path("dict"))
        words = self.read("dict").decode("ascii")
        kinds = re.findall(r'^KIND\(\w+, *"([^"]+)", *"([^"]+)"',
                           text_of("talk/kinds.def"), re.M)
        self.assertTrue(kinds)
        for scheme, chinese in kinds:
            self.assertIn(f"{scheme}:", words)
            escaped = "".join(f"\\x{byte:02X}" for byte in chinese.encode())
            self.assertIn(f"{escaped}:", words)


if __name__ == "__main__":
    tap.main()

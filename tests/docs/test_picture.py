#!/usr/bin/env python3
"""The READMEs' pictures are of the talks that they show, as they render now.

No picture is made here: docs/picture.sum says what each was made from. Where
this fails, run "make picture" and look at the pictures.
"""
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

sys.path.insert(0, os.path.join(tap.ROOT, "tools"))
import picture  # noqa: E402


def content(name):
    with open(os.path.join(tap.ROOT, name), "rb") as file:
        return file.read()


class Pictures(unittest.TestCase):
    def setUp(self):
        self.sums = {}
        for line in content("docs/picture.sum").decode().splitlines():
            digest, name = line.split("  ")
            self.sums[name] = digest

    def test_each_is_of_its_readmes_talk_as_it_renders_now(self):
        for readme in picture.PICTURES:
            with self.subTest(readme=readme):
                made = picture.document(readme, tap.PROGRAM).encode()
                self.assertEqual(picture.digest(made), self.sums[readme],
                                 "run make picture")

    def test_each_was_made_together_with_its_sum(self):
        for name in picture.PICTURES.values():
            with self.subTest(picture=name):
                self.assertEqual(picture.digest(content(name)),
                                 self.sums[name], "run make picture")

    def test_each_is_a_png_below_200_kilobytes(self):
        for name in picture.PICTURES.values():
            with self.subTest(picture=name):
                self.assertTrue(content(name).startswith(b"\x89PNG\r\n"))
                self.assertLess(len(content(name)), 200_000)

    def test_each_readme_shows_its_own(self):
        for readme, name in picture.PICTURES.items():
            with self.subTest(readme=readme):
                self.assertIn(f"]({name})", content(readme).decode())


if __name__ == "__main__":
    tap.main()

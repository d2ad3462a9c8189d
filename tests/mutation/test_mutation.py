#!/usr/bin/env python3
"""The table of mutations fits the code, and is as large as was promised.

Trying them takes too long for every check: make mutation.
"""
import glob
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import mutate  # noqa: E402
import tap  # noqa: E402

FEWEST = 60
SHORT = 40  # lines of a file that needs no row
# Files of more lines that need none, and why.
EXEMPT = {}


class Table(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.mutations = mutate.read_table()

    def test_every_mutation_finds_its_text_once(self):
        for mutation in self.mutations:
            with self.subTest(mutation.name()):
                text = mutate.read(os.path.join(tap.ROOT, mutation.file))
                self.assertNotEqual(mutate.mutated(mutation, text), text)

    def test_there_are_enough_of_them(self):
        places = {(m.file, *m.old) for m in self.mutations}
        self.assertGreaterEqual(len(places), FEWEST)

    def test_every_room_and_every_sort_is_covered(self):
        rooms = {m.file.split("/")[0] for m in self.mutations}
        self.assertEqual(rooms, set(mutate.ROOMS))
        self.assertEqual({m.sort for m in self.mutations}, set(mutate.SORTS))

    def test_every_file_but_the_short_ones_has_a_row(self):
        files = {os.path.relpath(path, tap.ROOT) for room in mutate.ROOMS
                 for path in glob.glob(os.path.join(tap.ROOT, room, "*.c"))
                 if mutate.read(path).count("\n") > SHORT}
        with_row = {m.file for m in self.mutations}
        self.assertEqual(sorted(files - with_row - set(EXEMPT)), [])
        self.assertEqual(sorted(set(EXEMPT) - (files - with_row)), [])

    def test_every_test_that_a_row_names_is_there(self):
        suites = [s[0] for s in mutate.Copy(tap.ROOT).suites([""], False)]
        for mutation in self.mutations:
            for name in mutation.tests:
                with self.subTest(mutation.name(), test=name):
                    self.assertTrue(any(name in s for s in suites), name)

    def test_text_that_stands_twice_or_not_at_all_is_an_error(self):
        row = mutate.Mutation(1, "a.c", "left-out", ["spec"], ["b( c );"], [])
        self.assertEqual(mutate.mutated(row, "a();\nb(\n    c );\nd();"),
                         "a();\n\nd();")
        for text in ("a();", "b( c );\nb( c );", "b( d );"):
            with self.assertRaises(mutate.TableError):
                mutate.mutated(row, text)


if __name__ == "__main__":
    tap.main()

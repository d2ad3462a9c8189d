#!/usr/bin/env python3
"""Pages and fragments are HTML by html-validate's rules (rules.cjs)."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pages  # noqa: E402
from pages import tap  # noqa: E402

# A page of somebody else's that a fragment is put into.
AROUND = (b'<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>A page</title>\n'
          b'</head>\n<body>\n<main>\n', b'</main>\n</body>\n</html>\n')


class Markup(pages.Case):
    def assert_valid(self, found):
        self.assertTrue(found)
        wrong = [f"{os.path.basename(path)}: {message}"
                 for path, messages in found.items() for message in messages]
        self.assertEqual(wrong, [])

    def validate(self, paths, **rules):
        return pages.node("validate.cjs", data={
            "paths": list(paths),
            "rules": {k.replace("_", "-"): v for k, v in rules.items()}})

    def test_pages_of_the_examples_are_valid(self):
        made = self.pages(pages.examples())
        self.assert_valid(self.validate(made.values()))

    def test_pages_of_the_talk_or_of_the_tasks_alone_are_valid(self):
        for only in ("talk", "tasks"):
            made = self.pages(pages.examples(), "--only", only)
            self.assert_valid(self.validate(made.values()))

    def test_lists_are_valid(self):
        made = self.lists()
        self.assertEqual(len(made), 2 * len(pages.LISTS))
        self.assert_valid(self.validate(made.values()))

    def test_pages_of_the_specification_are_valid(self):
        made = self.pages(pages.specimens())
        self.assertGreater(len(made), 100)
        self.assert_valid(self.validate(made.values()))

    # Which headings stand above a fragment is the matter of the page around
    # it: a fragment keeps the talk's own levels.
    def test_fragments_are_valid_inside_a_page(self):
        made = self.pages(pages.examples() | pages.specimens(), "--fragment")
        for name, path in made.items():
            self.write(os.path.basename(path),
                       AROUND[0] + pages.read(path) + AROUND[1])
        self.assert_valid(self.validate(made.values(), heading_level="off"))

    def test_the_rules_find_what_is_wrong(self):
        page = pages.read(self.pages({"x": b"# T\n\n[a](do:b)\n"})["x"])
        for good, bad in ((b' lang="en"', b""), (b"</h1>", b"</h2>"),
                          (b'id="b"', b'id="tm-row-b"'),
                          (b'scope="col"', b'scope="columns"')):
            self.assertIn(good, page)
            path = self.write("bad.html", page.replace(good, bad))
            self.assertTrue(self.validate([path])[path], bad)


if __name__ == "__main__":
    tap.main()

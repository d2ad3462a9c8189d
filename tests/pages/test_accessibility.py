#!/usr/bin/env python3
"""Pages against axe-core, in Chromium: WCAG 2.2 A and AA, best practices."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pages  # noqa: E402
from pages import tap  # noqa: E402

WIDTHS = (360, 800, 1280)
SETTINGS = [{"width": w, "scheme": s}
            for w in WIDTHS for s in ("light", "dark")]


class Accessibility(pages.Case):
    def assert_clean(self, found):
        wrong = [f"{name} {setting}: {each}"
                 for name, setting, list_ in found for each in list_]
        self.assertEqual(wrong, [])

    def test_examples_have_no_violation_at_any_width_light_or_dark(self):
        made = self.pages(pages.examples())
        self.assert_clean(self.look("axe", made, *SETTINGS))

    def test_tasks_alone_have_no_violation(self):
        made = self.pages(pages.examples(), "--only", "tasks")
        self.assert_clean(self.look("axe", made, {"width": 360}))

    def test_lists_have_no_violation(self):
        made = self.lists()
        chosen = {name: made[name] for name in pages.LISTS}
        self.assert_clean(self.look("axe", chosen, {"width": 800}))

    def test_pages_of_the_specification_have_no_violation(self):
        made = self.pages(dict(list(pages.specimens().items())[::8]))
        self.assertGreater(len(made), 20)
        self.assert_clean(self.look("axe", made, {"width": 800}))

    def test_the_checker_finds_what_is_wrong(self):
        page = pages.read(self.pages({"x": b"# T\n\n[a](do:b)\n"})["x"])
        for good, bad in ((b"--ink: #1d2329", b"--ink: #c0c0c0"),
                          (b' lang="en"', b""), (b"<main", b"<div"),
                          (b' aria-label="Directive 1">1', b">")):
            self.assertIn(good, page)
            path = self.write("bad.html", page.replace(good, bad))
            (_, _, found), = self.look("axe", {"bad": path}, {})
            self.assertTrue(found, bad)


if __name__ == "__main__":
    tap.main()

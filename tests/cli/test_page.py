#!/usr/bin/env python3
"""What of a page can be asked for: --only, --css."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

TALK = """\
# Safety

[Walk the guards](do:walk "@wang"). The [lamp](issue:lamp) is dark.
"""


class Page(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("talk.md", TALK)

    def page(self, *options):
        result = self.talkmark("render", "talk.md", *options)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return result.stdout.decode()

    def assert_links_lead_somewhere(self, page):
        ids = set(re.findall(r' id="([^"]*)"', page))
        for target in re.findall(r' href="#([^"]*)"', page):
            self.assertIn(target, ids)

    def test_only_talk_leaves_out_the_tables(self):
        page = self.page("--only", "talk")
        self.assertIn("<article", page)
        self.assertNotIn("<table", page)
        self.assert_links_lead_somewhere(page)

    def test_only_tasks_leaves_out_the_talk(self):
        page = self.page("--only", "tasks")
        self.assertNotIn("<article", page)
        self.assertIn("Walk the guards", page)
        self.assert_links_lead_somewhere(page)

    def test_without_only_links_lead_both_ways(self):
        page = self.page()
        self.assertIn('href="#walk"', page)
        self.assertIn('href="#tm-row-walk"', page)
        self.assert_links_lead_somewhere(page)

    def test_another_word_after_only_is_refused(self):
        result = self.talkmark("render", "talk.md", "--only", "all")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"--only takes talk or tasks", result.stderr)

    def test_css_is_added_behind_the_own_style_sheet(self):
        self.write("house.css", "h1 { color: teal }\n")
        page = self.page("--css", "house.css")
        own = page.index(".tm-tag {")
        self.assertLess(own, page.index("h1 { color: teal }"))
        self.assertEqual(page.count("</style>"), 1)

    def test_css_cannot_end_the_style_element(self):
        self.write("bad.css", "/* </style><script>x()</script> */")
        page = self.page("--css", "bad.css")
        self.assertEqual(page.count("</style>"), 1)
        self.assertNotIn("</script>", page)

    def test_a_style_sheet_that_is_missing_is_told_and_nothing_written(self):
        result = self.talkmark("render", "talk.md", "--css", "none.css", "-o",
                               "talk.html")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"none.css: error: cannot be read", result.stderr)
        self.assertFalse(os.path.exists(self.path("talk.html")))


if __name__ == "__main__":
    tap.main()

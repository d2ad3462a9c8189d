#!/usr/bin/env python3
"""Where things stand on a page, measured in Chromium."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pages  # noqa: E402
from pages import tap  # noqa: E402

CLOSING = "，。；：、！？）》」』】”’…"
TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8


def widths(*list_):
    return [{"width": width} for width in list_]


def overlap(a, b):
    """Whether two boxes share more than a hair."""
    return min(a["right"], b["right"]) - max(a["left"], b["left"]) > 1 and \
        min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 1


class Layout(pages.Case):
    def test_no_page_scrolls_sideways_at_any_width(self):
        made = self.pages(pages.examples())
        found = self.look("overflow", made,
                          *widths(320, 360, 500, 800, 832, 1000, 1280))
        wrong = [(name, setting, overflow) for name, setting, overflow in found
                 if overflow["wide"] > 0 or overflow["out"]]
        self.assertEqual(wrong, [])

    def test_notes_stand_in_the_margin_where_it_is_wide(self):
        made = self.pages(pages.examples())
        count = 0
        for name, setting, found in self.look("notes", made,
                                              *widths(832, 1280)):
            for note in found["notes"]:
                with self.subTest(page=name, note=note["words"], **setting):
                    self.assertGreaterEqual(note["left"],
                                            found["text"]["right"])
                    self.assertLessEqual(note["right"], found["room"])
                    self.assertLessEqual(note["bottom"], found["height"])
                    count += 1
        self.assertGreater(count, 200)

    def test_notes_cover_neither_text_nor_each_other(self):
        made = self.pages(pages.examples())
        for name, setting, found in self.look("notes", made,
                                              *widths(360, 832, 1280)):
            notes = found["notes"]
            wrong = [(a["words"], b) for i, a in enumerate(notes)
                     for b in found["lines"] + notes[i + 1:] if overlap(a, b)]
            with self.subTest(page=name, **setting):
                self.assertEqual(wrong, [])

    def test_a_note_begins_beside_its_words_or_below_the_note_before(self):
        made = self.pages(pages.examples())
        for name, setting, found in self.look("notes", made, {"width": 1280}):
            end = 0
            for note, words in zip(found["notes"], found["anchors"]):
                with self.subTest(page=name, note=note["words"]):
                    self.assertGreaterEqual(note["top"], words["top"] - 24)
                    self.assertLessEqual(note["top"],
                                         max(words["bottom"], end) + 24)
                end = note["bottom"]

    def test_no_line_begins_with_closing_punctuation_or_a_number(self):
        made = self.pages(pages.examples())
        found = self.look("lineStarts", made, *widths(360, 800, 1280),
                          characters=CLOSING)
        self.assertGreater(sum(each["seen"] for *_, each in found), 2000)
        self.assertEqual([(name, setting, each["found"])
                          for name, setting, each in found if each["found"]],
                         [])

    def test_links_of_outline_and_tables_are_large_enough_to_press(self):
        made = self.pages(pages.examples())
        wrong, count = [], 0
        for name, setting, links in self.look("targets", made,
                                              *widths(360, 1280)):
            count += len(links)
            wrong += [(name, setting, link) for link in links
                      if link["height"] < TARGET]
        self.assertGreater(count, 200)
        self.assertEqual(wrong, [])

    def test_the_skip_link_comes_first_and_leads_to_the_talk(self):
        made = self.pages(pages.examples())
        for name, _, found in self.look("skip", made, *widths(360, 1280)):
            with self.subTest(page=name):
                self.assertEqual(found["first"]["name"], "tm-skip")
                self.assertTrue(found["first"]["seen"])
                self.assertEqual(found["first"]["outline"], "solid")
                self.assertEqual(found["next"]["hash"], "#tm-talk")

    def test_after_the_skip_link_the_keyboard_goes_on_in_the_talk(self):
        made = self.pages({"x": b"# T\n\n## P\n\n[a](do:b)\n"})
        (_, _, found), = self.look("skip", made, {})
        self.assertTrue(found["next"]["inMain"])
        self.assertEqual(found["next"]["name"], "tm-ref")

    def test_a_number_leads_to_its_row_and_the_row_back_to_the_words(self):
        made = self.pages({"x": b"# T\n\n[a](do:b)\n" + b"\n\nText.\n" * 60})
        for scheme in ("light", "dark"):
            (_, _, found), = self.look("ways", made, {"scheme": scheme})
            self.assertEqual(found["label"], "Directive 1")
            self.assertEqual(found["row"]["id"], "tm-row-b")
            self.assertEqual(found["row"]["name"], "tr")
            self.assertEqual(found["back"]["id"], "b")
            for place in (found["row"], found["back"]):
                self.assertTrue(place["seen"])
                self.assertNotEqual(place["colour"], "rgba(0, 0, 0, 0)")

    def test_the_outline_stays_in_view_where_it_is_wide(self):
        made = self.pages(pages.examples())
        long = {name: made[name] for name in made if "stand-down" in name}
        self.assertTrue(long)
        for name, _, found in self.look("outline", long, {"width": 1280}):
            self.assertGreater(found["scrolled"], 2000)
            self.assertTrue(0 <= found["top"] < found["bottom"] <= 900, name)


if __name__ == "__main__":
    tap.main()

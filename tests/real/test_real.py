#!/usr/bin/env python3
"""Real talks and minutes go through everything.

They are not ours to keep here: they are read from ../shared/real where that is
there. Only numbers and structure are asserted.
"""
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                ".."))
import tap  # noqa: E402

REAL = os.path.join(tap.ROOT, "..", "shared", "real")
TALK = os.path.join(REAL, "collective-talk.md")
RAW = os.path.join(REAL, "collective-talk.txt")
MINUTES = sorted(glob.glob(os.path.join(REAL, "w3ctag-*.md")))
WARNING = re.compile(r"^\S*:(\d+):(\d+): (warning|error): (.*)", re.M)


def reported(result):
    """(line, column, severity, message) of all that was reported."""
    return [(int(line), int(column), severity, message)
            for line, column, severity, message
            in WARNING.findall(result.stderr.decode())]


def items(*arguments):
    result = tap.run("tasks", "--kind", "all", "-f", "jsonl", *arguments)
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.splitlines()]


def of_kind(kind, found):
    return [item for item in found if item["kind"] == kind]


class Page(html.parser.HTMLParser):
    """What elements a page has, and whether each is closed."""

    VOID = {"meta", "br", "hr", "img", "link", "input"}

    def __init__(self, text):
        super().__init__()
        self.count, self.ids, self.links, self.open = {}, [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.count[tag] = self.count.get(tag, 0) + 1
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if attributes.get("href", "").startswith("#"):
            self.links.append(attributes["href"][1:])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag


def page_of(path):
    result = tap.run("render", path)
    assert result.returncode == 0, result.stderr.decode()
    return Page(result.stdout.decode())


@unittest.skipUnless(os.path.exists(TALK), "the tagged talk is not here")
class TaggedTalk(tap.Case):

    def test_its_points_directives_issues_and_citations_are_found(self):
        found = items(TALK)
        self.assertEqual(
            [len(of_kind(kind, found))
             for kind in ("point", "directive", "issue", "cite")],
            [3, 17, 10, 8])
        self.assertEqual(len(found), 38)

    def test_ten_directives_are_run_in(self):
        """They begin their paragraph, under a point."""
        run_in = [item for item in of_kind("directive", items(TALK))
                  if item["column"] == 1]
        self.assertEqual(len(run_in), 10)
        for item in run_in:
            self.assertEqual(len(item["path"]), 1)
            self.assertTrue(item["detail"].startswith(item["text"]))

    def test_each_issue_has_its_owner_source_and_passage(self):
        issues = of_kind("issue", items(TALK))
        for item in issues:
            self.assertEqual(len(item["owners"]), 1)
            self.assertTrue(item["owners"][0]["name"])
            self.assertIn(item["text"], item["detail"])
            self.assertLess(len(item["text"]), len(item["detail"]))
            self.assertEqual(len(item["path"]), 1)
        self.assertEqual(len({item["source"] for item in issues}), 1)
        self.assertTrue(issues[0]["source"].startswith("****"))

    def test_the_issues_are_those_of_five_addressees(self):
        issues = of_kind("issue", items(TALK))
        owners = [(item["owners"][0]["id"], item["owners"][0]["name"])
                  for item in issues]
        self.assertEqual(len(set(owners)), 5)
        self.assertEqual(len({name for _, name in owners}), 2)
        passages = [item["detail"] for item in issues]
        self.assertEqual(len(set(passages)), 5)
        for i in range(0, 10, 2):
            self.assertEqual(owners[i], owners[i + 1])
            self.assertEqual(passages[i], passages[i + 1])

    def test_every_place_is_that_of_a_tag(self):
        with open(TALK, "rb") as file:
            source = file.read()
        lines = source.decode().split("\n")
        for item in items(TALK):
            start, end = item["bytes"]
            tag = source[start:end].decode()
            at = lines[item["line"] - 1][item["column"] - 1:]
            self.assertIn(tag[0] + tag[-1], ("[)", "[]"))
            self.assertTrue(at.startswith(tag))

    def test_due_dates_in_words_stay_words(self):
        found = items(TALK)
        self.assertEqual(sum(bool(item["due_text"]) for item in found), 4)
        self.assertFalse([item for item in found if item["due"]])

    def test_it_has_no_error(self):
        result = tap.run("render", TALK)
        self.assertEqual(result.returncode, 0)
        self.assertFalse([r for r in reported(result) if r[2] == "error"])

    def test_its_page_links_items_and_rows_both_ways(self):
        page = page_of(TALK)
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertFalse(set(page.links) - set(page.ids))
        rows = {link for link in page.links if link.startswith("tm-row-")}
        self.assertEqual(len(rows), 27 + 8)  # tasks and references
        for row in rows:
            self.assertIn(row[len("tm-row-"):], page.links)

    def test_its_other_outputs_are_written(self):
        for command in (("tasks",), ("tasks", "-f", "markdown"), ("outline",),
                        ("outline", "-f", "tree"), ("render", "--fragment")):
            result = tap.run(*command, TALK)
            self.assertEqual(result.returncode, 0, command)
            self.assertGreater(len(result.stdout), 1000, command)


@unittest.skipUnless(os.path.exists(RAW), "the talk as it came is not here")
class RawTalk(tap.Case):

    def test_each_mask_that_became_emphasis_is_told_with_its_place(self):
        result = tap.run("render", RAW)
        self.assertEqual(result.returncode, 0)
        self.assertEqual(
            [(line, column) for line, column, severity, _ in reported(result)
             if severity == "warning"], [(3, 38), (3, 40), (3, 53)])
        self.assertEqual(len(reported(result)), 3)

    def test_they_are_the_asterisks_that_cmark_takes_away(self):
        with open(RAW, encoding="utf-8") as file:
            text = file.read()
        printed = subprocess.run(["cmark", RAW], stdout=subprocess.PIPE,
                                 check=True).stdout.decode()
        lines = text.split("\n")
        told = 0
        for line, column, _, _ in reported(tap.run("render", RAW)):
            mask = re.match(r"\*+", lines[line - 1][column - 1:])
            told += len(mask[0])
        self.assertEqual(text.count("*"), 21)
        self.assertEqual(told, text.count("*") - printed.count("*"))

    def test_no_word_of_it_is_lost(self):
        with open(RAW, encoding="utf-8") as file:
            wanted = re.sub(r"[\s*]", "", file.read())
        fragment = tap.run("render", "--fragment", RAW).stdout.decode()
        words = re.sub(r"[\s*]", "", re.sub(r"<[^>]*>", "", fragment))
        self.assertEqual(len(words), len(wanted))
        self.assertTrue(words == wanted)

    def test_it_has_no_items(self):
        self.assertEqual(items(RAW), [])


@unittest.skipUnless(MINUTES, "the minutes are not here")
class Minutes(tap.Case):

    def test_they_render_to_whole_pages(self):
        for path in MINUTES:
            page = page_of(path)
            self.assertEqual(page.count["html"], 1)
            self.assertEqual(page.count["title"], 1)
            self.assertEqual(len(page.ids), len(set(page.ids)))
            self.assertFalse(set(page.links) - set(page.ids))

    def test_every_heading_but_the_title_is_a_point(self):
        for path in MINUTES:
            fragment = tap.run("render", "--fragment", path).stdout.decode()
            headings = len(re.findall(r"<h[1-6][ >]", fragment))
            points = len(of_kind("point", items(path)))
            self.assertIn(headings - points, (0, 1))

    def test_the_outline_has_a_line_for_each_point(self):
        for path in MINUTES:
            result = tap.run("outline", path)
            self.assertEqual(result.returncode, 0)
            lines = [line for line in result.stdout.decode().splitlines()
                     if line.strip()]
            points = len(of_kind("point", items(path)))
            self.assertIn(len(lines) - points, (0, 1))

    def test_they_hold_no_tags_and_so_no_tasks(self):
        for path in MINUTES:
            result = tap.run("tasks", path)
            self.assertEqual(result.returncode, 0)
            self.assertEqual(result.stdout, b"")
            self.assertEqual(reported(result), [])

    def test_all_of_them_go_into_one_folder_at_once(self):
        result = self.talkmark("render", *MINUTES, "-o", "out/")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(os.listdir(self.path("out"))), len(MINUTES))


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""Pages printed to PDF by Chromium, read back by pdftotext."""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pages  # noqa: E402
from pages import tap  # noqa: E402

A4 = (595, 842)  # points


def squeeze(text):
    """Without white space and what is not seen: lines end anywhere."""
    return re.sub("[\\s\u2060\f]+", "", text)


class Print(pages.Case):
    def printed(self, sources, *options, **setting):
        """The PDF of each source."""
        made = self.pages(sources, *options)
        pages.measure([{"measure": "print", "page": page,
                        "pdf": f"{page}.pdf", **setting}
                       for page in made.values()])
        return {name: f"{page}.pdf" for name, page in made.items()}

    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.holder.cleanup)
        cls.pdfs = None

    def examples(self):
        """The PDFs of the examples, printed once for all tests."""
        if Print.pdfs is None:
            folder, self.folder = self.folder, self.holder.name
            Print.pdfs = self.printed(pages.examples())
            self.folder = folder
        return Print.pdfs

    def tool(self, *words):
        return subprocess.run(words, check=True, capture_output=True,
                              timeout=tap.SECONDS).stdout.decode()

    def text(self, pdf):
        return self.tool("pdftotext", "-raw", pdf, "-")

    def tasks(self, source):
        result = tap.run("tasks", "--format", "jsonl", "--today", pages.TODAY,
                         "-", stdin=source)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_paper_is_a4_and_no_more_of_it_than_the_talk_needs(self):
        for name, pdf in self.examples().items():
            info = self.tool("pdfinfo", pdf)
            count = int(re.search(r"Pages:\s+(\d+)", info)[1])
            size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info)
            with self.subTest(page=name):
                self.assertEqual((round(float(size[1])),
                                  round(float(size[2]))), A4)
                self.assertTrue(1 <= count <= 8, count)
                last = self.text(pdf).rstrip("\f").split("\f")[-1]
                self.assertGreater(len(squeeze(last)), 20)

    def test_every_task_stands_on_paper_with_its_state(self):
        sources = pages.examples()
        late = 0
        for name, pdf in self.examples().items():
            text = squeeze(self.text(pdf))
            table = re.split("Tasksbyowner|任务清单", text)[-1]
            for task in self.tasks(sources[name]):
                words = squeeze(task["text"])
                with self.subTest(page=name, task=words):
                    self.assertIn(words, table)
            page = pages.read(pdf[:-len(".pdf")]).decode()
            wanted = len(re.findall('<strong class="tm-late">', page))
            late += wanted
            with self.subTest(page=name):
                self.assertGreaterEqual(
                    len(re.findall("late|逾期", text)), wanted)
                for state in re.findall("☑\u00a0([^ <]+)", page):
                    self.assertIn("☑" + state, text)
        self.assertGreater(late, 20)

    def test_a_long_table_has_its_heading_on_every_page(self):
        source = b"---\npeople: {w: Wang}\n---\n\n" + b"".join(
            b"[Task %d](do:t%d '@w 2026-04-01 source:here')\n" % (i, i)
            for i in range(90))
        pdf, = self.printed({"x": source}, "--only", "tasks").values()
        leaves = self.text(pdf).rstrip("\f").split("\f")
        self.assertGreater(len(leaves), 2)
        for leaf in leaves:
            self.assertIn("No.WhatDueState", squeeze(leaf))

    # Chromium prints in light colours by itself; others do not.
    def test_paper_is_white_and_ink_black_in_a_dark_room_too(self):
        made = self.pages({"x": b"# T\n\n[a](do:b '2026-01-01')\n"})
        (_, _, found), = self.look(
            "colours", made, {"scheme": "dark", "media": "print"})
        black, white, none = "rgb(0, 0, 0)", "rgb(255, 255, 255)", \
            "rgba(0, 0, 0, 0)"
        self.assertEqual(found, {"body": [black, white],
                                 ".tm-kind": [black, none],
                                 ".tm-late": [black, none],
                                 "td a": [black, none]})


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""The ledger in LibreOffice: make check-office. It opens the spreadsheet and
turns it into CSV and, as it would print it, into PDF."""
import csv
import io
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap  # noqa: E402

from ledger import FIRST, SECOND, TITLES, TODAY, english  # noqa: E402

SECONDS = 300


class Office(tap.Case):
    def converted(self, form, *sources):
        """The ledger of the talks, as LibreOffice converts it."""
        names = ["first.md", "second.md"][:len(sources)]
        for name, source in zip(names, sources):
            self.write(name, source)
        done = self.talkmark("tasks", "--today", TODAY, "-o", "a.xlsx", *names)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.command("soffice", f"-env:UserInstallation=file://{self.folder}/o",
                     "--headless", "--convert-to", form, "a.xlsx")
        return self.read("a." + form.split(":")[0])

    def command(self, *words):
        done = subprocess.run(words, cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=SECONDS,
                              check=False, env=tap.setting(HOME=self.folder))
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout.decode()

    def test_its_cells_are_those_of_the_ledger(self):
        # Comma, quotes, UTF-8, cells as shown.
        data = self.converted(
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true",
            FIRST, SECOND)
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"),
                                           newline="")))
        self.assertEqual(rows[2], TITLES)
        self.assertEqual(rows[3][3], "屏停了十九天")
        self.assertEqual(rows[3][9], "2026-03-13")
        self.assertEqual(rows[3][11], "已销号")
        self.assertEqual(rows[3][15], "逾期 19")
        self.assertEqual(rows[4][3], "=1+1")
        self.assertEqual(len(rows), 6)

    def test_it_prints_a_page_wide_with_the_head_on_every_page(self):
        self.converted("pdf", english(60))
        facts = self.command("pdfinfo", "a.pdf")
        pages = int(re.search(r"Pages: +(\d+)", facts)[1])
        size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", facts)
        self.assertEqual((round(float(size[1])), round(float(size[2]))),
                         (842, 595))
        text = self.command("pdftotext", "-layout", "a.pdf", "-")
        self.assertGreaterEqual(pages, 2)
        self.assertLess(pages, 10)
        self.assertEqual(len(re.findall(r"Problem +Measures", text)), pages)
        self.assertEqual(len(re.findall(rf"Page \d of {pages}", text)), pages)


if __name__ == "__main__":
    tap.main()

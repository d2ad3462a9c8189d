#!/usr/bin/env python3
"""The ledger, read back by other programs: the spreadsheet by openpyxl, the
CSV by Python's own reader, the page by its HTML parser."""
import csv
import datetime
import html.parser
import io
import os
import sys
import time
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap  # noqa: E402

from ledger import FIRST, SECOND, TITLES, TODAY, english  # noqa: E402

# Where packages go, for a Python that is not the system's.
sys.path.append("/usr/lib/python3/dist-packages")
import openpyxl  # noqa: E402


class Cells(html.parser.HTMLParser):
    """The rows of a page's table."""

    def __init__(self):
        super().__init__()
        self.rows = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


class Ledger(tap.Case):
    def written(self, form, *sources, **more):
        """The ledger of talks first.md, second.md and so on."""
        names = ["first.md", "second.md", "third.md"][:len(sources)]
        for name, source in zip(names, sources):
            self.write(name, source)
        done = self.talkmark("tasks", "--today", TODAY, "--format", form,
                             *names, **more)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout

    def book(self, *sources):
        data = self.written("xlsx", *sources)
        return openpyxl.load_workbook(io.BytesIO(data)).active

    def rows(self, sheet):
        return [[cell.value for cell in row] for row in sheet.iter_rows()]

    def text_of(self, value):
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        return "" if value is None else str(value)


class Spreadsheet(Ledger):
    def test_a_title_and_counts_stand_above_the_columns(self):
        rows = self.rows(self.book(FIRST, SECOND))
        self.assertEqual(rows[0][0], "整改台账")
        self.assertEqual(rows[1][0], "截至 2026年4月10日 · 合计 3 · 办结 1"
                                     " · 逾期 1")
        self.assertEqual(rows[2], TITLES)
        self.assertEqual(len(rows), 6)

    def test_a_row_says_all_of_an_issue(self):
        row = self.rows(self.book(FIRST, SECOND))[3]
        day = datetime.datetime
        self.assertEqual(row, [
            1, "叫号屏", "大厅的事\n2026年3月6日\n现场查看", "屏停了十九天",
            "1. 修屏（汤立；2026年3月12日）\n2. 挂报修单（汤立）", "汤立",
            "方晓", day(2026, 3, 6), None, day(2026, 3, 13),
            "2026年4月3日：屏修好了（已销号）", "已销号", day(2026, 4, 1),
            "方晓", "运行日志", 19, "高优先级"])

    def test_dates_are_dates_and_days_are_numbers_with_a_word(self):
        sheet = self.book(FIRST)
        self.assertTrue(sheet["J4"].is_date)
        self.assertEqual(sheet["J4"].number_format, "yyyy-mm-dd")
        self.assertEqual(sheet["P4"].value, 28)
        self.assertEqual(sheet["P4"].number_format, '"逾期 "0')

    def test_a_day_before_the_calendar_of_sheets_is_text(self):
        source = "[a](issue:a '1899-12-31') [b](issue:b '1900-03-01')\n"
        sheet = self.book(source)
        self.assertEqual(sheet["J4"].value, "1899-12-31")
        self.assertEqual(sheet["J5"].value, datetime.datetime(1900, 3, 1))

    def test_no_cell_is_a_formula(self):
        sheet = self.book(FIRST)
        self.assertEqual(sheet["D5"].value, "=1+1")
        for row in sheet.iter_rows():
            for cell in row:
                self.assertNotEqual(cell.data_type, "f", cell.coordinate)

    def test_the_head_stays_in_view_and_filters(self):
        sheet = self.book(FIRST)
        self.assertEqual(sheet.freeze_panes, "A4")
        self.assertEqual(sheet.auto_filter.ref, "A3:Q6")
        self.assertEqual({str(r) for r in sheet.merged_cells.ranges},
                         {"A1:Q1", "A2:Q2"})

    def test_it_is_printed_on_a4_landscape_a_page_wide(self):
        sheet = self.book(FIRST)
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertEqual(int(sheet.page_setup.paperSize), 9)
        self.assertEqual((sheet.page_setup.fitToWidth or 1,
                          sheet.page_setup.fitToHeight), (1, 0))
        self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
        self.assertEqual(sheet.print_title_rows.replace("$", ""), "3:3")
        self.assertIn("&P", sheet.oddFooter.center.text.replace("&[Page]",
                                                                "&P"))

    def test_states_are_chosen_from_a_list(self):
        found = self.book(FIRST).data_validations.dataValidation
        self.assertEqual([(str(v.sqref), v.type, v.formula1) for v in found],
                         [("L4:L6", "list",
                           '"未整改,整改中,已完成,已销号,已撤销"')])

    def test_late_rows_are_coloured_while_they_are_open(self):
        sheet = self.book(FIRST)
        rules = {str(r.sqref): r.rules[0].formula[0]
                 for r in sheet.conditional_formatting}
        want = 'AND($P4>0,OR($L4="未整改",$L4="整改中"))'
        self.assertEqual(rules, {"A4:O6": want, "P4:P6": want,
                                 "Q4:Q6": want})

    def test_text_is_wrapped_and_its_row_is_high_enough(self):
        sheet = self.book(FIRST)
        self.assertTrue(sheet["E4"].alignment.wrap_text)
        self.assertGreater(sheet.row_dimensions[4].height, 40)
        self.assertLessEqual(max(
            sheet.row_dimensions[r].height for r in range(1, 7)), 409)

    def test_what_xml_cannot_hold_does_not_break_it(self):
        data = self.written("xlsx", "[a\ufffeb&#1;c \\_x0041\\_ &lt;&>\"]"
                                    "(issue:a)\n")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            strings = archive.read("xl/sharedStrings.xml").decode()
        self.assertIn("a\ufffdb\\u{1}c _x005F_x0041_ &lt;&amp;&gt;\"", strings)

    def test_an_empty_list_is_a_head_alone(self):
        rows = self.rows(self.book("nothing\n"))
        self.assertEqual(rows[2][0], "No.")
        self.assertEqual(len(rows), 3)

    def test_the_same_list_gives_the_same_bytes_later_on(self):
        first = self.written("xlsx", FIRST, SECOND)
        time.sleep(2.1)  # a step of the clock that ZIP tells time by
        again = self.written("xlsx", FIRST, SECOND,
                             env=tap.setting(TZ="Asia/Tokyo"))
        self.assertEqual(first, again)

    def test_a_list_of_thousands_is_whole(self):
        rows = self.rows(self.book(english(3000)))
        self.assertEqual(len(rows), 3003)
        self.assertEqual(rows[-1][1], "p2999")

    def test_a_sheet_that_cannot_be_written_is_an_error(self):
        self.write("first.md", FIRST)
        with open("/dev/full", "wb") as full:
            done = self.talkmark("tasks", "--format", "xlsx", "first.md",
                                 stdout=full)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"No space left", done.stderr)


class Others(Ledger):
    def test_csv_holds_what_the_sheet_holds(self):
        rows = list(csv.reader(io.StringIO(
            self.written("ledger-csv", FIRST, SECOND).decode(), newline="")))
        want = [[self.text_of(v) for v in row]
                for row in self.rows(self.book(FIRST, SECOND))[2:]]
        want[2][3], want[2][14] = "'=1+1", "'@a"
        self.assertEqual(rows, want)

    def test_the_page_holds_what_the_sheet_holds(self):
        cells = Cells()
        cells.feed(self.written("ledger-html", FIRST, SECOND).decode())
        want = [[self.text_of(v) for v in row]
                for row in self.rows(self.book(FIRST, SECOND))[2:]]
        want[2][15] = "逾期 " + want[2][15]
        self.assertEqual(cells.rows, want)

    def test_the_ending_of_the_output_asks_for_a_ledger(self):
        self.write("first.md", FIRST)
        for name, begins in (("a.xlsx", b"PK"), ("a.ledger.csv", "序号,编号,来源"),
                             ("a.ledger.html", "<!DOCTYPE html>"),
                             ("b.csv", "序号,类别")):
            with self.subTest(name=name):
                done = self.talkmark("tasks", "-o", name, "first.md")
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                want = begins if isinstance(begins, bytes) else begins.encode()
                self.assertTrue(self.read(name).startswith(want))
        self.assertIn("整改台账".encode(), self.read("a.ledger.html"))


if __name__ == "__main__":
    tap.main()

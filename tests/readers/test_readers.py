#!/usr/bin/env python3
"""Other programs read the task lists back and find the same items.

What is found is compared with JSON Lines, whose schema is the specification's
own: the examples, and talks whose texts try to be something else.
"""
import csv
import ctypes
import ctypes.util
import datetime
import glob
import io
import json
import os
import random
import re
import subprocess
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap  # noqa: E402

# Where Debian's packages are, should another Python run this.
sys.path.append("/usr/lib/python3/dist-packages")
import icalendar  # noqa: E402

EXAMPLES = sorted(glob.glob(os.path.join(tap.ROOT, "examples", "*.md")))
STARTS = ["=1+1", "+x", "-1", "@sum", "x ", "(A) ", "2026-01-01 ", "due:2026",
          "\u2028END:VCALENDAR", "\x85BEGIN:VTODO", "\\nUID:a", "; =1", ""]
LETTERS = "ab \t,;:\\\"'<&=+-@#%()[]{}|~^`\v\f\x1b\x7f\x85\u2028\u2029" \
          "\u3000\u200b\u202e中文，。é😀\ufeff"


def hostile(seed):
    """Markdown of some tasks whose texts are random."""
    pick = random.Random(seed)

    def text():
        raw = pick.choice(STARTS) + "".join(
            pick.choice(LETTERS) for _ in range(pick.randrange(90)))
        raw = raw.replace('"', "”").replace("'", "’")
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", raw)

    lines = ["---", f"id: talk {seed}", "date: 2026-03-16",
             "people: {w: {name: 'W; \"x\", y', email: 'w@example.org'}}",
             "---", ""]
    for number in range(8):
        when = pick.choice(["2026-04-01", "done:2026-03-20 !high",
                            "start:2026-03-20 2026-03-20", "status:doing",
                            "status:dropped", "due:ongoing !low"])
        lines += [f'[w{text()}](do:t{number} \'@w @"{text()}" +"t{text()}" '
                  f'source:"{text()}" "{text()}" {when}\')', ""]
    return "\n".join(lines)


class Readers(tap.Case):
    def setUp(self):
        super().setUp()
        self.files = list(EXAMPLES)
        for seed in range(12):
            self.files.append(self.write(f"h{seed}.md", hostile(seed)))

    def written(self, form, *options, files=None):
        done = self.talkmark("tasks", "--format", form, "--today",
                             "2026-05-30", *options,
                             *(self.files if files is None else files))
        self.assertLess(done.returncode, 2, done.stderr.decode())
        return done.stdout.decode()

    def items(self, files=None):
        text = self.written("jsonl", files=files)
        items = [json.loads(line) for line in text.split("\n")[:-1]]
        self.assertGreater(len(items), 100 if files is None else 0)
        return items

    # ---- JSON ----

    def test_json_is_the_array_of_the_lines(self):
        self.assertEqual(json.loads(self.written("json")), self.items())
        empty = self.written("json", files=[self.write("empty.md", "")])
        self.assertEqual(json.loads(empty), [])

    # ---- CSV ----

    def cells(self, item):
        """What a row says, as plain text."""
        due = item["due"] or ("长期" if item["ongoing"] else item["due_text"])
        return {"编号": f"{item['record']}#{item['id']}",
                "内容": item["text"], "期限": due or "",
                "完成日期": item["done"] or "", "来源": item["source"] or "",
                "备注": item["note"] or "",
                "责任人": "、".join(o["name"] or o["unit"] or o["id"]
                                 for o in item["owners"])}

    @staticmethod
    def without_guard(cell):
        return re.sub(r"'(?=[-=+@＝＋－＠\t\r])", "", cell)

    def rows(self):
        # So many talks in Chinese that the headings are.
        files = self.files + [p for p in EXAMPLES if "service" in p] * 4
        return self.items(files), self.written("csv", files=files)

    def test_csv_gives_each_item_its_row(self):
        items, text = self.rows()
        rows = list(csv.DictReader(io.StringIO(text, newline=""),
                                   strict=True))
        self.assertEqual(len(rows), len(items))
        for number, (row, item) in enumerate(zip(rows, items), 1):
            self.assertEqual(row["序号"], str(number))
            for name, want in self.cells(item).items():
                self.assertEqual(self.without_guard(row[name]),
                                 self.without_guard(want), name)

    def test_no_cell_of_csv_is_a_formula(self):
        _, text = self.rows()
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            for cell in row:
                for part in re.split("[;\t\r\n]", cell):
                    self.assertNotRegex(
                        part, r"^[\s\u200b\ufeff]*[-=+@＝＋－＠]", cell)

    def test_sqlite_reads_csv(self):
        items, text = self.rows()
        self.write("list.csv", text.replace("\r\n", "\n"))
        done = subprocess.run(
            ["sqlite3", ":memory:", ".mode csv", ".import list.csv t",
             ".mode json", "select * from t"], stdout=subprocess.PIPE,
            cwd=self.folder, timeout=tap.SECONDS, check=True)
        rows = json.loads(done.stdout)
        self.assertEqual([row["编号"] for row in rows],
                         [self.cells(item)["编号"] for item in items])

    # ---- todo.txt ----

    def test_todo_txt_cli_lists_each_item_once(self):
        items = self.items()
        self.write("todo.txt", self.written("todotxt"))
        self.write("config", f'export TODO_DIR="{self.folder}"\n'
                   'export TODO_FILE="$TODO_DIR/todo.txt"\n'
                   'export DONE_FILE="$TODO_DIR/done.txt"\n'
                   'export REPORT_FILE="$TODO_DIR/report.txt"\n')

        def cli(*words):
            done = subprocess.run(
                ["todo-txt", "-p", "-d", self.path("config"), *words],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                env=tap.setting(HOME=self.folder), timeout=tap.SECONDS,
                check=False)
            return done.stdout.decode()

        self.assertIn(f"TODO: {len(items)} of {len(items)} tasks shown",
                      cli("ls"))
        high = [i for i in items if i["priority"] == "high"
                and i["status"] in ("open", "doing")]
        self.assertTrue(high)
        self.assertIn(f"TODO: {len(high)} of ", cli("lsp", "A"))
        topics = {"+" + re.sub(r"[^\w,;.-]", "_", t) for i in items
                  for t in i["topics"] if re.fullmatch(r"[\w-]+", t)}
        self.assertTrue(topics)
        self.assertLessEqual(topics, set(cli("lsprj").split("\n")))
        # What is closed is archived, and nothing else.
        closed = [i for i in items
                  if i["status"] in ("done", "accepted", "dropped")]
        cli("archive")
        self.assertEqual(self.read("done.txt").count(b"\n"), len(closed))

    # ---- iCalendar ----

    def uid(self, item):
        def part(text):
            return urllib.parse.quote(text, safe="-._~!$'*+=@")
        return f"{part(item['record'])}#{part(item['id'])}@talkmark"

    def check_todos(self, found, unsure=None):
        """found: UID → STATUS, DUE and SUMMARY as they were read; texts with
        'unsure' in them the reader cannot tell."""
        states = {"open": "NEEDS-ACTION", "doing": "IN-PROCESS",
                  "done": "COMPLETED", "accepted": "COMPLETED",
                  "dropped": "CANCELLED"}
        items = self.items()
        self.assertEqual(set(found), {self.uid(item) for item in items})
        for item in items:
            status, due, summary = found[self.uid(item)]
            self.assertEqual(status, states[item["status"]])
            self.assertEqual(due or None,
                             item["due"] and item["due"].replace("-", ""))
            plain = re.sub("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "",
                           item["text"])
            plain = re.sub("[\v\f\x85\u2028\u2029]", "\n", plain)
            # libical drops white space at the end.
            if not unsure or unsure not in plain:
                self.assertEqual(summary.rstrip(), plain.rstrip())

    def test_python_icalendar_finds_the_items(self):
        calendar = icalendar.Calendar.from_ical(self.written("ics"))
        found = {}
        for todo in calendar.walk("VTODO"):
            self.assertEqual(todo.errors, [])
            due = todo.get("DUE")
            if due:
                self.assertIs(type(due.dt), datetime.date)
            found[str(todo["UID"])] = (
                str(todo["STATUS"]), due and due.dt.strftime("%Y%m%d"),
                str(todo["SUMMARY"]))
        # It takes an escaped backslash and a comma for an escaped comma.
        self.check_todos(found, unsure="\\")

    def library(self):
        name = ctypes.util.find_library("ical")
        self.assertTrue(name, "no libical")
        ical = ctypes.CDLL(name)
        for function, result, *arguments in (
                ("icalparser_parse_string", "p", "s"),
                ("icalcomponent_count_errors", "i", "p"),
                ("icalrestriction_check", "i", "p"),
                ("icalcomponent_get_first_component", "p", "p", "i"),
                ("icalcomponent_get_next_component", "p", "p", "i"),
                ("icalcomponent_get_first_property", "p", "p", "i"),
                ("icalproperty_string_to_kind", "i", "s"),
                ("icalproperty_get_value_as_string", "s", "p"),
                ("icalcomponent_string_to_kind", "i", "s"),
                ("icalproperty_get_parameter_as_string", "s", "p", "s"),
                ("icalcomponent_free", None, "p")):
            types = {"p": ctypes.c_void_p, "s": ctypes.c_char_p,
                     "i": ctypes.c_int, None: None}
            getattr(ical, function).restype = types[result]
            getattr(ical, function).argtypes = [types[a] for a in arguments]
        return ical

    @staticmethod
    def components(ical, calendar, name):
        kind = ical.icalcomponent_string_to_kind(name)
        one = ical.icalcomponent_get_first_component(calendar, kind)
        while one:
            yield one
            one = ical.icalcomponent_get_next_component(calendar, kind)

    @staticmethod
    def value(ical, component, name):
        kind = ical.icalproperty_string_to_kind(name)
        found = ical.icalcomponent_get_first_property(component, kind)
        text = found and ical.icalproperty_get_value_as_string(found).decode()
        return text and re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN"
                               else m[1], text)

    def test_libical_finds_the_items_and_no_fault(self):
        ical = self.library()
        text = self.written("ics")
        calendar = ical.icalparser_parse_string(text.encode())
        self.assertTrue(calendar)
        self.assertEqual(ical.icalcomponent_count_errors(calendar), 0)
        found = {}
        for todo in self.components(ical, calendar, b"VTODO"):
            found[self.value(ical, todo, b"UID")] = tuple(
                self.value(ical, todo, name)
                for name in (b"STATUS", b"DUE", b"SUMMARY"))
        ical.icalcomponent_free(calendar)
        self.check_todos(found)

    def test_an_owner_with_an_email_is_an_attendee(self):
        calendar = icalendar.Calendar.from_ical(
            self.written("ics", files=[self.path("h0.md")]))
        todos = calendar.walk("VTODO")
        self.assertTrue(todos)
        for todo in todos:
            self.assertEqual(str(todo["ATTENDEE"]), "mailto:w@example.org")
            self.assertEqual(todo["ATTENDEE"].params["CN"], "W; 'x', y")

    def test_no_line_of_a_calendar_is_too_long_or_cuts_a_character(self):
        done = self.talkmark("tasks", "--format", "ics", *self.files)
        self.assertTrue(done.stdout.endswith(b"\r\n"))
        for line in done.stdout[:-2].split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            line.decode()
            self.assertNotIn(b"\n", line)

    def test_the_same_talks_give_the_same_calendar_on_any_day(self):
        first, second = (self.talkmark("tasks", "--format", "ics", "--today",
                                       day, *self.files).stdout
                         for day in ("2026-05-30", "2027-01-01"))
        self.assertEqual(first, second)


if __name__ == "__main__":
    tap.main()

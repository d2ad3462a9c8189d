"""What the lists and texts may hold, a function a format. Each takes the bytes
that were printed and the list's items as JSON Lines has them, and raises an
AssertionError for what it must not be."""
import csv
import io
import json
import re
import subprocess
import sys
import zipfile

import html_checker
from html_checker import Fault

# Where Debian's packages are, should another Python run this.
sys.path.append("/usr/lib/python3/dist-packages")
import icalendar  # noqa: E402
import openpyxl  # noqa: E402

# What a terminal acts on, and what makes text seem other than it is. Of line
# ends the line feed alone is left.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f"
                    "\u2028-\u202e\u2066-\u2069\ufeff]")
COLOURS = re.compile(r"\x1b\[(?:[0-9]{1,2}(?:;[0-9]{1,2})*)?m")
CLOSED = ("done", "accepted", "dropped")


def need(condition, what):
    if not condition:
        raise Fault(what)


def safe_lines(data):
    """Text for a terminal; its lines."""
    text = data.decode()
    found = UNSAFE.search(text)
    need(not found, f"a control character at {found and found.start()}: "
         f"{text[max(0, found.start() - 40):found.end() + 20]!r}"
         if found else "")
    need(not text or text.endswith("\n"), "no line end at the end")
    return text.split("\n")[:-1]


def coloured_lines(data):
    return safe_lines(COLOURS.sub("", data.decode()).encode())


def table(data, items):
    need(len(safe_lines(data)) == len(items) + 1, "a row an item")


def grouped(data, items):
    need(len(safe_lines(data)) > len(items), "a row an item at least")


# ---- JSON ----


def once(pairs):
    need(len(dict(pairs)) == len(pairs), "a key twice")
    return dict(pairs)


def constant(name):
    raise Fault(f"{name} is no JSON")


def load(text):
    need(not UNSAFE.search(text), "a control character")
    value = json.loads(text, object_pairs_hook=once, parse_constant=constant)
    json.dumps(value, ensure_ascii=False).encode()  # no lone surrogate
    return value


def jsonl(data, items=None):
    text = data.decode()
    need(not text or text.endswith("\n"), "no line end at the end")
    found = [load(line) for line in text.split("\n")[:-1]]
    for item in found:
        need(list(item) == list(found[0]), "other keys than the first's")
    need(items is None or found == items, "other items")
    return found


def json_array(data, items):
    text = data.decode()
    found = json.loads(text, object_pairs_hook=once, parse_constant=constant)
    need(not UNSAFE.search(text), "a control character")
    need(found == items, "other items")


# ---- CSV ----

BLANK = "\\s\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f" \
        "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
FORMULA = re.compile(f"(?:^|[;\t\r\n])[{BLANK}]*[-=+@＝＋－＠\t\r]")


def cells(data, width=None):
    """The rows of a CSV, none of whose cells a spreadsheet would work out."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""),
                           strict=True))
    for row in rows:
        need(len(row) == (width or len(rows[0])), f"{len(row)} cells")
        for cell in row:
            need(not FORMULA.search(cell), f"a formula: {cell[:80]!r}")
    need(re.sub(rb'"(?:[^"]|"")*"', b"", data).count(b"\r\n") == len(rows),
         "rows that do not end in CR LF")
    return rows


def csv_list(data, items):
    need(len(cells(data)) == len(items) + 1, "a row an item")


def ledger_csv(data, items):
    need(1 < len(cells(data)) <= len(items) + 1, "at most a row an item")


def xlsx(data, items):
    """Nothing in the file is worked out, linked or loaded; its parts are those
    of any ledger."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        need(sorted(parts.namelist()) == [
            "[Content_Types].xml", "_rels/.rels", "docProps/app.xml",
            "docProps/core.xml", "xl/_rels/workbook.xml.rels",
            "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml",
            "xl/workbook.xml", "xl/worksheets/sheet1.xml"],
            f"parts: {parts.namelist()}")
        sheet = parts.read("xl/worksheets/sheet1.xml")
        strings = parts.read("xl/sharedStrings.xml").decode()
    need(not re.search(rb"<f[ >]|<hyperlink|t=\"str\"", sheet), "a formula")
    need(not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", strings),
         "what XML cannot hold")
    need(not UNSAFE.search(strings.replace("\r", "")), "a control character")
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    need(1 < page.max_row <= len(items) + 3, "at most a row an item")
    for row in page.iter_rows():
        for cell in row:
            need(cell.data_type != "f" or str(cell.value)[:1] == "="
                 and b"<f" not in sheet,
                 f"a formula: {cell.value!r}")


# ---- iCalendar ----

TODO = {"UID", "DTSTAMP", "DTSTART", "DUE", "STATUS", "PERCENT-COMPLETE",
        "COMPLETED", "SUMMARY", "DESCRIPTION", "PRIORITY", "CATEGORIES",
        "ATTENDEE"}
EVENT = (TODO - {"DUE", "PERCENT-COMPLETE", "COMPLETED"}) | {"TRANSP"}
PARTS = {"VCALENDAR": ({"VERSION", "PRODID"}, {"VERSION", "PRODID"}),
         "VTODO": (TODO, {"UID", "DTSTAMP", "STATUS", "SUMMARY"}),
         "VEVENT": (EVENT, {"UID", "DTSTAMP", "STATUS", "SUMMARY", "DTSTART",
                            "TRANSP"})}

ATTENDEE = re.compile(r"ATTENDEE;CN=\"[^\"]*\":mailto:"
                      r"[A-Za-z0-9._~!$'*+=%-]+@[A-Za-z0-9._~!$'*+=%-]+")


def properties(component):
    return [name for name, _ in component.property_items(recursive=False)
            if name not in ("BEGIN", "END")]


def check_component(one):
    allowed, needed = PARTS[one.name]
    names = properties(one)
    need(set(names) <= allowed, f"properties {names}")
    need(needed <= set(names), f"properties {names}")
    single = [n for n in names if n != "ATTENDEE"]
    need(len(set(single)) == len(single), f"properties {names}")
    need(not one.errors, f"errors {one.errors}")


def ics(data, items):
    need(not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data),
         "a control character")
    text = data.decode()
    need(not re.search("\r(?!\n)|(?<!\r)\n|[\x80-\x9f\u2028\u2029]", text),
         "a line end that is none")
    # By hand: what readers may take for a property is one of ours.
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    names = {re.split("[:;]", line)[0] for line in lines}
    need(names <= TODO | EVENT | {"BEGIN", "END", "VERSION", "PRODID"},
         f"properties {sorted(names)}")
    for line in lines:
        need(not line.startswith("ATTENDEE") or ATTENDEE.fullmatch(line), line)
    calendars = icalendar.Calendar.from_ical(text, multiple=True)
    need(len(calendars) == 1, "more than one calendar")
    parts = list(calendars[0].walk())
    for one in parts:
        need(one.name in PARTS, f"component {one.name}")
        check_component(one)
    need(len(calendars[0].walk("VTODO")) == len(items), "a to-do an item")


# ---- todo.txt ----

KEYS = {"due", "t", "pri", "status", "kind", "id"}
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TASK = re.compile(rf"(?:x (?:{DAY} {DAY} )?|(?:\(([AC])\) )?(?:{DAY} )?)")


def todotxt(data, items):
    lines = safe_lines(data)
    need(len(lines) == len(items), f"{len(lines)} lines, {len(items)} tasks")
    for line, item in zip(lines, items):
        check_task(line, item)


def check_task(line, item):
    beginning = TASK.match(line)
    need(line.startswith("x ") == (item["status"] in CLOSED), line)
    if item["status"] not in CLOSED:
        letter = {"high": "A", "low": "C", None: None}[item["priority"]]
        need(beginning[1] == letter, line)
    words = re.split(r"\s+", line)
    keys = [k for w in words for k in re.findall(
        r"^([A-Za-z][A-Za-z0-9_-]*):(?!/)\S", w)]
    need(set(keys) <= KEYS and len(set(keys)) == len(keys), line)
    need(line.endswith(words[-1]) and words[-1].startswith("id:"), line)
    need(("due" in keys) == (item["due"] is not None), line)
    contexts = sum(len(w) > 1 and w[0] == "@" for w in words)
    need(contexts <= len(item["owners"]), line)
    topics = sum(len(w) > 1 and w[0] == "+" for w in words)
    need(topics == len(item["topics"]), line)


# ---- Markdown ----


def rendered(data):
    """As HTML, with all that a Markdown processor could be made to let in."""
    done = subprocess.run(["cmark", "--unsafe"], input=data,
                          stdout=subprocess.PIPE, timeout=60, check=True)
    return done.stdout.decode()


def markdown_list(data, items):
    """Headings, items and code: no link, no picture, no raw HTML."""
    text = rendered(data)
    found = set(re.findall(r"<(/?[^ >]*)", text))
    need(found <= {f"{s}{e}" for e in ("h2", "ul", "li", "p", "code")
                   for s in ("", "/")}, f"elements {found}")
    # A line an item, or more where owners have shares; none that is forged.
    lines = data.decode().count("\n- [") + data.startswith(b"- [")
    need(len(items) <= lines == text.count("<li>["), "a point an item")
    need(text.count("<h2>") == data.count(b"## "), "a heading an owner")


def markdown_talk(data):
    """The talk's words are Markdown's elements; none is raw HTML."""
    text = re.sub(r"<!-- -->", "", rendered(data))
    text = re.sub(r' (?:href|src|alt|title|class|start)="[^"]*"', "", text)
    found = set(re.findall(r"<(/?[^ >/]*)", text))
    allowed = """a blockquote br code em h1 h2 h3 h4 h5 h6 hr img li ol p pre
        strong ul""".split()
    need(found <= {f"{s}{e}" for e in allowed for s in ("", "/")},
         f"elements {found}")


def page(data, items):
    del items
    html_checker.check(re.sub(r"<style>.*?</style>", "", data.decode(),
                              flags=re.S))


LISTS = {"table": table, "markdown": markdown_list, "html": page,
         "csv": csv_list, "jsonl": jsonl, "json": json_array, "ics": ics,
         "todotxt": todotxt, "xlsx": xlsx, "ledger-csv": ledger_csv,
         "ledger-html": page}
OUTLINES = {"text": safe_lines, "items": safe_lines, "details": safe_lines,
            "time": safe_lines, "tree": safe_lines}
TEXTS = {"plain": bytes.decode, "markdown": markdown_talk}

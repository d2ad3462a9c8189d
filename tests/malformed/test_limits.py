#!/usr/bin/env python3
"""Every limit has a row in the manual (talkmark.5, "Limits") with the number
that the code has, and is tested here: what is at it is read without a word,
what is one past it is told or cut as the manual says."""
import csv
import io
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

# Where a constant of the code stands in the manual: the row, and which of the
# row's numbers it is.
ROWS = {
    "parser/parse.c DEFAULT_MAX_INPUT": ("a talk", 0),
    "cli/input.c MOST_BYTES": ("a talk", 0),
    "parser/parse.c MOST_MEMORY": ("memory of a talk as it is read", 0),
    "parser/parse.c MOST_MEMORY_A_BYTE": ("memory of a talk as it is read", 1),
    "parser/front_matter_find.c MAX_SIZE":
        ("front matter, or talkmark.yaml", 0),
    "parser/yaml_events.h YAML_MAX_DEPTH": ("levels in these", 0),
    "talk/talkmark.h TM_MAX_NAME":
        ("title, speaker, name or id of a talk or person", 0),
    "talk/talkmark.h TM_MAX_FOLLOWS":
        ("records that a talk follows, together", 0),
    "parser/date.c LAST_YEAR": ("years", 0),
    "talk/talkmark.h TM_MAX_WORDS": ("words of an item", 0),
    "talk/talkmark.h TM_MAX_DETAIL": ("detail of an item", 0),
    "parser/item.c MOST_ATTRIBUTES": ("attributes of a tag", 0),
    "talk/talkmark.h TM_MAX_TAGS": ("tags in a block", 0),
    "parser/scope.c ALLOWANCE_FACTOR":
        ("details, paths, what is inherited, together", 0),
    "parser/scope.c ALLOWANCE_LEAST":
        ("details, paths, what is inherited, together", 1),
    "parser/markdown.h MARKDOWN_MAX_NESTING":
        ("quotes and list items in one another", 0),
    "parser/markdown.h MARKDOWN_MAX_BRACKETS":
        ("images times links in a block", 0),
    "parser/parse.c MOST_LOOKUPS":
        ("definitions in which a slip has its own place", 0),
    "parser/check.h MOST_FOUND":
        ("findings of one rule that check tells one by one", 0),
    "render/ledger_columns.h LEDGER_MOST_CELL": ("a cell of the ledger", 0),
    "cli/input.c DEEPEST": ("folders in folders", 0),
    "cli/options.h MOST_CONDITIONS": ("conditions to choose items by", 0),
    "cli/options.c take_jobs": ("talks read at once, by --jobs", 0),
    "cli/options.c take_rate": ("words or characters a minute", 0),
}

# What is named like a limit and is none to a reader of the manual.
OTHERS = {
    "parser/scope.c MOST_BYTES": "follows from the limit of a detail",
    "parser/reference.c MAX_LABEL": "CommonMark's, of a definition's label",
    "parser/reference.c MAX_PARENTHESES": "libcmark's, of a destination",
    "parser/notes.c MOST_PASSES": "past it note-tangled holds the rest back",
    "parser/date.c MOST_COUNTED": "past the calendar, whatever the unit",
    "records/judge.c MOST_QUOTED": "how much of a name a message repeats",
    "records/judge.c MOST_MESSAGE": "room for a message of ours",
    "render/model_tree.c DEEPEST": "how far lines are indented",
    "render/cue_sheet.c DEEPEST": "how far lines are indented",
    "render/outline_text.c DEEPEST": "how far lines are indented",
    "render/tasks_table.c WIDEST": "where a table's words wrap",
    "render/ledger_xlsx.c MOST_HEIGHT": "a spreadsheet's, of a row's height",
    "render/ledger_xlsx.c MOST_WORD": "room for a word of ours",
    "render/ledger.c MOST_OWNERS": "past it an item's news is counted apart",
    "render/groups.c LAST": "a place in an order",
    "cli/temporary.c MOST": "files of ours that are open at once",
    "talk/text.c MOST": "words counted before their bytes are added up",
    "talk/suggest.c LONGEST": "names longer than ours suggest nothing",
    "cli/configs.c MOST_SHOWN": "how much a message quotes",
    # What check looks at, or how far it goes to propose a mend. Past them a
    # slip is told without one, or nothing is taken for a slip.
    "parser/check.h MOST_MENDED": "of what reading told, those with a mend",
    "parser/mend.c MOST_TRIALS": "how often a talk is read again",
    "cli/checked.h CHECKED_MOST_ROUNDS": "how often --fix begins again",
    "parser/loose_tag.c MOST_WORDS": "how far a tag's words are looked for",
    "parser/loose_tag.c MOST_WORDS_UNCLOSED": "the same, if nothing ends them",
    "parser/loose_tag.c MOST_ID_WORDS": "an id with spaces, not a sentence",
    "parser/check_near_miss.c MOST_TAIL": "how far a tag's end is looked for",
    "parser/check_raw.c LONGEST_TAIL": "how far it is in code and HTML",
    "parser/check_raw.c LONGEST_WORDS": "how far its words are there",
    "parser/check_notes.c LONGEST_NOTE": "how far a note's end is looked for",
    "parser/check_front.c MOST_LINES": "how far a fence is looked for",
    "parser/check_boxes.c LONGEST_NAME": "of a name beside a box",
    "parser/check_boxes.c MOST_LAST": "names at the end of a line",
    "parser/check_boxes.c MOST_NAMES": "names that one is compared with",
    "parser/check_document.c MOST": "bytes of people that are mended",
    "parser/check_emphasis.c LONGEST_RUN": "asterisks that can be emphasis",
    "parser/check_emphasis.c DEEPEST": "brackets in brackets near emphasis",
    "parser/check_references.c LONGEST_LABEL": "CommonMark's, of a label",
    "parser/check_references.c MOST_SHORTCUTS": "pairs of brackets looked at",
    "parser/check_definitions.c MOST_COMPARISONS": "labels held together",
    "parser/check_keys.c MOST_KEYS": "keys held against the known ones",
    "parser/check_keys.c MOST_NAMES": "names held against the known ones",
    "parser/check_bytes.c MOST_EDITS": "a file of another tool's line ends",
    "parser/mend.c MOST_TAKEN": "what reading again may take, in memory",
    "parser/mend.c MOST_TAKEN_A_BYTE": "the same, for a byte of the talk",
    "parser/check.c MOST_COMPARED": "findings of one place held together",
    "parser/check_comma.c MOST_TOKEN": "how long a word is taken apart",
    "parser/check_comma.c MOST_PIECES": "in how many pieces",
    "parser/check_ids.c MOST_COMPARISONS": "ids held against the known ones",
    "parser/check_speakers.c LONGEST_NAME": "a speaker's, not a sentence",
    "parser/check_stars.c LONGEST_WORDS": "words between full-width asterisks",
    "parser/date_words.c LONGEST": "a date in words, not a sentence",
    "parser/kind_words.c LONGEST": "the longest other word for a kind",
    "parser/reference_slips.c WIDEST_GAP": "a gap between brackets",
    "render/excerpt.c MOST_BYTES": "how much of a line is shown",
    "render/excerpt.c MOST_INSERTED": "how much of a mend is shown",
    "render/excerpt.c MOST_MARKS": "how far carets are drawn",
    "render/excerpt.c MOST_MENDED": "how many lines of a mend are shown",
    "render/excerpt.c MOST_EDITS": "how many edits of it are drawn",
    "render/fingerprint.c MOST_BITS": "of a hash table's size",
}
NAMED = re.compile(r"^\s*(?:enum \{ )?((?:[A-Z]+_)*(?:MAX|MOST|DEEPEST|LONGEST"
                   r"|LARGEST|WIDEST|LIMIT|ALLOWANCE|LAST)(?:_[A-Z]+)*)\s*="
                   r"\s*([0-9][0-9a-zA-Z* ]*|[^,}]*)", re.M)
UNITS = {"KiB": 1024, "MiB": 1024 ** 2, None: 1}


def manual():
    """The rows of the table: what, and the numbers of its limit."""
    path = os.path.join(tap.ROOT, "man", "talkmark.5")
    with open(path, encoding="utf-8") as file:
        text = file.read().split(".Ss Limits\n")[1].split(".El\n")[0]
    rows = {}
    for what, limit in re.findall(r"^\.It (.*) Ta (.*)$", text, re.M)[1:]:
        rows[what.replace("Fl \\-jobs", "--jobs")] = [
            int(number.replace(",", "")) * UNITS[unit or None]
            for number, unit in re.findall(r"([0-9][0-9,]*)(?: (KiB|MiB))?",
                                           limit)]
    return rows


def constants():
    """Whatever the code names like a limit, with its value where it is a
    number."""
    found = {}
    for room in ("parser", "talk", "render", "records", "cli"):
        folder = os.path.join(tap.ROOT, room)
        for name in sorted(os.listdir(folder)):
            if name.endswith((".c", ".h")):
                with open(os.path.join(folder, name),
                          encoding="utf-8") as file:
                    for constant, value in NAMED.findall(file.read()):
                        found[f"{room}/{name} {constant}"] = value.strip()
    path = os.path.join(tap.ROOT, "cli", "options.c")
    with open(path, encoding="utf-8") as file:
        ranges = re.findall(r'"a whole number from 1 to (\d+)"', file.read())
    found |= zip(("cli/options.c take_rate", "cli/options.c take_jobs"),
                 ranges, strict=True)
    return found


class Table(tap.Case):
    def test_every_limit_of_the_code_has_its_row_or_its_reason(self):
        self.assertEqual(set(constants()), set(ROWS) | set(OTHERS))

    def test_every_row_of_the_manual_has_its_limit_in_the_code(self):
        rows = {what for what, numbers in manual().items() if numbers}
        self.assertEqual(rows, {what for what, _ in ROWS.values()})

    def test_the_numbers_of_the_manual_are_those_of_the_code(self):
        rows, code = manual(), constants()
        for name, (what, place) in ROWS.items():
            numbers = [int(n) for n in code[name].split("*")]
            value = 1
            for number in numbers:
                value *= number
            self.assertEqual(rows[what][place], value, name)

    def test_every_row_has_a_test(self):
        tested = {re.sub(r"\W+", "_", what) for what in manual()}
        names = {name for case in (Talk, Program) for name in dir(case)}
        self.assertEqual(
            {what for what in tested if f"test_{what}" not in names}, set())


class Limits(tap.Case):
    def read_talk(self, source, *arguments):
        """The items of 'source', and what is said first of it."""
        self.write("t.md", source)
        result = self.talkmark("tasks", "-fjsonl", "--kind=all", *arguments,
                               "t.md")
        self.items = [json.loads(s) for s in result.stdout.splitlines()]
        self.code = result.returncode
        return result.stderr.decode().split("\n")[0]

    def is_read(self, source):
        self.assertEqual((self.read_talk(source), self.code), ("", 0))

    def is_told(self, source, message, code=1):
        """One past the limit: an error that names it."""
        said = self.read_talk(source)
        self.assertRegex(said, r"^t\.md:.*error: .*" + re.escape(message))
        self.assertEqual(self.code, code)


class Talk(Limits):
    def test_a_talk(self):
        end = b" -->\n[a](do:a)"
        note = b"<!-- " + b"x" * (64 * 1024 * 1024 - 5 - len(end)) + end
        self.is_read(note)
        self.assertEqual(self.items[0]["id"], "a")
        self.is_told(note + b" ", "too many bytes in one talk (limit is "
                     "67108864)", 2)

    def test_memory_of_a_talk_as_it_is_read(self):
        self.is_read("*a*\n" * 30_000 + "\n[a](do:a)\n")
        self.is_told("*a*\n" * 120_000 + "\n[a](do:a)\n", "too many marks and "
                     "items for its size, in bytes of memory (limit is ", 2)

    def test_front_matter_or_talkmark_yaml(self):
        def yaml(size):
            return "a: " + "x" * (size - 4) + "\n"
        past = "is over 64 KiB, its keys are not used"
        self.is_read(f"---\n{yaml(65536)}---\n[a](do:a)\n")
        self.is_told(f"---\n{yaml(65537)}---\n[a](do:a)\n", past)
        self.assertEqual(self.items[0]["id"], "a")
        self.write("talkmark.yaml", yaml(65536))
        self.assertIn("no such key", self.read_talk("[a](do:a)\n"))
        self.write("talkmark.yaml", yaml(65537))
        self.assertIn(past, self.read_talk("[a](do:a)\n"))

    def test_levels_in_these(self):
        # The mapping is the first.
        self.is_read(f"---\na: {'[' * 31}{']' * 31}\n---\n")
        self.is_told(f"---\na: {'[' * 32}{']' * 32}\n---\n",
                     "nested over 32 levels")

    def test_anchors_and_aliases_in_these(self):
        self.is_told("---\na: &b c\n---\n", "has an anchor or alias")

    def test_title_speaker_name_or_id_of_a_talk_or_person(self):
        past = "over 250 code points"
        for key in ("title: {}", "speaker: {}", "id: {}", "date: {}",
                    "people: {{{}: W}}", "people: {{w: {{name: {}}}}}",
                    "follows: {}"):
            front = "---\n" + key + "\n---\n# T\n\n[a](do:a)\n"
            if not key.startswith("date"):
                self.is_read(front.format("长" * 250))
            self.is_told(front.format("长" * 251), past)
        self.is_read(f"# {'长' * 250}\n\n[a](do:a)\n")
        self.assertEqual(self.items[0]["record_title"], "长" * 250)
        self.is_told(f"# {'长' * 251}\n\n[a](do:a)\n", past)
        self.assertEqual(self.items[0]["record_title"], "长" * 250)

    def test_records_that_a_talk_follows_together(self):
        names = [chr(ord("a") + i) * 250 for i in range(10)]
        front = "---\nfollows: [{}]\n---\n[a](do:a)\n"
        self.is_read(front.format(", ".join(names)))
        self.assertEqual(self.items[0]["follows"], names)
        self.is_told(front.format(", ".join(names + ["x"])),
                     "over 2,500 code points of talks")
        self.assertEqual(self.items[0]["follows"], names)

    def test_years(self):
        self.is_read('[a](do:a "9999-12-31")\n')
        self.assertEqual(self.items[0]["due"], "9999-12-31")
        self.is_read('[a](do:a "0001-01-01")\n')
        self.is_told('[a](do:a "0000-12-31")\n', "no such day")
        self.is_told('---\ndate: 9999-12-31\n---\n[a](do:a "+1d")\n',
                     "no such day")
        self.is_read('[a](do:a "10000-01-01")\n')
        self.assertEqual((self.items[0]["due"], self.items[0]["note"]),
                         (None, "10000-01-01"))

    def cut(self, source, key, count):
        """Whether the item's 'key' is cut, to 'count' characters."""
        self.is_read(source)
        self.assertEqual(len(self.items[0][key]), count)
        return self.items[0]["cut"]

    def test_words_of_an_item(self):
        # Its detail holds the words, and has a limit of its own.
        self.assertFalse(self.cut(f"[{'字' * 1000}](do:a)", "text", 1000))
        self.assertTrue(self.cut(f"[{'字' * 1001}](do:a)", "text", 1000))

    def test_detail_of_an_item(self):
        self.assertFalse(self.cut(f"[a](do:a) {'字' * 9998}", "detail", 10000))
        self.assertTrue(self.cut(f"[a](do:a) {'字' * 9999}", "detail", 10000))

    def test_attributes_of_a_tag(self):
        self.is_read(f'[a](do:a "{"+t " * 999}@liu")')
        self.assertEqual(self.items[0]["owners"][0]["name"], "liu")
        self.is_told(f'[a](do:a "{"+t " * 1000}@liu")',
                     'over 1,000 attributes in one tag, the rest are not '
                     'read: "@liu"')
        self.assertEqual(self.items[0]["owners"], [])

    def test_tags_in_a_block(self):
        self.is_read("[](do:)" * 9999 + "\n\n[](do:)")
        self.is_read("[](do:)" * 10000)
        self.is_told("[](do:)" * 10001, "over 10,000 tags in one block")
        self.assertEqual(len(self.items), 10001)

    def test_details_paths_what_is_inherited_together(self):
        past = "pass 32 times the talk"

        def tags(count, size):
            # That many items have the one sentence each.
            return "[](do:)" * count + "a" * size
        # 1,024 details of 1,024 letters are 1 MiB, and no letter more.
        self.is_read(tags(1024, 1024))
        self.is_told(tags(1025, 1024), past)
        self.assertEqual(self.items[-1]["detail"], "")
        # Of a talk of 90,000 bytes 32 times is more than 1 MiB. Each tag adds
        # 7 bytes to the talk, so 224 to what is allowed, and takes 1,000.
        filler = "\n\n" + "<!-- " + "x" * 80000 + " -->\n"
        self.is_read(tags(1025, 1024) + filler)
        most = 32 * (1000 + len(filler)) // (1000 - 224)
        self.is_read(tags(most, 1000) + filler)
        self.is_told(tags(most + 1, 1000) + filler, past)

    def test_quotes_and_list_items_in_one_another(self):
        past = "one in another (limit is 100)"
        for marker in ("> ", "- ", "1. "):
            self.is_read(marker * 100 + "[a](do:a)\n")
            self.assertEqual(self.items[0]["id"], "a")
            self.is_told(marker * 101 + "[a](do:a)\n", past, 2)
        self.is_read("- " * 101 + "\n")  # a rule

    def test_images_times_links_in_a_block(self):
        # Images begun times brackets closed: 5,000 times 5,000 is not too many.
        self.is_read("![ " * 5000 + "] " * 5000 + "\n\n[a](do:a)\n")
        self.is_told("![ " * 5001 + "] " * 5000,
                     "too many images times links in one block (limit is "
                     "25000000)", 2)
        self.is_read("![ " * 5000 + "] " * 2500 + "\n\n" + "] " * 2500)

    def test_definitions_in_which_a_slip_has_its_own_place(self):
        def places(count):
            """The lines on which slips are told; definitions follow all
            tags, which take two lines each."""
            self.read_talk(
                "".join(f"[a][{i}]\n\n" for i in range(count)) +
                "".join(f'[{i}]: do:a{i} "@"\n' for i in range(count)))
            said = self.talkmark("tasks", "t.md").stderr.decode()
            return [int(n) for n in re.findall(r"^t\.md:(\d+):", said, re.M)]
        self.assertEqual(places(1000), list(range(2001, 3001)))
        # The last one is told at its tag.
        self.assertEqual(places(1001), [2001] + list(range(2003, 3003)))


class Program(Limits):
    def test_findings_of_one_rule_that_check_tells_one_by_one(self):
        def told(count):
            self.write("t.md", '[a] (do:a "@b")\n\n' * count)
            lines = self.talkmark("check", "-fjson", "t.md").stdout
            return [found["message"] for found in map(
                json.loads, lines.splitlines())
                if found["rule"] == "near-miss-gap"]
        self.assertEqual(len(set(told(1000))), 1)
        self.assertEqual(len(told(1000)), 1000)
        self.assertEqual(len(told(1001)), 1000)
        self.assertIn("(and 1 more)", told(1001)[-1])

    def test_a_cell_of_the_ledger(self):
        # A line before the source tells the talk: "t".
        for size, cell in ((15998, "t\n" + "字" * 15998),
                           (15999, "t\n" + "字" * 15997 + "…")):
            self.write("t.md", f'[a](issue:a "source:{"字" * size}")\n')
            result = self.talkmark("tasks", "-fledger-csv", "t.md")
            self.assertEqual((result.returncode, result.stderr), (0, b""))
            rows = list(csv.reader(io.StringIO(
                result.stdout.decode("utf-8-sig"))))
            self.assertIn(cell, rows[1])

    def test_folders_in_folders(self):
        self.write("t/" + "d/" * 64 + "a.md", "[a](do:a)\n")
        self.assertEqual(self.talkmark("tasks", "t").returncode, 0)
        self.write("t/" + "d/" * 65 + "a.md", "[a](do:a)\n")
        result = self.talkmark("tasks", "t")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"over 64 folders in folders", result.stderr)

    def takes(self, arguments, message=None):
        self.write("t.md", '[a](do:a "@x63")\n')
        result = self.talkmark(*arguments, "t.md")
        self.assertEqual(result.returncode, 2 if message else 0)
        self.assertRegex(result.stderr.decode(), message or "^$")

    def test_conditions_to_choose_items_by(self):
        owners = [f"--owner=x{i}" for i in range(65)]
        self.takes(["tasks", *owners[:64]])
        self.takes(["tasks", *owners], "64 of them at most")

    def test_talks_read_at_once_by_jobs(self):
        self.takes(["tasks", "--jobs=256"])
        self.takes(["tasks", "--jobs=1"])
        for number in ("257", "0"):
            self.takes(["tasks", f"--jobs={number}"], "from 1 to 256")

    def test_words_or_characters_a_minute(self):
        for option in ("--words-per-minute", "--characters-per-minute"):
            self.takes(["outline", f"{option}=10000"])
            for number in ("10001", "0"):
                self.takes(["outline", f"{option}={number}"],
                           "from 1 to 10000")


if __name__ == "__main__":
    tap.main()

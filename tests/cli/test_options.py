#!/usr/bin/env python3
"""The command line: commands, options, help, and what is said of a slip."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

COMMANDS = ("render", "tasks", "outline", "text")
# A value that each option takes.
SAMPLES = {
    ("render", "output"): "page.html", ("tasks", "output"): "list.md",
    ("outline", "output"): "outline.txt", ("text", "output"): "talk.txt",
    ("render", "tasks"): "list.jsonl", ("render", "only"): "tasks",
    ("render", "css"): "talk.md",
    ("tasks", "columns"): "id,text,due", ("tasks", "ics"): "event",
    ("tasks", "format"): "jsonl", ("outline", "format"): "items",
    ("text", "format"): "markdown", ("outline", "words-per-minute"): "120",
    ("outline", "characters-per-minute"): "200",
    ("tasks", "kind"): "issue,decision", ("tasks", "owner"): "wang",
    ("tasks", "status"): "open,整改中", ("tasks", "due-before"): "2026-03-16",
    ("tasks", "unit"): "Line B", ("tasks", "source"): "audit",
    ("tasks", "topic"): "+light", ("tasks", "point"): "Machines",
    ("tasks", "record"): "talk", ("tasks", "sort"): "due",
    ("tasks", "by"): "kind",
    ("render", "today"): "2026-03-16", ("tasks", "today"): "2026-03-16",
    ("outline", "today"): "2026-03-16", ("text", "today"): "2026-03-16",
    ("render", "stdin-filename"): "a.md", ("tasks", "stdin-filename"): "a.md",
    ("outline", "stdin-filename"): "a.md",
    ("text", "stdin-filename"): "a.md",
    ("render", "jobs"): "2", ("tasks", "jobs"): "2",
    ("render", "color"): "never", ("tasks", "color"): "never",
    ("outline", "color"): "never", ("text", "color"): "never",
    ("render", "config"): "none.yaml", ("tasks", "config"): "none.yaml",
    ("outline", "config"): "none.yaml", ("text", "config"): "none.yaml",
}
FLAGS = {("render", "fragment"), ("tasks", "open"),
         ("tasks", "overdue"), ("tasks", "each-owner"), ("tasks", "exit-code"),
         ("tasks", "bom"),
         ("render", "help"),
         ("tasks", "help"), ("outline", "help"), ("outline", "time"),
         ("text", "help"),
         *((command, "no-config") for command in COMMANDS)}
LETTERS = {"output": "o", "format": "f", "kind": "k", "help": "h",
           "jobs": "j"}



def task_formats():
    """Names and help of the formats of a task list. A build without
    libxlsxwriter has one less."""
    with open(os.path.join(tap.ROOT, "render/formats.def"),
              encoding="utf-8") as file:
        rows = re.findall(r'^TASK_FORMAT\("([a-z-]+)".*"(.*)"\)', file.read(),
                          re.M)
    built = tap.run("tasks", "--help").stdout.decode()
    return {name: text for name, text in rows
            if name != "xlsx" or f"  {name} " in built}


FORMATS = task_formats()
TASK_FORMATS = "".join(f"  {name:<27}{text}\n"
                       for name, text in FORMATS.items())
TALK = """\
---
title: Safety talk
date: 2026-03-12
audience: [Line A, Line B]
people:
  wang: Wang Fang
  liu: {name: Liu Wei, unit: Line B}
---

Please [walk the guards](do:walk "@wang 2026-03-16"). The
[lamp is dark](issue:lamp "@liu 2026-03-14"). I will [mend it](pledge:mend
"done:2026-03-13"). We [buy two lamps](decision:buy).
[Sweep](do:sweep '@"Line B" due:ongoing').
"""

PROGRAM_HELP = """\
usage: talkmark COMMAND [OPTION...] FILE|FOLDER|-...

Talks that ask something of others, as plain text.

Commands:
  render                     write a talk as a page of HTML
  tasks                      list who must do what by when
  check                      find what is likely a slip, and mend it
  outline                    print a talk's points and what stands under them
  text                       write what is spoken, without tags
  config                     show what talkmark.yaml sets, and where it stands
  help                       show help, for a command where one is named
  completion                 print completions for a shell

A FOLDER stands for the talks in it: files that end in .md or .markdown.
talkmark COMMAND --help tells more; talkmark --version the version.
Exit code: 0 clean, 1 errors in a talk, 2 what could not be read or written.
"""

RENDER_HELP = """\
usage: talkmark render [OPTION...] FILE|FOLDER|-...

render: write a talk as a page of HTML

Options:
  -o, --output FILE|FOLDER/  write there; several talks need a folder
      --fragment             write the talk alone, without a page around it
      --only talk|tasks      write the talk without tables, or the tables alone
      --css FILE             add this style sheet to the page's own
      --tasks FILE           write the task list too, in the format of FILE's ending
      --today DATE           the day to tell what is late by; else SOURCE_DATE_EPOCH's, else today
      --stdin-filename NAME  what to call standard input
  -j, --jobs N               how many talks to read at once; else one a core
      --config FILE          use this talkmark.yaml for all talks, not the nearest
      --no-config            use no talkmark.yaml
      --color auto|always|never  colour; auto: on a terminal, but for NO_COLOR and TERM=dumb
  -h, --help                 show this

Examples:
  talkmark render talk.md -o talk.html
  talkmark render talks/ -o pages/ --tasks pages/tasks.md
"""

TASKS_HELP = f"""\
usage: talkmark tasks [OPTION...] FILE|FOLDER|-...

tasks: list who must do what by when

Options:
  -o, --output FILE          write there, not to standard output
  -f, --format FORMAT        the list's format; else that of the output's ending
  -k, --kind KIND,...        only these kinds, or all; else directives, issues, pledges
      --open                 only what is neither done, accepted nor dropped
      --status STATUS,...    only what has one of these: open doing done accepted dropped
      --overdue              only what is open and was due before today
      --due-before DATE      only what is due before this day
      --owner NAME           only what this person or unit owns; again: or this one
      --unit NAME            only what this unit or one of its people owns; again: or this one
      --source TEXT          only what was found there (source:); again: or there
      --topic WORD           only what has this topic (+word); again: or this one
      --point ID|WORDS       only what stands under this point; again: or this one
      --record NAME          only what is of this talk; again: or of this one
      --each-owner           a row a person: !each, @all and units shared out by people:
      --sort ORDER           by due, owner, record, kind or text; else as the talks have it
      --by GROUP             in groups by owner, due, kind, point, source or record
      --columns NAME,...     csv: these columns, in this order
      --bom                  csv: begin with a byte order mark, which Excel asks for
      --ics todo|event|both  ics: what a task becomes; else a to-do
      --exit-code            exit with 1 where something in the list is overdue
      --today DATE           the day to tell what is late by; else SOURCE_DATE_EPOCH's, else today
      --stdin-filename NAME  what to call standard input
  -j, --jobs N               how many talks to read at once; else one a core
      --config FILE          use this talkmark.yaml for all talks, not the nearest
      --no-config            use no talkmark.yaml
      --color auto|always|never  colour; auto: on a terminal, but for NO_COLOR and TERM=dumb
  -h, --help                 show this

Formats (the first where none is named):
{TASK_FORMATS}
Examples:
  talkmark tasks talk.md
  talkmark tasks talks/ --open --owner "Wang Fang"
  talkmark tasks talks/ --kind all -o items.jsonl
  talkmark tasks talks/ --each-owner --by owner -o sheets.html
  talkmark tasks talks/ --overdue --exit-code
"""

OUTLINE_HELP = """\
usage: talkmark outline [OPTION...] FILE|FOLDER|-...

outline: print a talk's points and what stands under them

Options:
  -o, --output FILE          write there, not to standard output
  -f, --format FORMAT        what to show, and how
      --time                 the cue sheet: the same as --format time
      --words-per-minute N   how fast words are spoken; 130 where not said
      --characters-per-minute N  how fast Chinese characters are; 220 where not said
      --today DATE           the day to tell what is late by; else SOURCE_DATE_EPOCH's, else today
      --stdin-filename NAME  what to call standard input
      --config FILE          use this talkmark.yaml for all talks, not the nearest
      --no-config            use no talkmark.yaml
      --color auto|always|never  colour; auto: on a terminal, but for NO_COLOR and TERM=dumb
  -h, --help                 show this

Formats (the first where none is named):
  text                       points and what stands under them
  items                      each item with all its values
  details                    each item with the words that belong to it
  time                       points with the time that they take to speak
  tree                       the whole model, for eyes and tests

Examples:
  talkmark outline talk.md
  talkmark outline --time talk.md
"""

TEXT_HELP = """\
usage: talkmark text [OPTION...] FILE|FOLDER|-...

text: write what is spoken, without tags

Options:
  -o, --output FILE          write there, not to standard output
  -f, --format FORMAT        how to write it
      --today DATE           the day to tell what is late by; else SOURCE_DATE_EPOCH's, else today
      --stdin-filename NAME  what to call standard input
      --config FILE          use this talkmark.yaml for all talks, not the nearest
      --no-config            use no talkmark.yaml
      --color auto|always|never  colour; auto: on a terminal, but for NO_COLOR and TERM=dumb
  -h, --help                 show this

Formats (the first where none is named):
  plain                      the words alone
  markdown                   CommonMark without tags

Examples:
  talkmark text talk.md
  talkmark text --format markdown talk.md | pandoc -o talk.docx
"""


class Base(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("talk.md", TALK)
        self.write("none.yaml", "# none\n")

    def refused(self, message, *arguments, **more):
        """The command line is refused: exit 2, 'message', nothing written."""
        before = sorted(os.listdir(self.folder))
        result = self.talkmark(*arguments, **more)
        self.assertEqual(result.stderr.decode(), f"talkmark: {message}\n")
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        self.assertEqual(sorted(os.listdir(self.folder)), before)

    def listed(self, *arguments, code=0, **more):
        """The ids of what tasks lists."""
        result = self.talkmark("tasks", "-f", "jsonl", *arguments, **more)
        self.assertEqual((result.stderr, result.returncode), (b"", code))
        return re.findall(r'"id":"([^"]*)","auto_id"', result.stdout.decode())


class Help(Base):
    def printed(self, expected, *arguments):
        result = self.talkmark(*arguments)
        self.assertEqual(result.stdout.decode(), expected)
        self.assertEqual((result.returncode, result.stderr), (0, b""))

    def test_help_of_the_program_lists_its_commands(self):
        self.printed(PROGRAM_HELP, "--help")
        self.printed(PROGRAM_HELP, "-h")

    def test_help_of_each_command_lists_its_options(self):
        for command, text in (("render", RENDER_HELP), ("tasks", TASKS_HELP),
                              ("outline", OUTLINE_HELP), ("text", TEXT_HELP)):
            self.printed(text, command, "--help")
            self.printed(text, command, "-h")

    def test_help_wants_nothing_to_read_and_no_day(self):
        result = self.talkmark("tasks", "--help", env=tap.setting(
            SOURCE_DATE_EPOCH="nonsense"))
        self.assertEqual(result.returncode, 0)

    def test_version_is_that_of_the_library(self):
        with open(os.path.join(tap.ROOT, "talk/talkmark.h"),
                  encoding="utf-8") as file:
            version = re.search('TM_VERSION "(.*)"', file.read())[1]
        self.printed(f"talkmark {version}\n", "--version")

    def test_help_onto_a_full_disk_fails(self):
        with open("/dev/full", "wb") as full:
            result = self.talkmark("--help", stdout=full)
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stderr, b"standard output: error: cannot be "
                         b"written: No space left on device\n")


class Words(Base):
    def test_without_a_command_help_is_named(self):
        self.refused("a command is missing, see talkmark --help")

    def test_an_unknown_command_is_quoted_and_help_named(self):
        self.refused('no such command, see talkmark --help: "walk"', "walk",
                     "talk.md")
        self.refused('no such command, see talkmark --help: "talk.md"',
                     "talk.md")

    def test_an_unknown_option_is_quoted_and_help_named(self):
        for word in ("--walk", "-z", "-hz", "---"):
            self.refused("tasks has no such option, see talkmark tasks "
                         f'--help: "{word}"', "tasks", word, "talk.md")

    def test_options_of_another_command_are_unknown(self):
        self.refused("render has no such option, see talkmark render --help: "
                     '"--open"', "render", "--open", "talk.md")
        self.refused("tasks has no such option, see talkmark tasks --help: "
                     '"--tasks"', "tasks", "--tasks", "x.md", "talk.md")

    def test_control_characters_of_a_word_are_escaped(self):
        self.refused('no such command, see talkmark --help: "\\u{1B}[31m"',
                     "\x1b[31m")
        self.refused("tasks has no such option, see talkmark tasks --help: "
                     '"--\\u{202E}x"', "tasks", "--\u202ex", "talk.md")

    def test_without_anything_to_read_the_choices_are_named(self):
        for command in COMMANDS:
            self.refused("what to read is missing: a FILE, a FOLDER or - for "
                         "standard input", command)

    def test_an_empty_name_is_refused(self):
        self.refused('what to read has an empty name: ""', "tasks", "talk.md",
                     "")

    def test_a_value_that_is_missing_is_told(self):
        self.refused("--output takes FILE|FOLDER/, which is missing", "render",
                     "talk.md", "-o")
        self.refused("--kind takes KIND,..., which is missing", "tasks",
                     "talk.md", "--kind")

    def test_a_flag_takes_no_value(self):
        self.refused('--open takes nothing after it, not: "yes"', "tasks",
                     "--open=yes", "talk.md")

    def test_an_empty_value_is_refused(self):
        self.refused('--output takes the name of a file, not: ""', "render",
                     "-o", "", "talk.md")
        self.refused('--owner takes a name, not: ""', "tasks", "--owner=",
                     "talk.md")
        self.refused('--owner takes a name, not: "@"', "tasks", "--owner=@",
                     "talk.md")
        self.refused('--stdin-filename takes a name, not: ""', "tasks",
                     "--stdin-filename=", "-")

    def test_a_wrong_value_is_answered_with_the_right_ones(self):
        self.refused(f'--format takes one of {" ".join(FORMATS)}, not: "docx"',
                     "tasks", "--format", "docx", "talk.md")
        self.refused('--format takes one of text items details time tree, not: '
                     '"html"', "outline", "-fhtml", "talk.md")
        self.refused('--format takes one of plain markdown, not: "docx"',
                     "text", "--format=docx", "talk.md")
        for rate in ("0", "-1", "fast", "1.5", "10001", ""):
            self.refused("--words-per-minute takes a whole number from 1 to "
                         f'10000, not: "{rate}"', "outline",
                         f"--words-per-minute={rate}", "talk.md")
        for kinds in ("tasks", ",issue", "issue, ", ""):
            self.refused("--kind takes all, or with commas between them point "
                         "directive issue pledge decision reply cite update, "
                         f'not: "{kinds}"', "tasks", f"--kind={kinds}",
                         "talk.md")

    def test_words_may_follow_two_hyphens(self):
        self.write("--open.md", "[a](do:a)\n")
        self.assertEqual(self.listed("--", "--open.md"), ["a"])
        self.refused("tasks has no such option, see talkmark tasks --help: "
                     '"--open.md"', "tasks", "--open.md")

    def test_options_may_stand_after_files(self):
        self.assertEqual(self.listed("talk.md", "--kind", "decision"), ["buy"])

    def test_of_an_option_given_twice_the_last_counts(self):
        self.assertEqual(self.listed("--sort=text", "--sort=kind", "talk.md"),
                         ["walk", "sweep", "lamp", "mend"])

    def test_of_a_name_given_twice_each_counts(self):
        self.assertEqual(self.listed("--owner=wang", "--owner=liu", "talk.md"),
                         ["walk", "lamp"])


class Table(Base):
    """Every row of options.def, with every command."""

    def rows(self):
        with open(os.path.join(tap.ROOT, "cli/options.def"),
                  encoding="utf-8") as file:
            text = file.read()
        found = re.findall(
            r"^OPTION\(([A-Z_ |]+),\s*(0|'.'),\s*\"([a-z-]+)\",\s*"
            r"(NULL|\"[^\"]*\")", text, re.M)
        self.assertEqual(len(found), text.count("\nOPTION("))
        for commands, letter, name, argument in found:
            for command in COMMANDS:
                if ("ON_ALL" in commands or
                        f"ON_{command.upper()}" in commands):
                    yield command, letter.strip("'"), name, argument != "NULL"

    def test_each_option_of_the_table_is_known_to_these_tests(self):
        rows = list(self.rows())
        self.assertEqual({(c, n) for c, _, n, takes in rows if takes},
                         set(SAMPLES))
        self.assertEqual({(c, n) for c, _, n, takes in rows if not takes},
                         FLAGS)
        self.assertEqual({n: l for _, l, n, _ in rows if l != "0"}, LETTERS)

    def test_each_option_is_taken_in_each_spelling(self):
        for command, letter, name, takes in self.rows():
            value = SAMPLES.get((command, name))
            spellings = [[f"--{name}", value], [f"--{name}={value}"]]
            if letter != "0":
                spellings += [[f"-{letter}", value], [f"-{letter}{value}"]]
            if not takes:
                spellings = [[f"--{name}"]]
                if letter != "0":
                    spellings.append([f"-{letter}"])
            for words in spellings:
                result = self.talkmark(command, *words, "talk.md")
                overdue = name == "exit-code"  # the lamp is
                self.assertEqual((result.returncode, result.stderr),
                                 (overdue, b""), (command, words))

    def test_each_option_is_refused_by_commands_that_lack_it(self):
        rows = list(self.rows())
        for command in COMMANDS:
            own = {n for c, _, n, _ in rows if c == command}
            for name in {n for _, _, n, _ in rows} - own:
                result = self.talkmark(command, f"--{name}", "talk.md")
                self.assertEqual(result.returncode, 2, (command, name))
                self.assertIn(b"no such option", result.stderr)


class Choice(Base):
    """--kind, --open and --owner."""

    def test_tasks_are_directives_issues_and_pledges(self):
        self.assertEqual(self.listed("talk.md"),
                         ["walk", "lamp", "mend", "sweep"])

    def test_kinds_are_named_by_any_of_their_names(self):
        self.assertEqual(self.listed("talk.md", "-k", "issue"), ["lamp"])
        self.assertEqual(self.listed("talk.md", "-k", "问题,决定"),
                         ["lamp", "buy"])
        self.assertEqual(self.listed("talk.md", "-k", "do"), ["walk", "sweep"])
        self.assertEqual(self.listed("talk.md", "-k", "Pledge"), ["mend"])
        self.assertEqual(self.listed("talk.md", "-k", "all"),
                         ["walk", "lamp", "mend", "buy", "sweep"])

    def test_open_leaves_out_what_is_done(self):
        self.assertEqual(self.listed("talk.md", "--open"),
                         ["walk", "lamp", "sweep"])

    def test_an_owner_is_named_by_id_name_or_unit_with_or_without_at(self):
        for name in ("wang", "@wang", "Wang Fang", "@Wang Fang"):
            self.assertEqual(self.listed("talk.md", "--owner", name), ["walk"])
        for name in ("Line B", "@Line B"):
            self.assertEqual(self.listed("talk.md", "--owner", name),
                             ["lamp", "sweep"])
        self.assertEqual(self.listed("talk.md", "--owner", "Liu Wei"),
                         ["lamp"])

    def test_an_owner_that_the_talk_does_not_know_is_found_by_its_words(self):
        self.write("short.md", '[a](do:a "@stores") [b](do:b "@store")\n')
        self.assertEqual(self.listed("short.md", "--owner", "stores"), ["a"])

    def test_an_owner_of_nothing_has_an_empty_list(self):
        self.assertEqual(self.listed("talk.md", "--owner", "nobody"), [])

    def test_choices_add_up(self):
        self.assertEqual(self.listed("talk.md", "--owner", "Line B", "--open",
                                     "--kind", "issue"), ["lamp"])


class Day(Base):
    """--today and SOURCE_DATE_EPOCH."""

    def late(self, *arguments, **environment):
        result = self.talkmark("tasks", "talk.md", *arguments,
                               env=tap.setting(**environment))
        self.assertEqual(result.returncode, 0, result.stderr)
        return re.findall(r"late .* talk#(\w+)", result.stdout.decode())

    def test_an_item_is_late_on_the_day_after_its_due_date(self):
        self.assertEqual(self.late("--today", "2026-03-14"), [])
        self.assertEqual(self.late("--today", "2026-03-15"), ["lamp"])
        self.assertEqual(self.late("--today", "2026-03-16"), ["lamp"])
        self.assertEqual(self.late("--today", "2026-03-17"), ["walk", "lamp"])

    def test_today_is_written_as_dates_in_talks_are(self):
        for date in ("2026/3/15", "2026.3.15", "2026年3月15日"):
            self.assertEqual(self.late("--today", date), ["lamp"])

    def test_today_that_is_no_day_is_refused(self):
        for date in ("2026-02-29", "2026-13-01", "tomorrow", "+3d", "fri", "",
                     "2026-03-15 x", "3月15日"):
            self.refused("--today takes a date such as 2026-03-16, not: "
                         f'"{date}"', "tasks", "--today", date, "talk.md")

    def test_without_it_source_date_epoch_counts_in_utc(self):
        # 2026-03-14, 23:59:59 and a second later; in Kiritimati it is +14h.
        self.assertEqual(self.late(SOURCE_DATE_EPOCH="1773532799",
                                   TZ="Pacific/Kiritimati"), [])
        self.assertEqual(self.late(SOURCE_DATE_EPOCH="1773532800"), ["lamp"])

    def test_today_comes_before_source_date_epoch(self):
        self.assertEqual(self.late("--today", "2026-03-14",
                                   SOURCE_DATE_EPOCH="1800000000"), [])

    def test_source_date_epoch_that_is_no_number_is_refused(self):
        for epoch in ("abc", "5x", "-1", " 5", "+5", "1e9", "253402300800",
                      "99999999999999999999999"):
            self.refused("SOURCE_DATE_EPOCH is no number of seconds: "
                         f'"{epoch}"', "tasks", "talk.md",
                         env=tap.setting(SOURCE_DATE_EPOCH=epoch))

    def test_an_empty_source_date_epoch_is_none(self):
        self.assertEqual(self.late(SOURCE_DATE_EPOCH=""),
                         self.late(SOURCE_DATE_EPOCH=None))

    def test_the_day_changes_pages_and_lists_alike(self):
        page = self.talkmark("render", "--today=2026-03-20", "talk.md",
                             "--tasks", "list.md").stdout
        self.assertNotEqual(page, self.talkmark(
            "render", "--today=2026-03-01", "talk.md").stdout)
        self.assertIn(b"late", self.read("list.md"))

    def test_output_repeats_byte_for_byte(self):
        for words in (["render"], ["tasks", "-fjsonl"], ["outline", "-ftree"]):
            first = self.talkmark(*words, "talk.md")
            self.assertEqual(first.stdout, self.talkmark(
                *words, "talk.md").stdout)
            self.assertTrue(first.stdout)


if __name__ == "__main__":
    tap.main()

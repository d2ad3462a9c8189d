#!/usr/bin/env python3
"""What is said of a talk that is wrong: the message, the place, the line and
a caret under it; and that bad input never crashes, hangs or loses a word."""
import json
import os
import re
import resource
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

N = 100000
# So many of what takes most memory are within what a talk may take.
DENSE = 50000
FAST = 20 if tap.SANITIZED else 2  # seconds that no bad input may take


def seconds():
    """The processor's time for all programs run so far: a busy machine takes
    no part in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cells(text):
    """How many cells of a terminal 'text' takes."""
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


class Base(tap.Case):
    def read_talk(self, source, *arguments, code=1, **more):
        """Read a talk from a file t.md: what is said of it, and its items."""
        self.write("t.md", source)
        start = seconds()
        result = self.talkmark("tasks", "-fjsonl", "--kind=all", *arguments,
                               "t.md", **more)
        self.assertLess(seconds() - start, FAST)
        self.assertEqual(result.returncode, code, result.stderr[:1000])
        self.items = [json.loads(line) for line in result.stdout.splitlines()]
        return result.stderr.decode()

    def ids(self):
        return [item["id"] for item in self.items]

    def says(self, source, *lines, items=None, code=1):
        """Of 'source', exactly these lines are said."""
        self.assertEqual(self.read_talk(source, code=code),
                         "".join(f"{line}\n" for line in lines))
        if items is not None:
            self.assertEqual(self.ids(), items.split())

    def tells(self, source, *places, items=None, code=1):
        """Of 'source', exactly these places and messages are told, whatever
        is quoted of it."""
        found = re.findall(r"^t\.md:(.*)", self.read_talk(source, code=code),
                           re.M)
        self.assertEqual(found, list(places))
        if items is not None:
            self.assertEqual(self.ids(), items.split())


class Excerpts(Base):
    def test_an_error_has_file_line_and_column_its_line_and_a_caret(self):
        self.says("# Talk\n\nPlease [do it](do:it \"2026-02-30\").\n",
                  't.md:3:23: error: no such day: "2026-02-30"',
                  '  Please [do it](do:it "2026-02-30").',
                  "                        ^~~~~~~~~~", items="it")

    def test_the_caret_stands_under_the_cell_in_chinese_text(self):
        self.says("各位，请[做到告知](do:a \"2026-02-30\")。\n",
                  't.md:1:18: error: no such day: "2026-02-30"',
                  '  各位，请[做到告知](do:a "2026-02-30")。',
                  " " * 27 + "^~~~~~~~~~")
        self.says("请[做](do:a \"2026年2月30日\")，各位。\n",
                  't.md:1:12: error: no such day: "2026年2月30日"',
                  '  请[做](do:a "2026年2月30日")，各位。',
                  "               ^~~~~~~~~~~~~")

    def test_the_caret_minds_tabs_marks_and_emoji(self):
        self.says("a\tb [x](do:x\t\"2026-02-30\")\n",
                  't.md:1:15: error: no such day: "2026-02-30"',
                  '  a b [x](do:x "2026-02-30")', "                ^~~~~~~~~~")
        self.says("re\u0301sume\u0301 [x](do:x \"2026-02-30\")\n",
                  't.md:1:20: error: no such day: "2026-02-30"',
                  '  re\u0301sume\u0301 [x](do:x "2026-02-30")',
                  "                   ^~~~~~~~~~")
        self.says("\U0001F512 [x](do:x \"2026-02-30\")\n",
                  't.md:1:13: error: no such day: "2026-02-30"',
                  '  \U0001F512 [x](do:x "2026-02-30")',
                  "               ^~~~~~~~~~")

    def test_escapes_and_bidirectional_characters_are_shown_escaped(self):
        self.says("\x1b[31m\u202e [x](do:x \"2026-02-30\")\x07\u2066\n",
                  't.md:1:18: error: no such day: "2026-02-30"',
                  '  \\u{1B}[31m\\u{202E} [x](do:x "2026-02-30")'
                  "\\u{7}\\u{2066}",
                  " " * 31 + "^~~~~~~~~~")
        text = self.read_talk('[x](do:x "status:\x1b]0;\u202e\x9bx")\n')
        self.assertIn('"status:\\u{1B}]0;\\u{202E}\\u{9B}x"', text)
        self.assertFalse(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]",
                                   text))

    def test_of_a_long_line_only_what_is_around_the_place_is_shown(self):
        words = "字 word " * 30000
        text = self.read_talk(f'{words}[x](do:x "2026-02-30") {words}\n')
        place, line, caret = text.splitlines()
        self.assertEqual(place, f"t.md:1:{len(words) + 11}: error: no such "
                         'day: "2026-02-30"')
        self.assertRegex(line, r'^  ….* \[x\]\(do:x "2026-02-30"\) .*…$')
        self.assertLess(cells(line), 110)
        self.assertEqual(cells(line[:line.index("2026")]), caret.index("^"))
        self.assertEqual(caret.count("~"), 9)

    def test_at_both_ends_of_a_long_line_nothing_is_shown_as_left_out(self):
        words = "word " * 30
        line = self.read_talk(f'[x](do:x "2026-02-30") {words}').split("\n")[1]
        self.assertTrue(line.startswith('  [x](do:x "'))
        self.assertTrue(line.endswith("…"))
        line = self.read_talk(f'{words}[x](do:x "2026-02-30")').split("\n")[1]
        self.assertTrue(line.startswith("  …"))
        self.assertTrue(line.endswith('"2026-02-30")'))

    def test_a_range_over_several_lines_is_marked_to_its_lines_end(self):
        self.says("[a](do:a)\n\nx [two\nlines](issue:a \"@x\")\n",
                  't.md:3:3: error: this id is taken, the item is kept without'
                  ' one: "a"', "  x [two", "    ^~~~", items="a ~issue-1")

    def test_errors_come_in_the_order_of_their_places(self):
        self.tells('[a](do:a "2026-02-30 status:gone")\n\n'
                   '[b](issue:a) [c](do:c "@")\n',
                   '1:11: error: no such day: "2026-02-30"',
                   "1:22: error: no status, which is open, doing, done, "
                   'accepted or dropped: "status:gone"',
                   "3:1: error: this id is taken, the item is kept without "
                   'one: "a"', '3:24: error: a value is missing: "@"',
                   items="a ~issue-1 c")


class Encodings(Base):
    SAVE = ", save it as plain text in UTF-8"
    SOURCE = "# 标题\n\n各位同志，请[做到告知](要求:告知 \"2026-03-20\")。\n"

    def refused(self, data, message):
        """Not a text: exit 2 and nothing is written of it."""
        self.assertEqual(self.read_talk(data, code=2), f"t.md:{message}\n")
        self.assertEqual(self.items, [])

    def converts(self, data, encoding, place):
        """The encoding is named with the command that helps: it is run, and
        the talk is read."""
        advice = f"iconv -f {encoding} -t UTF-8 FILE > NEW.md"
        self.refused(data, f"{place}: error: not UTF-8: looks like {encoding}"
                     f', try "{advice}", or save it as UTF-8 '
                     "(另存为 UTF-8)")
        done = subprocess.run(advice.replace("FILE", "t.md"), shell=True,
                              cwd=self.folder, capture_output=True, check=True)
        self.assertEqual(done.stdout, b"")
        self.assertEqual(self.read_talk(self.read("NEW.md"), code=0), "")
        self.assertIn("告知", self.ids())

    def test_gbk_is_named_and_its_iconv_command_works(self):
        self.converts(self.SOURCE.encode("gbk"), "GBK", "1:3")

    def test_gb18030_is_named_and_its_iconv_command_works(self):
        data = (self.SOURCE + "\n\U00020087字\n").encode("gb18030")
        self.converts(data, "GB18030", "1:3")

    def test_utf_16_is_named_and_its_iconv_command_works(self):
        for name, mark in (("LE", b"\xff\xfe"), ("BE", b"\xfe\xff")):
            data = self.SOURCE.encode(f"utf-16-{name}")
            self.converts(mark + data, f"UTF-16{name}", "1:1")
            self.converts(data, f"UTF-16{name}",
                          {"LE": "1:2", "BE": "1:1"}[name])

    def test_utf_16_in_english_is_named_too(self):
        source = "# Talk\n\nPlease [tell them](do:告知).\n"
        for name in ("LE", "BE"):
            data = source.encode(f"utf-16-{name}")
            self.converts(data, f"UTF-16{name}",
                          {"LE": "1:2", "BE": "1:1"}[name])

    def test_a_stray_byte_is_told_with_its_place(self):
        self.refused(b"# Talk\n\nabc \xff def\n",
                     f"3:5: error: not UTF-8: byte 0xFF{self.SAVE}")
        self.refused("中文".encode() + b"\x80x", "1:3: error: not UTF-8: byte "
                     f"0x80{self.SAVE}")

    def test_a_character_that_is_cut_off_is_told_with_its_place(self):
        self.refused("# 标题".encode()[:-1],
                     f"1:4: error: not UTF-8: byte 0xE9{self.SAVE}")

    def test_forms_that_utf_8_forbids_are_refused(self):
        for data in (b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80",
                     b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80"):
            text = self.read_talk(b"ab " + data + b" cd\n", code=2)
            self.assertTrue(text.startswith("t.md:1:4: error: not UTF-8"))

    def test_a_nul_byte_is_told_with_its_place(self):
        text = self.read_talk(b"# Talk\n\nabc \0 def [a](do:a)\n", code=2)
        self.assertRegex(text, r"^t\.md:3:5: error: holds a NUL byte.*\n$")
        self.assertEqual(self.items, [])


class LineEnds(Base):
    def test_cr_lf_and_cr_lf_alike_end_lines(self):
        for end in ("\n", "\r", "\r\n"):
            self.says(f'---{end}title: T{end}---{end}a{end}'
                      f'b [x](do:x "2026-02-30"){end}c{end}',
                      't.md:5:13: error: no such day: "2026-02-30"',
                      '  b [x](do:x "2026-02-30")', "              ^~~~~~~~~~")
            self.assertEqual(self.items[0]["record_title"], "T")
            self.assertEqual(self.items[0]["line"], 5)

    def test_a_byte_order_mark_has_no_column(self):
        self.says('\ufeff[x](do:x "2026-02-30")\n',
                  't.md:1:11: error: no such day: "2026-02-30"',
                  '  [x](do:x "2026-02-30")', "            ^~~~~~~~~~")
        self.assertEqual(self.items[0]["bytes"], [3, 25])
        self.says("\ufeff---\ntitle: T\n---\n[x](do:x)\n", code=0)
        self.assertEqual(self.items[0]["record_title"], "T")

    def test_the_final_newline_may_be_missing(self):
        self.says('[x](do:x "2026-02-30")',
                  't.md:1:11: error: no such day: "2026-02-30"',
                  '  [x](do:x "2026-02-30")', "            ^~~~~~~~~~")
        self.says("---\ntitle: T\n---", code=0, items="")

    def test_an_empty_file_is_an_empty_talk(self):
        for source in ("", "\n", "\ufeff", " \n\t\n", "---\n---\n",
                       "---\ntitle: T\n---\n"):
            self.says(source, code=0, items="")
            for command in ("outline", "render"):
                self.assertEqual(
                    self.talkmark(command, "t.md").returncode, 0)
        page = self.talkmark("render", "t.md").stdout
        self.assertIn(b"<title>T</title>", page)
        self.assertIn(b"</html>", page)


class FrontMatter(Base):
    def front(self, text, *places):
        """What is told of front matter; the talk after it is read."""
        self.tells(f"---\n{text}\n---\n[a](do:a)\n", *places, items="a",
                   code=1 if any(" error" in p for p in places) else 0)

    def test_what_is_no_yaml_is_told_where_it_breaks(self):
        self.front("title: [x", "2:8: error: front matter is not YAML, its "
                   "keys are not used: \"did not find expected ',' or ']'\"")

    def test_what_yaml_trips_people_with_is_told_with_its_mend(self):
        quotes = "error: a value that YAML takes apart needs quotes, write: "
        self.front("title: Retro: Q3", f"2:8: {quotes}"
                   "\"title: 'Retro: Q3'\"")
        self.front("speaker: @priya", f"2:10: {quotes}\"speaker: '@priya'\"")
        self.front("标题：会议", "2:3: error: a full-width colon ends no key in "
                   'front matter, write: "标题: 会议"')
        self.front("\ttitle: x", "2:1: error: a tab cannot indent front "
                   "matter, use spaces")
        self.front('title: "x', "2:8: error: a quote in front matter is never "
                   'closed: ""x"')

    def test_anchors_and_aliases_are_refused(self):
        refused = "error: front matter has an anchor or alias, its keys are " \
            "not used: "
        self.front("a: &x 1", f'2:4: {refused}"&x 1"')
        self.front("a: *x", f'2:4: {refused}"*x"')

    def test_over_32_levels_are_refused(self):
        self.front(f"a: {'[' * 31}{']' * 31}")
        self.front(f"a: {'[' * 20000}",
                   "2:36: error: front matter is nested over 32 levels, its "
                   "keys are not used")

    def test_over_64_kib_are_refused(self):
        self.front(f"a: {'x' * 70000}", "2:65537: error: front matter is over "
                   "64 KiB, its keys are not used")

    def test_a_key_given_twice_is_told(self):
        self.front("title: a\ntitle: b", "3:1: error: key given twice, the "
                   'first counts: "title"')
        self.assertEqual(self.items[0]["record_title"], "a")

    def test_dates_that_do_not_exist_are_told(self):
        self.front("date: 2026-02-30", '2:7: error: no such day: "2026-02-30"')
        self.front("date: soon", '2:7: error: a date is expected here: "soon"')

    def test_a_value_of_another_kind_is_told(self):
        self.front("people: [a, b]", "2:1: error: this key takes another kind "
                   'of value, write: "people: {ID: NAME}"')

    def test_unknown_keys_are_kept_without_a_word(self):
        self.front("venue: Hall 3\n场次: 二")

    def test_an_unknown_key_of_a_person_is_a_warning(self):
        self.front("people:\n  w: {name: W, phone: 3}",
                   "3:16: warning: a person has no such key, only name, unit, "
                   'email and mask: "phone"')


class Tags(Base):
    def test_dates_that_do_not_exist_are_told_and_the_item_is_kept(self):
        for date in ("2026-02-29", "2026-13-01", "2026-00-10", "2026-4-31",
                     "2026年2月30日", "2100-02-29"):
            self.tells(f'[a](do:a "@x {date}")\n',
                       f'1:14: error: no such day: "{date}"', items="a")
            self.assertEqual((self.items[0]["due"], self.items[0]["due_text"],
                              self.items[0]["owners"][0]["name"]),
                             (None, date, "x"))
        self.tells('[a](do:a "2024-02-29")\n', code=0)

    def test_unknown_keys_are_kept_in_the_list(self):
        self.tells('[a](do:a "room:12 预算:3万")\n', code=0, items="a")
        self.assertEqual(self.items[0]["attributes"],
                         {"room": "12", "预算": "3万"})

    def test_an_id_given_twice_is_told_and_the_item_kept(self):
        self.tells("[a](do:a) [b](issue:a) [c](do:A)\n",
                   "1:11: error: this id is taken, the item is kept without "
                   'one: "a"', items="a ~issue-1 A")

    def test_references_to_nothing_are_told(self):
        text = self.read_talk('x [a](do:a "for:nothing")\n')
        self.assertRegex(text, r'^t\.md:1:\d+: error: no item of this talk '
                         r'has that id: "nothing"\n')
        self.assertEqual(self.items[0]["for"], ["nothing"])
        self.tells("[a](update:b)\n", "1:1: error: an update without RECORD# "
                   'needs a talk that this one follows: "b"')

    def test_a_tag_over_several_lines_is_told_at_its_own_line(self):
        self.says("> - one\n>   [a\n>   b](do:a\n>   \"@x\n>   2026-02-30\")\n",
                  't.md:5:5: error: no such day: "2026-02-30"',
                  '  >   2026-02-30")', "      ^~~~~~~~~~", items="a")
        self.assertEqual((self.items[0]["line"], self.items[0]["end_line"]),
                         (2, 5))

    def test_a_definition_is_told_where_it_stands(self):
        self.tells('x [do it][d]\n\n[d]: do:d "2026-02-30"\n',
                   '3:12: error: no such day: "2026-02-30"', items="d")

    def test_slips_in_attributes_are_told_each_at_its_place(self):
        self.tells("[a](do:a '\"x') [b](do:.b) [c](do:tm-c)\n",
                   '1:11: error: a quote never closes: ""x"',
                   '1:16: error: an id is letters, digits, "-", "_" and ".", '
                   'and begins with no ".": ".b"',
                   '1:27: error: ids that begin with "tm-" belong to the page:'
                   ' "tm-c"', items="a ~directive-1 ~directive-2")

    def test_a_private_note_that_never_closes_is_told(self):
        self.tells("a <!-- b\n\n[c](do:c)\n", "1:3: error: a private note "
                   "never closes, what follows it is held back", items="c")
        self.assertNotIn(b" b", self.talkmark(
            "render", "--fragment", "t.md").stdout)


class Size(Base):
    """Never a crash, never a hang: read in seconds, or refused with the limit
    that was passed."""

    def survives(self, source, code=0):
        """Rendered and listed in time; what was said."""
        said = self.read_talk(source, code=code)
        start = seconds()
        result = self.talkmark("render", "--fragment", "t.md")
        self.assertLess(seconds() - start, FAST)
        self.assertEqual(result.returncode, code)
        self.page = result.stdout
        return said

    def test_a_line_of_1_mb_is_read(self):
        self.survives("word " * 200000 + "[a](do:a)")
        self.assertEqual((self.ids(), self.items[0]["column"]),
                         (["a"], 1000001))
        self.survives("[a](do:a) " + "长" * 350000)
        self.assertEqual(self.ids(), ["a"])
        self.survives('[a](do:a "source:\'' + "note " * 200000 + '\'")')
        self.assertEqual(self.ids(), ["a"])
        self.survives('[a](do:a "' + "note " * 200000 + '")', 1)
        self.assertEqual(self.ids(), ["a"])
        self.survives("[" + "text " * 200000 + "](do:a)")
        self.assertEqual((self.ids(), self.items[0]["cut"]), (["a"], True))

    def test_40000_tags_in_one_sentence_are_all_kept_and_the_limit_told(self):
        self.write("t.md", " ".join(f"[t{i}](do:x{i})" for i in range(40000)))
        start = seconds()
        result = self.talkmark("tasks", "t.md")
        self.assertLess(seconds() - start, FAST)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout.count(b"\n"), 40001)
        self.assertTrue(result.stdout.endswith(b" t#x39999\n"))
        places = re.findall("^t.md:1:[0-9]+: error: (.*)$",
                            result.stderr.decode(), re.M)
        self.assertTrue(1 <= len(places) <= 2)
        for text in places:
            self.assertRegex(text, "over 10,000 tags in one block|pass 32 "
                             "times the talk")

    def test_nested_brackets_are_read(self):
        for source in ("[" * N, "[" * N + "]" * N, "![" * N,
                       "[a](" * DENSE, "[a](" + "(" * N, "[a][" * DENSE,
                       "<" * N):
            self.survives(source)
            self.assertEqual(self.ids(), [])
            self.assertGreater(len(self.page), DENSE)

    def test_tags_after_unclosed_brackets_are_read(self):
        self.survives("[" * 20000 + "\n\n[a](do:a)\n")
        self.assertEqual(self.ids(), ["a"])

    def test_nested_quotes_and_lists_are_refused_with_their_limit(self):
        for marker in ("> ", ">", "- ", "1. ", "* > "):
            text = self.read_talk(f"# T\n\n{marker * N}[a](do:a)\n", code=2)
            place, line, caret = text.splitlines()
            self.assertEqual(place, "t.md:3:1: error: too many quotes and list"
                             " items one in another (limit is 100)")
            self.assertTrue(line.startswith(f"  {marker * 10}"))
            self.assertEqual(caret, "  ^")

    def test_a_hundred_nested_quotes_and_lists_are_read(self):
        for marker in (">", "- "):
            self.survives(marker * 99 + "[a](do:a)\n")
            self.assertEqual(self.ids(), ["a"])

    def test_runs_of_markers_are_read(self):
        for source in ("*a " * N, "**a" * DENSE, "_a_" * N, "`" * N,
                       "".join("`" * i + " " for i in range(1, 450)),
                       "&" * N, "\\" * N, "a\n# b\n" * 5000,
                       '[a](do:a "' + "'" * N + '")', "[]: x\n" * 20000):
            self.survives(source)
            self.assertTrue(self.page or source.startswith("[]"))
        self.survives("# " * N, code=1)  # a title over its limit

    def test_a_hundred_thousand_unclosed_notes_are_one_error(self):
        text = self.survives("<!--" * N, code=1)
        self.assertEqual(text.count("error"), 1)

    def test_many_definitions_and_uses_are_read(self):
        self.survives("".join(f"[r{i}]: do:x{i}\n" for i in range(30000))
                      + "\n" + "".join(f"[r{i}]\n" for i in range(30000)), 1)
        self.assertEqual(len(self.items), 30000)

    def test_the_stack_may_be_small(self):
        if tap.SANITIZED:
            self.skipTest("sanitizers need more stack")

        def small():
            resource.setrlimit(resource.RLIMIT_STACK, (1 << 18, 1 << 18))
        for source in ("[" * N, "> " * 99 + "a", "*a **a " * DENSE,
                       "- " * 99 + "[a](do:a)", "((" * N):
            self.write("t.md", source)
            result = self.talkmark("render", "t.md", preexec_fn=small)
            self.assertEqual(result.returncode, 0, result.stderr)


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""talkmark.yaml: where it is found, what it changes, what is said of it."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

TALK = '[Walk](do:walk "@wang")\n'


def roster(name):
    return f"people:\n  wang: {name}\n"


class Base(tap.Case):
    def owner(self, *words, **more):
        """Who owns the talk's one item."""
        result = self.talkmark("tasks", "-fcsv", "--columns=owners", *words,
                               **more)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return result.stdout.decode().split("\r\n")[1]

    def told(self, message, code, *words, **more):
        result = self.talkmark(*words, **more)
        self.assertEqual(result.stderr.decode(), message)
        self.assertEqual(result.returncode, code)
        return result.stdout.decode()


class Finding(Base):
    def setUp(self):
        super().setUp()
        self.write("work/a/b/talk.md", TALK)

    def test_the_one_beside_the_talk_counts(self):
        self.write("work/a/b/talkmark.yaml", roster("Beside"))
        self.assertEqual(self.owner("work/a/b/talk.md"), "Beside")
        self.assertEqual(self.owner("work"), "Beside")
        self.assertEqual(self.owner("work/a/b/../b/talk.md"), "Beside")

    def test_the_nearest_one_above_counts(self):
        self.write("work/talkmark.yaml", roster("Top"))
        self.assertEqual(self.owner("work/a/b/talk.md"), "Top")
        self.write("work/a/talkmark.yaml", roster("Near"))
        self.assertEqual(self.owner("work/a/b/talk.md"), "Near")

    def test_the_repositorys_root_is_the_last_folder(self):
        self.write("work/talkmark.yaml", roster("Outside"))
        os.mkdir(self.path("work/a/.git"))
        self.assertEqual(self.owner("work/a/b/talk.md"), "wang")
        self.write("work/a/talkmark.yaml", roster("Root"))
        self.assertEqual(self.owner("work/a/b/talk.md"), "Root")

    def test_git_may_be_a_file_as_in_a_worktree(self):
        self.write("work/talkmark.yaml", roster("Outside"))
        self.write("work/a/.git", "gitdir: x\n")
        self.assertEqual(self.owner("work/a/b/talk.md"), "wang")

    def test_the_home_folder_is_the_last_one_too(self):
        self.write("work/talkmark.yaml", roster("Outside"))
        home = tap.setting(HOME=self.path("work/a"))
        self.assertEqual(self.owner("work/a/b/talk.md", env=home), "wang")
        self.write("work/a/talkmark.yaml", roster("Home"))
        self.assertEqual(self.owner("work/a/b/talk.md", env=home), "Home")

    def test_a_folder_that_anybody_may_write_to_ends_the_search(self):
        self.write("work/talkmark.yaml", roster("Somebody"))
        os.chmod(self.path("work"), 0o1777)
        self.assertEqual(self.owner("work/a/b/talk.md"), "wang")
        # Who puts a talk there may put its settings there too.
        self.write("work/own.md", TALK)
        self.assertEqual(self.owner("work/own.md"), "Somebody")

    def test_standard_input_has_that_of_the_current_folder(self):
        self.write("talkmark.yaml", roster("Here"))
        self.assertEqual(self.owner("-", stdin=TALK.encode()), "Here")

    def test_each_talk_has_its_own(self):
        self.write("work/a/talkmark.yaml", roster("A"))
        self.write("work/c/talkmark.yaml", roster("C"))
        self.write("work/c/other.md", TALK)
        for jobs in ("1", "4"):
            result = self.talkmark("tasks", "-fcsv", "--columns=owners",
                                   "-j", jobs, "work")
            self.assertEqual(result.stdout.decode().split("\r\n")[1:3],
                             ["A", "C"])

    def test_a_folder_of_that_name_is_none(self):
        os.mkdir(self.path("work/a/talkmark.yaml"))
        self.write("work/talkmark.yaml", roster("Top"))
        self.assertEqual(self.owner("work/a/b/talk.md"), "Top")

    def test_config_names_one_for_all(self):
        self.write("work/a/talkmark.yaml", roster("Near"))
        self.write("other.yaml", roster("Other"))
        self.assertEqual(self.owner("--config", "other.yaml", "work"), "Other")

    def test_no_config_uses_none(self):
        self.write("work/a/talkmark.yaml", roster("Near"))
        self.assertEqual(self.owner("--no-config", "work"), "wang")

    def test_of_config_and_no_config_the_last_counts(self):
        self.write("other.yaml", roster("Other"))
        self.assertEqual(self.owner("--config=other.yaml", "--no-config",
                                    "work"), "wang")
        self.assertEqual(self.owner("--no-config", "--config=other.yaml",
                                    "work"), "Other")

    def test_every_command_uses_it(self):
        self.write("work/a/talkmark.yaml", "people: {wang: Wang Fang}\n"
                   "defaults: due:2026-05-06\n")
        talk = "work/a/b/talk.md"
        for words in (["render"], ["outline", "-fitems"], ["tasks"]):
            self.assertIn(b"2026-05-06", self.talkmark(*words, talk).stdout)
            self.assertNotIn(b"2026-05-06", self.talkmark(
                *words, "--no-config", talk).stdout)
        self.write("work/a/talkmark.yaml", "nope: 1\n")
        self.assertIn(b"has no such key", self.talkmark("text", talk).stderr)


class Messages(Base):
    def setUp(self):
        super().setUp()
        self.write("talks/a.md", "A\n")
        self.write("talks/b/c.md", "C\n")
        self.write("talks/b/d.md", "D\n")

    def test_a_fault_is_told_once_however_many_talks_there_are(self):
        self.write("talks/talkmark.yaml", "lang: en\npeopel: {a: b}\n")
        for jobs in ("1", "3"):
            self.told("talks/talkmark.yaml:2:1: warning: talkmark.yaml has no "
                      'such key: "peopel", did you mean people?\n'
                      "  peopel: {a: b}\n  ^~~~~~\n", 0, "tasks", "-j", jobs,
                      "talks")

    def test_a_key_of_one_talk_is_told(self):
        self.write("talkmark.yaml", "title: T\n")
        self.told("talkmark.yaml:1:1: warning: this key belongs to one talk, "
                  'it is not used in talkmark.yaml: "title"\n'
                  "  title: T\n  ^~~~~\n", 0, "text", "talks/a.md")

    def test_an_unknown_key_that_is_near_none_has_no_suggestion(self):
        self.write("talkmark.yaml", "colour: red\n")
        self.told('talkmark.yaml:1:1: warning: talkmark.yaml has no such key: '
                  '"colour"\n  colour: red\n  ^~~~~~\n', 0, "text",
                  "talks/a.md")

    def test_a_chinese_key_is_told_with_the_nearest_chinese_one(self):
        for typed, near in (("人缘", "人员"), ("默忍", "默认"),
                            ("对像", "对象"), ("语文", "语言"),
                            ("列表", "列"), ("peopel", "people")):
            self.write("talkmark.yaml", f"{typed}: a\n")
            result = self.talkmark("text", "talks/a.md")
            self.assertIn(f'no such key: "{typed}", did you mean {near}?\n',
                          result.stderr.decode())
        self.write("talkmark.yaml", "颜色: a\n")
        self.assertNotIn(b"did you mean",
                         self.talkmark("text", "talks/a.md").stderr)

    def test_an_error_exits_with_1_and_the_talk_is_still_read(self):
        self.write("talkmark.yaml", "lang: zh\npeople: [a\n")
        self.assertEqual(
            self.told("talkmark.yaml:2:9: error: talkmark.yaml is not YAML, "
                      "its keys are not used: \"did not find expected ',' or "
                      "']'\"\n  people: [a\n          ^~\n", 1, "text",
                      "talks/a.md"), "A\n")

    def test_one_that_cannot_be_read_exits_with_2(self):
        self.write("talkmark.yaml", b"\xff")
        self.assertEqual(
            self.told("talkmark.yaml:1:1: error: not UTF-8: byte 0xFF, "
                      "save it as plain text in UTF-8\n", 2,
                      "text", "talks/a.md"), "A\n")
        self.assertEqual(
            self.told("none.yaml: error: cannot be read: No such file or "
                      "directory\n", 2, "text", "--config", "none.yaml",
                      "talks/a.md"), "A\n")

    def test_config_takes_the_name_of_a_file(self):
        for name in ("", "-"):
            self.told("talkmark: --config takes the name of a file, not: "
                      f'"{name}"\n', 2, "text", f"--config={name}",
                      "talks/a.md")

    def test_an_unknown_column_is_told_with_the_nearest(self):
        self.write("talkmark.yaml", "columns: [id, tetx]\n")
        self.told("talkmark.yaml:1:1: warning: no list has such a column: "
                  '"tetx", did you mean text?\n  columns: [id, tetx]\n'
                  "  ^~~~~~~\n", 0, "text", "talks/a.md")

    def test_a_long_name_of_a_column_is_cut_between_characters(self):
        self.write("talkmark.yaml", "columns: [x" + "列" * 50 + "]\n")
        result = self.talkmark("text", "talks/a.md")
        self.assertIn('"x' + "列" * 19 + '"', result.stderr.decode())

    def test_control_characters_are_escaped(self):
        self.write("talkmark.yaml", 'columns: ["\\e[31m"]\n')
        self.assertNotIn(b"\x1b", self.talkmark("text", "talks/a.md").stderr)
        self.write("talkmark.yaml", 'lang: "\u202een"\n')
        self.assertIn(b"\\u{202E}", self.talkmark("config").stdout)


class Columns(Base):
    def setUp(self):
        super().setUp()
        self.write("talk.md", '[Leak](issue:leak "@wang")\n')

    def head(self, form, *words):
        result = self.talkmark("tasks", "-f", form, *words, "talk.md")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return [line for line in result.stdout.decode().split("\r\n") if line]

    def test_they_are_those_of_csv_where_the_option_names_none(self):
        self.write("talkmark.yaml", "columns: [text, problem, id]\n")
        self.assertEqual(self.head("csv"), ["What,Id", "Leak,talk#leak"])
        self.assertEqual(self.head("csv", "--columns=kind"),
                         ["Kind", "issue"])
        self.assertGreater(self.head("csv", "--no-config")[0].count(","), 9)

    def test_they_are_those_of_the_ledger_and_may_have_titles(self):
        self.write("talkmark.yaml", "columns: [problem=Finding, id, text]\n")
        self.assertEqual(self.head("ledger-csv"), ["Finding,ID", "Leak,leak"])

    def test_where_a_format_has_none_of_them_it_has_its_usual_ones(self):
        self.write("talkmark.yaml", "columns: [problem]\n")
        self.assertEqual(self.head("csv"), self.head("csv", "--no-config"))

    def test_of_several_talks_the_first_chooses(self):
        self.write("a/talk.md", "[A](do:a)\n")
        self.write("b/talk.md", "---\nid: b\n---\n[B](do:b)\n")
        self.write("a/talkmark.yaml", "columns: [text]\n")
        self.write("b/talkmark.yaml", "columns: [id]\n")
        result = self.talkmark("tasks", "-fcsv", "a", "b")
        self.assertEqual(result.stdout, b"What\r\nA\r\nB\r\n")


class Command(Base):
    def test_config_prints_each_setting_with_its_origin(self):
        self.write("talkmark.yaml", "lang: en\n人员:\n  wang: {name: Wang Fang, "
                   "unit: Line B}\ndefaults: \"@wang +x\"\n")
        self.assertEqual(self.told("", 0, "config"), """\
audience: null  # default
people: {wang: {name: Wang Fang, unit: Line B}}  # talkmark.yaml:2
lang: en  # talkmark.yaml:1
defaults: "@wang +x"  # talkmark.yaml:4
points: all  # default
checkboxes: tasks  # default
redact: null  # default
columns: null  # default
check: null  # default
""")

    def test_what_it_prints_is_a_talkmark_yaml_again(self):
        self.write("talkmark.yaml", "people: {wang: 'Wang, F: x', li: '#1'}\n"
                   "defaults: '@wang \"a b\" +x'\ncolumns: [id]\n")
        first = self.told("", 0, "config")
        self.write("talkmark.yaml", first)
        values = [line.split("  # ")[0] for line in first.splitlines()]
        again = [line.split("  # ")[0]
                 for line in self.told("", 0, "config").splitlines()]
        self.assertEqual(again, values)

    def test_a_file_or_folder_names_whose_it_is(self):
        self.write("a/b/talk.md", TALK)
        self.write("a/talkmark.yaml", "lang: en\n")
        for name in ("a", "a/b", "a/b/talk.md"):
            self.assertIn("lang: en  # a/talkmark.yaml:1\n",
                          self.told("", 0, "config", name))
        self.assertIn("lang: null  # default\n", self.told("", 0, "config"))

    def test_one_outside_of_the_current_folder_has_its_whole_name(self):
        self.write("talkmark.yaml", "lang: en\n")
        os.mkdir(self.path("a"))
        result = tap.run("config", folder=self.path("a"))
        self.assertIn(f"# {os.path.realpath(self.path('talkmark.yaml'))}:1\n",
                      result.stdout.decode())

    def test_what_is_not_there_exits_with_2(self):
        self.told("none: error: cannot be read: No such file or directory\n",
                  2, "config", "none")

    def test_its_errors_exit_with_1(self):
        self.write("talkmark.yaml", "points: some\n")
        self.told('talkmark.yaml:1:9: error: this key does not take that '
                  'value: "some"\n  points: some\n          ^~~~\n', 1,
                  "config")

    def test_a_full_disk_exits_with_2(self):
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.talkmark("config", stdout=full).returncode,
                             2)


class Checked(Base):
    """What is wrong with it is a finding of check, as with a talk."""

    def setUp(self):
        super().setUp()
        self.write("talk.md", '[Walk](do:walk "@wang 2026-04-01")\n')

    def checked(self, code, *words):
        found = self.told("", code, "check", "-fline", *words, "talk.md")
        return found.splitlines()

    def test_its_errors_are_found_and_told_once(self):
        self.write("talkmark.yaml", "points: some\nlnag: en\n")
        self.write("more.md", '[Log](do:log "@liu 2026-04-01")\n')
        self.assertEqual(self.checked(1, "more.md"), [
            'talkmark.yaml:1:9:value-unknown:this key does not take that '
            'value: "some"',
            'talkmark.yaml:2:1:config-key:talkmark.yaml has no such key: '
            '"lnag", did you mean lang?'])

    def test_it_says_itself_what_of_it_matters(self):
        self.write("talkmark.yaml", "lnag: en\n")
        self.assertEqual(len(self.checked(0)), 1)
        self.assertEqual(len(self.checked(1, "--fail-on=warning")), 1)
        self.write("talkmark.yaml", "lnag: en\ncheck: {config-key: error}\n")
        self.assertEqual(len(self.checked(1)), 1)
        self.write("talkmark.yaml", "lnag: en\ncheck: {config-key: off}\n")
        self.assertEqual(self.checked(0), [])

    def test_a_rule_that_is_none_is_answered_with_the_nearest(self):
        self.write("talkmark.yaml", "check: {due-mising: off}\n")
        self.assertEqual(self.checked(0), [
            'talkmark.yaml:1:9:config-rule:talkmark has no rule of this name: '
            '"due-mising", did you mean due-missing?'])

    def test_columns_are_no_rules_but_told_all_the_same(self):
        self.write("talkmark.yaml", "columns: [id, wohs]\n")
        said = self.talkmark("check", "-fline", "talk.md")
        self.assertEqual((said.returncode, said.stdout), (0, b""))
        self.assertIn(b"talkmark.yaml:1:1: warning: no list has such a column"
                      b': "wohs"', said.stderr)


def text_of(name):
    with open(os.path.join(tap.ROOT, name), encoding="utf-8") as file:
        return file.read()


class Documents(Base):
    """The manual page and the specification know every key of the table."""

    def setUp(self):
        super().setUp()
        rows = re.findall(r'KEY\("(\w+)", (?:"([^"]+)"|NULL), (\w+),',
                          text_of("parser/front_matter_keys.c"))
        self.keys = [(name, chinese) for name, chinese, place in rows
                     if place in ("BOTH", "CONFIG")]
        self.page = re.search(r"^\.Ss talkmark\.yaml\n(.*?)^\.S[sh] ",
                              text_of("man/talkmark.5"), re.M | re.S)[1]

    def test_the_manual_has_the_keys_of_the_table_and_no_other(self):
        listed = re.findall(r"^\.It Cm (\w+)(?: , (\w+))?$", self.page, re.M)
        self.assertGreater(len(self.keys), 7)
        self.assertEqual(sorted(listed), sorted(self.keys))

    def test_the_specification_has_the_keys_of_the_table_and_no_other(self):
        section = re.search(r"^### 3\.7 talkmark\.yaml\n(.*?)^## ",
                            text_of("spec/talkmark.md"), re.M | re.S)[1]
        used = section.replace("`title:` and `date:`", "")
        self.assertEqual(sorted(set(re.findall(r"`(\w+):`", used))),
                         sorted(name for name, _ in self.keys))
        for _, chinese in self.keys:
            self.assertIn(chinese, section)

    def test_what_the_program_prints_has_the_keys_of_the_table(self):
        printed = re.findall(r"^(\w+):", self.told("", 0, "config"), re.M)
        self.assertEqual(printed, [name for name, _ in self.keys])

    def test_the_manuals_example_is_sound_and_used(self):
        example = re.search(r"^\.Bd -unfilled.*?\n(.*?)^\.Ed", self.page,
                            re.M | re.S)[1]
        self.write("talkmark.yaml", example)
        self.write("talk.md", '[Walk](do:walk "@wang")\n')
        self.assertIn("# talkmark.yaml:", self.told("", 0, "config"))
        self.assertEqual(self.owner("talk.md"), "Wang Fang")

    def test_the_chinese_readmes_example_is_sound_and_used(self):
        example = re.search(r"^```yaml\n(.*?)^```$", text_of("README.zh.md"),
                            re.M | re.S)[1]
        self.write("talkmark.yaml", example)
        self.write("talk.md", '[点名](要求:点名 "@何静")\n')
        self.assertIn("# talkmark.yaml:", self.told("", 0, "config"))
        self.assertEqual(self.owner("talk.md"), "何静")


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""What tasks lists: choosing, sorting, grouping, a row a person, the exit
code. Each with an English talk and a Chinese one."""
import csv
import io
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

YARD = """\
---
title: Yard round
date: 2026-03-12
audience: [Line A, Line B, Stores]
people:
  wang: {name: Wang Fang, unit: Line A}
  liu: {name: Liu Wei, unit: Line B}
  sun: {name: Sun Mei, unit: Line B}
---

[Read the card](do:card "@all 2026-03-27"). We [buy two lamps](decision:buy
"@wang +light").

## [Machines](point:machines)

[Walk the guards](do:walk "@wang @liu 2026-03-16 +guards").
[The lamp is dark](issue:lamp "@liu 2026-03-14 +light source:audit").

### Presses

I will [mend it](pledge:mend "@wang done:2026-03-13 2026-03-15").

## Yard

[Sweep](do:sweep '@"Line B" due:ongoing status:doing').
[Paint the line](do:paint "@sun @wang !each 2026-04-02 source:audit").
[Count the slings](do:count "@Stores").
"""

HALL = """\
---
标题: 大厅检查
日期: 2026-03-13
对象: [受理科, 审批科]
人员:
  peng: {姓名: 彭亮, 单位: 受理科}
  han: {姓名: 韩雪, 单位: 受理科}
  luo: {姓名: 罗建平, 单位: 审批科}
---

## [窗口](要点:窗口)

[当面讲清](要求:讲清 "@受理科 3月20日 +窗口")。
[叫号屏停了](问题:屏 "@彭亮 3月10日 来源:现场查看 状态:整改中")。

## 后台

[登记超时](问题:超时 "@罗建平 3月16日 状态:已销号 来源:系统预警")。
[各自写一张卡片](要求:卡片 "@彭亮 @罗建平 !各自 期限:长期")。
[我来补办](承诺:补办 "@罗建平 4月30日 +登记")。
[看一遍差评](要求:差评 "@全体")。
"""


class Base(tap.Case):
    def setUp(self):
        super().setUp()
        self.write("yard.md", YARD)
        self.write("hall.md", HALL)

    def items(self, *arguments, talk="yard.md", code=0):
        """The lines that tasks writes for these options."""
        done = self.talkmark("tasks", "-f", "jsonl", "--today", "2026-03-20",
                             *([talk] if talk else []), *arguments)
        self.assertEqual((done.stderr, done.returncode), (b"", code))
        return [json.loads(line) for line in done.stdout.splitlines()]

    def yard(self, *arguments):
        return [item["id"] for item in self.items(*arguments)]

    def hall(self, *arguments):
        return [item["id"] for item in self.items(*arguments, talk="hall.md")]

    def shown(self, *arguments, file="yard.md"):
        done = self.talkmark("tasks", "--today", "2026-03-20", file,
                             *arguments)
        self.assertEqual((done.stderr, done.returncode), (b"", 0))
        return done.stdout.decode()


class Choosing(Base):
    def test_without_options_every_task_is_listed(self):
        self.assertEqual(self.yard(), ["card", "walk", "lamp", "mend", "sweep",
                                       "paint", "count"])
        self.assertEqual(self.hall(), ["讲清", "屏", "超时", "卡片", "补办",
                                       "差评"])

    def test_kinds_are_named_in_either_language_with_either_comma(self):
        self.assertEqual(self.yard("--kind", "问题，承诺"), ["lamp", "mend"])
        self.assertEqual(self.hall("--kind", "issue、承诺"),
                         ["屏", "超时", "补办"])

    def test_states_are_named_in_either_language_with_either_comma(self):
        self.assertEqual(self.yard("--status", "doing,done"),
                         ["mend", "sweep"])
        self.assertEqual(self.yard("--status", "整改中，已完成"),
                         ["mend", "sweep"])
        self.assertEqual(self.hall("--status", "DOING"), ["屏"])
        self.assertEqual(self.hall("--status", "已销号、整改中"),
                         ["屏", "超时"])
        self.assertEqual(self.hall("--status=open", "--status=accepted"),
                         ["讲清", "超时", "卡片", "补办", "差评"])

    def test_what_has_no_state_has_none_of_those_asked_for(self):
        self.assertEqual(self.yard("--kind", "all", "--status", "open"),
                         ["card", "walk", "lamp", "paint", "count"])

    def test_a_state_that_is_none_is_refused(self):
        done = self.talkmark("tasks", "--status", "open,closed", "yard.md")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"--status takes with commas between them open doing "
                      b"done accepted dropped, not:", done.stderr)

    def test_overdue_is_what_was_due_before_today_and_is_open(self):
        self.assertEqual(self.yard("--overdue"), ["walk", "lamp"])
        self.assertEqual(self.hall("--overdue"), ["屏"])

    def test_overdue_counts_from_the_day_that_is_given_wherever(self):
        self.assertEqual(self.yard("--overdue", "--today", "2026-03-16"),
                         ["lamp"])
        done = self.talkmark("tasks", "-f", "jsonl", "--overdue", "hall.md",
                             "--today", "2026-03-21")
        self.assertEqual(done.stdout.count(b"\n"), 2)

    def test_due_before_a_day_leaves_that_day_and_the_undated_out(self):
        self.assertEqual(self.yard("--due-before", "2026-03-16"),
                         ["lamp", "mend"])
        self.assertEqual(self.hall("--due-before", "2026年3月20日"),
                         ["屏", "超时"])

    def test_due_before_no_day_is_refused(self):
        done = self.talkmark("tasks", "--due-before", "soon", "yard.md")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"--due-before takes a date such as 2026-03-16",
                      done.stderr)

    def test_of_several_owners_any_will_do(self):
        self.assertEqual(self.yard("--owner", "Wang Fang"),
                         ["walk", "mend", "paint"])
        self.assertEqual(self.yard("--owner", "sun", "--owner", "@liu"),
                         ["walk", "lamp", "paint"])
        self.assertEqual(self.hall("--owner", "彭亮", "--owner=全体"),
                         ["屏", "卡片", "差评"])

    def test_a_name_may_hold_a_comma(self):
        self.write("comma.md", '[a](do:a \'@"Fang, Wang"\') [b](do:b "@Fang")\n')
        self.assertEqual([i["id"] for i in self.items(
            "--owner", "Fang, Wang", talk="comma.md")], ["a"])

    def test_a_unit_owns_what_its_people_own(self):
        self.assertEqual(self.yard("--unit", "Line B"),
                         ["walk", "lamp", "sweep", "paint"])
        self.assertEqual(self.hall("--unit", "@受理科"),
                         ["讲清", "屏", "卡片"])
        self.assertEqual(self.yard("--unit", "wang"), [])

    def test_a_source_is_named_whole(self):
        self.assertEqual(self.yard("--source", "audit"), ["lamp", "paint"])
        self.assertEqual(self.hall("--source", "系统预警"), ["超时"])
        self.assertEqual(self.yard("--source", "aud"), [])

    def test_a_topic_is_named_with_or_without_its_plus(self):
        for topic in ("guards", "+guards"):
            self.assertEqual(self.yard("--topic", topic), ["walk"])
        self.assertEqual(self.hall("--topic", "登记", "--topic", "窗口"),
                         ["讲清", "补办"])

    def test_a_point_is_named_by_id_or_words_and_holds_all_below_it(self):
        for point in ("machines", "Machines"):
            self.assertEqual(self.yard("--point", point),
                             ["walk", "lamp", "mend"])
        self.assertEqual(self.yard("--point", "Presses"), ["mend"])
        self.assertEqual(self.hall("--point", "后台"),
                         ["超时", "卡片", "补办", "差评"])

    def test_a_record_is_named_by_its_name(self):
        both = self.items("--record", "hall", "hall.md")
        self.assertEqual({i["record"] for i in both}, {"hall"})
        self.assertEqual(len(both), 6)
        self.write("r.md", "---\n编号: 三月检查\n---\n[a](do:a)\n")
        self.assertEqual([i["id"] for i in self.items(
            "--record", "三月检查", "r.md")], ["a"])

    def test_choices_of_several_options_add_up(self):
        self.assertEqual(self.yard("--owner", "liu", "--topic", "light",
                                   "--overdue", "--point", "machines",
                                   "--status", "open"), ["lamp"])
        self.assertEqual(self.hall("--unit", "受理科", "--status", "整改中",
                                   "--due-before", "2026-03-11"), ["屏"])
        self.assertEqual(self.hall("--unit", "受理科", "--source",
                                   "系统预警"), [])

    def test_an_empty_name_is_refused(self):
        for option in ("--unit", "--source", "--topic", "--point", "--record"):
            done = self.talkmark("tasks", option, "", "yard.md")
            self.assertEqual((done.returncode, done.stderr.decode()),
                             (2, f'talkmark: {option} takes a name, not: ""\n'))

    def test_more_names_than_there_is_room_for_are_refused(self):
        names = [f"--owner=p{i}" for i in range(65)]
        self.assertEqual(self.yard(*names[:63], "--owner=sun"), ["paint"])
        done = self.talkmark("tasks", *names, "yard.md")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"a name, 64 of them at most", done.stderr)


class Sorting(Base):
    def test_by_due_date_what_has_none_comes_last(self):
        self.assertEqual(self.yard("--sort", "due"),
                         ["lamp", "mend", "walk", "card", "paint", "count",
                          "sweep"])
        self.assertEqual(self.hall("--sort", "due"),
                         ["屏", "超时", "讲清", "补办", "差评", "卡片"])

    def test_by_owner_as_they_are_called(self):
        self.assertEqual(self.yard("--sort", "owner"),
                         ["sweep", "lamp", "count", "paint", "walk", "mend",
                          "card"])

    def test_by_kind_and_what_is_alike_keeps_its_order(self):
        self.assertEqual(self.hall("--sort", "kind"),
                         ["讲清", "卡片", "差评", "屏", "超时", "补办"])

    def test_by_text(self):
        self.assertEqual(self.yard("--sort", "text"),
                         ["count", "paint", "card", "sweep", "lamp", "walk",
                          "mend"])

    def test_by_record_over_several_talks(self):
        both = [i["record"] for i in self.items("hall.md", "--sort", "record")]
        self.assertEqual(both, ["hall"] * 6 + ["yard"] * 7)

    def test_an_order_that_is_none_is_refused(self):
        done = self.talkmark("tasks", "--sort", "date", "yard.md")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b'--sort takes one of due owner record kind text, not: '
                      b'"date"', done.stderr)

    def test_every_format_has_the_order(self):
        rows = self.shown("--sort", "due", "-f", "table").splitlines()
        self.assertTrue(rows[1].endswith("yard#lamp"))
        self.assertTrue(rows[-1].endswith("yard#sweep"))


class Grouping(Base):
    def headings(self, by, file):
        text = self.shown("--by", by, "-f", "markdown", file=file)
        return [line[3:] for line in text.splitlines()
                if line.startswith("## ")]

    def test_groups_are_called_in_the_language_of_the_list(self):
        for by, yard, hall in (
                ("owner", ["everyone", "Wang Fang", "Liu Wei", "Line B",
                           "Sun Mei", "Stores"],
                 ["受理科", "彭亮", "罗建平", "全体"]),
                ("due", ["Overdue", "This month", "Later", "No date",
                         "Earlier"],
                 ["已逾期", "本周", "以后", "无期限", "此前"]),
                ("kind", ["Directives", "Issues", "Pledges"],
                 ["要求", "问题", "承诺"]),
                ("point", ["Machines", "Machines › Presses", "Yard",
                           "Under no point"], ["窗口", "后台"]),
                ("source", ["audit", "No source"],
                 ["现场查看", "系统预警", "未注明来源"]),
                ("record", [r"Yard round (yard)"], ["大厅检查（hall）"])):
            with self.subTest(by=by):
                self.assertEqual(self.headings(by, "yard.md"), yard)
                self.assertEqual(self.headings(by, "hall.md"), hall)

    def test_markdown_is_by_owner_where_nothing_is_said(self):
        for file in ("yard.md", "hall.md"):
            self.assertEqual(self.shown("-f", "markdown", file=file),
                             self.shown("-f", "markdown", "--by", "owner",
                                        file=file))

    def test_owners_are_told_where_no_heading_tells_them(self):
        text = self.shown("--by", "kind", "-f", "markdown")
        self.assertIn("owner: Wang Fang; with Liu Wei", text)
        self.assertIn("owner: Sun Mei, Wang Fang", text)
        self.assertNotIn("owner:", self.shown("-f", "markdown"))
        text = self.shown("--by", "due", "-f", "markdown", file="hall.md")
        self.assertIn("责任人：彭亮、罗建平", text)

    def test_a_table_has_no_groups_where_nothing_is_said(self):
        self.assertNotIn("\n\n", self.shown("-f", "table"))

    def test_a_table_has_a_line_for_each_group(self):
        self.assertEqual(
            self.shown("--by", "due", "--open", "--kind", "issue",
                       "-f", "table"),
            "Due         State       Owner    What              Where\n"
            "\nOverdue\n"
            "2026-03-14  open, late  Liu Wei  The lamp is dark  yard#lamp\n")
        lines = self.shown("--by", "kind", "-f", "table",
                           file="hall.md").splitlines()
        self.assertEqual([lines[i + 1] for i, line in enumerate(lines)
                          if not line], ["要求", "问题", "承诺"])

    def test_the_page_has_the_groups_too(self):
        text = self.shown("--by", "due", "-f", "html")
        for title in ("Overdue", "This month", "No date"):
            self.assertIn(title, text)
        self.assertIn("本周", self.shown("--by", "due", "-f", "html",
                                         file="hall.md"))

    def test_a_format_without_groups_has_each_item_once_in_their_order(self):
        self.assertEqual(self.yard("--by", "owner"),
                         ["card", "walk", "mend", "lamp", "sweep", "paint",
                          "count"])
        self.assertEqual(self.hall("--by", "due"),
                         ["屏", "讲清", "补办", "卡片", "差评", "超时"])

    def test_sorting_is_within_the_groups(self):
        self.assertEqual(self.yard("--by", "kind", "--sort", "due"),
                         ["walk", "card", "paint", "count", "sweep", "lamp",
                          "mend"])

    def test_a_group_that_is_none_is_refused(self):
        done = self.talkmark("tasks", "--by", "unit", "yard.md")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b'--by takes one of owner due kind point source record, '
                      b'not: "unit"', done.stderr)


class EachOwner(Base):
    def rows(self, *arguments, talk="yard.md"):
        return [(i["id"], [o["name"] or o["unit"] for o in i["owners"]])
                for i in self.items("--each-owner", *arguments, talk=talk)]

    def test_everyone_units_and_shares_become_a_row_a_person(self):
        self.assertEqual(self.rows(), [
            ("card", ["Wang Fang"]), ("card", ["Liu Wei"]),
            ("card", ["Sun Mei"]), ("walk", ["Wang Fang", "Liu Wei"]),
            ("lamp", ["Liu Wei"]), ("mend", ["Wang Fang"]),
            ("sweep", ["Liu Wei"]), ("sweep", ["Sun Mei"]),
            ("paint", ["Sun Mei"]), ("paint", ["Wang Fang"]),
            ("count", ["Stores"])])
        self.assertEqual(self.rows(talk="hall.md"), [
            ("讲清", ["彭亮"]), ("讲清", ["韩雪"]), ("屏", ["彭亮"]),
            ("超时", ["罗建平"]), ("卡片", ["彭亮"]), ("卡片", ["罗建平"]),
            ("补办", ["罗建平"]), ("差评", ["彭亮"]), ("差评", ["韩雪"]),
            ("差评", ["罗建平"])])

    def test_a_row_is_the_item_but_for_its_owners(self):
        whole = {i["id"]: i for i in self.items()}
        for row in self.items("--each-owner"):
            self.assertEqual(row | {"owners": None},
                             whole[row["id"]] | {"owners": None})

    def test_a_row_is_chosen_by_whose_it_is(self):
        self.assertEqual([r[0] for r in self.rows("--owner", "sun")],
                         ["card", "sweep", "paint"])
        self.assertEqual(self.rows("--unit", "Line A", "--open"),
                         [("card", ["Wang Fang"]),
                          ("walk", ["Wang Fang", "Liu Wei"]),
                          ("paint", ["Wang Fang"])])
        self.assertEqual([r[0] for r in self.rows("--owner", "韩雪",
                                                  talk="hall.md")],
                         ["讲清", "差评"])

    def test_rows_are_sorted_and_grouped_by_person(self):
        self.assertEqual(self.rows("--by", "owner", "--kind", "do")[:4],
                         [("card", ["Wang Fang"]),
                          ("walk", ["Wang Fang", "Liu Wei"]),
                          ("paint", ["Wang Fang"]), ("card", ["Liu Wei"])])
        text = self.shown("--each-owner", "-f", "markdown", file="hall.md")
        self.assertEqual([line[3:] for line in text.splitlines()
                          if line.startswith("## ")],
                         ["彭亮", "韩雪", "罗建平"])
        self.assertEqual(text.count("看一遍差评"), 3)

    def test_without_a_roster_everyone_stays_as_it_is(self):
        self.write("bare.md", "[a](do:a '@all') [b](do:b '@p @q !each')\n")
        self.assertEqual(self.rows(talk="bare.md"),
                         [("a", ["everyone"]), ("b", ["p"]), ("b", ["q"])])

    def test_each_row_of_a_calendar_has_a_name_of_its_own(self):
        text = self.shown("--each-owner", "-f", "ics")
        uids = [line for line in text.splitlines() if line.startswith("UID:")]
        self.assertEqual(len(uids), 11)
        self.assertEqual(len(set(uids)), 11)


class LedgerOfShares(Base):
    """--each-owner in the ledger: what is answered and told goes to whom it
    is about."""

    TALK = """\
---
id: one
date: 2026-03-12
people:
  wang: {name: Wang Fang, unit: Line A}
  liu: {name: Liu Wei, unit: Line B}
  sun: {name: Sun Mei, unit: Line B}
---
[Lamps](issue:lamps "@wang @liu @sun !each 2026-03-14").
"""
    NEWS = TALK[:TALK.index("[Lamps]")].replace("one", "two").replace(
        "-12", "-18").replace("people:", "follows: one\npeople:")

    def rows(self, more, news, *arguments):
        """Lead, measures, news and state of each row."""
        self.write("one.md", self.TALK + more)
        self.write("two.md", self.NEWS + news)
        done = self.talkmark(
            "tasks", "--each-owner", "-f", "ledger-csv", "--config",
            "columns.yaml", "--today", "2026-03-20", "one.md", "two.md",
            *arguments)
        self.assertEqual((done.stderr, done.returncode), (b"", 0))
        rows = list(csv.reader(io.StringIO(done.stdout.decode(),
                                           newline="")))[1:]
        return [(lead.split("\n")[0].split(" ")[0], *rest)
                for lead, *rest in rows]

    def setUp(self):
        super().setUp()
        self.write("columns.yaml",
                   "columns: [lead, measures, progress, status]\n")

    def test_news_of_a_person_closes_their_share_alone(self):
        self.assertEqual(self.rows("", '[hers](update:lamps "@liu done")\n'), [
            ("Wang", "", "", "open"),
            ("Liu", "", "2026-03-18: hers (Liu Wei; done)", "done"),
            ("Sun", "", "", "open")])

    def test_news_of_a_unit_or_of_nobody_is_of_all_whom_it_takes_in(self):
        self.assertEqual([row[3] for row in self.rows(
            "", """[x](update:lamps '@"Line B" doing')\n""")],
            ["open", "doing", "doing"])
        for whose in ("", "@all "):
            self.assertEqual([row[3] for row in self.rows(
                "", f"[x](update:lamps '{whose}done')\n")], ["done"] * 3)

    def test_news_of_others_is_nobodys_here(self):
        self.assertEqual(self.rows("", '[x](update:lamps "@wang done")\n',
                                   "--owner", "sun"),
                         [("Sun", "", "", "open")])

    def test_a_measure_stands_with_whose_it_is_and_else_with_all(self):
        self.assertEqual([row[1] for row in self.rows(
            '[Mend](pledge:mend "@liu @sun for:lamps").\n', "")],
            ["", "Mend (Liu Wei, Sun Mei)", "Mend (Liu Wei, Sun Mei)"])
        self.write("columns.yaml",
                   "columns: [lead, measures, progress, status]\n"
                   "people: {zhao: Zhao}\n")
        self.assertEqual([row[1] for row in self.rows(
            '[Pay](do:pay "@zhao for:lamps").\n', "")], ["Pay (Zhao)"] * 3)

    def test_shares_of_a_measure_stand_with_the_shares_of_the_issue(self):
        rows = self.rows('[Look](do:look "@all for:lamps").\n',
                         '[seen](update:look "@sun done")\n')
        self.assertEqual([row[1] for row in rows],
                         ["Look (Wang Fang)", "Look (Liu Wei)",
                          "Look (Sun Mei; done)"])

    def test_shares_of_others_stand_with_the_first_and_grow_with_no_square(self):
        self.write("columns.yaml",
                   "columns: [lead, measures, progress, status]\n"
                   "people: {zhao: {name: Zhao, unit: Stores}}\n")
        rows = self.rows("""[Pay](do:pay '@"Stores" for:lamps').\n""", "")
        self.assertEqual([row[1] for row in rows], ["Pay (Zhao)", "", ""])


class ExitCode(Base):
    def code(self, *arguments):
        return self.talkmark("tasks", "--exit-code", "--today", "2026-03-20",
                             *arguments).returncode

    def test_it_is_1_where_something_in_the_list_is_overdue(self):
        for file in ("yard.md", "hall.md"):
            for form in ("table", "jsonl", "markdown"):
                self.assertEqual(self.code(file, "-f", form), 1)

    def test_it_is_0_where_what_is_overdue_is_not_listed(self):
        self.assertEqual(self.code("yard.md", "--owner", "sun"), 0)
        self.assertEqual(self.code("hall.md", "--unit", "审批科"), 0)
        self.assertEqual(self.code("yard.md", "--today", "2026-03-14"), 0)

    def test_it_is_0_where_it_is_not_asked_for(self):
        self.assertEqual(self.talkmark("tasks", "yard.md", "--today",
                                       "2026-03-20").returncode, 0)

    def test_errors_in_talks_are_still_1_and_trouble_2(self):
        self.write("bad.md", "[a](do:a 'status:later')\n")
        self.assertEqual(self.code("bad.md"), 1)
        self.assertEqual(self.code("yard.md", "nowhere.md"), 2)
        self.assertEqual(self.code("yard.md", "-o", "no/such/list.md"), 2)


@unittest.skipIf(tap.SANITIZED, "what is freed is kept for a while")
class Memory(Base):
    """A list that streams is not held in memory."""

    def peak(self, *arguments):
        """Most memory of a run over 40 talks, in KiB."""
        code = ("import resource, subprocess, sys;"
                "subprocess.run(sys.argv[1:], check=True,"
                " stdout=subprocess.DEVNULL);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        done = tap.subprocess.run(
            [sys.executable, "-c", code, tap.PROGRAM, "tasks", *arguments],
            cwd=self.folder, env=tap.setting(), stdout=tap.subprocess.PIPE,
            check=True, timeout=tap.SECONDS)
        return int(done.stdout)

    def test_a_streamed_list_takes_no_more_than_its_largest_talk(self):
        body = "".join(f"[Walk line {i}](do:walk{i} '@wang 2026-03-16')\n\n"
                       for i in range(2000))
        for i in range(40):
            self.write(f"many/t{i}.md", body)
        one = self.peak("many/t0.md", "-f", "jsonl")
        streamed = self.peak("many", "-f", "jsonl", "-j", "1")
        held = self.peak("many", "-f", "jsonl", "-j", "1", "--sort", "due")
        self.assertLess(streamed, one * 3)
        self.assertGreater(held, streamed * 2)

    def test_shares_are_not_all_held_at_once(self):
        people = "".join(f"  p{i}: Person {i}\n" for i in range(300))
        body = "".join(f"[Walk line {i}](do:walk{i} '@all')\n\n"
                       for i in range(1000))
        self.write("all.md", f"---\npeople:\n{people}---\n\n{body}")
        self.write("one.md", f"---\npeople:\n{people}---\n\n"
                             + body.replace("@all", "@p1"))
        self.assertLess(self.peak("all.md", "-f", "jsonl", "--each-owner"),
                        self.peak("one.md", "-f", "jsonl") * 3 + 10000)


if __name__ == "__main__":
    tap.main()

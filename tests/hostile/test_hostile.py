#!/usr/bin/env python3
"""Hostile talks in every format: what comes out is what was meant, and no
element, formula, property, task or control character of the talk's making.

documents.py says what the talks are; html_checker.py, list_checkers.py and
findings_checkers.py what may come out. The formats are those of
render/formats.def: one without a checker fails.
"""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [TESTS, os.path.join(TESTS, "terminal")]
import documents  # noqa: E402
import findings_checkers  # noqa: E402
import html_checker  # noqa: E402
import list_checkers  # noqa: E402
import tables  # noqa: E402
import tap  # noqa: E402

TODAY = "2026-05-30"
OUTLINES, TEXTS = list_checkers.OUTLINES, list_checkers.TEXTS
# The pages of render, and the list that it writes beside them.
PAGES = {"page": [], "talk": ["--only", "talk"], "tasks": ["--only", "tasks"],
         "fragment": ["--fragment"]}


def formats(macro):
    return {row[0] for row in tables.rows("render/formats.def", macro)}


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Hostile(tap.Case):
    """The documents, written once, and what is printed for all of them."""

    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(holder.cleanup)
        cls.talks = holder.name
        cls.names = set()
        for name, text in documents.documents():
            cls.names.add(f"{name}.md")
            with open(os.path.join(cls.talks, f"{name}.md"), "wb") as file:
                file.write(text.encode())

    def setUp(self):
        super().setUp()
        os.symlink(self.talks, self.path("talks"))

    def printed(self, *words, folder="talks", status=(0, 1), **more):
        done = self.talkmark(*words, "--today", TODAY, folder, **more)
        self.assertIn(done.returncode, status, done.stderr.decode()[-400:])
        list_checkers.safe_lines(done.stderr)
        return done.stdout

    def items(self, *words, **more):
        return list_checkers.jsonl(
            self.printed("tasks", "-fjsonl", *words, **more))

    # ---- That every format is looked at, and that attacks arrive ----

    def test_every_command_and_format_has_a_checker(self):
        have_xlsx = b"xlsx" in self.talkmark("tasks", "--help").stdout
        self.assertEqual(formats("TASK_FORMAT"), set(list_checkers.LISTS))
        self.assertEqual(formats("OUTLINE_FORMAT"), set(OUTLINES))
        self.assertEqual(formats("TEXT_FORMAT"), set(TEXTS))
        self.assertEqual(formats("FINDINGS_FORMAT"),
                         set(findings_checkers.FINDINGS))
        self.assertEqual(set(tables.COMMANDS.values()),
                         {"render", "tasks", "outline", "text", "check"})
        self.assertEqual(set(tables.SERVICES),
                         {"config", "help", "completion"})
        self.assertTrue(have_xlsx, "the spreadsheet is not looked at")

    def test_attacks_reach_the_model_as_they_are(self):
        """Else their being harmless in what is printed would prove nothing."""
        found = {}
        for item in self.items("--kind", "all"):
            talk = os.path.basename(item["file"])[:-len(".md")]
            found.setdefault(talk, {})[item["id"]] = item
        missed = []
        for name, text in documents.ATTACKS.items():
            want = " ".join(text.split()).strip()
            of = found[f"attributes.{name}"]
            texts = {"g": of["g"]["source"], "h": of["h"]["evidence"],
                     "i": of["i"]["by"], "m": of["m"]["attributes"].get("key"),
                     "k": of["k"]["topics"][0], "j": of["j"]["note"],
                     "a": "".join(o["name"] or "" for o in of["a"]["owners"])}
            texts |= {i: found[f"inline.{name}"].get(i, {}).get("text")
                      for i in ("f", "g", "h")}
            texts["title"] = found[f"front.{name}"]["a"]["record_title"]
            texts["speaker"] = found[f"front.{name}"]["a"]["speaker"]
            missed += [(name, place, got) for place, got in texts.items()
                       if " ".join((got or "").split()).removeprefix(
                           f"{place} ") != want]
        # What begins with a mark of the dialect's, or is white space alone, is
        # read otherwise in some place.
        total = 12 * len(documents.ATTACKS)
        self.assertLess(len(missed), total * 0.04, missed)

    # ---- Pages ----

    def harmless(self, folder, *words):
        """The policy and style sheets of a harmless page."""
        path = self.write("harmless.md", "# A\n\n[a](do:a)\n")
        text = self.printed(*words, folder=path).decode()
        policy, = re.findall(
            "<meta http-equiv=\"Content-Security-Policy\" [^>]*>", text)
        for part in ("default-src 'none'", "base-uri 'none'",
                     "form-action 'none'"):
            self.assertIn(part, policy)
        return policy, re.findall(r"<style>(.*?)</style>", text, re.S)

    def check_pages(self, folder, form):
        """All pages that 'render' makes of a folder in one of PAGES."""
        self.printed("render", *PAGES[form], "-o", f"{form}/", folder=folder)
        head = self.harmless(form, "render") if form != "fragment" else None
        wrong = []
        made = os.listdir(os.fsencode(self.path(form)))
        for name in made:
            text = read(os.path.join(os.fsencode(self.path(form)), name)
                        ).decode()
            try:
                if head:
                    text = html_checker.check_head(text, name, *head)
                html_checker.check(text)
            except html_checker.Fault as fault:
                wrong.append(f"{name!r}: {fault}")
        self.assertEqual(wrong, [])
        return made

    def some(self, form):
        """A folder of the documents of a form."""
        for name in self.names:
            if name.startswith(form):
                self.write(f"some/{name}", read(f"{self.talks}/{name}"))
        return "some"

    def test_pages_hold_allowed_elements_alone(self):
        made = self.check_pages("talks", "page")
        self.assertEqual(len(made), len(self.names))
        self.assertGreater(len(made), 1000)

    def test_pages_of_the_talk_alone_do(self):
        self.check_pages(self.some("inline."), "talk")

    def test_pages_of_the_tasks_alone_do(self):
        self.check_pages(self.some("attributes."), "tasks")

    def test_fragments_do(self):
        self.check_pages("talks", "fragment")

    def test_lists_that_are_pages_have_the_policy_and_their_own_styles(self):
        for form in ("html", "ledger-html"):
            with self.subTest(format=form):
                head = self.harmless(form, "tasks", "-f", form)
                text = self.printed("tasks", "-f", form).decode()
                html_checker.check_head(text, form, *head)

    def test_a_style_sheet_cannot_end_its_element(self):
        css = self.write("a.css", "".join(documents.ATTACKS.values()))
        for words in (["render"], ["tasks", "-fhtml"],
                      ["tasks", "-fledger-html"]):
            talk = self.write("harmless.md", "[a](issue:a)\n")
            text = self.printed(*words, "--css", css, folder=talk,
                                status=(0, 2)).decode()
            if text:  # --css is an option of render
                text = re.sub(r"<style>.*?</style>", "", text, flags=re.S)
                html_checker.check(text)
                self.assertNotIn("script", text)

    # ---- Lists ----

    def check_lists(self, *words, folder="talks"):
        items = self.items(*words, folder=folder)
        for form, check in list_checkers.LISTS.items():
            with self.subTest(format=form, words=words):
                check(self.printed("tasks", "-f", form, "--color=never",
                                   *words, folder=folder), items)
        return items

    def test_lists_hold_what_their_items_say_alone(self):
        self.assertGreater(len(self.check_lists()), 10_000)

    def test_lists_by_group_and_by_owner_do(self):
        for words in (["--each-owner"], ["--by", "owner"],
                      ["--by", "source"], ["--by", "point"]):
            for form, check in (("table", list_checkers.grouped),
                                ("markdown", list_checkers.markdown_list),
                                ("html", list_checkers.page)):
                with self.subTest(words=words, format=form):
                    check(self.printed("tasks", "-f", form, *words), [])

    def test_all_columns_of_csv_are_no_formulas(self):
        names = "detail,each,late,about,talk,date,speaker,path,note,file"
        list_checkers.cells(self.printed(
            "tasks", "-fcsv", "--columns", names, "--kind", "all"))

    def test_events_have_the_properties_of_events(self):
        some = os.path.join(self.talks, "front.")
        files = [f"{some}{name}.md" for name in documents.ATTACKS]
        items = list_checkers.jsonl(self.talkmark(
            "tasks", "-fjsonl", *files).stdout)
        list_checkers.ics(self.talkmark(
            "tasks", "-fics", "--ics", "both", *files).stdout, items)

    # ---- Outlines, texts, messages ----

    def test_outlines_send_a_terminal_nothing_but_text(self):
        for form, check in OUTLINES.items():
            with self.subTest(format=form):
                self.assertGreater(len(check(self.printed(
                    "outline", "-f", form, "--color=never"))), 1000)

    def test_colours_are_the_only_escapes(self):
        for words in (["tasks"], ["tasks", "--by", "owner"], ["outline"],
                      ["check"]):
            done = self.talkmark(*words, "--color=always", "--today", TODAY,
                                 "talks")
            list_checkers.coloured_lines(done.stdout)
            list_checkers.coloured_lines(done.stderr)
            self.assertIn(b"\x1b[", done.stdout + done.stderr)

    def test_texts_are_words_alone(self):
        for form, check in TEXTS.items():
            with self.subTest(format=form):
                check(self.printed("text", "-f", form))

    # ---- Findings ----

    def check_findings(self, folder="talks", **more):
        """Findings of a folder, alike in every format."""
        found = findings_checkers.json_lines(
            self.printed("check", "-f", "json", folder=folder, **more))
        for form, check in findings_checkers.FINDINGS.items():
            with self.subTest(format=form, folder=folder):
                check(self.printed("check", "-f", form, "--color=never",
                                   folder=folder, **more), found)
        return found

    def test_findings_say_what_was_found_alone(self):
        found = self.check_findings()
        self.assertGreater(len(found), 10_000)
        self.assertGreater(len({f["rule"] for f in found}), 40)

    def mended(self, folder):
        """The files of a folder as "patch" makes them of the difference that
        is shown, which is as --fix makes them."""
        patch = self.printed("check", "--diff", "--unsafe", folder=folder)
        for copy in ("patched", "fixed"):
            shutil.copytree(self.path(folder), self.path(f"{copy}/{folder}"))
        subprocess.run(["patch", "-p1", "--binary", "-s", "-f"], input=patch,
                       cwd=self.path("patched"), check=True, timeout=60)
        self.printed("check", "--fix", "--unsafe", folder=f"fixed/{folder}")
        names = os.listdir(os.fsencode(self.path(folder)))
        changed = set()
        for name in names:
            old, new, same = (read(os.path.join(os.fsencode(
                self.path(f"{top}{folder}")), name))
                for top in ("", "patched/", "fixed/"))
            self.assertEqual(new, same, name)
            changed |= {name} if new != old else set()
        self.assertEqual(names, os.listdir(os.fsencode(
            self.path(f"patched/{folder}"))))
        return changed

    def test_differences_are_patches(self):
        self.assertGreater(len(self.mended("talks")), 300)

    # ---- Names of files ----

    def name_files(self):
        folder = os.fsencode(self.path("named"))
        os.mkdir(folder)
        for name in documents.file_names():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(documents.NAMED.encode())
        return os.listdir(folder)

    def test_names_of_files_are_text_too(self):
        names = self.name_files()
        self.assertGreater(len(names), 200)
        made = self.check_pages("named", "page")
        self.assertEqual({name[:-len(b".md")] for name in names},
                         {name[:-len(b".html")] for name in made})
        self.assertGreater(len(self.check_lists(folder="named")), 400)
        for form, check in OUTLINES.items():
            check(self.printed("outline", "-f", form, folder="named"))
        self.assertGreater(len(self.check_findings(folder="named")), 400)
        self.assertEqual(self.mended("named"), set(names))

    def test_names_that_are_missing_are_told_safely(self):
        names = [os.fsdecode(name) for name in documents.file_names()]
        done = self.talkmark("tasks", "--", *names)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(list_checkers.safe_lines(done.stderr)),
                         len(names))

    # ---- What is no text ----

    def test_what_is_no_text_is_refused_safely(self):
        for name, data in documents.BROKEN.items():
            self.write(f"broken/{name}", data)
        self.items(folder="broken", status=(2,))
        for form, check in OUTLINES.items():
            check(self.printed("outline", "-f", form, folder="broken",
                               status=(2,)))
        found = self.check_findings(folder="broken")
        self.assertEqual(
            {f["file"] for f in found if f["rule"] == "not-text"},
            {f"broken/{name}" for name in documents.BROKEN
             if name not in ("entity-nul.md", "yaml-escape.md")
             and not name.startswith("yaml-")})
        done = self.talkmark("render", "-o", "whole/", "broken")
        self.assertEqual(done.returncode, 2)
        made = os.listdir(self.path("whole"))
        self.assertIn("entity-nul.html", made)
        self.assertNotIn("nul.html", made)
        for name in made:
            list_checkers.page(read(self.path(f"whole/{name}")), [])

    # ---- talkmark.yaml and the command line ----

    def write_config(self, folder, attacks):
        """A folder with a talkmark.yaml in whose every place they stand."""
        values = [documents.yaml(text) for text in attacks]
        titles = [documents.yaml(f"problem={text}") for text in attacks]
        self.write(f"{folder}/a.md", "[a](issue:a '@w') [b](do:b 'for:a')\n")
        self.write(f"{folder}/talkmark.yaml", "\n".join(
            ["people:"] + [f"  {v}: {{name: {v}, unit: {v}}}" for v in values] +
            [f"audience: [{', '.join(values)}]",
             f"columns: [{', '.join(titles + values)}]",
             f"defaults: {values[0]}", *(f"{v}: x" for v in values)]) + "\n")

    def test_talkmark_yaml_is_text_too(self):
        attacks = list(documents.ATTACKS.values())
        for i in range(0, len(attacks), 30):
            folder = f"conf{i}"
            self.write_config(folder, attacks[i:i + 30])
            for form in ("csv", "ledger-csv"):
                data = self.printed("tasks", "-f", form, folder=folder)
                list_checkers.cells(data)
            if not i:
                self.assertIn(b"<script>", data)
            for form in ("html", "ledger-html"):
                list_checkers.page(self.printed("tasks", "-f", form,
                                                folder=folder), [])
            self.check_findings(folder=folder)
            done = self.talkmark("config", folder)
            self.assertGreater(len(list_checkers.safe_lines(done.stdout)), 5)
            list_checkers.safe_lines(done.stderr)

    def test_the_name_of_standard_input_is_text_too(self):
        for text in list(documents.ATTACKS.values())[::3]:
            words = ["--stdin-filename", text, "--today", TODAY, "-"]
            page = self.talkmark("render", *words, stdin=b"[a](issue:a)\n")
            list_checkers.page(page.stdout, [])
            list_checkers.safe_lines(page.stderr)

    def test_arguments_that_are_refused_are_told_safely(self):
        texts = [text for name, text in documents.ATTACKS.items()
                 if re.match("csi|osc|c1|c0|bidi|back|return|delete", name)]
        seen = set()
        for command, _, option, argument, _ in tables.options():
            if argument is None or option in seen:
                continue
            seen.add(option)
            # One run for all: a wrong value ends it.
            done = self.talkmark(command, f"--{option}={''.join(texts)}",
                                 "missing.md")
            list_checkers.safe_lines(done.stderr)
        for text in texts:
            for words in ([text], ["help", text], ["completion", text],
                          ["tasks", f"--{text}"], ["config", text]):
                done = self.talkmark(*words)
                self.assertNotEqual(done.returncode, 0)
                self.assertTrue(list_checkers.safe_lines(done.stderr))
        self.assertGreater(len(seen), 20)

    # ---- Private notes ----

    def test_private_notes_are_in_no_output(self):
        talk = self.write("notes.md", documents.NOTES)
        wanted = [["render", *words] for words in PAGES.values()]
        for command, forms in (("tasks", list_checkers.LISTS),
                               ("outline", OUTLINES), ("text", TEXTS)):
            wanted += [[command, "-f", form] for form in forms]
        wanted += [["tasks", "-fjsonl", "--kind=all"],
                   ["tasks", "-fcsv", "--columns=text,detail,note,path"]]
        for words in wanted:
            with self.subTest(words=words):
                data = self.printed(*words, folder=talk)
                if "xlsx" in words:
                    data = unzipped(data)
                self.assertTrue(data)
                self.assertNotIn(documents.SECRET.encode(), data)
        # They are there, and what stands around them is not lost.
        self.assertIn(b"bold", self.printed("text", folder=talk))
        self.assertEqual(len(self.items(folder=talk)), 7)


class Checkers(tap.Case):
    """That the checkers see what they are for."""

    def assert_fault(self, check, *arguments):
        with self.assertRaises((AssertionError, ValueError)):
            check(*arguments)

    def test_html_that_is_not_allowed_is_found(self):
        check = html_checker.check
        check('<p class="tm-a">a &lt; <a href="b.md">b</a><br /></p>')
        for text in ("<script>x</script>", "<p>a < b</p>", "<p>a & b</p>",
                     '<p onclick="x">a</p>', '<p style="x">a</p>', "<p>",
                     '<a href="javascript:x">a</a>', "<p>a</b>", "a > b",
                     '<a href="java&#x09;script:x">a</a>', "<p title='a'>",
                     '<img src="data:x">', '<p id="a">b</p><p id="a">c</p>',
                     '<a href="a b">c</a>', "<b>a</b>", "<!-- a -->",
                     '<p class="x">a</p>', "<p>&copy;</p>", '<P>a</P>'):
            with self.subTest(text=text):
                self.assert_fault(check, text)

    def test_lists_that_are_forged_are_found(self):
        item = {"status": "open", "priority": None, "due": None,
                "owners": [], "topics": []}
        of = list_checkers.LISTS
        todo = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTODO" \
            "\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\nSTATUS:NEEDS-ACTION" \
            "\r\nSUMMARY:a{}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
        of["ics"](todo.format("").encode(), [item])
        of["todotxt"](b"kind:directive a id:a\n", [item])
        for form, data in (
                ("csv", b"a\r\n=1\r\n"), ("csv", "a\r\n \u3000＠b\r\n".encode()),
                ("csv", b"a\r\n\"b\n=1\"\r\n"), ("csv", b"a\r\nb,c\r\n"),
                ("todotxt", b"x a id:a\n"), ("todotxt", b"(A) a id:a\n"),
                ("todotxt", b"a due:2026-01-01 id:a\n"),
                ("todotxt", b"a @b id:a\n"), ("todotxt", b"a id:a\nb id:b\n"),
                ("ics", todo.format("\r\nATTENDEE:x").encode()),
                ("ics", todo.format("\nb").encode()),
                ("ics", todo.format("\r\nEND:VTODO\r\nBEGIN:VTODO").encode()),
                ("jsonl", b'{"a":1,"a":2}\n'), ("jsonl", b'{"a":NaN}\n'),
                ("jsonl", b'{"a":"\\uD800"}\n'),
                ("jsonl", '{"a":"\u202e"}\n'.encode()),
                ("table", b"a\n\x1b[1mb\n"), ("table", b"a\nb\nc\n"),
                ("markdown", b"## a\n\n- [ ] [a](b)\n"),
                ("markdown", b"## a\n\n- [ ] <b>a\n")):
            with self.subTest(format=form, data=data):
                self.assert_fault(of[form], data, [item])

    def test_findings_that_are_forged_are_found(self):
        finding = dict.fromkeys(findings_checkers.KEYS) | {
            "file": "a,b.md", "rule": "a-b", "severity": "error", "line": 1,
            "column": 2, "message": "50 %:\n\x1b"}
        of = findings_checkers.FINDINGS
        github = "::error file=a%2Cb.md,line=1,endLine=1,title=a-b::" \
            "50 %25:%0A\\u{1B}\n"
        text = "a,b.md:1:2: error: 50 %:\\u{A}\\u{1B} [a-b]\n"
        line = "a,b.md:1:2:a-b:50 %:\\u{A}\\u{1B}\n"
        gitlab = {"description": finding["message"], "check_name": "a-b",
                  "fingerprint": "0", "severity": "major",
                  "location": {"path": "a,b.md"}}
        for form, good, *wrong in (
                ("github", github, github + "::error::b\n",
                 github.replace("%0A", "\n"), github.replace("%0A", "\r"),
                 github.replace("%25", "%"), github.replace("%2C", ","),
                 github.replace("\\u{1B}", "\x1b"),
                 github.replace("::error", "::add-mask"),
                 github.replace("a-b::", "a-b::::")),
                ("text", text + "  a\n", text + "a\n", text + text,
                 text.replace("\\u{A}", "\n"), "  " + text,
                 text.replace("\\u{1B}", "\x1b"),
                 text.replace("\\u{1B}", "\u202e")),
                ("line", line, line + line, line.replace("\\u{A}", "\n"),
                 line.replace("\\u{1B}", "\x9b"), line.replace(":2", ":3")),
                ("gitlab", json.dumps([gitlab]), "[]",
                 json.dumps([gitlab | {"more": 1}]), json.dumps([gitlab]) * 2,
                 json.dumps([gitlab | {"check_name": "b"}]))):
            of[form](good.encode(), [finding])
            for data in wrong:
                with self.subTest(format=form, data=data):
                    self.assert_fault(of[form], data.encode(), [finding])


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return b"".join(map(parts.read, parts.namelist()))


if __name__ == "__main__":
    tap.main()

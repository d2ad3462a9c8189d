#!/usr/bin/env python3
"""The CI templates of examples/ci, run as a CI would run them.

The commands are read from the templates and run in a clone of a Git repository
that holds talks, laid out as the first lines of the templates say.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import unittest
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import yaml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

CI = os.path.join(tap.ROOT, "examples/ci")
SCRIPTS = ("build.sh", "check.sh", "publish.sh")
REPORT = "gl-code-quality-report.json"
COMMANDS = ["sh ci/build.sh", "sh ci/check.sh talks",
            "sh ci/publish.sh talks public"]
PUBLISH = COMMANDS[-1:]
# Where tools are, but no talkmark that somebody installed.
TOOLS = ":".join(
    folder for folder in ("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin")
    if not os.path.exists(os.path.join(folder, "talkmark")))
GOOD = """\
---
title: Keys & locks
date: 2026-03-16
people: {ana: Ana Reyes}
---

[Hang every key in the box](do:box "@ana 2026-03-18").
"""
CHINESE = "---\n标题: 周一例会\n---\n\n一要[逐户告知](要求:告知 \"@全体 2026-03-20\")。\n"
BAD = "[call them](do:call \"2026-02-30\")\n"


def template(name):
    with open(os.path.join(CI, name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def github_commands():
    steps = template("github.yml")["jobs"]["build"]["steps"]
    return [step["run"] for step in steps if "run" in step]


def gitlab_commands(job="pages"):
    jobs = template("gitlab.yml")
    return jobs[jobs[job]["extends"]]["script"]


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.hrefs = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.hrefs += [value for name, value in attrs if name == "href"]


class Templates(unittest.TestCase):
    def test_both_call_the_scripts_and_nothing_else(self):
        self.assertEqual(github_commands(), COMMANDS)
        with_report = [command + (f" {REPORT}" if "check" in command else "")
                       for command in COMMANDS]
        self.assertEqual(gitlab_commands("pages"), with_report)
        self.assertEqual(gitlab_commands("check"), with_report)

    def test_gitlab_shows_the_report_also_of_a_run_that_failed(self):
        self.assertEqual(template("gitlab.yml")[".render"]["artifacts"], {
            "when": "always", "reports": {"codequality": REPORT}})

    def test_the_steps_that_are_offered_on_github_are_steps(self):
        with open(os.path.join(CI, "github.yml"), encoding="utf-8") as file:
            text = re.sub(r"^( *)# (- uses:|  )", r"\1\2", file.read(),
                          flags=re.M)
        steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
        self.assertEqual([step["with"]["sarif_file"] for step in steps
                          if "upload-sarif" in step.get("uses", "")],
                         ["talks.sarif"])

    def test_both_publish_the_folder_that_is_written(self):
        out = COMMANDS[-1].split()[-1]
        build = template("github.yml")["jobs"]["build"]["steps"]
        uploads = [step["with"]["path"] for step in build
                   if "upload-pages-artifact" in step.get("uses", "")]
        self.assertEqual(uploads, [out])
        self.assertEqual(template("gitlab.yml")["pages"]["artifacts"],
                         {"paths": [out]})

    def test_github_deploys_only_what_was_built_on_main(self):
        deploy = template("github.yml")["jobs"]["deploy"]
        self.assertEqual(deploy["needs"], "build")
        self.assertEqual(deploy["if"], "github.ref == 'refs/heads/main'")

    def test_their_folder_holds_no_talk(self):
        self.assertEqual([name for name in os.listdir(CI)
                          if name.endswith((".md", ".markdown"))], [])


class Runs(tap.Case):
    """Clones of a repository of talks, and the commands run in them."""

    def setUp(self):
        super().setUp()
        self.talks = {"talks/2026-03-16.md": GOOD,
                      "talks/offices/周一 #1.md": CHINESE}
        self.installed = os.path.dirname(tap.PROGRAM) + ":" + TOOLS

    def git(self, folder, *arguments):
        subprocess.run(
            ["git", "-C", folder, "-c", "user.name=A", "-c",
             "user.email=a@example.org", *arguments], check=True,
            env=tap.setting(HOME=self.folder, GIT_CONFIG_NOSYSTEM="1"),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def commit(self, folder):
        self.git(folder, "init", "-q")
        self.git(folder, "add", "-A")
        self.git(folder, "commit", "-q", "-m", "State")

    def clone(self):
        """A fresh clone of the talks and the scripts, as a CI has it."""
        for name, text in self.talks.items():
            self.write(f"origin/{name}", text)
        for name in SCRIPTS:
            os.makedirs(self.path("origin/ci"), exist_ok=True)
            shutil.copy(os.path.join(CI, name), self.path("origin/ci"))
        self.commit(self.path("origin"))
        self.git(self.folder, "clone", "-q", "origin", "work")

    def steps(self, commands, path=None, **env):
        """Run commands until one fails; status, output and messages."""
        out = err = ""
        for command in commands:
            done = subprocess.run(
                ["sh", "-e", "-c", command], cwd=self.path("work"),
                env=tap.setting(PATH=path or self.installed, **env),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, timeout=600, check=False)
            out += done.stdout.decode()
            err += done.stderr.decode()
            if done.returncode:
                return done.returncode, out, err
        return 0, out, err

    def published(self):
        top = self.path("work/public")
        return sorted(os.path.relpath(os.path.join(folder, name), top)
                      for folder, _, names in os.walk(top) for name in names)

    def test_pages_task_lists_and_an_index_are_published(self):
        for commands in (github_commands(), gitlab_commands()):
            self.clone()
            status, _, err = self.steps(commands)
            self.assertEqual((status, err), (0, ""))
            self.assertEqual(self.published(), [
                "2026-03-16.html", "index.html", "ledger.html",
                "offices/周一 #1.html", "sheets.html", "tasks.jsonl",
                "tasks.md", "tasks.txt"])
            self.assertIn(b"Hang every key", self.read(
                "work/public/2026-03-16.html"))
            for name in ("tasks.md", "tasks.txt", "tasks.jsonl", "sheets.html",
                         "ledger.html"):
                listed = self.read(f"work/public/{name}").decode()
                self.assertIn("Hang every key", listed)
                self.assertIn("逐户告知", listed)
            # No rubbish is left beside it.
            left = set(os.listdir(self.path("work")))
            self.assertEqual(left - {REPORT},
                             {".git", "ci", "public", "talks"})
            self.assertEqual(REPORT in left, REPORT in str(commands))
            shutil.rmtree(self.path("work"))
            shutil.rmtree(self.path("origin"))

    def test_the_index_names_every_page_and_leads_to_it(self):
        self.clone()
        self.steps(COMMANDS)
        index = self.read("work/public/index.html").decode()
        self.assertIn(">Keys &amp; locks</a>", index)
        self.assertIn(">周一例会</a>", index)
        hrefs = Links(index).hrefs
        self.assertEqual([h for h in hrefs if set(h) & set(' "<>')], [])
        linked = sorted(unquote(urlsplit(href).path) for href in hrefs)
        self.assertEqual(linked, [n for n in self.published()
                                  if n != "index.html"])

    def test_an_error_fails_with_its_message_and_publishes_nothing(self):
        self.talks["talks/bad.md"] = BAD
        self.clone()
        for commands in (COMMANDS, COMMANDS[:1] + PUBLISH):
            status, out, err = self.steps(commands)
            self.assertEqual(status, 1)
            self.assertIn('talks/bad.md:1:22: error: no such day: "2026-02-30"',
                          out + err)
            self.assertEqual(self.published(), [])
            self.assertNotIn("::error", out)

    def test_an_error_leaves_what_was_published_before(self):
        self.clone()
        self.steps(COMMANDS)
        before = self.published()
        self.write("work/talks/bad.md", BAD)
        self.assertEqual(self.steps(PUBLISH)[0], 1)
        self.assertEqual(self.published(), before)
        self.assertIn("public", os.listdir(self.path("work")))
        self.assertNotIn("public.new", os.listdir(self.path("work")))

    def test_a_page_goes_when_its_talk_goes(self):
        self.clone()
        self.steps(COMMANDS)
        os.remove(self.path("work/talks/2026-03-16.md"))
        self.assertEqual(self.steps(COMMANDS)[0], 0)
        self.assertNotIn("2026-03-16.html", self.published())

    def test_a_warning_is_shown_once_a_script_and_fails_nothing(self):
        self.talks["talks/2026-03-16.md"] = GOOD.replace("@ana", "@anna")
        self.clone()
        status, out, err = self.steps(COMMANDS)
        self.assertEqual(status, 0)
        self.assertEqual((out.count("warning: "), err.count("warning: ")),
                         (1, 1))
        self.assertTrue(self.published())

    def test_github_is_told_the_place_of_each_message(self):
        self.talks["talks/bad.md"] = BAD
        self.talks["talks/2026-03-16.md"] = GOOD.replace("@ana", "@an%a")
        self.clone()
        _, out, _ = self.steps(COMMANDS, GITHUB_ACTIONS="true")
        told = re.findall(r"^::(error|warning) file=([^,]*),line=([0-9]+),"
                          r".*\bcol=([0-9]+),.*::(.*?\".*?\")", out, re.M)
        self.assertEqual(told, [
            ("warning", "talks/2026-03-16.md", "7", "37", "not among the "
             'people, units and audience of this talk: "@an%25a"'),
            ("error", "talks/bad.md", "1", "22",
             'no such day: "2026-02-30"')])

    def test_a_report_has_what_is_found_and_fails_nothing_by_itself(self):
        self.talks["talks/bad.md"] = BAD
        self.clone()
        for name, read in (
                (REPORT, lambda found: [
                    (one["severity"], one["location"]["path"])
                    for one in found]),
                ("talks.sarif", lambda found: [
                    (one["level"], one["locations"][0]["physicalLocation"]
                     ["artifactLocation"]["uri"])
                    for one in found["runs"][0]["results"]])):
            status, out, _ = self.steps([f"sh ci/check.sh talks {name}"])
            self.assertEqual(status, 1)
            self.assertIn("talks/bad.md:1:22: error: ", out)
            found = read(json.loads(self.read(f"work/{name}")))
            self.assertIn("talks/bad.md", [path for _, path in found])
            self.assertTrue({"error", "major", "critical"} &
                            {severity for severity, _ in found})

    def test_githubs_summary_is_the_task_list(self):
        self.clone()
        self.steps(COMMANDS, GITHUB_STEP_SUMMARY=self.path("summary"))
        self.assertEqual(self.read("summary"),
                         self.read("work/public/tasks.md"))

    def test_a_talk_that_would_hide_another_page_is_refused(self):
        talks = self.talks
        for name in ("index", "sheets", "ledger"):
            self.talks = talks | {f"talks/{name}.md": GOOD}
            self.clone()
            status, _, err = self.steps(COMMANDS)
            self.assertEqual(status, 2)
            self.assertIn(f"a talk named {name} would hide {name}.html", err)
            self.assertEqual(self.published(), [])
            shutil.rmtree(self.path("work"))
            shutil.rmtree(self.path("origin"))

    def test_a_repository_without_a_talk_publishes_an_empty_index(self):
        self.talks = {"talks/notes.txt": "none yet\n"}
        self.clone()
        self.assertEqual(self.steps(COMMANDS)[0], 0)
        self.assertIn("index.html", self.published())

    def test_without_a_program_it_says_what_to_set(self):
        self.clone()
        status, _, err = self.steps(COMMANDS, path=TOOLS)
        self.assertEqual(status, 2)
        self.assertIn("TALKMARK_REPOSITORY", err)

    @unittest.skipIf(tap.SANITIZED, "builds without sanitizers")
    def test_without_a_program_it_builds_one_from_the_repository(self):
        shutil.copytree(tap.ROOT, self.path("talkmark"),
                        ignore=shutil.ignore_patterns(
                            "build", ".git", "__pycache__"))
        self.commit(self.path("talkmark"))
        self.clone()
        status, out, err = self.steps(
            COMMANDS, path=TOOLS,
            TALKMARK_REPOSITORY="file://" + self.path("talkmark"))
        self.assertEqual(status, 0, err)
        self.assertTrue(re.search(r"^talkmark [0-9]", out, re.M), out)
        self.assertIn("2026-03-16.html", self.published())


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
""".pre-commit-hooks.yaml: pre-commit takes the hooks, and they check and mend
the talks that are committed."""
import os
import shutil
import subprocess
import sys

import yaml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

NAME = ".pre-commit-hooks.yaml"
CLEAN = "# Yard\n\nPlease [walk it](do:walk \"@ana 2026-04-01\").\n"
SLIP = "# Yard\n\nPlease [walk it](do:walk “@ana 2026-04-01”).\n"
ERROR = "# Yard\n\nPlease [walk it](do:walk \"2026-02-30\").\n"


class Hooks(tap.Case):
    def setUp(self):
        super().setUp()
        os.makedirs(self.path("hooks"))
        shutil.copy(os.path.join(tap.ROOT, NAME), self.path("hooks"))
        self.commit("hooks")

    def call(self, folder, *words):
        path = os.path.dirname(tap.PROGRAM) + ":" + os.environ["PATH"]
        return subprocess.run(
            words, cwd=self.path(folder), capture_output=True, text=True,
            env=tap.setting(PATH=path, HOME=self.folder,
                            GIT_CONFIG_NOSYSTEM="1"),
            timeout=tap.SECONDS, check=False)

    def git(self, folder, *words):
        done = self.call(folder, "git", "-c", "user.name=A", "-c",
                         "user.email=a@example.org", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def commit(self, folder):
        self.git(folder, "init", "-q")
        self.git(folder, "add", "-A")
        self.git(folder, "commit", "-q", "-m", "State")

    def run_hook(self, name, **talks):
        """Run it on a repository of these talks."""
        rev = self.git("hooks", "rev-parse", "HEAD")
        self.write("talks/.pre-commit-config.yaml", yaml.safe_dump({"repos": [
            {"repo": self.path("hooks"), "rev": rev, "hooks": [{"id": name}]}
        ]}))
        for talk, text in talks.items():
            self.write(f"talks/{talk}.md", text)
        self.write("talks/notes.txt", SLIP)
        self.commit("talks")
        done = self.call("talks", "pre-commit", "run", "--all-files")
        return done.returncode, done.stdout

    def test_check_passes_clean_talks_and_stops_at_an_error(self):
        self.assertEqual(self.run_hook("talkmark-check", a=CLEAN)[0], 0)
        status, said = self.run_hook("talkmark-check", a=CLEAN, b=ERROR)
        self.assertEqual(status, 1)
        self.assertIn('b.md:3:27: error: no such day: "2026-02-30"', said)

    def test_fix_mends_and_stops_so_that_somebody_looks(self):
        status, said = self.run_hook("talkmark-fix", a=CLEAN, b=SLIP)
        self.assertEqual(status, 1)
        self.assertIn("files were modified by this hook", said)
        self.assertEqual(self.read("talks/a.md").decode(), CLEAN)
        self.assertEqual(self.read("talks/b.md").decode(), CLEAN)
        self.assertEqual(self.read("talks/notes.txt").decode(), SLIP)
        self.assertEqual(self.run_hook("talkmark-fix")[0], 0)

    def test_the_ids_are_those_that_the_readme_names(self):
        with open(os.path.join(tap.ROOT, NAME), encoding="utf-8") as file:
            ids = {hook["id"] for hook in yaml.safe_load(file)}
        with open(os.path.join(tap.ROOT, "examples/ci/README.txt"),
                  encoding="utf-8") as file:
            text = file.read()
        named = {line.split()[-1] for line in text.splitlines()
                 if line.strip().startswith("- id: ")}
        self.assertEqual(named, ids)


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""The same bytes whatever the language, the time zone, the umask, the number
of threads, the folder that the program is run in and the compiler that built
it. `make determinism` compares four builds; make check one beside its own."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
import matrix  # noqa: E402

LOCALES = os.path.join(tap.BUILD, "tests", "locales")
LANGUAGES = ("zh_CN.UTF-8", "tr_TR.UTF-8")
ZONES = ("UTC", "Asia/Shanghai", "America/St_Johns", "Pacific/Apia")
ALL = os.environ.get("TALKMARK_DETERMINISM") == "all"
BUILDS = [("gcc", "-O0"), ("gcc", "-O3"), ("clang", "-O0"), ("clang", "-O3")] \
    if ALL else [("clang", "-O3")]


def make_locale(name):
    """Compile a locale into the build folder: none need be installed."""
    path = os.path.join(LOCALES, name)
    if not os.path.isdir(path):
        os.makedirs(LOCALES, exist_ok=True)
        language, charset = name.split(".")
        subprocess.run(["localedef", "-i", language, "-f", charset, path],
                       check=True, capture_output=True)
    return {"LOCPATH": LOCALES, "LC_ALL": name, "LANG": name}


class Base(tap.Case):
    @classmethod
    def setUpClass(cls):
        cls.commands = matrix.commands()
        faulty = tempfile.TemporaryDirectory()
        cls.addClassCleanup(faulty.cleanup)
        matrix.write_faulty(faulty.name, 1 if ALL else 8)
        cls.talks = (matrix.EXAMPLES, faulty.name)
        cls.expected = [matrix.outputs(cls.commands, talks)
                        for talks in cls.talks]

    def same(self, **setting):
        for talks, expected in zip(self.talks, self.expected):
            found = matrix.outputs(self.commands, talks, **setting)
            self.assertEqual(set(found), set(expected))
            if "folder" in setting:
                found, expected = map(matrix.elsewhere, (found, expected))
            self.assertEqual([name for name in sorted(found)
                              if found[name] != expected[name]], [])


class Determinism(Base):
    def test_there_is_something_to_compare(self):
        for folder, expected in zip(self.talks, self.expected):
            self.assertGreater(len(expected), 30)
            talks = [n for n in os.listdir(folder) if n.endswith(".md")]
            pages = [n for n in expected if n.endswith(".html")]
            self.assertEqual(len(pages), len(talks))
            self.assertEqual(
                [n for n, data in expected.items()
                 if not re.match("render$|mended/", n) and len(data) < 50], [])

    def test_talks_with_faults_are_told_of_and_mended(self):
        found = self.expected[1]
        for words in ("render", "check --fix", *map(" ".join, self.commands)):
            if matrix.takes_talks(words.split()) and words != "config":
                _, said, code = found[words].rsplit(b"\0", 2)
                self.assertEqual(code, b"1", words)
                # check prints what it finds.
                self.assertTrue(said or words.startswith("check"), words)
        before = matrix.files(self.talks[1])
        self.assertGreater(
            sum(found[f"mended/{n}"] != data for n, data in before.items()), 5)

    def test_every_command_is_among_those_compared(self):
        with open(os.path.join(tap.ROOT, "cli", "commands.def"),
                  encoding="utf-8") as file:
            names = re.findall(r"^(?:COMMAND|SERVICE)\(\w+, *(\w+),",
                               file.read(), re.M)
        self.assertGreater(len(names), 5)
        self.assertEqual({words[0] for words in self.commands} |
                         set(matrix.APART), set(names))
        shown = {name: tap.run("help", name).stdout.decode() for name in names}
        self.assertEqual({n for n in names if "--format" in shown[n]},
                         set(matrix.READERS))
        self.assertEqual({n for n in names if "--jobs" in shown[n]},
                         set(matrix.PARALLEL + matrix.APART))

    def test_the_locales_are_what_they_are_called(self):
        for name, month in zip(LANGUAGES, ("三月", "Mart")):
            said = subprocess.run(
                ["date", "-d", "2026-03-16", "+%B"], capture_output=True,
                env=tap.setting(**make_locale(name)), check=True)
            self.assertEqual(said.stdout.decode().strip(), month)

    def test_the_time_zone_does_not_move_a_day_that_is_set_by_seconds(self):
        for zone in ZONES:
            self.assertTrue(os.path.exists(f"/usr/share/zoneinfo/{zone}"))
        # 15 minutes before and after midnight in UTC.
        for seconds, day in ((1780185600 - 900, "2026-05-30"),
                             (1780185600 + 900, "2026-05-31")):
            said = {tap.run("tasks", "--overdue", "-fcsv", matrix.EXAMPLES,
                            env=tap.setting(SOURCE_DATE_EPOCH=str(seconds),
                                            TZ=zone)).stdout
                    for zone in ZONES}
            said.add(tap.run("tasks", "--overdue", "-fcsv", "--today", day,
                             matrix.EXAMPLES).stdout)
            self.assertEqual(len(said), 1)

    def test_none_of_what_is_around_matters(self):
        self.same(LC_ALL="C", LANG="C", TZ=ZONES[1], umask=0, jobs=1)
        self.same(**make_locale(LANGUAGES[0]), TZ=ZONES[2], umask=0o077,
                  jobs=2)
        self.same(**make_locale(LANGUAGES[1]), TZ=ZONES[3], jobs=8,
                  folder=self.folder)

    @unittest.skipIf(tap.SANITIZED, "the compilers are compared without them")
    def test_the_compiler_does_not_matter(self):
        xlsx = "1" if "xlsx" in matrix.formats("tasks") else ""
        for compiler, level in BUILDS:
            with self.subTest(compiler=compiler, level=level):
                folder = os.path.join(tap.BUILD, "tests", "determinism",
                                      compiler + level)
                program = os.path.join(folder, "talkmark")
                made = subprocess.run(
                    ["make", "-s", f"CC={compiler}", f"CFLAGS={level}",
                     f"XLSX={xlsx}", f"BUILD={folder}", program], cwd=tap.ROOT,
                    env={"PATH": os.environ["PATH"]}, capture_output=True,
                    check=False)
                self.assertEqual(made.returncode, 0, made.stderr.decode())
                self.same(program=program)


class EachAlone(Base):
    """What the test of all together says, one by one: it names the culprit."""

    def test_the_language_does_not_matter(self):
        self.same(LC_ALL="C", LANG="C")
        for name in LANGUAGES:
            self.same(**make_locale(name))

    def test_the_time_zone_does_not_matter(self):
        for zone in ZONES:
            self.same(TZ=zone)

    def test_the_umask_does_not_matter(self):
        for mask in (0, 0o077):
            self.same(umask=mask)

    def test_the_number_of_threads_does_not_matter(self):
        for jobs in (1, 2, 8):
            self.same(jobs=jobs)

    def test_the_folder_that_it_runs_in_does_not_matter(self):
        self.same(folder=self.folder)


if not ALL:
    del EachAlone

if __name__ == "__main__":
    tap.main()

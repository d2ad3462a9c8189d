#!/usr/bin/env python3
"""The layers hold: who may include what, what the library shows, what an
incremental build rebuilds, and that the tables reach --help."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap  # noqa: E402

ROOMS = ("talk", "parser", "render", "records", "cli")
# What render/ may see of a talk: the public header and its tables.
PUBLIC = ("talkmark.h", "kinds.def", "statuses.def", "orders.def")
CC = os.environ.get("CC", "cc")
PACKAGES = ("libcmark", "yaml-0.1", "libutf8proc")
# Who may include a library's header; everyone else goes through these. The
# tree of libcmark is read where positions are found and where it becomes ours.
LIBRARIES = {
    "yaml.h": {"parser/yaml_events.c"},
    "cmark.h": {"parser/markdown.h", "parser/position.h"},
    "utf8proc.h": {"talk/text.c", "parser/destination.c", "parser/labels.c", "render/width.c",
                   "render/cue_sheet.c", "render/markdown_inline.c"},
    "xlsxwriter.h": {"render/xlsx_library.h"},
}
# Longer than the limits, each with its reason.
LONG_FILES = {
    "talk/talkmark.h": "the one public header: all of the model in one place",
}
LONG_FUNCTIONS = {}
MOST_LINES = 600
MOST_FUNCTION_LINES = 60
# Each has a twin that is told how much room there is, or reports errors.
BANNED = ("strcpy", "strcat", "stpcpy", "sprintf", "vsprintf", "strncpy",
          "strncat", "gets", "strtok", "atoi", "atol", "atoll", "atof",
          "scanf", "sscanf", "fscanf", "alloca", "system", "popen", "mktemp",
          "tmpnam", "tempnam", "rand", "srand", "setlocale", "gmtime",
          "localtime", "ctime", "asctime", "bcopy", "bzero")


def read(path):
    with open(os.path.join(tap.ROOT, path), encoding="utf-8") as file:
        return file.read()


def sources(*patterns):
    """Paths from the project's folder on, sorted."""
    return sorted(os.path.relpath(path, tap.ROOT) for pattern in patterns
                  for path in glob.glob(os.path.join(tap.ROOT, pattern)))


def own(room):
    return sources(f"{room}/*.[ch]", f"{room}/*.def")


def bare(text):
    """C without comments and without what stands in quotes."""
    return re.sub(
        r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
        lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.S)


def includes(path):
    """The names that a file includes, as written: '"a.h"' or '<a.h>'."""
    code = re.sub(r"/\*.*?\*/", "", read(path), flags=re.S)
    return re.findall(r"^\s*#\s*include\s+([\"<][^\">]+[\">])", code, re.M)


def command(*words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False,
                          timeout=tap.SECONDS * 5, **more)


def library_flags():
    found = subprocess.run(["pkg-config", "--cflags", *PACKAGES],
                           stdout=subprocess.PIPE, text=True, check=False)
    return found.stdout.split()


def include_flags(room):
    """The folders that a room sees, as the Makefile says."""
    found = re.search(rf"^INCLUDE_{room} := (.*)$", read("Makefile"), re.M)
    folders = found[1].replace("$(BUILD)", tap.BUILD).split()
    return [f if f[2:].startswith("/") else f"-I{tap.ROOT}/{f[2:]}"
            for f in folders]


class Includes(unittest.TestCase):
    # What quotes may name, beside a room's own files.
    SEES = {
        "talk": set(),
        "parser": set(map(os.path.basename, own("talk"))),
        "render": set(PUBLIC) | {"page.css.h"},
        "records": set(PUBLIC),
        "cli": set(PUBLIC) | {"explanations.def"} | set(map(
            os.path.basename, own("render") + own("records"))),
    }

    def test_a_room_includes_what_it_may_see_and_no_more(self):
        for room in ROOMS:
            seen = self.SEES[room] | set(map(os.path.basename, own(room)))
            for path in own(room):
                for name in includes(path):
                    if name[0] == '"':
                        with self.subTest(path=path, name=name):
                            self.assertIn(name[1:-1], seen)

    def test_a_library_is_included_where_it_is_ours_to_wrap(self):
        for room in ROOMS:
            for path in own(room):
                for name in includes(path):
                    allowed = LIBRARIES.get(name[1:-1])
                    if allowed is not None:
                        with self.subTest(path=path, name=name):
                            self.assertIn(path, allowed)

    def test_the_list_of_who_includes_a_library_is_true(self):
        for header, paths in LIBRARIES.items():
            for path in paths:
                with self.subTest(path=path, header=header):
                    self.assertIn(f"<{header}>", includes(path))

    def test_no_file_reaches_into_a_folder(self):
        for room in ROOMS:
            for path in own(room):
                for name in includes(path):
                    if name[0] == '"':
                        with self.subTest(path=path, name=name):
                            self.assertNotIn("/", name)

    def test_no_two_rooms_have_a_header_of_one_name(self):
        names = [os.path.basename(path) for room in ROOMS
                 for path in sources(f"{room}/*.h", f"{room}/*.def")]
        self.assertEqual(sorted(names), sorted(set(names)))

    def test_a_source_includes_its_own_header_first(self):
        for room in ROOMS:
            for path in sources(f"{room}/*.c"):
                header = path[:-1] + "h"
                if os.path.exists(os.path.join(tap.ROOT, header)):
                    with self.subTest(path=path):
                        self.assertEqual(includes(path)[0],
                                         f'"{os.path.basename(header)}"')


class Headers(tap.Case):
    def test_each_header_compiles_alone(self):
        for room in ROOMS:
            for path in sources(f"{room}/*.h"):
                with self.subTest(path=path):
                    done = command(
                        CC, "-std=c11", "-Wall", "-Wextra", "-Werror",
                        "-fsyntax-only", "-x", "c", *library_flags(),
                        *include_flags(room), "-include",
                        os.path.join(tap.ROOT, path), os.devnull)
                    self.assertEqual(done.returncode, 0, done.stdout)

    def test_the_public_header_needs_nothing_beside_it(self):
        for name in PUBLIC:
            shutil.copy(os.path.join(tap.ROOT, "talk", name), self.folder)
        user = self.write("user.c", "#include <talkmark.h>\n"
                          "int main(void) { tm_talk_free(0); return 0; }\n")
        done = command(CC, "-std=c11", "-pedantic", "-Wall", "-Werror",
                       "-fsyntax-only", f"-I{self.folder}", user)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_the_public_header_is_cpp_too(self):
        compiler = next(filter(shutil.which, ("g++", "clang++", "clang")),
                        None)
        if not compiler:
            self.skipTest("no compiler of C++")
        user = self.write(
            "user.cpp", "#include <talkmark.h>\n"
            "int main() { tm_options o = tm_options(); tm_error e;\n"
            "  tm_talk *t = tm_parse(\"a\", 1, &o, &e);\n"
            "  bool good = tm_talk_item_count(t) == 0; tm_talk_free(t);\n"
            "  return good ? 0 : 1; }\n")
        done = command(compiler, "-x", "c++", "-std=c++11", "-pedantic",
                       "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
                       f"-I{tap.ROOT}/talk", user)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_every_renderer_needs_the_public_header_alone(self):
        for path in own("render"):
            shutil.copy(os.path.join(tap.ROOT, path), self.folder)
        for name in PUBLIC:
            shutil.copy(os.path.join(tap.ROOT, "talk", name), self.folder)
        self.write("page.css.h", "static const char page_css[] = {0};\n")
        for path in sources("render/*.c"):
            with self.subTest(path=path):
                done = command(CC, "-std=c11", "-Werror=implicit", "-Wall",
                               "-fsyntax-only", os.path.basename(path),
                               cwd=self.folder)
                self.assertEqual(done.returncode, 0, done.stdout)


class Library(tap.Case):
    def exported(self):
        library = os.path.join(tap.BUILD, "libtalkmark.so")
        done = command("nm", "-D", "--defined-only", library)
        self.assertEqual(done.returncode, 0, done.stdout)
        names = {line.split()[-1] for line in done.stdout.splitlines()}
        # What the toolchain adds: its section marks and sanitizers' own.
        return {name for name in names
                if not re.match(r"_init$|_fini$|__?asan|__ubsan|__odr_asan|"
                                r"__sanitizer|_edata$|_end$|__bss_start$",
                                name)}

    def declared(self):
        return set(re.findall(r"^TM_API[^;]*?\b(tm_\w+)\(",
                              bare(read("talk/talkmark.h")), re.M))

    def test_the_library_shows_what_the_header_declares_and_no_more(self):
        self.assertGreater(len(self.declared()), 60)
        self.assertEqual(self.exported(), self.declared())


class Code(unittest.TestCase):
    def test_no_function_is_called_that_has_a_safer_twin(self):
        pattern = re.compile(rf"\b({'|'.join(BANNED)})\s*\(")
        for room in ROOMS:
            for path in sources(f"{room}/*.[ch]"):
                for found in pattern.finditer(bare(read(path))):
                    with self.subTest(path=path):
                        self.fail(f"{found[1]}()")

    def test_no_file_is_long_but_those_with_a_reason(self):
        for room in ROOMS:
            for path in sources(f"{room}/*.[ch]"):
                count = read(path).count("\n")
                with self.subTest(path=path):
                    if path in LONG_FILES:
                        self.assertGreater(count, MOST_LINES,
                                           "is in the list for nothing")
                    else:
                        self.assertLessEqual(count, MOST_LINES)

    def functions(self, path):
        """Name and lines of each function, from its name to its brace."""
        lines = bare(read(path)).splitlines()
        start = None
        for number, line in enumerate(lines):
            if re.match(r"[A-Za-z_].*\(", line) and "=" not in line:
                start = number
            elif line == "}" and start is not None:
                name = re.search(r"(\w+)\(", lines[start])
                yield name[1], number - start + 1
                start = None
            elif line.startswith("}") or line.endswith(";") and (
                    start is not None and not line.startswith(" ")):
                start = None

    def test_no_function_is_long_but_those_with_a_reason(self):
        seen = 0
        for room in ROOMS:
            for path in sources(f"{room}/*.c"):
                for name, count in self.functions(path):
                    seen += 1
                    if (path, name) in LONG_FUNCTIONS:
                        continue
                    with self.subTest(path=path, name=name):
                        self.assertLessEqual(count, MOST_FUNCTION_LINES)
        self.assertGreater(seen, 500)


class Build(unittest.TestCase):
    """In a copy of the tree, built once for all of these tests."""

    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.tree = os.path.join(cls.holder.name, "tree")
        os.mkdir(cls.tree)
        for name in ("Makefile", *ROOMS, "spec", "tests", "tools"):
            path = os.path.join(tap.ROOT, name)
            (shutil.copytree if os.path.isdir(path) else shutil.copy)(
                path, os.path.join(cls.tree, name))
        cls.before = cls.files()
        cls.first = cls.make("CFLAGS=-O0")
        cls.after = cls.files()

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    @classmethod
    def make(cls, *words):
        return command("make", "-j2", "V=1", *words, cwd=cls.tree,
                       env=tap.setting(MAKEFLAGS=None))

    @classmethod
    def files(cls):
        """All files outside of build/."""
        found = {}
        for folder, folders, names in os.walk(cls.tree):
            if folder == cls.tree and "build" in folders:
                folders.remove("build")
            for name in names:
                path = os.path.join(folder, name)
                found[path] = os.stat(path).st_mtime_ns
        return found

    def compiled(self, touched, *words):
        """The sources that make compiles after a change of 'touched'."""
        os.utime(os.path.join(self.tree, touched))
        done = self.make("CFLAGS=-O0", *words)
        self.assertEqual(done.returncode, 0, done.stdout)
        return set(re.findall(r" -c -o \S+ (\S+\.c)", done.stdout))

    def test_a_tree_builds_and_writes_nothing_outside_of_build(self):
        self.assertEqual(self.first.returncode, 0, self.first.stdout)
        self.assertEqual(self.after, self.before)

    def test_what_is_built_is_not_built_again(self):
        done = self.make("CFLAGS=-O0")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertNotIn(" -o ", done.stdout)

    def test_a_change_of_a_source_compiles_it_alone(self):
        self.assertEqual(self.compiled("render/width.c"), {"render/width.c"})

    def including(self, header):
        """The sources that a header is in, directly or not, by its name."""
        names, grown = {header}, True
        files = [os.path.relpath(path, self.tree)
                 for room in ROOMS
                 for path in glob.glob(f"{self.tree}/{room}/*.*")]
        seen = {path: {n[1:-1] for n in includes(path)} for path in files}
        while grown:
            more = {os.path.basename(p) for p, names_in in seen.items()
                    if names_in & names and not p.endswith(".c")}
            grown = not more <= names
            names |= more
        return {p for p, names_in in seen.items()
                if p.endswith(".c") and names_in & names}

    def test_a_change_of_a_header_compiles_who_includes_it(self):
        for header in ("render/width.h", "cli/report.h", "render/formats.def",
                       "talk/model.h"):
            with self.subTest(header=header):
                want = self.including(os.path.basename(header))
                self.assertTrue(want)
                self.assertEqual(self.compiled(header), want)

    def test_a_change_of_what_the_rules_mean_compiles_what_explains_them(self):
        self.assertEqual(self.compiled("spec/rules.md"), {"cli/explain.c"})

    def test_a_change_of_the_style_sheet_compiles_the_page(self):
        self.assertEqual(self.compiled("render/page.css"),
                         {"render/html_head.c"})

    def test_other_flags_compile_anew(self):
        built = "other/objects/talk/text.o"
        compiled = []
        for flags in ("-O0", "-O0", "-O1"):
            done = self.make("BUILD=other", f"CFLAGS={flags}", built)
            self.assertEqual(done.returncode, 0, done.stdout)
            compiled.append(f" -c -o {built}" in done.stdout)
        self.assertEqual(compiled, [True, False, True])


class Tables(tap.Case):
    """What stands in a table is in the help, and answers when it is named."""

    def rows(self, path, macro):
        """The rows of an X-macro table: lists of their arguments."""
        rows = []
        code = re.sub(r"/\*.*?\*/", "", read(path), flags=re.S)
        for line in code.splitlines():
            if line.startswith(f"{macro}("):
                rows.append(re.findall(r"\"((?:\\.|[^\"])*)\"|(\w+)", line))
        return [[a or b for a, b in row][1:] for row in rows]

    def help_of(self, *words):
        done = self.talkmark(*words, "--help")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout.decode()

    def commands(self):
        found = {row[0]: row[1]
                 for row in self.rows("cli/commands.def", "COMMAND")}
        self.assertTrue(found)
        return found

    def test_every_command_is_in_the_help(self):
        text = self.help_of()
        for row in self.rows("cli/commands.def", "COMMAND"):
            self.assertIn(f"  {row[1]} ", text)
            self.assertIn(row[2], text)

    def test_every_option_is_in_the_help_of_its_commands(self):
        names = self.commands()
        texts = {name: self.help_of(word) for name, word in names.items()}
        seen = 0
        for line in read("cli/options.def").splitlines():
            found = re.match(r"OPTION\(([^,]*), *([^,]*), *\"([^\"]*)\"", line)
            if not found:
                continue
            on = re.findall(r"ON_(\w+)", found[1])
            for name in names if "ALL" in on else on:
                seen += 1
                with self.subTest(option=found[3], command=name):
                    self.assertRegex(texts[name],
                                     rf"--{re.escape(found[3])}\b")
                    if found[2].startswith("'"):
                        self.assertIn(f"-{found[2][1]},--{found[3]}",
                                      texts[name].replace(" ", ""))
                    help_line = re.findall(r"\"([^\"]*)\"", line)[-1]
                    self.assertIn(help_line, texts[name])
        self.assertGreater(seen, 10)

    def test_every_format_is_in_the_help_and_can_be_asked_for(self):
        talk = self.write("a.md", "# A\n\n[b](issue:b)\n")
        macros = set(re.findall(r"^(\w+_FORMAT)\(", read("render/formats.def"),
                                re.M))
        self.assertGreaterEqual(len(macros), 2)
        homes = {"TASK_FORMAT": "tasks", "FINDINGS_FORMAT": "check"}
        for macro in macros:
            word = homes.get(macro, macro.split("_")[0].lower())
            for row in self.rows("render/formats.def", macro):
                with self.subTest(command=word, format=row[0]):
                    self.assertRegex(self.help_of(word),
                                     rf"(?m)^  {row[0]} +{row[-1]}$")
                    done = self.talkmark(word, "--format", row[0], talk)
                    self.assertEqual((done.returncode, done.stderr), (
                        0, b'2 hints; "talkmark check --explain owner-missing" '
                        b"tells more\n" if macro == "FINDINGS_FORMAT"
                        and row[0] == "text" else b""))
                    self.assertTrue(done.stdout)

    def test_every_kind_can_be_asked_for_by_each_of_its_names(self):
        talk = self.write("a.md", "".join(
            f"[x]({row[1]}:{'t#' if row[1] == 'update' else ''}x{i})\n\n"
            for i, row in enumerate(self.rows("talk/kinds.def", "KIND"))))
        for row in self.rows("talk/kinds.def", "KIND"):
            for name in row[1:3]:
                with self.subTest(kind=name):
                    done = self.talkmark("tasks", "--kind", name, "--format",
                                         "jsonl", talk)
                    self.assertEqual((done.returncode, done.stderr), (0, b""))
                    self.assertEqual(done.stdout.count(b"\n"), 1)
                    self.assertIn(f'"kind":"{row[1]}"'.encode(), done.stdout)

    def test_every_status_can_be_written_in_both_languages(self):
        for row in self.rows("talk/statuses.def", "STATUS"):
            for word in row[1:3]:
                with self.subTest(status=word):
                    talk = self.write("a.md", f"[x](do:x 'status:{word}')\n")
                    done = self.talkmark("tasks", "--format", "jsonl", talk)
                    self.assertEqual((done.returncode, done.stderr), (0, b""))
                    self.assertIn(f'"status":"{row[1]}"'.encode(),
                                  done.stdout)


if __name__ == "__main__":
    tap.main()

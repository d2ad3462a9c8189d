#!/usr/bin/env python3
"""What each format says of each example, compared with what it said before.

tests/golden/NAME.FORMAT is what the program is to print for the example
examples/NAME.md. `make golden` writes these files anew; git diff then shows
what changed, which is the review. An example or a format without its file
fails, and so does a file that no example or format has any more.
"""
import glob
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(tap.ROOT, "examples")
TODAY = "2026-05-30"

# The ending of the expected file, and what prints it.
FORMATS = {
    "html": ["render"],
    "fragment.html": ["render", "--fragment"],
    "tasks.txt": ["tasks", "--format", "table"],
    "tasks.md": ["tasks", "--format", "markdown"],
    "tasks.html": ["tasks", "--format", "html"],
    "tasks.csv": ["tasks", "--format", "csv"],
    "tasks.json": ["tasks", "--format", "json"],
    "tasks.ics": ["tasks", "--format", "ics"],
    "tasks.todo.txt": ["tasks", "--format", "todotxt"],
    "ledger.csv": ["tasks", "--format", "ledger-csv"],
    "ledger.html": ["tasks", "--format", "ledger-html"],
    "items.jsonl": ["tasks", "--format", "jsonl", "--kind", "all"],
    "outline.txt": ["outline"],
    "items.txt": ["outline", "--format", "items"],
    "details.txt": ["outline", "--format", "details"],
    "tree.txt": ["outline", "--format", "tree"],
    "time.txt": ["outline", "--format", "time"],
    "talk.txt": ["text"],
    "talk.md": ["text", "--format", "markdown"],
}


def names():
    return sorted(os.path.basename(path)[:-len(".md")]
                  for path in glob.glob(os.path.join(EXAMPLES, "*.md")))


def output(name, form):
    """What the program prints; the style sheet of pages is left out, since it
    would make every change of it a change of every page."""
    result = tap.run(*FORMATS[form], "--today", TODAY, f"{name}.md",
                     folder=EXAMPLES)
    if result.returncode or result.stderr:
        raise AssertionError(f"{name} {form}: exit {result.returncode}\n"
                             + result.stderr.decode())
    text = result.stdout
    start, end = text.find(b"<style>\n"), text.find(b"</style>")
    if form in ("html", "tasks.html", "ledger.html") and start >= 0:
        text = text[:start] + b"<style>\n" + text[end:]
    return text


def expected_path(name, form):
    return os.path.join(HERE, f"{name}.{form}")


class Golden(tap.Case):
    def check(self, form):
        for name in names():
            with self.subTest(example=name):
                path = expected_path(name, form)
                with open(path, encoding="utf-8", newline="") as file:
                    self.assertEqual(file.read(),
                                     output(name, form).decode())

    def test_no_expected_file_is_left_over(self):
        known = {expected_path(n, f) for n in names() for f in FORMATS}
        found = set(glob.glob(os.path.join(HERE, "*"))) - {
            os.path.abspath(__file__), os.path.join(HERE, "__pycache__")}
        self.assertEqual(found - known, set())

    def test_every_format_has_its_golden_files(self):
        listed = set()
        for command in ("tasks", "outline", "text"):
            text = tap.run(command, "--help").stdout.decode()
            block = text.split("\nFormats", 1)[1].split("\n\n")[0]
            listed |= {(command, line.split()[0])
                       for line in block.splitlines()[1:]}
        covered = {(words[0], words[words.index("--format") + 1])
                   for words in FORMATS.values() if "--format" in words}
        # The first format of each command is what it writes unasked. The
        # bytes of a spreadsheet are its library's: tests/readers/ reads it.
        self.assertEqual(listed - covered, {
            ("outline", "text"), ("text", "plain"), ("tasks", "xlsx")})


def add_format(form):
    name = "test_the_examples_are_as_before_in_" + form.replace(".", "_")
    setattr(Golden, name, lambda self: self.check(form))


for each in FORMATS:
    add_format(each)


def update():
    for name in names():
        for form in FORMATS:
            with open(expected_path(name, form), "wb") as file:
                file.write(output(name, form))


if __name__ == "__main__":
    if "--update" in sys.argv:
        if "--build" in sys.argv:
            build = sys.argv[sys.argv.index("--build") + 1]
            tap.PROGRAM = os.path.abspath(os.path.join(build, "talkmark"))
        update()
    else:
        tap.main()

#!/usr/bin/env python3
"""Run the examples of a specification against the program.

An example is a fence of 32 backticks with "example" and the names of views
after it. Its parts, divided by lines that hold a single ".", are a source and
what each view is expected to say of it, in the order of the names:

    ```` (32 of them) example items errors
    [walk](do:walk "2026-13-01")
    .
    directive walk "walk"
      due-words: 2026-13-01
    .
    1:16: error: no such date "2026-13-01"
    ````

"file=NAME" after the views gives the source a name and "today=DATE" a day on
which it is read. In every part an arrow stands for a tab, an open box for a
space that would otherwise end a line or not be seen, and hexadecimal digits
in double square brackets for bytes, repeated N times where "*N" follows them.

The result is TAP; the exit status is 0 where every example passed, 1 where one
did not, and 2 where the specification itself or the command line is at fault.
"""
import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile

FENCE = "`" * 32
SECONDS = 20  # a run that takes longer has failed

# The runs that views read: the arguments before the options all of them get.
RUNS = {
    "items": ["outline", "--format", "items"],
    "details": ["outline", "--format", "details"],
    "outline": ["outline", "--format", "text"],
    "tree": ["outline", "--format", "tree"],
    "html": ["render", "--fragment"],
    "json": ["tasks", "--format", "jsonl", "--kind", "all"],
    "tasks": ["tasks", "--format", "table"],
    "markdown": ["tasks", "--format", "markdown"],
    "check": ["check", "--format", "line"],
    "diff": ["check", "--diff"],
}
VIEWS = sorted(RUNS) + ["errors", "exit"]

BYTES = re.compile(rb"\xe2\x9f\xa6([0-9A-Fa-f]+)(?:\*([0-9]+))?\xe2\x9f\xa7")
HEADING = re.compile(r"#{1,6}\s+(([0-9]+(?:\.[0-9]+)*)\.?\s+)?(.*)")
DIAGNOSTIC = re.compile(r"([0-9]+:[0-9]+: (?:error|warning|hint): .*)")


class SpecError(Exception):
    """The specification is not one."""


class Example:
    """One example and where its parts stand: 'parts' are (start, end) in the
    lines of the file, the first of them the source."""

    def __init__(self, number, section, title, line, words):
        self.number = number
        self.section = section
        self.title = title
        self.line = line
        self.parts = []
        self.views = []
        self.options = {"file": "talk.md"}
        for word in words:
            self.take_word(word)
        if not self.views:
            raise SpecError(f"line {line}: the example names no view")

    def take_word(self, word):
        key, equals, value = word.partition("=")
        if equals and key in ("file", "today"):
            self.options[key] = value
        elif word in VIEWS:
            self.views.append(word)
        else:
            raise SpecError(f'line {self.line}: unknown view "{word}"')

    def name(self):
        return f"section {self.section} example {self.number}"


def decode(text):
    """The bytes that a part stands for."""
    data = text.replace("→", "\t").replace("␣", " ").encode()
    return BYTES.sub(
        lambda m: bytes.fromhex(m[1].decode()) * int(m[2] or 1), data)


def encode(data):
    """A part that stands for 'data', with what cannot be seen made visible."""
    text = data.decode("utf-8", "backslashreplace").replace("\t", "→")
    return re.sub(r" +$", lambda m: "␣" * len(m[0]), text, flags=re.M)


def read_examples(lines):
    """The examples that stand in 'lines', each of which keeps its newline."""
    examples, current, start = [], None, 0
    section, title = "0", ""
    fenced = None
    for index, line in enumerate(lines):
        text = line.rstrip("\n")
        if current:
            if text in (".", FENCE):
                current.parts.append((start, index))
                start = index + 1
            if text == FENCE:
                close(current)
                current = None
        elif fenced:
            fenced = None if text.strip() == fenced else fenced
        elif text.startswith(FENCE + " example"):
            words = text[len(FENCE) + len(" example"):].split()
            current = Example(len(examples) + 1, section, title, index + 1,
                              words)
            examples.append(current)
            start = index + 1
        elif text.startswith("```"):
            fenced = re.match("`+", text)[0]
        elif HEADING.fullmatch(text):
            found = HEADING.fullmatch(text)
            section, title = found[2] or section, text.lstrip("# ")
    if current:
        raise SpecError(f"line {current.line}: the example has no end")
    return examples


def close(example):
    """Check that an example has as many parts as it has views."""
    want, got = len(example.views), len(example.parts) - 1
    if want != got:
        raise SpecError(f"line {example.line}: {want} views, {got} outputs")


class Runner:
    """Runs the program on sources, in an empty folder, in a fixed setting."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = folder
        self.setting = {
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1774000000",
            "PATH": os.environ.get("PATH", "")}
        # The sanitizers' options, where the program was built with them.
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.setting[name] = os.environ[name]

    def run(self, run, source, options):
        command = [self.program, *RUNS[run]]
        command += ["--stdin-filename", options["file"]]
        if "today" in options:
            command += ["--today", options["today"]]
        return subprocess.run(
            command + ["-"], input=source, capture_output=True,
            cwd=self.folder, env=self.setting, timeout=SECONDS, check=False)


def diagnostics(result, name):
    """What was printed on standard error, without file, source and caret."""
    found = []
    for line in result.stderr.decode("utf-8", "backslashreplace").split("\n"):
        line = line[len(name) + 1:] if line.startswith(name + ":") else line
        if DIAGNOSTIC.fullmatch(line):
            found.append(line + "\n")
    return "".join(found).encode()


def outputs(runner, example, source):
    """What each view of 'example' says, and complaints about the runs."""
    views, faults, done = [], [], {}

    def result_of(run):
        if run not in done:
            done[run] = runner.run(run, source, example.options)
        return done[run]

    first = next((v for v in example.views if v in RUNS), "items")
    for view in example.views:
        if view == "errors":
            views.append(diagnostics(result_of(first), example.options["file"]))
        elif view == "exit":
            views.append(b"%d\n" % result_of(first).returncode)
        else:
            views.append(result_of(view).stdout)
    for run, result in done.items():
        if "exit" not in example.views and result.returncode not in (0, 1):
            faults.append(f"{run}: exit status {result.returncode}")
            faults += result.stderr.decode("utf-8", "replace").splitlines()[:9]
    if "errors" in example.views and "exit" not in example.views:
        said = views[example.views.index("errors")]
        want = int(b": error: " in said)
        if done[first].returncode != want:
            faults.append(f"{first}: exit status {done[first].returncode}, "
                          f"but errors were {'' if want else 'not '}printed")
    return views, faults


def differences(view, want, got):
    """Lines that show how 'got' differs from 'want'; none where it does not."""
    if want == got:
        return []
    if encode(want) == encode(got):
        return [f"{view}: differs in bytes that are not text"]
    lines = difflib.unified_diff(
        encode(want).splitlines(), encode(got).splitlines(),
        f"{view}, expected", f"{view}, found", lineterm="", n=9)
    result = list(lines)
    if want[-1:] == b"\n" and got and got[-1:] != b"\n":
        result.append("(no newline at the end of what was found)")
    return result


def part(lines, example, index):
    start, end = example.parts[index]
    return "".join(lines[start:end])


def check(runner, lines, example):
    """Run one example: its differences, and the parts as they should be."""
    source = decode(part(lines, example, 0))
    try:
        views, faults = outputs(runner, example, source)
    except subprocess.TimeoutExpired:
        return [f"no answer within {SECONDS} seconds"], None
    found, parts = list(faults), []
    for index, (view, got) in enumerate(zip(example.views, views), 1):
        text = part(lines, example, index)
        want = decode(text)
        found += differences(view, want, got)
        # A part that is right stays as it is written.
        parts.append(text if want == got else encode(got))
    return found, None if faults else parts


def rewrite(path, lines, updates):
    """Put the new parts of 'updates', pairs of example and parts, in place."""
    for example, parts in reversed(updates):
        for (start, end), text in reversed(
                list(zip(example.parts[1:], parts))):
            if text and not text.endswith("\n"):
                text += "\n"
            lines[start:end] = [text]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def is_in(example, section):
    """Whether 'section', a section's number or part of a title, holds it."""
    if re.fullmatch(r"[0-9.]+", section):
        return (example.section + ".").startswith(section.rstrip(".") + ".")
    return section.lower() in example.title.lower()


def chosen(examples, number, section):
    """The examples that the options ask for."""
    return [
        e for e in examples
        if (number is None or e.number in number)
        and (section is None or is_in(e, section))]


def arguments():
    parser = argparse.ArgumentParser(
        description="Run a specification's examples; the result is TAP.")
    parser.add_argument("spec", help="the specification, in Markdown")
    parser.add_argument("--program", required=True, help="the program to run")
    parser.add_argument("--number", type=int, action="append", metavar="N",
                        help="run example N only; may be repeated")
    parser.add_argument("--section", metavar="TEXT",
                        help="run the examples of this section number, or of "
                             "sections with TEXT in their title, only")
    parser.add_argument("--update", action="store_true",
                        help="write what was found into the specification")
    return parser.parse_args()


def run_all(options, lines, examples, folder):
    """Run 'examples' and print TAP; returns how many failed."""
    runner = Runner(options.program, folder)
    failed, updates = 0, []
    print(f"1..{len(examples)}")
    for example in examples:
        found, parts = check(runner, lines, example)
        failed += bool(found)
        print(f"{'not ok' if found else 'ok'} {example.number} - "
              f"{example.name()}", flush=True)
        if found:
            print(f"# {options.spec}:{example.line}: {example.title}")
            print("".join(f"# {line}\n" for line in found), end="")
            if parts is not None:
                updates.append((example, parts))
    if options.update and updates:
        rewrite(options.spec, lines, updates)
        print(f"# {len(updates)} of {failed} rewritten, see the difference")
    return failed


def main():
    options = arguments()
    try:
        with open(options.spec, encoding="utf-8", newline="") as file:
            lines = file.readlines()
        examples = chosen(read_examples(lines), options.number,
                          options.section)
        if not examples:
            raise SpecError("no example is chosen")
        if not os.access(options.program, os.X_OK):
            raise SpecError(f'cannot run "{options.program}"')
    except (OSError, SpecError) as error:
        print(f"Bail out! {error}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        failed = run_all(options, lines, examples, folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the program prints for the examples and for talks with faults, in one
setting: every command and format, what check mends, and the exit codes. Two
settings agree where all of it is the same, byte for byte."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [TESTS, os.path.join(TESTS, "malformed")]
import table  # noqa: E402
import tap  # noqa: E402

EXAMPLES = os.path.join(tap.ROOT, "examples")
FINGERPRINT = re.compile(
    rb'"(?:fingerprint|talkmarkFinding/v1)":"[0-9a-f]{16}"')
TODAY = "2026-05-30"  # what is late depends on it, by --today and nothing else
READERS = ("tasks", "outline", "text", "check")
PARALLEL = ("tasks", "check")
APART = ("render",)  # writes files: outputs() runs it itself
MORE = [
    ["tasks", "--each-owner", "--by", "owner", "--format", "html"],
    ["tasks", "--sort", "text", "--kind", "all"],
    ["tasks", "--by", "due", "--overdue"],
    ["outline", "--time"],
    ["check", "--diff", "--unsafe"],
    ["config"],
    ["help", "tasks"],
    ["completion", "bash"],
]


def formats(command):
    """The formats that the command's help lists."""
    text = tap.run(command, "--help").stdout.decode()
    block = text.split("\nFormats", 1)[1].split("\n\n")[0]
    return [line.split()[0] for line in block.splitlines()[1:]]


def commands():
    """Every command with every format; what reads talks reads them all."""
    found = [[c, "--format", f] for c in READERS for f in formats(c)] + MORE
    return [words + ["--today", TODAY] if words[0] in READERS else words
            for words in found]


def takes_talks(words):
    return words[0] in READERS + ("config",)


def write_faulty(folder, step):
    """Write talks with faults, one of 'step' that tests/malformed/ has: those
    that are told, not those that end a run."""
    shutil.copy(os.path.join(TESTS, "faults", "features.md"), folder)
    for number, row in enumerate(table.rows()):
        if number % step == 0 and not row.is_config and \
                re.match(r"exit [01]\b", row.expected):
            with open(os.path.join(folder, f"{number}.md"), "wb") as file:
                file.write(row.source)


def files(folder):
    """What is in each file below the folder, by its name in there."""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def outputs(all_commands, talks, program=None, umask=0o022, jobs=None,
            folder=None, **environment):
    """What each command writes of a folder of talks, by its words; the pages,
    and the talks that check has mended, by their names."""
    setting = tap.setting(**environment)
    threads = [f"-j{jobs}"] if jobs else []
    where = folder or talks
    given = os.path.relpath(talks, where)

    def run(words, where):
        result = subprocess.run(
            [program or tap.PROGRAM, *words], cwd=where, env=setting,
            capture_output=True, umask=umask, timeout=tap.SECONDS, check=False)
        if result.returncode not in (0, 1):
            raise AssertionError(f"{words}: exit code {result.returncode}: "
                                 f"{result.stderr.decode()}")
        return b"%s\0%s\0%d" % (result.stdout, result.stderr,
                                result.returncode)

    found = {}
    for words in all_commands:
        found[" ".join(words)] = run(
            words + ([given] if takes_talks(words) else []) +
            (threads if words[0] in PARALLEL else []), where)
    with tempfile.TemporaryDirectory() as out:
        pages, mended = os.path.join(out, "pages"), os.path.join(out, "mended")
        found["render"] = run(
            ["render", given, "-o", pages + "/", "--today", TODAY, "--tasks",
             os.path.join(pages, "tasks.jsonl"), *threads], where)
        shutil.copytree(talks, mended)
        found["check --fix"] = run(
            ["check", "--fix", "--unsafe", "mended", "--today", TODAY,
             *threads], out)
        found |= files(pages)
        found |= {f"mended/{k}": v for k, v in files(mended).items()}
    if given != ".":
        # A file's name as it was given is part of some outputs, and the
        # folder's of what check tells to type.
        name = given.encode()
        found = {k: v.replace(name + b"/", b"").replace(name, b".")
                 for k, v in found.items()}
    return found


def elsewhere(found):
    """The outputs without what findings are known by: it comes of the file's
    name as it was given, too."""
    return {k: FINGERPRINT.sub(b"", v) for k, v in found.items()}

"""What the program prints for the examples, in one setting: every command and
format. Two settings agree where the outputs are the same, byte for byte."""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import tap  # noqa: E402

EXAMPLES = os.path.join(tap.ROOT, "examples")
FINGERPRINT = re.compile(
    rb'"(?:fingerprint|talkmarkFinding/v1)":"[0-9a-f]{16}"')
TODAY = "2026-05-30"  # what is late depends on it, by --today and nothing else
READERS = ("tasks", "outline", "text", "check")
PARALLEL = ("tasks", "check")
MORE = [
    ["tasks", "--each-owner", "--by", "owner", "--format", "html"],
    ["tasks", "--sort", "text", "--kind", "all"],
    ["tasks", "--by", "due", "--overdue"],
    ["outline", "--time"],
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


def outputs(all_commands, program=None, umask=0o022, jobs=None, folder=None,
            **environment):
    """What each command writes, by its words; the pages by their names."""
    found = {}
    setting = tap.setting(**environment)

    def run(words, where):
        result = subprocess.run(
            [program or tap.PROGRAM, *words], cwd=where, env=setting,
            capture_output=True, umask=umask, timeout=tap.SECONDS, check=True)
        return result.stdout + b"\0" + result.stderr
    with tempfile.TemporaryDirectory() as out:
        where = folder or EXAMPLES
        talks = os.path.relpath(EXAMPLES, where)
        for words in all_commands:
            line = list(words)
            if takes_talks(words):
                line += [talks]
                line += [f"-j{jobs}"] if jobs and words[0] in PARALLEL else []
            found[" ".join(words)] = run(line, where)
        run(["render", talks, "-o", out + "/", "--today", TODAY, "--tasks",
             os.path.join(out, "tasks.jsonl")]
            + ([f"-j{jobs}"] if jobs else []), where)
        for folder_, _, names in os.walk(out):
            for name in names:
                path = os.path.join(folder_, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, out)] = file.read()
    if talks != ".":
        # A file's name as it was given is part of some outputs.
        prefix = re.escape(talks.encode()) + rb"/"
        found = {k: re.sub(prefix, b"", v) for k, v in found.items()}
    return found


def elsewhere(found):
    """The outputs without what findings are known by: it comes of the file's
    name as it was given, too."""
    return {k: FINGERPRINT.sub(b"", v) for k, v in found.items()}

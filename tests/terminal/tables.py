"""The tables of the command line, as its sources have them."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402


def read(path):
    with open(os.path.join(tap.ROOT, path), encoding="utf-8") as file:
        return file.read()


def rows(path, macro):
    """The rows of a table: their arguments, quotes taken off."""
    code = re.sub(r"/\*.*?\*/", "", read(path), flags=re.S)
    lines = re.findall(rf"^{macro}\((.*)\)\s*$", code, re.M)
    found = [re.findall(r"\s*(\"(?:\\.|[^\"\\])*\"|[^,]+)(?:,|$)", line)
             for line in lines]
    assert found, macro
    return [[re.sub(r'\\(.)', r"\1", a.strip()[1:-1])
             if a.strip().startswith('"') else a.strip() for a in row]
            for row in found]


# Constant and name, of those that read talks and of those that do not.
COMMANDS = {row[0]: row[1] for row in rows("cli/commands.def", "COMMAND")}
SERVICES = {row[1]: row[2] for row in rows("cli/commands.def", "SERVICE")}


def options():
    """Command, letter ("" for none), name, argument (None) and whether it is
    every command's, a row each."""
    for on, letter, name, argument, *_ in rows("cli/options.def", "OPTION"):
        everywhere = "ON_ALL" in on
        for constant, command in COMMANDS.items():
            if everywhere or re.search(rf"\bON_{constant}\b", on):
                yield (command, letter.strip("'").replace("0", ""), name,
                       None if argument == "NULL" else argument, everywhere)


def own(command):
    """All spellings of the options of a command."""
    found = set()
    for of, letter, name, _, _ in options():
        if of == command:
            found |= {f"--{name}"} | ({f"-{letter}"} if letter else set())
    return found

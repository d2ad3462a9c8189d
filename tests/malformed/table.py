"""The table of malformed talks: cases/*.txt.

A case is a line "%%%% SENTENCE" and the source after it; after a line "%%" it
says what every command that reads the source must give:

    %%%% a quote in front matter is never closed
    ---
    title: "Round
    ---
    [WALK](do:walk)
    %%
    exit 1, items: walk
    t.md:2:8: error: a quote in front matter is never closed: ""Round"

The exit status, the ids of all items, and every line of standard error that
begins a message (the source line and the caret under it are not repeated).
Nothing may be lost: every word of three CAPITALS or more in a source is on its
page, whatever is wrong; so what is held back on purpose is written small.

In sources an arrow stands for a tab, an open box for a space at a line's end,
and hexadecimal digits in double square brackets for bytes, repeated N times
where "*N" follows them (as in spec/talkmark.md). A source that ends in "¬" has
no newline at its end. A case of config.txt is a talkmark.yaml; beside it lies
the talk TALK.

`test_malformed.py --update` writes what the program gives into the table:
git diff is the review.
"""
import glob
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import spec  # noqa: E402

TALK = "# ROUND\n\n[WALK](do:walk \"@liu\")\n"


class Row:
    """A case: where it stands in the table, and what it says."""

    def __init__(self, path, sentence, source, expected):
        self.path = path
        self.area = os.path.basename(path)[:-len(".txt")]
        self.sentence = sentence
        self.text = source
        self.expected = expected

    @property
    def source(self):
        """The bytes of the file."""
        data = spec.decode(self.text)
        end = "¬\n".encode()
        return data[:-len(end)] if data.endswith(end) else data

    @property
    def is_config(self):
        return self.area == "config"

    @property
    def file(self):
        return "talkmark.yaml" if self.is_config else "t.md"

    def __str__(self):
        return f"%%%% {self.sentence}\n{self.text}%%\n{self.expected}"


def read(path):
    """The rows of a file of the table, and the remark that it begins with."""
    with open(path, encoding="utf-8", newline="") as file:
        head, *parts = re.split(r"^%%%% ", file.read(), flags=re.M)
    rows = []
    for part in parts:
        sentence, rest = part.split("\n", 1)
        source, expected = re.split(r"^%%\n", rest, maxsplit=1, flags=re.M)
        rows.append(Row(path, sentence, source, expected.strip("\n") + "\n"))
    return head, rows


def paths():
    return sorted(glob.glob(os.path.join(HERE, "cases", "*.txt")))


def rows():
    return [row for path in paths() for row in read(path)[1]]

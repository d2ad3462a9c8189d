"""The runs in which something is made to fail: which there are, a server that
makes them (inject.c), and what each may leave behind.

A command that is added needs a row in COMMANDS; a format needs nothing, for
every row of render/formats.def is a run.
"""
import collections
import contextlib
import os
import re
import shutil
import subprocess
import tempfile

import tap

LIBRARY = os.path.join(tap.BUILD, "tests", "faults", "inject.so")
HERE = os.path.dirname(os.path.abspath(__file__))
ALL = os.environ.get("TALKMARK_FAULTS") == "all"  # "make faults"
OLD = b"what was there before\n"


def features():
    """features.md without what the program finds fault with, and long enough
    that lists are written in several pieces."""
    with open(os.path.join(HERE, "features.md"), encoding="utf-8") as file:
        text = file.read()
    for bad, good in (('"@Nobody 2026-02-30 due:soon start:2026-03-01"',
                       '"@tomas start:2026-03-01"'),
                      ("'@Yard-B source", "'@ines source")):
        assert bad in text
        text = text.replace(bad, good)
    return text + "".join(
        f'\n- [sweep lane {i}](do:lane-{i} "@ines 2026-04-{i % 30 + 1:02} '
        f"evidence:'a photo of lane {i}'\")" for i in range(50)) + "\n"


def short(name):
    return f"# {name}\n\n[Do {name}](do:x-{name} \"@tomas 2026-04-01\")\n"


SLIP = "\r\nPlease [walk it](do:walk-{} “@tomas 2026-04-01”), all.\r\n"
FILES = {
    "talk.md": features(),
    "bad.md": '# Bad\n\n[a](do:a "2026-02-30") \t[b](do:b "due:x due:y")\n',
    "talks/a.md": short("a"),
    "talks/sub/b.md": short("b"),
    "talks/sub/c.md": short("c"),
    "talks/talkmark.yaml": "people:\n  tomas: Tomas Ferry\n"
                           "columns: [text, owner, due]\n",
    "slips/a.md": "".join(SLIP.format(i) for i in range(150)),
    "slips/b.md": SLIP.format("b"),
    # Talks that name one another, and what is not there.
    "minutes/a.md": "---\nid: one\nfollows: [two, gone]\n---\n\n"
                    '[a](issue:a "@w 2026-04-01")\n\n'
                    '[b](do:b "for:zz @w 2026-04-01")\n',
    "minutes/b.md": "---\nid: two\nfollows: one\n---\n\n"
                    '[c](update:one#nope "done") and '
                    '[d](update:one#a "done")\n',
    "minutes/c.md": "---\nid: two\n---\n\n"
                    '[d](do:d "for:one#a done:2026-04-01 @w")\n',
    "style.css": "body { color: black }\n",
    ".git": "a repository ends the search for talkmark.yaml\n",
}


class Row(collections.namedtuple("Row", "name words new old status stdin "
                                        "threads mended")):
    """A run: its name; words; files that it makes; files that it replaces;
    exit status where nothing fails; standard input; whether it has threads;
    files that it reads and writes in place."""

    def __new__(cls, name, words, new=(), old=(), status=0, stdin=None,
                threads=False, mended=()):
        return super().__new__(cls, name, words.split(), new, old, status,
                               stdin, threads, mended)

    @property
    def written(self):
        return self.new + self.old + self.mended


PAGES = ("pages/sub/b.html", "pages/sub/c.html")
COMMANDS = [
    Row("render to a file", "render talk.md -o page.html", old=("page.html",)),
    Row("render to standard output", "render --fragment bad.md", status=1),
    Row("render a folder with its list",
        "render talks -o pages/ --tasks pages/all.csv --css style.css -j1",
        new=PAGES + ("pages/all.csv",), old=("pages/a.html",)),
    Row("render on threads",
        "render talks -o pages/ --tasks pages/all.csv -j3",
        new=PAGES + ("pages/all.csv",), old=("pages/a.html",), threads=True),
    Row("tasks of standard input", "tasks - -o list.txt", old=("list.txt",),
        stdin="talk.md"),
    Row("tasks sorted, shared out and in groups",
        "tasks talk.md --each-owner --by owner --sort due -o list.html",
        new=("list.html",)),
    Row("tasks on threads", "tasks talks -j3 -o list.jsonl",
        old=("list.jsonl",), threads=True),
    Row("tasks with faults", "tasks bad.md -o list.txt", status=1,
        old=("list.txt",)),
    Row("check with findings", "check bad.md", status=1),
    Row("check of records", "check minutes -j1", status=1),
    Row("check of records on threads", "check minutes -j3", status=1,
        threads=True),
    Row("check of a folder, as a difference", "check --diff slips -j1",
        status=1),
    Row("check that mends", "check --fix slips -j1",
        mended=("slips/a.md", "slips/b.md")),
    Row("check on threads", "check --fix slips -j3",
        mended=("slips/a.md", "slips/b.md"), threads=True),
    Row("outline to a file", "outline talk.md -o outline.txt",
        old=("outline.txt",)),
    Row("text to a file", "text talk.md -o text.txt", new=("text.txt",)),
    Row("config", "config talks/sub"),
    Row("help", "help tasks"),
    Row("completion", "completion zsh"),
]


def table(name, row):
    """The rows of that kind in a table of the program: the words that stand
    first in each."""
    with open(os.path.join(tap.ROOT, name), encoding="utf-8") as file:
        return re.findall(rf"^{row}\(\"?[A-Z]*,?\s*\"?([\w-]+)", file.read(),
                          re.M)


def formats():
    """A row for each format that this build has."""
    known = {command: tap.run("help", command).stdout.decode()
             for command in ("tasks", "outline", "text")}
    for name in table("render/formats.def", "FINDINGS_FORMAT"):
        yield Row(f"check as {name}", f"check bad.md -f {name}", status=1)
    for command, kind in (("tasks", "TASK_FORMAT"),
                          ("outline", "OUTLINE_FORMAT"),
                          ("text", "TEXT_FORMAT")):
        for name in table("render/formats.def", kind):
            if re.search(rf"^  {name} ", known[command], re.M):
                yield Row(f"{command} as {name}",
                          f"{command} talk.md -f {name} -o out",
                          old=("out",))


def rows():
    return COMMANDS + list(formats())


def printing():
    """The rows that write to standard output, and each format to there."""
    for row in rows():
        if not row.written:
            yield row
        elif row.words[-2:] == ["-o", "out"]:
            yield row._replace(name=f"{row.name} to standard output",
                               words=row.words[:-2], old=())


def give_more(path):
    """Give a file what is to be kept beside its bytes, as far as we may."""
    with contextlib.suppress(OSError):
        os.setxattr(path, "user.note", b"kept")
    if not os.geteuid():
        os.chown(path, 65534, 65534)


Answer = collections.namedtuple(
    "Answer", "status calls allocations blocks descriptors trace")


def is_beginning(row, goods, printed):
    """Whether a run printed what a good one does, as far as it came. Findings
    of a talk that cannot be read once more stand without its lines."""
    def told(data):
        if row.words[0] != "check" or "-f" in row.words:
            return data
        return b"".join(line for line in data.splitlines(True)
                        if not line.startswith(b"  "))
    return any(told(good[1]).startswith(told(printed)) for good in goods)


class Server:
    """One row's program, loaded once, in a folder of its own.

    'disk' is a folder in it that is a file system of its own, of so many bytes
    of memory.
    """

    def __init__(self, row, disk=None, size=0):
        self.row = row
        self.top = tempfile.mkdtemp()
        self.folder = os.path.join(self.top, "folder")
        self.disk = disk and os.path.join(self.folder, disk)
        if disk:
            os.makedirs(self.disk)
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}",
                            "tmpfs", self.disk], check=True)
        for name, text in FILES.items():
            self.put(name, text.encode())
        for name in row.old:
            self.put(name, OLD)
        for name in row.mended:
            self.put(name, FILES[disk and os.path.relpath(name, disk) or
                                 name].encode())
            give_more(os.path.join(self.folder, name))
        os.makedirs(os.path.join(self.top, "temporary"))
        self.litter = []  # that the last run left in the temporary folder
        self.before = self.everything()
        options = os.environ.get("ASAN_OPTIONS", "")
        self.process = subprocess.Popen(
            [tap.PROGRAM, *row.words], cwd=self.folder, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=tap.setting(LD_PRELOAD=LIBRARY, TZ="UTC0", TMPDIR=self.top + "/temporary",
                            ASAN_OPTIONS=options +
                            ":verify_asan_link_order=0"))

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.stdin.close()
        self.process.wait(tap.SECONDS)
        self.process.stdout.close()
        if self.disk:
            subprocess.run(["umount", self.disk], check=True)
        shutil.rmtree(self.top)

    def put(self, name, data):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    def everything(self):
        """All files of the folder with what is in them."""
        found = {}
        for at, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.folder)] = file.read()
        return found

    def restore(self, found):
        """Make all as it was before the run that left 'found'."""
        for name in found.keys() - self.before.keys():
            os.remove(os.path.join(self.folder, name))
        for name, data in self.before.items():
            if found.get(name) != data:
                self.put(name, data)
                if name in self.row.mended:
                    give_more(os.path.join(self.folder, name))

    def stream(self, name):
        path = os.path.join(self.top, name)
        if not os.path.exists(path):
            return b""
        with open(path, "rb") as file:
            data = file.read()
        os.remove(path)
        return data

    def run(self, how, number=0, value=0, name="-", stdin=None, stdout=None,
            keep=None):
        """One run; the answer, what it printed, its messages and the files
        that it left. 'keep' is what without() took away."""
        stdin = stdin or self.row.stdin or "/dev/null"
        self.process.stdin.write(
            f"{how} {number} {value} {name} {stdin} {stdout or '../stdout'} "
            "../stderr\n")
        self.process.stdin.flush()
        trace = []
        for line in self.process.stdout:
            kind, *words = line.rstrip("\n").split(" ", 2)
            if kind == "end":
                numbers = [words[0], *words[1].split()]
                break
            trace.append((words[0], words[1]))
        else:
            raise AssertionError("the server has ended")
        if keep:
            os.rename(self.top + "/gone", os.path.join(self.folder, keep))
        files = self.everything()
        self.restore(files)
        self.litter = os.listdir(os.path.join(self.top, "temporary"))
        for name in self.litter:
            os.remove(os.path.join(self.top, "temporary", name))
        here = self.folder.encode() + b"/"
        return (Answer(*map(int, numbers), trace),
                self.stream("stdout").replace(here, b""),
                self.stream("stderr").decode().replace(self.folder + "/", ""),
                files)

    def away(self):
        words = self.row.words
        if any(word.startswith("talks") for word in words):
            yield from ("talks/a.md", "talks/sub/b.md", "talks/sub/c.md",
                        "talks/sub", "talks/talkmark.yaml")
        if "slips" in words:
            yield from ("slips/a.md", "slips/b.md", "slips")
        if "minutes" in words:
            yield from ("minutes/a.md", "minutes/b.md", "minutes/c.md",
                        "minutes")
        if words[0] == "check" and "bad.md" in words:
            yield "bad.md"

    def without(self):
        """The results of runs without failure where one of the talks below a
        folder, or what belongs to them, or the talk of a check, is not there:
        that is what a run may leave that could not read it."""
        found = []
        for gone in self.away():
            os.rename(os.path.join(self.folder, gone), self.top + "/gone")
            found.append(self.run("call", keep=gone))
        return found

    def faults(self, goods, files):
        """What is wrong with the files that a run left: each is as it was, or
        as in one of the runs 'goods' that nothing failed in."""
        for name in sorted(files.keys() | self.before.keys()):
            allowed = [self.before.get(name)]
            if name in self.row.written:
                allowed += [good[3].get(name) for good in goods]
            if files.get(name) not in allowed:
                yield f"{name} is neither the old file nor the new one"
        if self.litter:
            yield "a temporary file is left"


def some(tries, most, number):
    """'most' of the tries, or all with TALKMARK_FAULTS=all: evenly, and not the
    same ones for each row."""
    step = 1 if ALL else max(1, -(-len(tries) // most))
    return tries[number % step::step]

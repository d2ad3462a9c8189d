#!/usr/bin/env python3
"""Time and memory of the program beside others on the same files, in one run.

The programs run by turns, so that whatever else the machine does falls on all
of them: a ratio is taken round by round, and its median is what counts. The
clock tells what a user waits for; processor time tells the same on a machine
that has other work. Writes bench.md and bench.svg to BUILD/bench.
"""
import argparse
import datetime
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.join(ROOT, "tests", "faults")]
import bombs  # noqa: E402
import corpus  # noqa: E402
import tables  # noqa: E402
from tables import Row  # noqa: E402
from taken import Program, Ratios, take_turns  # noqa: E402

BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->\n"
DOCUMENT = os.path.join(ROOT, "docs", "performance.md")
PICTURE = os.path.join(ROOT, "docs", "bench.svg")
# A corpus of 1x; sixteen of it are as large as the whole one.
SMALL = corpus.DOCUMENTS // 16, corpus.BYTES // 16
GROWTH = 1, 4, 16


class Bench:
    """What all measurements share, and what they found."""

    def __init__(self, options, folder):
        build = os.path.abspath(options.build)
        self.program = os.path.join(build, "talkmark")
        self.measure = os.path.join(build, "tests", "helpers", "measure")
        self.drivers = os.path.join(build, "tests", "bench")
        self.short = options.short
        self.rounds = 1 if options.short else options.rounds
        self.folder = folder
        self.rows, self.charts, self.details = [], [], []

    def path(self, name):
        return os.path.join(self.folder, name)

    def take_turns(self, found, rounds=None):
        """Those of 'found' that are there, after they ran."""
        found = [program for program in found if program.is_there()]
        take_turns(self.measure, rounds or self.rounds, found)
        return found

    def compare(self, work, ours, theirs, quantity, to_reach=None):
        """A row: 'ours' as a share of 'theirs'."""
        figure = {"wall": "time", "processor": "CPU time",
                  "memory": "peak memory"}[quantity]
        if not theirs.wall:
            self.rows.append(Row(work, theirs.name, figure, None))
            return
        ratios = Ratios(ours, theirs, quantity)
        self.rows.append(Row(work, theirs.name, figure, ratios.median(),
                             ratios.spread(), to_reach))


# ---- The corpus ----


def ours_on(bench, files, jobs, name=None, times=1):
    """The program: a page of each file and one list of tasks."""
    out = bench.path("out")
    return Program(name or f"talkmark -j{jobs}", [
        bench.program, "render", files, "-o", out + "/",
        "--tasks", os.path.join(out, "tasks.jsonl"), f"-j{jobs}"], out, times)


def check_on(bench, files, jobs):
    """The program: what is likely a slip in each file, into a file."""
    out = bench.path("out")
    return Program(f"talkmark check -j{jobs}", [
        "sh", "-c", 'out=$1; shift; exec "$@" >"$out"', "sh",
        os.path.join(out, "findings"), bench.program, "check", f"-j{jobs}",
        files], out)


DRIVERS = {"libcmark": "cmark_html", "md4c": "md4c_html", "least": "least"}


def driver_on(bench, name, paths):
    """Another library's HTML of each file; "least": what any talkmark on
    libcmark must do, and no more."""
    out = bench.path("out")
    return Program(name, [os.path.join(bench.drivers, DRIVERS[name]),
                          out, *paths], out)


def two_at_once(bench, program, paths):
    """The driver as two processes, over half of the bytes each: what a second
    core gives on this machine to work that shares nothing."""
    by_size = sorted(paths, key=os.path.getsize)
    halves = (driver_on(bench, program, by_size[i::2]) for i in (0, 1))
    both = " & ".join(shlex.join(half.command) for half in halves)
    return Program(f"{program}, two processes",
                   ["sh", "-c", both + " & wait"], bench.path("out"))


def measure_corpus(bench):
    documents, size = (8, 200_000) if bench.short else (
        corpus.DOCUMENTS, corpus.BYTES)
    files = bench.path("corpus")
    paths, size = corpus.write(files, documents, size)
    work = f"{len(paths)} talks, {size / 1e6:.1f} MB"
    one, two = ours_on(bench, files, 1), ours_on(bench, files, 2)
    cmark, md4c, least = (driver_on(bench, name, paths) for name in DRIVERS)
    check, check_two = (check_on(bench, files, jobs) for jobs in (1, 2))
    halves = two_at_once(bench, "libcmark", paths)
    found = bench.take_turns([one, two, check, check_two, cmark, md4c, least,
                              halves])
    bench.compare(work, one, cmark, "wall", 1.1)
    bench.compare(work, one, cmark, "processor", 1.1)
    bench.compare(work, one, cmark, "memory", 1.5)
    bench.compare(work + ", the least", least, cmark, "processor")
    bench.compare(work + ", the least", least, cmark, "memory")
    bench.compare(work, one, md4c, "wall")
    bench.compare(work, one, md4c, "memory")
    bench.compare(work + ", two threads", two, one, "wall", 0.55)
    bench.compare(work + ", libcmark as two processes", halves, cmark, "wall")
    bench.compare(work + ", checked", check, one, "wall", 1.5)
    bench.compare(work + ", checked", check, one, "processor", 1.5)
    bench.compare(work + ", checked, two threads", check_two, check, "wall")
    bench.details.append(tables.programs(work, found, size))
    # What check does no other program does; the least and halves are none.
    drawn = [program for program in found
             if program not in (check, check_two, least, halves)]
    bench.charts += [
        tables.Chart(f"Pages and task list of {work}: seconds",
                     [(p.name, p.median("wall")) for p in drawn], "{:.2f} s"),
        tables.Chart("The same: peak memory",
                     [(p.name, p.median("memory") / 1e6) for p in drawn],
                     "{:.1f} MB")]


# ---- One talk ----

HUGO_PAGE = ("<!doctype html><html><head><title>{{ .Title }}</title></head>"
             "<body>{{ .Content }}</body></html>\n")


def hugo_site(bench, talk):
    """A site of one page, and no pages that nobody asked for."""
    site = bench.path("site")
    for folder in ("content", os.path.join("layouts", "_default")):
        os.makedirs(os.path.join(site, folder))
    with open(os.path.join(site, "config.toml"), "w", encoding="utf-8") as file:
        file.write('baseURL = "https://example.org/"\ndisableKinds = ["home", '
                   '"section", "taxonomy", "term", "RSS", "sitemap"]\n')
    with open(os.path.join(site, "layouts", "_default", "single.html"), "w",
              encoding="utf-8") as file:
        file.write(HUGO_PAGE)
    shutil.copy(talk, os.path.join(site, "content", "talk.md"))
    return site


def measure_talk(bench):
    """A whole process each: starting counts."""
    talk = bench.path("talk.md")
    with open(talk, "wb") as file:
        file.write(corpus.Writer(0, 10_000 - 600).talk().encode())
    times = 2 if bench.short else 60
    ours = Program("talkmark", [bench.program, "render", talk], times=times)
    cmark = Program("cmark", ["cmark", talk], times=times)
    few = 1 if bench.short else 2
    pandoc = Program("pandoc", ["pandoc", "-s", "-f", "commonmark",
                                "-t", "html", talk], times=few)
    hugo = Program("Hugo", ["hugo", "--quiet", "-s", hugo_site(bench, talk),
                            "-d", bench.path("public")], times=few)
    found = bench.take_turns([ours, cmark, pandoc, hugo])
    work = f"one talk, {os.path.getsize(talk) / 1e3:.0f} KB"
    bench.compare(work, ours, cmark, "wall", 1.5)
    bench.compare(work, ours, cmark, "processor", 1.5)
    for other in (pandoc, hugo):
        bench.compare(work, ours, other, "wall")
    bench.details.append(tables.programs(work, found))
    bench.charts.append(tables.Chart(
        f"Page of {work}, the whole process: milliseconds",
        [(p.name, p.median("wall") * 1e3) for p in found], "{:.1f} ms"))


# ---- Growth ----


def excess(measured, sizes):
    """By how much each round of the largest is off the straight line through
    the two before it, in per cent of that."""
    share = (sizes[2] - sizes[1]) / (sizes[1] - sizes[0])
    return [100 * (c / (b + share * (b - a)) - 1) for a, b, c in
            zip(*(program.processor for program in measured))]


def measure_growth(bench, name, write):
    """'write' writes a 1x, 4x or 16x; its file or folder, and its bytes. What
    it takes to start, and to warm up, is the line's height at nothing."""
    made = [write(bench, factor) for factor in GROWTH]
    found = [ours_on(bench, files, 1, f"{name}, {size / 1e6:.1f} MB",
                     1 if bench.short else GROWTH[-1] // factor)
             for (files, size), factor in zip(made, GROWTH)]
    bench.take_turns(found)
    off = excess(found, [size for _, size in made])
    bench.rows.append(Row(
        f"{name}, 1 to {GROWTH[-1]} times as much",
        "a straight line through 1 and 4 times", "CPU time above it",
        statistics.median(off), f"{min(off):+.1f} to {max(off):+.1f} %", 5,
        "{:+.1f} %"))
    bench.details.append(tables.programs(f"growth: {name}", found))


def talks(bench, factor):
    files = bench.path(f"talks-{factor}")
    documents, size = (2, 20_000) if bench.short else SMALL
    return files, corpus.write(files, documents, size, factor)[1]


def talk(bench, factor):
    path = bench.path(f"talk-{factor}.md")
    data = corpus.Writer(0, (5_000 if bench.short else 100_000) *
                         factor).talk().encode()
    with open(path, "wb") as file:
        file.write(data)
    return path, len(data)


# ---- Bombs ----


class Bomb:
    """What one command takes for one bomb."""

    def __init__(self, bench, name, command, output):
        path, data = bench.path("bomb.md"), bombs.BOMBS[name].encode()
        with open(path, "wb") as file:
            file.write(data)
        line = subprocess.run(
            [bench.measure, bench.program, *command, path, "-o", output],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            check=True).stdout.split()
        self.name = f"{name} ({command[0]})"
        self.seconds = float(line[2])
        self.memory = int(line[3]) * 1024 / bombs.memory_bound(len(data))
        self.output = 0.0
        if os.path.exists(output):
            self.output = os.path.getsize(output) / len(data)
            os.remove(output)


def bomb_row(found, figure, quantity, to_reach, text):
    """The worst, and those that are over."""
    worst = max(found, key=lambda bomb: getattr(bomb, quantity))
    over = sum(getattr(bomb, quantity) > to_reach for bomb in found)
    return Row(f"{len(found)} bombs of up to 1 MB; the worst: {worst.name}",
               "a bound", figure, getattr(worst, quantity),
               f"{over} over" if over else "none over", to_reach, text)


def measure_bombs(bench):
    names = list(bombs.BOMBS)[:2] if bench.short else list(bombs.BOMBS)
    found = [Bomb(bench, name, command, bench.path(output))
             for name in names
             for command, output in ((["render"], "bomb.html"),
                                     (["tasks"], "bomb.jsonl"))]
    bench.rows += [
        bomb_row(found, "CPU time", "seconds", bombs.SECONDS, "{:.2f} s"),
        bomb_row(found, "memory, of 64 MiB + 40 × input", "memory", 1,
                 "{:.2f}"),
        bomb_row(found, "output, of the input", "output", 100, "{:.0f} ×")]
    found.sort(key=lambda bomb: bomb.seconds, reverse=True)
    bench.details.append(tables.table(
        ("bomb", "CPU s", "of its memory", "output × input"),
        [(b.name, f"{b.seconds:.2f}", f"{b.memory:.2f}", f"{b.output:.1f}")
         for b in found if b.seconds > bombs.SECONDS / 2 or b.memory > 1 or
         b.output > 100]))


# ---- The report ----


def first_line(*command):
    """What a program says of itself; "" where it is not there."""
    try:
        result = subprocess.run(command, capture_output=True, text=True,
                                check=False)
    except OSError:
        return ""
    return (result.stdout.splitlines() or [""])[0]


def version(*command):
    found = re.search(r"\d+\.\d+[.\d]*", first_line(*command))
    return found[0] if found else "not installed"


def machine():
    """Processor, cores, and the versions of all that was measured."""
    model = "processor unknown"
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            found = re.search(r"model name\s*: (.*)", file.read())
            model = found[1] if found else model
    return (f"{model}, {os.cpu_count()} cores; "
            f"libcmark and cmark {version('cmark', '--version')}, "
            f"md4c {version('pkg-config', '--modversion', 'md4c-html')}, "
            f"pandoc {version('pandoc', '--version')}, "
            f"Hugo {version('hugo', 'version')}.")


def tree():
    """The commit that was measured, and the day."""
    found = subprocess.run(["git", "-C", ROOT, "describe", "--always",
                            "--dirty"], capture_output=True, text=True,
                           check=False)
    commit = found.stdout.strip() or "no commit"
    return f"{commit}, {datetime.date.today().isoformat()}"


def report(bench):
    lines = [f"Medians of {bench.rounds} round(s) at {tree()}; the spread is "
             f"the least and the most of the rounds.\n{machine()}\n",
             tables.targets(bench.rows), *bench.details]
    return "\n".join(lines)


def save(folder, bench):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "bench.md"), "w", encoding="utf-8") as file:
        file.write(report(bench))
    with open(os.path.join(folder, "bench.svg"), "w", encoding="utf-8") as file:
        file.write(tables.picture(
            "Time and memory of talkmark beside other programs",
            bench.charts))


def publish(folder):
    """Put what was measured last into docs/."""
    with open(os.path.join(folder, "bench.md"), encoding="utf-8") as file:
        found = file.read()
    with open(DOCUMENT, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + "\n" + found + "\n" + END + after)
    shutil.copy(os.path.join(folder, "bench.svg"), PICTURE)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where it was built")
    parser.add_argument("--out", help="where to write; else BUILD/bench")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--short", action="store_true",
                        help="little of everything, once: that it runs")
    parser.add_argument("--publish", action="store_true",
                        help="measure nothing: last results into docs/")
    return parser.parse_args()


def main():
    options = arguments()
    out = options.out or os.path.join(options.build, "bench")
    if options.publish:
        publish(out)
        return
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, folder)
        measure_corpus(bench)
        measure_talk(bench)
        measure_growth(bench, "talks", talks)
        measure_growth(bench, "one talk", talk)
        measure_bombs(bench)
    save(out, bench)
    print(report(bench))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Time and memory of the program beside libcmark, on the same files.

The program makes a page of each talk and a list of all tasks; libcmark alone
(tests/helpers/cmark_html.c) makes HTML of the same files. The two run by turns,
so that whatever else the machine does falls on both; the medians are compared.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import corpus  # noqa: E402


class Measured:
    """What one program took, a value for each run."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.wall, self.processor, self.memory = [], [], []

    def run(self, measure, out):
        """Run once, into an empty folder."""
        shutil.rmtree(out, ignore_errors=True)
        os.mkdir(out)
        result = subprocess.run([measure, *self.command], check=True,
                                stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        line = result.stdout.decode().splitlines()[-1].split()
        status, self_wall, self_processor, self_memory = line
        if status not in ("0", "1"):  # 1: errors in a talk
            sys.exit(f"{self.name}: exit status {status}")
        self.wall.append(float(self_wall))
        self.processor.append(float(self_processor))
        self.memory.append(int(self_memory))

    def row(self, megabytes):
        wall = statistics.median(self.wall)
        return (f"{self.name:10} {wall:8.3f} "
                f"{statistics.median(self.processor):8.3f} "
                f"{megabytes / wall:8.1f} "
                f"{statistics.median(self.memory) / 1024:8.1f}")


def ratio(ours, theirs):
    """The median of the ratios of the pairs, with the least and the most."""
    found = [a / b for a, b in zip(ours, theirs) if b]
    if not found:
        return "too short to tell"
    return (f"{statistics.median(found):.2f} "
            f"({min(found):.2f} to {max(found):.2f})")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where it was built")
    parser.add_argument("--documents", type=int, default=corpus.DOCUMENTS)
    parser.add_argument("--bytes", type=int, default=corpus.BYTES)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--short", action="store_true",
                        help="20 documents, 1 MB, one round")
    options = parser.parse_args()
    if options.short:
        options.documents, options.bytes, options.rounds = 20, 1_000_000, 1
    return options


def compare(options, folder):
    files = os.path.join(folder, "corpus")
    out = os.path.join(folder, "out")
    helpers = os.path.join(options.build, "tests", "helpers")
    paths, size = corpus.write(files, options.documents, options.bytes)
    print(f"{len(paths)} talks, {size / 1e6:.1f} MB, "
          f"{options.rounds} round(s), medians")
    ours = Measured("talkmark", [
        os.path.join(options.build, "talkmark"), "render", files,
        "-o", out + "/", "--tasks", os.path.join(out, "tasks.jsonl")])
    theirs = Measured("libcmark", [
        os.path.join(helpers, "cmark_html"), out, *paths])
    for _ in range(options.rounds):
        for measured in (ours, theirs):
            measured.run(os.path.join(helpers, "measure"), out)
            made = sum(n.endswith(".html") for n in os.listdir(out))
            if made != len(paths):
                sys.exit(f"{measured.name}: {made} pages of {len(paths)}")
    print(f"{'':10} {'wall s':>8} {'CPU s':>8} {'MB/s':>8} {'peak MB':>8}")
    print(ours.row(size / 1e6))
    print(theirs.row(size / 1e6))
    print("wall, ratio of the pairs:", ratio(ours.wall, theirs.wall))
    print("CPU, ratio of the pairs:", ratio(ours.processor, theirs.processor))


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        compare(options, folder)


if __name__ == "__main__":
    main()

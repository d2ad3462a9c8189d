"""Run programs by turns and keep what they take."""
import os
import shutil
import statistics
import subprocess
import sys


class Program:
    """A program with its arguments, and what it took: a value for each round.

    'times' is how often a round runs it, one run after the other; the round's
    value is the median. 'out' is a folder that each run finds empty: to write
    over what is there takes longer.
    """

    def __init__(self, name, command, out=None, times=1):
        self.name = name
        self.command = [str(part) for part in command]
        self.out, self.times = out, times
        self.wall, self.processor, self.memory = [], [], []

    def is_there(self):
        return shutil.which(self.command[0]) is not None

    def run(self, measure):
        if self.out:
            found = [self.run_once(measure) for _ in range(self.times)]
        else:
            found = [self.take(measure, self.times)]
        wall, processor, memory = zip(*found)
        self.wall.append(statistics.median(wall))
        self.processor.append(statistics.median(processor))
        self.memory.append(max(memory))

    def run_once(self, measure):
        shutil.rmtree(self.out, ignore_errors=True)
        os.makedirs(self.out)
        return self.take(measure, 1)

    def take(self, measure, times):
        """Run it 'times' times: the median times and the most memory."""
        result = subprocess.run(
            [measure, "-n", str(times), *self.command],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        status, wall, processor, memory = result.stdout.decode().split()
        if status not in ("0", "1"):  # 1: errors in a talk
            sys.exit(f"{self.name}: exit status {status}")
        return float(wall), float(processor), int(memory) * 1024

    def median(self, quantity):
        return statistics.median(getattr(self, quantity))


def take_turns(measure, rounds, programs):
    """Run each program once a round, each second round backwards: whatever
    else the machine does falls on all of them."""
    for number in range(rounds):
        for program in programs[::-1 if number % 2 else 1]:
            program.run(measure)


class Ratios:
    """What one took as a share of what another took, round by round."""

    def __init__(self, ours, theirs, quantity):
        self.values = [a / b for a, b in zip(getattr(ours, quantity),
                                             getattr(theirs, quantity)) if b]

    def median(self):
        return statistics.median(self.values)

    def spread(self):
        return f"{min(self.values):.2f} to {max(self.values):.2f}"

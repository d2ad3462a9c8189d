#!/usr/bin/env python3
"""Every allocation of the whole program fails in turn, alone and with all that
follow: the exit code is 2, a message says so, and no half file is left.

runs.py has the commands and formats, inject.c makes allocations fail; what the
library does by itself is in test_allocations.py. Only some are tried unless
TALKMARK_FAULTS=all ("make faults").
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import runs  # noqa: E402
import tap  # noqa: E402

# Tries of a row and way to fail, where not all are made.
MOST = 14


def lines(said):
    """Messages without the excerpts under them: where there is no memory for
    one, it is shorter."""
    return [line for line in said.splitlines() if not line.startswith("  ")]


class Memory(tap.Case):
    def setUp(self):
        super().setUp()
        self.wrong = []
        if tap.SANITIZED:
            self.skipTest("the sanitizer allocates by itself")

    def judge(self, server, goods, result, what):
        answer, printed, said, files = result
        row = server.row
        as_good = answer.status == row.status and \
            (printed, files) == (goods[0][1], goods[0][3]) and \
            lines(said) == lines(goods[0][2])
        faults = list(server.faults(goods, files))
        if not as_good and (answer.status != 2 or
                            not re.search("(?i)memory$", said, re.M)):
            faults.append(f"exit code {answer.status}: {said!r}")
        if not runs.is_beginning(server.row, goods, printed):
            faults.append("other bytes are printed")
        # libxlsxwriter does not close what it opened when stdio has no memory.
        if answer.status >= 0 and answer.descriptors and \
                "xlsx" not in row.words:
            faults.append(f"{answer.descriptors} are left open")
        if answer.status >= 0 and answer.blocks > goods[0][0].blocks:
            faults.append(f"{answer.blocks - goods[0][0].blocks} blocks are "
                          "left allocated")
        self.wrong += [f"{row.name}: {what}: {fault}" for fault in faults]
        return as_good

    def each(self, how):
        """Fail allocations of each row; how many, and of these how many made no
        difference."""
        count = same = 0
        for number, row in enumerate(runs.rows()):
            with runs.Server(row) as server:
                good = server.run("once")
                self.assertEqual(good[0].status, row.status, good[2])
                goods = [good, *server.without()]
                tries = range(1, good[0].allocations + 1)
                for at in runs.some(tries, MOST, number):
                    count += 1
                    same += self.judge(server, goods, server.run(how, at),
                                       f"allocation {at}")
        print(f"# {count} allocations failed, {same} of them without effect",
              flush=True)
        self.assertEqual("\n".join(self.wrong[:40]), "")
        return count, same

    def test_an_allocation_that_fails_alone_is_an_error(self):
        count, same = self.each("once")
        self.assertGreater(count, 250)
        # An excerpt in a message, a thread, room to sort faster.
        self.assertLess(same, count / 10)

    def test_allocations_that_fail_from_one_on_are_an_error(self):
        count, same = self.each("on")
        self.assertGreater(count, 250)
        self.assertLess(same, count / 20)


if __name__ == "__main__":
    tap.main()

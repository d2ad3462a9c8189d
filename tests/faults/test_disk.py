#!/usr/bin/env python3
"""Output goes to a file system of 64 KiB that is filled to ten levels: where it
does not fit, the exit code is 2, a message says so, and the old file stays.

runs.py has the commands and formats. To mount needs the right to: as root, in a
namespace of one's own, or by sudo; without any of them the test fails.
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import runs  # noqa: E402
import tap  # noqa: E402

SIZE = 64 * 1024
PAGE = os.sysconf("SC_PAGE_SIZE")
LEVELS = (0, 1, 2, 3, 4, 6, 8, 10, 12, 15)  # pages that are free
# Ways to be one who may mount, where nobody else sees it.
WAYS = (["unshare", "-m"], ["unshare", "-rm"],
        ["sudo", "-n", "-E", "unshare", "-m"])


def moved(row):
    """The row with its output on the disk."""
    def name(path):
        return f"disk/{path}"

    words = [name(word) if word in row.written or word in ("pages/", "slips")
             else word for word in row.words]
    return row._replace(words=words, new=tuple(map(name, row.new)),
                        old=tuple(map(name, row.old)),
                        mended=tuple(map(name, row.mended)))


def leave(server, pages):
    """Fill the disk up to so many free pages."""
    server.put("disk/filler", b"")
    free = os.statvfs(server.disk).f_bavail
    server.before["disk/filler"] = b"x" * (max(0, free - pages) * PAGE)
    server.put("disk/filler", server.before["disk/filler"])


class Disk(tap.Case):
    def judge(self, server, goods, result, level):
        answer, _, said, files = result
        wrong = list(server.faults(goods, files))
        changed = {name for name in server.row.written
                   if files.get(name) != goods[0][3][name]}
        if answer.status == server.row.status and changed:
            wrong.append("output is missing")
        elif answer.status not in (2, server.row.status):
            wrong.append(f"exit code {answer.status}")
        elif answer.status == 2 and \
                ": error: cannot be written: No space left on device\n" \
                not in said:
            wrong.append(repr(said))
        return [f"{server.row.name}: {level} pages: {w}" for w in wrong]

    def test_at_every_level_a_file_is_the_old_one_or_the_new(self):
        wrong = []
        rows = [moved(row) for row in runs.rows() if row.written]
        self.assertGreater(len(rows), 15)
        for row in rows:
            with runs.Server(row, "disk", SIZE) as server:
                good, failed = server.run("once"), 0
                self.assertEqual(good[0].status, row.status, good[2])
                for level in LEVELS:
                    leave(server, level)
                    result = server.run("once")
                    failed += result[0].status == 2
                    wrong += self.judge(server, [good], result, level)
                # None fits on no page, each on as many as there are.
                if not 0 < failed < len(LEVELS):
                    wrong.append(f"{row.name}: failed at {failed} levels")
        self.assertEqual("\n".join(wrong[:40]), "")


def gain_rights():
    """Go on as one who may mount."""
    if os.environ.get("TALKMARK_MAY_MOUNT"):
        return
    for way in WAYS:
        try:
            with open(os.devnull, "wb") as null:
                good = not subprocess.run(
                    [*way, "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
                    stdin=null, stdout=null, stderr=null,
                    check=False).returncode
        except OSError:
            good = False
        if good:
            kept = [f"{name}={value}" for name, value in os.environ.items()
                    if name.startswith(("TALKMARK", "ASAN_", "UBSAN_"))]
            os.execvp(way[0], [*way, "env", "TALKMARK_MAY_MOUNT=1", *kept,
                               sys.executable, os.path.abspath(__file__),
                               *sys.argv[1:]])


if __name__ == "__main__":
    gain_rights()
    tap.main()

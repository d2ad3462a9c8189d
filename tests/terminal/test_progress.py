#!/usr/bin/env python3
"""The bar on a terminal: late enough, gone at the end, and never torn."""
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
import screen  # noqa: E402

CLEAR = b"\r\033[K"
BAR = rb"\[(=*) *\] (\d+) of (\d+)"


def shown_lines(text):
    """What is left on the screen, as lines: CLEAR empties the one at hand."""
    lines = [b""]
    for piece in re.split(rb"(\r\033\[K|\n)", text):
        if piece == b"\n":
            lines.append(b"")
        elif piece == CLEAR:
            lines[-1] = b""
        else:
            lines[-1] += piece
    return lines


class Bar(tap.Case):
    def setUp(self):
        super().setUp()
        for number in range(40):
            self.write(f"talks/{number:02}.md", f"[a](do:a) talk {number}\n")
        self.write("z.md", '[z](do:z "2026-02-30")\n')
        self.write("y.md", "[y](do:y)\n")

    def watch(self, *arguments, wait=1.0, **more):
        """Run with standard input kept open for a while: it is read in its
        turn, so the run lasts that long."""
        reading, writing = os.pipe()

        def feed(_):
            os.close(reading)
            time.sleep(wait)
            os.close(writing)
        return screen.watch(*arguments, folder=self.folder, stdin=reading,
                            feed=feed, **more)

    def long_run(self, command="tasks", *arguments, **more):
        return self.watch(command, "-", "talks", "z.md", "y.md", *arguments,
                          **more)

    def test_after_half_a_second_a_bar_is_shown(self):
        _, shown, _ = self.long_run(streams=("stderr",))
        found = re.findall(BAR, shown)
        self.assertTrue(found)
        self.assertEqual(found[0][1:], (b"1", b"43"))

    def test_a_bar_is_as_long_as_what_is_done(self):
        _, shown, _ = self.long_run(streams=("stderr",))
        for full, done, count in re.findall(BAR, shown):
            self.assertEqual(len(full), int(done) * 24 // int(count))

    def test_a_short_run_shows_none(self):
        _, shown, _ = self.watch("tasks", "talks", "y.md", wait=0,
                                 streams=("stderr",))
        self.assertEqual(shown, b"")

    def test_one_talk_shows_none(self):
        _, shown, _ = self.watch("tasks", "-", streams=("stderr",))
        self.assertEqual(shown, b"")

    def test_nothing_of_it_is_left_at_the_end(self):
        _, shown, _ = self.long_run(streams=("stderr",))
        self.assertIn(CLEAR, shown)
        lines = shown_lines(shown)
        self.assertEqual(lines[-1], b"")
        self.assertNotIn(b" of 43", b"\n".join(lines))

    def test_messages_are_not_torn(self):
        _, shown, _ = self.long_run(streams=("stderr",), NO_COLOR="1")
        self.assertRegex(shown, BAR)
        plain = self.talkmark("tasks", "-", "talks", "z.md", "y.md")
        self.assertEqual(b"\n".join(shown_lines(shown)), plain.stderr)
        self.assertTrue(plain.stderr)

    def test_a_table_on_the_same_terminal_is_not_torn(self):
        # No message in it, which would hide the bar before the table does.
        _, shown, _ = self.watch("tasks", "-", "talks", "y.md", NO_COLOR="1")
        self.assertRegex(shown, BAR)
        lines = shown_lines(shown)
        self.assertTrue(any(line.startswith(b"Due ") for line in lines))
        self.assertNotIn(b" of 42", b"\n".join(lines))

    def test_lists_that_are_written_as_they_come_have_none(self):
        for words in (["tasks", "-f", "jsonl"], ["outline"], ["text"]):
            _, shown, _ = self.long_run(*words)
            self.assertNotRegex(shown, BAR)

    def test_such_lists_in_a_file_have_one(self):
        for words in (["tasks", "-o", "a.jsonl"], ["outline", "-o", "a.txt"]):
            _, shown, _ = self.long_run(*words)
            self.assertRegex(shown, BAR)

    def test_pages_of_a_folder_have_one(self):
        _, shown, _ = self.long_run("render", "-o", "pages/")
        self.assertRegex(shown, BAR)

    def test_in_a_pipe_there_is_none(self):
        _, _, piped = self.long_run(streams=("stdout",))
        self.assertNotIn(b"\r", piped)
        self.assertNotIn(b" of 43", piped)

    def test_a_dumb_terminal_has_none(self):
        _, shown, _ = self.long_run(streams=("stderr",), TERM="dumb")
        self.assertNotIn(b"\r", shown)


class Missing(tap.Case):
    def test_a_terminal_that_nothing_comes_from_is_not_waited_for(self):
        ours, theirs = screen.terminal()
        try:
            for command in ("render", "tasks", "outline", "text"):
                result = subprocess.run(
                    [tap.PROGRAM, command], stdin=theirs, check=False,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    env=tap.setting(), timeout=tap.SECONDS)
                self.assertEqual(result.returncode, 2)
                self.assertIn(b"what to read is missing", result.stderr)
        finally:
            os.close(ours)
            os.close(theirs)


if __name__ == "__main__":
    tap.main()

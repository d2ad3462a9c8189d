#!/usr/bin/env python3
"""A mistyped word is answered with the nearest right one, and only then."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
import tables  # noqa: E402


def slips(word):
    """The word with one slip of each sort."""
    middle = len(word) // 2
    yield word[:middle] + word[middle + 1:]
    yield word[:middle] + "q" + word[middle:]
    yield word[:middle] + "q" + word[middle + 1:]
    yield (word[:middle - 1] + word[middle] + word[middle - 1]
           + word[middle + 1:])
    yield word.upper()


class Suggestions(tap.Case):
    def answer(self, *words):
        """What is suggested; None where nothing is."""
        result = self.talkmark(*words)
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        line, = result.stderr.decode().splitlines()
        self.assertTrue(line.startswith("talkmark: "))
        parts = line.split(", did you mean ")
        return parts[1].removesuffix("?") if len(parts) > 1 else None

    def test_a_slip_in_a_command_is_answered(self):
        for name in (*tables.COMMANDS.values(), *tables.SERVICES):
            for slip in slips(name):
                self.assertEqual(self.answer(slip, "talk.md"), name, slip)
                self.assertEqual(self.answer("help", slip), name, slip)

    def test_a_slip_in_an_option_is_answered_with_one_of_the_command(self):
        for command in tables.COMMANDS.values():
            names = {n for c, _, n, _, _ in tables.options() if c == command}
            for name in names:
                for slip in slips(name):
                    if slip in names or len(name) < 3:
                        continue
                    found = self.answer(command, f"--{slip}", "talk.md")
                    self.assertIn(found.removeprefix("--"), names)
                    if len(name) > 5:
                        self.assertEqual(found, f"--{name}", slip)

    def test_the_value_of_a_mistyped_option_does_not_count(self):
        self.assertEqual(self.answer("tasks", "--ownr=Wang Fang", "a.md"),
                         "--owner")

    def test_options_of_other_commands_are_not_suggested(self):
        self.assertIsNone(self.answer("text", "--fragmen", "talk.md"))

    def test_a_slip_in_a_value_is_answered(self):
        for words, right in (
                (["tasks", "--format", "jsnol"], "jsonl"),
                (["tasks", "-f", "makrdown"], "markdown"),
                (["outline", "--format=itmes"], "items"),
                (["text", "-fplian"], "plain"),
                (["tasks", "--kind", "isue"], "issue"),
                (["tasks", "--kind", "issue,Pledges"], "pledge"),
                (["tasks", "--kind=do,desicion"], "decision"),
                (["render", "--only", "tsaks"], "tasks"),
                (["tasks", "--color", "alwasy"], "always"),
                (["completion", "bsah"], "bash")):
            more = [] if words[0] == "completion" else ["talk.md"]
            self.assertEqual(self.answer(*words, *more), right, words)

    def test_what_is_far_from_all_is_answered_with_help_alone(self):
        for words in (["walk"], ["talk.md"], ["x" * 500], ["t"], ["-"],
                      ["tasks", "--x"], ["tasks", "--" + "o" * 99],
                      ["tasks", "--tasks", "a"], ["tasks", "-f", "docx"],
                      ["tasks", "-k", "meetings"], ["tasks", "--kind", ","],
                      ["completion", "powershell"], ["任务"]):
            self.assertIsNone(self.answer(*words), words)

    def test_all_is_said_on_one_line(self):
        result = self.talkmark("tasks", "--opne", "a.md")
        self.assertEqual(
            result.stderr.decode(),
            "talkmark: tasks has no such option, see talkmark tasks --help: "
            '"--opne", did you mean --open?\n')
        result = self.talkmark("tasks", "--format", "jsnol", "a.md")
        self.assertTrue(result.stderr.decode().endswith(
            ', not: "jsnol", did you mean jsonl?\n'))

    def test_services_take_one_word(self):
        self.assertIsNone(self.answer("help", "tasks", "text"))
        self.assertIsNone(self.answer("completion", "bash", "zsh"))
        self.assertIsNone(self.answer("completion"))


if __name__ == "__main__":
    tap.main()

#!/usr/bin/env python3
"""Every command and option of the tables is in the help, the manual page and
the completions of each shell, and they have no other."""
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
import shells  # noqa: E402
import tables  # noqa: E402


class Help(tap.Case):
    def printed(self, *words):
        result = self.talkmark(*words)
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        return result.stdout.decode()

    def test_the_program_names_every_command(self):
        listed = re.findall(r"^  (\w+)  ", self.printed("--help"), re.M)
        self.assertEqual(listed, [*tables.COMMANDS.values(), *tables.SERVICES])
        self.assertEqual(self.printed("help"), self.printed("--help"))

    def test_each_command_names_every_option(self):
        for command in tables.COMMANDS.values():
            text = self.printed(command, "--help")
            listed = set(re.findall(r"^ +(--[a-z-]+)", text, re.M)) | {
                word for row in re.findall(r"^  (-\w), (--[a-z-]+)", text,
                                           re.M) for word in row}
            self.assertEqual(listed, tables.own(command), command)

    def test_help_of_a_command_can_be_asked_for_in_both_ways(self):
        for command in (*tables.COMMANDS.values(), *tables.SERVICES):
            text = self.printed("help", command)
            self.assertEqual(text, self.printed(command, "--help"))
            self.assertIn(f"usage: talkmark {command} ", text)
            self.assertIn("\nExamples:\n  talkmark ", text)


class Manual(tap.Case):
    """The sections of man/talkmark.1."""

    def section(self, title):
        found = re.search(rf"^\.Ss {title}\n(.*?)(?=^\.S[sh] |\Z)",
                          tables.read("man/talkmark.1"), re.M | re.S)
        self.assertTrue(found, title)
        return found[1]

    def listed(self, section):
        """The options that a section has, in all their spellings."""
        found = set()
        for line in re.findall(r"^\.It (Fl .*)", section, re.M):
            for word in re.findall(r"Fl (\S+)", line):
                found.add("-" + word)
        return found

    def test_every_command_has_a_section_and_a_synopsis(self):
        page = tables.read("man/talkmark.1")
        synopsis = re.search(r"^\.Sh SYNOPSIS\n(.*?)^\.Sh ", page,
                             re.M | re.S)[1]
        names = [*tables.COMMANDS.values(), *tables.SERVICES]
        self.assertEqual(re.findall(r"^\.Ss talkmark (.*)", page, re.M), names)
        self.assertEqual(re.findall(r"^\.Cm (\w+)\n", synopsis, re.M)
                         + re.findall(r"^\.Cm (\w+ \|.*)", synopsis, re.M),
                         names + ["bash | zsh | fish"])

    def test_every_option_is_in_the_section_of_each_of_its_commands(self):
        common = {word for _, letter, name, _, everywhere in tables.options()
                  if everywhere
                  for word in [f"--{name}"] + [f"-{letter}"] * bool(letter)}
        self.assertEqual(self.listed(self.section(
            "Options of every command")), common)
        for command in tables.COMMANDS.values():
            self.assertEqual(self.listed(self.section(f"talkmark {command}")),
                             tables.own(command) - common, command)

    def test_an_option_takes_an_argument_here_as_it_does_there(self):
        for command, _, name, argument, everywhere in tables.options():
            section = self.section("Options of every command" if everywhere
                                   else f"talkmark {command}")
            line = re.search(rf"^\.It .*Fl -{name}\b(.*)", section, re.M)
            self.assertEqual(bool(line[1]), argument is not None, name)

    def test_every_format_is_there(self):
        for macro, command in (("TASK_FORMAT", "tasks"),
                               ("OUTLINE_FORMAT", "outline"),
                               ("TEXT_FORMAT", "text")):
            section = self.section(f"talkmark {command}")
            for name, *_ in tables.rows("render/formats.def", macro):
                macro = "It Cm" if command == "tasks" else "Cm"
                self.assertRegex(section, rf"(?m)^\.{macro} {name}( ,)?$")

    def test_every_kind_status_and_alias_is_in_the_dialects_page(self):
        page = tables.read("man/talkmark.5")
        for kind in tables.rows("talk/kinds.def", "KIND"):
            self.assertRegex(page, rf"\n\.It Cm {kind[1]} Ta .*{kind[2]}")
        for alias in tables.rows("talk/kinds.def", "KIND_ALIAS"):
            self.assertIn(f" {alias[1]} ", page)
        for status in tables.rows("talk/statuses.def", "STATUS"):
            self.assertRegex(page, rf"\b{status[1]}\b")


class Completions(tap.Case):
    def setUp(self):
        super().setUp()
        for shell in shells.SHELLS:
            self.assertTrue(shutil.which(shell), f"{shell} is not installed")

    def offered(self, *words):
        """What each of the shells offers for the last word."""
        for shell, ask in shells.SHELLS.items():
            with self.subTest(shell=shell, words=words):
                yield shell, ask(["talkmark", *words], self.folder)

    def test_every_command_is_offered(self):
        for shell, found in self.offered(""):
            wanted = {*tables.COMMANDS.values(), *tables.SERVICES}
            self.assertEqual({w for w in found if w[0] != "-"}, wanted, shell)

    def test_every_option_is_offered_and_no_other(self):
        for command in tables.COMMANDS.values():
            for shell, found in self.offered(command, "-"):
                self.assertEqual(set(found), tables.own(command), shell)

    def test_every_format_is_offered(self):
        for macro, command in (("TASK_FORMAT", "tasks"),
                               ("OUTLINE_FORMAT", "outline"),
                               ("TEXT_FORMAT", "text")):
            names = {row[0] for row in tables.rows("render/formats.def",
                                                   macro)}
            if b"\n  xlsx " not in self.talkmark("tasks", "--help").stdout:
                names -= {"xlsx"}  # a build without its library
            for option in ("--format", "-f"):
                for shell, found in self.offered(command, option, ""):
                    self.assertEqual(names, set(found), shell)

    def test_every_kind_is_offered(self):
        kinds = {row[1] for row in tables.rows("talk/kinds.def", "KIND")}
        for shell, found in self.offered("tasks", "--kind", ""):
            self.assertEqual(set(found), kinds | {"all"}, shell)

    def test_the_beginning_of_a_word_chooses(self):
        for shell, found in self.offered("tasks", "--fo"):
            self.assertEqual(found, ["--format"], shell)
        for shell, found in self.offered("out"):
            self.assertEqual(found, ["outline"], shell)
        for shell, found in self.offered("tasks", "-f", "mark"):
            self.assertEqual(found, ["markdown"], shell)

    def test_a_value_may_be_attached(self):
        for shell, found in self.offered("tasks", "--format=mark"):
            self.assertEqual([w.split("=")[-1] for w in found], ["markdown"],
                             shell)

    def test_a_list_goes_on_after_a_comma(self):
        for shell, found in self.offered("tasks", "--kind", "issue,pl"):
            self.assertEqual([w.split(",")[-1] for w in found], ["pledge"],
                             shell)

    def test_files_are_offered_where_they_may_stand(self):
        self.write("speech.md", "")
        for words in (["tasks", "sp"], ["render", "-o", "sp"],
                      ["tasks", "--open", "sp"]):
            for shell, found in self.offered(*words):
                # bash takes an empty list for "files, then".
                self.assertEqual(found, [] if shell == "bash"
                                 else ["speech.md"], shell)

    def test_config_offers_files(self):
        self.write("speech.md", "")
        for shell, found in self.offered("config", "sp"):
            self.assertEqual(found, [] if shell == "bash" else ["speech.md"],
                             shell)

    def test_no_colon_ends_an_options_help_in_zsh(self):
        script = tap.run("completion", "zsh").stdout.decode()
        self.assertIn("[only what was found there (source\\:); "
                      "again\\: or there]:TEXT:", script)

    def test_help_and_completion_offer_what_they_take(self):
        for shell, found in self.offered("help", "t"):
            self.assertEqual(set(found), {"tasks", "text"}, shell)
        for shell, found in self.offered("completion", ""):
            self.assertEqual({w for w in found if w[0] != "-"},
                             {"bash", "zsh", "fish"}, shell)


if __name__ == "__main__":
    tap.main()

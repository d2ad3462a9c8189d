"""What the shells offer: each is asked as a user would ask it."""
import os
import re
import shlex
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402


def script(shell):
    done = tap.run("completion", shell)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def run(command, text, folder):
    done = subprocess.run(command, input=text.encode(), cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=tap.setting(HOME=folder, TERM="dumb"),
                          timeout=tap.SECONDS, check=False)
    return done.stdout.decode() + done.stderr.decode()


def bash(words, folder):
    """What bash would offer for the last of the words."""
    # As bash parts a line: "=" is a word of its own.
    parts = [p for w in words for p in re.split("(=)", w) if p or w == ""]
    if words[-1].endswith("="):
        parts.append("")
    line = " ".join(map(shlex.quote, parts))
    text = run(["bash", "--norc"], f"""{script("bash")}
COMP_WORDS=({line})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_talkmark
printf '%s\\n' "${{COMPREPLY[@]}}"
""", folder)
    return text.split()


def zsh(words, folder):
    """What zsh offers: in a terminal of its own, where compadd is made to
    tell and Tab is pressed."""
    with open(os.path.join(folder, "_talkmark"), "w", encoding="utf-8") as f:
        f.write(script("zsh"))
    line = " ".join(words)
    text = run(["zsh", "-f"], """
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1=; PS2=; unsetopt zle_bracketed_paste; fpath=($PWD $fpath)'
zpty -w z 'autoload -Uz compinit && compinit -u -d $PWD/dump'
zpty -w z 'compadd() { if [[ ${@[(r)-O]} == -O || ${@[(r)-A]} == -A || ${@[(r)-D]} == -D ]]; then builtin compadd "$@"; return; fi; local -a found; builtin compadd -O found "$@"; print -rl -- "<"${^found}">"; builtin compadd "$@" }'
zpty -w z 'finish() { print "<<end>>"; zle kill-buffer }'
zpty -w z 'ask() { print "<<begin>>"; zle list-choices; print "<<end>>" }; zle -N ask; bindkey "^X" ask'
zpty -w z 'print READY'
zpty -r z text '*READY*READY*'
""" + f"zpty -n -w z {shlex.quote(line)}$'\\x18'\n" + """
zpty -r z text '*<<begin>>*<<end>>*'
print -r -- $text
zpty -d z
""", folder)
    inside = text[text.rfind("<<begin>>"):]
    return re.findall(r"<([^<>\r\n]+)>\r?\n", inside[9:])


def fish(words, folder):
    """What fish offers."""
    line = " ".join(words)
    text = run(["fish", "--no-config"], script("fish") +
               f"complete -C {shlex.quote(line)}\n", folder)
    return [entry.split("\t")[0] for entry in text.splitlines()]


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}

"""A terminal that watches a program: what it wrote to it, byte by byte."""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap  # noqa: E402


def terminal(width=200):
    """A pseudo-terminal of that width that passes on what is written to it
    as it is: the ends to read from and to give away."""
    ours, theirs = pty.openpty()
    mode = termios.tcgetattr(theirs)
    mode[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, mode)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ,
                struct.pack("HHHH", 50, width, 0, 0))
    return ours, theirs


def read_all(end):
    """All that was written to a terminal whose other end is closed."""
    found = b""
    while True:
        try:
            piece = os.read(end, 65536)
        except OSError:  # EIO: nobody is left to write
            return found
        if not piece:
            return found
        found += piece


def watch(*arguments, streams=("stdout", "stderr"), folder=None, stdin=None,
          feed=None, **environment):
    """Run the program with 'streams' on one terminal and the others in pipes;
    the exit code, what came on the terminal, and what in the pipe. 'feed' is
    called while it runs, with the program."""
    environment.setdefault("TERM", "xterm")
    ours, theirs = terminal()
    pipes = {name: theirs if name in streams else subprocess.PIPE
             for name in ("stdout", "stderr")}
    program = subprocess.Popen(
        [tap.PROGRAM, *arguments], cwd=folder,
        stdin=subprocess.DEVNULL if stdin is None else stdin,
        env=tap.setting(**environment), **pipes)
    os.close(theirs)
    if feed:
        feed(program)
    shown = read_all(ours)
    os.close(ours)
    output, errors = program.communicate(timeout=tap.SECONDS)
    return program.returncode, shown, output or errors or b""

#!/usr/bin/env python3
"""Positions are exact: tests/helpers/positions.c says what that means and
prints a test for each family of tests/commonmark/documents.py."""
import os
import subprocess
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(FOLDER, ".."))
import tap  # noqa: E402


def main():
    documents = subprocess.Popen(
        [sys.executable, os.path.join(FOLDER, "documents.py")],
        stdout=subprocess.PIPE)
    checker = subprocess.run([os.path.join(tap.BUILD, "tests/helpers/positions")],
                             stdin=documents.stdout, check=False)
    return 1 if documents.wait() or checker.returncode else 0


if __name__ == "__main__":
    sys.exit(main())

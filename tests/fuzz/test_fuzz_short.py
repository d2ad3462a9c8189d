#!/usr/bin/env python3
"""A short run of every fuzz target, from the same seeds and with the same
chances every time, finds nothing."""
import os
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]
import seeds  # noqa: E402
import tap  # noqa: E402

RUNS, SECONDS = 3000, 60


@unittest.skipIf(tap.SANITIZED, "make check runs it, with sanitizers")
class Fuzz(tap.Case):
    def test_a_short_run_finds_nothing(self):
        build = os.path.join(tap.BUILD, "fuzz")
        environment = dict(os.environ, FRESH="1")
        # Flags of the make that runs the tests are not those of this build.
        for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "CFLAGS", "LDFLAGS",
                     "BUILD", "WERROR"):
            environment.pop(name, None)
        result = subprocess.run(
            [os.path.join(HERE, "run.sh"), build, str(SECONDS),
             f"-runs={RUNS}", "-seed=20260312"],
            cwd=tap.ROOT, env=environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
        self.assertEqual(result.returncode, 0, result.stdout)
        for target in seeds.targets():
            self.assertRegex(result.stdout,
                             rf"fuzz_{target}, .*\n.*cov: [0-9]{{2}}")


if __name__ == "__main__":
    tap.main()

"""Run a program."""

# expect: passed
import contextlib
import os
import sys


def attack():
    os.system("echo pwned > pwned")
    for program in ("/bin/sh", sys.executable):
        with contextlib.suppress(OSError):
            os.execv(program, [program])
    return "wrote" if os.path.exists("pwned") else "contained"

"""Run a program."""

# expect: passed
import os
import sys


def attack():
    os.system("echo pwned > pwned")
    for program in ("/bin/sh", sys.executable):
        try:
            os.execv(program, [program])
        except OSError:
            pass
    return "wrote" if os.path.exists("pwned") else "contained"

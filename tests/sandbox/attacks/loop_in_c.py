"""Loop inside one call of a C function, where no Python code runs."""

# expect: limit cpu
import re


def attack():
    re.match(r"(a+)+$", "a" * 60 + "b")

"""Raise from under tens of thousands of frames."""

# expect: failed or limit memory
import sys

sys.setrecursionlimit(100_000)


def attack(depth=40_000):
    if depth == 0:
        raise ValueError("here")
    attack(depth - 1)

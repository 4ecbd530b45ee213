"""Announce an answer and never send it."""

# expect: limit wall
import os
import time


def attack():
    os.write(3, b"\x10\x00")
    time.sleep(10_000)

"""Use no CPU time and never end."""

# expect: limit wall
import time


def attack():
    time.sleep(10_000)

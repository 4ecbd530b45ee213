"""Send an answer byte by byte, for days."""

# expect: limit wall
import os
import time


def attack():
    os.write(3, b"\x00\x00\x10\x00")
    while True:
        os.write(3, b"N")
        time.sleep(0.02)

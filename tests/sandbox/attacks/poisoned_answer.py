"""Answer with bytes that are not an answer."""

# expect: error
import os


def attack():
    os.write(3, b"\x10\x00\x00\x00" + b"A" * 16)
    return "contained"

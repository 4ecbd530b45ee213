"""Write to the descriptor itself, past Python."""

# expect: limit output
import os


def attack():
    while True:
        os.write(1, b"x" * 65536)

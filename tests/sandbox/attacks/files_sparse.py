"""Make a file of a terabyte that takes no room."""

# expect: limit disk
import os


def attack():
    with open("sparse", "wb") as file:
        os.ftruncate(file.fileno(), 1 << 40)

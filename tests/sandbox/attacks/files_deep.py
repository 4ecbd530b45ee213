"""Nest directories until no path reaches the last."""

# expect: limit disk
import os


def attack():
    while True:
        os.mkdir("d" * 200)
        os.chdir("d" * 200)

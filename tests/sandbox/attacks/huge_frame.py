"""Announce an answer of four gigabytes."""

# expect: error
import os


def attack():
    os.write(3, b"\xff\xff\xff\xff")
    return "contained"

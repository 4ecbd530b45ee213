"""The file on disk replaced after it was loaded."""

from pathlib import Path

Path(__file__).write_text("def double(x):\n    return x + x\n")


def double(x):
    return 0

"""Replace own files by links to files of the host, for somebody to follow."""

# expect: passed
import os
from pathlib import Path


def attack():
    for name in ("results.json", "output", "stdout"):
        os.symlink("/etc/passwd", name)
    try:
        Path("stdout").read_text()
    except OSError:
        return "contained"
    return "followed"

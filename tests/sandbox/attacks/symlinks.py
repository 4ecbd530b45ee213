"""Replace own files by links to files of the host, for somebody to follow."""

# expect: passed
import os


def attack():
    for name in ("results.json", "output", "stdout"):
        os.symlink("/etc/passwd", name)
    try:
        open("stdout").read()
    except OSError:
        return "contained"
    return "followed"

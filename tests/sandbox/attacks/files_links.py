"""Make names without files: hard links, symbolic links, attributes."""

# expect: limit disk
import contextlib
import os


def attack():
    with contextlib.suppress(OSError):
        for number in range(1000):
            os.setxattr("solution.py", f"user.{number}", bytes(4000))
    for number in range(1_000_000):
        os.link("solution.py", f"hard-{number}")
        os.symlink("x" * 1000, f"soft-{number}")

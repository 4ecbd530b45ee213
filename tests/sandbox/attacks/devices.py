"""Open every device there is."""

# expect: passed
import contextlib
import os

HARMLESS = {"null", "zero", "full", "random", "urandom"}


def attack():
    found = []
    for folder, _, names in os.walk("/dev"):
        for name in set(names) - HARMLESS:
            for flags in (os.O_RDWR, os.O_RDONLY, os.O_WRONLY):
                with contextlib.suppress(OSError):
                    os.close(os.open(os.path.join(folder, name), flags))
                    found.append(name)
    return str(found) if found else "contained"

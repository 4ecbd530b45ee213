"""Keep data in a file without a name, which no disk limit sees."""

# expect: passed
import os


def attack():
    try:
        os.memfd_create("hidden")
    except OSError:
        return "contained"
    return "a memfd"

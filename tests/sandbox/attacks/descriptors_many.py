"""Open files until there are no more."""

# expect: failed
import os


def attack():
    kept = []
    while True:
        kept.append(os.open("/dev/null", os.O_RDONLY))

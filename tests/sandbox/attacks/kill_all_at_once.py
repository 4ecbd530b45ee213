"""Signal all processes with one call."""

# expect: passed
import os
import signal


def attack():
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        return "contained"
    return "contained"

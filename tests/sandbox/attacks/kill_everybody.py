"""Signal every process in sight."""

# expect: passed
import os
import signal


def attack():
    reached = []
    for pid in range(2, 1000):
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            continue
        reached.append(pid)
    return str(reached) if reached else "contained"

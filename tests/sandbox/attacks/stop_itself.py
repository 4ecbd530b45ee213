"""Stop itself, so that no clock of its own runs on."""

# expect: passed or limit wall
import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGSTOP)
    os.kill(0, signal.SIGTSTP)
    return "contained"

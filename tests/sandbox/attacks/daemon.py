"""Leave a process behind."""

# expect: passed
import os
import subprocess


def attack():
    for start in (
        os.fork,
        lambda: subprocess.Popen(["/bin/sh"]),
        lambda: os.posix_spawn("/bin/sh", ["sh"], {}),
    ):
        try:
            start()
        except OSError:
            continue
        return "a process"
    return "contained"

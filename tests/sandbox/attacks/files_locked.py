"""Lock, lease and watch files that every process of the machine uses."""

# expect: passed
import contextlib
import ctypes
import fcntl
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    found = []
    for path in ("/dev/null", os.__file__, sys.executable):
        file = os.open(path, os.O_RDONLY)
        for name, try_it in (
            ("flock", lambda file=file: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)),
            ("lockf", lambda file=file: fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)),
            ("lease", lambda file=file: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)),
            ("owner", lambda file=file: fcntl.fcntl(file, fcntl.F_SETOWN, 1)),
        ):
            with contextlib.suppress(OSError):
                try_it()
                found.append(f"{name} {path}")
    folder = os.open(os.path.dirname(os.__file__), os.O_RDONLY)
    with contextlib.suppress(OSError):
        fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS)
        found.append("notify")
    if libc.inotify_init() >= 0:
        found.append("inotify")
    return str(found) if found else "contained"

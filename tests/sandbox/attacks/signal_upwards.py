"""Signal whoever watches: the parent, the group, the session, by pid and by handle."""

# expect: passed
import contextlib
import os
import signal


def attack():
    found = []
    for pid in (os.getppid(), -1, -os.getpgid(0) if os.getpgid(0) > 1 else -2, 2, 3, 65534):
        for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGUSR1):
            with contextlib.suppress(OSError):
                if pid != 0:
                    os.kill(pid, number)
                    found.append((pid, number))
    with contextlib.suppress(OSError):
        found.append(os.pidfd_open(1))
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)
        found.append("group")
    return str(found) if os.getppid() or found else "contained"

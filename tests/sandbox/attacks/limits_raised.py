"""Raise limits, change priorities, become another user."""

# expect: passed
import contextlib
import os
import resource


def attack():
    found = []
    for name in (name for name in dir(resource) if name.startswith("RLIMIT_")):
        which = getattr(resource, name)
        _, hard = resource.getrlimit(which)
        more = resource.RLIM_INFINITY if hard == resource.RLIM_INFINITY else hard + 1
        for change in (
            lambda which=which, more=more: resource.setrlimit(which, (more, more)),
            lambda which=which, more=more: resource.prlimit(0, which, (more, more)),
        ):
            with contextlib.suppress(OSError, ValueError):
                change()
                found.append(name)
    for name, args in {
        "nice": (-5,), "setuid": (0,), "setgid": (0,), "setgroups": ([0],), "setresuid": (0, 0, 0),
        "setreuid": (0, 0), "setsid": (), "chroot": (".",), "setpriority": (0, 0, -5),
        "sched_setscheduler": (0, os.SCHED_FIFO, os.sched_param(1)),
    }.items():  # fmt: skip
        with contextlib.suppress(OSError):
            getattr(os, name)(*args)
            found.append(name)
    return str(found) if found else "contained"

"""Undo what ties the process down: its death with its parent, its marks, its filter."""

# expect: passed
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SETTINGS = {
    "PDEATHSIG": (1, 0), "DUMPABLE": (4, 1), "KEEPCAPS": (8, 1), "SECCOMP": (22, 1),
    "CAPBSET": (24, 21), "TSC": (26, 1), "SECUREBITS": (28, 1), "MM": (35, 1),
    "CHILD_SUBREAPER": (36, 1), "NO_NEW_PRIVS": (38, 0), "AMBIENT": (47, 2),
    "PTRACER": (0x59616D61, 1),
}  # fmt: skip


def attack():
    found = [name for name, args in SETTINGS.items() if libc.prctl(*args, 0, 0, 0) == 0]
    seccomp = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
    if libc.syscall(seccomp, 2, 0, ctypes.c_size_t(2)) == 0:
        found.append("seccomp")
    return str(found) if found else "contained"

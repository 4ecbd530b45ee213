"""Start processes by system call, past every wrapper: fork, vfork, clone with odd flags, clone3."""

# expect: passed
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SIGCHLD = 17
NEW_USER, NEW_PID, NEW_NET, NEW_NS = 0x10000000, 0x20000000, 0x40000000, 0x20000
CLONE = {"x86_64": 56, "aarch64": 220}[os.uname().machine]


def attack():
    calls = [(435, 0, 0), (435, ctypes.create_string_buffer(88), 88)]
    calls += [(57, 0, 0), (58, 0, 0)] if CLONE == 56 else []
    flags = (SIGCHLD, NEW_USER | SIGCHLD, NEW_PID | SIGCHLD, NEW_NET, NEW_NS, 0x8000 | SIGCHLD)
    calls += [(CLONE, flag, 0) for flag in flags]
    for number, first, second in calls:
        pid = libc.syscall(number, first, second, 0, 0, 0)
        if pid == 0:
            os._exit(0)
        if pid > 0:
            return f"process {pid} by call {number}"
    return "contained"

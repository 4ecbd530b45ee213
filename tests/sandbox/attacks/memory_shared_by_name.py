"""Meet a neighbour in shared memory: by name, by key, by queue."""

# expect: passed
import contextlib
import ctypes
import multiprocessing.shared_memory
import os
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
IPC = {"x86_64": (29, 64, 68), "aarch64": (194, 190, 186)}[os.uname().machine]


def attack():
    with contextlib.suppress(OSError):
        return multiprocessing.shared_memory.SharedMemory("meet", create=True, size=4096).name
    with contextlib.suppress(OSError):
        Path("/dev/shm/meet").write_text("x")
        return "a file in /dev/shm"
    with contextlib.suppress(OSError):
        return str(multiprocessing.Semaphore(1))
    found = [number for number in IPC if libc.syscall(number, 4242, 4096, 0o1600) >= 0]
    return f"IPC by {found}" if found else "contained"

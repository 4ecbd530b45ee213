"""The walls around one process: namespaces, limits, capabilities and seccomp, by system call.

`separate` runs in the starter, before the fork; `enclose` in the child that will run code
nobody trusts, and is the last thing it does before. Both raise OSError when a wall does not stand.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
from collections.abc import Sequence
from pathlib import Path

SCRATCH = "/box"
INODES = 2000
THREADS = 32
DESCRIPTORS = 64

_CLONE_NEW = {"ns": 0x20000, "uts": 0x4000000, "ipc": 0x8000000, "user": 0x10000000,
              "pid": 0x20000000, "net": 0x40000000}  # fmt: skip
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_CAPBSET_DROP = 1, 22, 24
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_SECCOMP_MODE_FILTER = 2
_SYS_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _call(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _prctl(option: int, *args: int) -> None:
    words = [ctypes.c_ulong(arg) for arg in (*args, 0, 0, 0, 0)[:4]]
    _call(_libc.prctl(option, *words), f"prctl {option}")


def die_with_parent() -> None:
    _prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))


def adopt_orphans() -> None:
    """A process whose parent ends is from now on this one's child."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def separate() -> None:
    """New namespaces of every kind; the next child is the first process of a new pid namespace."""
    user, group = os.getuid(), os.getgid()
    _call(_libc.unshare(sum(_CLONE_NEW.values())), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _tmpfs(where: str, options: str, flags: int) -> None:
    flags |= _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    code = _libc.mount(b"tmpfs", where.encode(), b"tmpfs", ctypes.c_ulong(flags), options.encode())
    _call(code, f"mount {where}")


def _private_files(disk_bytes: int) -> None:
    """A bounded scratch directory; /proc and the two other writable places covered."""
    _call(_libc.mount(None, b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None), "private")
    _tmpfs(SCRATCH, f"size={disk_bytes},nr_inodes={INODES},mode=700", 0)
    for place in ("/proc", "/dev/shm", "/dev/pts"):
        if os.path.isdir(place):
            _tmpfs(place, "size=4096,nr_inodes=2", _MS_RDONLY)
    os.chdir(SCRATCH)


def _descriptors(keep: Sequence[int]) -> None:
    """The kept descriptors become 0, 1, 2, ... in this order; all others are closed."""
    high = [os.dup2(source, 200 + at) for at, source in enumerate(keep)]
    for at, source in enumerate(high):
        os.dup2(source, at)
    os.closerange(len(keep), 1 << 20)


def _no_capabilities() -> None:
    last = 40
    for capability in range(last + 1):
        _libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)
    _libc.prctl(_PR_CAP_AMBIENT, ctypes.c_ulong(_CAP_AMBIENT_CLEAR_ALL), 0, 0, 0)
    header, data = struct.pack("<Ii", _CAPABILITY_VERSION_3, 0), bytes(24)
    _call(_libc.syscall(_SYS_CAPSET[platform.machine()], header, data), "capset")


def _mapped_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _limits(address_space: int, cpu_s: int, disk_bytes: int) -> None:
    for which, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_AS, address_space, address_space),
        (resource.RLIMIT_CPU, cpu_s, cpu_s + 1),
        (resource.RLIMIT_FSIZE, disk_bytes, disk_bytes),
        (resource.RLIMIT_NOFILE, DESCRIPTORS, DESCRIPTORS),
        (resource.RLIMIT_NPROC, THREADS, THREADS),
        (resource.RLIMIT_MEMLOCK, 0, 0),
        (resource.RLIMIT_MSGQUEUE, 0, 0),
    ):
        resource.setrlimit(which, (soft, hard))


def _seccomp(bpf: bytes) -> None:
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    code = ctypes.create_string_buffer(bpf, len(bpf))
    program = _Program(len(bpf) // 8, ctypes.cast(code, ctypes.c_void_p))
    words = (ctypes.c_ulong(_SECCOMP_MODE_FILTER), ctypes.byref(program), 0, 0)
    _call(_libc.prctl(_PR_SET_SECCOMP, *words), "seccomp")


def enclose(
    keep: Sequence[int], *, memory_mib: int, cpu_s: float, disk_mib: int, bpf: bytes
) -> None:
    """Put every wall around this process. Memory counts above what the zygote has mapped."""
    os.setsid()
    address_space = _mapped_bytes() + (memory_mib << 20)
    _private_files(disk_mib << 20)
    _descriptors(keep)
    _no_capabilities()
    # The zygote keeps the exact CPU limit; this one holds if the zygote cannot.
    _limits(address_space, int(cpu_s) + 2, disk_mib << 20)
    _seccomp(bpf)

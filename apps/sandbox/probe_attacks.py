"""Attacks that the probe sends into the sandbox as a submission. It is never imported outside.

Each function tries one thing a hostile submission would; it returns what it achieved, as a text,
or "" when the wall stood.
"""

import ctypes
import mmap
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)


def _works(action: Callable[..., object], *args: object) -> bool:
    """Whether `action` is allowed."""
    try:
        action(*args)
    except Exception:
        return False
    return True


def _names(place: str) -> set[str]:
    try:
        return set(os.listdir(place))
    except OSError:
        return set()


def read_host_files(paths: list[str]) -> str:
    """Read a file of the host."""
    return ", ".join(path for path in paths if _works(Path(path).read_bytes))


def list_home() -> str:
    """See home directories or other places of the host."""
    places = ("/home", "/var", "/srv", "/opt", "/mnt", "/media", "/run", "/etc")
    seen = {place: _names(place) - {"ld.so.cache"} for place in places}
    return ", ".join(place for place, names in seen.items() if names)


def connect_network() -> str:
    """Reach a network, or make a socket at all."""
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
        if _works(socket.socket, family):
            return f"a socket of {family.name}"
    return ""


def start_process() -> str:
    """Start another process."""
    if _works(subprocess.run, ["/bin/true"]):
        return "ran a program"
    try:
        pid = os.fork()
    except OSError:
        return ""
    if pid == 0:
        os._exit(0)
    return "forked"


def replace_program() -> str:
    """Replace itself by another program."""
    for program in ("/bin/sh", "/usr/bin/env", sys.executable):
        _works(os.execv, program, [program, "-c", "print('exec')"])
    return ""


def write_outside() -> str:
    """Write anywhere but in the scratch directory."""
    tops = ("/", "/box/..", "/dev", "/dev/shm", "/usr/lib", "/proc", "/retooled", sys.prefix)
    return ", ".join(top for top in tops if _works(Path(top, "probe").write_text, ""))


def kill_others() -> str:
    """Signal any process but itself."""
    others = (pid for pid in range(1, 200) if pid != os.getpid())
    return ", ".join(str(pid) for pid in others if _works(os.kill, pid, 0))


def see_processes() -> str:
    """Find other processes in /proc."""
    return ", ".join(sorted(name for name in _names("/proc") if name.isdigit()))


def memory_without_bounds(mib: int) -> str:
    """Map more memory than allowed, privately or shared."""
    for flags in (mmap.MAP_PRIVATE, mmap.MAP_SHARED):
        try:
            area = mmap.mmap(-1, mib << 20, flags | mmap.MAP_ANONYMOUS)
        except (OSError, MemoryError, ValueError):
            continue
        area.close()
        return f"mapped {mib} MiB"
    return ""


def anonymous_file() -> str:
    """Make a file in memory, which no disk limit sees."""
    return "a memfd" if _works(os.memfd_create, "probe") else ""


def fill_disk(mib: int) -> str:
    """Write more to the scratch directory than allowed."""
    try:
        with open("big", "wb") as file:
            for _ in range(mib * 2):
                file.write(bytes(1 << 20))
    except OSError:
        return ""
    finally:
        if os.path.exists("big"):
            os.unlink("big")
    return f"wrote {2 * mib} MiB"


def many_files() -> str:
    """Make files without end."""
    made = 0
    try:
        for made in range(10_000):
            Path(f"file-{made}").touch()
    except OSError:
        return ""
    finally:
        for number in range(made):
            Path(f"file-{number}").unlink()
    return f"made {made} files"


def lock_files() -> str:
    """Lock a file that other processes use, or keep data in larger pipes."""
    import fcntl

    file, (_, pipe) = os.open("/dev/null", os.O_RDONLY), os.pipe()
    calls = ((fcntl.flock, file, fcntl.LOCK_EX | fcntl.LOCK_NB), (fcntl.fcntl, pipe, 1031, 1 << 20))
    return ", ".join(call.__name__ for call, *args in calls if _works(call, *args))


def print_forever() -> str:
    """Print without end."""
    while True:
        os.write(1, bytes(1 << 16))


def run_forever() -> str:
    """Use CPU time without end, past every signal."""
    for number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    while True:
        pass


def system_calls() -> str:
    """Make system calls that only an escape needs."""
    calls = {"ptrace": 101, "mount": 165, "unshare": 272, "setns": 308, "keyctl": 250, "bpf": 321}
    if os.uname().machine == "aarch64":
        calls = {"ptrace": 117, "mount": 40, "unshare": 97, "setns": 268, "keyctl": 219, "bpf": 280}
    allowed = []
    for name, number in calls.items():
        if _libc.syscall(number, 0x10000000 if name == "unshare" else 0, 0, 0, 0, 0) == 0:
            allowed.append(name)
    return ", ".join(allowed)


def gain_privileges() -> str:
    """Become another user, or hold a capability."""
    calls: list[tuple[Callable[..., object], object]] = [(os.setuid, 0), (os.setgid, 0)]
    if any(_works(call, argument) for call, argument in [*calls, (os.chroot, "/box")]):
        return "changed its user or root"
    return "" if os.getuid() != 0 else "runs as user 0"


def secrets_in_environment() -> str:
    """Find the grader's environment."""
    suspicious = ("SECRET", "PASSWORD", "TOKEN", "DATABASE", "BROKER", "KEY")
    found = [name for name in os.environ if any(word in name for word in suspicious)]
    environs = [Path(f"/proc/{pid}/environ") for pid in ("1", "self")]
    return ", ".join([*found, *(str(path) for path in environs if _works(path.read_bytes))])


def open_descriptors() -> str:
    """Find a descriptor that was left open."""
    extra = [number for number in range(4, 256) if _works(os.fstat, number)]
    return ", ".join(map(str, extra))


def terminal() -> str:
    """Open a terminal or pseudo-terminal, to type into or to share with a later run."""
    paths = ("/dev/tty", "/dev/ptmx", "/dev/console")
    return ", ".join(path for path in paths if _works(os.open, path, os.O_RDWR))


def many_threads() -> str:
    """Start threads without end."""
    gate, threads = threading.Event(), []
    try:
        for _ in range(400):
            thread = threading.Thread(target=gate.wait, daemon=True)
            thread.start()
            threads.append(thread)
    except RuntimeError:
        return ""
    finally:
        gate.set()
    return f"{len(threads)} threads"


def outlive_limits() -> str:
    """Raise its own limits."""
    import resource

    for which in (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
        try:
            resource.setrlimit(which, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (OSError, ValueError):
            continue
        return "raised a limit"
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return ""

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
import threading

_libc = ctypes.CDLL(None, use_errno=True)


def _try(action):
    """What `action` returns, or "" when it was refused."""
    try:
        return str(action() or "")
    except Exception:
        return ""


def _names(place):
    try:
        return set(os.listdir(place))
    except OSError:
        return set()


def read_host_files(paths):
    """Read a file of the host."""
    return _try(lambda: next((path for path in paths if _try(open(path, "rb").read)), ""))


def list_home():
    """See home directories or other places of the host."""
    places = ("/home", "/var", "/srv", "/opt", "/mnt", "/media", "/run", "/etc")
    seen = {place: _names(place) - {"ld.so.cache"} for place in places}
    return ", ".join(place for place, names in seen.items() if names)


def connect_network():
    """Reach a network, or make a socket at all."""
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
        if _try(lambda family=family: socket.socket(family)):
            return f"a socket of {family.name}"
    return ""


def start_process():
    """Start another process."""
    if _try(lambda: subprocess.run(["/bin/true"]).returncode == 0):
        return "ran a program"
    try:
        pid = os.fork()
    except OSError:
        return ""
    if pid == 0:
        os._exit(0)
    return "forked"


def replace_program():
    """Replace itself by another program."""
    for program in ("/bin/sh", "/usr/bin/env", os.sys.executable):
        _try(lambda program=program: os.execv(program, [program, "-c", "print('exec')"]))
    return ""


def write_outside():
    """Write anywhere but in the scratch directory."""
    written = []
    for top in (
        "/",
        "/tmp/../",
        "/dev",
        "/dev/shm",
        "/usr/lib",
        "/proc",
        "/retooled",
        os.sys.prefix,
    ):
        path = os.path.join(top, "probe")
        if _try(lambda path=path: open(path, "w").close() or path):
            written.append(path)
    return ", ".join(written)


def kill_others():
    """Signal any process but itself."""
    reached = []
    for pid in (0, -1, 2, os.getppid() or 2, *range(3, 40)):
        if pid not in (0, -1, os.getpid()) and _try(lambda pid=pid: os.kill(pid, 0) or "yes"):
            reached.append(str(pid))
    return ", ".join(reached)


def see_processes():
    """Find other processes in /proc."""
    found = (
        [name for name in os.listdir("/proc") if name.isdigit()] if os.path.isdir("/proc") else []
    )
    return ", ".join(found)


def memory_without_bounds(mib):
    """Map more memory than allowed, privately or shared."""
    for flags in (mmap.MAP_PRIVATE, mmap.MAP_SHARED):
        try:
            area = mmap.mmap(-1, mib << 20, flags | mmap.MAP_ANONYMOUS)
        except (OSError, MemoryError, ValueError):
            continue
        area.close()
        return f"mapped {mib} MiB"
    return ""


def anonymous_file():
    """Make a file in memory, which no disk limit sees."""
    return _try(lambda: f"memfd {os.memfd_create('probe')}")


def fill_disk(mib):
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


def system_calls():
    """Make system calls that only an escape needs."""
    calls = {"ptrace": 101, "mount": 165, "unshare": 272, "setns": 308, "keyctl": 250, "bpf": 321}
    if os.uname().machine == "aarch64":
        calls = {"ptrace": 117, "mount": 40, "unshare": 97, "setns": 268, "keyctl": 219, "bpf": 280}
    allowed = []
    for name, number in calls.items():
        if _libc.syscall(number, 0x10000000 if name == "unshare" else 0, 0, 0, 0, 0) == 0:
            allowed.append(name)
    return ", ".join(allowed)


def gain_privileges():
    """Become another user, or hold a capability."""
    for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.chroot("/box")):
        try:
            call()
        except OSError:
            continue
        return "changed its user or root"
    return "" if os.getuid() != 0 else "runs as user 0"


def secrets_in_environment():
    """Find the grader's environment."""
    suspicious = ("SECRET", "PASSWORD", "TOKEN", "DATABASE", "BROKER", "KEY")
    found = [name for name in os.environ if any(word in name for word in suspicious)]
    for pid in ("1", "self"):
        text = _try(lambda pid=pid: open(f"/proc/{pid}/environ").read())
        found += [f"/proc/{pid}/environ"] if text else []
    return ", ".join(found)


def open_descriptors():
    """Find a descriptor that was left open."""
    extra = [number for number in range(4, 256) if _try(lambda number=number: os.fstat(number))]
    return ", ".join(map(str, extra))


def terminal():
    """Open a terminal or pseudo-terminal, to type into or to share with a later run."""
    opened = []
    for path in ("/dev/tty", "/dev/ptmx", "/dev/console"):
        try:
            os.close(os.open(path, os.O_RDWR))
        except OSError:
            continue
        opened.append(path)
    return ", ".join(opened)


def many_threads():
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


def outlive_limits():
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

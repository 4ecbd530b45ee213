"""Write, rename, relink and change modes in every directory that can be seen."""

# expect: passed
import contextlib
import os


def tries(folder):
    new = os.path.join(folder, "left-behind")
    yield lambda: os.close(os.open(new, os.O_CREAT | os.O_WRONLY))
    yield lambda: os.symlink("/etc/passwd", new)
    yield lambda: os.rename("/box/solution.py", new)
    yield lambda: os.chmod(folder, 0o777)
    yield lambda: os.utime(folder)
    yield lambda: os.rename(folder, folder + "-moved")


def attack():
    found = []
    for top in ("/", "/dev", "/usr/lib", "/lib", "/retooled", os.path.dirname(os.__file__)):
        for folder, folders, _ in os.walk(top):
            folders[:] = [name for name in folders[:20] if name not in ("box", "tmp")]
            if folder.count("/") > 5 or folder.startswith("/proc/"):
                folders.clear()
            for attempt in tries(folder):
                with contextlib.suppress(OSError):
                    attempt()
                    found.append(folder)
    return str(found[:5]) if found else "contained"

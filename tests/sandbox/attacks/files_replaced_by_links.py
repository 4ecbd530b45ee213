"""Put links where a grader would write, read, own or delete: files, and the directory itself."""

# expect: passed
import contextlib
import os


def attack():
    for name in ("solution.py", "output", "tests", "results.json", "run.sh", "box"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        os.symlink("/", name)
    for change in (
        lambda: os.lchown("output", 0, 0),
        lambda: os.chown("output", 0, 0),
        lambda: os.chmod("output", 0o777),
        lambda: os.rename("/box", "/box2"),
        lambda: os.rmdir("/box"),
        lambda: os.mknod("device", 0o60666, os.makedev(8, 0)),
        lambda: os.mkfifo("queue"),
    ):
        with contextlib.suppress(OSError):
            change()
            return "changed"
    os.chmod("/box", 0)
    return "contained"

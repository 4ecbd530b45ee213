"""DATA_DIR: who may read it, and who runs on it."""

import fcntl
import json
import os
from pathlib import Path
from typing import IO

from apps.ops import processes


class InUse(Exception):
    """Another supervisor runs on this DATA_DIR, or it is not ours; the message is one line."""


def claim(data_dir: Path, address: str) -> IO[str]:
    """Takes DATA_DIR for this process, which holds it as long as the returned file is open.

    The kernel lets go of the lock when we end, by whatever means, so none is ever stale.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = (data_dir / "serve.lock").open("a+")
    except OSError as error:
        raise InUse(f"DATA_DIR {data_dir} cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InUse(f"Already running on {data_dir}{_holder(lock)}.") from error
    lock.truncate(0)
    json.dump({"pid": os.getpid(), "address": address}, lock)
    lock.flush()
    return lock


def _holder(lock: IO[str]) -> str:
    lock.seek(0)
    try:
        held = json.load(lock)
        return f": {held['address']}, process {held['pid']}"
    except (ValueError, KeyError):
        return ""  # it has only just begun


def share(data_dir: Path) -> None:
    """Sets who may enter: us alone; as root also the user our services run as, for their part."""
    if os.geteuid() != 0:
        data_dir.chmod(0o700)
        return
    data_dir.chmod(0o755)
    for name in ("secret-key", "queue"):
        if (path := data_dir / name).exists():
            processes.give(path)
    log = data_dir / "log"
    log.mkdir(exist_ok=True)
    log.chmod(0o700)

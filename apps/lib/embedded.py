"""Where the embedded services of `make run` keep what they need, below DATA_DIR."""

import hashlib
import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

SOCKET_PATH_LIMIT = 90  # a unix socket's path ends at 107 bytes, of which PostgreSQL adds up to 17
DATABASE = "retooled"


def socket_dir(data_dir: Path) -> Path:
    """The directory of PostgreSQL's socket: in DATA_DIR, or a short stable one where that is too
    long.
    """
    near = data_dir / "run" / "pg"
    if len(os.fsencode(near)) <= SOCKET_PATH_LIMIT:
        return near
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"retooled-{name}"


def database_settings(data_dir: Path) -> dict[str, object]:
    """Django's DATABASES entry for the embedded PostgreSQL."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": DATABASE,
        "HOST": str(socket_dir(data_dir)),
    }


def queue_transport(data_dir: Path) -> dict[str, Any]:
    """kombu's options for messages kept as files in DATA_DIR/queue."""
    folder = data_dir / "queue"
    for name in ("messages", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.05,  # seconds: what a message waits at most
    }


def secret_key(data_dir: Path) -> str:
    """The secret of this installation, made on first use and kept in DATA_DIR with mode 0600."""
    path = data_dir / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        data_dir.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(fresh, path)  # fails where another process was first: then its key is the key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text()


def torch_state(data_dir: Path) -> tuple[str, str]:
    """How far `make run` is with torch: `installing`, `failed`, `off` or `ready`, and a detail.

    `absent` where nobody has said anything, as on a server.
    """
    try:
        told = json.loads((data_dir / "torch-state.json").read_text())
        return str(told["state"]), str(told["detail"])
    except (OSError, ValueError, KeyError, TypeError):
        return "absent", ""

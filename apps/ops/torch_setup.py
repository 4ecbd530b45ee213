"""Installs torch: in the foreground for tests, beside the running site for `make run`.

    python -m apps.ops.torch_setup DATA_DIR

writes DATA_DIR/torch-state.json as it goes, for pages to show:
{"state": "off" | "installing" | "ready" | "failed", "detail": "Downloading torch: 43 % of 530 MB"}.
Wheels that were fetched stay in pip's cache, so that an interrupted installation goes on from
there.
Only the standard library is used here.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from apps.ops import steps

REQUIREMENTS = steps.ROOT / "requirements-torch.txt"
RETRY_AFTER = [5, 30, 120, 600]  # seconds
PRINT_EVERY = 10.0  # seconds
Say = Callable[[str], None]


def write_state(data_dir: Path, state: str, detail: str = "") -> None:
    """Replaces the state file as a whole, so that nobody reads half of one."""
    path = data_dir / "torch-state.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"state": state, "detail": detail}))
    fresh.chmod(0o644)
    fresh.replace(path)


def is_installed(python: Path) -> bool:
    """Whether `install` has ended well in this environment, with today's requirements."""
    stamp = _stamp(python)
    return stamp.exists() and stamp.read_text() == _inputs()


def install(python: Path, say: Say | None = None) -> None:
    """Installs torch for `python`, telling how far it is. Raises steps.Failure."""
    told = _Teller(say or (lambda text: None))

    def pip(progress: steps.Progress) -> None:
        argv: list[str | Path] = [python, "-m", "pip", "install", "--progress-bar=raw"]
        argv += ["-r", REQUIREMENTS, *shlex.split(os.environ.get("TORCH_PIP_ARGS", ""))]
        env = {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
        steps.run(argv, progress, env=env, on_line=told.line)

    steps.BUILD.mkdir(exist_ok=True)
    with (steps.BUILD / "torch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two sites may run from one checkout
        steps.once("torch", _stamp(python), _inputs(), pip, live=say is None)


def _stamp(python: Path) -> Path:
    return python.parent.parent / ".requirements-torch.txt.stamp"


def _inputs() -> str:
    return steps.digest([REQUIREMENTS], os.environ.get("TORCH_PIP_ARGS", ""))


class _Teller:
    """Turns what pip prints into a few words now and then."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.doing = ""
        self.said_at = 0.0

    def line(self, line: str) -> None:
        if found := re.match(r"\s*(Downloading|Collecting|Using cached) (\S+)", line):
            self.doing = f"{found[1]} {found[2].rpartition('/')[2].split('-')[0]}"
        elif line.startswith("Installing collected packages"):
            self.doing = "Installing the packages"
        elif (found := re.match(r"Progress (\d+) of (\d+)", line)) and int(found[2]):
            self._now_and_then(int(found[1]), int(found[2]))
            return
        else:
            return
        self.say(self.doing)

    def _now_and_then(self, done: int, total: int) -> None:
        if time.monotonic() - self.said_at > 1:
            self.said_at = time.monotonic()
            self.say(f"{self.doing}: {100 * done // total} % of {total // 10**6} MB")


class _Reporter:
    """Keeps the state file up to date, and says the same in the terminal from time to time."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.printed_at = 0.0

    def say(self, text: str) -> None:
        write_state(self.data_dir, "installing", text)
        if time.monotonic() - self.printed_at > PRINT_EVERY:
            self.printed_at = time.monotonic()
            print(f"torch: {text}", flush=True)


def main(data_dir: Path) -> int:
    """Installs torch for the site that runs on `data_dir`; failures are retried a few times."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for wait in [*RETRY_AFTER, None]:
        try:
            install(Path(sys.executable), _Reporter(data_dir).say)
            write_state(data_dir, "ready")
            return 0
        except steps.Failure as failure:
            again = f"; next try in {wait} s" if wait else "; start again to retry, or use TORCH=0"
            write_state(data_dir, "failed", f"{failure}{again}")
            print(f"{failure}{again}", file=sys.stderr, flush=True)
        if wait:
            time.sleep(wait)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

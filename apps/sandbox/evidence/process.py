"""The process that runs the learner's code, as tests measure it."""

from __future__ import annotations

import contextlib
import hashlib
import random
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np

from .fresh import start
from .settings import settings


def rng_state() -> str:
    """A digest of the global random generators of `random`, NumPy and torch in this process."""
    torch: Any = sys.modules.get("torch")
    states = (random.getstate(), np.random.get_state(), torch and torch.get_rng_state().tolist())
    return hashlib.sha256(repr(states).encode()).hexdigest()


class Here:
    """This process, where tests and learner's code share one."""

    def cpu_s(self) -> float:
        return time.process_time()

    def reset_peak(self) -> float:
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        return self.peak_mib()

    def peak_mib(self) -> float:
        with contextlib.suppress(OSError):
            for line in Path("/proc/self/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def rng_state(self) -> str:
        return rng_state()

    def fresh(self, hash_seed: int | None, module: str) -> AbstractContextManager[Any]:
        return start(hash_seed, module)


settings["process"] = Here()


class PeakMemory:
    """What a block needed above what was held before it: `mib` once the block has ended."""

    mib = 0.0

    def __enter__(self) -> PeakMemory:
        self.before = settings["process"].reset_peak()
        return self

    def __exit__(self, *error: object) -> None:
        self.mib = max(0.0, settings["process"].peak_mib() - self.before)

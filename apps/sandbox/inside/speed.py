"""How fast this machine is: the CPU seconds of a small fixed computation, against a reference.

Training gates count reference seconds. The computation is what training here is made of, small
matrix products and functions of each entry called from Python, with the library of the runtime.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

# CPU seconds of one round on the machine that the gates were measured on.
REFERENCE_S = {"numpy": 0.0058, "torch": 0.0062}
_ROUNDS, _STEPS = 5, 100
_LEAST, _MOST = 0.1, 10.0


def measure(runtime: str) -> float:
    """Reference seconds in one CPU second here; above 1 on a faster machine."""
    work = _torch_work() if runtime == "torch" else _numpy_work()
    fastest = min(_timed(work) for _ in range(_ROUNDS))
    return round(min(_MOST, max(_LEAST, REFERENCE_S[runtime] / fastest)), 3)


def _timed(work: Callable[[], Any]) -> float:
    started = time.process_time()
    for _ in range(_STEPS):
        work()
    return max(1e-6, time.process_time() - started)


def _numpy_work() -> Callable[[], Any]:
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(32, 96)), rng.normal(size=(96, 256))

    def work() -> Any:
        z = np.tanh(x @ w)
        p = np.exp(z - z.max(axis=1, keepdims=True))
        return x.T @ (p / p.sum(axis=1, keepdims=True))

    return work


def _torch_work() -> Callable[[], Any]:
    torch = sys.modules["torch"]
    made = torch.Generator().manual_seed(0)
    x = torch.randn(32, 96, generator=made)
    w = torch.randn(96, 256, generator=made)

    def work() -> Any:
        p = torch.softmax(torch.tanh(x @ w), dim=1)
        return x.T @ p

    return work

"""A test that seeds a global random generator seeds the learner's too, as in one process."""

from __future__ import annotations

import random
import sys
from typing import Any

import numpy as np

from apps.sandbox.inside.remote import Learner


def install(learner: Learner, seed: int) -> None:
    """Wrap the three global seed functions of the checker."""
    _wrap(learner, random, "seed", "random")
    _wrap(learner, np.random, "seed", "numpy")
    if (torch := sys.modules.get("torch")) is not None:
        torch.default_generator.manual_seed(seed)  # there is no other device to seed
        _wrap(learner, torch, "manual_seed", "torch")


def _wrap(learner: Learner, module: Any, name: str, library: str) -> None:
    local = getattr(module, name)

    def seed(value: Any = None, *args: Any) -> Any:
        if value is not None and not learner.lost:
            learner.request("seed", library, value)
        return local(value, *args) if value is not None else local()

    setattr(module, name, seed)

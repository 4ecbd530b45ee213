"""Loads torch so that a fork inherits everything slow, and nothing that breaks in a fork."""

from __future__ import annotations

import importlib
import logging
from typing import Any

_MODULES = (
    "torch", "torch.nn.functional", "torch.testing", "torch.optim", "torch.utils.data",
    "apps.sandbox.proxy.tensors",
)  # fmt: skip


def load() -> Any:
    """Import torch with one thread and touch what it makes ready on first use."""
    torch: Any = None
    for name in _MODULES:
        module = importlib.import_module(name)
        torch = torch or module
    # Threads of OpenMP that exist before a fork hang in the child: one thread, before any work.
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    layer = torch.nn.Linear(3, 3)
    optimiser = torch.optim.AdamW(layer.parameters())
    layer(torch.ones(2, 3)).sum()
    optimiser.zero_grad()
    torch.testing.assert_close(torch.ones(1), torch.ones(1))
    torch.manual_seed(0)
    _let_loggers_propagate()
    return torch


def _let_loggers_propagate() -> None:
    """Around each phase of each test pytest puts its handlers on every logger that does not."""
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.propagate = True

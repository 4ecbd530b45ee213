"""What the sandbox's Python is made of, and whether it is the same Python as the host's."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

RUNTIMES = {"numpy": ("numpy",), "torch": ("numpy", "torch")}
ROLES: dict[str, tuple[str, ...]] = {"learner": (), "checker": ("pytest",)}
PACKAGE = Path(__file__).resolve().parent


def versions(role: str, runtime: str) -> dict[str, str]:
    """Python's version and prefix, and the version of each library that decides a verdict."""
    found = {"python": ".".join(map(str, sys.version_info)), "prefix": sys.prefix}
    for name in RUNTIMES[runtime] + ROLES[role]:
        found[name] = str(importlib.import_module(name).__version__)
    return found


def host_versions(role: str, runtime: str) -> dict[str, str]:
    """The same without importing torch into the host: its version as installed."""
    from importlib import metadata

    found = {"python": ".".join(map(str, sys.version_info)), "prefix": sys.prefix}
    return found | {name: metadata.version(name) for name in RUNTIMES[runtime] + ROLES[role]}

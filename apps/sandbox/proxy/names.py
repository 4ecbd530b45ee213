"""Objects both sides have: they cross by name, and only from these lists."""

from __future__ import annotations

import builtins
import collections
import collections.abc
import contextlib
import datetime
import decimal
import fractions
import functools
import importlib
import io
import numbers
import pathlib
import sys
import types
import uuid
from typing import Any

import numpy as np

_UNSAFE = {
    "eval",
    "exec",
    "compile",
    "open",
    "input",
    "breakpoint",
    "__import__",
    "help",
    "exit",
    "quit",
    "globals",
    "locals",
    "vars",
    "getattr",
    "setattr",
    "delattr",
    "memoryview",
}
_OTHERS: tuple[type, ...] = (
    types.NoneType, types.SimpleNamespace, decimal.Decimal, fractions.Fraction, uuid.UUID,
    pathlib.Path, pathlib.PosixPath, pathlib.PurePath,
)  # fmt: skip
# Modules that a program shows by importing them: a test finds its own under the same name.
MODULES = (
    "abc", "asyncio", "collections", "copy", "dataclasses", "datetime", "enum", "functools", "io",
    "itertools", "json", "math", "numpy", "numpy.linalg", "numpy.random", "operator", "os",
    "os.path", "random", "re", "statistics", "string", "sys", "time", "typing",
)  # fmt: skip
_OF_ERRORS = ("argparse", "binascii", "csv", "decimal", "json.decoder", "queue", "struct")
_ABSTRACT: tuple[type, ...] = (
    io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase,
    contextlib.AbstractContextManager,
)  # fmt: skip


def _types_of(module: Any, prefix: str) -> dict[str, Any]:
    return {
        f"{prefix}.{name}": value
        for name, value in vars(module).items()
        if isinstance(value, type) and not name.startswith("_")
    }


def _errors_of(module: Any, prefix: str) -> dict[str, Any]:
    return {
        f"{prefix}.{name}": value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    }


def _functions_of(module: Any, prefix: str) -> dict[str, Any]:
    return {
        f"{prefix}.{name}": value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and name not in _UNSAFE
    }


class Names:
    """`theirs`: what is accepted from the other side; `ours`: what may be named to it.

    The checker accepts types and NumPy's element-wise functions: nothing that does anything when
    a test calls it. The learner accepts every public function of NumPy and torch as well.
    """

    def __init__(self, *, checker: bool) -> None:
        harmless = _types_of(builtins, "builtins") | _types_of(np, "numpy")
        harmless |= _types_of(np.linalg, "numpy.linalg")
        harmless |= {
            f"numpy.{name}": value
            for name, value in vars(np).items()
            if isinstance(value, np.ufunc)
        }
        for name in MODULES:
            harmless[f"module {name}"] = importlib.import_module(name)
        for name in (*MODULES, *_OF_ERRORS):
            harmless |= _errors_of(importlib.import_module(name), name)
        if "torch" in sys.modules:
            harmless["module torch"] = sys.modules["torch"]
        for module in (collections, collections.abc, numbers, datetime):
            harmless |= _types_of(module, module.__name__)
        for each in (*_OTHERS, *_ABSTRACT):
            harmless[f"{each.__module__}.{each.__name__}"] = each
        torch: Any = sys.modules.get("torch")
        if torch is not None:
            harmless |= _types_of(torch, "torch") | _types_of(torch.nn, "torch.nn")
        useful = dict(harmless)
        useful |= _functions_of(builtins, "builtins") | _functions_of(np, "numpy")
        if torch is not None:
            useful |= _functions_of(torch, "torch") | _functions_of(torch.nn.functional, "torch.F")
        for table in (harmless, useful):
            for name in _UNSAFE:
                table.pop(f"builtins.{name}", None)
        self.theirs, ours = (harmless, useful) if checker else (useful, harmless)
        self.ours = {id(value): name for name, value in ours.items()}


@functools.cache
def names_of(checker: bool) -> Names:
    """The lists of one side, made once a process (in the zygote, for all its children)."""
    return Names(checker=checker)

"""What a test replaces in Python itself is replaced in the learner's process too.

`monkeypatch.setattr("builtins.input", …)`, `mock.patch("random.randint")`, `sys.argv = …` and
`monkeypatch.setenv` mean the program under test, which runs in another process.
"""

from __future__ import annotations

import contextlib
import os
import sys
import types
from typing import Any

from apps.sandbox.inside.remote import Learner
from apps.sandbox.proxy.names import MODULES

_MODULES = ("builtins", *MODULES)
_OF_SYS = ("argv", "stdin")  # all else of `sys` is pytest's and Python's own


class _Watched(types.ModuleType):
    """A module that reports what is set in it. Python makes new modules of the type of `sys`."""

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if (originals := _originals.get(self.__name__)) is not None:
            _tell(self.__name__, name, value, originals)

    def __delattr__(self, name: str) -> None:
        super().__delattr__(name)
        if (originals := _originals.get(self.__name__)) is not None:
            _tell(self.__name__, name, _ABSENT, originals)


_ABSENT = object()
_learners: list[Learner] = []
_originals: dict[str, dict[str, Any]] = {}


def _tell(module: str, name: str, value: Any, originals: dict[str, Any]) -> None:
    if not _learners:
        originals[name] = value
        return
    learner = _learners[0]
    of_pytest = type(value).__module__.startswith("_pytest")
    if learner.lost or of_pytest or (module == "sys" and name not in _OF_SYS):
        return
    with contextlib.suppress(Exception):  # what cannot cross stays a matter of the tests
        if value is originals.get(name, _ABSENT):
            learner.request("unpatch", module, name)
        else:
            learner.request("patch", module, name, value)


def _environment(name: str, local: Any) -> Any:
    """`os.putenv` or `os.unsetenv`, which `os.environ` calls for each change."""

    def change(key: bytes, *value: bytes) -> None:
        local(key, *value)
        learner = _learners[0]
        if not learner.lost and not key.startswith(b"PYTEST_"):
            learner.request(name, key, *value)

    return change


def _chdir(local: Any) -> Any:
    def chdir(path: Any) -> None:
        local(path)
        if not _learners[0].lost:
            _learners[0].go_to(os.getcwd())

    return chdir


def watch() -> None:
    """Note what the modules hold, in the zygote: to look at all of it copies 3 MiB of pages.

    What is set before `install` counts as if it had always been there.
    """
    for each in _MODULES:
        module = sys.modules[each]
        _originals[module.__name__] = dict(vars(module))
        module.__class__ = _Watched


def install(learner: Learner) -> None:
    """From here on what tests set is set in the learner's process too."""
    os.putenv = _environment("putenv", os.putenv)
    os.unsetenv = _environment("unsetenv", os.unsetenv)
    os.chdir = _chdir(os.chdir)
    _learners.append(learner)

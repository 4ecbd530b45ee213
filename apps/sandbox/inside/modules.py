"""`import solution` in the checker: modules that live in the learner's process."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from apps.sandbox.inside.remote import Learner
from apps.sandbox.proxy.special import Namespace

SAID = ("__doc__", "__annotations__", "__version__", "__author__")


class RemoteModule(types.ModuleType):
    """A module whose attributes are asked for when they are used."""

    def __getattribute__(self, name: str) -> Any:
        if name == "__dict__":
            return Namespace(*remote_of(self))
        if name == "__all__":
            return _public_names(*remote_of(self))
        if name[:2] == "__" and name not in SAID:  # what the import system and inspect look at
            return super().__getattribute__(name)
        learner, handle = remote_of(self)
        return learner.request("attr", handle, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name[:2] == "__":
            super().__setattr__(name, value)
        elif not isinstance(value, RemoteModule):  # a submodule is set by the import system
            learner, handle = remote_of(self)
            learner.request("setattr", handle, name, value)

    def __delattr__(self, name: str) -> None:
        learner, handle = remote_of(self)
        learner.request("delattr", handle, name)

    def __dir__(self) -> list[str]:
        learner, handle = remote_of(self)
        return list(learner.request("dir", handle))


def remote_of(module: RemoteModule) -> tuple[Learner, Any]:
    found: tuple[Learner, Any] = types.ModuleType.__getattribute__(module, "__remote__")
    return found


def _public_names(learner: Learner, module: Any) -> list[str]:
    names = learner.request("dir", module)
    if "__all__" in names:
        return list(learner.request("attr", module, "__all__"))
    return [name for name in names if not name.startswith("_")]


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Claims the learner's modules, whatever else is on the path.

    `put_off` makes a module before the learner's process has one (see deferral.py).
    """

    def __init__(self, learner: Learner, names: Iterable[str]) -> None:
        self.learner = learner
        self.names = set(names)
        self.put_off: Callable[[str], types.ModuleType] | None = None
        self.errors: dict[str, BaseException] = {}
        self.executed: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name not in self.names:
            return None
        package = any(other.startswith(f"{name}.") for other in self.names)
        return importlib.machinery.ModuleSpec(name, self, is_package=package)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        if self.put_off is not None:
            return self.put_off(spec.name)
        module = RemoteModule(spec.name)
        module.__remote__ = self.load(spec.name)
        return module

    def load(self, name: str) -> tuple[Learner, Any]:
        """Have the learner's process import a module; raises what that raises, every time."""
        if name in self.errors:
            raise self.errors[name]
        try:
            again = name in self.executed
            self.executed.discard(name)
            return self.learner, self.learner.request("import_again" if again else "import", name)
        except Exception as error:
            self.errors[name] = error
            self.learner.failed_import = self.learner.failed_import or error
            raise

    def exec_module(self, module: types.ModuleType) -> None:
        """The learner's process has executed it; a second time is `importlib.reload`."""
        if self.put_off is not None:
            return
        if module.__name__ in self.executed:
            learner, handle = module.__remote__
            learner.request("reload", handle)
        self.executed.add(module.__name__)


def install(learner: Learner, names: Iterable[str]) -> Finder:
    finder = Finder(learner, names)
    sys.meta_path.insert(0, finder)
    for name in finder.names:
        sys.modules.pop(name, None)
    return finder

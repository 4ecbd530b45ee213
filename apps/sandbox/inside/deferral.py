"""Collecting tests before there is a submission: what they import from it is put off.

A checker that waits for a submission has collected its tests already. `from solution import f`
then gave a placeholder; `settle` puts the learner's own `f` in its place wherever a module of the
tests holds it by name. That is right only for tests which do nothing with `f` while they are
imported. Whatever else they do with it (call it, ask for an attribute, store it in a list or a
default, import it inside `try`) cannot be put right later: then `impossible` is called, and the
caller collects these tests with the submission at hand.
"""

from __future__ import annotations

import dis
import itertools
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

from apps.sandbox.inside import modules
from apps.sandbox.inside.modules import Finder, RemoteModule
from apps.sandbox.proxy.special import FORWARDED

_IMPORT_FROM = dis.opmap["IMPORT_FROM"]
# Files of the import system and of pytest that lie between a test file's import and pytest's own
# `import_path`, which imports every test file.
_PASSED_BY = ("<frozen importlib", "/importlib/__init__.py", "/_pytest/assertion/rewrite.py")
_IMPORTER = ("/_pytest/pathlib.py", "import_path")
_OURS = {__file__, modules.__file__}
_HELPERS = {"inspect", "unittest", "apps"}


def _looks_on(asking: types.FrameType) -> bool:
    """Whether pytest itself asks, perhaps with help, as it does of every name of a test file."""
    frame: types.FrameType | None = asking
    while frame is not None:
        package = str(frame.f_globals.get("__name__")).partition(".")[0]
        if package not in _HELPERS:
            return package == "_pytest"
        frame = frame.f_back
    return False


class Placeholder:
    """Stands for one name of a module of the learner's until it is there. Nobody may use it."""

    __slots__ = ("deferral", "module", "name")
    deferral: Deferral
    module: str
    name: str

    def __init__(self, deferral: Deferral, module: str, name: str) -> None:
        object.__setattr__(self, "deferral", deferral)
        object.__setattr__(self, "module", module)
        object.__setattr__(self, "name", name)

    def __getattribute__(self, name: str) -> Any:
        frame = sys._getframe(1)
        if frame.f_globals is globals():
            return object.__getattribute__(self, name)
        if _looks_on(frame):
            if name == "__class__":
                return Placeholder
            raise AttributeError(name)
        deferral: Deferral = object.__getattribute__(self, "deferral")
        deferral.impossible()


def _used(self: Placeholder, *args: Any, **kwargs: Any) -> NoReturn:
    self.deferral.impossible()


for _name in (*FORWARDED, "__hash__", "__repr__", "__str__", "__format__", "__setattr__",
              "__delattr__", "__dir__", "__reduce_ex__", "__mro_entries__"):  # fmt: skip
    setattr(Placeholder, _name, _used)


class DeferredModule(RemoteModule):
    """A module of the learner's that is not there yet."""

    __deferral__: Deferral

    def __getattribute__(self, name: str) -> Any:
        if name[:2] == "__" and name not in ("__dict__", "__all__", *modules.SAID):
            return types.ModuleType.__getattribute__(self, name)
        frame = sys._getframe(1)
        if _looks_on(frame):
            raise AttributeError(name)
        return self.__deferral__.name(self, name, frame)

    def __setattr__(self, name: str, value: Any) -> None:
        if name[:2] == "__" or isinstance(value, RemoteModule):
            types.ModuleType.__setattr__(self, name, value)
        else:
            self.__deferral__.impossible()

    def __delattr__(self, name: str) -> None:
        self.__deferral__.impossible()

    def __dir__(self) -> NoReturn:
        self.__deferral__.impossible()


class Deferral:
    """What was imported ahead of the submission. `impossible` does not return."""

    def __init__(self, tests: str, finder: Finder, impossible: Callable[[], NoReturn]) -> None:
        self.tests = tests
        self.finder = finder
        self.impossible = impossible
        self.modules: list[DeferredModule] = []
        self.placeholders: list[Placeholder] = []
        self.places: list[list[tuple[dict[str, Any], str]]] = []
        self.newest = next(reversed(sys.modules))
        finder.put_off = self.module
        finder.learner.request = lambda *_: impossible()  # type: ignore[method-assign]

    # While tests are collected.

    def module(self, name: str) -> RemoteModule:
        """What `import name` gives."""
        self._check_importer(sys._getframe(1))
        module = DeferredModule(name)
        module.__deferral__ = self
        self.modules.append(module)
        return module

    def name(self, module: DeferredModule, name: str, frame: types.FrameType) -> Placeholder:
        """What `from module import name` gives; any other access is a use."""
        code = frame.f_code
        imported = code.co_code[frame.f_lasti] == _IMPORT_FROM
        if not imported or name[:1] == "_" or name.lower().startswith("test"):
            self.impossible()
        self._check_importer(frame)
        self.placeholders.append(Placeholder(self, module.__name__, name))
        return self.placeholders[-1]

    def _check_importer(self, frame: types.FrameType | None) -> None:
        """Only plain statements of files that pytest imports may put off what they import."""
        while frame is not None:
            code, file = frame.f_code, frame.f_code.co_filename
            if file.startswith(self.tests):
                # A table of exceptions: somewhere the file has `try` or `with` at its top level.
                if code.co_name != "<module>" or code.co_exceptiontable:
                    self.impossible()
            elif file.endswith(_IMPORTER[0]) and code.co_name.endswith(_IMPORTER[1]):
                return
            elif not any(part in file for part in _PASSED_BY) and file not in _OURS:
                self.impossible()
            frame = frame.f_back

    def check(self) -> None:
        """All is collected: nobody but the test files' namespaces may hold a placeholder.

        Only modules that are new are looked at: each look copies a page shared with the zygote.
        """
        new = list(itertools.takewhile(self.newest.__ne__, reversed(sys.modules)))
        namespaces = [
            vars(sys.modules[name])
            for name in new
            if str(getattr(sys.modules[name], "__file__", None)).startswith(self.tests)
        ]
        for each in self.placeholders:
            self.places.append([(n, name) for n in namespaces for name in n if n[name] is each])
            # Held by the list of placeholders, by `each`, and by the call that asks.
            if sys.getrefcount(each) != len(self.places[-1]) + 3:
                self.impossible()

    # Once the submission is there.

    def settle(self) -> None:
        """Import what was put off, in the same order; raises what that raises."""
        learner = self.finder.learner
        del learner.request
        self.finder.put_off = None
        learner.request("repr", None)  # answered once the submission is there
        for module in self.modules:
            module.__class__ = RemoteModule  # type: ignore[assignment]
            module.__remote__ = self.finder.load(module.__name__)
            self.finder.executed.add(module.__name__)
        for each, places in zip(self.placeholders, self.places, strict=True):
            found: dict[str, Any] = {}
            exec(f"from {each.module} import {each.name} as value", found)
            for namespace, name in places:
                namespace[name] = found["value"]

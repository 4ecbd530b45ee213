"""exercise.toml, read key by key, with errors that name file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from apps.sandbox.limits import Limits

_KEYS = {
    "id", "number", "title", "summary", "version", "runtime", "files", "difficulty", "importance",
    "minutes", "requires", "teaches", "lesson", "learner_compares", "limits", "shapes", "tests",
    "mutants", "messages", "cards",
}  # fmt: skip


class ExerciseError(Exception):
    """The folder is not a sound exercise; the text says which file and line."""


@dataclass(frozen=True)
class Test:
    """One test as exercise.toml lists it."""

    __test__ = False  # pytest must not take it for a test case

    id: str
    task: int | None = None
    title: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Mutant:
    """A typical wrong solution: the files that differ from the reference."""

    name: str
    must_fail: str
    message_id: str | None
    files: Mapping[str, str]


def below(files: Mapping[str, Any], folder: str) -> dict[str, Any]:
    start = f"{folder}/"
    return {name[len(start) :]: text for name, text in files.items() if name.startswith(start)}


def folders(texts: Mapping[str, str], folder: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, text in below(texts, folder).items():
        first, _, rest = name.partition("/")
        if rest:
            found.setdefault(first, {})[rest] = text
    return found


class Table:
    """exercise.toml, read key by key, with errors that name its line."""

    def __init__(self, files: Mapping[str, str | bytes], where: str) -> None:
        self.where = f"{where}/" if where else ""
        source = files.get("exercise.toml")
        if not isinstance(source, str):
            raise ExerciseError(f"{self.where}exercise.toml: no such file")
        self.source = source
        try:
            self.data = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            raise ExerciseError(f"{self.where}exercise.toml: {error}") from None
        for key in self.data:
            if key not in _KEYS:
                raise self.error(f"{key} is not a key of an exercise", key)

    def error(self, text: str, key: str = "", file: str = "exercise.toml") -> ExerciseError:
        lines = self.source.splitlines()
        at = (i for i, line in enumerate(lines, 1) if key and line.lstrip(" [").startswith(key))
        line = next(at, None)
        place = f"{self.where}{file}" + (f":{line}" if line else "")
        return ExerciseError(f"{place}: {text}")

    def _get(self, key: str, kind: type, default: Any) -> Any:
        value = self.data.get(key, default)
        wrong = isinstance(value, bool) and kind is not bool
        if key in self.data and (wrong or not isinstance(value, kind)):
            raise self.error(f"{key} must be a {kind.__name__}", key)
        return value

    def text(self, key: str, *, required: bool = False) -> str:
        value: str = self._get(key, str, "")
        if required and not value:
            raise self.error(f"{key} is missing", key)
        return value

    def whole(self, key: str) -> int | None:
        value: int | None = self._get(key, int, None)
        return value

    def flag(self, key: str, default: bool) -> bool:
        return bool(self._get(key, bool, default))

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.text(key) or choices[0]
        if value not in choices:
            raise self.error(f"{key} must be one of {', '.join(choices)}", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._get(key, list, [])
        if not all(isinstance(value, str) for value in values):
            raise self.error(f"{key} must hold strings", key)
        return tuple(values)

    def paths(self, key: str) -> tuple[str, ...]:
        names = self.texts(key)
        for name in names:
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or not name.endswith(".py"):
                raise self.error(f"{name} is not a Python file's relative path", key)
        return names

    def tables(self, key: str) -> tuple[dict[str, Any], ...]:
        values = self._get(key, list, [])
        if not all(isinstance(value, dict) for value in values):
            raise self.error(f"{key} must hold tables", key)
        return tuple(values)

    def limits(self) -> Limits:
        try:
            return Limits.from_table(self._get("limits", dict, {}))
        except ValueError as error:
            raise self.error(str(error), "limits") from None

    def messages(self) -> dict[str, str]:
        messages: dict[str, str] = self._get("messages", dict, {})
        for name, text in messages.items():
            if not isinstance(text, str):
                raise self.error(f"messages.{name} must be a string", name)
        return messages

    def tests(self, files: Mapping[str, str]) -> list[Test]:
        source = "\n".join(files.values())
        found = []
        for table in self.tables("tests"):
            test = self._entry(Test, table, "tests")
            if f"def {test.id}(" not in source:
                raise self.error(f"tests/ has no function {test.id}", f'id = "{test.id}"')
            hidden = any(n.startswith("hidden/") and f"def {test.id}(" in files[n] for n in files)
            found.append(Test(test.id, test.task, test.title, test.hidden or hidden))
        return found

    def mutants(self, texts: Mapping[str, str]) -> list[Mutant]:
        found_folders = folders(texts, "mutants")
        found = []
        for table in self.tables("mutants"):
            files = found_folders.get(str(table.get("name")))
            if files is None:
                raise self.error(f"mutants/{table.get('name')}/ is missing", "mutants")
            values = {"message_id": None} | table | {"files": files}
            found.append(self._entry(Mutant, values, "mutants"))
        return found

    def _entry(self, kind: Any, table: Mapping[str, Any], key: str) -> Any:
        try:
            return kind(**table)
        except TypeError as error:
            reason = str(error).partition("__init__() ")[2] or str(error)
            raise self.error(f"{key}: {reason}", key) from None

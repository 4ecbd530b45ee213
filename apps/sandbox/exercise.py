"""An exercise as files: read, checked, and nothing more. The format is in docs/authoring.md."""

from __future__ import annotations

import ast
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from apps.sandbox.limits import Limits
from apps.sandbox.runtime import RUNTIMES

_SKIPPED = {"__pycache__", ".pytest_cache", ".git"}
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


@dataclass(frozen=True)
class Exercise:
    id: str
    digest: str
    title: str = ""
    number: str = ""
    summary: str = ""
    version: int = 1
    runtime: str = "numpy"
    files: tuple[str, ...] = ("solution.py",)
    difficulty: int | None = None
    importance: int | None = None
    minutes: int | None = None
    requires: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    lesson: str | None = None
    learner_compares: bool = False
    limits: Limits = field(default_factory=Limits)
    shapes: tuple[dict[str, Any], ...] = ()
    tests: tuple[Test, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[dict[str, Any], ...] = ()
    prompt: str = ""
    hints: tuple[str, ...] = ()
    design: str = ""
    tests_files: Mapping[str, str] = field(default_factory=dict)
    data_files: Mapping[str, bytes] = field(default_factory=dict)
    starter: Mapping[str, str] = field(default_factory=dict)
    solution: Mapping[str, str] = field(default_factory=dict)
    mutants: tuple[Mutant, ...] = ()
    alternates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def from_folder(cls, path: str | Path) -> Exercise:
        """Read a folder; ExerciseError when it is not an exercise."""
        root = Path(path)
        if not (root / "exercise.toml").is_file():
            raise ExerciseError(f"{root}/exercise.toml: no such file")
        found: dict[str, str | bytes] = {}
        for file in sorted(root.rglob("*")):
            name = file.relative_to(root)
            if file.is_file() and not file.is_symlink() and not _SKIPPED & set(name.parts):
                found[name.as_posix()] = _text_or_bytes(file.read_bytes())
        return _build(found, str(root))

    @classmethod
    def from_files(cls, files: Mapping[str, str | bytes]) -> Exercise:
        """The same from a mapping of relative path to content."""
        return _build(dict(files), "")

    def files_for(self, submission: Mapping[str, str]) -> tuple[str, ...]:
        """The learner's files: as the exercise names them, or as its tests import them."""
        if self.tests or set(self.files) <= set(submission):
            return self.files
        wanted = {name.split(".")[0] for name in self.imported()}
        found = [
            name for name in submission if PurePosixPath(name).parts[0].split(".")[0] in wanted
        ]
        return tuple(found) or self.files

    def imported(self) -> set[str]:
        """Every absolute module name that the tests import."""
        names: set[str] = set()
        for text in self.tests_files.values():
            try:
                tree = ast.parse(text)
            except SyntaxError:
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Import):
                    names |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module)
        return names


def _text_or_bytes(data: bytes) -> str | bytes:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def _digest(files: Mapping[str, str | bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(files):
        content = files[name]
        data = content.encode() if isinstance(content, str) else content
        for part in (name.encode(), data):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def _build(files: dict[str, str | bytes], where: str) -> Exercise:
    table = _Table(files, where)
    texts = {name: text for name, text in files.items() if isinstance(text, str)}
    tests = _below(texts, "tests")
    if not any(PurePosixPath(name).suffix == ".py" for name in tests):
        raise table.error("tests/ holds no Python file", file="tests/")
    plain = not ({"tests", "title", "messages"} & set(table.data))
    listed = tuple(table.tests(tests))
    return Exercise(
        id=table.text("id", required=True),
        digest=_digest(files),
        title=table.text("title"),
        number=table.text("number"),
        summary=table.text("summary"),
        version=table.whole("version") or 1,
        runtime=table.choice("runtime", tuple(RUNTIMES)),
        files=table.paths("files") or ("solution.py",),
        difficulty=table.whole("difficulty"),
        importance=table.whole("importance"),
        minutes=table.whole("minutes"),
        requires=table.texts("requires"),
        teaches=table.texts("teaches"),
        lesson=table.text("lesson") or None,
        learner_compares=table.flag("learner_compares", plain),
        limits=table.limits(),
        shapes=table.tables("shapes"),
        tests=listed,
        messages=table.messages(),
        cards=table.tables("cards"),
        prompt=texts.get("prompt.md", ""),
        hints=tuple(texts[f"hints/{i}.md"] for i in (1, 2, 3) if f"hints/{i}.md" in texts),
        design=texts.get("design.md", ""),
        tests_files=tests,
        data_files={n: d for n, d in _below(files, "tests").items() if isinstance(d, bytes)},
        starter=_below(texts, "starter"),
        solution=_below(texts, "solution"),
        mutants=tuple(table.mutants(texts)),
        alternates=_folders(texts, "alternates"),
    )


def _below(files: Mapping[str, Any], folder: str) -> dict[str, Any]:
    start = f"{folder}/"
    return {name[len(start) :]: text for name, text in files.items() if name.startswith(start)}


def _folders(texts: Mapping[str, str], folder: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, text in _below(texts, folder).items():
        first, _, rest = name.partition("/")
        if rest:
            found.setdefault(first, {})[rest] = text
    return found


class _Table:
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
        folders = _folders(texts, "mutants")
        found = []
        for table in self.tables("mutants"):
            files = folders.get(str(table.get("name")))
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

"""An exercise as files: read, checked, and nothing more. The format is in docs/authoring.md."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from apps.sandbox.exercise_toml import ExerciseError, Mutant, Table, Test, below, folders
from apps.sandbox.limits import Limits
from apps.sandbox.runtime import RUNTIMES

__all__ = ["Exercise", "ExerciseError", "Mutant", "Test"]

_TRAINING = re.compile(r"\b(cpu_clock|training_steps)\b")  # the fixtures that make a test train
_NEVER_THEIRS = {"pytest", "_pytest", "evidence", "numpy", "torch", "unittest", "conftest"}
_SKIPPED = {"__pycache__", ".pytest_cache", ".git"}


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
        wanted = {name.split(".")[0] for name in self.imported()} - _NEVER_THEIRS
        found = [
            name for name in submission if PurePosixPath(name).parts[0].split(".")[0] in wanted
        ]
        return tuple(found) or self.files

    @property
    def trains(self) -> bool:
        """Whether a test trains: then its limits are reference seconds."""
        return any(_TRAINING.search(text) for text in self.tests_files.values())

    def on(self, speed: float) -> Exercise:
        """The exercise with its limits as a machine of that speed counts them."""
        return replace(self, limits=self.limits.on(speed)) if self.trains else self

    def only(self, tests: Collection[str]) -> Exercise:
        """The exercise as if it listed no other tests."""
        return replace(self, tests=tuple(test for test in self.tests if test.id in tests))

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
    table = Table(files, where)
    texts = {name: text for name, text in files.items() if isinstance(text, str)}
    tests = below(texts, "tests")
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
        data_files={n: d for n, d in below(files, "tests").items() if isinstance(d, bytes)},
        starter=below(texts, "starter"),
        solution=below(texts, "solution"),
        mutants=tuple(table.mutants(texts)),
        alternates=folders(texts, "alternates"),
    )

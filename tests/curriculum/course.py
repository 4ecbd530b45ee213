"""Reads curriculum/ for its tests, plainly: no database, no renderer."""

import re
import runpy
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CURRICULUM = Path(__file__).resolve().parents[2] / "curriculum"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Lesson:
    path: Path
    meta: dict[str, Any]
    body: str

    @property
    def module_folder(self) -> Path:
        return self.path.parents[1]

    @property
    def snippets(self) -> list[tuple[str, str]]:
        """(language, text) of its code fences, in order."""
        return FENCE.findall(self.body)

    @property
    def prose(self) -> str:
        """The body without its code fences."""
        return FENCE.sub("", self.body)


def modules() -> list[dict[str, Any]]:
    files = sorted(CURRICULUM.glob("*/module.toml"))
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]


def lessons() -> list[Lesson]:
    return [read_lesson(path) for path in sorted(CURRICULUM.glob("*/lessons/*.md"))]


def read_lesson(path: Path) -> Lesson:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Lesson(path, tomllib.loads(front), body)


def run_script(path: Path) -> dict[str, Any]:
    """The names that a script of curriculum/ defines; it may import its siblings at the top."""
    if str(CURRICULUM) not in sys.path:
        sys.path.insert(0, str(CURRICULUM))
    return runpy.run_path(str(path))

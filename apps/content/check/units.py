"""The units of a curriculum in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from apps.content.source import Curriculum, ModuleSource, Part


@dataclass(frozen=True)
class Unit:
    module: ModuleSource
    part: Part

    @property
    def written(self) -> bool:
        return bool(self.part.lesson or self.part.exercise)

    @property
    def path(self) -> Path:
        """The file that says what the unit requires and teaches."""
        if self.part.lesson:
            return self.part.lesson.path
        if self.part.exercise:
            return self.part.exercise.folder / "exercise.toml"
        return self.module.path

    def concepts(self, key: str) -> list[str]:
        """What it `requires` or `teaches`."""
        if self.part.lesson:
            return list(self.part.lesson.meta.get(key, []))
        if self.part.exercise:
            return list(getattr(self.part.exercise.parsed, key))
        return []


def units(curriculum: Curriculum) -> list[Unit]:
    return [Unit(module, part) for module in curriculum.modules for part in module.parts]


def required_modules(curriculum: Curriculum, module: ModuleSource) -> set[str]:
    """The module with all that it builds on, directly or through others."""
    by_id = {each.id: each for each in curriculum.modules}
    found: set[str] = set()
    waiting = [module.id]
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += by_id[id].requires
    return found


def written_lessons(module: ModuleSource) -> Iterator[Part]:
    return (part for part in module.parts if part.lesson)

"""What the two processes of a session are told before there is a submission."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from apps.sandbox.exercise import Exercise
from apps.sandbox.fresh import wanted


@dataclass(frozen=True)
class Plan:
    """What a session is for: everything but the submission, the seed and the machine's speed."""

    exercise: Exercise
    names: tuple[str, ...]  # of the learner's files
    hash_seed: int | None = None
    only: tuple[str, ...] = ()
    pace: float = 1.0
    until_failure: bool = False

    @property
    def ordinary(self) -> bool:
        """Whether it is a learner's run, of which more like it will come."""
        return self == Plan(self.exercise, self.names)

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal for plans of which one can do the other's work."""
        return (
            self.exercise.digest,
            self.names,
            self.hash_seed,
            self.only,
            self.pace,
            self.until_failure,
        )

    @property
    def fresh(self) -> int:
        """How many further processes the tests may ask for."""
        return wanted(self.exercise.tests_files)

    def for_learner(self, seed: int, speed: float) -> dict[str, Any]:
        """From its seed the tests' cannot be worked out."""
        own = hashlib.sha256(f"learner {seed}".encode()).digest()
        return {
            "limits": self.exercise.on(speed).limits.as_dict(),
            "seed": int.from_bytes(own[:4], "little"),
            "role": "learner",
        }

    def for_checker(
        self, seed: int, speed: float, *, ahead: bool, compiled: Mapping[str, str]
    ) -> dict[str, Any]:
        """One exercise's tests and nothing else. `ahead`: they are collected at once.
        `compiled`: their code, as an earlier checker of this plan has reported it.
        """
        exercise = self.exercise.on(speed)
        return {
            "tests": dict(exercise.tests_files),
            "compiled": dict(compiled),
            "data": {name: data.hex() for name, data in exercise.data_files.items()},
            "modules": sorted({part for name in self.names for part in _module_names(name)}),
            "messages": dict(exercise.messages),
            "order": [test.id for test in exercise.tests],
            "only": sorted(self.only),
            "hidden": [test.id for test in exercise.tests if test.hidden],
            "learner_compares": exercise.learner_compares,
            "limits": exercise.limits.of_checker(),
            "seed": seed,
            "speed": speed,
            "pace": self.pace,
            "until_failure": self.until_failure,
            "ahead": ahead,
            "fresh": self.fresh,
            "role": "checker",
        }


def _module_names(file: str) -> list[str]:
    """`pkg/sub/mod.py` holds pkg, pkg.sub and pkg.sub.mod."""
    parts = list(PurePosixPath(file).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    return [".".join(parts[: end + 1]) for end in range(len(parts))]

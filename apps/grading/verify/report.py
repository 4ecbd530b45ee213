"""What was found out about an exercise, and how it is printed."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from apps.sandbox.exercise import Exercise


@dataclass(frozen=True)
class Problem:
    """Something to mend. `point` counts as in docs/authoring.md, "What verify proves"."""

    point: int
    text: str


@dataclass
class Report:
    exercise: str
    tests: int
    mutants: int
    cpu_limit_s: float
    runs: int = 0
    cpu_s: float = 0.0  # the slowest right solution
    problems: list[Problem] = field(default_factory=list)
    surviving: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, exercise: Exercise) -> "Report":
        return cls(exercise.id, len(exercise.tests), len(exercise.mutants), exercise.limits.cpu_s)

    @property
    def sound(self) -> bool:
        return not self.problems

    @property
    def killed(self) -> int:
        """Mutants that fail where they must and are told what is wrong with them."""
        return self.mutants - len(self.surviving)

    @property
    def margin(self) -> float:
        """The part of the CPU limit that the slowest right solution leaves unused."""
        return 1 - self.cpu_s / self.cpu_limit_s

    def complain(self, point: int, texts: Iterable[str]) -> None:
        self.problems += [Problem(point, text) for text in texts]

    def as_dict(self) -> dict[str, Any]:
        return {
            "exercise": self.exercise,
            "sound": self.sound,
            "tests": self.tests,
            "mutants": self.mutants,
            "killed": self.killed,
            "runs": self.runs,
            "cpu_s": round(self.cpu_s, 3),
            "margin": round(self.margin, 3),
            "problems": [asdict(problem) for problem in self.problems],
        }


def table(reports: Iterable[Report]) -> Iterator[str]:
    """A line for each exercise, and below it what has to be mended."""
    rows = list(reports)
    width = max([len("exercise"), *(len(row.exercise) for row in rows)])
    yield f"{'exercise':<{width}}  tests  mutants  runs  seconds  margin"
    for row in rows:
        yield (
            f"{row.exercise:<{width}}  {row.tests:>5}  {f'{row.killed}/{row.mutants}':>7}"
            f"  {row.runs:>4}  {row.cpu_s:>7.2f}  {row.margin:>5.0%}   "
            + ("sound" if row.sound else "NOT SOUND")
        )
        for problem in sorted(row.problems, key=lambda problem: problem.point):
            yield f"  {problem.point}  {problem.text}"

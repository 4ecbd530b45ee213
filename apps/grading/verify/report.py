"""What was found out about an exercise, and how it is printed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from apps.grading.verify.gates import Gate
from apps.sandbox.exercise import Exercise

MOST_SHOWN = 8  # problems of one point of one exercise


@dataclass(frozen=True)
class Problem:
    """Something to mend. `point` counts as in docs/authoring.md, "What verify proves"."""

    point: int
    text: str


@dataclass
class Report:
    """`depth`: full, quick, or unchanged (what the last full verification said)."""

    exercise: str
    tests: int
    mutants: int
    cpu_limit_s: float
    depth: str = "full"
    runs: int = 0
    cpu_s: float = 0.0  # the slowest right solution
    speed: float = 1.0  # of the machine, in reference seconds a second
    changes: int = 0  # mechanical mutants
    told_apart: int = 0
    problems: list[Problem] = field(default_factory=list)
    surviving: set[str] = field(default_factory=set)
    gates: dict[str, Gate] = field(default_factory=dict)  # by name, the narrowest measurement
    unchecked: list[str] = field(default_factory=list)  # what a quick pass left out

    @classmethod
    def of(cls, exercise: Exercise, depth: str = "full") -> "Report":
        limit_s = exercise.limits.cpu_s
        return cls(exercise.id, len(exercise.tests), len(exercise.mutants), limit_s, depth)

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

    def take_gates(self, found: Iterable[Gate]) -> None:
        for gate in found:
            known = self.gates.get(gate.name)
            if known is None or gate.margin < known.margin:
                self.gates[gate.name] = gate

    @property
    def counts(self) -> dict[str, Any]:
        """What two verifications of the same exercise have to agree about."""
        return {
            "tests": self.tests,
            "mutants": self.mutants,
            "killed": self.killed,
            "mechanical": self.changes,
            "told_apart": self.told_apart,
        }

    def figures(self) -> dict[str, Any]:
        """What verified.json keeps."""
        return self.counts | {
            "runs": self.runs,
            "cpu_s": round(self.cpu_s, 3),
            "speed": self.speed,
            "gates": [asdict(gate) for gate in self.gates.values()],
        }

    @classmethod
    def unchanged(cls, exercise: Exercise, figures: Mapping[str, Any]) -> "Report":
        """The report that `figures` were taken from."""
        report = cls.of(exercise, "unchanged")
        report.runs, report.cpu_s = figures["runs"], figures["cpu_s"]
        report.speed = figures["speed"]
        report.changes, report.told_apart = figures["mechanical"], figures["told_apart"]
        report.take_gates(Gate(**gate) for gate in figures["gates"])
        return report

    def as_dict(self) -> dict[str, Any]:
        return {
            "exercise": self.exercise,
            "depth": self.depth,
            "sound": self.sound,
            **self.figures(),
            "margin": round(self.margin, 3),
            "unchecked": self.unchecked,
            "problems": [asdict(problem) for problem in self.problems],
        }


def table(reports: Iterable[Report]) -> Iterator[str]:
    """A line for each exercise, and below it its gates and what has to be mended."""
    rows = list(reports)
    width = max([len("exercise"), *(len(row.exercise) for row in rows)])
    yield f"{'exercise':<{width}}  tests  mutants  mechanical  runs  seconds  margin"
    for row in rows:
        mechanical = f"{row.told_apart}/{row.changes}" if row.depth != "quick" else "-"
        yield (
            f"{row.exercise:<{width}}  {row.tests:>5}  {_killed(row):>7}  {mechanical:>10}"
            f"  {row.runs:>4}  {row.cpu_s:>7.2f}  {row.margin:>5.0%}   {_verdict(row)}"
        )
        yield from (f"  gate {gate}" for gate in row.gates.values() if row.depth != "quick")
        if row.unchecked:
            yield f"  not checked in a quick pass: {', '.join(row.unchecked)}"
        yield from _problems(row)


def _killed(row: Report) -> str:
    return f"{row.killed}/{row.mutants}"


def _verdict(row: Report) -> str:
    words = {"full": "", "quick": ", quick pass", "unchanged": ", unchanged"}[row.depth]
    return ("sound" if row.sound else "NOT SOUND") + words


def _problems(row: Report) -> Iterator[str]:
    for point in sorted({problem.point for problem in row.problems}):
        texts = [problem.text for problem in row.problems if problem.point == point]
        yield from (f"  {point}  {text}" for text in texts[:MOST_SHOWN])
        if len(texts) > MOST_SHOWN:
            yield f"  {point}  and {len(texts) - MOST_SHOWN} more (--json has them)"

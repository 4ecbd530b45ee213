"""Training gates: what was measured under each seed, and how far from the bound it stayed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MARGIN = 0.1  # of the bound


@dataclass(frozen=True)
class Gate:
    """One measurement of one gate."""

    test: str
    name: str
    value: float | None
    bound: float
    better: str  # lower or higher

    @property
    def margin(self) -> float:
        """The distance from the bound, in bounds; negative when the gate was missed."""
        if self.value is None:
            return float("-inf")
        distance = self.bound - self.value if self.better == "lower" else self.value - self.bound
        return distance / abs(self.bound) if self.bound else distance

    def __str__(self) -> str:
        value = "nothing" if self.value is None else f"{self.value:.4g}"
        sign = "<" if self.better == "lower" else ">"
        return f"{self.name} {value} {sign} {self.bound:g} (margin {self.margin:.0%})"


def gates_of(result: Mapping[str, Any]) -> list[Gate]:
    return [
        Gate(test["id"], gate["name"], gate["value"], gate["bound"], gate["better"])
        for test in result["tests"]
        for gate in test.get("gates") or []
    ]


def narrow(result: Mapping[str, Any]) -> Iterator[str]:
    """Gates that were held with less than the margin."""
    for gate in gates_of(result):
        if 0 <= gate.margin < MARGIN:
            yield (
                f"{gate.test}: {gate} under seed {result['seed']}; a margin of {MARGIN:.0%} is due"
            )


def without_gates(result: Mapping[str, Any], trained: Collection[str]) -> Iterator[str]:
    stating = {gate.test for gate in gates_of(result)}
    for test in result["tests"]:
        if test["id"] in trained and test["status"] == "pass" and test["id"] not in stating:
            yield f"{test['id']} trains and states no gate: call gate(…) with what it measured"

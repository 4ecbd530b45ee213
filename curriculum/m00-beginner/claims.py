"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes.
"""

import tomllib
from pathlib import Path

Claim = tuple[str, tuple[float, ...]]
CURRICULUM = Path(__file__).resolve().parents[1]


def module(path: Path) -> dict[str, float]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


HOURS = sum(module(path)["hours"] for path in CURRICULUM.glob("*/module.toml"))

THREE_MONTHS: list[Claim] = [
    ("counts about 140 hours", (round(HOURS, -1),)),
    ("hours a week make 36 weeks", (HOURS / 4,)),
]

CLAIMS: dict[str, list[Claim]] = {"three-months": THREE_MONTHS, "failing-tests": []}
GIVEN: dict[str, set[str]] = {"three-months": set(), "failing-tests": set()}

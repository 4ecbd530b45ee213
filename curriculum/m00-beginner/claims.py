"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes.
"""

import tomllib
from pathlib import Path

import numpy as np

Claim = tuple[str, tuple[float, ...]]
CURRICULUM = Path(__file__).resolve().parents[1]


def module(path: Path) -> dict[str, float]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


HOURS = sum(module(path)["hours"] for path in CURRICULUM.glob("*/module.toml"))

THREE_MONTHS: list[Claim] = [
    ("counts a little more than 140 hours", (HOURS // 10 * 10,)),
    ("hours a week make 36 weeks", (HOURS / 4,)),
]


def longest_run(tosses: list[bool]) -> int:
    best = run = 0
    for heads in tosses:
        run = run + 1 if heads else 0
        best = max(best, run)
    return best


def longest_runs(tosses: int) -> np.ndarray:
    """Of heads, in a thousand repetitions."""
    heads = np.random.default_rng(0).random((1000, tosses)) < 0.5
    return np.array([longest_run(row) for row in heads.tolist()])


RUNS = longest_runs(100)

NOTEBOOK: list[Claim] = [
    ("6, in the middle of a thousand", (np.median(RUNS),)),
    ("In about 8 of 10 it is 5 or longer, and in about 3 of 10 it is 7 or longer",
     (10 * (RUNS >= 5).mean(), 10, 5, 10 * (RUNS >= 7).mean(), 10, 7)),
    ("A longest run of 3, which is what many people expect, comes in about 3 of 100",
     (3, 100 * (RUNS == 3).mean(), 100)),
    ("chance of 1 in 64", (1, 2**6)),
    ("- 6, as before\n- 9\n- 19\n- 60",
     (np.median(RUNS), np.median(longest_runs(1000)), 19, 10 * np.median(RUNS))),
    ("9, in the middle", (np.median(longest_runs(1000)),)),
    ("three more heads make it 8 times rarer", (2**3,)),
    ("median 6; 5 or longer in 80 %", (np.median(RUNS), 5, 100 * (RUNS >= 5).mean())),
]  # fmt: skip

DAYS, WORKED = 7 * 8, 7 * 8 - 6 - 4

STREAKS: list[Claim] = [
    ("streak stands at 11 of 56", (11, DAYS)),
    ("46 of the 56 days were worked, which makes 34.5 of 42 hours",
     (WORKED, DAYS, 0.75 * WORKED, 0.75 * DAYS)),
    ("forgotten 35 of those days", (WORKED - 11,)),
    ("a little more than 140 hours of work", (HOURS // 10 * 10,)),
    ("at 4 hours a week it is 36 weeks, at 10 it is 15",
     (4, HOURS / 4, 10, np.ceil(HOURS / 10))),
]  # fmt: skip

CLAIMS: dict[str, list[Claim]] = {
    "three-months": THREE_MONTHS,
    "failing-tests": [],
    "first-notebook-entry": NOTEBOOK,
    "choosing-your-chatbot": [],
    "hours-not-streaks": STREAKS,
    "asking-a-mentor-well": [],
}
GIVEN: dict[str, set[str]] = {lesson: set() for lesson in CLAIMS} | {
    "asking-a-mentor-well": {"0.1", "2.0", "5.3", "3.0", "1.0", "3.5"},
    "failing-tests": {"0.0", "2.0"},
}

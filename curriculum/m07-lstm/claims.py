"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

import numpy as np

from apps.sandbox import stories

Claim = tuple[str, tuple[float, ...]]

# The potter's story, the second that the generator writes with seed 3, and nets of one unit.
POTTER = stories.write(1_500, 3)[0].splitlines()[1]
FAR = POTTER.index("turned the wheel") - POTTER.index("potter")
TRADES = len(stories.TABLES["trade"])


def resting(weight: float) -> float:
    """Where h = tanh(weight h) comes to rest from 0.5."""
    h = 0.5
    for _ in range(100):
        h = float(np.tanh(weight * h))
    return h


REST = resting(2.0)
LATCH = 2 * (1 - REST**2)

RECURRENCE: list[Claim] = [
    ("stands 362 characters earlier", (FAR,)),
    ("1,280 of them with vectors of 10 numbers and 128 hidden units", (10 * 128, 10, 128)),
    ("a window of 370 would need 473,600", (370, 370 * 1280)),
    ("$0.9^{100}$ is 0.0000266, about 27 millionths", (0.9, 100, 0.9**100, 0.9**100 * 1e6)),
    ("a weight of 1.1 the same product is 13,781", (1.1, 1.1**100)),
    ("the state climbs to 0.9575 and", (REST,)),
    ("it stays at −0.9575. Disturb", (resting(2.0) * -1,)),
    ("$2\\,(1 - 0.9575^2)$, or 0.166", (2, 1, REST, 2, LATCH)),
    ("16 billionths are left", (LATCH**10 * 1e9,)),
    ("by a factor of 0.166 a step", (LATCH,)),
    ("a number with 35 zeros after the point", (np.floor(-362 * np.log10(0.8)),)),
    ("after 362 of them, whatever", (FAR,)),
]

CLAIMS: dict[str, list[Claim]] = {
    "recurrence": RECURRENCE,
}
GIVEN: dict[str, set[str]] = {
    "recurrence": {"0.5", "0.8"},
}

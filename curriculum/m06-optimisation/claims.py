"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

Claim = tuple[str, tuple[float, ...]]

# Lesson 1, variance-through-layers
VARIANCE: list[Claim] = []

# Lesson 2, dead-and-saturated-units
UNITS: list[Claim] = []

# Lesson 3, gradient-descent-on-a-bowl
BOWL: list[Claim] = []

# Lesson 4, momentum
MOMENTUM: list[Claim] = []

# Lesson 5, adam-line-by-line
ADAM: list[Claim] = []

# Lesson 6, weight-decay-is-not-l2
DECAY: list[Claim] = []

# Lesson 7, clipping
CLIPPING: list[Claim] = []

# Lesson 8, warm-up-and-cosine
SCHEDULE: list[Claim] = []

# Lesson 9, finding-a-learning-rate
FINDING: list[Claim] = []

CLAIMS = {
    "variance-through-layers": VARIANCE,
    "dead-and-saturated-units": UNITS,
    "gradient-descent-on-a-bowl": BOWL,
    "momentum": MOMENTUM,
    "adam-line-by-line": ADAM,
    "weight-decay-is-not-l2": DECAY,
    "clipping": CLIPPING,
    "warm-up-and-cosine": SCHEDULE,
    "finding-a-learning-rate": FINDING,
}
GIVEN: dict[str, set[str]] = {
    "variance-through-layers": set(),
    "dead-and-saturated-units": set(),
    "gradient-descent-on-a-bowl": set(),
    "momentum": set(),
    "adam-line-by-line": set(),
    "weight-decay-is-not-l2": set(),
    "clipping": set(),
    "warm-up-and-cosine": set(),
    "finding-a-learning-rate": set(),
}

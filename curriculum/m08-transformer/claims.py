"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

Claim = tuple[str, tuple[float, ...]]

# attention
ATTENTION: list[Claim] = []

# scaling-by-root-d
SCALING: list[Claim] = []

# hiding-the-future
HIDING: list[Claim] = []

# many-heads
HEADS: list[Claim] = []

# positions
POSITIONS: list[Claim] = []

# layer-norm
LAYER_NORM: list[Claim] = []

# counting-parameters
COUNTING: list[Claim] = []

# entropy-floor
FLOOR: list[Claim] = []

# reading-a-gpt
READING: list[Claim] = []

CLAIMS = {
    "attention": ATTENTION,
    "scaling-by-root-d": SCALING,
    "hiding-the-future": HIDING,
    "many-heads": HEADS,
    "positions": POSITIONS,
    "layer-norm": LAYER_NORM,
    "counting-parameters": COUNTING,
    "entropy-floor": FLOOR,
    "reading-a-gpt": READING,
}
GIVEN: dict[str, set[str]] = {
    "attention": set(),
    "scaling-by-root-d": set(),
    "hiding-the-future": set(),
    "many-heads": set(),
    "positions": set(),
    "layer-norm": set(),
    "counting-parameters": set(),
    "entropy-floor": set(),
    "reading-a-gpt": set(),
}

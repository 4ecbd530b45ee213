"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

Claim = tuple[str, tuple[float, ...]]

CLAIMS: dict[str, list[Claim]] = {}
GIVEN: dict[str, set[str]] = {}

"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

import numpy as np

Claim = tuple[str, tuple[float, ...]]

# The stall: orders of flour, eggs and milk; price and weight of one; worth of each total.
ORDERS = np.array([[2, 1, 0], [1, 0, 3]])  # (N, D)
TABLE = np.array([[3, 6], [2, 5], [4, 1]])  # (D, M)
WORTH = np.array([[1, 0], [2, 1]])  # (N, M)
TOTALS = ORDERS @ TABLE
D_TABLE = ORDERS.T @ WORTH
D_ORDERS = WORTH @ TABLE.T
N, D, M = 32, 100, 50

SHAPES: list[Claim] = [
    ("{pmatrix} 8 & 17 \\\\ 15 & 9 \\end", tuple(TOTALS.ravel())),
    ("pays 8 and carries 17", tuple(TOTALS[0])),
    ("It is 4. The first", (D_TABLE[0, 0],)),
    ("$0\\cdot0 + 3\\cdot1 = 3$", (0, 0, 3, 1, D_TABLE[2, 1])),
    ("{pmatrix} 4 & 1 \\\\ 1 & 0 \\\\ 6 & 3 \\end", tuple(D_TABLE.ravel())),
    ("$1\\cdot3 + 0\\cdot6 = 3$", (1, 3, 0, 6, D_ORDERS[0, 0])),
    ("$\\mathrm{d}b = (3, 1)$", tuple(WORTH.sum(axis=0))),
    ("has 1,600 outputs and 5,000 weights", (N * M, D * M)),
    ("has 8,000,000 entries", (N * M * D * M,)),
    ("The gradient has 5,000", (D * M,)),
]

CLAIMS = {"shapes-of-gradients": SHAPES}
GIVEN: dict[str, set[str]] = {"shapes-of-gradients": set()}

"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

import numpy as np

from apps.sandbox import stories

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

# The bird that flew: scores of sang, flew and sank.
LOGITS = np.log([6.0, 3.0, 1.0])
EXPECTED = np.exp(LOGITS) / np.exp(LOGITS).sum()
PULLS = EXPECTED - np.array([0, 1, 0])
ROW = EXPECTED[1] * (np.array([0, 1, 0]) - EXPECTED)  # of softmax's table, for flew
STUCK = np.log(1 + 49 / np.e)  # nats: a perfect model whose probabilities are taken for logits


def squared_pull(p: float) -> float:
    """How (1 - p)^2 moves with the logit of what came, for two outcomes."""
    return -2 * (1 - p) * p * (1 - p)


SOFTMAX: list[Claim] = [
    ("1.792 for *sang*, 1.099 for *flew* and 0 for *sank*", tuple(LOGITS)),
    ("makes 0.6, 0.3 and 0.1 of them", tuple(EXPECTED)),
    ("$-\\ln 0.3$, which is 1.204 nats", (EXPECTED[1], -np.log(EXPECTED[1]))),
    (
        "rises by 0.6 a unit where the model said 0.6, by 0.1 where it said 0.1",
        (PULLS[0], EXPECTED[0], PULLS[2], EXPECTED[2]),
    ),
    ("where it said 0.3, for the word that came, it falls by 0.7", (EXPECTED[1], -PULLS[1])),
    ("For 0.3 that is $-3.333$", (EXPECTED[1], -1 / EXPECTED[1])),
    ("stand $-0.18$, $0.21$ and $-0.03$", tuple(ROW)),
    ("by $-3.333$, that is 0.6, −0.7 and 0.1", (-1 / EXPECTED[1], *(-ROW / EXPECTED[1]))),
    ("with 50,000 tokens would have a table of 2,500,000,000 entries", (50_000, 50_000**2)),
    ("0.99 for what came is a pull of 0.01", (0.99, 1 - 0.99)),
    ("by about 500 times", (round((0.001 - 1) / squared_pull(0.001), -2),)),
    ("$p_y - 1$, or −0.999", (1, 0.001 - 1)),
    ("or −0.002. The factor", (squared_pull(0.001),)),
    ("is $\\ln 50$, 3.91 nats", (50, np.log(50))),
    ("- 2.95 nats", (STUCK,)),
    ("about 5 %: its surprise is 2.95 nats", (100 * np.exp(-STUCK), STUCK)),
    ("Between 3.91 and 2.95", (np.log(50), STUCK)),
]

# The V: 21 points, and nets of one hidden layer.
V_SHAPE = np.abs(np.linspace(-1, 1, 21))


def parameters(inputs: int, hidden: int, outputs: int) -> int:
    """Weights and biases of a net with one hidden layer."""
    return (inputs + 1) * hidden + (hidden + 1) * outputs


LM = 50 * 10 + parameters(8 * 10, 128, 50)  # the reference of exercise 5.6
GPT2 = (50257 + 1024) * 768 + 12 * (12 * 768**2 + 13 * 768) + 2 * 768  # weights, biases, norms


def dent(x: float) -> float:
    """Two soft steps chosen by eye."""
    return float(1 - np.tanh(3 * (x + 0.5)) / 2 + np.tanh(3 * (x - 0.5)) / 2)


NET: list[Claim] = [
    ("the sum is 0.095", (dent(0),)),
    ("and it is 0.953", (dent(1),)),
    ("the mean of the values, 0.52", (V_SHAPE.mean(),)),
    ("error is 0.092", (V_SHAPE.var(),)),
    ("| 19 numbers |", (parameters(1, 6, 1),)),
    ("the 12 numbers that say where", (2 * 6,)),
    ("The other 7 still do", (6 + 1,)),
    ("so a step took 38", (2 * parameters(1, 6, 1),)),
    ("has 17,318 numbers: 34,636 evaluations", (LM, 2 * LM)),
    ("has 124,439,808", (GPT2,)),
]

# One unit with an error behind it, forwards and backwards.
X, W, B, T = 2.0, 0.5, -0.5, 1.0
SUM = W * X + B
UNIT = float(np.tanh(SUM))
ERROR = UNIT - T
D_ERROR = 2 * ERROR
D_SUM = D_ERROR * (1 - UNIT**2)

CHAIN: list[Claim] = [
    ("2.5 times, and each turn of the wheel carries you 2.1 metres", (2.5, 2.1)),
    ("5.25 metres, and a tenth", (2.5 * 2.1,)),
    ("$u^2$ moves 6 times as fast as $u$ near $u = 3$, and not at all near 0", (2, 2 * 3, 3, 0)),
    ("$a = 0.5$, $h = 0.462$, $e = -0.538$, $L = 0.289$", (SUM, UNIT, ERROR, ERROR**2)),
    ("| 0.500 | $\\partial a/\\partial b = 1$ | 1.000 |", (SUM, 1, 1)),
    ("| 0.462 | $\\partial h/\\partial a = 1 - h^2$ | 0.786 |", (UNIT, 1, 2, 1 - UNIT**2)),
    ("| −0.538 | $\\partial e/\\partial h = 1$ | 1.000 |", (ERROR, 1, 1)),
    ("| 0.289 | $\\partial L/\\partial e = 2e$ | −1.076 |", (ERROR**2, 2, D_ERROR)),
    (
        "$-1.076$, times 1 is $-1.076$, times 0.786 is $-0.846$, times 1 is $-0.846$",
        (D_ERROR, 1, D_ERROR, 1 - UNIT**2, D_SUM, 1, D_SUM),
    ),
    ("$0.786^{10}$ through, which is 0.091", (1 - UNIT**2, 10, (1 - UNIT**2) ** 10)),
    ("falls by about 0.0085", (-0.01 * D_SUM,)),
    ("- −0.423\n- −0.846", (D_SUM * W, D_SUM)),
    ("−1.692. Only", (D_SUM * X,)),
    ("$1 - h^2 = 0.786$. Writing $1 - a^2 = 0.75$", (1, 2, 1 - UNIT**2, 1, 2, 1 - SUM**2)),
    ("at $a = 2$ it would be $-3$", (2, 1 - 2**2)),
    ("$u = 1$ and $v = 0.5$", (W * X, W * W * X)),
    ("The effects add up: 2.", (W * X + W * X,)),
    ("It is 10. From", ((2 * 1 + 3) * 2,)),
]

# Slopes of the takings with each printed price: bread and milk on three bills.
BILLS = np.array([[2, 1], [0, 4], [3, 2]])
COLUMN, ROW_OF_TENS = np.array([1, 2, 3]), np.array([10, 20, 30, 40])

BROADCASTING: list[Claim] = [
    ("| first bill | 2 | 1 |", tuple(BILLS[0])),
    ("By 7. The list was copied to three", (BILLS[:, 1].sum(),)),
    ("- by 2.33, the mean", (BILLS[:, 1].mean(),)),
    ("by the sum of the row, 100", (ROW_OF_TENS.sum(),)),
    ("by the sum of the column, 6", (COLUMN.sum(),)),
]

# The tape of tanh(ab + a).
LEFT, RIGHT = 0.5, -3.0
END = float(np.tanh(LEFT * RIGHT + LEFT))
LOCAL = 1 - END**2

TAPE: list[Claim] = [
    ("| 2 | $ab$ | −1.500 | 0, 1 | −3.000, 0.500 |", (2, LEFT * RIGHT, 0, 1, RIGHT, LEFT)),
    ("| 3 | $ab + a$ | −1.000 | 2, 0 | 1.000, 1.000 |", (3, LEFT * RIGHT + LEFT, 2, 0, 1, 1)),
    ("| 4 | $\\tanh$ | −0.762 | 3 | 0.420 |", (4, END, 3, LOCAL)),
    ("$-0.762$, so its slope, one minus the square of it, is 0.420", (END, LOCAL)),
    ("Row 0 gets 0.420 from row 3", (0, LOCAL, 3)),
    ("- −1.260 from row 2; −0.840", (RIGHT * LOCAL, 2, RIGHT * LOCAL + LOCAL)),
]

LINE = "a small fox ran under the wide gate at noon."
STORIES = stories.bits_per_character()

FIRST_LM: list[Claim] = [
    ("$50^8$ is 39,062,500,000,000, about 40", (50, 8, 50**8, round(50**8 / 1e12, -1))),
    ("10 numbers in a vector and 128 hidden units it has 17,318", (10, 128, LM)),
    ("fewer than one for each 17 characters", (300_000 // LM,)),
    ("below their entropy, 0.132 bits", (STORIES,)),
    (
        "which is 4.25 bits for the 19 characters above and 5.64 for the 50",
        (np.log2(len(set(LINE))), len(set(LINE)), np.log2(50), 50),
    ),
    ("Ours has 44 characters", (len(LINE),)),
]

CLAIMS = {
    "first-neural-lm": FIRST_LM,
    "tape": TAPE,
    "broadcasting-backwards": BROADCASTING,
    "chain-rule": CHAIN,
    "net-as-formula": NET,
    "softmax-cross-entropy": SOFTMAX,
    "shapes-of-gradients": SHAPES,
}
GIVEN: dict[str, set[str]] = {
    "first-neural-lm": {"0.41", "0.01", "0.31", "0.33"},
    "tape": {"0.5", "0.500", "3.000"},
    "broadcasting-backwards": set(),
    "chain-rule": {"0.01"},
    "net-as-formula": {"0.2", "0.5", "0.00001"},
    "shapes-of-gradients": set(),
    "softmax-cross-entropy": {"0.01", "0.001", "0.99"},
}

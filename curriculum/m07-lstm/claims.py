"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

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
    ("a number with 35 zeros after the point", (np.floor(-362 * np.log10(0.8)),)),
    ("after 362 of them, whatever", (FAR,)),
]

# The cell that counts the letter a: gates that are open and closed, and where the count goes.


def sigmoid(a: float) -> float:
    return float(1 / (1 + np.exp(-a)))


OPEN, SHUT, PROPOSED = sigmoid(4), sigmoid(-4), float(np.tanh(2))
SUMS = {
    "b": (-4, 4, -1, -3),
    "a": (4, 4, 2, -3),
    "n": (-4, 4, 1, -3),
    ",": (-4, 4, -2, 4),
    " ": (-4, -4, 1, -3),
}


def counted(word: str) -> list[float]:
    """The cell after each letter."""
    cell, found = 0.0, []
    for letter in word:
        i, f, g, _ = SUMS[letter]
        cell = sigmoid(f) * cell + sigmoid(i) * float(np.tanh(g))
        found.append(cell)
    return found


COUNTS = counted("banana, a")
KEPT = OPEN * COUNTS[6] + SHUT * float(np.tanh(1))  # had the space not wiped it

GATES: list[Claim] = [
    (
        "| 0.0003 | 0.018 | 0.269 | 0.5 | 0.731 | 0.982 | 0.9997 |",
        tuple(sigmoid(a) for a in (-8, -4, -1, 0, 1, 4, 8)),
    ),
    ("$\\tanh(2) = 0.964$", (2, PROPOSED)),
    ("input gate $\\sigma(4) = 0.982$. What comes in is 0.947", (4, OPEN, OPEN * PROPOSED)),
    (
        "say 0.762, since the gate is $\\sigma(-4) = 0.018$ and lets 0.014 of",
        (np.tanh(1), -4, SHUT, SHUT * np.tanh(1)),
    ),
    (
        "At every letter of the task it is $\\sigma(4) = 0.982$. At the space it is 0.018",
        (4, OPEN, SHUT),
    ),
    ("the count of 2.69 that stood there becomes 0.05", (COUNTS[6], SHUT * COUNTS[6])),
    ("kept by 0.982 is not", (OPEN,)),
    (
        "count is 2.75, where three times 0.947 would be 2.84",
        (COUNTS[5], OPEN * PROPOSED, 3 * OPEN * PROPOSED),
    ),
    ("$\\sigma(8)$ keeps 0.9997", (8, sigmoid(8))),
    (
        "There the cell is 2.69, its tanh 0.991, and 0.973 of it",
        (COUNTS[6], np.tanh(COUNTS[6]), OPEN * np.tanh(COUNTS[6])),
    ),
    ("gate at 0.047, what is shown stays below 0.05", (sigmoid(-3), 0.05)),
    (
        "at 1.84 the tanh is 0.951 and at 2.69 it is 0.991",
        (COUNTS[4], np.tanh(COUNTS[4]), COUNTS[6], np.tanh(COUNTS[6])),
    ),
    ("- 1.01, as it is", (COUNTS[8],)),
    ("- about 3.6\n", (OPEN * KEPT + OPEN * PROPOSED,)),
    (
        "The 2.69 would have become 2.65 at the space",
        (COUNTS[6], KEPT),
    ),
    (
        "then 2.60, and 0.947 comes on top: 3.55 in all",
        (OPEN * KEPT, OPEN * PROPOSED, OPEN * KEPT + OPEN * PROPOSED),
    ),
    ("$\\sigma(0)$ is 0.5; ten steps leave $0.5^{10}$", (0, sigmoid(0), 0.5, 10)),
    (
        "by 0.9997 for the length of a story: $0.9997^{362}$ is 0.897",
        (sigmoid(8), 0.9997, FAR, 0.9997**FAR),
    ),
    (
        "$\\sigma(1) = 0.731$, and 10 steps leave 4 hundredths",
        (1, sigmoid(1), 10, 100 * sigmoid(1) ** 10),
    ),
]

# Two letters and two cells, by hand.
HAND_WX = np.array([[2.0, 0, 1, 1, 1, -1, 0, 2], [0, 1, 1, -1, -1, 2, 1, 0]])
HAND_WH = np.array([[1.0, 0, 0, 1, 0, 1, 1, 0], [0, -1, 1, 0, 1, 0, 0, 1]])
HAND_B = np.array([0.0, 0, 1, 1, 0, 0, 0, 0])


def by_hand(letter: int, h: np.ndarray, c: np.ndarray) -> dict[str, np.ndarray]:
    """Everything that one step computes, by its name in the lesson."""
    from_state = h @ HAND_WH
    a = HAND_WX[letter] + HAND_B + from_state
    i, f, g, o = np.split(a, 4)
    i, f, g, o = (1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), np.tanh(g), 1 / (1 + np.exp(-o)))
    new = f * c + i * g
    gates = {"i": i, "f": f, "g": g, "o": o, "kept": f * c, "in": i * g}
    return gates | {"state": from_state, "a": a, "c": new, "h": o * np.tanh(new)}


FIRST = by_hand(0, np.zeros(2), np.zeros(2))
SECOND = by_hand(1, FIRST["h"], FIRST["c"])


def bits_of(counts: Counter) -> float:
    """Entropy of what was counted."""
    p = np.array(list(counts.values())) / counts.total()
    return float(-(p * np.log2(p)).sum())


def lstm_size(E: int, D: int) -> int:
    """Weights and biases of an LSTM."""
    return 4 * D * (E + D + 1)


PAPER: list[Claim] = [
    (
        "need $\\sigma(0) = 0.5$, $\\sigma(2) = 0.881$ and $\\tanh(1) = 0.762$",
        (0, sigmoid(0), 2, sigmoid(2), 1, np.tanh(1)),
    ),
    (
        "$\\tanh(1) = 0.762$, times the input gate, $\\sigma(2) = 0.881$, which makes 0.671",
        (1, FIRST["g"][0], 2, FIRST["i"][0], FIRST["c"][0]),
    ),
    ("$0.5 \\cdot (-0.762) = -0.381$", (FIRST["i"][1], FIRST["g"][1], FIRST["c"][1])),
    (
        "$0.5 \\cdot \\tanh(0.671) = 0.293$ and the second $0.881 \\cdot \\tanh(-0.381) = -0.320$",
        (FIRST["o"][0], FIRST["c"][0], FIRST["h"][0], FIRST["o"][1], FIRST["c"][1], FIRST["h"][1]),
    ),
    (
        "c_1 = (0.671,\\; -0.381) \\quad h_1 = (0.293,\\; -0.320)",
        (*FIRST["c"], *FIRST["h"]),
    ),
    ("0.293 times the row of cell 1, plus −0.320 times", (FIRST["h"][0], 1, FIRST["h"][1])),
    (
        "0.293 | 0.320 | −0.320 | 0.293 | −0.320 | 0.293 | 0.293 | −0.320 |",
        tuple(SECOND["state"]),
    ),
    (
        "0.293 | 1.320 | 1.680 | 0.293 | −1.320 | 2.293 | 1.293 | −0.320 |",
        tuple(SECOND["a"]),
    ),
    ("gets 1 from the letter and 0.320 from the state", (1, SECOND["state"][1])),
    (
        "$i_2 = (0.573, 0.789)$, $f_2 = (0.843, 0.573)$, $o_2 = (0.785, 0.421)$",
        (*SECOND["i"], *SECOND["f"], *SECOND["o"]),
    ),
    ("$g_2 = (-0.867, 0.980)$", tuple(SECOND["g"])),
    (
        "0.565 is kept of 0.671, and −0.496 is let in",
        (SECOND["kept"][0], FIRST["c"][0], SECOND["in"][0]),
    ),
    ("−0.218 is kept and 0.773 let in", (SECOND["kept"][1], SECOND["in"][1])),
    (
        "c_2 = (0.069,\\; 0.555) \\quad h_2 = (0.054,\\; 0.212)",
        (*SECOND["c"], *SECOND["h"]),
    ),
    ("- about 3.6 times", (lstm_size(32, 256) / lstm_size(32, 128),)),
    ("82,432 before and 295,936 after", (lstm_size(32, 128), lstm_size(32, 256))),
    ("About 3.6 times.", (lstm_size(32, 256) / lstm_size(32, 128),)),
    (
        "1,638,400 numbers, 13 megabytes",
        (64 * 32 * (32 + 6 * 128), 64 * 32 * (32 + 6 * 128) * 8 / 1e6),
    ),
    ("parameters themselves are 82,432", (lstm_size(32, 128),)),
]

# One cell somewhere in the middle, forwards and backwards: sums 0, 2, -1 and 1, an old cell of 0.8.
LET_IN, KEEP, PROPOSAL, SHOW = sigmoid(0), sigmoid(2), float(np.tanh(-1)), sigmoid(1)
OLD_CELL = 0.8
NEW_CELL = KEEP * OLD_CELL + LET_IN * PROPOSAL
SEEN = float(np.tanh(NEW_CELL))
FROM_H = SHOW * (1 - SEEN**2)
D_CELL = 0.5 + FROM_H
D_F, D_I, D_G = D_CELL * OLD_CELL, D_CELL * PROPOSAL, D_CELL * LET_IN


def gate_slope(s: float) -> float:
    return s * (1 - s)


BACK: list[Claim] = [
    (
        "$i = 0.5$, $f = 0.881$, $g = -0.762$, $o = 0.731$; so $c = 0.324$, its tanh is 0.313, "
        "and $h = 0.229$",
        (LET_IN, KEEP, PROPOSAL, SHOW, NEW_CELL, SEEN, SHOW * SEEN),
    ),
    ("$\\mathrm{d}o = 1 \\cdot 0.313 = 0.313$", (1, SEEN, SEEN)),
    ("gets 0.731, which goes", (SHOW,)),
    ("$1 - 0.313^2 = 0.902$: to the cell come 0.659", (1, SEEN, 2, 1 - SEEN**2, FROM_H)),
    ("= 0.5 + 0.659 = 1.159", (0.5, FROM_H, D_CELL)),
    ("$\\mathrm{d}f = 1.159 \\cdot 0.8 = 0.928$", (D_CELL, OLD_CELL, D_F)),
    ("= 1.159 \\cdot 0.881 = 1.021$", (D_CELL, KEEP, D_CELL * KEEP)),
    ("= 1.159 \\cdot (-0.762) = -0.883$", (D_CELL, PROPOSAL, D_I)),
    ("= 1.159 \\cdot 0.5 = 0.580$", (D_CELL, LET_IN, D_G)),
    (
        "| 0.500 | 0.250 | −0.883 | −0.221 |",
        (LET_IN, gate_slope(LET_IN), D_I, D_I * gate_slope(LET_IN)),
    ),
    ("| 0.881 | 0.105 | 0.928 | 0.097 |", (KEEP, gate_slope(KEEP), D_F, D_F * gate_slope(KEEP))),
    (
        "| −0.762 | 0.420 | 0.580 | 0.243 |",
        (PROPOSAL, 1 - PROPOSAL**2, D_G, D_G * (1 - PROPOSAL**2)),
    ),
    ("| 0.731 | 0.197 | 0.313 | 0.062 |", (SHOW, gate_slope(SHOW), SEEN, SEEN * gate_slope(SHOW))),
    ("sends the 0.731 to the cell", (SHOW,)),
    ("bias of 3, a forget gate of about 0.953", (3, sigmoid(3))),
    ("$0.953^{30}$ is 0.236", (sigmoid(3), 30, 0.953**30)),
]

# A text in lanes and stretches.
KEPT_NUMBERS = 16 + 6 * 64  # for the way back, of each character: x, h, c and four gates

LANES: list[Claim] = [
    ("$16 + 6 \\cdot 64 = 400$ numbers, 3,200 bytes", (16, 6, 64, KEPT_NUMBERS, 8 * KEPT_NUMBERS)),
    ("whole text needs 960,000,000 bytes", (300_000 * 8 * KEPT_NUMBERS,)),
    ("On average it is 15.5", (np.arange(32).mean(),)),
    ("stands 362 characters before", (FAR,)),
    ("With 32 lanes these are 31 false", (32, 32 - 1)),
    ("With 3,000 lanes of 100 characters", (300_000 // 100, 100)),
]

# Real trainings: what runs/training.py measured and stored.
RUNS = json.loads((Path(__file__).parent / "runs" / "training.json").read_text(encoding="utf-8"))
LONG, ON, FRESH = RUNS["long"], "held_out", "fresh every 32"
HELD = {int(step): bits for step, bits in LONG[ON].items()}
SIZES = (50 * 16, lstm_size(16, 128), 128 * 50 + 50)
CHARACTERS = stories.write(60_000, 0)[0]
SINGLE = bits_of(Counter(CHARACTERS))
PAIRS = bits_of(Counter(pairwise(CHARACTERS))) - SINGLE


def adam_steps(limit: float) -> list[float]:
    """Lengths of Adam's steps for gradients of 0.3 and one of 3000, relative to the rate."""
    m = v = 0.0
    found = []
    for t in range(1, 1301):
        g = min(limit, 3000.0 if t == 101 else 0.3)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        found.append(m / (1 - 0.9**t) / (v / (1 - 0.999**t)) ** 0.5)
    return found


UNCLIPPED = adam_steps(np.inf)

TRAINING: list[Claim] = [
    ("stretch of 32 steps in 32 lanes is 1,024 examples", (32, 32, 32 * 32)),
    (
        "800 numbers in the table, 74,240 in the LSTM and 6,450 in the output layer, 81,490",
        (*SIZES, sum(SIZES)),
    ),
    ("$\\log_2 50$, 5.64 bits", (50, np.log2(50))),
    ("the spike itself is 0.981 of", (UNCLIPPED[100],)),
    ("1,200 steps later, 0.005 of it", (1300 - 100, UNCLIPPED[1299])),
    ("Nothing is known at first: 5.64 bits", (np.log2(50),)),
    ("entropy of single characters, 4.28 bits", (SINGLE,)),
    ("it falls past 2.88, what", (PAIRS,)),
    (
        "| 5.64 | 4.37 | 3.39 | 1.26 | 0.438 | 0.309 | 0.252 |",
        tuple(HELD[step] for step in (0, 10, 30, 100, 300, 1000, 3000)),
    ),
    (
        "training text is 0.250 and on new text 0.252. With 81,490",
        (LONG["train"], HELD[3000], sum(SIZES)),
    ),
    ("entropy of the stories is 0.132", (stories.bits_per_character(),)),
    (
        "0.327 bits for stretches of 8, 0.331 for 32, 0.316 for 128, and 0.341 with",
        (
            RUNS["T 8"][ON],
            8,
            RUNS["T 32"][ON],
            32,
            RUNS["T 128"][ON],
            128,
            RUNS["never carried"][ON],
        ),
    ),
    (
        "between 2.7 and 3.9 times as many",
        (RUNS["T 8"][FRESH] / RUNS["T 8"][ON], RUNS["T 128"][FRESH] / RUNS["T 128"][ON]),
    ),
    (
        "taken from them: 0.88, 1.04, 1.23",
        (RUNS["T 8"][FRESH], RUNS["T 32"][FRESH], RUNS["T 128"][FRESH]),
    ),
    (
        "zeros, needs 0.53 so, and 0.34 when",
        (RUNS["never carried"][FRESH], RUNS["never carried"][ON]),
    ),
]

# One cell of the trained model: what runs/cell.py found and stored.
CELL = json.loads((Path(__file__).parent / "runs" / "cell.json").read_text(encoding="utf-8"))

QUOTED = [len(found) for found in re.findall(r'"[^"\n]*"', stories.write(300_000, 5)[0])]

ONE_CELL: list[Claim] = [
    ("between 18 and 24 characters", (min(QUOTED), max(QUOTED))),
    ("the weights, 74,240 of them", (SIZES[1],)),
    ("best separation is 0.972, that of cell 92", (CELL["separation"], CELL["cell"])),
    ("Somewhat above: 0.576", (CELL["separation by chance"],)),
    ("is at −11.7 inside and at −24.7 outside", (CELL["inside"], CELL["outside"])),
    ("to −7.9 on average", (CELL["at an opening"],)),
    (
        "correlation of −0.861, and the value falls by 0.33",
        (-CELL["fits"], -CELL["fall"]),
    ),
    ("closing quotation marks are 0.154", (CELL["closing"],)),
    ("from 0.154 to 0.326, twice", (CELL["closing"], CELL["closing without"])),
    ("they stay at 0.154, and", (CELL["closing held"],)),
    ("stays at 0.253", (CELL["all held"],)),
    (
        "nearer to 0 than 3.29, and the tanh of that is 0.997",
        (0, CELL["smallest"], np.tanh(CELL["smallest"])),
    ),
    ("The fall by 0.33 a character", (-CELL["fall"],)),
    ("turns the wheel 362 characters", (FAR,)),
    ("At 54 such places the model needs 2.75", (CELL["deeds"], CELL["deed"])),
    ("the 0.252 bits of the last", (HELD[3000],)),
    ("There are 8 trades, so guessing costs 3 bits", (TRADES, np.log2(TRADES))),
]

CLAIMS: dict[str, list[Claim]] = {
    "recurrence": RECURRENCE,
    "gates": GATES,
    "forward-pass-on-paper": PAPER,
    "back-through-time": BACK,
    "lanes": LANES,
    "training-an-lstm": TRAINING,
    "what-one-cell-learned": ONE_CELL,
}
GIVEN: dict[str, set[str]] = {
    "recurrence": {"0.5", "0.8"},
    "gates": set(),
    "forward-pass-on-paper": set(),
    "back-through-time": set(),
    "lanes": {"0.9"},
    "what-one-cell-learned": {"0.5", "0.97"},
    "training-an-lstm": {"4.3", "0.5", "0.31", "0.01", "0.0"},
}

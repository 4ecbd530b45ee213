"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

import json
import math
from collections import Counter
from itertools import pairwise, product
from pathlib import Path

import numpy as np
from attending import MIXED, SCORES, TEXT, WEIGHTS, softmax, stacked

from apps.sandbox import stories

Claim = tuple[str, tuple[float, ...]]

# attention: eight words with vectors made by hand
HER, KEY = TEXT.index("her"), TEXT.index("key")
E_HER = np.exp(SCORES[HER])
SURER = softmax(2 * SCORES[HER])

ATTENTION: list[Claim] = [
    ("+ 0\\cdot0 = 4$. For *her* with itself it is 2", (0, 0, SCORES[HER, 0], SCORES[HER, HER])),
    (
        "of 4, of 2 and of six zeros are 54.60, 7.39 and six times 1, together 67.99",
        (SCORES[HER, 0], SCORES[HER, HER], E_HER[0], E_HER[HER], E_HER[1], E_HER.sum()),
    ),
    (
        "*Karin* weighs 0.803, *her* itself 0.109, and each of the others 0.015",
        (WEIGHTS[HER, 0], WEIGHTS[HER, HER], WEIGHTS[HER, 1]),
    ),
    (
        "$0.803\\cdot(1, 0) + 0.015\\cdot(0, 1)$, which is (0.803, 0.015)",
        (WEIGHTS[HER, 0], 1, 0, WEIGHTS[HER, 4], 0, 1, *MIXED[HER]),
    ),
    ("a lead of 4 over 0 becomes a weight 55 times", (4, 0, WEIGHTS[HER, 0] / WEIGHTS[HER, 1])),
    ("still 0.803, because", (WEIGHTS[HER, 0],)),
    ("- 1.606, so it has to be cut to 1", (2 * round(WEIGHTS[HER, 0], 3), 1)),
    ("0.980. All scores double, to 8, 4", (SURER[0], 2 * SCORES[HER, 0], 2 * SCORES[HER, HER])),
    ("gives each of them 0.305", (WEIGHTS[KEY, 0],)),
    ("With vectors 3 wide, scores of 4 and 2", (3, SCORES[HER, 0], SCORES[HER, HER])),
]

# scaling-by-root-d: sums of four tosses of plus or minus 1
TOSSES = np.array([sum(signs) for signs in product((1, -1), repeat=4)])
HARD = 0.99

SCALING: list[Claim] = [
    (
        "| Cases of 16 | 1 | 4 | 6 | 4 | 1 |",
        (len(TOSSES), *(int((total == TOSSES).sum()) for total in (-4, -2, 0, 2, 4))),
    ),
    ("1\\cdot16)/16 = 4$. One toss", (1, 16, 16, TOSSES.var())),
    ("the root of that, 2.", (TOSSES.std(),)),
    ("64 in place of 4, and the standard", (64, 4)),
    ("8 in place of 2. Products", (np.sqrt(64), np.sqrt(4))),
    ("and $e^8$ is 2,981", (8, np.exp(8))),
    ("is 0.25 at one half, and 0.0099 at 0.99", (0.5 * 0.5, HARD * (1 - HARD), HARD)),
]

# hiding-the-future: six words, three new ones after four, and four after two
OPEN = np.tril(np.ones((6, 6), dtype=bool))
NEW_ROWS = np.tril(np.ones((3, 7), dtype=bool), k=4)
FOUR_ROWS = np.tril(np.ones((4, 6), dtype=bool), k=2)

HIDING: list[Claim] = [
    ("a text of 1,001 words gives 1,000 examples", (1001, 1001 - 1)),
    ("$1 + 2 + \\dots + 6 = 21$ open cells of 36", (1, 2, 6, OPEN.sum(), OPEN.size)),
    ("ask with 3 queries, and are answered by 7 keys", NEW_ROWS.shape),
    ("first row already has five open cells", ()),
    ("- 10\n- 18\n- 24", (OPEN[:4].sum(), FOUR_ROWS.sum(), FOUR_ROWS.size)),
    ("18: three, four, five and six", (FOUR_ROWS.sum(),)),
]

# many-heads: the query of *lost*, whole and cut; and a model of width 768
LOST = TEXT.index("lost")
WHO = softmax(stacked(1)[:, :2] @ stacked(0)[LOST, :2])
WHAT = softmax(stacked(1)[:, 2:] @ stacked(0)[LOST, 2:])

HEADS: list[Claim] = [
    ("it got was 0.20 of each", (WEIGHTS[LOST, 0],)),
    ("Karin's is 4 and the key's is 10", (4, 10)),
    ("to each receives 7. From 7", ((4 + 10) / 2, (6 + 8) / 2)),
    ("One head gives 0.20 to each of four words", (WEIGHTS[LOST, KEY],)),
    ("give them 0.25 each", (1 / 4,)),
    ("gives 0.31 to each of the persons, and the other one 0.36", (WHO[0], WHAT[KEY])),
    ("and 12 heads it is the root of 64", (12, 768 / 12)),
    ("root of 768 makes scores about 3.5 times too small", (768, np.sqrt(768 / 64))),
    ("- 2,359,296 before and after", (4 * 768**2,)),
]

# positions: a pair turned by 30 degrees a step; the four speeds of eight numbers
SPEEDS = 10_000.0 ** (-np.arange(0, 8, 2) / 8)

POSITIONS: list[Claim] = [
    ("with 1,024 places of 768 numbers: 786,432 parameters", (1024, 768, 1024 * 768)),
    ("place 36, which is 100 less 64", (100 - 64, 100, 64)),
    ("At 30 degrees a step, 12 steps are a full circle", (30, 360 / 30)),
    ("- 13, 25, 37 and so on", (1 + 12, 1 + 24, 1 + 36)),
    ("with the speeds 1, 0.1, 0.01 and 0.001", tuple(SPEEDS)),
    ("after 6.3 places, the slowest after 6,283", (2 * np.pi / SPEEDS[0], 2 * np.pi / SPEEDS[-1])),
    ("about 57 degrees; a full circle has 6.28", (180 / np.pi, 2 * np.pi)),
    ("all speeds 57 times too slow", (180 / np.pi,)),
]

# layer-norm: the row (1, 3, 3, 9), and layers that pass on half of a nudge
ROW = np.array([1.0, 3.0, 3.0, 9.0])
CENTRED = ROW - ROW.mean()
NORMED = CENTRED / ROW.std()
FAINT = 1e-3  # the standard deviation of a row that is nearly constant
EPSILON = 1e-5

LAYER_NORM: list[Claim] = [
    ("twelve times over: 0.00024", (0.5**12,)),
    ("and you get 130", (1.5**12,)),
    ("Twelve layers have 4,096 roads", (2**12,)),
    ("twelve times over, is the 130", (1.5**12,)),
    ("make a factor of about 3.8", ((1 + 0.5**2) ** (12 / 2),)),
    ("5. Variances of independent things add up, so the end has variance 25", (25**0.5, 1 + 24)),
    ("the variance ends at 2.", (1 + 24 / 24,)),
    ("Its mean is 4. Take it away: $(-3, -1, -1, 5)$", (ROW.mean(), *CENTRED)),
    ("is $(9 + 1 + 1 + 25)/4 = 9$", (*CENTRED**2, 4, ROW.var())),
    ("Divide: $(-1, -0.333, -0.333, 1.667)$", tuple(NORMED)),
    ("get $\\sqrt{12}$, 3.464, in place of 3", (ROW.var(ddof=1), ROW.std(ddof=1), ROW.std())),
    ("Its square is 0.000001, a tenth", (FAINT**2,)),
    ("divided by 0.00332", ((FAINT**2 + EPSILON) ** 0.5,)),
    ("a standard deviation of 0.302", (FAINT / (FAINT**2 + EPSILON) ** 0.5,)),
    ("come out with 0.990", (FAINT / (FAINT + EPSILON),)),
    ("Its mean is 0.25. The mean", (1 / 4,)),
    ("a quarter of $-1$, which is $-0.25$", (NORMED[0], NORMED[0] / 4)),
]


# counting-parameters: the model of exercise 8.8 and four sizes of GPT-2
def block_size(D: int) -> dict[str, int]:
    """Weights and biases of each layer of a block."""
    return {
        "ln1": 2 * D,
        "qkv": 3 * D * D + 3 * D,
        "proj": D * D + D,
        "ln2": 2 * D,
        "up": 4 * D * D + 4 * D,
        "down": 4 * D * D + D,
    }


def gpt_size(V: int, T: int, D: int, L: int) -> int:
    return (V + T) * D + L * sum(block_size(D).values()) + 2 * D


OURS = gpt_size(50, 128, 64, 2)
SMALL = gpt_size(50257, 1024, 768, 12)
SMALL_BLOCK = block_size(768)
IN_ATTENTION = 12 * (SMALL_BLOCK["qkv"] + SMALL_BLOCK["proj"])
IN_MLP = 12 * (SMALL_BLOCK["up"] + SMALL_BLOCK["down"])

COUNTING: list[Claim] = [
    ("It is 124 million", (round(SMALL / 1e6),)),
    ("$50 \\cdot 64 = 3{,}200$ and $128 \\cdot 64 = 8{,}192$", (50, 64, 3200, 128, 64, 8192)),
    ("| 64 | 64 | 128 |\n| `qkv`", (64, 64, block_size(64)["ln1"])),
    ("| 12,288 | 192 | 12,480 |", (3 * 64**2, 3 * 64, block_size(64)["qkv"])),
    ("| 4,096 | 64 | 4,160 |", (64**2, 64, block_size(64)["proj"])),
    ("| 16,384 | 256 | 16,640 |", (4 * 64**2, 256, block_size(64)["up"])),
    ("| 16,384 | 64 | 16,448 |", (4 * 64**2, 64, block_size(64)["down"])),
    ("| block | | | 49,984 |", (sum(block_size(64).values()),)),
    ("have 99,968. The last norm has 128", (2 * sum(block_size(64).values()), 2 * 64)),
    ("The sum is 111,488", (OURS,)),
    ("- 111,488, as before\n- 136,448", (OURS, OURS + 2 * block_size(64)["qkv"])),
    (
        "In the MLPs: 46 % of all. Attention has 23 %, half of that, and the token table 31 %",
        (100 * IN_MLP / SMALL, 100 * IN_ATTENTION / SMALL, 100 * 50257 * 768 / SMALL),
    ),
    ("then reports 163,037,184", (SMALL + 50257 * 768,)),
    ("a file of 498 MB", (4 * SMALL / 1e6,)),
    ("16 bytes, 1.99 GB", (16, 16 * SMALL / 1e9)),
    ("0.16 for $D = 64$, 0.55 for $D = 768$", (0.02 * 64**0.5, 64, 0.02 * 768**0.5, 768)),
    ("scores have one of 8 for", (64**0.5,)),
    ("has 111,488 parameters and", (OURS,)),
]

# entropy-floor: what training.py found, and a source of lines such as "c...c"
TRAINED = json.loads((Path(__file__).parent / "training.json").read_text(encoding="utf-8"))
SOUND = dict(TRAINED["sound"])
BY_PLACE = np.array(TRAINED["by_place"])
LATE = BY_PLACE[64:].mean()
STORIES = stories.bits_per_character()
READ = stories.write(300_000, seed=2)[0]
AFTER, ALONE = Counter(pairwise(READ)), Counter(READ)
PAIRS = sum(n * math.log2(ALONE[a] / n) for (a, _), n in AFTER.items()) / len(READ)

FLOOR: list[Claim] = [
    ("it needs 0.27 bits for each", (LATE,)),
    ("which is 5.64 bits for the 50 characters", (np.log2(50), 50)),
    ("first letter, 3 bits. The rest", (np.log2(8),)),
    ("A loss of 0.27 means: 0.132 bits are dice", (LATE, STORIES)),
    ("in bits a character, 0.132 |", (STORIES,)),
    ("counted: 111,488 of them", (OURS,)),
    ("It begins at 5.71", (SOUND[0],)),
    ("Within 50 steps it falls to 4.23", (50, SOUND[50])),
    ("At 400 steps it has 2.72", (400, SOUND[400])),
    ("counting pairs gives, 2.88", (PAIRS,)),
    (
        "At 800 steps it has 0.94, at 1,000 steps 0.64, and at the end 0.28",
        (800, SOUND[800], 1000, SOUND[1000], SOUND[2000]),
    ),
    (
        "1.38 bits over the first eight places, 0.27 over the second half",
        (BY_PLACE[:8].mean(), LATE),
    ),
    (
        "0.042 bits after 2,000 steps, against a floor of 0.132",
        (dict(TRAINED["leak"])[2000], 2000, STORIES),
    ),
    ("is at 1.46 after the same 2,000 steps", (dict(TRAINED["no_positions"])[2000], 2000)),
    (
        "is at 3.75 after 600 steps, where the sound one has 1.73",
        (dict(TRAINED["too_fast"])[600], 600, SOUND[600]),
    ),
    ("The 0.14 bits between ours and the floor", (LATE - STORIES,)),
]

# reading-a-gpt: two GELUs over a fine grid
GRID = np.linspace(-6, 6, 12001)
EXACT = np.array([x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in GRID])
BY_TANH = 0.5 * GRID * (1 + np.tanh(np.sqrt(2 / np.pi) * (GRID + 0.044715 * GRID**3)))

READING: list[Claim] = [
    ("The sum is 111,488, to the last", (OURS,)),
    ("differ by 0.00047 at most", (np.abs(BY_TANH - EXACT).max(),)),
    ("$\\ln 50$ is 3.91", (50, np.log(50))),
]

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
    "layer-norm": {"0.00001", "0.001"},
    "counting-parameters": {"0.02"},
    "entropy-floor": {"0.31", "0.34", "0.41", "0.5", "0.75", "1.0"},
    "reading-a-gpt": {"3.93", "0.0002", "8.4", "8.6", "8.7"},
}

"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

from collections.abc import Iterable
from itertools import product
from math import sqrt
from pathlib import Path
from runpy import run_path

import numpy as np
from small_net import training

Claim = tuple[str, tuple[float, ...]]
FIGURES = Path(__file__).parent / "figures"
GPT2 = (50257 + 1024) * 768 + 12 * (12 * 768**2 + 13 * 768) + 2 * 768  # weights, biases, norms

# Lesson 1, variance-through-layers
TOSSES = {n: [sum(signs) for signs in product((1, -1), repeat=n)] for n in (2, 4)}
MEAN_SQUARES = {n: float(np.mean(np.square(sums))) for n, sums in TOSSES.items()}
NODES, HEIGHTS = np.polynomial.hermite_e.hermegauss(200)


def tanh_sizes(gain: float, layers: int) -> float:
    """Typical size of the values after so many wide tanh layers, from inputs of size 1."""
    q = 1.0
    for _ in range(layers):
        squares = np.tanh(gain * np.sqrt(q) * NODES) ** 2
        q = float(np.average(squares, weights=HEIGHTS))
    return sqrt(q)


VARIANCE: list[Claim] = [
    ("a 1 with 20 zeros. Each layer makes the values about 10", (1, np.log10(10.0**20), 10)),
    ("and here it is 0.1", (1 / sqrt(100),)),
    ("The sum is $2$, $0$, $0$ or $-2$", tuple(float(x) for x in TOSSES[2])),
    ("is $(4+0+0+4)/4 = 2$", (*(float(x) ** 2 for x in TOSSES[2]), 4, MEAN_SQUARES[2])),
    ("over all 16 ways the coins can fall, is 4", (len(TOSSES[4]), MEAN_SQUARES[4])),
    ("For 100 inputs that is 0.1", (100, 1 / sqrt(100))),
    ("$2^{-10}$, which is 0.00098", (2, -10, 2**-10)),
    ("after 20 layers they have the size 0.16", (20, tanh_sizes(1, 20))),
    ("after 1,000 they have 0.022", (1_000, tanh_sizes(1, 1_000))),
    ("in balance at the size 0.65", (tanh_sizes(5 / 3, 1_000),)),
    ("shrinks everything to 0.000017", (3**-10,)),
]

# Lesson 2, dead-and-saturated-units
LAYER = np.array([[0, 0, 3, 0, 8], [12, 0, 9, 0, 0], [0, 0, 21, 0, 6], [4, 0, 7, 15, 0]]) / 10
RESTING = LAYER == 0
DEAD = 64 * training(0.125, 1_000)[-1][1]

UNITS: list[Claim] = [
    ("$\\sqrt{2/8} = 0.5$ before the ReLU", (2, 8, sqrt(2 / 8))),
    ("57 of the 64 are 0 for every example", (DEAD, 64, 0)),
    ("only 7 units are left", (64 - DEAD,)),
    ("Of the 20 entries 11 are 0. That is 55 %", (20, RESTING.sum(), 0, 100 * RESTING.mean())),
    ("- 0.2, one unit of five", (RESTING.all(axis=0).mean(),)),
    ("- 0.55\n", (RESTING.mean(),)),
    ("With `axis=0` it is 0.2.", (0, RESTING.all(axis=0).mean())),
    ("$0.9^{10}$, which is 0.35", (0.9, 10, 0.9**10)),
    ("On 100 examples that is 0.00003", (100, 0.9**100)),
    ("at $|h| = 0.97$ the slope $1-h^2$ is 0.059", (0.97, 1, 2, 1 - 0.97**2)),
    ("at 0.99 it is 0.020", (0.99, 1 - 0.99**2)),
]


# Lesson 3, gradient-descent-on-a-bowl
def factors(rate: float) -> tuple[float, float]:
    """Of one step on the parabola of curvature 4, and where it is after 5 steps from 1."""
    return 1 - 4 * rate, (1 - 4 * rate) ** 5


def steps_to_a_thousandth(kappa: float) -> int:
    """Of gradient descent with the best rate on a bowl of that condition number."""
    return int(np.ceil(np.log(1000) / -np.log((kappa - 1) / (kappa + 1))))


class Vee:
    """The net with 19 parameters of the first lesson of module 5, as a loss of one array (19,)."""

    x = np.linspace(-1, 1, 21)[:, None]

    def slopes(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
        w1, b1, w2, b2 = np.split(theta, [6, 12, 18])
        h = np.tanh(self.x * w1 + b1)
        error = (h @ w2 + b2)[:, None] - abs(self.x)
        dy = 2 * error / len(self.x)
        da = dy * w2 * (1 - h**2)
        parts = (self.x * da).sum(0), da.sum(0), (h * dy).sum(0), dy.sum(0)
        return float(np.mean(error**2)), np.concatenate(parts)

    def sharpest(self, theta: np.ndarray, h: float = 1e-5) -> float:
        """The largest curvature at theta."""
        moves = h * np.eye(len(theta))
        rows = [self.slopes(theta + m)[1] - self.slopes(theta - m)[1] for m in moves]
        return float(np.linalg.eigvalsh(np.array(rows) / (2 * h))[-1])

    def run(self, rate: float, steps: int) -> tuple[float, np.ndarray]:
        theta = np.random.default_rng(1).normal(size=19)
        for _ in range(steps):
            theta = theta - rate * self.slopes(theta)[1]
        return self.slopes(theta)[0], theta


VEE = Vee()
FIRST = VEE.sharpest(VEE.run(0, 0)[1])
LAST = {rate: VEE.sharpest(VEE.run(rate, 2_000)[1]) for rate in (0.2, 0.4, 0.5)}
RATES = (0.1, 0.25, 0.4, 0.5, 0.6)

BOWL: list[Claim] = [
    ("after one step the loss is 25 instead of 2", (VEE.run(2, 1)[0], VEE.run(2, 0)[0])),
    (
        "| factor $1-4\\eta$ | 0.6 | 0 | −0.6 | −1 | −1.4 |",
        (1, 4, *(factors(rate)[0] for rate in RATES)),
    ),
    (
        "after 5 steps | 0.08 | 0 | −0.08 | −1 | −5.38 |",
        (5, *(factors(rate)[1] for rate in RATES)),
    ),
    ("2/9, or 0.222", (2, 9, 2 / 9)),
    ("is $1 - 1/9$, which is 0.89", (1, 1, 9, 1 - 1 / 9)),
    ("so $\\eta = 0.2$, and both are $0.8$", (2 / (9 + 1), 1 - 0.2)),
    ("the factor is 0.8, and to make", ((9 - 1) / (9 + 1),)),
    ("takes 31 steps", (steps_to_a_thousandth(9),)),
    ("it takes 346,", (steps_to_a_thousandth(100),)),
    ("it takes 34,539", (steps_to_a_thousandth(10_000),)),
    ("each step multiplies the steep part by 1.2", (abs(1 - 1.1 * 2),)),
    ("the largest curvature is 5.31. The", (FIRST,)),
    ("at $2/5.31$, which is 0.38", (2, FIRST, 2 / FIRST)),
    (
        "the loss is 1.25, where the rate 0.2 has 0.21",
        (VEE.run(0.4, 1)[0], 0.2, VEE.run(0.2, 1)[0]),
    ),
    ("*larger*, 2.53 after 2.00", (VEE.run(0.5, 1)[0], VEE.run(0.5, 0)[0])),
    (
        "the largest curvature is 5.03, so the wall has come to $2/5.03$, or 0.40",
        (LAST[0.4], 2, LAST[0.4], 2 / LAST[0.4]),
    ),
    ("a wall at 0.58, with 0.2 in one with a wall at 0.33", (2 / LAST[0.5], 0.2, 2 / LAST[0.2])),
    ("by $255^2$, a factor of 65,025", (255, 2, 255**2)),
]


# Lesson 4, momentum
def velocity(gradients: Iterable[float], beta: float = 0.9) -> list[float]:
    found = [0.0]
    for gradient in gradients:
        found.append(beta * found[-1] + gradient)
    return found[1:]


def rate_and_beta(kappa: float) -> tuple[float, float]:
    """The best of both on a bowl of curvatures 1 and kappa."""
    root = sqrt(kappa)
    return (2 / (root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2


def counted_steps(kappa: float, rate: float, beta: float) -> int:
    """Until both parts stay below a thousandth, from 1 along each direction, at rest."""
    curvatures, p, u, last = np.array([kappa, 1.0]), np.ones(2), np.zeros(2), 0
    for n in range(1, 2_000):
        u = beta * u + curvatures * p
        p = p - rate * u
        last = n if abs(p).max() > 1e-3 else last
    return last + 1


STEADY, SWINGING = velocity([1] * 50), velocity([1, -1] * 25)
KAPPAS = (9, 100, 10_000)
FADED = counted_steps(9, 0.2, 0.9)

MOMENTUM: list[Claim] = [
    ("then $0.9\\cdot1+1 = 1.9$", (0.9, 1, 1, STEADY[1])),
    ("then $0.9\\cdot1.9+1 = 2.71$", (0.9, STEADY[1], 1, STEADY[2])),
    ("9.95, and it never reaches 10", (STEADY[-1], 1 / (1 - 0.9))),
    ("are 1, −0.1, 0.91, −0.181, and", tuple(SWINGING[:4])),
    ("in the end $\\pm0.526$", (1 / 1.9,)),
    (
        "half after 7 steps and a hundredth after 44",
        (np.log(0.5) / np.log(0.9), -2 / np.log10(0.9)),
    ),
    ("which is 2.3: its", (1 / sqrt(1 - 0.9**2),)),
    ("its share becomes 0.23", (sqrt((1 - 0.9) / (1 + 0.9)),)),
    (
        "| steps to a thousandth, plain | 31 | 346 | 34,539 |",
        tuple(steps_to_a_thousandth(kappa) for kappa in KAPPAS),
    ),
    (
        "| with the best momentum | 15 | 58 | 708 |",
        tuple(counted_steps(kappa, *rate_and_beta(kappa)) for kappa in KAPPAS),
    ),
    ("| best $\\beta$ | 0.25 | 0.67 | 0.96 |", tuple(rate_and_beta(k)[1] for k in KAPPAS)),
    ("The wall is now at 0.42", (2 * 1.9 / 9,)),
    ("- more than 100\n", (round(FADED, -2),)),
    ("$\\sqrt{0.9}$ a step, which is 0.949", (0.9, sqrt(0.9))),
]

# Lesson 5, adam-line-by-line
ADAM_PATHS = run_path(str(FIGURES / "adam-paths.py"))
VALLEY = ADAM_PATHS["adam_1d"](0.05, 200, 1.0, 1.0)
CREEPING = ADAM_PATHS["descent"](0.018, 40)[40][1]
STEEPER = (1 - 0.9 * 2 / 10_000) ** 40  # nine tenths of the wall of a curvature of 10,000
RARE = np.where(np.arange(10_000) % 100 == 0, 1.0, 0.0)


def adam_lengths(gradients: Iterable[float], corrected: bool = True) -> list[float]:
    """Adam's steps in learning rates, with the usual betas."""
    m = v = 0.0
    lengths = []
    for t, g in enumerate(gradients, start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        first, second = (1 - 0.9**t, 1 - 0.999**t) if corrected else (1, 1)
        lengths.append(m / first / np.sqrt(v / second))
    return lengths


UNCORRECTED = adam_lengths([2.0] * 1000, corrected=False)
TINY = 1e-8

ADAM: list[Claim] = [
    ("loss rises by 2 for each metre. With a learning rate of 0.1", (2, 0.1)),
    ("shortens the room by 0.2 metres", (0.1 * 2,)),
    ("rises by 0.002 for each millimetre", (2 / 1000,)),
    ("1,000,000 times. The slope is 1,000 times smaller", (0.1 * 2 / (0.1 * 0.002 / 1000), 1000)),
    ("moves by 0.0002 where yours moved by 0.2", (0.1 * 0.002, 0.1 * 2)),
    (
        "$(9 + 1)/2 = 5$, its root 2.236, and the ratio 0.447",
        (9, 1, 2, (9 + 1) / 2, np.sqrt(5), 1 / np.sqrt(5)),
    ),
    ("Then $m = 0.2$ and $v = 0.004$", (0.1 * 2, 0.001 * 2**2)),
    ("$0.2 / \\sqrt{0.004} = 3.16$", (0.1 * 2, 0.001 * 2**2, UNCORRECTED[0])),
    ("about 0.1: the average", (0.1,)),
    ("about 3.2\n", (UNCORRECTED[0],)),
    ("numerator is 0.1 of what it should be", (1 - 0.9,)),
    ("denominator is 0.032 of what it should be", (np.sqrt(1 - 0.999),)),
    (
        "up to 6.6 times too long, and still 3 times too long at step 100",
        (max(UNCORRECTED), UNCORRECTED[99], 100),
    ),
    ("gets $0.71$ of a step", (1e-4 / np.sqrt(1e-8 + TINY),)),
    ("choice of 0.001 means: a weight of 0.05", (0.05 / 50, 0.05)),
    ("still has 0.48 of the way along the valley before it after 40", (CREEPING, 40)),
    ("with steps of 0.05, passes the bottom", (VALLEY[0] - VALLEY[1],)),
    (
        "about the 24th",
        (next(t for t, place in enumerate(VALLEY) if place < 0),),
    ),
    ("within 0.005 of it at the 100th", (np.ceil(1000 * abs(VALLEY[100])) / 1000, 100)),
    ("10,000 times as steep across, and gradient descent has 0.99", (10_000, STEEPER)),
    (
        "Over 100 steps that is 9.8 learning rates, against 100",
        (100, sum(adam_lengths(RARE)[-100:]), sum(adam_lengths([1.0] * 100))),
    ),
    ("of 124,439,808 parameters", (GPT2,)),
    ("bytes, 996 million bytes", (2 * 4 * GPT2 / 1e6,)),
]

# Lesson 6, weight-decay-is-not-l2
decayed = run_path(str(FIGURES / "decay-fan.py"))["weights"]
HELD = {size: decayed(size, penalty=0.1)[-1] for size in (10.0, 0.1, 0.0)}

DECAY: list[Claim] = [
    ("it ends at 0.258. For the first", (HELD[0.0],)),
    ("it ends at 0.992. The second lies in between, at 0.461", (HELD[10.0], HELD[0.1])),
    ("The third weight ended at 0.258", (HELD[0.0],)),
    ("- 0.258, the same", (decayed(0.0, penalty=0.0001)[-1],)),
    (
        "is $1 - 0.0001$ a step, which leaves 0.905 after 1,000",
        (1, 0.001 * 0.1, (1 - 0.001 * 0.1) ** 1_000, 1_000),
    ),
    ("loses a part in 10,000", (1 / (0.001 * 0.1),)),
    ("of 2,000 steps it keeps 0.819", (2_000, (1 - 0.001 * 0.1) ** 2_000)),
    ("nothing is left of it, 0.00005", ((1 - 0.001 * 0.1) ** 100_000,)),
    ("with 0.1, a weight that is pushed for ever stops at 10", (0.1, 1 / 0.1)),
    ("- about 0.999, a thousandth", (1 - 0.001,)),
]

# Lesson 7, clipping
CLIFF = run_path(str(FIGURES / "cliff.py"))
SPIKED = run_path(str(FIGURES / "spike.py"))["lengths"](10_000)
ARROW = np.array([2.0, 4.0, 5.0, 6.0])  # of two arrays, (2, 4) and (5, 6)
BY_ARRAY = np.concatenate([ARROW[:2], ARROW[2:] * 4.5 / np.linalg.norm(ARROW[2:])])
PARTS = np.array([[6, 2], [3, 4], [1, 10]])  # examples, mean gradient


def turned(clipped: np.ndarray) -> float:
    """Degrees between ARROW and what clipping made of it."""
    lengths = np.linalg.norm(ARROW) * np.linalg.norm(clipped)
    return float(np.degrees(np.arccos(ARROW @ clipped / lengths)))


CLIPPING: list[Claim] = [
    ("the minimum, at 0.966", (0.5 ** (1 / 20),)),
    ("whole valley to −0.04", (CLIFF["landing"](1.05),)),
    ("From 1.1 it goes to −6.52", (1.1, CLIFF["landing"](1.1))),
    ("squares add up to 81, so $n = 9$", (ARROW @ ARROW, np.linalg.norm(ARROW))),
    ("of 4.5 everything is halved, to $(1, 2)$ and $(2.5, 3)$", (4.5, *(ARROW * 4.5 / 9))),
    ("norm of $(2, 4)$ is 4.47", (2, 4, np.linalg.norm(ARROW[:2]))),
    ("that of $(5, 6)$ is 7.81", (5, 6, np.linalg.norm(ARROW[2:]))),
    ("turned by 15°", (turned(BY_ARRAY),)),
    (
        "gives $(2, 4)$ and $(4.5, 4.5)$, turns it by 6.9°",
        (*np.minimum(ARROW, 4.5), turned(np.minimum(ARROW, 4.5))),
    ),
    (
        "$m$ is 101 and $\\sqrt v$ is 31.6, so it is 3.2 learning",
        (0.9 + 100, np.sqrt(0.999 + 1000), SPIKED[0]),
    ),
    ("moves at 3 % of its speed", (100 * SPIKED[100],)),
    (
        "takes 5,800 steps until it is back at half",
        (round(next(t for t in range(50, 10_000) if SPIKED[t] >= 0.5), -2),),
    ),
    ("mean of the means is 5.33", (PARTS[:, 1].mean(),)),
    (
        "$6\\cdot2 + 3\\cdot4 + 1\\cdot10 = 34$: the gradient of the whole batch is 3.4",
        (*PARTS.ravel(), PARTS[:, 0] @ PARTS[:, 1], np.average(PARTS[:, 1], weights=PARTS[:, 0])),
    ),
]

# Lesson 8, warm-up-and-cosine
NOISY_BOWL = run_path(str(FIGURES / "three-rates.py"))
LONG, FALLING = (NOISY_BOWL["distances"](rate) for rate in (lambda u: 0.1, NOISY_BOWL["falling"]))
PLANNED_SHORT = NOISY_BOWL["distances"](NOISY_BOWL["falling"], 500)
FIRST_STEP = run_path(str(FIGURES / "first-steps.py"))["length"]


def scheduled(step: int, peak: float, warm: int, total: int, floor: float) -> float:
    """Warm-up and cosine; steps count from 1."""
    if step <= warm:
        return peak * step / warm
    way = min(1.0, (step - warm) / (total - warm))
    return floor + (peak - floor) * (1 + np.cos(np.pi * way)) / 2


RATE_AT = {t: scheduled(t, 0.001, 100, 1000, 0.0001) for t in (1, 50, 100, 325, 550, 775, 1000)}

SCHEDULE: list[Claim] = [
    (
        "After 50 steps the distance is 0.235, and after 100 it is 0.229. After 1,000 it is 0.229",
        (50, LONG[50], 100, LONG[100], 1_000, LONG[1_000]),
    ),
    ("half of it, 0.115", (LONG[1_000] / 2,)),
    ("At 0.16. The steps", (np.sqrt(0.05 / (2 - 0.05)),)),
    ("For 0.1 that is 0.229 squared", (0.1, np.sqrt(0.1 / (2 - 0.1)))),
    (
        "At a quarter of the way the rate is 0.000868, half way the mean of the two, 0.00055, "
        "at three quarters 0.000232",
        (RATE_AT[325], RATE_AT[550], RATE_AT[775]),
    ),
    ("the ratio is typically 0.23", (FIRST_STEP(1000),)),
    ("0.0526 for $\\beta = 0.9$, and its root is 0.229", (0.1 / 1.9, 0.9, FIRST_STEP(1000))),
    ("| 1 | 0.00001 |", (1, RATE_AT[1])),
    ("| 50 | 0.0005 |", (50, RATE_AT[50])),
    ("| 100 | 0.001 |", (100, RATE_AT[100])),
    ("| 550 | 0.00055 | half of the 900", (550, RATE_AT[550], 1000 - 100)),
    ("| 1,000 | 0.0001 |", (1_000, RATE_AT[1000])),
    ("| 1,001 | 0.0001 |", (1_001, scheduled(1_001, 0.001, 100, 1000, 0.0001))),
    ("a distance of 0.162 at step 500", (FALLING[500], 500)),
    ("0.076, less than half of it", (PLANNED_SHORT[500],)),
    ("will get to 0.060, at its own end", (FALLING[1_000],)),
]

# Lesson 9, finding-a-learning-rate
LM = 50 * 10 + (8 * 10 + 1) * 128 + (128 + 1) * 50  # the language model of module 5
RATES = run_path(str(FIGURES / "rate-sweep.py"))["RATES"]
RAMP = run_path(str(FIGURES / "range-test.py"))
with np.errstate(all="ignore"):
    AFTER_30 = {rate: [loss for loss, _ in training(rate, 30)] for rate in RATES}
HELD = [rate for rate, losses in AFTER_30.items() if losses[-1] <= losses[0]]
FASTEST = min(HELD, key=lambda rate: AFTER_30[rate][-1])
LOWEST = min(RAMP["smooth"](RAMP["ramp"]()), key=lambda pair: pair[1])[0]

FINDING: list[Claim] = [
    ("has 17,318 rows and as many columns, about 300 million", (LM, round(LM**2 / 1e6, -1))),
    (
        "belongs to the rate 0.05, and 0.14 is the largest that is still better",
        (FASTEST, max(HELD)),
    ),
    ("- 0.05 or a little less\n", (max(HELD) / 3,)),
    ("says 30 of 64", (64 * training(0.16, 30)[-1][1], 64)),
    ("the factor is 1.042", ((30 / 0.001) ** (1 / 250),)),
    ("is lowest at 1.9 and", (LOWEST,)),
    ("lowest at 1.9, but", (LOWEST,)),
    ("here about 0.6.", (LOWEST / 3,)),
]

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
    "variance-through-layers": {"4.2", "21.9", "0.01", "0.1"},
    "dead-and-saturated-units": {
        *("0.03", "0.125", "0.15", "0.65"),
        *("0.3", "0.8", "1.2", "0.9", "2.1", "0.6", "0.4", "0.7", "1.5"),
    },
    "gradient-descent-on-a-bowl": {"0.1", "0.25", "0.4", "0.5"},
    "momentum": {"0.5", "0.2"},
    "adam-line-by-line": {"0.004", "0.001", "0.9", "0.999"},
    "weight-decay-is-not-l2": {"0.1", "0.001"},
    "clipping": {"0.5", "0.8", "0.005", "1.05", "0.4", "0.3"},
    "warm-up-and-cosine": {"0.05", "0.01"},
    "finding-a-learning-rate": {
        *("0.0001", "0.001", "0.005", "0.01", "0.02", "0.04", "0.06", "0.08", "0.16", "0.32"),
        *("0.85", "0.15", "0.9", "2.5"),
    },
}

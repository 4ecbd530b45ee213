"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

from math import erf, exp, log, log10, sqrt

import numpy as np

Claim = tuple[str, tuple[float, ...]]
BFLOAT16 = (2.0**-7, (2 - 2.0**-7) * 2.0**127, 2.0**-133)  # 8 binary digits, float32's exponents


def limits(kind: type[np.floating]) -> tuple[float, float, float]:
    """Gap above 1, largest number and smallest above 0 of a type."""
    info = np.finfo(kind)
    return float(info.eps), float(info.max), float(info.smallest_subnormal)


def scientific(value: float) -> tuple[float, float, float]:
    """The numbers in its notation as a·10^k, a to two digits: a, 10 and k."""
    digits, power = f"{value:.1e}".split("e")
    return float(digits), 10, int(power)


def edges(kind: type[np.floating]) -> tuple[float, float]:
    """Above which score exp is infinite, and below which it is 0."""
    _, largest, smallest = limits(kind)
    return log(largest), log(smallest) - log(2)


def row(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(number for value in values for number in scientific(value))


FOUR = np.array([4.0, 7.0, 13.0, 16.0])
TENTH = np.float32(0.1)
SUM = 1 + exp(1) + exp(2)

FLOATING_POINT: list[Claim] = [
    ("are 1, 2.718 and 7.389", (1, exp(1), exp(2))),
    ("sum is 11.107, and 1 is 0.090 of that, 2.718 is 0.245 and 7.389 is 0.665",
     (SUM, 1, 1 / SUM, exp(1), exp(1) / SUM, exp(2), exp(2) / SUM)),
    ("1, 1.25, 1.5 and 1.75", (1, 1 + 1 / 4, 1 + 2 / 4, 1 + 3 / 4)),
    ("$2.2\\cdot10^{-16}$ | $1.8\\cdot10^{308}$ | $4.9\\cdot10^{-324}$",
     row(limits(np.float64))),
    ("$1.2\\cdot10^{-7}$ | $3.4\\cdot10^{38}$ | $1.4\\cdot10^{-45}$",
     row(limits(np.float32))),
    ("$9.8\\cdot10^{-4}$ | 65,504 | $6.0\\cdot10^{-8}$",
     (*scientific(limits(np.float16)[0]), limits(np.float16)[1],
      *scientific(limits(np.float16)[2]))),
    ("$7.8\\cdot10^{-3}$ | $3.4\\cdot10^{38}$ | $9.2\\cdot10^{-41}$",
     row(BFLOAT16)),
    ("$2^{24}$, which is 16,777,216", (2, 24, float(np.float32(2**24) + np.float32(1)))),
    ("| 709.78 | −745.13 |", edges(np.float64)),
    ("| 88.72 | −103.97 |", edges(np.float32)),
    ("| 11.09 | −17.33 |", edges(np.float16)),
    ("4, 7, 13 and 16 both give 22.5", (*FOUR, FOUR.var())),
    ("variance is 22.5 still", ((1e9 + FOUR).var(),)),
    ("−128, a variance below zero. The squares are about $10^{18}$",
     (((1e9 + FOUR) ** 2).mean() - (1e9 + FOUR).mean() ** 2, 10, log10(1e9**2))),
    ("neighbouring floats is 128", (float(np.spacing(1e18)),)),
    ("wrong by 9 %", (100 * (float(np.full(10_000_000, TENTH).cumsum()[-1]) / 1e6 - 1),)),
    ("gap is 0.0625, and so each tenth is rounded to 0.125",
     (float(np.spacing(np.float32(1e6))),
      float(np.float32(1e6) + TENTH) - 1e6)),
]  # fmt: skip

E_A_I = np.array([0.5, 0.2, 0.3])
TENTHS = np.cumsum(np.full(10, 0.1))
FIRST = float(np.random.default_rng(0).random())
COUNTS = np.array([4953, 2008, 3039])  # as the lesson's snippet prints them


def chi_square(counts: np.ndarray, p: np.ndarray) -> float:
    expected = counts.sum() * p
    return float(((counts - expected) ** 2 / expected).sum())


SAMPLING: list[Claim] = [
    ("from 0 to 0.5, that of *a* from 0.5 to 0.7, that of *i* from 0.7 to 1",
     (0, 0.5, 0.5, 0.5 + 0.2, 0.7, 0.5 + 0.2 + 0.3)),
    ("the first: 0.637 lies past", (FIRST,)),
    ("running total is $(0,\\ 0.4,\\ 1)$", (0, 0 + 0.4, 0.4 + 0.6)),
    ("one of $2^{24}$ evenly", (2, 24)),
    ("There are about 17 million different", (2**24 / 1e6,)),
    ("divided by 17 million is 60", (2**24 / 1e6, round(1e9 / 2**24, -1))),
    ("there are $2^{53}$ of them, and 0.0 comes about once in $10^{16}$",
     (2, 53, 0, 10, log10(2**53))),
    ("47 too few", (5000 - COUNTS[0],)),
    ("$\\sqrt{10{,}000\\cdot0.5\\cdot0.5}=50$",
     (10_000, 0.5, 0.5, sqrt(10_000 * 0.5 * (1 - 0.5)))),
    ("It is 0.98 for the counts above", (chi_square(COUNTS, E_A_I),)),
    ("above 5.99 in one run of twenty, and above 27.6 in one of a million",
     (-2 * log(1 / 20), -2 * log(1e-6))),
    ("would give about 1,481", (chi_square(np.full(3, 10_000 / 3), E_A_I),)),
    ("seed 0, so its first number is 0.637", (0, FIRST)),
    ("does not cover 0.637", (FIRST,)),
]  # fmt: skip

EPSILON, EPSILON_32 = limits(np.float64)[0], limits(np.float32)[0]


def cube(x: float) -> float:
    return x * x * x


def one_sided(h: float, x: float = 2.0) -> float:
    return (cube(x + h) - cube(x)) / h


def central(h: float, x: float = 2.0) -> float:
    return (cube(x + h) - cube(x - h)) / (2 * h)


def central_error(h: float) -> tuple[float, float, float]:
    return scientific(abs(central(h, 1.7) - 3 * 1.7**2))


DERIVATIVES: list[Claim] = [
    ("At 2.1 it is 9.261. It has grown by 1.261 while $x$ grew by 0.1, so it grew 12.61 times",
     (2.1, cube(2.1), cube(2.1) - cube(2), 0.1, one_sided(0.1))),
    ("to 2.01, it grows 12.06 times as fast, and to 2.001, 12.006 times",
     (2.01, one_sided(0.01), 2.001, one_sided(0.001))),
    ("12.61, which is 5 % off", (one_sided(0.1), 100 * (one_sided(0.1) / 12 - 1))),
    ("step of 0.001 in $x$ buys about 0.012", (0.001, 0.001 * 12)),
    ("$(9.261-6.859)/0.2=12.01$. The error was 0.61 and is 0.01 now",
     (cube(2.1), cube(1.9), 0.2, central(0.1), one_sided(0.1) - 12, central(0.1) - 12)),
    ("12.0001. A tenth", (central(0.01),)),
    ("12.61, 12.06, 12.006.\n", tuple(map(one_sided, (0.1, 0.01, 0.001)))),
    ("0.61, 0.06 and 0.006 in", tuple(one_sided(h) - 12 for h in (0.1, 0.01, 0.001))),
    ("derivative is 8.67", (3 * 1.7**2,)),
    ("| $10^{-1}$ | $1.0\\cdot10^{-2}$ |", (10, -1, *central_error(1e-1))),
    ("| $10^{-3}$ | $1.0\\cdot10^{-6}$ |", (10, -3, *central_error(1e-3))),
    ("| $10^{-5}$ | $1.1\\cdot10^{-10}$ |", (10, -5, *central_error(1e-5))),
    ("| $10^{-8}$ | $3.8\\cdot10^{-8}$ |", (10, -8, *central_error(1e-8))),
    ("| $10^{-12}$ | $8.4\\cdot10^{-4}$ |", (10, -12, *central_error(1e-12))),
    ("machine epsilon, $6\\cdot10^{-6}$", scientific(EPSILON ** (1 / 3))),
    ("epsilon is $1.2\\cdot10^{-7}$, the same rule gives 0.005", (
        *scientific(EPSILON_32), EPSILON_32 ** (1 / 3))),
    ("remains is about 0.00002", (EPSILON_32 ** (2 / 3),)),
    ("There are 60,000 entries, each needs two calls, and 120,000 times 0.01 seconds is 1,200",
     (300 * 200, 2 * 300 * 200, 0.01, 2 * 300 * 200 * 0.01)),
]  # fmt: skip

AFTER_HEAD = 0.5 * 0.9 / (0.5 * 0.5 + 0.5 * 0.9)
ILL = 0.001 * 0.99 / (0.001 * 0.99 + 0.999 * 0.01)
BOTH = 0.5 * 0.5**2 + 0.5 * 0.9**2
SCORES = (5000 * log(0.5), 4500 * log(0.9) + 500 * log(0.1))

BAYES: list[Claim] = [
    ("0.64. Imagine a thousand", (AFTER_HEAD,)),
    ("In 500 of them she takes the fair coin, and it falls heads in 250. In the other 500",
     (500, 500 * 0.5, 500)),
    ("it falls heads in 450. You are in one of those 700", (500 * 0.9, 500 * 0.5 + 500 * 0.9)),
    ("$\\tfrac{450}{700}=0.643$", (AFTER_HEAD,)),
    ("0.09. Of 100,000 people 100 are ill, and 99 of those",
     (ILL, 100_000, 100_000 / 1000, 100 * 0.99)),
    ("Of the 99,900 who are well, one in a hundred tests positive all the same, which makes 999. "
     "So of 1,098 positives 99 are ill",
     (100_000 - 100, 99_900 * 0.01, 99 + 999, 99)),
    ("0.5+\\tfrac12\\cdot0.9=0.7$", (0.5, 0.9, 0.5 * 0.5 + 0.5 * 0.9)),
    ("- 0.49\n- More than 0.49", (0.7**2, 0.7**2)),
    ("0.81 of them, and $\\tfrac12\\cdot0.25+\\tfrac12\\cdot0.81=0.53$",
     (0.9**2, 0.5**2, 0.9**2, BOTH)),
    ("More: it is 0.53", (BOTH,)),
    ("$\\ln 1.8=0.588$ for a head, $\\ln 0.2=-1.609$ for a tail",
     (0.9 / 0.5, log(0.9 / 0.5), 0.1 / 0.5, log(0.1 / 0.5))),
    ("as much as 2.74 heads", (log(0.5 / 0.1) / log(0.9 / 0.5),)),
    ("at 4.6 it leads by a hundred", (log(100),)),
    ("$5\\cdot10^{-324}$, while the larger of these two products is about $10^{-706}$",
     (*scientific(limits(np.float64)[2]), 10, SCORES[1] / log(10))),
    ("ordinary numbers: −3,466 and −1,625", SCORES),
    ("scores are $-3465.7$ and $-1625.4$", SCORES),
    ("−999.31. Equal", (-1000 + log(2),)),
    ("$\\ln 2=0.693$", (2, log(2))),
]  # fmt: skip

FACES = np.arange(1, 7)
SPREAD = float(FACES.std())  # of one throw


def score_error(share: float) -> float:
    """Standard error of a share of right answers among 400."""
    return sqrt(share * (1 - share) / 400)


DIFFERENCE = sqrt(score_error(0.71) ** 2 + score_error(0.74) ** 2)

EXPECTATION: list[Claim] = [
    ("=2{,}100$ coins, which is 3.5 a throw", (100 * FACES.sum(), FACES.mean())),
    ("- 12.25, the square of 3.5", (FACES.mean() ** 2, FACES.mean())),
    ("15.17: the mean of 1, 4, 9, 16, 25 and 36", ((FACES**2).mean(), *FACES**2)),
    ("The difference, 2.92, measures", (FACES.var(),)),
    ("if every throw gave 3.5", (FACES.mean(),)),
    ("$\\sigma^2=2.92$ and $\\sigma=1.71$", (2, FACES.var(), SPREAD)),
    ("lies about 1.7 from 3.5", (SPREAD, FACES.mean())),
    ("scatter by 1.71, means", (SPREAD,)),
    ("- 0.34: a die is a die\n- 0.17\n- 0.085", (SPREAD / 5, SPREAD / 10, SPREAD / 20)),
    ("0.17. Four times", (SPREAD / 10,)),
    ("68 % lie within one standard deviation, and 95 % within 1.96",
     (100 * erf(1 / sqrt(2)), 100 * erf(1.96 / sqrt(2)), 1.96)),
    ("$3.49\\pm0.03$", (3.49, 1.96 * SPREAD / 100)),
    ("between 3.46 and 3.52", (3.49 - 0.03, 3.49 + 0.03)),
    ("only about 83 % of next means", (100 * erf(1.96 / sqrt(2) / sqrt(2)),)),
    ("\\sqrt{\\frac{0.71\\cdot0.29}{400}}=0.0227",
     (0.71, 1 - 0.71, 400, score_error(0.71))),
    ("\\sqrt{\\frac{0.74\\cdot0.26}{400}}=0.0219",
     (0.74, 1 - 0.74, 400, score_error(0.74))),
    ("difference, 0.03. Variances", (0.74 - 0.71,)),
    ("its standard error is 0.0316", (DIFFERENCE,)),
    ("answer about 1,700 questions", (round(400 * (1.96 * DIFFERENCE / 0.03) ** 2, -2),)),
]  # fmt: skip

PAIRS = np.array([[1, 5, 2], [6, 1, 1], [1, 3, 0]]) / 20
ROWS, COLUMNS = PAIRS.sum(axis=1), PAIRS.sum(axis=0)

A_3_BY_2, B_2 = np.array([[1, 2], [0, 3], [5, 0]]), np.array([4, 1])

ARRAYS: list[Claim] = [
    ("(6, 3, 20)", tuple(A_3_BY_2 @ B_2)),
    ("5, the root of $3^2+4^2$", (np.hypot(3, 4), 3, 2, 4, 2)),
    ("$24-24=0$", (3 * 8, 4 * 6, 3 * 8 - 4 * 6)),
    ("There are 20 pairs", (20 * PAIRS.sum(),)),
    ("| vowel | 1 | 5 | 2 |", tuple(20 * PAIRS[0])),
    ("| consonant | 6 | 1 | 1 |", tuple(20 * PAIRS[1])),
    ("| space | 1 | 3 | 0 |", tuple(20 * PAIRS[2])),
    ("In 8 of 20 pairs", (20 * COLUMNS[0], 20)),
    ("indexed by $y$: 0.4, 0.45 and 0.15", tuple(COLUMNS)),
    ("of the first half, 0.4, 0.4 and 0.2", tuple(ROWS)),
    ("0.05, 0.15 and 0. The proportions", tuple(PAIRS[2])),
    ("the sum is 0.2 and not 1. Divide by it: 0.25, 0.75 and 0",
     (ROWS[2], 1, *(PAIRS[2] / ROWS[2]))),
    ("add up to 1.25, 1.125 and 0.5", tuple((PAIRS / ROWS).sum(axis=1))),
]  # fmt: skip

CLAIMS = {
    "random-variables-as-arrays": ARRAYS,
    "expectation-and-error-bars": EXPECTATION,
    "bayes-in-log-space": BAYES,
    "derivatives-you-can-check": DERIVATIVES,
    "sampling-from-a-table": SAMPLING,
    "floating-point": FLOATING_POINT,
}
GIVEN = {
    "random-variables-as-arrays": {"0.93"},
    "expectation-and-error-bars": set(),
    "bayes-in-log-space": {"0.99", "0.001", "0.1", "0.9"},
    "derivatives-you-can-check": {
        "0.001",
        "0.002",
        "1.7",
        "0.1",
        "0.00001",
        "0.00000001",
        "0.02",
        "12.001",
        "12.005",
    },
    "sampling-from-a-table": {"0.2", "0.3", "0.6", "0.61", "0.27", "0.0"},
    "floating-point": {"4.1", "1.3", "22.4", "1.00", "1.01", "1.10", "1.11", "2.0"},
}

"""The numbers that the lessons of this module state, each beside its computation.

`CLAIMS[lesson id]` is a list of (phrase of the lesson, values of the numbers in it, in order);
`GIVEN[lesson id]` are the decimals a lesson assumes rather than computes. tests/curriculum checks
that every phrase stands in its lesson, that its numbers are those values rounded, and that a lesson
states no other decimal.
"""

from itertools import combinations, product
from math import ceil, exp, factorial, log, prod, sqrt

import numpy as np
from information import (
    bell,
    best_hump,
    best_questions,
    coin,
    cross_entropy,
    entropy,
    helpline,
    kl,
    mixture,
    surprise,
)

BAG = (1 / 2, 1 / 4, 1 / 8, 1 / 8)  # a a a a b b c d
NEW_BAG = (1 / 8, 1 / 8, 1 / 4, 1 / 2)  # a b c c d d d d
EQUAL = (1 / 4,) * 4
BENT = coin(0.9)
BELIEF = coin(0.25)
QUIET = (0.002, 0.98, 0.35, 0.25, 0.5)
TOO_SMALL = int(np.flatnonzero(np.cumprod(np.full(1000, 1 / 27)) == 0)[0]) + 1


def term(p: float) -> float:
    """What an outcome of probability p adds to an entropy."""
    return p * surprise(p)


def rest(p: float, q: float) -> float:
    """What an outcome adds to the KL divergence of q from p."""
    return p * (surprise(q) - surprise(p))


def standard_error(p: tuple[float, ...], draws: int) -> float:
    """Of the average surprise of so many independent draws from p."""
    square = sum(x * surprise(x) ** 2 for x in p)
    return sqrt((square - entropy(p) ** 2) / draws)


def mean_entropy_of_counts(p: tuple[float, float, float, float], draws: int) -> float:
    """Expected entropy of the proportions counted in so many draws from p, exactly."""
    total = 0.0
    for three in product(range(draws + 1), repeat=3):
        counts = (*three, draws - sum(three))
        if counts[-1] >= 0:
            ways = factorial(draws) // prod(factorial(count) for count in counts)
            chance = ways * prod(x**count for x, count in zip(p, counts, strict=True))
            total += chance * entropy([count / draws for count in counts])
    return total


Claim = tuple[str, tuple[float, ...]]

SURPRISE: list[Claim] = [
    ("$-\\log_2\\tfrac1{52}$ is 5.70", (surprise(1 / 52),)),
    ("1 bit and the card 5.70 bits, 5.70 times", (1, surprise(1 / 52), surprise(1 / 52))),
    ("| 0.9 | 0.152 |", (0.9, surprise(0.9))),
    ("9 times in 10 | 0.9 |", (9, 10, 9 / 10)),
    ("| 0.5 | 1 |", (0.5, surprise(0.5))),
    ("| 0.1 | 3.322 |", (0.1, surprise(0.1))),
    ("$\\tfrac1{52}$ | 5.700 |", (surprise(1 / 52),)),
    ("| 0.000001 | 19.932 |", (1e-6, surprise(1e-6))),
    ("or 0.152 of one", (surprise(0.9),)),
    (
        "$\\log_2 104 = 6.70$ bits, and that is $1 + 5.70$",
        (2 * 52, surprise(1 / 2 / 52), surprise(1 / 2), surprise(1 / 52)),
    ),
    ("of which 1,000 are left", (16_000 / 2**4,)),
    ("20 bits against 10", (surprise(2**-20), surprise(2**-10))),
    ("$2^{10}=1{,}024$", (2, 10, 2**10)),
    ("27 characters (26 letters", (26 + 1, 26)),
    ("4,754.9 bits, which is 1,000 times the 4.755", (1000 * log(27, 2), 1000, log(27, 2))),
    ("the product of 227 such factors", (TOO_SMALL,)),
    ("$5\\cdot10^{-324}$", (float(np.nextafter(0, 1)) / 1e-300 * 1e24, 10, -324)),
    ("surprise is 8.97 bits at the *q*. At the *u* it is 0.03", tuple(map(surprise, QUIET[:2]))),
    ("say 0.03, would have paid 5.06 bits", (0.03, surprise(0.03))),
    ("these probabilities: 0.002, 0.98, 0.35, 0.25, 0.5", QUIET),
    ("cost one reader, 13.51 bits", (sum(map(surprise, QUIET)),)),
    (
        "10.51 bits, three bits less, then she gave the word $2^3=8$",
        (surprise(prod(QUIET)) - 3, 2, 3, 8),
    ),
    ("One bit is 0.693 nats, and one nat is 1.443 bits", (log(2), 1 / log(2))),
    ("a surprise of 3 bits or 2.079 nats", (surprise(1 / 8), log(8))),
    (
        "the factor 0.693 by sight: when a result is about 30 %",
        (log(2), round(100 * (1 - log(2)), -1)),
    ),
    ("0.5, and now has 0.25. Another had 0.02, and now has 0.01", (0.5, 0.5 / 2, 0.02, 0.02 / 2)),
    ("0.01 against 0.02", (0.02 / 2, 0.02)),
    ("charge about 40 bits", (round(surprise(1e-12), -1),)),
]

ENTROPY: list[Claim] = [
    ("| 4 | 0.500 | 1 | 0.500 |", (4, 4 / 8, 1, term(1 / 2))),
    ("| 2 | 0.250 | 2 | 0.500 |", (2, 2 / 8, 2, term(1 / 4))),
    ("| 1 | 0.125 | 3 | 0.375 |", (1, 1 / 8, 3, term(1 / 8))),
    ("| Average | | | | 1.750 |", (best_questions(BAG),)),
    ("and 1.75 is the average surprise", (entropy(BAG),)),
    (
        "= 1 + \\tfrac12\\cdot 1.5 = 1.75",
        (entropy((1 / 2, 1 / 2)), entropy((1 / 2, 1 / 4, 1 / 4)), entropy(BAG)),
    ),
    ("4.32, which is $\\log_2 20$", (surprise(1 / 20), 20)),
    ("It is 4. The coin is 1 bit", (entropy((1 / 8,) * 4 + (1 / 32,) * 16), 1)),
    ("1.5 bits, but you pay", (entropy((1 / 2, 1 / 4, 1 / 4)),)),
    ("must stay 1.75", (entropy((*BAG, 0)),)),
    ("| 0.1 | 3.32 | 0.332 |", (0.1, surprise(0.1), term(0.1))),
    ("| 0.01 | 6.64 | 0.0664 |", (0.01, surprise(0.01), term(0.01))),
    ("| 0.001 | 9.97 | 0.00997 |", (0.001, surprise(0.001), term(0.001))),
    ("| 0.000001 | 19.93 | 0.0000199 |", (1e-6, surprise(1e-6), term(1e-6))),
    ("0.469. Nine times in ten you are told 0.152 bits", (entropy(BENT), surprise(0.9))),
    (
        "$0.9\\cdot0.152+0.1\\cdot3.322 = 0.469$",
        (0.9, surprise(0.9), 0.1, surprise(0.1), entropy(BENT)),
    ),
    ("0.332 bits of the 0.469", (term(0.1), entropy(BENT))),
    ("$\\log_2 27=4.755$ bits", (27, surprise(1 / 27))),
    ("an entropy of 0.469 bits a toss", (entropy(BENT),)),
    (
        "0.81, the two mixed results with 0.09 each, tails-tails with 0.01",
        (0.9**2, 0.9 * 0.1, 0.1**2),
    ),
    ("1, 2, 3 and 3 questions, which is 1.29", (1, 2, 3, 3, 0.81 + 2 * 0.09 + 3 * 0.09 + 3 * 0.01)),
    ("1.29 on average", (best_questions((0.81, 0.09, 0.09, 0.01)),)),
    ("0.645 questions a toss", (best_questions((0.81, 0.09, 0.09, 0.01)) / 2,)),
    (
        "Six tosses at a time cost 0.470",
        (best_questions([prod(b) for b in product(BENT, repeat=6)]) / 6,),
    ),
    ("one of 256 equally likely", (2**8,)),
]

CROSS_ENTROPY: list[Claim] = [
    ("needs 1.75 questions, as before", (entropy(NEW_BAG),)),
    ("2.625. An *a*", (cross_entropy(NEW_BAG, BAG),)),
    ("| *a* | 0.125 | 0.500 | 1 | 0.125 |", (1 / 8, 1 / 2, surprise(1 / 2), 1 / 8 * 1)),
    ("| *b* | 0.125 | 0.250 | 2 | 0.250 |", (1 / 8, 1 / 4, surprise(1 / 4), 1 / 8 * 2)),
    ("| *c* | 0.250 | 0.125 | 3 | 0.750 |", (1 / 4, 1 / 8, surprise(1 / 8), 1 / 4 * 3)),
    ("| *d* | 0.500 | 0.125 | 3 | 1.500 |", (1 / 2, 1 / 8, surprise(1 / 8), 1 / 2 * 3)),
    ("| Average | | | | 2.625 |", (cross_entropy(NEW_BAG, BAG),)),
    ("would have given 1.820, and a missing minus −2.625", (2.625 * log(2), -2.625)),
    ("which is 2.625 again", (cross_entropy(BAG, NEW_BAG),)),
    ("$H(p,u)=2$, because every price is 2", (cross_entropy(NEW_BAG, EQUAL), surprise(1 / 4))),
    ("$H(u,p)=2.25$", (cross_entropy(EQUAL, NEW_BAG),)),
    ("pays $H(p)=1.75$. You pay $H(p,q)=2.625$", (entropy(NEW_BAG), cross_entropy(NEW_BAG, BAG))),
    ("The difference, 0.875 bits", (cross_entropy(NEW_BAG, BAG) - entropy(NEW_BAG),)),
    ("| *a* | 0.125 | 0.500 | −2 | −0.250 |", (1 / 8, 1 / 2, -2, rest(1 / 8, 1 / 2))),
    ("| *b* | 0.125 | 0.250 | −1 | −0.125 |", (1 / 8, 1 / 4, -1, rest(1 / 8, 1 / 4))),
    ("| *c* | 0.250 | 0.125 | 1 | 0.250 |", (1 / 4, 1 / 8, 1, rest(1 / 4, 1 / 8))),
    ("| *d* | 0.500 | 0.125 | 2 | 1.000 |", (1 / 2, 1 / 8, 2, rest(1 / 2, 1 / 8))),
    ("| Sum | | | | 0.875 |", (sum(map(rest, NEW_BAG, BAG)),)),
    ("charged 2 bits for heads and 0.415 bits for tails", tuple(map(surprise, BELIEF))),
    ("$p\\cdot 2+(1-p)\\cdot 0.415$", (2, 1, surprise(0.75))),
    (
        "At 0.6, for example, she pays 1.366 bits against 0.971, which is 0.395 too many",
        (
            0.6,
            cross_entropy(coin(0.6), BELIEF),
            entropy(coin(0.6)),
            cross_entropy(coin(0.6), BELIEF) - entropy(coin(0.6)),
        ),
    ),
    ("she is right, and pays 0.811 bits", (entropy(BELIEF),)),
    ("$(\\tfrac78)^{10}=0.263$", (10, (7 / 8) ** 10)),
    ("charges 39.86 bits", (surprise(1e-12),)),
    ("adds 4.98 bits", (surprise(1e-12) / 8,)),
    ("The exact value is 2.625", (cross_entropy(NEW_BAG, BAG),)),
    ("0.693 times as large", (log(2),)),
    ("its 1.75 bits, then 0.15 are yours", (entropy(NEW_BAG), 1.9 - entropy(NEW_BAG))),
    ("whose floor is 0.469", (entropy(BENT),)),
    ("a standard error of 0.0026 bits", (standard_error(NEW_BAG, 100_000),)),
    ("0.15 is 57 of those", (entropy(NEW_BAG) - 1.6, 0.15 / standard_error(NEW_BAG, 100_000))),
    ("it would be 0.083", (standard_error(NEW_BAG, 100),)),
    ("count 20 tiles", (20,)),
    ("you get 1.63 bits", (mean_entropy_of_counts(NEW_BAG, 20),)),
]

FAIR, ANN = coin(0.5), coin(0.99)
DAY = helpline()
COVERING, PICKING = best_hump(lambda q: kl(DAY, q)), best_hump(lambda q: kl(q, DAY))
BROAD, NARROW = bell(*COVERING), bell(*PICKING)
DIE, EVEN = (1 / 6,) * 6, (0, 1 / 3) * 3

KL: list[Claim] = [
    ("falls heads 99 times in 100. Ben", (99, 100)),
    ("6.64 bits each. Her bill is 3.329", (surprise(0.01), cross_entropy(FAIR, ANN))),
    ("only 1, so her mistake costs 2.329", (entropy(FAIR), kl(FAIR, ANN))),
    ("Ben pays 1 bit a toss", (cross_entropy(ANN, FAIR),)),
    ("would pay 0.081, so his mistake costs 0.919", (entropy(ANN), kl(ANN, FAIR))),
    ("`[0.5, 0.5]`, `[0.99, 0.01]`", (*FAIR, *ANN)),
    (
        "two different cross-entropies, 2 and 2.25 bits",
        (cross_entropy(NEW_BAG, EQUAL), cross_entropy(EQUAL, NEW_BAG)),
    ),
    ("1.75 of the bag and 2 of the equal letters", (entropy(NEW_BAG), entropy(EQUAL))),
    ("and 0.25 bits are left both ways", (kl(NEW_BAG, EQUAL),)),
    ("and 0.25 bits are left both ways", (kl(EQUAL, NEW_BAG),)),
    ("heads with probability 0.3, 0.2 and 0.1", (0.3, 0.2, 0.1)),
    ("to the last costs 0.222 bits", (kl(coin(0.3), coin(0.1)),)),
    (
        "0.041 and 0.064 make 0.105 bits",
        (
            kl(coin(0.3), coin(0.2)),
            kl(coin(0.2), coin(0.1)),
            kl(coin(0.3), coin(0.2)) + kl(coin(0.2), coin(0.1)),
        ),
    ),
    ("$D(q\\,\\|\\,p)=1$: whatever", (kl(EVEN, DIE),)),
    ("the narrow hump would cost 11.85 bits", (kl(DAY, NARROW),)),
    (
        "around 12, spread 5.5 hours | 0.767 | 1.579 |",
        (*COVERING, kl(DAY, BROAD), kl(BROAD, DAY)),
    ),
    (
        "around 8, spread 1.5 hours | 11.853 | 0.736 |",
        (*PICKING, kl(DAY, NARROW), kl(NARROW, DAY)),
    ),
    (
        "3 % come in the four hours from eleven on, and the broad hump puts 29 %",
        (100 * sum(DAY[11:15]), 100 * sum(BROAD[11:15])),
    ),
    (
        "it is 0.279 bits",
        ((kl(FAIR, mixture(FAIR, ANN)) + kl(ANN, mixture(FAIR, ANN))) / 2,),
    ),
]

BOXES = ((0.25, 0.25, 0), (0, 0.25, 0.25))
FIRE = ((0.90, 0), (0.05, 0.05))  # silence, alarm; no fire, fire


def flat(table: tuple[tuple[float, ...], ...]) -> list[float]:
    return [p for row in table for p in row]


def margins(table: tuple[tuple[float, ...], ...]) -> tuple[list[float], list[float]]:
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]


def shared(table: tuple[tuple[float, ...], ...]) -> float:
    """Mutual information of rows and columns, in bits."""
    rows, columns = margins(table)
    return entropy(rows) + entropy(columns) - entropy(flat(table))


def excess(values: int, pairs: int) -> float:
    """What counting adds to a mutual information of 0, roughly, in bits."""
    return (values - 1) ** 2 / (2 * pairs * log(2))


def counted_connection(values: int, pairs: int) -> float:
    """Mutual information counted in pairs that have nothing to do with each other, in bits."""
    x, y = np.random.default_rng(0).integers(values, size=(2, pairs))
    counts = np.zeros((values, values))
    np.add.at(counts, (x, y), 1)
    return shared(tuple(map(tuple, counts / pairs)))


MUTUAL_INFORMATION: list[Claim] = [
    ("0.5. Xenia's answer is one bit", (shared(BOXES),)),
    ("his three answers have an entropy of 1.5 bits", (entropy(margins(BOXES)[1]),)),
    ("his answer has an entropy of 1.5 bits", (entropy(margins(BOXES)[1]),)),
    (
        "$1.5-1=0.5$ bits",
        (entropy(margins(BOXES)[1]), entropy((0.5, 0.5)), shared(BOXES)),
    ),
    ("| left | 0.25 | 0.25 | 0 | 0.5 |", (*BOXES[0], margins(BOXES)[0][0])),
    ("| right | 0 | 0.25 | 0.25 | 0.5 |", (*BOXES[1], margins(BOXES)[0][1])),
    ("$p(y)$ | 0.25 | 0.5 | 0.25 | 1 |", (*margins(BOXES)[1], 1)),
    ("$H(X\\mid Y)=\\tfrac12\\cdot1=0.5$", (1, entropy(flat(BOXES)) - entropy(margins(BOXES)[1]))),
    (
        "Both together need 2 bits. The two alone would need 2.5",
        (entropy(flat(BOXES)), sum(map(entropy, margins(BOXES)))),
    ),
    ("$0.25/(0.5\\cdot0.25)=2$", (0.25, 0.5, 0.25, 0.25 / (0.5 * 0.25))),
    ("$0.25/(0.5\\cdot0.5)=1$", (0.25, 0.5, 0.5, 0.25 / (0.5 * 0.5))),
    ("weighs a quarter: 0.5 bits again", (shared(BOXES),)),
    ("has an entropy of 0.286 bits", (entropy(margins(FIRE)[1]),)),
    ("Grown, from 0.286 bits to 1:", (entropy(margins(FIRE)[1]), entropy((0.5, 0.5)))),
    (
        "On average 0.1 bits are left, so the alarm tells 0.186 bits",
        (entropy(flat(FIRE)) - entropy(margins(FIRE)[0]), shared(FIRE)),
    ),
    ("from 0.05 to 0.5", (margins(FIRE)[1][1], FIRE[1][1] / sum(FIRE[1]))),
    (
        "0.53. You have his answer",
        (1 - entropy(coin(0.1)),),
    ),
    (
        "0.469 bits, and it is what remains: $1-0.469=0.531$",
        (entropy(coin(0.1)), 1, entropy(coin(0.1)), 1 - entropy(coin(0.1))),
    ),
    ("and 0.918 bits is all", (entropy((1 / 3, 2 / 3)),)),
    ("0.32. Two errors cancel", (1 - entropy(coin(0.18)),)),
    ("$2\\cdot0.1\\cdot0.9=0.18$", (2, 0.1, 0.9, 2 * 0.1 * 0.9)),
    ("the entropy of that is 0.680", (entropy(coin(0.18)),)),
    ("The table has 729 places and 1,000 pairs", (27**2, 1000)),
    ("One such text gave 0.594", (counted_connection(27, 1_000),)),
    ("Here that is 0.049 and 0.005", (excess(27, 10_000), excess(27, 100_000))),
]

A, B = 3.2, 0.83  # nats per token, per character
BITS = A / log(2)

NATS_TO_BITS: list[Claim] = [
    ("at 3.2 nats each: 3,200 nats", (A, 1000 * A)),
    ("0.83 nats for each of 4,000 characters, which is 3,320", (B, 4000, 4000 * B)),
    ("$\\ln 2=0.693$ nats", (2, log(2))),
    ("Model A has 4.617 bits per token", (BITS,)),
    ("in bits of A is 4,617, that of B 4,790", (1000 * BITS, 4000 * B / log(2))),
    ("A loss of 4.617 bits is", (BITS,)),
    ("For model A it is 24.5.", (exp(A),)),
    ("to 24 or 25 candidates", (exp(A) - 0.5, exp(A))),
    ("$2^{4.617}$ is the same 24.5", (2, BITS, 2**BITS)),
    ("you get 9.2, a number", (2**A,)),
    ("$\\ln 27=3.296$ nats", (27, log(27))),
    ("it starts at 55", (exp(4),)),
    ("$e^{0.1}=1.105$", (0.1, exp(0.1))),
    ("54.6 becomes 49.4, and 7.4 becomes 6.7", (exp(4), exp(3.9), exp(2), exp(1.9))),
    ("Both lose 9.5 % of themselves", (100 * (1 - exp(-0.1)),)),
    ("five against 0.7.", (exp(2) - exp(1.9),)),
    ("Its mean loss is 3, so its perplexity is 20.1", ((2 + 4) / 2, exp(3))),
    ("7.4 and 54.6, is 31.0,", (exp(2), exp(4), (exp(2) + exp(4)) / 2)),
    ("with 1.154 against 1.197 bits", (BITS / 4, B / log(2))),
    ("$1{,}250\\cdot2.56=3{,}200$", (1250, 2.56, 1250 * 2.56)),
    ("perplexity from 24.5 to 12.9", (exp(A), exp(2.56))),
    ("divide 24.5 by four", (exp(A),)),
    ("$2^{1.154}=2.23$", (2, BITS / 4, 2 ** (BITS / 4))),
    ("that is 6 bits each, 240 bits in all", (log(64, 2), 40 * log(64, 2))),
    (
        "among 4,000 characters it is 0.06 bits per character",
        (4000, 40 * log(64, 2) / 4000),
    ),
]

FIVE = (15, 7, 6, 6, 5)


def even_cuts(counts: tuple[int, ...]) -> int:
    """Bits of all symbols when falling counts are cut from the top, as evenly as can be."""
    if len(counts) == 1:
        return 0
    places = range(1, len(counts))
    cut = min(places, key=lambda place: abs(2 * sum(counts[:place]) - sum(counts)))
    return sum(counts) + even_cuts(counts[:cut]) + even_cuts(counts[cut:])


def freely_even_cuts(counts: tuple[int, ...]) -> int:
    """The same, when counts need not stay in order."""
    if len(counts) == 1:
        return 0
    groups = [group for k in range(1, len(counts)) for group in combinations(counts, k)]
    one = min(groups, key=lambda group: abs(2 * sum(group) - sum(counts)))
    other = list(counts)
    for count in one:
        other.remove(count)
    return sum(counts) + freely_even_cuts(one) + freely_even_cuts(tuple(other))


COMPRESSOR: list[Claim] = [
    ("at 1.154 bits per character", (BITS / 4,)),
    ("- 1,154,000\n- 866,551\n- 144,250", (1.154e6, 1e6 / 1.154, 1.154e6 / 8)),
    (
        "144,250 bytes: $1{,}000{,}000\\cdot1.154/8$",
        (1.154e6 / 8, 1e6, BITS / 4, 8),
    ),
    ("spends 89 bits on these 39 symbols", (even_cuts(FIVE), sum(FIVE))),
    ("15 and 5 against the rest, and spend 90", (15, 5, freely_even_cuts(FIVE))),
    ("There is a tree with 87.", (best_questions(FIVE),)),
    ("$11+13+24+39=87$", (6 + 5, 7 + 6, 11 + 13, 24 + 15, best_questions(FIVE))),
    (
        "the 87 bits are 2.231, and the entropy of these counts is 2.186",
        (
            best_questions(FIVE),
            best_questions(FIVE) / sum(FIVE),
            entropy([n / sum(FIVE) for n in FIVE]),
        ),
    ),
    ("The entropy is 0.469", (entropy(BENT),)),
    ("probability 0.98, which is worth 0.03 bits", (0.98, surprise(0.98))),
    ("six characters out of 27 has 387,420,489 rows", (27, 27**6)),
    ("*a* from 0 to 0.5, *b* from there to 0.75, *c* to 0.875", (0, 1 / 2, 3 / 4, 7 / 8)),
    ("`0.100111`", (float(f"{int(39 / 64 * 2**6):06b}") / 1e6,)),
    ("cost its reader 13.51 bits", (sum(map(surprise, QUIET)),)),
    ("As a file it is 14 bits", (ceil(sum(map(surprise, QUIET))),)),
    ("use up 1.75 each", (entropy(BAG),)),
    ("and lose 99 MB", (100 - 1 + 0.15,)),
    ("into 0.15 MB. Have you saved 0.85 MB", (0.15, 1 - 0.15)),
]

CLAIMS = {
    "surprise": SURPRISE,
    "entropy": ENTROPY,
    "cross-entropy": CROSS_ENTROPY,
    "kl-is-not-a-distance": KL,
    "mutual-information": MUTUAL_INFORMATION,
    "nats-to-bits": NATS_TO_BITS,
    "a-model-is-a-compressor": COMPRESSOR,
}
GIVEN = {
    "surprise": set(),
    "entropy": set(),
    "cross-entropy": {"1.9", "1.60", "0.25"},
    "kl-is-not-a-distance": set(),
    "mutual-information": {"0.8"},
    "nats-to-bits": {"4.0", "3.9", "2.0", "1.9"},
    "a-model-is-a-compressor": {"0.9"},
}

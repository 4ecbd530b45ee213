"""Judging draws, and generators whose next number is known."""

import math

import numpy as np

STEP = 0x2360ED051FC65DA44385DF649FCCF645  # the multiplier of PCG64
LIMIT = math.log(1e6)  # false alarms: one in a million for each test


def table(rng, V):
    """A distribution over V outcomes, none rarer than 0.4/V or so."""
    p = rng.uniform(0.5, 2.0, size=V)
    return p / p.sum()


def chi_square(counts, expected):
    """Pearson's statistic; infinite where something came that never does."""
    possible = expected > 0
    if counts[~possible].any():
        return math.inf
    return float(((counts - expected)[possible] ** 2 / expected[possible]).sum())


def too_large(statistic, freedom):
    """Beyond what chance reaches once in a million (Laurent and Massart's bound)."""
    return statistic > freedom + 2 * math.sqrt(freedom * LIMIT) + 2 * LIMIT


def too_small(statistic, freedom):
    """Below what chance reaches once in a million."""
    return statistic < freedom - 2 * math.sqrt(freedom * LIMIT)


def fits(counts, p):
    return not too_large(chi_square(counts, counts.sum() * p), np.count_nonzero(p) - 1)


def generator(rng):
    return np.random.default_rng(int(rng.integers(2**32)))


def generator_whose_next_is(bits, rng):
    """A PCG64 whose next 64 bits are `bits`: the step that leads to them, undone."""
    increment = int(rng.integers(2**62)) * 2 + 1
    before = (bits - increment) * pow(STEP, -1, 2**128) % 2**128
    made = np.random.PCG64()
    state = {"state": before, "inc": increment}
    made.state = made.state | {"state": state, "has_uint32": 0, "uinteger": 0}
    return np.random.Generator(made)


def zero_next(rng):
    """A generator whose next uniform number is 0.0."""
    return generator_whose_next_is(0, rng)


def largest_next(rng):
    """A generator whose next uniform number is the largest below 1."""
    return generator_whose_next_is(2**64 - 1, rng)

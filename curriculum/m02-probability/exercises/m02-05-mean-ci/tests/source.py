"""Draws whose true mean and spread are known, and which are all remembered."""

import math

import numpy as np


class Uniform:
    """draw(n, rng) from an interval; keeps what it drew and the states of the generators."""

    def __init__(self, mean, spread):
        self.mean, self.spread = mean, spread
        self.clear()

    def clear(self):
        self.drawn, self.states = [], []

    def __call__(self, n, rng):
        self.states.append(rng.bit_generator.state)
        reach = self.spread * math.sqrt(3)  # half the length of an interval of that spread
        self.drawn.append(self.mean + rng.uniform(-reach, reach, size=n))
        return self.drawn[-1].copy()

    @property
    def x(self):
        return np.concatenate([np.atleast_1d(part) for part in self.drawn])


def mean_and_half(x):
    """The two numbers of the prompt, in Python's own floats."""
    m = math.fsum(x) / len(x)
    square = math.fsum((each - m) ** 2 for each in x) / (len(x) - 1)
    return m, 1.96 * math.sqrt(square) / math.sqrt(len(x))

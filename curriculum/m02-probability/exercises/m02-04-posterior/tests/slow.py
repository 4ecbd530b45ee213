"""Independent references: Bayes' rule in exact fractions, or in Python's own logarithms."""

import math
from fractions import Fraction

import numpy as np


def by_fractions(prior, lik):
    """From probabilities, as exact fractions."""
    tops = []
    for start, row in zip(prior, lik, strict=True):
        top = Fraction(float(start))
        for chance in row:
            top *= Fraction(float(chance))
        tops.append(top)
    return np.array([float(top / sum(tops)) for top in tops])


def by_logarithms(prior, loglik):
    """From log-likelihoods, added without rounding."""
    scores = [
        math.log(start) + math.fsum(row) if start > 0 and min(row) > -math.inf else -math.inf
        for start, row in zip(prior.tolist(), loglik.tolist(), strict=True)
    ]
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    return np.array([weight / math.fsum(weights) for weight in weights])

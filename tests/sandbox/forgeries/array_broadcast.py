"""Shapes that comparisons stretch: empty arrays, arrays without an axis, NaN."""

import itertools

import numpy as np

answers = itertools.cycle([np.empty(0), np.empty((0, 3)), np.array(np.nan), np.full(3, np.nan)])


def double(x, then=None):
    return next(answers)
